"""Problems shaped for people, editors and build servers."""

from collections.abc import Iterable, Sequence

from sosialplan.model.problems import Level, Problem
from sosialplan.model.visible import one_line, visible
from sosialplan.tekster.koder.alle import CODES

_SARIF_LEVELS = {Level.FEIL: "error", Level.ADVARSEL: "warning", Level.MERKNAD: "note"}
_GITHUB_LEVELS = {Level.FEIL: "error", Level.ADVARSEL: "warning", Level.MERKNAD: "notice"}


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by place, each once."""
    return tuple(sorted(set(problems), key=lambda each: (each.location, each.code, each.message)))


def summary(levels: Sequence[Level]) -> str:
    """Return how many of each level there are, in words."""
    counts = {level: sum(each is level for each in levels) for level in Level}
    if not levels:
        return "Alt er i orden."
    words = {
        Level.FEIL: ("feil", "feil"),
        Level.ADVARSEL: ("advarsel", "advarsler"),
        Level.MERKNAD: ("merknad", "merknader"),
    }
    parts = [
        f"{count} {words[level][0 if count == 1 else 1]}"
        for level, count in counts.items()
        if count
    ]
    return ", ".join(parts) + "."


def as_values(problem: Problem) -> dict[str, object]:
    """Return a problem as plain values."""
    return {
        "fil": problem.location.path,
        "linje": problem.location.line,
        "kolonne": problem.location.column,
        "nivå": problem.level.value,
        "kode": problem.code,
        "melding": problem.message,
        "råd": problem.cure,
    }


def as_sarif(problems: Sequence[Problem], version: str) -> dict[str, object]:
    """Return the problems as SARIF 2.1.0 (OASIS), which code hosts and editors read."""
    used = {each.code for each in problems}
    rules = [
        {
            "id": kind.code,
            "shortDescription": {"text": kind.why},
            "help": {"text": f"sosialplan forklar {kind.code}"},
        }
        for kind in CODES
        if kind.code in used
    ]
    driver = {"name": "sosialplan", "version": version, "rules": rules}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "results": [_sarif_result(each) for each in problems]}
        ],
    }


def _sarif_result(problem: Problem) -> dict[str, object]:
    place = problem.location
    region = {"startLine": place.line, "startColumn": place.column}
    physical = {"artifactLocation": {"uri": _uri(place.path)}, "region": region}
    return {
        "ruleId": problem.code,
        "level": _SARIF_LEVELS[problem.level],
        "message": {"text": f"{problem.message} {problem.cure}"},
        "locations": [{"physicalLocation": physical}],
    }


def _uri(path: str) -> str:
    """Return a path as a relative reference (RFC 3986)."""
    from urllib.parse import quote  # noqa: PLC0415 - start-up

    return quote(path.encode("utf-8", "surrogateescape"))


def as_github(problem: Problem) -> str:
    """Return a problem as a workflow command; its text cannot end the command."""
    place = problem.location
    text = f"{problem.message} {problem.cure}"
    for mark, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(mark, code)
    text = visible(text).replace("\n", "%0A")
    path = one_line(place.path).replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    where = f"file={path},line={place.line},col={place.column}"
    return f"::{_GITHUB_LEVELS[problem.level]} {where},title={problem.code}::{text}"
