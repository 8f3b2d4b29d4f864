"""Which readings of the source hold, and what they add to what is said."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from sosialplan.model.fravaerstrapp import Telling, Trinn
from sosialplan.model.record import Lest, Tillegg, Vilkaar
from sosialplan.model.skole import Lesning, Valg, Valgliste
from sosialplan.rules.lesninger import (
    TEGN,
    Stilling,
    as_read,
    chosen,
    counted_by,
    questions,
    standing,
    to_choose,
    undecided,
    waits_for,
)

DAY = date(2026, 11, 1)


def choices(valgt: dict[str, str] | None = None, fra: date | None = None) -> Valgliste:
    return Valgliste(
        valg=tuple(
            Valg(
                valg=code,
                spoersmaal=f"Hva er {code}?",
                lesninger=(Lesning(lesning="a", tekst="A"), Lesning(lesning="b", tekst="B")),
                inntil_valgt="Begge vises.",
                valgt=(valgt or {}).get(code),
                gjelder_fra=fra,
            )
            for code in ("en", "to")
        )
    )


A, B = Lest(valg="en", lesning="a"), Lest(valg="en", lesning="b")
BOTH = Lest(valg="en", lesning="a", inntil_valgt=True, ogsaa=(Vilkaar(valg="to", lesning="b"),))


@pytest.mark.parametrize(
    ("lest", "valgt", "stands", "counted"),
    [
        (Lest(), {}, Stilling.GJELDER, True),
        (Lest(valg="finnes-ikke", lesning="a"), {}, Stilling.IKKE_VALGT, False),
        (A, {}, Stilling.IKKE_VALGT, False),
        (replace(A, inntil_valgt=True), {}, Stilling.IKKE_VALGT, True),
        (A, {"en": "a"}, Stilling.GJELDER, True),
        (replace(A, inntil_valgt=True), {"en": "b"}, Stilling.VALGT_BORT, False),
        (BOTH, {"en": "a", "to": "b"}, Stilling.GJELDER, True),
        (BOTH, {"en": "a", "to": "a"}, Stilling.VALGT_BORT, False),
        (BOTH, {"en": "a"}, Stilling.IKKE_VALGT, False),
        (BOTH, {"to": "b"}, Stilling.IKKE_VALGT, True),
    ],
)
def test_what_belongs_to_a_reading_holds_waits_or_is_chosen_away(
    lest: Lest, valgt: dict[str, str], stands: Stilling, counted: bool
) -> None:
    assert standing(choices(valgt), lest) is stands
    assert counted_by(choices(valgt), lest) is counted


def test_a_choice_holds_from_the_day_it_was_made_for() -> None:
    valg = choices({"en": "a"}, DAY)
    choice = valg.valg[0]
    assert [chosen(choice, day) for day in (DAY - timedelta(days=1), DAY, None)] == [None, "a", "a"]
    assert undecided(valg, A, DAY - timedelta(days=1)) == ("en",)
    assert undecided(valg, A, DAY) == ()


def rung(*besides: Tillegg) -> Trinn:
    return Trinn(
        trinn="ti", navn="Ti dager", telling=Telling.I_ALT, dager=10, hvem=("rektor",), hva="Gjør.",
        linjer="1", grunnlag_for_tellingen="Oppdiktet.", etter_valg=besides,
    )  # fmt: skip


def besides(lest: Lest, **said: Any) -> Tillegg:
    return Tillegg(valg=lest.valg, lesning=lest.lesning, **said)


def test_a_record_says_what_its_readings_add_and_names_their_people() -> None:
    record = rung(
        besides(A, hva="Ring.", ansvarlig=("trinnleder",)),
        besides(B, hva="Skriv.", ansvarlig=("kontaktlærer",)),
    )
    read = as_read(choices({"en": "a"}), record, people="hvem")
    assert (read.hva, read.hvem, read.etter_valg) == ("Gjør. Ring.", ("trinnleder",), ())
    read = as_read(choices(), record, people="hvem")
    assert read.hva == f"Gjør. Ring {TEGN}. Skriv {TEGN}."
    assert read.hvem == ("trinnleder", "kontaktlærer")
    assert waits_for(choices(), read) == ("en",)
    assert as_read(choices(), read, people="hvem") == read


def test_of_a_choice_not_made_only_what_holds_until_then_is_said() -> None:
    record = rung(
        besides(A, hva="Ring.", inntil_valgt=True),
        besides(B, hva="Skriv."),
        besides(Lest(valg="to", lesning="a"), hva="Møt."),
    )
    read = as_read(choices(), record, people="hvem")
    assert read.hva == f"Gjør. Ring {TEGN}. Møt {TEGN}."
    assert read.hvem == ("rektor",)
    assert waits_for(choices(), read) == ()


def test_the_school_is_asked_once_for_each_choice() -> None:
    assert list(questions(choices(), ("en", "to", "en", "finnes-ikke"))) == [
        "Skolen må velge: Hva er en?",
        "Skolen må velge: Hva er to?",
    ]


def test_the_one_who_can_choose_is_told_of_choices_that_the_plan_has() -> None:
    told = list(to_choose(the_plan(), ("finnes-ikke", "foreldremøter")))
    assert len(told) == 1
    assert told[0].startswith("Skolens plan sier to ting om dette.")
