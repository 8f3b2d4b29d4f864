"""The drawings of the board as SVG: bars and the wheel. What the pieces mean is told by their shape too.

Only texts, places and classes: the colours are those of the page around it, or of the paper. Patterns are no
artifacts in a PDF, so stripes are drawn as lines.
"""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from sosialplan.model.record import Value
from sosialplan.output.escaping import escape_xml
from sosialplan.views.aarshjul.baner import Sirkel, tall
from sosialplan.views.tavle.tavlefelt import (
    Hjulbilde,
    Kolonne,
    Soylemerke,
    Soyler,
    Soylerad,
    Tavlefelt,
)

WIDTH = 320.0
"""The width of every drawing, in its own units: at least as many pixels as a narrow telephone shows."""
_FONT, _SMALL = 12.0, 11.0
_CHARACTER = 0.56
_BOLD = 0.85
"""The width of a character as a share of its size, in a wide typeface; so much of a line has bold ones in its room."""
_LINE, _BETWEEN, _BAR = 14.0, 6.0, 10.0
_STRIPE = 4.0
_UP = "↑"
"""Stands for a column that is no piece of the bar."""
_GAP = 14.0


def svg_of(felt: Tavlefelt, look: str = "", wide: float | None = None) -> str:
    """Return a field's drawing; ``look`` is a style sheet for one that stands alone, and ``wide`` how wide the sheet around it is."""
    return _svg(
        _drawn(felt),
        f'role="img" aria-labelledby="t-{felt.kode} b-{felt.kode}"',
        f'<title id="t-{felt.kode}">{escape_xml(felt.tittel)}</title>'
        f'<desc id="b-{felt.kode}">{escape_xml(felt.beskrivelse)}</desc>'
        + (f"<style>{look}</style>" if look else ""),
        wide,
    )


def legend_of(hjul: Hjulbilde, look: str = "", wide: float | None = None) -> str:
    """Return what the ways of drawing in the wheel mean, as a drawing of its own: it is read as text beside it."""
    parts, height = _legend(hjul.forklaring, 0.0)
    style = f"<style>{look}</style>" if look else ""
    return _svg(Drawn(parts, WIDTH, height), 'aria-hidden="true"', style, wide)


def share_of(felt: Tavlefelt) -> float:
    """Return how high a field's drawing is for its width."""
    drawn = _drawn(felt)
    return drawn.height / drawn.width


class Drawn(Value, frozen=True):
    """The pieces of a drawing, and its size in its own units."""

    parts: list[str]
    width: float
    height: float


def _svg(drawn: Drawn, told: str, head: str, wide: float | None = None) -> str:
    wide = wide or drawn.width
    beside = (drawn.width - wide) / 2
    box = f'viewBox="{tall(beside)} 0 {tall(wide)} {tall(drawn.height)}" preserveAspectRatio="xMinYMin"'
    body = "".join(drawn.parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} {told}>{head}{body}</svg>'


def _drawn(felt: Tavlefelt) -> Drawn:
    if isinstance(felt.tegning, Hjulbilde):
        return Drawn(_wheel(felt.tegning), _SIDE, _SIDE)
    parts, height = _bars(felt.tegning or Soyler((), 1), felt.kolonner)
    return Drawn(parts, WIDTH, height)


def lines_of(text: str, width: float, size: float = _FONT) -> list[str]:
    """Return a text in lines no wider than this; a word that is wider is parted, and nothing is cut off.

    >>> lines_of("Oppdiktet", 30)
    ['Oppd', 'ikte', 't']
    """
    return wrap(text, max(4, int(width / (size * _CHARACTER)))) or [""]


def _text(x: float, y: float, text: str, kind: str = "", size: float = _FONT, anchor: str = "") -> str:  # fmt: skip
    where = f' text-anchor="{anchor}"' if anchor else ""
    return (
        f'<text x="{tall(x)}" y="{tall(y)}" font-size="{tall(size)}" class="{kind or "blekk"}"{where}>'
        f"{escape_xml(text)}</text>"
    )


def _piece(merke: Soylemerke, x: float, y: float, width: float) -> str:
    """Draw a piece of a bar: overdue is whole, near is striped, later is hollow, done is thin."""
    box = f'<rect x="{tall(x)}" width="{tall(max(width, 2.0))}"'
    match merke:
        case Soylemerke.GJORT:
            return f'{box} y="{tall(y + _BAR / 4)}" height="{tall(_BAR / 2)}" class="{merke}"/>'
        case Soylemerke.SENERE:
            hollow = f'<rect x="{tall(x + 0.75)}" width="{tall(max(width - 1.5, 0.5))}"'
            return f'{hollow} y="{tall(y + 0.75)}" height="{tall(_BAR - 1.5)}" class="{merke}"/>'
        case Soylemerke.SNART:
            stripes = "".join(
                f"M{tall(x + at * _STRIPE)} {tall(y)}v{tall(_BAR)}"
                for at in range(1, int(width / _STRIPE) + 1)
            )
            lines = f'<path d="{stripes}" class="strek"/>' if stripes else ""
            return f'{box} y="{tall(y)}" height="{tall(_BAR)}" class="{merke}"/>{lines}'
        case Soylemerke.FORFALT:
            return f'{box} y="{tall(y)}" height="{tall(_BAR)}" class="{merke}"/>'


def _legend(kolonner: Sequence[Kolonne], y: float) -> tuple[list[str], float]:
    """Draw what each piece means, in as many lines as it takes; return where the next thing may stand."""
    parts, x = [], 0.0
    for each in kolonner:
        width = 18 + len(each.navn) * _SMALL * _CHARACTER + 10
        if x and x + width > WIDTH:
            x, y = 0.0, y + _LINE
        sign = _piece(each.merke, x, y, 13) if each.merke else _text(x + 3, y + 9, _UP)
        parts += [sign, _text(x + 18, y + 9, each.navn, "dempet", _SMALL)]
        x += width
    return parts, y + _LINE + 4


def _bars(soyler: Soyler, kolonner: Sequence[Kolonne]) -> tuple[list[str], float]:
    if soyler.bredt:
        parts: list[str] = []
        y = 2.0
        for rad in soyler.rader:
            more, y = _broad(rad, soyler.lengst, y)
            parts += more
        return parts, y
    if not any(rad.deler for rad in soyler.rader):
        kolonner = ()
    parts, top = _legend(kolonner, 0.0) if kolonner else ([], 0.0)
    side, wide = soyler.spalter, _number_width(soyler)
    width = (WIDTH - (side - 1) * _GAP) / side
    each = -(-len(soyler.rader) // side)
    lowest = top
    for number in range(side):
        x, y = number * (width + _GAP), top
        parts += _heads(kolonner, x + width, y, wide)
        y += _LINE if kolonner else 0
        for rad in soyler.rader[number * each : (number + 1) * each]:
            more, y = _row(rad, soyler, x, y, width)
            parts += more
        lowest = max(lowest, y)
    return parts, lowest


def _number_width(soyler: Soyler) -> float:
    longest = max((len(each) for rad in soyler.rader for each in rad.tall), default=1)
    return max(20.0 if soyler.spalter > 1 else 26.0, longest * _FONT * 0.64 + 7)


def _heads(kolonner: Sequence[Kolonne], right: float, y: float, wide: float) -> Iterator[str]:
    for place, each in enumerate(reversed(kolonner)):
        at = right - place * wide
        yield (
            _piece(each.merke, at - 11, y, 11)
            if each.merke
            else _text(at, y + 9, _UP, anchor="end")
        )


def _row(
    rad: Soylerad, soyler: Soyler, x: float, y: float, width: float
) -> tuple[list[str], float]:
    if rad.tittel or not rad.deler:
        return _heading(rad, x, y, width)
    wide = _number_width(soyler)
    room = width - len(rad.tall) * wide
    named = room * (0.56 if soyler.spalter == 1 else 0.62)
    parts = []
    names = lines_of(rad.navn, named - 4)
    for place, line in enumerate(names):
        parts.append(_text(x, y + 11 + place * _LINE, line))
    at, bar = x + named, room - named - 6
    for merke, count in rad.deler:
        long = bar * count / max(soyler.lengst, 1)
        if count:
            parts.append(_piece(merke, at, y + 1.5, long))
            at += max(long, 2.0) + 0.8
    for place, text in enumerate(reversed(rad.tall)):
        kind = "dempet" if text == "0" else "sterk"
        parts.append(_text(x + width - place * wide, y + 11, text, kind, anchor="end"))
    return parts, y + len(names) * _LINE + _BETWEEN


def _heading(rad: Soylerad, x: float, y: float, width: float) -> tuple[list[str], float]:
    """Draw a row without a bar: the name over the whole width, and what is said of it below."""
    parts = []
    kind = "sterk" if rad.tittel else ""
    for line in lines_of(rad.navn, width * (_BOLD if rad.tittel else 1.0)):
        parts.append(_text(x, y + 11, line, kind))
        y += _LINE
    for line in lines_of(rad.under, width, _SMALL) if rad.under else ():
        parts.append(_text(x, y + 10, line, "dempet", _SMALL))
        y += _LINE
    return parts, y + _BETWEEN / 2


def _broad(rad: Soylerad, longest: int, y: float) -> tuple[list[str], float]:
    parts = []
    for line in lines_of(rad.navn, WIDTH * _BOLD):
        parts.append(_text(0, y + 11, line, "sterk"))
        y += _LINE
    at = 0.0
    for merke, count in rad.deler:
        long = (WIDTH - 1) * count / max(longest, 1)
        if count:
            parts.append(_piece(merke, at, y + 2, long))
            at += long + 0.8
    y += _BAR + 4 if rad.deler else 0
    for line in lines_of(rad.under, WIDTH):
        parts.append(_text(0, y + 10, line, "dempet"))
        y += _LINE
    return parts, y + _BETWEEN


_SIDE = 320.0
"""The wheel's drawing is a square."""
_MONTHS, _SIGNS, _MIDDLE = 138.0, 115.0, 34.0
"""Outer radius of the months, of the rings, and of what is left empty inside."""
_CENTRE = Sirkel(_SIDE / 2, _SIDE / 2)
_SHARE = {
    Soylemerke.FORFALT: 0.85,
    Soylemerke.SNART: 0.65,
    Soylemerke.SENERE: 0.25,
    Soylemerke.GJORT: 0.5,
}
"""How much of its lane a stretch fills."""
_BELOW = (90, 270)
_IN_WHEEL = 17.0
"""The size of what is written in the wheel: 7 points where it is smallest, on the board as A4."""


def _wheel(hjul: Hjulbilde) -> list[str]:
    parts = []
    for place, (name, fra, til) in enumerate(hjul.maaneder):
        kind = "maaned" if place % 2 else "maaned annen"
        parts.append(f'<path d="{_CENTRE.sektor(_SIGNS + 2, _MONTHS, fra, til)}" class="{kind}"/>')
        t = _CENTRE.tekst((_SIGNS + 2 + _MONTHS) / 2, (fra + til) / 2, name)
        parts.append(
            f'<text transform="translate({t.x} {t.y}) rotate({t.vinkel})" dy="0.36em" text-anchor="middle" '
            f'font-size="{tall(_IN_WHEEL)}" class="blekk">{escape_xml(t.tekst)}</text>'
        )
    wide = (_SIGNS - _MIDDLE) / max(1, len(hjul.ringer))
    for place, _ in enumerate(hjul.ringer):
        middle = tall(_SIGNS - wide * (place + 0.5))
        centre = f'cx="{tall(_CENTRE.x)}" cy="{tall(_CENTRE.y)}"'
        parts.append(
            f'<circle {centre} r="{middle}" class="ring" stroke-width="{tall(wide - 2)}"/>'
        )
    parts += [
        f'<path d="{_CENTRE.sektor(_MIDDLE, _SIGNS, fra, til)}" class="fri"/>'
        for fra, til in hjul.fri
    ]
    for place, buer in enumerate(hjul.ringer):
        outer = _SIGNS - wide * place - 1
        for bue in buer:
            lane = (wide - 2) / bue.baner
            path = _CENTRE.bue(outer - lane * (bue.bane + 0.5), bue.fra, bue.til)
            stroke = tall(min(lane, 9.0) * _SHARE[bue.merke])
            parts.append(f'<path d="{path}" class="bue {bue.merke}" stroke-width="{stroke}"/>')
    parts += _pointer(hjul)
    return parts


def _pointer(hjul: Hjulbilde) -> Iterator[str]:
    """Draw the day: a line from the middle out past the months, with its word at the end."""
    line = _CENTRE.strek(_MIDDLE - 14, _MONTHS + 5, hjul.naa)
    yield f'<path d="M{line.x1} {line.y1}L{line.x2} {line.y2}" class="viser"/>'
    dot = _CENTRE.prikk(_MONTHS + 5, hjul.naa)
    yield f'<circle cx="{dot.x}" cy="{dot.y}" r="4" class="viserprikk"/>'
    at = _CENTRE.prikk(_MONTHS + 14, hjul.naa)
    below = _BELOW[0] < hjul.naa < _BELOW[1]
    anchor = "start" if hjul.naa < 180 else "end"  # noqa: PLR2004 - the right half
    long = len(hjul.naa_ord) * _IN_WHEEL * _CHARACTER
    x = min(max(float(at.x), long), _SIDE - long)
    y = (
        float(at.y) + (6 if below else 0) - (12 if x != float(at.x) else 0)
    )  # beside the dot is no room
    yield _text(x, y, hjul.naa_ord, "sterk", _IN_WHEEL, anchor)
