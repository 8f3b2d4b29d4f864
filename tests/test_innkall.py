"""Calling to a meeting: what is written in the case, what is asked, and the letter it becomes."""

from pathlib import Path

import pytest

from program import Program, copied, made_by_start, put

ALT = (
    "--møte", "samarbeidsmote", "--dato", "2026-11-30", "--kl", "8.30", "--sted", "Møterom 2",
    "--med", "elev,foresatte", "--formål", "Bli enige om hva som hjelper.", "--av", "rektor",
)  # fmt: skip


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("innkall") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


def test_a_call_is_an_entry_in_the_case_and_becomes_a_letter(program: Program) -> None:
    sak = program.new_case()
    made = program.fine("innkall", sak, *ALT, "--sak-på-listen", "Hvordan er det nå?")
    assert f"Ført i {sak}: innkalt, samarbeidsmøte 30.11.2026 kl. 08:30." in made.out
    written = program.case(sak).read_text(encoding="utf-8")
    assert "klokkeslett: 08:30" in written
    assert "steg: innkalt" in written
    letter = program.fine("lag", "innkalling", sak, "--mottaker", "foresatte")
    assert letter.out.startswith("# Innkalling til møte\n")
    assert "| Dag | Mandag 30. november 2026 |" in letter.out
    assert "- Hvordan er det nå?" in letter.out
    assert "U232" in letter.err
    assert "Registrerte innkalt" in program.fine("logg", sak).out
    assert not [line for line in program.run("valider").out.splitlines() if ": feil[" in line]


def test_the_latest_call_counts_unless_a_day_is_asked_for(program: Program) -> None:
    sak = program.new_case()
    program.fine("innkall", sak, *ALT)
    program.fine("innkall", sak, *put(ALT, "--dato", "2026-12-03", "--tolk", "somali"))
    assert "3. desember" in program.fine("lag", "innkalling", sak).out
    first = program.fine("lag", "innkalling", sak, "--dato", "2026-11-30").out
    assert "30. november" in first
    assert "somali" not in first


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--møte", "r-team"), "Mangler --dato og --kl og --sted og --med og --formål."),
        (put(ALT, "--møte", "samarbedsmøte"), "Mente du «samarbeidsmøte»?"),
        (put(ALT, "--kl", "halv tre"), "Klokkeslettet er ikke skrevet slik at det kan leses."),
        ((*ALT, "--med", "elever"), "Fant ikke rollen «elever»"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(
    program: Program, args: tuple[str, ...], told: str
) -> None:
    sak = program.new_case()
    before = program.git("rev-parse", "HEAD")
    result = program.run("innkall", sak, *args)
    assert result.status == 2
    assert told in result.err
    assert program.git("rev-parse", "HEAD") == before


def test_a_meeting_before_the_call_is_refused(program: Program) -> None:
    sak = program.new_case()
    result = program.run("innkall", sak, *put(ALT, "--dato", "2026-10-01"))
    assert result.status == 1
    assert "K348" in result.err


def test_a_person_is_asked_until_the_answers_can_be_used(program: Program) -> None:
    sak = program.new_case()
    answers = [
        "møtt", "møte", "i morgen", "2026-11-30", "25:00", "14:30", "", "Møterom 2",
        "alle sammen", "elev, foresatte", "Snakke om hvordan det går.",
        "Hvordan er det?; Hva nå?", "Tenk gjennom uken.",
    ]  # fmt: skip
    made = program.run("innkall", sak, answers=answers)
    assert made.status == 0, made.err
    letter = program.fine("lag", "innkalling", sak).out
    assert "- Hva nå?" in letter
    assert "Tenk gjennom uken." in letter
    assert "Mangler" not in letter


def test_minutes_are_made_of_the_books_and_the_case(program: Program) -> None:
    sak = program.new_case()
    program.fine(
        "møte", "referat", "R-team", "--til-stede", "rektor,rådgiver", "--sak", sak,
        "--beslutning", "Snakk med hjemmet", "--ansvarlig", "rådgiver", "--frist", "2026-12-01",
    )  # fmt: skip
    made = program.fine("lag", "referat", sak)
    assert "| Til stede | Rektor, rådgiver. Ført inn av en ukjent |" in made.out
    assert "Snakk med hjemmet" in made.out
    program.fine("registrer", sak, "møte", "--med", "elev", "--notat", "Vi ble enige.")
    program.fine(
        "registrer", sak, "beslutning", "--møte", "mote", "--notat", "Bytte plass i klassen",
        "--ansvarlig", "kontaktlærer", "--frist", "2026-11-27",
    )  # fmt: skip
    own = program.fine("lag", "referat", sak)
    assert (
        "| Bytte plass i klassen | Oppdiktet" in own.out
        or "| Bytte plass i klassen | Kont" in own.out
    )
    assert "U244" not in own.err
    book = program.root / "moter/2026-2027/r-team.yaml"
    book.write_text("holdt: [", encoding="utf-8")
    broken = program.run("lag", "referat", sak)
    assert "1 fil er utelatt til dette er rettet." in broken.err
