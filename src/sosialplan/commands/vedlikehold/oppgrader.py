"""``oppgrader``: a planmappe of an earlier edition gets what the program gives today, where the school has not changed it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from sosialplan.commands.lesing import all_rows
from sosialplan.commands.mappesyn import SAVED
from sosialplan.commands.run import FINE, ProblemsFoundError, Run
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, Followed, Whole, carry_out
from sosialplan.commands.skrivebordet.sagt import tell_saved
from sosialplan.commands.vedlikehold.funn import faults_of
from sosialplan.commands.vedlikehold.oppgangsvisning import Datobytte, Oppgang, show
from sosialplan.files.disk import FileText
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe, Utkastmappe
from sosialplan.files.replacing import Filbytte
from sosialplan.files.standard import stale_schemas, standard_folder
from sosialplan.files.startere import STARTERE, plan_of
from sosialplan.files.utgaver import (
    Planutgave,
    alike,
    began_as,
    stegene,
    texts_in,
    upgrade,
    utgavene,
)
from sosialplan.git.beginning import beginning, look
from sosialplan.git.contents import files_at, texts
from sosialplan.git.hooks import put_hooks
from sosialplan.git.repository import find_depot
from sosialplan.git.settings import OWN_FILES, ensure_settings, missing_lines, read_config
from sosialplan.git.state import changed_files
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Level, Problem
from sosialplan.model.skole import MIDTSTUEN
from sosialplan.reading import is_there, read_bytes
from sosialplan.views.datoer import kort_dato


def oppgrader(run: Run, *, utfoer: bool, linjer: bool, fra: str | None, format_: str) -> int:
    """Show what becomes otherwise, or with ``utfoer`` do it, in one commit. Raises ExpectedFailure, ProblemsFoundError.

    The school's own stands, and no case is touched. ``linjer`` shows every line, ``fra`` says which edition the
    folder is of where it cannot be told.
    """
    if not utfoer:
        folder = run.planmappe()
        loaded = load(folder)
        faults = [each for each in loaded.problems if each.level is Level.FEIL]
        if loaded.mappe is None or faults:
            raise ProblemsFoundError(faults)
        before = dict(texts_in(folder.root))
        found = _oppgang(run, folder, loaded.mappe, before, fra)
        show(run, found, before, format_=format_, preview=True, linjer=linjer)
        return FINE

    def work(desk: Desk) -> Errand | int:
        if desk.faults:
            raise ProblemsFoundError(list(desk.faults))
        before = dict(texts_in(desk.folder.root))
        oppgang = _oppgang(run, desk.folder, desk.mappe, before, fra)
        if oppgang.is_empty:
            show(run, oppgang, before, format_=format_)
            return FINE
        if changed_files(desk.depot, [*SAVED, *OWN_FILES]):
            raise ExpectedFailure(
                "Mappen har endringer som ikke er lagret i historikken. Ingenting er endret.",
                "Lagre dem først: sosialplan lagre",
            )
        config = read_config(desk.depot.root)
        ensure_settings(desk.depot.root, config)
        put_hooks(desk.depot, config)
        root = desk.folder.root
        plan = {
            file: text for file, text in oppgang.filer.tekster.items() if file.endswith(".yaml")
        }
        changes = [Whole(root / file, text) for file, text in plan.items()]
        for each in (*changes, *(Whole(root / file, "") for file in oppgang.filer.borte)):
            if desk.folder.has(each.path):
                desk.text_of(each.path)
        others = {
            file: text
            for file, text in (dict(oppgang.filer.tekster) | dict(oppgang.hjelpefiler)).items()
            if file not in plan
        }
        then = partial(_tell_done, run, oppgang, before, format_)
        return Errand(
            changes,
            "Planmappen er oppgradert\n",
            then=then,
            gone=[root / file for file in oppgang.filer.borte],
            raw=[_raw(root, file, text) for file, text in others.items()],
        )

    return carry_out(run, work)


def _tell_done(
    run: Run, oppgang: Oppgang, before: Mapping[str, str], format_: str, came: Followed
) -> None:
    show(run, oppgang, before, format_=format_)
    tell_saved(run, "Planmappen er oppgradert.", came.saved.commit)
    run.terminal.note("Se om alt er i orden: sosialplan valider. Som før igjen: sosialplan angre")


def _raw(root: Path, file: str, text: str) -> Filbytte:
    path = root / file
    return Filbytte(
        path, read_bytes(path, root=root) if is_there(path) else None, text.encode("utf-8")
    )


_UNREAD = ("F1", "Y1")
"""How the codes begin of a file that is no text, and of one that is no YAML."""


def _oppgang(
    run: Run, folder: Planmappe, mappe: Mappe, before: Mapping[str, str], fra: str | None
) -> Oppgang:
    """Return what is to be done. Raises ExpectedFailure where the edition cannot be told, ProblemsFoundError for new faults."""
    root, stood = folder.root, faults_of(folder, run.now.date())
    unread = [each for each in stood if each.code.startswith(_UNREAD)]
    if unread:
        raise ProblemsFoundError(unread)
    today = _today(mappe.plan)
    utgave = _edition(before, today, fra)
    untouched = frozenset(_untouched(folder, before))
    filer = upgrade(before, today, utgave or Planutgave("", {}, {}), untouched)
    aids = dict(stale_schemas(root))
    for name in OWN_FILES:
        if lines := missing_lines(root, name):
            path = root / name
            there = read_bytes(path).decode("utf-8") if is_there(path) else ""
            line = "" if not there or there.endswith("\n") else "\n"
            aids[name] = there + line + "".join(f"{each}\n" for each in lines)
    if not filer.tekster:
        return Oppgang(utgave, filer, aids)
    draft = Utkastmappe(
        root,
        folder.laas,
        utkast={
            file: FileText(text) for file, text in filer.tekster.items() if file.endswith(".yaml")
        },
    )
    _require_no_new_fault(run, stood, draft)
    after = load(draft).mappe
    moved = tuple(_moved(mappe, after, run.i_dag)) if after else ()
    return Oppgang(utgave, filer, aids, moved)


def _untouched(folder: Planmappe, before: Mapping[str, str]) -> Iterator[str]:
    """Yield each template that stands as it was when the folder was made: it is the program's, of whatever day."""
    seen = look(folder.root)
    if not seen.begun or seen.shallow:
        return
    depot = find_depot(folder.root, folder.laas)
    lay = files_at(depot.root, beginning(depot.root), "maler")
    held = texts(depot, [*lay.values()])
    for file, name in lay.items():
        text = held.get(name)
        if text is not None and file in before and alike(text, before[file]):
            yield file


def _today(plan: Plan) -> dict[str, str]:
    """Return what the program gives today to a school that begins as this one did."""
    standard, began = standard_folder(), plan.skole.utgangspunkt
    files = plan_of(standard, began if began in STARTERE else MIDTSTUEN, plan.skole.kommune)
    maler = {file: text for file, text in texts_in(standard) if file.startswith("maler/")}
    return dict(files) | maler


def _edition(
    before: Mapping[str, str], today: Mapping[str, str], fra: str | None
) -> Planutgave | None:
    """Return the earlier edition that a folder is of; None for today's. Raises ExpectedFailure where it can be two."""
    names = [each.navn for each in utgavene()]
    found = began_as(before, today)
    one_of = " eller ".join(f'--fra "{each}"' for each in names)
    if fra is not None:
        said = [each for each in utgavene() if each.navn.startswith(fra)]
        if len(said) == 1:
            return said[0] if found else None
        raise WrongUsage(
            "Flere utgaver begynner slik." if said else "Det er ingen slik utgave.",
            f"Skriv {one_of}.",
        )
    if len(found) > 1:
        raise ExpectedFailure(
            "Det kan ikke sies sikkert hvilken utgave av programmet mappen er fra. Ingenting er endret.",
            f"Si det selv: {one_of}",
        )
    return found[0] if found else None


def _require_no_new_fault(run: Run, before: Iterable[Problem], draft: Planmappe) -> None:
    """Refuse an upgrade that what the school itself has written does not fit. Raises ProblemsFoundError."""
    day = run.now.date()
    stood = {_key(each) for each in before}
    new = [each for each in faults_of(draft, day) if _key(each) not in stood]
    if new:
        run.terminal.note(
            "Dette ville vært galt etter oppgraderingen, fordi skolens eget ikke passer til det nye. Ingenting er endret."
        )
        raise ProblemsFoundError(new)


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.location.path, problem.message


def _moved(before: Mappe, after: Mappe, i_dag: date) -> Iterator[Datobytte]:
    """Yield each row of the folder whose day is another by the new plan, with the step that says why."""
    was = {row.frist.id: row.frist for row in all_rows(before, i_dag)}
    now = {row.frist.id: row.frist for row in all_rows(after, i_dag)}
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key), now.get(key)
        days = [kort_dato(each.frist) if each and each.frist else None for each in (old, new)]
        one = new or old
        if one is not None and (days[0] != days[1] or (old is None) != (new is None)):
            yield Datobytte(key, one.sak, one.tittel, days[0], days[1], _why(one.kjede, one.steg))


def _why(kjede: str | None, steg: str) -> str | None:
    row = f"{kjede or ''}:{steg}"
    return next((each.frister for each in stegene() if row.startswith(each.rader)), None)
