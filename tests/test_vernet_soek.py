"""After random commands in a protected school, a plain search of everything finds nothing of what was told.

The folder, git's with every object unpacked, its index, the shared copy, and the folders of the person: home,
state, cache, keys, memory, and what was laid in the place for temporary files. 200 commands are given by
``benchmarks/vernet_soek.py``; here fewer.
"""

import os
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from forseglet import files_in, text_in
from sosialplan.files.noekkelring import here
from sporsoek import found
from vernetliv import MERKER, Vernetliv

COMMANDS = 25


@pytest.fixture(scope="module")
def liv(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> Vernetliv:
    midlertidig = tmp_path_factory.mktemp("midlertidig")
    with pytest.MonkeyPatch.context() as patched:
        for name in ("TMPDIR", "TEMP", "TMP"):
            patched.setenv(name, str(midlertidig))
        patched.setattr(tempfile, "tempdir", None)
        lived = Vernetliv(depotets_skole, tmp_path_factory.mktemp("liv"), random.Random(2026))  # noqa: S311 - no secret
        lived.live(COMMANDS)
    assert not found(MERKER, [midlertidig])
    return lived


def places() -> list[Path]:
    """Return the folders of the one who runs this: home, with all settings and state, and what is in memory."""
    minne = here().minne
    return [Path(os.environ["HOME"]), *([minne] if minne else [])]


def test_nothing_of_what_was_told_lies_plain(liv: Vernetliv) -> None:
    assert liv.endte["gjort"] == COMMANDS
    assert liv.leaks(*places()) == []


def test_what_was_told_is_there_for_the_one_who_has_the_key(liv: Vernetliv) -> None:
    """So that the search does not find nothing because nothing was told."""
    root = liv.program.root
    told = "".join(
        text_in(root, each, liv.secret) for each in files_in(root, "saker", "fravaer", "moter")
    )
    assert told.count("Hemmelig setning") > COMMANDS // 4
    assert all(each in told for each in (*MERKER[:2], *MERKER[4:]))


SETNING = "elev: {navn: Oppdiktet Elev Sør}\nbeskrivelse: Hemmelig setning 1, ring 412 34 001\n"


def plain_beside(liv: Vernetliv) -> None:
    (liv.program.root / "saker" / "kopi.txt").write_text(SETNING, encoding="utf-8")


def staged_and_taken_away(liv: Vernetliv) -> None:
    plain_beside(liv)
    liv.program.git("add", "--force", "saker/kopi.txt")
    liv.program.git("rm", "--quiet", "--force", "saker/kopi.txt")


def message(liv: Vernetliv) -> None:
    liv.program.git("commit", "--quiet", "--allow-empty", "--message", "Om Oppdiktet Elev Sør")


def name_of_a_file(liv: Vernetliv) -> None:
    (liv.program.root / "saker" / "Oppdiktet Elev Sør.txt").write_text("", encoding="utf-8")


def in_the_index(liv: Vernetliv) -> None:
    name_of_a_file(liv)
    liv.program.git("add", "--force", "saker/Oppdiktet Elev Sør.txt")
    (liv.program.root / "saker" / "Oppdiktet Elev Sør.txt").unlink()


def cache(liv: Vernetliv) -> None:
    folder = liv.program.root.parent / "merker"
    folder.mkdir(exist_ok=True)
    (folder / "cache.json").write_text('{"elev": "Oppdiktet Elev S\\u00f8r"}', encoding="ascii")


def written_and_removed(liv: Vernetliv) -> None:
    """What was on the disk for a moment, through the door that everything is written by."""
    path = liv.program.root.parent / "et øyeblikk.yaml"
    liv.vakt.write(path, SETNING.encode("utf-8"))
    liv.vakt.remove(path)


BYPASSES = (
    plain_beside,
    staged_and_taken_away,
    message,
    name_of_a_file,
    in_the_index,
    cache,
    written_and_removed,
)


@pytest.mark.parametrize("bypass", BYPASSES, ids=lambda each: each.__name__)
def test_the_search_finds_whatever_goes_past_the_door(
    bypass: Callable[[Vernetliv], None], liv: Vernetliv, tmp_path: Path
) -> None:
    there = liv.in_a_copy(tmp_path)
    assert there.leaks() == []
    bypass(there)
    assert there.leaks() != []
