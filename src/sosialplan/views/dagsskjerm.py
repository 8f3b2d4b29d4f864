"""A person's day as lines that fit a terminal: numbered, what hastes first, never wider or longer than the screen."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.record import Value
from sosialplan.rules.kalender.datoord import ukedag_og_dato
from sosialplan.tekster.maalform import talt
from sosialplan.views.dagen import Arbeidsdag, Dagspost, Haster

_NARROW = 60
"""A screen so narrow has two lines a thing."""
_WIDEST_WHO = 26
_AROUND = 8
"""So many lines of the screen are not things: the head, and what is asked under it."""
_FEWEST = 3
_GAP = 2


class Skjermlinje(Value, frozen=True):
    """A line in three parts; the middle one is marked by how it stands, where the screen has colours."""

    foer: str = ""
    merket: str = ""
    etter: str = ""
    haster: Haster | None = None

    @property
    def tekst(self) -> str:
        """The whole line."""
        return f"{self.foer}{self.merket}{self.etter}".rstrip()


def head(skole: str, i_dag: date, who: str, dag: Arbeidsdag, width: int) -> Iterator[str]:
    """Yield the lines over the things: where, when, who, and how much there is."""
    day = ukedag_og_dato(i_dag)
    yield from _apart(skole, day[:1].upper() + day[1:], width)
    yield from _apart(who, _count(dag), width)


def _apart(left: str, right: str, width: int) -> Iterator[str]:
    """Yield two texts, one at each side of a line, or one under the other where there is no room."""
    room = width - len(left) - len(right)
    if left and right and room < _GAP:
        yield from (_cut(left, width), _cut(right, width))
    else:
        yield f"{left}{' ' * max(room, 0)}{right}".rstrip()


def _count(dag: Arbeidsdag) -> str:
    counted = (
        (Haster.FORFALT, "forfalt"),
        (Haster.I_DAG, "i dag"),
        (Haster.VENTER, "venter på deg"),
        (Haster.DENNE_UKEN, "til, denne uken"),
    )
    told = (f"{count} {word}" for haster, word in counted if (count := dag.antall(haster)))
    return " · ".join(told) or "ingenting haster"


def room_for(height: int, width: int) -> int:
    """Return how many things a screen has room for."""
    each = 2 if width < _NARROW else 1
    return max((height - _AROUND) // each, _FEWEST)


def lines_of(poster: Sequence[Dagspost], width: int) -> Iterator[Skjermlinje]:
    """Yield the lines of the things, numbered from 1."""
    wide = len(str(len(poster)))
    when = max((len(each.naar) for each in poster), default=0)
    seen = Counter(map(_told, poster))
    about = min(max((len(of_whom(each)) for each in poster), default=0), _WIDEST_WHO)
    for number, each in enumerate(poster, 1):
        first = f"{number:>{wide + 1}}  "
        if width < _NARROW:
            rest = width - len(first) - len(each.naar) - 3
            yield Skjermlinje(first, each.naar, f" · {_cut(of_whom(each), rest)}", each.haster)
            second = _apart_from(each, seen, width - len(first))
            yield Skjermlinje(" " * len(first) + second)
            continue
        rest = width - len(first) - when - about - 4
        whom = _cut(of_whom(each), about)
        after = f"  {whom:<{about}}  {_apart_from(each, seen, rest)}"
        yield Skjermlinje(first, f"{each.naar:<{when}}", after.rstrip(), each.haster)


RAISED = "→"
"""Stands before what went up to the person who sits here."""


def _told(post: Dagspost) -> tuple[str, str, str]:
    return post.naar, of_whom(post), _what(post)


def _apart_from(post: Dagspost, seen: Counter[tuple[str, str, str]], width: int) -> str:
    """Return what a thing is, with the case's number where another line would say the same."""
    if not post.sak or seen[_told(post)] == 1:
        return _cut(_what(post), width)
    return f"{_cut(_what(post), width - len(post.sak) - 1)} {post.sak}"


def _what(post: Dagspost) -> str:
    return f"{RAISED} {post.hva}" if post.gaatt_opp else post.hva


def of_whom(post: Dagspost) -> str:
    """Return whom a thing is about, as the screen shows it: the pupil and the class, else the number."""
    if post.klasser:
        return talt(len(post.klasser), "klasse", "klasser")
    if post.elev:
        return f"{post.elev} ({post.klasse})" if post.klasse else post.elev
    if post.sak and post.klasse:
        return f"{post.sak} ({post.klasse})"
    return post.sak or post.klasse or ""


def _cut(text: str, width: int) -> str:
    """Return a text no wider than this; what is cut ends in a sign for it."""
    return text if len(text) <= width else text[: max(width - 1, 0)].rstrip() + "…"
