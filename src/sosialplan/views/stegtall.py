"""A school's steps of a year as rows without persons: how many were kept and missed, in how many days, for one who adds up many schools.

A number leaves in fives, from the least that it can be to the most. Where it is small all of its row is kept back, and a step that
nothing was asked of is told as one with few: otherwise the rows would say that there is a case.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from statistics import median
from typing import Any

import msgspec

from sosialplan.model.handlingskjede import Steg
from sosialplan.model.plan import Plan
from sosialplan.rules.explanation import in_force, number
from sosialplan.rules.lesninger import chosen
from sosialplan.rules.maaltelling import Aar, Stegtall
from sosialplan.views.maaltall import FOR_FAA, in_five, is_small
from sosialplan.views.tabellcelle import Celleslag, fields

FORMAT = 1
"""Goes up when the same facts would give other numbers, or a key means something else: then two files are not added up."""
TEKST, HELTALL = Celleslag.TEKST, Celleslag.HELTALL
FIELDS = fields(
    skole=TEKST, orgnr=(TEKST, None), kommune=TEKST, skoleaar=TEKST, per=Celleslag.DAG, kjede=TEKST, steg=TEKST,
    holdt_minst=(HELTALL, None), holdt_mest=(HELTALL, None), ikke_holdt_minst=(HELTALL, None), ikke_holdt_mest=(HELTALL, None),
    dager_median=(HELTALL, None), skjermet=Celleslag.JA_NEI, ufullstendig=Celleslag.JA_NEI, regler=TEKST, format=HELTALL,
)  # fmt: skip
"""The keys of ``as_values``: plain letters, since they are names of columns where the rows are asked."""
HEADERS = ("Kjede", "Steg", "Holdt", "Ikke holdt", "Dager")
_WORDS = frozenset(
    {"navn", "gjort", "hva", "linjer", "kilde", "merknad", "eksempler", "ansvarlig", "med", "spør_om", "etter_valg", "gjelder_fra",
     "hjemmel", "kontrollert", "grunnlag", "veiledning", "skoledager_i_loven", "bokstav_fra", "eskalerer"}
)  # fmt: skip
"""What a step and a rule say that moves no number."""


def as_values(
    rows: Sequence[Stegtall], aar: Aar, *, ufullstendig: bool
) -> Iterator[dict[str, Any]]:
    """Yield each step of the plan as plain values; with ``ufullstendig`` something could not be read that may count."""
    skole = aar.plan.skole
    marks = {
        (kjede.kjede, steg.steg): rules_mark(aar.plan, steg, aar.per)
        for kjede in aar.plan.kjeder
        for steg in kjede.steg
    }
    for each in rows:
        yield {
            "skole": skole.navn,
            "orgnr": (skole.organisasjonsnummer or "").replace(" ", "") or None,
            "kommune": skole.kommune,
            "skoleaar": aar.skoleaar,
            "per": aar.per.isoformat(),
            "kjede": each.kjede,
            "steg": each.steg,
            **_numbers(each),
            "ufullstendig": ufullstendig,
            "regler": marks[each.kjede, each.steg],
            "format": FORMAT,
        }


def _numbers(each: Stegtall) -> Mapping[str, Any]:
    kept, asked = each.antall.teller, each.antall.nevner or 0
    hidden = is_small(each.antall)
    left = asked - kept
    dager = int(median(each.antall.dager)) if each.antall.dager and not hidden else None
    return {
        "holdt_minst": None if hidden else in_five(kept)[0],
        "holdt_mest": None if hidden else in_five(kept)[-1],
        "ikke_holdt_minst": None if hidden else in_five(left)[0],
        "ikke_holdt_mest": None if hidden else in_five(left)[-1] if left else 0,
        "dager_median": dager,
        "skjermet": hidden,
    }


def as_cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a row as the texts of ``HEADERS``."""
    if row["skjermet"]:
        return (row["kjede"], row["steg"], FOR_FAA, FOR_FAA, "")
    days = row["dager_median"]
    return (
        row["kjede"],
        row["steg"],
        _span(row["holdt_minst"], row["holdt_mest"]),
        _span(row["ikke_holdt_minst"], row["ikke_holdt_mest"]),
        "" if days is None else str(days),
    )


def _span(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}–{most}"


def rules_mark(plan: Plan, steg: Steg, on: date) -> str:
    """Return a mark of all that decides how a step is counted on a day: two schools with the same one count it alike.

    What the school calls the step, and who has it, is no part of it; what it has chosen between two readings is.
    """
    rule = plan.regel(steg.regel or "")
    version = in_force(rule.versjoner, on) if rule else None
    own = number(plan, version.innstilling, on) if version and version.innstilling else None
    told = [_bare(msgspec.to_builtins(each)) for each in (steg, version)]
    readings = {code: chosen(valg, on) for code in _choices(told) if (valg := plan.valg.find(code))}
    text = msgspec.json.encode([told, own, readings], order="sorted")
    return sha256(text).hexdigest()[:12]


def _bare(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _bare(each) for key, each in tree.items() if key not in _WORDS}
    return [_bare(each) for each in tree] if isinstance(tree, list | tuple) else tree


def _choices(tree: Any) -> set[str]:
    if isinstance(tree, dict):
        own = {tree["valg"]} if isinstance(tree.get("valg"), str) else set[str]()
        return own.union(*map(_choices, tree.values()))
    return set[str]().union(*map(_choices, tree)) if isinstance(tree, list) else set()
