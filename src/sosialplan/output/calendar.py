"""Calendar files (RFC 5545) of deadlines: numbers and codes, never a name. The one door to icalendar."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from sosialplan.model.aarshjul import Aktivitetstid, Tidsromslag
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.visible import visible
from sosialplan.views.forklaring import sentence
from sosialplan.views.fristrader import who


def as_calendar(rows: Iterable[VurdertFrist], i_dag: date, *, incomplete: str = "") -> str:
    """Return an all-day event for each row that has a date; the same rows give the same bytes.

    ``i_dag`` is the stamp that the format demands (DTSTAMP), at midnight UTC. What is ``incomplete`` about the
    rows is said on that day.
    """
    calendar = _empty()
    if incomplete:
        event = _all_day("ufullstendig@sosialplan", i_dag, i_dag, i_dag)
        event.add("summary", visible(incomplete))
        calendar.add_component(event)
    for row in rows:
        if row.frist.frist is not None:
            calendar.add_component(_event(row, row.frist.frist, i_dag))
    return str(calendar.to_ical(), "utf-8")


def _event(row: VurdertFrist, due: date, i_dag: date) -> Event:
    event = _all_day(f"{row.frist.id}@sosialplan", due, due, i_dag)
    event.add("summary", visible(f"{row.frist.sak or row.frist.klasse}: {row.frist.tittel}"))
    event.add("description", visible(f"{who(row)}. {sentence(row.frist.forklaring)}"))
    return event


def wheel_calendar(tider: Iterable[Aktivitetstid], i_dag: date) -> str:
    """Return the annual wheel: an event for each single day or window, none for the whole year."""
    calendar = _empty()
    for tid in tider:
        for number, rom in enumerate(tid.tidsrom, start=1):
            part = rom.utsnitt
            stretches = [(each.fra, each.til) for each in part.ganger] or [(part.fra, part.til)]
            for times, (first, last) in enumerate(stretches, start=1):
                if part.slag is Tidsromslag.HELE_AARET:
                    continue
                uid = f"{tid.aktivitet.id}-{part.fra:%Y}-{number}-{times}@sosialplan"
                event = _all_day(uid, first, last, i_dag)
                unsure = " (ikke valgt)" if rom.uavklart else ""
                event.add("summary", visible(f"{tid.aktivitet.kort or tid.aktivitet.navn}{unsure}"))
                event.add("description", visible(part.forklaring))
                calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def _empty() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//sosialplan//NO")
    calendar.add("version", "2.0")
    return calendar


def _all_day(uid: str, first: date, last: date, i_dag: date) -> Event:
    """Return an event of whole days, both included; the format's own end is the day after."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(i_dag, time(), tzinfo=UTC))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
