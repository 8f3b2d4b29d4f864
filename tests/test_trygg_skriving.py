"""A change is whole or not at all, whatever the disk, git, an editor or a second writer does."""

import errno
import shutil
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest

from program import Program, copied, made_by_start
from sosialplan.files.disk import DISK
from svikt import Counted, Killed, dying, edited, failing

DAY = "2026-11-20"
LEFT = "**/.sosialplan-*"


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, str]]:
    """A planmappe with two cases, and their numbers."""
    root = made_by_start(tmp_path_factory.mktemp("skole") / "skolen")
    program = Program(root, now="2026-11-16T09:00+01:00")
    return root, (program.new_case(), program.new_case("bekymring", "Oppdiktet Elev To"))


@pytest.fixture
def program(skolen: tuple[Path, tuple[str, str]], tmp_path: Path) -> Program:
    return afresh(Program(skolen[0]), tmp_path / "mappe")


@pytest.fixture
def saker(skolen: tuple[Path, tuple[str, str]]) -> tuple[str, str]:
    return skolen[1]


def minutes(saker: tuple[str, str]) -> tuple[str, ...]:
    """Return a command that writes three files: two cases and a minute book that is new."""
    return (
        "møte", "referat", "r-team", "--dato", DAY, "--til-stede", "rektor",
        "--sak", saker[0], "--sak", saker[1],
        "--beslutning", f"{saker[0]}: Følg opp", "--ansvarlig", "rektor", "--frist", "2026-12-01",
    )  # fmt: skip


def content(program: Program) -> Mapping[str, bytes]:
    """Return what the school's files hold."""
    return {
        path.relative_to(program.root).as_posix(): path.read_bytes()
        for folder in ("plan", "saker", "fravaer", "moter")
        for path in (program.root / folder).rglob("*")
        if path.is_file() and not path.name.startswith(".sosialplan-")
    }


class Whole(NamedTuple):
    """What the files hold before and after the whole command, and its steps on the disk."""

    old: Mapping[str, bytes]
    new: Mapping[str, bytes]
    steps: int


def differences(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the files that are new or changed, and what they hold."""
    assert set(before) <= set(after)
    return {name: data for name, data in after.items() if before.get(name) != data}


def killed_at_each_step(
    program: Program, args: tuple[str, ...], folder: Path, whole: Whole
) -> Iterator[Program]:
    for step in range(1, whole.steps + 1):
        copy = afresh(program, folder / "kopi")
        copy.disk = dying(step)
        with pytest.raises(Killed):
            copy.run(*args)
        copy.disk = DISK
        yield copy


def step_of(program: Program, saker: tuple[str, str], folder: Path, what: str, name: str) -> int:
    """Return which step of writing the minutes it is to do this to this file."""
    copy = afresh(program, folder / "steg")
    found: list[int] = []

    def see(step: int, done: str, path: Path) -> None:
        if (done, path.name) == (what, name):
            found.append(step)

    copy.disk = Counted(see)
    copy.fine(*minutes(saker))
    return found[0]


def commits(program: Program) -> list[str]:
    return program.git("log", "--format=%h").split()


def afresh(program: Program, target: Path) -> Program:
    """Return a copy in which the same ids are drawn again."""
    shutil.rmtree(target, ignore_errors=True)
    numbers = count(1)
    return Program(copied(program.root, target), new_id=lambda: f"m{next(numbers):07}")


@pytest.fixture
def whole(program: Program, saker: tuple[str, str], tmp_path: Path) -> Whole:
    other = afresh(program, tmp_path / "hel")
    other.disk = disk = Counted()
    other.fine(*minutes(saker))
    return Whole(content(program), content(other), len(disk.steps))


# A crash


def test_a_kill_at_any_step_leaves_all_as_it_was_or_all_that_was_meant(
    program: Program, saker: tuple[str, str], tmp_path: Path, whole: Whole
) -> None:
    """The next who writes finishes what was cut off, and stops there."""
    seen = set()
    for copy in killed_at_each_step(program, minutes(saker), tmp_path, whole):
        result = copy.run("registrer", saker[1], "notat", "--notat", "etter")
        seen.add(result.status)
        if result.status == 3:
            assert (
                "En skriving ble avbrutt (møte referat, 09:30). Den er gjort ferdig" in result.err
            )
            assert "Kommandoen du kjørte nå, er ikke utført." in result.err
            assert content(copy) == whole.new
            assert len(commits(copy)) == len(commits(program)) + 1
        else:
            assert set(differences(whole.old, content(copy))) == {f"saker/2026/{saker[1]}.yaml"}
        assert copy.git("status", "--porcelain") == ""
    assert seen == {0, 3}


def test_the_doctor_mends_what_a_kill_at_any_step_left(
    program: Program, saker: tuple[str, str], tmp_path: Path, whole: Whole
) -> None:
    seen = set()
    for copy in killed_at_each_step(program, minutes(saker), tmp_path, whole):
        found = copy.run("sjekk", "--format", "json").json()["funn"]
        seen.add(tuple(each["kode"] for each in found if each["kode"] != "D828"))
        copy.fine("sjekk", "--reparer")
        healed = copy.fine("sjekk", "--format", "json").json()
        assert (healed["funn"], healed["rettet"]) == ([], [])
        assert content(copy) in (whole.old, whole.new)
        assert not list(copy.root.glob(LEFT))
        assert copy.run("valider").status == 0
    assert seen == {(), ("D814",), ("D811",)}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_disk_that_says_no_at_any_step_changes_nothing(
    program: Program, saker: tuple[str, str], tmp_path: Path, whole: Whole, number: int
) -> None:
    """One step fails, the next ones work: what was laid ready is cleared away again."""
    words = {
        errno.ENOSPC: "Disken er full",
        errno.EACCES: "kan ikke skrives i",
        errno.EIO: "systemets feil",
    }
    for step in range(1, whole.steps):
        copy = afresh(program, tmp_path / "kopi")
        copy.disk = failing(step, number, last=step)
        result = copy.run(*minutes(saker))
        if result.status:
            assert result.status == 3
            assert words[number] in result.err
            assert "Ingenting er endret." in result.err
            assert content(copy) == whole.old
            assert commits(copy) == commits(program)
        else:
            assert content(copy) == whole.new
        copy.disk = DISK
        assert copy.fine("sjekk", "--format", "json").json()["funn"] == []


def test_a_disk_that_fails_for_good_in_the_middle_is_told_of_and_mended_later(
    program: Program, saker: tuple[str, str], tmp_path: Path, whole: Whole
) -> None:
    told = set()
    for step in range(1, whole.steps):
        copy = afresh(program, tmp_path / "kopi")
        copy.disk = failing(step, errno.EIO)
        result = copy.run(*minutes(saker))
        assert result.status == 3
        told.add("sjekk --reparer" in result.err)
        copy.disk = DISK
        copy.fine("sjekk", "--reparer")
        assert content(copy) in (whole.old, whole.new)
        assert copy.git("status", "--porcelain") == ""
    assert told == {True, False}


def test_a_change_whose_files_were_edited_after_the_crash_is_taken_back(
    program: Program, saker: tuple[str, str], tmp_path: Path, whole: Whole
) -> None:
    """The minute book had not got its text, so the cases give theirs back; the edit stands."""
    book = "moter/2026-2027/r-team.yaml"
    copy = afresh(program, tmp_path / "kopi")
    copy.disk = dying(step_of(program, saker, tmp_path, "replace", "r-team.yaml"))
    with pytest.raises(Killed):
        copy.run(*minutes(saker))
    copy.disk = DISK
    (copy.root / book).write_text("# vi skrev her\n", encoding="utf-8")
    refused = copy.run("registrer", saker[1], "notat", "--notat", "etter")
    assert refused.status == 3
    assert "sosialplan sjekk --reparer" in refused.err
    assert "[D812]" in copy.run("sjekk").out
    mended = copy.run("sjekk", "--reparer")
    assert "Den er tatt tilbake. Det som er endret etterpå, står." in mended.out
    assert differences(whole.old, content(copy)) == {book: b"# vi skrev her\n"}
    assert not list(copy.root.glob(LEFT))


def test_a_change_that_somebody_has_built_on_is_left_for_people(
    program: Program, saker: tuple[str, str], tmp_path: Path, whole: Whole
) -> None:
    copy = afresh(program, tmp_path / "kopi")
    copy.disk = dying(step_of(program, saker, tmp_path, "replace", "r-team.yaml"))
    with pytest.raises(Killed):
        copy.run(*minutes(saker))
    copy.disk = DISK
    with copy.case(saker[0]).open("a", encoding="utf-8") as file:
        file.write("# og mer\n")
    mended = copy.run("sjekk", "--reparer")
    assert "Den står i filene, som er endret etterpå." in mended.out
    case = f"saker/2026/{saker[0]}.yaml"
    assert differences(whole.new, content(copy)) == {case: whole.new[case] + b"# og mer\n"}
    assert commits(copy) == commits(program)
    copy.fine("lagre")
    assert copy.fine("sjekk", "--format", "json").json()["funn"] == []


@pytest.mark.parametrize("crlf", [False, True])
def test_taking_back_gives_each_file_its_own_line_breaks(
    program: Program, saker: tuple[str, str], tmp_path: Path, *, crlf: bool
) -> None:
    if crlf:
        path = program.case(saker[0])
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        program.git("add", "--all")
    before = program.case(saker[0]).read_bytes()
    copy = afresh(program, tmp_path / "kopi")
    copy.disk = dying(step_of(program, saker, tmp_path, "replace", "r-team.yaml"))
    with pytest.raises(Killed):
        copy.run(*minutes(saker))
    copy.disk = DISK
    assert copy.case(saker[0]).read_bytes() != before
    (copy.root / "moter/2026-2027/r-team.yaml").write_text("# her\n", encoding="utf-8")
    copy.run("sjekk", "--reparer")
    assert copy.case(saker[0]).read_bytes() == before


def test_a_note_that_cannot_be_read_stops_writers_and_is_taken_away(
    program: Program, saker: tuple[str, str]
) -> None:
    for broken in (b"{", b"[]", b"\xff"):
        (program.root / ".git" / "sosialplan-skriving.json").write_bytes(broken)
        refused = program.run("registrer", saker[0], "notat", "--notat", "x")
        assert refused.status == 3
        assert "[D813]" in program.run("sjekk").out
        program.fine("sjekk", "--reparer")
        program.fine("registrer", saker[0], "notat", "--notat", "x")


# An editor


def test_an_editor_that_saves_before_any_step_is_never_overwritten(
    program: Program, saker: tuple[str, str], tmp_path: Path, whole: Whole
) -> None:
    """Its text stands, and where it came in between, nothing of the command is committed."""
    seen = set()
    for step in range(1, whole.steps + 1):
        copy = afresh(program, tmp_path / "kopi")
        path = copy.case(saker[1])
        edit = path.read_bytes() + b"# fra editoren\n"
        copy.disk = edited(step, partial(path.write_bytes, edit))
        result = copy.run(*minutes(saker))
        seen.add((result.status, "Filen ble endret" in result.err, "skrev over" in result.err))
        assert path.read_bytes() == edit
        case = f"saker/2026/{saker[1]}.yaml"
        if result.status == 0:
            assert copy.git("show", f"HEAD:{case}").encode() == whole.new[case]
        else:
            assert commits(copy) == commits(program)
        if "Filen ble endret" in result.err:
            assert differences(whole.old, content(copy)) == {case: edit}
        copy.disk = DISK
        saved = copy.run("lagre")
        if saved.status:  # the editor's text lacks what the command had saved: that is told of
            assert "feil[K402]" in saved.err
            copy.git("checkout", "HEAD", "--", case)
        assert copy.fine("sjekk", "--format", "json").json()["funn"] == []
    assert seen == {(0, False, False), (3, True, False), (3, False, True)}


def test_a_file_that_is_made_meanwhile_is_not_overwritten(
    program: Program, saker: tuple[str, str]
) -> None:
    book = program.root / "moter/2026-2027/r-team.yaml"

    def make() -> None:
        book.parent.mkdir(parents=True, exist_ok=True)
        book.write_text("# min\n", encoding="utf-8")

    program.disk = edited(1, make)
    before = commits(program)
    result = program.run(*minutes(saker))
    assert (result.status, commits(program)) == (3, before)
    assert book.read_text(encoding="utf-8") == "# min\n"


def test_what_git_saves_is_held_against_what_was_written(
    program: Program, saker: tuple[str, str]
) -> None:
    """A filter stands for an editor that saves in the instant when git reads the file."""
    path = program.case(saker[0])
    script = program.root / ".git" / "filter.sh"
    script.write_text(
        f"#!/bin/sh\ncat >/dev/null\necho 'sak: annet' | tee '{path}'\n", encoding="utf-8"
    )
    script.chmod(0o755)
    (program.root / ".git" / "info").mkdir(exist_ok=True)
    (program.root / ".git" / "info" / "attributes").write_text(
        f"saker/2026/{saker[0]}.yaml filter=x\n", encoding="utf-8"
    )
    before = path.read_bytes()
    program.disk = edited(5, partial(program.git, "config", "filter.x.clean", f"'{script}'"))
    result = program.run("registrer", saker[0], "notat", "--notat", "nytt")
    assert result.status == 3
    assert "skrev over filen i samme øyeblikk" in result.err
    assert path.read_bytes() not in (before, b"")


def test_what_is_edited_while_it_is_checked_is_not_saved_unchecked(
    program: Program, saker: tuple[str, str]
) -> None:
    """The first commit's hook stands for an editor that saves in the second case."""
    for each in saker:
        with program.case(each).open("a", encoding="utf-8") as file:
            file.write("# en\n")
    hook = program.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\necho '# to' >> '{program.case(saker[1])}'\n", encoding="utf-8")
    hook.chmod(0o755)
    program.run("sjekk", "--godta")
    before = len(commits(program))
    result = program.run("lagre")
    assert result.status == 3
    assert "Filen ble endret mens den ble sjekket" in result.err
    assert len(commits(program)) == before + 1
    hook.unlink()
    program.fine("lagre")
    assert program.git("status", "--porcelain") == ""


# A person


def test_whoever_breaks_off_is_told_whether_something_is_left_to_do(
    program: Program, saker: tuple[str, str], tmp_path: Path, whole: Whole
) -> None:
    def leave() -> None:
        raise KeyboardInterrupt

    told = set()
    for step in range(1, whole.steps + 1):
        copy = afresh(program, tmp_path / "kopi")
        copy.disk = edited(step, leave)
        result = copy.run(*minutes(saker))
        told.add((result.status, "".join(result.err.splitlines(keepends=True)[1:])))
        copy.disk = DISK
        copy.fine("sjekk", "--reparer")
        assert content(copy) == (whole.old if "Ingenting er endret" in result.err else whole.new)
    # The first line is of who is writing.
    assert told == {
        (130, "Avbrutt. Ingenting er endret.\n"),
        (3, "Avbrutt mens endringen ble skrevet.\nGjør den ferdig: sosialplan sjekk --reparer\n"),
    }
