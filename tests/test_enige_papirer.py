"""The papers of one case say the same: table and drawing, review and investigation."""

import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from program import Program
from sak_examples import HEL_SAK, bilde_av
from sosialplan.model.sak import Aktivitetsplan, Hendelse
from sosialplan.views.datoer import i_tall
from sosialplan.views.dokumentdeler.aktivitetsplikten import Pliktgang, Stand
from sosialplan.views.dokumentdeler.medvirkning import hoerte
from sosialplan.views.dokumentdeler.sakshode import kontaktpersoner
from sosialplan.views.dokumentdeler.tilsynstegning import Tegnemerke, plikttegning
from sosialplan.views.dokumenter.undersoekelse import undersoekelse

DAG = date(2026, 11, 20)
SAMME_TEGN = ({Stand.HOLDT, Stand.UTEN_FRIST}, {Stand.IKKE_REGISTRERT, Stand.BARE_PLANLAGT})
"""The only ones that are drawn alike: two that are done and not late, and two of which nothing is written."""
TEGNINGEN = Path(__file__).parent.parent / "maler" / "tilsyn.svg.j2"


def _drawn(stand: Stand) -> Tegnemerke:
    row = Pliktgang("Høre eleven", "Høre eleven", DAG, DAG, "", None, None, None, stand)
    return plikttegning((row,), DAG, "Oppdiktet").tegn[0].merke


def test_each_way_that_the_table_tells_is_drawn_with_a_sign_of_its_own() -> None:
    alone = [_drawn(each) for each in Stand if not any(each in pair for pair in SAMME_TEGN)]
    shared = [{_drawn(each) for each in pair} for pair in SAMME_TEGN]
    assert [len(each) for each in shared] == [1, 1]
    signs = [*alone, *(sign for each in shared for sign in each)]
    assert len(set(signs)) == len(signs)
    assert {_drawn(each) for each in Stand} == set(Tegnemerke)


@pytest.mark.parametrize("merke", [each.value for each in Tegnemerke])
def test_each_sign_stands_in_the_key_of_the_drawing(merke: str) -> None:
    assert TEGNINGEN.read_text(encoding="utf-8").count(f'tegnet("{merke}"') == 1


def _days(table: str, who: str) -> set[str]:
    """Return the days of a person in the review's table of who was heard."""
    part = table.split("## Hvem som er hørt")[1].split("\n## ", maxsplit=1)[0]
    rows = [each.split(" | ") for each in part.splitlines() if each.startswith("| ")]
    return {row[0].removeprefix("| ") for row in rows if who in row[1]}


def test_review_and_investigation_agree_on_who_was_heard_in_every_case(skolen: Program) -> None:
    cases = sorted(each.stem for each in (skolen.root / "saker").rglob("2026-*.yaml"))
    compared = 0
    for sak in cases:
        review = skolen.run("tilsyn", sak, "--format", "md")
        looked = skolen.run("lag", "undersøkelse", sak, "--format", "md")
        if review.status or looked.status:
            continue
        for who, name in (("eleven", "Eleven"), ("de foresatte", "De foresatte")):
            line = next(x for x in looked.out.splitlines() if x.startswith(f"| {name} |"))
            days = set(re.findall(r"\d\d\.\d\d\.\d{4}", i_tall(line)))
            assert days == _days(review.out, who), (sak, who)
            compared += 1
    assert compared >= 4


def test_one_who_was_only_told_is_not_heard_and_one_who_declined_is_told_of() -> None:
    told = Hendelse(id="h1", dato=DAG, steg="kontakt", notat="Mor ble informert.")
    asked = Hendelse(id="h2", dato=DAG, steg="kontakt", med=("foresatte",))
    met = Hendelse(id="h3", dato=DAG, steg="møte", med=("elev", "foresatte"))
    declined = Hendelse(id="h4", dato=date(2026, 11, 19), steg="elev-hørt", takket_nei=True)
    empty = replace(HEL_SAK, hendelser=(), aktivitetsplan=None)

    def home(*entries: Hendelse) -> dict[str, tuple[str, ...]]:
        bilde = bilde_av(replace(empty, hendelser=entries), DAG)
        return {each.hvem: each.dager for each in undersoekelse(bilde).hoert}

    assert home(told)["De foresatte"] == ()
    assert home(asked)["De foresatte"] == ("20. november 2026",)
    assert home(met)["Eleven"] == home(met)["De foresatte"] == ("20. november 2026",)
    assert home(declined)["Eleven"] == ("19. november 2026 (fikk tilbud, ville ikke si noe)",)


def test_guardians_whose_view_stands_in_the_plan_are_not_said_to_be_unheard() -> None:
    view = "Oppdiktet syn"
    plan = replace(Aktivitetsplan(), foresattes_syn=view)
    told = Hendelse(id="h1", dato=DAG, steg="foresatte-kontaktet")
    asked = Hendelse(id="h2", dato=DAG, steg="kontakt", med=("foresatte",))

    def home(*entries: Hendelse, plan: Aktivitetsplan | None) -> tuple[str, ...]:
        bilde = bilde_av(replace(HEL_SAK, hendelser=entries, aktivitetsplan=plan), DAG)
        return next(
            each.dager for each in undersoekelse(bilde).hoert if each.hvem == "De foresatte"
        )

    assert home(told, plan=plan) == ("Synet deres står i planen",)
    assert home(told, plan=None) == (), "to be told is not to be heard"
    assert home(asked, plan=plan) == ("20. november 2026",)


def test_whom_to_talk_with_are_people_and_no_empty_roles() -> None:
    bilde = bilde_av(HEL_SAK, DAG)
    assert "rådgiver" in {each.rolle for each in bilde.skole.roller}
    assert kontaktpersoner(bilde) == (
        "Oppdiktet Lærer Bjerk (kontaktlærer)",
        "Oppdiktet Sosiallærer Sund (sosiallærer)",
        "Oppdiktet Rektor Ravn (rektor)",
    )


def test_what_was_said_of_a_measure_and_in_the_plan_is_heard() -> None:
    found = hoerte(bilde_av(HEL_SAK, DAG))
    assert (date(2026, 10, 15), "Aktivitetsplan") in {(each.dato, each.hva) for each in found}
    assert {each.hva for each in found if each.dato == date(2026, 11, 16)} == {
        "Evaluering, tiltak 1",
        "Evaluering, tiltak 2",
    }
