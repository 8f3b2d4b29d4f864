"""Which cases a sentence about the list means; all cases are invented, and the table is `saksutvalg.yaml`."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from moete_eksempler import plan
from program import Program, of_the_repository
from sosialplan.model.visninger import Visning, Visninger
from sosialplan.rules.checks.reference_checks import check_views
from sosialplan.rules.saksutvalg import FELTNAVN, MEST, STATUSER, IkkeEtUtvalg, Spurtom, utvalg_av

I_DAG = date(2026, 11, 30)
TABELL = yaml.safe_load((Path(__file__).parent / "saksutvalg.yaml").read_text(encoding="utf-8"))


OM = Spurtom(plan(), I_DAG)


def _rows() -> dict[int, dict[str, Any]]:
    return {
        number: {**case, "trinn": tuple(case["trinn"])} for number, case in TABELL["saker"].items()
    }


@pytest.mark.parametrize("setning", TABELL["mener"])
def test_what_a_sentence_means(setning: str) -> None:
    meant = utvalg_av(setning, OM)
    found = [number for number, row in _rows().items() if meant.passer(row)]
    assert found == TABELL["mener"][setning]


@pytest.mark.parametrize("setning", TABELL["sier_selv_om_avsluttede_er_med"])
def test_a_sentence_about_the_status_asks_all_cases(setning: str) -> None:
    assert utvalg_av(setning, OM).sier_status is TABELL["sier_selv_om_avsluttede_er_med"][setning]


@pytest.mark.parametrize("setning", TABELL["kan_ikke_leses"])
def test_what_cannot_be_read_is_told_with_its_place(setning: str) -> None:
    ved, sentence = TABELL["kan_ikke_leses"][setning]
    with pytest.raises(IkkeEtUtvalg) as told:
        utvalg_av(setning, OM)
    assert str(told.value).startswith(sentence)
    assert told.value.ved == ved


def test_a_day_that_was_understood_is_told_with_its_weekday() -> None:
    assert utvalg_av("frist<fredag", OM).lest == ("Frist: fredag 4. desember 2026.",)
    assert utvalg_av("frist<2026-12-04", OM).lest == ()


def test_a_long_list_of_words_says_that_it_goes_on() -> None:
    with pytest.raises(IkkeEtUtvalg, match=r"og flere\.$"):
        utvalg_av("steg=tull", OM)
    no_classes = replace(plan(), skole=replace(plan().skole, klasser=()))
    with pytest.raises(IkkeEtUtvalg, match=r"Velg blant: \(ingen\)\.$"):
        utvalg_av("klasse=8B", Spurtom(no_classes, I_DAG))


def test_no_sentence_is_endless() -> None:
    for endless in ("(" * 100 + "klasse=8B", "ikke " * 90 + "klasse=8B", "x" * (MEST + 1)):
        with pytest.raises(IkkeEtUtvalg):
            utvalg_av(endless, OM)


_WORDS = st.sampled_from(
    [*FELTNAVN, *STATUSER, "8B", "14d", "2", "ingen", "og", "eller", "ikke", "(", ")", "=", "!=", "<", ">=", '"', "«", "fredag", "Oppdiktet Kari"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(_WORDS, max_size=14).map(" ".join)))
def test_any_text_is_read_or_refused_and_never_repeated(text: str) -> None:
    try:
        meant = utvalg_av(text, OM)
    except IkkeEtUtvalg as error:
        told, ved = str(error), error.ved
    else:
        told, ved = "", 1
        assert all(isinstance(meant.passer(row), bool) for row in _rows().values())
    assert "Kari" not in told
    assert 1 <= ved <= len(text) + 1


def test_a_named_list_is_held_against_the_plan() -> None:
    good = Visning(navn="snart", hvor="frist<14d")
    bad = Visning(navn="feil", hvor="klasse=8Q")
    found = list(check_views(Visninger(visninger=(good, bad, good)), plan(), I_DAG))
    assert [(each.code, each.where) for each in found] == [
        ("P418", ("visninger", 2, "navn")),
        ("P433", ("visninger", 1, "hvor")),
    ]


def test_the_list_of_cases_by_a_sentence(skolen: Program) -> None:
    one = skolen.new_case()
    assert one in skolen.fine("saker", "--hvor", "klasse=8B").out
    assert one not in skolen.fine("saker", "--hvor", "ikke klasse=8B").out
    assert "Ingen saker." in skolen.fine("saker", "--hvor", "runde=9").err
    wrong = skolen.run("saker", "--hvor", "klasse=8B og navn=Kari")
    assert wrong.status == 2
    assert "tegn 14: Fant ikke feltet." in wrong.err
    assert "Kari" not in wrong.err


def test_a_list_that_the_school_has_named(skolen: Program) -> None:
    number = skolen.new_case()
    told = skolen.fine("saker", "--visning", "snart")
    assert number in told.out
    assert "Saker med en frist innen to uker: frist<=14d" in told.err
    wrong = skolen.run("saker", "--visning", "snartt")
    assert wrong.status == 2
    assert "Velg blant: forfalte, snart, uten-frist" in wrong.err
    both = skolen.run("saker", "--visning", "snart", "--hvor", "runde=1")
    assert both.status == 2
    path = skolen.root / "plan/visninger.yaml"
    path.write_text(path.read_text("utf-8").replace("frist<=14d", "frist<=14dd"), "utf-8")
    assert "tegn 8" in skolen.run("saker", "--visning", "snart").err
    path.write_text("visninger: 1\n", "utf-8")
    assert skolen.run("saker", "--visning", "snart").status == 1
    path.unlink()
    assert "Skolen har ingen lister med navn." in skolen.run("saker", "--visning", "snart").err
    assert number in skolen.fine("saker").out


def test_closed_cases_are_seen_where_the_sentence_asks_for_them(root: Path, tmp_path: Path) -> None:
    """In the repository's own invented cases one is closed."""
    program = Program(of_the_repository(root, tmp_path / "skolen"))
    lists = {
        asked: program.run("saker", "--hvor", asked).out
        for asked in ("status=avsluttet", "klasse=10A", "status!=avsluttet")
    }
    assert [text.count("2026-S54XP") for text in lists.values()] == [1, 0, 0]
