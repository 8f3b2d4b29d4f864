"""``les``: minutes that were written on in Word, read back by their fixed headings, shown, and written as the commands write."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.dokumenter.bestilling import bestilling, planen
from sosialplan.commands.dokumenter.dokumentinn import read_document
from sosialplan.commands.dokumenter.sakspapirer import UTKAST, as_draft, lag_dokument
from sosialplan.commands.lesing import course, read_case
from sosialplan.commands.moeter.moeteord import meeting_of_case
from sosialplan.commands.moeter.vedtakene import decision_of, require_may_own, tell_decisions
from sosialplan.commands.personvernsyn import head_of_another, warn_of_document
from sosialplan.commands.run import FINE, Run
from sosialplan.commands.samlet.stegskriving import Skrevetsteg, tell_steps, written_steps
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import (
    Added,
    Errand,
    Followed,
    carry_out,
    of_case,
    told_before,
)
from sosialplan.commands.svarene import Svarene
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import planord
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.lestdokument import Lestdokument
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import path_to
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.skole import Skole
from sosialplan.output.bounded import dokument
from sosialplan.output.tables import Column
from sosialplan.rules.checks.case_checks import NOTATSTEG
from sosialplan.rules.facts import valid_entries
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.rules.moeter.beslutninger import Moetevedtak
from sosialplan.rules.moeter.referatlesing import (
    Lestvedtak,
    Referatendring,
    Vedtaksendring,
    andres_hode,
    er_referat,
    forskjell,
    plain,
    referathode,
)
from sosialplan.rules.navn.aliaser import home_of
from sosialplan.rules.planverdier import finnes_ikke, lest_dato, likt_sagt, rolle_av
from sosialplan.tekster.maalform import Maalform, paa
from sosialplan.views.datoer import kort_dato
from sosialplan.views.kopier.utlevert import uten_stempel

WAITING = "Ingenting er endret. Legg til --utfør for å skrive det i saken."
NOTHING = "Ingenting er endret: dokumentet sier ikke noe nytt."
SEEN = "Ingenting er endret: det som står over, skrives ikke av et dokument."
COLUMNS = (Column("Hva", wraps=True), Column("Sted", wraps=True), Column("Lest", wraps=True))
_TALK = "samtale"


class Innlestreferat(Value, frozen=True):
    """Minutes that were read: of which case, meeting and day, and what is new in them."""

    sak: str
    dato: date
    moete: str
    endring: Referatendring
    vedtak: tuple[Moetevedtak, ...]
    merknader: tuple[str, ...] = ()
    rettes: tuple[str, ...] = ()
    """What is told of each decision that has another owner or day in the document, or is gone from it."""
    navn: tuple[str, ...] = ()
    """What was told of the names of others."""


def les(run: Run, fil: Path, *, utfoer: bool, likevel: bool) -> int:
    """Show what a document says that the case does not; with ``utfoer``, or a yes from one who sits here, write it."""
    innlest = _read(run, read_document(fil))
    work = partial(_errand, innlest)
    _tell(run, innlest)
    if not innlest.endring.nytt:
        run.terminal.note(SEEN if innlest.endring.skrevet_om else NOTHING)
        return FINE
    if not utfoer:
        run = told_before(replace(run, tvilt=(*run.tvilt, *innlest.navn)), work, case=innlest.sak)
        if not run.terminal.agrees("Skal dette skrives i saken?"):
            run.terminal.note(WAITING)
            return FINE
    return carry_out(replace(run, likevel=likevel), work, case=innlest.sak)


def _read(run: Run, lest: Lestdokument) -> Innlestreferat:
    ord_ = planord()
    hode = referathode(lest, ord_)
    number, day = normalise(hode.get("sak", "")), lest_dato(hode.get("dato", ""), run.i_dag)
    if not er_referat(lest, ord_) or number is None or day is None:
        raise ExpectedFailure(
            "Dokumentet er ikke et referat programmet har laget: tittelen, saksnummeret eller datoen øverst mangler.",
            "Lag det først: sosialplan lag referat SAK --format docx --til referat.docx. En plan leses slik: sosialplan importer plan",
        )
    marks = {paa(each, UTKAST) for each in Maalform}
    if not any(each.tekst in marks for each in lest.alle):
        raise WrongUsage("Referatet er laget for noen utenfor skolen, og leses ikke tilbake.", "Skriv i skolens eget: sosialplan lag referat SAK")  # fmt: skip
    folder, mappe, sak = read_case(run, number)
    own = tuple(home_of(sak))
    another = head_of_another(run, folder, ((e.sted, e.tekst) for e in lest.alle), number, own)
    _require_own(("elev", another) if another else None, number)
    asked = bestilling(planen(run), "referat", dato=day)
    made = as_draft(lag_dokument(run, folder, mappe, sak, asked))
    vaart = dokument(made.markdown.encode(), ".md")
    _require_own(andres_hode(lest, vaart, ord_), number)
    foot = uten_stempel(made.stempel)
    lest = replace(
        lest, ved_siden=tuple(e for e in lest.ved_siden if uten_stempel(e.tekst) != foot)
    )
    endring = forskjell(lest, vaart, _known(sak), ord_, partial(likt_sagt, mappe.plan.skole, run.i_dag))  # fmt: skip
    moete = meeting_of_case(mappe.plan, sak, hode.get("møte", ""))
    _require_no_book(mappe, sak, moete, endring)
    made_anew = tuple(_decisions(mappe.plan.skole, endring, number, run.i_dag))
    moved = [_moved(each, sak, mappe.plan.skole, run.i_dag) for each in endring.flyttet]
    moved += [_gone(each, sak, run.i_dag) for each in endring.stroeket]
    named = _warn_of_names(run, folder, sak, endring)
    return Innlestreferat(number, day, moete, endring, made_anew, lest.merknader, tuple(moved), named)  # fmt: skip


def _require_own(other: tuple[str, str] | None, number: str) -> None:
    """Refuse a document that says another pupil or school than its number does. Raises WrongUsage."""
    if other is None:
        return
    what, place = other
    against = f" Navnet der motsier saksnummeret øverst ({number}): ett av dem er feil."
    raise WrongUsage(
        f"Dokumentet sier en annen elev eller skole enn saken ({place}).{against if what == 'elev' else ''} Ingenting er endret.",
        "Se om det er rett dokument og rett saksnummer. Lag referatet på nytt: sosialplan lag referat SAK",
    )


def _moved(each: Vedtaksendring, sak: Sak, skole: Skole, i_dag: date) -> str:
    """Return what is told of a decision with another owner or day, with the command that makes it so."""
    told, options = list[str](), list[str]()
    for what, was, new in (("ansvarlig", each.var.ansvarlig, each.er.ansvarlig), ("innen", each.var.innen, each.er.innen)):  # fmt: skip
        if likt_sagt(skole, i_dag, was, new):
            continue
        told.append(f"{what} var «{was or 'tomt'}» og er «{new or 'tomt'}»")
        read = rolle_av(skole, new) if what == "ansvarlig" else lest_dato(new, i_dag)
        options.append(f"--ansvarlig {read or 'ROLLE'}" if what == "ansvarlig" else f"--frist {read or 'DATO'}")  # fmt: skip
    which = _entry_of(each.var, sak, i_dag)
    return (
        f"{each.er.sted[:1].upper()}{each.er.sted[1:]}: {', '.join(told)}. Saken er ikke endret. "
        f"Endre den: sosialplan rett {sak.sak} {which} {' '.join(options)}"
    )


def _gone(each: Lestvedtak, sak: Sak, i_dag: date) -> str:
    """Return what is told of a decision that the document lacks: it stands until somebody cancels it."""
    which = _entry_of(each, sak, i_dag)
    return (
        f"Beslutning {which} i saken står ikke i dokumentet, eller er strøket der. Den gjelder fortsatt. "
        f"Skal den ikke gjelde: sosialplan rett {sak.sak} {which} --utgår"
    )


def _entry_of(said: Lestvedtak, sak: Sak, i_dag: date) -> str:
    """Return the id of the entry that a decision of the minutes is."""
    stood = [e for e in valid_entries(sak) if e.notat and e.frist and plain(e.notat) == plain(said.hva)]  # fmt: skip
    own = sorted(stood, key=lambda e: e.frist != lest_dato(said.innen, i_dag))
    return own[0].id if own else "beslutning"


def _warn_of_names(run: Run, folder: Planmappe, sak: Sak, endring: Referatendring) -> tuple[str, ...]:  # fmt: skip
    said = [(each.sted, each.tekst) for each in (*endring.droeftet, *endring.eleven)]
    said += [(each.sted, each.hva) for each in endring.vedtak]
    return warn_of_document(run, folder, said, sak.sak, tuple(home_of(sak)))


def _known(sak: Sak) -> frozenset[str]:
    """Return what the case says already, paragraph by paragraph: a document that is read twice says nothing new."""
    texts = (text for each in valid_entries(sak) for text in (each.notat, each.elevens_stemme))
    return frozenset(plain(part) for text in texts if text for part in text.split("\n\n"))


def _require_no_book(mappe: Mappe, sak: Sak, moete: str, endring: Referatendring) -> None:
    """Refuse a decision of a meeting that has a book of its own: it would stand in the case alone. Raises WrongUsage."""
    chain = mappe.plan.kjede(sak.kjede)
    own = chain is not None and chain.find(moete) is not None
    if endring.vedtak and not own and mappe.plan.moeter.moete(moete) is not None:
        raise WrongUsage(
            f"Møtet har en egen møtebok, og dokumentet har nye beslutninger ({endring.vedtak[0].sted}). Ingenting er endret.",
            f"Skriv dem der: sosialplan møte referat {moete}",
        )


def _decisions(skole: Skole, endring: Referatendring, number: str, i_dag: date) -> Iterator[Moetevedtak]:  # fmt: skip
    """Yield the decisions with their owner and day. Raises WrongUsage with all that lack one."""
    faults = list[str]()
    for each in endring.vedtak:
        owner, due = rolle_av(skole, each.ansvarlig), lest_dato(each.innen, i_dag)
        if owner and due and each.hva:
            yield Moetevedtak(each.hva, owner, due, number)
            continue
        unreal = due is None and finnes_ikke(each.innen, i_dag)
        parts = ((each.hva, "hva som er bestemt"), (owner, _OWNER), (due or unreal, _DUE))
        lacking = [word for value, word in parts if not value]
        faults += [f"Beslutningen i {each.sted} mangler {' og '.join(lacking)}."] if lacking else []
        faults += [f"Beslutningen i {each.sted}: datoen finnes ikke."] if unreal else []
    if faults:
        raise WrongUsage(
            f"{' '.join(faults)} Ingenting er endret.",
            "Skriv det i dokumentet, lagre det, og prøv igjen.",
        )


_OWNER, _DUE = "en ansvarlig som er en rolle ved skolen", "en dato med år"


def _tell(run: Run, innlest: Innlestreferat) -> None:
    endring, terminal = innlest.endring, run.terminal
    terminal.line(f"Referat i sak {innlest.sak}, {kort_dato(innlest.dato)}.")
    rows = [("Drøftet", each.sted, each.tekst) for each in endring.droeftet]
    rows += [("Eleven mener", each.sted, each.tekst) for each in endring.eleven]
    for read, made in zip(endring.vedtak, innlest.vedtak, strict=True):
        due = kort_dato(made.frist) if made.frist else ""
        rows.append(("Bestemt", read.sted, f"{made.tekst} ({made.ansvarlig}, {due})"))
    if rows:
        terminal.line()
        terminal.heading("Nytt i dokumentet")
        terminal.table(COLUMNS, rows)
    for each in endring.endret:
        terminal.note(f"{each[:1].upper()}{each[1:]}: her er noe skrevet om. Det som står i saken, er ikke endret. Rett det: sosialplan rett {innlest.sak}")  # fmt: skip
    for each in endring.utenfor:
        terminal.note(f"{each[:1].upper()}{each[1:]}: står utenfor det som leses, og blir ikke med.")  # fmt: skip
    for line in (*innlest.merknader, *innlest.rettes):
        terminal.note(line)
    for each in endring.gjentatt:
        terminal.note(f"{each[:1].upper()}{each[1:]}: en beslutning med de samme ordene står i saken fra før, og skrives ikke en gang til.")  # fmt: skip
    if endring.borte:
        words = planord().referat
        where = [f"{n} {f'under «{words[key][0].capitalize()}»' if key else 'utenfor overskriftene'}" for key, n in Counter(endring.borte).items()]  # fmt: skip
        head = "Ett sted" if len(endring.borte) == 1 else f"{len(endring.borte)} steder"
        terminal.note(f"{head} i referatet står ikke i dokumentet: {', '.join(where)}. Ingenting er tatt bort fra saken.")  # fmt: skip


def _errand(innlest: Innlestreferat, desk: Desk) -> Errand | int:
    """Return what writes what is new: an entry of the meeting's day, and each decision."""
    run, read = desk.run, desk.case(innlest.sak)
    gang, path = course(desk.mappe, read.value, innlest.dato), desk.folder.case_path(innlest.sak)
    endring = innlest.endring
    notat = "\n\n".join(each.tekst for each in endring.droeftet)
    stemme = "\n\n".join(each.tekst for each in endring.eleven)
    told = Hendelse(id="", dato=innlest.dato, steg="", notat=notat or None, elevens_stemme=stemme or None, moete=innlest.moete)  # fmt: skip
    code = NOTATSTEG if notat else _TALK
    steps = {code: Svarene(told, innlest.dato)} if notat or stemme else {}
    changes, written = written_steps(desk, read, steps) if steps else ([], ())
    decided = [(run.new_id(), each) for each in innlest.vedtak]
    common = {"dato": innlest.dato, "registrert": run.recorded, "moete": innlest.moete}
    for entry_id, each in decided:
        require_may_own(gang, each)
        changes.append(Added(path, path_to(Sak.hendelser), decision_of(entry_id, each, **common)))
    said = f"Det nye i referatet er skrevet i {innlest.sak}, {kort_dato(innlest.dato)}."

    def then(came: Followed) -> None:
        steps_written: tuple[Skrevetsteg, ...] = tuple(written)
        if steps_written:
            tell_steps(run, steps_written, came)
        tell_decisions(run, decided)

    return of_case(desk, innlest.sak, changes, said, then)
