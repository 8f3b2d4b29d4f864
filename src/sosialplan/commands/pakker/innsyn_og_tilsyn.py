"""``innsyn``: all that is written of a pupil, for the family; ``tilsyn``: what Statsforvalteren asks for."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.dokumenter.bestilling import Bestilling, ordlister
from sosialplan.commands.dokumenter.kopikontroll import whole_folder
from sosialplan.commands.dokumenter.kopileting import Utlevert, handed_out
from sosialplan.commands.dokumenter.sakspapirer import (
    Laget,
    Leser,
    Papir,
    alone,
    fylt,
    fylt_ut,
    papirer,
    som_pdf,
)
from sosialplan.commands.historikk.kjent import with_history
from sosialplan.commands.meldingen import tell_of_reports
from sosialplan.commands.pakker.bunt import (
    Bunt,
    Del,
    Eier,
    hand_over,
    papirnavn,
    show,
    tell_shared_ids,
    with_papers,
)
from sosialplan.commands.run import FINE, Run, case_number, no_such_case
from sosialplan.files.klasselistene import on_the_list
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Sak
from sosialplan.model.sakspapirer import Utlevering
from sosialplan.output.bounded import render
from sosialplan.output.workshop import get_ready
from sosialplan.rules.ansattsak.skjermet_sak import ELEV, FORESATTE, SKOLE, STATSFORVALTER
from sosialplan.rules.explanation import apply_rule, paragraph
from sosialplan.rules.kalender.skolekalender import kalender_of, running_year
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.datoer import kort_dato, lang_dato
from sosialplan.views.dokumentdeler.aktivitetsplikten import pliktganger
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import Vedlegg
from sosialplan.views.dokumentdeler.tilsynstegning import plikttegning
from sosialplan.views.dokumenter.innsyn import SVAR, Svarfrist, svarfrist
from sosialplan.views.dokumenter.innsyn import innsyn as shaped
from sosialplan.views.dokumenter.tilsyn import Tilsyn
from sosialplan.views.dokumenter.tilsyn import tilsyn as reviewed
from sosialplan.views.dokumentliste import INNSYN, TILSYN
from sosialplan.views.kopier.arkivpakke import filnavn
from sosialplan.views.kopier.utlevert import IKKE_UTLEVERT, til_mottaker
from sosialplan.views.saksdokumenter import saksdokumenter

FOR = {"elev": ELEV, "forelder": FORESATTE}
"""Who may ask, and as which recipient they are given a copy."""
SVARPLIKT = "svar-på-innsyn"


def innsyn(
    run: Run, typed: str, hvem: str, *, mottatt: date | None, til: Path | None, format_: str
) -> int:
    """Gather what one person may see of a case; changes nothing in it."""
    get_ready()
    folder, number = run.planmappe(), case_number(typed)
    mappe = whole_folder(folder)
    read = mappe.sak(number)
    if read is None:
        raise no_such_case(number)
    tell_shared_ids(run, folder, mappe)
    mappe = with_history(run, folder, mappe, read)
    own, eier = alone(mappe, read, absence=True), Eier(folder, mappe, read.value)
    mottaker = FOR[hvem]
    leser = Leser(run, mottaker, ordlister(folder))
    bilde = leser.bilde(own, read, INNSYN)
    papers = list(papirer(leser, own, read, bilde))
    parts = with_papers(run, folder, papers) if format_ == "pdf" else ()
    told = [_told(run, each, place, parts) for place, each in enumerate(papers)]
    inside = saksdokumenter(Leser(run, SKOLE, leser.ord).bilde(own, read, INNSYN))
    internal = dict.fromkeys(slag.navn for slag, _ in inside if mottaker.hva not in slag.mottakere)
    dokument = shaped(bilde, _due(mappe, mottatt, run.i_dag), told, list(internal))
    asked = Bestilling(INNSYN, mottaker, Maalform(bilde.maalform))
    laget = fylt(folder, asked, bilde, dokument)
    if format_ == "md":
        _tell_of_what_lies_beside(run, folder, mappe, read.value)
        return show(run, eier, laget)
    target = til or folder.root / "ut" / f"innsyn-{number}-{hvem}.pdf"
    status = hand_over(run, eier, Bunt(laget, parts), target)
    if status == FINE:
        _tell_of_what_lies_beside(run, folder, mappe, read.value)
        run.terminal.note(
            "Les gjennom den før den gis ut. Har eleven sagt noe i fortrolighet? "
            "Programmet vet ikke det."
        )
    return status


def _tell_of_what_lies_beside(run: Run, folder: Planmappe, mappe: Mappe, sak: Sak) -> None:
    """Say where else the school has something of the pupil: reports, and the class list."""
    tell_of_reports(run, folder, mappe, sak)
    elev, year = sak.elev, running_year(mappe.plan.skole, run.i_dag)
    if on_the_list(folder, year, elev.klasse, elev.navn) is not None:
        run.terminal.note(
            f"Klasselisten til {elev.klasse} har også navnet, fødselsåret og de foresatte med telefon og e-post. Det er "
            "ikke med her. Gi det ut ved siden av, når det bes om alt."
        )


def _told(run: Run, papir: Papir, place: int, parts: tuple[Del, ...]) -> Vedlegg:
    navn = papirnavn(papir.slag.navn, papir.dokument.versjon)
    return Vedlegg(
        navn, lang_dato(papir.dag or run.i_dag), "", parts[place].fil if parts else "Med i PDF-en"
    )


def _due(mappe: Mappe, mottatt: date | None, today: date) -> Svarfrist:
    """Return the last day of the answer, by the rule that was in force when the question came."""
    plan = mappe.plan
    law = paragraph(plan, SVARPLIKT, mottatt or today)
    if mottatt is None:
        return svarfrist(None, None, law)
    counted = apply_rule(plan, kalender_of(plan.ruter), SVAR, mottatt, "spørsmålet")
    return svarfrist(mottatt, counted.telling.dato, law)


TIDSLINJE = "tidslinje"
NAA = "slik det er nå"
_CORRECTED = "Det som først ble skrevet om utleveringen, er rettet."
_NOT_ALIKE = "Kunne ikke lages på nytt slik det var. Kopien finnes hos den som fikk den."


def tilsyn(run: Run, typed: str, *, til: Path | None, format_: str) -> int:
    """Make the review of a case; changes nothing in it."""
    get_ready()
    folder, number = run.planmappe(), case_number(typed)
    mappe = whole_folder(folder)
    read = mappe.sak(number)
    if read is None:
        raise no_such_case(number)
    tell_shared_ids(run, folder, mappe)
    mappe = with_history(run, folder, mappe, read)
    own, eier = alone(mappe, read), Eier(folder, mappe, read.value)
    leser = Leser(run, STATSFORVALTER, ordlister(folder))
    now = list(papirer(leser, own, read, leser.bilde(own, read)))
    bilde = leser.bilde(own, read, TILSYN)
    if mappe.plan.skole.maalform is Maalform.NYNORSK:
        run.terminal.note("Oversikten finnes bare på bokmål. Dokumentene i den er på nynorsk.")
    before = list(handed_out(run, folder, read.value))
    parts, told = _parts(run, folder, mappe.plan, now, before)
    dokument = reviewed(bilde, told, [lack for each in now for lack in each.mangler])
    laget, pictures = _filled(folder, bilde, dokument, pictures=format_ == "pdf")
    if format_ == "md":
        return show(run, eier, laget)
    target = til or folder.root / "ut" / f"tilsyn-{number}.pdf"
    return hand_over(run, eier, Bunt(laget, parts, pictures), target)


def _filled(
    folder: Planmappe, bilde: Saksbilde, dokument: Tilsyn, *, pictures: bool
) -> tuple[Laget, dict[str, bytes]]:
    """Fill the template, and draw what it shows."""
    drawing = plikttegning(pliktganger(bilde), bilde.today, dokument.tittel)
    given = {"dok": dokument, "bilder": pictures, "tegning": drawing.beskrivelse}
    standard = standard_folder()
    markdown = render(folder.maler, TILSYN.malfil(), given, standard / "maler")
    drawn = render(folder.maler, "tilsyn.svg.j2", {"bilde": drawing}, standard / "maler")
    laget = Laget(Bestilling(TILSYN, STATSFORVALTER), bilde, dokument, markdown)
    return laget, {TIDSLINJE: drawn.encode("utf-8")} if pictures else {}


def _remark(copy: Utlevering, file: str | None) -> str:
    if copy.utgaar:
        return IKKE_UTLEVERT
    said = ("" if file else _NOT_ALIKE, _CORRECTED if copy.retter else "")
    return " ".join(each for each in said if each)


def _parts(
    run: Run, folder: Planmappe, plan: Plan, now: Sequence[Papir], before: Sequence[Utlevert]
) -> tuple[tuple[Del, ...], tuple[Vedlegg, ...]]:
    """Return the documents that go with the review, and the list that tells of them all.

    Those that were handed out come first, as they were; then the case's own as they are now.
    """
    parts: list[Del] = []
    told: list[Vedlegg] = []
    for each in before:
        copy, papir = each.utlevering, each.papir
        file = None
        if papir is not None:
            file = filnavn(len(parts) + 1, copy.dokument, copy.dato, copy.versjon)
            as_of = replace(run, i_dag=papir.bilde.today)
            laget = fylt_ut(folder, papir)
            parts.append(Del(file, laget, som_pdf(as_of, folder, laget)))
        told.append(
            Vedlegg(
                navn=papirnavn(copy.dokument, copy.versjon),
                dato=kort_dato(copy.dato),
                til=f"{til_mottaker(copy.mottaker, plan)} ({copy.til_hvem})",
                fil=file,
                merknad=_remark(copy, file),
            )
        )
    own = with_papers(run, folder, now, before=len(parts))
    for papir, part in zip(now, own, strict=True):
        told.append(
            Vedlegg(
                navn=papirnavn(papir.slag.navn, papir.dokument.versjon),
                dato=kort_dato(papir.dag or run.i_dag),
                til="",
                fil=part.fil,
                merknad=NAA,
            )
        )
    return (*parts, *own), tuple(told)
