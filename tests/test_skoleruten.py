"""A school's calendar made of a few days, and a role that gets the school's own word. All people are invented."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import sosialplan
from program import Program, everything_in
from sosialplan.commands.skolen.rollebytte import faste
from sosialplan.files.filtolk import read_value
from sosialplan.files.loader import load_plan
from sosialplan.files.standard import standard_folder
from sosialplan.files.startere import STARTERE, mappe_of
from sosialplan.files.yaml_reader import parse
from sosialplan.model.filslag import slag_av
from sosialplan.model.record import keys_of

FERIER = (
    "--fri", "høstferie 12.10-16.10", "--fri", "juleferie: 21.12 – 1.1", "--fri", "vinterferie 1.3.2027 til 5.3.2027",
    "--fri", "påskeferie 22.3-30.3", "--fri", "planleggingsdag 16.11",
)  # fmt: skip
DAGENE = ("--første", "2026-08-17", "--siste", "2027-06-18")


@pytest.fixture
def bergen(tmp_path: Path) -> Program:
    """A school without a calendar."""
    school = Program(tmp_path / "skolen")
    Program(tmp_path).fine("start", str(school.root), "--kommune", "Bergen", "--åpen")
    return school


@pytest.fixture
def uten_saker(tmp_path: Path) -> Program:
    """A school with the plan of the program, and nothing written about anybody."""
    school = Program(tmp_path / "skolen")
    Program(tmp_path).fine("start", str(school.root), "--fra", "midtstuen", "--åpen")
    return school


def rute(program: Program) -> str:
    return (program.root / "plan/skoleruter/2026-2027.yaml").read_text("utf-8")


def test_a_calendar_is_made_and_its_number_of_days_is_said(bergen: Program) -> None:
    assert "er ikke kjent" in bergen.run("årshjul").err
    said = bergen.fine("skolerute", "ny", *DAGENE, *FERIER, "--kilde", "kommunens nettside").out
    assert "190 skoledager" in said
    assert "juleferie 21.12.2026–01.01.2027" in said
    made = parse(rute(bergen)).tree
    assert (made["kommune"], made["antall_skoledager"]) == ("Bergen", 190)
    assert made["fri"][3] == {"navn": "vinterferie", "fra": "2027-03-01", "til": "2027-03-05"}
    assert made["kilde"] == "kommunens nettside"
    assert "skoleruter" not in bergen.fine("valider").out
    bergen.fine("årshjul")
    assert bergen.git("status", "--porcelain") == ""


def test_at_a_terminal_each_day_is_asked_for_and_what_cannot_be_read_is_asked_again(
    bergen: Program,
) -> None:
    answers = ["17.8.2026", "18.6.2027", "ferie en gang", "høstferie 12.10-16.10", ""]
    told = bergen.run("skolerute", "ny", answers=answers)
    assert told.status == 0
    assert "høstferie 12.10.2026" in told.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--første", "2026-08-17"), "Mangler --siste."),
        (("--siste", "2027-06-18"), "Mangler --første."),
        (("--første", "2026-08-17", "--siste", "2026-08-16"), "må komme etter den første"),
        (("--første", "2026-08-17", "--siste", "2027-08-16"), "må komme etter den første"),
        ((*DAGENE, "--fri", "høstferie"), "ikke et navn og dager"),
        ((*DAGENE, "--fri", "høstferie 31.9"), "31.9. er ingen dag."),
        ((*DAGENE, "--fri", "høstferie 16.10-12.10"), "ligger ikke mellom"),
        ((*DAGENE, "--fri", "sommerferie 1.7"), "ligger ikke mellom"),
        ((*DAGENE, "--fil", "rute.yaml"), "Filen sier dagene selv."),
    ],
)
def test_days_that_are_no_school_year_are_refused(
    bergen: Program, args: tuple[str, ...], said: str
) -> None:
    before = everything_in(bergen.root)
    refused = bergen.run("skolerute", "ny", *args)
    assert refused.status == 2
    assert said in refused.err
    assert everything_in(bergen.root) == before


def test_a_year_that_has_one_keeps_it(bergen: Program) -> None:
    bergen.fine("skolerute", "ny", *DAGENE)
    before = rute(bergen)
    refused = bergen.run("skolerute", "ny", *DAGENE, *FERIER)
    assert refused.status == 2
    assert "finnes fra før" in refused.err
    assert rute(bergen) == before


def test_a_calendar_of_the_municipality_s_own_is_taken_as_it_is(bergen: Program) -> None:
    bergen.fine("skolerute", "ny", *DAGENE, *FERIER)
    file = bergen.root.parent / "rute.yaml"
    file.write_text(rute(bergen), "utf-8")
    (bergen.root / "plan/skoleruter/2026-2027.yaml").unlink()
    bergen.fine("lagre")
    assert "190 skoledager" in bergen.fine("skolerute", "ny", "--fil", str(file)).out
    file.write_text("skoleår: 2026-2027\n", "utf-8")
    assert bergen.run("skolerute", "ny", "--fil", str(file)).status != 0


def test_every_role_of_a_plan_can_get_another_word_in_all_its_files(uten_saker: Program) -> None:
    """After it no file names the old word as a role, and the plan is as whole as it was."""
    school = parse((uten_saker.root / "plan/skole.yaml").read_text("utf-8")).tree
    roles = [each["rolle"] for each in school["roller"] if each["rolle"] not in faste()]
    assert len(roles) > 20
    for role in roles:
        uten_saker.fine("plan", "bytt-rolle", role, f"ny-{role}", "--utfør")
    said = uten_saker.fine("valider").out
    assert "feil[" not in said
    assert "P406" not in said
    for role in roles:
        refused = uten_saker.run("plan", "bytt-rolle", role, "noe-annet")
        assert "Fant ikke rollen" in refused.err, (
            "no file names the word, as the list of roles does not"
        )


def test_it_is_shown_first_and_nothing_is_written(uten_saker: Program) -> None:
    before = everything_in(uten_saker.root / "plan")
    told = uten_saker.fine("plan", "bytt-rolle", "elevråd", "elevstyre")
    assert re.search(r"plan/aarshjul.yaml +\d", told.out)
    assert "Ingenting er endret" in told.err
    assert everything_in(uten_saker.root / "plan") == before


def test_only_the_words_of_the_role_are_changed(uten_saker: Program) -> None:
    said = uten_saker.fine("plan", "bytt-rolle", "trivselsleder", "lekeleder", "--utfør")
    assert "Rollen trivselsleder heter nå lekeleder" in said.out
    changed = uten_saker.git("diff", "HEAD~1", "--unified=0")
    gone = [each[1:] for each in changed.splitlines() if re.match("-[^-]", each)]
    come = [each[1:] for each in changed.splitlines() if re.match(r"\+[^+]", each)]
    assert gone
    assert [each.replace("trivselsleder", "lekeleder") for each in gone] == come
    assert "navn: Trivselsleder" in (uten_saker.root / "plan/skole.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("trivselsleder", "fau"), "finnes fra før"),
        (("trivselsleder", "melder"), "finnes fra før"),
        (("trivselsleder", "Leke Leder"), "kan ikke være en rolle"),
        (("rektor", "sjef"), "loven eller programmet"),
        (("finnesikke", "sjef"), "Fant ikke rollen."),
    ],
)
def test_a_role_cannot_take_another_s_word_or_one_of_the_law(
    uten_saker: Program, args: tuple[str, str], said: str
) -> None:
    before = everything_in(uten_saker.root / "plan")
    refused = uten_saker.run("plan", "bytt-rolle", *args, "--utfør")
    assert refused.status == 2
    assert said in refused.err
    assert everything_in(uten_saker.root / "plan") == before


def test_a_team_that_is_a_role_takes_its_meeting_along(uten_saker: Program) -> None:
    """The school says «ressursteam» everywhere: of the role, of its meeting, and of what the wheel finds there."""
    uten_saker.fine("plan", "bytt-rolle", "r-team", "ressursteam", "--utfør")
    assert "feil[" not in uten_saker.fine("valider").out
    assert "møte: ressursteam" in (uten_saker.root / "plan/moter.yaml").read_text("utf-8")
    assert uten_saker.fine("møte", "saksliste", "ressursteam").out
    refused = uten_saker.run("plan", "bytt-rolle", "ressursteam", "ledermøte")
    assert (refused.status, "Møtet «ledermøte» finnes fra før" in refused.err) == (2, True)


def test_what_is_written_of_a_case_keeps_its_role(skolen: Program) -> None:
    refused = skolen.run("plan", "bytt-rolle", "r-team", "ressursteam", "--utfør")
    assert refused.status == 3
    assert "det som er skrevet, skal stå" in refused.err


def _words(
    tree: Any, where: tuple[type, str] | None = None
) -> Iterator[tuple[tuple[type, str], str]]:
    """Yield each word of a file with the field that it is of."""
    if isinstance(tree, msgspec.Struct):
        for each in msgspec.structs.fields(type(tree)):
            yield from _words(getattr(tree, each.name), (type(tree), each.encode_name))
    elif isinstance(tree, tuple):
        for each in tree:
            yield from _words(each, where)
    elif isinstance(tree, str) and where is not None:
        yield where, tree


def test_a_field_whose_words_are_roles_is_known_to_hold_roles() -> None:
    """Whoever adds a field of roles to a file of the plan and forgets to say what it is, is told of it here."""
    said: dict[tuple[type, str], set[str]] = defaultdict(set)
    roles: set[str] = set()
    for starter in STARTERE:
        folder = mappe_of(standard_folder(), starter)
        plan, _ = load_plan(folder)
        assert plan is not None
        roles |= {each.rolle for each in plan.skole.roller}
        for path in folder.files("plan"):
            kind = slag_av(folder.relative(path))
            read = read_value(folder, path, kind)[0] if kind else None
            for where, word in _words(read.value if read else None):
                said[where].add(word)
    marked = {where for where in said if where[1] in keys_of(where[0], "rolle")}
    of_roles = {where for where, words in said.items() if words <= roles and len(words) > 1}
    assert {key for _, key in of_roles - marked} <= OTHER_CODES
    known = {"ansvarlig", "med", "hvem", "en_av", "målgruppe", "saker", "rolle", "roller"}
    assert {key for _, key in marked} >= known


OTHER_CODES = {"partner", "lesning", "møte"}
"""Codes of other things that happen to be called as a role is: of partners, readings and meetings."""


def test_every_word_of_a_role_in_the_program_is_one_that_stays() -> None:
    """A role that the program's own text names cannot get another word without the program losing it."""
    school = parse((standard_folder() / "plan/skole.yaml").read_text("utf-8")).tree
    roles = {each["rolle"] for each in school["roller"]}
    named = {
        (node.value, path.name)
        for path in Path(sosialplan.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in roles
    }
    lost = {(word, file) for word, file in named if word not in faste() and file not in WORDS_ALONE}
    assert lost == {("r-team", "moeter.py")}, "which is read, and never written"


WORDS_ALONE = {"nynorsk.py", "verv.py", "klassespor.py", "synkbilde.py", "betydning.py"}
"""Rooms that have words of roles as they are typed or told, and lose nothing where a school has another."""
