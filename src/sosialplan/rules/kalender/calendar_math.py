"""Easter and whole months. The one door to python-dateutil."""

from datetime import date

from dateutil.easter import easter


def easter_sunday(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar; right for the years 1583-4099."""
    return easter(year)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of the month where it has no such day.

    >>> add_months(date(2027, 1, 31), 1)
    datetime.date(2027, 2, 28)
    """
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - slow, and seldom needed

    return day + relativedelta(months=months)
