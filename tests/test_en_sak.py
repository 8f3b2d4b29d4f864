"""Who writes in one case reads that case, and what it is linked with; the others are none of its business."""

from datetime import date
from pathlib import Path

import pytest

from program import Program, copied, made_by_start
from sosialplan.commands.vedlikehold.funn import problems_of
from sosialplan.files.loader import Loaded, load, load_case
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.problems import Level
from sosialplan.randomness import entry_id


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("skole") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "mappe"), new_id=entry_id)


def numbers(loaded: Loaded) -> set[str]:
    assert loaded.mappe is not None
    return {each.value.sak for each in loaded.mappe.saker}


def test_a_case_is_read_with_those_it_names_and_those_that_name_it(program: Program) -> None:
    concern = program.new_case("bekymring")
    other = program.new_case("bekymring", "Oppdiktet Elev To")
    program.fine("registrer", concern, "vurdert-12-4", "--svar", "ja")
    folder = Planmappe(program.root)
    (led_to,) = numbers(load(folder)) - {concern, other}
    for number in (concern, led_to):
        assert numbers(load_case(folder, number)) == {concern, led_to}
    assert numbers(load_case(folder, other)) == {other}
    assert numbers(load_case(folder, "2026-ZZZZZ")) == set()


@pytest.mark.parametrize(("kjede", "books"), [("fravaer", 1), ("bekymring", 0)])
def test_absence_is_read_where_the_chain_counts_it(
    program: Program, kjede: str, books: int
) -> None:
    number = program.new_case(kjede)
    program.fine("fravær", "registrer", number, "--fra", "2026-11-16")
    loaded = load_case(Planmappe(program.root), number)
    assert loaded.mappe is not None
    assert len(loaded.mappe.fravaer) == books


def test_absence_is_read_where_a_branch_may_open_a_case_that_counts_it(program: Program) -> None:
    program.fine("fravær", "registrer", program.new_case("fravaer"), "--fra", "2026-11-16")
    path = program.root / "plan/handlingskjeder/bekymring.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("til_kjede: trygt-og-godt", "til_kjede: fravaer"), encoding="utf-8"
    )
    program.fine("lagre")
    number = program.new_case("bekymring", "Oppdiktet Elev To")
    loaded = load_case(Planmappe(program.root), number)
    assert loaded.mappe is not None
    assert len(loaded.mappe.fravaer) == 1


def test_a_faulty_case_is_told_of_only_where_it_is_linked(program: Program) -> None:
    number = program.new_case()
    other = program.new_case("bekymring", "Oppdiktet Elev To")
    program.case(other).write_text("sak: [\n", encoding="utf-8")
    folder = Planmappe(program.root)
    assert load_case(folder, number).problems == []
    assert [each.location.path for each in load_case(folder, other).problems] == [
        f"saker/2026/{other}.yaml"
    ]
    program.case(other).unlink()
    program.case(other).mkdir()
    program.fine("registrer", number, "drøftet")


def test_a_faulty_plan_is_no_folder(program: Program) -> None:
    number = program.new_case()
    (program.root / "plan" / "hjemler.yaml").unlink()
    loaded = load_case(Planmappe(program.root), number)
    assert loaded.mappe is None
    assert [each.code for each in loaded.problems] == ["P401"]


def test_looking_at_some_files_finds_what_looking_at_all_finds_in_them(program: Program) -> None:
    """A fault in each kind of file; each is told of alone as it is among the others."""
    number = program.new_case()
    program.fine("fravær", "registrer", number, "--fra", "2026-11-16")
    program.fine("møte", "registrer", "r-team", "--dato", "2026-11-20", "--til-stede", "rektor")
    files = {
        f"saker/2026/{number}.yaml": ("steg: oppdaget", "steg: oppdagett"),
        "fravaer/2026-2027/8B.yaml": (f"sak: {number}", "sak: 2026-ZZZZZ"),
        "moter/2026-2027/r-team.yaml": ("møte: r-team", "møte: r-teamm"),
        "plan/aarshjul.yaml": ("seksjon: ", "seksjon: x"),
        "plan/handlingskjeder/bekymring.yaml": ("avsluttes_med: avsluttet", "avsluttes_med: slutt"),
    }
    for name, (old, new) in files.items():
        path = program.root / name
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new, 1) + "# rørt\n", encoding="utf-8")
    folder = Planmappe(program.root)
    day = date(2026, 11, 23)
    everything = problems_of(folder, day)
    for name in files:
        alone = problems_of(folder, day, [name])
        assert alone == tuple(each for each in everything if each.location.path == name)
    faulty = {each.location.path for each in everything if each.level is Level.FEIL}
    assert faulty == set(files)
