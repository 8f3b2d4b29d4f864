"""The door to jinja2: a school's templates, filled with values that can only be read.

Every ``{{ … }}`` is escaped once for the target that the template's name ends with; the
template's own text is not. What a macro, a block, ``caller()`` or ``{% set x %}…{% endset %}``
returns is finished output and passes as it is. So that nothing else can look finished,
texts have no methods, no ``+``, ``%``, ``*``, ``~`` or subscripts, and few filters exist.

Commands call this by ``bounded``, in a process that can be ended.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.visible import visible
from sosialplan.output.escaping import settle_breaks
from sosialplan.output.ordlyd import NYNORSK, ORDLYD, file_of, savnes
from sosialplan.output.sandbox_limits import EndlessError, budget
from sosialplan.output.template_fault import TemplateFault
from sosialplan.output.template_files import NAME, UnreadableTemplate
from sosialplan.output.template_sandbox import (
    WordlessTemplate,
    environment_of,
)
from sosialplan.reading import read_bytes

_WHAT_GOES_WRONG = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, MemoryError)

_ENDLESS = "malen blir aldri ferdig, eller dokumentet blir for stort"
_WORDS = (
    (UndefinedError, "V702", "malen spør etter et felt som ikke finnes"),
    (EndlessError, "V711", _ENDLESS),
    (MemoryError, "V711", _ENDLESS),
    (SecurityError, "V703", "malen gjør noe en mal ikke får gjøre"),
)
"""What is said of a fault, the first kind that it is."""
UNREADABLE = {
    "F101": "filen er ikke lagret som UTF-8",
    "F106": "filen kan ikke leses",
    "F108": "filen er en lenke, og lenker følges ikke",
    "F109": "dette er ingen vanlig fil",
    "V708": "malen har et tegn som ikke vises, og som kan styre en skjerm",
    "V709": "malen er for stor",
    "V710": "malen har for mye inni hverandre",
}
"""Why a template is not read, by the code of the problem."""
WRITE_NYNORSK = (
    f"Skriv i maler/{ORDLYD}: teksten på bokmål, og nynorsken med innrykk på linjen under. "
    "Mangler filen, så hent den først fra en ny planmappe (sosialplan start)."
)
_ACTS = re.compile(
    r"<\s*(?:script|foreignobject|iframe|object|embed)\b|<[^<>]*\son[a-z]+\s*=", re.IGNORECASE
)
_LEADS_OUT = re.compile(
    r"(?:href|src)\s*=\s*[\"']?\s*(?:javascript|vbscript|file)\s*:", re.IGNORECASE
)
"""What a drawing or a page may not hold: it would run, or fetch, where it is opened."""
_QUOTED = re.compile(r'"[^"<>]*"')


def render(
    folder: Path, name: str, context: Mapping[str, object], ellers: Path | None = None
) -> str:
    """Fill the template ``name`` of the folder; a fault in it is a TemplateFault.

    What the folder lacks is taken from ``ellers``: a program that has learnt a new document brings
    its template. Markdown comes back with settled line breaks and one empty line between blocks.
    """
    target = NAME.fullmatch(name)
    folders = (folder,) if ellers is None else (folder, ellers)
    try:
        if target is None:
            raise TemplateNotFound(name)
        with budget():
            text = environment_of(folders, target[1]).get_template(name).render(context)
    except RecursionError:
        raise TemplateFault(
            folder, name, 0, "malen henter seg selv uten ende", code="V711"
        ) from None
    except _WHAT_GOES_WRONG as fault:
        raise _explain(folders, name, fault) from None
    if target[1] == "md":
        return settle_breaks(text)
    _require_still(folder, name, text)
    return text


def line_of(folder: Path, file: str, written: int, ellers: Path | None = None) -> int:
    """Return the line of a template that a line of the program made of it stands for; 0 if unknown."""
    target = NAME.fullmatch(file)
    if target is None:
        return 0
    folders = (folder,) if ellers is None else (folder, ellers)
    try:
        found = environment_of(folders, target[1]).get_template(file)
    except (TemplateError, *_WHAT_GOES_WRONG):
        return 0
    return found.get_corresponding_lineno(written)


def code_block(language: str, lines: Iterable[str]) -> Markup:
    """Return lines as a Markdown code block that none of them can end."""
    inside = "\n".join(visible(each).replace("\n", " ") for each in lines).replace("`", "'")
    return Markup(f"```{language}\n{inside}\n```")  # noqa: S704 - nothing in it can end it


def _require_still(folder: Path, name: str, text: str) -> None:
    """Refuse a drawing or a page that acts: values are escaped, so it is the template that does."""
    acts = _ACTS.search(_QUOTED.sub('""', text)) or _LEADS_OUT.search(text)
    if acts is not None:
        line = _line_with(folder / name, acts[0].split()[-1])
        what = "en tegning får ikke kjøre, hente eller åpne noe"
        raise TemplateFault(folder, name, line, what, code="V703")


def _line_with(path: Path, words: str) -> int:
    """Return the first line of a file that holds the words; 0 where none does."""
    try:
        lines = read_bytes(path).decode("utf-8").splitlines()
    except OSError:
        return 0  # the template lies elsewhere, or is gone since it was read
    return next((number for number, line in enumerate(lines, start=1) if words in line), 0)


def _explain(folders: tuple[Path, ...], name: str, fault: Exception) -> ExpectedFailure:
    folder = folders[0]
    file = file_of(folders, getattr(fault, "name", None) or name)
    if isinstance(fault, WordlessTemplate):
        words = savnes(fault.missing[0].frase)
        return TemplateFault(folder, file, fault.lineno, words, code=fault.code, cure=WRITE_NYNORSK)
    if isinstance(fault, UnreadableTemplate):
        return TemplateFault(folder, file, fault.lineno, UNREADABLE[fault.code], code=fault.code)
    if isinstance(fault, TemplateSyntaxError):
        return TemplateFault(folder, file, fault.lineno, "jinja-koden kan ikke leses")
    if isinstance(fault, TemplateNotFound):
        return ExpectedFailure(
            f"Malen {folder.name}/{(fault.name or name).removeprefix(NYNORSK)} finnes ikke.",
            "Navn på maler er små bokstaver, tall og bindestrek og slutter på .md.j2, .svg.j2 "
            f"eller .html.j2. De ligger i {folder.name}/ eller {folder.name}/deler/.",
        )
    where, line = _place(folder, fault.__traceback__) or (file, 0)
    for kind, code, what in _WORDS:
        if isinstance(fault, kind):
            return TemplateFault(folder, where, line, what, code=code)
    return TemplateFault(folder, where, line, "verdien kan ikke brukes slik", code="V705")


def _place(folder: Path, traceback: TracebackType | None) -> tuple[str, int] | None:
    """Return the innermost template line of a traceback, which jinja2 has put in place."""
    found = None
    while traceback is not None:
        path = Path(traceback.tb_frame.f_code.co_filename)
        if path.suffix == ".j2" and path.is_relative_to(folder):
            found = path.relative_to(folder).as_posix(), traceback.tb_lineno
        traceback = traceback.tb_next
    return found
