"""The command line's own words in Norwegian, and a look at what was typed before a command runs."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup, TyperOption

from sosialplan.cli.inn_og_ut import FROM_INPUT, fill_in, shown_name, text_options, values_of
from sosialplan.cli.manglende import find_and_ask, parsed
from sosialplan.cli.values import Dagvalg, command_meant, read_days
from sosialplan.cli.world import (
    LOOKS_BACK,
    PER,
    TYPED,
    command_of,
    require_looks_back,
)
from sosialplan.model.failure import WrongUsage
from sosialplan.model.skrivemaate import advice, find_word
from sosialplan.model.visible import no_character, without_unseen

EN_DATO = (
    "En DATO kan skrives som 23.11.2026, 23.11, «3. des», «i går», «mandag», «om to uker» eller 2026-11-23. "
    "Hvilken dag som ble forstått, blir vist."
)
"""What the help of a command that takes a day says."""
_LETTERS = frozenset("LN")
_PICTURES = frozenset({"So", "Sk"})


def look_at(ctx: Any) -> None:
    """Raise WrongUsage for the first value of a command that cannot be meant; what shows nothing is taken out of the others."""
    for param in ctx.command.params:
        typed = ctx.params.get(param.name)
        for value in values_of(typed):
            if isinstance(value, str):
                _require_kept(param, value)
        if isinstance(typed, str):
            ctx.params[param.name] = without_unseen(typed)
        elif isinstance(typed, list | tuple):
            clean = (without_unseen(each) if isinstance(each, str) else each for each in typed)
            ctx.params[param.name] = type(typed)(clean)
    for param in text_options(ctx.command):
        for value in values_of(ctx.params.get(param.name)):
            if isinstance(value, str) and is_placeholder(value, param.metavar):
                raise _says_nothing(ctx, param, value.strip())


def _told_once(command: Any, ctx: Any, args: Sequence[str]) -> Mapping[str, Any]:
    """Return what was typed, by the parameter it goes to.

    Raises WrongUsage for an option that stands twice and is no list: the first one would be lost unsaid.
    """
    if ctx.resilient_parsing:
        return {}
    told, _, order = command.make_parser(ctx).parse_args(args=[*args])
    for param, number in Counter(order).items():
        lost = param.param_type_name == "option" and not param.multiple and "-C" not in param.opts
        if number > 1 and lost:  # of ``-C`` the last one counts, as in git
            raise WrongUsage(
                f"{shown_name(param)} står flere ganger, og bare én av dem ville blitt brukt. Ingenting er endret.",
                "Skriv alt i én tekst, eller kjør kommandoen én gang for hver.",
            )
    return dict(told)


def is_placeholder(text: str, metavar: str | None = None) -> bool:
    """Tell whether a text only holds a place open: «…», «?», blanks, or the word that the help shows.

    >>> is_placeholder("…"), is_placeholder("TEKST", "TEKST"), is_placeholder("👍"), is_placeholder("8A")
    (True, True, False, False)
    """
    said = text.strip()
    if metavar is not None and said == metavar and metavar.isalpha():
        return True
    return not any(
        (kind := unicodedata.category(sign))[0] in _LETTERS or kind in _PICTURES for sign in said
    )


def _says_nothing(ctx: Any, param: Any, text: str) -> WrongUsage:
    voice = param.name == "elevens_stemme"
    declined = voice and any(each.name == "takket_nei" for each in ctx.command.params)
    return WrongUsage(
        f"{shown_name(param)}: «{text}» sier ikke noe{', og er ikke elevens ord' if voice else ''}. "
        "Ingenting er endret.",
        "Skriv det som skal stå der, med egne ord."
        + (" Ville eleven ikke si noe, så bruk --takket-nei." if declined else ""),
    )


def _require_kept(param: Any, text: str) -> None:
    found = no_character(text)
    if found is not None:
        raise WrongUsage(
            f"{shown_name(param)}: {found} i teksten kan ikke lagres. Ingenting er endret.",
            "Skriv teksten på nytt, uten tegnet. Det kan komme med når tekst limes inn.",
        )


_PLACE = {
    "[default: ": "[standard: ",
    "[required]": "[må med]",
    "; required]": "; må med]",
}
_WHOLE = 1000
"""Signs: no sentence is as long, so none is cut."""
HELP = "Vis denne hjelpen."


def _translated(record: tuple[str, str]) -> tuple[str, str]:
    name, text = record
    for english, norwegian in _PLACE.items():
        text = text.replace(english, norwegian)
    return name, text


def _write_options(command: Any, ctx: Any, formatter: Any) -> None:
    """Write arguments and options under Norwegian headings."""
    found: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None:
            found[param.param_type_name].append(_translated(record))
    for heading, kind in (("Argumenter", "argument"), ("Valg", "option")):
        if found[kind]:
            with formatter.section(heading):
                formatter.write_dl(found[kind])
    if any(text_options(command)):
        formatter.write_paragraph()
        formatter.write_text(FROM_INPUT)
    if any(isinstance(getattr(each.type, "func", None), Dagvalg) for each in command.params):
        formatter.write_paragraph()
        formatter.write_text(EN_DATO)
    if command_of(ctx) in PER:
        formatter.write_paragraph()
        formatter.write_text(LOOKS_BACK)


def _write_usage(command: Any, ctx: Any, formatter: Any) -> None:
    pieces = (piece.strip("{}") for piece in command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Bruk: ")


def _lines_kept(text: str | None) -> str | None:
    """Mark the paragraphs of a help that are set in lines, as examples are: Click fills all others."""
    if text is None:
        return None
    paragraphs = text.split("\n\n")
    return "\n\n".join(f"\b\n{each}" if "\n  " in each else each for each in paragraphs)


def _help_option(option: Any) -> Any:
    if option is not None:
        option.help = HELP
        option.opts.sort(key=len)  # Click keeps its names in a set, in another order each time
    return option


KALT_FOER = {"--virkning": "--utfall"}
"""What an option was called before: what somebody has learnt, or keeps in a script, is still taken."""


class NorskCommand(TyperCommand):
    """A command whose help is in Norwegian."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["options_metavar"] = "[VALG]"
        kwargs["help"] = _lines_kept(kwargs.get("help"))
        super().__init__(*args, **kwargs)

    def make_parser(self, ctx: Any) -> Any:
        """Return what reads the words; an option that got another name is known by the old one too, and the help has the new."""
        parser = super().make_parser(ctx)
        for param in (each for each in self.params if isinstance(each, TyperOption)):
            for old in (KALT_FOER[each] for each in param.opts if each in KALT_FOER):
                parser.add_option(obj=param, opts=[old], dest=param.name, action="store", nargs=1)
        return parser

    def parse_args(self, ctx: Any, args: Any) -> Any:
        """Read the words of the command; a fault that does not know its command is told it."""
        try:
            told = _told_once(self, ctx, args)
            ctx.meta[TYPED] = tuple(args)
            return parsed(self, ctx, told, args)
        except Exception as error:
            if getattr(error, "ctx", ctx) is None:
                error.ctx = ctx  # type: ignore[attr-defined]  # Typer's own faults have one
            raise

    def invoke(self, ctx: Any) -> Any:
        """Run the command, with the text of a ``-`` in its place."""
        require_looks_back(ctx)
        fill_in(ctx)
        look_at(ctx)
        read_days(ctx)
        find_and_ask(ctx)
        return super().invoke(ctx)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that shows how the command is typed."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options."""
        _write_options(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option with its Norwegian text."""
        return _help_option(super().get_help_option(ctx))


class NorskGroup(TyperGroup):
    """A group of commands that also answer to their spelling without æ, ø and å."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["options_metavar"] = "[VALG]"
        kwargs["help"] = _lines_kept(kwargs.get("help"))
        kwargs["subcommand_metavar"] = "KOMMANDO [VALG] …"
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: Any, args: Any) -> Any:
        """Read the words of the group's own options."""
        _told_once(self, ctx, args)
        return super().parse_args(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command, with or without æ, ø and å."""
        name = find_word(cmd_name, self.commands)
        return super().get_command(ctx, name) if name else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that was asked for. Raises WrongUsage with the nearest one."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise WrongUsage(
                f"Det finnes ingen kommando «{args[0]}».{command_meant(args, self.commands)}",
                f"Se alle kommandoer: {ctx.command_path} --help",
            )
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the group, with the text of a ``-`` among its own options in its place."""
        fill_in(ctx)
        look_at(ctx)
        read_days(ctx)
        return super().invoke(ctx)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that shows how the command is typed."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write options and commands."""
        _write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, each with the whole first sentence of its help."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                row = (name, command.get_short_help_str(_WHOLE))
                groups.setdefault(self.heading(name), []).append(row)
        width = max((len(name) for rows in groups.values() for name, _ in rows), default=0)
        for heading, rows in groups.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), said) for name, said in rows])

    def heading(self, name: str) -> str:  # noqa: ARG002 - the program itself has several
        """Return the heading that a command stands under."""
        return "Kommandoer"

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option with its Norwegian text."""
        return _help_option(super().get_help_option(ctx))


def in_norwegian(error: Exception) -> tuple[str, str]:
    """Return the sentence and the cure for wrong usage that Typer found."""
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx is not None else "sosialplan"
    cure = f"Se hvordan: {command} --help"
    param = getattr(error, "param", None)
    name = _name(param)
    match type(error).__name__:
        case "NoSuchOption":
            option = str(getattr(error, "option_name", ""))
            known = _options(ctx)
            unknown = f"Det finnes ikke noe valg «{option}».{advice(option, known)}"
            return f"«{option}» er under null." if option[1:].isdecimal() else unknown, cure
        case "MissingParameter":
            return f"{name} mangler.", cure
        case "BadParameter":
            return f"{name}: {_wanted(param) or _said(str(getattr(error, 'message', '')))}", cure
        case "BadOptionUsage":
            return f"Valget «{getattr(error, 'option_name', '')}» mangler en verdi.", cure
        case "BadArgumentUsage":
            return "Et argument mangler.", cure
    return "Kommandoen har ett eller flere ord for mye, eller mangler en underkommando.", cure


_ENGLISH = {
    "is not readable": "filen kan ikke leses. Se om du har lov til å åpne den.",
    "is not writable": "du har ikke lov til å skrive der.",
    "is not executable": "filen kan ikke kjøres.",
    "does not exist": "finnes ikke.",
    "is a directory": "er en mappe, og skal være en fil.",
    "is a file": "er en fil, og skal være en mappe.",
    "is not one of": "er ikke en av verdiene som kan velges.",
    "does not match the format": "er ikke en dag.",
    "is not a valid boolean": "skriv ja eller nei.",
    "is not a valid": "skriv et tall.",
    "is not in the range": "tallet er for stort eller for lite.",
    "values are required": "feil antall verdier.",
    "No such file or directory": "filen finnes ikke.",
}
"""What Typer says of a value, and in Norwegian. The value is not said again."""


def _said(message: str) -> str:
    return next((ours for theirs, ours in _ENGLISH.items() if theirs in message), message)


def _wanted(param: Any) -> str:
    """Say which whole number an option wants; nothing of one that is no number."""
    least, most = (getattr(getattr(param, "type", None), each, None) for each in ("min", "max"))
    return f"skriv et helt tall fra {least} til {most}." if least is not None else ""


def _name(param: Any) -> str:
    return "Verdien" if param is None else shown_name(param)


def _options(ctx: Any) -> Sequence[str]:
    """Return the options; of two that are spelled alike the one with æ, ø or å is last, and offered."""
    if ctx is None:
        return ()
    known = [option for param in ctx.command.get_params(ctx) for option in param.opts]
    return sorted(known, key=str.isascii, reverse=True)
