"""What lies in a planmappe and is not read, and which findings hold where a part could not be read."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from sosialplan.model.mappeinnhold import (
    FILER,
    MAPPER,
    ORDLYD,
    SYSTEMETS,
    Oppfoering,
    Oppfoeringsslag,
    never_read,
)
from sosialplan.model.problems import Finding, TreePath, Tvil
from sosialplan.model.skrivemaate import advice
from sosialplan.model.vernet import VERNET, bound_name, is_side
from sosialplan.rules.kontrolltegn import normalise

GITS_OWN = frozenset({".gitkeep", ".gitignore", ".gitattributes"})
_YAML = re.compile(r"\.ya?ml", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{4}-[0-9A-Za-z]{5}(?![0-9A-Za-z])")
_AS_TEXT = frozenset({"", ".txt", ".json", ".bak", ".old", ".orig", ".tmp"})
"""How a case is saved by a program that does not know its ending."""
_IN_TEMPLATES = frozenset(
    {".j2", ".typ", ".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".ttf", ".otf", ".md", ".txt"}
)
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".svg"})
"""What the school's logo may be, which lies in the plan."""
_TEXTS = frozenset({".md", ".txt"})
_TEMPLATE = re.compile(r"\.(md|svg|j2|typ)(?=\.|\Z)")
"""What a template or the style bears in its name."""
_ENDING = re.compile(r"\.[0-9A-Za-z]{1,5}\Z")
_FLOOR = re.compile(
    r"(?:kopi av |copy of )?(saker|sak|frav(?:ae|æ|a)r|m(?:o|ø|oe)ter|innboks|elever|plan|maler)(?:[ ._(~-].*)?\Z",
    re.IGNORECASE,
)
"""What somebody may have meant as one of the planmappe's own folders."""
_MEANT = (
    ("s", "saker/"), ("f", "fravaer/"), ("p", "plan/"), ("ma", "maler/"), ("m", "moter/"), ("i", "innboks/"), ("e", "elever/"),
)  # fmt: skip
_OWN_FLOOR = frozenset({*VERNET, "plan", "maler"})
_DIRECT = {
    Oppfoeringsslag.LENKE: "F108",
    Oppfoeringsslag.ANNET: "F109",
    Oppfoeringsslag.STENGT: "F106",
    Oppfoeringsslag.DEPOT: "F124",
}


def is_foreign(fil: str) -> bool:
    """Tell whether a file, by its path, is none of the planmappe's: it is never saved."""
    top, _, rest = fil.partition("/")
    name = fil.rpartition("/")[2]
    if not rest or top not in _OWN_FLOOR or name in GITS_OWN:
        return False
    if never_read(name):
        return True
    if top == "maler":
        return _ending(name) not in _IN_TEMPLATES
    known = name.endswith(".yaml") or _meant_as_yaml(top, name) is not None
    beside = fil.startswith("plan/skjema/") or name.upper().startswith("README")
    beside = beside or (top == "plan" and _ending(name) in _PICTURES)
    return not known and not beside


def check_files(there: Iterable[Oppfoering], deepest: int) -> Iterator[Finding]:
    """Yield what is not read and why; what is not ours once a folder, since its names may tell."""
    foreign: dict[str, list[str]] = defaultdict(list)
    known: set[str] = set()
    for each in there:
        if is_side(each.fil):
            yield Finding("F158", bound_name(each.fil), (), {"fil": each.fil})
            continue
        if each.fil in known:  # sealed and plain are known by the same name
            yield Finding("F157", each.fil)
            continue
        known.add(each.fil)
        folder, _, name = each.fil.rpartition("/")
        if each.slag in _DIRECT:
            yield Finding(_DIRECT[each.slag], each.fil)
        elif each.slag is Oppfoeringsslag.DYP:
            yield Finding("F126", each.fil, (), {"antall": str(deepest)})
        elif not folder:
            yield from _on_the_floor(each)
        elif is_foreign(each.fil):
            foreign[folder].append(name)
        else:
            yield from _misnamed(each.fil, name)
    for folder, names in foreign.items():
        kinds = ", ".join(sorted({_kind(name) for name in names}))
        count = "én fil" if len(names) == 1 else f"{len(names)} filer"
        yield Finding("F123", folder, (), {"antall": count, "slag": kinds})


def _misnamed(fil: str, name: str) -> Iterator[Finding]:
    top = fil.partition("/")[0]
    if name in GITS_OWN or fil == ORDLYD:
        return
    if top == "maler":
        yield from _no_template(fil, name)
        return
    if name.endswith(".yaml"):
        if top == "plan" and fil not in FILER and not fil.startswith(MAPPER):
            yield Finding("F125", fil, (), {"forslag": _near_plan(fil)})
        return
    meant = _meant_as_yaml(top, name)
    if meant is not None:
        yield Finding("F121", fil, (), {"navn": meant})


def _no_template(fil: str, name: str) -> Iterator[Finding]:
    """Tell of a text among the templates that no document is made from; a picture or a typeface may be."""
    if _ending(name) in _TEXTS and not name.upper().startswith("README"):
        meant = _TEMPLATE.search(name)
        stem, kind = (name[: meant.start()], meant[1]) if meant else (name.rpartition(".")[0], "md")
        whole = "stil.typ" if kind == "typ" else f"{stem}.{'md' if kind == 'j2' else kind}.j2"
        yield Finding("F128", fil, (), {"navn": whole})


def _near_plan(fil: str) -> str:
    beginning = [each for each in FILER if fil.startswith(each.removesuffix(".yaml"))]
    return f" Mente du «{beginning[0]}»?" if beginning else advice(fil, FILER)


def _meant_as_yaml(top: str, name: str) -> str | None:
    """Return what a file should have been called, where it was meant to be read."""
    found = _YAML.search(name)
    number = _NUMBER.search(name) if top == "saker" else None
    if found is None and (number is None or _ending(name) not in _AS_TEXT):
        return None
    stem = name[: found.start()] if found else name.rpartition(".")[0] or name
    return f"{(normalise(stem) if top == 'saker' else None) or stem}.yaml"


def _on_the_floor(each: Oppfoering) -> Iterator[Finding]:
    """Judge what lies beside the planmappe's folders: most of it is the school's own business."""
    if each.slag is Oppfoeringsslag.MAPPE:
        meant = _FLOOR.fullmatch(each.fil)
        if meant is not None and each.fil not in _OWN_FLOOR:
            word = meant[1].lower()
            place = next(sted for start, sted in _MEANT if word.startswith(start))
            yield Finding("F127", each.fil, (), {"sted": place})
        return
    number = normalise(each.fil[:10])
    if number is not None and _meant_as_yaml("saker", each.fil) is not None:
        yield Finding("F127", each.fil, (), {"sted": f"saker/{number[:4]}/{number}.yaml"})


def _ending(name: str) -> str:
    found = _ENDING.search(name)
    return found[0].lower() if found else ""


def _kind(name: str) -> str:
    """Return what is told of a foreign file: its ending, or its name where a system gave it."""
    if name.casefold() in SYSTEMETS:
        return name
    if name.startswith(("~$", ".~lock", ".#")):
        return "låsefil"
    return _ending(name) or "uten endelse"


HER = "her"
"""What a code needs of its own entry."""


def undoubted(findings: Iterable[Finding], tvil: Collection[Tvil]) -> Iterator[Finding]:
    """Yield what is true whatever stands where nothing could be read.

    That is a finding whose own place was read, which speaks of no key that could not be read, and
    whose code needs nothing that is in doubt.
    """
    from sosialplan.tekster.koder.alle import (  # noqa: PLC0415 - the folder is found without any code
        find_code,
    )

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
