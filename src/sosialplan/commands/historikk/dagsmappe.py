"""The planmappe as it was known by the end of a day: what the history held then, asked as the folder is.

Known is what was in the history. Where lines of work had not met yet, all of them were known: a file that
differs between them is given with the things of each. Nothing of it is laid out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property, reduce

from sosialplan.commands.fortid import folder_at, read_tree
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import CONTENT, Fortidsmappe, Planmappe
from sosialplan.git.beginning import look
from sosialplan.git.history import Commit, commits, headings, last_known, moments
from sosialplan.git.repository import find_depot
from sosialplan.git.state import changed_files
from sosialplan.model.failure import ExpectedFailure
from sosialplan.vern.laas import Holdt
from sosialplan.views.datoer import kort_dato
from sosialplan.views.historikk.forskjell import entries, together

Say = Callable[[str], None]


def known_then(folder: Planmappe, day: date, now: datetime, say: Say) -> Fortidsmappe:
    """Return the folder of a day, which is opened when something of it is asked for.

    What it cannot show is said once, then. Asking it raises ExpectedFailure where nothing is known of the day.
    """
    return Fortidsmappe(folder.root, folder.laas, _Dagen(folder, day, now, say))


def held_on(folder: Planmappe, day: date, now: datetime) -> Fortidsmappe:
    """Return the folder of a day, without a word; an empty one of a day before the history began."""
    sides = _sides(folder, last_known(headings(folder.root), day, now))
    return Fortidsmappe(folder.root, folder.laas, _Together(sides, _say_nothing))


def cut_short(day: date) -> ExpectedFailure:
    """Say that the history here does not go back to a day."""
    return ExpectedFailure(
        f"Historikken her er avkortet. Hva som var kjent {kort_dato(day)}, kan ikke vises herfra.",
        "Hent resten av historikken: git fetch --unshallow",
    )


def _say_nothing(_: str) -> None:
    """For one who tells of it otherwise."""


def _sides(folder: Planmappe, tips: Sequence[Commit]) -> tuple[Fortidsmappe, ...]:
    return tuple(folder_at(folder, each.name) for each in tips)


class _Files(Mapping[str, Holdt]):
    """Files by their paths from the root, of one or several folders that are asked in turn."""

    def __init__(self, opened: Callable[[], Sequence[Fortidsmappe]]) -> None:
        self._opened = opened

    @cached_property
    def _sides(self) -> Sequence[Fortidsmappe]:
        return self._opened()

    def __contains__(self, file: object) -> bool:
        return any(file in each.held for each in self._sides)

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys(file for each in self._sides for file in each.held)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Together(_Files):
    """What stood on lines of work that had not met, the newest first."""

    def __init__(self, sides: Sequence[Fortidsmappe], say: Say) -> None:
        super().__init__(lambda: sides)
        self._say = say
        self._joined: dict[str, Holdt] = {}

    def __getitem__(self, file: str) -> Holdt:
        if file not in self._joined:
            held = [each.held[file] for each in self._sides if file in each.held]
            self._joined[file] = self._one(list(dict.fromkeys(held)))
        return self._joined[file]

    def _one(self, held: list[Holdt]) -> Holdt:
        """Return one text for all; of what cannot be read the newest."""
        if len(held) == 1:
            return held[0]
        texts = [each for each in held if isinstance(each, str)]
        read = [(text, tree) for text in texts if (tree := read_tree(text).tree) is not None]
        if len(read) < 2:  # noqa: PLR2004 - there is nothing to put together
            return next((text for text, _ in read), held[0])
        from sosialplan.files.yaml_writer import dump  # noqa: PLC0415 - slow, and seldom needed

        both = reduce(together, (tree for _, tree in read))
        first = {each["id"] for each in entries(read[0][1])}
        apart = [each["id"] for each in entries(both) if each["id"] not in first]
        if apart:
            self._say(
                f"På et annet spor, og slått sammen senere: {', '.join(apart)}. Det er tatt med."
            )
        return dump(both)


class _Dagen(_Files):
    """The files of a day. The history is looked through when the first of them is asked for."""

    def __init__(self, folder: Planmappe, day: date, now: datetime, say: Say) -> None:
        super().__init__(self._of_the_day)
        self._folder, self._root = folder, folder.root
        self._day, self._now, self._say = day, now, say

    def _of_the_day(self) -> Sequence[Fortidsmappe]:
        """The day's folder, after the plan of now where that of the day is no plan any more."""
        depot = find_depot(self._root, self._folder.laas)
        found = look(self._root)
        if not found.begun:
            raise ExpectedFailure(
                "Ingenting er lagret i historikken ennå.",
                "Lagre det som er skrevet: sosialplan lagre",
            )
        history = headings(self._root)
        tips = last_known(history, self._day, self._now)
        sides = _sides(self._folder, tips)
        if not any(
            each.held for each in sides
        ):  # the repository may be older than the planmappe in it
            raise self._too_early(history, shallow=found.shallow)
        self._say(f"Slik det var kjent i historikken {kort_dato(self._day)}.")
        if self._day > self._now.date():
            self._say("Den dagen har ikke vært ennå. Det er det som er lagret til nå, som vises.")
        unsaved = changed_files(depot, CONTENT)
        if unsaved:
            files = "1 fil" if len(unsaved) == 1 else f"{len(unsaved)} filer"
            self._say(
                f"Det som ikke er lagret i historikken ennå, er ikke med: {files}. Se: git status"
            )
        then = Fortidsmappe(self._root, self._folder.laas, _Together(sides, self._say))
        return (*self._plan_of_now(then), then)

    def __getitem__(self, file: str) -> Holdt:
        return next(each.held[file] for each in self._sides if file in each.held)

    def _too_early(self, history: Sequence[Commit], *, shallow: bool) -> ExpectedFailure:
        if shallow:
            return cut_short(self._day)
        when = moments(history, self._now)
        first = min(
            (when[each.name] for each in commits(self._root, CONTENT)), default=self._now
        ).date()
        return ExpectedFailure(
            f"Historikken begynner {kort_dato(first)}, så hva som var kjent {kort_dato(self._day)}, vet den ikke.",
            f"Velg en dag fra og med den: --per {first}. Skal det vi vet nå, dømmes fra en tidligere dag: --i-dag",
        )

    def _plan_of_now(self, then: Fortidsmappe) -> tuple[Fortidsmappe, ...]:
        """Return the plan as it stands, where that of the day has another form than the program reads."""
        if load_plan(then)[0] is not None:
            return ()
        now = self._folder
        if load_plan(now)[0] is None:
            return ()  # the faults of the day's own are told
        self._say("Planen hadde en annen form da, så det er dømt etter planen slik den er nå.")
        texts = {now.relative(path): now.text(path).text for path in now.files("plan")}
        return (Fortidsmappe(self._root, now.laas, texts),)
