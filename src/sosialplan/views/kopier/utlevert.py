"""The copies that were handed out, a line each, and the stamp in their foot, read back."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.record import Rettelig, Value, rettede
from sosialplan.model.sak import Sak
from sosialplan.model.sakspapirer import Utlevering
from sosialplan.model.skole import Skole
from sosialplan.rules.kalender.datoord import MAANEDER
from sosialplan.rules.mottakere import find_mottaker
from sosialplan.views.datoer import kort_dato
from sosialplan.views.roller import skrevet_inn

_STAMP = re.compile(
    r"(?:sak\s+([0-9]{4}-[0-9A-Z]{5})\s+·\s+)?(?:versjon\s+([0-9]{1,4})\s+·\s+)?"
    rf"([0-9]{{1,2}})\.\s+({'|'.join(MAANEDER)})\s+([0-9]{{4}})\s+·\s+avtrykk\s+([0-9a-f]{{8}})\b"
)


class Stempel(Value, frozen=True):
    """What a stamp says. ``sak`` is None in an anonymous copy."""

    sak: str | None
    versjon: int | None
    dag: date
    avtrykk: str


def stempel_i(text: str) -> Stempel | None:
    """Return the last stamp of a text, or None where there is none.

    >>> stempel_i("Skolen · sak 2026-7KQ2M · versjon 3 · 23. november 2026 · avtrykk 3f2a91c0").versjon
    3
    """
    for found in reversed(list(_STAMP.finditer(text))):
        sak, versjon, day, month, year, avtrykk = found.groups()
        try:
            dag = date(int(year), MAANEDER.index(month) + 1, int(day))
        except ValueError:
            continue
        return Stempel(sak, int(versjon) if versjon else None, dag, avtrykk)
    return None


IKKE_UTLEVERT = "Ført opp ved en feil. Kopien ble ikke utlevert."
"""What is told outside the school of a copy that was written down as handed out, and was not."""
AVTRYKK = 8
"""So many characters of a fingerprint stand in the foot of a copy."""


def kort_avtrykk(fingeravtrykk: str) -> str:
    """Return the part of a fingerprint that is printed."""
    return fingeravtrykk[:AVTRYKK]


def copy_lines(sak: Sak, skole: Skole) -> Iterator[str]:
    """Yield each copy: when, what, to whom and how, what was withheld, and what was lacking.

    What was wrong stands too, and says so.
    """
    for each in sak.utleveringer:
        said = (
            each.dokument,
            f"versjon {each.versjon}" if each.versjon else "",
            f"til {til_mottaker(each.mottaker)} ({each.til_hvem})",
            each.kanal.value,
            f"avtrykk {kort_avtrykk(each.fingeravtrykk)}",
            skrevet_inn(skole, each.foert_av) if each.foert_av else "",
        )
        yield f"{kort_dato(each.dato)}  {', '.join(part for part in said if part)} (id {each.id}){_marked(each, sak.utleveringer)}"
        yield from (f"  {line}" for line in _beside(each))


def decision_lines(sak: Sak, skole: Skole) -> Iterator[str]:
    """Yield each decision: when, about what, for whom, and why."""
    for each in sak.avklaringer:
        about = f"{each.gjelder} for {til_mottaker(each.mottaker)}"
        by = f", {skrevet_inn(skole, each.foert_av)}" if each.foert_av else ""
        marked = _marked(each, sak.avklaringer)
        yield f"{kort_dato(each.dato)}  {about}: {each.hvorfor}{by} (id {each.id}){marked}"


def approval_lines(sak: Sak) -> Iterator[str]:
    """Yield each approval, where one of them was put right."""
    for each in sak.godkjenninger if rettede(sak.godkjenninger) else ():
        note = f": {each.notat}" if each.notat else ""
        marked = _marked(each, sak.godkjenninger)
        yield f"{kort_dato(each.dato)}  {each.av}{note} (id {each.id}){marked}"


def _marked(each: Rettelig, among: Sequence[Rettelig]) -> str:
    """Return what is to be known of an entry that was corrected, or that corrects one."""
    if each.id in rettede(among):
        return ", rettet, gjelder ikke"
    if getattr(each, "utgaar", False):
        return f", strøket: var ført opp ved en feil (retter {each.retter})"
    return f", retter {each.retter}" if each.retter else ""


def til_mottaker(code: str) -> str:
    """Return a recipient as it stands after «til»; the code itself where nobody knows it."""
    found = find_mottaker(code)
    return found.ord if found else code


def _beside(copy: Utlevering) -> Iterator[str]:
    for each in copy.tilbakeholdt:
        yield f"Holdt tilbake: {each.hva} ({each.hvorfor})"
    if copy.likevel:
        yield f"Manglet: {', '.join(copy.likevel.koder)}. Likevel: {copy.likevel.hvorfor}"
    if copy.rettet_fordi:
        yield f"Rettet fordi: {copy.rettet_fordi}"
