"""The door to jinja2: a school's templates, filled with values that can only be read.

Every ``{{ … }}`` is escaped once for the target that the template's name ends with; the
template's own text is not. What a macro, a block, ``caller()`` or ``{% set x %}…{% endset %}``
returns is finished output and passes as it is. So that nothing else can look finished,
texts have no methods, no ``+``, ``%``, ``*``, ``~`` or subscripts, and few filters exist.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.visible import visible
from sosialplan.output.escaping import settle_breaks
from sosialplan.output.template_sandbox import NAME, EndlessError, budget, environment_of
from sosialplan.reading import read_bytes

_WHAT_GOES_WRONG = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError)

_WORDS = (
    (UndefinedError, "malen spør etter et felt som ikke finnes"),
    (EndlessError, "malen blir aldri ferdig, eller dokumentet blir for stort"),
    (SecurityError, "malen gjør noe en mal ikke får gjøre"),
)
"""What is said of a fault, the first kind that it is."""


def render(
    folder: Path, name: str, context: Mapping[str, object], ellers: Path | None = None
) -> str:
    """Fill the template ``name`` of the folder; a fault in it is an ExpectedFailure.

    What the folder lacks is taken from ``ellers``: a program that has learnt a new document brings
    its template. Markdown comes back with settled line breaks and one empty line between blocks.
    """
    target = NAME.fullmatch(name)
    try:
        if target is None:
            raise TemplateNotFound(name)
        folders = (folder,) if ellers is None else (folder, ellers)
        with budget():
            text = environment_of(folders, target[1]).get_template(name).render(context)
    except RecursionError:
        raise _failure(folder, name, 0, "malen henter seg selv uten ende") from None
    except _WHAT_GOES_WRONG as fault:
        raise _explain(folder, name, fault) from None
    return settle_breaks(text) if target[1] == "md" else text


def code_block(language: str, lines: Iterable[str]) -> Markup:
    """Return lines as a Markdown code block that none of them can end."""
    inside = "\n".join(visible(each).replace("\n", " ") for each in lines).replace("`", "'")
    return Markup(f"```{language}\n{inside}\n```")  # noqa: S704 - nothing in it can end it


def _explain(folder: Path, name: str, fault: Exception) -> ExpectedFailure:
    if isinstance(fault, TemplateSyntaxError):
        return _failure(folder, fault.name or name, fault.lineno, "jinja-koden kan ikke leses")
    if isinstance(fault, TemplateNotFound):
        return ExpectedFailure(
            f"Malen {folder.name}/{fault.name or name} finnes ikke.",
            "Navn på maler er små bokstaver, tall og bindestrek og slutter på .md.j2, .svg.j2 "
            f"eller .html.j2. De ligger i {folder.name}/ eller {folder.name}/deler/.",
        )
    if isinstance(fault, UnicodeDecodeError):
        return _failure(folder, name, 0, "filen er ikke lagret som UTF-8")
    where, line = _place(folder, fault.__traceback__) or (name, 0)
    for kind, what in _WORDS:
        if isinstance(fault, kind):
            return _failure(folder, where, line, what)
    return _failure(folder, where, line, "verdien kan ikke brukes slik")


def _place(folder: Path, traceback: TracebackType | None) -> tuple[str, int] | None:
    """Return the innermost template line of a traceback, which jinja2 has put in place."""
    found = None
    while traceback is not None:
        path = Path(traceback.tb_frame.f_code.co_filename)
        if path.suffix == ".j2" and path.is_relative_to(folder):
            found = path.relative_to(folder).as_posix(), traceback.tb_lineno
        traceback = traceback.tb_next
    return found


def _failure(folder: Path, name: str, line: int, what: str) -> ExpectedFailure:
    place = f"{folder.name}/{name}" + (f":{line}" if line else "")
    written = _line(folder / name, line)
    return ExpectedFailure(
        f"{place}: {what}" + (f": «{written}»." if written else "."),
        "Rett linjen, eller sammenlign med samme mal i en ny planmappe (sosialplan start).",
    )


def _line(path: Path, number: int) -> str:
    """Return a line of the template: the school's own text, never a value of a case."""
    try:
        lines = read_bytes(path).decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""
