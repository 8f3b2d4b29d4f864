"""Files about pupils that are saved and lie in the folder no more: every list tells of them, as nothing else would."""

from collections.abc import Collection, Iterator

import msgspec

from sosialplan.commands.run import Run
from sosialplan.files.husket import base_of, decoded_by, keep
from sosialplan.files.indeks import Indeks, place_for, print_of
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.vernet import VERNET, plain_name

_SEEN = "sett"


def tell_gone(run: Run, folder: Planmappe) -> None:
    """Say so where a file about pupils that is saved is gone from the folder: taken away by hand, or by what copies the folder.

    Git is asked where something that lay there the last time does so no more, or nobody knows what did.
    """
    place = place_for(folder.root, _SEEN)
    indeks = Indeks(place)
    there = frozenset(folder.relative(each) for name in VERNET for each in folder.files(name))
    made_of = print_of(base_of(folder), _SEEN.encode())
    decoder = msgspec.msgpack.Decoder(tuple[str, ...])
    held = indeks.get(made_of)
    known = decoded_by(decoder, held) if held else None
    if known is None or not there.issuperset(known):
        gone = sorted(_gone(folder, there))
        if gone:
            from sosialplan.tekster.maalform import talt  # noqa: PLC0415 - seldom needed

            run.terminal.note(
                f"{talt(len(gone), 'fil', 'filer')} som er lagret i historikken, ligger ikke i mappen lenger, og er ikke med: "
                f"{', '.join(gone[:_NAMED])}{' …' if len(gone) > _NAMED else ''}. Se hvordan de hentes tilbake: sosialplan valider"
            )
            return
    if known is None or there != frozenset(known):
        keep(indeks, made_of, decoder, tuple(sorted(there)))
    indeks.done()


_NAMED = 5
"""So many are named by their numbers."""


def _gone(folder: Planmappe, there: Collection[str]) -> Iterator[str]:
    """Yield the files that git has and the folder has not, a case by its number; none where there is no git that answers."""
    from sosialplan.git.state import missing  # noqa: PLC0415 - seldom needed

    try:
        found = missing(folder.root, VERNET)
    except ExpectedFailure:
        return
    for each in found:
        name = plain_name(each)
        if name not in there:
            yield name.removesuffix(".yaml").removeprefix(f"saker/{name[6:10]}/")
