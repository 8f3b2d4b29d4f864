"""The values that rules pass on: they find their parts, and say what they are."""

from datetime import date
from pickle import dumps, loads
from typing import TYPE_CHECKING

import pytest
from msgspec import ValidationError, convert

from frist_sak import sak_of, the_plan
from frist_tilfelle import Tilfelle
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.mappe import Mappe, Read, Senere, hode_of
from sosialplan.model.problems import Finding, Level, Location
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import advice, find_word, fold, nearest
from sosialplan.tekster.koder.alle import CODES, find_code, to_problem

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = ("årshjul", "fravær", "møte", "ny-sak", "tiltak-i-gang")


@pytest.mark.parametrize(
    ("find", "code", "is_found"),
    [
        ("kjede", "trygt-og-godt", True),
        ("kjede", "finnes-ikke", False),
        ("regel", "aktivitetsplan", True),
        ("regel", "finnes-ikke", False),
        ("hjemmel", "aktivitetsplikt", True),
        ("hjemmel", "finnes-ikke", False),
        ("rolle", "rektor", True),
        ("rolle", "finnes-ikke", False),
        ("innstilling", "snart-dager", True),
        ("innstilling", "finnes-ikke", False),
        ("valget", "fravær-ti-dager", True),
        ("valget", "finnes-ikke", False),
    ],
)
def test_the_plan_finds_its_parts(find: str, code: str, *, is_found: bool) -> None:
    look_up: Callable[[str], object] = getattr(the_plan(), find)
    assert (look_up(code) is not None) is is_found


def test_a_chain_finds_its_steps() -> None:
    kjede = the_plan().kjede("bekymring")
    assert kjede is not None
    evaluering = kjede.find("evaluering")
    assert evaluering is not None
    assert evaluering.navn == "Evaluer tiltakene"
    assert kjede.find("finnes-ikke") is None


def test_a_folder_finds_its_case() -> None:
    sak = sak_of(Tilfelle(navn="-", hvorfor="-", i_dag=date(2026, 10, 12)))
    read = Read("saker/2026/2026-7KQ2M.yaml", sak)
    mappe = Mappe(the_plan(), (read,))
    assert mappe.sak("2026-7KQ2M") is read
    assert mappe.sak("2026-00000") is None


def test_what_is_read_later_is_the_same_as_what_was_read_at_once() -> None:
    sak = sak_of(Tilfelle(navn="-", hvorfor="-", i_dag=date(2026, 10, 12)))
    asked = list[str]()

    def made() -> Sak:
        asked.append(sak.sak)
        return sak

    later: Read[Sak] = Read("saker/2026/2026-7KQ2M.yaml", Senere(made, hode_of(sak)))
    now = Read("saker/2026/2026-7KQ2M.yaml", sak)
    assert (later.hode, asked) == (now.hode, [])
    assert (later.value, later.value, asked) == (sak, sak, [sak.sak])
    assert later == now
    assert len({later, now}) == 1
    assert now != Read("saker/2026/annen.yaml", sak)
    assert now != sak
    elsewhere = loads(dumps(Read(later.file, Senere(made, later.hode))))  # noqa: S301 - our own
    assert (elsewhere, elsewhere.said) == (now, sak)


def test_a_failure_has_a_sentence_and_a_cure() -> None:
    failure = WrongUsage("Det mangler en dato.", "Skriv --dato.")
    assert isinstance(failure, ExpectedFailure)
    assert (failure.sentence, failure.cure, str(failure)) == (
        "Det mangler en dato.",
        "Skriv --dato.",
        "Det mangler en dato.",
    )


@pytest.mark.parametrize(
    ("typed", "known", "near"),
    [
        ("årshjul", "årshjul", "årshjul"),
        ("arshjul", "årshjul", "årshjul"),
        ("aarshjul", "årshjul", "årshjul"),
        ("MØTE", "møte", "møte"),
        ("mote", "møte", "møte"),
        ("moete", "møte", "møte"),
        ("tiltak_i_gang", "tiltak-i-gang", "tiltak-i-gang"),
        ("årsjul", None, "årshjul"),
        ("fraver", None, "fravær"),
        ("helt noe annet", None, None),
        ("", None, None),
    ],
)
def test_the_word_that_was_meant(typed: str, known: str | None, near: str | None) -> None:
    assert find_word(typed, WORDS) == known
    assert nearest(typed, WORDS) == near
    assert advice(typed, WORDS) == (f" Mente du «{near}»?" if near else "")


def test_a_word_that_spells_two_is_neither() -> None:
    assert fold("Så") == fold("sa")
    assert find_word("SA", ("så", "sa")) is None


def test_a_problem_says_where_how_heavy_what_and_the_cure() -> None:
    problem = to_problem(Finding("F103", "saker/x.yaml"), Location("saker/x.yaml", 3, 5))
    assert str(problem) == "saker/x.yaml:3:5: feil[F103] Filen er tom."
    assert problem.cure.startswith("Hent innholdet tilbake")
    assert str(Location("saker/x.yaml")) == "saker/x.yaml:1:1"
    assert Location("a", 2) < Location("a", 10) < Location("b")


def test_a_value_that_a_sentence_lacks_is_our_own_fault() -> None:
    with pytest.raises(KeyError):
        to_problem(Finding("P401", "plan/skole.yaml"), Location("plan/skole.yaml"))


def test_every_code_is_found_and_there_is_one_of_each() -> None:
    codes = [each.code for each in CODES]
    assert len(set(codes)) == len(codes)
    assert all(find_code(code.lower()) is not None for code in codes)
    assert find_code("X999") is None
    assert {each.level for each in CODES} == set(Level)


@pytest.mark.parametrize(
    "changed",
    [
        {"ukjent": 1},
        {"kjede": "Stor Bokstav"},
        {"sak": "2026-7KQ2U"},
        {"opprettet": "2026-02-30"},
        {"elev": {"navn": "", "klasse": "8B"}},
        {"elev": {"navn": "Oppdiktet", "klasse": "11 B"}},
        {"hendelser": [{"id": "kort", "dato": "2026-10-12", "steg": "oppdaget"}]},
        {"hendelser": [{"id": "h0000001", "dato": "2026-10-12", "steg": "notat", "utfall": "bra"}]},
    ],
)
def test_what_a_case_cannot_be(changed: dict[str, object]) -> None:
    whole = {
        "sak": "2026-7KQ2M",
        "kjede": "trygt-og-godt",
        "opprettet": "2026-10-12",
        "elev": {"navn": "Oppdiktet Elev", "klasse": "8B"},
    }
    assert convert(whole, Sak).kjede == "trygt-og-godt"
    with pytest.raises(ValidationError):
        convert({**whole, **changed}, Sak)
