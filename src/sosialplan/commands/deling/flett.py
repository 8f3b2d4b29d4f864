"""``flett``: merge one file for git, entry by entry."""

from pathlib import Path

from sosialplan.commands.run import FINE, PROBLEMS, Run
from sosialplan.files.disk import FileText, read_text, write_atomically
from sosialplan.files.merge_texts import CannotMergeError, Merged, TwoThingsError, merge_texts
from sosialplan.files.yaml_reader import parse
from sosialplan.git.settings import merge_as_git_does
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.filslag import slag_av
from sosialplan.model.record import Fil
from sosialplan.model.sak import Sak
from sosialplan.rules.fletting.fletteregler import REGLER
from sosialplan.tekster.konfliktord import hva_det_gjelder, kort_navn


def flett(run: Run, base: Path, ours: Path, theirs: Path, path: str) -> int:
    """Merge into ``ours`` what two sides made of ``base``; 1 where git is left with a conflict.

    ``base`` is empty where there was no such file. ``path`` is the file's place, from the top
    of the repository.
    """
    file = _from_planmappe(path)
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
    texts = (read_text(base) if started else None, read_text(ours), read_text(theirs))
    try:
        merged = _merged(texts, kind)
    except TwoThingsError:
        run.terminal.note(f"{name} flettes ikke: git tar den for en annen fil som ligner.")
        run.terminal.note("Avbryt flettingen (git merge --abort), og bruk: sosialplan synk")
        return PROBLEMS
    if merged is None:
        _tell_why_not(run, name, texts)
        merge_as_git_does(base, ours, theirs)
        return PROBLEMS
    write_atomically(ours, merged.text)
    for konflikt in merged.konflikter:
        run.terminal.note(f"{name}: {hva_det_gjelder(konflikt)} Velg: sosialplan løs {name}")
    return FINE


def _from_planmappe(path: str) -> str:
    """Return a path from the top of the repository as one from the planmappe in it."""
    parts = path.split("/")
    ways = ("/".join(parts[start:]) for start in range(len(parts)))
    return next((way for way in ways if slag_av(way)), path)


def _merged(texts: tuple[FileText | None, FileText, FileText], kind: type[Fil]) -> Merged | None:
    base, ours, theirs = (None if each is None else _whole(each) for each in texts)
    if ours is None or theirs is None or (texts[0] is not None and base is None):
        return None
    try:
        return merge_texts(base, ours, theirs, REGLER[kind])
    except TwoThingsError:
        raise
    except CannotMergeError:
        return None


def _whole(read: FileText) -> str | None:
    """Return a text with its mark, as it stands in the file."""
    return None if read.text is None else read.bom + read.text


def _tell_why_not(run: Run, name: str, texts: tuple[FileText | None, FileText, FileText]) -> None:
    """Say which side cannot be read, and what to do now."""
    sides = zip(("Den felles utgaven", "Din utgave", "Den andres utgave"), texts, strict=True)
    broken = [
        side
        for side, read in sides
        if read is not None and (read.text is None or parse(read.text).faults)
    ]
    why = f"{broken[0]} har en feil i YAML-en." if broken else "Den er skrevet på en uvanlig måte."
    run.terminal.note(f"{name} kan ikke flettes oppføring for oppføring. {why}")
    run.terminal.note(
        "Git har lagt begge utgavene i filen. Behold det som skal stå, fjern merkene, "
        "og bruk: git add og git commit. Se feilene: sosialplan valider"
    )
