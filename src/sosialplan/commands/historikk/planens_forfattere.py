"""Who has written in a plan since it was last approved, from what the commits did to it."""

from collections.abc import Iterator
from pathlib import Path

from sosialplan.commands.fortid import Fortid
from sosialplan.git.history import commits
from sosialplan.model.sak import Aktivitetsplan, Sak
from sosialplan.rules.godkjenning import fingerprint
from sosialplan.schema.decode import decode


def authors_since_approval(root: Path, file: str, sak: Sak) -> Iterator[str]:
    """Yield the address of each who changed what an approval is about, newest first.

    A version that cannot be read is no change of the plan: it could not be approved either.
    """
    fortid = Fortid(root)
    given = len(sak.godkjenninger)
    for commit in commits(root, [file]):
        after = _case(fortid, commit.sides[0][0].after, file)
        if after is not None and len(after.godkjenninger) < given:
            return
        befores = [_case(fortid, side[0].before, file) for side in commit.sides]
        if after is not None and all(_content(each) != _content(after) for each in befores):
            yield commit.email


def _case(fortid: Fortid, content: str | None, file: str) -> Sak | None:
    return decode(fortid.innhold(content).tree, Sak, file)[0] if content else None


def _content(sak: Sak | None) -> str:
    return fingerprint((sak.aktivitetsplan if sak else None) or Aktivitetsplan())
