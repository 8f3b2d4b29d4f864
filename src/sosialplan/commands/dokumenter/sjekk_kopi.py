"""``sjekk-kopi``: which state of a case a file came from, and whether it still holds. Reads only."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import msgspec

from sosialplan.commands.dokumenter.bestilling import ordlister
from sosialplan.commands.dokumenter.kopileting import (
    Kilde,
    every_order,
    find_sources,
    has_shut,
    made_again,
    order_of,
    same_today,
)
from sosialplan.commands.dokumenter.sakspapirer import Laget, as_draft, trykt
from sosialplan.commands.lesing import read_all
from sosialplan.commands.run import FINE, PROBLEMS, Run, case_number, no_such_case
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.beginning import look
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.record import Value
from sosialplan.model.rettelser import gjeldende, struck
from sosialplan.model.sak import Sak
from sosialplan.output.bounded import differences, filtekst
from sosialplan.reading import LARGEST, read_bytes
from sosialplan.rules.ansattsak.skjermet_sak import SKOLE
from sosialplan.rules.navn.tekstord import folded_word, words_of
from sosialplan.rules.ved_siden import with_those_beside
from sosialplan.views.kopier.utlevert import Kopisvar, Stempel, as_values, sentences, stempel_i

_FORMATS = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".txt": "md",
}


class Kopifil(Value, frozen=True):
    """A file that was given: its format, all that it says, and the file itself."""

    format_: str
    tekst: str
    innhold: bytes


def sjekk_kopi(run: Run, path: Path, *, format_: str) -> int:
    """Tell which state a copy shows; 0 where it is the present one and the file is untouched."""
    fil = _read(path)
    stamp = stempel_i(fil.tekst)
    if stamp is None:
        raise ExpectedFailure(
            "Filen har ingen kopikode nederst, så den kan ikke sjekkes.",
            "Koden står nederst i dokumenter som er laget med lag eller utlever.",
        )
    folder, mappe, _ = read_all(run)
    answer = _answer(run, folder, mappe, fil, stamp)
    if format_ == "json":
        values = as_values(answer)
        run.answer({"kopi": values})
    else:
        for line in sentences(answer, mappe.plan, detaljer=run.terminal.detaljer):
            run.terminal.wrapped(line)
    taken_back = answer.utlevering is not None and answer.utlevering.utgaar
    whole = answer.uendret is not False and not taken_back
    return FINE if answer.gjeldende and whole else PROBLEMS


def _read(path: Path) -> Kopifil:
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise ExpectedFailure(
            "Slike filer kan ikke sjekkes.", f"Gi en fil av et av slagene: {', '.join(_FORMATS)}"
        )
    try:
        content = read_bytes(path.resolve(), most=LARGEST)
    except OSError:
        raise ExpectedFailure("Filen kan ikke leses.", "Sjekk navnet og stedet.") from None
    read = filtekst(content, form)
    return Kopifil(form, read.tekst, content)


def _answer(run: Run, folder: Planmappe, mappe: Mappe, fil: Kopifil, stamp: Stempel) -> Kopisvar:
    """Look for the copy in the cases it may be of, and tell what was found first."""
    ord_ = ordlister(folder)
    shut = False
    for read in _cases(mappe, stamp):
        sak = read.value
        handed_out = (*struck(sak.utleveringer), *gjeldende(sak.utleveringer))
        copies = [each for each in handed_out if each.fingeravtrykk.startswith(stamp.avtrykk)]
        alone = Mappe(mappe.plan, with_those_beside(mappe, read), mappe.fravaer, mappe.moeter)
        known = [order for each in copies if (order := order_of(each, mappe.plan))]
        sources = find_sources(
            folder,
            alone,
            sak,
            stamp,
            known or every_order(fil.tekst, mappe.plan),
            ord_,
            history=look(folder.root).begun and (stamp.sak is not None or bool(copies)),
        )
        first = next(sources, None)
        if first is None and look(folder.root).begun and (stamp.sak is not None or copies):
            shut = shut or has_shut(folder, sak.sak)
        if first is None and not copies:
            continue
        answer = Kopisvar(stempel=stamp, sak=sak.sak, utlevering=copies[-1] if copies else None)
        if first is None:
            return msgspec.structs.replace(answer, lukket=shut)
        changed = _changed(run, folder, chain((first,), sources), fil)
        return msgspec.structs.replace(
            answer,
            dokument=first.asked.slag.kode,
            mottaker=first.asked.mottaker.kode,
            funnet=True,
            commit=first.tilstand.commit,
            lagret=first.tilstand.lagret,
            gjeldende=same_today(first, sak, alone, run.i_dag, stamp, ord_),
            uendret=changed == (),
            endret=changed or (),
        )
    return Kopisvar(stempel=stamp, lukket=shut)


def _cases(mappe: Mappe, stamp: Stempel) -> Iterator[Read[Sak]]:
    """Yield the case of the stamp; every case where it names none. Raises ExpectedFailure."""
    if stamp.sak is None:
        yield from mappe.saker
        return
    read = mappe.sak(case_number(stamp.sak))
    if read is None:
        raise no_such_case(stamp.sak)
    yield read


def _changed(
    run: Run, folder: Planmappe, sources: Iterable[Kilde], fil: Kopifil
) -> tuple[str, ...] | None:
    """Return what in the file, besides its words, is not as in the copy made once more.

    Nothing where one of the sources gives the same file; None where none gives the same words.
    """
    least: tuple[str, ...] | None = None
    for each in sources:
        then = msgspec.structs.replace(run, i_dag=each.tilstand.dag)
        for laget in _as_marked(made_again(folder, each)):
            made = trykt(then, folder, laget, fil.format_)
            again = made.encode("utf-8") if isinstance(made, str) else made
            if again == fil.innhold:
                return ()
            if _words(filtekst(again, fil.format_).tekst) == _words(fil.tekst):
                found = differences(again, fil.innhold, fil.format_)
                if least is None or len(found) < len(least):
                    least = found
    return least


def _as_marked(laget: Laget) -> tuple[Laget, ...]:
    """Return what a copy may have been printed of: the school's own is marked, and was not before."""
    own = laget.bestilling.mottaker == SKOLE
    return (as_draft(laget), laget) if own else (laget,)


def _words(text: str) -> tuple[str, ...]:
    return tuple(folded_word(each) for each in words_of(text))
