"""How a person is asked: by number or word, again until the answer can be used, and without a trace of what cannot."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from program import Program, copied, everything_in
from sosialplan.cli.app import command_for
from sosialplan.commands.run import known_role
from sosialplan.commands.svar.ordsvar import LINE, roles_of
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.output.svarbok import numbered

SOURCE = Path(__file__).parents[1] / "src" / "sosialplan"
ONE_WAY = {"commands/svar/ordsvar.py"}
"""Where a person is asked; days are read on top of it."""
SITS_APART = {
    "commands/vern/skriveoekt.py": "waits for the Enter key, and nothing is answered",
    "commands/fravaer/klassekryss.py": "ticks off pupils, who are known by more than the words shown",
    "commands/klasselister/elevvalg.py": "finds a pupil, who is known by more than the words shown",
    "commands/samlet/evalueringene.py": "a sitting that can be left between two questions",
}


def test_a_command_asks_in_one_way() -> None:
    asks = re.compile(r"terminal\.(ask|choose)\(")
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in (SOURCE / "commands").rglob("*.py")
        if asks.search(path.read_text(encoding="utf-8"))
    }
    assert found == ONE_WAY | SITS_APART.keys()


def test_all_that_is_known_is_chosen_by_number(skolen: Program) -> None:
    answers = ["6", "Oppdiktet Elev Tall", "2", "", "", "1 3"]
    result = skolen.run("ny-sak", answers=answers)
    assert result.status == 0, result
    shown = [" ".join(line.split()) for line in result.err.splitlines()]
    chain = next(line.split()[1] for line in shown if line.startswith("6 "))
    made = skolen.case(re.findall(r"2026-\w{5}", result.out)[0]).read_text(encoding="utf-8")
    assert f"kjede: {chain}\n" in made
    assert "  klasse: 8B\n" in made
    assert "kategorier: [" in made


def test_a_role_is_shown_and_typed_by_its_title(skolen: Program) -> None:
    number = skolen.new_case()
    told = skolen.run(
        "tiltak", "ny", number, answers=["Noe", "Rektr", "Assisterende", "", "fredag"]
    )
    assert told.status == 0, told
    assert "1 Rektor" in told.err
    assert "Fant ikke rollen «Rektr». Mente du «rektor»?" in " ".join(told.err.split())
    assert "ansvarlig: assisterende-rektor" in skolen.case(number).read_text(encoding="utf-8")


def test_roles_are_chosen_by_number_those_that_are_likely_first() -> None:
    plan, _ = load_plan(Planmappe(SOURCE.parents[1]))
    assert plan is not None
    shown = roles_of(plan.skole, first=("foresatte", "elev"))
    assert [each.ord for each in shown[:3]] == ["Foresatte", "Eleven", "Rektor"]
    assert all(known_role(plan.skole, each.ord) for each in shown)
    lines = [*numbered(shown, 80)]
    assert len(lines) <= 20
    assert max(map(len, lines)) <= 80


@pytest.fixture(scope="module")
def skolen_delt(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A school that no test of these writes in."""
    school = Program(copied(depotets_skole, tmp_path_factory.mktemp("delt") / "skolen"))
    school.new_case()
    return school


BAD = ("x" * 10_000, "\x1b[A", "\x1b[31mrød", "\x00")


@pytest.mark.parametrize("bad", BAD, ids=["long", "arrow", "colour", "nothing"])
@pytest.mark.parametrize("place", range(6))
def test_what_cannot_be_an_answer_is_told_and_asked_for_again(
    skolen: Program, bad: str, place: int
) -> None:
    good = ["bekymring", "Oppdiktet Elev Rett", "8A", "", "", ""]
    answers = [*good[:place], bad, *good[place:]]
    result = skolen.run("ny-sak", answers=answers)
    if place == 4 and len(bad) > LINE:
        good[4] = bad  # a description has room for it, and the last answer is left over
    assert result.status == 0, result
    assert "\x1b[31m" not in result.err + result.out
    assert "\x1b[A" not in result.err + result.out
    made = skolen.case(re.findall(r"2026-\w{5}", result.out)[0]).read_text(encoding="utf-8")
    assert "navn: Oppdiktet Elev Rett" in made
    assert ("x" * 10_000 in made) == (good[4] == bad)


ASKED = {
    "ny-sak": ["bekymring", "Oppdiktet Elev Rett", "8A", "", ""],
    "meld": ["ja", "Oppdiktet Elev Rett", "8A", "", "10:15", "ute", "sett", "gjort"],
    "vedtak SAK": ["bortvisning", "i dag", "i dag", "", "", "", "", "", "", ""],
    "innkall SAK": ["møte", "fredag", "10.30", "Her", "rektor", "Prate", "", ""],
    "tiltak ny SAK": ["Noe oppdiktet", "rektor"],
    "registrer SAK avsluttet": ["Det går bra", "ja", "fredag"],
    "sak endre SAK": ["navn", "Oppdiktet Elev Ny"],
    "sak involver SAK": ["Oppdiktet Elev Annen", "8A", ""],
    "møte referat r-team": ["rektor", "møtet: Bestill", "rektor", "fredag"],
}


def broken_off(answers: list[str]) -> Iterator[str]:
    yield from answers
    raise KeyboardInterrupt


@pytest.mark.parametrize("command", ASKED)
@pytest.mark.parametrize("how", [iter, broken_off], ids=["end of input", "Ctrl-C"])
def test_what_is_left_in_the_middle_of_a_question_writes_nothing(
    skolen: Program, command: str, how: type
) -> None:
    number = skolen.new_case()
    before = everything_in(skolen.root)
    for place in range(min(3, len(ASKED[command]))):
        result = skolen.run(
            *command.replace("SAK", number).split(), answers=how(ASKED[command][:place])
        )
        assert result.status == 130, (place, result)
        assert "Ingenting er endret." in result.err
    after = everything_in(skolen.root)
    assert {each for each in before if not each.startswith(".git/")} == {
        each for each in after if not each.startswith(".git/")
    }
    assert [
        each for each in before if before[each] != after.get(each) and ".git/" not in each
    ] == []


# What is missing


def required(
    command: Any, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    for name, each in getattr(command, "commands", {}).items():
        yield from required(each, (*path, name))
    lacking = [each for each in command.params if each.required]
    if lacking and path:
        yield path, lacking


LACKING = dict(required(command_for(())))
BY_GIT = {("flett",): "git runs it, with all it needs"}


@pytest.mark.parametrize("path", LACKING, ids=" ".join)
def test_all_that_is_missing_is_named_at_once_where_nobody_sits(
    skolen_delt: Program, path: tuple[str, ...]
) -> None:
    told = skolen_delt.run(*path)
    assert (told.status, told.out) == (2, "")
    for each in LACKING[path]:
        name = (
            str(each.metavar).strip("…")
            if each.param_type_name == "argument"
            else max(each.opts, key=len)
        )
        assert name in told.err, told.err
    assert f"sosialplan {' '.join(path)} --help" in told.err


@pytest.mark.parametrize("path", [each for each in LACKING if each not in BY_GIT], ids=" ".join)
def test_a_person_is_asked_for_it_and_nothing_is_written_where_the_answer_never_comes(
    skolen_delt: Program, path: tuple[str, ...]
) -> None:
    before = everything_in(skolen_delt.root)
    told = skolen_delt.run(*path, answers=[])
    assert (told.status, told.out) == (130, "")
    assert "?" in told.err
    assert "mangler" not in told.err.casefold()
    assert everything_in(skolen_delt.root) == before


def test_the_case_and_then_its_step_are_chosen_by_number(skolen: Program) -> None:
    number = skolen.new_case("bekymring", "Oppdiktet Elev Valgt")
    told = skolen.run("registrer", answers=["1", "notat", "Oppdiktet notat"])
    assert told.status == 0, told
    assert f"1 {number} 8B Oppdiktet Elev Valgt, bekymring" in " ".join(told.err.split())
    assert "steg: notat" in skolen.case(number).read_text(encoding="utf-8")
    steps = told.err.partition("Hvilken sak?")[2]
    assert re.search(r" 1 [a-zæøå-]+ +[^\n]+\(", steps), "what is due stands first"


def test_a_step_alone_is_the_step_and_its_case_is_asked_for(skolen: Program) -> None:
    number = skolen.new_case()
    told = skolen.run("registrer", "rektor-var", answers=["1"])
    assert told.status == 0, told
    assert "steg: rektor-varslet" in skolen.case(number).read_text(encoding="utf-8")
    assert "Hvilket steg?" not in told.err


def test_a_case_alone_is_the_case_also_where_its_pupil_is_called_as_a_step(skolen: Program) -> None:
    number = skolen.new_case("bekymring", "Oppdiktet Evaluering")
    told = skolen.run("registrer", "evaluering", answers=["notat", "Oppdiktet notat"])
    assert told.status == 0, told
    assert f"Sak {number} (8B)." in told.err
    assert "Hvilket steg?" in told.err


def test_of_two_pupils_of_one_name_it_is_asked_which(skolen: Program) -> None:
    first = skolen.new_case("bekymring", "Oppdiktet Elev Tvilling")
    second = skolen.new_case("trygt-og-godt", "Oppdiktet Elev Tvilling")
    told = skolen.run("registrer", "tvilling", "rektor-varslet", answers=["2"])
    assert told.status == 0, told
    assert "Flere saker passer. Hvilken?" in told.err
    written = [each for each in (first, second) if each in told.out]
    assert written == sorted((first, second))[1:]
    assert skolen.run("registrer", "tvilling", "rektor-varslet").status == 2


def test_what_is_asked_for_can_be_gone_back_from(skolen: Program) -> None:
    first, second = (
        skolen.new_case("bekymring", "Oppdiktet En"),
        skolen.new_case("bekymring", "Oppdiktet To"),
    )
    told = skolen.run("registrer", answers=[first, "<", second, "notat", "Oppdiktet notat"])
    assert told.status == 0, told
    assert "steg: notat" in skolen.case(second).read_text(encoding="utf-8")
    assert "steg: notat" not in skolen.case(first).read_text(encoding="utf-8")


def test_a_new_measure_has_the_day_that_the_law_wants(skolen: Program) -> None:
    number = skolen.new_case()
    told = skolen.run(
        "tiltak", "ny", number, answers=["Noe oppdiktet", "lærer", "i morgen", "om to uker"]
    )
    assert told.status == 0, told
    made = skolen.case(number).read_text(encoding="utf-8")
    assert "fra: 2026-11-24" in made
    assert "evalueres: 2026-12-07" in made


def test_a_meeting_is_asked_for_whom_it_was_and_who_was_there(skolen: Program) -> None:
    told = skolen.run("møte", "registrer", answers=["klassemøte", "2", "Kontaktlærer"])
    assert told.status == 0, told
    assert "klassemøte 8B" in told.out


def test_a_document_of_a_case_asks_for_the_case_and_the_schools_own_does_not(
    skolen: Program,
) -> None:
    skolen.new_case()
    assert "Hvilken sak?" in skolen.run("lag", "aktivitetsplan", answers=[]).err
    assert "Hvilken sak?" not in skolen.run("lag", "handlingsplan", answers=[]).err
    assert "Hvilken sak?" not in skolen.run("lag", "aktivitetsplan", "--felter", answers=[]).err


# Receipts


NAVN = "Oppdiktet Elev Kvittert"
RECEIPTS: tuple[tuple[tuple[str, ...], list[str], str], ...] = (
    (("registrer", "SAK", "rektor-varslet"), [], "Ført i saken til {who}: Varsle rektor, 23.11.2026."),
    (("registrer", "SAK", "rektor-varslet", "strakstiltak"), [], "Ført i saken til {who}: Varsle rektor, Sett i gang strakstiltak, 23.11.2026."),
    (("tiltak", "ny", "SAK"), ["Noe", "lærer", "", "fredag"], "i saken til {who}."),
    (("sak", "endre", "SAK", "--klasse", "8A"), [], "Saken til {navn} (8A, {sak}) er endret: klasse «8A»."),
    (("sak", "involver", "SAK", "--navn", "Oppdiktet Elev Annen"), [], "er skrevet i saken til {who}."),
    (("overfør", "SAK", "--til", "sosiallærer"), [], "Saken til {who} er tilbudt sosiallærer."),
    (("innkall", "SAK"), ["møte", "fredag", "10.30", "Her", "rektor", "Prate", "", ""], "Ført i saken til {who}: innkalt"),
)  # fmt: skip


@pytest.mark.parametrize(("command", "answers", "told"), RECEIPTS, ids=lambda each: each[:2])
def test_a_receipt_names_the_pupil_on_the_persons_own_screen_and_nowhere_else(
    skolen: Program, command: tuple[str, ...], answers: list[str], told: str
) -> None:
    number = skolen.new_case("trygt-og-godt", NAVN)
    words = [number if each == "SAK" else each for each in command]
    seen = skolen.run(*words, answers=answers, width=400)
    assert seen.status == 0, seen
    shown = told.format(who=f"{NAVN} (8B, {number})", navn=NAVN, sak=number)
    assert shown in " ".join(seen.out.split())
    assert NAVN not in skolen.git("log", "--format=%B")
    again = skolen.new_case("trygt-og-godt", f"{NAVN} To")
    piped = skolen.run(*(again if each == "SAK" else each for each in command))
    assert "Kvittert" not in piped.out + piped.err


def test_absence_without_a_case_names_the_pupil_on_the_screen_alone(skolen: Program) -> None:
    args = ("fravær", "registrer", "--elev", NAVN, "--klasse", "8B", "--fra")
    seen = skolen.run(*args, "20.11.2026", answers=[], width=200)
    assert f"{NAVN} (8B) er ført borte 20.11.2026 (ugyldig, ikke meldt). Lagret." in seen.out
    piped = skolen.run(*args, "19.11.2026")
    assert "Fravær 19.11.2026 (ugyldig, ikke meldt) er ført i 8B. Lagret." in piped.out
    assert "Kvittert" not in piped.out + piped.err


def test_a_new_case_is_named_by_its_pupil_and_its_number(skolen: Program) -> None:
    answers = ["bekymring", NAVN, "8A", "", "", ""]
    seen = skolen.run("ny-sak", answers=answers, width=200)
    assert re.search(rf"Saken til {NAVN} \(8A, 2026-\w{{5}}\) er opprettet\. Lagret\.", seen.out)


def test_a_number_that_no_line_has_is_no_text(skolen: Program) -> None:
    """Where a list stands beside free words, a wrong number would become a measure, or a pupil, of that name."""
    asked = skolen.run(
        "tiltak", "ny", "2026-YHP9E", "--ansvarlig", "rådgiver", "--evalueres", "7.12",
        answers=["99", "Oppdiktet tiltak", ""],
    )  # fmt: skip
    assert asked.status == 0, asked
    assert "å velge mellom." in asked.err
    assert "tiltak: Oppdiktet tiltak" in skolen.case("2026-YHP9E").read_text(encoding="utf-8")


def test_going_back_after_an_answer_that_was_refused_goes_to_the_question_before(
    skolen: Program,
) -> None:
    asked = skolen.run(
        "tiltak", "ny", "2026-YHP9E",
        answers=["Feil", "kaptein", "<", "Rett", "rådgiver", "", "7.12"],
    )  # fmt: skip
    assert asked.status == 0, asked
    text = skolen.case("2026-YHP9E").read_text(encoding="utf-8")
    assert "tiltak: Rett" in text
    assert "tiltak: Feil" not in text
