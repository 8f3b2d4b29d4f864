"""What changed in the plan since last year, told by area in words."""

from typing import Any

import pytest

from sosialplan.views.planen.planforskjell import planforskjell


def partner(**fields: Any) -> dict[str, Any]:
    return {"plan/partnere.yaml": {"partnere": [{"partner": "ppt", "navn": "PPT", **fields}]}}


LONG = "Hjelper skolen å legge til rette, og vurderer hva en elev trenger hver uke i skoleåret."


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, partner(), "Nytt: «PPT»."),
        (partner(), {"plan/partnere.yaml": {"partnere": []}}, "Tatt bort: «PPT»."),
        (partner(), partner(navn="PP-tjenesten"), "Endret: «PP-tjenesten» (navn: PPT → PP-tjenesten)."),
        (partner(), partner(samtykke="ja"), "Endret: «PPT» (samtykke er ny: ja)."),
        (partner(), partner(roller=["ppt"]), "Endret: «PPT» (roller er ny)."),
        (partner(samtykke="ja"), partner(), "Endret: «PPT» (samtykke er borte)."),
        (partner(hva=LONG), partner(hva="Kort."), "Endret: «PPT» (hva er endret)."),
        (
            partner(hva="Lang.", samtykke="ja"),
            partner(hva="Kort.", samtykke="nei"),
            "Endret: «PPT» (hva: Lang. → Kort.; samtykke: ja → nei).",
        ),
    ],
    ids=["ny", "borte", "kort verdi", "nytt felt", "ny liste", "felt borte", "lang tekst", "to felt"],
)  # fmt: skip
def test_a_change_is_one_sentence(before: dict[str, Any], after: dict[str, Any], told: str) -> None:
    (area,) = planforskjell(before, after)
    assert (area.navn, area.setninger) == ("Partnere", (told,))


def chain(*steps: dict[str, Any]) -> dict[str, Any]:
    tree = {"kjede": "bekymring", "navn": "Bekymring", "steg": list(steps)}
    return {"plan/handlingskjeder/bekymring.yaml": tree}


def test_a_chain_tells_which_of_its_steps_changed() -> None:
    heard, told = {"steg": "hørt", "navn": "Hør"}, {"steg": "meldt", "navn": "Meld"}
    before = chain(heard, told)
    after = chain({**heard, "navn": "Hør eleven"}, {"steg": "møte", "navn": "Møt"})
    (area,) = planforskjell(before, after)
    assert area.navn == "Handlingskjeder"
    assert area.setninger == (
        (
            "Endret: «Bekymring» (steg: Endret: «Hør eleven» (navn: Hør → Hør eleven); "
            "steg: Nytt: «Møt»; steg: Tatt bort: «Meld»)."
        ),
    )


def test_nothing_changed_is_nothing_told() -> None:
    assert planforskjell(partner(), partner()) == ()


@pytest.mark.parametrize(
    "odd", [None, "tekst", [], {"partnere": "ikke en liste"}, {"partnere": [1, {}]}]
)
def test_a_file_of_another_shape_is_no_crash(odd: object) -> None:
    (area,) = planforskjell({"plan/partnere.yaml": odd}, partner())
    assert area.setninger == ("Nytt: «PPT».",)
