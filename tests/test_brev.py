"""What may be asked of a letter when it is made: by whom it is read, and what goes with it."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from program import Program, made_by_start
from sak_examples import HEL_SAK
from sosialplan.commands.dokumenter.bestilling import bestilling
from sosialplan.model.elev import Maalform
from sosialplan.model.failure import WrongUsage


def test_an_enclosure_is_named_as_its_document() -> None:
    asked = bestilling(
        the_plan, "oversendelsesbrev", mottaker="ppt", vedlegg=("Tiltaksplan", "fravaersoversikt")
    )
    assert asked.valg.vedlegg == ("aktivitetsplan", "fraværsoversikt")


@pytest.mark.parametrize(
    ("word", "mottaker", "vedlegg", "sentence"),
    [
        ("oversendelsesbrev", "foresatte", (), "Dette dokumentet lages ikke for den mottakeren."),
        ("oversendelsesbrev", "ppt", ("fysisk-inngrep",), "«fysisk-inngrep» lages ikke for den mottakeren."),
        ("oversendelsesbrev", "ppt", ("plann",), "Fant ikke dokumentet."),
        ("rettigheter", "foresatte", ("aktivitetsplan",), "Bare et brev som følger med noe, har --hvorfor og --vedlegg."),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused(
    word: str, mottaker: str, vedlegg: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(WrongUsage) as refused:
        bestilling(the_plan, word, mottaker=mottaker, vedlegg=vedlegg)
    assert refused.value.sentence.startswith(sentence)


@pytest.mark.parametrize(
    ("word", "mottaker", "said", "written"),
    [
        ("aktivitetsplan", "foresatte", None, Maalform.NYNORSK),
        ("aktivitetsplan", "elev", None, Maalform.NYNORSK),
        ("aktivitetsplan", "foresatte", "bokmål", Maalform.BOKMAAL),
        ("aktivitetsplan", "ppt", None, Maalform.BOKMAAL),
        ("aktivitetsplan", None, None, Maalform.BOKMAAL),
    ],
)
def test_a_letter_home_is_in_the_form_that_the_family_reads(
    word: str, mottaker: str | None, said: str | None, written: Maalform
) -> None:
    sak = replace(HEL_SAK, elev=replace(HEL_SAK.elev, maalform=Maalform.NYNORSK))
    asked = bestilling(the_plan, word, mottaker=mottaker, maalform=said)
    skole = the_plan().skole
    assert asked.i_rett_form(sak, skole).maalform is written
    assert asked.i_rett_form(HEL_SAK, skole).maalform is Maalform.BOKMAAL


@pytest.mark.parametrize(
    ("mottaker", "said", "family", "written"),
    [
        (None, None, None, Maalform.NYNORSK),
        ("ppt", None, None, Maalform.NYNORSK),
        ("ppt", None, Maalform.BOKMAAL, Maalform.NYNORSK),
        ("foresatte", None, None, Maalform.NYNORSK),
        ("foresatte", None, Maalform.BOKMAAL, Maalform.BOKMAAL),
        ("foresatte", "bokmål", None, Maalform.BOKMAAL),
    ],
)
def test_a_school_writes_in_its_own_form_and_home_in_the_familys(
    mottaker: str | None, said: str | None, family: Maalform | None, written: Maalform
) -> None:
    skole = replace(the_plan().skole, maalform=Maalform.NYNORSK)
    sak = replace(HEL_SAK, elev=replace(HEL_SAK.elev, maalform=family))
    asked = bestilling(the_plan, "aktivitetsplan", mottaker=mottaker, maalform=said)
    assert asked.i_rett_form(sak, skole).maalform is written


def test_a_school_in_nynorsk_gets_its_drafts_in_it_and_is_told_of_what_is_not(
    tmp_path: Path,
) -> None:
    program = Program(made_by_start(tmp_path / "skolen"))
    skole = program.root / "plan" / "skole.yaml"
    text = skole.read_text(encoding="utf-8")
    skole.write_text(text.replace("kommune:", "målform: nynorsk\nkommune:", 1), encoding="utf-8")
    program.fine("lagre")
    sak = program.new_case()
    assert program.fine("lag", "melding", sak).out.startswith(
        "**Utkast for skulen, ikkje til å dele.**"
    )
    assert "Kva som er sett og høyrt" in program.fine("lag", "melding", sak).out
    told = program.fine("tilsyn", sak, "--format", "md")
    assert "bare på bokmål" in told.err
    assert "## Pliktene, en for en" in told.out
    assert "Skule" not in told.out


def test_the_form_is_remembered_in_the_case_and_a_new_measure_says_why(tmp_path: Path) -> None:
    program = Program(made_by_start(tmp_path / "skolen"))
    sak = program.new_case()
    file = program.case(sak)
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("  klasse: 8B\n", "  klasse: 8B\n  målform: nynorsk\n"), encoding="utf-8"
    )
    program.fine("lagre", sak)
    program.fine("registrer", sak, "aktivitetsplan", "--dato", "2026-11-20")
    program.fine(
        "tiltak", "ny", sak, "--tiltak", "Faste makkere", "--ansvarlig", "kontaktlærer",
        "--evalueres", "2026-12-07", "--hvorfor", "Eleven er alene.",
    )  # fmt: skip
    letter = program.fine("lag", "endringsbrev", sak, "--siden", "2026-01-01", "--mottaker", "elev")
    assert letter.out.startswith("# Endringar i aktivitetsplanen\n")
    assert "| Kvifor | Eleven er alene. |" in letter.out
