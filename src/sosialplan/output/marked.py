"""A document filled with marks: each field says which it is, so that a paper can be asked what came out."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from sosialplan.output.malverdier import Malgruppe
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning
from sosialplan.views.maler.felttyper import LISTS, MAPPINGS, fields_of, without_none

_DEEPEST = 8
_FIRST = date(2041, 1, 1)
"""Long after every day that a template writes by itself."""
FYLL = tuple((ja, antall) for antall in (1, 3) for ja in (True, False))
"""How a template is filled: with everything and with what must be there, a list of one and of several."""


class Merking:
    """Makes marked values; ``merker`` tells which field each mark stands for.

    ``ja`` is what every yes or no says, ``alt`` whether what may be missing is there; a list has ``antall``.
    Of the paths in ``snudd`` it is the other way round: a list is empty, and one of gaps is not. ``grener`` are the paths that can
    be so turned.
    """

    def __init__(
        self, *, ja: bool, antall: int, alt: bool, snudd: frozenset[str] = frozenset()
    ) -> None:
        self.merker: dict[str, str] = {}
        self.grener: set[str] = set()
        self._ja, self._antall, self._alt, self._snudd = ja, antall, alt, snudd

    def verdi(self, kind: Any, path: str, depth: int = 0) -> Any:
        """Return a value of a type with a mark of its path in it; nothing is missing in it."""
        there = without_none(kind)
        if there is Opplysning:
            return Malgruppe({"tekst": self._single(str, path), "mangel": None})
        missing = there is not kind and self._alt is (path in self._snudd)
        if there is not kind and there is not Mangel:
            self.grener.add(path)
        if missing or (there is Mangel and path not in self._snudd) or depth > _DEEPEST:
            return None
        return self._some(there, path, depth + 1)

    def _some(self, kind: Any, path: str, depth: int) -> Any:
        """Return a value that is there: a list, a group, or a single one."""
        origin, fields = get_origin(kind), fields_of(kind)
        if origin in LISTS:
            self.grener.add(path)
            if (path in self._snudd) is (get_args(kind)[0] is not Mangel):
                return ()
            made = [self.verdi(get_args(kind)[0], path, depth) for _ in range(self._antall)]
            return tuple(each for each in made if each is not None)
        if origin in MAPPINGS:
            return {}
        if origin is Literal:
            return get_args(kind)[0]
        if fields is None:
            return self._single(kind, path)
        return Malgruppe(
            {name: self.verdi(each, f"{path}.{name}", depth) for name, each in fields.items()}
        )

    def _single(self, kind: Any, path: str) -> object:
        if kind is bool:
            self.grener.add(path)
            return self._ja is not (path in self._snudd)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return next(iter(kind)).value
        if isinstance(kind, type) and issubclass(kind, int | float):
            return 3
        number = len(self.merker)
        if kind is date:
            day = _FIRST + timedelta(days=number)
            self.merker[lang_dato(day)] = path
            return day
        mark = f"Merke{number:05}x"
        self.merker[mark] = path
        return mark

    def vist(self, text: str) -> frozenset[str]:
        """Return the paths of the fields that came out."""
        return frozenset(path for mark, path in self.merker.items() if mark in text)

    def delvis(self, text: str) -> frozenset[str]:
        """Return the paths of fields of which some came out and others did not: a list that was cut short."""
        shown = self.vist(text)
        return frozenset(
            path for mark, path in self.merker.items() if path in shown and mark not in text
        )


def marked(
    given: Mapping[str, Any],
    *,
    ja: bool,
    antall: int,
    alt: bool | None = None,
    snudd: frozenset[str] = frozenset(),
) -> tuple[Merking, Mapping[str, Any]]:
    """Return the variables of a template, filled with marks, and what tells them apart.

    ``alt`` says whether what may be missing is there; as ``ja`` where nothing is said. ``snudd`` are paths of
    which it is said the other way round.
    """
    merking = Merking(ja=ja, antall=antall, alt=ja if alt is None else alt, snudd=snudd)
    return merking, {name: merking.verdi(kind, name) for name, kind in given.items()}
