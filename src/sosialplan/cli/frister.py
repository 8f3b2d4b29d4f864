"""The commands about what must be done: deadlines, cases, and why a date is what it is."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.values import en_dag, several, so_soon, whole, word_of, words_of
from sosialplan.cli.world import run_of
from sosialplan.model.failure import WrongUsage

STATUSES = (
    "kommende", "snart", "i-dag", "forfalt", "overholdt", "for-sent", "ufullstendig", "ikke-gjort",
    "bortfalt", "åpen", "alle",
)  # fmt: skip


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
        str | None,
        typer.Option(
            metavar="14d",
            help="Bare det som kommer så snart: 14d, «to uker», «fredag» eller «uke 49».",
        ),
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
    meg: Annotated[
        bool, typer.Option("--meg", help="Bare det som er mitt, og det som venter på svar fra meg.")
    ] = False,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAVN", help="Det samme for en annen ansatt.")
    ] = None,
    hver_klasse: Annotated[
        bool,
        typer.Option("--hver-klasse", help="Vis hver klasse for seg når mange mangler det samme."),
    ] = False,
    eskalert: Annotated[
        bool, typer.Option("--eskalert", help="Bare det som er gått opp fordi det er forfalt.")
    ] = False,
) -> int:
    """Hva må gjøres, når og av hvem?

    Viser også om en dato er lov, veiledning, praksis, skolens plan eller skolens eget valg.

    Eksempler:
      sosialplan frister
      sosialplan frister --meg
      sosialplan frister --person "Lærer Bjerk"
      sosialplan frister --rolle rektor --innen 14d
      sosialplan frister --innen fredag
      sosialplan frister --eskalert --rolle rektor
      sosialplan frister --status forfalt --streng
      sosialplan frister --til frister.ics
      sosialplan frister --per 2026-11-01
    """
    from sosialplan.commands.frister import frister as command
    from sosialplan.model.frist import Status
    from sosialplan.views.fristrader import Utvalg

    words = several(status)
    chosen = tuple(Status(each) for each in words if each != "alle")
    run = run_of(ctx)
    soon = so_soon(run, innen) if innen is not None else None
    utvalg = Utvalg(rolle, klasse, kjede, soon, chosen, alle="alle" in words, eskalert=eskalert)
    return command(
        run,
        utvalg,
        format_=format,
        streng=streng,
        hver_klasse=hver_klasse,
        meg=meg,
        person=person,
    )


def saker(
    ctx: typer.Context,
    kjede: Annotated[
        str | None, typer.Option(metavar="KJEDE", help="Bare én handlingskjede.")
    ] = None,
    klasse: Annotated[str | None, typer.Option(metavar="KLASSE", help="Bare én klasse.")] = None,
    alle: Annotated[bool, typer.Option("--alle", help="Ta med avsluttede saker.")] = False,
    hvor: Annotated[
        str | None,
        typer.Option(
            metavar="KRAV",
            help="Bare saker som passer, som: klasse=8B og frist<14d. Feltene er kjede, klasse, trinn, status, steg, "
            "runde, forfalt, opprettet, avsluttet og frist.",
        ),
    ] = None,
    visning: Annotated[
        str | None,
        typer.Option(
            metavar="NAVN", help="En liste som skolen har gitt navn, som forfalte eller snart."
        ),
    ] = None,
    format: valg.ListeFormat = "tabell",
) -> int:
    """Sakene, én linje for hver. Uten navn.

    Eksempler:
      sosialplan saker
      sosialplan saker --visning snart
      sosialplan saker --hvor "trinn=8 og (forfalt>0 eller frist<14d)"
      sosialplan saker --klasse 8B --alle
      sosialplan saker --alle --til saker.csv
      sosialplan saker --per 2026-11-01
    """
    if hvor is not None and visning is not None:
        raise WrongUsage(
            "Velg --hvor eller --visning, ikke begge.", "Se hvordan: sosialplan saker --help"
        )
    from sosialplan.commands.saker import Saksvalg
    from sosialplan.commands.saker import saker as command

    return command(
        run_of(ctx),
        Saksvalg(kjede=kjede, klasse=klasse, alle=alle, hvor=hvor, visning=visning),
        format_=format,
    )


def vis(
    ctx: typer.Context,
    sak: valg.Sak,
    format: valg.TabellJson = "tabell",
) -> int:
    """Én sak på én side.

    Med --i-dag dømmes det vi vet nå fra en annen dag. Med --per vises bare det som var
    kjent i historikken den dagen: hva visste vi da? Det gjelder alle kommandoer som viser saker.

    Eksempler:
      sosialplan vis 2026-YHP9E
      sosialplan --i-dag 2026-11-01 vis 2026-YHP9E
      sosialplan vis 2026-YHP9E --per 2026-11-01
    """
    run = run_of(ctx)
    if run.per is not None:
        from sosialplan.commands.historikk.tilbakeblikk import vis_per

        return vis_per(run, sak, run.per, format_=format)
    from sosialplan.commands.historikk.tilbakeblikk import vis as command

    return command(run, sak, format_=format)


def soek(
    ctx: typer.Context,
    ordene: Annotated[
        list[str],
        typer.Argument(
            metavar="ORD…", help="Ett ord eller flere. Alle må stå i den samme teksten."
        ),
    ],
) -> int:
    """Let i det som er skrevet i saker, fravær, referater og meldinger.

    Store og små bokstaver er like, og en del av et ord er nok. Ord i anførselstegn letes etter samlet.
    Bare det du har lov til å lese, blir lett i. Navn på elever og foresatte blir ikke lett i.

    Eksempler:
      sosialplan søk garderoben
      sosialplan søk skyss foresatte
      sosialplan søk "i garderoben"
    """
    from sosialplan.commands.saker import soek as command

    return command(run_of(ctx), ordene)


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
    """Hvorfor er fristen den dagen? Hva betyr feilkoden?

    Eksempler:
      sosialplan forklar 2026-YHP9E aktivitetsplan
      sosialplan forklar 8B klassemøte
      sosialplan forklar beslutning 9nh5
      sosialplan forklar K304
    """
    from sosialplan.commands import forklar as command

    if steg is None:
        return command.forklar_kode(run_of(ctx), hva, format_=format)
    if hva.lower() == "beslutning":
        return command.forklar_beslutning(run_of(ctx), steg, format_=format)
    return command.forklar_i(run_of(ctx), hva, steg, format_=format)


def regn(
    ctx: typer.Context,
    dato: Annotated[
        date, typer.Argument(metavar="DATO", parser=en_dag, help="Dag 0, som 12.10.2026.")
    ],
    antall: Annotated[int, typer.Argument(metavar="ANTALL", parser=whole, help="Hvor mange.")],
    enhet: Annotated[
        str,
        typer.Argument(metavar="ENHET", parser=word_of(*UNITS), help=f"En av: {', '.join(UNITS)}."),
    ],
    format: valg.TabellJson = "tabell",
) -> int:
    """Regn ut en frist, og se hvilke dager som ikke teller.

    Dag 0 er dagen det skjedde. Virkedager er mandag–fredag, ikke helligdager.

    Eksempler:
      sosialplan regn 2026-10-12 5 virkedager
      sosialplan regn 2026-12-18 1 skoledager
    """
    from sosialplan.commands.dager import regn as command
    from sosialplan.model.regel import Enhet

    return command(run_of(ctx), dato, antall, Enhet(enhet), format_=format)


def tavle(
    ctx: typer.Context,
    ledelsen: Annotated[
        bool, typer.Option("--ledelsen", help="Vis også tall under 5. Bare for ledelsen.")
    ] = False,
    med_navn: Annotated[
        bool,
        typer.Option(
            "--med-navn",
            help="Legg til en side om det som er forfalt, med navn. Bare for ledelsen, med alle tall. Filen må ligge på denne maskinen alene.",
        ),
    ] = False,
    format: valg.TavleFormat = "html",
    til: Annotated[
        Path | None, typer.Option("--til", metavar="FIL", help="Filen som skrives.")
    ] = None,
) -> int:
    """Tavla til ledermøtet på én side: frister, saker, årshjulet, klassemøter, fravær og mål. Uten navn.

    Siden henter ingenting fra nettet. Den er lys eller mørk som skjermen, og skrives ut på ett ark.

    Eksempler:
      sosialplan tavle --til tavle.html
      sosialplan tavle --til tavle.pdf --ledelsen
    """
    from sosialplan.commands.tavle.tavle import tavle as command

    return command(run_of(ctx), ledelsen=ledelsen, med_navn=med_navn, format_=format, til=til)


def varsle(
    ctx: typer.Context,
    toerr: Annotated[
        bool,
        typer.Option("--tørr", "--torr", help="Vis hvem som ville fått hva. Ingenting huskes."),
    ] = False,
    eml: Annotated[
        Path | None,
        typer.Option("--eml", metavar="MAPPE", help="Legg varslene som e-post (.eml) i en mappe."),
    ] = None,
    tjener: Annotated[
        str | None,
        typer.Option(
            "--tjener", metavar="TJENER", help="Send med e-post, som smtp.kommunen.no:587."
        ),
    ] = None,
    fra: Annotated[
        str | None,
        typer.Option("--fra", metavar="ADRESSE", help="Avsenderen. Ellers skolens e-postadresse."),
    ] = None,
    bruker: Annotated[
        str | None,
        typer.Option("--bruker", metavar="BRUKER", help="Brukeren på tjeneren, om den har en."),
    ] = None,
    sikring: Annotated[
        str | None,
        typer.Option(
            "--sikring",
            metavar="starttls|tls|ingen",
            parser=word_of("starttls", "tls", "ingen"),
            help="Krypteringen. Ellers etter porten. Ingen bare på samme maskin.",
        ),
    ] = None,
    avbrutte: Annotated[
        bool,
        typer.Option("--avbrutte", help="Send også det som ble avbrutt, og kan ha kommet fram."),
    ] = False,
) -> int:
    """Si fra til dem som bør vite noe i dag, én gang: det som er nytt, forfaller, er forfalt eller er løftet.

    Vises her, om ikke --eml eller --tjener er sagt. Et varsel har saksnummer og dag, og aldri navn eller tekst fra saken.
    Passordet til tjeneren leses fra SOSIALPLAN_EPOST_PASSORD eller maskinens nøkkelring.

    Eksempler:
      sosialplan varsle --tørr
      sosialplan varsle --eml post
    """
    from sosialplan.commands.varsle import Utsending
    from sosialplan.commands.varsle import varsle as command
    from sosialplan.files.noekkelring import mail_password

    password = mail_password(bruker, os.environ) if bruker else None
    ut = Utsending(eml, tjener, sikring, fra, bruker, password)
    if eml and tjener:
        raise WrongUsage("Si bare én av --eml og --tjener.", "Hver av dem er en vei ut.")
    if ((bruker or sikring) and not tjener) or (fra and not tjener and not eml):
        raise WrongUsage(
            "Avsender, bruker og sikring gjelder det som sendes.",
            "Si også hvor: --tjener smtp.kommunen.no",
        )
    if toerr and avbrutte:
        raise WrongUsage(
            "Med --tørr sendes ingenting, heller ikke det avbrutte.", "La --tørr være."
        )
    return command(run_of(ctx), toerr=toerr, ut=ut, avbrutte=avbrutte)
