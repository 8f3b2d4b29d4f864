"""Which state of a case a copy came from, and copies made again of what the history held then."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.dokumenter.bestilling import Bestilling, Ordlister, ordlister
from sosialplan.commands.dokumenter.sakspapirer import (
    Laget,
    Papir,
    alone,
    bilde_for,
    bilde_paa,
    bilder_paa,
    fylt,
)
from sosialplan.commands.fortid import folder_at
from sosialplan.commands.historikk.kjent import case_history
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Fortidsmappe, Planmappe
from sosialplan.git.contents import contents
from sosialplan.git.history import SHORT, commits
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.rettelser import gjeldende, stands_for, struck
from sosialplan.model.sak import Sak
from sosialplan.model.sakspapirer import Utlevering
from sosialplan.rules.ansattsak.skjermet_sak import find_mottaker
from sosialplan.schema.decode import decode
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.dokumentdeler.saksbilde import Dokumentvalg, Saksbilde
from sosialplan.views.dokumentliste import DOKUMENTER, Dokumentslag, find_slag
from sosialplan.views.kopier.utlevert import Stempel
from sosialplan.views.saksdokumenter import kopiavtrykk


class Kopitilstand(Value, frozen=True):
    """A case as it was, judged as of a day; ``commit`` and ``lagret`` are None for the case as it is."""

    mappe: Mappe
    sak: Sak
    dag: date
    commit: str | None = None
    lagret: date | None = None


class Kilde(Value, frozen=True):
    """Where a copy came from: the state, and what was asked for."""

    tilstand: Kopitilstand
    asked: Bestilling
    bilde: Saksbilde


def find_sources(
    folder: Planmappe,
    mappe: Mappe,
    sak: Sak,
    stempel: Stempel,
    asked: Iterable[Bestilling],
    ord_: Ordlister,
    *,
    history: bool,
) -> Iterator[Kilde]:
    """Yield the states of a case that give the fingerprint: the newest, and those just before it.

    ``mappe`` holds the case and all that is read beside it; the plan is that of now. Without
    ``history`` only the case as it is.
    """
    orders = tuple(asked)
    met = False
    for state in _states(folder, mappe, sak, stempel.dag, history=history):
        found = _among(state, orders, stempel, ord_)
        if found is not None:
            yield found
        elif met:
            return
        met = met or found is not None


def _among(
    state: Kopitilstand, orders: Iterable[Bestilling], stempel: Stempel, ord_: Ordlister
) -> Kilde | None:
    for mappe in _as_it_may_have_been(state):
        bilde_av = bilder_paa(mappe, state.sak, state.dag, ord_)
        for each in orders:
            bilde = bilde_av(each)
            if _avtrykk(bilde, each).startswith(stempel.avtrykk):
                return Kilde(state, each, bilde)
    return None


def _as_it_may_have_been(state: Kopitilstand) -> Iterator[Mappe]:
    """Yield the planmappe with what a case beside it tells, and as it was before that was written."""
    yield state.mappe
    if len(state.mappe.saker) > 1:
        own = tuple(each for each in state.mappe.saker if each.value.sak == state.sak.sak)
        yield replace(state.mappe, saker=own)


def same_today(
    kilde: Kilde, sak: Sak, mappe: Mappe, i_dag: date, stempel: Stempel, ord_: Ordlister
) -> bool:
    """Tell whether a copy of the case as it is, made today, would say the same."""
    bilde = bilde_paa(mappe, sak, i_dag, kilde.asked, ord_)
    return _avtrykk(bilde, kilde.asked).startswith(stempel.avtrykk)


def made_again(folder: Planmappe, kilde: Kilde) -> Laget:
    """Make the copy once more from the state it came from."""
    return fylt(folder, kilde.asked, kilde.bilde, kilde.asked.slag.lag(kilde.bilde))


def order_of(copy: Utlevering, plan: Plan) -> Bestilling | None:
    """Return what was asked for when a copy was handed out; None where it is not known any more."""
    slag = find_slag(copy.dokument)
    mottaker = find_mottaker(copy.mottaker, plan)
    if slag is None or mottaker is None or mottaker.hva not in slag.mottakere:
        return None
    form = Maalform(copy.maalform) if copy.maalform else Maalform.BOKMAAL
    valg = Dokumentvalg(copy.siden, copy.om, copy.formaal, copy.vedlegg)
    return Bestilling(slag, mottaker, form, valg)


def every_order(text: str, plan: Plan) -> Iterator[Bestilling]:
    """Yield every document for every recipient; only kinds that the text names, where it names any."""
    head = text[:_HEAD].casefold()
    named = [
        each
        for each in DOKUMENTER
        if _names(each) & {word for word in _names(each) if word in head}
    ]
    for slag in named or DOKUMENTER:
        for mottaker in slag.til(plan):
            yield Bestilling(slag, mottaker)
            if slag.nynorsk:
                yield Bestilling(slag, mottaker, Maalform.NYNORSK)


_HEAD = 400
"""So many characters of a file are looked at for the name of the document."""


def _names(slag: Dokumentslag) -> set[str]:
    return {each.casefold() for each in (slag.navn, *slag.andre_navn)}


def _avtrykk(bilde: Saksbilde, asked: Bestilling) -> str:
    """Return the fingerprint of a copy; empty where the document is not made of such a case."""
    if asked.slag.avslag(bilde) is not None:
        return ""
    return kopiavtrykk(asked.slag.kode, asked.mottaker.kode, asked.maalform, asked.slag.lag(bilde))


def _states(
    folder: Planmappe, mappe: Mappe, sak: Sak, dag: date, *, history: bool
) -> Iterator[Kopitilstand]:
    """Yield the case as it is, then as each commit left it, newest first."""
    yield Kopitilstand(mappe, sak, dag)
    if not history:
        return
    historie = case_history(folder, sak.sak)
    for change in historie.egne:
        tree = historie.fortid.innhold(change.after).tree
        then, _ = decode(tree, Sak, historie.file) if tree is not None else (None, ())
        if then is not None and then != sak:
            others = (each for each in mappe.saker if each.value.sak != sak.sak)
            whole = replace(mappe, saker=(Read(historie.file, then), *others))
            yield Kopitilstand(whole, then, dag, change.commit.name[:SHORT], change.moment.date())


def has_shut(folder: Planmappe, number: str) -> bool:
    """Tell whether a case has states that are sealed for others: a copy may be of one of them."""
    historie = case_history(folder, number)
    return any(historie.fortid.lukket(each.after) for each in historie.egne)


_FOLDERS = ("plan", "moter", "fravaer")


class Utlevert(Value, frozen=True):
    """A copy that was handed out, and the paper that says the same; None where none could be made, or it never was."""

    utlevering: Utlevering
    papir: Papir | None


def handed_out(run: Run, folder: Planmappe, sak: Sak) -> Iterator[Utlevert]:
    """Yield every copy by the day it was handed out, as what was written of it was put right.

    It is made again as it was first written down: that is what it was made from.
    """
    if not sak.utleveringer:
        return
    file = folder.relative(folder.case_path(sak.sak))
    written = _written_in(folder, file, sak)
    known = (*gjeldende(sak.utleveringer), *struck(sak.utleveringer))
    for each in sorted(known, key=lambda one: (one.dato, one.id)):
        first = stands_for(each, sak.utleveringer)[-1]
        commit = None if each.utgaar else written.get(first.id)
        yield Utlevert(each, _made_again(run, folder, file, first, commit) if commit else None)


def _written_in(folder: Planmappe, file: str, sak: Sak) -> Mapping[str, str]:
    """Return for each copy the first commit that has it."""
    names = [each.name for each in reversed(commits(folder.root, [file], thorough=True))]
    held = contents(folder, [(name, file) for name in names])
    found: dict[str, str] = {}
    for name in names:
        text = held[name, file] or ""
        for each in sak.utleveringer:
            if f"id: {each.id}" in text:
                found.setdefault(each.id, name)
    return found


def _made_again(
    run: Run, folder: Planmappe, file: str, copy: Utlevering, commit: str
) -> Papir | None:
    """Return the paper as it was; None where anything of it cannot be read, or it says another thing."""
    with suppress(ExpectedFailure, ProblemsFoundError):
        then = _as_it_stood(folder, file, commit)
        papir = _shaped(run, then, copy, Path(file).stem)
        if papir is not None and _same(papir, copy):
            return papir
    return None


def _as_it_stood(folder: Planmappe, file: str, commit: str) -> Fortidsmappe:
    """Return the plan, the minutes, the absence and the one case as they stood in a commit."""
    return folder_at(folder, commit, (*_FOLDERS, file))


def _shaped(run: Run, then: Planmappe, copy: Utlevering, number: str) -> Papir | None:
    mappe = load(then).mappe
    asked = order_of(copy, mappe.plan) if mappe else None
    read = mappe.sak(number) if mappe else None
    if mappe is None or read is None or asked is None:
        return None
    slag, as_of = asked.slag, replace(run, i_dag=copy.dato)
    bilde = bilde_for(as_of, alone(mappe, read), read.value, asked, ordlister(then, slag))
    return None if slag.avslag(bilde) else Papir(slag, bilde, slag.lag(bilde))


def _same(papir: Papir, copy: Utlevering) -> bool:
    bilde = papir.bilde
    made = kopiavtrykk(papir.slag.kode, copy.mottaker, bilde.maalform.value, papir.dokument)
    return made == copy.fingeravtrykk
