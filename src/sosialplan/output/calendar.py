"""Calendar files (RFC 5545): numbers and codes, never a name. The one door to icalendar.

A calendar knows an entry again by its UID, and takes the newest by SEQUENCE and DTSTAMP. So a UID says which duty or
activity it is and never its day, and both marks are the moment that the file was made: a new file moves what has moved,
and doubles nothing.
"""

from collections.abc import Container, Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from sosialplan.model.aarshjul import Aktivitetstid, Tidsromslag
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.visible import visible
from sosialplan.views.aarshjul.rader import is_of
from sosialplan.views.forklaring import sentence
from sosialplan.views.fristrader import who

_SONE = "Europe/Oslo"
_MORNING_BEFORE = timedelta(hours=-16)
"""Eight in the morning of the day before: whole days begin at midnight where the calendar is."""
_COUNTED_FROM = datetime(2026, 1, 1, tzinfo=UTC)


def as_calendar(
    rows: Iterable[VurdertFrist], i_dag: date, laget: datetime, *, lacking: Iterable[str] = ()
) -> str:
    """Return an all-day event for each row that has a date; the same rows and moment give the same bytes.

    What is ``lacking`` of the rows stands on the day itself, a sentence an event. What is still to come has an alarm.
    """
    calendar = _empty("Frister")
    for number, sentence_ in enumerate(lacking):
        event = _all_day(f"ufullstendig-{number}@sosialplan", i_dag, i_dag, laget)
        event.add("summary", visible(sentence_))
        calendar.add_component(event)
    for row in rows:
        if row.frist.frist is not None:
            calendar.add_component(_event(row, row.frist.frist, i_dag, laget))
    return str(calendar.to_ical(), "utf-8")


def _event(row: VurdertFrist, due: date, i_dag: date, laget: datetime) -> Event:
    event = _all_day(f"{row.frist.id}@sosialplan", due, due, laget)
    title = visible(f"{row.frist.sak or row.frist.klasse}: {row.frist.tittel}")
    event.add("summary", title)
    event.add("description", visible(f"{who(row)}. {sentence(row.frist.forklaring)}"))
    if row.frist.gjort is None and row.frist.bortfall is None and due >= i_dag:
        event.add_component(_alarm(title))
    return event


def wheel_calendar(
    tider: Iterable[Aktivitetstid],
    skoleaar: str,
    i_dag: date,
    laget: datetime,
    *,
    roller: Container[str] | None = None,
) -> str:
    """Return the annual wheel, or what roles have of it: an event for each single day or window, none for the whole year.

    An entry is the same whoever's calendar it is in.
    """
    calendar = _empty(f"Årshjul {skoleaar}")
    for tid in tider:
        for number, rom in enumerate(tid.tidsrom, start=1):
            part = rom.utsnitt
            stretches = [(each.fra, each.til) for each in part.ganger] or [(part.fra, part.til)]
            for times, (first, last) in enumerate(stretches, start=1):
                if part.slag is Tidsromslag.HELE_AARET or not is_of(tid, rom, roller):
                    continue
                uid = f"{tid.aktivitet.id}-{skoleaar}-{number}-{times}@sosialplan"
                event = _all_day(uid, first, last, laget)
                unsure = " (ikke valgt)" if rom.uavklart else ""
                title = visible(f"{tid.aktivitet.kort or tid.aktivitet.navn}{unsure}")
                event.add("summary", title)
                event.add("description", visible(part.forklaring))
                if first >= i_dag:
                    event.add_component(_alarm(title))
                calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def _empty(name: str) -> Calendar:
    """Return a calendar without events; one that is subscribed to is asked for twice a day."""
    calendar = Calendar()
    calendar.add("prodid", "-//sosialplan//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", _SONE)
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add_component(_oslo())
    return calendar


def _oslo() -> Timezone:
    """Return the time of Norway, by the rule that has held since 1996."""
    zone = Timezone()
    zone.add("tzid", _SONE)
    for kind, month, before, after, name in (
        (TimezoneDaylight, 3, 1, 2, "CEST"),
        (TimezoneStandard, 10, 2, 1, "CET"),
    ):
        part = kind()
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, before + 1))  # noqa: DTZ001, PLR2004 - of the zone itself; the last Sunday of the month
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("tzname", name)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _MORNING_BEFORE)
    return alarm


def _all_day(uid: str, first: date, last: date, laget: datetime) -> Event:
    """Return an event of whole days, both included; the format's own end is the day after."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", laget.astimezone(UTC))
    event.add("sequence", max(0, int((laget - _COUNTED_FROM).total_seconds()) // 60))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
