"""The commands of the plan: its measures and its own texts."""

from datetime import date
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli import options_hendelse as om
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import kommende, skjedd, word_of
from sosialplan.cli.world import run_of

tiltak = typer.Typer(
    cls=NorskGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Tiltakene i planen: nye, endrede, evaluerte og avsluttede.",
)


LEVELS = ("elev", "gruppe", "klasse", "skole")


@tiltak.command("ny", cls=NorskCommand)
def ny(
    ctx: typer.Context,
    sak: valg.Sak,
    tekst: Annotated[
        str | None, typer.Option("--tiltak", metavar="TEKST", help="Hva som skal gjøres.")
    ] = None,
    ansvarlig: Annotated[
        str | None, typer.Option(metavar="ROLLE", help="Hvem som gjør det.")
    ] = None,
    nivaa: Annotated[
        str,
        typer.Option(
            "--nivå",
            "--niva",
            metavar="|".join(LEVELS),
            parser=word_of(*LEVELS),
            help="Hva det rettes mot.",
        ),
    ] = "elev",
    fra: Annotated[
        date | None,
        typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Første dag. Ellers i dag."),
    ] = None,
    til: Annotated[
        date | None, typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Siste dag.")
    ] = None,
    evalueres: Annotated[
        date | None,
        typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Dagen det evalueres."),
    ] = None,
    stedfortreder: Annotated[
        str | None, typer.Option(metavar="ROLLE", help="Hvem som tar over ved fravær.")
    ] = None,
    hvorfor: Annotated[
        str | None,
        typer.Option("--hvorfor", metavar="TEKST", help="Hvorfor det kommer inn i planen nå."),
    ] = None,
) -> int:
    r"""Legg et tiltak til i planen.

    Eksempel:
      sosialplan tiltak ny 2026-YHP9E --tiltak "Faste makkere i friminuttet" \
        --nivå klasse --ansvarlig kontaktlærer --evalueres 2026-11-09
    """
    from sosialplan.commands import tiltak as command
    from sosialplan.model.sak import Nivaa

    run = run_of(ctx)
    if tekst is None or ansvarlig is None:
        from sosialplan.commands.tiltaksvalg import ask_for_measure

        tekst, ansvarlig = ask_for_measure(run, sak, tekst, ansvarlig)
    nytt = command.NyttTiltak(
        tekst, Nivaa(nivaa), ansvarlig, fra or run.i_dag, til, evalueres, stedfortreder, hvorfor
    )
    return command.ny(run, sak, nytt)


@tiltak.command("endre", cls=NorskCommand)
def endre(
    ctx: typer.Context,
    sak: valg.Sak,
    tiltak_id: valg.TiltakId,
    hvorfor: valg.Hvorfor,
    tekst: Annotated[
        str | None, typer.Option("--tiltak", metavar="TEKST", help="Ny tekst.")
    ] = None,
    nivaa: Annotated[
        str | None,
        typer.Option(
            "--nivå", "--niva", metavar="|".join(LEVELS), parser=word_of(*LEVELS), help="Nytt nivå."
        ),
    ] = None,
    ansvarlig: Annotated[str | None, typer.Option(metavar="ROLLE", help="Ny ansvarlig.")] = None,
    stedfortreder: Annotated[
        str | None, typer.Option(metavar="ROLLE", help="Ny stedfortreder.")
    ] = None,
    fra: Annotated[
        date | None, typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Ny første dag.")
    ] = None,
    til: Annotated[
        date | None, typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Ny siste dag.")
    ] = None,
    evalueres: Annotated[
        date | None,
        typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Ny dag for evaluering."),
    ] = None,
    dato: valg.Dato = None,
) -> int:
    r"""Endre et tiltak. Hva, når og hvorfor vises i planen.

    Eksempel:
      sosialplan tiltak endre 2026-YHP9E fvqb --evalueres 2026-11-16 \
        --hvorfor "Eleven var syk"
    """
    from sosialplan.commands import tiltak as command
    from sosialplan.model.sakspapirer import Felt

    told = {
        Felt.TILTAK: tekst,
        Felt.NIVAA: nivaa,
        Felt.ANSVARLIG: ansvarlig,
        Felt.STEDFORTREDER: stedfortreder,
        Felt.FRA: fra,
        Felt.TIL: til,
        Felt.EVALUERES: evalueres,
    }
    changes = {felt: str(value) for felt, value in told.items() if value is not None}
    return command.endre(run_of(ctx), sak, tiltak_id, changes, hvorfor=hvorfor, dato=dato)


@tiltak.command("evaluer", cls=NorskCommand)
def evaluer(
    ctx: typer.Context,
    sak: valg.Sak,
    tiltak_id: valg.TiltakId,
    gjennomfoert: Annotated[
        str,
        typer.Option(
            "--gjennomført",
            "--gjennomfort",
            metavar="ja|delvis|nei",
            parser=word_of("ja", "delvis", "nei"),
            help="Ble tiltaket gjennomført?",
        ),
    ],
    utfall: Annotated[
        str,
        typer.Option(
            metavar="god|delvis|ingen", parser=word_of("god", "delvis", "ingen"), help="Effekten."
        ),
    ],
    neste: om.Neste = None,
    beslutning: om.Beslutning = None,
    elev: om.ElevSier = None,
    foresatte: om.ForesatteSier = None,
    skolen: om.SkolenSer = None,
    hvorfor: om.GikkSlik = None,
    av: valg.Av = None,
    dato: valg.Dato = None,
) -> int:
    r"""Skriv ned en evaluering av ett tiltak.

    Eksempel:
      sosialplan tiltak evaluer 2026-YHP9E fvqb --gjennomført ja --utfall delvis \
        --elev "Det hjelper litt" --neste 2026-11-30
    """
    from sosialplan.commands import tiltak as command
    from sosialplan.model.sak import Beslutning, Gjennomfoert, Utfall

    vurdering = command.Vurdering(
        Gjennomfoert(gjennomfoert), Utfall(utfall), dato, av, elev, foresatte, skolen, hvorfor,
        Beslutning(beslutning) if beslutning else None, neste,
    )  # fmt: skip
    return command.evaluer(run_of(ctx), sak, tiltak_id, vurdering)


@tiltak.command("rett", cls=NorskCommand)
def rett(
    ctx: typer.Context,
    sak: valg.Sak,
    evaluering: om.EvalueringId,
    gjennomfoert: om.Gjennomfoert = None,
    utfall: om.EvaluertUtfall = None,
    neste: om.Neste = None,
    beslutning: om.Beslutning = None,
    elev: om.ElevSier = None,
    foresatte: om.ForesatteSier = None,
    skolen: om.SkolenSer = None,
    hvorfor: om.GikkSlik = None,
    av: valg.Av = None,
    dato: valg.Dato = None,
    endret_til: om.EndretTil = None,
    utgaar: om.Utgaar = False,
) -> int:
    """Rett en evaluering, en endring eller en avslutning av et tiltak. Det som sto, blir stående.

    Eksempler:
      sosialplan tiltak rett 2026-YHP9E gkhz --utfall god
      sosialplan tiltak rett 2026-YHP9E f3nx --utgår
    """
    from sosialplan.commands.tiltak_rett import rett as command
    from sosialplan.model.sak import Beslutning, Gjennomfoert, Utfall

    told = {
        "gjennomfoert": Gjennomfoert(gjennomfoert) if gjennomfoert else None,
        "utfall": Utfall(utfall) if utfall else None,
        "beslutning": Beslutning(beslutning) if beslutning else None,
        "neste": neste, "elev": elev, "foresatte": foresatte, "skolen": skolen,
        "hvorfor": hvorfor, "av": av, "dato": dato, "endret_til": endret_til, "utgaar": utgaar,
    }  # fmt: skip
    return command(run_of(ctx), sak, evaluering, told)


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
def plan(
    ctx: typer.Context,
    sak: valg.Sak,
    problem: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Hva tiltakene skal løse.")
    ] = None,
    maal: Annotated[
        str | None, typer.Option("--mål", "--mal", metavar="TEKST", help="Målet.")
    ] = None,
    elevens_stemme: Annotated[
        str | None,
        typer.Option("--elevens-stemme", metavar="TEKST", help="Det eleven sier om problemet."),
    ] = None,
    om_tiltakene: Annotated[
        str | None,
        typer.Option(
            "--elevens-stemme-om-tiltakene", metavar="TEKST", help="Det eleven sier om tiltakene."
        ),
    ] = None,
    stemme_dato: Annotated[
        date | None,
        typer.Option("--elevens-stemme-dato", metavar="ÅÅÅÅ-MM-DD", parser=skjedd, help="Dagen."),
    ] = None,
    hoert_av: Annotated[
        str | None,
        typer.Option(
            "--elevens-stemme-hørt-av",
            "--elevens-stemme-hort-av",
            metavar="ROLLE",
            help="Hvem som hørte.",
        ),
    ] = None,
    foresattes_syn: Annotated[
        str | None, typer.Option("--foresattes-syn", metavar="TEKST", help="Det foresatte sier.")
    ] = None,
    barnets_beste: Annotated[
        str | None,
        typer.Option("--barnets-beste", metavar="TEKST", help="Vurderingen av barnets beste."),
    ] = None,
    ansvarlig: Annotated[
        str | None, typer.Option("--ansvarlig-i-ledelsen", metavar="ROLLE", help="Hvem i ledelsen.")
    ] = None,
) -> int:
    r"""Skriv planens egne tekster: problem, mål, stemmer og barnets beste.

    Eksempel:
      sosialplan tiltak plan 2026-YHP9E --problem "Eleven er alene i friminuttene" \
        --mål "Eleven har noen å være sammen med hver dag"
    """
    from sosialplan.commands import tiltak as command

    told = {
        "problem": problem,
        "mål": maal,
        "elevens_stemme": elevens_stemme,
        "elevens_stemme_om_tiltakene": om_tiltakene,
        "elevens_stemme_dato": str(stemme_dato) if stemme_dato else None,
        "elevens_stemme_hørt_av": hoert_av,
        "foresattes_syn": foresattes_syn,
        "barnets_beste": barnets_beste,
        "ansvarlig_i_ledelsen": ansvarlig,
    }
    texts = {key: value for key, value in told.items() if value is not None}
    return command.plan(run_of(ctx), sak, texts)
