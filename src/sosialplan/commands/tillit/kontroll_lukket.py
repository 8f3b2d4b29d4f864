"""``logg --kontroller`` of what is sealed for others: what the rules keep from one who checks, and what they do not.

By the rules of need most people cannot read all. What one may not read is nothing wrong, and another checks it. What
one should read and cannot may hide a change: absence and minutes that the role reads by their names alone, what the
recovery key opens, and a case or a report that one read, where no change of class can be the reason.
"""

from collections.abc import Collection, Iterator, Sequence

import msgspec

from sosialplan.commands.fortid import is_shut, read_tree
from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.forsegling import Forsegling, sealing
from sosialplan.commands.tillit.kontroll_vekst import lagring
from sosialplan.depot import Depot
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.contents import read_contents
from sosialplan.git.history import Commit, commits
from sosialplan.model.mappe import Mappe
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.sak import Sak
from sosialplan.model.tilgang import Lesenoekkel
from sosialplan.rules.tillit.bekreftelse import hvis
from sosialplan.rules.tillit.fastlagt import FASTLAGT
from sosialplan.rules.tillit.fullmakt import holds, is_one_of
from sosialplan.rules.tillit.lesere import reads_by_place, reads_in_every_class, who_checks
from sosialplan.vern.age import public_of
from sosialplan.views.historikk.kontrollbilde import Kontrollfunn


def unread_files(
    run: Run, folder: Planmappe, depot: Depot, mappe: Mappe | None, accepted: Collection[str]
) -> Iterator[Kontrollfunn]:
    """Yield a finding of each file that holds what stands, and that cannot be read here."""
    read = {each.file for each in mappe.filer} if mappe else set()
    shut = []
    for path in (each for kind in FASTLAGT for each in folder.files(kind)):
        file = folder.relative(path)
        if file not in read and is_shut(folder, file):
            shut.append(file)
        elif file not in read and not read_tree(folder.text(path).text).lesbar:
            yield Kontrollfunn("T781", verdier={"fil": file})
    yield from _shut_files(run, folder, depot, mappe, shut, accepted)


def _shut_files(
    run: Run,
    folder: Planmappe,
    depot: Depot,
    mappe: Mappe | None,
    files: Sequence[str],
    accepted: Collection[str],
) -> Iterator[Kontrollfunn]:
    """Yield a finding of each file that is sealed for others: an error where the one who checks should read it.

    It is none where the person ``accepted`` the commit that shut it: also one who should read a case reads it no more
    when it comes to be about that person.
    """
    how = sealing(folder, depot, mappe.plan.skole, run.i_dag) if mappe and files else None
    if mappe is None or how is None:  # who should read is not known
        yield from (Kontrollfunn("T781", verdier={"fil": each}) for each in files)
        return
    mine = _mine(run, how)
    me = {each.person for each in mine if each.person}
    for file in files:
        closed, text = _closed(folder, file)
        names = _certain(file, text, mappe, how)
        should = any(each.noed for each in mine) or any(is_one_of(each, me) for each in names)
        if should and (closed is None or closed.name not in accepted):
            told = lagring(closed) if closed else None
            yield Kontrollfunn("T785", told, {"fil": file})
        else:
            roller = ", ".join(who_checks(file, how.tilgang))
            yield Kontrollfunn("T784", verdier={"fil": file, "hvem": roller or "skolens nødnøkkel"})


def _mine(run: Run, how: Forsegling) -> Sequence[Lesenoekkel]:
    """Return the keys of the school that are open here, and count."""
    held = {public_of(each) for each in run.laas.held()}
    return [
        each
        for each in how.tilgang.lesenoekler
        if each.noekkel in held and holds(each, how.dag) and hvis(each) in how.gjelder
    ]


def _closed(folder: Planmappe, file: str) -> tuple[Commit | None, str | None]:
    """Return the commit from which a file is shut for who reads, and the last text before it that is not."""
    history = [each for each in commits(folder.root, [file]) if each.sides[0][0].after]
    held = read_contents(folder, {str(each.sides[0][0].after) for each in history})
    since: Commit | None = None
    for each in history:
        text = held[str(each.sides[0][0].after)]
        if isinstance(text, str):
            return since, text
        since = each
    return since, None


def _certain(file: str, text: str | None, mappe: Mappe, how: Forsegling) -> frozenset[str]:
    """Return those who certainly read a file that nobody here can open."""
    kind = {"saker": Sak, "innboks": Innboksmelding}.get(file.partition("/")[0])
    if kind is None:
        return reads_by_place(file, mappe.plan, how.tilgang)
    try:
        known = msgspec.convert(read_tree(text).tree, kind)
    except msgspec.ValidationError:
        return frozenset()
    return reads_in_every_class(known, mappe, how.tilgang, how.dag)
