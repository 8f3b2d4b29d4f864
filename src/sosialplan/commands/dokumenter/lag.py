"""``lag``: render a document; and help for those who change ``maler/``. Changes nothing in the case."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.dokumenter.bestilling import Bestilling
from sosialplan.commands.dokumenter.malsjekk import paper_problems
from sosialplan.commands.dokumenter.sakspapirer import (
    Laget,
    as_draft,
    lag_dokument,
    tell_if_not_approved,
    trykt,
)
from sosialplan.commands.dokumenter.skolelogo import tell_of_logo
from sosialplan.commands.dokumenter.utskrift import write_document
from sosialplan.commands.lesing import read_case
from sosialplan.commands.run import FINE, PROBLEMS, Run, case_number, no_such_case
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import Level
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.sakspapirer import Vedtak, Vedtaksslag
from sosialplan.output.workshop import get_ready
from sosialplan.rules.ansattsak.skjermet_sak import SKOLE
from sosialplan.rules.facts import with_entry
from sosialplan.rules.saksplikter import VEDTAK
from sosialplan.rules.ved_siden import with_those_beside
from sosialplan.vern.laas import NOT_FOR_ME

BINARY = {"pdf": "En PDF", "docx": "En Word-fil"}
"""Formats that are no text, in words."""


def lag(run: Run, asked: Bestilling, typed: str | None, *, format_: str, til: Path | None) -> int:
    """Render a document of a case as of the day of judging."""
    if typed is None:
        raise WrongUsage("Hvilken sak gjelder det?", f"Skriv: sosialplan lag {asked.slag.kode} SAK")
    if format_ in BINARY and til is None:
        raise WrongUsage(
            f"{BINARY[format_]} må ha en fil.", f"Legg til: --til {asked.slag.kode}.{format_}"
        )
    get_ready()
    if asked.mottaker is not SKOLE:
        return _for_someone(run, asked, typed, format_=format_, til=til)
    folder, mappe, sak = read_case(run, typed, absence=asked.slag.fravaer)
    mappe = _with_linked(folder, mappe, sak)
    laget = as_draft(lag_dokument(run, folder, mappe, sak, asked))
    made = trykt(run, folder, laget, format_)
    write_document(run, made, til, folder.root)
    _tell_missing(run, laget)
    tell_of_logo(run, folder, laget.bilde)
    _tell_of_others(run, folder, sak, (laget, made, format_))
    run.terminal.problems(paper_problems(folder, asked.slag, laget.bestilling.maalform, run.i_dag))
    return FINE


def _tell_of_others(
    run: Run, folder: Planmappe, sak: Sak, made: tuple[Laget, str | bytes, str]
) -> None:
    """Tell what the school's own draft says of others: it stops nothing, and would stop a copy."""
    from sosialplan.commands.dokumenter.kopikontroll import (  # noqa: PLC0415 - slow
        Kopi,
        kontroll,
        leaks,
    )

    loaded = load(folder)
    if loaded.mappe is None:
        run.terminal.note("Andre elevers navn er ikke sett etter: mappen kan ikke leses.")
        return
    if any(each.level is Level.FEIL or each.code == NOT_FOR_ME for each in loaded.problems):
        run.terminal.note("Navn som bare står i filer du ikke kan lese, er ikke sett etter.")
    found = leaks(kontroll(folder, loaded.mappe, sak, SKOLE), Kopi(*made))
    run.terminal.problems(replace(each, level=Level.ADVARSEL) for each in found)


def _with_linked(folder: Planmappe, mappe: Mappe, sak: Sak) -> Mappe:
    """Return the planmappe with the cases beside one about an employee, whose papers point to them.

    The other case names this one, so all are read; only such a case costs it.
    """
    if sak.gjelder_ansatt is None:
        return mappe
    whole = load(folder).mappe
    others = with_those_beside(whole, mappe.saker[0])[1:] if whole else ()
    return replace(mappe, saker=(*mappe.saker, *others))


def _for_someone(run: Run, asked: Bestilling, typed: str, *, format_: str, til: Path | None) -> int:
    """Make a copy for a recipient, where nothing of others is in it."""
    from sosialplan.commands.dokumenter.kopikontroll import (  # noqa: PLC0415 - slow
        Kopi,
        copy_problems,
        kontroll,
        musts,
        require_nameless,
        whole_folder,
        why_not,
        with_one,
    )

    folder, number = run.planmappe(), case_number(typed)
    mappe = whole_folder(folder)
    read = mappe.sak(number)
    if read is None:
        raise no_such_case(number)
    laget = lag_dokument(run, folder, with_one(mappe, read), read.value, asked)
    kopi = Kopi(laget, trykt(run, folder, laget, format_), format_)
    lacks = musts(folder, laget, run.i_dag)
    against = kontroll(folder, mappe, read.value, asked.mottaker)
    require_nameless(against, asked.mottaker, til.stem if til else None)
    found = copy_problems(against, kopi)
    if lacks or found:
        run.terminal.problems((*lacks, *found))
        draft = " Uten --mottaker blir det et utkast." if lacks else ""
        run.terminal.note(why_not(lacks, found) + draft)
        return PROBLEMS
    write_document(run, kopi.innhold, til, folder.root)
    _tell_missing(run, laget)
    tell_if_not_approved(run, laget, read.value)
    return FINE


def _tell_missing(run: Run, laget: Laget) -> None:
    missing = laget.mangler
    if missing:
        run.terminal.note(f"{laget.dokument.tittel.partition(',')[0]} mangler:")
    for each in missing:
        run.terminal.note(f"  {each.kode} {each.sentence}")
        run.terminal.note(f"    {each.command}")


EKSEMPELDAG = date(2026, 11, 23)
"""A Monday in the middle of the autumn of the invented school."""


def vis_felter(run: Run, asked: Bestilling) -> int:
    """List the fields that the template of a document may use."""
    from sosialplan.views.maler.malfelt import feltliste, maler  # noqa: PLC0415 - slow

    name = asked.slag.malfil(asked.maalform)
    run.terminal.raw(feltliste({name: maler()[name]}))
    return FINE


def forhaandsvis(run: Run, asked: Bestilling, *, format_: str, til: Path | None) -> int:
    """Show a document of the school's own template with the invented case that fills it best."""
    folder = run.planmappe()
    day = replace(run, i_dag=EKSEMPELDAG, terminal=run.terminal)
    standard = standard_folder()
    mappe = load(Planmappe(standard)).mappe
    if mappe is None:
        raise ExpectedFailure(
            "Standarden som følger med programmet, er skadet.", "Installer på nytt."
        )
    laget = max(_made(day, folder, mappe, asked), key=lambda each: len(each.markdown))
    run.terminal.note("Forhåndsvist med en oppdiktet sak.")
    write_document(run, trykt(day, folder, laget, format_), til, folder.root, om_elever=False)
    return FINE


def _made(run: Run, folder: Planmappe, mappe: Mappe, asked: Bestilling) -> list[Laget]:
    """Return the document of every invented case that can have it.

    The invented school has made no decision against a pupil; then one is thought up. Raises
    ExpectedFailure for a fault in the template.
    """
    made = []
    for read in mappe.saker:
        with suppress(ExpectedFailure):
            made.append(lag_dokument(run, folder, mappe, read.value, asked))
    return made or [lag_dokument(run, folder, mappe, _decided(mappe.saker[0].value), asked)]


def _decided(sak: Sak) -> Sak:
    """Return a case with an invented decision in it."""
    entry = Hendelse(
        id="00000000",
        dato=EKSEMPELDAG,
        steg=VEDTAK,
        av="rektor",
        elevens_stemme="Jeg angrer, men jeg vil ikke miste prøven.",
        vedtak=Vedtak(
            slag=Vedtaksslag.BORTVISNING,
            fra=EKSEMPELDAG,
            til=EKSEMPELDAG,
            forhaandsvarslet=EKSEMPELDAG,
            faktum="Eleven slo en annen elev i garderoben. To lærere så det.",
            mildere_tiltak="Eleven har hatt egne friminutt i en uke. Det stanset det ikke.",
            foresattes_syn="De foresatte er enige i at det må stanses.",
            barnets_beste="En dag hjemme er tungt. Det veier mindre enn faren for at noen blir skadd.",
            begrunnelse="Det har skjedd tre ganger på to uker.",
        ),
    )
    return with_entry(sak, entry)
