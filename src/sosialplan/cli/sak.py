"""The commands that open a case, write down what happens in it, and put an entry right."""

from typing import Annotated, Any

import typer
from msgspec.structs import replace

from sosialplan.cli import options as valg
from sosialplan.cli.feltvalg import Feltvalg
from sosialplan.cli.values import employees, several
from sosialplan.cli.world import run_of
from sosialplan.model.felter.hendelsesfelt import I_HENDELSEN
from sosialplan.model.sak import Hendelse


def ny_sak(
    ctx: typer.Context,
    kjede: Annotated[
        str | None, typer.Option(metavar="KJEDE", help="Hvilken handlingskjede.")
    ] = None,
    elev: Annotated[str | None, typer.Option(metavar="NAVN", help="Elevens navn.")] = None,
    klasse: Annotated[
        str | None, typer.Option(metavar="KLASSE", help="Elevens klasse, som 8B.")
    ] = None,
    oppdaget: valg.Oppdaget = None,
    foedselsaar: Annotated[
        int | None,
        typer.Option(
            "--fødselsår",
            "--fodselsar",
            metavar="ÅÅÅÅ",
            min=1990,
            max=2100,
            help="Året eleven er født. Fra 15 år bestemmer eleven selv om samtykke.",
        ),
    ] = None,
    beskrivelse: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Hva som er sett og hørt.")
    ] = None,
    meldt_av: Annotated[
        str | None, typer.Option("--meldt-av", metavar="ROLLE", help="Hvem som meldte.")
    ] = None,
    kategori: Annotated[
        list[str] | None, typer.Option("--kategori", metavar="ORD", help="Kan gis flere ganger.")
    ] = None,
    alvorlig: Annotated[bool, typer.Option("--alvorlig", help="Skoleeier skal varsles.")] = False,
    fra_sak: Annotated[
        str | None,
        typer.Option("--fra-sak", metavar="SAK", help="Saken den følger av. Eleven er den samme."),
    ] = None,
    fra_melding: Annotated[
        str | None,
        typer.Option(
            "--fra-melding",
            metavar="NUMMER",
            help="Meldingen i innboksen. Elev, klasse og dag er de som står i den.",
        ),
    ] = None,
    gjelder_ansatt: valg.GjelderAnsatt = None,
    ansatt_navn: valg.AnsattNavn = None,
    ny_elev: valg.NyElev = False,
    likevel: Annotated[
        bool,
        typer.Option("--likevel", help="Åpne den selv om eleven har en åpen sak fra før."),
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    r"""Åpne en sak, og få vite hva som må skje nå.

    I en terminal spør programmet om det som mangler. Er klasselistene lest inn, velges eleven fra klassen,
    begynnelsen av navnet er nok, og de foresatte følger med.

    Eksempler:
      sosialplan ny-sak
      sosialplan ny-sak --kjede trygt-og-godt --elev "Oppdiktet Elev" \
        --klasse 8B --oppdaget 2026-10-12
      sosialplan ny-sak --kjede ansatt-krenker --gjelder-ansatt kontaktlærer \
        --meldt-av lærer --elev "Oppdiktet Elev" --klasse 8B
      sosialplan ny-sak --kjede tiltak-virker-ikke --fra-sak 2026-YHP9E \
        --oppdaget 2026-10-12
    """
    from sosialplan.commands.ny_sak import ny_sak as command
    from sosialplan.commands.spoersmaal import ask_for_case

    run = run_of(ctx)
    told = {
        "kjede": kjede,
        "elev": elev,
        "klasse": klasse,
        "oppdaget": oppdaget,
        "beskrivelse": beskrivelse,
        "meldt_av": meldt_av,
        "fra_sak": fra_sak,
        "fra_melding": fra_melding,
        "gjelder_ansatt": employees(gjelder_ansatt, ansatt_navn),
        "fødselsår": foedselsaar,
    }
    melding = ask_for_case(
        run, told, kategorier=several(kategori), alvorlig=alvorlig, ny_elev=ny_elev
    )
    melding = replace(melding, likevel=likevel)
    return command(run, melding, format_=format)


HENDELSEN = Feltvalg(I_HENDELSEN, Hendelse)
"""What can be told of a step that was carried out, and put right in it."""


@HENDELSEN.options
def registrer(
    ctx: typer.Context,
    sak: valg.Sak,
    steg: valg.Stegene,
    *,
    gjelder_ansatt: valg.GjelderAnsatt = None,
    ansatt_navn: valg.AnsattNavn = None,
    **told: Any,
) -> int:
    r"""Skriv ned at et steg er gjort, eller flere på én gang.

    Er flere gjort, så skriv stegene etter hverandre. Dagen (--dato) og hvem (--av) gjelder da alle. Det
    som bare ett av stegene spør om, gjelder det steget. I en terminal blir du spurt om resten.

    Alle saker tar også notat, samtale, kontakt, møte, beslutning og barnevern-vurdert, og det loven setter
    frist for: innsyn-mottatt, innsyn-besvart, innsyn-avslått, klage-mottatt, statsforvalteren-spør.

    Eksempler:
      sosialplan registrer 2026-YHP9E rektor-varslet --av kontaktlærer
      sosialplan registrer 2026-YHP9E elev-hørt --elevens-stemme "Jeg er alene"
      sosialplan registrer 2026-YHP9E elev-hørt foresatte-kontaktet \
        --elevens-stemme "Jeg er alene" --dato "i går"
      sosialplan registrer 2026-YHP9E evaluering --virkning delvis --med elev
      sosialplan registrer 2026-YHP9E undersøkelse --metode observasjon \
        --notat "Sett i to friminutt"
      sosialplan registrer 2026-YHP9E beslutning --møte samarbeidsmøte --notat "Ny makker" \
        --ansvarlig rådgiver --frist 2026-10-26
    """
    from sosialplan.commands.registrer import registrer as command
    from sosialplan.commands.svarene import svarene_av

    about = employees(gjelder_ansatt, ansatt_navn)
    return command(run_of(ctx), sak, tuple(steg), svarene_av(HENDELSEN.values(told), about))


@HENDELSEN.options
def rett(
    ctx: typer.Context,
    sak: valg.Sak,
    hendelse: Annotated[
        str,
        typer.Argument(metavar="HENDELSE", help="Id-en, de første tegnene av den, eller steget."),
    ],
    steg: Annotated[
        str | None, typer.Option(metavar="STEG", help="Steget det skulle vært ført som.")
    ] = None,
    *,
    gjelder_ansatt: valg.GjelderAnsatt = None,
    ansatt_navn: valg.AnsattNavn = None,
    til_hvem: valg.TilHvem = None,
    kanal: valg.Kanalen = None,
    hvorfor: valg.RettetFordi = None,
    utgaar: valg.Utgaar = False,
    **told: Any,
) -> int:
    """Rett en hendelse som er skrevet feil.

    Det som sto, blir stående. Rettelsen viser til det, og er den som gjelder.
    Skjedde det ikke i det hele tatt? Stryk den: --utgår, og skriv hvorfor.
    En utlevering, en avklaring eller en godkjenning rettes også her: med id-en, eller med ordet.

    Eksempler:
      sosialplan rett 2026-YHP9E drøftet --dato 2026-10-11
      sosialplan rett 2026-YHP9E tg10 --utgår --notat "Ført i feil sak"
      sosialplan rett 2026-YHP9E utlevering --til-hvem far --hvorfor "Skrevet feil"
      sosialplan rett 2026-YHP9E utlevering --utgår --hvorfor "Ble aldri sendt"
    """
    from sosialplan.commands.rett import rett as command
    from sosialplan.commands.skrivebordet.rettelse import Papirsvar
    from sosialplan.commands.svarene import svarene_av
    from sosialplan.model.sakspapirer import Kanal

    svarene = svarene_av(HENDELSEN.values(told), employees(gjelder_ansatt, ansatt_navn))
    papir = Papirsvar(til_hvem, Kanal(kanal) if kanal else None, hvorfor, utgaar)
    return command(run_of(ctx), sak, hendelse, steg, svarene, papir)
