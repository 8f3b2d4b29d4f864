"""Checks of the school calendars: 190 days, days off inside the year, and how far to trust them."""

from collections.abc import Iterator

from sosialplan.model.problems import Finding
from sosialplan.model.skolerute import Friperiode, Skolerute
from sosialplan.rules.checks.conflict_checks import check_conflicts
from sosialplan.rules.kalender.skolekalender import days_between, kalender_of


def check_calendar(rute: Skolerute, file: str) -> Iterator[Finding]:
    """Yield every finding in one calendar."""
    name = file.rsplit("/", 1)[-1].removesuffix(".yaml")
    if name != rute.skoleaar:
        yield Finding("P417", file, ("skoleår",), {"ventet": rute.skoleaar})
    for key, periods in (("fri", rute.fri), ("kanskje_fri", rute.kanskje_fri)):
        for i, period in enumerate(periods):
            begins = rute.foerste_skoledag <= period.fra <= rute.siste_skoledag
            if not begins or not period.fra <= period.til <= rute.siste_skoledag:
                yield Finding("P416", file, (key, i, "til" if begins else "fra"))
    yield from _check_count(rute, file)
    yield from check_conflicts(rute, file)


def _check_count(rute: Skolerute, file: str) -> Iterator[Finding]:
    """Count the school days; days that are perhaps off explain a difference of just so many."""
    kalender = kalender_of((rute,))
    counted = kalender.school_days(rute.skoleaar)
    unsure = {day for each in rute.kanskje_fri for day in _days(each) if day in counted}
    if len(counted) - len(unsure) != rute.antall_skoledager:
        values = {"antall": str(len(counted)), "ventet": str(rute.antall_skoledager)}
        yield Finding("P402", file, ("antall_skoledager",), values)
    if rute.kontrollert is None:
        detail = (
            f" Den gir {len(counted)} skoledager, og {len(counted) - len(unsure)} "
            "om dagene som kanskje er fri, trekkes fra."
            if unsure
            else ""
        )
        yield Finding("P403", file, ("skoleår",), {"detalj": detail})


def _days(period: Friperiode) -> Iterator[object]:
    return iter(days_between(period.fra, period.til))
