"""The place of a problem is that of the value that is wrong, in every example of every code."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from problem_examples import base_folder, names, read_example, write_example
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_events import spans_of

MANGLER = {
    "K311": "steget mangler et svar",
    "K313": "saken mangler hendelsen som åpner den",
    "K319": "tiltaket mangler en dag",
    "K329": "timene mangler faget",
    "K331": "saken mangler det kjeden spør om",
    "K341": "overføringen mangler hvem",
    "K342": "svaret mangler «gjelder» eller «svar»",
    "K347": "innkallingen mangler",
    "K351": "vedtaket mangler",
    "K352": "bortvisningen mangler en siste dag",
    "K361": "svaret mangler en bokstav",
    "K365": "pålegget mangler en frist",
    "K366": "avslaget mangler hva det bygger på",
    "K372": "samtykket mangler svaret",
    "K381": "avslutningen mangler om det er trygt",
    "K383": "avslutningen mangler en grunn",
    "K384": "evalueringen mangler hvem som var med",
    "K385": "evalueringen mangler hva eleven eller foresatte sier",
    "K386": "flyttingen mangler skole eller dag",
    "M501": "møtet mangler hvem som var til stede",
    "M504": "beslutningen mangler eier, dag eller tekst",
    "M505": "det utførte mangler hva det gjelder",
    "M507": "beslutningen mangler tekst",
    "M509": "møtet mangler hvem det gjelder",
    "S202": "en nøkkel mangler",
    "K402": "det som sto, er borte",
    "M506": "hyppigheten mangler et tall eller en regel",
    "O704": "det mangler hvor det kommer fra",
    "J527": "årshjulet mangler aktiviteten",
    "P404": "steget mangler noe som utløser det",
    "T707": "signeringen mangler en nøkkel",
    "P408-egen": "innstillingen mangler",
    "P410-aarshjul-uten": "lesningen mangler",
    "P419-etter-valg": "valget mangler",
}
"""What is missing has no place of its own: the entry that lacks it is shown. By code, or by example."""
HELE = {
    "G601": "konflikten står med begge svarene i",
    "K426": "svarene under ett: hvert for seg er riktig",
    "K388": "hele avslutningen motsies av det som kom etterpå",
    "S209": "filen har flere feil enn det nevnes",
    "J508": "hele avviket er unødvendig",
    "J516": "steget er et annet enn standardens",
    "J539": "setningene under ett: én kan være borte",
    "J518": "regelen er en annen enn standardens",
    "J523": "steget lukkes av noe annet enn plikten",
    "J529": "hele regelen sier mer enn den bygger på",
    "J530": "versjonen av regelen er endret",
    "T710": "nøklene under ett: hver for seg kan være riktig",
}
"""What is about a whole entry or file."""
FILEN = "F"
"""Codes of the file itself, and of YAML that cannot be read: there is no value to show."""


class Told(NamedTuple):
    name: str
    file: str
    line: int
    column: int
    code: str


def _told(name: str) -> list[Told]:
    found = []
    for each in read_example(name)["venter"]:
        place, _, rest = each.partition(": ")
        file, line, column = place.rsplit(":", 2)
        found.append(Told(name, file, int(line), int(column), rest.partition("[")[2][:4]))
    return found


CONTENT = [
    each
    for name in names()
    for each in _told(name)
    if each.file.endswith(".yaml")
    and each.code[0] not in {FILEN, "Y"}
    and each.code not in {"K404", "K405", "P401"}  # the file is not there
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Planmappe:
    return base_folder(tmp_path_factory.mktemp("planmappe"))


@pytest.mark.parametrize("told", CONTENT, ids=lambda each: f"{each.name}-{each.line}-{each.code}")
def test_the_place_is_the_values_own(told: Told, base: Planmappe, tmp_path: Path) -> None:
    shutil.copytree(base.root, tmp_path / "planmappe")
    mappe = Planmappe(tmp_path / "planmappe")
    write_example(mappe, read_example(told.name))
    spans = spans_of((mappe.root / told.file).read_text(encoding="utf-8"))
    at = (told.line - 1, told.column - 1)
    here = [span for span in spans.values() if (span.line, span.column) == at]
    keys = [span for span in spans.values() if span.key and span.key[1:] == at]
    of_a_value = any(span.scalar or (span.flow and span.key is not None) for span in here)
    points = bool(keys) or any(span.scalar for span in here)
    if {told.code, told.name} & {*MANGLER, *HELE}:
        assert points or here or at == (0, 0)
    else:
        assert points or of_a_value, told


def test_no_code_is_excused_that_needs_it_not() -> None:
    told = {each.code for each in CONTENT}
    assert {*MANGLER, *HELE} <= told | {each.name for each in CONTENT}
    assert not MANGLER.keys() & HELE.keys()
