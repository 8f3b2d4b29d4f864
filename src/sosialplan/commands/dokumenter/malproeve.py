"""The paper is judged: a template is filled with marks, and what the law asks for must come out."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product
from typing import Any

from sosialplan.commands.dokumenter.tider_i_maler import tid_i_mal
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import lovplikter, standard_folder
from sosialplan.model.lovplikt import Lovplikt, Naar
from sosialplan.model.problems import Finding, Location, Problem
from sosialplan.output.bounded import html_of, render
from sosialplan.output.marked import FYLL, Merking, marked
from sosialplan.output.ordlyd import NYNORSK, file_of
from sosialplan.output.style_files import NOT_SET
from sosialplan.output.template_fault import TemplateFault
from sosialplan.reading import LARGEST, is_there, read_bytes
from sosialplan.rules.lov import law_on, when
from sosialplan.tekster.koder.alle import to_problem
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumentliste import Dokumentslag
from sosialplan.views.maler.felttyper import field_of, fields_of, item_of
from sosialplan.views.maler.malfelt import maler

_MALER = "maler"


def place_of(folder: Planmappe, name: str, felt: str) -> Location:
    """Return where the template ``name``, or a part of it, does not have what the standard shows ``felt`` by.

    That is the line that was changed or taken away; where the field still stands in a file that was
    changed, its own line; else the top of the template.
    """
    word = felt.rpartition(".")[2]
    changed = tuple(_changed(folder, name))
    for own, file, standard in changed:
        if (line := _lost(own, standard, word)) is not None:
            return _at(folder, file, own, line)
    for own, file, _ in changed:
        named = (number for number, text in enumerate(own) if word in text)
        if (line := next(named, None)) is not None:
            return _at(folder, file, own, line)
    return Location(folder.relative(folder.maler / name), 1, 1)


def _changed(folder: Planmappe, name: str) -> Iterator[tuple[list[str], str, list[str]]]:
    """Yield the template and the parts beside it that are not as the program's own, each with both texts."""
    standard = standard_folder() / _MALER
    parts = sorted((standard / "deler").glob("*.j2"))
    form = NYNORSK if name.startswith(NYNORSK) else ""
    for path in (standard / name.removeprefix(NYNORSK), *parts):
        file = file_of((folder.maler,), form + path.relative_to(standard).as_posix())
        if not is_there(folder.maler / file):
            continue
        own = (folder.text(folder.maler / file).text or "").splitlines()
        known = read_bytes(path.resolve(), most=LARGEST).decode("utf-8").splitlines()
        if own != known:
            yield own, file, known


def _lost(own: list[str], standard: list[str], word: str) -> int | None:
    """Return the line of one's own where a line of the standard with the word is not as it was."""
    moves = SequenceMatcher(None, standard, own, autojunk=False).get_opcodes()
    for tag, first, last, here, _ in moves:
        if tag != "equal" and any(word in line for line in standard[first:last]):
            return min(here, max(len(own) - 1, 0))
    return None


def _at(folder: Planmappe, file: str, own: list[str], line: int) -> Location:
    text = own[line] if own else ""
    column = len(text) - len(text.lstrip()) + 1
    return Location(folder.relative(folder.maler / file), line + 1, column)


_OF_THE_FILLING = frozenset({"V702", "V705"})
"""What marks may bring about that no case does; of real fields the check of the template tells."""

IN_WORDS = "V715"
"""A period as plain text: of a part that several papers fetch it is told once."""
_LOGO = "logo"
_TEGNING = "tegning"
"""A drawing is made with its document: marks in its place are no picture that lies anywhere."""


def krav_til(kode: str, on: date) -> Iterator[tuple[Lovplikt, str, str]]:
    """Yield what the law asks of a document on a day: the duty, its place in the law, and the field."""
    for plikt in lovplikter():
        law = law_on(plikt, on)
        for each in plikt.dokument:
            document, _, field = each.partition(".")
            if law is not None and document == kode:
                yield plikt, law.sted, field


def papirfeil(
    folder: Planmappe, slag: Dokumentslag, name: str, given: Mapping[str, Any], on: date
) -> Iterator[Problem]:
    """Yield what a template lets fall of what the law asks for, and what hinders it from being set."""
    file = file_of((folder.maler, standard_folder() / "maler"), name)
    shown: dict[int, set[str]] = {antall: set() for _, antall in FYLL}
    cut: set[str] = set()
    texts: list[str] = []
    for ja, antall in FYLL:
        merking, values = marked(given, ja=ja, antall=antall)
        try:
            text = render(folder.maler, name, values, standard_folder() / "maler")
            if _TEGNING not in given:
                html_of(text, maler=folder.maler, title=slag.navn, images=_logos(merking))
        except TemplateFault as fault:
            if fault.code not in _OF_THE_FILLING:
                yield template_problem(folder, fault)
                return
            continue
        texts.append(text)
        shown[antall] |= merking.vist(text)
        cut |= merking.delvis(text) if ja else set()
    yield from _time_in_words(folder, slag, name, given, texts, on)
    cut |= _only_with_others(folder, name, given)
    turned, fell = _turned(folder, slag, name, given, on)
    for plikt, sted, field in krav_til(slag.kode, on):
        path = f"{slag.variabel}.{field}"
        out = {antall for antall, paths in shown.items() if _came_out(path, paths)}
        seen = out == set(shown) or (not out and _came_out(path, turned))
        fits = path not in fell and (seen or _of_gaps(given[slag.variabel], field))
        if _says_something(given[slag.variabel], field) and (path in cut or not fits):
            yield to_problem(
                Finding("V714", file, values={"felt": path, "plikt": plikt.navn, "sted": sted}),
                place_of(folder, file, field),
            )


def _logos(merking: Merking) -> Mapping[str, bytes]:
    """Return a picture for each mark that stands where the school's own would."""
    return {
        mark: b"<svg/>" for mark, path in merking.merker.items() if path.rpartition(".")[2] == _LOGO
    }


def _came_out(path: str, paths: Collection[str]) -> bool:
    return any(each == path or each.startswith(f"{path}.") for each in paths)


def _turned(
    folder: Planmappe, slag: Dokumentslag, name: str, given: Mapping[str, Any], on: date
) -> tuple[set[str], set[str]]:
    """Return the fields that come out when each fact by itself is the other way round, and those that fell.

    A field falls where the program's own template shows it and this one does not, and a fact where it makes no
    difference any longer: whatever a template branches on, what the law asks for must come out.
    """
    standard = standard_folder() / _MALER
    asked = {f"{slag.variabel}.{field}" for _, _, field in krav_til(slag.kode, on)}
    out: set[str] = set()
    fell: set[str] = set()
    for ja, antall, alt in product((True, False), (1, 3), (True, False)):
        merking, _ = marked(given, ja=ja, antall=antall, alt=alt)
        facts = sorted(merking.grener) if ja and antall == 1 else ()
        before: tuple[str, str] | None = None
        for snudd in (frozenset[str](), *(frozenset({each}) for each in facts)):
            merking, values = marked(given, ja=ja, antall=antall, alt=alt, snudd=snudd)
            try:
                own = render(folder.maler, name, values, standard)
            except TemplateFault:
                continue
            whole = _as_in_the_standard(name, ja=ja, antall=antall, alt=alt, snudd=snudd)
            if whole is None:
                continue
            shown, wanted = merking.vist(own), merking.vist(whole)
            out |= shown
            fell |= {
                each for each in asked if _came_out(each, wanted) and not _came_out(each, shown)
            }
            if before is None:
                before = (own, whole)
            elif own == before[0] and whole != before[1]:
                fell |= asked & snudd
    return out, fell


@lru_cache(maxsize=1024)
def _as_in_the_standard(
    name: str, *, ja: bool, antall: int, alt: bool, snudd: frozenset[str]
) -> str | None:
    """Return what the program's own template makes of the same filling: the same for whoever asks."""
    _, values = marked(maler()[name], ja=ja, antall=antall, alt=alt, snudd=snudd)
    standard = standard_folder() / _MALER
    try:
        return render(standard, name, values, standard)
    except TemplateFault:
        return None


def _time_in_words(
    folder: Planmappe,
    slag: Dokumentslag,
    name: str,
    given: Mapping[str, Any],
    texts: list[str],
    on: date,
) -> Iterator[Problem]:
    """Yield the periods that the template of a document of law writes as plain text, with what to take instead."""
    asked = {plikt.plikt: (plikt, sted) for plikt, sted, _ in krav_til(slag.kode, on)}
    if not asked:
        return
    felt = next(iter(_fields_of_time(slag.variabel, given)), None)
    take = (
        f"Ta den fra data: {{{{ {felt} }}}}."
        if felt
        else "Ta den ut: dokumentet har ikke noe felt for den."
    )
    law = [
        f"{law.sted}: {when(law)}"
        for plikt, _ in asked.values()
        if (law := law_on(plikt, on)) is not None and law.naar is Naar.TALL
    ]
    says = f" Loven sier: {', '.join(dict.fromkeys(law))}." if law else ""
    for each in tid_i_mal(folder, name, texts):
        values = {"tid": each.ord, "ta": take, "loven": says}
        yield to_problem(Finding(IN_WORDS, name, values=values), each.sted)


def _fields_of_time(variabel: str, given: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fields of a document that say how long something is by the rules, by their names."""
    merking, _ = marked({variabel: given[variabel]}, ja=True, antall=1)
    yield from (path for path in merking.merker.values() if path.endswith(".lenge"))


def _only_with_others(folder: Planmappe, name: str, given: Mapping[str, Any]) -> set[str]:
    """Return the fields that come out where all is there, and not where only what must be is."""
    out: list[tuple[frozenset[str], frozenset[str]]] = []
    for alt in (True, False):
        merking, values = marked(given, ja=True, antall=3, alt=alt)
        try:
            text = render(folder.maler, name, values, standard_folder() / "maler")
        except TemplateFault:
            return set()
        out.append((merking.vist(text), frozenset(merking.merker.values())))
    (whole, _), (less, there) = out
    return {each for each in whole - less if each in there}


def template_problem(folder: Planmappe, fault: TemplateFault) -> Problem:
    """Return what stopped the setting of a document as a problem at its place."""
    file = folder.relative(folder.maler / fault.file)
    hva = "" if fault.what == NOT_SET else f" {fault.what[:1].upper()}{fault.what[1:]}."
    return to_problem(
        Finding(fault.code, file, values={"hva": hva, "felt": "", "forslag": ""}),
        Location(file, max(fault.line, 1), 1),
    )


def _of_gaps(kind: Any, path: str) -> bool:
    """Tell whether a field holds what a document lacks: then it comes out only where something is lacking."""
    for name in path.split("."):
        kind = field_of(kind if fields_of(kind) is not None else item_of(kind), name)
    return item_of(kind) is Mangel


def _says_something(kind: Any, path: str) -> bool:
    """Tell whether a field holds words at all: one of yes and no leaves a sentence of the template's own."""
    for name in path.split("."):
        kind = field_of(kind if fields_of(kind) is not None else item_of(kind), name)
    return kind is not bool
