"""The commands of documents: made, handed out, gathered for those who ask, and held against a copy."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.inn_og_ut import require_only
from sosialplan.cli.values import school_year, skjedd, whole, word_of
from sosialplan.cli.world import run_of
from sosialplan.model.failure import WrongUsage
from sosialplan.model.skrivemaate import find_word
from sosialplan.rules.kontrolltegn import normalise


def lag(
    ctx: typer.Context,
    dokument: valg.Dokument,
    sak: Annotated[
        str | None,
        typer.Argument(
            metavar="[SAK]",
            help="Saksnummeret, eller møtet når det er referatet fra et møte. Handlingsplanen og årsrapporten har ingen sak.",
        ),
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
            "--skoleår",
            "--skolear",
            metavar="2026-2027",
            parser=school_year,
            help="Skoleåret til handlingsplanen eller årsrapporten.",
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
    r"""Lag et dokument. Endrer ingenting i saken.

    Det som mangler, står i dokumentet og på skjermen, med kommandoen som fyller det.

    Eksempler:
      sosialplan lag aktivitetsplan 2026-YHP9E
      sosialplan lag aktivitetsplan 2026-YHP9E --format pdf --til plan.pdf
      sosialplan lag aktivitetsplan 2026-YHP9E --mottaker foresatte
      sosialplan lag aktivitetsplan --forhåndsvis --format pdf --til prøve.pdf
      sosialplan lag melding 2026-YHP9E --mottaker r-team-anonym
      sosialplan lag oversendelsesbrev 2026-YHP9E --mottaker ppt \
        --hvorfor "Eleven trenger hjelp" --vedlegg aktivitetsplan
      sosialplan lag referat R-team --format pdf --til referat.pdf
      sosialplan lag handlingsplan --format pdf --til handlingsplan.pdf
      sosialplan lag handlingsplan --sammenlign 2025
      sosialplan lag årsrapport --skoleår 2026-2027 --format pdf --til årsrapport.pdf
    """
    from sosialplan.commands.dokumenter import lag as papir
    from sosialplan.commands.dokumenter.bestilling import bestilling, planen

    if sak is not None and normalise(sak) is None:
        require_only(ctx, "dokument", "sak", "format", "til", "dato", when="for et møtes referat")
        from sosialplan.commands.moeter.referatpapir import lag_referat

        return lag_referat(run_of(ctx), sak, dato=dato, format_=format, til=til)
    if find_word(dokument, ("årsrapport",)) is not None:
        require_only(ctx, "dokument", "format", "til", "skoleaar", when="for årsrapporten")
        from sosialplan.commands.tavle.aarsrapport import lag_aarsrapport

        return lag_aarsrapport(run_of(ctx), skoleaar=skoleaar, format_=format, til=til)
    if find_word(dokument, ("handlingsplan",)) is None:
        _require_effect(ctx, felter=felter, forhaandsvis=forhaandsvis)
        asked = bestilling(
            planen(run_of(ctx)),
            dokument,
            mottaker=mottaker,
            maalform=maalform,
            siden=siden,
            dato=dato,
            hvorfor=hvorfor,
            vedlegg=vedlegg or (),
        )
        if felter:
            return papir.vis_felter(run_of(ctx), asked)
        if forhaandsvis:
            return papir.forhaandsvis(run_of(ctx), asked, format_=format, til=til)
        return papir.lag(run_of(ctx), asked, sak, format_=format, til=til)
    own = ("dokument", "format", "til", "skoleaar", "sammenlign")
    require_only(ctx, *own, when="for handlingsplanen")
    from sosialplan.commands.handlingsplan import lag_handlingsplan

    return lag_handlingsplan(
        run_of(ctx), skoleaar=skoleaar, sammenlign=sammenlign, format_=format, til=til
    )


def _require_effect(ctx: typer.Context, *, felter: bool, forhaandsvis: bool) -> None:
    """Refuse what says nothing of a document of a case, of its template's fields, or of a preview."""
    of_case = {str(each.name) for each in ctx.command.params} - {"skoleaar", "sammenlign"}
    if felter:
        require_only(ctx, "dokument", "felter", "maalform", when="når du ser feltene")
    elif forhaandsvis:
        require_only(ctx, *of_case - {"sak"}, when="når du forhåndsviser malen")
    require_only(ctx, *of_case, when="for dette dokumentet")


def avklar(
    ctx: typer.Context,
    sak: valg.Sak,
    hva: Annotated[
        str,
        typer.Argument(metavar="HVA", help="Koden kontrollen viste, eller et flagg på eleven."),
    ],
    mottaker: Annotated[
        str, typer.Option("--for", metavar="HVEM", help="Mottakeren avgjørelsen gjelder for.")
    ],
    hvorfor: valg.Hvorfor,
) -> int:
    r"""Skriv ned en avgjørelse før et dokument kan gå ut.

    Kontrollen stopper et dokument når eleven har et flagg (som sperret-adresse), og spør når et ord kan
    være navnet til en annen. Et menneske avgjør, og grunnen blir stående i saken. Avgjørelsen gjelder
    for én mottaker. Hele navn, fødselsnumre og kontaktopplysninger til andre slipper aldri gjennom.

    Eksempler:
      sosialplan avklar 2026-YHP9E navn-1a2b3c4d --for foresatte \
        --hvorfor "Det er en dag i uken"
      sosialplan avklar 2026-YHP9E delt-omsorg --for foresatte \
        --hvorfor "Begge skal ha planen"
    """
    from sosialplan.commands.dokumenter.utlever import avklar as command

    return command(run_of(ctx), sak, hva, mottaker=mottaker, hvorfor=hvorfor)


def utlever(
    ctx: typer.Context,
    dokument: valg.Dokument,
    sak: valg.Sak,
    mottaker: Annotated[
        str, typer.Option("--mottaker", metavar="HVEM", help="Hvem det er til, som foresatte.")
    ],
    kanal: Annotated[
        str,
        typer.Option(
            "--kanal",
            metavar="|".join(valg.KANALER),
            parser=word_of(*valg.KANALER),
            help="Hvordan det gis.",
        ),
    ],
    til_hvem: Annotated[
        str | None,
        typer.Option(
            "--til-hvem", metavar="TEKST", help="Rollen eller relasjonen, som «mor og far»."
        ),
    ] = None,
    likevel: Annotated[
        str | None,
        typer.Option("--likevel", metavar="GRUNN", help="Hvorfor den går ut selv om noe mangler."),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="pdf|docx|html|md",
            parser=word_of("pdf", "docx", "html", "md"),
            help="Filtype.",
        ),
    ] = "pdf",
    til: Annotated[
        Path | None, typer.Option("--til", metavar="FIL", help="Filen som skrives. Ellers i ut/.")
    ] = None,
    maalform: valg.Maalform = None,
    siden: valg.Siden = None,
    dato: valg.GjelderDato = None,
    hvorfor: valg.BrevHvorfor = None,
    vedlegg: valg.Vedlegg = None,
) -> int:
    r"""Lag en kopi til noen, og skriv i saken at den er utlevert.

    Kopien blir laget, sjekket og skrevet til en fil i ut/. Saken får en linje om hva som gikk ut, til
    hvem, hvordan, og hva som er holdt tilbake. Går aktivitetsplanen hjem, er steget plan-sendt gjort.
    Mangler noe som loven krever, stopper den, om du ikke skriver grunnen etter --likevel.

    Eksempler:
      sosialplan utlever aktivitetsplan 2026-YHP9E --mottaker elev --kanal møte
      sosialplan utlever melding 2026-YHP9E --mottaker r-team-anonym --kanal møte \
        --til-hvem R-teamet
      sosialplan utlever aktivitetsplan 2026-YHP9E --mottaker statsforvalter \
        --til-hvem saksbehandler --kanal sikker-melding --likevel "Frist i dag"
    """
    from sosialplan.commands.dokumenter.bestilling import bestilling, planen
    from sosialplan.commands.dokumenter.utlever import Overlevering
    from sosialplan.commands.dokumenter.utlever import utlever as command
    from sosialplan.model.sakspapirer import Kanal

    asked = bestilling(
        planen(run_of(ctx)),
        dokument,
        mottaker=mottaker,
        maalform=maalform,
        siden=siden,
        dato=dato,
        hvorfor=hvorfor,
        vedlegg=vedlegg or (),
    )
    return command(
        run_of(ctx), asked, sak, Overlevering(til_hvem, Kanal(kanal), likevel, format, til)
    )


def sjekk_kopi(
    ctx: typer.Context,
    fil: Annotated[Path, typer.Argument(metavar="FIL", help="PDF, Word, html eller Markdown.")],
    format: valg.TabellJson = "tabell",
) -> int:
    """Se hvilken tilstand av saken en kopi viser, og om den er gjeldende.

    Nederst i hvert dokument står en kopikode, som følger av det som står i det. Kommandoen finner saken, utleveringen
    og tilstanden i historikken, sier om en kopi laget i dag ville sagt det samme, og om filen er som
    den ble laget: ordene, sidene, merknader, lenker og vedlegg. Slutter med 1 når kopien ikke er gjeldende,
    er endret eller ikke blir kjent igjen.

    Eksempler:
      sosialplan sjekk-kopi ut/2026-YHP9E-aktivitetsplan-foresatte-2026-11-23.pdf
      sosialplan sjekk-kopi plan.docx --format json
    """
    from sosialplan.commands.dokumenter.sjekk_kopi import sjekk_kopi as command

    return command(run_of(ctx), fil, format_=format)


BuntFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="pdf|md",
        parser=word_of("pdf", "md"),
        help="md viser bare teksten, her i terminalen.",
    ),
]


BuntTil = Annotated[
    Path | None,
    typer.Option(
        "--til",
        metavar="FIL.pdf|MAPPE",
        help="En PDF med dokumentene i seg, eller en ny mappe. Ellers en PDF i ut/.",
    ),
]


def _require_bundle(til: Path | None, format_: str) -> None:
    """Refuse a file that is no bundle, and a text with a file to go into: it is shown here. Raises WrongUsage."""
    if til is None:
        return
    if format_ == "md":
        raise WrongUsage(
            "Teksten (md) vises her, og lages ikke som fil.",
            "La --til eller --format være. PDF-en med dokumentene i: --til FIL.pdf",
        )
    if til.suffix.lower() not in {"", ".pdf"}:
        raise WrongUsage(
            f"Kommandoen lager ikke filer som slutter på {til.suffix}.",
            "Skriv en fil som slutter på .pdf, eller en ny mappe uten endelse.",
        )


def tilsyn(
    ctx: typer.Context, sak: valg.Sak, til: BuntTil = None, format: BuntFormat = "pdf"
) -> int:
    """Samle det Statsforvalteren spør om: pliktene, hull, hvem som er hørt, og dokumentene.

    Oversikten viser hver plikt i § 12-4: når den oppsto, fristen og hva den hviler på, når det ble
    gjort, og når det ble skrevet ned. Det som ikke er registrert, står åpent. Dokumentene følger med
    slik de var da de ble levert ut, så langt historikken kan lage dem på nytt, og slik de er nå.

    Eksempler:
      sosialplan tilsyn 2026-YHP9E
      sosialplan tilsyn 2026-YHP9E --til ut/tilsyn
    """
    _require_bundle(til, format)
    from sosialplan.commands.pakker.innsyn_og_tilsyn import tilsyn as command

    return command(run_of(ctx), sak, til=til, format_=format)


def innsyn(
    ctx: typer.Context,
    sak: valg.Sak,
    hvem: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="elev|forelder",
            parser=word_of("elev", "forelder"),
            help="Hvem som har bedt om å se saken.",
        ),
    ],
    mottatt: Annotated[
        date | None,
        typer.Option(
            metavar="DATO",
            parser=skjedd,
            help="Dagen skolen fikk spørsmålet. Gir svarfristen.",
        ),
    ] = None,
    til: BuntTil = None,
    format: BuntFormat = "pdf",
) -> int:
    """Samle det eleven eller en forelder har rett til å se i saken.

    Alt som er skrevet, dag for dag, og dokumentene, skjermet for den som skal lese. Det som er holdt
    tilbake, står i en liste med grunnen. Andre elever står bare med alias. Svaret skal komme innen
    en måned; med --mottatt står dagen der.

    Eksempler:
      sosialplan innsyn 2026-YHP9E --for forelder --mottatt 2026-11-20
      sosialplan innsyn 2026-YHP9E --for elev --til ut/innsyn
    """
    _require_bundle(til, format)
    from sosialplan.commands.pakker.innsyn_og_tilsyn import innsyn as command

    return command(run_of(ctx), sak, hvem, mottatt=mottatt, til=til, format_=format)


def les(
    ctx: typer.Context,
    fil: Annotated[
        Path, typer.Argument(metavar="FIL", help="Referatet: Word (.docx) eller Markdown (.md).")
    ],
    utfoer: Annotated[
        bool, typer.Option("--utfør", "--utfor", help="Skriv det, i én lagring i historikken.")
    ] = False,
    likevel: Annotated[
        bool,
        typer.Option("--likevel", help="Skriv det selv om noe i det er i tvil."),
    ] = False,
) -> int:
    """Les tilbake et referat som er skrevet i etterpå, i Word. Viser først hva som er nytt.

    Referatet lages med «lag referat», og leses etter overskriftene: det nye under «Hva som ble drøftet» blir et notat,
    under «Hva eleven mener» elevens stemme, og en ny rad under «Hva som ble bestemt» en beslutning («Hva», «Ansvarlig»,
    «Innen»; eller en linje: «Ring hjem. Ansvarlig: rådgiver, innen: 5.12.2026»). Det som står i saken, blir aldri
    endret eller tatt bort av et dokument.

    Eksempler:
      sosialplan les referat.docx
      sosialplan les referat.docx --utfør
    """
    from sosialplan.commands.referater.lest_tilbake import les as command

    return command(run_of(ctx), fil, utfoer=utfoer, likevel=likevel)
