"""The commands of those who answer: a decision about a pupil, a plan approved, a case handed over."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.feltvalg import Etter, Feltvalg
from sosialplan.cli.inn_og_ut import require_only
from sosialplan.cli.values import skjedd, word_of
from sosialplan.cli.world import run_of
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.delfelt import VEDTAK
from sosialplan.model.sakspapirer import Vedtak

VEDTAKET = Feltvalg({"": VEDTAK}, Vedtak)
"""What can be told of a decision."""


@VEDTAKET.options
def vedtak(
    ctx: typer.Context,
    sak: valg.Sak,
    *,
    elevens_stemme: Annotated[valg.ElevensStemme, Etter("mildere_tiltak")] = None,
    dato: Annotated[
        date | None,
        typer.Option(
            "--dato",
            metavar="DATO",
            parser=skjedd,
            help="Dagen vedtaket er fattet. Ellers i dag.",
        ),
    ] = None,
    av: Annotated[
        str | None,
        typer.Option(
            "--av", metavar="ROLLE", help="Hvem som har fattet det. Ellers den loven sier."
        ),
    ] = None,
    rett: Annotated[
        bool, typer.Option("--rett", help="Rett det siste vedtaket. Det som sto, blir stående.")
    ] = False,
    **told: Any,
) -> int:
    r"""Skriv ned et enkeltvedtak: bortvisning eller pålagt skolebytte.

    Bare disse to er enkeltvedtak. En aktivitetsplan er det ikke. I en terminal spør programmet
    om det som mangler. Brevet lages etterpå, og sier hva loven krever mer.

    Eksempler:
      sosialplan vedtak 2026-YHP9E --slag bortvisning --fra 2026-11-26 --til 2026-11-27 \
        --faktum "Eleven slo en annen elev" --mildere-tiltak "Samtale, og flyttet i timen"
      sosialplan vedtak 2026-YHP9E --rett --underrettet 2026-11-23
      sosialplan lag enkeltvedtak 2026-YHP9E --mottaker foresatte
    """
    from sosialplan.commands.vedtak import vedtak as command

    own = {"elevens_stemme": elevens_stemme, "dato": dato, "av": av}
    values = VEDTAKET.values(told) | {name: value for name, value in own.items() if value}
    return command(run_of(ctx), sak, values, rett=rett)


def overfoer(
    ctx: typer.Context,
    sak: Annotated[
        str | None, typer.Argument(metavar="[SAK]", help="Saken som skal skifte ansvarlig.")
    ] = None,
    til: Annotated[
        str | None,
        typer.Option(metavar="ROLLE", help="Rollen som skal ta over saken, eller NAVN med --fra."),
    ] = None,
    svar: Annotated[
        str | None,
        typer.Option(
            metavar="ja|nei", parser=word_of("ja", "nei"), help="Svaret fra den som skal ta over."
        ),
    ] = None,
    fra: Annotated[
        str | None, typer.Option(metavar="NAVN", help="Personen som slutter. Alt flyttes.")
    ] = None,
    av: valg.Av = None,
    notat: Annotated[str | None, typer.Option(metavar="TEKST", help="Kort om hvorfor.")] = None,
    utfoer: Annotated[
        bool, typer.Option("--utfør", "--utfor", help="Gjør det, i én lagring i historikken.")
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """La en annen rolle ta over en sak, eller flytt alt en person har.

    En sak skifter ansvarlig først når den som skal ta over, har sagt ja. Når en person
    slutter, flyttes vervene, og sakene følger med. Uten --utfør vises bare hva det gjelder.

    Eksempler:
      sosialplan overfør 2026-YHP9E --til sosiallærer --notat "Kjenner eleven best"
      sosialplan overfør 2026-YHP9E --svar ja
      sosialplan overfør --fra "Oppdiktet Lærer Dal"
      sosialplan overfør --fra "Oppdiktet Lærer Dal" --til "Oppdiktet Lærer Eng" --utfør
    """
    from sosialplan.commands import overfoer as command
    from sosialplan.model.sak import Svar

    run = run_of(ctx)
    match (sak, til, svar, fra):
        case (str(), str(), None, None):
            require_only(ctx, "sak", "til", "av", "notat", when="når en sak tilbys")
            return command.tilby(run, sak, til, av=av, notat=notat)
        case (str(), None, str(), None):
            require_only(ctx, "sak", "svar", "av", "notat", when="når det svares")
            return command.svar(run, sak, Svar(svar), av=av, notat=notat)
        case (None, None, None, str()) if not utfoer:
            require_only(ctx, "fra", "format", "til_fil", when="når du ser hva en person har")
            return command.vis_alt(run, fra, format_=format)
        case (None, str(), None, str()):
            only = ("fra", "til", "utfoer", "format", "til_fil")
            require_only(ctx, *only, when="når alt flyttes")
            if utfoer:
                return command.flytt_alt(run, fra, til, format_=format)
            return command.vis_alt(run, fra, format_=format)
    raise WrongUsage(
        "Si enten SAK med --til eller --svar, eller --fra med --til og --utfør.",
        "Se eksemplene: sosialplan overfør --help",
    )


def overlever(
    ctx: typer.Context,
    sak: valg.Sak,
    til_skole: Annotated[
        str | None, typer.Option("--til-skole", metavar="SKOLE", help="Den nye skolen.")
    ] = None,
    grunnlag: Annotated[
        str | None,
        typer.Option(
            metavar="GRUNNLAG",
            help="forebygge (nødvendig for å hindre oppførsel som vesentlig går ut over andre) eller tilrettelegge (med samtykke).",
        ),
    ] = None,
    hvorfor: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Hva den nye skolen trenger det til.")
    ] = None,
    ta_med: Annotated[
        list[str] | None,
        typer.Option(
            "--ta-med", metavar="DEL", help="beskrivelse, plan eller hendelser. Kan gjentas."
        ),
    ] = None,
    likevel: Annotated[
        str | None,
        typer.Option(
            metavar="GRUNN",
            help="Hvorfor et ord som ligner et navn eller en klasse, ikke er det, eller kan stå.",
        ),
    ] = None,
    igjen: Annotated[
        bool, typer.Option("--igjen", help="Saken er overlevert til skolen før, og sendes på nytt.")
    ] = False,
    til: Annotated[Path | None, typer.Option(metavar="FIL", help="Ellers i ut/.")] = None,
    kvittering: Annotated[
        Path | None,
        typer.Option(metavar="FIL", help="Kvitteringen som kom tilbake, skrives i saken."),
    ] = None,
) -> int:
    """Lag en pakke til den nye skolen når en elev bytter skole, og skriv i saken hva som fulgte med.

    Ingenting følger med av seg selv: du sier hva, på hvilket grunnlag, og hvorfor. Andre elever står med alias, og teksten
    leses etter navn, klasser, numre og adresser før noe blir laget. Bare elever og foresatte som står i mappen, kjennes sikkert igjen: les filen. Den nye skolen bruker «ta-imot», og sender en kvittering tilbake.

    Eksempler:
      sosialplan overlever 2026-YHP9E --til-skole "Oppdiktet Fjord skole" --grunnlag forebygge --hvorfor "Eleven er utsatt for utestenging" --ta-med beskrivelse
      sosialplan overlever 2026-YHP9E --kvittering kvittering.yaml
    """
    if kvittering is not None:
        from sosialplan.commands.pakker.mottak import kvitter

        require_only(ctx, "sak", "kvittering", when="sammen med --kvittering")
        return kvitter(run_of(ctx), sak, kvittering)
    from sosialplan.commands.pakker.overlevering import Overleveringsvalg
    from sosialplan.commands.pakker.overlevering import overlever as command

    told = Overleveringsvalg(
        til_skole, grunnlag, hvorfor, tuple(ta_med or ()), likevel=likevel, til=til, igjen=igjen
    )
    return command(run_of(ctx), sak, told)


def ta_imot(
    ctx: typer.Context,
    fil: Annotated[Path, typer.Argument(metavar="FIL", help="Pakken fra den forrige skolen.")],
    klasse: Annotated[
        str | None, typer.Option(metavar="KLASSE", help="Klassen eleven går i her.")
    ] = None,
    kjede: Annotated[
        str | None,
        typer.Option(metavar="KJEDE", help="Kjeden saken skal følge her. Ellers den samme."),
    ] = None,
    kvittering: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Der kvitteringen legges. Ellers i ut/.")
    ] = None,
    likevel: Annotated[
        bool, typer.Option("--likevel", help="Pakken er til oss, enda skolens navn er et annet.")
    ] = False,
) -> int:
    """Ta imot en elev som har byttet skole: pakken blir en ny sak her, og kvitteringen går tilbake.

    Saken er oppdaget den dagen pakken tas imot, og fristene regnes derfra. En pakke som er endret på veien, eller er tatt imot
    før, blir ikke lest inn.

    Eksempel:
      sosialplan ta-imot overlevering.yaml --klasse 8B
    """
    from sosialplan.commands.pakker.mottak import Mottaksvalg
    from sosialplan.commands.pakker.mottak import ta_imot as command

    return command(run_of(ctx), fil, Mottaksvalg(klasse, kjede, kvittering, likevel))


def godkjenn(
    ctx: typer.Context,
    sak: valg.Sak,
    av: valg.Av = None,
    notat: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Kort om hva som er lest.")
    ] = None,
    likevel: Annotated[
        str | None,
        typer.Option(
            metavar="GRUNN", help="Hvorfor planen godkjennes, enda den mangler noe loven krever."
        ),
    ] = None,
) -> int:
    """Godkjenn planen slik den er nå.

    Godkjenningen gjelder til planen endres. Da må den godkjennes på nytt. Flere kan godkjenne
    samme utgave. En evaluering endrer ikke planen, og heller ikke at de siste tiltakene avsluttes.

    Bare den som har rollen i plan/skole.yaml, kan godkjenne. Kjenner ikke skolen navnet i git, står det
    ved godkjenningen. Mangler planen noe loven krever av den, må det skrives hvorfor (--likevel).

    Eksempler:
      sosialplan godkjenn 2026-YHP9E
      sosialplan godkjenn 2026-YHP9E --av rektor --notat "Lest med kontaktlærer"
      sosialplan godkjenn 2026-YHP9E --likevel "Eleven er på sykehus, og blir hørt mandag"
    """
    from sosialplan.commands.godkjenn import godkjenn as command

    return command(run_of(ctx), sak, av=av, notat=notat, likevel=likevel)


def oppfoelging(
    ctx: typer.Context,
    saker: Annotated[
        list[str] | None, typer.Argument(metavar="[SAK]…", help="Bare disse sakene.")
    ] = None,
    notat: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Hva som er gjort, og om det virker.")
    ] = None,
) -> int:
    """Følg opp alle planer som løper, på én gang. Det er rektor som gjør det hver uke.

    I en terminal vises sakene som venter én for én, med tiltakene, og det du skriver, blir lagret samlet til slutt. Et tomt
    svar hopper over saken.

    Eksempler:
      sosialplan oppfølging 2026-YHP9E --notat "Sett i tre timer, og snakket med kontaktlærer"
    """
    from sosialplan.commands.samlet.oppfoelging import oppfoelging as command

    return command(run_of(ctx), saker or (), notat)
