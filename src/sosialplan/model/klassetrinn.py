"""What a class is called, and which grades it has: the one door to both.

Grades 1 to 10 are numbers, those of videregående are ``VG1`` to ``VG3``. Which grade a class has is the school's to say
(``Skole.trinn_i``): what its code begins with is what holds until the school has said otherwise.
"""

import re
from typing import Annotated

from msgspec import Meta

from sosialplan.model.record import form

_SIGN = "[0-9A-Za-zÆØÅæøå]"
_NO_GRADE = r"(?!(?:[0-9]+|[Vv][Gg][0-9])(?![.-]?[0-9A-Za-zÆØÅæøå]))"
_NO_DEVICE = (
    r"(?!(?:[Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|(?:[Cc][Oo][Mm]|[Ll][Pp][Tt])[0-9])"
    r"(?![0-9A-Za-zÆØÅæøå-]))"
)
KLASSEFORM = rf"{_NO_GRADE}{_NO_DEVICE}{_SIGN}{{1,20}}(?:[.-]{_SIGN}{{1,20}}){{0,3}}"
"""A class, as a regular expression: no grade alone, which could not be told from it, and no name that Windows keeps for a device."""
KODE_MED_TRINN = "(?:10|[1-9])(?:[A-Z]{1,3}|[.-][A-Z0-9]{1,3})"
"""A class that cannot be a person's word, since it begins with its grade: for what may be told where no name may."""
_LONGEST = 20
"""So many characters of a class, so that its file can be made everywhere."""
ClassName = Annotated[
    str,
    Meta(max_length=_LONGEST),
    form(
        KLASSEFORM,
        "en klasse, som 8B",
        "Klassen: bokstaver og tall, med punktum eller bindestrek imellom: 8B, 10AB, 8-1, 1STA eller Mottak.",
    ),
]
"""``8B``, ``10AB``, ``8-1``, ``8.1``, ``1STA``, ``Mottak``: letters and digits, so that it is no path, option or formula."""
_WHOLE = KLASSEFORM

Trinn = (
    Annotated[int, Meta(ge=1, le=10)]
    | Annotated[str, form("VG[1-3]", "et trinn, som 8 eller VG1", "Trinnet: 1 til 10, VG1, VG2 eller VG3.")]
)  # fmt: skip
"""A grade of grunnskolen, or of videregående."""
_ETT = "(?:10|[1-9]|VG[1-3])"
Trinnene = Annotated[
    str,
    form(
        f"{_ETT}-{_ETT}",
        "to trinn med strek mellom, som 1-7 eller VG1-VG3",
        "Det første og det siste trinnet skolen har, som 1-7 eller VG1-VG3. Uten dette: etter klassene.",
    ),
]
"""The first and the last grade of a school."""
ALLE_TRINN: tuple[Trinn, ...] = (*range(1, 11), "VG1", "VG2", "VG3")
"""Every grade there is, from the first."""
_SAID = r"(?i)\s*(?:(10|[1-9])|vg\s*([1-3]))\s*(?:[.-]?\s*(?:klasse|trinn))?\.?\s*"  # fmt: skip
_BEGINS = "(?:(?P<tall>10|[1-9])(?![0-9])|(?P<vg>[Vv][Gg][1-3])(?![0-9]))(?P<rest>.*)"


def is_class(text: str) -> bool:
    """Tell whether a text can be the code of a class."""
    return len(text) <= _LONGEST and re.fullmatch(_WHOLE, text) is not None


def class_alike(one: str) -> str:
    """Return a class as it is compared: case, dots and hyphens part no two classes.

    >>> class_alike("8.1"), class_alike("8-1"), class_alike("8b")
    ('81', '81', '8B')
    """
    return re.sub("[.-]", "", one).upper()


def class_order(klasse: str) -> tuple[int, str]:
    """Sort classes by the grade that they begin with, those that begin with none at last: 10A comes after 9D."""
    trinn = trinn_i_koden(klasse)
    return (len(ALLE_TRINN) if trinn is None else rank(trinn), klasse)


def rank(trinn: Trinn) -> int:
    """Return which of all grades it is: VG1 comes after the tenth.

    >>> rank(8), rank("VG1")
    (8, 11)
    """
    return ALLE_TRINN.index(trinn) + 1


def trinn_fra_til(trinnene: str) -> tuple[Trinn, ...]:
    """Return the grades of a school, from its first to its last; none where they stand the wrong way round.

    >>> trinn_fra_til("9-VG1"), trinn_fra_til("7-1")
    ((9, 10, 'VG1'), ())
    """
    first, last = (lest_trinn(each) for each in trinnene.split("-"))
    return ALLE_TRINN[rank(first) - 1 : rank(last)] if first and last else ()


def lest_trinn(text: str) -> Trinn | None:
    """Return the grade that is meant: «8», «8. trinn», «vg1»; None for what is none.

    >>> lest_trinn("8. trinn"), lest_trinn("Vg 1"), lest_trinn("8B")
    (8, 'VG1', None)
    """
    found = re.fullmatch(_SAID, text)
    if found is None:
        return None
    return int(found[1]) if found[1] else f"VG{found[2]}"


def trinn_i_maalgruppe(kode: str) -> Trinn | None:
    """Return the grade that the audience of an activity is, as ``8-trinn`` or ``vg1-trinn``; None for a role.

    >>> trinn_i_maalgruppe("8-trinn"), trinn_i_maalgruppe("vg1-trinn"), trinn_i_maalgruppe("rektor")
    (8, 'VG1', None)
    """
    return lest_trinn(kode) if kode.endswith("-trinn") else None


def trinnord(trinn: Trinn) -> str:
    """Return a grade as it stands in a sentence.

    >>> trinnord(8), trinnord("VG1")
    ('8. trinn', 'Vg1')
    """
    return f"{trinn}. trinn" if isinstance(trinn, int) else trinn.capitalize()


def trinn_i_koden(klasse: str, skolens: tuple[Trinn, ...] = ()) -> Trinn | None:
    """Return the grade that a code begins with; None for one that does not begin with one.

    A number is a grade of grunnskolen, unless the school has that grade of videregående and not the other.

    >>> trinn_i_koden("10AB"), trinn_i_koden("8.1"), trinn_i_koden("Mottak")
    (10, 8, None)
    >>> trinn_i_koden("1STA"), trinn_i_koden("1STA", ("VG1", "VG2", "VG3")), trinn_i_koden("VG2-EL")
    (1, 'VG1', 'VG2')
    """
    begins = re.fullmatch(_BEGINS, klasse)
    if begins is None:
        return None
    if begins["vg"]:
        return begins["vg"].upper()
    number = int(begins["tall"])
    upper = f"VG{number}"
    return upper if upper in skolens and number not in skolens else number


def code_up(klasse: str, til: Trinn) -> str:
    """Return the code that a class whose code begins with its grade has a year later.

    >>> code_up("8B", 9), code_up("1STA", "VG2"), code_up("vg1-EL", "VG2")
    ('9B', '2STA', 'VG2-EL')
    """
    begins = re.fullmatch(_BEGINS, klasse)
    rest = begins["rest"] if begins else ""
    if begins and begins["vg"]:
        return f"{til}{rest}"
    return f"{til if isinstance(til, int) else til[2:]}{rest}"
