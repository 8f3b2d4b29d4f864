"""The commands of absence, and of lists that are read in."""

from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec.structs import replace

from sosialplan.cli import options as valg
from sosialplan.cli.feltvalg import Etter, Feltvalg
from sosialplan.cli.inn_og_ut import require_only
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.world import run_of
from sosialplan.model.felter.delte_felt import FRAVAERSPERIODE
from sosialplan.model.felter.hendelsesfelt import I_HENDELSEN
from sosialplan.model.fravaer import Fravaersperiode
from sosialplan.model.sak import Hendelse
from sosialplan.rules.kontrolltegn import normalise

fravaer = typer.Typer(
    cls=NorskGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Fravær og fraværstrappen, for elever med og uten sak.",
)


importer = typer.Typer(
    cls=NorskGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Les inn lister fra andre systemer.",
)


Elev = Annotated[
    str | None,
    typer.Option("--elev", metavar="NAVN", help="Elevens navn, uten sak."),
]


Klasse = Annotated[str | None, typer.Option("--klasse", metavar="KLASSE", help="Som 8B.")]


PERIODEN = Feltvalg({"": FRAVAERSPERIODE}, Fravaersperiode, spoerres=True)
RETTES = Feltvalg({"": FRAVAERSPERIODE}, Fravaersperiode, rettes=True)
OPPFOELGINGEN = Feltvalg(
    I_HENDELSEN, Hendelse, bare=(Hendelse.dato, Hendelse.av, Hendelse.maate, Hendelse.notat)
)
"""What can be told of absence, put right in it, and told of what was done about it."""


SakEllerKlasse = Annotated[
    str | None,
    typer.Argument(
        metavar="[SAK|KLASSE]",
        help="Saksnummeret, om eleven har en sak. En klasse krysses av i en terminal.",
    ),
]
SakEller = Annotated[
    str | None, typer.Argument(metavar="[SAK]", help="Saksnummeret, om eleven har en sak.")
]


@fravaer.command("registrer", cls=NorskCommand)
@PERIODEN.options
def fravaer_registrer(
    ctx: typer.Context,
    sak: SakEllerKlasse = None,
    *,
    elev: Annotated[Elev, Etter("fra")] = None,
    klasse: Annotated[Klasse, Etter("fra")] = None,
    ny_elev: Annotated[valg.NyElev, Etter("fra")] = False,
    **told: Any,
) -> int:
    r"""Skriv ned fravær. Bare skoledager teller.

    Med en klasse, i en terminal, krysses de som er borte, av i klasselisten. Da er det i dag, om ikke --fra sier
    noe annet. Er klassene lest inn, er begynnelsen av et navn nok.

    Eksempler:
      sosialplan fravær registrer 2026-YHP9E --fra 2026-11-02 --til 2026-11-06 \
        --type gyldig --meldt ja
      sosialplan fravær registrer --elev "Oppdiktet Elev" --klasse 8B --fra 2026-11-02
      sosialplan fravær registrer 8B
    """
    from sosialplan.commands.fravaer.fravaersfoering import registrer as command
    from sosialplan.commands.fravaer.klassekryss import kryss_av
    from sosialplan.commands.svar.dagsvar import asked_day
    from sosialplan.model.failure import WrongUsage
    from sosialplan.model.fravaer import Periode

    run, values = run_of(ctx), PERIODEN.values(told)
    whole_class = sak is not None and normalise(sak) is None
    if "fra" not in values:
        if not whole_class and not run.terminal.interactive:
            raise WrongUsage("Valget «--fra» mangler.", "Si første dag, som: --fra i-går")
        asked = None if whole_class else asked_day(run, "Hvilken dag? (tomt svar er i dag)")
        values["fra"] = asked or run.i_dag
    periode = Periode(**{"til": values["fra"], **values})
    if not whole_class or sak is None:
        return command(run, sak, elev, klasse, periode, ny_elev=ny_elev)
    require_only(
        ctx, "sak", *(each for each in told if each != "fag"), when="når en klasse krysses av"
    )
    return kryss_av(run, sak, periode)


@fravaer.command("følg-opp", cls=NorskCommand)
@OPPFOELGINGEN.options
def fravaer_foelg_opp(
    ctx: typer.Context,
    steg: valg.Steg,
    elev: Annotated[str, typer.Option("--elev", metavar="NAVN", help="Elevens navn.")],
    klasse: Annotated[str, typer.Option("--klasse", metavar="KLASSE", help="Som 8B.")],
    **told: Any,
) -> int:
    r"""Skriv ned det som er gjort for en elev som ikke har sak.

    Eksempel:
      sosialplan fravær følg-opp foresatte-kontaktet --elev "Oppdiktet Elev Hauge" \
        --klasse 9D --av kontaktlærer --måte telefon
    """
    from sosialplan.commands.fravaer.fravaersfoering import foelg_opp
    from sosialplan.commands.svarene import svarene_av

    return foelg_opp(run_of(ctx), steg, elev, klasse, svarene_av(OPPFOELGINGEN.values(told)))


@fravaer.command("bytt-klasse", cls=NorskCommand)
def fravaer_bytt_klasse(
    ctx: typer.Context,
    elev: Annotated[str, typer.Option("--elev", metavar="NAVN", help="Elevens navn.")],
    fra: Annotated[str, typer.Option("--fra-klasse", metavar="KLASSE", help="Klassen før.")],
    til: Annotated[str, typer.Option("--til-klasse", metavar="KLASSE", help="Klassen nå.")],
) -> int:
    """En elev uten sak har byttet klasse: fraværet før telles med i den nye.

    Eksempel:
      sosialplan fravær bytt-klasse --elev "Oppdiktet Elev Hauge" --fra-klasse 9D --til-klasse 9C
    """
    from sosialplan.commands.fravaer.fravaersfoering import bytt_klasse

    return bytt_klasse(run_of(ctx), elev, fra, til)


@fravaer.command("rett", cls=NorskCommand)
@RETTES.options
@OPPFOELGINGEN.options
def fravaer_rett(
    ctx: typer.Context,
    fravaeret: Annotated[
        str, typer.Argument(metavar="ID", help="Id-en, de første tegnene, eller saksnummeret.")
    ],
    *,
    utgaar: valg.Utgaar = False,
    **told: Any,
) -> int:
    """Rett fravær, eller oppfølging uten sak, som er skrevet feil. Det som sto, blir stående.

    Med et saksnummer i stedet for id-en får du vite id-ene.

    Eksempler:
      sosialplan fravær rett tkfa --type gyldig
      sosialplan fravær rett tkfa --fra 2026-11-03 --til 2026-11-05
      sosialplan fravær rett tkfa --utgår
    """
    from sosialplan.commands.retting import rett_fravaer

    values = RETTES.values(told) | OPPFOELGINGEN.values(told)
    return rett_fravaer(run_of(ctx), fravaeret, values | {"utgaar": utgaar})


@fravaer.command("vis", cls=NorskCommand)
def fravaer_vis(
    ctx: typer.Context,
    sak: SakEller = None,
    elev: Elev = None,
    klasse: Klasse = None,
    format: valg.TabellJson = "tabell",
) -> int:
    """Vis fraværsdagene, begge tellinger, mønsteret og trinnene som er nådd.

    Eksempler:
      sosialplan fravær vis 2026-YHP9E
      sosialplan fravær vis --klasse 8B
      sosialplan fravær vis --klasse 9D --elev "Oppdiktet Elev Hauge"
    """
    from sosialplan.commands.fravaer.visning import vis_klasse, vis_sak
    from sosialplan.model.failure import WrongUsage

    if sak is not None and elev is None and klasse is None:
        return vis_sak(run_of(ctx), sak, format_=format)
    if sak is None and klasse is not None:
        return vis_klasse(run_of(ctx), klasse, elev, format_=format)
    raise WrongUsage(
        "Si hvem: et saksnummer, en klasse, eller en elev i en klasse.",
        "Eksempel: sosialplan fravær vis --klasse 8B --elev NAVN",
    )


@importer.command("fravær", cls=NorskCommand)
def importer_fravaer(
    ctx: typer.Context,
    fil: Annotated[Path, typer.Argument(metavar="FIL", help="Listen: CSV eller regneark.")],
    kart: Annotated[
        str | None,
        typer.Option(
            "--kart", metavar="NAVN", help="Hvordan listen leses, når det ikke finnes av seg selv."
        ),
    ] = None,
    utfoer: Annotated[
        bool, typer.Option("--utfør", "--utfor", help="Skriv det, i én lagring i historikken.")
    ] = False,
    aapne_saker: Annotated[
        bool,
        typer.Option(
            "--åpne-saker",
            "--apne-saker",
            help="Åpne sak for elever som skal ha en, uten å ha det.",
        ),
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Les inn fravær fra en liste: CSV eller regneark (.xlsx, .xls, .ods). Viser først hva som vil skje.

    Kolonnene og kodene står i plan/import.yaml. Er listen av et vanlig slag (timeliste, rapport, ukerutenett, summer,
    for-hånd, enkel), kjennes den på overskriften, og du får se hvordan den er lest. Uten --utfør endres ingenting.
    En dag som er ført fra før, blir stående. Samme liste to ganger dobler ikke.

    Eksempler:
      sosialplan importer fravær fravær.csv
      sosialplan importer fravær fravær.csv --utfør
      sosialplan importer fravær fravær.csv --utfør --åpne-saker
      sosialplan importer fravær uke47.csv --kart ukerutenett
    """
    from sosialplan.commands.fravaer.importer import fravaer as command

    return command(
        run_of(ctx), fil, kart=kart, utfoer=utfoer, aapne_saker=aapne_saker, format_=format
    )


@importer.command("elever", cls=NorskCommand)
def importer_elever(
    ctx: typer.Context,
    fil: Annotated[
        Path, typer.Argument(metavar="FIL", help="Klasselisten: CSV eller regneark (.xlsx).")
    ],
    utfoer: Annotated[
        bool, typer.Option("--utfør", "--utfor", help="Skriv det, i én lagring i historikken.")
    ] = False,
    ta_ut: Annotated[
        bool, typer.Option("--ta-ut", help="Også når listen tar ut de fleste i en klasse.")
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Les inn klasselister med foresatte. Viser først hva som vil skje.

    Listen har én rad for hver elev: Navn (eller Fornavn og Etternavn), Klasse, og gjerne Fødselsår, Foresatt 1,
    Telefon foresatt 1, E-post foresatt 1, Foresatt 2 og så videre. Er klassene lest inn før, vises hvem som er nye,
    har skiftet klasse eller er borte. Klasser som ikke er i listen, står som de er.

    Eksempler:
      sosialplan importer elever klasser.xlsx
      sosialplan importer elever klasser.csv --utfør
    """
    from sosialplan.commands.klasselister.innlesing import elever as command

    return command(run_of(ctx), fil, utfoer=utfoer, ta_ut=ta_ut, format_=format)


@importer.command("plan", cls=NorskCommand)
def importer_plan(
    ctx: typer.Context,
    fil: Annotated[
        Path, typer.Argument(metavar="FIL", help="Planen: Word (.docx) eller Markdown (.md).")
    ],
    kjede: Annotated[
        str | None, typer.Option(metavar="KJEDE", help="Hvilken handlingskjede saken følger.")
    ] = None,
    elev: Annotated[
        str | None, typer.Option(metavar="NAVN", help="Elevens navn. Ellers det som står i planen.")
    ] = None,
    klasse: Annotated[
        str | None,
        typer.Option(metavar="KLASSE", help="Elevens klasse. Ellers den som står i planen."),
    ] = None,
    oppdaget: valg.Oppdaget = None,
    ny_elev: valg.NyElev = False,
    likevel: Annotated[
        bool,
        typer.Option(
            "--likevel",
            help="Åpne den selv om eleven har en åpen sak fra før, eller noe i planen er i tvil.",
        ),
    ] = False,
    utfoer: Annotated[
        bool, typer.Option("--utfør", "--utfor", help="Opprett saken, i én lagring i historikken.")
    ] = False,
) -> int:
    """Ta over en aktivitetsplan som er skrevet i Word, OneNote eller Markdown. Viser først hvordan den er lest.

    Planen leses etter overskriftene (som «Målet», «Elevens stemme», «Tiltak»), og tiltakene fra en tabell, en liste
    eller én overskrift for hvert. Det blir en ny sak med planen som utkast. Ingenting gjettes: en rolle skolen
    ikke har, eller en dato uten år, står i et notat i saken med stedet i dokumentet, og det gjør alt annet som ikke er lest.
    I OneNote: velg Fil, Eksporter, og lagre som Word-dokument (.docx).

    Eksempler:
      sosialplan importer plan plan.docx
      sosialplan importer plan plan.md --kjede trygt-og-godt --utfør
    """
    from sosialplan.commands.ny_sak import ny_sak as command
    from sosialplan.commands.ny_sak import told_of
    from sosialplan.commands.pakker.planinntak import (
        WAITING,
        as_draft,
        asked_owners,
        read_plan,
        require_told,
    )
    from sosialplan.commands.spoersmaal import ask_for_case

    run = run_of(ctx)
    skole, plan = read_plan(run, fil, elev)
    if not (utfoer or run.terminal.interactive):
        run.tell_if_open()
        run.terminal.note(WAITING)
        return 0
    told = {
        "kjede": kjede,
        "elev": elev or (plan.elev.tekst if plan.elev else None),
        "klasse": klasse or plan.klasse,
        "oppdaget": oppdaget or plan.oppdaget,
        **dict.fromkeys(("beskrivelse", "meldt_av", "fra_sak", "gjelder_ansatt")),
    }
    require_told(run, told)
    plan = asked_owners(run, skole, plan)
    melding = ask_for_case(run, told, kategorier=(), alvorlig=False, ny_elev=ny_elev)
    melding = replace(melding, likevel=likevel, utkast=as_draft(run, plan))
    if not utfoer:
        run = told_of(run, melding)
        if not run.terminal.agrees("Skal saken opprettes slik?"):
            run.terminal.note(WAITING)
            return 0
    return command(replace(run, likevel=likevel), melding, format_="tabell")
