"""The history of a planmappe: who changed which files when, and one's own last commit. What they held: ``contents``."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from sosialplan.git.beginning import look
from sosialplan.git.program import ask, lines, person_text, tell
from sosialplan.model.record import Value
from sosialplan.model.vernet import ENDING, both_names, plain_name
from sosialplan.tekster.gitord import git_refused

TRAILER = "Angrer"
"""The line of a commit's message that names the commit it takes back."""
UNDOES = f"%(trailers:key={TRAILER},valueonly,separator=%x2C)"
_HEAD = ("%H", "%P", "%cI", "%aI", "%an", "%ae", "%e", UNDOES)
_PLAIN = (
    "-c", "log.showRoot=true", "-c", "log.follow=false",
    "log", "-z", "--no-show-signature", "--encoding=UTF-8", "--format=" + "%x00".join(_HEAD),
)  # fmt: skip
_LOG = (
    *_PLAIN,
    *("--raw", "--no-abbrev", "--no-renames", "--diff-merges=separate", "--relative"),
)
_BOTH_SIDES = ("--full-history", "--simplify-merges")
SHORT = 10
"""So many characters of a commit's name tell it apart in any school's history."""
_PERSON, _DECLARED = (_HEAD.index("%an"), _HEAD.index("%ae")), _HEAD.index("%e")
_NOTHING = frozenset("0")
_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment of a commit whose date no calendar has."""
_SOON_READ = 400_000
"""Bytes of the index of some 5,000 commits: so many git reads one by one in a fifth of a second."""


class Change(Value, frozen=True):
    """A file before and after, by git's names for the contents; None where it was not there."""

    file: str
    before: str | None
    after: str | None


class Commit(Value, frozen=True):
    """One commit: its name, when it was made, when and by whom it was written, what it changed.

    Paths are from the planmappe's root. ``parents`` are the nearest commits before it that touched
    what was asked for. ``sides`` holds the changes seen from each parent that differs from it: one
    side for an ordinary commit, fewer than the parents where a merge is like one of them.
    ``undoes`` is the commit that it says it takes back, or nothing.
    """

    name: str
    parents: tuple[str, ...]
    when: datetime
    written: datetime
    who: str
    email: str
    sides: tuple[tuple[Change, ...], ...]
    undoes: str = ""

    @property
    def short(self) -> str:
        """The name as people write it."""
        return self.name[:SHORT]

    @property
    def files(self) -> tuple[str, ...]:
        """The files it touched."""
        return tuple(dict.fromkeys(each.file for side in self.sides for each in side))


def commits(
    root: Path, files: Sequence[str] = (), newest: int | None = None, *, thorough: bool = False
) -> tuple[Commit, ...]:
    """Return the commits that touched the files, or all; each before its parents.

    Quick for one file or folder; for several git must look into every commit. A ``thorough`` look
    goes into every commit too: what git's index of the commits says, nobody has held against them. Of
    several it is not asked which files each touched either, whatever git's version can.
    """
    named = tuple(_lying(root, files))
    several = ("-c", "commitGraph.readChangedPaths=false") if len(named) > 1 else ()
    limit = () if newest is None else (f"--max-count={newest}",)
    order = _BOTH_SIDES if files else ("--date-order",)
    asked = (*several, *_LOG, *limit, *order)
    answer = ask(root, *asked, files=named, graph=not thorough)
    if answer.status != 0 and not thorough:  # it may be the index that cannot be read
        answer = ask(root, *asked, files=named)
    if answer.status != 0 and look(root).begun:
        raise git_refused("log", answer.status, answer.err)
    return tuple(_commits(answer.out))


def _lying(root: Path, files: Sequence[str]) -> Iterator[str]:
    """Yield the names to ask git for: one that lies here plain is asked for alone, since two names are slow."""
    for each in files:
        plain = (root / each).exists() and not (root / f"{each}{ENDING}").exists()
        yield from (each,) if plain else both_names([each])


def headings(root: Path) -> tuple[Commit, ...]:
    """Return every commit, each before its parents, without what it changed: that is the slow part."""
    answer = ask(root, *_PLAIN, "--date-order")
    if answer.status != 0 and look(root).begun:
        raise git_refused("log", answer.status, answer.err)
    return tuple(_commits(answer.out))


def with_changes(root: Path, found: Sequence[Commit]) -> tuple[Commit, ...]:
    """Return commits with what they changed, in the order they are given."""
    names = lines(each.name for each in found)
    out = tell(root, *_LOG, "--no-walk=unsorted", "--stdin", stdin=names) if found else b""
    return tuple(_commits(out))


def commit_at(root: Path, name: str, folder: str) -> Commit | None:
    """Return one commit with everything that it changed in a folder; None where that is nothing."""
    return next(_commits(tell(root, *_LOG, "--no-walk", given=(name,), files=(folder,))), None)


def took_away(root: Path, name: str, folder: str) -> bool:
    """Tell whether a commit took a file away from a folder; it may have brought ten thousand."""
    asked = ("log", "--no-walk", "--no-renames", "--diff-filter=D", "--format=%H")
    return bool(tell(root, *asked, given=(name,), files=(folder,)))


def find_commit(root: Path, typed: str) -> str | None:
    """Return the full name of the commit that begins so; None where none or several do."""
    found = ask(root, "rev-parse", "--verify", "--quiet", given=(f"{typed}^{{commit}}",))
    return found.out.decode("ascii").strip() if found.status == 0 else None


def _commits(out: bytes) -> Iterator[Commit]:
    """Read the output: a header of fixed length, then a line and a path for each changed file."""
    for _, sides in groupby(_headed(out), key=lambda each: each[0][0]):
        found = list(sides)
        name, parents, when, written, who, email, _, undoes = found[0][0]
        yield Commit(
            name=name,
            parents=tuple(parents.split()),
            when=_moment(when),
            written=_moment(written),
            who=who,
            email=email,
            sides=tuple(changes for _, changes in found if changes),
            undoes=undoes.strip(),
        )


def _headed(out: bytes) -> Iterator[tuple[list[str], tuple[Change, ...]]]:
    raw = out.split(b"\0")
    words = [part.decode("utf-8", "replace") for part in raw]
    at = 0
    while at + len(_HEAD) <= len(words):
        head, changes = words[at : at + len(_HEAD)], []
        for place in _PERSON:
            head[place] = person_text(raw[at + place], raw[at + _DECLARED])
        at += len(_HEAD)
        while at + 1 < len(words) and words[at].lstrip("\n").startswith(":"):
            _, _, before, after, _ = words[at].split(" ")
            file = plain_name(words[at + 1])
            changes.append(Change(file, _content(before), _content(after)))
            at += 2
        yield head, tuple(_each_once(changes))


def _each_once(changes: Sequence[Change]) -> Iterator[Change]:
    """Yield each file's change once: one that went plain and came sealed was changed, or only sealed."""
    found: dict[str, Change] = {}
    for each in changes:
        same = found.get(each.file, each)
        found[each.file] = Change(each.file, same.before or each.before, same.after or each.after)
    yield from found.values()


def _content(name: str) -> str | None:
    return None if frozenset(name) == _NOTHING else name


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return _UNKNOWN


_CLOCKS_DIFFER = timedelta(days=1)
"""So much two machines' clocks and time zones may differ without anything being odd."""


def moments(history: Sequence[Commit], now: datetime | None = None) -> Mapping[str, datetime]:
    """Return when each commit was there at the earliest: never before what it builds on.

    A commit may say any date; one that is ahead of ``now`` counts as what it builds on. ``history``
    has each commit before its parents.
    """
    found: dict[str, datetime] = {}
    for each in reversed(history):
        before = [found[parent] for parent in each.parents if parent in found]
        if now is None or not is_ahead(each, now):
            before.append(each.when)
        found[each.name] = max(before, default=now or each.when)
    return found


def is_ahead(commit: Commit, now: datetime) -> bool:
    """Tell whether a commit says that it is not made yet."""
    return commit.when - now > _CLOCKS_DIFFER


def is_backdated(commit: Commit, moment: datetime) -> bool:
    """Tell whether a commit says it is older than what it builds on."""
    return moment - commit.when > _CLOCKS_DIFFER


def last_known(
    history: Sequence[Commit], day: date, now: datetime | None = None
) -> tuple[Commit, ...]:
    """Return the newest commits by the end of a day: several where lines of work had not met yet.

    A commit that says a day ahead of ``now`` hides nothing of what came after it: see ``moments``.
    """
    when = moments(history, now)
    known = [each for each in history if when[each.name].date() <= day]
    built_on = {parent for each in known for parent in each.parents}
    return tuple(each for each in known if each.name not in built_on)


def last_before(root: Path, day: date) -> Commit | None:
    """Return the newest commit of the plan before the day; None where history begins later."""
    return next((each for each in commits(root, ["plan"]) if each.written.date() < day), None)


def first_day(root: Path) -> date | None:
    """Return the day on which the plan's history begins; None without one."""
    found = commits(root, ["plan"])
    return found[-1].written.date() if found else None


class Own(Value, frozen=True):
    """A commit: its name, how many it builds on, and the one it takes back, if it does."""

    name: str
    parents: int
    undoes: str


def is_shared(root: Path, commit: str) -> bool:
    """Tell whether a commit was seen in a shared copy: there others may have built on it."""
    places = ("refs/remotes", "refs/sosialplan")
    return bool(tell(root, "for-each-ref", "--count=1", f"--contains={commit}", given=places))


def own_last(root: Path, email: str) -> Own | None:
    """Return the newest commit by the person with this address; None where there is none."""
    answer = ask(
        root, "log", "-z", "--max-count=1", "--fixed-strings", f"--author=<{email}>",
        f"--format=%H%x00%P%x00{UNDOES}", "HEAD",
    )  # fmt: skip
    words = answer.out.decode("utf-8", "replace").split("\0")
    if answer.status != 0 or not words[0]:
        return None
    return Own(words[0], len(words[1].split()), words[2].strip())


def is_soon_read(root: Path) -> bool:
    """Tell whether the history is so short that git may as well look into every commit, and believe no index."""
    said = tell(root, "rev-parse", "--git-path", "objects/info").decode("utf-8", "surrogateescape")
    info = root / said.rstrip("\r\n")
    found = (info / "commit-graph", *(info / "commit-graphs").glob("*.graph"))
    return sum(each.stat().st_size for each in found if each.is_file()) < _SOON_READ
