"""YAML by hand: what is cut off or read as something else is told where nobody would see it."""

import pytest

from program import Program
from sosialplan.files.filtolk import LONGEST_LINE, habits
from sosialplan.files.yaml_events import MAX_NODES
from sosialplan.files.yaml_reader import parse

SAK = "2026-YHP9E"
CUT = (
    "hva: Ringte mor # 2 ganger", "hva: Rom #3 og # 4", "hva: Ringte\t# mor", "hva: # Ringte mor",
    "hva: Møte  # i morgen", "- Ringte # mor", "- # 3 i rekken", "liste: [Ring # mor\n  ]",
    "hva: Ringte\n  mor # og far", "hva: ring 2 # ganger", "gruppe: {hva: Ring # mor\n  }",
    "'nøkkel': Ringte # mor", "a: b\nhva: Ringte mor #2 ganger", "hva: nei # takk",
    "hva: >- # Ringte mor\n  og far\n", "hva: | # Ringte\n  mor\n", "- >2 # Ringte\n   mor\n",
)  # fmt: skip
NOT_CUT = (
    "hva: Ringte mor", "hva: Rom#3", "hva: 'Ringte mor # 2'", 'hva: "Ringte" # en merknad',
    "# hele linjen\nhva: Ringte", "dato: 2026-10-12 # mandag", "antall: 3 # tre", "hva: |\n  Rom # 3\n",
    "hva: >-\n  Rom # 3\n", "ja: true # ja", "liste: [Ring] # mor", "hva: 12:30 # lunsj",
)  # fmt: skip
KINDS = {
    "a: ~": "ingenting", "a: null": "ingenting", "a: Null": "ingenting", "- NULL": "ingenting",
    "a: [null]": "ingenting", "a: 010": "tall", "a: 0o17": "tall", "a: 0x1F": "tall", "a: +47": "tall",
    "a: -007": "tall", "a: {b: 00123}": "tall", "a:\n  ~": "ingenting", "a: [1,\n  +47]": "tall",
}  # fmt: skip
SAME = (
    "a: 10",
    "a: 0",
    "a: 'null'",
    'a: "010"',
    "a: nullstilt",
    "a: 0,5",
    "a: 2026-01-02",
    "a: -1",
)
TABS = (
    "a: b\n\tmor: ja\n",
    "a:\n\tb: 1\n",
    "a:\n  - b\n\t- c\n",
    "\ta: 1\n",
    "a: |\n\tx\n",
    "- a\n\t- b\n",
)
BREAKS = ("\u2028", "\u2029", "\x85", "\r")


def codes(text: str, *, by_hand: bool = True) -> list[str]:
    return [each.code for each in habits(text, by_hand=by_hand)]


@pytest.mark.parametrize("text", CUT)
def test_text_that_is_cut_off_is_told_of(text: str) -> None:
    (found,) = habits(text, by_hand=True)
    assert found.code == "Y111"
    line = text.split("\n")[found.line]
    assert line[found.column] == "#"


@pytest.mark.parametrize("text", NOT_CUT)
def test_what_nobody_loses_is_not_told_of(text: str) -> None:
    assert codes(text) == []


def test_who_writes_the_plan_sets_a_remark_apart() -> None:
    assert codes("til: Til  # ta bort linjen", by_hand=False) == []
    assert codes("til: Til # ta bort linjen", by_hand=False) == ["Y111"]


@pytest.mark.parametrize(("text", "kind"), KINDS.items())
def test_a_value_that_is_read_as_another_kind_is_told_of(text: str, kind: str) -> None:
    (found,) = habits(text, by_hand=True)
    assert found.code == "Y112"
    assert kind in found.som
    assert not isinstance(next(iter(parse(text).tree)), int)


@pytest.mark.parametrize("text", SAME)
def test_a_value_that_is_read_as_it_stands_is_not_told_of(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("text", TABS)
def test_a_tab_is_called_a_tab(text: str) -> None:
    assert [each.code for each in parse(text).faults] == ["Y113"]


@pytest.mark.parametrize("mark", BREAKS)
def test_a_line_break_that_nobody_sees_is_told_of(mark: str) -> None:
    (found, *_) = habits(f"a: 1\nb: en{mark}  to\n", by_hand=True)
    assert (found.code, found.line, found.column) == ("Y115", 1, 5)


def test_a_line_whose_end_nobody_sees_is_told_of() -> None:
    assert codes("a: " + "x" * (LONGEST_LINE - 3)) == []
    assert codes("b: 1\na: " + "x" * LONGEST_LINE) == ["Y114"]


def test_a_broken_file_is_told_of_as_far_as_it_goes() -> None:
    assert codes("a: Ringte # mor\nb: [") == ["Y111"]
    assert codes("a: \x01 # x") == []


def test_no_more_of_a_text_is_looked_through_than_is_read() -> None:
    assert codes("- ~\n" + "- []\n" * MAX_NODES + "- ~\n") == ["Y112"]


def test_it_is_told_when_it_is_saved_and_when_it_is_checked(skolen: Program) -> None:
    path = skolen.case(SAK)
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "# slutt\n", encoding="utf-8")
    assert "Y11" not in skolen.run("lagre").err
    path.write_text(text.replace("navn: Oppdiktet", "navn: Oppdiktet # heter", 1), encoding="utf-8")
    assert "[Y111]" in skolen.run("valider").out
    saved = skolen.run("lagre")
    assert saved.status == 0
    assert "[Y111]" in saved.err
