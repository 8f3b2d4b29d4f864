"""The wheel and the calendars as the program's own files have them, and YAML as values."""

from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.skole import Lesning, Skolerute, Valg, Valgliste
from sosialplan.rules.kalender.skolekalender import Skolekalender, kalender_of

ROOT = Path(__file__).parent.parent
YEARS = ("2026-2027", "2027-2028")

T = TypeVar("T")


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(path: Path, kind: type[T]) -> T:
    read = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - a safe one
    return msgspec.convert(read, kind)


@cache
def the_wheel() -> Aarshjul:
    return load_yaml(ROOT / "plan/aarshjul.yaml", Aarshjul)


_TIDER = [naar.valg for one in the_wheel().aktiviteter for naar in one.naar]
TIDSVALG = tuple(dict.fromkeys(code for code in _TIDER if code))
"""The choices on which a time of the wheel depends."""
_ELLERS = [each.valg for one in the_wheel().aktiviteter for each in one.etter_valg]
LESNINGER = {
    each.valg: tuple(one.lesning for one in each.lesninger)
    for each in load_yaml(ROOT / "plan/valg.yaml", Valgliste).valg
    if each.valg in {*_TIDER, *_ELLERS}
}
"""Every choice that the wheel knows of, with its readings."""


@cache
def the_calendars() -> Skolekalender:
    files = sorted((ROOT / "plan/skoleruter").glob("*.yaml"))
    return kalender_of(tuple(load_yaml(file, Skolerute) for file in files))


def choices(**chosen: str) -> Valgliste:
    """All the wheel's choices; those not named are open. Underscore stands for a hyphen."""
    answers = {name.replace("_", "-"): reading for name, reading in chosen.items()}
    return Valgliste(
        valg=tuple(
            Valg(
                valg=valg,
                spoersmaal="Hvilken lesning gjelder?",
                lesninger=tuple(Lesning(lesning=kode, tekst=kode) for kode in koder),
                inntil_valgt="Begge vises.",
                valgt=answers.get(valg),
            )
            for valg, koder in LESNINGER.items()
        )
    )
