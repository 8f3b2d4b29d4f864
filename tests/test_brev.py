"""What may be asked of a letter when it is made: by whom it is read, and what goes with it."""

import pytest

from sosialplan.commands.dokument import bestilling
from sosialplan.model.failure import WrongUsage


def test_an_enclosure_is_named_as_its_document() -> None:
    asked = bestilling(
        "oversendelsesbrev", mottaker="ppt", vedlegg=("Tiltaksplan", "fravaersoversikt")
    )
    assert asked.valg.vedlegg == ("aktivitetsplan", "fraværsoversikt")


@pytest.mark.parametrize(
    ("word", "mottaker", "vedlegg", "sentence"),
    [
        ("oversendelsesbrev", "foresatte", (), "Dette dokumentet lages ikke for den mottakeren."),
        ("oversendelsesbrev", "ppt", ("fysisk-inngrep",), "«fysisk-inngrep» lages ikke for den mottakeren."),
        ("oversendelsesbrev", "ppt", ("plann",), "Det finnes ikke noe slikt dokument."),
        ("rettigheter", "foresatte", ("aktivitetsplan",), "Bare et brev som følger med noe, har --hvorfor og --vedlegg."),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused(
    word: str, mottaker: str, vedlegg: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(WrongUsage) as refused:
        bestilling(word, mottaker=mottaker, vedlegg=vedlegg)
    assert refused.value.sentence.startswith(sentence)
