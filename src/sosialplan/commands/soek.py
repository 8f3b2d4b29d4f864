"""``søk``: where words stand in what has been written."""

from sosialplan.commands.lesing import read_all
from sosialplan.commands.run import Run
from sosialplan.model.failure import WrongUsage
from sosialplan.output.tables import Column
from sosialplan.views.datoer import kort_dato
from sosialplan.views.tekstsoek import texts_with

_LEAST = 2
_MOST = 200
"""So many texts are shown; who gets more has searched for too little."""
COLUMNS = (
    Column("Sak"), Column("Klasse"), Column("Dato"), Column("Hva", wraps=True, least=12), Column("Tekst", wraps=True, least=20),
)  # fmt: skip


def soek(run: Run, words: list[str]) -> int:
    """Show each text that holds all the words. Raises WrongUsage for a word that is too short to be looked for."""
    asked = [" ".join(each.split()) for each in words]
    if any(len(each) < _LEAST for each in asked):
        raise WrongUsage(
            f"Det som letes etter, må ha minst {_LEAST} tegn.",
            "Skriv et ord, eller begynnelsen på det.",
        )
    _, mappe, status = read_all(run)
    found = sorted(texts_with(mappe, asked), key=lambda each: (each.hvor, str(each.dato or "")))
    rows = [
        (each.hvor, each.klasse, kort_dato(each.dato) if each.dato else "", each.felt, each.utsnitt)
        for each in found[:_MOST]
    ]
    if rows:
        run.terminal.table(COLUMNS, rows)
    else:
        run.terminal.note("Ingen tekst har alle ordene.")
    if len(found) > _MOST:
        run.terminal.note(
            f"Viser {_MOST} av {len(found)} tekster. Skriv et ord til for å få færre."
        )
    return status
