"""The clock. The one place where the program learns what time it is."""

from datetime import date, datetime


def now() -> datetime:
    """Return this moment with the time zone of the machine."""
    return datetime.now().astimezone()


def today() -> date:
    """Return this day where the machine is."""
    return now().date()
