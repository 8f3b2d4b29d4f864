"""What can stand where the cursor is: the shell asks by ``_SOSIALPLAN_COMPLETE``; and ``fullføring``, which lets it.

Numbers, codes and words of the plan, never a name of a pupil: what is completed stands on a screen that others see.
Nothing sealed is opened, nothing is written, and where something fails nothing is offered.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.completion import (  # type: ignore[attr-defined]  # Typer names no module for them
    completion_init,
    get_completion_script,
    install,
)

from sosialplan.cli.values import word_of
from sosialplan.cli.world import ASKS, World
from sosialplan.files.filtolk import read_value
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe, find_planmappe
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.sak import Sak
from sosialplan.rules.checks.case_checks import FELLES_STEG
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.vern.laas import without_keys

if TYPE_CHECKING:
    from sosialplan.model.plan import Plan

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
Tilbud = Iterator[tuple[str, str]]
"""Words that can stand there, each with what it means."""


class Ordforslag(NamedTuple):
    """A word that can stand there, as Typer's scripts for the shells read it."""

    value: str
    help: str | None
    type: str = "plain"


class Stedet:
    """Where something is typed: the planmappe, and the words of the line so far."""

    def __init__(self, mappe: Planmappe, typed: tuple[str, ...]) -> None:
        self.mappe = mappe
        self.typed = typed

    @property
    def plan(self) -> "Plan":
        """The plan. Raises ExpectedFailure where it has a fault: then nothing of it is offered."""
        plan, _ = load_plan(self.mappe)
        if plan is None:
            raise ExpectedFailure("Planen har feil.", "Se: sosialplan valider")
        return plan

    @property
    def sak(self) -> Sak | None:
        """The case that is named in the line, where it lies open."""
        number = next(filter(None, map(normalise, self.typed)), None)
        path = number and self.mappe.case_path(number)
        if not path or self.mappe.lies(path) != path:
            return None
        read, _ = read_value(self.mappe, path, Sak)
        return read.value if read else None


def _saker(stedet: Stedet) -> Tilbud:
    found = (path.stem for path in stedet.mappe.files("saker"))
    yield from ((number, "") for number in sorted(filter(normalise, found), reverse=True))


def _steg(stedet: Stedet) -> Tilbud:
    plan, sak = stedet.plan, stedet.sak
    for kjede in plan.kjeder:
        if sak is None or kjede.kjede == sak.kjede:
            yield from ((each.steg, each.navn) for each in kjede.steg)
    yield from ((each, "") for each in FELLES_STEG)


def _dokumenter(_: Stedet) -> Tilbud:
    from sosialplan.views.dokumentliste import DOKUMENTER  # as costly as a command

    yield from ((each.kode, each.navn) for each in DOKUMENTER)


def _klasser(stedet: Stedet) -> Tilbud:
    yield from ((each.klasse, "") for each in stedet.plan.skole.klasser)


def _roller(stedet: Stedet) -> Tilbud:
    yield from ((each.rolle, "") for each in stedet.plan.skole.roller)


def _kjeder(stedet: Stedet) -> Tilbud:
    yield from ((each.kjede, each.navn) for each in stedet.plan.kjeder)


def _kategorier(stedet: Stedet) -> Tilbud:
    yield from ((each.kategori, each.navn) for each in stedet.plan.skole.kategorier)


def _statuser(_: Stedet) -> Tilbud:
    from sosialplan.cli.frister import STATUSES  # declared only where it is asked for

    yield from ((each, "") for each in STATUSES)


def _moeter(stedet: Stedet) -> Tilbud:
    yield from ((each.moete, each.navn) for each in stedet.plan.moeter.moeter)


OFFERED: Mapping[str, Callable[[Stedet], Tilbud]] = {
    "SAK": _saker,
    "STEG": _steg,
    "DOKUMENT": _dokumenter,
    "KLASSE": _klasser,
    "ROLLE": _roller,
    "KJEDE": _kjeder,
    "MØTE": _moeter,
    "--kategori": _kategorier,
    "--status": _statuser,
}
"""What is offered for a value, by the word that the help shows for it, or by the option."""


def offer(ctx: Any, param: Any) -> Tilbud:
    """Yield what can stand for a value; nothing where there is no planmappe, or it cannot be read."""
    words = (param.metavar or "").strip("[]…").replace(",", "|").split("|")
    kinds = [OFFERED[each] for each in dict.fromkeys((*words, *param.opts)) if each in OFFERED]
    if not kinds:
        yield from ((each, "") for each in words if len(words) > 1 and each.islower())
        return
    try:
        mappe = find_planmappe(_start(ctx), without_keys())
        stedet = Stedet(mappe, (*_texts(ctx.params), *ctx.args))
        yield from [each for kind in kinds for each in kind(stedet)]
    except (ExpectedFailure, OSError):
        return


def _start(ctx: Any) -> Path:
    said = ctx.find_root().params.get("mappe")
    world = ctx.find_object(World)
    return Path(said) if said else (world and world.mappe) or Path.cwd()


def _texts(params: Mapping[str, Any]) -> Iterator[str]:
    for value in params.values():
        yield from (each for each in ([value] if isinstance(value, str) else value or ()) if each)


def answer(command: Any) -> Any:
    """Return a command that tells the shell what can stand where the cursor is."""
    completion_init()
    _let_offer(command)
    return command


def _let_offer(command: Any) -> None:
    for param in command.params:
        param.shell_complete = _offered(param)
    for each in getattr(command, "commands", {}).values():
        _let_offer(each)


def _offered(param: Any) -> Callable[[Any, str], list[Any]]:
    own = param.shell_complete

    def complete(ctx: Any, begun: str) -> list[Any]:
        found = [
            Ordforslag(word, said or None)
            for word, said in dict(offer(ctx, param)).items()
            if word.casefold().startswith(begun.casefold())
        ]
        return found or list(own(ctx, begun))

    return complete


def fullfoering(
    ctx: typer.Context,
    skall: Annotated[
        str | None,
        typer.Argument(
            metavar="SKALL",
            parser=word_of(*SHELLS),
            help=f"{', '.join(SHELLS)}. Ellers det du er i.",
        ),
    ] = None,
    vis: Annotated[
        bool, typer.Option("--vis", help="Vis skriptet i stedet for å legge det inn.")
    ] = False,
) -> None:
    """Få ordene fullført med tabulator: kommandoer, valg, saksnumre, steg, roller, klasser og dokumenter.

    Det legges inn i innstillingene til skallet ditt, og virker i neste vindu. Navn på elever fullføres aldri.

    Eksempler:
      sosialplan fullføring bash
      sosialplan fullføring bash --vis
    """
    world = ctx.find_object(World)
    if world is None:
        raise typer.Exit
    if vis:
        found = skall or _detected()
        script = get_completion_script(prog_name="sosialplan", complete_var=ASKS, shell=found)
        world.terminal.line(script)
        return
    kind, path = _laid_in(skall or _detected())
    world.terminal.line(f"Lagt inn for {kind} i {path}. Åpne et nytt vindu, og trykk tabulator.")
    world.terminal.note(
        f"Slik tas det bort igjen: slett linjen om fullføringen i innstillingene til {kind}."
    )


def _laid_in(shell: str) -> tuple[str, Path]:
    """Let Typer write its script and the line that loads it. Raises ExpectedFailure where the shell is not here."""
    try:
        return install(shell=shell, prog_name="sosialplan", complete_var=ASKS)
    except OSError as error:
        raise ExpectedFailure(
            f"Innstillingene til {shell} kunne ikke skrives. Ingenting er endret i planmappen.",
            f"Legg det inn selv: sosialplan fullføring {shell} --vis",
        ) from error


def _detected() -> str:
    import shellingham  # type: ignore[import-untyped]  # only where it is asked for

    try:
        name, _ = shellingham.detect_shell()
    except shellingham.ShellDetectionFailure:
        name = ""
    if name not in SHELLS:
        raise ExpectedFailure(
            "Programmet vet ikke hvilket skall dette er.",
            f"Si det: sosialplan fullføring {SHELLS[0]}. De som finnes: {', '.join(SHELLS)}",
        )
    return str(name)
