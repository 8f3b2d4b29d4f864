"""What a school can choose: between readings of the plan, its own words, and its settings, each with what it means."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec.structs import FieldInfo, fields

from sosialplan.model.elev import Maalform
from sosialplan.model.plan import Plan
from sosialplan.model.problems import TreePath, path_to
from sosialplan.model.record import Value, values_of
from sosialplan.model.skole import Innstilling, Skole, Valg
from sosialplan.model.skrivemaate import fold
from sosialplan.rules.explanation import value_of
from sosialplan.rules.lesninger import chosen
from sosialplan.rules.vinduer import TIMER_PER_DAG, lesson_numbers


class Valgslag(StrEnum):
    """Where a choice stands, and how it is changed."""

    LESNING = "lesning"
    EGET = "eget"
    INNSTILLING = "innstilling"


class Mulighet(Value, frozen=True):
    """One thing that can be chosen, and what it means."""

    verdi: str
    tekst: str


class Skolevalg(Value, frozen=True):
    """A choice as it stands on a day; ``verdi`` is None where nothing is chosen, and ``ellers`` holds then."""

    navn: str
    slag: Valgslag
    hva: str
    verdi: str | None
    ellers: str
    muligheter: tuple[Mulighet, ...] = ()


JA, NEI = "ja", "nei"
_OWN: tuple[tuple[str, str, object], ...] = (
    ("målform", "Bokmål eller nynorsk i skolens papirer. Hjemmet får sin egen.", Skole.maalform),
    ("adresse", "Skolens adresse, på én linje. Den står øverst på det som sendes.", Skole.adresse),
    ("telefon", "Skolens telefonnummer. Det står øverst på det som sendes.", Skole.telefon),
    ("e-post", "Skolens adresse for e-post. Den står øverst på det som sendes.", Skole.e_post),
    ("organisasjonsnummer", "Ni siffer fra Enhetsregisteret. Det står øverst på det som sendes.", Skole.organisasjonsnummer),
    ("logo", "Et bilde i plan/, som logo.png (PNG, SVG eller JPEG). Det står øverst på det som sendes.", Skole.logo),
    ("tilgangskode", "Merkingen av det som handler om en elev, med paragrafen. Den står på papirene og i arkivpakken.", Skole.tilgangskode),
    ("skolens-navn", "Navnet som står i alle dokumenter.", Skole.navn),
    ("kommune", "Kommunen skolen ligger i.", Skole.kommune),
    ("ordet-for-planen", "Ordet som trykkes: aktivitetsplan eller tiltaksplan.", Skole.ordet_for_planen),
    ("plikter-fra", "Møter og aktiviteter som gjentas, ventes tidligst fra denne dagen.", Skole.plikter_fra),
)  # fmt: skip
_WORDS = {
    "ordet-for-planen": (Mulighet("aktivitetsplan", "Lovens ord."), Mulighet("tiltaksplan", "Et ord mange bruker.")),
    "målform": tuple(Mulighet(each.value, "") for each in Maalform),
}  # fmt: skip
_ELLERS = {"plikter-fra": "Fra skolestart."}


def choices(plan: Plan, on: date) -> tuple[Skolevalg, ...]:
    """Return every choice of a school as it stands on a day: readings first, then its own words, then settings."""
    return (
        *(_of_reading(each, on) for each in plan.valg.valg),
        *_of_own(plan.skole),
        *(_of_setting(each, on) for each in plan.skole.innstillinger),
    )


def place_of_own(navn: str) -> TreePath:
    """Return where one of the school's own words stands in its file."""
    return next(path_to(member) for known, _, member in _OWN if known == navn)


def kan_mangle(navn: str) -> bool:
    """Tell whether one of the school's own words can be missing, so that it can be taken away."""
    return not _field_of_own(navn).required


def staar_uten(navn: str, verdi: str | None) -> bool:
    """Tell whether one of the school's own words says what holds where nothing is written."""
    default = _field_of_own(navn).default
    return verdi is None or (isinstance(default, str) and verdi == str(default))


def _field_of_own(navn: str) -> FieldInfo:
    key = place_of_own(navn)[-1]
    return next(each for each in fields(Skole) if each.encode_name == key)


def find_choice(known: tuple[Skolevalg, ...], typed: str) -> tuple[Skolevalg, ...]:
    """Return the choices that a word can mean: the one of that name, else all whose name begins so."""
    wanted = fold(typed)
    same = tuple(each for each in known if fold(each.navn) == wanted)
    return same or tuple(each for each in known if wanted and fold(each.navn).startswith(wanted))


def in_words(value: object) -> str:
    """Return a setting's value as it is shown and typed."""
    if isinstance(value, bool):
        return JA if value else NEI
    return str(value)


def typed_value(setting: Innstilling, typed: str) -> int | bool | str | None:
    """Return the value that was typed, of the kind that the setting has; None where it is none."""
    said = typed.strip()
    if isinstance(setting.standard, bool):
        return {JA: True, "true": True, NEI: False, "false": False}.get(said.casefold())
    if setting.innstilling == TIMER_PER_DAG and lesson_numbers(said) is None:
        return None
    number = isinstance(setting.standard, int) and said.isascii()
    if number and said.isdecimal():
        return int(said)
    if setting.innstilling == TIMER_PER_DAG:
        return said
    several = number and all(
        part.replace(",", ".").replace(".", "", 1).isdecimal() for part in said.split()
    )
    return said if said and (several or isinstance(setting.standard, str)) else None


def _of_reading(valg: Valg, on: date) -> Skolevalg:
    readings = tuple(
        Mulighet(each.lesning, " ".join(each.tekst.split())) for each in valg.lesninger
    )
    hva, ellers = (" ".join(each.split()) for each in (valg.spoersmaal, valg.inntil_valgt))
    return Skolevalg(valg.valg, Valgslag.LESNING, hva, chosen(valg, on), ellers, readings)


def _of_own(skole: Skole) -> Iterator[Skolevalg]:
    said = values_of(skole, *(member for *_, member in _OWN)).values()
    for (navn, hva, _), value in zip(_OWN, said, strict=True):
        ellers, words = _ELLERS.get(navn, ""), _WORDS.get(navn, ())
        yield Skolevalg(navn, Valgslag.EGET, hva, value, ellers, words)


def _of_setting(setting: Innstilling, on: date) -> Skolevalg:
    words = (Mulighet(JA, ""), Mulighet(NEI, "")) if isinstance(setting.standard, bool) else ()
    return Skolevalg(
        setting.innstilling,
        Valgslag.INNSTILLING,
        " ".join(setting.hvorfor.split()),
        in_words(value_of(setting, on)),
        f"Ellers {in_words(setting.standard)}.",
        words,
    )
