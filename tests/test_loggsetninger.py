"""The sentences of the log, by what a file held before and after: ``tests/logg_cases/*.yaml``."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from case_trees import at, full_tree, paths, with_value, without
from sosialplan.files.yaml_reader import parse
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok
from sosialplan.model.record import Record
from sosialplan.model.sak import Sak
from sosialplan.model.tilgang import Tilgang
from sosialplan.schema.json_schema import json_schema
from sosialplan.tekster.loggord import FRAVAER, INNBOKS, KLASSELISTE, MOETER, SAK, Filord
from sosialplan.tekster.tilgangsord import TILGANG
from sosialplan.views.historikk.forskjell import (
    Sakskjenne,
    absence_of_case,
    forskjeller,
    minutes_of_case,
)
from sosialplan.views.historikk.logglinje import Logglinje
from sosialplan.views.historikk.loggsetninger import Setning, as_day, file_changes, merge_changes
from trees import maps

FOLDER = Path(__file__).parent / "logg_cases"
KINDS: dict[str, tuple[Filord, type[Record]]] = {
    "sak": (SAK, Sak),
    "fravaer": (FRAVAER, Klassefravaer),
    "moter": (MOETER, Moetebok),
    "innboks": (INNBOKS, Innboksmelding),
    "klasseliste": (KLASSELISTE, Klasseliste),
    "tilgang": (TILGANG, Tilgang),
}
MARK = "Zzmerke Hemmelig"
ONE_WORD = "Zzmerke"


def tilfeller() -> list[Any]:
    found = []
    for name in KINDS:
        told = parse((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
        assert told.faults == ()
        found += [
            pytest.param(name, told.tree["felles"], each, id=f"{name}: {each['navn']}")
            for each in told.tree["tilfeller"]
        ]
    return found


def said(sentences: Any) -> list[str]:
    return [each.hva for each in sentences]


@pytest.mark.parametrize(("kind", "felles", "tilfelle"), tilfeller())
def test_a_change_is_told_in_these_words(kind: str, felles: Any, tilfelle: Any) -> None:
    before, after = ({**felles, **tilfelle.get(key, {})} for key in ("foer", "etter"))
    assert said(file_changes(before, after, KINDS[kind][0])) == tilfelle["setninger"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_words_and_every_word_a_field(kind: str) -> None:
    ord_, record = KINDS[kind]
    tree = full_tree(json_schema(record))
    fields = {
        ".".join(step for step in path if isinstance(step, str)) for path in paths(tree) if path
    }
    assert set(ord_.felt) == fields
    assert set(ord_.ting) <= fields
    assert ord_.vises <= fields
    assert {place.split(".")[0] for place in ord_.ting} - {"elev", "involverte"} <= ord_.fra_start


def full(kind: str, text: str = MARK) -> Any:
    """Return a tree with every key of its kind, one thing in each list."""
    return full_tree(json_schema(KINDS[kind][1]), text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", [MARK, ONE_WORD])
def test_no_text_of_a_person_is_in_the_log(kind: str, text: str) -> None:
    ord_, tree = KINDS[kind][0], full(kind, text)
    sentences = [*file_changes(None, tree, ord_), *file_changes(tree, None, ord_)]
    for path in paths(tree):
        if path:
            for other in (
                text,
                f"{text} to",
                [text],
                {text: text},
                [{"id": text, text: text}],
                None,
            ):
                changed = with_value(tree, path, other)
                sentences += file_changes(tree, changed, ord_)
                sentences += file_changes(changed, tree, ord_)
                sentences += merge_changes([tree, changed], {}, ord_)
    assert sentences
    assert not [each for each in sentences if "zzmerke" in repr(each).lower()]


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_taken_away_or_put_in_is_told(kind: str) -> None:
    ord_, tree = KINDS[kind][0], full(kind)
    for path in paths(tree):
        if path and at(tree, path) not in (None, [], {}):
            less = without(tree, path)
            assert said(file_changes(tree, less, ord_)), path
            assert said(file_changes(less, tree, ord_)), path
            assert said(file_changes(tree, with_value(tree, path, "9"), ord_)), path


UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(before=maps(), after=maps())
@UNHURRIED
def test_trees_of_any_shape_are_told_of(before: Any, after: Any) -> None:
    for ord_, _ in KINDS.values():
        for each in (*file_changes(before, after, ord_), *merge_changes([before, after], {}, ord_)):
            assert each.hva
    assert not list(forskjeller(before, before))


@given(data=st.data())
@UNHURRIED
def test_cases_of_any_shape_are_told_of(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    tree = full(kind)
    path = data.draw(st.sampled_from([each for each in paths(tree) if each]))
    changed = with_value(tree, path, data.draw(maps()))
    kjenne = Sakskjenne(("2026-7KQ2H",))
    for one, other in ((tree, changed), (changed, tree)):
        assert said(file_changes(one, other, KINDS[kind][0]))
        for part in (absence_of_case, minutes_of_case):
            assert isinstance(part(one, kjenne), dict)


def test_a_case_that_comes_and_one_that_goes() -> None:
    tree = {"kjede": "bekymring", "elev": {"navn": "Oppdiktet"}, "hendelser": [
        {"id": "aaaaaaaa", "dato": "2026-10-12", "steg": "oppdaget"}
    ]}  # fmt: skip
    assert said(file_changes(None, tree, SAK)) == [
        "Åpnet saken i kjeden bekymring",
        "Registrerte oppdaget, 12.10.2026",
    ]
    assert said(file_changes(tree, None, SAK)) == ["Saken er tatt bort fra mappen"]


# Merges: what each side had done is told by its own commits


def entry(letter: str, day: str = "2026-10-12") -> dict[str, str]:
    return {"id": letter * 8, "dato": day, "steg": "samtale"}


def case(*entries: Any) -> Any:
    return {"hendelser": list(entries)}


A, B, C = entry("a"), entry("b"), entry("c")


@pytest.mark.parametrize(
    ("sides", "after", "expected"),
    [
        ([case(A, B), case(A, C)], case(A, B, C), []),
        ([case(A, B), case(A)], case(A, B), []),
        ([case(A, B), case(A)], case(A), ["Ikke med etter sammenslåing: hendelsen samtale, 12.10.2026"]),
        ([case(A), case(A)], case(A, B), ["Registrerte samtale, 12.10.2026"]),
        ([case(A), case(A)], case(), ["FJERNET hendelsen samtale, 12.10.2026"]),
        (
            [case(A, B), case(A, entry("b", "2026-10-13"))],
            case(A, entry("b", "2026-10-14")),
            ["ENDRET hendelsen samtale, 14.10.2026, som sto fra før: datoen"],
        ),
        ([case(A, B), case(A, entry("b", "2026-10-13"))], case(A, B), []),
        ([case(A), case(A, B), case(A, C)], case(A, B, C), []),
        ([None, case(A)], case(A), []),
    ],
    ids=["both", "one", "dropped", "added", "taken", "third way", "one way", "three", "new on a side"],
)  # fmt: skip
def test_a_merge_tells_what_it_did_itself(sides: Any, after: Any, expected: list[str]) -> None:
    assert said(merge_changes(sides, after, SAK)) == expected


# Written down late


def line(**known: Any) -> Logglinje:
    setning = Setning("Registrerte samtale, 12.10.2026", **known)
    return Logglinje(
        "c", datetime.fromisoformat("2026-10-19T08:00+02:00"), "Oppdiktet", None, setning
    )


@pytest.mark.parametrize(
    ("dato", "registrert", "grense", "mark"),
    [
        ("2026-10-16", "2026-10-19", 3, ""),
        ("2026-10-15", "2026-10-19", 3, " (skrevet ned 19.10.2026, 4 dager etter)"),
        ("2026-10-18", "2026-10-19", 0, " (skrevet ned 19.10.2026, 1 dag etter)"),
        ("2026-10-12", "2026-10-12", 3, " (i historikken 7 dager etter at det ble skrevet)"),
        ("2026-10-12", None, 3, " (skrevet ned 19.10.2026, 7 dager etter)"),
        ("2026-10-19", None, 0, ""),
        ("2026-10-20", "2026-10-19", 0, ""),
        (None, "2026-10-19", 0, ""),
    ],
)
def test_what_was_written_down_late_is_marked(
    dato: str | None, registrert: str | None, grense: int, mark: str
) -> None:
    told = line(dato=as_day(dato), registrert=as_day(registrert))
    assert told.hva(lambda _: grense) == f"Registrerte samtale, 12.10.2026{mark}."


def test_what_is_gone_is_never_late() -> None:
    told = line(dato=as_day("2026-01-01"), registrert=as_day("2026-01-01"), borte=True)
    assert told.hva(lambda _: 0) == "Registrerte samtale, 12.10.2026."
    assert told.dager_etter is None


# The part of a shared file that is of one case

KJENNE = Sakskjenne(("2026-AWEJ4",), (("Oppdiktet Elev Gran", "9D"),))


def test_absence_is_of_a_case_by_number_or_else_by_name_and_class() -> None:
    own = [{"elev": "Oppdiktet Elev Gran"}, {"elev": "Et annet", "sak": "2026-AWEJ4"}]
    other = [{"elev": "Oppdiktet Elev Gran", "sak": "2026-8G2R1"}, {"elev": "Et tredje"}]
    assert absence_of_case({"klasse": "9D", "elever": own + other}, KJENNE) == {"elever": own}
    assert absence_of_case({"klasse": "9C", "elever": own[:1]}, KJENNE) == {"elever": []}
    assert KJENNE.may_be_in("- elev: Oppdiktet Elev Gran")
    assert KJENNE.may_be_in("sak: 2026-AWEJ4")
    assert not KJENNE.may_be_in("sak: 2026-8G2R1")
    assert not KJENNE.may_be_in(None)


def test_a_meeting_is_of_a_case_with_only_what_is_about_it() -> None:
    held = {
        "id": "m",
        "saker": [{"sak": "2026-AWEJ4"}, {"sak": "2026-8G2R1"}],
        "beslutninger": [{"id": "b", "sak": "2026-8G2R1"}, {"id": "c"}],
    }
    other = {"id": "n", "saker": [{"sak": "2026-8G2R1"}]}
    assert minutes_of_case({"holdt": [held, other]}, KJENNE) == {
        "holdt": [{"id": "m", "saker": [{"sak": "2026-AWEJ4"}], "beslutninger": []}]
    }
