"""The commands about copies: what was decided, handed out, and which state it shows."""

from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.values import word_of
from sosialplan.cli.world import run_of


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
    """Decide before a copy."""
    from sosialplan.commands.dokumenter.utlever import avklar as command

    return command(run_of(ctx), sak, hva, mottaker=mottaker, hvorfor=hvorfor)


_KANALER = ("brev", "e-post", "digipost", "sikker-melding", "møte", "overlevert", "arkiv")


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
            metavar="|".join(_KANALER),
            parser=word_of(*_KANALER),
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
    """Hand out a copy."""
    from sosialplan.commands.dokumenter.bestilling import bestilling
    from sosialplan.commands.dokumenter.utlever import Overlevering
    from sosialplan.commands.dokumenter.utlever import utlever as command
    from sosialplan.model.sakspapirer import Kanal

    asked = bestilling(
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
    """Tell which state a copy shows."""
    from sosialplan.commands.dokumenter.sjekk_kopi import sjekk_kopi as command

    return command(run_of(ctx), fil, format_=format)
