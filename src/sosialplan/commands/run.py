"""What a command is given: where it stands, the day, this moment, lots, and where to write."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, overload

from msgspec import field

from sosialplan.files.disk import DISK, Disk
from sosialplan.files.noekkelring import Noekkelplass, here
from sosialplan.files.planmappe import Planmappe, find_planmappe
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.problems import Problem
from sosialplan.model.record import Value
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import alike, find_word, meant, not_found
from sosialplan.output.tables import LISTEFORMATER
from sosialplan.output.terminal import Terminal
from sosialplan.rules.kontrolltegn import has_valid_check, normalise
from sosialplan.vern.laas import Laas, without_keys
from sosialplan.views.tabellcelle import Felter

if TYPE_CHECKING:
    from sosialplan.files.omgivelser import Maskin

FINE, PROBLEMS = 0, 1
ANSWER_VERSION = 1
"""Of the JSON answers: fields may come, none goes away while it stays the same."""
INVENTED_ONLY = (
    "Mappen er åpen, så her skal det bare stå oppdiktede saker: det som én gang står åpent i en git-historikk, "
    "kan ikke kalles tilbake. Vern den: sosialplan vern på"
)
_LISTED = 60
_FORELDRE = dict.fromkeys(
    ("mor", "far", "mamma", "pappa", "forelder", "foreldre", "foresatt", "heimen", "hjemmet"),
    "foresatte",
)
"""What people call a role that is known by another word."""
NO_NUMBER = (
    "Dette er ikke et saksnummer.",
    "Et saksnummer ser slik ut: 2026-YHP9E. De siste tegnene er nok, eller elevens navn. Se: sosialplan saker",
)
BESTEMT = {
    "klasse": "klassen",
    "trinn": "trinnet",
    "elev": "eleven",
    "rolle": "rollen",
    "kjede": "kjeden",
}
"""Kinds of words in the definite form, for those who meet several."""
"""So many words at most are told in a sentence."""


class ProblemsFoundError(Exception):
    """The command cannot go on before the problems, which are told, are mended. Exit status 1."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class ShownFirst(Exception):
    """What a command would write, a line each, and nobody has said yes to: nothing is written."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(f"{len(lines)} lines")
        self.lines = tuple(lines)


class DoubtedFirst(Exception):
    """What a person should know before it is written, a line each; nobody has said yes to it, and nothing is written."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(f"{len(lines)} lines")
        self.lines = tuple(lines)


class Run(Value, frozen=True):
    """One run of one command.

    ``i_dag`` is the day by which things are judged; ``now`` is when it is written down.
    ``commit_dates`` is set only where a history is told anew (the demo). ``command`` is the word
    that was typed, for those who wait for this run. ``per`` is the day that is looked back to, and ``da`` the
    planmappe as it was known then. ``maskin`` is the machine that is looked at, unless it is this one.
    ``laas`` opens what is sealed with the person's keys. Where ``godtatt`` is set, nothing is written but
    what the person has seen and said yes to, line for line: anything else is raised, as ShownFirst.
    ``uten_aar`` are the days that were typed without their year.
    ``tvilt`` are the doubts that the person has read and said yes to. ``likevel`` is whether what is doubted is
    written unanswered: True where that was typed, False where it was read from a document and must be answered, None
    where it was typed here and is told of alone when nobody can answer. ``bare_tvil`` gathers all that is doubted,
    and writes nothing.
    """

    start: Path
    i_dag: date
    now: datetime
    terminal: Terminal
    new_id: Callable[[], str]
    four_characters: Callable[[str], str]
    commit_dates: bool = False
    disk: Disk = DISK
    marks: Path | None = None
    command: str = "sosialplan"
    per: date | None = None
    da: Planmappe | None = None
    maskin: "Maskin | None" = None
    laas: Laas = field(default_factory=without_keys)
    noekkelsted: Noekkelplass = field(default_factory=here)
    godtatt: tuple[str, ...] | None = None
    uten_aar: frozenset[date] = frozenset()
    tvilt: tuple[str, ...] = ()
    likevel: bool | None = None
    bare_tvil: bool = False

    def list_out(self, format_: str, fields: Felter, rows: Sequence[Mapping[str, object]]) -> None:
        """Print rows of plain values for another program; that something was not read is the first of them."""
        terminal = self.terminal
        lacks = (
            [{**dict.fromkeys(fields), next(iter(fields)): terminal.incomplete}]
            if terminal.unread
            else []
        )
        made = LISTEFORMATER[format_](fields, [*lacks, *rows], self.i_dag)
        if isinstance(made, str):
            terminal.raw(made)
        elif terminal.whole is None:
            raise WrongUsage(
                f"En liste som {format_} må ha en fil.", f"Legg til: --til liste.{format_}"
            )
        else:
            terminal.whole.append(made)

    def answer(self, values: Mapping[str, object]) -> None:
        """Tell a result as JSON. Every command's answer goes this way, so that all have one envelope."""
        self.terminal.json(self._in_envelope(values))

    def answer_text(self, values: Mapping[str, object]) -> str:
        """Return the text of an answer, for a command that writes it to a file of its own."""
        return self.terminal.as_json(self._in_envelope(values))

    def _in_envelope(self, values: Mapping[str, object]) -> Mapping[str, object]:
        then = {} if self.per is None else {"per": self.per.isoformat()}
        return {"versjon": ANSWER_VERSION, "i_dag": self.i_dag.isoformat(), **then, **values}

    def planmappe(self) -> Planmappe:
        """Return the planmappe that the run is in, or as it was known on the day looked back to.

        Raises ExpectedFailure.
        """
        return self.da or find_planmappe(self.start, self.laas)

    def tell_if_open(self) -> None:
        """Say who alone may be written about in a folder whose files and history anybody can read."""
        if not self.planmappe().is_protected:
            self.terminal.note(INVENTED_ONLY)

    @property
    def recorded(self) -> str:
        """This moment as a case file writes it: to the minute, with its time zone."""
        return self.now.isoformat(timespec="minutes")

    @property
    def moment(self) -> str:
        """This moment to the second."""
        return self.now.isoformat(timespec="seconds")


def case_number(typed: str) -> str:
    """Return the number that was typed, as it is written. Raises WrongUsage."""
    number = normalise(typed)
    if number is None:
        raise WrongUsage(*NO_NUMBER)
    return number


def no_such_case(number: str) -> ExpectedFailure:
    """Say that there is no such case; where the number itself is wrong, say that."""
    wrong = (
        "" if has_valid_check(number) else " Kontrolltegnet stemmer ikke, så noe er skrevet feil."
    )
    return ExpectedFailure(f"Sak {number} finnes ikke.{wrong}", "Se alle saker: sosialplan saker")


def not_for_you(number: str) -> ExpectedFailure:
    """Say that a case is sealed for others."""
    return ExpectedFailure(
        f"Sak {number} er vernet, og du er ikke blant dem som kan lese den.",
        "Trenger du den i arbeidet ditt, så be en som leser den: sosialplan tilgang gi",
    )


def file_not_for_you(file: str) -> ExpectedFailure:
    """Say that a file is sealed for others."""
    return ExpectedFailure(
        f"{file} er vernet, og du er ikke blant dem som kan lese den. Ingenting er endret.",
        "La en som leser den, gjøre det. Se hvem: sosialplan tilgang",
    )


def known_word(
    typed: str,
    known: Sequence[str],
    what: str,
    *,
    titles: Mapping[str, str] | None = None,
    called: Mapping[str, str] | None = None,
    cure: str = "",
) -> str:
    """Return the known word that was typed: in whole, by what it is called (``titles``), or by the beginning of it.

    ``what`` is what it is, in the definite form. What people call it otherwise (``called``) is told of, not taken.
    Raises WrongUsage for a word that is not known, or fits several.
    """
    found = meant(typed, known, titles)
    if len(found) == 1:
        return found[0]
    if not known:
        raise WrongUsage(
            f"Fant ikke {what}: mappen har ingen å velge mellom ennå.",
            cure or "Skriv det inn i plan/skole.yaml først.",
        )
    other = (called or {}).get(find_word(typed, called or ()) or "")
    listed = (
        f"Velg blant: {', '.join(known)}"
        if len(known) <= _LISTED
        else "De som finnes, står i plan/skole.yaml."
    )
    if other in known:
        raise WrongUsage(f"Fant ikke {what} «{typed.strip()}». Mente du «{other}»?", cure or listed)
    raise WrongUsage(not_found(what, typed, known, titles), cure or listed)


@overload
def known_role(skole: Skole, typed: str) -> str: ...
@overload
def known_role(skole: Skole, typed: str | None) -> str | None: ...
def known_role(skole: Skole, typed: str | None) -> str | None:
    """Return the role that was typed, None where none was. Raises WrongUsage for one the school does not have."""
    if typed is None:
        return None
    titles = {each.rolle: each.navn for each in skole.roller}
    held = {
        verv.rolle for each in skole.personer if alike(each.navn, typed) for verv in each.verv
    }  # who is named by name is meant by the role, where there is just one
    if len(held) == 1:
        return held.pop()
    return known_word(typed, tuple(titles), "rollen", titles=titles, called=_FORELDRE)
