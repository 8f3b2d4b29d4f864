"""Nobody from whom a case is kept carries out a duty in it, is set to anything, or is sent anything (§ 12-5)."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from program import Program, copied, made_by_start
from sosialplan.model.sak import (
    Aktivitetsplan,
    Elev,
    Evaluering,
    GjelderAnsatt,
    Gjennomfoert,
    Hendelse,
    Sak,
    Tiltak,
    Utfall,
)
from sosialplan.model.sakspapirer import Kanal, Utlevering
from sosialplan.rules.ansattsak.skjerming import arranged_for, not_impartial, shielded_for
from sosialplan.rules.ansvar import tells_shielded
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.saksgang import course_of

LUND = "Oppdiktet Lærer Lund"
DAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("habilitet") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


@pytest.fixture
def bemannet(depotets_skole: Path, tmp_path: Path) -> Program:
    """A school whose people are known by name."""
    return Program(copied(depotets_skole, tmp_path / "bemannet"))


def opened(program: Program, accused: str = "kontaktlærer") -> tuple[str, str]:
    made = program.fine(
        "ny-sak", "--kjede", "ansatt-krenker", "--oppdaget", "2026-11-23", "--meldt-av", "temalærer",
        "--gjelder-ansatt", accused, "--elev", "Oppdiktet Elev Prøve", "--klasse", "8B", "--format", "json",
    ).json()  # fmt: skip
    return made["sak"], made["lenket"][0]


ARRANGED = [
    ("registrer", "beslutning", "--møte", "samarbeidsmøte", "--notat", "x", "--frist", "2026-11-26",
     "--ansvarlig"),
    ("innkall", "--møte", "samarbeidsmøte", "--dato", "2026-11-24", "--kl", "14:00", "--sted", "G",
     "--formål", "Samarbeid", "--med"),
    ("registrer", "plan-sendt", "--mottaker"),
    ("registrer", "r-team-meldt", "--av", "sosiallærer", "--mottaker"),
    ("registrer", "skoleeier-varslet", "--mottaker"),
    ("tiltak plan", "--elevens-stemme-hørt-av"),
    ("tiltak plan", "--ansvarlig-i-ledelsen"),
    ("tiltak ny", "--tiltak", "Voksen i langfri", "--evalueres", "2026-12-14", "--ansvarlig"),
    ("tiltak ny", "--tiltak", "Voksen i langfri", "--evalueres", "2026-12-14", "--ansvarlig", "rådgiver",
     "--stedfortreder"),
    ("overfør", "--til"),
]  # fmt: skip
"""Each command that sets somebody to something, or sends them something; who it is comes last."""
ACCUSED = {"kontaktlærer": "kontaktlærer", "rektor": "assisterende-rektor"}
"""Whom the case is about, and one it is kept from."""


@pytest.mark.parametrize("accused", ACCUSED)
@pytest.mark.parametrize("command", ARRANGED, ids=" ".join)
def test_nothing_is_arranged_for_one_from_whom_the_case_is_kept(
    program: Program, command: tuple[str, ...], accused: str
) -> None:
    _, number = opened(program, accused)
    before = program.case(number).read_bytes()
    ran = program.run(*command[0].split(), number, *command[1:], ACCUSED[accused])
    assert ran.status != 0
    assert "kjermet for" in ran.err, ran.err
    assert program.case(number).read_bytes() == before


def test_the_words_for_a_recipient_are_read_too(program: Program) -> None:
    _, beside = opened(program)
    for words in ("Kontaktlæreren i 8B", "kontaktlærer og trinnleder"):
        ran = program.run("registrer", beside, "plan-sendt", "--mottaker", words)
        assert ran.status != 0
        assert "får melding" in ran.err or "få melding om saken (§ 12-5)" in ran.err
    program.fine("registrer", beside, "plan-sendt", "--mottaker", "mor")


DONE = [
    (("elev-hørt", "--elevens-stemme", "Han ropte"), "Høre eleven"),
    (("undersøkelse", "--metode", "samtale", "--notat", "Ingen krenkelse"), "Undersøke"),
    (("evaluering", "--utfall", "god", "--med", "elev,foresatte"), "Evaluere"),
]


@pytest.mark.parametrize(("step", "duty"), DONE)
def test_what_they_did_is_written_as_it_was_and_keeps_no_duty(
    program: Program, step: tuple[str, ...], duty: str
) -> None:
    _, beside = opened(program)
    program.now = "2026-11-24T09:30+01:00"
    told = program.fine("registrer", beside, *step, "--av", "kontaktlærer")
    assert "Plikten er ikke holdt: en annen må gjøre det på nytt (§ 12-5)." in told.err
    shown = program.fine("tilsyn", beside, "--format", "md").out
    said = "ikke holdt: av eller sammen med kontaktlærer, som saken er skjermet for"
    mine = [each for each in shown.splitlines() if each.startswith(f"| {duty} |") and said in each]
    assert mine or duty == "Evaluere", shown
    rows = program.fine("frister", "--status", "alle", "--format", "json").json()["frister"]
    done = [each for each in rows if each["sak"] == beside and each["av_skjermet"]]
    assert done or duty == "Evaluere"
    assert {each["status"] for each in done}.isdisjoint({"overholdt", "for-sent"})
    program.fine("registrer", beside, *step, "--av", "rådgiver")
    again = program.fine("tilsyn", beside, "--format", "md").out
    assert said not in again


def test_their_being_with_the_pupil_is_as_if_they_had_done_it(program: Program) -> None:
    _, beside = opened(program)
    told = program.fine(
        "registrer", beside, "samarbeidsmøte", "--med", "elev,foresatte,kontaktlærer"
    )
    assert "Plikten er ikke holdt" in told.err
    explained = program.fine("forklar", beside, "samarbeidsmøte").out
    assert "som saken er skjermet for, så plikten er ikke holdt." in " ".join(explained.split())
    assert "gjort av eller sammen med kontaktlærer" in " ".join(
        program.fine("frister", "--status", "alle").out.split()
    )


def test_that_rektor_was_told_is_a_fact_whoever_told(program: Program) -> None:
    number, _ = opened(program)
    told = program.fine("registrer", number, "rektor-varslet", "--av", "kontaktlærer")
    assert "Plikten er ikke holdt" not in told.err
    assert "Saken er skjermet for kontaktlærer" in told.err


def test_a_meeting_and_a_step_that_bring_it_to_them_are_told_of(program: Program) -> None:
    _, beside = opened(program, "rådgiver")
    told = program.fine("registrer", beside, "r-team-meldt", "--av", "sosiallærer")
    assert "I møtet sitter rådgiver, som saken er skjermet for." in told.err
    _, beside = opened(program, "rektor")
    told = program.fine("registrer", beside, "rektor-varslet", "--av", "sosiallærer")
    assert "Steget bringer saken til rektor, som den er skjermet for." in told.err


# The rule itself

PLAN = the_plan()


def case(*entries: Hendelse, **more: object) -> Sak:
    sak = Sak(
        sak="2026-ABCDE",
        kjede="trygt-og-godt",
        opprettet=DAY,
        elev=Elev(navn="Oppdiktet Elev Prøve", klasse="8B"),
        gjelder_ansatt=GjelderAnsatt(roller=("kontaktlærer",), navn=(LUND,)),
        hendelser=entries,
    )
    return replace(sak, **more)


def barred(entry: Hendelse | Evaluering, sak: Sak) -> tuple[str, ...]:
    return not_impartial(entry, sak, PLAN.kjede(sak.kjede), shielded_for(sak, PLAN))


def test_what_was_done_before_it_was_about_an_employee_counts() -> None:
    heard = Hendelse(id="h0000001", dato=date(2026, 11, 2), steg="elev-hørt", av="kontaktlærer")
    link = Hendelse(id="h0000002", dato=DAY, steg="lenket", gjelder_sak="2026-BCDEF")
    assert barred(heard, case(heard, link)) == ()
    assert barred(replace(heard, dato=DAY), case(heard, link)) == ("kontaktlærer",)
    assert barred(heard, case(heard)) == ("kontaktlærer",)
    assert barred(heard, case(heard, link, fra_sak="2026-BCDEF")) == ("kontaktlærer",)
    assert barred(heard, case(heard, link, kjede="ansatt-krenker")) == ("kontaktlærer",)
    assert barred(heard, case(heard, gjelder_ansatt=None)) == ()


def test_an_evaluation_of_a_measure_is_judged_as_an_entry() -> None:
    one = Evaluering(
        id="e0000001", dato=DAY, av="kontaktlærer", gjennomfoert=Gjennomfoert.JA, utfall=Utfall.GOD
    )
    assert barred(one, case()) == ("kontaktlærer",)
    assert barred(replace(one, av="rådgiver"), case()) == ()


def test_nothing_is_found_in_a_case_about_nobody_or_set_to_others() -> None:
    entry = Hendelse(
        id="h0000001", dato=DAY, steg="beslutning", ansvarlig="rådgiver", mottakere=("mor",)
    )
    assert list(arranged_for(case(entry), PLAN)) == []
    entry = replace(entry, ansvarlig="kontaktlærer", mottakere=("Lund",))
    assert list(arranged_for(case(entry, gjelder_ansatt=None), PLAN)) == []
    found = [each.hvem for each in arranged_for(case(entry), PLAN)]
    assert found == ["kontaktlærer", "Lund"]
    copy = Utlevering(
        id="u0000001", dato=DAY, dokument="melding", mottaker="foresatte", til_hvem="Lund",
        kanal=Kanal.BREV, fingeravtrykk="a" * 64,
    )  # fmt: skip
    assert [each.hva for each in arranged_for(case(utleveringer=(copy,)), PLAN)] == [
        "få et papir i saken"
    ]


def test_a_measure_that_is_ended_is_not_asked_about() -> None:
    from sosialplan.model.sak import Nivaa  # noqa: PLC0415 - only here
    from sosialplan.model.sakspapirer import Avslutning, Endring, Felt  # noqa: PLC0415

    change = Endring(id="g0000001", dato=DAY, felt=Felt.ANSVARLIG, til="kontaktlærer", hvorfor="x")
    measure = Tiltak(
        id="t0000001", tiltak="x", nivaa=Nivaa.ELEV, ansvarlig="kontaktlærer", fra=DAY,
        endringer=(change, replace(change, id="g0000002", felt=Felt.TIL, til="2026-12-01")),
    )  # fmt: skip
    running = case(aktivitetsplan=Aktivitetsplan(tiltak=(measure,)))
    assert [each.sted for each in arranged_for(running, PLAN)] == ["t0000001", "g0000001"]
    ended = replace(measure, avsluttet=Avslutning(dato=DAY, hvorfor="x"))
    assert list(arranged_for(case(aktivitetsplan=Aktivitetsplan(tiltak=(ended,))), PLAN)) == []


ROLES: dict[type, set[str]] = {
    Hendelse: {"av", "med", "ansvarlig"},
    Tiltak: {"ansvarlig", "stedfortreder"},
    Evaluering: {"av"},
    Aktivitetsplan: {"elevens_stemme_hoert_av", "ansvarlig_i_ledelsen"},
}
"""Every field that names a role, and that the rule judges."""
OTHER: dict[type, set[str]] = {
    Hendelse: {"steg", "moete", "foert_av", "samtykke_til"},
    Evaluering: {"foert_av"},
    Aktivitetsplan: {"elevens_stemme_foert_av"},
}
"""Codes of what was done and where, of who typed it, and of what consent is asked for: nobody does the duty."""


@pytest.mark.parametrize("kind", ROLES, ids=lambda kind: kind.__name__)
def test_every_field_with_a_code_is_known_to_be_a_role_or_not(kind: type) -> None:
    from sosialplan.model.record import Code  # noqa: PLC0415 - only here

    hints = __import__("typing").get_type_hints(kind, include_extras=True)
    codes = {name for name, hint in hints.items() if repr(Code) in repr(hint)}
    assert codes == ROLES[kind] | OTHER.get(kind, set())


# What is held back stands nowhere on the same paper

PAPERS = [
    ("innsyn", "--for", "forelder", "--mottatt", "2026-11-23", "--format", "md"),
    ("lag melding", "--mottaker", "r-team-anonym"),
    ("lag melding", "--mottaker", "r-team"),
    ("lag rettigheter", "--mottaker", "foresatte"),
    ("lag undersøkelse", "--mottaker", "r-team"),
    ("lag innkalling", "--mottaker", "foresatte"),
    ("lag samtykke", "--mottaker", "foresatte"),
]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("paper", PAPERS, ids=" ".join)
def test_what_is_held_back_stands_nowhere_on_the_same_paper(
    bemannet: Program, paper: tuple[str, ...], *, named: bool
) -> None:
    teacher = next(
        each.navn
        for each in PLAN.skole.personer
        if any(one.rolle == "kontaktlærer" and PLAN.skole.covers(one, "8B") for one in each.verv)
    )
    more = ("--ansatt-navn", teacher) if named else ()
    made = bemannet.fine(
        "ny-sak", "--kjede", "ansatt-krenker", "--oppdaget", "2026-11-23", "--meldt-av", "temalærer",
        "--gjelder-ansatt", "kontaktlærer", *more, "--elev", "Oppdiktet Elev Prøve", "--klasse", "8B",
        "--format", "json",
    ).json()  # fmt: skip
    beside = made["lenket"][0]
    bemannet.fine(
        "innkall", beside, "--møte", "samarbeidsmøte", "--dato", "2026-11-24", "--kl", "14:00",
        "--sted", "G", "--med", "elev,foresatte", "--formål", "Samarbeid",
    )  # fmt: skip
    bemannet.fine(
        "registrer", beside, "undersøkelse", "--metode", "samtale", "--notat", f"Om {teacher}."
    )
    shown = bemannet.run(paper[0].split()[0], *paper[0].split()[1:], beside, *paper[1:])
    assert shown.out or shown.status == 1, shown
    if named:
        for part in (teacher, teacher.split()[-1]):
            assert part not in shown.out, shown.out
    head = [each for each in shown.out.splitlines() if each.startswith("| Kontaktlærer")]
    assert all(teacher not in each for each in head)
    own = bemannet.fine("lag", "rettigheter", beside).out
    assert f"| Kontaktlærer | {teacher} |" in own, "the school's own paper names who it is"


# The one who sits there is one of them


@pytest.mark.parametrize(
    ("accused", "person", "told"),
    [("rådgiver", "rådgiver", True), ("assisterende-rektor", "rektor", True), ("sosiallærer", "rådgiver", False)],
)  # fmt: skip
def test_one_from_whom_it_is_kept_is_told_that_it_is(
    bemannet: Program, accused: str, person: str, *, told: bool
) -> None:
    name = next(
        each.navn for each in PLAN.skole.personer if any(one.rolle == person for one in each.verv)
    )
    bemannet.git("config", "user.name", name)
    opened_ = bemannet.fine(
        "ny-sak", "--kjede", "ansatt-krenker", "--oppdaget", "2026-11-23", "--meldt-av", "temalærer",
        "--gjelder-ansatt", accused, "--elev", "Oppdiktet Elev Prøve", "--klasse", "8B", "--format", "json",
    )  # fmt: skip
    for number in (opened_.json()["sak"], *opened_.json()["lenket"]):
        said = f"Sak {number} er skjermet for deg ({person}). Du skal verken lese eller føre den."
        assert (said in opened_.err) is told
        for command in (
            ("vis", number), ("registrer", number, "notat", "--notat", "x"), ("lag", "rettigheter", number),
        ):  # fmt: skip
            assert (said in bemannet.fine(*command).err) is told
    assert "skjermet for deg" not in bemannet.fine("vis", "2026-YHP9E").err


def test_a_step_that_only_all_may_do_is_left_out_where_one_of_them_may_not_know() -> None:
    gang = course_of(case(), (), PLAN, kalender_of(PLAN.ruter), DAY)
    assert gang is not None
    steg = next(each for each in gang.kjede.steg if len(each.med) > 1)
    kept = replace(gang, skjermet_for=frozenset({steg.med[0]}))
    assert not tells_shielded(kept, steg)
    assert tells_shielded(kept, replace(steg, bare_uskjermet=True))
