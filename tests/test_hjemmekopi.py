"""A copy for the home shows the day that is written, and says of what there is nothing. Every person is invented."""

import re
from pathlib import Path

import pytest

from program import Program, copied
from sosialplan.tekster.koder.dokument import DOKUMENT
from sosialplan.tekster.maalform import Maalform, paa

SAK = "2026-YHP9E"


@pytest.fixture
def skolen(depotets_skole: Path, tmp_path: Path) -> Program:
    return Program(copied(depotets_skole, tmp_path / "skolen"))


@pytest.mark.parametrize("kind", ["evaluering", "aktivitetsplan"])
@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("bokmål", "19. november 2026, ikke gjort ennå"),
        ("nynorsk", "19. november 2026, ikkje gjort enno"),
    ],
)
def test_a_day_that_has_passed_is_still_the_day_that_was_written(
    skolen: Program, kind: str, form: str, told: str
) -> None:
    made = skolen.run("lag", kind, SAK, "--mottaker", "foresatte", "--målform", form)
    assert told in made.out
    assert "U116" in made.err, "the school is told what it lacks"


def test_only_what_is_missing_of_a_voice_is_asked_for(skolen: Program) -> None:
    sak = SAK
    file = skolen.case(sak)
    text = file.read_text(encoding="utf-8")
    without = re.sub(r"^ +(elevens_stemme_hørt_av|av): .*\n", "", text, flags=re.MULTILINE)
    assert without != text
    file.write_text(without, encoding="utf-8")
    skolen.git("commit", "--all", "--quiet", "--message", "Oppdiktet")
    made = skolen.run("lag", "undersøkelse", sak)
    assert "Det står ikke hvem som snakket med eleven." in made.out
    assert "når eleven ble hørt" not in made.out
    (command,) = re.findall(rf"sosialplan (rett {sak} \w+ --av) ROLLE", made.err)
    home = skolen.fine("lag", "undersøkelse", sak, "--mottaker", "foresatte").out
    assert "Hvem som snakket med eleven: ikke skrevet." in home
    skolen.fine(*command.split(), "kontaktlærer", "--hvorfor", "Det manglet")
    assert "U126" not in skolen.run("lag", "undersøkelse", sak).err


TIL_ANDRE = {"U104", "U131", "U132", "U141", "U142", "U143", "U144", "U208", "U209", "U262"}
"""What no paper for the home marks in its text, and the day of a table's own row."""


def test_no_lack_that_is_something_else_is_called_unwritten() -> None:
    for each in DOKUMENT:
        if not each.message.startswith("Det står ikke") and each.code not in TIL_ANDRE:
            assert each.hjemme, each.code
        if each.hjemme and each.hjemme != each.message:
            phrase = paa(Maalform.NYNORSK, each.hjemme)
            assert phrase != each.hjemme, each.code


def test_a_conclusion_that_says_nothing_is_no_bullet(skolen: Program) -> None:
    sak = "2026-YHP9E"
    skolen.run("registrer", sak, "behov-avklart", "--dato", "2026-11-20", "--notat", "Trenger ro")
    skolen.run("registrer", sak, "behov-avklart", "--dato", "2026-11-21")
    made = skolen.run("lag", "undersøkelse", sak).out
    assert not re.search(r"^- \*\*[^*]+\*\*$", made, re.MULTILINE)
