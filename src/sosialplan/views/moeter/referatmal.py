"""The text of a meeting as it is laid before the one who writes it: what is known stands there, the rest is to be filled in."""

from collections.abc import Iterator, Mapping, Sequence

from sosialplan.model.record import Value
from sosialplan.rules.moeter.referattekst import HJELP, NEW, POINT, Referatdel


class Boksvalg(Value, frozen=True):
    """A box that can be ticked: what it is of, how it reads, and what is asked under it."""

    hva: str
    tittel: str
    spoer: tuple[str, ...] = ()


def minutes_text(
    head: Mapping[str, str],
    agenda: Sequence[str],
    boxes: Mapping[Referatdel, Sequence[Boksvalg]],
    parts: Sequence[Referatdel],
    *,
    notes: str,
) -> str:
    """Return the text; ``parts`` are the headings that this meeting has, in their order."""
    lines = [*HJELP[Referatdel.HODE], ""]
    lines += [f"{name[:1].upper()}{name[1:]}: {said}".rstrip() for name, said in head.items()]
    for part in parts:
        lines += ["", f"== {part.value} ==", *_help(part, parts, notes)]
        lines += _inside(part, agenda, boxes)
    return "\n".join(lines) + "\n"


def _help(part: Referatdel, parts: Sequence[Referatdel], notes: str) -> Sequence[str]:
    """Return the help of a part: of another case only where the meeting takes up several."""
    if part is Referatdel.NOTAT:
        return (notes,)
    one = part is Referatdel.BESLUTNINGER and Referatdel.SAKER not in parts
    return HJELP[part][:1] if one else HJELP[part]


def _inside(
    part: Referatdel, agenda: Sequence[str], boxes: Mapping[Referatdel, Sequence[Boksvalg]]
) -> Iterator[str]:
    match part:
        case Referatdel.SAKSLISTE:
            yield from (f"{POINT}{_one_line(each)}" for each in agenda)
        case Referatdel.SAKER | Referatdel.STEG:
            for each in boxes.get(part, ()):
                yield f"[ ] {each.hva}: {_one_line(each.tittel)}"
                yield from (f"    {name}:" for name in each.spoer)
        case Referatdel.BESLUTNINGER | Referatdel.TILTAK:
            yield NEW
        case _:
            yield ""


def _one_line(text: str) -> str:
    """Return a text of a case on one line: it begins no line of its own here."""
    return " ".join(text.split())
