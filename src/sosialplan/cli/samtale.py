"""How one is asked at the desk, and how a command is run from it.

Every command is the one that can be typed: it asks what it lacks, tells what it would write, and is run again
with the same answers once the person has said yes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import typer
from msgspec.structs import replace

from sosialplan.cli.app import options_of
from sosialplan.cli.main import explained, run
from sosialplan.cli.world import World, run_of
from sosialplan.commands.run import Run, ShownFirst
from sosialplan.output.svarbok import GoBack, Svarbok, Svarvalg, Velger, chosen
from sosialplan.output.terminal import Terminal

T = TypeVar("T")
_JA, _NEI, _MER = "ja", "nei", "mer"
_USUAL = frozenset({"--dato", "--av", "--med", "--notat"})
"""What is told of nearly every step, and is shown first."""
_HOW = "Ja lagrer det som står over. «<» går tilbake og lar deg endre."
LEAVES = frozenset({"slutt", "q", "avslutt", "exit", "ut"})
"""What a person types to leave the desk."""


class _SaidNo(GoBack):
    """The person does not want what was shown."""


@dataclass(slots=True)
class Lodd:
    """Lots that fall the same each time a command is run anew, so that what was shown is what is written."""

    new_id: Callable[[], str]
    four_characters: Callable[[str], str]
    drawn: list[str] = field(default_factory=list)
    at: int = 0

    def start_over(self) -> None:
        """Let the lots that were drawn fall again, in their order."""
        self.at = 0

    def id(self) -> str:
        """Return an id of an entry."""
        return self._next(self.new_id)

    def four(self, alphabet: str) -> str:
        """Return four characters of a case's number."""
        return self._next(partial(self.four_characters, alphabet))

    def _next(self, draw: Callable[[], str]) -> str:
        if self.at == len(self.drawn):
            self.drawn.append(draw())
        self.at += 1
        return self.drawn[self.at - 1]


@dataclass(frozen=True, slots=True)
class Samtale:
    """What is said and asked in one sitting; ``velger`` draws lists to pick from, where the screen can show them."""

    ctx: typer.Context
    world: World
    velger: Velger | None = None
    ahead: list[str] = field(default_factory=list)
    """What was typed where only Enter was asked for: it answers the next question. Not a number: it is of no list that is seen."""

    def command(self, words: Sequence[str], *, ends: bool = True) -> bool:
        """Run a command as if it were typed; what it would write is shown, and written once the person says yes.

        Returns False where the person went back past its first question.

        Where it would write another thing by then, because somebody else changed what it builds on, that is shown
        anew.
        """
        terminal, more = self.terminal(), list[str]()
        lots = Lodd(self.world.new_id, self.world.four_characters)
        world = replace(
            self.world, terminal=terminal, godtatt=(), new_id=lots.id, four_characters=lots.four
        )
        while True:
            lots.start_over()
            try:
                run([*self._where(), *words, *more], world)
                break
            except ShownFirst as shown:
                terminal.svarbok.keep_asked()
                self._show(shown)
                try:
                    agreed = self._agreed(shown, terminal.svarbok, words, more)
                except GoBack as back:
                    return isinstance(back, _SaidNo)
                world = replace(world, godtatt=agreed)
                if agreed:
                    terminal.svarbok.agreed()
            except GoBack:
                return False
            except (KeyboardInterrupt, EOFError):
                raise
            except (Exception, SystemExit) as error:  # noqa: BLE001 - told as of any command
                explained(error, terminal)
                if not more or terminal.saved:
                    break
                terminal.svarbok.start_over()
                more.pop()
        if ends:
            typed = self.ask("Trykk Enter for å gå videre.")
            self.ahead.extend([typed] if typed and not typed.isdecimal() else [])
        return True

    def _agreed(
        self, shown: ShownFirst, book: Svarbok, words: Sequence[str], more: list[str]
    ) -> tuple[str, ...]:
        """Return what the person says yes to; nothing where more is said, or the last thing taken back.

        Raises GoBack for a no, and where there is nothing to take back.
        """
        answer = self._next_of()
        if not answer and not more and not book.given:
            raise GoBack
        book.start_over(without_last=not answer and not more)
        if answer == _MER:
            more += self._said_more([*words, *more])
        elif not answer and more:
            more.pop()
        return shown.lines if answer == _JA else ()

    def _show(self, shown: ShownFirst) -> None:
        for line in ("", "Dette blir skrevet:", *(f"  {each}" for each in shown.lines)):
            self.say(line)

    def _next_of(self) -> str:
        """Return what the person says to what was shown; nothing for going back. Raises GoBack for a no."""
        choices = (
            Svarvalg(_JA),
            Svarvalg(_NEI),
            Svarvalg(_MER, "si mer om det, som dag, hvem og notat"),
        )
        try:
            answer = self.choose("Lagre?", choices, explain=_HOW, nothing="svarer ikke")
        except GoBack:
            return ""
        if answer == _NEI:
            self.say("Ingenting er skrevet.")
            raise _SaidNo
        return answer

    def _said_more(self, words: Sequence[str]) -> tuple[str, ...]:
        """Ask for one of the options of a command that were not said; nothing where none is chosen."""
        known = {each.opts[0]: each for each in options_of(words)}
        told = {each.partition("=")[0] for each in words}
        first = sorted(known, key=lambda name: name not in _USUAL)
        choices = [
            Svarvalg(name.removeprefix("--"), known[name].help or "")
            for name in first
            if name not in told
        ]
        try:
            name = f"--{self.choose('Hva mer?', choices)}"
            if known[name].is_flag:
                return (name,)
            return (f"{name}={self.ask(f'{known[name].help}')}",)
        except GoBack:
            return ()

    def read(self, work: Callable[[Run], T]) -> T:
        """Read something of the folder; what is asked meanwhile can be answered anew with «<»."""
        terminal = self.terminal()
        self.ctx.obj = replace(self.world, terminal=terminal)
        try:
            while True:
                try:
                    return work(run_of(self.ctx))
                except GoBack:
                    if not terminal.svarbok.given:
                        raise
                    terminal.svarbok.start_over(without_last=True)
        finally:
            self.ctx.obj = self.world

    def _where(self) -> tuple[str, ...]:
        """Return the program's own options of this sitting, as every command is given them."""
        there = ("-C", str(self.world.mappe)) if self.world.mappe else ()
        day = ("--i-dag", self.world.i_dag.isoformat()) if self.world.i_dag else ()
        return (*there, *day)

    def terminal(self) -> Terminal:
        """Return the terminal with nothing told and nothing answered: each command has its own."""
        book = Svarbok(velger=self.velger, outside=True)
        return replace(self.world.terminal, saved=[], unread=[], sealed=[], svarbok=book, _told=[])

    def ask(self, question: str, explain: str = "") -> str:
        """Return what is typed. Raises GoBack for «<»."""
        if self.ahead:
            return self.ahead.pop()
        return self.terminal().ask(question, explain)

    def choose(
        self,
        question: str,
        choices: Sequence[Svarvalg],
        *,
        explain: str = "",
        nothing: str | None = None,
    ) -> str:
        """Return the word that is chosen; its beginning is enough. Raises GoBack for nothing, EOFError for leaving.

        ``nothing`` says that no line is chosen for the person, and that an empty answer is asked again.
        """
        known = [each.ord for each in choices]
        while True:
            answer = (
                chosen(self.ahead.pop(), choices)
                if self.ahead
                else self.terminal().choose(question, choices, explain=explain, nothing=nothing)
            )
            if not answer and nothing is None:
                raise GoBack
            begins = [
                each for each in known if answer and each.casefold().startswith(answer.casefold())
            ]
            if answer in known or len(begins) == 1:
                return answer if answer in known else begins[0]
            if answer.casefold() in LEAVES:
                raise EOFError
            self.say("Velg et nummer fra listen, eller «<» for å gå tilbake.")

    def say(self, text: str) -> None:
        """Tell a line."""
        self.terminal().line(text)
