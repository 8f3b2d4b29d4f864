"""``løs``: choose between two values that a merge kept, or give one of two cases another number."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from sosialplan.commands.run import FINE, Run, case_number, no_such_case
from sosialplan.commands.saksaapning import free_number
from sosialplan.commands.skrivebordet.desk import Desk, case_message
from sosialplan.commands.skrivebordet.errand import Errand, Followed, Whole, carry_out
from sosialplan.commands.skrivebordet.sagt import tell_saved
from sosialplan.commands.svar.ordsvar import Spoerring, asked_as
from sosialplan.files.loesning import Flettet, all_conflicts, conflicts_in, solved
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_edit import set_value
from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.git.settings import read_config
from sosialplan.git.shared import find_shared, is_shared
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.filslag import slag_av
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Konflikt
from sosialplan.model.sakspapirer import Endring, Felt
from sosialplan.model.vernet import VERNET
from sosialplan.output.tables import Column
from sosialplan.tekster.konfliktord import hva_det_gjelder, kort_navn
from sosialplan.views.historikk.logglinje import i_ord, valg_av

HVORFOR = "To endringer ble flettet, og denne ble valgt."
"""The reason that a measure's own list of changes gives for what was chosen."""
_COLUMNS = (
    Column("Hvor"), Column("Konflikt"), Column("Hva", wraps=True),
    Column("1", wraps=True), Column("2", wraps=True),
)  # fmt: skip
_FIRST, _SECOND = 1, 2


def loes(run: Run, hva: str | None, konflikt: str | None, velg: int | None, *, format_: str) -> int:
    """List the conflicts, or solve those of one file: the one that is named, or by asking."""
    folder = run.planmappe()
    if hva is None:
        _show(run, [*all_conflicts(folder)], format_)
        return FINE
    flettet = _one(folder, hva)
    if konflikt is not None or velg is not None:
        choices = {_named(flettet, konflikt or "").id: velg or 0}
        if velg not in {_FIRST, _SECOND}:
            raise WrongUsage(
                "Si hvilken verdi som skal gjelde.", "Legg til --velg 1 eller --velg 2."
            )
    elif run.terminal.interactive and format_ == "tabell":
        choices = _asked(run, flettet)
    else:
        _show(run, [flettet], format_)
        return FINE
    if choices:
        _solve(run, flettet.file, choices)
    return FINE


def _one(folder: Planmappe, typed: str) -> Flettet:
    """Return the file that was typed: a case number, or a path from the planmappe."""
    path = (folder.root / typed).resolve()
    if not path.is_relative_to(folder.root) or slag_av(folder.relative(path)) is None:
        number = case_number(typed)
        path = folder.case_path(number)
        if not folder.has(path):
            raise no_such_case(number)
    found = conflicts_in(folder.relative(path), folder.text(path).text or "")
    if found is None:
        raise ExpectedFailure("Filen kan ikke leses.", "Se hva som er galt: sosialplan valider")
    return found


def _named(flettet: Flettet, typed: str) -> Konflikt:
    """Return the conflict whose id begins as typed. Raises WrongUsage."""
    found = [each for each in flettet.konflikter if each.id.startswith(typed.lower())]
    if len(found) != 1:
        known = ", ".join(each.id for each in flettet.konflikter) or "ingen"
        raise WrongUsage(
            "Si hvilken konflikt det gjelder.", f"Legg til --konflikt ID. Konflikter her: {known}"
        )
    return found[0]


def _show(run: Run, found: Sequence[Flettet], format_: str) -> None:
    """List conflicts with both values."""
    listed = [(flettet, each) for flettet in found for each in flettet.konflikter]
    if format_ == "json":
        values = [
            {"fil": flettet.file, "id": each.id, "sted": list(each.sted),
             "hva": hva_det_gjelder(each), "står": each.staar, "ellers": each.ellers}
            for flettet, each in listed
        ]  # fmt: skip
        run.answer({"konflikter": values})
        return
    if not listed:
        run.terminal.note("Ingen konflikter.")
        return
    run.terminal.table(
        _COLUMNS,
        [
            (kort_navn(flettet.file), each.id, hva_det_gjelder(each),
             i_ord(each.staar), i_ord(each.ellers))
            for flettet, each in listed
        ],
    )  # fmt: skip
    where = kort_navn(listed[0][0].file)
    run.terminal.note(
        f"Velg: sosialplan løs {where} --konflikt {listed[0][1].id} --velg 1 (eller 2)"
    )


def _asked(run: Run, flettet: Flettet) -> dict[str, int]:
    """Ask about each conflict; an empty answer lets it stand."""
    chosen = {}
    if not flettet.konflikter:
        run.terminal.note("Ingen konflikter.")
    for konflikt in flettet.konflikter:
        valg = valg_av(konflikt, flettet.tree, flettet.regel)
        run.terminal.heading(valg.hva)
        if valg.om:
            run.terminal.wrapped(valg.om, indent=2)
        if valg.naa is not None:
            run.terminal.wrapped(f"Nå står det: {valg.naa}", indent=2)
        run.terminal.wrapped(f"1  {valg.en}{'  (står nå)' * (valg.naa is None)}", indent=2)
        run.terminal.wrapped(f"2  {valg.to}", indent=2)
        spurt = Spoerring("Hva skal gjelde? (1 eller 2, tomt lar den stå)", tomt=True)
        answer = asked_as(run, spurt, _one_of_two)
        if answer:
            chosen[konflikt.id] = int(answer)
    return chosen


def _one_of_two(answer: str) -> str:
    if answer not in {"", "1", "2"}:
        raise WrongUsage("Svar 1 eller 2, eller tomt.")
    return answer


def _solve(run: Run, file: str, choices: Mapping[str, int]) -> None:
    """Write what was chosen, in one commit."""

    def work(desk: Desk) -> Errand:
        path, name = desk.folder.root / file, kort_navn(file)
        text = desk.text_of(path)
        for konflikt_id, number in choices.items():
            text = solved(file, text, konflikt_id, partial(_endring, run), first=number == _FIRST)
        message = case_message(name) if file.startswith("saker/") else "Plan, fravær og møter\n"
        left = conflicts_in(file, text)
        return Errand([Whole(path, text)], message, then=partial(tell, name, left))

    def tell(name: str, left: Flettet | None, came: Followed) -> None:
        run.terminal.line()
        count = "1 konflikt" if len(choices) == 1 else f"{len(choices)} konflikter"
        tell_saved(run, f"{count} i {name} er løst.", came.saved.commit)
        if left is not None and left.konflikter:
            run.terminal.note(f"Igjen: {len(left.konflikter)}.")

    carry_out(run, work)


def _endring(run: Run, felt: str, fra: str, til: str) -> Endring:
    """Return the change by which a measure tells what was chosen for one of its fields."""
    return Endring(
        id=run.new_id(), dato=run.i_dag, felt=Felt(felt), fra=fra, til=til,
        hvorfor=HVORFOR, registrert=run.recorded,
    )  # fmt: skip


def nytt_nummer(run: Run, typed: str) -> int:
    """Give a case that nobody else has another number, also where other files name it."""

    def work(desk: Desk) -> Errand:
        read = desk.case(typed)
        old = read.value.sak
        _require_own(desk, old, read.file)
        new = free_number(desk, int(old[:4]), ())
        path = desk.folder.root / read.file
        changes = [Whole(desk.folder.case_path(new), _renumbered(desk.text_of(path), old, new))]
        changes += _naming(desk, old, new, path)
        return Errand(
            changes,
            case_message(new),
            f"Sak {old} heter nå {new}.",
            then=lambda _: run.terminal.line("Del den: sosialplan synk"),
            gone=(path,),
        )

    return carry_out(run, work)


def _require_own(desk: Desk, number: str, file: str) -> None:
    """Raise ExpectedFailure where others know the case by this number."""
    remotes = find_shared(desk.depot, read_config(desk.folder.root))
    if is_shared(desk.depot, remotes, file):
        raise ExpectedFailure(
            f"Sak {number} er delt, så andre kjenner den under dette nummeret.",
            "Bare en sak som ikke er delt ennå, kan få nytt nummer.",
        )


def _naming(desk: Desk, old: str, new: str, own: Path) -> Iterator[Whole]:
    """Yield the other files that name the case, with its new number."""
    for path in (path for folder in VERNET for path in desk.folder.files(folder)):
        if path != own and old in (desk.folder.text(path).text or ""):
            yield Whole(path, _renumbered(desk.text_of(path), old, new))


def _renumbered(text: str, old: str, new: str) -> str:
    """Return a text in which each field that is the old number is the new one."""
    for place in [*_places(parse(text.removeprefix("\ufeff")).tree, old, ())]:
        text = set_value(text, place, new)
    return text


def _places(tree: Tree, number: str, path: TreePath) -> Iterator[TreePath]:
    if tree == number:
        yield path
    elif isinstance(tree, dict | list):
        steps = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for step, node in steps:
            yield from _places(node, number, (*path, step))
