"""The door to jinja2: a school's templates, filled with values that can only be read.

Every ``{{ … }}`` is escaped once for the target that the template's name ends with; the
template's own text is not. What a macro, a block, ``caller()`` or ``{% set x %}…{% endset %}``
returns is finished output and passes as it is. So that nothing else can look finished,
texts have no methods, no ``+``, ``%``, ``*``, ``~`` or subscripts, and few filters exist.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from sosialplan.model.failure import ExpectedFailure
from sosialplan.output.escaping import escape_markdown, escape_xml, settle_breaks
from sosialplan.views.datoer import kort_dato

T = TypeVar("T")

_NAME = re.compile(r"(?:nn/)?(?:deler/)?[0-9a-zæøå-]+\.(md|svg|html)\.j2")
_ESCAPE: Mapping[str, Callable[[str], str]] = {
    "md": escape_markdown,
    "svg": escape_xml,
    "html": escape_xml,
}
_KEPT_FILTERS = ("default", "first", "last", "length", "list", "rejectattr", "selectattr", "sort")
_FORBIDDEN = (nodes.Concat, nodes.FilterBlock, nodes.EvalContextModifier)
_WHAT_GOES_WRONG = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError)


def render(folder: Path, name: str, context: Mapping[str, object]) -> str:
    """Fill the template ``name`` of the folder; a fault in it is an ExpectedFailure.

    Markdown comes back with settled line breaks and one empty line between blocks.
    """
    target = _NAME.fullmatch(name)
    try:
        if target is None:
            raise TemplateNotFound(name)
        text = _environment(folder, target[1]).get_template(name).render(context)
    except RecursionError:
        raise _failure(folder, name, 0, "malen henter seg selv uten ende") from None
    except _WHAT_GOES_WRONG as fault:
        raise _explain(folder, name, fault) from None
    return settle_breaks(text) if target[1] == "md" else text


def code_block(language: str, lines: Iterable[str]) -> Markup:
    """Return lines as a Markdown code block that none of them can end."""
    inside = "\n".join(lines).replace("`", "'")
    return Markup(f"```{language}\n{inside}\n```")  # noqa: S704 - nothing in it can end it


@lru_cache(maxsize=16)
def _environment(folder: Path, target: str) -> "_Sandbox":
    environment = _Sandbox(
        loader=_Loader(folder, target),
        undefined=StrictUndefined,
        autoescape=True,  # makes macros and blocks return Markup: that is how finished is known
        finalize=pass_context(partial(_finished, _ESCAPE[target])),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    kept = {name: environment.filters[name] for name in _KEPT_FILTERS}
    environment.filters = {**kept, "join": _join, "stor": _capital}
    environment.globals = {}
    return environment


def _finished(escape: Callable[[str], str], _context: Context, value: object) -> Markup:
    """Escape a value unless it is finished; taking the context keeps constants out of folding."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Markup(_words(value))  # noqa: S704 - digits are no text of a case
    return Markup(escape(_words(value)))  # noqa: S704 - this is the place where text is escaped


def _words(value: object) -> str:
    match value:
        case str() | StrictUndefined():  # an undefined one raises, and says which field
            return str(value)
        case None:
            return ""
        case bool():
            return "ja" if value else "nei"
        case int() | float():
            return f"{value:.3f}".rstrip("0").rstrip(".")
        case date():
            return kort_dato(value)
        case _:
            raise TypeError("no single value")


def _join(values: Iterable[object], separator: str = ", ") -> str:
    return _plain(separator).join(_words(_plain(value)) for value in values)


def _capital(text: str) -> str:
    return _plain(text)[:1].upper() + text[1:]


def _plain(value: T) -> T:
    if isinstance(value, Markup):
        raise SecurityError("finished output is no value")
    return value


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates read values, call macros, and can do nothing else."""

    intercepted_binops = frozenset({"+", "%", "*", "**"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        owner = getattr(obj, "__self__", obj)
        return isinstance(owner, Macro | BlockReference | LoopContext)

    def wrap_str_format(self, value: Any) -> None:
        """No text has methods here, so none needs a safe stand-in."""

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, str):
            raise SecurityError("a text has no parts")
        return super().getitem(obj, argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if (
            not (isinstance(left, int | float) and isinstance(right, int | float))
            or operator == "**"
        ):
            raise SecurityError("only numbers are computed")
        return super().call_binop(context, operator, left, right)


class _Loader(BaseLoader):
    """Reads templates of one target from one folder and its ``deler/``; never from beside it."""

    def __init__(self, folder: Path, target: str) -> None:
        self._folder = folder
        self._target = target

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        found = _NAME.fullmatch(template)
        path = self._folder / template
        if found is None or found[1] != self._target or not path.is_file():
            raise TemplateNotFound(template)
        if not path.resolve().is_relative_to(self._folder.resolve()):
            raise TemplateNotFound(template)
        written = path.stat().st_mtime_ns
        source = path.read_text(encoding="utf-8")
        for node in environment.parse(source, template, str(path)).find_all(_FORBIDDEN):
            raise TemplateSyntaxError("not here", node.lineno, template, str(path))
        return source, str(path), lambda: path.is_file() and path.stat().st_mtime_ns == written


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
    if isinstance(fault, UndefinedError):
        return _failure(folder, where, line, "malen spør etter et felt som ikke finnes")
    if isinstance(fault, SecurityError):
        return _failure(folder, where, line, "malen gjør noe en mal ikke får gjøre")
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
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""
