"""No document tells a family to talk with one from whom the case is kept."""

import re
from pathlib import Path

import pytest

from program import Program, copied, made_by_start
from sosialplan.views.dokumentliste import DOKUMENTER

MELDT = (
    "ny-sak", "--kjede", "ansatt-krenker", "--oppdaget", "2026-11-23", "--meldt-av", "temalærer",
    "--elev", "Oppdiktet Elev Prøve", "--klasse", "8B",
)  # fmt: skip
TALK = re.compile(
    r"(si fra til|sei frå til|snakk med|ta kontakt med|spør|kontakt )[^.]*", re.IGNORECASE
)
GENERAL = "De skal si fra til rektor hvis de tror", "Dei skal seie frå til rektor"


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("snakke") / "skolen")


@pytest.mark.parametrize("maalform", ["bokmål", "nynorsk"])
@pytest.mark.parametrize("rolle", ["kontaktlærer", "sosiallærer", "rådgiver", "rektor", "kontoret"])
def test_a_document_names_nobody_from_whom_it_is_kept(
    skolen: Path, tmp_path: Path, rolle: str, maalform: str
) -> None:
    program = Program(copied(skolen, tmp_path / "skolen"))
    made = program.fine(*MELDT, "--gjelder-ansatt", rolle, "--format", "json").json()
    beside = made["lenket"][0]
    program.fine(
        "innkall", beside, "--møte", "samarbeidsmøte", "--dato", "2026-12-01", "--kl", "14:00", "--sted", "Møterom",
        "--med", "elev,foresatte", "--formål", "Se på saken",
    )  # fmt: skip
    role = rolle.replace("kontaktlærer", "kontaktlær(er|ar)").replace(
        "sosiallærer", "sosiallær(er|ar)"
    )
    made_of = []
    for kind in (each.kode for each in DOKUMENTER if "foresatte" in each.mottakere):
        made_one = program.run("lag", kind, beside, "--målform", maalform)
        if made_one.status:
            continue
        made_of.append(kind)
        for line in made_one.out.splitlines():
            if any(each in line for each in GENERAL):
                continue
            listed = line.startswith("- ") and f"({rolle})" in line.lower()
            told = any(re.search(role, each[0].lower()) for each in TALK.finditer(line))
            assert not listed, line
            assert not told, line
    assert {"samtykke", "rettigheter", "innkalling"} <= set(made_of)


def test_the_form_of_consent_names_another_where_kontaktlaerer_is_accused(
    skolen: Path, tmp_path: Path
) -> None:
    """A role that nobody holds is named to nobody: the school has the two that are asked about."""
    program = Program(copied(skolen, tmp_path / "skolen"))
    program.fine("skole", "person", "ny", "Oppdiktet Kari Fjell", "kontaktlærer", "8B")
    program.fine("skole", "person", "ny", "Oppdiktet Sol Dal", "sosiallærer")
    made = program.fine(*MELDT, "--gjelder-ansatt", "kontaktlærer", "--format", "json").json()
    assert (
        "Si fra til Oppdiktet Sol Dal (sosiallærer)."
        in program.fine("lag", "samtykke", made["lenket"][0]).out
    )
    assert (
        "Si fra til Oppdiktet Kari Fjell (kontaktlærer)."
        in program.fine("lag", "samtykke", program.new_case()).out
    )
