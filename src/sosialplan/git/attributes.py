"""What ``.gitattributes`` and its kin make git do with the files, held against how the program has them stored.

Git is asked itself, file by file: in which folder a line stands, which comes last, and what the person's own file of
attributes says, it alone knows. A line that has git change line endings or signs in a sealed file breaks that file in
every new copy, and one that has git show or merge otherwise hides what was changed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.git.contents import contents
from sosialplan.git.program import fields, tell
from sosialplan.git.rooms import room
from sosialplan.git.settings import OWN_FILES, read_config
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.model.vernet import ENDING, VERNET
from sosialplan.model.visible import one_line
from sosialplan.reading import NotRead, read_bytes

ATTRIBUTES = ".gitattributes"
_UNSAID, _OFF = "unspecified", "unset"
_SEALED: Mapping[str, str] = {"text": _OFF, "diff": "sosialplan-vernet", "merge": "sosialplan"}
_PLAIN: Mapping[str, str] = {
    "text": "set", "eol": "lf", "diff": "sosialplan", "merge": "sosialplan",
}  # fmt: skip
_NEVER = ("filter", "ident", "working-tree-encoding")
"""What has git lay out something else than what was saved: nothing of the planmappe has these."""
_ASKED = ("text", "eol", "diff", "merge", *_NEVER)
_MACRO = "[attr]"
_SETS_SEVERAL = "binary"
"""The macro that git brings: no text, no difference and no merge."""
_LONGEST = 100_000
_ONE_OF_EACH = ("x.yaml", f"x.yaml{ENDING}")
"""A file of each kind, asked for in every folder that there is: what stands in one may hold first of a file that comes."""


class Fremmed(Value, frozen=True):
    """A line that git obeys and that the program has not put there: its place, and the attributes that it changes."""

    sted: str
    hva: tuple[str, ...]


def strange_attributes(depot: Depot, commit: str | None = None) -> tuple[Fremmed, ...]:
    """Return where git is told to handle the planmappe's files otherwise: here, or as a ``commit`` has it.

    Raises ExpectedFailure and OSError.
    """
    if commit is None:
        files = fields(tell(depot.root, "ls-files", "-z"))
        return _judged(_asked(depot, files), _texts(depot, files))
    files = fields(tell(depot.root, "ls-tree", "-r", "-z", "--name-only", given=(commit,)))
    with room(depot) as place:
        env = {"GIT_INDEX_FILE": str(place / "index")}
        tell(depot.root, "read-tree", given=(commit,), extra_env=env)
        said = _asked(depot, files, "--cached", extra_env=env)
    lying = [each for each in files if Path(each).name == ATTRIBUTES]
    held = contents(depot, [(commit, each) for each in lying])
    texts = {each: text or "" for (_, each), text in held.items()}
    return _judged(said, {**texts, **_outside(depot)})


def require_same_handling(depot: Depot, base: str, newest: str, files: Collection[str]) -> None:
    """Refuse what has git handle sealed files otherwise, where others changed such ``files``. Raises ExpectedFailure.

    What stood there before is no reason: somebody must be able to send what takes it away.
    """
    if not any(Path(each).name == ATTRIBUTES for each in files):
        return
    stood = strange_attributes(depot, base)
    new = [each for each in strange_attributes(depot, newest) if each not in stood]
    if new:
        named = "; ".join(f"{one_line(each.sted)} ({', '.join(each.hva)})" for each in new)
        raise ExpectedFailure(
            f"Det andre har sendt, får git til å lagre, vise eller flette filene på en annen måte: {named}. "
            "Ingenting er hentet inn.",
            "Finn ut hvem som la det inn, og hvorfor. Den som gjorde det, må ta linjen bort, lagre og synke. Så: sosialplan synk",
        )


def _asked(
    depot: Depot, files: Sequence[str], *args: str, extra_env: Mapping[str, str] | None = None
) -> Mapping[str, Mapping[str, str]]:
    """Return what git has of each file, by the name of the attribute."""
    folders = {
        *(f"{part}/2000" for part in VERNET),
        *(Path(each).parent.as_posix() for each in files),
    }
    others = (f"{folder}/{each}" for folder in sorted(folders) for each in _ONE_OF_EACH)
    names = [each for each in (*files, *others) if each.endswith((".yaml", ENDING))]
    stdin = "".join(f"{each}\0" for each in names).encode("utf-8", "surrogateescape")
    asked = ("check-attr", "--stdin", "-z", *args, *_ASKED)
    told = fields(tell(depot.root, *asked, stdin=stdin, extra_env=extra_env))
    found: dict[str, dict[str, str]] = {}
    for name, attribute, value in zip(told[::3], told[1::3], told[2::3], strict=True):
        found.setdefault(name, {})[attribute] = value
    return found


def _judged(said: Mapping[str, Mapping[str, str]], texts: Mapping[str, str]) -> tuple[Fremmed, ...]:
    there = texts.get(ATTRIBUTES, "").splitlines()
    lacking = any(line not in there for line in OWN_FILES[ATTRIBUTES])
    wrong = {
        attribute
        for name, values in said.items()
        for attribute, value in values.items()
        if _is_wrong(name, attribute, value, lacking=lacking)
    }
    if not wrong:
        return ()
    found = tuple(_lines(texts, wrong))
    return found or (
        Fremmed("gits egne innstillinger (core.attributesFile)", tuple(sorted(wrong))),
    )


def _is_wrong(name: str, attribute: str, value: str, *, lacking: bool) -> bool:
    """Tell whether git handles a file otherwise; where own lines are ``lacking``, what is unsaid is told as that."""
    if attribute in _NEVER:
        return value not in {_UNSAID, _OFF}
    wanted = (_SEALED if name.endswith(ENDING) else _PLAIN).get(attribute)
    if wanted is None or value == wanted:
        return False
    return not (lacking and value in {_UNSAID, "auto"})


def _lines(texts: Mapping[str, str], wrong: set[str]) -> Iterator[Fremmed]:
    """Yield the lines that say something of what is wrong, apart from the program's own."""
    for place, text in texts.items():
        for number, line in enumerate(text[:_LONGEST].splitlines(), 1):
            words = line.split()
            if not words or words[0].startswith("#") or line in OWN_FILES[ATTRIBUTES]:
                continue
            named = {each.lstrip("-!").partition("=")[0] for each in words[1:]}
            several = {"text", "diff", "merge"} if _SETS_SEVERAL in named else set()
            hva = wrong if words[0].startswith(_MACRO) else wrong & (named | several)
            if hva:
                yield Fremmed(f"{place}:{number}", tuple(sorted(hva)))


def _texts(depot: Depot, files: Sequence[str]) -> Mapping[str, str]:
    """Return the files of attributes that lie here, saved or not, and those outside of the folder."""
    folders = {ATTRIBUTES, *((Path(each).parent / ATTRIBUTES).as_posix() for each in files)}
    folders |= {f"{part}/{ATTRIBUTES}" for part in VERNET}
    there = sorted(each for each in folders if (depot.root / each).is_file())
    return {**{each: _text(depot.root / each) for each in there}, **_outside(depot)}


def _outside(depot: Depot) -> Mapping[str, str]:
    """Return what git reads beside the folder: its own file, and the person's."""
    own = depot.common / "info" / "attributes"
    found = {".git/info/attributes": own} if own.is_file() else {}
    named = read_config(depot.root).all.get("core.attributesfile")
    if named:
        path = Path(named).expanduser()
        found |= {f"core.attributesFile ({path.name})": path} if path.is_file() else {}
    return {name: _text(path) for name, path in found.items()}


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8", "replace")
    except (OSError, NotRead):
        return ""
