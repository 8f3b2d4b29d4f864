"""What was written stands: ``valider`` against the history, on real git, and the rules beneath it."""

import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_trees import full_tree, paths
from fortelling import STORIES, lived
from handskrevet import add, apart, by_hand, merged, without
from program import Program, copied, everything_in, made_by_start
from sosialplan.commands.historikk.naatekst import Naatekst
from sosialplan.commands.skolen.oppretting import EXAMPLES_CHANGE
from sosialplan.files.yaml_items import items_by_line
from sosialplan.files.yaml_reader import parse
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok
from sosialplan.model.record import Record
from sosialplan.model.sak import Sak
from sosialplan.rules.tillit.fastlagt import FASTLAGT, Valgt, by_key, facts_in, stands, to_be_chosen
from sosialplan.schema.json_schema import json_schema
from trees import maps

KINDS: dict[str, type[Record]] = {
    "saker": Sak,
    "fravaer": Klassefravaer,
    "moter": Moetebok,
    "innboks": Innboksmelding,
}


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("historikk") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


@pytest.fixture
def sak(program: Program) -> str:
    return program.new_case()


def found(program: Program, *files: Path) -> list[tuple[str, str]]:
    """Return the codes of what does not stand, each with how it is told: from «:» on."""
    args = ("valider", *map(str, files), "--format", "json")
    problems: list[dict[str, Any]] = program.run(*args).json()["problemer"]
    return [
        (each["kode"], each["melding"].partition(": ")[2])
        for each in problems
        if each["kode"].startswith("K40")
    ]


def edit(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


# What the program itself does always stands


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_nothing_that_the_program_writes_is_told_of(story: Path, program: Program) -> None:
    number = lived(story, program)["SAK"]
    assert found(program) == []
    edit(program.case(number), replaced("steg: oppdaget", "steg: samtale"))
    assert [code for code, _ in found(program)] == ["K401"]


def test_a_new_school_year_and_a_changed_measure_stand(program: Program, sak: str) -> None:
    program.fine(
        "tiltak", "ny", sak, "--tiltak", "Makker", "--nivå", "elev", "--ansvarlig", "rektor",
        "--evalueres", "2026-12-01",
    )  # fmt: skip
    (line,) = [
        each
        for each in program.case(sak).read_text("utf-8").splitlines()
        if "- id: n" in each and each.startswith("    ")
    ]
    tiltak = line.split(": ")[1]
    for day in ("2026-12-02", "2026-12-03"):
        program.fine("tiltak", "endre", sak, tiltak, "--evalueres", day, "--hvorfor", "Syk")
    program.fine(
        "tiltak", "endre", sak, tiltak, "--stedfortreder", "rådgiver", "--hvorfor", "Trengs"
    )
    program.fine("tiltak", "plan", sak, "--problem", "Alene")
    program.fine("tiltak", "plan", sak, "--problem", "Ofte alene")
    by_hand(program, program.case(sak), replaced("klasse: 8B", "klasse: 9B"))
    assert found(program) == []
    edit(program.case(sak), replaced("evalueres: 2026-12-03", "evalueres: 2026-12-02"))
    assert found(program) == [], "a day that was noted may come back, as two lines that meet do"
    edit(program.case(sak), replaced("evalueres: 2026-12-02", "evalueres: 2026-12-24"))
    assert [code for code, _ in found(program)] == ["K403"]


# What people do


@pytest.mark.parametrize("saved", [True, False], ids=["saved", "not saved"])
def test_a_commit_by_hand_that_deletes_an_entry_is_found(
    program: Program, sak: str, saved: bool
) -> None:
    file = program.case(sak)
    by_hand(program, file, add("drøftet"))
    if saved:
        name = by_hand(program, file, without("drøftet"))
        program.fine("registrer", sak, "rektor-varslet")
        long = program.git("rev-parse", name).strip()[:10]
        expected = f"hendelsen drøftet, id hhhhhhhh (i commit {long})."
    else:
        edit(file, without("drøftet"))
        expected = "hendelsen drøftet, id hhhhhhhh (ikke lagret ennå)."
    assert found(program) == [("K402", expected)]
    edit(file, add("drøftet"))
    assert found(program) == [], "put back, wherever it stands"


def test_an_entry_that_was_changed_twice_is_told_of_as_it_first_stood(
    program: Program, sak: str
) -> None:
    file = program.case(sak)
    by_hand(program, file, add("drøftet"))
    by_hand(program, file, replaced("steg: drøftet", "steg: samtale"))
    by_hand(program, file, replaced("steg: samtale", "steg: kontakt"))
    assert [code for code, _ in found(program)] == ["K401"]
    edit(file, replaced("steg: kontakt", "steg: samtale"))
    assert [code for code, _ in found(program)] == ["K401"], "what was there in between is no truth"
    edit(file, replaced("steg: samtale", "steg: drøftet"))
    assert found(program) == []


def test_the_place_and_the_cure_show_what_stood(program: Program, sak: str) -> None:
    by_hand(program, program.case(sak), add("drøftet"))
    edit(program.case(sak), replaced("steg: drøftet", "steg: samtale"))
    told = program.run("valider", str(program.case(sak)))
    assert told.status == 1
    place, cure = told.out.splitlines()
    lines = program.case(sak).read_text(encoding="utf-8").splitlines()
    assert place.startswith(f"saker/2026/{sak}.yaml:{len(lines)}:44: feil[K401]")
    command = cure.split(": ", 1)[1].split(". ")[0].split(" ")
    assert command[:2] == ["git", "show"]
    assert "steg: drøftet" in program.git(*command[1:])
    assert cure.endswith(f"sosialplan rett {sak} hhhhhhhh …")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    steg: oppdaget\n", "    steg: 'oppdaget'  # sett\n"),
        ("hendelser:\n", "# Hendelsene\nhendelser:\n\n"),
        ("beskrivelse: Alene\n", "beskrivelse: Ofte alene\n"),
        ("beskrivelse: Alene\n", ""),
        ("klasse: 8B", "klasse: 9B"),
        ("\n", "\r\n"),
    ],
    ids=["quotes", "comments", "description", "no description", "class", "line endings"],
)
def test_what_may_change_is_told_nothing_of(program: Program, old: str, new: str) -> None:
    made = program.fine(
        "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev", "--klasse", "8B", "--oppdaget",
        "2026-11-23", "--beskrivelse", "Alene", "--format", "json",
    )  # fmt: skip
    file = program.case(made.json()["sak"])
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_bytes(text.replace(old, new).encode())
    assert found(program) == []


def test_entries_in_another_order_and_another_style_stand(program: Program, sak: str) -> None:
    file = program.case(sak)
    by_hand(program, file, add("drøftet"))
    tree = deepcopy(parse(file.read_text(encoding="utf-8")).tree)
    tree["hendelser"].reverse()
    file.write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")
    assert found(program) == []
    tree["hendelser"][0]["steg"] = "samtale"
    file.write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")
    assert [code for code, _ in found(program)] == ["K401"]


def test_of_two_entries_with_one_id_one_may_get_a_new_one(program: Program, sak: str) -> None:
    file = program.case(sak)
    by_hand(program, file, lambda text: add("samtale")(add("drøftet")(text)))
    edit(
        file,
        replaced(
            "hhhhhhhh, dato: 2026-11-23, steg: samtale", "iiiiiiii, dato: 2026-11-23, steg: samtale"
        ),
    )
    assert found(program) == []
    edit(file, without("samtale", "iiiiiiii"))
    assert [code for code, _ in found(program)] == ["K401"]


def test_a_case_that_got_another_number_stands_and_one_that_is_gone_does_not(
    program: Program, sak: str
) -> None:
    program.fine("registrer", sak, "drøftet")
    text = program.case(sak).read_text(encoding="utf-8")
    program.case(sak).unlink()
    assert [code for code, _ in found(program)] == ["K404"]
    assert program.run("lagre").status == 1
    program.case("2026-7KQ2H").write_text(text.replace(sak, "2026-7KQ2H"), encoding="utf-8")
    assert found(program) == []
    program.fine("lagre")
    assert found(program) == []
    edit(program.case("2026-7KQ2H"), lambda text: text[: text.index("  - id: n0000003")])
    assert [code for code, _ in found(program)] == ["K404", "K402"]


def test_an_entry_that_went_to_another_case_is_gone_from_its_own(
    program: Program, sak: str
) -> None:
    other = program.new_case("bekymring", "Oppdiktet Elev Annen")
    by_hand(program, program.case(sak), add("samtale"))
    edit(program.case(sak), without("samtale"))
    edit(program.case(other), add("samtale"))
    assert found(program) == [("K402", "hendelsen samtale, id hhhhhhhh (ikke lagret ennå).")]


ABSENCE = """klasse: 8B
skoleår: {year}
elever:
  - elev: Oppdiktet Elev A
    perioder:
      - {{id: aaaaaaaa, fra: 2026-09-14, til: 2026-09-14, type: ugyldig, meldt: nei}}
{more}"""
PERIOD = "      - {id: bbbbbbbb, fra: 2026-09-15, til: 2026-09-15, type: ugyldig, meldt: nei}\n"
OTHER = (
    "  - elev: Oppdiktet Elev B\n    perioder:\n"
    "      - {id: cccccccc, fra: 2026-09-14, til: 2026-09-14, type: ugyldig, meldt: nei}\n"
)


def test_absence_stands_with_the_pupil_whose_it_is(program: Program) -> None:
    file = program.file("fravaer/2026-2027/8B.yaml")
    by_hand(program, file, lambda _: ABSENCE.format(year="2026-2027", more=PERIOD + OTHER))
    edit(file, replaced("Elev A", "Elev Å"))
    edit(
        file,
        replaced(
            "  - elev: Oppdiktet Elev B\n", "  - elev: Oppdiktet Elev B\n    sak: 2026-7KQ2H\n"
        ),
    )
    assert found(program) == [], "a name may be put right, and a case be named"
    edit(file, lambda text: text.replace(PERIOD, "") + PERIOD)
    assert found(program) == [("K401", "fraværet, id bbbbbbbb (ikke lagret ennå).")]


def test_absence_may_be_moved_to_the_file_it_belongs_in(program: Program) -> None:
    wrong = program.file("fravaer/2027-2028/8B.yaml")
    right = program.file("fravaer/2026-2027/8B.yaml")
    text = ABSENCE.format(year="2027-2028", more=PERIOD)
    by_hand(program, wrong, lambda _: text)
    edit(wrong, replaced(PERIOD, ""))
    assert [code for code, _ in found(program)] == ["K402"]
    right.parent.mkdir(exist_ok=True)
    right.write_text(text.replace("2027-2028", "2026-2027"), encoding="utf-8")
    assert found(program) == []
    wrong.unlink()
    assert found(program) == []
    right.unlink()
    assert [code for code, _ in found(program)] == ["K404"]


def test_a_file_with_nothing_in_it_may_go(program: Program) -> None:
    file = program.file("fravaer/2026-2027/8B.yaml")
    by_hand(program, file, lambda _: "klasse: 8B\nskoleår: 2026-2027\n")
    file.unlink()
    assert found(program) == []


# Lines of work that meet


def test_what_a_merge_drops_is_found(program: Program, sak: str) -> None:
    apart(program, sak, add("samtale", "ssssssss"))
    merged(program, sak, lambda text: text)
    head = program.git("rev-parse", "HEAD").strip()[:10]
    assert found(program) == [("K402", f"hendelsen samtale, id ssssssss (i commit {head}).")]
    edit(program.case(sak), add("samtale", "ssssssss"))
    assert found(program) == []


def test_what_was_changed_on_a_side_before_it_met_is_found(program: Program, sak: str) -> None:
    apart(program, sak, add("samtale", "ssssssss"))
    program.git("checkout", "--quiet", "side")
    by_hand(program, program.case(sak), replaced("steg: samtale", "steg: kontakt"))
    program.git("checkout", "--quiet", "main")
    merged(program, sak, add("kontakt", "ssssssss"))
    assert [code for code, _ in found(program)] == ["K401"]


def test_a_merge_of_both_sides_is_told_nothing_of(program: Program, sak: str) -> None:
    apart(program, sak, add("samtale", "ssssssss"))
    merged(program, sak, add("samtale", "ssssssss"))
    assert found(program) == []


# From a day on, and where there is little to compare with


def test_what_was_done_before_the_day_that_the_school_set_is_let_be(
    program: Program, sak: str
) -> None:
    file = program.case(sak)
    by_hand(program, file, add("drøftet"), when="2026-11-24T08:00+01:00")
    by_hand(
        program, file, replaced("steg: drøftet", "steg: samtale"), when="2026-11-25T08:00+01:00"
    )
    school = program.root / "plan" / "skole.yaml"
    edit(school, replaced("verdier:\n", "uendret_fra: 2026-11-26\nverdier:\n"))
    assert found(program) == []
    edit(file, replaced("steg: samtale", "steg: kontakt"))
    assert [code for code, _ in found(program)] == ["K401"], "as it was saved last, it stands"
    edit(file, replaced("steg: kontakt", "steg: samtale"))
    edit(school, replaced("uendret_fra: 2026-11-26", "uendret_fra: 2026-11-25"))
    assert [code for code, _ in found(program)] == ["K401"]


def test_a_date_long_ago_hides_nothing_from_it(program: Program, sak: str) -> None:
    school = program.root / "plan" / "skole.yaml"
    edit(school, replaced("verdier:\n", "uendret_fra: 2026-11-01\nverdier:\n"))
    by_hand(program, program.case(sak), add("drøftet"))
    by_hand(program, program.case(sak), without("drøftet"), when="2019-05-01T08:00+02:00")
    assert [code for code, _ in found(program)] == ["K402"]


def test_what_the_school_starts_with_stands_from_the_first_day(root: Path, skolen: Path) -> None:
    assert EXAMPLES_CHANGE in (root / "plan" / "skole.yaml").read_text(encoding="utf-8")
    assert "uendret_fra" not in (skolen / "plan" / "skole.yaml").read_text(encoding="utf-8")


def test_without_git_and_without_commits_there_is_nothing_to_compare(
    program: Program, sak: str
) -> None:
    shutil.rmtree(program.root / ".git")
    edit(program.case(sak), replaced("steg: oppdaget", "steg: samtale"))
    for prepare in (lambda: None, lambda: program.git("init", "--quiet")):
        prepare()
        told = program.run("valider")
        assert "K40" not in told.out
        assert "Det er ikke sjekket om noe er endret etter at det ble lagret" in told.err


def test_a_shallow_clone_is_checked_as_far_as_it_goes(
    program: Program, sak: str, tmp_path: Path
) -> None:
    by_hand(program, program.case(sak), add("drøftet"))
    by_hand(program, program.case(sak), without("drøftet"))
    program.git("clone", "--quiet", "--depth=1", program.root.as_uri(), str(tmp_path / "grunn"))
    shallow = Program(tmp_path / "grunn")
    assert [code for code, _ in found(shallow)] == ["K405"]
    edit(shallow.case(sak), replaced("steg: oppdaget", "steg: samtale"))
    assert [code for code, _ in found(shallow)] == ["K405", "K401"]
    assert [code for code, _ in found(shallow, shallow.case(sak))] == ["K401"]


def test_what_cannot_be_read_now_or_could_not_then_is_no_crash(program: Program, sak: str) -> None:
    file = program.case(sak)
    good = file.read_text(encoding="utf-8")
    by_hand(program, file, lambda _: "sak: [\n")
    file.write_text(good, encoding="utf-8")
    assert found(program) == []
    file.write_text("sak: [\n", encoding="utf-8")
    assert found(program) == []
    file.write_bytes(b"\xff\xfe")
    program.git("commit", "--all", "--quiet", "--message", "bytes")
    file.write_text(good.replace("steg: oppdaget", "steg: samtale"), encoding="utf-8")
    assert [code for code, _ in found(program)] == ["K401"]
    (program.root / "plan" / "valg.yaml").write_text("valg: [\n", encoding="utf-8")
    assert found(program) == [("K401", "hendelsen, id n0000002 (ikke lagret ennå).")]


def test_a_hand_made_edit_that_changes_what_stands_is_not_saved(program: Program, sak: str) -> None:
    edit(program.case(sak), replaced("steg: oppdaget", "steg: samtale"))
    before = everything_in(program.root)
    result = program.run("lagre", sak)
    assert (result.status, result.out) == (1, "")
    assert "[K401]" in result.err
    assert everything_in(program.root) == before
    other = program.new_case("bekymring", "Oppdiktet Elev Annen")
    edit(program.case(other), lambda text: f"{text}# merknad\n")
    program.fine("lagre", other)


def test_nothing_of_a_person_is_in_what_is_told(program: Program) -> None:
    mark = "Zzmerke Hemmelig"
    number = "2026-7KQ2H"
    tree = full_tree(json_schema(Sak), mark)
    for path in paths(tree):
        at: Any = tree
        for step in path[:-1]:
            at = at[step]
        if path and at[path[-1]] == "oppdiktet":
            at[path[-1]] = "zzmerke-hemmelig"
    program.case(number).parent.mkdir(exist_ok=True)
    for name in (mark, f"{mark} to"):
        tree["hendelser"].append({"id": name, "dato": "2026-11-23", "steg": name})
    by_hand(program, program.case(number), lambda _: json.dumps(tree, ensure_ascii=False))
    kept: Any
    for kept in ({"hendelser": []}, {**tree, "aktivitetsplan": {"tiltak": [{"id": "abcd2345"}]}}):
        program.case(number).write_text(json.dumps(kept), encoding="utf-8")
        said = program.run("valider").out
        assert "K40" in said
        assert "zzmerke" not in said.lower()


# The table


@pytest.mark.parametrize("folder", KINDS)
def test_every_thing_with_an_id_is_in_the_table_or_within_one_that_is(folder: str) -> None:
    tree = full_tree(json_schema(KINDS[folder]))
    with_ids = {
        tuple(step for step in path[:-1] if isinstance(step, str))
        for path in paths(tree)
        if path and path[-1] == "id"
    }
    known = {each.sted for each in FASTLAGT[folder]} | {("konflikter",)}  # taken away when solved
    assert known - with_ids <= {("aktivitetsplan", "tiltak", "avsluttet"), ("konflikter",)}
    assert all(any(place[: len(each)] == each for each in known) for place in with_ids)


@given(tree=maps(), other=maps())
def test_trees_of_any_shape_have_facts_or_none(tree: Any, other: Any) -> None:
    for folder in FASTLAGT:
        facts = list(facts_in(tree, folder))
        assert all(stands(each, by_key(facts)) for each in facts)
        assert isinstance([stands(each, by_key(facts_in(other, folder))) for each in facts], list)


# The quick way says what the slow way says

CASE = """# yaml-language-server: $schema=x
sak: 2026-7KQ2H
kjede: bekymring
opprettet: 2026-10-12
elev:
  navn: Oppdiktet Elev
  klasse: 8B
hendelser:
  - id: aaaaaaaa
    dato: 2026-10-12
    steg: oppdaget
    notat: >-
      Oppdiktet notat
      - med en strek
  - id: bbbbbbbb
    dato: 2026-10-13
    steg: drøftet
    med: [rektor, rådgiver]
  - {id: cccccccc, dato: 2026-10-14, steg: samtale}
aktivitetsplan:
  problem: |-
    Punkter:
    - ett
    - to
  tiltak:
    - id: tttttttt
      tiltak: Makker
      evalueres: 2026-11-09
      evalueringer:
        - id: eeeeeeee
          dato: 2026-11-09
          utfall: god
      endringer:
        - {id: ffffffff, dato: 2026-11-01, felt: evalueres, fra: 2026-11-02, til: 2026-11-09}
      avsluttet:
        dato: 2026-11-10
        hvorfor: Virket
    - id: uuuuuuuu
      tiltak: Samtaler
  mål: Noen å være med
"""
EDITS: tuple[tuple[str, str], ...] = (
    ("    notat: >-\n      Oppdiktet notat\n      - med en strek\n", ""),
    ("      - med en strek\n", "      - med to streker\n"),
    ("      - med en strek\n", "      - med en strek\n      - og en til\n"),
    (
        "  - id: bbbbbbbb\n    dato: 2026-10-13\n    steg: drøftet\n    med: [rektor, rådgiver]\n",
        "",
    ),
    ("    med: [rektor, rådgiver]\n", "    med: [rektor]\n"),
    ("    med: [rektor, rådgiver]\n", "    med:\n      - rektor\n      - rådgiver\n"),
    ("    med: [rektor, rådgiver]\n", "    med: [rektor,\n  rådgiver]\n"),
    ("    steg: drøftet\n", '    steg: "drøf\\\n  tet"\n'),
    ("    steg: drøftet\n", "    steg: 'drøftet'\n"),
    ("  - {id: cccccccc, dato: 2026-10-14, steg: samtale}\n", ""),
    ("cccccccc", "dddddddd"),
    (
        "aktivitetsplan:\n",
        "  - id: dddddddd\n    dato: 2026-10-15\n    steg: notat\naktivitetsplan:\n",
    ),
    ("aktivitetsplan:\n", "# en merknad\naktivitetsplan:\n"),
    ("      evalueres: 2026-11-09\n", "      evalueres: 2026-11-02\n"),
    ("      evalueres: 2026-11-09\n", "      evalueres: 2026-12-24\n"),
    ("      evalueres: 2026-11-09\n", ""),
    ("          utfall: god\n", "          utfall: ingen\n"),
    ("      avsluttet:\n        dato: 2026-11-10\n        hvorfor: Virket\n", ""),
    ("        hvorfor: Virket\n", "        hvorfor: Virket ikke\n"),
    ("    - id: uuuuuuuu\n      tiltak: Samtaler\n", ""),
    ("    - id: uuuuuuuu\n", "    - id: uuuuuuuu\n      besluttet: 2026-10-20\n"),
    ("  mål: Noen å være med\n", "  mål: Noen\n"),
    ("  mål: Noen å være med\n", ""),
    ("    - ett\n", "    - ett annet\n"),
    ("  problem: |-\n    Punkter:\n    - ett\n    - to\n", ""),
    ("hendelser:\n", "hendelser: # alle\n"),
    ("  tiltak:\n", "  tiltak: # alle\n"),
    ("klasse: 8B", "klasse: 9B"),
    ("sak: 2026", '"sak": 2026'),
    ("kjede: bekymring\n", 'kjede: "bekym\nring: nei"\n'),
    ("  - id:", "- id:"),
    ("Oppdiktet notat", "Oppdiktet\u2028notat"),
    ("\n", "\r\n"),
)


def edited(chosen: tuple[int, ...]) -> str:
    text = CASE
    for number in chosen:
        old, new = EDITS[number]
        text = text.replace(old, new) if old == "\n" else text.replace(old, new, 1)
    return text


def assert_judged_alike(old: str, new: str) -> None:
    """Hold the quick way against reading both; where the old cannot be read, it may say anything."""
    now, before = parse(new), parse(old)
    if now.faults:
        return
    quickly = Naatekst("saker", new).holds(old)
    if not before.faults:
        facts = by_key(facts_in(now.tree, "saker"))
        assert quickly == all(stands(each, facts) for each in facts_in(before.tree, "saker"))


@pytest.mark.parametrize("number", range(len(EDITS)))
def test_one_edit_is_judged_alike_quickly_and_slowly(number: int) -> None:
    text = edited((number,))
    assert text != CASE
    assert_judged_alike(CASE, text)
    assert_judged_alike(text, CASE)


EDITED = st.lists(st.sampled_from(range(len(EDITS))), max_size=5).map(tuple)


@given(one=EDITED, other=EDITED)
@settings(max_examples=300, deadline=None)
def test_any_edits_are_judged_alike_quickly_and_slowly(
    one: tuple[int, ...], other: tuple[int, ...]
) -> None:
    assert_judged_alike(edited(one), edited(other))


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_lines_taken_out_anywhere_are_judged_alike_quickly_and_slowly(data: st.DataObject) -> None:
    lines = CASE.splitlines(keepends=True)
    start = data.draw(st.integers(0, len(lines)))
    end = data.draw(st.integers(start, min(len(lines), start + 6)))
    less = "".join(lines[:start] + lines[end:])
    assert_judged_alike(CASE, less)
    assert_judged_alike(less, CASE)


def test_items_are_told_apart_by_their_lines() -> None:
    parts = items_by_line(CASE)
    assert parts is not None
    assert [item.split("\n")[0].strip() for item in parts["hendelser"].poster] == [
        "- id: aaaaaaaa",
        "- id: bbbbbbbb",
        "- {id: cccccccc, dato: 2026-10-14, steg: samtale}",
    ]
    assert parts["hendelser"].loest == ""
    assert parts["elev"].poster == ()
    assert parts["elev"].loest == "  navn: Oppdiktet Elev\n  klasse: 8B\n"
    assert items_by_line("") == {}
    assert items_by_line("a: 1\na: 2\n") is None
    assert items_by_line('"a": 1\n') is None
    assert items_by_line("- a\n") is None


def test_a_thing_without_a_name_is_no_fact() -> None:
    assert list(facts_in({"hendelser": [{"id": 3, "steg": "notat"}]}, "saker")) == []


def test_what_a_merge_kept_beside_is_of_its_own_place_only() -> None:
    kept = {"id": "aaaaaaaa", "steg": "notat", "notat": "Oppdiktet"}
    conflict = {
        "id": "kkkkkkkk", "sted": ["hendelser", "aaaaaaaa"], "står": None, "ellers": kept,
    }  # fmt: skip
    _, chosen = to_be_chosen({"konflikter": [conflict]})
    (same,) = facts_in({"hendelser": [kept]}, "saker")
    (other,) = facts_in({"hendelser": [{**kept, "id": "bbbbbbbb"}]}, "saker")
    (changed,) = facts_in({"hendelser": [{**kept, "notat": "Noe annet"}]}, "saker")
    assert chosen.holds(same)
    assert not chosen.holds(other)
    assert not chosen.holds(changed)
    assert not Valgt(("hendelser", "aaaaaaaa"), "et ord").holds(same)
