"""One case on one page: headings and lines, for the terminal and for Markdown alike."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sosialplan.model.frist import VurdertFrist
from sosialplan.model.record import Value
from sosialplan.model.rettelser import gjeldende, struck
from sosialplan.model.sak import Hendelse, Tiltak
from sosialplan.model.sakspapirer import Avslutning, Endring, RettetAvslutning
from sosialplan.model.skole import Skole
from sosialplan.rules.ansvar import pending, responsible, transfers
from sosialplan.rules.facts import written_entries
from sosialplan.rules.fravaerstrapp import next_rung, period
from sosialplan.rules.saksgang import FOERT_VIDERE, Saksgang
from sosialplan.rules.tiltaksfrister import TO_DAGER, planned_evaluations, waiting_days
from sosialplan.rules.vurdering import is_open
from sosialplan.tekster.maalform import talt
from sosialplan.views.datoer import kort_dato, periode
from sosialplan.views.fristrader import standing, who
from sosialplan.views.kopier.utlevert import approval_lines, copy_lines, decision_lines
from sosialplan.views.roller import foert_inn, rolle, skrevet_inn, uten_grupper
from sosialplan.views.sakspapirord import (
    FELT_ORD,
    approval_words,
    closing_words,
    moved_words,
    rettet_i_tiltaket,
)


class Avsnitt(Value, frozen=True):
    """A heading and what stands under it, a line each."""

    overskrift: str
    linjer: tuple[str, ...]


def case_page(
    gang: Saksgang, rows: Sequence[VurdertFrist], lagret: Mapping[str, date] | None = None
) -> Iterator[Avsnitt]:
    """Yield the parts of a case's page; parts with nothing in them are left out.

    ``lagret`` is the day of each entry that came into the history later than it says.
    """
    parts = (
        Avsnitt(f"Sak {gang.fakta.sak.sak}", tuple(_head(gang))),
        Avsnitt("Må gjøres", tuple(_asked(rows))),
        Avsnitt("Fravær", tuple(_absence(gang))),
        Avsnitt("Hendelser", tuple(_entries(gang, lagret or {}))),
        Avsnitt("Plan", tuple(_plan(gang))),
        Avsnitt("Tiltak", tuple(_measures(gang))),
        Avsnitt("Godkjenninger", tuple(approval_lines(gang.fakta.sak))),
        Avsnitt("Utlevert", tuple(copy_lines(gang.fakta.sak, gang.plan))),
        Avsnitt("Avklart", tuple(decision_lines(gang.fakta.sak, gang.plan))),
    )
    yield from (part for part in parts if part.linjer)


def _head(gang: Saksgang) -> Iterator[str]:
    sak = gang.fakta.sak
    yield f"Elev: {sak.elev.navn}, {sak.elev.klasse}"
    yield f"Kjede: {gang.kjede.navn}"
    yield f"Opprettet: {kort_dato(sak.opprettet)}"
    yield f"Status: {_standing(gang)}"
    yield from closing_words(gang)
    yield from _responsible(gang)
    if sak.alvorlig:
        yield "Alvorlig: ja"
    if sak.elev.flagg:
        yield "Flagg: " + ", ".join(each.value for each in sak.elev.flagg)
    if sak.kategorier:
        yield "Kategori: " + ", ".join(sak.kategorier)
    if sak.fra_sak:
        yield f"Følger av: {sak.fra_sak}"
    if sak.arkivsak:
        yield f"Arkivsak: {sak.arkivsak}"
    if sak.gjelder_ansatt:
        yield f"Gjelder ansatt: {', '.join(sak.gjelder_ansatt.roller)}"
        yield f"Skjermet for: {', '.join(uten_grupper(gang.plan.skole, gang.skjermet_for))}"
    if sak.involverte:
        yield "Andre: " + ", ".join(each.alias for each in sak.involverte)
    if sak.beskrivelse:
        yield f"Beskrivelse: {sak.beskrivelse}"


def _responsible(gang: Saksgang) -> Iterator[str]:
    """Yield who has the case, once it was offered to another."""
    made = transfers(gang)
    if made:
        yield f"Har saken: {rolle(gang.plan.skole, responsible(gang) or '')}"
    offer = pending(gang)
    if offer is not None:
        word = rolle(gang.plan.skole, offer.til)
        yield f"Tilbudt {word} {kort_dato(offer.dato)}, venter på svar"


def _standing(gang: Saksgang) -> str:
    if gang.lukket is not None:
        move = gang.lukket.flyttet
        moved = ", eleven har byttet skole" if move and move.has_come(gang.fakta.per) else ""
        return f"avsluttet {kort_dato(gang.lukket.dato)}{moved}"
    if gang.handed_on is not None:
        return f"lagt klar for overlevering {kort_dato(gang.handed_on)}"
    carried_on = gang.fakta.last(FOERT_VIDERE)
    where = f", ført videre i {carried_on.gjelder_sak}" if carried_on else ""
    closed = gang.fakta.last(gang.kjede.avsluttes_med)
    again = f", åpnet igjen etter avslutningen {kort_dato(closed.dato)}" if closed else ""
    return f"åpen, runde {gang.round.nummer}{again}{where}"


def _asked(rows: Sequence[VurdertFrist]) -> Iterator[str]:
    for row in rows:
        if is_open(row):
            due = kort_dato(row.frist.frist) if row.frist.frist else "ukjent dato"
            ground = row.frist.forklaring.grunnlag.value
            yield f"{due}  {standing(row):<12} {row.frist.tittel}. {who(row)} ({ground})"


def _absence(gang: Saksgang) -> Iterator[str]:
    days = gang.fravaersdager
    if not days:
        return
    last = days[-1]
    within = period(gang.plan, last.dato)
    yield f"{talt(last.i_alt, 'skoledag', 'skoledager')} i alt i {within}, {last.paa_rad} på rad til {kort_dato(last.dato)}"
    yield from (f"Trinn nådd {kort_dato(each.dato)}: {each.trinn.navn}" for each in gang.naadd)
    ahead = next_rung(days, gang.plan, gang.fakta.per)
    if ahead is not None:
        yield f"Neste trinn om {ahead[1]} fraværsdager: {ahead[0].navn}"


def _entries(gang: Saksgang, lagret: Mapping[str, date]) -> Iterator[str]:
    """Yield the entries that count, each with what it corrects below it; then what never was."""
    known = {each.id: each for each in written_entries(gang.fakta.sak)}
    for each in gang.fakta.hendelser:
        day = lagret.get(each.id)
        mark = f" (i historikken først {kort_dato(day)})" if day else ""
        yield f"{_entry(each, gang.plan.skole)}{mark}"
        old = known.get(each.retter or "")
        while old is not None:
            yield f"  rettet, sto som: {_entry(old, gang.plan.skole)}"
            old = known.pop(old.retter or "", None)
    for each in struck(written_entries(gang.fakta.sak)):
        yield f"strøket, sto som: {_entry(each, gang.plan.skole)}"


def _entry(hendelse: Hendelse, skole: Skole) -> str:
    said = [
        f"{kort_dato(hendelse.dato)}  {hendelse.steg}",
        _by(hendelse, skole),
        f"virkning {hendelse.utfall.value}" if hendelse.utfall else "",
        f"svar {hendelse.svar.value}" if hendelse.svar else "",
        f"grunn {hendelse.grunn.value}" if hendelse.grunn else "",
        _consent(hendelse),
        f"med {', '.join(hendelse.med)}" if hendelse.med else "",
        f"hørt {', '.join(hendelse.hoert)}" if hendelse.hoert else "",
        f"undersøkt ved {', '.join(hendelse.metoder)}" if hendelse.metoder else "",
        f"til {', '.join(hendelse.mottakere)}" if hendelse.mottakere else "",
        f"måte {hendelse.maate.value}" if hendelse.maate else "",
        f"i {hendelse.moete}" if hendelse.moete else "",
        f"ansvarlig {hendelse.ansvarlig}" if hendelse.ansvarlig else "",
        f"innen {kort_dato(hendelse.frist)} (id {hendelse.id})" if hendelse.frist else "",
        f"gjelder {hendelse.gjelder}" if hendelse.gjelder else "",
        f"sak {hendelse.gjelder_sak}" if hendelse.gjelder_sak else "",
        f"trygt og godt: {hendelse.trygt.value}" if hendelse.trygt else "",
        "eleven fikk tilbud om å si noe, og ville ikke" if hendelse.takket_nei else "",
        f"etterkontroll {kort_dato(hendelse.etterkontroll)}" if hendelse.etterkontroll else "",
        f"tilbys igjen {kort_dato(hendelse.tilbys_igjen)}" if hendelse.tilbys_igjen else "",
        f"avsluttet likevel: «{hendelse.likevel.strip()}»" if hendelse.likevel else "",
        "; ".join(moved_words(hendelse, hendelse.flyttet)) if hendelse.flyttet else "",
    ]
    line = ", ".join(part for part in said if part)
    line += f": {hendelse.notat.strip()}" if hendelse.notat else ""
    voice = hendelse.elevens_stemme
    return f"{line.removesuffix('.')}. Eleven: «{voice.strip()}»" if voice else line


def _consent(hendelse: Hendelse) -> str:
    if hendelse.samtykke is None:
        return ""
    to = f" til {', '.join(hendelse.samtykke_til)}" if hendelse.samtykke_til else ""
    by = f" fra {', '.join(hendelse.samtykke_av)}" if hendelse.samtykke_av else ""
    what = f" om {', '.join(hendelse.samtykke_formaal)}" if hendelse.samtykke_formaal else ""
    why = f" ({hendelse.samtykke_om.strip()})" if hendelse.samtykke_om else ""
    return f"samtykke {hendelse.samtykke.value}{to}{what}{by}{why}"


def _by(hendelse: Hendelse, skole: Skole) -> str:
    if hendelse.av is None or hendelse.foert_av is None:
        return f"av {hendelse.av}" if hendelse.av else ""
    return foert_inn(skole, hendelse.av, hendelse.foert_av)


def _plan(gang: Saksgang) -> Iterator[str]:
    sak = gang.fakta.sak
    if gjeldende(sak.godkjenninger):
        yield f"Godkjent: {approval_words(sak, gang.plan.skole, gang.fakta.per)}"
    plan = gang.fakta.sak.aktivitetsplan
    if plan is None:
        return
    for name, text in (
        ("Problem", plan.problem),
        ("Mål", plan.maal),
        ("Eleven sier", plan.elevens_stemme),
        ("Foresatte sier", plan.foresattes_syn),
        ("Barnets beste", plan.barnets_beste),
    ):
        if text:
            yield f"{name}: {text}"


def _measures(gang: Saksgang) -> Iterator[str]:
    plan = gang.fakta.sak.aktivitetsplan
    for tiltak in plan.tiltak if plan else ():
        yield f"{tiltak.id}  {tiltak.tiltak}"
        yield f"  {tiltak.nivaa.value}, {tiltak.ansvarlig}, {periode(tiltak.fra, tiltak.til)}"
        yield f"  {_evaluations(gang, tiltak)}"
        yield from (
            f"  {FELT_ORD[each.felt]} endret {kort_dato(each.dato)}{_entered(gang, each)}"
            for each in tiltak.endret
            if each.foert_av and each.dato <= gang.fakta.per
        )
        yield from (f"  {each.ord()}: {each.sto.hvorfor}" for each in rettet_i_tiltaket(tiltak))


def _entered(gang: Saksgang, entry: Endring | Avslutning | RettetAvslutning) -> str:
    """Return who wrote a change or an end of a measure, where it was none of those responsible for it."""
    return f", {skrevet_inn(gang.plan.skole, entry.foert_av)}" if entry.foert_av else ""


def _evaluations(gang: Saksgang, tiltak: Tiltak) -> str:
    if tiltak.slutt and tiltak.slutt.dato <= gang.fakta.per:
        by = _entered(gang, tiltak.slutt)
        return f"avsluttet {kort_dato(tiltak.slutt.dato)}{by}: {tiltak.slutt.hvorfor}"
    venter = waiting_days(gang.fakta.sak, tiltak)
    planned = planned_evaluations(tiltak, gang.fakta.per, venter)
    done = sum(each.gjort is not None for each in planned)
    ahead = planned[-1] if planned and planned[-1].gjort is None else None
    mark = f" {TO_DAGER}" if ahead and ahead.frist in venter else ""
    following = (
        f"evalueres {kort_dato(ahead.frist)}{mark}" if ahead else "ingen evaluering planlagt"
    )
    times = "1 gang" if done == 1 else f"{done} ganger"
    return f"evaluert {times}, {following}" if done else following
