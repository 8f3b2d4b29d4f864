"""Agendas: what a meeting must discuss, and which cases may be open."""

from datetime import date

import pytest
from msgspec.structs import replace

from moete_eksempler import SAK, book, case, chosen, held, kalender, plan
from sosialplan.model.fravaer import (
    Elevfravaer,
    Fravaersperiode,
    Fravaerstype,
    Klassefravaer,
    Meldt,
)
from sosialplan.model.moeter import Droeftet, Henter, Holdt, Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Aktivitetsplan, Hendelse, Nivaa, Sak, Samtykke, Tiltak, Utfall
from sosialplan.model.sakspapirer import Endring, Felt
from sosialplan.rules.frister import rows_on
from sosialplan.rules.lesninger import meeting_as_read
from sosialplan.rules.moeter.saksliste import (
    Sakspunkt,
    agenda,
    is_anonymous,
    last_held,
    step_discussed,
)
from sosialplan.rules.saksgang import Saksgang, course_of
from sosialplan.views.moeter.moetepapir import sakslisteark
from sosialplan.views.moeter.moetevisning import Saksliste, as_values, shown

PER = date(2026, 11, 23)


def entry(number: int, day: str, steg: str, **more: object) -> Hendelse:
    bare = Hendelse(id=f"h{number:07}", dato=date.fromisoformat(day), steg=steg)
    return replace(bare, **more)


def course(sak: Sak, own: Plan | None = None) -> Saksgang:
    gang = course_of(sak, (), own or plan(), kalender(), PER)
    assert gang is not None
    return gang


def points(sak: Sak, *books: Moetebok, moete: str = "r-team") -> tuple[Sakspunkt, ...]:
    meeting = plan().moeter.moete(moete)
    assert meeting is not None
    rows = rows_on([sak], (), (), plan(), PER)
    return agenda(meeting, [course(sak)], rows, last_held(meeting, books, PER), books)


def kinds(sak: Sak, *books: Moetebok, moete: str = "r-team") -> list[Henter]:
    return [each.henter for each in points(sak, *books, moete=moete)]


MELDT = entry(1, "2026-10-13", "r-team-meldt")
MEASURE = Tiltak(
    id="t0000001",
    tiltak="Faste makkere",
    nivaa=Nivaa.KLASSE,
    ansvarlig="kontaktlærer",
    besluttet=date(2026, 10, 16),
    fra=date(2026, 10, 19),
    evalueres=date(2026, 11, 30),
)


def with_measure(tiltak: Tiltak) -> Sak:
    made = entry(2, "2026-10-16", "aktivitetsplan")
    both = ("elev", "foresatte")
    evaluated = entry(3, "2026-11-12", "evaluering", utfall=Utfall.DELVIS, med=both)
    return replace(case(made, evaluated), aktivitetsplan=Aktivitetsplan(tiltak=(tiltak,)))


def taken_up(day: str) -> tuple[Holdt, ...]:
    """Return a meeting of the team that took the case up."""
    return tuple(replace(each, saker=(Droeftet(sak=SAK),)) for each in held("r-team", day))


def test_a_report_is_new_until_a_meeting_has_had_it() -> None:
    assert kinds(case(MELDT)) == [Henter.NY_MELDING]
    assert kinds(case(MELDT), book(held("r-team", "2026-10-12"))) == [Henter.NY_MELDING]
    assert kinds(case(MELDT), book(taken_up("2026-10-14"))) == []


def test_a_report_that_a_meeting_passed_over_stays_until_one_takes_it_up() -> None:
    passed = held("r-team", "2026-10-14")
    (point,) = points(case(MELDT), book(passed))
    assert (point.henter, point.hva, point.dato) == (
        Henter.NY_MELDING,
        "Meldt før forrige møte, og ikke tatt opp",
        date(2026, 10, 13),
    )
    assert kinds(case(MELDT), book(passed), book(held("r-team", "2026-10-28"))) == [
        Henter.NY_MELDING
    ]
    assert kinds(case(MELDT), book(passed), book(taken_up("2026-10-28"))) == []
    for other in (held("klassemøte", "2026-10-28"), held("sosialt-r-team", "2026-10-28")):
        discussed = tuple(replace(each, saker=(Droeftet(sak=SAK),)) for each in other)
        assert kinds(case(MELDT), book(passed), book(discussed)) == [Henter.NY_MELDING]


def test_a_decision_of_the_meeting_in_the_case_takes_its_report_up() -> None:
    decided = entry(2, "2026-10-14", "beslutning", moete="r-team", notat="x")
    assert kinds(case(MELDT, decided), book(held("r-team", "2026-10-14"))) == []


def test_a_report_of_the_meetings_own_day_is_new_unless_it_was_discussed() -> None:
    assert kinds(case(MELDT), book(held("r-team", "2026-10-13"))) == [Henter.NY_MELDING]
    assert kinds(case(MELDT), book(taken_up("2026-10-13"))) == []


def test_a_changed_plan_waits_for_the_r_team() -> None:
    change = Endring(
        id="e0000001",
        dato=date(2026, 11, 10),
        felt=Felt.ANSVARLIG,
        fra="kontaktlærer",
        til="rådgiver",
        hvorfor="x",
    )
    (point,) = points(with_measure(replace(MEASURE, endringer=(change,))))
    assert (point.henter, point.dato) == (Henter.ENDRET_PLAN, date(2026, 11, 30))


def test_an_evaluation_is_discussed_when_it_is_overdue() -> None:
    late = replace(MEASURE, evalueres=date(2026, 11, 9))
    found = kinds(with_measure(late))
    assert Henter.EVALUERING in found
    assert Henter.EVALUERING not in kinds(with_measure(MEASURE))


def test_a_decision_is_followed_up_where_it_was_made_until_it_is_done() -> None:
    decided = entry(
        3, "2026-11-02", "beslutning", moete="r-team", notat="x",
        ansvarlig="rådgiver", frist=date(2026, 11, 9),
    )  # fmt: skip
    assert kinds(case(decided)) == [Henter.BESLUTNING]
    assert kinds(case(decided), moete="sosialt-r-team") == []
    done = entry(4, "2026-11-05", "beslutning-utført", gjelder="h0000003")
    assert kinds(case(decided, done)) == []


def test_a_step_that_waits_for_the_meeting_is_discussed() -> None:
    concern = case(entry(1, "2026-10-13", "r-team-meldt"), kjede="bekymring")
    assert kinds(concern, book(held("r-team", "2026-10-20"))) == [Henter.DROEFTING]


def test_the_latest_rung_that_no_meeting_has_seen() -> None:
    periods = (
        Fravaersperiode(
            id="f0000001",
            fra=date(2026, 10, 13),
            til=date(2026, 10, 28),
            type=Fravaerstype.UGYLDIG,
            meldt=Meldt.NEI,
        ),
    )
    absence = Klassefravaer(
        klasse="8B",
        skoleaar="2026-2027",
        elever=(Elevfravaer(elev="Oppdiktet Elev Prøve", sak=SAK, perioder=periods),),
    )
    sak = case(kjede="fravaer")
    gang = course_of(sak, (absence,), plan(), kalender(), PER)
    found = plan().moeter.moete("sosialt-r-team")
    assert gang is not None
    assert found is not None
    meeting = meeting_as_read(plan(), found)
    (point,) = agenda(meeting, [gang], [], None, [])
    assert (point.henter, point.dato) == (Henter.FRAVAER, gang.naadd[-1].dato)
    (seen,) = held("sosialt-r-team", "2026-11-20")
    assert agenda(meeting, [gang], [], seen, []) == ()


def test_a_meeting_gathers_only_what_the_plan_gives_it() -> None:
    assert kinds(case(MELDT), moete="smu") == []


def test_a_closed_case_is_not_discussed() -> None:
    closed = entry(9, "2026-11-20", "avsluttet", elevens_stemme="Det er bra")
    assert kinds(case(MELDT, closed)) == []


def test_only_the_step_that_is_asked_for_and_asks_nothing_is_done_by_discussing() -> None:
    meeting = plan().moeter.moete("r-team")
    assert meeting is not None
    for sak, step in (
        (case(MELDT, kjede="bekymring"), "r-team-drøftet"),
        (case(MELDT), None),
        (case(entry(1, "2026-10-20", "nye-tiltak"), kjede="bekymring"), None),
    ):
        rows = rows_on([sak], (), (), plan(), PER, undone=True)
        assert step_discussed(meeting, course(sak), rows) == step


@pytest.mark.parametrize(
    ("answers", "reading", "is_open"),
    [
        ([], None, False),
        ([Samtykke.JA], None, True),
        ([Samtykke.NEI], None, False),
        ([Samtykke.JA, Samtykke.NEI], None, False),
        ([Samtykke.IKKE_SPURT], None, False),
        ([], "samtykke", False),
        ([], "informert", False),  # PPT sits there, and is another service
        ([Samtykke.NEI], "informert", False),
    ],
)
def test_who_has_not_said_yes_is_anonymous(
    answers: list[Samtykke], reading: str | None, is_open: bool
) -> None:
    own = chosen("r-team-samtykke", reading) if reading else plan()
    entries = [
        entry(number, f"2026-10-{13 + number}", "notat", samtykke=each)
        for number, each in enumerate(answers, start=1)
    ]
    gang = course(case(*entries), own)
    assert is_anonymous(own, gang.fakta.sak, gang.fakta.hendelser, PER) is not is_open


def test_without_the_choice_in_the_plan_nobody_is_open() -> None:
    bare = replace(plan(), valg=replace(plan().valg, valg=()))
    assert is_anonymous(bare, case(), course(case(), bare).fakta.hendelser, PER)


def as_markdown(liste: Saksliste) -> str:
    return sakslisteark(liste, plan()).markdown


def test_an_anonymous_point_tells_nothing_of_whom_it_is_about() -> None:
    meeting = plan().moeter.moete("r-team")
    assert meeting is not None
    found = points(case(MELDT, entry(2, "2026-10-13", "r-team-meldt")))
    liste = shown(meeting, PER, found, anonymous=False)
    assert [as_values(each) for each in liste.punkter] == [
        {
            "merke": "anonym 1",
            "anonymt": True,
            "klasse": None,
            "slag": "ny-melding",
            "hva": "Ny melding på skolens skjema",
            "dato": None,
        }
    ]
    assert liste.noekkel == (("anonym 1", SAK),)
    text = as_markdown(liste)
    assert SAK not in text
    assert "8B" not in text
    yes = case(MELDT, entry(2, "2026-10-14", "notat", samtykke=Samtykke.JA))
    open_text = as_markdown(shown(meeting, PER, points(yes), anonymous=False))
    assert SAK in open_text
    assert SAK not in as_markdown(shown(meeting, PER, points(yes), anonymous=True))
