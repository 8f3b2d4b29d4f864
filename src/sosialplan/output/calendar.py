"""Calendar files (RFC 5545) of deadlines: numbers and codes, never a name. The one door to icalendar."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from icalendar import Calendar, Event

from sosialplan.model.frist import VurdertFrist
from sosialplan.views.forklaring import sentence
from sosialplan.views.fristrader import who


def as_calendar(rows: Iterable[VurdertFrist], i_dag: date) -> str:
    """Return an all-day event for each row that has a date; the same rows give the same bytes.

    ``i_dag`` is the stamp that the format demands (DTSTAMP), at midnight UTC.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//sosialplan//frister//NO")
    calendar.add("version", "2.0")
    for row in rows:
        if row.frist.frist is not None:
            calendar.add_component(_event(row, row.frist.frist, i_dag))
    return calendar.to_ical().decode("utf-8")


def _event(row: VurdertFrist, due: date, i_dag: date) -> Event:
    event = Event()
    event.add("uid", f"{row.frist.id}@sosialplan")
    event.add("dtstamp", datetime.combine(i_dag, time(), tzinfo=UTC))
    event.add("dtstart", due)
    event.add("summary", f"{row.frist.sak or row.frist.klasse}: {row.frist.tittel}")
    event.add("description", f"{who(row)}. {sentence(row.frist.forklaring)}")
    event.add("transp", "TRANSPARENT")
    return event
