"""Checks of what the law asks an entry to say: a letter, a day, a ground, that it happened again."""

from collections.abc import Iterator

from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.sak import Grunn, Hendelse, Sak, Svar
from sosialplan.rules.facts import valid_entries, written_entries
from sosialplan.rules.gjentakelse import asks_for_repeated, same_before
from sosialplan.rules.in_force import letters, paragraph
from sosialplan.rules.lovfrister import (
    EGNE_DAGER,
    INNSYN_AVSLAATT,
    KLAGE_MOTTATT,
    complained_of,
)


def check_letter(
    hendelse: Hendelse, where: TreePath, file: str, kjede: Handlingskjede, plan: Plan
) -> Iterator[Finding]:
    """The letter is one that the law had on the day; a yes names one, a no needs none.

    Where the law of the day had no letters, none is asked for, and none is right.
    """
    steg = kjede.find(hendelse.steg)
    if steg is None or steg.bokstav_fra is None:
        return
    known = [each.bokstav for each in letters(plan, steg.bokstav_fra, hendelse.dato)]
    values = {
        "paragraf": paragraph(plan, steg.bokstav_fra, hendelse.dato) or "Loven",
        "bokstaver": ", ".join(known) or "ingen",
    }
    named = None if hendelse.grunn is Grunn.INGEN else hendelse.grunn
    if known and named is None and hendelse.svar is Svar.JA:
        yield Finding("K361", file, where, values)
    elif named is not None and named.value not in known:
        yield Finding("K362", file, (*where, "grunn"), {**values, "bokstav": named.value})


def check_of_law(hendelse: Hendelse, where: TreePath, file: str) -> Iterator[Finding]:
    """Statsforvalteren's day is written down; a refusal of access says where in the law it stands."""
    if hendelse.steg in EGNE_DAGER and hendelse.frist is None:
        yield Finding("K365", file, where)
    if hendelse.steg == INNSYN_AVSLAATT and not hendelse.notat:
        yield Finding("K366", file, where)


def check_complaints(sak: Sak, file: str) -> Iterator[Finding]:
    """A complaint is on a decision or a refusal of access that the case holds."""
    known = valid_entries(sak)
    for place, each in enumerate(written_entries(sak)):
        if each in known and each.steg == KLAGE_MOTTATT and complained_of(known, each) is None:
            told = {"sak": sak.sak, "id": each.id}
            yield Finding("K411", file, ("hendelser", place, "steg"), told)


def check_repeated(sak: Sak, file: str, mappe: Mappe) -> Iterator[Finding]:
    """Where the school owner is told of what is repeated, two cases of one pupil say that it is.

    The later case is the one that is told of.
    """
    if sak.gjentatt or not asks_for_repeated(mappe.plan, sak.kjede):
        return
    before = same_before(sak, mappe)
    if before and not before[-1].gjentatt:
        yield Finding("K363", file, ("elev", "navn"), {"sak": before[-1].sak})
