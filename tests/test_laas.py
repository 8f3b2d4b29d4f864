"""One writer at a time: who it is, how long one waits, and what a killed one leaves."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sosialplan.files.lock import Holder, last_turn, locked, this_process
from sosialplan.model.failure import ExpectedFailure

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


def test_where_nobody_has_written_nobody_holds_the_lock(tmp_path: Path) -> None:
    assert last_turn(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


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


def test_a_folder_of_git_that_cannot_be_written_in_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "sosialplan.lock").mkdir()
    with pytest.raises(ExpectedFailure, match="Ingenting er endret"), locked(tmp_path, ME, nobody):
        pytest.fail("no lock")
