"""``fravær``: write down absence, and what was done about it before there is a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sosialplan.commands.desk import Desk, at_desk, case_message
from sosialplan.commands.registrer import known_role
from sosialplan.commands.run import ProblemsFoundError, Run, all_rows, known_word
from sosialplan.commands.told import open_rows, tell_rows, tell_saved
from sosialplan.files.loader import place
from sosialplan.files.yaml_edit import append_item, set_value
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.fravaer import (
    Elevfravaer,
    Fravaersperiode,
    Fravaerstype,
    Klassefravaer,
    Meldt,
)
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.nearest import advice, find_word
from sosialplan.model.problems import Finding
from sosialplan.model.sak import Hendelse, Maate
from sosialplan.rules.checks.case_checks import FELLES_STEG
from sosialplan.rules.frister import is_open
from sosialplan.rules.skolekalender import school_year_of
from sosialplan.views.datoer import kort_dato

SCHEMA_LINE = "# yaml-language-server: $schema=../../plan/skjema/fravaer.schema.json\n"


@dataclass(frozen=True, slots=True)
class Periode:
    """What is told of a stretch of absence."""

    fra: date
    til: date
    type: Fravaerstype
    meldt: Meldt
    fag: str | None = None
    timer: int | None = None


@dataclass(frozen=True, slots=True)
class Elev:
    """The pupil whom absence is about, and the case it is written in, if there is one."""

    navn: str
    klasse: str
    sak: str | None = None

    @property
    def hvor(self) -> str:
        """The case or the class: what may be told and committed."""
        return self.sak or self.klasse

    @property
    def message(self) -> str:
        """The commit message: the case's number, or the class and nothing more."""
        return case_message(self.sak) if self.sak else f"Fravær {self.klasse}\n"


@dataclass(frozen=True, slots=True)
class Oppfoelging:
    """What was done about absence, and how."""

    dato: date | None
    av: str | None
    maate: Maate | None
    notat: str | None


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are written alike, but for case and spaces."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def pupil(desk: Desk, sak: str | None, navn: str | None, klasse: str | None) -> Elev:
    """Return whom the absence is about: the pupil of a case, or one of a class. Raises WrongUsage."""
    if sak is not None and navn is None and klasse is None:
        case = desk.case(sak).value
        return Elev(case.elev.navn, case.elev.klasse, case.sak)
    if sak is not None or not (navn or "").strip() or klasse is None:
        raise WrongUsage(
            "Fraværet må ha enten et saksnummer, eller både --elev og --klasse.",
            "Eksempel: sosialplan fravær registrer --elev NAVN --klasse 8B --fra ÅÅÅÅ-MM-DD",
        )
    known = [each.klasse for each in desk.mappe.plan.skole.klasser]
    return Elev(" ".join((navn or "").split()), known_word(klasse, known, "klasse"))


def registrer(
    run: Run, sak: str | None, navn: str | None, klasse: str | None, periode: Periode
) -> int:
    """Write absence in the class's file, and tell which rungs were reached."""
    if school_year_of(periode.fra) != school_year_of(periode.til):
        raise WrongUsage("Perioden går over to skoleår.", "Registrer hvert skoleår for seg.")
    with at_desk(run) as desk:
        elev = pupil(desk, sak, navn, klasse)
        entry = Fravaersperiode(
            id=run.new_id(),
            fra=periode.fra,
            til=periode.til,
            type=periode.type,
            meldt=periode.meldt,
            fag=periode.fag,
            timer=periode.timer,
            registrert=run.recorded,
        )
        before = {row.frist.id for row in _rows(run, desk.mappe, elev)}
        skoleaar = school_year_of(periode.fra)
        path = desk.folder.absence_path(skoleaar, elev.klasse)
        text = with_entries(desk, elev, skoleaar, (entry,))
        saved = desk.save({path: text}, elev.message)
        days = f"{kort_dato(periode.fra)}–{kort_dato(periode.til)}"
        tell_saved(run, f"Fravær {days} er skrevet i {elev.hvor}.", saved.commit)
        after = _rows(run, saved.mappe, elev)
        tell_rows(run, "Nytt som må gjøres", [row for row in after if row.frist.id not in before])
    return 0


def foelg_opp(run: Run, steg: str, navn: str, klasse: str, told: Oppfoelging) -> int:
    """Write down what was done about the absence of a pupil who has no case."""
    with at_desk(run) as desk:
        elev = pupil(desk, None, navn, klasse)
        dato = told.dato or run.i_dag
        roles = [each.rolle for each in desk.mappe.plan.skole.roller]
        entry = Hendelse(
            id=run.new_id(),
            dato=dato,
            registrert=run.recorded,
            steg=_free_step(desk, steg),
            av=known_role(told.av, roles),
            maate=told.maate,
            notat=told.notat,
        )
        path = desk.folder.absence_path(school_year_of(dato), elev.klasse)
        read = _book(desk, desk.folder.relative(path)) if path.exists() else None
        position = _position(read.value.elever, elev) if read else None
        if position is None:
            raise ExpectedFailure(
                f"Det er ikke ført fravær på en slik elev i {elev.klasse} i skoleåret.",
                f"Se hvem det er ført fravær på: sosialplan fravær vis --klasse {elev.klasse}",
            )
        where = ("elever", position, "oppfølging")
        text = append_item(desk.text_of(path), where, to_tree(entry))
        saved = desk.save({path: text}, elev.message)
        tell_saved(run, f"Skrevet i {elev.klasse}: {entry.steg}, {kort_dato(dato)}.", saved.commit)
    return 0


def _free_step(desk: Desk, typed: str) -> str:
    """Return a step that can be done without a case. Raises WrongUsage."""
    chain = desk.mappe.plan.kjede(desk.mappe.plan.trapp.kjede)
    steps = chain.steg if chain else ()
    free = [each.steg for each in steps if each.utloeses_av_trinn and not each.spoer_om]
    code = find_word(typed, [*free, *FELLES_STEG])
    if code is None:
        raise WrongUsage(
            f"Steget kan ikke skrives uten en sak.{advice(typed, [*free, *FELLES_STEG])}",
            f"Uten sak: {', '.join([*free, *FELLES_STEG])}. Åpne sak: sosialplan ny-sak",
        )
    return code


def _rows(run: Run, mappe: Mappe, elev: Elev) -> tuple[VurdertFrist, ...]:
    """Return what is asked for: in the case, or in the class outside any case."""
    if elev.sak:
        return open_rows(run, mappe, elev.sak)
    rows = all_rows(mappe, run.i_dag, undone=True)
    return tuple(
        row
        for row in rows
        if row.frist.sak is None and row.frist.klasse == elev.klasse and is_open(row)
    )


def with_entries(desk: Desk, elev: Elev, skoleaar: str, entries: Sequence[Fravaersperiode]) -> str:
    """Return the text of the class's file with the entries in it; the file is made if missing.

    Raises ProblemsFoundError, with the place of what is there, where they overlap it.
    """
    path = desk.folder.absence_path(skoleaar, elev.klasse)
    text = desk.text_of(path) if path.exists() else None
    read = _book(desk, desk.folder.relative(path)) if text else None
    return put_in(text, read, elev, skoleaar, entries)


def put_in(
    text: str | None,
    read: Read[Klassefravaer] | None,
    elev: Elev,
    skoleaar: str,
    entries: Sequence[Fravaersperiode],
) -> str:
    """Return the text of a class's file with the entries of one pupil in it."""
    own = Elevfravaer(elev=elev.navn, sak=elev.sak, perioder=tuple(entries))
    if text is None:
        book = Klassefravaer(klasse=elev.klasse, skoleaar=skoleaar, elever=(own,))
        return SCHEMA_LINE + dump(to_tree(book))
    position = _position(read.value.elever, elev) if read else None
    if read is None or position is None:
        return append_item(text, ("elever",), to_tree(own))
    found = read.value.elever[position]
    where = ("elever", position)
    taken = [
        Finding("K317", read.file, (*where, "perioder", number))
        for number, there in enumerate(found.perioder)
        if any(there.collides(entry) for entry in entries)
    ]
    if taken:
        raise ProblemsFoundError(place(taken, text))
    if found.sak is None and elev.sak is not None:
        text = set_value(text, (*where, "sak"), elev.sak)
    for entry in entries:
        text = append_item(text, (*where, "perioder"), to_tree(entry))
    return text


def _position(elever: Sequence[Elevfravaer], elev: Elev) -> int | None:
    """Return where the pupil's entry stands: by the case's number, else by the name."""
    for number, each in enumerate(elever):
        if elev.sak is not None and each.sak == elev.sak:
            return number
    for number, each in enumerate(elever):
        if same_name(each.elev, elev.navn) and (elev.sak is None or each.sak is None):
            return number
    return None


def _book(desk: Desk, file: str) -> Read[Klassefravaer] | None:
    return next((each for each in desk.mappe.fravaer if each.file == file), None)
