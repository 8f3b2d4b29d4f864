"""No text of a case, of the plan or of a file's name acts on what shows it, in any way out."""

import json
import re
import sys
import unicodedata
from io import StringIO
from pathlib import Path

import pytest

from program import Program, copied
from sosialplan.files.yaml_reader import parse
from sosialplan.model.problems import Level, Location, Problem
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import find_word, fold
from sosialplan.model.visible import as_json_text, markdown_line, one_line, without_acts
from sosialplan.output.tables import as_csv
from sosialplan.output.terminal import Terminal
from sosialplan.schema.decode import decode, in_one_piece
from sosialplan.views.problemliste import as_github, as_sarif

ACTING = {
    "escape code": "\x1b[31m", "title of the window": "\x1b]0;eid\x07", "C1 escape": "\x9b31m",
    "C1 command": "\x9d0;eid\x9c", "backspace": "abc\x08\x08\x08", "return": "\r\x1b[2K",
    "delete": "\x7f", "override of direction": "\u202egpj.exe", "isolate": "\u2066a\u2069",
    "private use": "\ue000", "shift out": "\x0e", "no character": "\ufffe", "bell": "\x07",
    "form feed": "\x0c",
}  # fmt: skip
SEPARATORS = {
    "LF": "\n", "CR": "\r", "CRLF": "\r\n", "NEL": "\x85", "LS": "\u2028", "PS": "\u2029",
    "VT": "\x0b", "FF": "\x0c", "FS": "\x1c", "GS": "\x1d", "RS": "\x1e",
}  # fmt: skip
RAW = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ue000\ufffe]"
)
WAYS = (
    "vis {sak} --format json", "vis {sak}", "saker", "saker --format json", "frister",
    "frister --format csv", "frister --format md", "frister --format ics", "frister --format json",
    "kjeder", "kjeder --format md", "kjeder --format json", "lag aktivitetsplan {sak}",
    "lag bekymringsmelding {sak}", "logg {sak}", "logg {sak} --format json",
    "årshjul", "årshjul --format md", "årshjul --format json", "årshjul --format ics",
    "slå-opp mobbing", "statistikk mål --ledelsen", "valider", "valider --format json",
    "valider --format github", "valider --format sarif", "møte saksliste r-team --format md",
)  # fmt: skip


SAK = "2026-YHP9E"
ALL = "".join(ACTING.values()).replace("\r", "") + "\u2028\x85 [x](http://ond.invalid)"


@pytest.fixture(scope="module")
def ond_skole(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A school whose plan and cases hold all of it, and a file with a name that acts."""
    school = Program(copied(depotets_skole, tmp_path_factory.mktemp("ond") / "skolen"))
    said = json.dumps(ALL)
    for file, pattern in PLACES:
        path = school.root / file
        text = path.read_text(encoding="utf-8")
        changed = re.sub(
            pattern, lambda found: f"{found[1]}{said}", text, count=1, flags=re.MULTILINE
        )
        assert changed != text, file
        path.write_text(changed, encoding="utf-8")
    (school.root / "saker" / "2026" / "x\x1b[31m\n::error::PWN.yaml").write_text("a\n", "utf-8")
    school.git("add", "--all")
    school.git("commit", "--quiet", "--message", "x")
    return school


PLACES = (
    (f"saker/2026/{SAK}.yaml", r"^(  navn: ).*$"),
    ("plan/skole.yaml", r"^(navn: ).*$"),
    ("plan/handlingskjeder/trygt-og-godt.yaml", r"^(    navn: ).*$"),
    ("plan/handlingskjeder/bekymring.yaml", r"^(navn: ).*$"),
    ("plan/aarshjul.yaml", r"^(    navn: ).*$"),
    ("plan/moter.yaml", r"^(    navn: ).*$"),
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names of files")
@pytest.mark.parametrize("way", WAYS)
def test_what_a_way_out_shows_does_not_act(way: str, ond_skole: Program) -> None:
    shown = ond_skole.run(*way.format(sak=SAK).split())
    assert shown.status in {0, 1}, shown.err
    for text in (shown.out, shown.err):
        assert not RAW.search(text.replace("\r\n", "\n")), way
        assert not re.search("^::error::PWN|^Alt er i orden", text, re.MULTILINE)
    if way.endswith("md") or way.startswith("lag "):
        assert "ond.invalid" not in way
        assert not re.search(r"(?<!\\)\[x\]\(http", shown.out)
    if way.endswith("json"):
        assert json.loads(shown.out)


def test_the_acting_text_comes_out_harmless_and_not_lost(ond_skole: Program) -> None:
    """The guard above has something to guard: the text is there, and JSON gives it back whole."""
    assert "ond.invalid" in ond_skole.fine("vis", SAK).out
    value = ond_skole.fine("vis", SAK, "--format", "json").out
    assert ALL in json.dumps(json.loads(value), ensure_ascii=False).encode().decode(
        "utf-8"
    ) or json.dumps(ALL)[1:-1] in json.dumps(json.loads(value))


# Annotations, file names and JSON


@pytest.mark.parametrize("mark", SEPARATORS.values(), ids=SEPARATORS)
def test_a_separator_ends_no_annotation(mark: str) -> None:
    place = Location(f"saker/x{mark}::error::PWN.yaml")
    problem = Problem(place, Level.FEIL, "F101", f"a{mark}::error::b", f"c{mark}d")
    for text in (as_github(problem), str(problem)[: len(str(place))]):
        assert len(text.splitlines()) == 1
    uri = as_sarif([problem], "1")["runs"][0]["results"][0]["locations"][0]["physicalLocation"]  # type: ignore[index]
    assert uri["artifactLocation"]["uri"].isascii()
    assert mark not in uri["artifactLocation"]["uri"]


def test_a_path_that_is_seen_as_it_is_stays_as_it_is() -> None:
    assert one_line("saker/2026/2026-7KQ2M.yaml") == "saker/2026/2026-7KQ2M.yaml"
    assert one_line("møter/å (1).yaml") == "møter/å (1).yaml"
    assert one_line("a\nb\u202ec") == "a�b�c"


@pytest.mark.parametrize("text", [*ACTING.values(), *SEPARATORS.values(), "\U000f0000", "\u200b"])
def test_json_holds_the_text_and_shows_nothing_of_it(text: str) -> None:
    out = StringIO()
    Terminal(out, out, interactive=False).json({"a": text})
    assert json.loads(out.getvalue()) == {"a": text}
    assert not RAW.search(out.getvalue())
    assert as_json_text('"æøå 日本"') == '"æøå 日本"'


@pytest.mark.parametrize("text", ACTING.values(), ids=ACTING)
def test_a_cell_and_a_finished_text_hold_nothing_that_acts(text: str) -> None:
    assert not RAW.search(as_csv(("a",), [{"a": text}]).replace("\r\n", ""))
    assert not RAW.search(markdown_line(text))
    assert not RAW.search(without_acts(text).replace("\r", ""))


# Words of fixed lists, however their letters are composed

NFD_COMMANDS = (
    "årshjul status", "møte saksliste r-team", "slå-opp begreper", "fravær vis",
    "frister --rolle rådgiver", "frister --rolle kontaktlærer", "frister --status på-vent",
    "frister --kjede fravær", "statistikk mål --ledelsen", "logg --av rådgiver",
)  # fmt: skip


@pytest.mark.parametrize("line", NFD_COMMANDS)
def test_words_are_the_same_however_they_are_composed(line: str, skolen: Program) -> None:
    apart = unicodedata.normalize("NFD", line).split()
    shown, asked = skolen.run(*apart), skolen.run(*line.split())
    assert (shown.status, shown.out, shown.err) == (asked.status, asked.out, asked.err)


def test_a_registered_step_by_a_role_in_pieces_is_by_that_role(skolen: Program) -> None:
    role = unicodedata.normalize("NFD", "kontaktlærer")
    skolen.fine("registrer", SAK, unicodedata.normalize("NFD", "møte"), "--av", role)
    assert "av: kontaktlærer" in skolen.case(SAK).read_text(encoding="utf-8")


def test_an_option_in_pieces_is_that_option(skolen: Program) -> None:
    option = unicodedata.normalize("NFD", "--gjennomført")
    answer = skolen.run("tiltak", "evaluer", SAK, "qsw36kp1", option, "ja", "--utfall", "delvis")
    assert "noe valg" not in answer.err
    joined = skolen.run("tiltak", "evaluer", SAK, "qsw36kp1", f"{option}=ja", "--utfall", "delvis")
    assert "noe valg" not in joined.err


def test_words_are_folded_and_found_in_pieces() -> None:
    assert fold("a\u030arshjul") == fold("årshjul")
    assert find_word("ra\u030adgiver", ("rådgiver", "rektor")) == "rådgiver"


def test_a_file_in_pieces_is_read_as_what_it_says() -> None:
    whole = {"navn": "Skole å", "nøkkel": [{"å": "møte"}], "tall": 1}
    text = json.loads(unicodedata.normalize("NFD", json.dumps(whole, ensure_ascii=False)))
    assert text != whole
    assert in_one_piece(text) == whole
    twice = {"å": 1, "a\u030a": 2}
    assert in_one_piece(twice) == twice


def test_a_fixed_word_in_pieces_is_no_fault_in_a_file(skolen: Program) -> None:
    path = skolen.root / "plan" / "skole.yaml"
    tree = parse(unicodedata.normalize("NFD", path.read_text(encoding="utf-8"))).tree
    value, faults = decode(tree, Skole, "plan/skole.yaml")
    assert faults == ()
    assert value is not None
    assert "rådgiver" in {each.rolle for each in value.roller}
