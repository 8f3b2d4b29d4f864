"""Checks of a decision: that it says what it must, and whether an exclusion is longer than the law lets it."""

from collections.abc import Iterator

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.vedtak import Vedtaksslag
from sosialplan.rules.betydning import means
from sosialplan.rules.vedtak import decided_by, last_day_of_exclusion


def check_decided(
    hendelse: Hendelse,
    where: TreePath,
    sak: Sak,
    file: str,
    kjede: Handlingskjede,
    plan: Plan,
) -> Iterator[Finding]:
    """The step and what was decided belong together; only a chain's own step may be without.

    It is made by whom the law says: rektor excludes, the municipality moves a pupil and cannot leave it to
    the school. An exclusion has an end, after its start. One that lasts longer than the law of its day lets it, is
    told of as a breach: what happened shall stand.
    """
    vedtak, own = hendelse.vedtak, bool(kjede.meaning(Betydning.VEDTAK))
    decides = means(kjede, hendelse.steg, Betydning.VEDTAK)
    if (decides and vedtak is None and not own) or (not decides and vedtak is not None):
        yield Finding("K351", file, (*where, "vedtak"), {"sak": sak.sak, "id": hendelse.id})
    if vedtak is None:
        return
    lawful = decided_by(plan, vedtak.slag, hendelse.dato)
    if lawful and hendelse.av not in {None, lawful}:
        values = {"slag": vedtak.slag.value, "rolle": lawful, "av": hendelse.av or ""}
        yield Finding("K367", file, (*where, "av"), values)
    inside: TreePath = (*where, "vedtak")
    if vedtak.til is not None and vedtak.til < vedtak.fra:
        yield Finding("K310", file, (*inside, "til"))
    if vedtak.slag is not Vedtaksslag.BORTVISNING:
        return
    if vedtak.til is None:
        yield Finding("K352", file, inside)
        return
    longest = last_day_of_exclusion(plan, vedtak.fra)
    if longest is None:
        yield Finding("K364", file, (*inside, "fra"))
    elif vedtak.til > longest[0]:
        yield Finding("K353", file, (*inside, "til"), {"lengst": longest[1]})
