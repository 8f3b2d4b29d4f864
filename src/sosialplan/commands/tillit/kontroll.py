"""``logg --kontroller``: can the history be trusted? Reads only; its mark lies outside the planmappe."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from msgspec.structs import replace

from sosialplan.commands.run import FINE, PROBLEMS, Run
from sosialplan.commands.skrivebordet.signering import last_known, staff_of
from sosialplan.commands.tillit.kontroll_lukket import unread_files
from sosialplan.commands.tillit.kontroll_signaturer import (
    Progress,
    Signaturer,
    check_signatures,
    wrong_approvals,
)
from sosialplan.commands.tillit.kontroll_slettet import explained, with_deletions
from sosialplan.commands.tillit.kontroll_vekst import TOLD, lagring, seen_now, sentences, shrunk
from sosialplan.commands.vedlikehold.funn import standing, tell_shut
from sosialplan.depot import Depot
from sosialplan.files.loader import Loaded, load
from sosialplan.files.merke import Merke, Sett, find_mark, keep_mark, user_folder
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.beginning import REMOTES, beginning, left_behind, look
from sosialplan.git.health import damaged_objects, files_of, is_shallow, lying_indexes
from sosialplan.git.history import SHORT, Commit, is_ahead, is_backdated, moments
from sosialplan.git.repository import find_depot
from sosialplan.git.signing import every_commit
from sosialplan.git.state import is_detached, under_way
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import Level, Problem
from sosialplan.model.vernet import TILGANG
from sosialplan.output.tables import Column
from sosialplan.rules.tillit.fullmakt import leadership_signs, must_sign
from sosialplan.rules.tillit.signaturkjede import Dom
from sosialplan.views.datoer import kort_dato
from sosialplan.views.historikk.kontrollbilde import (
    Kontrollbilde,
    Kontrollfunn,
    Tilgangsendring,
    as_values,
    kan_ikke_vite,
    om_lagring,
    setninger,
    tilgangsrad,
)
from sosialplan.views.problemliste import as_values as problem_values
from sosialplan.views.problemliste import summary

COLUMNS = (
    Column("Når"),
    Column("Hvem", wraps=True),
    Column("Hva", wraps=True),
    Column("Signert med", wraps=True),
)
_SHRUNK = frozenset({"T731", "T732", "T733", "T734"})
_MANY = 100


def kontroller(run: Run, *, hent: bool, godta: bool, alt: bool, format_: str) -> int:
    """Tell whether the history can be trusted; 1 where something is wrong that is not accepted."""
    folder = run.planmappe()
    depot = find_depot(folder.root, folder.laas)
    if not look(folder.root).begun:
        raise ExpectedFailure("Ingenting er lagret i historikken ennå.", "Se: sosialplan lagre")
    loaded = load(folder)
    history = every_commit(folder.root, "HEAD")
    marks, first = run.marks or user_folder(), beginning(folder.root)
    merke = find_mark(marks, first, folder.root) or Merke()
    sett = merke.i(folder.root)
    judge = partial(check_signatures, depot, history, merke, run.now, alt=alt)
    signed, lines = with_deletions(folder, depot, history, partial(judge, progress=_patience(run)))
    missing = shrunk(run, depot, merke, sett.sett, history[0].name, hent=hent)
    gone = explained(depot, missing, lines)
    unjudged = tuple(_unjudged(run, folder, depot, loaded, merke.godtatt))
    funn = (
        *unjudged,
        *_unsigned(depot, history, signed),
        *_damaged(depot),
        *gone,
        *_odd_dates(run, history, merke),
        *_approvals(depot, loaded.mappe, signed, merke),
        *_unseen(run, depot, signed),
    )
    shut: list[str] = []
    problems = standing(folder, loaded.mappe, shut.append)
    bilde = Kontrollbilde(
        antall=len(history),
        signaturer=signed.bilde,
        sist=sett.naar,
        foerst=sett.foerst,
        felles=any(name.startswith(REMOTES) for name in {*seen_now(depot), *sett.sett}),
        hentet=hent,
        funn=funn,
        tilgang=tuple(_access_changes(depot, signed)),
        uendret_fra=loaded.mappe.plan.skole.uendret_fra if loaded.mappe else None,
        staar=sum(each.level is Level.FEIL for each in problems),
        ubedoemt=sum(each.nivaa is Level.FEIL for each in unjudged),
        lukket=len(shut),
        foer=left_behind(depot.root),
    )
    if format_ == "json":
        values = as_values(bilde, [problem_values(each) for each in problems])
        run.answer({**values})
    else:
        _show(run, bilde, problems)
    tell_shut(run, shut)
    new = _accepting(merke, bilde) if godta else merke
    held = Sett(foerst=sett.foerst) if godta else sett
    keep_mark(run.disk, marks, first, _moved(run, depot, new, held, history[0], bilde))
    if godta:
        run.terminal.note("Godtatt: fra nå av gjelder historikken slik den er.")
    wrong = any(each.nivaa is Level.FEIL for each in funn) and not godta
    return PROBLEMS if wrong or bilde.staar else FINE


def _unjudged(
    run: Run, folder: Planmappe, depot: Depot, loaded: Loaded, accepted: Collection[str]
) -> Iterator[Kontrollfunn]:
    """Yield what cannot be judged at all: a file that cannot be read, and a day that has not come."""
    yield from unread_files(run, folder, depot, loaded.mappe, accepted)
    if loaded.mappe is None:
        yield Kontrollfunn("T783")
    since = loaded.mappe.plan.skole.uendret_fra if loaded.mappe else None
    if since is not None and since > run.now.date():
        yield Kontrollfunn("T782", verdier={"dag": kort_dato(since)})


def _patience(run: Run) -> Progress:
    """Return what tells a person that many signatures take a while, and how far it has come."""

    @contextmanager
    def tell(count: int) -> Iterator[Callable[[], None]]:
        if count > _MANY:
            run.terminal.note(f"Kontrollerer {count} signaturer …")
        with run.terminal.progress("Signaturer", count) as done:
            yield done

    return tell


def _unsigned(
    depot: Depot, history: Sequence[Commit], signed: Signaturer
) -> Iterator[Kontrollfunn]:
    """Yield each commit that is not signed as it had to be."""
    wrong = [each for each in history if each.name in signed.feil]
    for place, each in enumerate(wrong):
        dom = signed.dommer[each.name]
        told = sentences(depot, each) if place < TOLD else ()
        yield Kontrollfunn(
            signed.feil[each.name],
            lagring(each, told),
            {"id": dom.noekkel or "", "commit": each.short},
        )


def _damaged(depot: Depot) -> Iterator[Kontrollfunn]:
    """Yield what is gone, or holds something else than its name says: git itself does not look."""
    found = damaged_objects(depot)
    files = files_of(depot, found)
    for each in found[:TOLD]:
        yield Kontrollfunn("T771", verdier={"hva": files.get(each, each[:SHORT])})
    for each in lying_indexes(depot):
        yield Kontrollfunn("T772", verdier={"hva": each})


def _odd_dates(run: Run, history: Sequence[Commit], merke: Merke) -> Iterator[Kontrollfunn]:
    """Yield each commit whose date cannot be."""
    when = moments(history, run.now)
    for each in history:
        if each.name in merke.godtatt:
            continue
        if is_ahead(each, run.now):
            yield Kontrollfunn("T742", lagring(each))
        elif is_backdated(each, when[each.name]):
            yield Kontrollfunn("T741", lagring(each))


def _approvals(
    depot: Depot, mappe: Mappe | None, signed: Signaturer, merke: Merke
) -> Iterator[Kontrollfunn]:
    """Yield the approvals by those who could not give them, and that are not accepted."""
    found = wrong_approvals(depot, mappe, signed.dommer, merke.godtatt) if mappe else ()
    yield from (each for each in found if each.lagring and each.lagring.navn not in merke.godtatt)


def _unseen(run: Run, depot: Depot, signed: Signaturer) -> Iterator[Kontrollfunn]:
    """Yield what could not be looked at, and why."""
    if not signed.bilde.kontrollert:
        yield Kontrollfunn("T727")
    unknowing = sum(each.uvitende for each in signed.dommer.values())
    if unknowing:
        yield Kontrollfunn("T764", verdier={"antall": str(unknowing)})
    known, day = last_known(depot), run.now.date()
    if must_sign(known, day) and not leadership_signs(known, staff_of(depot).ledere, day):
        yield Kontrollfunn("T766")
    if is_shallow(depot):
        yield Kontrollfunn("T761")
    begun = under_way(depot)
    if begun is not None:
        yield Kontrollfunn("T763", verdier={"hva": begun.name, "ut": begun.leave})
    elif is_detached(depot):
        yield Kontrollfunn("T762")


def _access_changes(depot: Depot, signed: Signaturer) -> Iterator[Tilgangsendring]:
    """Yield every change of who signs, newest first: what, by whom, and signed with which key."""
    for each in signed.endringer:
        said = sentences(depot, each, TILGANG)
        dom = signed.dommer.get(each.name) or Dom(each.name)
        came_empty = not said and each.sides[0][0].before is None
        if not came_empty:
            told = lagring(each, said)
            yield Tilgangsendring(told, dom.noekkel, maatte=dom.maa, feil=dom.feil)


def _accepting(merke: Merke, bilde: Kontrollbilde) -> Merke:
    """Return the mark of a person who takes the history as it is."""
    known = [each.lagring.navn for each in bilde.funn if each.lagring]
    return replace(merke, godtatt=tuple(dict.fromkeys((*merke.godtatt, *known))))


def _moved(
    run: Run, depot: Depot, merke: Merke, sett: Sett, head: Commit, bilde: Kontrollbilde
) -> Merke:
    """Return the mark after the check: it stays where something is gone that is not accepted."""
    accepted = {*merke.godtatt}
    wrong = [
        each.kode
        for each in bilde.funn
        if each.nivaa is Level.FEIL and not (each.lagring and each.lagring.navn in accepted)
    ]
    stays = bool(sett.sett) and any(each in _SHRUNK for each in wrong)
    right = not any(each.startswith("T72") for each in wrong)
    now = Sett(
        sett=sett.sett if stays else seen_now(depot),
        naar=sett.naar if stays else run.moment,
        foerst=sett.foerst or run.moment,
    )
    return Merke(
        steder=merke.med(depot.root, now),
        signert=head.name if right and bilde.signaturer.fra else merke.signert,
        godtatt=merke.godtatt,
    )


def _show(run: Run, bilde: Kontrollbilde, problems: Sequence[Problem]) -> None:
    terminal = run.terminal
    for sentence in setninger(bilde):
        terminal.wrapped(sentence)
    if bilde.tilgang:
        terminal.line()
        terminal.heading("Endringer i hvem som signerer")
        terminal.table(COLUMNS, [tilgangsrad(each) for each in bilde.tilgang])
    if bilde.funn or problems:
        terminal.line()
        terminal.heading("Funn")
    shown = Counter[str]()
    for each in bilde.funn:
        shown[each.kode] += 1
        if shown[each.kode] <= TOLD:
            _show_finding(run, each)
    for code, count in shown.items():
        if count > TOLD:
            terminal.wrapped(f"{code}: og {count - TOLD} til. Alle: --format json")
    for problem in problems:
        terminal.wrapped(str(problem))
        terminal.wrapped(problem.cure, indent=4)
    terminal.line()
    terminal.heading("Dette kan kontrollen ikke vite")
    for sentence in kan_ikke_vite(bilde):
        terminal.wrapped(f"- {sentence}")
    levels = [each.nivaa for each in bilde.funn] + [each.level for each in problems]
    terminal.note(summary(levels))


def _show_finding(run: Run, funn: Kontrollfunn) -> None:
    run.terminal.wrapped(f"{funn.nivaa}[{funn.kode}] {funn.melding}")
    if funn.lagring is not None:
        run.terminal.wrapped(om_lagring(funn.lagring), indent=4)
        for said in funn.lagring.hva:
            run.terminal.wrapped(said, indent=6)
    run.terminal.wrapped(funn.raad, indent=4)
