"""Options made of the table of fields: a line of the table is an option, its type says what may stand there."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from inspect import Parameter, signature
from typing import Annotated, Any, NamedTuple, TypeVar

import typer

from sosialplan.cli.values import kommende, several, skjedd, word_of, words_of
from sosialplan.model.felter.feltlinje import Slag, Steder, Valg, attribute, option, slag_av
from sosialplan.model.record import Record
from sosialplan.model.skrivemaate import fold

F = TypeVar("F", bound=Callable[..., Any])


class Skrives(NamedTuple):
    """A field that is typed: the parameter, where it goes, what it can hold, and its option."""

    parameter: str
    vei: tuple[str, ...]
    slag: Slag
    option: str
    valg: Valg


class Feltvalg:
    """The options of one kind of entry, and the values that were typed of it."""

    def __init__(self, steder: Steder, kind: type[Record]) -> None:
        """Take the fields of a kind that have an option, and of what such an entry holds in turn."""
        self._kind = kind
        self._held = {
            key: slag_av(kind, key).type for key in steder[""] if key in steder and key != ""
        }
        self._fields = tuple(self._typed(steder))

    def _typed(self, steder: Steder) -> Iterator[Skrives]:
        for key, linje in steder[""].items():
            name = attribute(self._kind, key)
            if linje.valg is not None:
                slag = slag_av(self._kind, key)
                yield Skrives(name, (name,), slag, option(key, linje), linje.valg)
            for part, inner in steder.get(key, {}).items():
                if inner.valg is not None:
                    way = (name, attribute(self._held[key], part))
                    slag = slag_av(self._held[key], part)
                    yield Skrives("_".join(way), way, slag, option(part, inner), inner.valg)

    def options(self, declared: F) -> F:
        """Let a command take the options: they stand on its page in place of its star, and come in ``told``."""
        own = signature(declared)
        first = [
            each for each in own.parameters.values() if each.kind is each.POSITIONAL_OR_KEYWORD
        ]
        last = [each for each in own.parameters.values() if each.kind is each.KEYWORD_ONLY]
        made = [_parameter(each) for each in self._fields]
        declared.__signature__ = own.replace(parameters=[*first, *made, *last])  # type: ignore[attr-defined]  # read by inspect
        return declared

    def values(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was typed, by the field that it is told of, as the field holds it."""
        found = dict[str, Any]()
        parts = dict[str, dict[str, Any]]()
        for each in self._fields:
            typed = told.get(each.parameter)
            if typed is None or typed is False:
                continue
            if each.slag.mange:
                typed = several(typed) if each.slag.ordet else typed
            value = each.slag.lest(typed)
            name, *rest = each.vei
            (parts.setdefault(name, {}) if rest else found)[each.vei[-1]] = value
        held = {attribute(self._kind, key): kind for key, kind in self._held.items()}
        return found | {name: held[name](**inside) for name, inside in parts.items()}


def _parameter(field: Skrives) -> Parameter:
    """Return the parameter of a field: absent means that nothing was told."""
    slag, valg = field.slag, field.valg
    typed: Any = date if slag.type is date else str
    told: dict[str, Any] = {"help": valg.hjelp, "metavar": valg.metavar}
    if slag.type is bool:
        typed, told["metavar"] = bool, None
    elif slag.type is date:
        told |= {
            "metavar": "ÅÅÅÅ-MM-DD",
            "parser": skjedd if valg.hendt or slag.hendt else kommende,
        }
    elif issubclass(slag.type, Enum):
        words = tuple(each.value for each in slag.type)
        told["parser"] = (words_of if slag.mange else word_of)(*words)
        told["help"] = valg.hjelp.replace("{alle}", ", ".join(words))
        told["metavar"] = valg.metavar if slag.mange else "|".join(words)
    names = (
        (field.option,) if field.option.isascii() else (field.option, f"--{fold(field.option[2:])}")
    )
    annotation = list[typed] | None if slag.mange else typed | None
    return Parameter(
        field.parameter,
        Parameter.KEYWORD_ONLY,
        default=False if slag.type is bool else None,
        annotation=Annotated[
            bool if slag.type is bool else annotation, typer.Option(*names, **told)
        ],
    )
