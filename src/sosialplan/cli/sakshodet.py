"""The commands that put the head of a case right, and tell of other pupils in it."""

from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import employees, several, words_of
from sosialplan.cli.world import run_of
from sosialplan.model.elev import Flagg

sak = typer.Typer(cls=NorskGroup, rich_markup_mode=None)
FLAGG = tuple(Flagg)


@sak.callback()
def sak_() -> None:
    """Rett det som står øverst i en sak, og skriv ned hvem andre den handler om.

    Eksempler:
      sosialplan sak endre 2026-YHP9E --kategori utestenging
      sosialplan sak involver 2026-YHP9E --navn "Oppdiktet Ola Nes" --klasse 8B
    """


@sak.command("endre", cls=NorskCommand)
def endre(
    ctx: typer.Context,
    saken: valg.Sak,
    navn: Annotated[
        str | None, typer.Option("--navn", metavar="NAVN", help="Elevens navn slik det skal stå.")
    ] = None,
    klasse: Annotated[
        str | None, typer.Option("--klasse", metavar="KLASSE", help="Klassen, som 8B.")
    ] = None,
    foedselsaar: Annotated[
        int | None,
        typer.Option(
            "--fødselsår",
            "--fodselsar",
            metavar="ÅÅÅÅ",
            min=1990,
            max=2100,
            help="Året eleven er født.",
        ),
    ] = None,
    beskrivelse: Annotated[
        str | None, typer.Option("--beskrivelse", metavar="TEKST", help="Hva som er sett og hørt.")
    ] = None,
    kategori: Annotated[
        list[str] | None,
        typer.Option("--kategori", metavar="ORD", help="Også dette. Kan gis flere ganger."),
    ] = None,
    fjern_kategori: Annotated[
        list[str] | None, typer.Option("--fjern-kategori", metavar="ORD", help="Ikke dette.")
    ] = None,
    foresatt: Annotated[
        list[str] | None,
        typer.Option(
            "--foresatt",
            metavar="NAVN;MER",
            help="Ny foresatt, eller nytt om en: navn; mor; telefon; e-post. Kan gis flere ganger.",
        ),
    ] = None,
    fjern_foresatt: Annotated[
        list[str] | None,
        typer.Option("--fjern-foresatt", metavar="NAVN", help="Ta bort en foresatt."),
    ] = None,
    arkivsak: Annotated[
        str | None,
        typer.Option("--arkivsak", metavar="NUMMER", help="Saken i arkivet, som 2026/1234."),
    ] = None,
    flagg: Annotated[
        list[str] | None,
        typer.Option(
            "--flagg",
            metavar="ORD",
            parser=words_of(*FLAGG),
            help=f"Merk saken: {', '.join(FLAGG)}.",
        ),
    ] = None,
    fjern_flagg: Annotated[
        list[str] | None,
        typer.Option(
            "--fjern-flagg", metavar="ORD", parser=words_of(*FLAGG), help="Ta bort et merke."
        ),
    ] = None,
    gjelder_ansatt: valg.GjelderAnsatt = None,
    ansatt_navn: valg.AnsattNavn = None,
) -> int:
    """Rett navn, klasse, kategori, foresatte eller merker i en sak. Hvem som leser en vernet sak, følger med.

    Det som er hendt, rettes ikke her: sosialplan rett. I en terminal spør programmet hva som skal endres.

    Eksempler:
      sosialplan sak endre 2026-YHP9E --kategori utestenging
      sosialplan sak endre 2026-YHP9E --foresatt "Oppdiktet Forelder Nes; mor; 900 00 000; mor@eksempel.no"
      sosialplan sak endre 2026-YHP9E --flagg delt-omsorg
      sosialplan sak endre 2026-YHP9E --arkivsak 2026/1234
    """
    from sosialplan.commands.sakshode import endre as command

    told = {
        "navn": navn,
        "klasse": klasse,
        "fødselsår": foedselsaar,
        "beskrivelse": beskrivelse,
        "kategori": several(kategori),
        "fjern_kategori": several(fjern_kategori),
        "foresatt": foresatt,
        "fjern_foresatt": fjern_foresatt,
        "arkivsak": arkivsak,
        "flagg": several(flagg),
        "fjern_flagg": several(fjern_flagg),
        "gjelder_ansatt": employees(gjelder_ansatt, ansatt_navn),
    }
    return command(run_of(ctx), saken, told)


@sak.command("involver", cls=NorskCommand)
def involver(
    ctx: typer.Context,
    saken: valg.Sak,
    navn: Annotated[
        str | None, typer.Option("--navn", metavar="NAVN", help="Den andre elevens navn.")
    ] = None,
    klasse: Annotated[
        str | None, typer.Option("--klasse", metavar="KLASSE", help="Klassen, som 8B.")
    ] = None,
    rolle: Annotated[
        str | None, typer.Option("--rolle", metavar="TEKST", help="Hva eleven var med på.")
    ] = None,
    alias: Annotated[
        str | None,
        typer.Option("--alias", metavar="ALIAS", help="Ordet i all tekst. Ellers Elev B, Elev C …"),
    ] = None,
) -> int:
    """Skriv ned en annen elev i saken. Teksten bruker et alias, og navnet står bare ett sted.

    Med aliaset eller navnet til en som står der, rettes det som er sagt om den.

    Eksempler:
      sosialplan sak involver 2026-YHP9E --navn "Oppdiktet Ola Nes" --klasse 8B --rolle "var til stede"
    """
    from sosialplan.commands.sakshode import involver as command

    told = {"navn": navn, "klasse": klasse, "rolle": rolle, "alias": alias}
    return command(run_of(ctx), saken, told)
