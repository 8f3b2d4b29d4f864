"""A day of judging that remembers what it was held against, and so for which other days the answer is the same.

Rules are given the day as an argument. Where they only ask whether something lies before it or after, the same
comes out on every day until the next of those they asked about. ``Dagen`` notes each such question in its ``Dagspenn``;
where more is asked of it (its weekday, how many days it is from another), the answer is taken to hold on that day alone.
"""

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Self

_ONE = timedelta(days=1)


class Dagspenn:
    """The first and the last day on which an answer holds, as far as was asked."""

    __slots__ = ("fra", "til")

    def __init__(self) -> None:
        self.fra = date.min
        self.til = date.max

    def narrow(self, fra: date | None, til: date | None) -> None:
        """Let the answer hold from and until no more than these; None is no bound."""
        if fra is not None and fra > self.fra:
            self.fra = fra
        if til is not None and til < self.til:
            self.til = til


class Dagen(date):
    """A day that notes what is asked of it; what is reckoned from it by a number of days does too."""

    spenn: Dagspenn
    fram: timedelta

    @classmethod
    def watched(cls, day: date, spenn: Dagspenn, fram: timedelta = timedelta()) -> Self:
        """Return a day that notes in ``spenn``; ``fram`` is how far it lies from the day of judging."""
        made = cls(day.year, day.month, day.day)
        made.spenn, made.fram = spenn, fram
        return made

    def plain(self) -> date:
        """Return the day itself: what comes of it holds on that day alone."""
        told = self._bare()
        self._narrow(told, told)
        return told

    def _bare(self) -> date:
        return date.fromordinal(date.toordinal(self))

    def _narrow(self, fra: date | None, til: date | None) -> None:
        self.spenn.narrow(self._back(fra), self._back(til))

    def _back(self, day: date | None) -> date | None:
        """Return a bound as one of the day of judging; what no calendar has is none."""
        try:
            return None if day is None else day - self.fram
        except OverflowError:
            return None

    def _is_own(self, other: date) -> bool:
        """Tell whether the other moves with this one, so that how they stand is the same on any day."""
        return isinstance(other, Dagen) and other.spenn is self.spenn

    def __lt__(self, other: date) -> bool:
        before = date.__lt__(self, other)
        if not self._is_own(other):
            self._narrow(*((None, other - _ONE) if before else (other, None)))
        return before

    def __ge__(self, other: date) -> bool:
        return not self < other

    def __le__(self, other: date) -> bool:
        not_after = date.__le__(self, other)
        if not self._is_own(other):
            self._narrow(*((None, other) if not_after else (other + _ONE, None)))
        return not_after

    def __gt__(self, other: date) -> bool:
        return not self <= other

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, date):
            return False
        same = date.__eq__(self, other)
        if not self._is_own(other):
            earlier = not same and date.__lt__(self, other)
            self._narrow(
                None if earlier else other + (_ONE * (not same)),
                other if same else other - _ONE if earlier else None,
            )
        return same

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.plain())

    def __add__(self, other: timedelta) -> Self:
        return self.watched(self._bare() + other, self.spenn, self.fram + other)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return self + -other
        return self.plain() - (other.plain() if isinstance(other, Dagen) else other)

    def __rsub__(self, other: date) -> timedelta:
        return other - self.plain()

    @property
    def year(self) -> int:
        """The year: the same on all its days."""
        told = date.year.__get__(self)
        self._narrow(date(told, 1, 1), date(told, 12, 31))
        return int(told)

    @property
    def month(self) -> int:
        """The month: the same on all its days."""
        plain = self._bare()
        last = calendar.monthrange(plain.year, plain.month)[1]
        self._narrow(plain.replace(day=1), plain.replace(day=last))
        return plain.month

    @property
    def day(self) -> int:
        """The day of the month."""
        return self.plain().day


def _of_that_day(name: str) -> Callable[..., Any]:
    def asked(self: Dagen, *args: Any, **named: Any) -> Any:
        return getattr(self.plain(), name)(*args, **named)

    return asked


for _name in (
    "weekday", "isoweekday", "isocalendar", "toordinal", "timetuple", "isoformat", "strftime", "ctime", "replace",
    "__format__", "__str__", "__repr__", "__reduce__", "__reduce_ex__",
):  # fmt: skip
    setattr(Dagen, _name, _of_that_day(_name))
