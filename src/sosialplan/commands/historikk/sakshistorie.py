"""All that the history holds of one case: its own file, the pupil's absence, where it was discussed."""

import re
from collections.abc import Iterator
from typing import Any

from sosialplan.commands.fortid import Fortid
from sosialplan.commands.historikk.filendringer import Filendring, of_files
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.graph import is_soon_read
from sosialplan.model.record import Value
from sosialplan.views.historikk.sakens_del import Sakskjenne

CLASS = re.compile(r"[0-9]{1,2}[A-Z]")


class Sakshistorie(Value, frozen=True):
    """The changes of a case's own file and of the others that tell of it, newest first."""

    sak: str
    file: str
    fortid: Fortid
    kjenne: Sakskjenne
    egne: tuple[Filendring, ...]
    andre: tuple[Filendring, ...] = ()

    @property
    def alle(self) -> tuple[Filendring, ...]:
        """Everything, newest first."""
        return tuple(sorted((*self.andre, *self.egne), key=lambda each: each.moment, reverse=True))


def case_history(folder: Planmappe, number: str) -> Sakshistorie:
    """Return the history of a case; without any change where it was never saved."""
    fortid = Fortid(folder.root)
    file = folder.relative(folder.case_path(number))
    own = of_files(folder.root, [file], fortid, thorough=is_soon_read(folder.root))
    fortid.read_ahead(content for each in own for content in each.contents)
    trees = [fortid.innhold(each.after).tree for each in own]
    pupils = dict.fromkeys(pupil for tree in trees if tree for pupil in _pupil(tree))
    numbers = (number, *(each.renamed_from for each in own if each.renamed_from))
    kjenne = Sakskjenne(numbers, tuple(pupils))
    if not own:
        return Sakshistorie(number, file, fortid, kjenne, own)
    others = of_files(folder.root, tuple(_naming(folder, kjenne)), fortid)
    return Sakshistorie(number, file, fortid, kjenne, own, others)


def _pupil(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield the name and the class that a version of the case has."""
    elev = tree.get("elev")
    found = [elev.get(key) for key in ("navn", "klasse")] if isinstance(elev, dict) else []
    navn, klasse = found or (None, None)
    if isinstance(navn, str) and isinstance(klasse, str) and CLASS.fullmatch(klasse):
        yield navn, klasse


def _naming(folder: Planmappe, kjenne: Sakskjenne) -> Iterator[str]:
    """Yield the files of absence and minutes that tell of the case now."""
    for kind in ("fravaer", "moter"):
        for path in folder.files(kind):
            if kjenne.may_be_in(folder.text(path).text):
                yield folder.relative(path)
