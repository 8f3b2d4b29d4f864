"""How a person is asked for a word of those there are, or for a text; a day is asked for by ``dagsvar``.

What cannot be used is told, and asked for again: what is read is what the command takes when it is typed. A question
stands before the lock is taken, so that end of input and Ctrl-C leave everything as it was.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from msgspec.structs import replace

from sosialplan.commands.run import Run, known_role, known_word
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.record import Value
from sosialplan.model.skole import Skole
from sosialplan.model.visible import MOST_OF_TEXT, no_character, without_unseen
from sosialplan.output.svarbok import Svarvalg

T = TypeVar("T")
YES, NO = "ja", "nei"
LINE, TEXT = 300, MOST_OF_TEXT
"""Characters: no name or title is longer, and no text."""
_MUST = "Dette må med."
NO_ANSWER = "svarer ikke"
"""What Enter alone does where an answer must be given: no line is chosen for the person."""
_AGAIN = "Det svaret passer ikke her."


class Spoerring(Value, frozen=True):
    """A question: its words, what «?» tells, what can be chosen, and whether nothing is an answer too, and which."""

    spoersmaal: str
    forklart: str = ""
    valg: tuple[Svarvalg, ...] = ()
    tomt: bool = False
    ingenting: str = "hopper over"
    mest: int = LINE


def asked_text(run: Run, spurt: Spoerring) -> str:
    """Return a text that says something; an empty one only where it may be."""
    return asked_as(run, spurt, str)


def asked_word(run: Run, spurt: Spoerring, what: str) -> str:
    """Return one of the words, by its number, its title or how it begins; an empty one only where it may be."""
    return asked_as(run, spurt, lambda answer: _known(spurt, answer, what))


def asked_words(run: Run, spurt: Spoerring, what: str) -> tuple[str, ...]:
    """Return words of those that can be chosen; they are typed with commas between them."""
    return asked_many(run, spurt, lambda answer: _known(spurt, answer, what))


def asked_yes(run: Run, question: str, *, explain: str = "", otherwise: bool | None = None) -> bool:
    """Tell whether the answer is yes; ``otherwise`` is what no answer means, where it means something."""
    choices = (Svarvalg(YES), Svarvalg(NO))

    def read(answer: str) -> bool:
        if not answer and otherwise is not None:
            return otherwise
        if not answer or not any(each.startswith(answer.casefold()) for each in (YES, NO)):
            raise WrongUsage("Svar ja eller nei.")
        return YES.startswith(answer.casefold())

    nothing = "" if otherwise is None else f"betyr {YES if otherwise else NO}"
    return asked_as(run, Spoerring(question, explain, choices, tomt=True, ingenting=nothing), read)


def asked_as(run: Run, spurt: Spoerring, read: Callable[[str], T]) -> T:
    """Return an answer as ``read`` gives it, asked for again where that raises WrongUsage or ExpectedFailure."""
    return _until_read(run, spurt, read, several=False)


def asked_many(run: Run, spurt: Spoerring, read: Callable[[str], T]) -> tuple[T, ...]:
    """Return the answers between commas, each once, as ``read`` gives them."""

    def each_of(answer: str) -> tuple[T, ...]:
        found = (read(each.strip()) for each in answer.split(",") if each.strip())
        return tuple(dict.fromkeys(found))

    return _until_read(run, spurt, each_of, several=True)


def _until_read(run: Run, spurt: Spoerring, read: Callable[[str], T], *, several: bool) -> T:
    while True:
        answer = without_unseen(_answer(run, spurt, several=several))
        try:
            _require_usable(answer, spurt, several=several)
            return read(answer)
        except (WrongUsage, ExpectedFailure) as wrong:
            run.terminal.svarbok.take_back()
            for told in filter(None, (wrong.sentence, wrong.cure)):
                run.terminal.note(told)
        except ValueError:  # a word that its kind does not have
            run.terminal.svarbok.take_back()
            run.terminal.note(_AGAIN)


def _answer(run: Run, spurt: Spoerring, *, several: bool) -> str:
    if not spurt.valg:
        return run.terminal.ask(spurt.spoersmaal, spurt.forklart)
    return run.terminal.choose(
        spurt.spoersmaal,
        spurt.valg,
        several=several,
        explain=spurt.forklart,
        nothing=spurt.ingenting if spurt.tomt else NO_ANSWER,
    )


def _require_usable(answer: str, spurt: Spoerring, *, several: bool) -> None:
    """Refuse what is nothing, too long, or holds what a key made and nobody typed. Raises WrongUsage."""
    if not answer and not spurt.tomt:
        raise WrongUsage(_MUST)
    words = {each.ord for each in spurt.valg}
    parts = answer.split(",") if several else [answer]
    missed = [each for each in map(str.strip, parts) if each.isdecimal() and each not in words]
    if words and missed:
        raise WrongUsage(
            f"Det er {len(spurt.valg)} å velge mellom.", "Skriv et av numrene, eller et ord."
        )
    if len(answer) > spurt.mest:
        raise WrongUsage(f"Svaret er på {len(answer)} tegn. Her er det plass til {spurt.mest}.")
    if no_character(answer) is not None:
        raise WrongUsage(
            "Svaret har tegn som ikke kan lagres.", "De kan komme av en piltast. Skriv det på nytt."
        )


def _known(spurt: Spoerring, answer: str, what: str) -> str:
    if not answer:
        return ""
    titles = {each.ord: each.tekst for each in spurt.valg}
    return known_word(answer, tuple(titles), what, titles=titles)


def titled(words: Mapping[str, str]) -> tuple[Svarvalg, ...]:
    """Return words that can be chosen, each with what it is called where that says more."""
    return tuple(
        Svarvalg(word, title if title.casefold() != word.casefold() else "")
        for word, title in words.items()
    )


def words(known: Iterable[str]) -> tuple[Svarvalg, ...]:
    """Return words that can be chosen, and that say what they are."""
    return tuple(map(Svarvalg, known))


def words_of(kind: type[StrEnum]) -> tuple[Svarvalg, ...]:
    """Return the words of a fixed list."""
    return words(each.value for each in kind)


def roles_of(
    skole: Skole, *, first: Sequence[str] = (), employed: bool = False
) -> tuple[Svarvalg, ...]:
    """Return the school's roles by their titles, those that are likely ``first``; read by ``known_role``."""
    known = [each for each in skole.roller if each.ved_skolen or not employed]
    near = sorted(known, key=lambda each: each.rolle not in first)
    return words(each.navn.partition(" (")[0] for each in near)


def asked_role(run: Run, skole: Skole, spurt: Spoerring, first: Sequence[str] = ()) -> str:
    """Return one of the school's roles."""
    among = replace(spurt, valg=roles_of(skole, first=first))
    return asked_as(run, among, lambda answer: known_role(skole, answer))


def asked_roles(
    run: Run, skole: Skole, spurt: Spoerring, first: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return some of the school's roles."""
    among = replace(spurt, valg=roles_of(skole, first=first))
    return asked_many(run, among, lambda answer: known_role(skole, answer))


def classes_of(skole: Skole) -> tuple[Svarvalg, ...]:
    """Return the school's classes."""
    return words(each.klasse for each in skole.klasser)
