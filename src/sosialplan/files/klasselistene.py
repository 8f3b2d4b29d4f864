"""The class lists as one asks for them: of one class, so that no more is opened than is needed, or of all."""

from sosialplan.files.filtolk import read_value
from sosialplan.files.loader import load_class_lists
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.klasseliste import Klasseliste, Listeelev
from sosialplan.rules.klasselister.elevnavn import Navnelikhet, meant_pupil, pupils_of


def list_of_class(folder: Planmappe, skoleaar: str, klasse: str) -> Klasseliste | None:
    """Return the list of a class; None where there is none, or none that can be read here."""
    path = folder.class_list_path(skoleaar, klasse)
    read = read_value(folder, path, Klasseliste)[0] if folder.has(path) else None
    return read.value if read else None


def lists_of(folder: Planmappe, skoleaar: str, klasse: str | None) -> tuple[Klasseliste, ...]:
    """Return the list of a class, or where none is said those of a school year."""
    if klasse is not None:
        own = list_of_class(folder, skoleaar, klasse)
        return (own,) if own else ()
    lister, _ = load_class_lists(folder)
    return tuple(each.value for each in lister if each.value.skoleaar == skoleaar)


def on_the_list(folder: Planmappe, skoleaar: str, klasse: str, navn: str) -> Listeelev | None:
    """Return what the class's list says of a pupil; None where it says nothing, or of several."""
    own = list_of_class(folder, skoleaar, klasse)
    found = meant_pupil(navn, pupils_of((own,), klasse)) if own else None
    if found is None or found.slag is not Navnelikhet.LIK or len(found.hvem) != 1:
        return None
    return found.hvem[0].elev
