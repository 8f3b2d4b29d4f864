"""What counts after a correction: one rule, and everybody asks it.

A correction stands in the place of what it corrects, for every reader: documents, deadlines, what a
command finds, the copy of a case as it was on a day, and the copy that a recipient gets.
"""

import ast
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from program import Program, copied, made_by_start
from sak_examples import HEL_SAK, PLAN
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.rettelser import holding, stands_for, with_corrected
from sosialplan.model.sak import (
    Aktivitetsplan,
    Evaluering,
    GjelderAnsatt,
    Gjennomfoert,
    Grunn,
    Hendelse,
    Nivaa,
    Sak,
    Tiltak,
    Utfall,
)
from sosialplan.model.sakspapirer import Avslutning, Endring, Felt
from sosialplan.rules.ansattsak.skjermet_sak import find_mottaker, skjerm
from sosialplan.rules.avslutning import left_open
from sosialplan.rules.checks.entry_checks import check_shield
from sosialplan.rules.checks.merged_checks import check_meaning
from sosialplan.rules.facts import (
    entries_known_on,
    ids_of,
    sak_paa_dag,
    valid_entries,
    with_entry,
    without_entries,
    written_entries,
)
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.saksgang import course_of
from sosialplan.rules.tiltak import tiltak_paa_dag
from sosialplan.rules.tiltaksfrister import planned_evaluations
from test_arkitektur import trees

DAY = date(2026, 11, 9)
LATER = date(2026, 11, 16)


def full(name: str | None) -> str | None:
    """Return the id that an entry is called by its letter for."""
    return name and name * 8


def entry(name: str, retter: str | None = None, dato: date = DAY, **more: Any) -> Hendelse:
    return Hendelse(
        id=name * 8, dato=dato, steg=more.pop("steg", "notat"), retter=full(retter), **more
    )


def case(*entries: Hendelse, **more: Any) -> Sak:
    return replace(HEL_SAK, hendelser=entries, **more)


def names(entries: Any) -> str:
    return "".join(each.id[0] for each in entries)


# The rule


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ((), ""),
        ((("a", None), ("b", None)), "ab"),
        ((("a", None), ("b", None), ("c", "a")), "cb"),
        ((("a", None), ("b", None), ("c", "a"), ("d", "c"), ("e", None)), "dbe"),
        ((("a", None), ("b", None), ("c", "a"), ("d", "a")), "cdb"),
        ((("c", "a"), ("b", None), ("a", None)), "bc"),
        ((("a", None), ("b", "x"), ("c", None), ("d", "a")), "dbc"),
        ((("a", "b"), ("b", "a"), ("c", None)), "c"),
    ],
)
def test_a_correction_has_the_place_of_what_it_corrects(written: Any, holds: str) -> None:
    entries = [entry(*each) for each in written]
    assert names(holding(entries)) == holds
    assert names(valid_entries(case(*entries))) == holds


def test_an_entry_stands_for_all_that_it_corrects() -> None:
    entries = (entry("a"), entry("b", "a"), entry("c", "b"), entry("d"))
    assert names(stands_for(entries[2], entries)) == "cba"
    assert names(stands_for(entries[3], entries)) == "d"
    assert ids_of(case(*entries), entries[2]) == {"a" * 8, "b" * 8, "c" * 8}
    assert names(with_corrected([entries[2]], entries)) == "abc"


def test_one_that_points_at_itself_is_followed_once() -> None:
    entries = (entry("a", "a"), entry("b", "c"), entry("c", "b"))
    assert names(stands_for(entries[0], entries)) == "a"
    assert names(stands_for(entries[1], entries)) == "bc"
    assert valid_entries(case(*entries)) == ()


def test_what_is_written_is_all_of_it_and_one_more_stands_last() -> None:
    sak = case(entry("a"), entry("b", "a"))
    assert names(written_entries(with_entry(sak, entry("c")))) == "abc"


# As it was known on a day


@pytest.mark.parametrize(
    ("entries", "known", "holds"),
    [
        ((entry("a"), entry("b", dato=LATER)), "a", "a"),
        ((entry("a"), entry("b", "a")), "ab", "b"),
        ((entry("a"), entry("b", "a", LATER)), "", ""),
        ((entry("a"), entry("b", "a", LATER), entry("c", "b")), "abc", "c"),
    ],
)
def test_what_was_corrected_does_not_rise_again_on_an_earlier_day(
    entries: tuple[Hendelse, ...], known: str, holds: str
) -> None:
    """The entry of the wrong day is corrected to a later day: on the wrong day nothing happened."""
    sak = sak_paa_dag(case(*entries), DAY)
    assert names(written_entries(sak)) == known == names(entries_known_on(case(*entries), DAY))
    assert names(valid_entries(sak, DAY)) == holds


def evaluering(name: str, retter: str | None = None, dato: date = DAY, **more: Any) -> Evaluering:
    told = {"gjennomfoert": Gjennomfoert.JA, "utfall": Utfall.GOD, **more}
    return Evaluering(id=name * 8, dato=dato, retter=full(retter), **told)


def tiltak(*evalueringer: Evaluering, **more: Any) -> Tiltak:
    told = {"evalueres": DAY, **more}
    return Tiltak(
        id="t" * 8, tiltak="Oppdiktet", nivaa=Nivaa.ELEV, ansvarlig="kontaktlærer",
        fra=date(2026, 10, 5), evalueringer=evalueringer, **told,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("evalueringer", "known"),
    [
        ((evaluering("a"), evaluering("b", "a")), "ab"),
        ((evaluering("a"), evaluering("b", "a", LATER)), ""),
        ((evaluering("a"), evaluering("b", "a", utgaar=True)), "ab"),
        ((evaluering("a"), evaluering("b", dato=LATER)), "a"),
    ],
)
def test_neither_does_an_evaluation(evalueringer: tuple[Evaluering, ...], known: str) -> None:
    sak = case(aktivitetsplan=Aktivitetsplan(tiltak=(tiltak(*evalueringer),)))
    plan = sak_paa_dag(sak, DAY).aktivitetsplan
    assert plan is not None
    assert names(plan.tiltak[0].evalueringer) == known


@pytest.mark.parametrize(
    ("heard", "voice"), [(DAY, "Oppdiktet"), (LATER, None), (None, "Oppdiktet")]
)
def test_the_voice_is_in_the_plan_from_its_day(heard: date | None, voice: str | None) -> None:
    plan = Aktivitetsplan(elevens_stemme="Oppdiktet", elevens_stemme_dato=heard)
    then = sak_paa_dag(case(aktivitetsplan=plan), DAY).aktivitetsplan
    assert then is not None
    assert then.elevens_stemme == voice
    assert sak_paa_dag(case(aktivitetsplan=None), DAY).aktivitetsplan is None


@pytest.mark.parametrize(
    ("measure", "ahead"),
    [
        (tiltak(), DAY),
        (tiltak(evaluering("a")), None),
        (tiltak(evaluering("a"), evalueres=LATER), LATER),
        (tiltak(evaluering("a", neste=LATER)), LATER),
        (tiltak(evaluering("a", neste=LATER), avsluttet=Avslutning(dato=DAY, hvorfor="-")), None),
        (tiltak(endringer=(Endring(id="m" * 8, dato=LATER, felt=Felt.EVALUERES, fra="høst", til="-", hvorfor="-"),)), None),
    ],
)  # fmt: skip
def test_the_evaluation_ahead_is_the_last_that_was_agreed(
    measure: Tiltak, ahead: date | None
) -> None:
    (shown,) = tiltak_paa_dag((measure, replace(measure, besluttet=LATER)), DAY)
    assert shown.neste_evaluering == ahead


# Two evaluations of one measure on one day


def test_the_last_evaluation_of_a_day_stays_the_last_when_the_first_is_corrected() -> None:
    first = evaluering("a", neste=date(2026, 11, 30), utfall=Utfall.DELVIS)
    last = evaluering("b", neste=date(2026, 12, 14))
    measure = tiltak(first, last, replace(first, id="c" * 8, retter="a" * 8, skolen="Oppdiktet"))
    (shown,) = tiltak_paa_dag((measure,), DAY)
    assert names(shown.evalueringer) == "cb"
    assert shown.neste_evaluering == date(2026, 12, 14)


def test_a_correction_does_not_come_after_what_was_decided_since() -> None:
    """Evaluated at ten, the day moved at eleven, the evaluation's note corrected at twelve."""

    def at(hour: int) -> str:
        return datetime(2026, 11, 9, hour).astimezone().isoformat(timespec="minutes")

    first = evaluering("a", neste=date(2026, 11, 30), registrert=at(10))
    moved = Endring(
        id="m" * 8, dato=DAY, felt=Felt.EVALUERES, til="2026-12-14", hvorfor="-", registrert=at(11)
    )
    measure = tiltak(first, endringer=(replace(moved, fra="2026-11-09"),))
    corrected = replace(first, id="c" * 8, retter="a" * 8, registrert=at(12))
    for each in (measure, replace(measure, evalueringer=(first, corrected))):
        assert planned_evaluations(each, DAY)[-1].frist == date(2026, 12, 14)


def test_what_stands_open_at_the_end_goes_by_the_last_evaluation() -> None:
    first = evaluering("a", utfall=Utfall.DELVIS)
    measure = tiltak(
        first, evaluering("b"), replace(first, id="c" * 8, retter="a" * 8, skolen="Rettet")
    )
    chain = the_plan().kjede(HEL_SAK.kjede)
    assert chain is not None
    opened = entry("o", steg=chain.aapnes_med, dato=date(2026, 10, 5))
    closed = entry("l", steg=chain.avsluttes_med, dato=LATER)
    sak = case(opened, closed, aktivitetsplan=Aktivitetsplan(tiltak=(measure,)))
    gang = course_of(sak, (), the_plan(), kalender_of(the_plan().ruter), LATER)
    assert gang is not None
    assert "har ikke hatt ønsket virkning" not in {each.hva for each in left_open(gang)}


# What is taken out for a recipient


def test_what_is_kept_back_takes_what_it_corrects_along() -> None:
    """A note that is corrected to an assessment for barnevernet: the note does not hold again."""
    to = find_mottaker("foresatte", the_plan())
    assert to is not None
    sak = case(
        entry("a", notat="Oppdiktet"), entry("b", "a", steg="barnevern-vurdert", grunn=Grunn.C)
    )
    assert written_entries(skjerm(sak, PLAN, to).sak) == ()
    assert names(written_entries(without_entries(case(entry("a"), entry("b"), entry("c", "a")), {"c" * 8}))) == "b"  # fmt: skip


# In the checks


def test_a_remark_about_a_role_ends_when_the_entry_is_corrected() -> None:
    about = GjelderAnsatt(roller=("lærer",))
    wrong, right = entry("a", av="lærer"), entry("b", "a", av="rektor")
    mappe = Mappe(the_plan())

    def told(*entries: Hendelse) -> list[str]:
        sak = case(*entries, gjelder_ansatt=about, aktivitetsplan=None)
        return [each.code for each in check_shield(sak, "", mappe)]

    assert told(wrong) == ["K336"]
    assert told(wrong, right) == []


def test_a_case_begins_with_the_first_entry_that_holds() -> None:
    """Where each time is a case of its own, two that begin on one day may be the same."""
    chain = the_plan().kjede("fysisk-inngrep")
    assert chain is not None
    opened = entry("a", steg=chain.aapnes_med)
    mistaken = entry("a", steg=chain.aapnes_med, dato=date(2026, 11, 2))
    own, other = (
        replace(case(opened), sak=each, kjede=chain.kjede) for each in ("2026-1", "2026-2")
    )
    put_right = replace(
        case(mistaken, replace(opened, id="b" * 8, retter="a" * 8)), sak="2026-2", kjede=chain.kjede
    )

    def doubled(second: Sak) -> bool:
        read = Read("", own)
        mappe = Mappe(the_plan(), (read, Read("", second)))
        return "K392" in {each.code for each in check_meaning(read, mappe, LATER)}

    assert doubled(other)
    assert doubled(put_right)
    assert not doubled(replace(case(mistaken), sak="2026-2", kjede=chain.kjede))


# Through the commands


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("gjelder") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


def test_an_evaluation_keeps_its_outcome_when_its_note_is_corrected(program: Program) -> None:
    sak = program.new_case()
    said = ("--med", "elev,foresatte", "--elevens-stemme", "Oppdiktet.")
    ids = []
    for outcome in ("delvis", "god"):
        program.fine("registrer", sak, "evaluering", "--utfall", outcome, "--notat", outcome, *said)
        ids.append(re.findall(r"- id: (\w+)", program.case(sak).read_text("utf-8"))[-1])

    def outcome_told() -> list[str]:
        return re.findall("(Delvis|God)", program.fine("lag", "evaluering", sak).out)

    before = outcome_told()
    assert before[0] == "Delvis"
    program.fine("rett", sak, ids[0], "--notat", "Skrevet om")
    assert outcome_told() == before


def decided(program: Program, sak: str, what: str) -> str:
    """Write a decision in a case, and return its id."""
    program.fine(
        "registrer", sak, "beslutning", "--notat", what, "--ansvarlig", "rådgiver", "--frist", "2026-11-30",
        "--møte", "r-team",
    )  # fmt: skip
    return latest(program, sak)


def latest(program: Program, sak: str) -> str:
    found: list[str] = re.findall(r"- id: (\w+)", program.case(sak).read_text("utf-8"))
    return found[-1]


def standing(program: Program) -> list[str]:
    rows = program.fine("frister", "--status", "alle", "--format", "json").json()["frister"]
    return [row["status"] for row in rows if row["steg"] == "beslutning"]


def test_a_decision_that_was_corrected_is_one_decision(program: Program) -> None:
    sak = program.new_case()
    first = decided(program, sak, "Ring hjem")
    program.fine("rett", sak, first, "--notat", "Ring hjem i dag")
    second = latest(program, sak)
    program.fine("registrer", sak, "beslutning-utført")
    assert f"gjelder: {second}" in program.case(sak).read_text("utf-8")
    assert standing(program) == ["overholdt"]


def test_what_was_carried_out_stays_so_however_often_it_is_corrected(program: Program) -> None:
    sak = program.new_case()
    first = decided(program, sak, "Ring hjem")
    program.fine("registrer", sak, "beslutning-utført", "--gjelder", first)
    for note in ("Ring hjem i dag", "Ring hjem i morgen"):
        program.fine("rett", sak, "beslutning", "--notat", note)
    assert standing(program) == ["overholdt"]
    left = program.run("registrer", sak, "beslutning-utført")
    assert (left.status, "Beslutninger som ikke er utført: ingen." in left.err) == (2, True)
    page = program.fine("lag", "referat", sak).out
    assert "Ring hjem i morgen" in page
    assert program.run("valider").out.count("feil[") == 0


def test_a_decision_may_be_named_by_the_id_that_was_corrected(program: Program) -> None:
    sak = program.new_case()
    first, other = decided(program, sak, "Ring hjem"), decided(program, sak, "Bestill rom")
    program.fine("rett", sak, first, "--notat", "Ring hjem i dag")
    now = latest(program, sak)
    program.fine("registrer", sak, "beslutning-utført", "--gjelder", first)
    assert f"gjelder: {now}" in program.case(sak).read_text("utf-8")
    program.fine("rett", sak, "beslutning-utført", "--gjelder", other)
    assert f"gjelder: {other}" in program.case(sak).read_text("utf-8")
    assert sorted(standing(program)) != ["overholdt", "overholdt"]
    program.fine("registrer", sak, "beslutning-utført")
    assert standing(program) == ["overholdt", "overholdt"]


def test_one_who_corrects_is_led_to_the_entry_that_counts(program: Program) -> None:
    sak = program.new_case()
    first = decided(program, sak, "Ring hjem")
    for note in ("To", "Tre"):
        program.fine("rett", sak, "beslutning", "--notat", note)
    told = program.run("rett", sak, first, "--notat", "Fire")
    assert told.err.endswith(f"Rett den som gjelder nå: {latest(program, sak)}\n")


def test_the_decision_to_correct_is_the_latest_by_its_day(program: Program) -> None:
    sak = program.new_case()

    def wrote(first: str, last: str, day: str) -> str:
        program.fine(
            "vedtak", sak, "--slag", "bortvisning", "--fra", first, "--til", last, "--dato", day
        )
        return latest(program, sak)

    old, new = (
        wrote("2026-11-17", "2026-11-18", "2026-11-16"),
        wrote("2026-11-24", "2026-11-25", "2026-11-20"),
    )
    program.fine("rett", sak, old, "--notat", "Oppdiktet")
    program.fine("vedtak", sak, "--rett", "--til", "2026-11-26")
    assert f"retter: {new}" in program.case(sak).read_text("utf-8")


# Who reads the entries as they stand

HERE = "rules/facts.py"
MAY = ("rules/checks/", "rules/fletting/", "files/merge_", "files/yaml_merge")
"""The checks tell of each entry by its place; merging asks nothing of what holds."""
RECEIVERS = {"fakta", "bilde", "self", "facts_of", "Sak"}
"""What has entries that are sorted and corrected: ``Saksfakta`` and ``Saksbilde``. ``Sak.hendelser`` is the field that is
pointed at: nothing is read."""
TELLS = {
    "commands/pakker/innsyn_og_tilsyn.py",
    "commands/rett.py",
    "views/dokumenter/innsyn.py",
    "views/fravaer/fravaersbilde.py",
    "views/kopier/utlevert.py",
    "views/sakspapirord.py",
    "views/saksside.py",
}
"""Where it is shown that an entry corrects another."""


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Attribute():
            return node.attr
        case ast.Name():
            return node.id
        case ast.Call():
            return _last_name(node.func)
        case _:
            return ast.unparse(node)


def _read(field: str) -> dict[str, set[str]]:
    """Return the modules that read a field, with of what they read it."""
    found: dict[str, set[str]] = {}
    for name, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == field:
                found.setdefault(name, set()).add(_last_name(node.value))
            named = isinstance(node, ast.Call) and _last_name(node.func) in {
                "getattr",
                "attrgetter",
            }
            if named and isinstance(node, ast.Call) and f"'{field}'" in ast.unparse(node):
                found.setdefault(name, set()).add("getattr")
    return found


def test_only_the_rule_the_checks_and_merging_read_the_entries_of_a_case() -> None:
    found = _read("hendelser")
    assert HERE in found
    outside = {
        name: of - RECEIVERS
        for name, of in found.items()
        if name != HERE and not name.startswith(MAY)
    }
    assert len(outside) > len(MAY)
    assert {name: of for name, of in outside.items() if of} == {}


def test_only_one_module_says_what_a_correction_does() -> None:
    found = set(_read("retter"))
    rule = "model/rettelser.py"
    assert rule in found
    assert {each for each in found if not each.startswith("rules/checks/")} == {rule, *TELLS}
