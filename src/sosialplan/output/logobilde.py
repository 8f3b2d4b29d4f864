"""What is wrong with a school's logo, before it stands in every paper that leaves: asked in a worker, of bytes alone.

A drawing may hold programs and fetch what others see; a picture of a few bytes may unfold to more than the machine has.
"""

import re
import struct
from collections.abc import Iterator
from datetime import date
from xml.parsers import expat

from sosialplan.output.style_files import suffix
from sosialplan.output.typeset import TypesetError, typeset

MOST_BYTES = 500_000
"""A logo lies in every copy that is handed out and archived: at 20 mm, 600 points an inch are a tenth of this."""
MOST_POINTS = 4_000
"""Along a side. The widest letterhead is 60 mm: 1 417 points at 600 an inch."""
MOST_PARTS = 10_000
"""Parts of a drawing, with what it draws again counted each time."""
_SVG, _XHTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
_DRAWN = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "metadata",
        "style",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "linearGradient",
        "radialGradient",
        "stop",
        "pattern",
        "clipPath",
        "mask",
        "marker",
    ]
)
"""What a drawing may hold: shapes, their colours, and letters. Programs, links, pages, pictures and what moves are none of it."""
_FETCHES = re.compile(r"@import|url\((?!\s*[\"']?\s*#)|expression\(|javascript:", re.IGNORECASE)
_AS_PNG = "Lagre logoen som PNG"
_CMYK = 4
_NOT_A_SIZE = frozenset({0xC4, 0xC8, 0xCC})
_TRY = '#set document(title: "x")\n#image("bilde.{}", alt: "x")\n'


def logofeil(data: bytes) -> str | None:
    """Return what keeps a picture from being a logo, as a sentence without its full stop; None for one that can be."""
    kind = suffix(data)
    if kind is None:
        return "Filen er ikke et bilde i PNG, JPEG eller SVG"
    if len(data) > MOST_BYTES:
        return f"Bildet er på mer enn {MOST_BYTES // 1000} kB"
    said = {"png": _png, "jpg": _jpeg, "svg": _svg}[kind](data)
    if said is not None:
        return said
    try:
        typeset({f"bilde.{kind}": data, "main": _TRY.format(kind).encode()}, date(2000, 1, 1))
    except TypesetError:
        return "Bildet er skadet, eller kan ikke trykkes"
    return None


def _png(data: bytes) -> str | None:
    if data[12:16] != b"IHDR" or len(data) < 24:  # noqa: PLR2004 - where the size ends
        return "Bildet er skadet, eller kan ikke trykkes"
    return _size(*struct.unpack(">II", data[16:24]))


def _jpeg(data: bytes) -> str | None:
    """Find the frame of a JPEG, which says how large it is and in how many colours."""
    for mark, part in _segments(data):
        if 0xC0 <= mark <= 0xCF and mark not in _NOT_A_SIZE and len(part) > 5:  # noqa: PLR2004 - the frame's own
            high, wide, colours = struct.unpack(">HHB", part[1:6])
            if colours == _CMYK:
                return f"Bildet er i trykkfarger (CMYK). {_AS_PNG}"
            return _size(wide, high)
    return "Bildet er skadet, eller kan ikke trykkes"


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - what begins a segment
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        yield data[at + 1], data[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)


def _size(wide: int, high: int) -> str | None:
    if max(wide, high) > MOST_POINTS:
        return f"Bildet er på {wide} × {high} punkter, og høyst {MOST_POINTS} i hver retning kan brukes"
    return None


class _Refused(Exception):
    """A drawing holds what it may not; ``what`` says it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def _svg(data: bytes) -> str | None:
    """Read a drawing part by part; nothing that it points at is opened."""
    drawing = _Drawing()
    reader = expat.ParserCreate(namespace_separator=" ")
    reader.StartElementHandler = drawing.begin
    reader.EndElementHandler = drawing.end
    reader.CharacterDataHandler = drawing.text
    reader.StartDoctypeDeclHandler = drawing.doctype
    reader.ProcessingInstructionHandler = drawing.instruction
    try:
        reader.Parse(data, True)  # noqa: FBT003 - expat's own signature
        drawing.require_ends()
    except _Refused as refused:
        return f"{refused.what}. {_AS_PNG}"
    except (expat.ExpatError, ValueError, LookupError):
        return "Tegningen er skadet, eller kan ikke trykkes"
    return None


class _Drawing:
    """The parts of a drawing as they come: each in those that it stands in, and what each draws again."""

    def __init__(self) -> None:
        self._open: list[int] = []
        self._inside: list[list[int]] = []
        self._again: dict[int, str] = {}
        self._named: dict[str, int] = {}
        self._style = ""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if space == _XHTML or (space in {"", _SVG} and local not in _DRAWN):
            raise _Refused(f"Tegningen har noe annet enn former og farger («{local[:30]}»)")
        number = len(self._inside)
        if number >= MOST_PARTS:
            raise _Refused("Tegningen har for mange deler")
        for key, value in attributes.items():
            self._attribute(number, key.rpartition(" ")[2].lower(), value)
        if self._open:
            self._inside[self._open[-1]].append(number)
        self._inside.append([])
        self._open.append(number)
        self._style = ""

    def _attribute(self, number: int, key: str, value: str) -> None:
        if key.startswith("on"):
            raise _Refused("Tegningen har et program i seg")
        if key in {"href", "src"}:
            if not value.strip().startswith("#"):
                raise _Refused("Tegningen henter noe som ligger utenfor den")
            self._again[number] = value.strip()[1:]
        elif _FETCHES.search(value) or (key == "style" and "\\" in value):
            raise _Refused("Tegningen henter noe som ligger utenfor den")
        if key == "id":
            self._named.setdefault(value, number)

    def text(self, said: str) -> None:
        self._style += said

    def end(self, name: str) -> None:
        if name.endswith("style") and ("\\" in self._style or _FETCHES.search(self._style)):
            raise _Refused("Tegningen henter noe som ligger utenfor den")
        self._style = ""
        self._open.pop()

    def doctype(self, _name: str, _system: str | None, _public: str | None, inside: int) -> None:
        if inside:
            raise _Refused("Tegningen har egne forkortelser (ENTITY)")

    def instruction(self, target: str, _data: str) -> None:
        if target != "xml":
            raise _Refused("Tegningen henter noe som ligger utenfor den")

    def require_ends(self) -> None:
        """Refuse a drawing that draws itself, or so much again that it never is done. Raises _Refused."""
        sizes = dict[int, int]()
        for number in reversed(range(len(self._inside))):
            self._sum(number, sizes)

    def _sum(self, number: int, sizes: dict[int, int]) -> None:
        """Put how many parts a part is, with all in it: those it points at are summed first."""
        waiting, under_way = [number], set[int]()
        while waiting:
            each = waiting[-1]
            drawn = [*self._inside[each]]
            if (again := self._named.get(self._again.get(each, ""))) is not None:
                drawn.append(again)
            left = [one for one in drawn if one not in sizes]
            if not left or each in sizes:
                sizes[each] = 1 + sum(sizes[one] for one in drawn)
                under_way.discard(each)
                waiting.pop()
                if sizes[each] > MOST_PARTS:
                    raise _Refused("Tegningen har for mange deler")
            elif each in under_way:
                raise _Refused("Tegningen tegner seg selv")
            else:
                under_way.add(each)
                waiting += left
