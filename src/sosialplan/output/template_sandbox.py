"""The sandbox that templates run in: they read values, call macros, and can do nothing else.

Every ``{{ … }}`` is escaped once for the target that the template's name ends with. A run has a
budget of steps, so that a template which would never end is stopped.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from sosialplan.output.escaping import escape_markdown, escape_xml
from sosialplan.reading import read_bytes
from sosialplan.views.datoer import kort_dato

T = TypeVar("T")

NAME = re.compile(r"(?:nn/)?(?:deler/)?[0-9a-zæøå-]+\.(md|svg|html)\.j2")
_ESCAPE: Mapping[str, Callable[[str], str]] = {
    "md": escape_markdown,
    "svg": escape_xml,
    "html": escape_xml,
}
KEPT_FILTERS = ("default", "first", "last", "length", "list", "rejectattr", "selectattr", "sort")
_FORBIDDEN = (nodes.Concat, nodes.FilterBlock, nodes.EvalContextModifier)
STEPS = 200_000
"""Turns of loops, calls of macros, and characters by the hundred, in one document."""
_CHARACTERS_A_STEP = 100


class EndlessError(SecurityError):
    """The template used up its steps."""


class Budget:
    """The steps that are left of one run."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def spend(self, steps: int) -> None:
        """Take steps. Raises EndlessError when there are no more."""
        self._left -= steps
        if self._left < 0:
            raise EndlessError("no steps left")


_BUDGET: ContextVar[Budget] = ContextVar("budget")


@contextmanager
def budget(steps: int = STEPS) -> Iterator[None]:
    """Give one run its own steps, also when several run at once."""
    token = _BUDGET.set(Budget(steps))
    try:
        yield
    finally:
        _BUDGET.reset(token)


@lru_cache(maxsize=16)
def environment_of(folders: tuple[Path, ...], target: str) -> Environment:
    """Return the sandbox of the templates for one target: ``md``, ``svg`` or ``html``."""
    environment = _Sandbox(
        loader=_Loader(folders, target),
        undefined=StrictUndefined,
        autoescape=True,  # makes macros and blocks return Markup: that is how finished is known
        finalize=pass_context(partial(_finished, _ESCAPE[target])),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    kept = {name: environment.filters[name] for name in KEPT_FILTERS}
    environment.filters = {**kept, "join": _join, "stor": _capital}
    environment.globals = {}
    return environment


def _finished(escape: Callable[[str], str], _context: Context, value: object) -> Markup:
    """Escape a value unless it is finished; taking the context keeps constants out of folding."""
    if isinstance(value, Markup):
        _BUDGET.get().spend(len(value) // _CHARACTERS_A_STEP)
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Markup(_words(value))  # noqa: S704 - digits are no text of a case
    shown = escape(_words(value))
    _BUDGET.get().spend(len(shown) // _CHARACTERS_A_STEP)
    return Markup(shown)  # noqa: S704 - this is the place where text is escaped


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
    """Templates read values, call macros, and can do nothing else, and not for ever."""

    intercepted_binops = frozenset({"+", "%", "*", "**"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        owner = getattr(obj, "__self__", obj)
        if owner is self:
            return bool(obj == self.spend)
        return isinstance(owner, Macro | BlockReference | LoopContext)

    def spend(self, steps: int) -> None:
        """Count what a loop's turn or a macro's call costs; ``_generate`` puts it into each."""
        _BUDGET.get().spend(steps)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Refuse what no template may do: jinja2's own hook for whoever reads one."""
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(_FORBIDDEN):
            raise TemplateSyntaxError("not here", node.lineno, name, filename)
        return tree

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - jinja2's own signature
    ) -> str:
        """Let every turn of a loop and every call of a macro count: jinja2's own hook for this."""
        repeated: list[nodes.For | nodes.Macro | nodes.CallBlock] = [
            *source.find_all(nodes.For),
            *source.find_all(nodes.Macro),
            *source.find_all(nodes.CallBlock),
        ]
        for node in repeated:
            written = sum(len(each.data) for each in node.find_all(nodes.TemplateData))
            cost = nodes.Const(1 + written // _CHARACTERS_A_STEP)
            call = nodes.Call(nodes.EnvironmentAttribute("spend"), [cost], [], None, None)
            step = nodes.ExprStmt(call)
            step.set_lineno(node.lineno).set_environment(self)
            node.body.insert(0, step)
        return super()._generate(source, name, filename, defer_init)

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
    """Reads templates of one target from a folder and its ``deler/``; never from beside it.

    What is not there is read from the next folder.
    """

    def __init__(self, folders: tuple[Path, ...], target: str) -> None:
        self._folders = folders
        self._target = target

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - jinja2's own signature
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        path = self._path_of(template)
        written = path.stat().st_mtime_ns
        source = read_bytes(path).decode("utf-8")
        return source, str(path), lambda: path.is_file() and path.stat().st_mtime_ns == written

    def _path_of(self, template: str) -> Path:
        found = NAME.fullmatch(template)
        if found is not None and found[1] == self._target:
            for folder in self._folders:
                path = folder / template
                if (
                    not path.is_symlink()
                    and path.is_file()
                    and path.resolve().is_relative_to(folder.resolve())
                ):
                    return path
        raise TemplateNotFound(template)
