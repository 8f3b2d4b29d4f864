"""``tilgang kontroller``: whether each file is sealed for those who shall read it, and for nobody else."""

from sosialplan.commands.run import FINE, PROBLEMS, Run
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, Followed, Whole, carry_out
from sosialplan.commands.skrivebordet.forsegling import Forsegling
from sosialplan.commands.skrivebordet.tilgangsfil import access_errand, access_path, access_text
from sosialplan.commands.vern.vernet_mappe import (
    differing,
    files_of,
    not_read,
    open_folder,
    protected_folder,
)
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.skrivemaate import alike
from sosialplan.rules.tillit.bekreftelse import hvis
from sosialplan.rules.tillit.fullmakt import holds

_NOBODY_READS = "Er det ingen ved skolen som leser, åpner nødnøkkelen i safen: docs/bruk/vern.md"


def kontroller(run: Run, *, rett: bool) -> int:
    """Tell which files are sealed for others than the rules say; with ``rett`` seal those anew. 1 where some are."""
    if rett:
        return _mended(run)
    folder, mappe, how, _ = protected_folder(run)
    wrong = [*differing(folder, mappe, how)]
    for file, missing, extra in wrong:
        run.terminal.line(f"{file}: {_in_words(how, missing, extra)}")
    lacking = dict.fromkeys(
        each for read in files_of(mappe) for each in how.lacking(read.value, mappe)
    )
    waiting = [
        each
        for each in how.tilgang.lesenoekler
        if holds(each, how.dag) and hvis(each) not in how.gjelder
    ]
    for navn in lacking:
        has_one = any(alike(each.person or "", navn) for each in waiting)
        cure = "" if has_one else " Be personen kjøre: sosialplan nøkler ny"
        run.terminal.line(f"{navn} skal lese, og har ingen lesenøkkel som gjelder.{cure}")
    if waiting:
        ids = [each.id for each in waiting]
        run.terminal.line(f"Ikke bekreftet, så ingenting vernes for dem: {', '.join(ids)}.")
        run.terminal.note(
            f"Bekreft den du har sett hos personen selv: sosialplan tilgang bekreft {ids[0]}"
        )
    if wrong:
        run.terminal.note(
            "Verne dem for dem som skal lese nå: sosialplan tilgang kontroller --rett"
        )
        return PROBLEMS
    if others := not_read(folder, mappe):
        run.terminal.note(others)
        if not files_of(mappe):
            return PROBLEMS
    those = "har en lesenøkkel som gjelder av dem som skal lese den" if lacking else "skal lese den"
    run.terminal.line(f"Hver fil du kan lese, er vernet for dem som {those}, og for ingen andre.")
    return FINE


def _in_words(how: Forsegling, missing: set[str], extra: set[str]) -> str:
    people = {each.id: each.person or "nødnøkkelen" for each in how.tilgang.lesenoekler}
    said = []
    if missing:
        said.append(
            "kan ikke leses av " + ", ".join(sorted(people.get(each, each) for each in missing))
        )
    if extra:
        said.append(
            "kan leses av "
            + ", ".join(sorted(people.get(each, f"en ukjent nøkkel ({each})") for each in extra))
            + ", som ikke skal"
        )
    return "; ".join(said)


def _mended(run: Run) -> int:
    def work(desk: Desk) -> Errand | int:
        if desk.how is None:
            raise open_folder()
        others = not_read(desk.folder, desk.mappe)
        if others and not files_of(desk.mappe):
            raise ExpectedFailure(others, _NOBODY_READS)
        if not any(differing(desk.folder, desk.mappe, desk.how)):
            run.terminal.line("Alt du kan lese, er vernet for dem som skal lese det.")
            if others:
                run.terminal.note(others)
            return FINE
        same = Whole(access_path(desk), access_text(desk))
        said = "Filene er vernet på nytt, for dem som skal lese nå."

        def then(_: Followed) -> None:
            if others:
                run.terminal.note(others)

        return access_errand(desk, [same], said, then)

    return carry_out(run, work, lister=True)
