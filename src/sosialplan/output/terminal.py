"""The terminal: results to stdout, everything else to stderr.

In a pipe: plain text, no colour, no box drawing. Every text is made visible first, so that
what stands in a case cannot act on the screen.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from msgspec import field
from msgspec.structs import replace

from sosialplan.model.record import Value
from sosialplan.model.vernet import may_be_sealed
from sosialplan.model.visible import as_json_text, visible, without_acts
from sosialplan.output.svarbok import (
    BACK,
    EXPLAIN,
    NO_MORE,
    GoBack,
    Svarbok,
    Svarvalg,
    chosen,
    numbered,
)
from sosialplan.output.tables import Column, aligned, as_lines, fitted_widths, in_lines

if TYPE_CHECKING:
    from sosialplan.model.problems import Problem

_LEFT = (errno.EPIPE, errno.EINVAL)
"""What a system answers where the reader of a pipe has left; Windows says EINVAL."""
_PIPE_WIDTH = 400
_COMMAND = "sosialplan "
_NOT_MENDED = frozenset({"F151", "F152", "F153", "F154", "F155", "F156"})
"""Of a file that cannot be opened, or lies open: its own cure says what to do."""


class ReaderLeft(Exception):
    """Whoever read the result has seen enough."""


class CannotTell(Exception):
    """The result could not be written. ``cause`` is what the system said."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(cause.errno)
        self.cause = cause


class Terminal(Value, frozen=True):
    """Where a command writes, and whether a person sits there."""

    out: TextIO
    err: TextIO
    interactive: bool
    width: int | None = None
    read: Callable[[], str] = input
    saved: list[str] = field(default_factory=list)
    """What this run has saved in the history, for the one who must tell of it some other way."""
    unseen: bool = False
    """Whether the program was started with no place to write a result."""
    unread: list[str] = field(default_factory=list)
    """The files that this run left out: what is shown without them says so itself."""
    sealed: list[bool] = field(default_factory=list)
    """Not empty once this run has met a sealed file: it is not mended in any editor. False once that was told."""
    sent: list[str] = field(default_factory=list)
    """What has gone out of the folder so far, in a sentence for the one who breaks off; the last one holds."""
    made: list[Path] = field(default_factory=list)
    """The documents that this run made, for the one who opens them."""
    kalt: Callable[[], str] = lambda: "sosialplan"
    """How the program was started, for what is printed to be copied."""
    whole: list[bytes] | None = None
    """Where a result goes that is no text; None where the result is shown, and such a one cannot be."""
    detaljer: bool = False
    """Whether what the machine knows is told too: what git calls what was saved, and where a file lies."""
    svarbok: Svarbok = field(default_factory=Svarbok)
    """What the person has answered, and how it is asked for."""
    asks_about: str = ""
    """What stands before each question: which of several things it is about."""
    _told: list[bool] = field(default_factory=list)

    def _write(self, text: str) -> None:
        """Write to the result, but for what was told before the question that comes. Raises ReaderLeft or CannotTell."""
        if self.svarbok.repeats:
            return
        try:
            self.out.write(text)
        except OSError as error:
            raise self._refused(error) from error

    def finish(self) -> None:
        """Send on what is still held back. Raises ReaderLeft or CannotTell."""
        try:
            self.out.flush()
        except OSError as error:
            raise self._refused(error) from error

    def let_go(self) -> None:
        """Leave a standard output that cannot be written, so that nothing tries again at the end."""
        if self.out is sys.stdout:
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self.out.fileno())

    def _refused(self, error: OSError) -> Exception:
        return ReaderLeft() if error.errno in _LEFT else CannotTell(error)

    def line(self, text: str = "") -> None:
        """Write a line of the result; in a terminal a sentence is folded between words, and a command is whole."""
        self._write(self._line(text, 2) + "\n")

    def heading(self, text: str) -> None:
        """Write a heading of the result; bold where a person sits."""
        self._write(self._strong(visible(text), "1") + "\n")

    def marked(self, before: str, middle: str, after: str, *, strong: bool) -> None:
        """Write a line whose middle is marked where it hastes, and the screen can show that."""
        first, shown, last = (visible(each).replace("\n", " ") for each in (before, middle, after))
        self._write(
            f"{first}{self._strong(shown, '1;31') if strong else shown}{last}".rstrip() + "\n"
        )

    def _strong(self, text: str, how: str) -> str:
        return f"\x1b[{how}m{text}\x1b[0m" if self._styled else text

    @property
    def _styled(self) -> bool:
        """Whether what is shown may be bold and coloured: no-color.org, a terminal without codes, Windows' old console."""
        if not self.interactive or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        if os.name != "nt":
            return True
        from sosialplan.output.tegnet import shows_codes  # noqa: PLC0415 - slow, and only Windows asks

        return shows_codes()

    def wrapped(self, text: str, indent: int = 0) -> None:
        """Write a line of the result; in a terminal it is folded, with what follows set in."""
        self._write(self._folded(text, indent, indent + 2) + "\n")

    def _folded(self, text: str, indent: int, set_in: int) -> str:
        return "\n".join(in_lines(visible(text), self._columns, indent, set_in))

    @property
    def _columns(self) -> int:
        if not self.interactive:
            return _PIPE_WIDTH * 100
        import shutil  # noqa: PLC0415 - start-up

        return max(self.width or shutil.get_terminal_size().columns, 20)

    def agrees(self, question: str) -> bool:
        """Tell whether a person sits here and says yes; «[j/N]» is asked with it."""
        return self.interactive and self.ask(f"{question} [j/N]: ").casefold() in {"j", "ja"}

    def about(self, what: str) -> "Terminal":
        """Return the same terminal, whose questions say what they are about."""
        return replace(self, asks_about=f"{what}: ")

    def ask(self, question: str, explain: str = "") -> str:
        """Ask the person; an empty answer is one too. Only where ``interactive``.

        «?» tells ``explain``. Raises GoBack for «<», where something was answered before and nothing is saved.
        """
        about = self.asks_about + question
        return self._answered(about, lambda: self._asked(about, explain))

    def choose(
        self,
        question: str,
        choices: Sequence[Svarvalg],
        *,
        several: bool = False,
        explain: str = "",
        nothing: str | None = None,
    ) -> str:
        """Ask for one of the words, or several with commas: by number, by the word itself, or as it was typed.

        What was typed and is none of them is returned as it is: whoever asks reads it. ``nothing`` says what no answer
        does, where that is an answer. As ``ask`` otherwise.
        """
        about = self.asks_about + question

        def drawn() -> str:
            if (velger := self.svarbok.velger) is not None:
                answer = velger.choose(
                    about, choices, several=several, explain=explain, nothing=nothing
                )
            else:
                for line in numbered(choices, self._columns):
                    self.note(line)
                answer = self._asked(about, explain)
            return chosen(answer, choices, several=several)

        return self._answered(about, drawn)

    def _answered(self, question: str, asked: Callable[[], str]) -> str:
        """Return the answer that was given to this question before, else ask until it is one."""
        known = self.svarbok.again(question)
        while known is None:
            answer = asked().strip()
            if answer != BACK:
                return self.svarbok.keep(question, answer)
            if (self.svarbok.given or self.svarbok.outside) and not self.saved:
                raise GoBack
            self.note("Herfra går det ikke an å gå tilbake.")
        return known

    def _asked(self, question: str, explain: str) -> str:
        if self.svarbok.velger is not None:
            return self.svarbok.velger.text(question, explain)
        while True:
            with suppress(OSError):
                self.err.write(visible(question) + " ")
                self.err.flush()
            answer = self.read().strip()
            if answer != EXPLAIN:
                return answer
            self.note(explain or NO_MORE)

    def secret(self, question: str) -> str:
        """Ask for what is not shown on the screen; where nobody sits, the next line of standard input."""
        if self.interactive and self.read is input:
            import getpass  # noqa: PLC0415 - start-up

            return getpass.getpass(visible(question) + " ", self.err).strip()
        with suppress(EOFError):
            return self.ask(question) if self.interactive else self.read().strip()
        return ""

    def raw(self, text: str) -> None:
        """Write a finished document as it is, but for what would act on the screen."""
        self._write(without_acts(text).removesuffix("\n") + "\n")

    def note(self, text: str) -> None:
        """Tell the reader something that is not the result; where nobody can be told, go on."""
        if self.svarbok.is_silent(text):
            return
        self.finish()
        with suppress(OSError):
            self.err.write(self._line(text, 0) + "\n")

    def note_once(self, text: str) -> None:
        """Tell the reader something that holds for all that is written in this run, and is not said again."""
        if text not in self.svarbok.told:
            self.note(text)

    def _line(self, text: str, set_in: int) -> str:
        """Return a text folded for a terminal."""
        if not self.interactive:
            return visible(text)
        return self._folded(text, 0, set_in)

    def json(self, value: Mapping[str, object]) -> None:
        """Write a value as JSON that ends in a line break."""
        self._write(self.as_json(value))

    def as_json(self, value: Mapping[str, object]) -> str:
        """Return a value as JSON, with how many files it was made without; ends in a line break."""
        import json  # noqa: PLC0415 - start-up

        if self.unread:
            value = {**value, "ikke_lest": len(self.unread)}
        return as_json_text(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"

    def problems(self, problems: "Iterable[Problem]") -> None:
        """Tell of problems, each with its place and its cure."""
        told = list(problems)
        for problem in told:
            self.note(str(problem))
            self.note(f"    {problem.cure}")
        self.say_how_to_mend(told)

    def doubts(self, doubts: "Iterable[Problem]") -> None:
        """Tell what to look at of what was just written: in words, and with the details at which place of a file."""
        told = list(doubts)
        if self.detaljer:
            self.problems(told)
            return
        for each in told:
            self.note(f"Se over: {each.message}")
            self.note(f"    {each.cure}")
        self.say_how_to_mend(told)

    def say_how_to_mend(self, told: "Iterable[Problem]") -> None:
        """Tell, once in a run, how a sealed file is opened to be mended, where something told is in one."""
        files = (each.location.path for each in told if each.code not in _NOT_MENDED)
        if self.sealed and False not in self.sealed and any(map(may_be_sealed, files)):
            self.sealed.append(False)
            self.note("Filene om elever er vernet. Åpne en for å rette den: sosialplan rediger SAK")

    @contextmanager
    def progress(self, what: str, total: int) -> Iterator[Callable[[], None]]:
        """Show how far something has come, on stderr and only where a person sits.

        Gives what is called each time one of ``total`` is done.
        """
        if not (self.interactive and self.err.isatty()):
            yield lambda: None
            return
        from sosialplan.output.tegnet import progress_bar  # noqa: PLC0415 - slow, and seldom needed

        with progress_bar(self.err, self._columns, visible(what), total) as advance:
            yield advance

    @property
    def incomplete(self) -> str:
        """A sentence for a result that files were left out of; empty where all was read."""
        if not self.unread:
            return ""
        count = len(self.unread)
        files = "1 fil" if count == 1 else f"{count} filer"
        return f"{files} kunne ikke leses, og er ikke med her. Se: sosialplan valider"

    def with_incomplete(self, markdown: str) -> str:
        """Return a document of Markdown that says at its end that files were left out of it."""
        return f"{markdown.rstrip()}\n\n> {self.incomplete}\n" if self.unread else markdown

    def lagret(self, *names: str) -> str:
        """Return the end of a sentence that says that something is saved: what git calls it, only where that is asked."""
        return f"lagret i historikken som {', '.join(names)}" if self.detaljer else "lagret"

    def say_incomplete(self) -> None:
        """Write, once in a result, that files were left out of it."""
        if self.unread and not self._told:
            self._told.append(True)
            self.line(self.incomplete)

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, se: str = ""
    ) -> None:
        """Write a table of texts; a row holds one text a column. What was left out is said before the first.

        ``se`` is the command that shows all of it, where it is another than the one that runs: what has written is
        not typed again.
        """
        self.say_incomplete()
        texts = {cell for row in rows for cell in row}  # most of them stand in many rows
        shown = {cell: visible(cell).replace("\n", " ") for cell in texts}
        cells = [[shown[cell] for cell in row] for row in rows]
        if not self.interactive:
            self._write("".join(f"{line}\n" for line in aligned(columns, cells)))
            return
        from sosialplan.output.tegnet import AGAIN, drawn_table, screen_room, shown_width  # noqa: PLC0415 - slow, and only tables need it

        lines = [[column.header for column in columns], *cells]
        widest = [max(map(shown_width, texts)) for texts in zip(*lines, strict=True)]
        widths = fitted_widths(columns, widest, self._columns)
        if widths is None:
            for line in as_lines(columns, cells):
                self.wrapped(line)
        else:
            seen = self.out.isatty()
            drawn = drawn_table(
                columns, cells, widths, self._columns,
                styled=seen and self._styled, room=screen_room() if seen else None,
                se=se or (f"{_COMMAND}frister" if self.saved else AGAIN),
            )  # fmt: skip
            for line in drawn:
                self._write(line + "\n")
