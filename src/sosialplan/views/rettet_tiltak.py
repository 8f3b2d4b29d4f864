"""What was put right in a measure: its end and its changes, as they stood and as they are."""

from collections.abc import Callable, Iterator

from sosialplan.model.record import Value
from sosialplan.model.rettelser import rettede
from sosialplan.model.sak import Tiltak
from sosialplan.model.sakspapirer import Avslutning, Endring, Felt, RettetAvslutning
from sosialplan.views.datoer import kort_dato

FELT_ORD = {
    Felt.TILTAK: "hva vi gjør",
    Felt.NIVAA: "hvem tiltaket gjelder",
    Felt.ANSVARLIG: "ansvarlig",
    Felt.STEDFORTREDER: "stedfortreder",
    Felt.FRA: "første dag",
    Felt.TIL: "siste dag",
    Felt.EVALUERES: "evalueringsdato",
}
"""The fields of a measure, as a change of one is told."""


class Rettet(Value, frozen=True):
    """Something of a measure that does not count as it stood; ``struket`` where nothing took its place."""

    sto: Avslutning | RettetAvslutning | Endring
    struket: bool

    def ord(self, si: Callable[[str], str] = str) -> str:
        """Say what became of it, and what stood; ``si`` says a sentence in the reader's form of the language."""
        what = si("strøket, sto som" if self.struket else "rettet, sto som")
        day = kort_dato(self.sto.dato)
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
