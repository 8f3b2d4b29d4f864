"""A person's day: what waits, what is overdue and what comes this week, each with the command that answers it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import IntEnum

from msgspec.structs import replace

from sosialplan.model.frist import BESLUTNING, Status, Ventende, Ventetype, VurdertFrist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.rules.ansvar import OVERFOERING_SVAR
from sosialplan.rules.innboks import INNBOKS
from sosialplan.rules.moeter.beslutninger import BESLUTNING_UTFOERT
from sosialplan.views.datoer import kort_dato
from sosialplan.views.fristrader import gathered, who

_SUNDAY = 7


class Haster(IntEnum):
    """How a thing stands: the order in which a day is worked through."""

    FORFALT = 0
    I_DAG = 1
    VENTER = 2
    DENNE_UKEN = 3
    SENERE = 4
    STAAR = 5


class Dagspost(Value, frozen=True):
    """One thing to do. ``kommando`` writes it down, and is empty where it is only known of.

    ``klasser`` are those that lack the same; ``forklares`` is what ``forklar`` is asked; ``gaatt_opp`` tells that
    another should have done it, and it went up to the person who sits here. Whom it is about, and which measure in
    words, is put in by ``named``.
    """

    hva: str
    naar: str
    haster: Haster
    hvem: str
    kommando: tuple[str, ...]
    sak: str | None = None
    tiltak: str | None = None
    klasse: str | None = None
    elev: str | None = None
    klasser: tuple[str, ...] = ()
    forklares: tuple[str, ...] = ()
    gaatt_opp: bool = False


class Arbeidsdag(Value, frozen=True):
    """What a person meets: the things of the week in order, and those that come later."""

    poster: tuple[Dagspost, ...]
    senere: tuple[Dagspost, ...]

    def antall(self, haster: Haster) -> int:
        """Return how many things of the day stand so."""
        return sum(each.haster is haster for each in self.poster)


def dagen(
    rows: Sequence[VurdertFrist],
    waiting: Iterable[Ventende],
    i_dag: date,
    raised: frozenset[str] = frozenset(),
) -> Arbeidsdag:
    """Put a day together of the rows that are a person's; ``raised`` are the ids of those that went up to the person.

    The week ends on its Sunday.
    """
    ends = i_dag + timedelta(days=_SUNDAY - i_dag.isoweekday())
    found = [
        replace(_of_rows(each, ends), gaatt_opp=each[0].frist.id in raised)
        for each in gathered(rows)
    ]
    found += [_waiting(each) for each in waiting]
    in_order = sorted(found, key=lambda each: each.haster)
    now = {Haster.FORFALT, Haster.I_DAG, Haster.VENTER, Haster.DENNE_UKEN}
    return Arbeidsdag(
        tuple(each for each in in_order if each.haster in now),
        tuple(each for each in in_order if each.haster not in now),
    )


def named(
    poster: Iterable[Dagspost], saker: Mapping[str, Sak], *, by_name: bool
) -> tuple[Dagspost, ...]:
    """Return things with their measures in words and, where the school shows names on the screen, the pupils."""
    return tuple(_named(each, saker.get(each.sak or ""), by_name=by_name) for each in poster)


def _named(post: Dagspost, sak: Sak | None, *, by_name: bool) -> Dagspost:
    if sak is None:
        return post
    plan = sak.aktivitetsplan
    words = (each.tiltak for each in (plan.tiltak if plan else ()) if each.id == post.tiltak)
    measure = next(words, None)
    return replace(
        post,
        hva=f"{post.hva}: {measure}" if measure else post.hva,
        elev=sak.elev.navn if by_name else None,
    )


def _of_rows(rows: Sequence[VurdertFrist], ends: date) -> Dagspost:
    row = rows[0]
    frist = row.frist
    return Dagspost(
        hva=frist.tittel,
        naar=_when(row),
        haster=_urgency(row, ends),
        hvem=who(row),
        kommando=tuple(_answered_by(row)),
        sak=frist.sak,
        klasse=frist.klasse,
        tiltak=frist.tiltak,
        klasser=tuple(each.frist.klasse or "" for each in rows) if len(rows) > 1 else (),
        forklares=tuple(_explained_by(row)),
    )


def _waiting(each: Ventende) -> Dagspost:
    what, command = {
        Ventetype.GODKJENNING: ("Godkjenn planen", ("godkjenn", each.sak)),
        Ventetype.OVERFOERING: ("Svar på om du tar saken", ("overfør", each.sak)),
    }[each.hva]
    return Dagspost(
        hva=what,
        naar="venter på deg",
        haster=Haster.VENTER,
        hvem=", ".join(each.roller),
        kommando=command,
        sak=each.sak,
        klasse=each.klasse,
    )


def _urgency(row: VurdertFrist, ends: date) -> Haster:
    last = row.frist.frist
    if row.frist.slag is Slag.AAPNING or row.status is Status.AAPEN:
        return Haster.STAAR
    if row.status is Status.FORFALT:
        return Haster.FORFALT
    if row.status is Status.I_DAG:
        return Haster.I_DAG
    return Haster.DENNE_UKEN if last is not None and last <= ends else Haster.SENERE


def _when(row: VurdertFrist) -> str:
    last, days = row.frist.frist, row.dager
    if row.status is Status.FORFALT and days is not None:
        return f"forfalt {abs(days)} d"
    if row.status is Status.I_DAG:
        return "i dag"
    return kort_dato(last) if last is not None else "ukjent dag"


def _answered_by(row: VurdertFrist) -> Iterator[str]:
    """Yield the words of the command that writes down that it was done; none where there is no such one."""
    frist = row.frist
    own = frist.id.rpartition("/")[2]
    if frist.steg == INNBOKS:
        yield from (INNBOKS, own)
    elif frist.steg == BESLUTNING and frist.sak is None:
        yield from ("møte", "utført", own)
    elif frist.steg == BESLUTNING:
        yield from ("registrer", frist.sak or "", BESLUTNING_UTFOERT, "--gjelder", own)
    elif frist.steg == OVERFOERING_SVAR:
        yield from ("overfør", frist.sak or "")
    elif frist.tiltak is not None and frist.sak is not None:
        yield from ("tiltak", "evaluer", frist.sak, frist.tiltak)
    elif frist.slag is Slag.VARSEL and frist.sak is not None:
        yield from ("registrer", frist.sak, "notat")
    elif frist.sak is not None:
        yield from ("registrer", frist.sak, frist.steg)
    elif frist.slag is Slag.PLIKT:
        yield from ("møte", "registrer", frist.steg)
        yield from ("--klasse", frist.klasse) if frist.klasse else ()


def _explained_by(row: VurdertFrist) -> Iterator[str]:
    frist = row.frist
    if frist.steg == BESLUTNING:
        yield from (BESLUTNING, frist.id.rpartition("/")[2])
    elif frist.sak or frist.klasse:
        yield from (frist.sak or frist.klasse or "", frist.steg)
