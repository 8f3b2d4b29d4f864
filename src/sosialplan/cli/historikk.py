"""The commands of the history: what was changed, taken back, shared and merged."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.inn_og_ut import require_only
from sosialplan.cli.values import siden as siden_dag
from sosialplan.cli.values import whole
from sosialplan.cli.world import run_of
from sosialplan.model.failure import WrongUsage


def logg(
    ctx: typer.Context,
    sak: Annotated[str | None, typer.Argument(metavar="[SAK]", help="Bare én sak.")] = None,
    siden: Annotated[
        date | None,
        typer.Option(
            metavar="DATO", parser=siden_dag, help="Bare det som er lagret fra denne dagen."
        ),
    ] = None,
    av: Annotated[
        str | None,
        typer.Option(metavar="HVEM", help="Personen som lagret det, eller rollen som gjorde det."),
    ] = None,
    steg: Annotated[str | None, typer.Option(metavar="STEG", help="Bare ett steg.")] = None,
    siste: Annotated[
        int | None,
        typer.Option(metavar="ANTALL", parser=whole, help="Bare så mange lagringer, de siste."),
    ] = None,
    kontroller: Annotated[
        bool,
        typer.Option("--kontroller", help="Kan historikken stoles på? Signaturer, vekst, datoer."),
    ] = False,
    hent: Annotated[
        bool, typer.Option("--hent", help="Se den felles kopien slik den er nå. Bruker nettet.")
    ] = False,
    alt: Annotated[
        bool, typer.Option("--alt", help="Kontroller også signaturer som var i orden sist.")
    ] = False,
    godta: Annotated[
        bool,
        typer.Option("--godta", help="Godta det kontrollen finner, og gå ut fra det heretter."),
    ] = False,
    format: valg.LoggFormat = "tabell",
) -> int:
    """Hva ble endret, når og av hvem? Én setning for hver endring.

    Setningene er lest ut av filene slik de var før og etter. Navn og tekster gjentas ikke.
    Med --kontroller: kan historikken stoles på?

    Eksempler:
      sosialplan logg --siden 2026-11-01
      sosialplan logg 2026-YHP9E --siste 5
      sosialplan logg 2026-YHP9E --av rektor --steg rektor-oppfølging
      sosialplan logg --kontroller
    """
    if kontroller:
        from sosialplan.commands.tillit.kontroll import kontroller as check

        if any((sak, siden, av, steg, siste is not None, format == "md")):
            raise WrongUsage(
                "Kontrollen gjelder hele historikken, og vises som tabell eller json.",
                "Kjør: sosialplan logg --kontroller",
            )
        return check(run_of(ctx), hent=hent, godta=godta, alt=alt, format_=format)
    if hent or alt or godta:
        raise WrongUsage("Valget hører til kontrollen.", "Legg til: --kontroller")
    from sosialplan.commands.historikk.logg import Loggutvalg
    from sosialplan.commands.historikk.logg import logg as command

    return command(run_of(ctx), sak, Loggutvalg(siden, av, steg, siste), format_=format)


def sammenlign(
    ctx: typer.Context,
    sak: valg.Sak,
    fra: Annotated[
        str, typer.Argument(metavar="A", help="En dato, eller begynnelsen av en commit.")
    ],
    til: Annotated[
        str, typer.Argument(metavar="[B]", help="Det samme. Ellers slik filen står nå.")
    ] = "nå",
    format: valg.LoggFormat = "tabell",
) -> int:
    """Hva er annerledes i saken fra ett tidspunkt til et annet?

    Et tidspunkt er en dato (det som var kjent da dagen var slutt) eller en commit.

    Eksempler:
      sosialplan sammenlign 2026-YHP9E 2026-11-01 2026-11-23
      sosialplan sammenlign 2026-YHP9E 2026-11-09
    """
    from sosialplan.commands.historikk.tilbakeblikk import sammenlign as command

    return command(run_of(ctx), sak, fra, til, format_=format)


def angre(ctx: typer.Context) -> int:
    """Ta tilbake det siste du selv gjorde, med en ny lagring.

    Historikken beholder begge. Er filen endret etterpå, er det sendt til den felles kopien, eller
    var det siste du gjorde å angre, skjer ingenting. Da rettes det i stedet med: sosialplan rett
    SAK HENDELSE

    Eksempel:
      sosialplan angre
    """
    from sosialplan.commands.historikk.angre import angre as command

    return command(run_of(ctx))


def flett(
    ctx: typer.Context,
    felles: Annotated[Path, typer.Argument(metavar="FELLES", help="Utgaven begge begynte med.")],
    vaar: Annotated[Path, typer.Argument(metavar="VÅR", help="Vår utgave. Her skrives det.")],
    deres: Annotated[Path, typer.Argument(metavar="DERES", help="Den andres utgave.")],
    sti: Annotated[str, typer.Argument(metavar="STI", help="Hvor filen hører hjemme.")],
) -> int:
    """Flett én fil, oppføring for oppføring. Git kaller den; du trenger den sjelden selv.

    Eksempel:
      sosialplan flett felles.yaml vår.yaml deres.yaml saker/2026/2026-YHP9E.yaml
    """
    from sosialplan.commands.deling.flett import flett as command

    return command(run_of(ctx), felles, vaar, deres, sti)


def loes(
    ctx: typer.Context,
    hva: Annotated[
        str | None,
        typer.Argument(metavar="[SAK|FIL]", help="Saken, eller en annen fil. Ellers alle."),
    ] = None,
    konflikt: Annotated[
        str | None,
        typer.Option("--konflikt", metavar="ID", help="Konflikten, eller de første tegnene."),
    ] = None,
    velg: Annotated[
        int | None,
        typer.Option("--velg", metavar="1|2", parser=whole, help="Verdien som skal gjelde."),
    ] = None,
    nytt_nummer: Annotated[
        bool, typer.Option("--nytt-nummer", help="Gi saken et nytt nummer, når to fikk det samme.")
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Velg mellom to verdier som to personer skrev hver for seg.

    I en terminal spør programmet om hver av dem. Uten sak vises alle.

    Eksempler:
      sosialplan løs
      sosialplan løs 2026-YHP9E
      sosialplan løs 2026-YHP9E --konflikt k3f9 --velg 1
      sosialplan løs fravaer/2026-2027/8B.yaml
      sosialplan løs 2026-YHP9E --nytt-nummer
    """
    if nytt_nummer:
        require_only(ctx, "hva", "nytt_nummer", when="når saken får nytt nummer")
        from sosialplan.commands.deling.loes import nytt_nummer as renumber

        return renumber(run_of(ctx), hva or "")
    if konflikt is not None or velg is not None:
        require_only(ctx, "hva", "konflikt", "velg", when="når du velger")
        if hva is None:
            raise WrongUsage("Hvilken sak?", "Skriv: sosialplan løs SAK --konflikt ID --velg 1")
    from sosialplan.commands.deling.loes import loes as command

    return command(run_of(ctx), hva, konflikt, velg, format_=format)


def synk(
    ctx: typer.Context,
    toerr: Annotated[
        bool, typer.Option("--tørr", "--torr", help="Vis hva som kommer og går. Endrer ingenting.")
    ] = False,
    godta_sletting: Annotated[
        bool,
        typer.Option(
            "--godta-sletting", help="Ta inn at andre har fjernet saker eller andre filer."
        ),
    ] = False,
    godta_lesere: Annotated[
        bool,
        typer.Option("--godta-lesere", help="Ta inn at andre har endret hvem som leser."),
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Hent det andre har skrevet, flett, sjekk, og send ditt.

    Mot en hvilken som helst felles kopi i git: en mappe, ssh eller https. Sender ingenting før alt er
    i orden, og skriver aldri over noe. Har andre fjernet saker eller andre filer, nevnes de, og du må si
    ja (--godta-sletting) før de blir borte her også. Har andre endret hvem som leser det som er vernet,
    må du si ja til det også (--godta-lesere).

    Eksempler:
      sosialplan synk
      sosialplan synk --tørr
      sosialplan synk --godta-sletting
    """
    from sosialplan.commands.deling.synk import synk as command

    return command(
        run_of(ctx),
        toerr=toerr,
        godta_sletting=godta_sletting,
        godta_lesere=godta_lesere,
        format_=format,
    )
