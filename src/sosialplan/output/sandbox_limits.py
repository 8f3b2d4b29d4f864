"""What a template may cost: steps, the size of numbers and lists, and how deep it may be nested.

Each is spent where it is used, so that a fault is told with its line. What none of them sees is
stopped from outside: see ``bounded``.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from jinja2 import Environment, nodes
from jinja2.exceptions import SecurityError
from jinja2.visitor import NodeTransformer

STEPS = 200_000
"""Turns of loops, calls of macros, files fetched, and characters by the hundred, in one document."""
CHARACTERS_A_STEP = 100
LARGEST = 10**15
"""No number of a document is larger."""
_DEEPEST_LIST = 4
_DEEPEST_BLOCK = 12
_DEEPEST_WORD = 25
"""Brackets, filters and choices inside each other: Python itself takes about ninety."""
_BLOCKS = (nodes.For, nodes.If, nodes.Macro, nodes.CallBlock, nodes.Block, nodes.With,
           nodes.Scope, nodes.AssignBlock)  # fmt: skip
_A_FETCH = 50
"""Steps that a file costs."""


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


def spend(steps: int) -> None:
    """Take steps of the run. Raises EndlessError."""
    _BUDGET.get().spend(steps)


def fetched() -> None:
    """Count a file that a template fetches; one that is only read, not filled, costs nothing."""
    found = _BUDGET.get(None)
    if found is not None:
        found.spend(_A_FETCH)


def small_number(value: Any) -> Any:
    """Return a number that a document can show. Raises SecurityError for others."""
    if not isinstance(value, int | float) or not math.isfinite(value) or abs(value) > LARGEST:
        raise SecurityError("a number without measure")
    return value


def held(value: Any) -> Any:
    """Return a list that a template wrote, and count it. Raises SecurityError for one too deep."""
    _measure(value, _DEEPEST_LIST)
    return value


def _measure(value: Any, left: int) -> None:
    if not isinstance(value, list | tuple | dict):
        return
    if left == 0:
        raise SecurityError("lists in lists without end")
    spend(1 + len(value))
    for each in value.values() if isinstance(value, dict) else value:
        _measure(each, left - 1)


def counted(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that costs a step for each value it looks at."""
    place = 1 if hasattr(filter_, "jinja_pass_arg") else 0

    @wraps(filter_)
    def looked_at(*args: Any, **kwargs: Any) -> Any:
        found = args[place] if len(args) > place else None
        if isinstance(found, list | tuple | dict):
            spend(1 + len(found))
        return filter_(*args, **kwargs)

    return looked_at


def too_deep(tree: nodes.Template) -> int | None:
    """Return the line where a template is nested deeper than can be read; None where it is not."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, blocks, words = waiting.pop()
        if isinstance(node, _BLOCKS):
            blocks, words = blocks + 1, 0
        elif isinstance(node, nodes.Expr):
            words += 1
        if blocks > _DEEPEST_BLOCK or words > _DEEPEST_WORD:
            return node.lineno
        waiting += [(child, blocks, words) for child in node.iter_child_nodes()]
    return None


class Counting(NodeTransformer):
    """Lets every turn of a loop, every call of a macro and every list that is written count."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802 - jinja2's own name
        """Count a list."""
        return self._counted(node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802 - jinja2's own name
        """Count a mapping."""
        return self._counted(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802 - jinja2's own name
        """Count a tuple that is a value; one that names what is set is none."""
        return self._counted(node) if node.ctx == "load" else node

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - jinja2's own name
        """Count each turn."""
        return self._with_step(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802 - jinja2's own name
        """Count each call."""
        return self._with_step(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802 - jinja2's own name
        """Count each call."""
        return self._with_step(node)

    def _counted(self, node: nodes.Expr) -> nodes.Node:
        self.generic_visit(node)
        return self._call("held", node, node)

    def _with_step(self, node: nodes.For | nodes.Macro | nodes.CallBlock) -> nodes.Node:
        self.generic_visit(node)
        written = sum(len(each.data) for each in node.find_all(nodes.TemplateData))
        cost = nodes.Const(1 + written // CHARACTERS_A_STEP)
        step = nodes.ExprStmt(self._call("spend", cost, node))
        node.body.insert(0, step.set_lineno(node.lineno).set_environment(self._environment))
        return node

    def _call(self, name: str, value: nodes.Expr, place: nodes.Node) -> nodes.Call:
        call = nodes.Call(nodes.EnvironmentAttribute(name), [value], [], None, None)
        call.set_lineno(place.lineno).set_environment(self._environment)
        return call
