"""The text of a meeting as people write it: headings, boxes, lines with who and when; read line by line, nothing guessed.

What cannot be read is told with its line. What is not help of ours is the person's own words, and is never dropped.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, assert_never

from sosialplan.model.frist import BESLUTNING
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import fold, nearest
from sosialplan.model.visible import no_character, without_unseen


class Referatdel(StrEnum):
    """The parts of the text, by their headings."""

    HODE = "Hode"
    SAKSLISTE = "Saksliste"
    SAKER = "Saker"
    STEG = "Steg og beslutninger som står åpne"
    STEMME = "Elevens egne ord"
    BESLUTNINGER = "Nye beslutninger"
    TILTAK = "Nye tiltak"
    NOTAT = "Notat"


HJELP: Mapping[Referatdel, tuple[str, ...]] = {
    Referatdel.HODE: (
        "# Skriv rett i teksten, lagre den og lukk skriveprogrammet.",
        "# Alt blir lagret samlet, eller ingenting. Tom eller uendret: ingenting skrives.",
        "# Linjene som begynner med # er hjelp. Til stede: roller med komma, som",
        "# rektor, kontaktlærer, elev, foresatte. Dager som 30.11 eller om to uker.",
    ),
    Referatdel.SAKSLISTE: (
        "# Det du skriver under et punkt, kommer i notatet. Punktet selv gjør det ikke.",
    ),
    Referatdel.SAKER: (
        "# Sett x ved sakene dere drøftet: [x]. Det du skriver under, føres i saken.",
    ),
    Referatdel.STEG: (
        "# Sett x i boksen for det som er gjort: [x].",
        "# Står det et spørsmål under, så svar etter kolon.",
    ),
    Referatdel.STEMME: ("# Det eleven sier, med egne ord. La det stå tomt om ingen spurte.",),
    Referatdel.BESLUTNINGER: (
        "# Én linje for hver: - Ring hjem  ansvarlig: rådgiver  frist: fredag",
        "# Gjelder den en sak: - 2026-XXXXX: Ring hjem  ansvarlig: …  frist: …",
    ),
    Referatdel.TILTAK: (
        "# Én linje for hvert: - Fast makker  ansvarlig: kontaktlærer",
        "#    evalueres: om to uker  nivå: klasse",
    ),
    Referatdel.NOTAT: ("# Kort om møtet.", "# Kort om møtet. Aldri om en elev."),
}
"""What is written under each heading to help, and is not read."""
_ALL_HELP = frozenset(line for lines in HJELP.values() for line in lines)
POINT, NEW = "* ", "-"
"""How a point of the agenda and a new line of a list begin."""
_HEADING = "=="
_BOX = re.compile(r"\[(.?)\]\s*(.*)\Z")
_FIELD = re.compile(r"([^\W\d_][\w\- ]{0,40}?)\s*:\s*(.*)\Z")
_MISPLACED = "Linjen sier hvem eller når, men står under «Notat». Flytt den til «Nye beslutninger», eller ta bort streken."
_TICKS = frozenset("xXvV✓")
HODET = ("sak", "møte", "dato", "til stede", "hos", "klasse", "trinn", "elev", "neste møte")
I_LINJEN = ("ansvarlig", "frist", "evalueres", "fra", "nivå")
_INLINE = re.compile(rf"(?:^|(?<=\s))({'|'.join(I_LINJEN)})\s*:", re.IGNORECASE)


class Ulestlinje(NamedTuple):
    """A line that could not be read, and why, as a sentence."""

    linje: int
    hvorfor: str


class Svart(NamedTuple):
    """What is said in a line: its number, and the words."""

    linje: int
    tekst: str


class Referatpunkt(Value, frozen=True):
    """A line of a list: the words, and what is told beside them by name, each with its line."""

    linje: int
    tekst: str
    felt: Mapping[str, Svart]


class Kryss(Value, frozen=True):
    """A box that is ticked: what it is of, and what is written under it, by name and without one."""

    linje: int
    hva: str
    felt: Mapping[str, Svart]
    tekst: str = ""

    @property
    def beslutning(self) -> str | None:
        """The id of the decision that it is of; None where it is of a step or a case."""
        kind, _, entry_id = self.hva.partition(" ")
        return entry_id.strip() if kind == BESLUTNING and entry_id.strip() else None


class Referattekst(Value, frozen=True):
    """What is said in the text of a meeting. ``uleste`` are the lines that could not be read."""

    hode: Mapping[str, Svart]
    bokser: tuple[Kryss, ...]
    stemme: str
    beslutninger: tuple[Referatpunkt, ...]
    tiltak: tuple[Referatpunkt, ...]
    notat: str
    uleste: tuple[Ulestlinje, ...]

    @property
    def says_something(self) -> bool:
        """Whether anything is told of a meeting, besides which and when."""
        told = (self.bokser, self.stemme, self.beslutninger, self.tiltak, self.notat)
        return any(told) or "til stede" in self.hode


def read_minutes(text: str, laid: str, asked: Iterable[str]) -> Referattekst:
    """Read a text that a person has written in, from the one that was ``laid`` before them.

    ``asked`` are the names of what can be answered under a box, folded.
    """
    points = (line.strip() for line in laid.split("\n") if line.startswith(POINT))
    reader = _Leser(frozenset(points), frozenset(asked))
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        reader.take(number, without_unseen(line).rstrip())
    return reader.read()


class _Leser:
    """Reads line by line; what it has read so far stands in it."""

    def __init__(self, points: frozenset[str], asked: frozenset[str]) -> None:
        self._points, self._asked = points, asked
        self._part = Referatdel.HODE
        self._head = dict[str, Svart]()
        self._boxes = list[tuple[int, bool, str, dict[str, Svart], list[str]]]()
        self._lists: dict[Referatdel, list[list[Svart]]] = {
            Referatdel.BESLUTNINGER: [],
            Referatdel.TILTAK: [],
        }
        self._voice, self._notes, self._agenda = list[str](), list[str](), list[str]()
        self._point, self._field = "", ""
        self._unread = list[Ulestlinje]()

    def take(self, number: int, line: str) -> None:
        said = line.strip()
        if said in _ALL_HELP:
            return
        acts = no_character(line)
        if acts is not None:
            self._miss(
                number, f"{acts[:1].upper()}{acts[1:]} kan ikke lagres. Skriv linjen på nytt."
            )
            return
        if said.startswith(_HEADING):
            self._begin(number, said.strip("= \t"))
            return
        match self._part:
            case Referatdel.HODE:
                self._take_head(number, said)
            case Referatdel.SAKSLISTE:
                self._take_agenda(said)
            case Referatdel.SAKER | Referatdel.STEG:
                self._take_box(number, said)
            case Referatdel.STEMME:
                self._voice.append(said)
            case Referatdel.NOTAT:
                self._take_note(number, said)
            case Referatdel.BESLUTNINGER | Referatdel.TILTAK:
                self._take_item(number, line, said)
            case _:
                assert_never(self._part)

    def _take_note(self, number: int, said: str) -> None:
        if said.startswith(NEW) and _INLINE.search(said):
            self._miss(number, _MISPLACED)
        self._notes.append(said)

    def _begin(self, number: int, said: str) -> None:
        known = {fold(each): each for each in Referatdel}
        part = known.get(fold(said))
        if part is None:
            near = nearest(said, list(Referatdel))
            self._miss(
                number, "Overskriften er ikke kjent." + (f" Mente du «{near}»?" if near else "")
            )
            self._part = Referatdel.NOTAT
            return
        self._part, self._point, self._field = part, "", ""

    def _take_head(self, number: int, said: str) -> None:
        if not said:
            return
        field = _FIELD.match(said)
        name = " ".join(field[1].lower().split()) if field else ""
        if field is None or name not in HODET:
            near = nearest(name, HODET) if name else None
            self._miss(
                number, "Linjen er ikke kjent her." + (f" Mente du «{near}:»?" if near else "")
            )
        elif name in self._head:
            self._miss(number, f"«{name}:» står to ganger.")
        elif field[2]:
            self._head[name] = Svart(number, field[2])

    def _take_agenda(self, said: str) -> None:
        if said in self._points:
            self._point = said.removeprefix(POINT)
        elif said:
            self._agenda.append(f"{self._point}: {said}" if self._point else said)

    def _take_box(self, number: int, said: str) -> None:
        box = _BOX.match(said)
        if box:
            what = box[2].partition(":")[0].strip()
            if box[1].strip() and box[1] not in _TICKS:
                self._miss(
                    number, "Boksen kan ikke leses. Skriv [x] for det som er gjort, ellers [ ]."
                )
            self._boxes.append((number, box[1] in _TICKS, what, {}, []))
            self._field = ""
        elif said.startswith("["):
            self._miss(number, "Boksen kan ikke leses. Skriv [x] for det som er gjort, ellers [ ].")
        elif said:
            self._take_under_box(number, said)

    def _take_under_box(self, number: int, said: str) -> None:
        if not self._boxes:
            self._miss(number, "Dette står ikke under noen boks.")
            return
        _, _, _, fields, texts = self._boxes[-1]
        field = _FIELD.match(said)
        name = fold(field[1]).replace(" ", "-") if field else ""
        if field and name in self._asked:
            self._field = name
            if name in fields:
                self._miss(number, f"«{field[1]}:» står to ganger under samme boks.")
            elif field[2]:
                fields[name] = Svart(number, field[2])
        elif self._field in fields:
            before = fields[self._field]
            fields[self._field] = Svart(before.linje, f"{before.tekst}\n{said}")
        else:
            texts.append(said)

    def _take_item(self, number: int, line: str, said: str) -> None:
        items = self._lists[self._part]
        if not said or said == NEW:
            return
        if not line.startswith((" ", "\t")) or not items:
            items.append([Svart(number, said.removeprefix(NEW).strip())])
        else:
            items[-1].append(Svart(number, said))

    def _miss(self, number: int, why: str) -> None:
        self._unread.append(Ulestlinje(number, why))

    def read(self) -> Referattekst:
        return Referattekst(
            hode=self._head,
            bokser=tuple(self._ticked()),
            stemme=_text(self._voice),
            beslutninger=tuple(self._items(Referatdel.BESLUTNINGER)),
            tiltak=tuple(self._items(Referatdel.TILTAK)),
            notat="\n\n".join(each for each in (_text(self._agenda), _text(self._notes)) if each),
            uleste=tuple(sorted(self._unread)),
        )

    def _ticked(self) -> Iterator[Kryss]:
        for number, ticked, what, fields, texts in self._boxes:
            if ticked:
                yield Kryss(number, what, fields, _text(texts))
            elif fields or texts:
                self._miss(
                    number,
                    "Det står noe under boksen, men den er ikke krysset av. Sett x, eller ta det bort.",
                )

    def _items(self, part: Referatdel) -> Iterator[Referatpunkt]:
        for lines in self._lists[part]:
            words, found = list[str](), dict[str, Svart]()
            name = ""
            for number, text in lines:
                name = "" if name in found else name  # the next line goes on with the words
                for place, piece in enumerate(_INLINE.split(text)):
                    said = piece.strip().strip(",;").strip()
                    if place % 2:
                        name = said.lower()
                        if name in found:
                            self._miss(number, f"«{name}:» står to ganger i samme linje.")
                    elif said and not name:
                        words.append(said)
                    elif said and name in found:
                        found[name] = Svart(found[name].linje, f"{found[name].tekst} {said}")
                    elif said:
                        found[name] = Svart(number, said)
            yield Referatpunkt(lines[0].linje, " ".join(words), found)


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip()
