"""The commands of the plan: its measures and its own texts."""

from typing import Any

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.feltvalg import Feltvalg
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.world import run_of
from sosialplan.model.felter.feltlinje import attribute, key_of
from sosialplan.model.felter.planfelt import AKTIVITETSPLAN, EVALUERING, TILTAK
from sosialplan.model.sak import Aktivitetsplan, Evaluering, Tiltak

tiltak = typer.Typer(
    cls=NorskGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Tiltakene i planen: nye, endrede, evaluerte og avsluttede.",
)


TILTAKET = Feltvalg({"": TILTAK}, Tiltak)
ENDRES = Feltvalg({"": TILTAK}, Tiltak, rettes=True)
EVALUERINGEN = Feltvalg({"": EVALUERING}, Evaluering, spoerres=True)
RETTES = Feltvalg({"": EVALUERING}, Evaluering, rettes=True)
PLANEN = Feltvalg({"": AKTIVITETSPLAN}, Aktivitetsplan)
"""What can be told of a measure, changed in it, told of an evaluation, put right in it, and of the plan."""


@tiltak.command("ny", cls=NorskCommand)
@TILTAKET.options
def ny(ctx: typer.Context, sak: valg.Sak, **told: Any) -> int:
    r"""Legg et tiltak til i planen.

    Eksempel:
      sosialplan tiltak ny 2026-YHP9E --tiltak "Faste makkere i friminuttet" \
        --nivå klasse --ansvarlig kontaktlærer --evalueres 2026-11-09
    """
    from sosialplan.commands import tiltak as command
    from sosialplan.commands.svarene import ask_for_measure

    run, values = run_of(ctx), TILTAKET.values(told)
    values = ask_for_measure(run, sak, values)
    return command.ny(run, sak, Tiltak(id="", **{"fra": run.i_dag, **values}))


@tiltak.command("endre", cls=NorskCommand)
@ENDRES.options
def endre(
    ctx: typer.Context,
    sak: valg.Sak,
    tiltak_id: valg.TiltakId,
    hvorfor: valg.Hvorfor,
    *,
    dato: valg.Dato = None,
    **told: Any,
) -> int:
    r"""Endre et tiltak. Hva, når og hvorfor vises i planen.

    Eksempel:
      sosialplan tiltak endre 2026-YHP9E fvqb --evalueres 2026-11-16 \
        --hvorfor "Eleven var syk"
    """
    from sosialplan.commands import tiltak as command
    from sosialplan.model.sakspapirer import Felt

    values = ENDRES.values(told)
    by = {each: values.get(attribute(Tiltak, each.value)) for each in Felt}
    changes = {felt: str(value) for felt, value in by.items() if value is not None}
    return command.endre(run_of(ctx), sak, tiltak_id, changes, hvorfor=hvorfor, dato=dato)


@tiltak.command("evaluer", cls=NorskCommand)
@EVALUERINGEN.options
def evaluer(
    ctx: typer.Context, sak: valg.Sak, tiltak_id: valg.TiltaketEllerAlle = None, **told: Any
) -> int:
    r"""Skriv ned en evaluering av ett tiltak, eller av alle som løper.

    Uten TILTAK blir du i en terminal spurt om hvert tiltak som løper. Et tomt svar hopper over det, og alt lagres
    samlet til slutt. Det du sier med valg, gjelder alle.

    Eksempler:
      sosialplan tiltak evaluer 2026-YHP9E fvqb --gjennomført ja --virkning delvis \
        --elev "Det hjelper litt" --neste 2026-11-30
      sosialplan tiltak evaluer 2026-YHP9E --gjennomført ja --virkning delvis --neste "om to uker"
    """
    from sosialplan.commands.samlet.evalueringene import evaluer as command

    run = run_of(ctx)
    return command(run, sak, tiltak_id, {"dato": run.i_dag, **EVALUERINGEN.values(told)})


@tiltak.command("rett", cls=NorskCommand)
@RETTES.options
def rett(
    ctx: typer.Context,
    sak: valg.Sak,
    evaluering: valg.EvalueringId,
    *,
    endret_til: valg.EndretTil = None,
    utgaar: valg.Utgaar = False,
    **told: Any,
) -> int:
    """Rett en evaluering, en endring eller en avslutning av et tiltak. Det som sto, blir stående.

    Eksempler:
      sosialplan tiltak rett 2026-YHP9E gkhz --virkning god
      sosialplan tiltak rett 2026-YHP9E f3nx --utgår
    """
    from sosialplan.commands.tiltak_rett import rett as command

    values = RETTES.values(told) | {"endret_til": endret_til, "utgaar": utgaar}
    return command(run_of(ctx), sak, evaluering, values)


@tiltak.command("avslutt", cls=NorskCommand)
def avslutt(
    ctx: typer.Context,
    sak: valg.Sak,
    tiltak_id: valg.TiltakId,
    hvorfor: valg.Hvorfor,
    dato: valg.Dato = None,
) -> int:
    """Avslutt et tiltak.

    Eksempel:
      sosialplan tiltak avslutt 2026-YHP9E fvqb --hvorfor "Trengs ikke lenger"
    """
    from sosialplan.commands import tiltak as command

    return command.avslutt(run_of(ctx), sak, tiltak_id, hvorfor=hvorfor, dato=dato)


@tiltak.command("plan", cls=NorskCommand)
@PLANEN.options
def plan(ctx: typer.Context, sak: valg.Sak, **told: Any) -> int:
    r"""Skriv planens egne tekster: problem, mål, stemmer og barnets beste.

    Eksempel:
      sosialplan tiltak plan 2026-YHP9E --problem "Eleven er alene i friminuttene" \
        --mål "Eleven har noen å være sammen med hver dag"
    """
    from sosialplan.commands import tiltak as command

    values = PLANEN.values(told).items()
    texts = {key_of(Aktivitetsplan, name): str(value) for name, value in values}
    return command.plan(run_of(ctx), sak, texts)
