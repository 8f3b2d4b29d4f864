"""The commands of the school itself: its people and what it has chosen."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valgene
from sosialplan.cli.klassene import elev, klasse
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import foerste_dag
from sosialplan.cli.world import run_of
from sosialplan.model.failure import WrongUsage

skole = typer.Typer(cls=NorskGroup, invoke_without_command=True, rich_markup_mode=None)
person = typer.Typer(cls=NorskGroup, invoke_without_command=True, rich_markup_mode=None)
skole.add_typer(person, name="person")
skole.add_typer(klasse, name="klasse")
skole.add_typer(elev, name="elev")

Navn = Annotated[
    str, typer.Argument(metavar="NAVN", help="Navnet i anførselstegn, eller en del av det.")
]
Roller = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ROLLE]…", help="Rollen, med klasse eller trinn etter: kontaktlærer 8B."
    ),
]


@skole.callback()
def skole_(ctx: typer.Context) -> int | None:
    """Skolens folk, klasser og valg: se dem og endre dem. Uten underkommando vises klassene og de ansatte.

    Eksempler:
      sosialplan skole
      sosialplan skole person ny "Oppdiktet Kari Fjell" kontaktlærer 8B
      sosialplan skole valg
    """
    if ctx.invoked_subcommand is not None:
        return None
    from sosialplan.commands.skolen.klasser import vis

    return vis(run_of(ctx), klasser=True)


@person.callback()
def person_(ctx: typer.Context) -> int | None:
    """Hvem som arbeider ved skolen, og i hvilke roller. Uten underkommando vises alle.

    Eksempler:
      sosialplan skole person
      sosialplan skole person ny "Oppdiktet Kari Fjell" kontaktlærer 8B
      sosialplan skole person slutt "Oppdiktet Lærer Dal"
    """
    if ctx.invoked_subcommand is not None:
        return None
    from sosialplan.commands.skolen.klasser import vis

    return vis(run_of(ctx), klasser=False)


@person.command("ny", cls=NorskCommand)
def person_ny(
    ctx: typer.Context,
    navn: Annotated[
        str | None, typer.Argument(metavar="[NAVN]", help="Navnet i anførselstegn.")
    ] = None,
    roller: Roller = None,
    fil: Annotated[
        Path | None,
        typer.Option(
            "--fil",
            metavar="FIL",
            help="Mange på en gang, CSV eller .xlsx: Navn, Rolle, Klasse, E-post.",
        ),
    ] = None,
    liste: Annotated[
        str | None,
        typer.Option(
            "--liste", metavar="LINJER", help="Én person på hver linje: navn; rolle; klasse."
        ),
    ] = None,
) -> int:
    """Legg til en ansatt, eller en hel liste, i skolens folk.

    Rollen kan skrives med et vanlig ord eller begynnelsen, og en person kan ha flere. I en terminal uten navn kan
    listen limes inn. Er det noe som ikke kan leses i en liste, sies alt, og ingenting blir skrevet.

    Eksempler:
      sosialplan skole person ny "Oppdiktet Kari Fjell" kontaktlærer 8B
      sosialplan skole person ny "Oppdiktet Ola Berg" rådgiver, trinnkoordinator 9
      sosialplan skole person ny --liste "Oppdiktet Per Li; sosiallærer"
    """
    from sosialplan.commands.skolen.folk import ny as command

    return command(run_of(ctx), navn, roller or (), fil=fil, liste=liste)


@person.command("endre", cls=NorskCommand)
def person_endre(
    ctx: typer.Context,
    navn: Navn,
    roller: Roller = None,
    nytt_navn: Annotated[
        str | None, typer.Option("--navn", metavar="NAVN", help="Navnet slik det skal stå.")
    ] = None,
    e_post: Annotated[
        str | None, typer.Option("--e-post", metavar="ADRESSE", help="Adressen på jobben.")
    ] = None,
    fra: Annotated[
        date | None,
        typer.Option("--fra", metavar="DATO", parser=foerste_dag, help="Første dag ved skolen."),
    ] = None,
    til: Annotated[
        date | None,
        typer.Option("--til", metavar="DATO", parser=foerste_dag, help="Siste dag ved skolen."),
    ] = None,
) -> int:
    """Gi en ansatt andre roller, eller rett navnet, adressen eller dagene. Skriv alle rollene personen skal ha nå.

    Dagene endrer ingen roller: dagen etter den siste sier valider fra, til rollene er tatt med skole person slutt.

    Eksempler:
      sosialplan skole person endre "Lærer Dal" kontaktlærer 8C, sosiallærer
      sosialplan skole person endre "Lærer Dal" --navn "Oppdiktet Lærer Dahl"
      sosialplan skole person endre "Lærer Dal" --e-post dal@eksempel.no --til 2027-06-20
    """
    from sosialplan.commands.skolen.folk import endre as command

    return command(
        run_of(ctx), navn, roller or (), nytt_navn=nytt_navn, e_post=e_post, fra=fra, til=til
    )


@person.command("slutt", cls=NorskCommand)
def person_slutt(
    ctx: typer.Context,
    navn: Navn,
    dato: Annotated[
        date | None,
        typer.Option(
            "--dato",
            metavar="DATO",
            parser=foerste_dag,
            help="Dagen personen slutter. Ellers i dag. Fram i tid endres ingenting ennå.",
        ),
    ] = None,
) -> int:
    """Ta rollene fra en som slutter, og få vite hva som må overlates til andre.

    Navnet blir stående uten rolle, for det står i det som er gjort før. Kommandoen sier hvilke saker, tiltak og
    nøkler noen må gjøre noe med, og hvordan.

    Eksempler:
      sosialplan skole person slutt "Oppdiktet Lærer Dal"
      sosialplan skole person slutt "Lærer Dal" --dato 2026-12-31
    """
    from sosialplan.commands.skolen.avgang import slutt as command

    return command(run_of(ctx), navn, dato)


@skole.command("valg", cls=NorskCommand)
def valg(
    ctx: typer.Context,
    navn: Annotated[
        str | None, typer.Argument(metavar="[NAVN]", help="Valget, eller begynnelsen av navnet.")
    ] = None,
    verdi: Annotated[
        str | None, typer.Argument(metavar="[VERDI]", help="Det skolen velger.")
    ] = None,
    fra: Annotated[
        date | None,
        typer.Option("--fra", metavar="DATO", parser=foerste_dag, help="Første dag det gjelder."),
    ] = None,
    hvorfor: Annotated[
        str | None, typer.Option("--hvorfor", metavar="TEKST", help="Skolens begrunnelse.")
    ] = None,
    slett: Annotated[
        bool, typer.Option("--slett", help="Ta bort skolens eget ord, som logo eller telefon.")
    ] = False,
    format: valgene.TabellJson = "tabell",
) -> int:
    """Vis det skolen har valgt og hva det betyr, eller velg noe.

    En innstilling gjelder fra i dag når --fra ikke sier noe annet, og det som er regnet før, står. Et valg mellom to
    lesninger av planen gjelder hele tiden til det blir valgt om.

    Eksempler:
      sosialplan skole valg
      sosialplan skole valg klassemøte-hyppighet
      sosialplan skole valg klassemøte-hyppighet hver-uke --hvorfor "Bestemt i personalmøtet"
      sosialplan skole valg frist-elev-hørt 0
      sosialplan skole valg logo --slett
    """
    from sosialplan.commands.skolen import valg as command

    run = run_of(ctx)
    if slett:
        if navn is None:
            raise WrongUsage("Det mangler hva som skal bort.", "Skriv det som: sosialplan skole valg logo --slett")  # fmt: skip
        if verdi is not None or fra is not None or hvorfor is not None or format != "tabell":
            raise WrongUsage("--slett tar bort det som er valgt.", "Skriv bare NAVN og --slett.")
        return command.slett(run, navn)
    if navn is None or verdi is None:
        if fra is not None or hvorfor is not None:
            raise WrongUsage(
                "--fra og --hvorfor har ingen virkning uten NAVN og VERDI.", "Si hva som velges."
            )
        return command.vis(run, navn, format_=format)
    if format != "tabell":
        raise WrongUsage("--format har ingen virkning når noe velges.", "La --format være.")
    return command.velg(run, navn, verdi, fra=fra, hvorfor=hvorfor)


@skole.command("visning", cls=NorskCommand)
def visning(
    ctx: typer.Context,
    navn: Annotated[
        str, typer.Argument(metavar="NAVN", help="Navnet på listen, som åttende eller snart.")
    ],
    hvor: Annotated[
        str | None,
        typer.Option("--hvor", metavar="VALG", help="Hvilke saker som er med, som i saker --hvor."),
    ] = None,
    hva: Annotated[
        str | None, typer.Option("--hva", metavar="TEKST", help="Hva listen er til.")
    ] = None,
    slett: Annotated[bool, typer.Option("--slett", help="Ta bort listen.")] = False,
) -> int:
    """Gi en liste over saker et navn, så den kan vises igjen med saker --visning.

    Har en liste navnet fra før, gjelder det nye.

    Eksempler:
      sosialplan skole visning åttende --hvor "kjede=trygt-og-godt og trinn=8"
      sosialplan skole visning åttende --hvor "trinn=8" --hva "Alle sakene på 8. trinn"
      sosialplan skole visning åttende --slett
    """
    from sosialplan.commands.skolen import visningene as command

    run = run_of(ctx)
    if slett:
        if hvor is not None or hva is not None:
            raise WrongUsage("--slett tar bort hele listen.", "La --hvor og --hva være.")
        return command.slett(run, navn)
    if hvor is None:
        raise WrongUsage(
            "Det mangler hvilke saker som er med.",
            f'Skriv det som: sosialplan skole visning {navn} --hvor "klasse=8B og frist<14d"',
        )
    return command.behold(run, navn, hvor, hva)
