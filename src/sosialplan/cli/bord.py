"""The day's desk: what is shown, and what is typed there."""

import shlex
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sosialplan.cli.app import COMMANDS
from sosialplan.cli.main import FINE, explained
from sosialplan.cli.samtale import LEAVES, Samtale
from sosialplan.cli.world import run_of
from sosialplan.commands.dagen import (
    Dagsbilde,
    can_be_done,
    cases_of,
    day_of,
    documents,
    first_day,
    recipients,
    with_names,
)
from sosialplan.commands.svar.dagsvar import asked_day
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.skole import Person
from sosialplan.model.skrivemaate import find_word
from sosialplan.output.svarbok import GoBack, Svarvalg
from sosialplan.views.dagen import Dagspost, Haster
from sosialplan.views.dagsskjerm import RAISED, head, lines_of, of_whom, room_for

_COMMANDS = {
    "ny": ("ny-sak",),
    "meld": ("meld",),
    "saker": ("saker",),
}
_FRAVAER, _ELEVEN = "fravær", "én elev"
_OF_SEVERAL: Mapping[str, Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "møte": {
        "holdt": ("bare at møtet er holdt, og hvem som var der", ("møte", "registrer")),
        "referat": ("det som ble sagt og bestemt, i én tekst", ("møte", "skriv")),
    },
}
"""Words that mean several things: each with what it is, and its command."""
_TAKES_A_DAY = frozenset({"registrer"})
_WHEN = "Når ble det gjort? (tomt svar er i dag)"
_WORDS = (
    Svarvalg("ny", "åpne en ny sak"),
    Svarvalg("alle", "vis alt, også det som kommer senere og det andre har"),
    Svarvalg("mitt", "vis bare det som er mitt, denne uken"),
    Svarvalg(_FRAVAER, "kryss av en klasse, eller før fravær for én elev"),
    Svarvalg("møte", "skriv ned et møte"),
    Svarvalg("meld", "meld fra om en elev"),
    Svarvalg("saker", "alle åpne saker"),
    Svarvalg("slutt", "gå ut"),
)
"""What can be typed besides a number and a pupil."""
_ALLE, _MITT = "alle", "mitt"
_GJORT, _LES, _HVORFOR, _DOKUMENT, _SENERE = "gjort", "les saken", "hvorfor", "dokument", "senere"
_UTLEVER = "utlever"
_DEMO, _SKOLEN = "demo", "skolen"


_STRONG = frozenset({Haster.FORFALT, Haster.I_DAG})


class _Leave(Exception):
    """The person is done."""


@dataclass(slots=True)
class Bord:
    """The desk of one sitting. ``alt`` is whether everything is shown, and not the person's own week alone."""

    samtale: Samtale
    person: Person | None = None
    alt: bool = False
    svar: str = ""
    """What was answered, told under the list: above it, it goes out of sight when the list is drawn anew."""

    def opened(self) -> int:
        """Show the day and do what is typed, until the person leaves. What is saved meanwhile stays saved."""
        try:
            if not self._has_folder():
                return FINE
            bilde = self.samtale.read(first_day)
            self.person = bilde.person
            while True:
                self._show(bilde)
                self._guarded(partial(self._do, bilde, self._typed()))
                bilde = self.samtale.read(lambda run: day_of(run, self.person, alt=self.alt))
        except (_Leave, EOFError, KeyboardInterrupt, GoBack):
            self.samtale.say("Det som er lagret, er lagret. Ha en god dag.")
        return FINE

    def _has_folder(self) -> bool:
        """Tell whether there is a planmappe here; where there is none, let the person make one."""
        try:
            run_of(self.samtale.ctx).planmappe()
        except ExpectedFailure as none:
            self.samtale.say(none.sentence)
        else:
            return True
        choices = (
            Svarvalg(_DEMO, "se hvordan det virker, med oppdiktede saker"),
            Svarvalg(_SKOLEN, "lag skolens egen mappe"),
            Svarvalg("slutt", "gå ut"),
        )
        answer = self.samtale.choose("Hva vil du gjøre?", choices)
        if answer == _DEMO:
            self.samtale.command(("demo",))
        elif answer == _SKOLEN:
            self.samtale.command(("start", _SKOLEN))
        return False

    # What is shown

    def _show(self, bilde: Dagsbilde) -> None:
        terminal, (width, height) = self.samtale.terminal(), self._size()
        who = f"{bilde.person.navn} · {bilde.verv}" if bilde.person else "Alle sine saker"
        terminal.line()
        for line in head(bilde.skole, bilde.i_dag, who, bilde.dag, width):
            terminal.line(line)
        terminal.line()
        posts = self._posts(bilde)
        shown = posts if self.alt else posts[: room_for(height, width)]
        for each in lines_of(with_names(bilde, shown), width):
            terminal.marked(each.foer, each.merket, each.etter, strong=each.haster in _STRONG)
        if any(each.gaatt_opp for each in shown):
            terminal.line(f"    {RAISED} skulle en annen gjort, og er gått videre til deg")
        if not posts:
            terminal.line("Ingenting venter på deg denne uken.")
        if more := len(posts) - len(shown):
            terminal.line(f"    og {more} til: skriv «{_ALLE}»")
        if not self.alt and bilde.dag.senere:
            terminal.line(f"    {len(bilde.dag.senere)} kommer senere: skriv «{_ALLE}»")
        terminal.line()
        if self.svar:
            terminal.line(self.svar)
            self.svar = ""

    def _posts(self, bilde: Dagsbilde) -> tuple[Dagspost, ...]:
        return (*bilde.dag.poster, *bilde.dag.senere) if self.alt else bilde.dag.poster

    # What is typed

    def _typed(self) -> str:
        """Return what is typed under the list. Raises _Leave for a word that says so."""
        first = "Skriv nummeret foran det du vil gjøre, navnet på en elev, eller et av ordene:"
        explain = "\n".join((first, *(f"  {each.ord:<8}{each.tekst}" for each in _WORDS)))
        try:
            answer = self.samtale.ask("Nummer, navn, «ny» eller «?»:", explain)
        except GoBack:
            self.svar = "Du er ved listen. Skriv «slutt» for å gå ut."
            return ""
        if answer.casefold() in LEAVES:
            raise _Leave
        return answer

    def _do(self, bilde: Dagsbilde, answer: str) -> None:
        """Do what was typed: a number opens a thing, a word a command, anything else is a pupil; nothing shows the list anew."""
        if not answer:
            return
        posts = self._posts(bilde)
        word = find_word(answer, [each.ord for each in _WORDS]) or answer.casefold()
        if answer.isdecimal():
            if 1 <= int(answer) <= len(posts):
                self._open(with_names(bilde, [posts[int(answer) - 1]])[0])
            else:
                self.svar = f"Det er {len(posts)} å velge mellom."
        elif word in {_ALLE, _MITT}:
            self.alt = word == _ALLE
        elif word == _FRAVAER:
            self.samtale.command(self._absence(bilde))
        elif word in _OF_SEVERAL:
            self.samtale.command(self._of_several(word))
        elif word in _COMMANDS:
            self.samtale.command(_COMMANDS[word])
        elif find_word(answer.split(maxsplit=1)[0], COMMANDS):
            self.samtale.command(shlex.split(answer))
        else:
            self._pupil(answer)

    def _of_several(self, word: str) -> tuple[str, ...]:
        """Return the command of a word that means several: which of them is chosen."""
        commands = _OF_SEVERAL[word]
        choices = [Svarvalg(name, what) for name, (what, _) in commands.items()]
        return commands[self.samtale.choose(f"Hva av {word}?", choices)][1]

    def _absence(self, bilde: Dagsbilde) -> tuple[str, ...]:
        """Return the command that ticks a class off, or writes the absence of one pupil."""
        classes = (each.klasse for each in bilde.saker.plan.skole.klasser)
        choices = [*map(Svarvalg, classes), Svarvalg(_ELEVEN)]
        chosen = self.samtale.choose("Hvilken klasse?", choices)
        return ("fravær", "registrer", *([] if chosen == _ELEVEN else [chosen]))

    def _pupil(self, typed: str) -> None:
        """Open the case of the pupil that was typed, or the one that is chosen of several."""
        found, doubt = self.samtale.read(lambda run: cases_of(run, typed))
        if doubt:
            self.samtale.say(doubt)
        if not found:
            self.svar = "Fant ingen sak for det. Skriv «ny» for å åpne en, eller «?» for hjelp."
        elif len(found) == 1:
            self._case(found[0].ord)
        else:
            self._case(self.samtale.choose("Flere saker passer. Hvilken?", found))

    def _open(self, post: Dagspost) -> None:
        """Show one thing, and do what the person chooses with it."""
        whom = f"{of_whom(post)} {post.sak or ''}".strip()
        for line in (post.hva, whom, f"{post.naar} · {post.hvem}"):
            self.samtale.say(f"  {line}")
        choices = [
            *([Svarvalg(_GJORT, "skriv ned at det er gjort")] if post.kommando else ()),
            *([Svarvalg(_LES, "alt som står der, og alt som kan gjøres")] if post.sak else ()),
            *([Svarvalg(_HVORFOR, "hvorfor dagen er den dagen")] if post.forklares else ()),
            *([Svarvalg(_DOKUMENT, "lag et papir av saken")] if post.sak else ()),
            Svarvalg(_SENERE, "gå tilbake til listen"),
        ]
        answer = self.samtale.choose("Hva vil du gjøre?", choices)
        if answer == _GJORT:
            self._done(self._for_a_class(post), late=post.haster is Haster.FORFALT)
        elif answer == _LES and post.sak:
            self._case(post.sak)
        elif answer == _HVORFOR:
            self.samtale.command(("forklar", *post.forklares))
        elif answer == _DOKUMENT and post.sak:
            self._document(post.sak)

    def _done(self, words: Sequence[str], *, late: bool) -> None:
        """Write down that something was done; of what is late it is asked when, so that it is not told as late unasked."""
        if not (late and words[0] in _TAKES_A_DAY):
            self.samtale.command(words)
            return
        done = False
        while not done:
            day = self.samtale.read(lambda run: asked_day(run, _WHEN))
            done = self.samtale.command((*words, f"--dato={day.isoformat()}"))

    def _for_a_class(self, post: Dagspost) -> tuple[str, ...]:
        """Return the command of a thing; of one that many classes lack, for the class that is chosen."""
        if not post.klasser:
            return post.kommando
        choices = [Svarvalg(each) for each in post.klasser]
        *words, _ = post.kommando
        return (*words, self.samtale.choose("Hvilken klasse?", choices))

    def _case(self, number: str) -> None:
        """Show a case, and do in it what the person chooses, until nothing more is chosen."""
        self.samtale.command(("vis", number), ends=False)
        while True:
            everything = self.samtale.read(lambda run: day_of(run, None, alt=True))
            found = {each.navn: each for each in can_be_done(everything, number)}
            choices = [
                *(Svarvalg(each.navn, each.tekst) for each in found.values()),
                Svarvalg(_DOKUMENT, "lag et papir av saken"),
                Svarvalg(_UTLEVER, "gi noen en kopi, og skriv det ned"),
            ]
            answer = self.samtale.choose("Hva vil du gjøre i saken?", choices)
            if answer in {_DOKUMENT, _UTLEVER}:
                paper = self._document if answer == _DOKUMENT else self._hand_out
                self._guarded(partial(paper, number))
            else:
                chosen = found[answer]
                self._guarded(partial(self._done, chosen.kommando, late=chosen.forfalt))

    def _hand_out(self, number: str) -> None:
        """Give somebody a copy of a paper of a case."""
        kode = self.samtale.choose("Hvilket dokument?", documents())
        to = self.samtale.choose("Hvem skal ha det?", recipients(run_of(self.samtale.ctx), kode))
        self.samtale.command(("utlever", kode, number, "--mottaker", to))

    def _document(self, number: str) -> None:
        """Make a paper of a case where the school's papers lie: the school's own draft, or for one who may have it."""
        kode = self.samtale.choose("Hvilket dokument?", documents())
        own = Svarvalg(_SKOLEN, "et utkast, bare for skolen selv")
        to = self.samtale.choose(
            "Hvem er det for?", (own, *recipients(run_of(self.samtale.ctx), kode))
        )
        whom = () if to == _SKOLEN else ("--mottaker", to)
        name = "-".join((kode, number, *whom[1:]))
        folder = run_of(self.samtale.ctx).planmappe().root / "ut"
        self.samtale.command(("lag", kode, number, *whom, "--til", str(folder / f"{name}.pdf")))

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do something; breaking off ends that alone, and not the desk."""
        try:
            work()
        except KeyboardInterrupt:
            self.svar = "Avbrutt. Det som ikke var lagret, er ikke skrevet."
            self.samtale.say(self.svar)
        except GoBack:
            pass
        except ExpectedFailure as error:
            explained(error, self.samtale.terminal())
            self.svar = error.sentence

    def _size(self) -> tuple[int, int]:
        found = shutil.get_terminal_size()
        return self.samtale.world.terminal.width or found.columns, found.lines
