"""The commands of a report: written by any employee, opened and handled by those who take them."""

from datetime import date
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.inn_og_ut import require_only
from sosialplan.cli.values import employees, skjedd
from sosialplan.cli.world import run_of
from sosialplan.model.failure import WrongUsage


def meld(
    ctx: typer.Context,
    elev: Annotated[
        str | None,
        typer.Option(metavar="NAVN", help="Elevens navn. Skriv - for standard inn."),
    ] = None,
    klasse: Annotated[
        str | None, typer.Option(metavar="KLASSE", help="Elevens klasse, som 8B.")
    ] = None,
    sett: Annotated[
        date | None,
        typer.Option(
            metavar="DATO", parser=skjedd, help="Dagen du så eller hørte det. Ellers i dag."
        ),
    ] = None,
    klokken: Annotated[
        str | None, typer.Option(metavar="TT:MM", help="Når på dagen, som 10:15.")
    ] = None,
    hvor: Annotated[str | None, typer.Option(metavar="TEKST", help="Hvor det var.")] = None,
    hva: Annotated[str | None, typer.Option(metavar="TEKST", help="Det du så eller hørte.")] = None,
    gjort: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Det du gjorde med det samme.")
    ] = None,
    meldt_av: Annotated[
        str | None,
        typer.Option(
            "--meldt-av", metavar="ROLLE", help="Rollen din. Ellers etter plan/skole.yaml."
        ),
    ] = None,
    gjelder_ansatt: valg.GjelderAnsatt = None,
    ansatt_navn: valg.AnsattNavn = None,
    format: valg.TabellJson = "tabell",
) -> int:
    r"""Meld fra om noe du har sett eller hørt. Du trenger ingen nøkkel.

    Meldingen kan bare åpnes av dem som tar imot meldinger, og ikke av deg igjen. Du får
    et nummer å spørre etter. I en terminal spør programmet om det som mangler.

    Eksempler:
      sosialplan meld
      sosialplan meld --elev "Oppdiktet Elev" --klasse 8B --hva "Alene hver dag" --hvor skolegården
    """
    from sosialplan.commands.innboks.meld import Meldesvar
    from sosialplan.commands.innboks.meld import meld as command

    about = employees(gjelder_ansatt, ansatt_navn)
    meldt = Meldesvar(elev, klasse, sett, klokken, hvor, hva, gjort, meldt_av, about)
    return command(run_of(ctx), meldt, format_=format)


def innboks(
    ctx: typer.Context,
    nummer: Annotated[
        str | None,
        typer.Argument(metavar="[NUMMER]", help="En melding: nummeret, eller begynnelsen av det."),
    ] = None,
    alle: Annotated[bool, typer.Option("--alle", help="Også de som er behandlet.")] = False,
    til_sak: Annotated[
        str | None,
        typer.Option("--til-sak", metavar="SAK", help="Skriv den i en sak eleven har fra før."),
    ] = None,
    ferdig: Annotated[
        bool, typer.Option("--ferdig", help="Det ble ingen sak av den. Skriv hvorfor.")
    ] = False,
    hvorfor: Annotated[
        str | None,
        typer.Option("--hvorfor", metavar="TEKST", help="Hvorfor det ikke ble noen sak."),
    ] = None,
    format: valg.TabellJson = "tabell",
) -> int:
    r"""Meldingene du kan åpne, og hva det ble av dem.

    Uten nummer: de som venter. Med nummer: hele meldingen. Ny sak av den: sosialplan ny-sak --fra-melding.

    Eksempler:
      sosialplan innboks
      sosialplan innboks m3k9q7wd
      sosialplan innboks m3k9q7wd --til-sak 2026-YHP9E
      sosialplan innboks m3k9q7wd --ferdig --hvorfor "Avklart med eleven samme dag"
    """
    from sosialplan.commands.innboks import innboksen

    run = run_of(ctx)
    if ferdig != (hvorfor is not None) or (ferdig and til_sak is not None):
        raise WrongUsage(
            "En melding som ikke blir noen sak, må ha --ferdig og --hvorfor, og ikke --til-sak.",
            'Skriv: sosialplan innboks NUMMER --ferdig --hvorfor "…"',
        )
    if nummer is None:
        if ferdig or til_sak is not None:
            raise WrongUsage("Hvilken melding?", "Skriv nummeret. Se dem: sosialplan innboks")
        return innboksen.innboks(run, alle=alle, format_=format)
    if til_sak is not None:
        require_only(ctx, "nummer", "til_sak", when="når meldingen skrives i en sak")
        return innboksen.til_sak(run, nummer, til_sak)
    if hvorfor is not None:
        require_only(ctx, "nummer", "ferdig", "hvorfor", when="når meldingen er ferdig")
        return innboksen.ferdig(run, nummer, hvorfor=hvorfor)
    require_only(ctx, "nummer", "format", "til_fil", when="når du ser én melding")
    return innboksen.vis(run, nummer, format_=format)
