"""``rett``: what was wrong is put right by a new entry, and what stood is still there."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handskrevet import add, by_hand
from program import Program, copied, everything_in, made_by_start
from sosialplan.model.fravaer import Elevfravaer, Fravaersperiode, Fravaerstype, Meldt
from sosialplan.model.moeter import Holdt, Moetebok, Utfoert
from sosialplan.model.rettelser import gjeldende, rettede, without_goal
from sosialplan.model.sak import Evaluering, Gjennomfoert, Utfall
from sosialplan.rules.checks.record_checks import check_corrections


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("rett") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


@pytest.fixture
def sak(program: Program) -> str:
    number = program.new_case()
    program.fine("registrer", number, "drøftet", "--av", "kontaktlærer", "--notat", "Først")
    return number


def only_added(program: Program) -> list[str]:
    """Return the lines that the last commit added; it took none away."""
    lines = program.git("show", "--format=", "--unified=0", "HEAD").splitlines()
    changed = [line for line in lines if line[:1] in "+-" and not line.startswith(("+++", "---"))]
    assert all(line.startswith("+") for line in changed), changed
    return [line[1:].strip() for line in changed]


def steps(program: Program, sak: str) -> list[tuple[str, str]]:
    """Return the entries that the page shows, and what they correct."""
    page = program.fine("vis", sak).out.split("Hendelser\n")[1].split("\n\n")[0]
    return [(line[:10], line[12:].split(",")[0].split(":")[0]) for line in page.splitlines()]


# An entry of a case


@pytest.mark.parametrize("meant", ["drøftet", "droftet", "n0000003", "N0000003"])
def test_an_entry_is_put_right_by_its_step_or_its_id(
    program: Program, sak: str, meant: str
) -> None:
    told = program.fine("rett", sak, meant, "--dato", "2026-11-20", "--notat", "Etterpå")
    assert (
        f"Rettet i {sak}: drøftet, 20.11.2026. Det som sto (n0000003), er med, men gjelder ikke."
        in told.out
    )
    assert only_added(program) == [
        "- id: n0000004",
        "dato: 2026-11-20",
        "registrert: 2026-11-23T09:30+01:00",
        "steg: drøftet",
        "av: kontaktlærer",
        "ført_av: ukjent",
        "notat: Etterpå",
        "retter: n0000003",
    ]
    page = program.fine("vis", sak).out
    assert (
        "20.11.2026  drøftet, ført inn av en ukjent for kontaktlærer: Etterpå\n"
        "  rettet, sto som: 23.11.2026  drøftet, ført inn av en ukjent for kontaktlærer: Først\n"
    ) in page
    assert program.fine("logg", sak, "--siste", "1", "--format", "json").json()["logg"][0][
        "hva"
    ] == ("Rettet n0000003: drøftet, 20.11.2026, ført inn av en ukjent for kontaktlærer.")
    assert program.run("valider").out.count("feil[") == 0


def test_what_was_put_right_counts_and_what_stood_does_not(program: Program, sak: str) -> None:
    def drafts() -> list[Any]:
        rows = program.fine("frister", "--status", "alle", "--format", "json").json()["frister"]
        return [row["status"] for row in rows if row["steg"] == "drøftet"]

    assert drafts() == ["overholdt"]
    program.fine("rett", sak, "drøftet", "--steg", "notat", "--notat", "Ført i feil sak")
    assert drafts() == ["i-dag"]


def test_a_correction_is_put_right_in_turn(program: Program, sak: str) -> None:
    program.fine("rett", sak, "drøftet", "--dato", "2026-11-20")
    again = program.run("rett", sak, "n0000003", "--dato", "2026-11-19")
    assert (again.status, again.err) == (
        2, "Oppføringen er rettet før.\nRett den som gjelder nå: n0000004\n",
    )  # fmt: skip
    program.fine("rett", sak, "drøftet", "--dato", "2026-11-19")
    lines = program.fine("vis", sak).out.splitlines()
    at = lines.index("19.11.2026  drøftet, ført inn av en ukjent for kontaktlærer: Først")
    assert [line[:30] for line in lines[at + 1 : at + 3]] == [
        "  rettet, sto som: 20.11.2026 ", "  rettet, sto som: 23.11.2026 ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("kontakt", "--dato", "2026-11-20"), "Saken har ingen slik hendelse."),
        (("drøftet",), "Rettelsen sier det samme som sto fra før."),
        (("drøftet", "--av", "kontaktlærer"), "Rettelsen sier det samme som sto fra før."),
        (("samtale", "--dato", "2026-11-20"), "Flere oppføringer passer."),
        (("n", "--dato", "2026-11-20"), "Flere oppføringer passer."),
        (("drøftet", "--av", "vaktmester"), "Fant ikke rollen."),
        (("drøftet", "--steg", "xyz"), "Fant ikke steget."),
    ],
)
def test_what_cannot_be_put_right_changes_nothing(
    program: Program, sak: str, args: Sequence[str], said: str
) -> None:
    for day in ("2026-11-20", "2026-11-21"):
        program.fine("registrer", sak, "samtale", "--dato", day)
    before = everything_in(program.root)
    result = program.run("rett", sak, *args)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(said)
    assert {k: v for k, v in everything_in(program.root).items() if ".git" not in k} == {
        k: v for k, v in before.items() if ".git" not in k
    }
    if said.startswith("Flere") and args[0] == "samtale":
        assert "n0000004 (20.11.2026), n0000005 (21.11.2026)" in result.err


def test_a_correction_with_a_day_that_has_not_come_is_not_saved(program: Program, sak: str) -> None:
    result = program.run("rett", sak, "drøftet", "--dato", "2027-01-01")
    assert result.status == 2
    assert "er ikke kommet ennå" in result.err


def test_an_answer_that_is_put_right_opens_the_case_it_leads_to_once(program: Program) -> None:
    number = program.new_case("bekymring", "Oppdiktet Elev Annen")
    program.fine("registrer", number, "vurdert-12-4", "--svar", "nei")
    told = program.fine("rett", number, "vurdert-12-4", "--svar", "ja").out
    assert "Ny sak er opprettet: " in told
    cases = program.fine("saker", "--format", "json").json()["saker"]
    assert len(cases) == 2
    told = program.fine("rett", number, "vurdert-12-4", "--notat", "Nærmere forklart").out
    assert "Ny sak" not in told
    assert len(program.fine("saker", "--format", "json").json()["saker"]) == 2
    entry = program.fine("vis", number, "--format", "json").json()["sak"]["hendelser"][-1]
    assert entry["gjelder_sak"] is not None


def test_a_corrected_entry_is_judged_no_more(program: Program, sak: str) -> None:
    by_hand(program, program.case(sak), add("xyz", "hhhhhhhh", "2026-12-24"))
    wrong = program.run("valider").out
    assert "K303" in wrong
    assert "K304" in wrong
    mended = "  - {id: iiiiiiii, dato: 2026-11-23, steg: samtale, retter: hhhhhhhh}\n"
    by_hand(program, program.case(sak), lambda text: text + mended)
    assert "feil[" not in program.run("valider").out


# An evaluation


@pytest.fixture
def evaluert(program: Program, sak: str) -> str:
    """Return the measure of the case, evaluated once: with the id n0000005."""
    made = program.fine(
        "tiltak", "ny", sak, "--tiltak", "Makker", "--nivå", "elev", "--ansvarlig", "rektor",
        "--evalueres", "2026-11-23",
    ).out  # fmt: skip
    tiltak = made.split("Nytt tiltak ")[1].split(" ")[0]
    program.fine(
        "tiltak", "evaluer", sak, tiltak, "--gjennomført", "ja", "--utfall", "god", "--neste",
        "2026-12-07",
    )  # fmt: skip
    return tiltak


def test_an_evaluation_is_put_right(program: Program, sak: str, evaluert: str) -> None:
    told = program.fine(
        "tiltak", "rett", sak, "n0000005", "--utfall", "delvis", "--neste", "2026-11-30"
    )
    assert "Rettet i" in told.out
    assert [line for line in only_added(program) if "retter" in line or "utfall" in line] == [
        "utfall: delvis", "retter: n0000005",
    ]  # fmt: skip
    assert "evaluert 1 gang, evalueres 30.11.2026" in program.fine("vis", sak).out
    plan = program.fine("lag", "aktivitetsplan", sak).out
    assert "30. november 2026" in plan
    assert "7. desember 2026" not in plan
    assert program.fine("logg", sak, "--siste", "1", "--format", "json").json()["logg"][0][
        "hva"
    ] == (f"Rettet n0000005: evaluerte tiltak {evaluert}, virkning delvis, 23.11.2026.")
    whole = program.fine("vis", sak, "--format", "json").json()["sak"]
    assert len(whole["aktivitetsplan"]["tiltak"][0]["evalueringer"]) == 2


def test_an_evaluation_that_never_was_is_struck(program: Program, sak: str, evaluert: str) -> None:
    told = program.fine("tiltak", "rett", sak, "n0000005", "--utgår").out
    assert "evalueringen 23.11.2026, utgår" in told
    assert "evalueres 23.11.2026" in program.fine("vis", sak).out
    assert program.fine("logg", sak, "--siste", "1", "--format", "json").json()["logg"][0][
        "hva"
    ] == (f"Strøk evalueringen 23.11.2026 av tiltak {evaluert}.")


def test_an_evaluation_that_is_not_there_is_wrong_usage(program: Program, sak: str) -> None:
    result = program.run("tiltak", "rett", sak, "abcd", "--utfall", "god")
    assert result.status == 2
    assert "Evalueringer og endringer: ingen ennå" in result.err


# Absence


@pytest.fixture
def borte(program: Program) -> str:
    """Return a case with one period of absence: n0000003, the 20th of November."""
    number = program.new_case("fravaer")
    program.fine(
        "fravær", "registrer", number, "--fra", "2026-11-20", "--type", "ugyldig", "--meldt", "nei"
    )
    return number


def counters(program: Program, number: str) -> dict[str, int]:
    found: dict[str, int] = program.fine("fravær", "vis", number, "--format", "json").json()[
        "tellere"
    ]
    return found


def test_absence_is_put_right_and_both_are_shown(program: Program, borte: str) -> None:
    (period,) = program.fine("fravær", "vis", borte, "--format", "json").json()["perioder"]
    told = program.fine(
        "fravær", "rett", period["id"][:8], "--fra", "2026-11-19", "--type", "gyldig"
    )
    assert "Rettet: fravær 19.11.2026–20.11.2026 (gyldig)." in told.out
    only_added(program)
    assert counters(program, borte) == {
        "på_rad": 2,
        "i_alt": 2,
        "gyldig": 2,
        "ugyldig": 0,
        "permisjon": 0,
    }
    shown = program.fine("fravær", "vis", borte).out
    assert "rettet, gjelder ikke" in shown
    assert f"retter {period['id']}" in shown
    listed = program.fine("fravær", "vis", borte, "--format", "json").json()["perioder"]
    assert [each["gjelder"] for each in listed] == [True, False]
    assert program.git("log", "-1", "--format=%s").strip() == f"Sak {borte}"
    assert "feil[" not in program.run("valider").out


def test_absence_that_never_was_is_struck_and_may_be_written_anew(
    program: Program, borte: str
) -> None:
    program.fine("fravær", "rett", borte, "--utgår")
    assert counters(program, borte)["i_alt"] == 0
    program.fine(
        "fravær", "registrer", borte, "--fra", "2026-11-20", "--type", "gyldig", "--meldt", "ja"
    )
    assert counters(program, borte) == {
        "på_rad": 1,
        "i_alt": 1,
        "gyldig": 1,
        "ugyldig": 0,
        "permisjon": 0,
    }
    assert program.fine("logg", borte, "--siste", "2", "--format", "json").json()["logg"][1][
        "hva"
    ] == ("Strøk fravær 20.11.2026–20.11.2026 (ugyldig).")


def test_a_pupil_of_whom_all_absence_was_struck_asks_for_nothing(program: Program) -> None:
    who = ("--elev", "Oppdiktet Elev Annen", "--klasse", "8B")
    program.fine(
        "fravær", "registrer", *who, "--fra", "2026-11-20", "--type", "ugyldig", "--meldt", "nei"
    )
    assert program.fine("fravær", "vis", "--klasse", "8B", "--format", "json").json()["elever"]
    program.fine("fravær", "rett", "n0000001", "--utgår")
    assert (
        program.fine("fravær", "vis", "--klasse", "8B", "--format", "json").json()["elever"] == []
    )
    assert program.git("log", "-1", "--format=%s").strip() == "Fravær 8B"


def test_follow_up_without_a_case_is_put_right(program: Program) -> None:
    who = ("--elev", "Oppdiktet Elev Annen", "--klasse", "8B")
    program.fine(
        "fravær", "registrer", *who, "--fra", "2026-11-20", "--type", "ugyldig", "--meldt", "nei"
    )
    program.fine("fravær", "følg-opp", "foresatte-kontaktet", *who, "--dato", "2026-11-20")
    told = program.fine(
        "fravær", "rett", "n0000002", "--dato", "2026-11-23", "--av", "kontaktlærer"
    )
    assert "Rettet: foresatte-kontaktet, 23.11.2026." in told.out
    assert program.fine("logg", "--siste", "1", "--format", "json").json()["logg"][0]["hva"] == (
        "Rettet n0000002: foresatte-kontaktet, 23.11.2026, ført inn av en ukjent for kontaktlærer."
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("abcdefgh", "--type", "gyldig"), "Det finnes ingen slik oppføring."),
        (("n0000003", "--notat", "x"), "Dette har ikke oppføringen: --notat."),
        (
            ("n0000003", "--måte", "telefon", "--dato", "2026-11-20"),
            "Dette har ikke oppføringen: --dato, --måte.",
        ),
        (("n0000003", "--type", "ugyldig"), "Rettelsen sier det samme som sto fra før."),
    ],
)
def test_what_absence_cannot_be_is_wrong_usage(
    program: Program, borte: str, args: Sequence[str], said: str
) -> None:
    assert borte
    result = program.run("fravær", "rett", *args)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(said)


# Meetings


@pytest.fixture
def holdt(program: Program) -> None:
    """Hold the class meeting of 8B, as n0000001, and one of 8A, as n0000002."""
    for klasse in ("8B", "8A"):
        program.fine(
            "møte", "registrer", "klassemøte", "--klasse", klasse, "--dato", "2026-11-20",
            "--til-stede", "trinnleder,kontaktlærer,lærer",
        )  # fmt: skip


def next_meeting(program: Program, klasse: str) -> str:
    rows = program.fine(
        "frister", "--klasse", klasse, "--status", "alle", "--format", "json"
    ).json()["frister"]
    (found,) = (row["frist"] for row in rows if row["slag"] == "plikt" and row["klasse"] == klasse)
    return str(found)


@pytest.mark.usefixtures("holdt")
def test_a_meeting_is_put_right_or_struck(program: Program) -> None:
    program.fine(
        "skole", "valg", "plikter-fra", "2026-08-17"
    )  # else the duty begins with the folder
    before = next_meeting(program, "8B")
    program.fine(
        "møte",
        "rett",
        "n0000001",
        "--dato",
        "2026-11-13",
        "--til-stede",
        "trinnleder,kontaktlærer,lærer,rektor",
    )
    only_added(program)
    assert date.fromisoformat(next_meeting(program, "8B")) < date.fromisoformat(before)
    struck = program.run("møte", "rett", "klassemøte", "--utgår")
    assert struck.err.startswith("Flere oppføringer passer.")
    told = program.fine("møte", "rett", "n0000003", "--utgår").out
    assert "Rettet: klassemøte, 13.11.2026, utgår." in told
    assert next_meeting(program, "8B") != next_meeting(program, "8A")
    assert [
        row["hva"]
        for row in program.fine("logg", "--siste", "2", "--format", "json").json()["logg"]
    ] == [
        "Strøk referatet fra klassemøte 13.11.2026.",
        "Rettet n0000001: klassemøte ble holdt 13.11.2026, ført inn av en ukjent.",
    ]
    assert "feil[" not in program.run("valider").out


def test_an_activity_is_put_right(program: Program) -> None:
    book = program.file("moter/2026-2027/aarshjul.yaml")
    done = "  - {id: uuuuuuuu, aktivitet: foreldremoter, dato: 2026-11-20}\n"
    by_hand(program, book, lambda _: f"skoleår: 2026-2027\nutført:\n{done}")
    told = program.fine("møte", "rett", "uuuu", "--dato", "2026-11-19").out
    assert "Rettet: foreldremoter, 19.11.2026." in told
    wrong = program.run("møte", "rett", "foreldremoter", "--til-stede", "rektor")
    assert wrong.err.startswith("Dette har ikke oppføringen: --til-stede.")


# What counts


def evaluation(name: str, retter: str | None = None, *, utgaar: bool = False) -> Evaluering:
    return Evaluering(
        id=name, dato=date(2026, 11, 9), gjennomfoert=Gjennomfoert.JA, utfall=Utfall.GOD,
        retter=retter, utgaar=utgaar,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("entries", "counts"),
    [
        ((), ""),
        ((("a", None), ("b", None)), "ab"),
        ((("a", None), ("b", "a")), "b"),
        ((("a", None), ("b", "a"), ("c", "b")), "c"),
        ((("a", None), ("b", "a"), ("c", "a")), "bc"),
        ((("b", "a"), ("a", None)), "b"),
        ((("a", "a"),), ""),
        ((("a", "b"), ("b", "a")), ""),
    ],
)
def test_a_correction_counts_and_what_it_corrects_does_not(entries: Any, counts: str) -> None:
    found = gjeldende([evaluation(name, retter) for name, retter in entries])
    assert "".join(each.id for each in found) == counts


def test_what_never_was_counts_no_more_and_neither_does_what_says_so() -> None:
    entries = [evaluation("a"), evaluation("b", "a", utgaar=True), evaluation("c")]
    assert [each.id for each in gjeldende(entries)] == ["c"]
    again = [*entries, evaluation("d", "b")]
    assert [each.id for each in gjeldende(again)] == ["d", "c"]


def test_every_list_that_can_be_put_right_tells_what_counts() -> None:
    periods = tuple(
        Fravaersperiode(
            id=name, fra=date(2026, 11, 9), til=date(2026, 11, 9), type=Fravaerstype.GYLDIG,
            meldt=Meldt.JA, retter=retter,
        )
        for name, retter in (("a", None), ("b", "a"))
    )  # fmt: skip
    assert [each.id for each in Elevfravaer(elev="Oppdiktet", perioder=periods).borte] == ["b"]
    held = tuple(
        Holdt(id=name, moete="r-team", dato=date(2026, 11, 9), retter=retter)
        for name, retter in (("a", None), ("b", "a"))
    )
    done = tuple(
        Utfoert(id=name, aktivitet="x", dato=date(2026, 11, 9), retter=retter)
        for name, retter in (("a", None), ("b", "a"))
    )
    book = Moetebok(skoleaar="2026-2027", holdt=held, utfoert=done)
    assert [each.id for each in book.moeter] == ["b"]
    assert [each.id for each in book.gjort] == ["b"]


NAMES = "abcde"
POINTS = st.lists(st.sampled_from([None, *NAMES, "x"]), max_size=5)


@given(points=POINTS)
def test_corrections_that_lead_nowhere_are_found_and_no_others(points: list[str | None]) -> None:
    entries = [evaluation(name, retter) for name, retter in zip(NAMES, points, strict=False)]
    goes = {each.id: each.retter for each in entries}

    def leads_home(name: str | None) -> bool:
        for _ in range(len(entries) + 1):
            if name is None:
                return True
            if name not in goes:
                return False
            name = goes[name]
        return False

    wrong = [place for place, each in enumerate(entries) if not leads_home(each.id)]
    assert list(without_goal(entries)) == wrong
    assert rettede(entries) == {each for each in points if each is not None}


@pytest.mark.parametrize(
    ("points", "codes"),
    [
        ([None, "a", "a"], ["K406"]),
        ([None, "a", "a", "c"], []),
        ([None, "a", "b"], []),
        ([None, "x"], ["K309"]),
    ],
)
def test_two_corrections_of_one_are_told_of_until_one_of_them_is_corrected(
    points: list[str | None], codes: list[str]
) -> None:
    entries = [evaluation(name, retter) for name, retter in zip(NAMES, points, strict=False)]
    found = list(check_corrections(entries, "f", ("hendelser",)))
    assert [each.code for each in found] == codes


def test_a_person_is_asked_what_is_wrong_and_what_it_should_say(program: Program, sak: str) -> None:
    """Nobody has to know an option, or an id: the fields and what stands in them are shown."""
    answers = ["1", "dagen", "20.11.2026", "notatet", "Etterpå", "ikke mer", "ja"]
    told = program.run("rett", sak, answers=answers)
    assert told.status == 0, told.err
    assert "23.11.2026 Drøft" in told.err
    assert "n0000003" not in told.err
    assert "Hva er feil?" in told.err
    assert "Er mer feil?" in told.err
    added = only_added(program)
    assert {"dato: 2026-11-20", "notat: Etterpå", "av: kontaktlærer"} <= set(added)


def test_what_did_not_happen_is_struck_by_a_person_who_is_asked(program: Program, sak: str) -> None:
    told = program.run("rett", sak, "drøftet", answers=["den skal bort", "Ført i feil sak"])
    assert told.status == 0, told.err
    assert {"utgår: true", "notat: Ført i feil sak"} <= set(only_added(program))


def test_a_person_is_asked_what_of_a_measure_changes(program: Program, sak: str) -> None:
    program.fine("tiltak", "ny", sak, "--tiltak", "Faste makkere", "--ansvarlig", "kontaktlærer")
    answers = ["1", "Eleven var syk", "ansvarlig", "rådgiver", "evalueringsdato", "14.12.2026"]
    told = program.run("tiltak", "endre", sak, answers=[*answers, "ikke mer"])
    assert told.status == 0, told.err
    assert "Hva skal endres?" in told.err
    changed = program.git("show", "--format=", "--unified=0", "HEAD")
    assert all(f"til: {each}" in changed for each in ("rådgiver", "2026-12-14"))


def test_an_evaluation_asks_who_was_there_before_it_is_written(program: Program, sak: str) -> None:
    told = program.run("registrer", sak, "evaluering", answers=["god", "elev, foresatte"])
    assert told.status == 0, told.err
    assert "Hvem var med?" in told.err
    assert "Plikten er ikke holdt" not in told.err
