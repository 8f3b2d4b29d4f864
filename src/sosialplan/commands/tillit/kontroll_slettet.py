"""What the register of deletions answers for: commits that were written anew, and those that are gone since."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sosialplan.commands.skrivebordet.signering import staff_of
from sosialplan.commands.tillit.kontroll_signaturer import Signaturer
from sosialplan.depot import Depot
from sosialplan.files.loader import load_deleted
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.history import Commit, commits
from sosialplan.git.rewriting import led_to
from sosialplan.model.record import Value
from sosialplan.model.sletting import SLETTET, Slettet
from sosialplan.rules.tillit.fullmakt import is_one_of
from sosialplan.rules.tillit.signaturkjede import Dom
from sosialplan.views.datoer import kort_dato
from sosialplan.views.historikk.kontrollbilde import Kontrollfunn

_GONE = frozenset({"T731", "T732", "T733"})


class Slettelinjer(Value, frozen=True):
    """The lines of the register, and whether they answer for anything."""

    linjer: tuple[Slettet, ...]
    holder: bool


def with_deletions(
    folder: Planmappe,
    depot: Depot,
    history: Sequence[Commit],
    judge: Callable[..., Signaturer],
) -> tuple[Signaturer, Slettelinjer]:
    """Judge the signatures with what the register answers for, or without where its lines do not hold."""
    register, _ = load_deleted(folder)
    lines = register.slettet if register else ()
    signed = judge(vouched=_vouched_for(history, lines))
    holds = signed.bilde.fra is None or _lines_hold(depot, signed.dommer)
    return (signed if holds or not lines else judge()), Slettelinjer(lines, holds)


def _vouched_for(history: Sequence[Commit], gone: Sequence[Slettet]) -> frozenset[str]:
    """Return the commits that a line answers for: where a history was written anew, and all that led there."""
    heads = {each.hode_etter for each in gone}
    found = set[str]()
    for each in history:  # the newest first
        if each.name in heads or each.name in found:
            found.add(each.name)
            found.update(each.parents)
    return frozenset(found)


def _lines_hold(depot: Depot, dommer: Mapping[str, Dom]) -> bool:
    """Tell whether every line was signed, where it had to be, by one of the leadership."""
    leading = staff_of(depot).ledere
    for each in commits(depot.root, [SLETTET], thorough=True):
        dom = dommer.get(each.name)
        right = dom is None or dom.feil is None
        led = dom is None or (dom.person is not None and is_one_of(dom.person, leading))
        if dom is not None and dom.maa and not (right and led):
            return False
    return True


def explained(
    depot: Depot, found: Sequence[Kontrollfunn], lines: Slettelinjer
) -> Iterator[Kontrollfunn]:
    """Yield what is gone and not told of by a line, and each line once.

    A line tells of the newest commit before it, and of what led there where that is still here.
    """
    gone, holds = lines.linjer, lines.holder
    heads = {name for each in gone for name in led_to(depot, each.hode_foer)} if holds else set()
    for each in found:
        known = each.verdier.get("helt", "") or (each.lagring.navn if each.lagring else "")
        if each.kode not in _GONE or known not in heads:
            yield each
    for line in gone:
        values = {
            "sak": line.sak,
            "dag": kort_dato(line.dato),
            "av": line.av,
            "før": line.hode_foer[:10],
            "etter": line.hode_etter[:10],
        }
        yield Kontrollfunn("T736" if holds else "T739", verdier=values)
