"""The agenda of a meeting: whether a case may be discussed there, how openly, and what it asks for."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.elev import Formaal
from sosialplan.model.frist import BESLUTNING, Frist, Status, VurdertFrist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.moeter import Henter, Holdt, Moete, Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.record import Lest, Value
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.ansattsak.skjerming import sits_in
from sosialplan.rules.facts import means
from sosialplan.rules.lesninger import reading_holds
from sosialplan.rules.medvirkning import BARNEVERN, NY_SKOLE, Spurt, consent
from sosialplan.rules.moeter.beslutninger import of_the_meeting
from sosialplan.rules.saksgang import Saksgang
from sosialplan.rules.vurdering import OPEN, by_case

INFORMERT = Lest(valg="r-team-samtykke", lesning="informert")
"""The reading by which guardians are told, and not asked."""


def may_be_discussed(
    moete: Moete, skjermet_for: frozenset[str], til_stede: Iterable[str] = ()
) -> bool:
    """Tell whether nobody belongs to the meeting, or was there, from whom the case is kept.

    Leaving out names is not enough: one who knows of the matter knows which case it is.
    """
    return skjermet_for.isdisjoint((*sits_in(moete), *til_stede))


def recipient(plan: Plan, moete: Moete) -> str:
    """Return to whom consent is asked before a meeting talks of a case by its number.

    A meeting where others than the school's own sit asks for itself. Where only the school's own sit,
    it is enough that the school's own team may know, where others sit too. A group of no roles, as the pupils'
    council, is not the school's own.
    """
    return plan.moeter.raad if sits_in(moete) <= own_roles(plan) else moete.moete


def own_roles(plan: Plan) -> set[str]:
    """Return the roles that are the school's own: no service beside it, and no group of nobody's roles."""
    staff = (each for each in plan.skole.roller if each.ved_skolen)
    services = {one for each in plan.skole.tjenester for one in (each.tjeneste, *each.roller)}
    return {each.rolle for each in staff if each.omfatter or not each.gruppe} - services


def informed_is_enough(plan: Plan, on: date) -> bool:
    """Tell whether the school's own team may know whom it is about where guardians are told, and not asked.

    That is the school's reading, and only its own people sit there: a service that is another has no
    right to know without consent (forvaltningsloven § 13).
    """
    team = plan.moeter.raadsteam
    among_own = team is not None and sits_in(team) <= own_roles(plan)
    return among_own and reading_holds(plan, INFORMERT, on=on)


def recipients(plan: Plan) -> tuple[str, ...]:
    """Return everybody to whom consent can be given: services, and meetings where others sit."""
    meetings = (recipient(plan, each) for each in plan.moeter.moeter)
    services = (each.tjeneste for each in plan.skole.tjenester)
    return tuple(dict.fromkeys((plan.moeter.raad, *services, *meetings, BARNEVERN, NY_SKOLE)))


def asked_of(plan: Plan, til: str, formaal: Formaal = Formaal.DROEFTING) -> Spurt:
    """Return what consent is asked for of a recipient."""
    return Spurt(til, formaal, eget=til == plan.moeter.raad)


def is_anonymous(
    plan: Plan, sak: Sak, hendelser: Iterable[Hendelse], on: date, til: str | None = None
) -> bool:
    """Tell by the consent to discuss it with ``til`` on a day: yes is open, no is anonymous.

    Not asked is anonymous too, unless the school has chosen the reading of the plan by which
    guardians are informed, and no other service sits there. It is of the school's own team, and opens no other meeting.
    """
    asked = asked_of(plan, til or plan.moeter.raad)
    stands = consent(sak.elev, hendelser, plan.kjede(sak.kjede), asked, on)
    if stands.svar is not None or stands.gitt:
        return not stands.is_given
    return not asked.eget or not informed_is_enough(plan, on)


class Sakspunkt(Value, frozen=True):
    """One thing to discuss; ``dato`` is when it happened or is due. ``sak`` is None where it is in no case."""

    sak: str | None
    klasse: str | None
    aapen: bool
    henter: Henter
    hva: str
    dato: date | None
    uavklart: bool = False
    """Whether it is for this meeting only by a reading that is not chosen."""


def last_held(moete: Moete, books: Sequence[Moetebok], per: date) -> Holdt | None:
    """Return the last meeting before the day."""
    held = [
        each
        for book in books
        for each in book.moeter
        if each.moete == moete.moete and each.dato < per
    ]
    return max(held, key=lambda each: each.dato, default=None)


def agenda(
    moete: Moete,
    courses: Sequence[Saksgang],
    rows: Sequence[VurdertFrist],
    last: Holdt | None,
    books: Sequence[Moetebok],
) -> tuple[Sakspunkt, ...]:
    """Return what must be discussed, by case; ``courses`` and ``rows`` are those of the day.

    First what the meeting decided for itself, in ``books``, and nobody has done. It is as it is read then.
    A case that is kept from someone who sits in the meeting is not there at all. One that was reported, and that no
    meeting has taken up, stays until one has.
    """
    theirs = by_case(rows)
    of_cases = (
        point
        for gang in sorted(courses, key=lambda each: each.fakta.sak.sak)
        if gang.closed_on is None and may_be_discussed(moete, gang.skjermet_for)
        for point in _of_case(moete, gang, theirs[gang.fakta.sak.sak], last, books)
    )
    return (*_of_meeting(moete, rows, books), *of_cases)


def _of_meeting(
    moete: Moete, rows: Sequence[VurdertFrist], books: Sequence[Moetebok]
) -> Iterator[Sakspunkt]:
    """Yield what the meeting decided for itself and nobody has done, whatever else it takes up."""
    own = {each.id for held, each in of_the_meeting(books) if held.moete == moete.moete}
    for row in rows:
        frist = row.frist
        undone = frist.steg == BESLUTNING and frist.sak is None and row.status in OPEN
        if undone and frist.id.rsplit("/", 1)[-1] in own:
            yield Sakspunkt(
                sak=None,
                klasse=frist.klasse,
                aapen=True,
                henter=Henter.BESLUTNING,
                hva=frist.tittel,
                dato=frist.frist,
            )


def _of_case(
    moete: Moete,
    gang: Saksgang,
    rows: Sequence[VurdertFrist],
    last: Holdt | None,
    books: Sequence[Moetebok],
) -> Iterator[Sakspunkt]:
    sak = gang.fakta.sak
    fakta, to = gang.fakta, recipient(gang.plan, moete)
    is_open = not is_anonymous(gang.plan, sak, fakta.hendelser, fakta.per, to)
    found = [*_since_last(gang, last), *_undone(moete, gang, rows)]
    points = [each for each in found if each[0] in moete.henter]
    if not points and Henter.NY_MELDING in moete.henter:
        points = list(_passed_over(moete, gang, books))
    for henter, hva, day in points:
        signed = any(each.henter is henter for each in moete.henter_etter_valg)
        yield Sakspunkt(sak.sak, sak.elev.klasse, is_open, henter, hva, day, signed)


def _since_last(gang: Saksgang, last: Holdt | None) -> Iterator[tuple[Henter, str, date | None]]:
    """Yield the reports, and the latest rung, that no meeting has seen."""
    since = last.dato if last else date.min
    seen = {each.sak for each in last.saker} if last else set()
    if gang.fakta.sak.sak in seen:
        since = date.fromordinal(since.toordinal() + 1)
    for hendelse in gang.fakta.hendelser:
        if hendelse.dato >= since and _is_report(gang, hendelse):
            yield Henter.NY_MELDING, "Ny melding på skolens skjema", hendelse.dato
    for each in gang.naadd[-1:]:
        if each.dato >= since:
            yield Henter.FRAVAER, f"Trinn i fraværstrappen: {each.trinn.navn}", each.dato


def _passed_over(
    moete: Moete, gang: Saksgang, books: Sequence[Moetebok]
) -> Iterator[tuple[Henter, str, date]]:
    """Yield the last report of a case that the meeting has not taken up since: another meeting in between is no answer."""
    sak, fakta = gang.fakta.sak.sak, gang.fakta
    reports = [each.dato for each in fakta.hendelser if _is_report(gang, each)]
    taken_up = [
        held.dato
        for book in books
        for held in book.moeter
        if held.moete == moete.moete
        and held.dato <= fakta.per
        and any(each.sak == sak for each in held.saker)
    ] + [
        each.dato
        for each in fakta.hendelser
        if (each.moete == moete.moete or each.steg in moete.steg) and not _is_report(gang, each)
    ]
    if reports and max(reports) > max(taken_up, default=date.min):
        yield Henter.NY_MELDING, "Meldt før forrige møte, og ikke tatt opp", max(reports)


def _is_report(gang: Saksgang, hendelse: Hendelse) -> bool:
    return means(gang.kjede, hendelse.steg, Betydning.R_TEAM_MELDT)


def _undone(
    moete: Moete, gang: Saksgang, rows: Sequence[VurdertFrist]
) -> Iterator[tuple[Henter, str, date | None]]:
    """Yield the rows of the case that are for this meeting."""
    decided = {each.id for each in gang.fakta.hendelser if each.moete == moete.moete}
    for row in rows:
        frist = row.frist
        if frist.slag is not Slag.FRIST:
            continue
        henter = _kind(moete, gang, row, decided)
        if henter is not None:
            yield henter, _words(henter, frist), frist.frist


def _kind(moete: Moete, gang: Saksgang, row: VurdertFrist, decided: set[str]) -> Henter | None:
    frist = row.frist
    if row.status not in OPEN:
        return None
    if frist.steg == BESLUTNING:
        return Henter.BESLUTNING if frist.id.rsplit("/", 1)[-1] in decided else None
    if means(gang.kjede, frist.steg, Betydning.ENDRING_DROEFTET):
        return Henter.ENDRET_PLAN
    if means(gang.kjede, frist.steg, Betydning.EVALUERT):
        return Henter.EVALUERING if row.status is Status.FORFALT else None
    return Henter.DROEFTING if frist.steg in moete.steg else None


def _words(henter: Henter, frist: Frist) -> str:
    match henter:
        case Henter.ENDRET_PLAN:
            return "Planen er endret, og drøftes før neste evaluering"
        case Henter.EVALUERING:
            return "En evaluering er ikke gjort i tide"
        case _:
            return frist.tittel


def step_discussed(moete: Moete, gang: Saksgang, rows: Sequence[VurdertFrist]) -> str | None:
    """Return the step that is done when the case is discussed here, if it is asked for.

    A step that asks a question is left for the one who can answer it.
    """
    for row in rows:
        step = gang.kjede.find(row.frist.steg)
        if (
            row.frist.sak == gang.fakta.sak.sak
            and row.frist.gjort is None
            and step is not None
            and step.steg in moete.steg
            and not step.spoer_om
        ):
            return step.steg
    return None
