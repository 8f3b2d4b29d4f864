"""``årshjul utført``: evidence that an activity of the wheel was held."""

from datetime import date
from typing import Any

from sosialplan.commands.aarshjul.aaret import year_of
from sosialplan.commands.moeter.moetebok import in_book
from sosialplan.commands.run import BESTEMT, Run, known_word
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, carry_out
from sosialplan.commands.skrivebordet.foering import skrevet_av
from sosialplan.model.aarshjul import Aktivitet, Aktivitetstid
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.klassetrinn import lest_trinn
from sosialplan.model.moeter import Per, Utfoert
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.rules.aarshjul_status import counts_elsewhere
from sosialplan.rules.kalender.skolekalender import school_year_of
from sosialplan.rules.moeter.moeteplan import groups_of
from sosialplan.views.datoer import kort_dato

BOOK = "aarshjul"


class Utfoertsvar(Value, frozen=True):
    """What is told of an activity that was held."""

    dato: date | None = None
    hva: str | None = None
    klasse: str | None = None
    trinn: str | None = None
    notat: str | None = None


def utfoert(run: Run, typed: str, told: Utfoertsvar) -> int:
    """Write the evidence in the year's book. Raises WrongUsage, ExpectedFailure."""
    day = told.dato or run.i_dag
    year = school_year_of(day)

    def work(desk: Desk) -> Errand:
        tid = _known(year_of(run, year).tider, typed)
        _refuse_what_counts_elsewhere(tid)
        part = _part(tid.aktivitet, told.hva)
        entry = Utfoert(
            id=run.new_id(),
            aktivitet=tid.aktivitet.id,
            hva=part,
            **_whom(desk.mappe.plan, tid.aktivitet, part, told),
            dato=day,
            notat=told.notat,
            registrert=run.recorded,
            foert_av=skrevet_av(desk, (), None),
        )
        path = desk.folder.minutes_path(year, BOOK)
        before = [each for book in desk.mappe.moeter for each in book.value.gjort]
        if any(_the_same(each, entry) for each in before):
            raise ExpectedFailure(
                "Aktiviteten er ført den dagen fra før. Ingenting er endret.",
                "Se hva som er ført: sosialplan årshjul status",
            )
        what = " ".join(filter(None, (entry.aktivitet, entry.hva, entry.for_hva)))
        said = f"Ført: {what}, {kort_dato(day)}."
        return Errand([in_book(desk, path, "utført", entry)], "Årshjul\n", said)

    return carry_out(run, work)


def _known(tider: tuple[Aktivitetstid, ...], typed: str) -> Aktivitetstid:
    codes = {each.aktivitet.id: each for each in tider}
    titles = {each: tid.aktivitet.navn for each, tid in codes.items()}
    cure = "Se id-ene: sosialplan årshjul --format json, eller plan/aarshjul.yaml."
    return codes[known_word(typed, tuple(codes), "aktiviteten", titles=titles, cure=cure)]


def _refuse_what_counts_elsewhere(tid: Aktivitetstid) -> None:
    """Refuse a second home for what is counted from meetings, cases or absence."""
    naar = counts_elsewhere(tid)
    if naar is not None and naar.moete is not None:
        raise WrongUsage(
            "Dette er et møte, og beviset står i møteboken.",
            f"Skriv det ned med: sosialplan møte registrer {naar.moete}",
        )
    if naar is not None:
        raise WrongUsage(
            "Dette telles i saker og fravær og skrives ikke for hånd.",
            "Se tallet: sosialplan årshjul status",
        )


def _part(aktivitet: Aktivitet, typed: str | None) -> str | None:
    if not typed:
        return None
    cure = "" if aktivitet.deler else "Den har ingen deler. La --hva være."
    return known_word(typed, aktivitet.deler, "delen", cure=cure)


def _whom(plan: Plan, aktivitet: Aktivitet, part: str | None, told: Utfoertsvar) -> dict[str, Any]:
    """Return the class or the grade that did it. Raises WrongUsage where one is wanted, or is not."""
    own = [naar for naar in aktivitet.naar if naar.hva == part and naar.moete is None]
    wanted = {naar.per for naar in own} - {Per.SKOLE}
    if part is None and any(naar.per is not Per.SKOLE for naar in aktivitet.naar if naar.hva):
        raise WrongUsage(
            "Aktiviteten har deler som hver klasse eller hvert trinn gjør.",
            f"Skriv hvilken del, med --hva: {', '.join(aktivitet.deler)}",
        )
    for per, typed in ((Per.KLASSE, told.klasse), (Per.TRINN, told.trinn)):
        known = [each for each in groups_of(plan, per) if each]
        if per in wanted and not typed:
            raise WrongUsage(
                f"Mangler --{per}. Dette gjøres i hver{'t' * (per is Per.TRINN)} {per}.",
                f"Velg en av: {', '.join(known)}",
            )
        if typed and per not in wanted:
            raise WrongUsage(
                f"Dette gjøres ikke for hver{'t' * (per is Per.TRINN)} {per} for seg.",
                f"La --{per} være.",
            )
        if typed:
            found = known_word(typed, known, BESTEMT[per.value])
            return {per.value: lest_trinn(found) if per is Per.TRINN else found}
    return {}


def _the_same(one: Utfoert, other: Utfoert) -> bool:
    def key(each: Utfoert) -> tuple[object, ...]:
        return (each.aktivitet, each.hva, each.for_hva, each.dato)

    return key(one) == key(other)
