"""Which cases are meant by ``klasse=8B og status=åpen og frist<14d``: a sentence about the list of cases.

It asks of what the list shows and of nothing else, so that no name can be asked for. What cannot be read is a fault with
its place; what is written in it is never repeated, since it may be anybody's name.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from sosialplan.model.plan import Plan
from sosialplan.model.skrivemaate import Dagretning, Ukedel, advice, find_word, fold, meant
from sosialplan.rules.kalender.dagord import IkkeEnDag, lest_dag

Saksverdier = Mapping[str, object]
"""A case by the names of the list: words (one, or a tuple of them), whole numbers, days as ISO has them, None for nothing."""
Utvalget = Callable[[Saksverdier], bool]


class _Slag(Enum):
    """What a field holds, and with that what it can be held against."""

    ORD = "et ord"
    TALL = "et tall"
    DAG = "en dag"


@dataclass(frozen=True, slots=True)
class _Felt:
    noekkel: str
    slag: _Slag


_FELTER = {
    "kjede": _Felt("kjede", _Slag.ORD),
    "klasse": _Felt("klasse", _Slag.ORD),
    "trinn": _Felt("trinn", _Slag.ORD),
    "status": _Felt("status", _Slag.ORD),
    "steg": _Felt("neste_steg", _Slag.ORD),
    "runde": _Felt("runde", _Slag.TALL),
    "forfalt": _Felt("forfalt", _Slag.TALL),
    "opprettet": _Felt("opprettet", _Slag.DAG),
    "avsluttet": _Felt("avsluttet", _Slag.DAG),
    "frist": _Felt("neste_frist", _Slag.DAG),
}
FELTNAVN = tuple(_FELTER)
STATUSER = ("åpen", "avsluttet", "til-overlevering")
_AAPNE = ("åpen", "til-overlevering")
"""A case that waits to be handed on is open: who asks for the open ones must not miss it."""
INGEN = "ingen"
"""What a field without anything is held against."""
_TEGN: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
_OG, _ELLER, _IKKE = "og", "eller", "ikke"
_DEL = re.compile(
    r"""\s*(?:(?P<tegn><=|>=|!=|=|<|>|\(|\))|["«](?P<sitert>[^"»]*)["»]|(?P<ord>[^\s()<>=!"«»]+))"""
)
_SPENN = re.compile(r"([0-9]{1,3})(d|u)\Z")
_UKE = 7
MEST = 500
"""Characters: no sentence about a list is longer."""
_DYPEST = 20
_LISTED = 30
"""So many words that may stand in a field are named."""


class IkkeEtUtvalg(ValueError):
    """What was written cannot be read; ``ved`` is the character where, counted from 1. The text is a Norwegian sentence."""

    def __init__(self, sentence: str, ved: int) -> None:
        super().__init__(sentence)
        self.ved = ved


@dataclass(frozen=True, slots=True)
class _Bit:
    tekst: str
    ved: int
    sitert: bool = False


@dataclass(frozen=True, slots=True)
class Spurtom:
    """What a sentence is held against: the plan's words, and the day that is counted from."""

    plan: Plan
    i_dag: date


@dataclass(frozen=True, slots=True)
class Saksutvalg:
    """What tells whether a case is meant. ``sier_status`` is whether the sentence says itself if closed cases are.

    ``lest`` are the days that were understood, with their weekdays, as they are told.
    """

    passer: Utvalget
    sier_status: bool
    lest: tuple[str, ...] = ()


def utvalg_av(text: str, om: Spurtom) -> Saksutvalg:
    """Return which cases a sentence means. Raises IkkeEtUtvalg.

    ``og`` binds closer than ``eller``, ``ikke`` closest; parentheses part them.
    """
    if len(text) > MEST:
        raise IkkeEtUtvalg(f"Det er lengre enn {MEST} tegn.", MEST)
    reading = _Lesning(list(_bits(text)), om, len(text) + 1)
    chosen = reading.eller(0)
    reading.end()
    return Saksutvalg(chosen, bool(reading.spurt & {"status", "avsluttet"}), tuple(reading.lest))


def _bits(text: str) -> Iterator[_Bit]:
    at = 0
    while left := text[at:].lstrip():
        match = _DEL.match(text, at)
        if match is None:
            raise IkkeEtUtvalg("Her står et tegn som ikke kan stå her.", len(text) - len(left) + 1)
        quoted = match["sitert"] is not None
        name = match.lastgroup or ""
        yield _Bit(match[name], match.start(name) + 1, quoted)
        at = match.end()


def _words(there: object) -> tuple[object, ...]:
    """Return what stands in a field that holds words: a class may be of several grades."""
    return there if isinstance(there, tuple) else (there,)


@dataclass(slots=True)
class _Lesning:
    """One reading of a sentence from left to right."""

    bits: list[_Bit]
    om: Spurtom
    slutt: int
    at: int = 0
    spurt: set[str] = field(default_factory=set)
    lest: list[str] = field(default_factory=list)

    def eller(self, depth: int) -> Utvalget:
        either = [self._og(depth)]
        while self._took(_ELLER):
            either.append(self._og(depth))
        return lambda row: any(each(row) for each in either)

    def _og(self, depth: int) -> Utvalget:
        both = [self._en(depth)]
        while self._took(_OG):
            both.append(self._en(depth))
        return lambda row: all(each(row) for each in both)

    def _en(self, depth: int) -> Utvalget:
        if depth > _DYPEST:
            raise IkkeEtUtvalg("Her er det for mange parenteser.", self._here())
        if self._took(_IKKE):
            inner = self._en(depth + 1)
            return lambda row: not inner(row)
        if self._took("("):
            inner = self.eller(depth + 1)
            if not self._took(")"):
                raise IkkeEtUtvalg("En parentes er ikke lukket.", self._here())
            return inner
        return self._compared()

    def end(self) -> None:
        if self.at < len(self.bits):
            raise IkkeEtUtvalg("Mellom to krav må det stå «og» eller «eller».", self._here())

    def _compared(self) -> Utvalget:
        here, name = self._here(), self._next("Her skal det stå et felt")
        called = find_word(name.tekst, FELTNAVN)
        if called is None or name.sitert:
            raise IkkeEtUtvalg(
                f"Fant ikke feltet.{advice(name.tekst, FELTNAVN)} Feltene er {', '.join(FELTNAVN)}.",
                here,
            )
        self.spurt.add(called)
        sign = self._next("Her skal det stå =, !=, <, <=, > eller >=")
        if sign.tekst not in _TEGN or sign.sitert:
            raise IkkeEtUtvalg("Her skal det stå =, !=, <, <=, > eller >=.", sign.ved)
        ved, value = self._here(), self._value()
        try:
            return self._held(_FELTER[called], called, sign.tekst, value)
        except ValueError as error:
            raise IkkeEtUtvalg(str(error), ved) from None

    def _value(self) -> str:
        """Return all words until the next ``og``, ``eller`` or parenthesis: a day may be several."""
        words = [self._next("Her skal det stå det som feltet holdes mot").tekst]
        while self.at < len(self.bits) and self._plain() not in {_OG, _ELLER, ")"}:
            if self.bits[self.at].tekst in _TEGN:
                raise IkkeEtUtvalg("Mellom to krav må det stå «og» eller «eller».", self._here())
            words.append(self._next("").tekst)
        return " ".join(words)

    def _held(self, felt: _Felt, called: str, sign: str, value: str) -> Utvalget:
        if fold(value) == INGEN:
            if sign not in {"=", "!="}:
                raise ValueError(f"«{INGEN}» kan bare stå etter = og !=.")
            return lambda row: (row[felt.noekkel] is None) == (sign == "=")
        if felt.slag is _Slag.ORD:
            return self._word(felt, called, sign, value)
        against: object = (
            self._number(value)
            if felt.slag is _Slag.TALL
            else self._day(called, sign, value).isoformat()
        )
        compare = _TEGN[sign]

        def holds(row: Saksverdier) -> bool:
            there = row[felt.noekkel]
            return there is not None and compare(there, against)

        return holds

    def _word(self, felt: _Felt, called: str, sign: str, value: str) -> Utvalget:
        if sign not in {"=", "!="}:
            raise ValueError(f"Feltet {called} holder et ord: skriv = eller != foran det.")
        words = self._known(called)
        found = meant(value, words, self._titles(called))
        if len(found) != 1:
            near = found or words
            listed = ", ".join(near[:_LISTED]) or "(ingen)"
            more = " og flere" if len(near) > _LISTED else ""
            several = "Flere ord passer." if found else f"Fant ikke ordet.{advice(value, words)}"
            raise ValueError(f"{several} Velg blant: {listed}{more}.")
        wanted = _AAPNE if found[0] == _AAPNE[0] else found
        return lambda row: (
            any(each in wanted for each in _words(row[felt.noekkel])) == (sign == "=")
        )

    def _known(self, called: str) -> tuple[str, ...]:
        plan = self.om.plan
        match called:
            case "kjede":
                return tuple(each.kjede for each in plan.kjeder)
            case "klasse":
                return tuple(each.klasse for each in plan.skole.klasser)
            case "trinn":
                return tuple(str(each) for each in plan.skole.trinnene)
            case "steg":
                return tuple(dict.fromkeys(s.steg for each in plan.kjeder for s in each.steg))
            case _:
                return STATUSER

    def _titles(self, called: str) -> dict[str, str]:
        """Return what words are called on the screen, where that is another."""
        if called == "kjede":
            return {each.kjede: each.navn for each in self.om.plan.kjeder}
        steps = (step for each in self.om.plan.kjeder for step in each.steg)
        return {each.steg: each.navn for each in steps} if called == "steg" else {}

    @staticmethod
    def _number(value: str) -> int:
        if not (value.isascii() and value.isdecimal()):
            raise ValueError("Her skal det stå et helt tall.")
        return int(value[:9])

    def _day(self, called: str, sign: str, value: str) -> date:
        match = _SPENN.match(value)
        if match is not None:
            if called != "frist":
                raise ValueError("Bare frist kan holdes mot et antall dager. Skriv en dato.")
            return self.om.i_dag + timedelta(days=int(match[1]) * (_UKE if match[2] == "u" else 1))
        part = Ukedel.SISTE if sign in {"<=", ">"} else Ukedel.FOERSTE
        way = Dagretning.FRAMOVER if called == "frist" else Dagretning.BAKOVER
        try:
            read = lest_dag(value, self.om.i_dag, way, part)
        except IkkeEnDag as error:
            raise ValueError(f"Dagen kan ikke leses: {error}") from None
        if read.sagt:
            self.lest.append(f"{called.capitalize()}: {read.sagt}")
        return read.dag

    def _took(self, word: str) -> bool:
        if self.at < len(self.bits) and self._plain() == word:
            self.at += 1
            return True
        return False

    def _plain(self) -> str:
        bit = self.bits[self.at]
        return "" if bit.sitert else fold(bit.tekst)

    def _next(self, lacking: str) -> _Bit:
        if self.at >= len(self.bits):
            raise IkkeEtUtvalg(f"{lacking}.", self.slutt)
        self.at += 1
        return self.bits[self.at - 1]

    def _here(self) -> int:
        return self.bits[self.at].ved if self.at < len(self.bits) else self.slutt
