"""What was written down of absence, period by period: also what was corrected, and by which."""

from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.fravaer import Fravaersperiode, Fravaerstype, Meldt
from sosialplan.model.rettelser import rettede
from sosialplan.views.datoer import periode


def period_rows(perioder: Sequence[Fravaersperiode], per: date) -> Iterator[tuple[str, ...]]:
    """Yield a row a period that had begun by the day: id, days, kind, told, and what is to be said."""
    for each in written_by(perioder, per):
        told = "meldt" if each.meldt is Meldt.JA else "ikke meldt"
        told = "innvilget" if each.type is Fravaerstype.PERMISJON else told
        days = periode(each.fra, each.til)
        yield each.id, days, each.type.value, told, _remark(each, perioder)


def written_by(perioder: Sequence[Fravaersperiode], per: date) -> Iterator[Fravaersperiode]:
    """Yield the periods that had begun by the day, in the order of the days."""
    begun = (each for each in perioder if each.fra <= per)
    yield from sorted(begun, key=lambda each: each.fra)


def _remark(each: Fravaersperiode, perioder: Sequence[Fravaersperiode]) -> str:
    lessons = f"{each.timer} timer" if each.timer else ""
    said = [
        " ".join(part for part in (lessons, each.fag) if part),
        f"retter {each.retter}" if each.retter else "",
        "utgår" if each.utgaar else "",
        "rettet, gjelder ikke" if each.id in rettede(perioder) else "",
    ]
    return ", ".join(part for part in said if part)


def period_values(perioder: Sequence[Fravaersperiode], per: date) -> list[dict[str, object]]:
    """Return the periods as plain values."""
    corrected = rettede(perioder)
    return [
        {
            "id": each.id,
            "fra": each.fra.isoformat(),
            "til": each.til.isoformat(),
            "type": each.type.value,
            "meldt": each.meldt.value,
            "fag": each.fag,
            "timer": each.timer,
            "retter": each.retter,
            "gjelder": each.id not in corrected and not each.utgaar,
        }
        for each in written_by(perioder, per)
    ]
