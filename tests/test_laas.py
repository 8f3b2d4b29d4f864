"""One writer at a time: who it is, how long one waits, and what a killed one leaves."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from program import Program
from sosialplan.files.lock import Holder, is_shut, last_turn, locked, this_process
from sosialplan.model.failure import ExpectedFailure

POSIX: Any = os
"""What the type checker does not know on every platform."""


ME = this_process("prøve", "2026-11-23T09:30:12+01:00")
KARI = Holder(4711, "skole-pc", "kari", "registrer", "2026-11-23T09:30:12+01:00")
HOLD = """
import sys, time
from pathlib import Path
from sosialplan.files.lock import locked, this_process
with locked(Path(sys.argv[1]), this_process("tiltak ny", sys.argv[2]), print):
    print("holder", flush=True)
    time.sleep(60)
"""


def nobody(_: Holder | None) -> None:
    pytest.fail("nobody had to wait")


@contextmanager
def another_process(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Let another process hold the lock."""
    command = [sys.executable, "-c", HOLD, str(folder), ME.since]
    with subprocess.Popen(  # noqa: S603 - this Python and the program above
        command, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "holder\n"
        yield process
        process.kill()


def test_the_lock_tells_who_holds_it_and_forgets_it_afterwards(tmp_path: Path) -> None:
    with locked(tmp_path, KARI, nobody) as killed:
        assert killed is None
        turn = last_turn(tmp_path)
        assert turn is not None
        assert (turn.holder, turn.lasts) == (KARI, True)
    assert last_turn(tmp_path) is None
    assert (tmp_path / "sosialplan.lock").read_bytes() == b""


def test_a_command_that_fails_leaves_no_trace_of_a_killed_one(tmp_path: Path) -> None:
    with pytest.raises(ExpectedFailure), locked(tmp_path, KARI, nobody):
        raise ExpectedFailure("Nei.")
    assert last_turn(tmp_path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights of their own on Windows")
def test_a_link_for_a_lock_is_refused_and_what_it_leads_to_stands(tmp_path: Path) -> None:
    mine = tmp_path / "min-fil"
    mine.write_bytes(b"min")
    lock = tmp_path / "sosialplan.lock"
    lock.symlink_to(mine)
    with pytest.raises(ExpectedFailure, match="er en lenke"), locked(tmp_path, KARI, nobody):
        pytest.fail("the link was taken for a lock")
    assert last_turn(tmp_path) is None
    assert mine.read_bytes() == b"min"
    lock.unlink()
    lock.mkdir()
    with pytest.raises(ExpectedFailure, match="ingen vanlig fil"), locked(tmp_path, KARI, nobody):
        pytest.fail("the folder was taken for a lock")


def test_where_nobody_has_written_nobody_holds_the_lock(tmp_path: Path) -> None:
    assert last_turn(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def _note(**said: str) -> bytes:
    """Return a whole note whose words would act where they are shown."""
    return msgspec.json.encode(replace(KARI, **said))


@pytest.mark.parametrize(
    "damaged",
    [
        b"\0",
        _note(command="x\n::error::"),
        _note(user="\x1b[31m"),
        b'{"command": "\xff"}',
        b"[" * 900,
        b"{}",
        b'{"pid": 1e9}',
    ],
)
def test_a_lock_that_was_damaged_names_nobody_and_holds_nobody_up(
    damaged: bytes, tmp_path: Path
) -> None:
    (tmp_path / "sosialplan.lock").write_bytes(damaged)
    assert last_turn(tmp_path) is None
    with locked(tmp_path, KARI, nobody):
        turn = last_turn(tmp_path)
        assert turn is not None
        assert turn.holder == KARI


def test_another_writer_is_waited_for_and_named(tmp_path: Path) -> None:
    told: list[Holder | None] = []
    with another_process(tmp_path) as process:
        with (
            pytest.raises(ExpectedFailure) as refused,
            locked(tmp_path, ME, told.append, patience=1.3),
        ):
            pytest.fail("two at once")
        turn = last_turn(tmp_path)
    assert turn is not None
    assert turn.holder.process == process.pid
    assert told == [turn.holder]
    assert str(turn.holder) in refused.value.sentence
    assert "(tiltak ny, prosess " in refused.value.sentence
    assert "siden kl. 09:30:12" in refused.value.sentence


def test_a_killed_writer_lets_go_at_once_and_is_known(tmp_path: Path) -> None:
    with another_process(tmp_path) as process:
        process.kill()
        process.wait()
    left = last_turn(tmp_path)
    assert left is not None
    assert (left.holder.process, left.lasts) == (process.pid, False)
    with locked(tmp_path, ME, nobody, patience=0.0) as killed:
        assert killed == left
        assert abs(time.time() - killed.since) < 60
    assert last_turn(tmp_path) is None


def test_whoever_waits_goes_on_as_soon_as_the_other_is_done(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with locked(tmp_path, ME, lambda _: None):
            order.append("second")

    with locked(tmp_path, KARI, nobody):
        waiting = threading.Thread(target=second)
        waiting.start()
        time.sleep(0.1)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


@pytest.mark.parametrize("left", [b"{", b'{"process": "x"}', b"\xff", b"x" * 9000])
def test_a_note_of_the_holder_that_cannot_be_read_stops_nobody(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "sosialplan.lock").write_bytes(left)
    with locked(tmp_path, ME, nobody) as killed:
        assert killed is None


def test_a_holder_without_names_is_still_somebody() -> None:
    bare = Holder(12, "", "", "lagre", KARI.since)
    assert str(bare) == "noen (lagre, prosess 12, siden kl. 09:30:12)"
    assert str(KARI) == "kari på skole-pc (registrer, prosess 4711, siden kl. 09:30:12)"


@pytest.mark.parametrize("stands", ["folder", "link", "lost link", "queue"])
def test_what_stands_for_the_lock_is_told_of_by_the_doctor_and_taken_away_by_hand(
    program: Program, stands: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``sjekk`` said «Alt er i orden» while no command could write, and of a queue that git was not there."""
    monkeypatch.chdir(program.root)
    if sys.platform == "win32" and stands != "folder":
        pytest.skip("links need rights of their own on Windows, and there are no queues")
    lock = program.root / ".git" / "sosialplan.lock"
    lock.unlink(missing_ok=True)
    target = program.root.with_name("annet")
    if stands == "folder":
        lock.mkdir()
    elif stands == "queue":
        POSIX.mkfifo(lock)
    else:
        lock.symlink_to(target)
    if stands == "link":
        target.write_bytes(b"min")
    for more in ((), ("--reparer",)):
        said = program.run("sjekk", *more)
        assert "ingen vanlig fil" in said.out + said.err
        assert "D801" not in said.out
        assert said.status
    lock.rmdir() if stands == "folder" else lock.unlink()
    program.fine("sjekk", "--reparer")
    assert program.fine("sjekk", "--format", "json").json()["funn"] == []
    assert target.exists() == (stands == "link")


def test_a_folder_of_git_that_cannot_be_written_in_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "sosialplan.lock").mkdir()
    with pytest.raises(ExpectedFailure, match="Ingenting er endret"), locked(tmp_path, ME, nobody):
        pytest.fail("no lock")


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows' rights follow the folder; there is no umask"
)
def test_the_lock_opens_for_whoever_may_write_in_the_folder(tmp_path: Path) -> None:
    lock = tmp_path / "sosialplan.lock"
    for folder_mode, lock_mode in ((0o755, 0o600), (0o775, 0o660), (0o777, 0o666)):
        tmp_path.chmod(folder_mode)
        with locked(tmp_path, ME, nobody):
            assert lock.stat().st_mode & 0o777 == lock_mode
        assert not is_shut(tmp_path)


@pytest.mark.skipif(
    sys.platform == "win32", reason="another user is a number that Windows does not have"
)
def test_a_lock_of_anothers_is_told_of_and_opened_by_its_maker(tmp_path: Path) -> None:
    """Made by an earlier version, or by hand: closed to the others of a shared folder."""
    lock = tmp_path / "sosialplan.lock"
    tmp_path.chmod(0o777)
    lock.touch(0o600)
    assert is_shut(tmp_path)
    if POSIX.geteuid() == 0:
        said = _as_nobody(tmp_path)
        assert "laget av en annen bruker" in said
    with locked(tmp_path, ME, nobody):
        pass
    assert not is_shut(tmp_path)
    if POSIX.geteuid() == 0:
        assert _as_nobody(tmp_path) == "kom inn"


TRY = """
import os, sys
from pathlib import Path
from sosialplan.files.lock import locked, this_process
from sosialplan.model.failure import ExpectedFailure
os.setuid(65534)
try:
    with locked(Path("."), this_process("lagre", sys.argv[1]), print):
        print("kom inn", end="")
except ExpectedFailure as refused:
    print(refused.sentence, end="")
"""


def _as_nobody(folder: Path) -> str:
    """Try to hold the lock as the user who owns nothing; the folder is where it stands."""
    done = subprocess.run(  # noqa: S603 - this Python and the program above
        [sys.executable, "-c", TRY, ME.since],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
