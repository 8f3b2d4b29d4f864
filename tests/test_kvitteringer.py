"""What each command that writes says it did is what can be read back, and nothing else changed.

The rows are read from ``kvitteringer.yaml``; the commands from what the program registers.
"""

import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gitprogram import ask, tell
from kommandoene import COMMANDS, READS
from noekler import SSH_KEYGEN, key_pair
from ordvakt import FOR_IT, ikke_for_en_laerer
from program import Program, Result, copied, everything_in
from sosialplan.files.yaml_reader import parse

TABLE = Path(__file__).parent / "kvitteringer.yaml"
ROWS: Any = parse(TABLE.read_text(encoding="utf-8")).tree
KEYS = {
    "kommando", "først", "skriver", "sier", "filer", "nytt", "borte", "les", "viser", "på disken", "for hånd",
    "ved siden av", "etterpå", "jeg er", "nøkkel", "fletting", "tomt", "felles kopi", "slettet",
    "omskrevet",
}  # fmt: skip
OF_VERN = frozenset(
    {
        "nøkler legg-inn", "nøkler lås", "nøkler ny", "nøkler nødnøkkel", "nøkler åpne", "tilgang bekreft", "tilgang gi",
        "rediger", "møte skriv", "tilgang kontroller", "tilgang ta", "vern av", "vern ny-historikk", "vern på",
    }
)  # fmt: skip
"""What these say they did needs a school whose people have keys: ``test_vern`` holds it, and ``test_rediger``
and ``test_moete_skriv``, which have an editor."""
SAVED = re.compile(r"\b[Ll]agret\.")


def test_every_command_that_writes_has_a_row_and_no_other_has_one() -> None:
    assert {row["kommando"] for row in ROWS} == COMMANDS.keys() - READS - {"tilgang"} - OF_VERN
    for row in ROWS:
        assert row.keys() <= KEYS, row
        assert row.get("sier") is not None, row["kommando"]
        words = row["skriver"].split()
        assert row["kommando"] in {words[0], " ".join(words[:2]), " ".join(words[:3])}


class Sted:
    """Where a row is run: the school, and the folder beside it."""

    def __init__(self, row: Mapping[str, Any], school: Path, ved: Path) -> None:
        self.row, self.ved = row, ved
        ved.mkdir()
        self.root = ved if row.get("tomt") else copied(school, ved.parent / "skolen")
        self.program = Program(self.root)
        self.key = str(key_pair(ved / "nøkler", "oppdiktet")) if row.get("nøkkel") else ""
        for name, text in row.get("ved siden av", {}).items():
            (ved / name).write_text(text, encoding="utf-8", newline="\n")
        if row.get("jeg er"):
            self.program.git("config", "user.name", row["jeg er"])
        if self.key and row.get("jeg er"):
            self.program.git("config", "user.signingkey", self.key)
        if row.get("felles kopi"):
            tell(ved, "clone", "--quiet", "--bare", str(self.root), "felles.git")
            self.program.git("remote", "add", "origin", str(ved / "felles.git"))
        for file, (old, new) in row.get("for hånd", {}).items():
            path = self.root / file
            text = path.read_text(encoding="utf-8")
            assert text.count(old) >= 1, (file, old)
            path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        if row.get("fletting"):
            self.program.git("commit", "--quiet", "--all", "--message", "Flettet")
        for each in row.get("først", ()):
            self.program.fine(*self.words(each))

    def words(self, typed: str) -> list[str]:
        return shlex.split(typed.replace("{ved}", str(self.ved)).replace("{nøkkel}", self.key))

    def head(self) -> str:
        return "" if self.row.get("tomt") else self.program.git("rev-parse", "HEAD").strip()

    def run(self) -> Result:
        return self.program.fine(*self.words(self.row["skriver"]))

    def said(self, result: Result) -> str:
        """Return the answer with what differs from run to run told by a word."""
        return " ".join(result.out.replace(str(self.ved), "{ved}").split())


def _content(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of the school itself: without git's own, and what is locked or drawn anew."""
    return {name: data for name, data in files.items() if not name.startswith(".git")}


def _lines(diff: str, sign: str) -> list[str]:
    """Return the lines that a difference adds or takes away, without their indentation."""
    found = (line for line in diff.splitlines() if line[:1] == sign and line[:3] != sign * 3)
    return [line[1:].strip() for line in found if line[1:].strip()]


def _assert_taken_out(sted: Sted, row: Any, before: str, changed: set[str]) -> None:
    """What was taken out of the history is in no commit, and only the register was written."""
    assert changed == {"plan/slettet.yaml"}
    assert sted.program.git("log", "--format=%h", "--all", "--", *row["omskrevet"]) == ""
    assert ask(sted.root, "cat-file", "-e", before).status != 0
    shown = sted.program.fine(*sted.words(row["les"])).out
    assert all(each in shown for each in row["viser"])
    assert not any(each.split("/")[-1].removesuffix(".yaml") in shown for each in row["omskrevet"])


@pytest.mark.skipif(
    SSH_KEYGEN is None, reason="some rows need a key, and the machine has no ssh-keygen"
)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["skriver"][:60])
def test_what_is_said_was_done_and_nothing_else(
    row: Any, depotets_skole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sted = Sted(row, depotets_skole, tmp_path / "ved")
    monkeypatch.chdir(sted.root)
    before, stood = sted.head(), _content(everything_in(sted.root))
    result = sted.run()
    told = sted.said(result)
    if row["kommando"].split()[0] not in FOR_IT:
        assert ikke_for_en_laerer(f"{result.out}\n{result.err}") == []
    for each in row["sier"]:
        assert " ".join(each.split()) in told, told
    changed = {
        name for name, data in _content(everything_in(sted.root)).items()
        if data and stood.get(name) != data
    }  # fmt: skip
    gone_files = {file for file in stood if not (sted.root / file).exists()}
    assert gone_files == {*row.get("slettet", ()), *row.get("omskrevet", ())}
    if row.get("tomt"):
        assert set(row["på disken"]) <= changed
        return
    if row.get("omskrevet"):
        _assert_taken_out(sted, row, before, changed)
        return
    diff = sted.program.git("diff", "--unified=0", "--no-renames", before, "HEAD") if before else ""
    saved = sted.program.git("diff", "--name-only", "-z", before, "HEAD").split("\0")
    assert sorted(filter(None, saved)) == sorted(row.get("filer", ()))
    assert sted.program.git("status", "--porcelain").replace("?? ut/\n", "") == "", "all is saved"
    assert changed - set(saved) == set(row.get("på disken", ()))
    added, gone = _lines(diff, "+"), _lines(diff, "-")
    assert [each for each in row.get("nytt", ()) if each not in added] == [], added
    assert [each for each in gone if each not in row.get("borte", ()) and each not in added] == []
    assert [each for each in row.get("borte", ()) if each not in gone] == []
    made = sted.program.git("log", "--format=%h", f"{before}..HEAD").split()
    assert bool(made) is bool(SAVED.search(result.out)), (
        "what is saved is said to be saved, and nothing else is"
    )
    for name, text in row.get("etterpå", {}).items():
        assert (sted.ved / name).read_text(encoding="utf-8") == text
    if row.get("felles kopi"):
        shared = tell(sted.ved / "felles.git", "rev-parse", "main").decode().strip()
        assert shared == sted.head()
    if row.get("les"):
        shown = " ".join(sted.program.fine(*sted.words(row["les"])).out.split())
        for each in row["viser"]:
            assert " ".join(each.split()) in shown, shown
