"""A case with what was known of it on a day, and nothing later."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

import msgspec

from sosialplan.model.rettelser import holding, with_corrected
from sosialplan.model.sak import Aktivitetsplan, Sak, Tiltak
from sosialplan.model.sakspapirer import Avklaring, Godkjenning, Utlevering
from sosialplan.rules.facts import entries_known_on
from sosialplan.rules.tiltak_paa_dag import TiltakPaaDag, tiltak_paa_dag

D = TypeVar("D", Godkjenning, Avklaring, Utlevering)


def sak_paa_dag(sak: Sak, day: date) -> Sak:
    """Return the case without later entries, measures, evaluations and changes.

    Texts without a day stand as they are; the pupil's voice has one.
    """
    plan = sak.aktivitetsplan
    return msgspec.structs.replace(
        sak,
        hendelser=entries_known_on(sak, day),
        aktivitetsplan=_plan(plan, day) if plan else None,
        godkjenninger=_paa_dag(sak.godkjenninger, day),
        avklaringer=_paa_dag(sak.avklaringer, day),
        utleveringer=_paa_dag(sak.utleveringer, day),
    )


def _paa_dag(entries: Sequence[D], day: date) -> tuple[D, ...]:
    """Return the entries of a day with what they correct; not what was put right to be of a later one."""
    return with_corrected((each for each in holding(entries) if each.dato <= day), entries)


def _plan(plan: Aktivitetsplan, day: date) -> Aktivitetsplan:
    measures = tuple(_tiltak(each, day) for each in tiltak_paa_dag(plan.tiltak, day))
    plan = msgspec.structs.replace(plan, tiltak=measures)
    if plan.elevens_stemme_dato is None or plan.elevens_stemme_dato <= day:
        return plan
    return msgspec.structs.replace(
        plan,
        elevens_stemme=None,
        elevens_stemme_om_tiltakene=None,
        elevens_stemme_dato=None,
        elevens_stemme_hoert_av=None,
        elevens_stemme_foert_av=None,
    )


def _tiltak(paa_dag: TiltakPaaDag, day: date) -> Tiltak:
    """Return the measure with all that was written of it, also what was corrected since."""
    fields = {felt.value: value for felt, value in paa_dag.felt.items()}
    now = msgspec.to_builtins(paa_dag.tiltak)
    before = msgspec.convert({**now, **fields}, Tiltak)
    known = (each for each in holding(paa_dag.tiltak.evalueringer) if each.dato <= day)
    changed = (each for each in holding(paa_dag.tiltak.endringer) if each.dato <= day)
    ended = paa_dag.tiltak.slutt is None or paa_dag.avsluttet is not None
    return msgspec.structs.replace(
        before,
        evalueringer=with_corrected(known, paa_dag.tiltak.evalueringer),
        endringer=with_corrected(changed, paa_dag.tiltak.endringer),
        avsluttet=paa_dag.tiltak.avsluttet if ended else None,
        avsluttet_rettet=paa_dag.tiltak.avsluttet_rettet if ended else (),
    )
