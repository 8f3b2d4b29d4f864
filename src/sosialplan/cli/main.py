"""Start the program: read the command line, run one command, turn what went wrong into words."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from msgspec.structs import replace

from sosialplan.cli.app import (
    DESK,
    DETALJER,
    ENKEL,
    IN_ONE_PIECE,
    TAKES_A_VALUE,
    command_for,
    names_no_command,
)
from sosialplan.cli.norsk import in_norwegian
from sosialplan.cli.world import ASKS, World, real_world
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.skrivemaate import composed
from sosialplan.output.svarbok import GoBack
from sosialplan.output.terminal import CannotTell, ReaderLeft, Terminal
from sosialplan.reading import TOO_MANY, too_many_open

_PROGRAM = Path(__file__).parents[1]
FINE, PROBLEMS, USAGE, EXPECTED, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 4, 130


def main(argv: Sequence[str] | None = None, world: World | None = None) -> int:
    """Run one command and return the exit status.

    0 fine, 1 problems found, 2 wrong usage, 3 expected failure, 4 a fault of ours.
    """
    args = _program_options_first(
        [_option_in_one_piece(each) for each in (sys.argv[1:] if argv is None else argv)]
    )
    world = world or real_world()
    if names_no_command(args):
        args = _alone(args, somebody=world.terminal.interactive)
    if args[:1] == [
        DETALJER
    ]:  # here, and not by the option: what goes wrong before it is read is told too
        world = replace(world, terminal=replace(world.terminal, detaljer=True))
    if os.environ.get(ASKS):
        return _completed(world)
    try:
        status = run(args, world)
        world.terminal.finish()
        if world.terminal.unseen and world.terminal.saved:
            world.terminal.note(_what_stands(world.terminal))
    except SystemExit:  # Typer's answer when the reader of a pipe has left
        return FINE
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one place that answers for all
        return explained(error, world.terminal)
    if status == INTERRUPTED:  # Typer's answer when a person breaks off
        return explained(KeyboardInterrupt(), world.terminal)
    return status if isinstance(status, int) else FINE


def _alone(args: Sequence[str], *, somebody: bool) -> list[str]:
    """Return what the program's name alone means: the desk where somebody sits there, the help elsewhere."""
    rest, simple = (
        [each for each in args if each != ENKEL],
        [each for each in args if each == ENKEL],
    )
    return [*rest, DESK, *simple] if somebody or simple else []


def run(args: Sequence[str], world: World) -> object:
    """Run one command, and again each time the person goes back to an earlier question; raise what it raises."""
    while True:
        try:
            return command_for(args)(args, prog_name="sosialplan", standalone_mode=False, obj=world)
        except GoBack:
            if not world.terminal.svarbok.given:
                raise
            world.terminal.svarbok.start_over(without_last=True)


def _completed(world: World) -> int:
    """Tell the shell what can stand where the cursor is; nothing, where something is wrong."""
    from sosialplan.cli.fullfoering import answer

    typed = (os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or "").split()
    try:
        answer(command_for(typed[1:]))([], prog_name="sosialplan", obj=world)
    except (Exception, SystemExit):  # noqa: BLE001 - in the middle of a line nothing can be told
        return FINE
    return FINE


def _option_in_one_piece(arg: str) -> str:
    """Return an option's name with its letters composed, as names of options are known."""
    if not arg.startswith("--"):
        return arg
    name, equals, value = arg.partition("=")
    return f"{composed(name)}{equals}{value}"


def _program_options_first(args: list[str]) -> list[str]:
    """Move the program's own options in front of the command: people type them last."""
    asked: list[str] = []
    front: list[str] = []
    rest: list[str] = []
    left = iter(args)
    for arg in left:
        if arg == "--":
            return [*asked, *front, *rest, arg, *left]
        if arg in TAKES_A_VALUE:
            front += [arg, *(value for value in (next(left, None),) if value is not None)]
        elif arg.startswith(IN_ONE_PIECE):
            front.append(arg)
        elif arg == DETALJER:
            asked = [arg]
        else:
            rest.append(arg)
    return [*asked, *front, *rest]


def explained(error: BaseException, terminal: Terminal) -> int:
    """Tell in words what went wrong, and return the exit status."""
    from sosialplan.commands.run import ProblemsFoundError

    error = _from_outside(error) or error
    match error:
        case ReaderLeft() | CannotTell():
            return _not_told(error, terminal)
        case WrongUsage() | ExpectedFailure():
            _tell(terminal, error.sentence, error.cure)
            return USAGE if isinstance(error, WrongUsage) else EXPECTED
        case ProblemsFoundError():
            terminal.problems(error.problems)
            terminal.note(_what_stands(terminal))
            return PROBLEMS
        case KeyboardInterrupt() | EOFError() | typer.Abort():
            terminal.note(f"Avbrutt. {_what_stands(terminal)}")
            return INTERRUPTED
    if hasattr(error, "format_message"):
        return _wrong_usage(error, terminal)
    _report_fault(error, terminal)
    return OUR_FAULT


def _from_outside(error: BaseException) -> Exception | None:
    """Return what the machine or git did wrong, where it is that and no fault of the program's.

    An error of the system's that no room of ours was in came from Typer, which writes the help itself.
    """
    if isinstance(error, OSError) and error.errno in TOO_MANY:
        return too_many_open()
    if isinstance(error, OSError) and _where(error) in {"", "cli"}:
        return CannotTell(error)
    if isinstance(error, ValueError | LookupError) and _where(error) == "git":
        return ExpectedFailure(
            f"Git svarte noe som programmet ikke forstår ({_spot(error)}). Ingenting er endret.",
            "Se om git virker: git --version, og: git status. Så: sosialplan sjekk",
        )
    return None


def _where(error: BaseException) -> str:
    """Return which room of the program an error came from, by the innermost of our own places."""
    return _innermost(error)[0].parent.name


def _spot(error: BaseException) -> str:
    """Return what an error is and where it arose: for whoever is sent it, and without anything that was read."""
    path, line = _innermost(error)
    return f"{type(error).__name__}, {path.parent.name}/{path.name}:{line}"


def _innermost(error: BaseException) -> tuple[Path, int]:
    found = (Path(), 0)
    traceback = error.__traceback__
    while traceback is not None:
        path = Path(traceback.tb_frame.f_code.co_filename)
        if _PROGRAM in path.parents:
            found = (path, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found


def _wrong_usage(error: BaseException, terminal: Terminal) -> int:
    ctx = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError" and ctx is not None:
        try:
            terminal.raw(ctx.get_help())
            terminal.finish()
        except (ReaderLeft, CannotTell) as lost:
            return _not_told(lost, terminal)
        return FINE
    sentence, cure = in_norwegian(error)  # type: ignore[arg-type]  # Typer's own are Exceptions
    _tell(terminal, sentence, cure)
    return USAGE


def _tell(terminal: Terminal, sentence: str, cure: str) -> None:
    terminal.note(sentence)
    if cure:
        terminal.note(cure)


def _what_stands(terminal: Terminal) -> str:
    """Say what of this run stands: in the history, or where it was sent."""
    if terminal.sent:
        return terminal.sent[-1]
    if not terminal.saved:
        return "Ingenting er endret."
    return f"Det som ble skrevet, er {terminal.lagret(*terminal.saved)}."


def _not_told(error: ReaderLeft | CannotTell, terminal: Terminal) -> int:
    """Say that the result could not be written, and what was saved all the same.

    A reader that has seen enough is told nothing.
    """
    from sosialplan.files.disk import is_full

    terminal.let_go()
    if isinstance(error, ReaderLeft):
        return FINE
    why = (
        "Disken er full" if is_full(error.cause) else f"Systemet sa nei (feil {error.cause.errno})"
    )
    said = replace(terminal, out=terminal.err)
    said.note(f"{why}: svaret kunne ikke skrives ut. {_what_stands(terminal)}")
    said.note("Frigjør plass, eller send svaret et annet sted.")
    return EXPECTED


def _report_fault(error: BaseException, terminal: Terminal) -> None:
    """Report a fault of ours: kind and places in the program, never a text that may hold a case."""
    import traceback

    terminal.note("Dette er en feil i programmet, ikke hos deg. Ingenting fra saken står under.")
    if terminal.saved:
        terminal.note(_what_stands(terminal))
    terminal.note(f"  {getattr(error, 'kind', type(error).__name__)}")
    for place in getattr(error, "places", ()):  # of a worker: see output/workshop
        terminal.note(f"  {place}")
    for frame in traceback.extract_tb(error.__traceback__)[-6:]:
        terminal.note(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
