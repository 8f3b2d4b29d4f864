"""What a command must have and was not typed: in a terminal it is asked for by its kind, elsewhere all of it is named at once.

A parameter of a kind is one that the help shows a word for: SAK, STEG, ROLLE. What can be chosen for it is
``commands.svar.etterspurt``; what is answered is read as if it had been typed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any

from typer.core import TyperCommand

from sosialplan.cli.inn_og_ut import shown_name
from sosialplan.cli.values import Dagvalg, Ordvalg, day_read
from sosialplan.cli.world import World, command_of, run_of
from sosialplan.model.failure import WrongUsage
from sosialplan.model.skrivemaate import find_word


def _vedtak() -> Sequence[str]:
    from sosialplan.commands.vedtak import needed

    return needed()


def _innkall() -> Sequence[str]:
    from sosialplan.commands.innkall import needed

    return needed()


NEEDED: Mapping[str, Callable[[], Sequence[str]]] = {
    "vedtak": _vedtak,
    "innkall": _innkall,
    "tiltak ny": lambda: ("--tiltak", "--ansvarlig"),
    "møte registrer": lambda: ("--til-stede",),
    "møte referat": lambda: ("--til-stede",),
}
"""Options that a command is nothing without, and asks for itself: they are named with what the command line lacks."""


def _of_document(told: Mapping[str, Any]) -> Sequence[str]:
    school = find_word(str(told["dokument"]), ("handlingsplan", "årsrapport")) is not None
    return () if school or told["felter"] or told["forhaandsvis"] else ("sak",)


ALSO: Mapping[str, Callable[[Mapping[str, Any]], Sequence[str]]] = {
    "lag": _of_document,
    "overfør": lambda told: (
        () if told["fra"] else ("sak",) if told["til"] or told["svar"] else ("sak", "til")
    ),
}
"""Parameters that may be absent, and that the command wants all the same where nothing else was said in their place."""


def parsed(command: Any, ctx: Any, told: Mapping[str, Any], args: Sequence[str]) -> Any:
    """Read the words of a command; what is missing is asked for when it is run.

    Raises WrongUsage with all that is missing where nobody can be asked; what was typed wrong is told before it.
    """
    missing = _lacking(command, ctx, told, args)
    _require_words(command, missing, told)
    left = TyperCommand.parse_args(_relaxed(command, missing), ctx, [*args])
    _require_asked(command, ctx, missing, told)
    return left


def _lacking(
    command: Any, ctx: Any, told: Mapping[str, Any], args: Sequence[str]
) -> tuple[Any, ...]:
    """Return the parameters that the command is nothing without, and that were not typed."""
    if ctx.resilient_parsing or any(each in args for each in ctx.help_option_names):
        return ()
    return tuple(
        each for each in command.params if each.required and _is_absent(told.get(each.name))
    )


def _require_words(command: Any, missing: Sequence[Any], told: Mapping[str, Any]) -> None:
    """Raise WrongUsage for an argument without a sign in it, where the command can do without: it is a word that got lost."""
    for each in command.params:
        words = told.get(each.name)
        if each.param_type_name != "argument" or each in missing or (not words and words != ""):
            continue
        if not all(word.strip() for word in ([words] if isinstance(words, str) else words)):
            raise WrongUsage(
                f"{shown_name(each).strip('[]…')} er tomt. Ingenting er endret.",
                "Skriv det som skal stå der, eller la hermetegnene være.",
            )


def _relaxed(command: Any, missing: Sequence[Any]) -> Any:
    """Return the command as it reads words without what is missing."""
    if not missing:
        return command
    twin = copy(command)
    twin.params = [_may_be_absent(each) if each in missing else each for each in command.params]
    return twin


def _require_asked(command: Any, ctx: Any, missing: Sequence[Any], told: Mapping[str, Any]) -> None:
    """Raise WrongUsage with all that is missing, where nobody sits who can be asked for it."""
    world = ctx.find_object(World)
    if missing and (world is None or not world.terminal.interactive):
        raise _says_too_little(command, ctx, missing, told)


def _may_be_absent(param: Any) -> Any:
    twin = copy(param)
    twin.required = False
    return twin


def _says_too_little(
    command: Any, ctx: Any, missing: Sequence[Any], told: Mapping[str, Any]
) -> WrongUsage:
    names = [_short(each) for each in missing]
    options = {name: each for each in command.params for name in each.opts}
    needed = NEEDED.get(command_of(ctx), tuple)()
    names += [each for each in needed if not told.get(options[each].name)]
    cure = f"Se hvordan: {ctx.command_path} --help"
    if len(names) == 1 and len(missing) == 1:
        return WrongUsage(f"{shown_name(missing[0])} mangler.", cure)
    *first, last = names
    return WrongUsage(f"Mangler {', '.join(first)} og {last}.", cure)


def _short(param: Any) -> str:
    return (
        shown_name(param).strip("…")
        if param.param_type_name == "argument"
        else str(max(param.opts, key=len))
    )


def find_and_ask(ctx: Any) -> None:
    """Find the cases that are meant; ask for each thing that is missing, and put it in its place as if it had been typed."""
    from sosialplan.cli.saksvalg import find_cases  # not for a help page

    find_cases(ctx)
    world = ctx.find_object(World)
    if world is None or not world.terminal.interactive:
        return
    for param in ctx.command.params:
        if param.required:
            _fill(ctx, param)
    also = ALSO.get(command_of(ctx))
    for name in also(ctx.params) if also else ():
        _fill(ctx, next(each for each in ctx.command.params if each.name == name))


def _is_absent(value: Any) -> bool:
    """Tell whether nothing was typed, or words without a sign in them."""
    words = value if isinstance(value, list | tuple) else [value]
    return all(each is None or (isinstance(each, str) and not each.strip()) for each in words)


def _fill(ctx: Any, param: Any) -> None:
    if _is_absent(ctx.params.get(param.name)):
        ctx.params[param.name] = _asked(ctx, param)


def _asked(ctx: Any, param: Any) -> Any:
    from sosialplan.commands.svar.etterspurt import asked_for

    many = bool(param.multiple or param.nargs != 1)
    answer = asked_for(
        run_of(ctx),
        shown_name(param).removeprefix("Valget ").strip("«»"),
        str(param.metavar or "").strip("[]"),
        str(param.help or ""),
        kommando=command_of(ctx),
        gitt=dict(_given(ctx)),
        ordene=_words(param),
        les=_reader(ctx, param),
        flere=many,
    )
    return list(answer) if many else answer[0]


def _words(param: Any) -> tuple[str, ...]:
    read = getattr(param.type, "func", None)
    return read.ordene if isinstance(read, Ordvalg) else ()


def _given(ctx: Any) -> Iterator[tuple[str, Any]]:
    """Yield what is known by now, by the word that the help shows for it; an option by its own name."""
    for param in ctx.command.params:
        value = ctx.params.get(param.name)
        if value:
            yield (
                (
                    str(param.metavar).strip("[]")
                    if param.param_type_name == "argument"
                    else max(param.opts, key=len)
                ),
                value,
            )


def _reader(ctx: Any, param: Any) -> Callable[[str], Any]:
    """Return how an answer becomes the parameter's value. What it returns raises WrongUsage."""
    from sosialplan.cli.saksvalg import case_typed

    valg = getattr(param.type, "func", None)

    def read(answer: str) -> Any:
        if isinstance(valg, Dagvalg):
            return day_read(ctx, param, valg, answer)
        if "SAK" in str(param.metavar):
            return case_typed(ctx, str(param.metavar), answer)
        try:
            return param.type.convert(answer, param, ctx)
        except Exception as error:
            said = getattr(error, "message", None)
            if said is None:
                raise
            raise WrongUsage(f"{said[:1].upper()}{said[1:]}") from None

    return read
