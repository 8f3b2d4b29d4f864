"""Whether the one who writes may change who signs and who leads: settled before it is written.

The check of the history judges the same by the same rules; here nobody does it by mistake.
"""

from collections.abc import Mapping
from datetime import date

from sosialplan.commands.fortid import read_tree
from sosialplan.commands.skrivebordet.signering import (
    Mine,
    access_of,
    last_known,
    own_key,
    staff_of,
)
from sosialplan.depot import Depot
from sosialplan.git.history import contents
from sosialplan.git.settings import read_config
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.tilgang import Tilgang
from sosialplan.rules.tillit.fullmakt import (
    SKOLE,
    is_one_of,
    may_vouch,
    signing_changed,
    staff_in,
    vouched_for,
)
from sosialplan.rules.tillit.tilgang import TILGANG, must_sign

FILES = frozenset({TILGANG, SKOLE})
_LEADERSHIP = "La rektor eller en annen i ledelsen gjøre det, med sin egen nøkkel."


def require_mandate(depot: Depot, day: date, texts: Mapping[str, str | None]) -> None:
    """Raise ExpectedFailure where a change of the files is another's to make; None is a file taken away.

    Nothing is asked for where signing is off: then nobody can know who writes.
    """
    if not FILES & texts.keys():
        return
    known = last_known(depot)
    if not must_sign(known, day):
        return
    if TILGANG in texts and texts[TILGANG] is None:
        raise ExpectedFailure(
            "Signering er på, og plan/tilgang.yaml er tatt bort. Ingenting er lagret.",
            "Hent den tilbake: git checkout HEAD -- plan/tilgang.yaml",
        )
    mine = own_key(known, depot, read_config(depot.root), day)
    staff = staff_of(depot)
    if not isinstance(mine, Mine) or may_vouch(mine.person, known, staff.ledere, day):
        return
    _require_own(depot, mine.person, known, texts)
    new = staff_in(read_tree(texts[SKOLE]).tree) if SKOLE in texts else None
    if new is not None and new.ledere != staff.ledere:
        raise ExpectedFailure(
            "Signering er på, og bare ledelsen kan endre hvem som er ledelsen. Ingenting er lagret.",
            _LEADERSHIP,
        )


def _require_own(
    depot: Depot, person: str, known: Tilgang, texts: Mapping[str, str | None]
) -> None:
    new = access_of(texts.get(TILGANG)) if TILGANG in texts else None
    if new is None:
        return
    (text,) = contents(depot.root, [("HEAD", TILGANG)]).values()
    before = [(access_of(text) if text is not None else None) or known]
    if not all(is_one_of(each, (person,)) for each in vouched_for(before, new)):
        raise ExpectedFailure(
            "Signering er på, og en nøkkel i en annens navn kan bare personen selv eller ledelsen legge "
            "inn, endre eller sperre. Ingenting er lagret.",
            _LEADERSHIP,
        )
    if signing_changed(before, new):
        raise ExpectedFailure(
            "Signering er på, og bare ledelsen kan endre det. Ingenting er lagret.", _LEADERSHIP
        )
