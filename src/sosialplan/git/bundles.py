"""A whole history in one file (git's bundle): made, read back, and laid out anew."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.git.health import damaged_objects
from sosialplan.git.program import ask, fields, lines, tell
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value

HEAD = "HEAD"
_KEPT = re.compile(r"refs/(?:heads|tags|notes|remotes|sosialplan|stash)(?:/|\Z)")
"""What is laid out anew. A history that replaces another (``refs/replace``) is never believed."""
_NAME = re.compile(r"refs/[^\x00-\x20\x7f~^:?*\[\\]+")
_OBJECT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_FROM_FILE = {"GIT_ALLOW_PROTOCOL": "file"}
"""A bundle is a file: nothing else is fetched from."""
_LINK, _MODULE = "120000", "160000"


class Greninnhold(Value, frozen=True):
    """What the commit of a branch holds: where ``plan/skole.yaml`` lies, and how many files are none (links)."""

    planmapper: tuple[str, ...]
    lenker: int


def references(root: Path) -> Mapping[str, str]:
    """Return every branch, tag, note and other name of a repository, with what it points at."""
    out = tell(root, "for-each-ref", "--format=%(refname)%00%(objectname)")
    rows = (line.split("\0") for line in out.decode("utf-8", "surrogateescape").splitlines())
    return dict(row for row in rows if len(row) == 2)  # noqa: PLR2004 - a name and an object


def make_bundle(depot: Depot, to: Path) -> None:
    """Write all that any name leads to into a file. Raises ExpectedFailure."""
    named = (str(to), HEAD, *references(depot.root))
    tell(depot.root, "bundle", "create", "--quiet", given=named)


def names_in(root: Path, bundle: Path) -> Mapping[str, str]:
    """Return each name of a bundle with what it points at. Raises ExpectedFailure for what is no bundle."""
    answer = ask(root, "bundle", "list-heads", given=(str(bundle),))
    rows = [
        line.partition(" ") for line in answer.out.decode("utf-8", "surrogateescape").split("\n")
    ]
    if answer.status != 0 or not all(_OBJECT.fullmatch(each) for each, _, name in rows if name):
        raise ExpectedFailure(
            "Filen er ikke en sikkerhetskopi, eller den er skadet.",
            "En sikkerhetskopi lages slik: sosialplan sikkerhetskopi FIL",
        )
    return {name: each for each, _, name in rows if name}


def require_same(place: Path, bundle: Path, wanted: Mapping[str, str]) -> None:
    """Read a bundle back into a folder and hold it against what it was made of. Raises ExpectedFailure."""
    made = ("clone", "--mirror", "--quiet")
    tell(place, *made, given=(str(bundle), "lest.git"), extra_env=_FROM_FILE)
    read = place / "lest.git"
    depot = Depot(read, read, read)
    if references(read) != wanted or damaged_objects(depot):
        raise ExpectedFailure(
            "Kopien ble lest tilbake, og er ikke lik historikken. Ingen kopi er laget.",
            "Prøv igjen. Skjer det samme, så se om mappen er hel: sosialplan sjekk",
        )


def older_stashes(root: Path) -> int:
    """Return how many stashed changes lie beneath the newest: git keeps them in no name, so no bundle has them."""
    listed = ask(root, "reflog", "show", "--format=%H", given=("refs/stash",), files=())
    return max(0, len(listed.out.split()) - 1) if listed.status == 0 else 0


def ignored_files(root: Path) -> int:
    """Return how many files git was told to leave out."""
    asked = ("ls-files", "--others", "--ignored", "--exclude-standard", "-z")
    return len(fields(tell(root, *asked)))


def tracked(depot: Depot) -> tuple[str, ...]:
    """Return the files of the planmappe that are saved, by the names they lie under. Raises ExpectedFailure for a link."""
    rows = [
        each.partition("\t")
        for each in fields(tell(depot.root, "ls-tree", "-r", "-z", "--full-name", "HEAD:./"))
    ]
    linked = [name for about, _, name in rows if about.split(" ")[0] in {_LINK, _MODULE}]
    if linked:
        raise ExpectedFailure(
            f"{linked[0]} er en lenke. Ingenting er laget.",
            "Ta den bort, og lagre: sosialplan lagre",
        )
    return tuple(name for _, _, name in rows)


def commits_in(root: Path) -> int:
    """Return how many commits the names of a repository lead to."""
    return int(tell(root, "rev-list", "--count", "--all"))


def first_day(depot: Depot) -> date | None:
    """Return the day of the oldest first commit; None where nothing is saved, or git cannot tell."""
    roots = ask(depot.root, "log", "--max-parents=0", "--format=%cs", "HEAD")
    days = roots.out.decode("ascii", "replace").split()
    return date.fromisoformat(min(days)) if roots.status == 0 and days else None


def lay_in(root: Path, bundle: Path, names: Mapping[str, str]) -> tuple[str, ...]:
    """Put all of a bundle into a new repository, and return the names that were left out.

    Git judges each name and each content once more. Raises ExpectedFailure.
    """
    checked = ask(root, "bundle", "verify", "--quiet", given=(str(bundle),))
    if checked.status != 0 or ask(root, "bundle", "unbundle", given=(str(bundle),)).status != 0:
        raise ExpectedFailure(
            "Kopien er ikke hel, eller den er skadet. Ingenting er gjenopprettet.",
            "Bruk en annen kopi, eller hent historikken fra en annen maskin (git clone ADRESSE).",
        )
    kept = {name: each for name, each in names.items() if name != HEAD and _is_ours(name)}
    said = ask(
        root, "update-ref", "--stdin",
        stdin=lines(f"create {name} {each}" for name, each in kept.items()),
    )  # fmt: skip
    depot = Depot(root, root / ".git", root / ".git")
    if not kept or said.status != 0 or damaged_objects(depot):
        raise ExpectedFailure(
            "Kopien sier noe annet enn den har, eller noe i den er skadet. Ingenting er gjenopprettet.",
            "Bruk en annen kopi. Er den fra noen andre, så spør hvor den kommer fra.",
        )
    return tuple(sorted(names.keys() - kept.keys() - {HEAD}))


def _is_ours(name: str) -> bool:
    return bool(_KEPT.match(name) and _NAME.fullmatch(name))


def branch_of(names: Mapping[str, str]) -> str | None:
    """Return the branch that was worked on: of those at HEAD the usual one first; None where there is no branch."""
    branches = sorted(name for name in names if name.startswith("refs/heads/") and _is_ours(name))
    at_head = [each for each in branches if names[each] == names.get(HEAD)] or branches
    usual = [each for each in ("refs/heads/main", "refs/heads/master") if each in at_head]
    return next(iter((*usual, *at_head)), None)


def content_of(root: Path, branch: str) -> Greninnhold:
    """Return what the newest commit of a branch holds."""
    rows = list(_rows(fields(tell(root, "ls-tree", "-r", "-z", given=(branch,)))))
    schools = [name for mode, name in rows if f"/{name}".endswith("/plan/skole.yaml") and mode]
    folders = sorted((each[: -len("plan/skole.yaml")].rstrip("/") for each in schools), key=len)
    return Greninnhold(tuple(folders), sum(mode in {_LINK, _MODULE} for mode, _ in rows))


def _rows(listed: Sequence[str]) -> Iterator[tuple[str, str]]:
    for each in listed:
        about, _, name = each.partition("\t")
        yield about.split(" ")[0], name


def lay_out(root: Path, branch: str, *, without_links: bool) -> None:
    """Let the files of a branch lie in the folder; a link, where there are any, as a file that says where to."""
    if without_links:
        tell(root, "config", "--local", given=("core.symlinks", "false"))
    tell(root, "symbolic-ref", given=(HEAD, branch))
    tell(root, "reset", "--hard", "--quiet")
