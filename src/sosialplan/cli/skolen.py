"""The commands of the school itself: its people, its classes, and what it has chosen."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valgene
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import foerste_dag
from sosialplan.cli.world import run_of
from sosialplan.model.failure import WrongUsage

skole = typer.Typer(cls=NorskGroup, invoke_without_command=True, rich_markup_mode=None)
person = typer.Typer(cls=NorskGroup, invoke_without_command=True, rich_markup_mode=None)
klasse = typer.Typer(cls=NorskGroup, rich_markup_mode=None)
elev = typer.Typer(cls=NorskGroup, rich_markup_mode=None)
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


Klassen = Annotated[str, typer.Argument(metavar="KLASSE", help="Klassen, som 8B.")]
Kontaktlaerer = Annotated[
    str | None,
    typer.Option(
        "--kontaktlærer", "--kontaktlaerer", metavar="NAVN", help="Hvem som er kontaktlærer."
    ),
]


Klassetrinn = Annotated[
    str | None,
    typer.Option(
        "--trinn",
        metavar="TRINN",
        help="Trinnet når koden ikke begynner med det: 3, 3,4 eller ingen.",
    ),
]


@klasse.callback()
def klasse_() -> None:
    """Klassene ved skolen, og hvem som er kontaktlærer.

    Eksempler:
      sosialplan skole klasse ny 8E
      sosialplan skole klasse endre 8A --kontaktlærer "Lærer Dal"
    """


@klasse.command("ny", cls=NorskCommand)
def klasse_ny(
    ctx: typer.Context,
    klasser: Annotated[list[str], typer.Argument(metavar="KLASSE…", help="Klassen, som 8E.")],
    laerer: Kontaktlaerer = None,
    trinn: Klassetrinn = None,
) -> int:
    """Legg til en klasse eller flere.

    Eksempler:
      sosialplan skole klasse ny 8E --kontaktlærer "Lærer Dal"
      sosialplan skole klasse ny 9E 10E
      sosialplan skole klasse ny Mottak --trinn ingen
    """
    from sosialplan.commands.skolen.klasser import ny as command

    return command(run_of(ctx), klasser, laerer, trinn)


@klasse.command("endre", cls=NorskCommand)
def klasse_endre(
    ctx: typer.Context,
    klassen: Klassen,
    navn: Annotated[
        str | None, typer.Option("--navn", metavar="KLASSE", help="Det klassen heter nå.")
    ] = None,
    laerer: Kontaktlaerer = None,
    trinn: Klassetrinn = None,
) -> int:
    """Gi en klasse nytt navn, trinn eller ny kontaktlærer. Åpne saker, fravær og roller følger med navnet.

    Eksempler:
      sosialplan skole klasse endre 8A --kontaktlærer "Lærer Dal"
      sosialplan skole klasse endre 8A --navn 8F
    """
    from sosialplan.commands.skolen.klasser import endre as command

    return command(run_of(ctx), klassen, navn=navn, laerer=laerer, trinn=trinn)


Flyttende = Annotated[
    list[str] | None, typer.Option("--elev", metavar="NAVN", help="En som går. Kan gjentas.")
]
_SAK_TIL = "Hvor eleven i en sak går, når klasselisten ikke sier det. Kan gjentas."
_GAAR_TIL = typer.Option("--går-til", "--gaar-til", metavar="SAK=KLASSE", help=_SAK_TIL)
GaarTil = Annotated[list[str] | None, _GAAR_TIL]


@klasse.command("del", cls=NorskCommand)
def klasse_del(
    ctx: typer.Context,
    klassen: Klassen,
    til: Annotated[str, typer.Argument(metavar="NY", help="Klassen de går til, ny eller fra før.")],
    elever: Flyttende = None,
    gaar_til: GaarTil = None,
) -> int:
    """Del en klasse midt i året: noen av elevene går til en annen klasse. Åpne saker og fravær følger med.

    De som ikke nevnes, blir. Det som er ført før, står der det er ført, og fraværet telles med videre.

    Eksempel:
      sosialplan skole klasse del 8A 8E --elev "Oppdiktet Kim Ås" --elev "Oppdiktet Nora Vik"
    """
    from sosialplan.commands.skolen.klassedeling import del_klasse

    return del_klasse(run_of(ctx), klassen, til, elever or (), gaar_til or ())


@klasse.command("slå-sammen", cls=NorskCommand)
def klasse_slaa_sammen(
    ctx: typer.Context,
    klassen: Klassen,
    inn_i: Annotated[str, typer.Argument(metavar="INN-I", help="Klassen de går inn i.")],
) -> int:
    """Slå to klasser sammen midt i året: alle i den første går til den andre. Åpne saker, fravær og roller følger med.

    Den første er ikke lenger en klasse ved skolen. Det som er ført før, står der det er ført.

    Eksempel:
      sosialplan skole klasse slå-sammen 8B 8A
    """
    from sosialplan.commands.skolen.klassedeling import slaa_sammen

    return slaa_sammen(run_of(ctx), klassen, inn_i)


@klasse.command("slutt", cls=NorskCommand)
def klasse_slutt(ctx: typer.Context, klassen: Klassen) -> int:
    """Ta bort en klasse som ikke er der lenger. Den kan ikke ha åpne saker.

    Eksempler:
      sosialplan skole klasse slutt 10D
    """
    from sosialplan.commands.skolen.klasser import slutt as command

    return command(run_of(ctx), klassen)


Elevnavn = Annotated[
    str | None,
    typer.Option("--elev", metavar="NAVN", help="Elevens navn, eller begynnelsen av det."),
]
Fra = Annotated[
    str | None, typer.Option("--klasse", metavar="KLASSE", help="Klassen eleven går i nå.")
]


@elev.callback()
def elev_() -> None:
    """Elever på klasselistene: en som er ny, skifter klasse, eller slutter.

    Eksempel:
      sosialplan skole elev flytt --elev "Oppdiktet Elev Tind" --til 8C
    """


@elev.command("ny", cls=NorskCommand)
def elev_ny(
    ctx: typer.Context,
    *,
    navn: Annotated[
        str | None, typer.Option("--elev", metavar="NAVN", help="Elevens hele navn.")
    ] = None,
    klasse: Annotated[
        str | None, typer.Option("--klasse", metavar="KLASSE", help="Klassen eleven går i.")
    ] = None,
    foedselsaar: Annotated[
        int | None,
        typer.Option(
            "--fødselsår", "--fodselsar", metavar="ÅR", min=1990, max=2100, help="Som 2013."
        ),
    ] = None,
    foresatt: Annotated[
        list[str] | None,
        typer.Option(
            "--foresatt",
            metavar="TEKST",
            help="En foresatt: navn; mor; telefon; e-post. Kan gis flere ganger.",
        ),
    ] = None,
    ny_elev: Annotated[
        bool,
        typer.Option("--ny-elev", help="Navnet ligner på en annens, og det er en annen elev."),
    ] = False,
) -> int:
    """Før opp en ny elev i klasselisten. I en terminal spørres det om det som mangler.

    Eksempler:
      sosialplan skole elev ny --elev "Oppdiktet Kim Ås" --klasse 8B
      sosialplan skole elev ny --elev "Oppdiktet Kim Li" --klasse 8B --foresatt "Oppdiktet Forelder Li; mor; 900 00 000"
    """
    from sosialplan.commands.skolen.elevflytting import ny

    return ny(run_of(ctx), navn, klasse, foedselsaar, foresatt or (), ny_elev=ny_elev)


@elev.command("flytt", cls=NorskCommand)
def elev_flytt(
    ctx: typer.Context,
    *,
    navn: Elevnavn = None,
    til: Annotated[str, typer.Option("--til", metavar="KLASSE", help="Klassen eleven går til.")],
    klasse: Fra = None,
) -> int:
    """Flytt en elev til en annen klasse. Åpne saker og fravær i år følger med, i én lagring.

    I en terminal uten navn velges eleven fra klassen.

    Eksempel:
      sosialplan skole elev flytt --elev "Oppdiktet Elev Tind" --til 8C
    """
    from sosialplan.commands.skolen.elevflytting import flytt

    return flytt(run_of(ctx), navn, klasse, til)


@elev.command("slutt", cls=NorskCommand)
def elev_slutt(ctx: typer.Context, navn: Elevnavn = None, klasse: Fra = None) -> int:
    """Ta en elev som slutter, ut av klasselisten. Åpne saker står som de er, og blir nevnt.

    I en terminal blir du spurt først; ellers må hele navnet stå. Historikken har fortsatt det som sto på listen.

    Eksempel:
      sosialplan skole elev slutt --elev "Oppdiktet Elev Tind" --klasse 8B
    """
    from sosialplan.commands.skolen.elevflytting import slutt

    return slutt(run_of(ctx), navn, klasse)


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
    """
    from sosialplan.commands.skolen import valg as command

    run = run_of(ctx)
    if navn is None or verdi is None:
        if fra is not None or hvorfor is not None:
            raise WrongUsage(
                "--fra og --hvorfor har ingen virkning uten NAVN og VERDI.", "Si hva som velges."
            )
        return command.vis(run, navn, format_=format)
    if format != "tabell":
        raise WrongUsage("--format har ingen virkning når noe velges.", "La --format være.")
    return command.velg(run, navn, verdi, fra=fra, hvorfor=hvorfor)
