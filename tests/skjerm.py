"""A screen with a keyboard: the program in a pseudo-terminal, and what stands on the screen, as a person sees it."""

import os
import select
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

import pyte

REPOSITORY = Path(__file__).parent.parent
UP, DOWN, ESCAPE, ENTER = "\x1b[A", "\x1b[B", "\x1b", "\r"
_WAITS = 60.0
_SITS_DOWN = (
    "import os, sys; os.login_tty(0); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
"""Makes the pseudo-terminal the one that keys as Ctrl-C act on."""
_STILL = 0.3
"""So long nothing more has come before a screen is taken for finished."""


class _Screen(pyte.Screen):
    """A screen that answers where its cursor is."""

    def __init__(self, columns: int, rows: int, master: int) -> None:
        super().__init__(columns, rows)
        self.master = master

    def write_process_input(self, data: str) -> None:
        os.write(self.master, data.encode("ascii"))


@dataclass(slots=True)
class Skjerm:
    """A running program: its end of the pseudo-terminal, and the screen it draws."""

    master: int
    process: "Popen[bytes]"
    screen: pyte.Screen
    stream: pyte.ByteStream
    everything: list[str] = field(default_factory=list)

    def types(self, *keys: str) -> None:
        """Press keys; each is sent when the screen stands still."""
        for each in keys:
            self._drain()
            os.write(self.master, each.encode("utf-8"))
        self._drain()

    def answers(self, question: str, answer: str) -> None:
        """Wait for a question on the line of the cursor or above it, and type the answer with Enter."""
        self.waits_for(question)
        os.write(self.master, f"{answer}{ENTER}".encode())
        self._drain()

    def answers_next(self, answer: str) -> None:
        """Answer what is asked now, whatever it is: once the program waits, and each key once the last was seen."""
        ends = time.monotonic() + _WAITS
        while self.screen.cursor.x == 0 or self._read(_STILL):
            assert time.monotonic() < ends, f"Nothing was asked before «{answer}»:\n{self.text}"
            self._read(0.1)
        for each in filter(None, (answer, ENTER)):
            os.write(self.master, each.encode("utf-8"))
            while not self._read(0.1):
                assert time.monotonic() < ends, f"«{answer}» was never read:\n{self.text}"

    def waits_for(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        ends = time.monotonic() + _WAITS
        while text not in self.text:
            assert time.monotonic() < ends, f"«{text}» never came:\n{self.text}"
            self._read(0.1)

    def waits_at(self, prompt: str) -> None:
        """Wait until the last that stands on the screen is a prompt: an earlier one may stand above it."""
        ends = time.monotonic() + _WAITS
        while not self.text.endswith(prompt):
            assert time.monotonic() < ends, f"«{prompt}» was never last:\n{self.text}"
            self._read(0.1)

    def resize(self, columns: int, rows: int) -> None:
        """Give the screen another size, and let the program know."""
        _sized(self.master, columns, rows)
        self.screen.resize(rows, columns)
        self._drain()

    @property
    def text(self) -> str:
        """What stands on the screen, without what is empty at the right and below."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def _drain(self) -> None:
        while self._read(_STILL):
            pass

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:  # what Linux says where the program has gone
            return False
        self.stream.feed(data)
        return bool(data)


@contextmanager
def opened(
    root: Path,
    *args: str,
    columns: int = 80,
    rows: int = 24,
    environ: Mapping[str, str] | None = None,
) -> Iterator[Skjerm]:
    """Run the program on the day of the tests in a planmappe, on a screen so large; it is ended afterwards."""
    master, slave = _pair()
    _sized(slave, columns, rows)
    known = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    process = Popen(  # noqa: S603 - the program itself
        [sys.executable, "-c", _SITS_DOWN, str(REPOSITORY / "tests" / "programmet.py"), *args],
        cwd=root, stdin=slave, stdout=slave, stderr=slave,
        env={**known, "TERM": "xterm", **(environ or {})},
    )  # fmt: skip
    os.close(slave)
    screen = _Screen(columns, rows, master)
    shown = Skjerm(master, process, screen, pyte.ByteStream(screen))
    try:
        yield shown
    finally:
        process.terminate()
        process.wait(10)
        os.close(master)


def _pair() -> tuple[int, int]:
    """Return the two ends of a new pseudo-terminal; who asks for one where there is none is skipped."""
    if sys.platform != "win32":
        import pty  # noqa: PLC0415 - of systems that have pseudo-terminals

        return pty.openpty()
    raise NotImplementedError


def _sized(end: int, columns: int, rows: int) -> None:
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - of systems that have pseudo-terminals
        import struct  # noqa: PLC0415
        import termios  # noqa: PLC0415

        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
