"""What files held in commits: the one door through which git's contents become text.

Nothing else asks git for what a file held; a test finds what does. A content comes into memory, and is
never laid out on the disk. What is sealed is opened here, with the person's own keys.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sosialplan.git.program import fields, lines, tell
from sosialplan.model.vernet import both_names, plain_name
from sosialplan.reading import decoded
from sosialplan.vern.laas import NOT_FOR_ME, Holdt, Laas, Lukket, Tekstkilde, opened_text


def raw_contents(
    root: Path, contents: Iterable[str], env: Mapping[str, str] | None = None
) -> Mapping[str, bytes | None]:
    """Return the bytes of contents as git has them, by git's names for them; None for what is no file or not here.

    One call to git for all of them. A name of two lines would be two questions: it is not asked for.
    """
    named = list(dict.fromkeys(contents))
    wanted = [each for each in named if "\n" not in each]
    found: dict[str, bytes | None] = dict.fromkeys(named)
    if wanted:
        asked = "".join(f"{each}\n" for each in wanted).encode("utf-8", "surrogateescape")
        out = tell(root, "cat-file", "--batch", stdin=asked, extra_env=env)
        found.update(zip(wanted, _objects(out), strict=True))
    return found


def read_contents(
    kilde: Tekstkilde, contents: Iterable[str], env: Mapping[str, str] | None = None
) -> Mapping[str, Holdt]:
    """Return what contents hold, and which of them are sealed for others."""
    held = raw_contents(kilde.root, contents, env)
    return {name: _read(raw, kilde.laas, None) for name, raw in held.items()}


def texts(
    kilde: Tekstkilde, contents: Iterable[str], env: Mapping[str, str] | None = None
) -> Mapping[str, str | None]:
    """Return what contents hold; None for what is no text, is not here, or is sealed for others."""
    return {name: _text(each) for name, each in read_contents(kilde, contents, env).items()}


def contents(
    kilde: Tekstkilde, wanted: Sequence[tuple[str, str]], env: Mapping[str, str] | None = None
) -> Mapping[tuple[str, str], str | None]:
    """Return what files held in commits: ``(revision, file)`` to text; else as ``texts``.

    A file is asked for by its plain name; sealed there, it must be sealed under that name.
    """
    names = {each: [f"{each[0]}:./{name}" for name in both_names([each[1]])] for each in wanted}
    held = raw_contents(kilde.root, [name for both in names.values() for name in both], env)
    found = {each: [held[name] for name in both] for each, both in names.items()}
    return {
        each: _text(
            next((_read(raw, kilde.laas, each[1]) for raw in raws if raw is not None), None)
        )
        for each, raws in found.items()
    }


_AT_ONCE = 400
_LARGEST = 4_000_000
"""Bytes: no file of ours is as long, and a longer content is not looked into."""


def every_content(root: Path, names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of each content of a decent size, a few hundred at a time: a whole history need not fit in memory."""
    checked = tell(root, "cat-file", "--batch-check", stdin=lines(names)).decode().splitlines()
    rows = [each.split(" ") for each in checked]
    wanted = [row[0] for row in rows if row[1] == "blob" and int(row[2]) <= _LARGEST]
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        out = tell(root, "cat-file", "--batch", stdin=lines(some))
        position = 0
        for name in some:
            end = out.index(b"\n", position)
            size = int(out[position:end].split(b" ")[2])
            yield name, out[end + 1 : end + 1 + size]
            position = end + size + 2


def files_at(
    root: Path, commit: str, *parts: str, env: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    """Return the files that a commit held, under some folders or by name, each with its content's name."""
    asked = tuple(both_names(parts))
    listed = fields(tell(root, "ls-tree", "-r", "-z", given=(commit,), files=asked, extra_env=env))
    found = (each.partition("\t") for each in listed)
    return {plain_name(file): about.split(" ")[2] for about, _, file in found}


def _read(raw: bytes | None, laas: Laas, name: str | None) -> Holdt:
    if raw is None:
        return None
    opened = opened_text(laas, raw, name)
    if opened.code == NOT_FOR_ME:
        return Lukket.LUKKET
    return None if opened.code else decoded(opened.data)


def _text(held: Holdt) -> str | None:
    return held if isinstance(held, str) else None


def _objects(out: bytes) -> Iterator[bytes | None]:
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
        yield out[position : position + size] if header[-2] == b"blob" else None
        position += size + 1
