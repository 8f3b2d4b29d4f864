"""The commands that read and never write."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.values import day, several, span, whole, word_of, words_of
from sosialplan.cli.world import run_of
from sosialplan.model.problems import WrongUsage
from sosialplan.model.skrivemaate import find_word

STATUSES = (
    "kommende", "snart", "i-dag", "forfalt", "overholdt", "for-sent", "ufullstendig", "ikke-gjort",
    "bortfalt", "åpen", "alle",
)  # fmt: skip
CLASS = re.compile(r"[0-9]{1,2}[A-Z]")
UNITS = ("virkedager", "skoledager", "kalenderdager", "uker", "måneder")


def frister(
    ctx: typer.Context,
    rolle: Annotated[
        str | None, typer.Option(metavar="ROLLE", help="Bare det rollen har ansvar for.")
    ] = None,
    klasse: Annotated[str | None, typer.Option(metavar="KLASSE", help="Bare én klasse.")] = None,
    kjede: Annotated[
        str | None, typer.Option(metavar="KJEDE", help="Bare én handlingskjede.")
    ] = None,
    innen: Annotated[
        timedelta | None,
        typer.Option(metavar="14d", parser=span, help="Bare det som kommer så snart."),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS", parser=words_of(*STATUSES), help=f"Av disse: {', '.join(STATUSES)}."
        ),
    ] = None,
    format: valg.FristFormat = "tabell",
    streng: Annotated[
        bool, typer.Option("--streng", help="Avslutt med 1 når noe er forfalt.")
    ] = False,
) -> int:
    """Show deadlines."""
    from sosialplan.commands.frister import frister as command
    from sosialplan.model.frist import Status
    from sosialplan.views.fristrader import Utvalg

    words = several(status)
    chosen = tuple(Status(each) for each in words if each != "alle")
    utvalg = Utvalg(rolle, klasse, kjede, innen, chosen, alle="alle" in words)
    return command(run_of(ctx), utvalg, format_=format, streng=streng)


def saker(
    ctx: typer.Context,
    kjede: Annotated[
        str | None, typer.Option(metavar="KJEDE", help="Bare én handlingskjede.")
    ] = None,
    klasse: Annotated[str | None, typer.Option(metavar="KLASSE", help="Bare én klasse.")] = None,
    alle: Annotated[bool, typer.Option("--alle", help="Ta med avsluttede saker.")] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """List cases."""
    from sosialplan.commands.saker import saker as command

    return command(run_of(ctx), kjede=kjede, klasse=klasse, alle=alle, format_=format)


def vis(
    ctx: typer.Context,
    sak: valg.Sak,
    per: Annotated[
        date | None,
        typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=day, help="Slik saken var kjent den dagen."),
    ] = None,
    format: valg.TabellJson = "tabell",
) -> int:
    """Show one case."""
    if per is not None:
        from sosialplan.commands.historikk.tilbakeblikk import vis_per

        return vis_per(run_of(ctx), sak, per, format_=format)
    from sosialplan.commands.saker import vis as command

    return command(run_of(ctx), sak, format_=format)


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
    """Tell what differs in a case."""
    from sosialplan.commands.historikk.tilbakeblikk import sammenlign as command

    return command(run_of(ctx), sak, fra, til, format_=format)


def kjeder(
    ctx: typer.Context,
    kjede: Annotated[
        str | None, typer.Argument(metavar="[KJEDE]", help="Vis stegene i én kjede.")
    ] = None,
    format: valg.KjedeFormat = "tabell",
) -> int:
    """List or draw the chains."""
    from sosialplan.commands.oppslag import kjeder as command

    return command(run_of(ctx), kjede, format_=format)


def regn(
    ctx: typer.Context,
    dato: Annotated[
        date, typer.Argument(metavar="DATO", parser=day, help="Dag 0, som ÅÅÅÅ-MM-DD.")
    ],
    antall: Annotated[int, typer.Argument(metavar="ANTALL", parser=whole, help="Hvor mange.")],
    enhet: Annotated[
        str,
        typer.Argument(metavar="ENHET", parser=word_of(*UNITS), help=f"En av: {', '.join(UNITS)}."),
    ],
    format: valg.TabellJson = "tabell",
) -> int:
    """Count days."""
    from sosialplan.commands.dager import regn as command
    from sosialplan.model.regel import Enhet

    return command(run_of(ctx), dato, antall, Enhet(enhet), format_=format)


def forklar(
    ctx: typer.Context,
    hva: Annotated[
        str,
        typer.Argument(
            metavar="SAK|KLASSE|KODE|beslutning",
            help="Et saksnummer, en klasse, en kode fra valider, eller ordet beslutning.",
        ),
    ],
    steg: Annotated[
        str | None,
        typer.Argument(metavar="[STEG]", help="Steget i saken, møtet, eller beslutningens id."),
    ] = None,
    format: valg.TabellJson = "tabell",
) -> int:
    """Explain a date or a code."""
    from sosialplan.commands import forklar as command

    if steg is None:
        return command.forklar_kode(run_of(ctx), hva, format_=format)
    if hva.lower() == "beslutning":
        return command.forklar_beslutning(run_of(ctx), steg, format_=format)
    if CLASS.fullmatch(hva.upper()):
        return command.forklar_plikt(run_of(ctx), hva.upper(), steg, format_=format)
    return command.forklar_steg(run_of(ctx), hva, steg, format_=format)


def valider(
    ctx: typer.Context,
    filer: Annotated[
        list[Path] | None, typer.Argument(metavar="[FIL]…", help="Bare disse filene.")
    ] = None,
    lov: Annotated[
        bool,
        typer.Option("--lov", help="Vis hvilket steg som bærer hver plikt i loven."),
    ] = False,
    format: valg.ProblemFormat = "tabell",
) -> int:
    """Check files."""
    from sosialplan.commands.vedlikehold import valider as command

    if lov:
        return command.valider_lov(run_of(ctx), filer or (), format_=format)
    return command.valider(run_of(ctx), filer or (), format_=format)


def lag(
    ctx: typer.Context,
    dokument: valg.Dokument,
    sak: Annotated[
        str | None,
        typer.Argument(metavar="[SAK]", help="Saksnummeret. Handlingsplanen har ingen sak."),
    ] = None,
    format: valg.DokumentFormat = "md",
    til: valg.Til = None,
    mottaker: valg.Mottaker = None,
    maalform: valg.Maalform = None,
    siden: valg.Siden = None,
    dato: valg.GjelderDato = None,
    hvorfor: valg.BrevHvorfor = None,
    vedlegg: valg.Vedlegg = None,
    forhaandsvis: valg.Forhaandsvis = False,
    felter: valg.Felter = False,
    skoleaar: Annotated[
        str | None,
        typer.Option(
            "--skoleår", "--skolear", metavar="2026-2027", help="Handlingsplanens skoleår."
        ),
    ] = None,
    sammenlign: Annotated[
        int | None,
        typer.Option(
            "--sammenlign",
            metavar="2025",
            parser=whole,
            help="Hva er endret i planen siden skoleåret som begynte da? Ellers siden i fjor.",
        ),
    ] = None,
) -> int:
    """Render a document."""
    from sosialplan.commands.dokumenter.bestilling import bestilling
    from sosialplan.commands.dokumenter.lag import lag as command

    if find_word(dokument, ("handlingsplan",)) is None:
        asked = bestilling(
            dokument,
            mottaker=mottaker,
            maalform=maalform,
            siden=siden,
            dato=dato,
            hvorfor=hvorfor,
            vedlegg=vedlegg or (),
        )
        if felter or forhaandsvis:
            from sosialplan.commands.dokumenter.lag import forhaandsvis as vist
            from sosialplan.commands.dokumenter.lag import vis_felter

            if felter:
                return vis_felter(run_of(ctx), asked)
            return vist(run_of(ctx), asked, format_=format, til=til)
        return command(run_of(ctx), asked, sak, format_=format, til=til)
    from sosialplan.commands.handlingsplan import lag_handlingsplan

    return lag_handlingsplan(
        run_of(ctx), skoleaar=skoleaar, sammenlign=sammenlign, format_=format, til=til
    )


def logg(
    ctx: typer.Context,
    sak: Annotated[str | None, typer.Argument(metavar="[SAK]", help="Bare én sak.")] = None,
    siden: Annotated[
        date | None,
        typer.Option(
            metavar="ÅÅÅÅ-MM-DD", parser=day, help="Bare det som er lagret fra denne dagen."
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
    """Show the audit log, or check that it can be trusted."""
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
