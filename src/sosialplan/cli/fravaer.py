"""The commands of absence, and of lists that are read in."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli import options_hendelse as om
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import kommende, word_of
from sosialplan.cli.world import run_of

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
    typer.Option("--elev", metavar="NAVN", help="Elevens navn, uten sak (oppdiktet)."),
]


Klasse = Annotated[str | None, typer.Option("--klasse", metavar="KLASSE", help="Som 8B.")]


SakEller = Annotated[
    str | None, typer.Argument(metavar="[SAK]", help="Saksnummeret, om eleven har en sak.")
]


@fravaer.command("registrer", cls=NorskCommand)
def fravaer_registrer(
    ctx: typer.Context,
    fra: Annotated[date, typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Første dag.")],
    sak: SakEller = None,
    elev: Elev = None,
    klasse: Klasse = None,
    til: Annotated[
        date | None,
        typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Siste dag. Ellers samme dag."),
    ] = None,
    type_: Annotated[
        str,
        typer.Option(
            "--type",
            metavar="gyldig|ugyldig|permisjon",
            parser=word_of("gyldig", "ugyldig", "permisjon"),
            help="Slag fravær.",
        ),
    ] = "ugyldig",
    meldt: Annotated[
        str,
        typer.Option(
            metavar="ja|nei", parser=word_of("ja", "nei"), help="Meldte foresatte fra første dag?"
        ),
    ] = "nei",
    fag: Annotated[
        str | None,
        typer.Option(metavar="FAG", help="Bare timene i dette faget, ikke hele dagen."),
    ] = None,
    timer: Annotated[
        int | None,
        typer.Option(metavar="ANTALL", min=1, max=12, help="Bare så mange timer, ikke hele dagen."),
    ] = None,
) -> int:
    r"""Skriv ned fravær. Bare skoledager teller.

    Eksempler:
      sosialplan fravær registrer 2026-YHP9E --fra 2026-11-02 --til 2026-11-06 \
        --type gyldig --meldt ja
      sosialplan fravær registrer --elev "Oppdiktet Elev" --klasse 8B --fra 2026-11-02
    """
    from sosialplan.commands.fravaer.foering import registrer as command
    from sosialplan.model.fravaer import Fravaerstype, Meldt, Periode

    periode = Periode(fra, til or fra, Fravaerstype(type_), Meldt(meldt), fag, timer)
    return command(run_of(ctx), sak, elev, klasse, periode)


@fravaer.command("følg-opp", cls=NorskCommand)
def fravaer_foelg_opp(
    ctx: typer.Context,
    steg: valg.Steg,
    elev: Annotated[str, typer.Option("--elev", metavar="NAVN", help="Elevens navn (oppdiktet).")],
    klasse: Annotated[str, typer.Option("--klasse", metavar="KLASSE", help="Som 8B.")],
    dato: valg.Dato = None,
    av: valg.Av = None,
    maate: valg.Maate = None,
    notat: Annotated[
        str | None, typer.Option("--notat", metavar="TEKST", help="Kort om hva som skjedde.")
    ] = None,
) -> int:
    r"""Skriv ned det som er gjort for en elev som ikke har sak.

    Eksempel:
      sosialplan fravær følg-opp foresatte-kontaktet --elev "Oppdiktet Elev Hauge" \
        --klasse 9D --av kontaktlærer --måte telefon
    """
    from sosialplan.commands.fravaer.foering import Oppfoelging, foelg_opp
    from sosialplan.model.sakspapirer import Maate

    told = Oppfoelging(dato, av, Maate(maate) if maate else None, notat)
    return foelg_opp(run_of(ctx), steg, elev, klasse, told)


@fravaer.command("bytt-klasse", cls=NorskCommand)
def fravaer_bytt_klasse(
    ctx: typer.Context,
    elev: Annotated[str, typer.Option("--elev", metavar="NAVN", help="Elevens navn (oppdiktet).")],
    fra: Annotated[str, typer.Option("--fra-klasse", metavar="KLASSE", help="Klassen før.")],
    til: Annotated[str, typer.Option("--til-klasse", metavar="KLASSE", help="Klassen nå.")],
) -> int:
    """En elev uten sak har byttet klasse: fraværet før telles med i den nye.

    Eksempel:
      sosialplan fravær bytt-klasse --elev "Oppdiktet Elev Hauge" --fra-klasse 9D --til-klasse 9C
    """
    from sosialplan.commands.fravaer.fravaersbok import bytt_klasse

    return bytt_klasse(run_of(ctx), elev, fra, til)


@fravaer.command("rett", cls=NorskCommand)
def fravaer_rett(
    ctx: typer.Context,
    fravaeret: Annotated[
        str, typer.Argument(metavar="ID", help="Id-en, de første tegnene, eller saksnummeret.")
    ],
    fra: Annotated[
        date | None, typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Første dag.")
    ] = None,
    til: Annotated[
        date | None, typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Siste dag.")
    ] = None,
    type_: Annotated[
        str | None,
        typer.Option(
            "--type",
            metavar="gyldig|ugyldig|permisjon",
            parser=word_of("gyldig", "ugyldig", "permisjon"),
            help="Slag.",
        ),
    ] = None,
    meldt: Annotated[
        str | None,
        typer.Option(metavar="ja|nei", parser=word_of("ja", "nei"), help="Meldte foresatte det?"),
    ] = None,
    fag: Annotated[str | None, typer.Option(metavar="FAG", help="Faget det gjaldt.")] = None,
    timer: Annotated[
        int | None, typer.Option(metavar="ANTALL", min=1, max=12, help="Hvor mange timer.")
    ] = None,
    dato: valg.Dato = None,
    av: valg.Av = None,
    maate: valg.Maate = None,
    notat: om.Notat = None,
    utgaar: om.Utgaar = False,
) -> int:
    """Rett fravær, eller oppfølging uten sak, som er skrevet feil. Det som sto, blir stående.

    Med et saksnummer i stedet for id-en får du vite id-ene.

    Eksempler:
      sosialplan fravær rett tkfa --type gyldig
      sosialplan fravær rett tkfa --fra 2026-11-03 --til 2026-11-05
      sosialplan fravær rett tkfa --utgår
    """
    from sosialplan.commands.retting import rett_fravaer
    from sosialplan.model.fravaer import Fravaerstype, Meldt
    from sosialplan.model.sakspapirer import Maate

    told = {
        "fra": fra, "til": til, "fag": fag, "timer": timer, "dato": dato, "av": av, "notat": notat,
        "type": Fravaerstype(type_) if type_ else None,
        "meldt": Meldt(meldt) if meldt else None,
        "maate": Maate(maate) if maate else None,
        "utgaar": utgaar,
    }  # fmt: skip
    return rett_fravaer(run_of(ctx), fravaeret, told)


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
    fil: Annotated[Path, typer.Argument(metavar="FIL.csv", help="Listen fra det andre systemet.")],
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
    """Les inn fravær fra en CSV-fil. Viser først hva som vil skje.

    Kolonnene og kodene står i plan/import.yaml. Uten --utfør endres ingenting.
    En dag som er ført fra før, blir stående. Samme liste to ganger dobler ikke.

    Eksempler:
      sosialplan importer fravær fravær.csv
      sosialplan importer fravær fravær.csv --utfør
      sosialplan importer fravær fravær.csv --utfør --åpne-saker
    """
    from sosialplan.commands.fravaer.importer import fravaer as command

    return command(run_of(ctx), fil, utfoer=utfoer, aapne_saker=aapne_saker, format_=format)
