"""The letter of the law that an answer rests on, in the law's words of that day."""

from sosialplan.model.sak import Grunn, Hendelse
from sosialplan.rules.in_force import letters
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde


def bokstaven(bilde: Saksbilde, hjemmel: str, entry: Hendelse) -> str | None:
    """Return ``bokstav d: …``; None where the entry names none.

    A letter that the law did not have that day stands alone, without words.
    """
    if entry.grunn is None or entry.grunn is Grunn.INGEN:
        return None
    known = {each.bokstav: each.hva for each in letters(bilde.plan, hjemmel, entry.dato)}
    name = f"bokstav {entry.grunn.value}"
    return f"{name}: {bilde.si(known[entry.grunn.value])}" if entry.grunn.value in known else name
