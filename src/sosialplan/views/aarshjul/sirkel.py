"""Geometry of a round drawing: millimetres, degrees clockwise from the top, two decimals.

Everything that a template prints is text, so that a drawing is the same on every machine.
"""

from dataclasses import dataclass
from math import cos, pi, radians, sin

_LOWER_HALF = (90, 270)
_STRAIGHT = 180


def tall(value: float) -> str:
    """Return a number with at most two decimals.

    >>> tall(12.50), tall(-0.001)
    ('12.5', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@dataclass(frozen=True, slots=True)
class Tekst:
    """A text centred on a point and turned about it; upright as far as a circle allows."""

    x: str
    y: str
    vinkel: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Strek:
    """A straight line."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Prikk:
    """A dot."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Sirkel:
    """The centre that everything is drawn around."""

    x: float
    y: float

    def prikk(self, radius: float, vinkel: float) -> Prikk:
        """Return a point as text."""
        x, y = self._point(radius, vinkel)
        return Prikk(tall(x), tall(y))

    def bue(self, radius: float, fra: float, til: float) -> str:
        """Return the path of an arc, clockwise."""
        start, end = self.prikk(radius, fra), self.prikk(radius, til)
        large = int(til - fra > _STRAIGHT)
        size = tall(radius)
        return f"M{start.x} {start.y}A{size} {size} 0 {large} 1 {end.x} {end.y}"

    def sektor(self, indre: float, ytre: float, fra: float, til: float) -> str:
        """Return the closed path of a piece of a ring."""
        corner, size = self.prikk(indre, til), tall(indre)
        end, large = self.prikk(indre, fra), int(til - fra > _STRAIGHT)
        back = f"L{corner.x} {corner.y}A{size} {size} 0 {large} 0 {end.x} {end.y}Z"
        return self.bue(ytre, fra, til) + back

    def strek(self, indre: float, ytre: float, vinkel: float) -> Strek:
        """Return a line outwards."""
        start, end = self.prikk(indre, vinkel), self.prikk(ytre, vinkel)
        return Strek(start.x, start.y, end.x, end.y)

    def tekst(self, radius: float, vinkel: float, tekst: str) -> Tekst:
        """Return a text along the circle; in the lower half it is turned to be read."""
        return self._turned(radius, vinkel, tekst, upside_down=nederst(vinkel))

    def tekster(
        self, radius: float, vinkel: float, tekster: tuple[str, ...], tegn: float
    ) -> tuple[Tekst, ...]:
        """Return short texts side by side around an angle, each bent with the circle.

        ``tegn`` is the width of a character.
        """
        below = nederst(vinkel)
        step = grader(tegn, radius) * (-1 if below else 1)
        at = vinkel - step * sum(map(len, tekster)) / 2
        found: list[Tekst] = []
        for tekst in tekster:
            middle = at + step * len(tekst) / 2
            if tekst.strip():
                turned = self._turned(radius, middle, tekst.strip(), upside_down=below)
                found.append(turned)
            at += step * len(tekst)
        return tuple(found)

    def _turned(self, radius: float, vinkel: float, tekst: str, *, upside_down: bool) -> Tekst:
        at = self.prikk(radius, vinkel)
        turn = (vinkel - (_STRAIGHT if upside_down else 0)) % 360
        return Tekst(at.x, at.y, tall(turn if turn <= _STRAIGHT else turn - 360), tekst)

    def _point(self, radius: float, vinkel: float) -> tuple[float, float]:
        angle = radians(vinkel)
        return self.x + radius * sin(angle), self.y - radius * cos(angle)


def nederst(vinkel: float) -> bool:
    """Tell whether an angle is in the lower half, where a text must be turned."""
    return _LOWER_HALF[0] < vinkel % 360 < _LOWER_HALF[1]


def grader(lengde: float, radius: float) -> float:
    """Return how many degrees a length takes on a circle.

    >>> grader(2 * pi, 1)
    360.0
    """
    return lengde / (2 * pi * radius) * 360
