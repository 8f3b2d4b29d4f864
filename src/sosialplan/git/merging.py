"""Merge what was fetched, and tell what git is left with."""

from collections.abc import Iterator, Mapping, Sequence

from sosialplan.depot import Depot
from sosialplan.git.program import Answer, ask, fields, tell
from sosialplan.git.repository import hook_refusal
from sosialplan.git.shared import FETCHED
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.model.vernet import (
    ENDING,
    both_names,
    bound_name,
    is_sealed_name,
    is_side,
    plain_name,
)
from sosialplan.tekster.gitord import refused

MESSAGE = "Flett den felles kopien\n"
_NO_RENAMES = ("--strategy=recursive", "--strategy-option=no-renames")
"""A case that is gone is never taken for another that resembles it. The newer strategy took no heed
of this before git 2.50; from then on this name means the newer one."""
_NOTHING = "Det som er hentet, kunne ikke flettes inn. Ingenting er endret."
_HOOKS = (
    "pre-merge-commit",
    "pre-commit",
    "prepare-commit-msg",
    "commit-msg",
    "reference-transaction",
)
_BY_HAND = f"git merge {FETCHED}"
_LEAVE = "Gå ut igjen: git merge --abort. Rett det, og kjør: sosialplan synk"
"""Git by hand begins the same merge in the folder itself, and is left again."""
_BASE, _OURS, _THEIRS = "1", "2", "3"


class Outcome(Value, frozen=True):
    """How a merge ended. Files are counted from the top of the repository.

    ``kept`` were taken away by one side and changed by the other, and stand. Of ``beside`` both sides' versions stand,
    since the one who merged cannot read them. ``new_on_both`` and ``left`` could not be merged; where there are any,
    the merge was called off.
    """

    kept: tuple[str, ...] = ()
    new_on_both: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether everything was merged."""
        return not (self.new_on_both or self.left)


def merges_entry_by_entry(depot: Depot) -> bool:
    """Tell whether the repository says that the program merges its files."""
    such = tuple(both_names(["saker/2026/sak.yaml"]))
    asked = fields(tell(depot.root, "check-attr", "-z", "merge", files=such))
    return set(asked[2::3]) == {"sosialplan"}


def merge(depot: Depot, commit: str) -> Outcome:
    """Merge a commit into the branch, or leave everything as it was.

    A file that one side took away and the other changed stands: nothing is lost. Raises
    ExpectedFailure where git refuses to begin.
    """
    answer = ask(
        depot.root, "-c", "rerere.enabled=false", "merge", *_NO_RENAMES, "--quiet", "--ff", "--no-edit",
        "--no-autostash", "-m", MESSAGE, given=(commit,), obeys=True,
    )  # fmt: skip
    if answer.status == 0:
        return Outcome()
    stages = _unmerged(depot)
    if not stages:
        _call_off(depot)
        raise _refusal(depot, answer)
    kept = tuple(name for name, found in stages.items() if _BASE in found and len(found) < 3)  # noqa: PLR2004 - one side has none
    new = tuple(name for name, found in stages.items() if found == {_OURS, _THEIRS})
    laid = _laid_beside(depot)
    beside = tuple(name for name in stages if name not in {*kept, *new} and name in laid)
    left = tuple(name for name in stages if name not in {*kept, *new, *beside})
    if new or left:
        _call_off(depot)
        return _outcome(kept, new, left)
    others = [each for name in beside for each in laid[name]]
    tell(depot.top, "add", files=(*kept, *beside, *others), obeys=True)
    answer = ask(depot.root, "commit", "--quiet", "--no-edit", obeys=True)
    if answer.status != 0:
        _call_off(depot)
        raise _refusal(depot, answer)
    return _outcome(kept, (), (), beside)


def _outcome(*files: Sequence[str]) -> Outcome:
    """Return how it ended, with each file by its plain name."""
    return Outcome(*(tuple(map(plain_name, each)) for each in files))


def _laid_beside(depot: Depot) -> Mapping[str, Sequence[str]]:
    """Return the other sides' versions that ``flett`` laid beside files it could not read, by the file's name in git."""
    found: dict[str, list[str]] = {}
    for name in fields(tell(depot.top, "ls-files", "--others", "-z")):
        if is_sealed_name(name) and is_side(plain_name(name)):
            found.setdefault(bound_name(plain_name(name)) + ENDING, []).append(name)
    return found


def _unmerged(depot: Depot) -> Mapping[str, set[str]]:
    """Return each file that git could not merge, and which versions of it there are."""
    found: dict[str, set[str]] = {}
    for stage, name in _listed(depot):
        found.setdefault(name, set()).add(stage)
    return found


def _listed(depot: Depot) -> Iterator[tuple[str, str]]:
    for line in fields(tell(depot.top, "ls-files", "--unmerged", "-z")):
        columns, _, name = line.partition("\t")
        yield columns.split(" ")[2], name


def _call_off(depot: Depot) -> None:
    """Leave the merge, if one was begun: the files are as they were."""
    if (depot.git_folder / "MERGE_HEAD").exists():
        tell(depot.root, "merge", "--abort", obeys=True)


def _refusal(depot: Depot, answer: Answer) -> ExpectedFailure:
    hook = hook_refusal(depot.root, _HOOKS, _BY_HAND)
    if hook is not None:
        return ExpectedFailure(f"{hook[0]} {_NOTHING}", f"{hook[1]} {_LEAVE}")
    shown = ("Git sa nei.", f"Se hva git sier: {_BY_HAND}. {_LEAVE}")
    return refused(answer.err + answer.out, _NOTHING, shown)
