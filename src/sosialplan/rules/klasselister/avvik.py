"""What a new class list changes: who is new, who has moved, who is gone, and of whom something else is said.

Only the classes of the list are held against it. A pupil is known by the name, in the class first; the year of
birth tells two of one name apart.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sosialplan.model.klasseliste import Klasseliste, Listeelev
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import pupil
from sosialplan.rules.checks.list_checks import may_be_one
from sosialplan.rules.klasselister.elevliste import Elevliste, Elevrad, by_class
from sosialplan.rules.navn.likhet import near


class Klassebytte(Value, frozen=True):
    """A pupil who stands in another class than before."""

    elev: Listeelev
    fra: str
    til: str


class Avvik(Value, frozen=True):
    """What a list changes. ``lister`` are the classes as they become, ``uroert`` those that it says nothing of.

    ``ligner`` are the places in the list of new pupils whose names are nearly those of somebody who is gone.
    """

    lister: Mapping[str, tuple[Listeelev, ...]]
    nye: tuple[tuple[str, Listeelev], ...] = ()
    borte: tuple[tuple[str, Listeelev], ...] = ()
    flyttet: tuple[Klassebytte, ...] = ()
    endret: tuple[tuple[str, Listeelev], ...] = ()
    uendret: int = 0
    uroert: tuple[str, ...] = ()
    ligner: tuple[int, ...] = ()


def differences(lest: Elevliste, there: Sequence[Klasseliste], new_id: Callable[[], str]) -> Avvik:
    """Return what a list changes of the lists of a school year."""
    rows = by_class(lest.rader)
    before = {each.klasse: list(each.elever) for each in there}
    left = {klasse: list(elever) for klasse, elever in before.items()}
    known = _matched(rows, left)
    lister: dict[str, list[Listeelev]] = {klasse: [] for klasse in rows}
    nye, flyttet, endret, uendret, ligner = [], [], [], 0, []
    gone_names = {klasse: [each.navn for each in left.get(klasse, ())] for klasse in rows}
    for klasse, own in rows.items():
        for row in own:
            match = known.get(row.rad)
            elev = _as_pupil(row, match[1] if match else None, lest, new_id)
            lister[klasse].append(elev)
            if match is None:
                nye.append((klasse, elev))
                ligner += [row.rad] if any(near(row.navn, gone_names[klasse])) else []
            elif match[0] != klasse:
                flyttet.append(Klassebytte(elev, match[0], klasse))
            elif elev != match[1]:
                endret.append((klasse, elev))
            else:
                uendret += 1
    borte = [(klasse, each) for klasse in rows for each in left.get(klasse, ())]
    changed = {klasse: tuple(elever) for klasse, elever in lister.items()}
    for each in flyttet:
        if each.fra not in rows:
            changed[each.fra] = tuple(left[each.fra])
    return Avvik(
        lister={k: v for k, v in changed.items() if list(v) != before.get(k)},
        nye=tuple(nye),
        borte=tuple(borte),
        flyttet=tuple(flyttet),
        endret=tuple(endret),
        uendret=uendret,
        uroert=tuple(sorted(klasse for klasse in before if klasse not in changed)),
        ligner=tuple(ligner),
    )


def _matched(
    rows: Mapping[str, Sequence[Elevrad]], left: Mapping[str, list[Listeelev]]
) -> Mapping[int, tuple[str, Listeelev]]:
    """Return whom each row is, with the class before; those are taken out of what is ``left``."""
    found: dict[int, tuple[str, Listeelev]] = {}
    waiting = []
    for klasse, own in rows.items():
        for row in own:
            same = next(_same(row, left.get(klasse, ())), None)
            if same is None:
                waiting.append(row)
                continue
            left[klasse].remove(same)
            found[row.rad] = (klasse, same)
    for row in waiting:
        elsewhere = [
            (klasse, each) for klasse, elever in left.items() for each in _same(row, elever)
        ]
        if len(elsewhere) == 1:
            klasse, each = elsewhere[0]
            left[klasse].remove(each)
            found[row.rad] = (klasse, each)
    return found


def _same(row: Elevrad, elever: Sequence[Listeelev]) -> Iterator[Listeelev]:
    told = Listeelev(id="", navn=row.navn, foedselsaar=row.foedselsaar)
    return (
        each for each in elever if pupil(each.navn) == pupil(row.navn) and may_be_one(told, each)
    )


def _as_pupil(
    row: Elevrad, known: Listeelev | None, lest: Elevliste, new_id: Callable[[], str]
) -> Listeelev:
    """Return a pupil as the list says it; what the list has no column for stays as it was."""
    if known is None:
        return Listeelev(
            id=new_id(), navn=row.navn, foedselsaar=row.foedselsaar, foresatte=row.foresatte
        )
    return replace(
        known,
        navn=known.navn if pupil(known.navn) == pupil(row.navn) else row.navn,
        foedselsaar=row.foedselsaar if lest.har_aar and row.foedselsaar else known.foedselsaar,
        foresatte=row.foresatte if lest.har_foresatte else known.foresatte,
    )
