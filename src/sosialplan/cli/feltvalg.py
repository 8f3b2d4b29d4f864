"""Options made of the table of fields: a line of the table is an option, its type says what may stand there."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from inspect import Parameter, signature
from typing import Annotated, Any, NamedTuple, TypeVar, get_args

import typer

from sosialplan.cli.values import Dagvalg, several, word_of, words_of
from sosialplan.model.felter.feltlinje import (
    Feltlinje,
    Feltslag,
    Opsjon,
    Steder,
    attribute,
    option,
    retning,
    slag_av,
    ukedel,
)
from sosialplan.model.record import Record, key_of_member
from sosialplan.model.skrivemaate import fold

F = TypeVar("F", bound=Callable[..., Any])


class Skrives(NamedTuple):
    """A field that is typed: the parameter, where it goes, what it can hold, its option, and its line."""

    parameter: str
    vei: tuple[str, ...]
    slag: Feltslag
    option: str
    valg: Opsjon
    key: str
    linje: Feltlinje


class Etter(NamedTuple):
    """Said of an option of a command's own: the field that it stands after on the page."""

    felt: str


class Feltvalg:
    """The options of one kind of entry, and the values that were typed of it."""

    def __init__(
        self,
        steder: Steder,
        kind: type[Record],
        *,
        rettes: bool = False,
        spoerres: bool = False,
        bare: tuple[object, ...] = (),
    ) -> None:
        """Take the fields of a kind that have an option, and of what such an entry holds in turn.

        What an entry holds that has a command of its own is that command's. Where an entry is put right nothing is asked for, and nothing stands if it is not said.
        What is not said and ``spoerres``, the command asks for, or names. With
        ``bare`` only these are taken, in that order: fields of the kind, as ``Hendelse.notat``.
        """
        self._rettes, self._spoerres = rettes, spoerres
        keys = tuple(key_of_member(each) for each in bare) or steder[""]
        steder = {**steder, "": {key: steder[""][key] for key in keys}}
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
                yield Skrives(name, (name,), slag, option(key, linje), linje.valg, key, linje)
            held = {} if linje.uten_rett else steder.get(key, {})
            for part, inner in held.items():
                if inner.valg is not None:
                    way = (name, attribute(self._held[key], part))
                    slag = slag_av(self._held[key], part)
                    yield Skrives(
                        "_".join(way), way, slag, option(part, inner), inner.valg, part, inner
                    )

    def options(self, declared: F) -> F:
        """Let a command take the options, in ``told``: they stand on its page in place of its star.

        What the command declares itself, it declares: the table's option of that name is left out.
        """
        own = signature(declared)
        named = [each for each in own.parameters.values() if each.kind is not each.VAR_KEYWORD]
        placed = {each.name: _after(each) for each in named}
        first = [each for each in named if each.kind is each.POSITIONAL_OR_KEYWORD]
        made = list[Parameter]()
        for each in self._fields:
            if each.parameter not in own.parameters:
                made.append(_parameter(each, rettes=self._rettes, spoerres=self._spoerres))
            made += [one for one in named if placed[one.name] == each.parameter]
        last = [each for each in named if each not in first and placed[each.name] is None]
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


def _dagvalg(field: Skrives) -> Dagvalg:
    """Return how a day is read: a field that holds what has happened takes none that has not come."""
    been = field.valg.hendt or field.slag.dag == "hendt"
    way = retning(field.linje, field.slag)
    return Dagvalg(way, ukedel(field.key, field.slag), skjedd=been, kommende=not been)


def _after(parameter: Parameter) -> str | None:
    """Return the field that an option of a command's own stands after."""
    told = get_args(parameter.annotation)[1:]
    return next((each.felt for each in told if isinstance(each, Etter)), None)


def _parameter(field: Skrives, *, rettes: bool, spoerres: bool) -> Parameter:
    """Return the parameter of a field: absent means that nothing was told."""
    slag, valg = field.slag, field.valg
    help_ = valg.rettes if rettes and valg.rettes else valg.hjelp
    typed: Any = slag.type if slag.type in {bool, date, int} else str
    told: dict[str, Any] = {"help": help_, "metavar": valg.metavar}
    if slag.type is bool:
        told["metavar"] = None
    elif slag.type is date:
        told |= {"metavar": "DATO", "parser": _dagvalg(field)}
    elif valg.ordene:
        typed, told["metavar"] = str, "|".join(valg.ordene)
        told["parser"] = word_of(*valg.ordene)
    elif valg.grenser:
        told["min"], told["max"] = valg.grenser
    elif issubclass(slag.type, Enum):
        words = tuple(each.value for each in slag.type)
        told["parser"] = (words_of if slag.mange else word_of)(*words)
        told["help"] = help_.replace("{alle}", ", ".join(words))
        told["metavar"] = valg.metavar if slag.mange else "|".join(words)
    names: tuple[str, ...] = (field.option,)
    if not field.option.isascii():
        names += (f"--{fold(field.option.removeprefix('--'))}",)
    default: Any = False if typed is bool else None
    if not rettes and ((valg.krevd and not spoerres) or valg.ellers):
        default = valg.ellers or Parameter.empty
    elif typed is not bool:
        typed = (list[typed] if slag.mange else typed) | None
    option_ = typer.Option(*names, **told)
    return Parameter(
        field.parameter,
        Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[typed, option_],
    )
