"""The index: the same answer with it and without it, whatever came before, and nothing in it that can be read.

What must not pass unnoticed: an old answer. So random histories of edits of the same length at the same time, of
checkouts and merges, of corrections and copies, of other plans and other days are played, and after each step what the
index makes is held against everything read anew.
"""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gitprogram import tell
from program import Program, copied
from sosialplan.commands.lesing import Oversikt, whole
from sosialplan.commands.oversikt import oversikt
from sosialplan.commands.run import Run
from sosialplan.files import filtolk
from sosialplan.files.disk import FileText
from sosialplan.files.husket import Former, Husket, each_in, read_share
from sosialplan.files.indeks import (
    Bunker,
    Indeks,
    _bunches,
    cache_folder,
    place_for,
    print_of,
    print_of_program,
    prints_of,
)
from sosialplan.files.innsyn import noted
from sosialplan.files.loader import load
from sosialplan.files.noekkelring import Noekkelplass
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.storlesing import read_at_once
from sosialplan.files.yaml_reader import parse
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import hode_of
from sosialplan.model.sak import Sak
from sosialplan.output.terminal import Terminal
from test_vokser_jevnt import filled
from vernet_skole import Vernet, with_keys

if TYPE_CHECKING:
    from sosialplan.model.problems import Tvil

DAY = date(2026, 11, 23)
DAYS = (
    date(2026, 9, 1),
    date(2026, 11, 20),
    DAY,
    date(2026, 11, 24),
    date(2027, 1, 8),
    date(2027, 9, 1),
)
NOW = datetime.fromisoformat("2026-11-23T10:00+01:00")


def run_in(root: Path, day: date, said: StringIO) -> Run:
    """Return a run in a folder as of a day; what is told on the way is written to ``said``."""
    return Run(
        start=root,
        i_dag=day,
        now=NOW,
        terminal=Terminal(StringIO(), said, interactive=False, width=80, read=input),
        new_id=lambda: "n0000001",
        four_characters=lambda _: "0001",
    )


def answer(root: Path, day: date, how: Callable[[Run], Oversikt]) -> tuple[Any, ...]:
    """Return all that comes of a reading: what is shown, what is told, and the status."""
    said = StringIO()
    run = run_in(root, day, said)
    seen = how(run)
    return (
        seen.status, seen.rader, seen.venter, seen.utelatt, seen.linjer, dict(seen.filer), said.getvalue(), run.terminal.unread,
    )  # fmt: skip


@contextmanager
def without_index(root: Path) -> Iterator[None]:
    """Let nothing be kept meanwhile: a planmappe that holds the cache has no index."""
    kept = {name: os.environ.get(name) for name in ("XDG_CACHE_HOME", "LOCALAPPDATA")}
    os.environ.update(dict.fromkeys(kept, str(root)))
    try:
        yield
    finally:
        for name, said in kept.items():
            del os.environ[name]
            os.environ.update({} if said is None else {name: said})


def same(root: Path, *days: date) -> None:
    """Hold the index against everything read anew, twice: as it comes, and from what was kept."""
    for day in days:
        with without_index(root):
            anew = answer(root, day, lambda run: whole(run, undone=True))
        assert answer(root, day, oversikt) == anew
        assert answer(root, day, oversikt) == anew
    same_value(root)


def same_value(root: Path) -> None:
    """Hold all that was read, and all that is told of it, against everything read anew; also as far as a check reads it."""
    for far in (False, True):
        with without_index(root):
            doubts: list[Tvil] | None = [] if far else None
            loaded = load(Planmappe(root), doubts)
        for _ in range(2):
            kept: list[Tvil] | None = [] if far else None
            again = load(Planmappe(root), kept)
            assert (again.mappe, again.problems, kept) == (loaded.mappe, loaded.problems, doubts)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "hurtiglager"))


# What happens to a planmappe

_DATE = re.compile(r"2026-(09|10|11)-([0-2][0-9])(?=\n)")


def _files(root: Path, folder: str) -> list[Path]:
    return sorted((root / folder).rglob("*.yaml"))


def _kept_time(path: Path, text: str) -> None:
    """Write a text, and let the file say that nothing happened: the same length where it is, and the same times."""
    was = path.stat()
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def _another_day(root: Path, draw: Any) -> None:
    path = draw(st.sampled_from(_files(root, "saker")))
    text = path.read_text(encoding="utf-8")
    places = list(_DATE.finditer(text))
    if places:
        found = draw(st.sampled_from(places))
        new = f"2026-{found[1]}-{(int(found[2]) % 28) + 1:02}"
        _kept_time(path, text[: found.start()] + new + text[found.end() :])


def _swapped(root: Path, draw: Any) -> None:
    """Let two cases take each other's names, as a careless move does: the same bytes lie under other names."""
    one, other = (
        draw(st.sampled_from(_files(root, "saker"))),
        draw(st.sampled_from(_files(root, "saker"))),
    )
    first, second = one.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")
    _kept_time(one, second)
    _kept_time(other, first)


def _copied(root: Path, draw: Any) -> None:
    path = draw(st.sampled_from(_files(root, "saker")))
    shutil.copy2(path, path.with_name(f"{path.stem} kopi.yaml"))


def _gone(root: Path, draw: Any) -> None:
    files = _files(root, "saker")
    if len(files) > 3:
        draw(st.sampled_from(files)).unlink()


def _broken(root: Path, draw: Any) -> None:
    path = draw(st.sampled_from(_files(root, "saker")))
    more = draw(st.sampled_from(("ukjent: ja\n", "  : [\n", "\tx\n", "kjede: bekymring\n")))
    _kept_time(path, path.read_text(encoding="utf-8") + more)


def _struck(root: Path, draw: Any) -> None:
    """Correct an entry, or say that it never was."""
    path = draw(st.sampled_from(_files(root, "saker")))
    text = path.read_text(encoding="utf-8")
    found = re.search(r"^hendelser:\n((?:  .*\n)+)", text, re.MULTILINE)
    ids = re.findall(r"^  - id: (\w{8})$", found[1], re.MULTILINE) if found else []
    if found and ids:
        old = draw(st.sampled_from(ids))
        new = f"r{draw(st.integers(0, 9_999_999)):07}"
        gone = draw(st.sampled_from(("", "    utgår: ja\n")))
        step = re.search(rf"id: {old}\n(?:    .*\n)*?    steg: (\S+)", found[1])
        line = f"  - id: {new}\n    dato: 2026-11-20\n    steg: {step[1] if step else 'notat'}\n    retter: {old}\n{gone}"
        _kept_time(path, text[: found.end()] + line + text[found.end() :])


def _linked(root: Path, draw: Any) -> None:
    path = draw(st.sampled_from(_files(root, "saker")))
    other = draw(st.sampled_from(_files(root, "saker"))).stem[:10]
    text = path.read_text(encoding="utf-8")
    bare = re.sub(r"^fra_sak: .*\n", "", text, flags=re.MULTILINE)
    _kept_time(
        path,
        re.sub(r"^(opprettet: .*\n)", rf"\1fra_sak: {other}\n", bare, count=1, flags=re.MULTILINE),
    )


def _away(root: Path, draw: Any) -> None:
    path = draw(st.sampled_from(_files(root, "fravaer")))
    day = draw(st.sampled_from(("2026-09-01", "2026-11-19", "2026-11-23", "2027-01-07")))
    new = f"f{draw(st.integers(0, 9_999_999)):07}"
    line = f"      - id: {new}\n        fra: {day}\n        til: {day}\n        type: ugyldig\n        meldt: nei\n"
    text = path.read_text(encoding="utf-8")
    _kept_time(
        path, text.replace("    perioder:\n", f"    perioder:\n{line}", draw(st.integers(1, 3)))
    )


def _other_plan(root: Path, draw: Any) -> None:
    path = root / "plan" / "fristregler.yaml"
    text = path.read_text(encoding="utf-8")
    places = list(re.finditer(r"antall: ([0-9])$", text, re.MULTILINE))
    found = draw(st.sampled_from(places))
    _kept_time(path, f"{text[: found.start(1)]}{(int(found[1]) + 1) % 10}{text[found.end(1) :]}")


def _held(root: Path, draw: Any) -> None:
    path = draw(st.sampled_from(_files(root, "moter")))
    text = path.read_text(encoding="utf-8")
    _kept_time(
        path,
        re.sub(
            r"dato: 2026-1[01]-",
            draw(st.sampled_from(("dato: 2026-09-", "dato: 2026-10-"))),
            text,
            count=1,
        ),
    )


def _saved(root: Path, _draw: Any) -> None:
    tell(root, "add", "-A")
    tell(root, "commit", "-q", "--allow-empty", "-m", "Oppdiktet")


def _back(root: Path, draw: Any) -> None:
    """Check another commit out, as it was."""
    _saved(root, draw)
    known = tell(root, "rev-list", "--all").decode().split()
    tell(root, "checkout", "-q", "--detach", draw(st.sampled_from(known)))


def _merged(root: Path, draw: Any) -> None:
    _saved(root, draw)
    known = tell(root, "rev-list", "--all").decode().split()
    other = draw(st.sampled_from(known))
    tell(root, "merge", "-q", "-X", "theirs", "-m", "Oppdiktet fletting", other)


STEPS = (_another_day, _another_day, _swapped, _copied, _gone, _broken, _struck, _linked, _away, _other_plan, _held, _saved, _back, _merged)  # fmt: skip


@settings(max_examples=12)
@given(st.data())
def test_the_same_is_answered_with_the_index_and_without_it(
    depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("historie")
    root = copied(depotets_skole, folder / "skolen")
    same(root, DAY)
    for step in data.draw(st.lists(st.sampled_from(STEPS), min_size=1, max_size=6)):
        try:
            step(root, data.draw)
        except ExpectedFailure:  # git says no to a merge: then the folder is as git left it
            assert step in {_merged, _back, _saved}
        same_or_refused(root, data.draw(st.sampled_from(DAYS)), DAY)
        same_said(root, data.draw(st.sampled_from(READERS)), data.draw(st.sampled_from(DAYS)))


READERS = (
    ("valider", "saker/2026/2026-YHP9E.yaml"), ("valider",), ("statistikk", "mål"), ("årshjul", "status"), ("fravær", "vis", "2026-MB5NE"),
    ("lag", "aktivitetsplan", "2026-YHP9E", "--mottaker", "foresatte"), ("vis", "Oppdiktet"), ("møte", "saksliste", "r-team"),
    ("ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Elev Granli", "--klasse", "8B", "--oppdaget", "2026-11-20"),
    ("fravær", "registrer", "--elev", "Oppdiktet Elev Granly", "--klasse", "9A", "--fra", "2026-11-20"),
)  # fmt: skip
"""Commands that look at all cases, each in its own way. The last two may write: then both wrote the same."""


def same_said(root: Path, words: tuple[str, ...], day: date) -> None:
    """Hold what a command says, and writes, against what it says in a copy of the folder where nothing is kept."""
    shutil.rmtree(root.with_name("maken"), ignore_errors=True)
    other = copied(root, root.with_name("maken"))
    with without_index(other):
        anew = Program(other).run("--i-dag", str(day), *words)
    assert Program(root).run("--i-dag", str(day), *words) == anew
    written = [(each.name, each.read_bytes()) for each in _files(root, "saker")]
    assert written == [(each.name, each.read_bytes()) for each in _files(other, "saker")]


def same_or_refused(root: Path, *days: date) -> None:
    """Hold the two against each other; where the plan is faulty, both must say so."""
    try:
        with without_index(root):
            for day in days:
                answer(root, day, lambda run: whole(run, undone=True))
    except Exception as refused:  # noqa: BLE001 - whatever it is, it must be the same
        with pytest.raises(type(refused)):
            answer(root, days[0], oversikt)
        return
    same(root, *days)


# What is kept, and what is not


def documents(work: Callable[[], object]) -> list[str]:
    """Return what was read as YAML while something was done, a line each."""
    read = list[str]()

    def seen(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is parse.__code__:
            read.append(str(frame.f_locals["text"]).partition("\n")[2].partition("\n")[0])

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return read


def test_what_is_kept_is_used_and_a_changed_case_alone_is_read(skolen: Program) -> None:
    same(skolen.root, DAY)
    filtolk._judged.cache_clear()  # noqa: SLF001 - what this process remembers is not what is asked about
    kept = documents(lambda: answer(skolen.root, DAY, oversikt))
    assert all("signerer" in each for each in kept), kept
    case = skolen.case("2026-YHP9E")
    case.write_text(case.read_text(encoding="utf-8") + "# Oppdiktet merknad\n", encoding="utf-8")
    filtolk._judged.cache_clear()  # noqa: SLF001 - as above
    read = documents(lambda: answer(skolen.root, DAY, oversikt))
    assert len(read) == len(kept) + 1


def _index(root: Path) -> Path:
    place = place_for(root)
    assert place is not None
    return place


def test_it_lies_outside_the_folder_for_its_owner_alone_and_says_nothing(skolen: Program) -> None:
    same(skolen.root, DAY)
    place = _index(skolen.root)
    assert not place.is_relative_to(skolen.root)
    places = sorted(place.parent.iterdir())
    of_folders = {each.stem.rpartition("-")[2] for each in places} - {place.stem}
    assert of_folders == {"bunker", "fravaer", "hoder", "moter", "plan", "saker", "sett"}
    if os.name != "nt":
        assert {each.stat().st_mode & 0o777 for each in places} == {0o600}
        assert place.parent.stat().st_mode & 0o777 == 0o700
    held = b"".join(each.read_bytes() for each in places)
    assert len(held) > 10_000
    for word in (
        "Oppdiktet",
        "2026-YHP9E",
        "rektor",
        "Varsle",
        "saker/",
        "trygt-og-godt",
        "Midtstuen",
    ):
        assert word.encode() not in held, word


def _garbage(place: Path) -> None:
    place.write_bytes(b"Oppdiktet rot" * 1000)


def _cut(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:5000])


def _turned(place: Path) -> None:
    """Change what is kept, bit by bit, in a file that is whole as a database."""
    with sqlite3.connect(place) as base:
        rows = base.execute("SELECT navn, hva FROM post").fetchall()
        base.executemany(
            "UPDATE post SET hva = ? WHERE navn = ?",
            [(bytes([x[0] ^ 1]) + x[1:], n) for n, x in rows],
        )
    base.close()


def _shuffled(place: Path) -> None:
    """Let what is kept of one be found under the name of another."""
    with sqlite3.connect(place) as base:
        rows = base.execute("SELECT navn, hva FROM post").fetchall()
        values = [x for _, x in rows]
        base.executemany(
            "UPDATE post SET hva = ? WHERE navn = ?",
            [(x, n) for (n, _), x in zip(rows, values[1:] + values[:1], strict=True)],
        )
    base.close()


def _other_kind(place: Path) -> None:
    with sqlite3.connect(place) as base:
        base.execute("UPDATE post SET hva = 'tekst'")
    base.close()


def _other_form(place: Path) -> None:
    place.unlink()
    with sqlite3.connect(place) as base:
        base.execute("CREATE TABLE annet (x)")
    base.close()
    place.chmod(0o600)


def _a_folder(place: Path) -> None:
    place.unlink()
    place.mkdir()


def _a_link(place: Path) -> None:
    aside = place.with_name("annet.sqlite")
    place.rename(aside)
    place.symlink_to(aside)


def _seen_by_others(place: Path) -> None:
    place.chmod(0o644)


def _no_folder(place: Path) -> None:
    shutil.rmtree(place.parent)
    place.parent.write_text("Oppdiktet: her kan ingenting skrives", encoding="utf-8")


@pytest.mark.parametrize(
    "harm",
    [_garbage, _cut, _turned, _shuffled, _other_kind, _other_form, _a_folder, _a_link, _seen_by_others, _no_folder],
)  # fmt: skip
def test_one_that_is_broken_or_not_ours_is_as_if_it_were_not_there(
    skolen: Program, harm: Callable[[Path], None]
) -> None:
    same(skolen.root, DAY)
    for place in sorted(_index(skolen.root).parent.iterdir()):
        if place.exists() and place.parent.is_dir():
            harm(place)
    same(skolen.root, DAY, DAYS[3])


def test_one_that_another_holds_is_not_waited_for(skolen: Program) -> None:
    same(skolen.root, DAY)
    other = sqlite3.connect(_index(skolen.root), isolation_level=None)
    try:
        other.execute("BEGIN EXCLUSIVE")
        same(skolen.root, DAY, DAYS[3])
    finally:
        other.close()
    same(skolen.root, DAY)


@pytest.mark.parametrize("held", [True, False])
def test_one_that_looks_up_a_few_lets_go_of_what_it_cannot_keep(
    tmp_path: Path, *, held: bool
) -> None:
    place = tmp_path / "minne" / "post.sqlite"
    first = Indeks(place)
    first.put(b"Oppdiktet", b"kjent")
    first.done()
    other = sqlite3.connect(place, isolation_level=None)
    try:
        if held:
            other.execute("BEGIN EXCLUSIVE")
        else:
            _no_folder(place)
        few = Indeks(place, few=True)
        few.put(b"Oppdiktet Ny", b"ny")
        few.done()
    finally:
        other.close()
    if held:
        assert Indeks(place).get(b"Oppdiktet") == b"kjent"
        assert Indeks(place).get(b"Oppdiktet Ny") is None


@pytest.mark.parametrize("of", ["saker", "hoder"])
@pytest.mark.parametrize("harm", [Path.unlink, _garbage, _turned, _shuffled, _other_kind])
def test_a_head_and_its_case_may_be_lost_one_without_the_other(
    skolen: Program, of: str, harm: Callable[[Path], None]
) -> None:
    same(skolen.root, DAY)
    place = place_for(skolen.root, of)
    assert place is not None
    harm(place)
    same(skolen.root, DAY)
    case = skolen.case("2026-YHP9E")
    _kept_time(case, case.read_text(encoding="utf-8").replace("Oppdiktet", "Oppdiktat"))
    same(skolen.root, DAY)


def test_a_case_is_what_its_bytes_said_when_its_head_was_read(skolen: Program) -> None:
    """A file that is changed between the two, or a case that another holds, is not mixed into what was read."""
    before = load(Planmappe(skolen.root)).mappe
    assert before is not None
    for lock in (False, True):
        known = load(Planmappe(skolen.root)).mappe
        assert known is not None
        place = place_for(skolen.root, "saker")
        assert place is not None
        other = sqlite3.connect(place, isolation_level=None)
        if lock:
            other.execute("BEGIN EXCLUSIVE")
        for each in _files(skolen.root, "saker"):
            _kept_time(each, each.read_text(encoding="utf-8").replace("Oppdiktet", "Oppdiktat"))
        try:
            assert known == before
            assert [each.hode for each in known.saker] == [
                hode_of(each.value) for each in before.saker
            ]
        finally:
            other.close()
        for each in _files(skolen.root, "saker"):
            _kept_time(each, each.read_text(encoding="utf-8").replace("Oppdiktat", "Oppdiktet"))


def test_that_of_another_folder_is_of_no_use(depotets_skole: Path, tmp_path: Path) -> None:
    one, other = copied(depotets_skole, tmp_path / "en"), copied(depotets_skole, tmp_path / "to")
    same(one, DAY)
    text = (other / "plan" / "fristregler.yaml").read_text(encoding="utf-8")
    (other / "plan" / "fristregler.yaml").write_text(
        text.replace("antall: 5\n", "antall: 4\n"), encoding="utf-8"
    )
    _index(other).write_bytes(_index(one).read_bytes())
    _index(other).chmod(0o600)
    same(other, DAY)


def test_a_changed_program_has_another_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "__pycache__").mkdir()
    file = tmp_path / "rules" / "frister.py"
    file.write_text("A = 1\n", encoding="utf-8")
    before = print_of_program(tmp_path)
    (tmp_path / "__pycache__" / "x.py").write_text("", encoding="utf-8")
    assert print_of_program(tmp_path) == before
    file.write_text("A = 12\n", encoding="utf-8")
    assert print_of_program(tmp_path) != before


def test_a_planmappe_that_holds_the_cache_has_none(
    skolen: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(skolen.root / "ut"))
    assert place_for(skolen.root) is None
    same(skolen.root, DAY)
    assert not (skolen.root / "ut").exists()


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    place = tmp_path / "lager" / "x.sqlite"
    for turn in range(4):
        indeks = Indeks(place)
        for number in range(400):
            indeks.put(print_of(bytes([turn]), str(number).encode()), b"Oppdiktet")
        indeks.done()
    with sqlite3.connect(place) as base:
        assert base.execute("SELECT count(*) FROM post").fetchone()[0] <= 1600
    base.close()
    assert Indeks(place).get(print_of(bytes([3]), b"7")) == b"Oppdiktet"


def test_one_that_is_asked_for_few_gives_the_same_and_does_not_forget_the_others(
    tmp_path: Path,
) -> None:
    place = tmp_path / "lager" / "x.sqlite"
    names = [print_of(str(number).encode()) for number in range(700)]
    indeks = Indeks(place)
    for each in names:
        indeks.put(each, each)
    indeks.done()
    for asked in (names[:3], names):
        few = Indeks(place, few=True)
        assert [few.get(each) for each in asked] == asked
        assert few.get(print_of(b"-")) is None
    new = Indeks(place, few=True)
    new.put(print_of(b"ny"), b"ny")
    new.meet(names[:600])
    new.done()
    assert [each for each in names[:600] if Indeks(place).get(each) != each] == []
    last = Indeks(place, few=True)
    last.put(print_of(b"enda en"), b"ny")
    last.done()
    assert Indeks(place).get(names[0]) is None
    place.write_bytes(b"Oppdiktet rot")
    anew = Indeks(place, few=True)
    anew.put(names[0], b"ny")
    anew.done()
    assert Indeks(place, few=True).get(names[0]) == b"ny"


def _bunched(
    place: Path,
    files: dict[str, int],
    harm: Callable[[Path], None] | None = None,
    also: bytes = b"",
) -> dict[str, int | None]:
    """Read files that are known by a number each through the bunches, keep what is new, and return what was kept before."""
    if harm:
        harm(place.with_name("bunker"))
    each = Indeks(place.with_name("hver"), few=True)
    bunker = Bunker(place.with_name("bunker"), each, int)
    lying = [(name, str(said).encode()) for name, said in sorted(files.items())]
    met = list(bunker.kept_of(lying, lambda name, raw: print_of(name.encode(), raw)))
    for file, _, made_of, kept in met:
        if kept is None and made_of:
            bunker.put(made_of, files[file])
    bunker.done()
    if also:
        each.put(also, also)
    each.done()
    return {file: kept for file, _, _, kept in met}


@pytest.mark.parametrize("harm", [None, _garbage, _cut, _turned, _shuffled, _other_kind])
def test_what_is_kept_in_bunches_is_what_is_kept_of_each(
    tmp_path: Path, harm: Callable[[Path], None] | None
) -> None:
    place = tmp_path / "lager" / "x"
    files = {f"saker/2026/{number}.yaml": number for number in range(700)}
    assert set(_bunched(place, files).values()) == {None}
    assert _bunched(place, files, harm) == files
    changed = {**files, "saker/2026/300.yaml": 9, "saker/2026/300 ny.yaml": 4}
    del changed["saker/2026/500.yaml"]
    found = _bunched(place, changed, harm)
    assert {name for name, kept in found.items() if kept is None} == {
        "saker/2026/300.yaml",
        "saker/2026/300 ny.yaml",
    }
    assert _bunched(place, changed) == changed
    assert _bunched(place, files) == files


def test_a_case_that_comes_goes_or_changes_is_of_one_bunch_alone() -> None:
    names = [f"saker/2026/{number}.yaml" for number in range(1000)]
    before = {tuple(each) for each in _bunches((name, b"") for name in names)}
    for changed in (
        [*names[:500], *names[501:]],
        sorted([*names, "saker/2026/5000.yaml"]),
        names[1:],
    ):
        after = {tuple(each) for each in _bunches((name, b"") for name in sorted(changed))}
        whole = {tuple(each) for each in _bunches((name, b"") for name in sorted(names))}
        assert len(after - whole) <= 2
    assert len(before) > 5


def test_where_all_bunches_are_known_no_file_is_forgotten_for_something_else_that_is_new(
    tmp_path: Path,
) -> None:
    place = tmp_path / "lager" / "x"
    files = {f"saker/2026/{number}.yaml": number for number in range(700)}
    for _ in range(2):
        _bunched(place, files, also=b"Oppdiktet, ved siden av")
    (place.with_name("bunker")).unlink()
    assert _bunched(place, files) == files


@pytest.mark.parametrize(
    ("system", "environ", "place"),
    [
        ("linux", {}, ".cache/sosialplan"),
        ("linux", {"XDG_CACHE_HOME": "relativ"}, ".cache/sosialplan"),
        ("darwin", {}, "Library/Caches/sosialplan"),
        ("win32", {}, "AppData/Local/sosialplan/Cache"),
    ],
)
def test_it_lies_where_the_system_keeps_such_things(
    system: str, environ: dict[str, str], place: str
) -> None:
    assert cache_folder(environ, system, Path("/hjem")) == Path("/hjem") / place


def test_where_each_file_ends_counts_and_one_that_cannot_be_read_is_no_print() -> None:
    assert print_of(b"ab", b"c") != print_of(b"a", b"bc")
    assert prints_of([("a", b"bc")]) != prints_of([("ab", b"c")])
    assert prints_of([("a", None)]) is None


# Many at once, on all cores


def _texts(root: Path) -> list[tuple[str, FileText]]:
    mappe = Planmappe(root)
    return [(mappe.relative(each), mappe.text(each)) for each in _files(root, "saker")]


def test_many_read_at_once_are_what_they_are_one_by_one(skolen: Program) -> None:
    _broken_at(skolen.case("2026-YHP9E"))
    copy = _files(skolen.root, "saker")[0]
    shutil.copy2(copy, copy.with_name(f"{copy.stem} kopi.yaml"))
    with without_index(skolen.root):
        one_by_one = list(each_in(Planmappe(skolen.root), "saker", Sak))
    for many in (2, 1_000):
        husket = Husket.of(Planmappe(skolen.root), "saker", Sak)
        assert husket is not None
        husket.many = many
        met = [(path, kept and (kept[0], list(kept[1]))) for path, kept in husket.each()]
        husket.done()
        left = [path for path, kept in met if kept is None]
        assert left == [skolen.case("2026-YHP9E")]
        known = [kept for _, kept in met if kept is not None]
        assert known == [each for each in one_by_one if each[0] is not None]


def _broken_at(path: Path) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}  : [\n", encoding="utf-8")


def _ends(_texts: object) -> list[Former | None]:
    """End the process that reads, as a machine without memory does."""
    os._exit(3)


def test_where_those_who_read_are_ended_nothing_is_left_out(skolen: Program) -> None:
    assert read_at_once(_texts(skolen.root), _ends, antall=2) == {}
    assert read_at_once(_texts(skolen.root), read_share, antall=1) == {}
    same(skolen.root, DAY)


class _Screen(StringIO):
    """A terminal; a person breaks off when it has been asked so many times whether it is one."""

    def __init__(self, asked: int = 1_000) -> None:
        super().__init__()
        self._left = asked

    def isatty(self) -> bool:
        self._left -= 1
        if self._left == 0:
            raise KeyboardInterrupt
        return True


def test_a_person_is_told_how_far_it_has_come_and_can_break_it_off(skolen: Program) -> None:
    texts, screen, pipe = _texts(skolen.root), _Screen(), StringIO()
    found = read_at_once(texts, read_share, antall=2, said=screen, patience=0)
    assert sorted(found) == [file for file, _ in texts]
    line = f"Leser sakene: {len(texts)} av {len(texts)}"
    assert screen.getvalue() == f"\r{line}\r{' ' * len(line)}\r"
    assert read_at_once(texts, read_share, antall=2, said=pipe, patience=0) == found
    assert pipe.getvalue() == ""
    with pytest.raises(KeyboardInterrupt):
        read_at_once(texts, read_share, antall=2, said=_Screen(1), patience=0)


# What a command costs, where no machine is too slow to tell

COUNTED = """
import json, sys
from collections import Counter
told = Counter()
def seen(event, args):
    if event == "open" and str(args[0]).startswith(sys.argv[3]) and str(args[0]).endswith(".yaml"):
        told["filer"] += 1
    elif event == "subprocess.Popen":
        told["prosesser"] += 1
sys.addaudithook(seen)
from sosialplan.files import husket, yaml_reader
def call(frame, event, _):
    if event == "call" and frame.f_code is yaml_reader.parse.__code__:
        told["dokumenter"] += 1
    elif event == "call" and frame.f_code is husket.Husket._value.__code__:
        told["saker"] += 1
sys.setprofile(call)
from sosialplan.cli.main import main
status = main(sys.argv[2:])
sys.setprofile(None)
told["moduler"] = sum(name.startswith("sosialplan") for name in sys.modules)
heavy = sorted({name.partition(".")[0] for name in sys.modules} & set(sys.argv[1].split(",")))
print(json.dumps({"told": told, "heavy": heavy, "status": status}), file=sys.stderr)
"""
HEAVY = "rich,typst,jinja2,ruamel,jsonschema_rs,pyrage,icalendar,docx,pypdfium2,prompt_toolkit,markdown_it,keyring"
"""What no list of deadlines in a pipe has any use for."""
LOOKS = {"ny-sak": 4, "fravær": 4}
"""How many times a file is looked at by those that write: before they ask, when they have the lock, and when it is written."""


def cost(root: Path, *words: str) -> dict[str, Any]:
    """Return what a whole process did: files opened, documents parsed, processes started, our modules loaded."""
    done = subprocess.run(  # noqa: S603 - the environment's own program
        [sys.executable, "-c", COUNTED, HEAVY, "-C", str(root), "--i-dag", "2026-11-23", *words],
        capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stderr.splitlines()[-1])
    return found


SAK, HER, DAG = "SAK", "HER", "DAG"
"""Stand for the number of a case in the folder, for the folder, and for a day that is another each time."""
OWN = {"registrer": 1, "ny-sak": 2, "vis": 0, "frister": 0, "saker": 0}
"""Cases that are opened beyond their heads, by commands that have no use for the others, however many these are."""
LISTS = ("frister", "saker", "vis", "fravær", "årshjul", "statistikk")
COMMANDS = (
    (("frister", "--innen", "14d"), 114),
    (("saker",), 110),
    (("valider", f"{HER}/saker/2026/{SAK}.yaml"), 268),
    (("vis", "Oppdiktet"), 80),
    (("registrer", SAK, "notat", "--notat", "Oppdiktet"), 246),
    (("statistikk", "mål"), 195),
    (("årshjul", "status"), 158),
    (("fravær", "vis", "--klasse", "9A"), 142),
    (("lag", "aktivitetsplan", SAK, "--mottaker", "foresatte", "--format", "md"), 250),
    (("ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Ukjent Ås", "--klasse", "8B", "--oppdaget", DAG, "--likevel"), 242),
    (("fravær", "registrer", "--elev", "Oppdiktet Ukjent Ås", "--klasse", "9A", "--fra", DAG), 240),
)  # fmt: skip
"""Commands that look at all cases, each with the most of our modules that it loads."""


@pytest.mark.parametrize(("words", "most"), COMMANDS)
def test_ten_times_the_cases_are_no_more_documents_modules_or_processes(
    words: tuple[str, ...], most: int, tmp_path: Path
) -> None:
    seen = {}
    for count in (11, 110):
        program = filled(tmp_path / str(count), count)
        for each in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "Oppdiktet")):
            tell(program.root, *each)
        number = min(each.stem for each in _files(program.root, "saker"))
        here = {SAK: number, HER: str(program.root)}
        for day in ("2026-11-19", "2026-11-20"):
            asked = [*words]
            for sign, meant in {**here, DAG: day}.items():
                asked = [each.replace(sign, meant) for each in asked]
            seen[count] = cost(program.root, *asked)
    few, many = (each["told"] for each in seen.values())
    assert seen[110]["status"] == (2 if words[0] == "vis" else seen[11]["status"])
    assert seen[110]["heavy"] == [] or words[0] not in LISTS or words[1] == "registrer"
    assert few["moduler"] == many["moduler"] <= most
    assert few.get("dokumenter", 0) == many.get("dokumenter", 0)
    assert few.get("prosesser") == many.get("prosesser")
    assert many.get("saker", 0) <= OWN.get(words[0], many.get("saker", 0))
    assert many["filer"] - few["filer"] <= (110 - 11) * LOOKS.get(words[0], 1)


# A protected folder

RUD, BJERK = "Oppdiktet Rådgiver Rud", "Oppdiktet Lærer Bjerk"


@pytest.fixture(scope="module")
def vernet(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> Vernet:
    folder = tmp_path_factory.mktemp("vernet")
    program = Program(copied(depotets_skole, folder / "skolen"))
    return with_keys(program, (RUD, BJERK), folder)


@pytest.mark.parametrize(
    "words",
    [("frister", "--format", "json"), ("statistikk", "mål"), ("møte", "saksliste", "r-team"), ("valider",)],
)  # fmt: skip
def test_each_sees_what_she_reads_though_two_share_a_machine(
    vernet: Vernet, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same account, the same cache: what one made is of no use to the other, and the log of openings says the same."""
    root, shared = vernet.program.root, str(tmp_path / "felles")
    seen: dict[str, Any] = {}
    for navn in (RUD, BJERK, RUD, BJERK):
        told: list[Any] = []
        for lager in (str(tmp_path / f"tomt-{len(seen)}-{navn}"), shared, shared):
            monkeypatch.setenv("XDG_CACHE_HOME", lager)
            marks = tmp_path / f"merker-{len(seen)}-{navn}-{len(told)}"
            program = replace(vernet.som(navn, root), marks=marks)
            result = program.run("--i-dag", "2026-11-23", *words)
            lines, _ = noted(marks)
            told.append((result, [(each.hva, each.antall, each.kommando) for each in lines]))
        assert told[0] == told[1] == told[2]
        seen[navn] = told[0]
    assert seen[RUD] != seen[BJERK]
    held = b"".join(each.read_bytes() for each in Path(shared).rglob("*.sqlite"))
    assert len(held) > 10_000
    assert not [each for each in (b"2026-YHP9E", b"Oppdiktet", b"klasse") if each in held]
    assert b"Oppdiktet" not in held


def test_with_the_key_locked_nothing_is_shown(vernet: Vernet, tmp_path: Path) -> None:
    program = vernet.som(RUD, vernet.program.root)
    program.fine("--i-dag", "2026-11-23", "frister")
    shut = replace(program, noekkelplass=Noekkelplass(tmp_path / "ingen", tmp_path / "minne"))
    result = shut.run("--i-dag", "2026-11-23", "frister")
    assert (result.status, result.out) == (3, "")
