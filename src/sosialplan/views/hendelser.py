"""The entries of a case that hold on a day."""

from datetime import date

from sosialplan.model.sak import Hendelse, Sak


def hendelser_paa_dag(sak: Sak, day: date) -> tuple[Hendelse, ...]:
    """Return the entries up to and including the day, in order of date.

    An entry that a later one corrects is left out, whatever the date of the correction:
    that it was wrong is known.
    """
    corrected = {each.retter for each in sak.hendelser if each.retter}
    kept = [each for each in sak.hendelser if each.dato <= day and each.id not in corrected]
    return tuple(sorted(kept, key=lambda each: each.dato))
