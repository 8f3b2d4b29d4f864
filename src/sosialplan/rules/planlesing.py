"""A plan that is written as a document, read by its headings and tables; what is not known is kept with its place, never guessed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import TypeVar

from msgspec.structs import replace

from sosialplan.model.lestdokument import (
    Lestdokument,
    Planord,
    Tabell,
    Tekstavsnitt,
    meant_by,
    ordet,
)
from sosialplan.model.record import Value
from sosialplan.model.skole import Skole
from sosialplan.rules.planverdier import NO_DAY, Lesttiltak, Uplassert, Verdier

T = TypeVar("T")
_MEASURE = re.compile(r"tiltak\s*(?:nr\.?\s*)?[0-9]+\s*(?:[:.)–-]\s*(.*))?\Z", re.IGNORECASE | re.DOTALL)  # fmt: skip
_SAID = re.compile(r"([^\n:]{1,60}):\s*(\S.*)\Z", re.DOTALL)
_PAIR = 2
UNKNOWN_HEADING, UNKNOWN_COLUMN = (
    "er en overskrift som ikke er kjent",
    "er en kolonne som ikke er kjent",
)
TOLD = "sier at noen fikk beskjed: bare dagen er lest"
LENGST = 19_000
"""Characters of one note at most: a text of a case has room for a little more."""


class Lestplan(Value, frozen=True):
    """What was read of a plan: whom it is about, its own texts with their places, measures, and what was not read."""

    elev: Tekstavsnitt | None
    klasse: str | None
    oppdaget: date | None
    felt: Mapping[str, str | date]
    steder: Mapping[str, str]
    tiltak: tuple[Lesttiltak, ...]
    uleste: tuple[Uplassert, ...]
    titler: tuple[str, ...] = ()
    elever: tuple[Tekstavsnitt, ...] = ()
    dobbelt: tuple[str, ...] = ()
    meldt: tuple[Tekstavsnitt, ...] = ()
    """What is said of the day on which somebody was told."""

    @property
    def er_en_plan(self) -> bool:
        """Whether anything of a plan was known."""
        return bool(self.felt or self.tiltak)


class _Del(Enum):
    """The parts of a document that are no field."""

    UKJENT = "ukjent"
    TILTAK = "tiltak"


def les_plan(dokument: Lestdokument, ord_: Planord, skole: Skole, i_dag: date) -> Lestplan:
    """Read a plan: each part of the document stands in a field of it, or among what was not read."""
    reader = _Leser(ord_, skole, i_dag)
    for each in dokument.deler:
        if isinstance(each, Tabell):
            reader.take_table(each)
        else:
            reader.take(each)
    read = reader.read(dokument.ved_siden)
    order = {each.sted: place for place, each in enumerate(dokument.alle)}
    return replace(read, uleste=tuple(sorted(read.uleste, key=lambda each: order[each.sted])))


class _Leser:
    """Reads part by part; what it has read so far stands in it."""

    def __init__(self, ord_: Planord, skole: Skole, i_dag: date) -> None:
        self._ord = ord_
        self._del: _Del | str = _Del.UKJENT
        self._nivaa, self._under = 0, ""
        self._felt = dict[str, list[Tekstavsnitt]]()
        self._hode = dict[str, list[Tekstavsnitt]]()
        self._tiltak = list[tuple[str, dict[str, list[Tekstavsnitt]]]]()
        self._verdier, self._titler = Verdier(ord_, skole, i_dag), list[str]()
        self._nytt, self._i_hodet = False, True
        self._dobbelt, self._meldt = list[str](), list[Tekstavsnitt]()
        self._inne = re.compile(r"(?:^|(?<=[\s.,;(]))(" + "|".join(sorted((re.escape(e) for k, names in ord_.kolonner.items() if k != "tiltak" for e in names), key=len, reverse=True)) + r")\s*:", re.IGNORECASE)  # fmt: skip

    def take(self, part: Tekstavsnitt) -> None:
        """Take a paragraph: a heading, a field with its words behind a colon, or words under a heading."""
        lines = part.tekst.split("\n")
        if len(lines) > 1 and not part.punkt and any(map(self._is_labelled, lines)):
            for line in filter(str.strip, lines):
                self.take(replace(part, tekst=line.strip()))
            return
        if self._begins(part):
            return
        said = _SAID.match(part.tekst)
        if said and not part.punkt and self._is_told(said[1], replace(part, tekst=said[2].strip())):
            return
        if self._del is _Del.TILTAK:
            self._take_measure(part)
        elif isinstance(self._del, str):
            self._felt.setdefault(self._del, []).append(part)
        else:
            self._leave(part, "står ikke under en kjent overskrift")

    def _is_labelled(self, line: str) -> bool:
        """Tell whether a line of a paragraph is a field by itself."""
        said = _SAID.match(line)
        known = (self._ord.hode, self._ord.felt)
        return bool(said and any(meant_by(said[1], each) for each in known))

    def _begins(self, part: Tekstavsnitt) -> bool:
        """Tell whether a paragraph is a heading, and begin what it is of."""
        said = ordet(part.tekst)
        key = meant_by(said, self._ord.felt)
        measure = _MEASURE.match(part.tekst)
        whole = self._ord.er_tittel(said) and (part.nivaa or said in self._ord.titler)
        if part.punkt or not (part.nivaa or key or measure or whole or said in self._ord.tiltak):
            return False
        if whole:
            self._titler.append(part.sted)
            self._to(_Del.UKJENT, part)
            self._i_hodet = True
            if said not in self._ord.titler:
                self._leave(part, "er tittelen, med mer enn ordet for en plan")
        elif key:
            self._to(key, part)
            if self._felt.setdefault(key, []):
                self._dobbelt.append(part.sted)
                self._leave(part, "er en overskrift som står to ganger: alt under begge er tatt med")  # fmt: skip
        elif measure:
            self._to(_Del.TILTAK, part)
            self._new(part.sted, replace(part, tekst=(measure[1] or "").strip()))
        elif said in self._ord.tiltak:
            self._to(_Del.TILTAK, part)
        elif isinstance(self._del, str) and part.nivaa > self._nivaa:
            self._felt[self._del].append(part)
        else:
            self._to(_Del.UKJENT, part)
            self._leave(part, UNKNOWN_HEADING)
        return True

    def _to(self, what: _Del | str, part: Tekstavsnitt) -> None:
        self._del, self._nivaa, self._under, self._nytt = what, part.nivaa, part.tekst, False

    def _is_told(self, label: str, value: Tekstavsnitt) -> bool:
        """Tell whether a label is known, and take what it says."""
        column = meant_by(label, self._ord.kolonner) if self._nytt else None
        head, field = meant_by(label, self._ord.hode), meant_by(label, self._ord.felt)
        if column and column != "tiltak":
            self._tiltak[-1][1].setdefault(column, []).append(value)
        elif head and self._i_hodet:
            self._hode.setdefault(head, []).append(value)
            if ordet(label) in self._ord.meldt and not self._ord.er_tomt(value.tekst):
                self._meldt.append(value)
                self._verdier.uleste.append(Uplassert(value.sted, value.tekst, TOLD, label.strip()))
        elif field:
            self._felt.setdefault(field, []).append(value)
        else:
            return False
        return True

    def _take_measure(self, part: Tekstavsnitt) -> None:
        first, *rest = self._inne.split(part.tekst)
        words = replace(part, tekst=first.strip(" \n.,;:(–-"))
        if part.punkt or rest:
            self._new(part.sted, words)
            for label, told in zip(rest[::2], rest[1::2], strict=True):
                self._is_told(label, replace(part, tekst=told.strip(" \n.,;)")))
        elif self._nytt:
            self._tiltak[-1][1]["tiltak"].append(part)
        else:
            self._leave(part, "står blant tiltakene, men er ikke i en liste eller tabell")

    def _new(self, sted: str, words: Tekstavsnitt) -> None:
        self._tiltak.append((sted, {"tiltak": [words] if words.tekst else []}))
        self._nytt, self._i_hodet = True, False

    def take_table(self, tabell: Tabell) -> None:
        """Take a table: of measures by its heading, else of labels and what they say."""
        columns = [meant_by(each.tekst, self._ord.kolonner) for each in tabell.rader[0]] if tabell.rader else []  # fmt: skip
        if "tiltak" in columns and (self._del is _Del.TILTAK or "ansvarlig" in columns):
            heading = [each.tekst for each in tabell.rader[0]]
            for column, cell in zip(columns, tabell.rader[0], strict=True):
                if cell.tekst and column is None:
                    self._leave(cell, UNKNOWN_COLUMN)
            for row in tabell.rader[1:]:
                self._take_row(columns, heading, row)
            self._del, self._nytt, self._i_hodet = _Del.UKJENT, False, False
            return
        for row in tabell.rader:
            cells = [each for each in row if each.tekst]
            labelled = bool(cells) and cells[0] is row[0] and len(cells) <= _PAIR
            value = cells[1] if len(cells) > 1 else Tekstavsnitt("", "")
            if labelled and self._is_told(row[0].tekst, value):
                continue
            if labelled and value.tekst:
                why = "er et felt som ikke er kjent"
                self._verdier.uleste.append(Uplassert(value.sted, value.tekst, why, row[0].tekst))
                continue
            for each in cells:
                self._leave(each, "er en celle som ikke er kjent")

    def _take_row(self, columns: Sequence[str | None], heading: Sequence[str], row: Sequence[Tekstavsnitt]) -> None:  # fmt: skip
        told = dict[str, list[Tekstavsnitt]]()
        for place, cell in enumerate(row):
            column = columns[place] if place < len(columns) else None
            if self._ord.er_tomt(cell.tekst):
                continue
            if column is None or column in told:
                where = heading[place] if place < len(heading) else ""
                self._verdier.uleste.append(Uplassert(cell.sted, cell.tekst, "hører ikke til en kjent kolonne", where))  # fmt: skip
            else:
                told[column] = [cell]
        if told:
            self._tiltak.append((next(iter(told.values()))[0].sted.rpartition(",")[0], told))

    def _leave(self, part: Tekstavsnitt, why: str) -> None:
        under = self._under if self._under != part.tekst else ""
        self._verdier.uleste.append(Uplassert(part.sted, part.tekst, why, under))

    def read(self, beside: Sequence[Tekstavsnitt]) -> Lestplan:
        """Return what was read, with what stands beside the text among what was not."""
        felt, steder = dict[str, str | date](), dict[str, str]()
        for key, parts in self._felt.items():
            value = self._verdier.value(
                key, [each for each in parts if not self._ord.er_tomt(each.tekst)]
            )
            if value:
                felt[key], steder[key] = value, parts[0].sted
        tiltak = [each for sted, told in self._tiltak for each in self._verdier.measure(sted, told)]
        pupils = [each for each in self._hode.get("elev", ()) if not self._ord.er_tomt(each.tekst)]
        return Lestplan(
            elev=pupils[0] if pupils else None,
            klasse=self._verdier.first(
                self._hode.get("klasse", ()),
                self._verdier.class_in,
                "er ikke en av skolens klasser",
            ),
            oppdaget=self._verdier.first(self._hode.get("oppdaget", ()), self._verdier.day, NO_DAY),
            felt=felt,
            steder=steder,
            tiltak=tuple(tiltak),
            uleste=(
                *self._verdier.uleste,
                *(Uplassert(each.sted, each.tekst, "står ved siden av teksten") for each in beside),
            ),
            titler=tuple(self._titler),
            elever=tuple(pupils),
            dobbelt=tuple(self._dobbelt),
            meldt=tuple(self._meldt),
        )


def som_notat(uleste: Sequence[Uplassert], heading: str) -> tuple[str, ...]:
    """Return what was not read as notes, each with its places, none longer than a text of a case may be."""
    notes, left = list[str](), heading
    for each in uleste:
        where = f"{each.sted} (under «{each.under}»)" if each.under else each.sted
        line = f"\n\n{where[:1].upper()}{where[1:]}: {each.tekst}"
        while len(left) + len(line) > LENGST:
            room = LENGST - len(left) if len(line) > LENGST else 0
            notes, left, line = [*notes, left + line[:room]], heading, line[room:]
            if room:
                line = f"\n\n{line}"
        left += line
    return tuple(notes) if left == heading else (*notes, left)
