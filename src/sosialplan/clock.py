"""The clock. The one place where the program learns what time it is."""

from datetime import datetime


def now() -> datetime:
    """Return this moment with the time zone of the machine."""
    return datetime.now().astimezone()
