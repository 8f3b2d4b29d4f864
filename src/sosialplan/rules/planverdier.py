"""The values of a plan that is written as a document: a role, a day with its year, a measure; what is none of them is kept with why."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from sosialplan.model.felter.feltlinje import Leses, slag_av
from sosialplan.model.felter.planfelt import AKTIVITETSPLAN
from sosialplan.model.lestdokument import Planord, Tekstavsnitt, meant_by, ordet
from sosialplan.model.record import Value
from sosialplan.model.sak import Aktivitetsplan, Nivaa
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import Dagretning, alike, find_word, fold
from sosialplan.model.visible import MOST_OF_TEXT
from sosialplan.rules.kalender.dagord import FINNES_IKKE, IkkeEnDag, lest_dag

T = TypeVar("T")
_WITH_YEAR = re.compile(r"(?:\d{4}-\d{1,2}-\d{1,2}|[^\d]*\d.*[^\d](?:\d{4}|\d{2}))\.?\Z", re.DOTALL)
_PARTED = re.compile(r"\s*[–—]\s*|\s+(?:-|til|t\.o\.m\.)\s+")
_SHORT = re.compile(r"\A\d{1,2}\.(?:\s+[^\W\d]+)?\Z")
"""The first day of a stretch whose month or year is said with the last: «5.–9. oktober 2026»."""
_BEHIND = re.compile(r"\s*\([^()]*\)\s*\Z")
_WITHIN = re.compile(r".*\(([^()]*)\)\s*\Z", re.DOTALL)
NO_DAY, NO_ROLE = "er ikke en dato med år", "er ikke en av skolens roller"
NO_SUCH_DAY = "datoen finnes ikke"
_PAIR = 2


class Uplassert(Value, frozen=True):
    """What was not read into a field: its place, the words, the heading that they stand under, and why."""

    sted: str
    tekst: str
    hvorfor: str
    under: str = ""


class Lesttiltak(Value, frozen=True):
    """A measure as it was read. ``eier`` is what the document says of who, where that is no role of the school."""

    sted: str
    tiltak: str
    ansvarlig: str | None = None
    eier: str = ""
    stedfortreder: str | None = None
    nivaa: Nivaa | None = None
    fra: date | None = None
    til: date | None = None
    evalueres: date | None = None
    hvorfor: str | None = None
    kilde: tuple[Uplassert, ...] = ()


def rolle_av(skole: Skole, said: str) -> str | None:
    """Return the role that is said by exactly its code, its name or the name of who has it; None for what is no role.

    «Oppdiktet Berg (rektor)» is a role too, where both say the same or the name is none of the school's. A name is
    said in short too, by two or more of its words, where it is one person's alone.
    """
    inner = _WITHIN.match(said)
    named = {*_roles(skole, said.strip()), *_roles(skole, _BEHIND.sub("", said).strip())}
    behind = {*_roles(skole, inner[1].strip())} if inner else set[str]()
    found = named & behind or named | behind or {*_in_short(skole, said)}
    return found.pop() if len(found) == 1 else None


def _in_short(skole: Skole, said: str) -> Iterator[str]:
    """Yield the roles of the one person who has all of two or more words in the name."""
    words = said.replace(",", " ").split()
    if len(words) < _PAIR:
        return
    so = [each for each in skole.personer if {*map(fold, words)} <= {*map(fold, each.navn.split())}]
    for person in so if len(so) == 1 else ():
        yield from (verv.rolle for verv in person.verv)


def _roles(skole: Skole, said: str) -> Iterator[str]:
    code = find_word(said, (each.rolle for each in skole.roller))
    if code is not None:
        yield code
    for each in skole.roller:
        if said and fold(said) in {fold(each.navn), fold(_BEHIND.sub("", each.navn))}:
            yield each.rolle
    for person in skole.personer:
        if alike(person.navn, said):
            yield from (verv.rolle for verv in person.verv)


def lest_dato(said: str, i_dag: date) -> date | None:
    """Return the day that is written with its year; None for what is none, or could be two."""
    if not _WITH_YEAR.match(said.strip()):
        return None
    try:
        read = lest_dag(said, i_dag, Dagretning.NAERMEST)
    except IkkeEnDag:
        return None
    return None if read.uten_aar else read.dag


def finnes_ikke(said: str, i_dag: date) -> bool:
    """Tell whether what is said is written as a day, and there is no such day: 31.2.2027."""
    try:
        lest_dag(said.strip(), i_dag, Dagretning.NAERMEST)
    except IkkeEnDag as error:
        return str(error) == FINNES_IKKE
    return False


def likt_sagt(skole: Skole, i_dag: date, one: str, other: str) -> bool:
    """Tell whether two say the same role or the same day, however it is written."""
    if fold(one.strip()) == fold(other.strip()):
        return True
    roles = {rolle_av(skole, one), rolle_av(skole, other)}
    days = {lest_dato(one, i_dag), lest_dato(other, i_dag)}
    return any(None not in each and len(each) == 1 for each in (roles, days))


class Verdier:
    """Reads values one after the other; ``uleste`` are those that could not be read, so far."""

    def __init__(self, ord_: Planord, skole: Skole, i_dag: date) -> None:
        self._ord, self._skole, self._i_dag = ord_, skole, i_dag
        self.uleste = list[Uplassert]()

    def value(self, key: str, parts: Sequence[Tekstavsnitt]) -> str | date | None:
        """Return a field of the plan as the case has it; what is not a role or a day is left."""
        linje, slag = AKTIVITETSPLAN[key], slag_av(Aktivitetsplan, key)
        if linje.valg and linje.valg.leses is Leses.ROLLE:
            return self.first(parts, lambda said: rolle_av(self._skole, said), NO_ROLE)  # fmt: skip
        if slag.type is date:
            return self.first(parts, self.day, NO_DAY)
        text = "\n\n".join(each.tekst for each in parts)
        if len(text) <= MOST_OF_TEXT:
            return text
        self.uleste += [Uplassert(each.sted, each.tekst, "er for langt for ett felt", linje.ord_) for each in parts]  # fmt: skip
        return None

    def first(self, parts: Sequence[Tekstavsnitt], read: Callable[[str], T | None], why: str) -> T | None:  # fmt: skip
        """Return the first that can be read; the others are left with why."""
        found = None
        for each in (one for one in parts if not self._ord.er_tomt(one.tekst)):
            value = read(each.tekst)
            if value is None:
                no_such = why == NO_DAY and finnes_ikke(each.tekst, self._i_dag)
                self.uleste.append(
                    Uplassert(each.sted, each.tekst, NO_SUCH_DAY if no_such else why)
                )
            elif found is None:
                found = value
            elif value != found:
                self.uleste.append(Uplassert(each.sted, each.tekst, "sier noe annet enn det som sto først"))  # fmt: skip
        return found

    def day(self, said: str) -> date | None:
        """Return the day that is written with its year."""
        return lest_dato(said, self._i_dag)

    def class_in(self, said: str) -> str | None:
        """Return the one class of the school that is named."""
        words = {*re.findall(r"\w+", ordet(said)), ordet(said)}
        found = [each.klasse for each in self._skole.klasser if ordet(each.klasse) in words]
        return found[0] if len(found) == 1 else None

    def measure(
        self, sted: str, told: Mapping[str, Sequence[Tekstavsnitt]]
    ) -> Iterator[Lesttiltak]:
        """Yield a measure; what has no words for what is done is no measure, and is left."""
        text = "\n".join(each.tekst for each in told.get("tiltak", ()))
        cells = tuple(Uplassert(one.sted, one.tekst, "hører til et tiltak uten tekst", key) for key, parts in told.items() for one in parts)  # fmt: skip
        if not text or len(text) > MOST_OF_TEXT:
            self.uleste += [replace(each, hvorfor="er for langt for ett felt" if text else each.hvorfor) for each in cells]  # fmt: skip
            return
        day = self.day
        fra, til = (self._of(told, key, day, NO_DAY) for key in ("fra", "til"))
        for each in told.get("periode", ()):
            first, last = self._period(each.tekst)
            if any(finnes_ikke(one, self._i_dag) for one in _PARTED.split(each.tekst)):
                self.uleste.append(Uplassert(each.sted, each.tekst, NO_SUCH_DAY))
            elif not first or (fra and first != fra) or (til and last and last != til):
                self.uleste.append(Uplassert(each.sted, each.tekst, "er ikke to datoer med år"))
            else:
                fra, til = first, last or til
        owners = told.get("ansvarlig", ())
        owner = self._role(owners[0].tekst) if len(owners) == 1 else None
        yield Lesttiltak(
            sted=sted,
            tiltak=text,
            ansvarlig=owner,
            eier="" if owner else ", ".join(each.tekst for each in owners),
            stedfortreder=self._of(told, "stedfortreder", self._role, NO_ROLE),
            nivaa=self._of(told, "nivå", self._level, "er ikke et av nivåene"),
            fra=fra,
            til=self._not_before(told, "til", fra, til),
            evalueres=self._not_before(
                told, "evalueres", fra, self._of(told, "evalueres", day, NO_DAY)
            ),
            hvorfor=self._of(told, "hvorfor", _short, "er for langt for ett felt"),
            kilde=cells,
        )

    def _of(self, told: Mapping[str, Sequence[Tekstavsnitt]], key: str, read: Callable[[str], T | None], why: str) -> T | None:  # fmt: skip
        return self.first(told.get(key, ()), read, why)

    def _not_before(self, told: Mapping[str, Sequence[Tekstavsnitt]], key: str, fra: date | None, day: date | None) -> date | None:  # fmt: skip
        if fra is None or day is None or day >= fra:
            return day
        parts = told.get(key) or told["periode"]
        self.uleste += [
            Uplassert(e.sted, e.tekst, "er en dag før tiltaket begynner") for e in parts
        ]
        return None

    def _role(self, said: str) -> str | None:
        return rolle_av(self._skole, said)

    def _level(self, said: str) -> Nivaa | None:
        word = meant_by(said, self._ord.nivaaer)
        return Nivaa(word) if word else None

    def _period(self, said: str) -> tuple[date | None, date | None]:
        """Return the first and the last day of a stretch: «fra 12.10.2026», or two days of which the last has its year."""
        parts = _PARTED.split(re.sub(r"\A\s*fra\s+", "", said, flags=re.IGNORECASE).strip())
        if len(parts) == _PAIR and _SHORT.match(parts[0]):
            parts[0] += " " + " ".join(parts[1].split()[parts[0].count(" ") + 1 :])
        days = [self.day(each) for each in parts]
        if None in days or len(days) > _PAIR:
            return None, None
        return days[0], days[1] if len(days) == _PAIR else None


def _short(said: str) -> str | None:
    return said if len(said) <= MOST_OF_TEXT else None
