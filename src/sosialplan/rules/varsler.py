"""Rows that no step makes: silence, a rung one day ahead, recurring duties, a voice offered again (§ 10-2)."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.frist import Forklaring, Frist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.moeter import Holdt, Moetebok, Moeteplikt, Per
from sosialplan.model.plan import Plan
from sosialplan.model.regel import Enhet, Grunnlag
from sosialplan.model.sak import Hendelse
from sosialplan.rules.explanation import agreed_date, apply_rule, number
from sosialplan.rules.fravaerstrapp import counting_words, rungs_ahead
from sosialplan.rules.kalender.day_counting import count
from sosialplan.rules.kalender.skolekalender import Skolekalender, school_year_of
from sosialplan.rules.lesninger import TEGN, reading_holds, to_choose, undecided
from sosialplan.rules.medvirkning import is_heard
from sosialplan.rules.saksgang import Saksgang
from sosialplan.rules.vurdering import TRINN

STILLHET = "stillhet"


def warnings(gang: Saksgang) -> Iterator[Frist]:
    """Yield the warnings of a case that is followed."""
    if not gang.followed:
        return
    yield _silence(gang)
    yield from rung_warnings(gang)


def rung_warnings(gang: Saksgang) -> Iterator[Frist]:
    """Yield a warning for each rung that one more would reach: a day, a lesson, a time."""
    for ahead in rungs_ahead(gang.regnskap, gang.plan, gang.kalender, gang.fakta.per):
        rung, last = ahead.trinn, ahead.siste
        following = count(last, 1, Enhet.SKOLEDAGER, gang.kalender)
        words = counting_words(gang.plan, rung, last) or ""
        yield _row(
            gang, f"{TRINN}/{rung.trinn}", TRINN, f"{ahead.en_til} gir: {rung.navn}",
            Forklaring(
                "siste fraværsdag", last, 1, Enhet.SKOLEDAGER, None, None, Grunnlag.PLAN, None,
                "skolens plan, fraværstrappen", following,
                f"{rung.grunnlag_for_tellingen} {words}".strip(),
            ),
            rung.hvem,
        )  # fmt: skip


def _silence(gang: Saksgang) -> Frist:
    """Count from the last entry of any kind, or from the day the case was opened.

    A case that stays silent is told of further and further up the ladder of its chain.
    """
    last = _last_entry(gang)
    days = number(gang.plan, "stillhet-skoledager", last)
    telling = count(last, days, Enhet.SKOLEDAGER, gang.kalender)
    return _row(
        gang, STILLHET, STILLHET, "Ingen ny oppføring i saken",
        Forklaring(
            "siste oppføring", last, days, Enhet.SKOLEDAGER, None, None, Grunnlag.EGEN, None,
            "skolens eget valg", telling, "En åpen sak skal ikke ligge stille.",
        ),
        gang.kjede.eskalering[:1],
        eskalerer=True,
    )  # fmt: skip


def _last_entry(gang: Saksgang) -> date:
    plan = gang.fakta.sak.aktivitetsplan
    per = gang.fakta.per
    days = [each.dato for each in gang.fakta.hendelser]
    days += [day.dato for day in gang.fravaersdager]
    for tiltak in plan.tiltak if plan else ():
        days += [each.dato for each in tiltak.evaluert if each.dato <= per]
        days += [each.dato for each in tiltak.endret if each.dato <= per]
        once = [tiltak.besluttet, tiltak.slutt.dato if tiltak.slutt else None]
        days += [day for day in once if day is not None and day <= per]
    return max(days, default=min(gang.fakta.sak.opprettet, per))


def _row(
    gang: Saksgang,
    row_id: str,
    steg: str,
    tittel: str,
    forklaring: Forklaring,
    ansvarlig: tuple[str, ...],
    *,
    eskalerer: bool = False,
) -> Frist:
    sak = gang.fakta.sak
    return Frist(
        id=f"{sak.sak}/{row_id}",
        slag=Slag.VARSEL,
        sak=sak.sak,
        kjede=gang.kjede.kjede,
        klasse=sak.elev.klasse,
        steg=steg,
        tiltak=None,
        runde=gang.round.nummer,
        tittel=tittel,
        frist=forklaring.telling.dato,
        gjort=None,
        ansvarlig=ansvarlig,
        eskalerer=eskalerer,
        forklaring=forklaring,
    )


def duties(
    plan: Plan, kalender: Skolekalender, books: Sequence[Moetebok], per: date
) -> Iterator[Frist]:
    """Yield the next meeting that each duty asks for in the school year of ``per``.

    Counted from the last meeting held by ``per``, else from the first school day, or the day from which
    the school says that it counts: one that begins in the middle of a year is not late. A duty of the school that lands on a free day moves to the next school day.
    """
    rute = kalender.rute(school_year_of(per))
    if rute is None or per < rute.foerste_skoledag:
        return
    held = [each for book in books for each in book.moeter if each.dato <= per]
    begun = plan.skole.plikter_fra
    later = begun is not None and begun > rute.foerste_skoledag
    first = (
        (begun, "dagen skolen begynte her")
        if begun and later
        else (rute.foerste_skoledag, "første skoledag")
    )
    for plikt in plan.moeter.plikter:
        if not reading_holds(plan, plikt, on=per):
            continue
        classes = (
            [each.klasse for each in plan.skole.klasser] if plikt.per is Per.KLASSE else [None]
        )
        for klasse in classes:
            last = _last(held, plikt, klasse)
            since = (last, "forrige møte") if last and last >= first[0] else first
            row = _duty_row(plan, kalender, plikt, klasse, *since)
            yield _signed(plan, plikt, row, per)


def _signed(plan: Plan, plikt: Moeteplikt, row: Frist, per: date) -> Frist:
    """Return a row that says which choices it waits for."""
    waits = undecided(plan.valg, plikt, per)
    if not waits:
        return row
    counted = row.forklaring.telling
    notes = (*counted.merknader, *to_choose(plan, waits))
    return replace(
        row,
        tittel=f"{row.tittel} {TEGN}",
        forklaring=replace(row.forklaring, telling=replace(counted, merknader=notes)),
        ikke_valgt=waits,
    )


def _last(held: Sequence[Holdt], plikt: Moeteplikt, klasse: str | None) -> date | None:
    days = [each.dato for each in held if each.moete == plikt.moete and each.klasse == klasse]
    return max(days, default=None)


def _duty_row(
    plan: Plan,
    kalender: Skolekalender,
    plikt: Moeteplikt,
    klasse: str | None,
    since: date,
    what: str,
) -> Frist:
    counted = duty_counted(plan, kalender, plikt.regel, since, what)
    return Frist(
        id="/".join(filter(None, ("plikt", plikt.moete, klasse))),
        slag=Slag.PLIKT,
        sak=None,
        kjede=None,
        klasse=klasse,
        steg=plikt.moete,
        tiltak=None,
        runde=1,
        tittel=plikt.navn,
        frist=counted.telling.dato,
        gjort=None,
        ansvarlig=plikt.ansvarlig,
        eskalerer=False,
        forklaring=counted,
    )


def duty_counted(
    plan: Plan, kalender: Skolekalender, regel: str, since: date, what: str
) -> Forklaring:
    """Count by a rule; a duty of the school on a free day moves to the next school day."""
    counted = apply_rule(plan, kalender, regel, since, what)
    due = counted.telling.dato
    moved = kalender.next_school_day(due) if due else None
    if due is None or moved is None or moved == due:
        return counted
    note = f"Dagen er fri ({kalender.free_because(due)}), så plikten flyttes til neste skoledag."
    said = count(moved, 0, Enhet.SKOLEDAGER, kalender).merknader
    telling = replace(counted.telling, dato=moved, merknader=(note, *said))
    return replace(counted, telling=telling)


NYTT_TILBUD = "nytt-tilbud"
"""The row, and the rule for where no day was agreed."""


def offer_deadlines(gang: Saksgang) -> Iterator[Frist]:
    """Yield a row for each time the pupil declined: the next offer, by the day that was agreed.

    It is met on the first later day on which the pupil speaks, or declines once more.
    """
    for hendelse in gang.fakta.hendelser:
        if hendelse.takket_nei:
            yield _offered(gang, hendelse)


def _offered(gang: Saksgang, hendelse: Hendelse) -> Frist:
    sak, agreed = gang.fakta.sak, hendelse.tilbys_igjen
    again = (
        each.dato for each in gang.fakta.hendelser if each.dato > hendelse.dato and is_heard(each)
    )
    counted = apply_rule(gang.plan, gang.kalender, NYTT_TILBUD, hendelse.dato, hendelse.steg)
    if agreed is not None:
        why = "Dagen ble avtalt da eleven ikke ville si noe."
        counted = agreed_date(
            gang.kalender, hendelse.steg, hendelse.dato, agreed, counted.hjemmel, why
        )
    step = gang.kjede.find(hendelse.steg)
    return Frist(
        id=f"{sak.sak}/{NYTT_TILBUD}/{hendelse.id}",
        slag=Slag.FRIST,
        sak=sak.sak,
        kjede=gang.kjede.kjede,
        klasse=sak.elev.klasse,
        steg=NYTT_TILBUD,
        tiltak=None,
        runde=gang.round.nummer,
        tittel="Tilby eleven å si noe på nytt",
        frist=counted.telling.dato,
        gjort=next(again, None),
        ansvarlig=(hendelse.av,) if hendelse.av else (step.ansvarlig if step else ()),
        eskalerer=True,
        forklaring=counted,
    )
