"""``angre``: take back one's own last command by a new commit. The history keeps both."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.fortid import read_tree
from sosialplan.commands.lukking import closed_cases, tell_of_turns
from sosialplan.commands.mappesyn import SAVED
from sosialplan.commands.run import FINE, DoubtedFirst, Run
from sosialplan.commands.skrivebordet.forsegling import as_stored, readers_in, sealing
from sosialplan.commands.skrivebordet.sagt import tell_saved
from sosialplan.commands.skrivebordet.skriving import turn_to_write, write_and_commit
from sosialplan.commands.svar.ordsvar import asked_yes
from sosialplan.depot import Depot
from sosialplan.files.loader import load, load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.replacing import Filbytte
from sosialplan.git import history
from sosialplan.git.contents import files_at, raw_contents, texts
from sosialplan.git.history import TRAILER, Own, is_shared, own_last
from sosialplan.git.repository import commit
from sosialplan.git.settings import read_config
from sosialplan.git.state import require_clean
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.filslag import slag_av
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok
from sosialplan.model.record import Fil, key_of_member
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.vernet import may_be_sealed
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.schema.decode import decode
from sosialplan.views.historikk.forhaandsvisning import shown_before

_CRLF, _LF = "\r\n", "\n"


_KALT = {
    Sak: "sak {}",
    Klassefravaer: "fraværet i {}",
    Moetebok: "møteboken {}",
    Innboksmelding: "melding {}",
}
"""What a file that people know by its matter is called; any other by its path."""


def _shown(file: str) -> str:
    called = _KALT.get(slag_av(file) or Fil)
    return called.format(PurePosixPath(file).stem) if called else file


def angre(run: Run) -> int:
    """Let the files of one's own last commit be as they were before it.

    A person is shown what goes and says yes to it, while nothing is locked; a script's receipt holds numbers alone.
    """
    while True:
        try:
            return _angre(run)
        except DoubtedFirst as shown:
            run.terminal.note("Dette tas bort:")
            for each in shown.lines:
                run.terminal.note(f"  {each}")
            if not asked_yes(run, "Angre det?", explain="Historikken beholder begge deler."):
                raise ExpectedFailure("Ingenting er angret.", "") from None
            run = replace(run, tvilt=shown.lines)


def _angre(run: Run) -> int:
    folder = run.planmappe()
    with turn_to_write(run, folder) as depot:
        own = _own(depot)
        changes = _changes(depot, own)
        names = [each.file for each in changes]
        require_clean(depot, names)
        for each in changes:
            _require_untouched(depot, each)
        lines = tuple(_going(depot, folder, changes)) if run.terminal.interactive else ()
        if lines != run.tvilt:
            raise DoubtedFirst(lines)
        message = _message(own, names)
        closed = closed_cases(run, names)
        if all(each.before is None for each in changes):
            short = _take_away(run, folder, depot, names, message)
        else:
            short = _put_back(run, folder, depot, changes, message)
        handed = _handed_out(depot, changes)
        undone = f" lagringen {own.name[:10]}" if run.terminal.detaljer else ""
        tell_saved(run, f"Angret: {', '.join(map(_shown, names))} er som før{undone}.", short)
        tell_of_turns(run, closed, closed_cases(run, names))
        if handed:
            run.terminal.note(
                "Det som er angret, var en utlevering. Kopien ligger der den ble lagt eller sendt, og den er "
                "ikke trukket tilbake. Slett den, eller si fra til den som fikk den, og skriv det i saken: "
                "sosialplan registrer SAK notat"
            )
    return FINE


def _going(depot: Depot, folder: Planmappe, changes: Sequence[history.Change]) -> Iterator[str]:
    """Yield what stands and will not, or will be otherwise, file by file."""
    held = texts(depot, [each for one in changes for each in (one.before, one.after) if each])
    plan, _ = load_plan(folder)
    for each in changes:
        after, before = (held.get(name or "") for name in (each.after, each.before))
        stands, back = (read_tree(text).tree if text else None for text in (after, before))
        yield _shown(each.file)[:1].upper() + _shown(each.file)[1:]
        if plan is not None and isinstance(back, dict):
            yield from (f"  {line}" for line in shown_before(stands, back, plan))
        elif back is None:
            yield "  Hele filen: den ble laget nå."


def _handed_out(depot: Depot, changes: Sequence[history.Change]) -> bool:
    """Tell whether what is taken back wrote down that a copy was handed out or archived."""
    held = texts(depot, [each for one in changes for each in (one.before, one.after) if each])

    def copies(content: str | None) -> int:
        tree: Any = read_tree(held.get(content or "")).tree
        if not isinstance(tree, dict):
            return 0
        entries = [each for each in tree.get("hendelser") or () if isinstance(each, dict)]
        handed = tree.get("utleveringer") or ()
        first = sum("retter" not in each for each in handed if isinstance(each, dict))
        archived = key_of_member(Hendelse.arkivert)
        return first + sum(archived in each and "retter" not in each for each in entries)

    return any(copies(each.after) > copies(each.before) for each in changes)


def _own(depot: Depot) -> Own:
    """Return one's own last commit. Raises ExpectedFailure where it is none that can be taken back."""
    own = own_last(depot.root, read_config(depot.root).all.get("user.email", ""))
    if own is None:
        raise ExpectedFailure("Du har ikke lagret noe ennå.", "Se hvem som har: sosialplan logg")
    if own.undoes:
        raise ExpectedFailure(
            "Det siste du gjorde, var å angre. Det angres ikke.",
            "Gjør kommandoen på nytt, eller rett med: sosialplan rett SAK HENDELSE",
        )
    if own.parents != 1:
        raise ExpectedFailure(
            "Det siste du lagret, er begynnelsen på mappen eller en fletting, og kan ikke angres.",
            "Rett det som er galt: sosialplan rett SAK HENDELSE",
        )
    if is_shared(depot.root, own.name):
        raise ExpectedFailure(
            "Det siste du lagret, er sendt til den felles kopien, og andre kan ha skrevet videre på "
            "det. Ingenting er endret.",
            "Rett det som er galt: sosialplan rett SAK HENDELSE",
        )
    return own


def _changes(depot: Depot, own: Own) -> Sequence[history.Change]:
    whole = history.commit_at(depot.root, own.name, ".")
    changes = whole.sides[0] if whole and whole.sides else ()
    if any(each.file.partition("/")[0] not in SAVED for each in changes):
        raise ExpectedFailure(
            "Det siste du lagret, endret også filer som ikke er planmappens. Ingenting er endret.",
            "Angre det der du gjorde det.",
        )
    created = {each.before is None for each in changes}
    if not changes or any(each.after is None for each in changes) or len(created) > 1:
        raise ExpectedFailure(
            "Det siste du lagret, kan ikke angres i ett.",
            "Rett det som er galt: sosialplan rett SAK HENDELSE",
        )
    return changes


def _require_untouched(depot: Depot, change: history.Change) -> None:
    """Raise ExpectedFailure where somebody has changed the file since: that would be lost."""
    if files_at(depot.root, "HEAD", change.file).get(change.file) != change.after:
        raise ExpectedFailure(
            f"{change.file} er endret etter at du lagret, så det kan ikke angres. Ingenting er endret.",
            "Rett det som er galt: sosialplan rett SAK HENDELSE",
        )


def _message(own: Own, names: Sequence[str]) -> str:
    """Return the commit's message: the cases, and which commit is taken back."""
    cases = [normalise(name.rsplit("/", 1)[-1].removesuffix(".yaml")) for name in names]
    trailers = "".join(f"Sak: {number}\n" for number in cases if number)
    return f"Angret\n\n{trailers}{TRAILER}: {own.name}\n"


def _put_back(
    run: Run, folder: Planmappe, depot: Depot, changes: Sequence[history.Change], message: str
) -> str:
    """Write what stood; what was sealed for just those who shall read it now, is the same bytes again."""
    befores = [each.before for each in changes if each.before]
    held, raws = texts(depot, befores), raw_contents(depot.root, befores)
    mappe = load(folder).mappe
    how = sealing(folder, depot, mappe.plan.skole, run.now.date()) if mappe else None
    written = []
    for each in changes:
        path = depot.root / each.file
        now, raw = folder.read(path)
        before = held[each.before or ""]
        if now.text is None or before is None:
            raise ExpectedFailure(
                f"{each.file} er ikke en tekst som kan leses, nå eller slik den var, så det kan ikke angres. "
                "Ingenting er endret.",
                "Se hva som er galt: sosialplan valider",
            )
        stands = f"{now.bom}{now.text}"
        back = before.replace(_LF, _CRLF) if _CRLF in stands else before
        new = back.encode("utf-8")
        if how is not None and mappe is not None and may_be_sealed(each.file):
            was = readers_in(folder, each.file, raw)
            value = _value(each.file, back)
            new = as_stored(folder, path, back, value, mappe, how, was)
            lay = raws[each.before or ""] or b""
            if set(readers_in(folder, each.file, lay)) == set(readers_in(folder, each.file, new)):
                new = lay
        written.append(Filbytte(folder.lies(path), raw, new))
    return write_and_commit(run, depot, written, message)


def _value(file: str, text: str) -> Fil | None:
    """Return what a text holds, for who may read it; None where it is none of ours."""
    kind = slag_av(file)
    return decode(read_tree(text).tree, kind, file)[0] if kind else None


def _take_away(
    run: Run, folder: Planmappe, depot: Depot, names: Sequence[str], message: str
) -> str:
    """Take away what the command made. Cut off in between, the files are gone and not yet saved so."""
    lying = [folder.lies(folder.root / name) for name in names]
    for path in lying:
        run.disk.remove(path)
    when = run.now if run.commit_dates else None
    return commit(depot.root, [*map(folder.relative, lying)], message, when, new=())
