"""The program's own options, and all its commands."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from sosialplan import __version__
from sosialplan.cli.aapning import with_opening
from sosialplan.cli.inn_og_ut import with_file
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import en_dag, tilbake
from sosialplan.cli.world import World
from sosialplan.model.skrivemaate import find_word

HELP = """Skolens sosiale handlingsplan som tekstfiler som regner.

Åpne en sak, få vite hva som må skje når og hvem som gjør det, skriv ned det som skjer,
og skriv ut aktivitetsplanen og årshjulet. Alt blir spor i git.

Eksempler:
  sosialplan demo                 se hvordan det virker, med oppdiktede saker
  sosialplan start skolen         lag skolens egen mappe
  sosialplan ny-sak               åpne en sak
  sosialplan frister              hva må gjøres, og når?
  sosialplan forklar SAK STEG     hvorfor er fristen den dagen?
"""


DESK = "dagen"
"""The command that the program's name alone means, where a person sits in front of it."""
COMMANDS = {
    DESK: ("dagen", "dagen", "Hva må skje?"),
    "frister": ("frister", "frister", "Hva må skje?"),
    "saker": ("frister", "saker", "Hva må skje?"),
    "varsle": ("frister", "varsle", "Hva må skje?"),
    "vis": ("frister", "vis", "Hva må skje?"),
    "søk": ("frister", "soek", "Hva må skje?"),
    "forklar": ("frister", "forklar", "Hva må skje?"),
    "tavle": ("frister", "tavle", "Hva må skje?"),
    "ny-sak": ("sak", "ny_sak", "En sak"),
    "registrer": ("sak", "registrer", "En sak"),
    "sak": ("sakshodet", "sak", "En sak"),
    "rett": ("sak", "rett", "En sak"),
    "meld": ("innboks", "meld", "En sak"),
    "innboks": ("innboks", "innboks", "En sak"),
    "tiltak": ("tiltak", "tiltak", "En sak"),
    "møte": ("moeter", "moete", "Møter og årshjul"),
    "vedtak": ("ansvar", "vedtak", "En sak"),
    "innkall": ("moeter", "innkall", "En sak"),
    "fravær": ("fravaer", "fravaer", "Fravær"),
    "godkjenn": ("ansvar", "godkjenn", "En sak"),
    "oppfølging": ("ansvar", "oppfoelging", "En sak"),
    "overfør": ("ansvar", "overfoer", "En sak"),
    "importer": ("fravaer", "importer", "Fravær"),
    "lag": ("dokumenter", "lag", "Dokumenter og kopier"),
    "arkiver": ("kopier", "arkiver", "Dokumenter og kopier"),
    "utlever": ("dokumenter", "utlever", "Dokumenter og kopier"),
    "tilsyn": ("dokumenter", "tilsyn", "Dokumenter og kopier"),
    "innsyn": ("dokumenter", "innsyn", "Dokumenter og kopier"),
    "overlever": ("ansvar", "overlever", "Dokumenter og kopier"),
    "ta-imot": ("ansvar", "ta_imot", "Dokumenter og kopier"),
    "avklar": ("dokumenter", "avklar", "Dokumenter og kopier"),
    "sjekk-kopi": ("dokumenter", "sjekk_kopi", "Dokumenter og kopier"),
    "les": ("dokumenter", "les", "Dokumenter og kopier"),
    "årshjul": ("hjulet", "hjul", "Møter og årshjul"),
    "slå-opp": ("planen", "slaa_opp", "Planen og skoleåret"),
    "kjeder": ("planen", "kjeder", "Planen og skoleåret"),
    "regn": ("frister", "regn", "Hva må skje?"),
    "valider": ("mappen", "valider", "Planen og skoleåret"),
    "angre": ("historikk", "angre", "Lagre og dele"),
    "lagre": ("mappen", "lagre", "Lagre og dele"),
    "sjekk": ("mappen", "sjekk", "Mappen"),
    "rydd": ("mappen", "rydd", "Mappen"),
    "vokt": ("mappen", "vokt", "Mappen"),
    "synk": ("historikk", "synk", "Lagre og dele"),
    "tilgang": ("tilgang", "tilgang", "Hvem leser hva?"),
    "nøkler": ("vern", "noekler", "Hvem leser hva?"),
    "vern": ("vern", "vern", "Hvem leser hva?"),
    "rediger": ("vern", "rediger", "En sak"),
    "innsynslogg": ("vern", "innsynslogg", "Hvem leser hva?"),
    "løs": ("historikk", "loes", "Lagre og dele"),
    "flett": ("historikk", "flett", "Lagre og dele"),
    "logg": ("historikk", "logg", "Hva er endret, og av hvem?"),
    "sammenlign": ("historikk", "sammenlign", "Hva er endret, og av hvem?"),
    "statistikk": ("planen", "statistikk", "Planen og skoleåret"),
    "nytt-skoleår": ("mappen", "nytt_skoleaar", "Planen og skoleåret"),
    "oppgrader": ("mappen", "oppgrader", "Mappen"),
    "skole": ("skolen", "skole", "Planen og skoleåret"),
    "skolerute": ("planen", "skolerute", "Planen og skoleåret"),
    "plan": ("planen", "plan", "Planen og skoleåret"),
    "start": ("mappen", "start", "Mappen"),
    "fullføring": ("fullfoering", "fullfoering", "Mappen"),
    "demo": ("mappen", "demo", "Mappen"),
    "sikkerhetskopi": ("kopier", "sikkerhetskopi", "Mappen"),
    "gjenopprett": ("kopier", "gjenopprett", "Mappen"),
    "oppbevaring": ("kopier", "oppbevaring", "Mappen"),
    "slett": ("kopier", "slett", "Mappen"),
}
"""Every command in the order of the help page: its module, its declaration there, which says its help, and its group."""


TAKES_A_VALUE = ("--i-dag", "--per", "-C", "--mappe")
"""The program's own options that take a value; they may also stand after the command."""
DETALJER = "--detaljer"
"""Asks for what the machine knows and a person seldom needs: ``main`` reads it, wherever it stands."""
ENKEL = "--enkel"
"""Asks for the desk without anything drawn on the screen."""
IN_ONE_PIECE = tuple(f"{each}=" for each in TAKES_A_VALUE if each.startswith("--"))


class _InOrder(NorskGroup):
    """The program: its commands in the order of the table, where Typer puts groups last."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands."""
        known = super().list_commands(ctx)
        return [name for name in COMMANDS if name in known]

    def heading(self, name: str) -> str:
        """Return what a command is for: the group of the table."""
        return COMMANDS[name][2].rstrip("?")


def command_for(args: Sequence[str]) -> Any:
    """Return the program, ready to be called, with what is needed for these words: see ``app_for``."""
    return _command_with(tuple(_wanted(args)))


@cache
def _command_with(names: tuple[str, ...]) -> Any:
    return typer.main.get_command(_app_with(names))


def app_for(args: Sequence[str]) -> typer.Typer:
    """Return the program with the one command that is asked for, or with all of them.

    Declaring a command costs as much as running a small one, so only what is needed is declared.
    """
    return _app_with(tuple(_wanted(args)))


_OF_EVERY_COMMAND = frozenset({"--format", "--til", "--åpne", "--help"})
"""How it is shown, and not what is said."""


def options_of(words: Sequence[str]) -> list[Any]:
    """Return the options by which more can be said of what a command writes."""
    command = command_for(words)
    for each in words:
        under = getattr(command, "commands", {})
        found = find_word(each, under)
        if found is None:
            break
        command = under[found]
    return [
        each
        for each in command.params
        if each.param_type_name == "option"
        and not each.hidden
        and each.opts[0] not in _OF_EVERY_COMMAND
    ]


def _app_with(names: tuple[str, ...]) -> typer.Typer:
    app = typer.Typer(
        cls=_InOrder,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h", "--hjelp"]},
    )
    app.callback(help=HELP)(program)
    for name in names:
        module, attribute, _ = COMMANDS[name]
        declared = getattr(import_module(f"sosialplan.cli.{module}"), attribute)
        if isinstance(declared, typer.Typer):
            _let_write(declared)
            app.add_typer(declared, name=name)
        else:
            app.command(name, cls=NorskCommand)(with_opening(with_file(declared)))
    return app


def _let_write(group: typer.Typer) -> None:
    """Let every command of a group, and the group's own, write its result to a file, and open it."""
    for each in (*group.registered_commands, group.registered_callback):
        if each is not None and each.callback is not None:
            each.callback = with_opening(with_file(each.callback))
    for under in group.registered_groups:
        if under.typer_instance is not None:
            _let_write(under.typer_instance)


def _wanted(args: Sequence[str]) -> Sequence[str]:
    """Return the command that is asked for; all of them for the help page or a misspelt word."""
    if "--versjon" in args:
        return ()
    found = find_word(next(_words(args), ""), COMMANDS)
    return (found,) if found is not None else tuple(COMMANDS)


def names_no_command(args: Sequence[str]) -> bool:
    """Tell whether only the program's own options stand there."""
    return next(_words(args), None) is None


def _words(args: Sequence[str]) -> Iterator[str]:
    """Yield what is none of the program's own options with a value."""
    left = iter(args)
    for arg in left:
        if arg in TAKES_A_VALUE:
            next(left, None)
        elif not arg.startswith(IN_ONE_PIECE) and arg not in {DETALJER, ENKEL}:
            yield arg


def _show_version(ctx: typer.Context, wanted: bool) -> None:
    world = ctx.find_object(World)
    if wanted and world is not None:
        world.terminal.line(f"sosialplan {__version__}")
        raise typer.Exit


def program(
    ctx: typer.Context,
    mappe: Annotated[
        Path | None,
        typer.Option(
            "-C", "--mappe", metavar="MAPPE", help="Skolens mappe. Ellers letes det oppover herfra."
        ),
    ] = None,
    i_dag: Annotated[
        date | None,
        typer.Option("--i-dag", metavar="DATO", parser=en_dag, help="Dagen alt skal dømmes fra."),
    ] = None,
    per: Annotated[
        date | None,
        typer.Option(
            "--per",
            metavar="DATO",
            parser=tilbake,
            help="Slik det var kjent i historikken da den dagen var slutt, dømt fra den dagen.",
        ),
    ] = None,
    _detaljer: Annotated[
        bool,
        typer.Option(
            DETALJER, help="Vis også hva git kaller det som lagres, og hvor filen ligger."
        ),
    ] = False,
    _versjon: Annotated[
        bool,
        typer.Option("--versjon", callback=_show_version, is_eager=True, help="Vis versjonen."),
    ] = False,
) -> None:
    """Keep what the program's own options said for the command."""
    world = ctx.find_object(World)
    if world is not None:
        ctx.obj = world.told(mappe, i_dag, per)
