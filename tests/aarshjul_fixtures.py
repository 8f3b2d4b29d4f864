"""The wheel and the calendars as the program's own files have them, and YAML as values."""

from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.skole import Lesning, Valg, Valgliste
from sosialplan.model.skolerute import Skolerute
from sosialplan.rules.kalender.skolekalender import Skolekalender, kalender_of

ROOT = Path(__file__).parent.parent
YEARS = ("2026-2027", "2027-2028")
LESNINGER = {
    "foreldremøter": ("høst-og-vår", "høst-og-vinter"),
    "evaluering-ledelsen": ("januar-og-august", "medio-januar-og-juni"),
    "midtstuenukene": ("skolestart-og-semesterskifte", "før-uke-40-og-semesterskifte"),
}

T = TypeVar("T")


def load_yaml(path: Path, kind: type[T]) -> T:
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), kind)


def the_wheel() -> Aarshjul:
    return load_yaml(ROOT / "plan/aarshjul.yaml", Aarshjul)


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
