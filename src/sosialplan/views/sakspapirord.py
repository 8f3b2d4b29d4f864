"""A case's own papers in words: how it was closed, who approved its plan, what was put right in a measure."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from sosialplan.model.elev import Flytting, Trygt
from sosialplan.model.felter.planfelt import TILTAK
from sosialplan.model.record import Value
from sosialplan.model.rettelser import gjeldende, rettede
from sosialplan.model.sak import Hendelse, Sak, Tiltak, Utfall
from sosialplan.model.sakspapirer import Avslutning, Endring, Felt, Godkjenning, RettetAvslutning
from sosialplan.model.skole import Skole
from sosialplan.rules.avslutning import Aapent, lacks_reason, left_open
from sosialplan.rules.facts import sak_paa_dag
from sosialplan.rules.godkjenning import approvals, outdated
from sosialplan.rules.medvirkning import lets_hand_over
from sosialplan.rules.saksgang import Saksgang
from sosialplan.views.datoer import kort_dato
from sosialplan.views.roller import den_som_foerte, rolle

VIRKET = {
    Utfall.GOD: "Det virket.",
    Utfall.DELVIS: "Det virket delvis.",
    Utfall.INGEN: "Det virket ikke.",
}
TRYGT = {
    Trygt.JA: "Eleven sier at det er trygt og godt.",
    Trygt.DELVIS: "Eleven sier at det bare delvis er trygt og godt.",
    Trygt.NEI: "Eleven sier at det ikke er trygt og godt.",
}
UTEN_GRUNN = "Det står ikke hvorfor saken ble avsluttet likevel."


def aapent_words(
    found: Iterable[Aapent],
    si: Callable[[str], str] = str,
    dag: Callable[[date], str] = kort_dato,
) -> Iterator[str]:
    """Yield each thing that is not done, with its day where it has one.

    ``si`` says a phrase of our own in the reader's form of Norwegian; what the plan calls a step stands.
    ``dag`` says a day: as on the screen, unless a paper says otherwise.
    """
    for each in found:
        what = si(each.hva) if each.tiltak is None else f"Tiltak {each.tiltak} {si(each.hva)}"
        word = "fristen var" if each.forfalt else "frist"
        yield f"{what} ({word} {dag(each.frist)})" if each.frist else what


def closing_words(gang: Saksgang) -> Iterator[str]:
    """Yield what a reader must know of how the case was closed; nothing where all was done."""
    if gang.lukket is None:
        return
    if gang.lukket.flyttet is not None:
        yield from moved_words(gang.lukket, gang.lukket.flyttet)
    found = tuple(aapent_words(left_open(gang)))
    if found:
        yield f"Ikke gjort da saken ble avsluttet: {'; '.join(found)}"
        why = gang.lukket.likevel
        yield UTEN_GRUNN if lacks_reason(gang) else f"Avsluttet likevel: {(why or '').strip()}"


_HAR_FLYTTET = "Eleven har byttet skole, og går på"
_SKAL_FLYTTE = "Eleven bytter skole, og går på"
"""What is said of a move that had come when the case was closed, and of one that had not."""


def moved_words(
    hendelse: Hendelse,
    flyttet: Flytting,
    si: Callable[[str], str] = str,
    dag: Callable[[date], str] = kort_dato,
) -> Iterator[str]:
    """Yield where the pupil goes now, and what was handed over; ``si`` and ``dag`` as in :func:`aapent_words`."""
    where = flyttet.til or si("en skole som ikke er skrevet ned")
    since = f" {si('fra')} {dag(flyttet.dato)}" if flyttet.dato else ""
    moved = flyttet.dato is None or flyttet.dato <= hendelse.dato
    yield f"{si(_HAR_FLYTTET if moved else _SKAL_FLYTTE)} {where}{since}"
    if flyttet.overlevert is None:
        yield si("Ingenting er registrert overlevert")
    else:
        agreed = "med samtykke" if lets_hand_over(hendelse) else "uten at samtykke er registrert"
        yield f"{si(f'Overlevert {agreed}')}: {flyttet.overlevert.strip()}"


MED_MANGLER = "enda planen manglet noe loven krever"
ELDRE_UTGAVE = "ikke etter siste endring (en eldre utgave ble godkjent {dag})"


def approved_by(
    sak: Sak,
    skole: Skole,
    day: date,
    *,
    si: Callable[[str], str] = str,
    dag: Callable[[date], str] = kort_dato,
    grunn: bool = True,
) -> Iterator[str]:
    """Yield each approval that holds, as ``rektor 12.11.2026``; none yields nothing."""
    for each in approvals(sak_paa_dag(sak, day)):
        if each.gjelder:
            yield _approval(each.godkjenning, skole, si, dag, grunn=grunn)


def _approval(
    given: Godkjenning,
    skole: Skole,
    si: Callable[[str], str],
    dag: Callable[[date], str],
    *,
    grunn: bool,
) -> str:
    said = f"{si(rolle(skole, given.av))} {dag(given.dato)}"
    if given.foert_av is not None:
        said += f" ({si('ført inn av')} {si(den_som_foerte(skole, given.av, given.foert_av))})"
    if given.likevel is not None:
        reason = f": {given.likevel.hvorfor}" if grunn else ""
        said += f" ({si(MED_MANGLER)}, {', '.join(given.likevel.koder)}{reason})"
    return said


def approval_words(
    sak: Sak,
    skole: Skole,
    day: date,
    *,
    si: Callable[[str], str] = str,
    dag: Callable[[date], str] = kort_dato,
    grunn: bool = True,
) -> str:
    """Return how it stands with the approval, for one line of a document or a page.

    ``si`` puts our own words into the reader's form of Norwegian, ``dag`` says a day. Why it was given though something
    lacked is the school's own text, told with ``grunn``.
    """
    holds = ", ".join(approved_by(sak, skole, day, si=si, dag=dag, grunn=grunn))
    if holds:
        return holds
    before = sak_paa_dag(sak, day)
    if outdated(before):
        last = dag(gjeldende(before.godkjenninger)[-1].dato)
        return si(ELDRE_UTGAVE).format(dag=last)
    return si("ikke ennå")


FELT_ORD = {felt: TILTAK[felt.value].paa_papir or TILTAK[felt.value].ord_ for felt in Felt}
"""The fields of a measure, as a change of one is told."""


class Rettet(Value, frozen=True):
    """Something of a measure that does not count as it stood; ``struket`` where nothing took its place."""

    sto: Avslutning | RettetAvslutning | Endring
    struket: bool

    def ord(self, si: Callable[[str], str] = str, dag: Callable[[date], str] = kort_dato) -> str:
        """Say what became of it, and what stood; ``si`` says a sentence in the reader's form of the language, ``dag`` a day."""
        what = si("strøket, sto som" if self.struket else "rettet, sto som")
        day = dag(self.sto.dato)
        if isinstance(self.sto, Endring):
            return f"{what}: {day}, {si('endret')} {si(FELT_ORD[self.sto.felt])}"
        return f"{what}: {si('avsluttet')} {day}"


def rettet_i_tiltaket(tiltak: Tiltak) -> Iterator[Rettet]:
    """Yield what was put right, in the order in which it was written; a strike itself is no line."""
    corrected, counted = rettede(tiltak.endringer), {each.id for each in tiltak.endret}
    by = {each.retter: each for each in tiltak.endringer if each.retter}
    for change in tiltak.endringer:
        if change.id in corrected:
            yield Rettet(change, struket=by[change.id].utgaar)
        elif change.id not in counted and change.retter is None:
            yield Rettet(change, struket=True)
    before: Avslutning | RettetAvslutning | None = tiltak.avsluttet
    for each in tiltak.avsluttet_rettet:
        if before is not None:
            yield Rettet(before, struket=each.utgaar)
        before = None if each.utgaar else each
