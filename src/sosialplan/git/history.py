"""The history of a planmappe: who changed which files when, and what they held before and after."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sosialplan.git.program import ask, tell
from sosialplan.model.record import Value

_RECORD, _FIELD = "\x1e", "\x1f"
_FORMAT = f"--format={_RECORD}%H{_FIELD}%h{_FIELD}%aI{_FIELD}%an{_FIELD}"


class Commit(Value, frozen=True):
    """One commit: its names, when and by whom, and the files it touched (from the planmappe's root)."""

    name: str
    short: str
    when: datetime
    who: str
    files: tuple[str, ...]


def commits(root: Path, files: Sequence[str] = (), newest: int | None = None) -> tuple[Commit, ...]:
    """Return the commits that touched the files, newest first; none in an empty repository."""
    if ask(root, "rev-parse", "--verify", "--quiet", "HEAD").status != 0:
        return ()
    limit = () if newest is None else (f"--max-count={newest}",)
    out = tell(
        root, "log", "-z", "--name-only", "--no-renames", "--relative", _FORMAT, *limit,
        "--", *(files or (".",)),
    )  # fmt: skip
    text = out.decode("utf-8", "replace")
    return tuple(_commit(part) for part in text.split(_RECORD) if part.strip("\0\n"))


def _commit(part: str) -> Commit:
    name, short, when, who, rest = part.split(_FIELD, 4)
    files = tuple(each.strip("\n") for each in rest.split("\0") if each.strip("\n"))
    return Commit(name, short, datetime.fromisoformat(when), who, files)


def contents(root: Path, wanted: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], str | None]:
    """Return what files held in commits: ``(revision, file)`` to text, None where it was not there.

    ``file`` is relative to ``root``. One call to git for all of them.
    """
    asked = "".join(f"{revision}:./{file}\n" for revision, file in wanted)
    out = tell(root, "cat-file", "--batch", stdin=asked.encode("utf-8"))
    return dict(zip(wanted, _objects(out), strict=True))


def _objects(out: bytes) -> Iterator[str | None]:
    """Yield each object of ``git cat-file --batch``: a header line, then so many bytes."""
    position = 0
    while position < len(out):
        end = out.index(b"\n", position)
        header = out[position:end].split(b" ")
        position = end + 1
        if header[-1] == b"missing" or len(header) < 3:  # noqa: PLR2004 - name, kind, size
            yield None
            continue
        size = int(header[-1])
        yield out[position : position + size].decode("utf-8", "replace")
        position += size + 1
