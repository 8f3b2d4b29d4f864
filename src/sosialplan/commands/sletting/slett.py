"""``slett``: a case goes out of the planmappe and its whole history, and a line in the register tells that it did."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sosialplan.commands.historikk.nummerbytter import renumberings
from sosialplan.commands.lesing import read_all
from sosialplan.commands.run import FINE, PROBLEMS, Run, case_number, no_such_case
from sosialplan.commands.skrivebordet.desk import message_of
from sosialplan.commands.skrivebordet.signering import require_mandate
from sosialplan.commands.skrivebordet.skriving import turn_to_write, write_and_commit
from sosialplan.commands.sletting.grunnlaget import ground_of, require_no_name
from sosialplan.commands.sletting.slettebeskjed import Sletting, tell_after, tell_before
from sosialplan.depot import Depot
from sosialplan.files.gitmerker import (
    Slettemerke,
    begun_deletion,
    end_deletion,
    keep_deletion,
)
from sosialplan.files.loader import load_deleted
from sosialplan.files.merke import find_mark, keep_mark, user_folder
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.replacing import Filbytte
from sosialplan.files.yaml_edit import append_item
from sosialplan.files.yaml_writer import to_tree
from sosialplan.git.beginning import beginning, branches, current_branch
from sosialplan.git.health import is_partial, is_shallow
from sosialplan.git.repository import find_depot, short_head
from sosialplan.git.rewriting import (
    Spor,
    forget,
    is_own_file,
    led_to,
    left_in,
    require_whole,
    settle_files,
    traces,
    write_anew,
)
from sosialplan.git.rooms import renew
from sosialplan.git.settings import author, read_config
from sosialplan.git.shared import commit_of, find_shared
from sosialplan.git.state import file_state
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe
from sosialplan.model.sletting import SLETTET, Slettegrunn, Slettet
from sosialplan.reading import is_there

_EMPTY = "slettet: []\n"


def slett(run: Run, typed: str, *, utfoer: bool, hvorfor: str | None) -> int:
    """Tell what it would be to take a case out of everything here; with ``utfoer`` do it.

    Raises ExpectedFailure where nothing says that the archive has it, and no reason is written.
    """
    number = case_number(typed)
    folder, mappe, status = read_all(run)
    depot = find_depot(folder.root)
    _require_all_of_it(depot)
    begun = begun_deletion(depot.common)
    if begun is not None and begun.sak != number:
        raise ExpectedFailure(
            f"En sletting ble avbrutt: {begun.sak}. Den må gjøres ferdig først.",
            f"Kjør: sosialplan slett {begun.sak} --utfør",
        )
    if begun is not None and utfoer:
        return _finished(run, folder, begun, mappe)
    asked = _asked(run, folder, mappe, number, hvorfor)
    tell_before(run, asked)
    if not utfoer:
        run.terminal.line()
        run.terminal.note(
            f"Ingenting er slettet. Slik gjøres det: sosialplan slett {number} --utfør"
        )
        return status
    asked.grunnlag.require(number)
    return _carried_out(run, folder, asked)


def _require_all_of_it(depot: Depot) -> None:
    if is_shallow(depot) or is_partial(depot, read_config(depot.root)):
        raise ExpectedFailure(
            "Bare en del av historikken er her, så saken kan ikke tas ut av den.",
            "Gjør det i en hel kopi: git clone ADRESSE",
        )


def _asked(run: Run, folder: Planmappe, mappe: Mappe, number: str, hvorfor: str | None) -> Sletting:
    """Find all there is of a case. Raises ExpectedFailure where there is nothing."""
    renamed = [each.fra for each in renumberings(folder, None).alle if each.til == number]
    earlier = tuple(dict.fromkeys(renamed))
    depot = find_depot(folder.root)
    reports = _reports(mappe, number)
    found = traces(depot, (number, *earlier, *reports), folder.laas)
    read = mappe.sak(number)
    if read is None and not found.innhold:
        raise no_such_case(number)
    require_no_name(folder, hvorfor, read)
    ground = ground_of(run, folder, mappe, read, hvorfor)
    named = tuple(_naming(folder, mappe, (number, *reports)))
    return Sletting(number, earlier, ground, found, named, reports)


def _reports(mappe: Mappe, number: str) -> tuple[str, ...]:
    """Return the reports that became this case and nothing else: what they say goes with it."""
    return tuple(
        each.value.melding.id
        for each in mappe.innboks
        if each.value.behandlet and all(one.sak == number for one in each.value.behandlet)
    )


def _naming(folder: Planmappe, mappe: Mappe, numbers: Sequence[str]) -> Iterator[str]:
    """Yield the other files that name the case: they stay as they are."""
    for read in mappe.filer:
        text = folder.text(folder.root / read.file).text or ""
        if numbers[0] in text and not is_own_file(read.file, numbers):
            yield read.file


def _carried_out(run: Run, folder: Planmappe, asked: Sletting) -> int:
    """Take the case out, alone in the folder."""
    with turn_to_write(run, folder) as depot:
        require_mandate(depot, run.now.date(), {SLETTET: None})
        _require_alone(depot, asked.spor)
        head = commit_of(depot, "HEAD") or ""
        merke = Slettemerke(
            asked.sak,
            head,
            tuple(sorted(asked.spor.innhold)),
            asked.grunnlag.grunn.value,
            asked.grunnlag.hvorfor,
        )
        keep_deletion(run.disk, depot.common, merke)
        return _taken_out(run, folder, depot, asked.spor, merke, asked.tidligere)


def _finished(run: Run, folder: Planmappe, begun: Slettemerke, mappe: Mappe) -> int:
    """Finish a deletion that was cut off, on the ground that it was begun on."""
    run.terminal.note("Gjør ferdig en sletting som ble avbrutt.")
    reports = _reports(mappe, begun.sak)
    with turn_to_write(run, folder) as depot:
        found = traces(depot, (begun.sak, *reports), folder.laas)
        _require_alone(depot, found)
        return _taken_out(run, folder, depot, found, begun, ())


def _require_alone(depot: Depot, found: Spor) -> None:
    """Raise ExpectedFailure where something here would be lost, or is not shared yet."""
    require_whole(depot)
    state = file_state(depot.at_top())
    unsaved = [each for each in state.changed if each not in state.new and each not in found.filer]
    if unsaved:
        raise ExpectedFailure(
            f"Filer med endringer som ikke er lagret: {len(unsaved)}. Ingenting er slettet.",
            "Lagre dem først: sosialplan lagre",
        )
    shared = _shared_at(depot)
    if shared is not None and shared[1] != commit_of(depot, "HEAD") and found.lagringer:
        raise ExpectedFailure(
            "Det som er her, og den felles kopien, er ikke like. Ingenting er slettet.",
            "Synk først, og slett med det samme: sosialplan synk",
        )


def _shared_at(depot: Depot) -> tuple[str, str] | None:
    """Return the shared copy's branch and the commit where it was last seen."""
    try:
        shared = find_shared(depot, read_config(depot.root))
    except ExpectedFailure:
        return None
    seen = commit_of(depot, shared.tracking)
    return (f"{shared.remote} {shared.ref.removeprefix('refs/heads/')}", seen) if seen else None


def _taken_out(
    run: Run,
    folder: Planmappe,
    depot: Depot,
    found: Spor,
    merke: Slettemerke,
    earlier: Sequence[str],
) -> int:
    shared, was, first = _shared_at(depot), branches(depot.root), beginning(depot.root)
    old = led_to(depot, merke.hode_foer)
    write_anew(depot, found)
    settle_files(depot)
    head = commit_of(depot, "HEAD") or ""
    line = Slettet(
        sak=merke.sak,
        tidligere=tuple(earlier),
        dato=run.now.date(),
        registrert=run.recorded,
        av=author(depot.root)[0],
        grunn=Slettegrunn(merke.grunn),
        hvorfor=merke.hvorfor,
        hode_foer=merke.hode_foer,
        hode_etter=head,
        innhold=merke.innhold,
    )
    short = _registered(run, folder, depot, line)
    forget(depot)
    _move_mark(run, depot, first, old)
    renew(depot)
    left = left_in(depot.root, merke.innhold)
    if not left:
        end_deletion(run.disk, depot.common)
    run.terminal.line()
    run.terminal.line(
        f"Sak {merke.sak} er slettet. Linjen i registeret er {run.terminal.lagret(short)}."
    )
    if left:
        run.terminal.note(
            f"Git holder fortsatt på {len(left)} av utgavene. Kjør den samme kommandoen en gang til."
        )
    others = [name for name in was if name.startswith("refs/heads/")]
    tell_after(run, folder, merke, shared, len(others))
    return PROBLEMS if left else FINE


def _registered(run: Run, folder: Planmappe, depot: Depot, line: Slettet) -> str:
    """Write the line in the register and commit it, signed where the school signs; return the commit.

    One that was killed may have written it already.
    """
    register, _ = load_deleted(folder)
    known = {(each.sak, each.hode_foer) for each in register.slettet} if register else set()
    if (line.sak, line.hode_foer) in known:
        return short_head(depot.root)
    path = folder.root / SLETTET
    read = folder.text(path) if is_there(path) else None
    text = read.text if read and read.text else _EMPTY
    after = append_item(text, ("slettet",), to_tree(line))
    bom = read.bom if read else ""
    before = f"{bom}{text}".encode() if read else None
    change = Filbytte(path, before, f"{bom}{after}".encode())
    return write_and_commit(run, depot, [change], message_of(f"Slettet {line.sak}", (line.sak,)))


def _move_mark(run: Run, depot: Depot, first: str, seen: frozenset[str]) -> None:
    """Let the mark of this folder be at the new history, where it was at the old one.

    ``first`` is the first commit before, ``seen`` all that led to the newest one: a mark that stood elsewhere
    is left, so that what it says is still told of.
    """
    marks = run.marks or user_folder()
    merke = find_mark(marks, first, depot.root)
    place = str(depot.root)
    if merke is None or place not in merke.steder:
        return
    sett = merke.steder[place]
    here, now = current_branch(depot.root), branches(depot.root)
    stood = sett.sett.get(here or "")
    if here is None or here not in now or stood not in seen:
        return
    moved = replace(sett, sett={here: now[here]}, naar=run.moment)
    keep_mark(
        run.disk,
        marks,
        beginning(depot.root),
        replace(merke, steder={**merke.steder, place: moved}, signert=None),
    )
