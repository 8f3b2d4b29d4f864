"""How each part of the wheel stands, in a row for a reader outside the school: evaluated or not, held or not, or not to be told."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from sosialplan.model.record import Value
from sosialplan.rules.aarshjul_status import Tilstand
from sosialplan.views.aarshjul.status import Statusrad, as_cells, totals
from sosialplan.views.datoer import lang_dato
from sosialplan.views.maaltall import FOR_FAA
from sosialplan.views.tavle.tavlehjul import Hjulgrunnlag

Si = Callable[[str], str]


class Beslutninger(Value, frozen=True):
    """How many decisions about no case the meetings of the year made, and how many are done, and late."""

    tatt: int = 0
    gjort: int = 0
    forfalt: int = 0


class Vurderingsord(Value, frozen=True):
    """What was written of an evaluation of the whole school, by nobody who is named."""

    hva: str
    dato: date
    tekst: str


def evaluations(hjul: Hjulgrunnlag) -> tuple[Statusrad, ...]:
    """Return the parts of the wheel in which the school and the pupils look at how the work goes."""
    return tuple(each for each in hjul.rader if each.del_.naar and each.del_.naar.evaluering)


def no_evaluations(si: Si) -> str:
    """Say that the wheel names no evaluation, so that nobody takes that for its being done."""
    return si("Årshjulet sier ikke hvor arbeidet vurderes, så det kan ikke sies om det er gjort.")


_STANDS = {
    Tilstand.GJORT: "gjort",
    Tilstand.I_RUTE: "gjort så langt",
    Tilstand.MANGLER: "ikke gjort",
    Tilstand.NAA: "skal gjøres nå",
    Tilstand.KOMMER: "kommer",
    Tilstand.LOEPENDE: "går hele året, og føres ikke",
    Tilstand.IKKE_VALGT: "skolen har ikke valgt når",
    Tilstand.UKJENT: "tiden er ikke kjent",
}


def _stands(rad: Statusrad, si: Si) -> str:
    """Say how a part stands; one that is done for some says for how many."""
    each = rad.del_
    if rad.skjermet:
        return si(FOR_FAA)
    partly = each.tilstand is Tilstand.MANGLER and each.holdt and not rad.avrundet
    if partly:
        return si("gjort {holdt} av {ventet} ganger").format(holdt=each.holdt, ventet=each.ventet)
    return si(_STANDS[each.tilstand])


def part_rows(rader: Iterable[Statusrad], hjul: Hjulgrunnlag, si: Si) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each part; the times between which the school has not chosen are one."""
    found: dict[tuple[str, ...], list[str]] = {}
    for place, rad in enumerate(rader):
        _, _, when, _, who = as_cells(rad, hjul.per, hjul.rollenavn, si, lang_dato)
        unchosen = rad.del_.tilstand is Tilstand.IKKE_VALGT
        key = (rad.tittel, _stands(rad, si), who, "" if unchosen else str(place))
        found.setdefault(key, []).append(si(FOR_FAA) if rad.skjermet else when)
    for (title, stands, who, _), times in found.items():
        yield title, stands, f" {si('eller')} ".join(times), who


def unsaid(hjul: Hjulgrunnlag) -> list[Statusrad]:
    """Return the parts of which it cannot be told how they stand; the evaluations have their own table."""
    own = {Tilstand.IKKE_VALGT, Tilstand.UKJENT}
    told = evaluations(hjul)
    return [
        each
        for each in hjul.rader
        if each not in told and (each.skjermet or each.del_.tilstand in own)
    ]


def of_section(kode: str, navn: str, hjul: Hjulgrunnlag) -> tuple[str, ...]:
    """Return how many times a section asks for, how many were held, and how many were not."""
    asked, held = totals([each for each in hjul.rader if each.del_.aktivitet.seksjon == kode])
    return (navn, str(asked), str(held), str(asked - held))
