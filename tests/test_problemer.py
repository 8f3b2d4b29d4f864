"""Every problem code by its smallest bad example, told of in full; and no value of a case is told."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from case_trees import at, full_tree, paths, with_value, without
from frist_sak import the_plan
from problem_examples import (
    FOLDER,
    I_DAG,
    base_folder,
    beyond,
    names,
    opened,
    problems_of_example,
    read_example,
    write,
    write_example,
)
from sosialplan.commands.vedlikehold.funn import problems_of
from sosialplan.files.filtolk import place, read_value
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_writer import dump
from sosialplan.model.problems import Level, Location, Problem, TreePath
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import advice, find_word
from sosialplan.schema.decode import decode
from sosialplan.schema.json_schema import json_schema
from sosialplan.tekster.koder.alle import CODES, find_code
from sosialplan.views.problemliste import as_github, as_sarif, as_values, in_order, summary

SAK = "saker/2026/2026-7KQ2H.yaml"
GOOD = read_example("K314")["filer"][SAK].replace("kategorier: [mobing]\n", "")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Planmappe:
    return base_folder(tmp_path_factory.mktemp("planmappe"))


@pytest.fixture(scope="module")
def baseline(base: Planmappe) -> tuple[Problem, ...]:
    return problems_of(base, I_DAG)


@pytest.fixture
def mappe(base: Planmappe, tmp_path: Path) -> Planmappe:
    shutil.copytree(base.root, tmp_path / "planmappe")
    return opened(tmp_path / "planmappe")


# The codes, one by one


@pytest.mark.parametrize("name", names())
def test_an_example_is_told_of_in_exactly_these_words(
    name: str,
    mappe: Planmappe,
    baseline: tuple[Problem, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(mappe.root)
    example = read_example(name)
    write_example(mappe, example)
    found = beyond(problems_of_example(mappe, example), baseline)
    assert [str(each) for each in found] == example["venter"]
    assert [each.cure for each in found] == example["råd"]
    assert name.split("-", maxsplit=1)[0] in {each.code for each in found}


def test_each_code_has_an_example_and_each_example_a_code() -> None:
    codes = [each.code for each in CODES]
    assert len(codes) == len(set(codes))
    assert sorted(codes) == [name for name in names() if "-" not in name]
    assert {name.split("-")[0] for name in names()} == set(codes)
    assert {path.suffix for path in FOLDER.iterdir()} == {".yaml"}


def test_the_untouched_plan_has_no_fault(baseline: tuple[Problem, ...]) -> None:
    assert {each.code for each in baseline} == {"P403", "P409", "P422"}
    assert all(each.level is not Level.FEIL for each in baseline)


def test_a_good_case_is_told_nothing_of(mappe: Planmappe, baseline: tuple[Problem, ...]) -> None:
    write(mappe, SAK, GOOD.encode())
    assert problems_of(mappe, I_DAG) == baseline


def test_a_case_and_an_absence_in_order_are_told_nothing_of(
    mappe: Planmappe, baseline: tuple[Problem, ...]
) -> None:
    entry = "  - {id: bbbbbbbb, dato: 2026-10-13, steg: evaluering, utfall: god, med: [elev, foresatte]}\n"
    write(mappe, SAK, (GOOD + entry).encode())
    absence = read_example("K317")["filer"]["fravaer/2026-2027/8B.yaml"]
    apart = absence.replace("fra: 2026-10-14", "fra: 2026-10-15")
    write(mappe, "fravaer/2026-2027/8B.yaml", apart.encode())
    assert problems_of(mappe, I_DAG) == baseline


@pytest.mark.parametrize("code", CODES, ids=lambda each: each.code)
def test_a_code_has_whole_sentences(code: Any) -> None:
    for text in (code.message, code.cure, code.why):
        assert text[0].isupper() or text[0] == "{"
        assert text.endswith((".", "}")), text
    assert find_code(code.code.lower()) is code


def test_an_unknown_code_is_none() -> None:
    assert find_code("K320") is None


# All of them, not the first


def test_all_faults_of_a_file_are_told_of_together(
    mappe: Planmappe, baseline: tuple[Problem, ...]
) -> None:
    write(
        mappe,
        SAK,
        b"sak: 2026-7KQ2H\n"
        b"kjede: Bekymring\n"
        b"opprettet: 2026-13-01\n"
        b"elev: {navn: '', klase: 8B}\n"
        b"alvorlig: kanskje\n"
        b"hendelser:\n"
        b"  - {id: kort, dato: i dag, steg: oppdaget, utfall: dels}\n",
    )
    found = [str(each) for each in beyond(problems_of(mappe, I_DAG), baseline)]
    form = "feil[S206] Verdien har ikke riktig form. Her skal det stå"
    date = "feil[S205] Datoen finnes ikke, eller er ikke skrevet som ÅÅÅÅ-MM-DD."
    assert found == [
        f"{SAK}:2:8: {form} et ord med små bokstaver, tall og bindestrek.",
        f"{SAK}:3:12: {date}",
        f"{SAK}:4:7: feil[S202] Nøkkelen «klasse» mangler.",
        f"{SAK}:4:14: feil[S207] Teksten eller listen er for kort eller for lang (minst 1 tegn).",
        f"{SAK}:4:18: feil[S201] Ukjent nøkkel. Mente du «klasse»?",
        f"{SAK}:5:11: feil[S203] Her skal det stå true eller false.",
        f"{SAK}:7:10: {form} åtte små bokstaver eller tall.",
        f"{SAK}:7:22: {date}",
        f"{SAK}:7:53: feil[S204] Verdien er ikke en av de lovlige. Mente du «delvis»?",
    ]


def test_all_findings_of_the_checks_are_told_of_together(
    mappe: Planmappe, baseline: tuple[Problem, ...]
) -> None:
    entries = "  - {id: aaaaaaaa, dato: 2026-10-21, steg: xyz, av: xyz, retter: bbbbbbbb}\n"
    write(mappe, SAK, (GOOD + entries).encode())
    found = beyond(problems_of(mappe, I_DAG), baseline)
    assert [each.code for each in found] == ["K308", "K304", "K303", "K305", "K309"]


def test_a_broken_case_hides_no_other(mappe: Planmappe, baseline: tuple[Problem, ...]) -> None:
    write(mappe, "saker/2026/2026-0BAD.yaml", b"sak: [\n")
    write(mappe, "saker/2026/2026-1BAD.yaml", b"\xff\xfe")
    write(mappe, SAK, GOOD.replace("8B", "8X").encode())
    found = beyond(problems_of(mappe, I_DAG), baseline)
    assert [each.code for each in found] == ["Y101", "F101", "K307"]


def test_a_broken_plan_hides_no_fault_in_the_shape_of_a_case(mappe: Planmappe) -> None:
    write(mappe, "plan/valg.yaml", b"valg: [\n")
    write(mappe, "plan/skoleruter/2030-2031.yaml", b"x: 1\n")
    write(mappe, SAK, GOOD.replace("8B", "8 B").encode())
    found = {each.location.path: each.code for each in problems_of(mappe, I_DAG)}
    assert found == {
        "plan/skoleruter/2030-2031.yaml": "S202",
        "plan/valg.yaml": "Y101",
        SAK: "S206",
    }


def test_a_plan_without_a_wheel_is_checked_all_the_same(
    mappe: Planmappe, baseline: tuple[Problem, ...]
) -> None:
    (mappe.root / "plan/aarshjul.yaml").unlink()
    found = problems_of(mappe, I_DAG)
    assert beyond(found, baseline) == []
    assert {each.code for each in baseline} - {each.code for each in found} == {"P422"}


def test_a_link_is_told_of_and_not_read(mappe: Planmappe, baseline: tuple[Problem, ...]) -> None:
    (mappe.root / "saker/2026").mkdir(parents=True)
    (mappe.root / "saker/2026/2026-7KQ2H.yaml").symlink_to(mappe.root / "plan/valg.yaml")
    assert [each.code for each in beyond(problems_of(mappe, I_DAG), baseline)] == ["F108"]


# Nothing of a case is told

MARK = "Zzmerke Hemmelig"
CODE_MARK = "zzmerke-hemmelig"
_FULL: dict[str, Any] = full_tree(json_schema(Sak), MARK)


def _marked() -> dict[str, Any]:
    """Return a case with every key there is; its texts and its codes are the mark."""
    tree = _FULL
    for path in paths(_FULL):
        if at(_FULL, path) == "oppdiktet":
            tree = with_value(tree, path, CODE_MARK)
    return tree


MARKED = _marked()
_BAD: tuple[Any, ...] = (
    MARK,
    CODE_MARK,
    f"{MARK}\n",
    "",
    MARK * 2_000,
    [MARK],
    {MARK: MARK},
    [{MARK: [MARK]}],
    None,
    1,
    1.5,
    True,
    "2026-02-30",
)


def _breaks(path: TreePath) -> Iterator[Any]:
    """Yield the marked case broken at one place in every way."""
    for bad in _BAD:
        yield with_value(MARKED, path, bad)
    if isinstance(at(MARKED, path), dict):
        for key in (MARK, CODE_MARK, f"{MARK}: {MARK}", f"navn{MARK}", f"{MARK}\n"):
            yield with_value(MARKED, (*path, key), MARK)
    if path:
        yield without(MARKED, path)


def _assert_untold(problems: tuple[Problem, ...]) -> None:
    told = json.dumps([as_values(each) for each in problems], ensure_ascii=False)
    told += json.dumps(as_sarif(problems, "0"), ensure_ascii=False)
    told += "".join(map(as_github, problems)) + "".join(map(str, problems))
    assert "zzmerke" not in told.lower()
    assert "hemmelig" not in told.lower()


@pytest.mark.parametrize("path", list(paths(MARKED)), ids=str)
def test_a_case_broken_anywhere_keeps_its_values_to_itself(path: TreePath, tmp_path: Path) -> None:
    for tree in _breaks(path):
        value, findings = decode(tree, Sak, SAK)
        assert (value is None) == bool(findings)
        _assert_untold(tuple(place(findings, json.dumps(tree))))
    write(Planmappe(tmp_path), SAK, json.dumps(with_value(MARKED, path, [MARK])).encode())
    _, problems = read_value(Planmappe(tmp_path), tmp_path / SAK, Sak)
    _assert_untold(tuple(problems))


def test_the_checks_of_a_case_keep_its_values_to_themselves(
    mappe: Planmappe, baseline: tuple[Problem, ...]
) -> None:
    for kjede in (CODE_MARK, *(each.kjede for each in the_plan().kjeder)):
        write(mappe, SAK, dump({**MARKED, "kjede": kjede}).encode())
        found = beyond(problems_of(mappe, I_DAG), baseline)
        assert found
        _assert_untold(tuple(found))


@given(data=st.data())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_text_cut_or_broken_anywhere_keeps_its_values_to_itself(
    data: st.DataObject, mappe: Planmappe
) -> None:
    text = dump(MARKED)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    bad = data.draw(
        st.sampled_from(["", "\x00", "[", "{", "'", '"', "&", "*", "!", "\n", ": ", MARK])
    )
    write(mappe, SAK, (text[:start] + bad + text[end:]).encode())
    _assert_untold(problems_of(mappe, I_DAG))


# Advice


def test_advice_is_the_nearest_known_word_and_never_the_unknown_one() -> None:
    known = ["kontaktlærer", "rektor", "på-rad"]
    assert advice("kontaktlaerer", known) == " Mente du «kontaktlærer»?"
    assert advice("pa-rad", known) == " Mente du «på-rad»?"
    assert advice("vaktmester", known) == ""
    assert advice("", known) == ""


def test_a_word_is_found_with_or_without_its_letters() -> None:
    known = ["kontaktlærer", "møte", "måte", "mate"]
    assert find_word("kontaktlærer", known) == "kontaktlærer"
    assert find_word("Kontaktlaerer", known) == "kontaktlærer"
    assert find_word("moete", known) == "møte"
    assert find_word("maate", known) is None, "both måte and mate"
    assert find_word("mate", known) == "mate"
    assert find_word("xyz", known) is None


# Outputs


def _problem(line: int = 1, level: Level = Level.FEIL, path: str = SAK) -> Problem:
    return Problem(Location(path, line, 2), level, "K301", "Noe er galt.", "Rett det.")


def test_problems_are_in_the_order_of_their_places_and_each_once() -> None:
    first, second = _problem(2), _problem(10)
    assert in_order([second, first, second]) == (first, second)


def test_the_summary_counts_each_level_in_words() -> None:
    feil, advarsel, merknad = Level
    assert summary([]) == "Alt er i orden."
    assert summary([feil, advarsel, merknad]) == "1 feil, 1 advarsel, 1 merknad."
    assert summary([advarsel] * 2 + [merknad] * 3) == "2 advarsler, 3 merknader."
    assert summary([feil] * 2) == "2 feil."


def test_sarif_names_the_rule_the_place_and_the_cure() -> None:
    found: Any = as_sarif([_problem(3), _problem(4, Level.MERKNAD)], "1.2")
    run = found["runs"][0]
    assert found["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["K301"]
    assert [each["level"] for each in run["results"]] == ["error", "note"]
    assert run["results"][0]["message"] == {"text": "Noe er galt. Rett det."}
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": SAK},
        "region": {"startLine": 3, "startColumn": 2},
    }


def test_a_workflow_command_is_one_line_whatever_the_path_holds() -> None:
    line = as_github(_problem(3, Level.ADVARSEL, "saker/a,b:c%.yaml"))
    assert line == (
        "::warning file=saker/a%2Cb%3Ac%25.yaml,line=3,col=2,title=K301::Noe er galt. Rett det."
    )
    odd = Problem(Location(SAK), Level.FEIL, "K301", "100 %\r\n::error::", "x")
    assert as_github(odd).endswith("::100 %25%0D%0A::error:: x")
