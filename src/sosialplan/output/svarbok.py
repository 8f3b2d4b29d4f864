"""The answers of one run: what a person said, question by question, so that one can go back to an earlier one.

A command asks before it writes. Run again with the same answers it asks the same, so going back is to run
it once more with the last answer taken away; what it tells meanwhile was told already.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

import msgspec
from msgspec import field

from sosialplan.model.visible import visible

BACK, EXPLAIN = "<", "?"
_BROKEN_OFF = "\x03"
NO_MORE = "Skriv svaret, eller «<» for å gå tilbake."
"""What «?» tells where there is no more to tell: it is never an answer."""
_PARTS = ","


class Svarvalg(NamedTuple):
    """Something that can be answered: the word itself, and what is shown beside it."""

    ord: str
    tekst: str = ""


class GoBack(Exception):
    """The person wants the question before this one."""


class Velger(Protocol):
    """A way of asking that draws on the screen, where there is one that can."""

    def text(self, question: str, explain: str) -> str:
        """Return what was typed. Raises EOFError or KeyboardInterrupt."""

    def choose(
        self,
        question: str,
        choices: Sequence[Svarvalg],
        *,
        several: bool,
        explain: str,
        nothing: str | None,
    ) -> str:
        """Return the word that was chosen, several with commas, or what was typed.

        ``nothing`` is what no answer does, where that is an answer.
        """


class Svarbok(msgspec.Struct):
    """The answers so far, and how many of them were asked for in this run.

    ``given`` holds each question with its answer. ``outside`` tells that the person came from somewhere, and can go
    back there from the first question. ``told`` is what was noted meanwhile, and ``known`` what need not be again.
    """

    given: list[tuple[str, str]] = field(default_factory=list)
    at: int = 0
    velger: Velger | None = None
    outside: bool = False
    told: list[str] = field(default_factory=list)
    known: frozenset[str] = frozenset()

    @property
    def repeats(self) -> bool:
        """Whether the next question was answered before: what is told until then is known."""
        return self.at < len(self.given)

    def is_silent(self, text: str) -> bool:
        """Tell whether a note was read already, and remember it where it was not."""
        if self.repeats or text in self.known:
            return True
        self.told.append(text)
        return False

    def agreed(self) -> None:
        """What was noted up to here was read before the person said yes."""
        self.known = frozenset(self.told)

    def again(self, question: str) -> str | None:
        """Return the answer that was given to this question before, or None. Raises KeyboardInterrupt, as the person did.

        Questions that are not asked any more are passed over; one that is new is asked, and so are all after it.
        """
        for place in range(self.at, len(self.given)):
            asked, answer = self.given[place]
            if asked != question and answer != _BROKEN_OFF:
                continue
            del self.given[self.at : place]
            self.at += 1
            if answer == _BROKEN_OFF:
                raise KeyboardInterrupt
            return answer
        del self.given[self.at :]
        return None

    def keep(self, question: str, answer: str) -> str:
        """Remember the answer to a question, and return it."""
        self.given.append((question, answer))
        self.at += 1
        return answer

    def take_back(self) -> None:
        """Forget the last answer: it could not be used, and the question is asked again."""
        if self.at:
            self.at -= 1
            del self.given[self.at :]

    def broke_off(self) -> None:
        """Remember that the person broke off here and was asked more: run again it is broken off at the same question."""
        if self.at == 0 or self.given[self.at - 1][1] != _BROKEN_OFF:
            self.keep("", _BROKEN_OFF)

    def keep_asked(self) -> None:
        """Forget what was not asked for in a run that came to its end: nothing is known by it."""
        del self.given[self.at :]

    def start_over(self, *, without_last: bool = False) -> None:
        """Begin the questions anew with the answers so far, all of them or all but the last."""
        if without_last and self.given:
            self.given.pop()
        self.at = 0

    def forget(self) -> None:
        """Begin with no answers: another command is run."""
        self.given.clear()
        self.at = 0


def chosen(answer: str, choices: Sequence[Svarvalg], *, several: bool = False) -> str:
    """Return the words that an answer chooses by their numbers; every other word of it as it stands.

    >>> chosen("2, lærer", [Svarvalg("rektor"), Svarvalg("rådgiver")], several=True)
    'rådgiver, lærer'
    """
    if not several:
        return _one(answer, choices)
    parts = answer.replace(_PARTS, " ").split()
    if all(each.isdigit() for each in parts):
        return _together(_one(each, choices) for each in parts)
    return _together(_one(each, choices) for each in answer.split(_PARTS) if each.strip())


def _one(answer: str, choices: Sequence[Svarvalg]) -> str:
    typed = answer.strip()
    if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(choices):
        known = {each.ord for each in choices}
        return typed if typed in known else choices[int(typed) - 1].ord
    return typed


def _together(words: Iterable[str]) -> str:
    return f"{_PARTS} ".join(words)


_WIDEST = 100
"""Words that share lines are read across so far at most."""
_LEAST, _BESIDE = 20, 30
"""So wide a word is at least, and so much of what stands beside it is shown at least, or none of it."""


def laid_out(choices: Sequence[Svarvalg], columns: int) -> Iterator[str]:
    """Yield each choice as a line no wider than this: the word, and what stands beside it where there is room.

    A screen that is drawn smaller than its frame has no columns left: a sign is shown all the same.
    """
    columns = max(columns, 1)
    wide = max((len(each.ord) for each in choices), default=0)
    beside = min(max((len(each.tekst) for each in choices), default=0), _BESIDE)
    room = columns - beside - 2
    wide = min(wide, room) if room >= _LEAST else columns
    for each in choices:
        word = f"{cut(each.ord, wide):<{wide}}"
        yield cut(f"{word}  {each.tekst}" if wide < columns else word, columns).rstrip()


def cut(text: str, width: int) -> str:
    """Return a text no wider than this; what is cut ends in a sign for it.

    >>> cut("Oppdiktet", 5)
    'Oppd…'
    """
    return text if len(text) <= width else text[: max(width - 1, 0)].rstrip() + "…"


def numbered(choices: Sequence[Svarvalg], columns: int) -> Iterator[str]:
    """Yield the choices with their numbers; words that have nothing beside them share lines."""
    if any(each.tekst for each in choices):
        for number, line in enumerate(laid_out(choices, columns - 6), 1):
            yield f"  {number:>2} {line}"
        return
    wide = max((len(each.ord) for each in choices), default=0)
    cells = [f"{number:>2} {each.ord:<{wide}}" for number, each in enumerate(choices, 1)]
    to_a_line = max(1, (min(columns, _WIDEST) - 2) // (wide + 5))
    for start in range(0, len(cells), to_a_line):
        yield "  " + "  ".join(cells[start : start + to_a_line]).rstrip()


_SET_IN = " " * 10
"""What goes on from a line of a list, below the words it explains."""


def _fitted(text: str) -> str:
    """Return a text in lines that are no wider than the screen, broken between words; a line is never run into the next."""
    import shutil  # noqa: PLC0415 - start-up
    import textwrap  # noqa: PLC0415

    width = max(shutil.get_terminal_size().columns - 1, _LEAST)
    return "\n".join(
        line
        for each in text.split("\n")
        for line in textwrap.wrap(
            visible(each),
            width,
            break_on_hyphens=False,
            subsequent_indent=_SET_IN if each[:1] == " " else "",
        )
        or [""]
    )


class Skjermvelger:
    """Asks on a screen that can be drawn on."""

    def text(self, question: str, explain: str) -> str:
        """Return a line that was typed; «?» tells what is asked. Raises EOFError or KeyboardInterrupt."""
        while True:
            answer = input(f"{_fitted(question)} ").strip()
            if answer != EXPLAIN:
                return answer
            print(_fitted(explain or NO_MORE))  # noqa: T201 - between two drawings, where nothing else writes

    def choose(
        self,
        question: str,
        choices: Sequence[Svarvalg],
        *,
        several: bool,
        explain: str,
        nothing: str | None,
    ) -> str:
        """Return the word that was picked, several with commas, or what was typed and is none of them."""
        if not choices:
            return self.text(question, explain)
        from sosialplan.output.velger import Velgerliste  # noqa: PLC0415 - slow, and not for the first screen

        return Velgerliste(question, tuple(choices), several, explain, nothing).asked()
