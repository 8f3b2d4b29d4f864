"""What is laid before the one who writes minutes: the agenda, and what stands open as boxes."""

from collections.abc import Iterable, Iterator, Mapping

from sosialplan.commands.lesing import all_rows, courses
from sosialplan.commands.moeter.moeteord import MOETE
from sosialplan.commands.referater.tolking import answer_name
from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.sagt import open_rows
from sosialplan.model.betydning import Betydning
from sosialplan.model.frist import BESLUTNING, VurdertFrist
from sosialplan.model.handlingskjede import Handlingskjede, Slag, Spoersmaal
from sosialplan.model.mappe import Mappe
from sosialplan.model.moeter import Moete, Per, Vedtatt
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.facts import valid_entries
from sosialplan.rules.moeter.beslutninger import of_the_meeting
from sosialplan.rules.moeter.referattekst import HJELP, Referatdel
from sosialplan.rules.moeter.saksliste import Sakspunkt, agenda, last_held
from sosialplan.rules.vurdering import is_open
from sosialplan.views.datoer import kort_dato
from sosialplan.views.moeter.referatmal import Boksvalg, minutes_text

CASE_PARTS = (
    Referatdel.SAKSLISTE,
    Referatdel.STEG,
    Referatdel.STEMME,
    Referatdel.BESLUTNINGER,
    Referatdel.TILTAK,
    Referatdel.NOTAT,
)
MEETING_PARTS = (
    Referatdel.SAKSLISTE,
    Referatdel.SAKER,
    Referatdel.STEG,
    Referatdel.BESLUTNINGER,
    Referatdel.NOTAT,
)
_PER = {Per.KLASSE: "klasse", Per.TRINN: "trinn", Per.ELEV: "elev"}


def case_sheet(run: Run, mappe: Mappe, sak: Sak) -> str:
    """Return the text of a meeting about a case."""
    chain = mappe.plan.kjede(sak.kjede)
    called = _called(sak)
    own = chain.meaning(Betydning.MOETE) if chain else ()
    meant = called.innkalling.moete if called and called.innkalling else next((each.steg for each in own), MOETE)  # fmt: skip
    head = {"sak": sak.sak, "møte": meant, "dato": kort_dato(run.i_dag), "til stede": ""}
    points = called.innkalling.saksliste if called and called.innkalling else ()
    rows = open_rows(run, mappe, sak.sak)
    boxes = {Referatdel.STEG: (*_steps(rows, chain, meant), *_decisions(rows, sak))}
    parts = (
        CASE_PARTS
        if points
        else tuple(each for each in CASE_PARTS if each is not Referatdel.SAKSLISTE)
    )
    return minutes_text(head, points, boxes, parts, notes=HJELP[Referatdel.NOTAT][0])


def _called(sak: Sak) -> Hendelse | None:
    """Return the last call to a meeting."""
    return next((each for each in reversed(valid_entries(sak)) if each.innkalling), None)


def _steps(
    rows: tuple[VurdertFrist, ...], chain: Handlingskjede | None, meeting: str
) -> Iterator[Boksvalg]:
    """Yield a box for each step that is asked for, but the meeting itself: the minutes are that."""
    told = {meeting}
    for row in rows:
        frist = row.frist
        step = chain.find(frist.steg) if chain else None
        if frist.slag is not Slag.FRIST or step is None or frist.tiltak or frist.steg in told:
            continue
        if Betydning.LEVERT_ELEVMAPPEN in step.betyr:
            continue  # papers are handed over by ``arkiver``
        told.add(frist.steg)
        asked = [
            answer_name(each) for each in step.spoer_om if each is not Spoersmaal.ELEVENS_STEMME
        ]
        if Betydning.EVALUERT in step.betyr and Spoersmaal.MED not in step.spoer_om:
            asked.append(answer_name(Spoersmaal.MED))
        due = f". Frist {kort_dato(frist.frist)}" if frist.frist else ""
        yield Boksvalg(step.steg, f"{frist.tittel}{due}", tuple(asked))


def _decisions(rows: tuple[VurdertFrist, ...], sak: Sak) -> Iterator[Boksvalg]:
    texts = {each.id: each for each in valid_entries(sak)}
    for row in rows:
        found = texts.get(row.frist.id.rsplit("/", 1)[-1])
        if row.frist.steg == BESLUTNING and found is not None:
            yield Boksvalg(f"{BESLUTNING} {found.id}", _decided(found.notat, found.ansvarlig, row))


def _decided(text: str | None, owner: str | None, row: VurdertFrist) -> str:
    due = f", {kort_dato(row.frist.frist)}" if row.frist.frist else ""
    return f"{text or row.frist.tittel} ({owner or ''}{due})"


def meeting_sheet(run: Run, mappe: Mappe, moete: Moete) -> str:
    """Return the text of one of the plan's meetings; cases stand there by number, as for the one who leads it."""
    books = [each.value for each in mappe.moeter]
    known = [each for each in courses(mappe, run.i_dag) if each.fakta.hendelser]
    last = last_held(moete, books, run.i_dag)
    rows = all_rows(mappe, run.i_dag, undone=True)
    points = agenda(moete, known, rows, last, books)
    head = {"møte": moete.moete, "dato": kort_dato(run.i_dag), "til stede": ""}
    if moete.per in _PER:
        head[_PER[moete.per]] = ""
    if any(each.hos for each in moete.hyppighet):
        head["hos"] = ""
    head["neste møte"] = ""
    decided = {each.id: each for held, each in of_the_meeting(books) if held.moete == moete.moete}
    boxes = {
        Referatdel.SAKER: tuple(_cases(points)),
        Referatdel.STEG: tuple(_of_the_meeting(rows, decided)),
    }
    return minutes_text(
        head, moete.saksliste, boxes, MEETING_PARTS, notes=HJELP[Referatdel.NOTAT][1]
    )


def _cases(points: Iterable[Sakspunkt]) -> Iterator[Boksvalg]:
    """Yield a box for each case of the agenda, with all that is to be discussed of it."""
    found = dict[str, list[str]]()
    for each in points:
        if each.sak is not None:
            open_ = "" if each.aapen else " (tas opp anonymt)"
            found.setdefault(f"{each.sak}{open_}", []).append(each.hva)
    for marked, what in found.items():
        number, _, rest = marked.partition(" ")
        yield Boksvalg(number, f"{'; '.join(dict.fromkeys(what))} {rest}".strip())


def _of_the_meeting(
    rows: Iterable[VurdertFrist], decided: Mapping[str, Vedtatt]
) -> Iterator[Boksvalg]:
    for row in rows:
        found = decided.get(row.frist.id.rsplit("/", 1)[-1])
        if found is not None and is_open(row):
            yield Boksvalg(
                f"{BESLUTNING} {found.id}", _decided(found.beslutning, found.ansvarlig, row)
            )
