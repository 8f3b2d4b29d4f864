"""What ``valider`` says of ``maler/``: the school's own templates and its printed look."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.model.problems import Finding, Location, Problem
from sosialplan.model.skrivemaate import advice
from sosialplan.output.bounded import faults_in, style_fault
from sosialplan.output.ordlyd import NYNORSK, ORDLYD, file_of, ordlyd_of
from sosialplan.output.template_fault import TemplateFault
from sosialplan.reading import LARGEST, is_there, read_bytes
from sosialplan.tekster.koder.alle import to_problem
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.dokumentliste import DOKUMENTER, SAMLINGER, Dokumentslag

if TYPE_CHECKING:
    from sosialplan.output.template_check import Malfeil

_PARTS = "deler"
WORDLESS = "V716"
"""The code of a phrase without nynorsk."""
_SHOWN = 3
"""So many templates are named where many are told of at once."""
_TAKES_IN = re.compile(r"""\{%[-+]?\s*(?:include|from|import|extends)\s+(?:["']([^"']+)["'])?""")
"""A template that takes in another; without a name where a value says which."""


def template_problems(folder: Planmappe, on: date) -> Iterator[Problem]:
    """Yield every problem of what a school has changed in ``maler/``; the standard holds."""
    own = _own(folder)
    if any(_of_the_words(name) for name in own):
        yield from _in_templates(folder, on, frozenset(own))
    if any(not _of_the_words(name) for name in own):
        yield from _in_style(folder)


def _own(folder: Planmappe) -> list[str]:
    """Return the files that are not as the program's own."""
    standard = standard_folder()
    known = standard / "maler"
    return [
        path.relative_to(folder.maler).as_posix()
        for path in sorted(folder.maler.rglob("*"))
        if not path.is_symlink()
        and path.is_file()
        and not _alike(path, known / path.relative_to(folder.maler))
    ]


def _of_the_words(name: str) -> bool:
    return name.endswith(".j2") or name == ORDLYD


def _alike(path: Path, other: Path) -> bool:
    own, known = read_bytes(path, most=LARGEST), other.resolve()
    return other.is_file() and own == read_bytes(known, most=LARGEST)


def _in_templates(folder: Planmappe, on: date, own: frozenset[str]) -> Iterator[Problem]:
    from sosialplan.commands.dokumenter.malproeve import (  # noqa: PLC0415 - slow
        IN_WORDS,
        papirfeil,
        template_problem,
    )
    from sosialplan.views.maler.malfelt import maler  # noqa: PLC0415 - slow

    known = maler()
    yield from _in_words(folder, own)
    yield from _unused(folder, known)
    standard = standard_folder() / "maler"
    found: dict[str, frozenset[Malfeil]] = {}
    for name, given in known.items():
        try:
            found[name] = frozenset(faults_in(folder.maler, name, given, standard))
        except TemplateFault as fault:
            yield template_problem(folder, fault)
    yield from _told(
        folder, (one for each in found.values() for one in each if one.code != WORDLESS)
    )
    told: set[object] = set()
    wrong = {name for name in known if name not in found or _not_of_words(found[name])}
    for slag, name in _papers(name for name, each in found.items() if not each):
        if own & _read_by(folder, name):
            for problem in papirfeil(folder, slag, name, known[name], on):
                wrong.add(name)
                same = problem.location if problem.code == IN_WORDS else problem
                if same not in told:
                    told.add(same)
                    yield problem
    yield from _told(folder, _wordless(found, wrong | _in_bokmaal_alone(folder)))


def _unused(folder: Planmappe, known: Collection[str]) -> Iterator[Problem]:
    """Yield the templates that no document is made from, and why one of them cannot be read."""
    for path in sorted(folder.maler.rglob("*.j2")):
        name = path.relative_to(folder.maler).as_posix()
        if name in known:
            continue
        codes = folder.text(path).codes if folder.text(path).text is None else ()
        if codes:
            yield _problem(codes[0], folder.relative(path))
        if _PARTS not in Path(name).parts:
            yield _problem("V707", folder.relative(path), forslag=advice(name, known))


def _wordless(
    found: Mapping[str, frozenset["Malfeil"]], wrong: Collection[str]
) -> Iterator["Malfeil"]:
    """Yield the phrases without nynorsk, once for each place: nynorsk is asked for when the bokmål is in order."""
    for name, faults in found.items():
        if name.removeprefix(NYNORSK) not in wrong:
            yield from (each for each in faults if each.code == WORDLESS)


def _in_bokmaal_alone(folder: Planmappe) -> set[str]:
    """Return the templates that a school in bokmål never asks for in nynorsk: of papers that do not go home."""
    plan, _ = load_plan(folder)
    if plan is not None and plan.skole.maalform is Maalform.NYNORSK:
        return set()
    from sosialplan.views.maler.malfelt import PLANENS  # noqa: PLC0415 - slow

    return {*PLANENS, *(each.malfil() for each in DOKUMENTER if not each.hjem)}


def _not_of_words(faults: frozenset["Malfeil"]) -> bool:
    return any(each.code != WORDLESS for each in faults)


def _told(folder: Planmappe, faults: Iterable["Malfeil"]) -> Iterator[Problem]:
    """Yield the faults of the school's own files by their place, each once."""
    there = {each for each in faults if is_there(folder.maler / each.file)}
    for one in sorted(there, key=lambda each: (each.file, each.line, each.code, each.values)):
        yield _placed(folder, one)


def _papers(whole: Iterable[str]) -> Iterator[tuple[Dokumentslag, str]]:
    """Yield each document and its template in each written form, of the templates without a fault."""
    names = frozenset(whole)
    for slag in (*DOKUMENTER, *SAMLINGER):
        for maalform in Maalform:
            if slag.malfil(maalform) in names:
                yield slag, slag.malfil(maalform)


def _in_words(folder: Planmappe, own: frozenset[str]) -> Iterator[Problem]:
    """Yield the faults of the school's phrases, and tell of templates that are written in nynorsk."""
    path = folder.maler / ORDLYD
    if ORDLYD in own and (text := folder.text(path).text) is not None:
        for each in ordlyd_of(text).feil:
            yield _problem("V717", folder.relative(path), line=each.line, hva=each.hva)
    beside = sorted(name for name in own if name.startswith(NYNORSK) and name.endswith(".j2"))
    if beside:
        file = folder.relative(folder.maler / beside[0])
        rest = f" og {len(beside) - _SHOWN} til" if len(beside) > _SHOWN else ""
        yield _problem("V718", file, filer=", ".join(beside[:_SHOWN]) + rest)


def paper_problems(
    folder: Planmappe, slag: Dokumentslag, maalform: Maalform, on: date
) -> tuple[Problem, ...]:
    """Return what a document's own template lets fall of what the law asks for; the standard's, nothing."""
    if not any(_of_the_words(name) for name in _own(folder)):
        return ()
    name = slag.malfil(maalform)
    if not _read_by(folder, name) & frozenset(_own(folder)):
        return ()
    from sosialplan.commands.dokumenter.malproeve import papirfeil  # noqa: PLC0415 - slow
    from sosialplan.views.maler.malfelt import maler  # noqa: PLC0415 - slow

    return tuple(papirfeil(folder, slag, name, maler()[name], on))


def _read_by(folder: Planmappe, name: str) -> frozenset[str]:
    """Return the templates that one is made of: itself and what it takes in; every one where that is worked out."""
    standard = standard_folder() / "maler"
    found, left = set[str](), [name]
    form = NYNORSK if name.startswith(NYNORSK) else ""
    while left:
        each = file_of((folder.maler, standard), left.pop())
        if each in found:
            continue
        found.add(each)
        path = folder.maler / each
        text = folder.text(path).text if is_there(path) else None
        if text is None:
            text = read_bytes(standard / each, most=LARGEST).decode("utf-8")
        named = _TAKES_IN.findall(text)
        if not all(named):
            return frozenset(_own(folder))
        left += [form + one.removeprefix(form) for one in named]
    return frozenset(found | ({ORDLYD} if form else set()))


def _placed(folder: Planmappe, fault: "Malfeil") -> Problem:
    """Give a fault its column: where the last word of what it asks for stands in its line."""
    path = folder.maler / fault.file
    lines = (folder.text(path).text or "").splitlines()
    line = lines[fault.line - 1] if 0 < fault.line <= len(lines) else ""
    values = dict(fault.values)
    word = values.get("navn") or values.get("frase") or values.get("felt", "").rpartition(".")[2]
    column = line.find(word) + 1 if word else len(line) - len(line.lstrip()) + 1
    return _problem(
        fault.code, folder.relative(path), line=fault.line, column=max(column, 1), **values
    )


def _in_style(folder: Planmappe) -> Iterator[Problem]:
    """Set a page with the school's own look, and what it fetches."""
    from sosialplan.commands.dokumenter.malproeve import template_problem  # noqa: PLC0415 - slow
    from sosialplan.output.style_files import STYLE  # noqa: PLC0415 - slow

    try:
        fault = style_fault(folder.maler)
    except TemplateFault as stopped:
        fault = stopped
    if isinstance(fault, TemplateFault):
        yield template_problem(folder, fault)
    elif fault is not None:
        yield _problem(
            "V706", folder.relative(folder.maler / STYLE), hva=fault.sentence.rstrip(".")
        )


def _problem(code: str, file: str, line: int = 1, column: int = 1, **values: str) -> Problem:
    return to_problem(Finding(code, file, values=values), Location(file, line, column))
