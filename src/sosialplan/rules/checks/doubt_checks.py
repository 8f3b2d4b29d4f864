"""Which findings hold where a part of the files could not be read."""

from collections.abc import Collection, Iterable, Iterator

from sosialplan.model.problem_codes.every import find_code
from sosialplan.model.problems import Finding, TreePath, Tvil

HER = "her"
"""What a code needs of its own entry."""


def undoubted(findings: Iterable[Finding], tvil: Collection[Tvil]) -> Iterator[Finding]:
    """Yield what is true whatever stands where nothing could be read.

    That is a finding whose own place was read, which speaks of no key that could not be read, and
    whose code needs nothing that is in doubt.
    """
    by_file = {each.file: each for each in tvil}
    for finding in findings:
        own = by_file.get(finding.file)
        if own and any(_speaks_of(finding, place) for place in own.places):
            continue
        code = find_code(finding.code)
        if not any(_doubted(need, finding, tvil) for need in (code.needs if code else ())):
            yield finding


def _speaks_of(finding: Finding, place: TreePath) -> bool:
    """Tell whether a finding is at a place that was not read, in it, or says that it is missing."""
    if finding.where[: len(place)] == place:
        return True
    told = {finding.values[each] for each in ("felt", "mangler") if each in finding.values}
    return finding.where == place[:-1] and any(str(place[-1]) in each for each in told)


def _doubted(need: str, finding: Finding, tvil: Iterable[Tvil]) -> bool:
    """Tell whether what is needed is in doubt."""
    name, _, key = need.partition(":")
    if name in {"", HER}:
        entry = _entry_of(finding.where) if name else ()
        return any(_lacks(each, key, entry) for each in tvil if each.file == finding.file)
    return any(_lacks(each, key, ()) for each in tvil if each.file.startswith(name))


def _lacks(tvil: Tvil, key: str, under: TreePath) -> bool:
    """Tell whether this key under a place may be among what could not be read."""
    lost = [keys for at, keys in tvil.places.items() if at[: len(under)] == under]
    return not tvil.known or any(not key or key in keys for keys in lost)


def _entry_of(where: TreePath) -> TreePath:
    """Return the nearest entry of a list that a place is in, or the whole file."""
    ends = [i + 1 for i, step in enumerate(where) if isinstance(step, int)]
    return where[: ends[-1]] if ends else ()
