"""Hold the files of a planmappe against every version that was saved: what was written stands.

All versions in HEAD's ancestry count, on both sides of every merge. Most are passed by comparing
items of text with those of now; only a file in which one does not stand is read version by version.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace

from sosialplan.commands.fortid import read_tree
from sosialplan.commands.historikk.naatekst import Counts, Naatekst
from sosialplan.commands.historikk.nummerbytter import Nummerbytter, renumberings
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.contents import read_contents, texts
from sosialplan.git.history import Change, Commit, commits, moments
from sosialplan.git.repository import find_depot
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import Finding
from sosialplan.model.record import Value
from sosialplan.model.vernet import ENDING
from sosialplan.rules.checks.history_checks import (
    Utgave,
    check_history,
    folder_of,
    gone_file,
    in_commit,
)
from sosialplan.rules.facts import written_entries
from sosialplan.rules.tillit.fastlagt import FASTLAGT, Fakta, by_key, facts_in, stands
from sosialplan.vern.laas import Lukket

_SHOWN = "vis"
"""The value of a finding that is the command by which one sees what stood."""
_WHEN = "når"
_AT_A_TIME = 2000
"""So many contents are read from git at once."""


class Lagret(Value, frozen=True):
    """What the history holds of one file, newest first: each commit with what it did to it."""

    file: str
    endringer: tuple[tuple[Commit, tuple[Change, ...]], ...]

    @property
    def went(self) -> str | None:
        """The commit that took the file away; None where that is not saved."""
        commit, sides = self.endringer[0]
        return commit.short if sides[0].after is None else None

    @property
    def contents(self) -> frozenset[str]:
        """Everything that the file has held."""
        return frozenset(
            content
            for _, sides in self.endringer
            for side in sides
            for content in (side.before, side.after)
            if content is not None
        )


def history_findings(
    folder: Planmappe,
    mappe: Mappe | None = None,
    *,
    steps: Collection[str] = (),
    since: date | None = None,
    only: Collection[str] = (),
    shut: Callable[[str], object] = str,
) -> Iterator[Finding]:
    """Yield what was changed or taken away after it was saved, in all files or in ``only`` these.

    What was done ``since`` a day counts; what was saved before it stands as it was then. ``mappe``
    is what was read already, where it was. ``shut`` is told each file that has versions sealed for others: what stood
    in them, nobody holds anything against here.
    """
    files = [each for each in only if folder_of(each) in FASTLAGT]
    if only and not files:
        return
    try:
        depot = find_depot(folder.root, folder.laas)
    except ExpectedFailure:  # no git, or none that can be asked: said elsewhere
        return
    if (depot.common / "shallow").is_file():
        yield Finding("K405", ".git/shallow")
    history = commits(folder.root, files or list(FASTLAGT))
    saved = _by_file(history, since, _taken_back(folder, history))
    counted = _counted(mappe) if mappe else {}
    moved = partial(renumberings, folder, None if files else history)
    for some in _batches(saved):
        read = read_contents(folder, {content for each in some for content in each.contents})
        held = {name: text if isinstance(text, str) else None for name, text in read.items()}
        for each in some:
            found = _check(folder, each, held, counted.get(each.file), steps, moved)
            if any(read[content] is Lukket.LUKKET for content in each.contents):
                shut(each.file)
                found = map(_or_shut, found)
            yield from found


def _taken_back(folder: Planmappe, history: Sequence[Commit]) -> frozenset[tuple[str, str]]:
    """Return the commits and files that took each other out: what was undone, and the undoing.

    Only where the file is just as it was before what was undone: a commit that says it takes another
    back, and takes more, is judged as any other. What was sealed anew is another content of git's, and is
    held by its text; what is sealed for others is like nothing.
    """
    by_name = {each.name: each for each in history}
    pairs = [
        (commit, undone, back, done)
        for commit in history
        if (undone := by_name.get(commit.undoes)) is not None
        for back in _only_side(commit)
        for done in _only_side(undone)
        if back.file == done.file
    ]
    both = [((back.after, done.before), (back.before, done.after)) for *_, back, done in pairs]
    apart = {name for ends in both for end in ends if end[0] != end[1] for name in end if name}
    held = texts(folder, apart)

    def alike(one: str | None, other: str | None) -> bool:
        text = held.get(one or "")
        return one == other or (text is not None and text == held.get(other or ""))

    found = set()
    for (commit, undone, back, _), ends in zip(pairs, both, strict=True):
        if all(alike(*end) for end in ends):
            found |= {(commit.name, back.file), (undone.name, back.file)}
    return frozenset(found)


def _only_side(commit: Commit) -> Sequence[Change]:
    return commit.sides[0] if len(commit.sides) == 1 else ()


def _by_file(
    history: Sequence[Commit], since: date | None, taken_back: Collection[tuple[str, str]]
) -> Sequence[Lagret]:
    """Return the history of each file that can hold facts, from a day and with what stood then."""
    when = moments(history)
    found: dict[str, list[tuple[Commit, tuple[Change, ...]]]] = {}
    done: set[str] = set()
    for commit in history:
        for file in commit.files:
            counts = (commit.name, file) not in taken_back and file not in done
            if folder_of(file) in FASTLAGT and file.endswith(".yaml") and counts:
                sides = tuple(each for side in commit.sides for each in side if each.file == file)
                if since is not None and when[commit.name].date() < since:
                    done.add(file)
                    sides = (Change(file, None, sides[0].after),)
                found.setdefault(file, []).append((commit, sides))
    return [Lagret(file, tuple(changes)) for file, changes in found.items()]


def _batches(saved: Sequence[Lagret]) -> Iterator[Sequence[Lagret]]:
    some: list[Lagret] = []
    size = 0
    for each in saved:
        some.append(each)
        size += len(each.contents)
        if size >= _AT_A_TIME:
            yield some
            some, size = [], 0
    yield some


def _counted(mappe: Mappe) -> Mapping[str, Counts]:
    """Return how many things each file that was read has in its lists of facts."""
    found: dict[str, Counts] = {}
    for sak in mappe.saker:
        plan = sak.value.aktivitetsplan
        found[sak.file] = {
            ("hendelser",): len(written_entries(sak.value)),
            ("godkjenninger",): len(sak.value.godkjenninger),
            ("avklaringer",): len(sak.value.avklaringer),
            ("utleveringer",): len(sak.value.utleveringer),
            ("aktivitetsplan", "tiltak"): len(plan.tiltak) if plan else 0,
        }
    for absence in mappe.fravaer:
        found[absence.file] = {("elever",): len(absence.value.elever)}
    for book in mappe.moeter:
        found[book.file] = {
            ("holdt",): len(book.value.holdt),
            ("utført",): len(book.value.utfoert),
            ("fulgt_opp",): len(book.value.fulgt_opp),
        }
    for told in mappe.innboks:
        found[told.file] = {("behandlet",): len(told.value.behandlet)}
    return found


def _check(
    folder: Planmappe,
    lagret: Lagret,
    held: Mapping[str, str | None],
    counted: Counts | None,
    steps: Collection[str],
    moved: Callable[[], Nummerbytter],
) -> Iterator[Finding]:
    """Yield the findings of one file, which may be gone or hold what cannot be read."""
    kind = folder_of(lagret.file)
    path = folder.root / lagret.file
    old = {
        text.removeprefix("\ufeff")
        for content in lagret.contents
        if (text := held[content]) is not None
    }
    if not folder.lies(path).is_file():
        if not _stands_elsewhere(folder, lagret, old):
            yield gone_file(lagret.file, lagret.went)
        return
    now = Naatekst(kind, folder.text(path).text or "", counted)
    if all(now.holds(text) for text in old) or now.tree is None:
        return
    trees = {content: read_tree(held[content]) for content in lagret.contents}
    utgaver = [
        Utgave(
            commit.short,
            tuple(trees[side.before].tree if side.before else None for side in sides),
            trees[sides[0].after].tree if sides[0].after else None,
        )
        for commit, sides in lagret.endringer
        if sides[0].after is None or trees[sides[0].after].lesbar
    ]
    there = now.facts
    if kind != "saker":
        ids = {fact.id for each in trees.values() for fact in facts_in(each.tree, kind)}
        there = _joined([*_others(folder, lagret.file, ids), there])
    found = list(check_history(lagret.file, there, utgaver, steps))
    if found:
        bytter = moved()
        found = list(
            check_history(
                lagret.file,
                there,
                utgaver,
                steps,
                lambda each: bytter.explains(lagret.file, each, there),
            )
        )
    yield from map(_shown_sealed, found) if folder.lies(path) != path else found


def _or_shut(finding: Finding) -> Finding:
    """Say of what no version shows, that it may have been done in one that is sealed for others."""
    if finding.values.get(_WHEN) != in_commit(None):
        return finding
    said = f"i en lagring som er vernet for andre enn deg, eller {in_commit(None)}"
    return replace(finding, values={**finding.values, _WHEN: said})


def _shown_sealed(finding: Finding) -> Finding:
    """Say how git shows what stood in a file that is sealed."""
    shown = {
        name: f"{said.replace('git show ', 'git show --textconv ')}{ENDING}"
        if name == _SHOWN
        else said
        for name, said in finding.values.items()
    }
    return replace(finding, values=shown)


def _stands_elsewhere(folder: Planmappe, lagret: Lagret, old: Collection[str]) -> bool:
    """Tell whether everything of a file that is gone stands in others: a case in one, the rest in any."""
    kind = folder_of(lagret.file)
    facts = [fact for text in old for fact in facts_in(read_tree(text).tree, kind)]
    others = list(_others(folder, lagret.file, {fact.id for fact in facts}))
    places = others if kind == "saker" else [_joined(others)]
    return not facts or any(all(stands(fact, there) for fact in facts) for there in places)


def _others(folder: Planmappe, file: str, ids: Collection[str]) -> Iterator[Fakta]:
    """Yield the facts of each other file of the kind that names one of the ids."""
    kind = folder_of(file)
    for path in folder.files(kind):
        text = folder.text(path).text or ""
        if folder.relative(path) != file and any(each in text for each in ids):
            yield by_key(facts_in(read_tree(text).tree, kind))


def _joined(places: Iterable[Fakta]) -> Fakta:
    return {key: facts for each in places for key, facts in each.items()}
