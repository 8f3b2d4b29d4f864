"""A deadline that explains itself, in words: how much of what, from what, by which rule, on which ground."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sosialplan.model.frist import PLANEN, Forklaring, Fristtelling, PassertDag
from sosialplan.model.plan import Plan
from sosialplan.model.record import SourceLines
from sosialplan.model.regel import Enhet, Grunnlag, Regelversjon
from sosialplan.rules.explanation import in_force, number, paragraph
from sosialplan.rules.kalender.datoord import UKEDAGER
from sosialplan.rules.kalender.day_counting import amount, last_in_words
from sosialplan.views.datoer import kort_dato, lang_dato

GRUNNLAG = {
    Grunnlag.LOV: "lov",
    Grunnlag.VEILEDER: "veileder",
    Grunnlag.PRAKSIS: "praksis, ikke lov",
    Grunnlag.PLAN: "skolens plan",
    Grunnlag.EGEN: "skolens eget tall",
}


@dataclass(frozen=True, slots=True)
class Fristord:
    """A rule as it is on a day."""

    antall: str
    grunnlag: str
    hjemmel: str = ""
    kilde: str = ""
    merknad: str = ""

    @property
    def kort(self) -> str:
        """The number with a star for what a virkedag is; the reader finds it in a footnote."""
        number, said, _ = self.antall.partition(" (")
        return number + "*" * bool(said)


def linjeord(linjer: SourceLines) -> str:
    """Return the lines of the plan's own text as they are printed.

    >>> linjeord("1511-1515")
    'linje 1511–1515'
    """
    return f"linje {str(linjer).replace('-', '–')}"


def fristord(
    plan: Plan, regel: str | None, on: date, si: Callable[[str], str] = str
) -> Fristord | None:
    """Return the rule in words, ours as ``si`` has them; None where there is none that day."""
    rule = plan.regel(regel) if regel else None
    version = in_force(rule.versjoner, on) if rule else None
    if version is None:
        return None
    source = linjeord(version.linjer) if version.linjer else version.kilde
    return Fristord(
        _how_long(version, plan, on, si),
        si(GRUNNLAG[version.grunnlag]),
        paragraph(plan, version.hjemmel, on) or "",
        source,
        (version.merknad or "").strip(),
    )


def _how_long(version: Regelversjon, plan: Plan, on: date, si: Callable[[str], str]) -> str:
    if version.siste_i:
        return last_in_words(version.siste_i, version.enhet, si)
    count = number(plan, version.innstilling, on) if version.innstilling else version.antall or 0
    at_once = count == 0 and version.enhet is Enhet.KALENDERDAGER
    return si("samme dag") if at_once else amount(count, version.enhet, si)


GRUNNLAGSORD = {
    Grunnlag.LOV: "lov",
    Grunnlag.VEILEDER: "veiledning, ikke lov",
    Grunnlag.PRAKSIS: "vanlig praksis, ikke lov",
    Grunnlag.PLAN: "skolens plan",
    Grunnlag.EGEN: "skolens eget valg, ikke lov",
}
"""How firm a date is; never firmer than its ground."""


def ground(forklaring: Forklaring) -> str:
    """Return what a date rests on, with its source where that says more."""
    word = GRUNNLAGSORD[forklaring.grunnlag]
    return word if word.startswith(forklaring.kilde) else f"{word} ({forklaring.kilde})"


def counted(forklaring: Forklaring) -> str:
    """Return how the date was counted, as one sentence."""
    fra = f"{forklaring.fra_steg} {kort_dato(forklaring.fra_dato)}"
    if forklaring.siste_i and forklaring.enhet:
        day = last_in_words(forklaring.siste_i, forklaring.enhet)
        return f"{day[:1].upper()}{day[1:]}, etter {fra}."
    if forklaring.antall is None or forklaring.enhet is None:
        if forklaring.fra_steg == PLANEN:
            return f"Dagen står i planen fra {kort_dato(forklaring.fra_dato)}."
        return f"Dagen ble avtalt ved {fra}."
    if forklaring.antall == 0:
        return f"Samme dag som {fra} ({amount(0, forklaring.enhet)})."
    return f"{amount(forklaring.antall, forklaring.enhet)} etter {fra}."


def sentence(forklaring: Forklaring) -> str:
    """Return the whole explanation on one line."""
    parts = [counted(forklaring), f"Grunnlag: {GRUNNLAGSORD[forklaring.grunnlag]}."]
    if forklaring.hjemmel:
        parts.append(f"Gjelder plikten i {forklaring.hjemmel}.")
    parts += [forklaring.merknad] if forklaring.merknad else []
    return " ".join([*parts, *forklaring.telling.merknader])


def passed_over(telling: Fristtelling) -> Iterator[str]:
    """Yield the days that were not counted; days in a row for one reason stand together."""
    groups: list[list[PassertDag]] = []
    for day in telling.passert:
        last = groups[-1][-1] if groups else None
        if last is not None and _reason(last) == _reason(day) and (day.dato - last.dato).days == 1:
            groups[-1].append(day)
        else:
            groups.append([day])
    for group in groups:
        first, final = group[0], group[-1]
        until = "" if first == final else f"–{kort_dato(final.dato)}"
        why = first.hvorfor if first == final else _reason(first)
        yield f"{kort_dato(first.dato)}{until}: {why}"


def _reason(day: PassertDag) -> str:
    return "helg" if day.hvorfor in {"lørdag", "søndag"} else day.hvorfor


def with_weekday(day: date | None) -> str:
    """Return a date with its weekday, or what stands in its place when it is not known."""
    return f"{UKEDAGER[day.weekday()]} {lang_dato(day)}" if day else "ukjent dato"
