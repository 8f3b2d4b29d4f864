"""Whom a case about an employee told is told in the case of § 12-4 beside it, and nobody is asked twice."""

from pathlib import Path

import pytest

from gitprogram import ask
from program import Program, copied, made_by_start

MELDT = (
    "ny-sak", "--kjede", "ansatt-krenker", "--oppdaget", "2026-11-23", "--meldt-av", "sosiallærer",
    "--elev", "Oppdiktet Elev Prøve", "--klasse", "8B",
)  # fmt: skip


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("ved-siden") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


def opened(program: Program, *args: str) -> tuple[str, str]:
    made = program.fine(*MELDT, "--gjelder-ansatt", *args, "--format", "json").json()
    return made["sak"], made["lenket"][0]


def rows(program: Program, number: str) -> str:
    return " ".join(program.fine("vis", number).out.split())


def test_rektor_who_was_told_is_told_in_the_case_beside_too(program: Program) -> None:
    number, beside = opened(program, "kontaktlærer")
    before = program.case(beside).read_bytes()
    assert "Varsle rektor" in rows(program, beside)
    program.fine("registrer", number, "rektor-varslet", "--notat", "Bare her.")
    program.now = "2026-11-25T09:30+01:00"
    assert "Varsle rektor" not in rows(program, beside)
    assert "Varsle rektor" not in program.fine("frister").out
    shown = program.fine("tilsyn", beside, "--format", "md").out
    assert "ikke registrert at rektor ble varslet" not in shown
    for out in (shown, program.fine("vis", beside).out):
        assert "Bare her" not in out
    assert program.case(beside).read_bytes() == before


def test_a_skoleeier_who_was_told_directly_is_told(program: Program) -> None:
    number, beside = opened(program, "assisterende-rektor")
    said = "ikke registrert at skoleeier ble varslet"
    assert said in " ".join(program.fine("tilsyn", beside, "--format", "md").out.split())
    program.fine("registrer", number, "skoleeier-varslet-direkte")
    assert said not in " ".join(program.fine("tilsyn", beside, "--format", "md").out.split())


def test_a_case_under_12_4_that_was_first_is_told_as_well(program: Program) -> None:
    first = program.new_case()
    made = program.fine(
        "ny-sak", "--kjede", "ansatt-krenker", "--fra-sak", first, "--meldt-av", "sosiallærer",
        "--oppdaget", "2026-11-23", "--gjelder-ansatt", "kontaktlærer", "--format", "json",
    ).json()  # fmt: skip
    program.fine("registrer", made["sak"], "rektor-varslet")
    assert "Varsle rektor" not in rows(program, first)
    assert "Varsle rektor" not in program.fine("frister").out


def test_what_was_known_then_is_known_of_the_case_beside_too(program: Program) -> None:
    """``vis --per`` reads the case beside as it was known on the day: no more, and no less."""
    program.now = "2026-11-23T09:30+01:00"
    number, beside = opened(program, "kontaktlærer")
    program.now = "2026-11-25T09:30+01:00"
    program.fine("registrer", number, "rektor-varslet", "--dato", "2026-11-24")
    program.now = "2026-11-27T09:30+01:00"

    def then(day: str) -> dict[str, str]:
        shown = program.fine("vis", beside, "--per", day, "--format", "json").json()
        return {each["steg"]: each["status"] for each in shown["frister"]}

    assert then("2026-11-24")["rektor-varslet"] == "forfalt"
    assert then("2026-11-25")["rektor-varslet"] == "for-sent"
    now = program.fine("vis", beside, "--format", "json").json()
    assert then("2026-11-27") == {each["steg"]: each["status"] for each in now["frister"]}


def test_a_case_beside_of_another_form_is_told_of(program: Program) -> None:
    program.now = "2026-11-23T09:30+01:00"
    number, beside = opened(program, "kontaktlærer")
    file = program.case(number)
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("kjede: ansatt-krenker", "kjede: [ansatt-krenker]"), "utf-8")
    when = {"GIT_COMMITTER_DATE": program.now, "GIT_AUTHOR_DATE": program.now}
    ask(program.root, "commit", "-qam", "En annen form", extra_env=when)
    shown = program.fine("vis", beside, "--per", "2026-11-24")
    assert f"Sak {number}, ved siden av denne, hadde en annen form" in shown.err


def test_it_does_not_go_the_other_way(program: Program) -> None:
    """That a pupil has it unsafe says nothing of an employee: § 12-5 asks for itself."""
    number, beside = opened(program, "kontaktlærer")
    program.fine("registrer", beside, "rektor-varslet")
    assert "Varsle rektor" in rows(program, number)


def test_a_copy_is_known_again_before_and_after_it_was_told(program: Program) -> None:
    number, beside = opened(program, "kontaktlærer")
    before, after = program.root / "før.md", program.root / "etter.md"
    program.fine("lag", "aktivitetsplan", beside, "--til", str(before))
    program.fine("registrer", number, "rektor-varslet")
    program.fine("lag", "aktivitetsplan", beside, "--til", str(after))
    assert before.read_text("utf-8") != after.read_text("utf-8")
    for copy in (before, after):
        assert beside in program.run("sjekk-kopi", str(copy)).out


# The papers of the case about the employee point to the one beside it


def test_its_papers_know_the_case_beside_and_who_was_heard_there(program: Program) -> None:
    number, beside = opened(program, "kontaktlærer")
    shown = program.fine("lag", "undersøkelse", number).out
    assert f"Pliktene i § 12-4 løper i sak {beside}. Hørt der: eleven ikke ennå" in shown
    heard = ("registrer", beside, "elev-hørt", "--elevens-stemme", "Han ropte", "--av")
    program.fine(*heard, "kontaktlærer")
    assert "Hørt der: eleven ikke ennå" in program.fine("lag", "undersøkelse", number).out
    program.fine(*heard, "trinnleder")
    program.fine("registrer", beside, "foresatte-kontaktet", "--av", "trinnleder")
    told = program.fine("lag", "undersøkelse", number)
    assert "Hørt der: eleven 23. november 2026, de foresatte 23. november 2026." in told.out
    assert "Han ropte" not in told.out
    assert "| Eleven | Ikke hørt |" not in told.out
    review = program.fine("tilsyn", number, "--format", "md").out
    assert f"løper ved siden av, i sak {beside}" in review
    assert f"I sak {beside}: eleven 23.11.2026, de foresatte 23.11.2026." in review
    assert "Det er ikke registrert at noen er hørt." not in review
    rights = program.fine("lag", "rettigheter", number).out
    assert "§ 12-5" in rights
    assert f"følges opp i sak {beside}" in rights
    for paper in ("undersøkelse", "rettigheter"):
        own = program.fine("lag", paper, beside).out
        assert number not in own, "who may read that case may not know of this one"
    assert number not in program.fine("tilsyn", beside, "--format", "md").out


def test_a_case_under_12_4_that_was_first_is_pointed_to_as_well(program: Program) -> None:
    first = program.new_case()
    made = program.fine(
        *MELDT, "--gjelder-ansatt", "kontaktlærer", "--fra-sak", first, "--format", "json"
    )
    number = made.json()["sak"]
    assert f"i sak {first}." in program.fine("lag", "undersøkelse", number).out
