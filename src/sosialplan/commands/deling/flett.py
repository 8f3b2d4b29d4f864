"""``flett``: merge one file for git, entry by entry."""

from pathlib import Path

from sosialplan.commands.run import FINE, PROBLEMS, Run
from sosialplan.commands.skrivebordet.forsegling import as_stored, sealing
from sosialplan.files.disk import FileText, text_of, write_atomically
from sosialplan.files.loader import load
from sosialplan.files.merge_texts import CannotMergeError, Merged, TwoThingsError, merge_texts
from sosialplan.files.planmappe import Planmappe, find_planmappe, sealed_path
from sosialplan.files.yaml_reader import parse
from sosialplan.git.repository import content_names, find_depot
from sosialplan.git.settings import merge_as_git_does
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.filslag import slag_av
from sosialplan.model.record import Fil
from sosialplan.model.sak import Sak
from sosialplan.model.vernet import ENDING, is_sealed_name, plain_name, side_name
from sosialplan.reading import read_bytes
from sosialplan.rules.fletting.fletteregler import REGLER
from sosialplan.schema.decode import decode
from sosialplan.tekster.konfliktord import hva_det_gjelder, kort_navn
from sosialplan.vern.laas import NOT_FOR_ME, opened_text

_CURE = (
    "Git har lagt begge utgavene i filen. Behold det som skal stå, fjern merkene, "
    "og bruk: git add og git commit. Se feilene: sosialplan valider"
)
_SEALED_CURE = (
    "Din utgave står. Avbryt flettingen (git merge --abort). Den som har feilen, retter den med sosialplan rediger, "
    "og deler på nytt. Så: sosialplan synk"
)


def flett(run: Run, base: Path, ours: Path, theirs: Path, path: str) -> int:
    """Merge into ``ours`` what two sides made of ``base``; 1 where git is left with a conflict.

    ``base`` is empty where there was no such file. ``path`` is the file's place, from the top
    of the repository. What is sealed is opened, merged in memory, and sealed for those who read it here.
    """
    file = _from_planmappe(plain_name(path))
    kind = slag_av(file)
    if kind is None:
        return FINE if merge_as_git_does(base, ours, theirs) else PROBLEMS
    name = kort_navn(file)
    if not all(each.is_file() for each in (base, ours, theirs)):
        raise ExpectedFailure(
            "En av filene som skal flettes, finnes ikke.",
            "Git kaller denne kommandoen selv. For å flette med de andre: sosialplan synk",
        )
    started = base.stat().st_size > 0
    if kind is Sak and not started:
        run.terminal.note(f"Sak {name} er opprettet to steder, med ulikt innhold. De flettes ikke.")
        run.terminal.note(
            "Avbryt flettingen (git merge --abort), og gi din sak et nytt nummer: "
            f"sosialplan løs {name} --nytt-nummer"
        )
        return PROBLEMS
    sealed = is_sealed_name(path)
    sides = (
        _side(run, base, file) if started else None,
        _side(run, ours, file),
        _side(run, theirs, file),
    )
    try:
        merged = _merged(sides, kind)
    except TwoThingsError:
        run.terminal.note(f"{name} flettes ikke: git tar den for en annen fil som ligner.")
        run.terminal.note("Avbryt flettingen (git merge --abort), og bruk: sosialplan synk")
        return PROBLEMS
    if merged is None and any(each and NOT_FOR_ME in each.codes for each in sides):
        return _both_kept(run, _planmappe(run, path, file), file, base, theirs)
    if merged is None:
        run.terminal.note(f"{name} kan ikke flettes oppføring for oppføring. {_why_not(sides)}")
        run.terminal.note(_SEALED_CURE if sealed else _CURE)
        if not sealed:
            merge_as_git_does(base, ours, theirs)
        return PROBLEMS
    if sealed:
        folder = _planmappe(run, path, file)
        write_atomically(ours, _stored(run, folder, file, kind, merged.text))
    else:
        write_atomically(ours, merged.text)
    for konflikt in merged.konflikter:
        run.terminal.note(f"{name}: {hva_det_gjelder(konflikt)} Velg: sosialplan løs {name}")
    return FINE


def _both_kept(run: Run, folder: Planmappe, file: str, base: Path, theirs: Path) -> int:
    """Lay the other side beside our own, as it is, under a name that says what both began with.

    Git is left with a conflict, so that it is not forgotten; ``synk`` takes both in. Nobody's words are dropped.
    """
    side = folder.root / side_name(file, *content_names(folder.root, [base, theirs]))
    write_atomically(sealed_path(side), read_bytes(theirs))
    run.terminal.note(
        f"{kort_navn(file)} er vernet, og kan ikke flettes av deg. Begge utgavene er beholdt: {side.name}{ENDING} er den "
        "andres. En som kan lese dem, fletter dem med: sosialplan synk"
    )
    run.terminal.note(
        f"Fletter du med git selv, så fullfør: git add {file}{ENDING} {folder.relative(side)}{ENDING} og git commit --no-edit"
    )
    return PROBLEMS


def _side(run: Run, path: Path, file: str) -> FileText:
    """Return the text of one side; git hands it over under a name of its own, sealed under the file's."""
    try:
        raw = read_bytes(path)
    except OSError:
        return FileText(None, ("F106",))
    opened = opened_text(run.laas, raw, file)
    return FileText(None, (opened.code,)) if opened.code else text_of(opened.data)


def _planmappe(run: Run, path: str, file: str) -> Planmappe:
    """Return the planmappe, which may lie in a larger repository: git calls from the top of it."""
    top = plain_name(path).removesuffix(file).rstrip("/")
    return find_planmappe(run.start / top, run.laas) if top else run.planmappe()


def _stored(run: Run, folder: Planmappe, file: str, kind: type[Fil], text: str) -> bytes:
    """Seal what was merged for those who read it by the rules of our own side. Raises ExpectedFailure."""
    mappe = load(folder).mappe
    value, _ = decode(parse(text).tree, kind, file)
    if mappe is None or value is None:
        raise ExpectedFailure(
            "Planen eller saken har feil, så det er ikke mulig å vite hvem som skal lese.",
            "Avbryt flettingen (git merge --abort), og se: sosialplan valider",
        )
    how = sealing(folder, find_depot(folder.root, folder.laas), mappe.plan.skole, run.now.date())
    return as_stored(folder, folder.root / file, text, value, mappe, how)


def _from_planmappe(path: str) -> str:
    """Return a path from the top of the repository as one from the planmappe in it."""
    parts = path.split("/")
    ways = ("/".join(parts[start:]) for start in range(len(parts)))
    return next((way for way in ways if slag_av(way)), path)


def _merged(texts: tuple[FileText | None, FileText, FileText], kind: type[Fil]) -> Merged | None:
    base, ours, theirs = (None if each is None else _whole(each) for each in texts)
    if ours is None or theirs is None:
        return None
    if texts[0] is not None and base is None and NOT_FOR_ME not in texts[0].codes:
        return None  # what both began with is broken; where it was for others, all of both sides is kept
    try:
        return merge_texts(base, ours, theirs, REGLER[kind])
    except TwoThingsError:
        raise
    except CannotMergeError:
        return None


def _whole(read: FileText) -> str | None:
    """Return a text with its mark, as it stands in the file."""
    return None if read.text is None else read.bom + read.text


def _why_not(texts: tuple[FileText | None, FileText, FileText]) -> str:
    """Say which side is faulty."""
    sides = zip(("Den felles utgaven", "Din utgave", "Den andres utgave"), texts, strict=True)
    broken = [
        side
        for side, read in sides
        if read is not None and (read.text is None or parse(read.text).faults)
    ]
    return f"{broken[0]} har en feil i YAML-en." if broken else "Den er skrevet på en uvanlig måte."
