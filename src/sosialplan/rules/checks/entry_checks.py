"""Checks of one entry: the call to a meeting, and who was heard."""

from collections.abc import Iterator

from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.sak import Hendelse, Sak

INNKALT = "innkalt"
"""The step of an entry that calls people to a meeting."""


def check_call(hendelse: Hendelse, where: TreePath, sak: Sak, file: str) -> Iterator[Finding]:
    """The step and what it says of the meeting belong together; the meeting is not before the call."""
    call = hendelse.innkalling
    if (hendelse.steg == INNKALT) is not (call is not None):
        values = {"sak": sak.sak, "id": hendelse.id}
        yield Finding("K347", file, (*where, "innkalling"), values)
    if call is not None and call.moetedag < hendelse.dato:
        yield Finding("K348", file, (*where, "innkalling", "møtedag"))


def check_heard(hendelse: Hendelse, where: TreePath, sak: Sak, file: str) -> Iterator[Finding]:
    """Other pupils who were heard are known by their alias."""
    known = {each.alias for each in sak.involverte}
    for place, alias in enumerate(hendelse.hoert):
        if alias not in known:
            yield Finding("K346", file, (*where, "hørt", place))
