"""The sandbox that templates run in: they read values, call macros, and can do nothing else.

Every ``{{ … }}`` is escaped once for the target that the template's name ends with. A run has a
budget of steps (``sandbox_limits``), so that a template which would never end is stopped.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import (
    Environment,
    StrictUndefined,
    TemplateSyntaxError,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.parser import Parser
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from sosialplan.output.escaping import escape_markdown, escape_xml
from sosialplan.output.ordlyd import NYNORSK
from sosialplan.output.ordsetting import Ordsetting, Savn
from sosialplan.output.sandbox_limits import (
    CHARACTERS_A_STEP,
    LARGEST,
    Counting,
    counted,
    held,
    small_number,
    spend,
    too_deep,
)
from sosialplan.output.template_files import TemplateFiles, UnreadableTemplate
from sosialplan.views.datoer import lang_dato

T = TypeVar("T")

_ESCAPE: Mapping[str, Callable[[str], str]] = {
    "md": escape_markdown,
    "svg": escape_xml,
    "html": escape_xml,
}
KEPT_FILTERS = ("default", "first", "last", "length", "list", "rejectattr", "selectattr", "sort")
_FORBIDDEN = (nodes.Concat, nodes.FilterBlock, nodes.EvalContextModifier)


class WordlessTemplate(UnreadableTemplate):
    """A template with phrases that have no nynorsk: they, and the tree with their bokmål left in it."""

    def __init__(
        self,
        missing: tuple[Savn, ...],
        tree: nodes.Template,
        name: str | None,
        filename: str | None,
    ) -> None:
        super().__init__("V716", missing[0].line, name, filename)
        self.missing, self.tree = missing, tree


@lru_cache(maxsize=16)
def environment_of(folders: tuple[Path, ...], target: str) -> Environment:
    """Return the sandbox of the templates for one target: ``md``, ``svg`` or ``html``."""
    environment = _Sandbox(
        loader=TemplateFiles(folders, target),
        undefined=StrictUndefined,
        autoescape=True,  # makes macros and blocks return Markup: that is how finished is known
        finalize=pass_context(partial(_finished, _ESCAPE[target])),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    kept = {name: counted(environment.filters[name]) for name in KEPT_FILTERS}
    environment.filters = {**kept, "join": _join, "stor": _capital}
    environment.globals = {}
    return environment


def _finished(escape: Callable[[str], str], _context: Context, value: object) -> Markup:
    """Escape a value unless it is finished; taking the context keeps constants out of folding."""
    if isinstance(value, Markup):
        spend(len(value) // CHARACTERS_A_STEP)
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Markup(_words(value))  # noqa: S704 - digits are no text of a case
    shown = escape(_words(value))
    spend(len(shown) // CHARACTERS_A_STEP)
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
            return f"{small_number(value):.3f}".rstrip("0").rstrip(".")
        case date():
            return lang_dato(value)
        case _:
            raise TypeError("no single value")


def _join(values: Iterable[object], separator: str = ", ") -> str:
    joined = _plain(separator).join(_words(_plain(value)) for value in values)
    spend(len(joined) // CHARACTERS_A_STEP)
    return joined


def _capital(text: str) -> str:
    return _plain(text)[:1].upper() + text[1:]


def _plain(value: T) -> T:
    if isinstance(value, Markup):
        raise SecurityError("finished output is no value")
    return value


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates read values, call macros, and can do nothing else, and not for ever."""

    intercepted_binops = frozenset({"+", "-", "/", "//", "%", "*", "**"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        owner = getattr(obj, "__self__", obj)
        if owner is self:
            return obj in (self.spend, self.held)
        return isinstance(owner, Macro | BlockReference | LoopContext)

    def spend(self, steps: int) -> None:
        """Count what a loop's turn or a macro's call costs; ``_generate`` puts it into each."""
        spend(steps)

    def held(self, value: Any) -> Any:
        """Count a list that a template writes; ``_generate`` puts it around each."""
        return held(value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Refuse what no template may do: jinja2's own hook for whoever reads one."""
        parser = None
        try:
            parser = Parser(self, source, name, filename)
            tree = parser.parse()
        except RecursionError:
            raise UnreadableTemplate("V710", _reached(parser), name, filename) from None
        except (ValueError, ArithmeticError):  # a number of thousands of digits
            raise TemplateSyntaxError("no number", _reached(parser), name, filename) from None
        deep = too_deep(tree)
        if deep is not None:
            raise UnreadableTemplate("V710", deep, name, filename)
        for node in tree.find_all((*_FORBIDDEN, nodes.Const)):
            if not isinstance(node, nodes.Const) or _without_measure(node.value):
                raise TemplateSyntaxError("not here", node.lineno, name, filename)
        return self._in_its_form(tree, name, filename)

    def _in_its_form(
        self, tree: nodes.Template, name: str | None, filename: str | None
    ) -> nodes.Template:
        """Put a template into the form that its name asks for. Raises WordlessTemplate."""
        nynorsk = name is not None and name.startswith(NYNORSK)
        found = self.loader.phrases(name or "") if isinstance(self.loader, TemplateFiles) else None
        form = Ordsetting(found, nynorsk=nynorsk)
        form.visit(tree)
        if form.savnet:
            raise WordlessTemplate(tuple(form.savnet), tree, name, filename)
        return tree

    def join_path(self, template: str, parent: str) -> str:
        """Take the parts of a nynorsk document in nynorsk: jinja2's own hook for what is fetched."""
        own = not parent.startswith(NYNORSK) or template.startswith(NYNORSK)
        return template if own else f"{NYNORSK}{template}"

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - jinja2's own signature
    ) -> str:
        """Let what is repeated count: jinja2's own hook for this."""
        return super()._generate(Counting(self).visit(source), name, filename, defer_init)

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
        return small_number(super().call_binop(context, operator, left, right))


def _reached(parser: Parser | None) -> int:
    return 1 if parser is None else parser.stream.current.lineno


def _without_measure(value: object) -> bool:
    number = isinstance(value, int | float)
    return number and not -LARGEST <= value <= LARGEST  # type: ignore[operator]  # a number
