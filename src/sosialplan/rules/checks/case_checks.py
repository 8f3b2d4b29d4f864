"""Checks of a case: what its shape cannot say."""

from collections.abc import Iterator
from datetime import date

from sosialplan.model.frist import BESLUTNING
from sosialplan.model.handlingskjede import Handlingskjede, Spoersmaal
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath, path_to
from sosialplan.model.rettelser import gjeldende, rettede
from sosialplan.model.sak import Aktivitetsplan, Elev, Evaluering, Hendelse, Sak, Tiltak
from sosialplan.model.sakspapirer import Avslutning, Endring, RettetAvslutning
from sosialplan.model.skrivemaate import same_pupil
from sosialplan.rules.ansvar import OVERFOERING, OVERFOERING_SVAR
from sosialplan.rules.checks.closing_checks import check_closing, check_papers
from sosialplan.rules.checks.day_checks import check_days, check_recorded
from sosialplan.rules.checks.entry_checks import (
    INNKALT,
    check_call,
    check_complaints,
    check_consent,
    check_decided,
    check_heard,
    check_letter,
    check_of_law,
    check_repeated,
    check_shield,
)
from sosialplan.rules.checks.meeting_checks import check_decision
from sosialplan.rules.checks.merged_checks import check_meaning
from sosialplan.rules.checks.plan_checks import roles, unknown, writers
from sosialplan.rules.checks.record_checks import (
    check_corrections,
    check_ends,
    check_ids,
    check_numbers,
)
from sosialplan.rules.godkjenning import TIL_ELEVMAPPEN
from sosialplan.rules.kontrolltegn import has_valid_check
from sosialplan.rules.lovfrister import LOVSTEG
from sosialplan.rules.moeter.beslutninger import BESLUTNING_UTFOERT
from sosialplan.rules.saksgang import FOERT_VIDERE, TIL_OVERLEVERING
from sosialplan.rules.saksplikter import BARNEVERN, VEDTAK
from sosialplan.rules.ved_siden import LENKET

NOTATSTEG = "notat"
EARLIER = "K316"
"""An entry whose day lies before the case was found."""
UTEN_SAK = (NOTATSTEG, "samtale", "kontakt", "møte")
"""What can be written of a pupil's absence before there is a case."""
FELLES_STEG = (
    *UTEN_SAK,
    INNKALT,
    VEDTAK,
    *BARNEVERN,
    TIL_ELEVMAPPEN,
    BESLUTNING,
    BESLUTNING_UTFOERT,
    TIL_OVERLEVERING,
    OVERFOERING,
    OVERFOERING_SVAR,
    FOERT_VIDERE,
    LENKET,
    *LOVSTEG,
)
"""What every case takes besides the steps of its chain."""


def check_case(read: Read[Sak], mappe: Mappe, i_dag: date) -> Iterator[Finding]:
    """Yield every finding in one case; ``i_dag`` is the day of judging."""
    sak, file, plan = read.value, read.file, mappe.plan
    yield from _check_number(sak, file)
    chains = [each.kjede for each in plan.kjeder]
    yield from unknown("K306", file, path_to(Sak.kjede), sak.kjede, chains)
    if sak.elev.klasse not in {each.klasse for each in plan.skole.klasser}:
        yield Finding("K307", file, path_to(Sak.elev, Elev.klasse))
    yield from unknown("K305", file, path_to(Sak.meldt_av), sak.meldt_av, roles(plan))
    kategorier = [each.kategori for each in plan.skole.kategorier]
    for i, kategori in enumerate(sak.kategorier):
        yield from unknown("K314", file, path_to(Sak.kategorier, i), kategori, kategorier)
    yield from _check_origin(sak, file, mappe)
    yield from check_shield(sak, file, mappe)
    yield from check_ids(sak, file)
    yield from check_numbers(sak, file)
    kjede = plan.kjede(sak.kjede)
    yield from check_repeated(sak, file, mappe)
    if kjede is not None:
        yield from _check_opening(sak, file, kjede)
        yield from _check_entries(sak, file, kjede, mappe, i_dag)
        yield from check_closing(read, mappe, i_dag)
        yield from check_meaning(read, mappe, i_dag)
    yield from check_consent(sak, file, plan)
    yield from check_papers(sak, file, plan, i_dag)
    yield from check_recorded(sak, file, i_dag)
    yield from check_days(sak, file, i_dag)
    if sak.aktivitetsplan is not None:
        by, where = (
            sak.aktivitetsplan.elevens_stemme_foert_av,
            path_to(Sak.aktivitetsplan, Aktivitetsplan.elevens_stemme_foert_av),
        )
        yield from unknown("K305", file, where, by, writers(plan))
    for i, tiltak in enumerate(sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()):
        yield from _check_measure(
            sak, tiltak, path_to(Sak.aktivitetsplan, Aktivitetsplan.tiltak, i), file, plan, i_dag
        )


def _check_origin(sak: Sak, file: str, mappe: Mappe) -> Iterator[Finding]:
    """The case that this one follows from is another one, of the same pupil."""
    if sak.fra_sak is None:
        return
    origin = mappe.sak(sak.fra_sak)
    if origin is None and mappe.knows(sak.fra_sak):
        return
    if origin is None:
        yield Finding("K312", file, path_to(Sak.fra_sak))
    elif sak.fra_sak == sak.sak:
        yield Finding("K332", file, path_to(Sak.fra_sak))
    elif not same_pupil(origin.value.elev.navn, sak.elev.navn):
        yield Finding("K333", file, path_to(Sak.fra_sak))


def _check_opening(sak: Sak, file: str, kjede: Handlingskjede) -> Iterator[Finding]:
    """The case tells what its chain asks for when it is opened."""
    for asked in kjede.spoer_om:
        if not getattr(sak, asked.value):
            yield Finding("K331", file, (), {"kjede": kjede.kjede, "felt": asked.value})


def _check_number(sak: Sak, file: str) -> Iterator[Finding]:
    folder, name = file.split("/")[-2:]
    if name != f"{sak.sak}.yaml":
        yield Finding("K301", file, path_to(Sak.sak))
    if folder != sak.sak[:4]:
        yield Finding("K315", file, path_to(Sak.sak), {"år": sak.sak[:4]})
    if not has_valid_check(sak.sak):
        yield Finding("K302", file, path_to(Sak.sak))


def _check_entries(
    sak: Sak, file: str, kjede: Handlingskjede, mappe: Mappe, i_dag: date
) -> Iterator[Finding]:
    codes = list(dict.fromkeys((*(steg.steg for steg in kjede.steg), *FELLES_STEG)))
    yield from check_corrections(sak.hendelser, file, path_to(Sak.hendelser))
    counted = {each.id for each in gjeldende(sak.hendelser)}
    valid = [(i, each) for i, each in enumerate(sak.hendelser) if each.id in counted]
    opened = next((each.dato for _, each in valid if each.steg == kjede.aapnes_med), None)
    if opened is None:
        values = {"steg": kjede.aapnes_med, "sak": sak.sak}
        yield Finding("K313", file, path_to(Sak.hendelser), values)
    yield from check_complaints(sak, file)
    for i, hendelse in valid:
        where: TreePath = path_to(Sak.hendelser, i)
        if hendelse.steg not in codes:
            for finding in unknown(
                "K303", file, path_to(*where, Hendelse.steg), hendelse.steg, codes
            ):
                yield Finding("K303", file, finding.where, {**finding.values, "kjede": kjede.kjede})
        if hendelse.dato > i_dag:
            yield Finding("K304", file, path_to(*where, Hendelse.dato))
        if opened is not None and hendelse.dato < opened:
            yield Finding(EARLIER, file, path_to(*where, Hendelse.dato))
        yield from _check_answers(hendelse, where, file, kjede)
        yield from check_of_law(hendelse, where, file)
        yield from check_letter(hendelse, where, file, kjede, mappe.plan)
        yield from _check_references(hendelse, where, file, mappe)
        yield from check_decision(hendelse, where, sak, file, mappe.plan)
        yield from _check_transfer(hendelse, where, sak, file)
        yield from check_call(hendelse, where, sak, file)
        yield from check_decided(hendelse, where, sak, file, kjede, mappe.plan)
        yield from check_heard(hendelse, where, sak, file)


def _check_transfer(hendelse: Hendelse, where: TreePath, sak: Sak, file: str) -> Iterator[Finding]:
    """A transfer says to whom, and an answer to one says which, and yes or no."""
    if hendelse.steg == OVERFOERING and hendelse.ansvarlig is None:
        yield Finding("K341", file, where)
    if hendelse.steg == OVERFOERING_SVAR:
        offers = {each.id for each in sak.hendelser if each.steg == OVERFOERING}
        unknown_offer = hendelse.gjelder not in offers
        if unknown_offer or hendelse.svar is None:
            place = path_to(*where, Hendelse.gjelder if unknown_offer else Hendelse.svar)
            yield Finding("K342", file, place, {"sak": sak.sak})


def _check_answers(
    hendelse: Hendelse, where: TreePath, file: str, kjede: Handlingskjede
) -> Iterator[Finding]:
    steg = kjede.find(hendelse.steg)
    for asked in steg.spoer_om if steg else ():
        if missing_answer(hendelse, asked):
            yield Finding("K311", file, where, {"steg": hendelse.steg, "felt": asked.value})


def missing_answer(hendelse: Hendelse, asked: Spoersmaal) -> bool:
    """Tell whether an entry lacks the answer that its step asks for.

    One who has moved is not asked, and one who declined has answered. Whether it is safe and good is
    asked since 2026 only, so it is told otherwise: K381.
    """
    match asked:
        case Spoersmaal.ELEVENS_STEMME:
            answered = hendelse.takket_nei or hendelse.flyttet is not None
            return not hendelse.elevens_stemme and not answered
        case Spoersmaal.ETTERKONTROLL:
            return hendelse.etterkontroll is None and hendelse.flyttet is None
        case Spoersmaal.TRYGT:
            return False
        case _:
            return not getattr(hendelse, asked.value)


def _check_references(
    hendelse: Hendelse, where: TreePath, file: str, mappe: Mappe
) -> Iterator[Finding]:
    yield from unknown("K305", file, path_to(*where, Hendelse.av), hendelse.av, roles(mappe.plan))
    yield from unknown(
        "K305", file, path_to(*where, Hendelse.foert_av), hendelse.foert_av, writers(mappe.plan)
    )
    for j, rolle in enumerate(hendelse.med):
        yield from unknown("K305", file, path_to(*where, Hendelse.med, j), rolle, roles(mappe.plan))
    if hendelse.gjelder_sak is not None and not mappe.knows(hendelse.gjelder_sak):
        yield Finding("K312", file, path_to(*where, Hendelse.gjelder_sak))


def _writers(tiltak: Tiltak) -> Iterator[tuple[TreePath, str | None]]:
    """Yield who entered each part of a measure, with where it stands."""
    for i, evaluering in enumerate(tiltak.evalueringer):
        yield path_to(Tiltak.evalueringer, i, Evaluering.foert_av), evaluering.foert_av
    for i, endring in enumerate(tiltak.endringer):
        yield path_to(Tiltak.endringer, i, Endring.foert_av), endring.foert_av
    for i, slutt in enumerate(tiltak.avsluttet_rettet):
        yield path_to(Tiltak.avsluttet_rettet, i, RettetAvslutning.foert_av), slutt.foert_av
    if tiltak.avsluttet is not None:
        yield path_to(Tiltak.avsluttet, Avslutning.foert_av), tiltak.avsluttet.foert_av


def _check_measure(
    sak: Sak, tiltak: Tiltak, where: TreePath, file: str, plan: Plan, i_dag: date
) -> Iterator[Finding]:
    for field, rolle in (
        (Tiltak.ansvarlig, tiltak.ansvarlig),
        (Tiltak.stedfortreder, tiltak.stedfortreder),
    ):
        yield from unknown("K305", file, path_to(*where, field), rolle, roles(plan))
    for at, by in _writers(tiltak):
        yield from unknown("K305", file, (*where, *at), by, writers(plan))
    if tiltak.til is not None and tiltak.til < tiltak.fra:
        yield Finding("K310", file, path_to(*where, Tiltak.til))
    planned = tiltak.evalueres or any(each.neste for each in tiltak.evaluert)
    if tiltak.slutt is None and not planned:
        yield Finding("K319", file, where, {"sak": sak.sak, "tiltak": tiltak.id})
    corrected = rettede(tiltak.evalueringer)
    for j, evaluering in enumerate(tiltak.evalueringer):
        if evaluering.dato > i_dag and evaluering.id not in corrected:
            yield Finding("K304", file, path_to(*where, Tiltak.evalueringer, j, Evaluering.dato))
    for j, endring in enumerate(tiltak.endringer):
        if endring.dato > i_dag and endring in tiltak.endret:
            yield Finding("K304", file, path_to(*where, Tiltak.endringer, j, Endring.dato))
    yield from check_corrections(tiltak.evalueringer, file, path_to(*where, Tiltak.evalueringer))
    yield from check_corrections(tiltak.endringer, file, path_to(*where, Tiltak.endringer))
    yield from check_ends(tiltak, file, where)
