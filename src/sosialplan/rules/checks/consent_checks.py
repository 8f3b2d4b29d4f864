"""Checks of consent: whom it names, what it is to, who gave it, and whether that one decides."""

from collections.abc import Iterator

from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.rettelser import gjeldende
from sosialplan.model.sak import Elev, Hendelse, Sak, Samtykke
from sosialplan.rules.checks.plan_checks import unknown
from sosialplan.rules.moter.droefting import recipients
from sosialplan.rules.samtykke import (
    ELEV,
    FORESATTE,
    Alder,
    alder,
    may_be_15,
    only_in_words,
    tells_of_consent,
)


def check_consent(sak: Sak, file: str, plan: Plan) -> Iterator[Finding]:
    """Yield what is wrong with the answers of a case; what was corrected is not judged."""
    known = recipients(plan)
    counted = {each.id for each in gjeldende(sak.hendelser)}
    for i, each in enumerate(sak.hendelser):
        if each.id not in counted:
            continue
        where: TreePath = ("hendelser", i)
        for j, code in enumerate(each.samtykke_til):
            yield from unknown("K371", file, (*where, "samtykke_til", j), code, known)
        if each.samtykke is None:
            if tells_of_consent(each):
                yield Finding("K372", file, where)
        elif each.samtykke is not Samtykke.IKKE_SPURT:
            if each.samtykke is Samtykke.JA and only_in_words(each):
                yield Finding("K377", file, (*where, "samtykke_om"))
            yield from _check_givers(sak.elev, each, file, where)


def _check_givers(elev: Elev, hendelse: Hendelse, file: str, where: TreePath) -> Iterator[Finding]:
    people = {ELEV, FORESATTE, *(each.navn for each in elev.foresatte)}
    for j, who in enumerate(hendelse.samtykke_av):
        if who not in people:
            yield Finding("K373", file, (*where, "samtykke_av", j))
    age = alder(elev, hendelse.dato)
    at: TreePath = (*where, "samtykke")
    if age is Alder.OVER and ELEV not in hendelse.samtykke_av:
        yield Finding("K374", file, at)
    if age is Alder.UNDER and set(hendelse.samtykke_av) == {ELEV}:
        yield Finding("K375", file, at)
    if age is Alder.UKJENT and hendelse.samtykke is Samtykke.JA and may_be_15(elev):
        yield Finding("K376", file, at)
