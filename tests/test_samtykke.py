"""No other service is given a document before the guardians have said yes; it is asked in one place."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from program import Program, of_the_repository
from sak_examples import HEL_SAK
from sosialplan.model.sak import Hendelse, Sak, Samtykke
from sosialplan.rules.mottakere import MOTTAKERE, Mottaker
from sosialplan.views.dokumentdeler.saksbilde import saksbilde
from sosialplan.views.dokumentdeler.samtykke import mottakermangler

DAY = date(2026, 11, 23)
OTHERS = [each for each in MOTTAKERE if each.samtykke]
PPT = next(each for each in OTHERS if each.kode == "ppt")


def _with(*answers: Samtykke) -> Sak:
    entries = (
        Hendelse(id=f"s{i:07}", dato=date(2026, 11, 1 + i), steg="kontakt", samtykke=each)
        for i, each in enumerate(answers)
    )
    return replace(HEL_SAK, hendelser=(*HEL_SAK.hendelser, *entries))


def _codes(sak: Sak, mottaker: Mottaker) -> list[str]:
    bilde = saksbilde(sak, the_plan(), DAY, mottaker=mottaker)
    return [each.kode for each in mottakermangler(bilde)]


def test_these_are_other_services() -> None:
    assert [each.kode for each in OTHERS] == ["ppt", "bup", "helsesykepleier"]


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ((), ["U141"]),
        ((Samtykke.IKKE_SPURT,), ["U141"]),
        ((Samtykke.JA,), []),
        ((Samtykke.JA, Samtykke.IKKE_SPURT), []),
        ((Samtykke.JA, Samtykke.NEI), ["U141"]),
        ((Samtykke.NEI, Samtykke.JA), []),
    ],
)
def test_the_last_answer_counts(answers: tuple[Samtykke, ...], missing: list[str]) -> None:
    assert _codes(_with(*answers), PPT) == missing


@pytest.mark.parametrize("mottaker", [each for each in MOTTAKERE if not each.samtykke])
def test_the_others_get_what_the_law_says_without_consent(mottaker: Mottaker) -> None:
    assert _codes(_with(Samtykke.NEI), mottaker) == []


def test_the_answer_is_written_where_the_chain_has_its_place() -> None:
    (in_chain,) = mottakermangler(
        saksbilde(replace(HEL_SAK, kjede="bekymring"), the_plan(), DAY, mottaker=PPT)
    )
    (elsewhere,) = mottakermangler(saksbilde(HEL_SAK, the_plan(), DAY, mottaker=PPT))
    assert " samtykke --dato" in in_chain.command
    assert " kontakt --med foresatte --dato" in elsewhere.command


def test_nothing_is_made_for_them_without_it(root: Path, tmp_path: Path) -> None:
    program = Program(of_the_repository(root, tmp_path / "skolen"))
    ran = program.run("lag", "aktivitetsplan", "2026-YHP9E", "--mottaker", "ppt")
    assert ran.status == 1
    assert ran.out == ""
    assert "feil[U141] Det står ikke at de foresatte har samtykket." in ran.err
    program.run("registrer", "2026-YHP9E", "kontakt", "--med", "foresatte", "--samtykke", "ja")
    ran = program.run("lag", "aktivitetsplan", "2026-YHP9E", "--mottaker", "ppt")
    assert "U141" not in ran.err
