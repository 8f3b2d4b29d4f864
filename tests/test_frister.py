"""Rows worked out by hand: for every chain, and for every kind of row."""

from collections import Counter
from datetime import date

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from frist_sak import books_of, cases_of, meetings_of, plan_of, the_plan, tiltak_id
from frist_tilfelle import Rad, Tilfelle, load_cases
from sosialplan.model.fravaer import Elevfravaer
from sosialplan.model.frist import Status, VurdertFrist
from sosialplan.rules.frister import rows_on

CASES = load_cases()


def test_the_cases_are_there_and_told_apart() -> None:
    assert len(CASES) > 100
    assert Counter(case.navn for case in CASES).most_common(1)[0][1] == 1
    assert {case.kjede for case in CASES} == {each.kjede for each in the_plan().kjeder}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.navn)
def test_case(case: Tilfelle) -> None:
    rows = rows_of(case)
    left = list(rows)
    missing = []
    for wanted in case.venter:
        lifted = wanted.status in {Status.IKKE_GJORT, Status.BORTFALT}
        fitting = [row for row in left if (row.frist.bortfall is not None) is lifted]
        found = next((row for row in fitting if _differences(wanted, row) == []), None)
        if found is None:
            missing.append(wanted)
        else:
            left.remove(found)
    left = [row for row in left if row.frist.bortfall is None]
    asked = [row for row in rows if row.frist.bortfall is None]
    unwanted = [row for row in asked if row.frist.steg in case.venter_ikke]
    if case.hele_listen:
        unwanted += [row for row in left if row.frist.gjort is None and row not in unwanted]
    assert not missing, _report(case, missing, unwanted, rows)
    assert not unwanted, _report(case, missing, unwanted, rows)


def alone(entry: Elevfravaer) -> Elevfravaer:
    """Return the same absence of a pupil without a case."""
    return replace(entry, sak=None, elev="Oppdiktet Annen")


@pytest.mark.parametrize("undone", [False, True])
def test_what_lies_beside_the_cases_is_the_same_though_no_other_case_is_reckoned(
    *, undone: bool
) -> None:
    """At a school with a case of each kind beside that of the example."""
    others = [
        replace(sak, sak=f"2026-Z{number:04}")
        for number, case in enumerate(CASES[::14])
        for sak in cases_of(case)
    ]
    seen = 0
    for case in [each for each in CASES if books_of(each)][::5]:
        books = [
            replace(book, elever=tuple(one for each in book.elever for one in (each, alone(each))))
            for book in books_of(case)
        ]
        given = (*cases_of(case), *others), books, meetings_of(case), plan_of(case), case.i_dag
        whole = rows_on(*given, undone=undone)
        beside = rows_on(*given, undone=undone, beside=True)
        assert beside == tuple(row for row in whole if row.frist.sak is None)
        assert len(whole) > len(beside)
        seen += len(beside)
    assert seen > 0


def rows_of(case: Tilfelle, i_dag: date | None = None) -> tuple[VurdertFrist, ...]:
    return rows_on(
        cases_of(case), books_of(case), meetings_of(case), plan_of(case), i_dag or case.i_dag
    )


def _actual(row: VurdertFrist) -> dict[str, object]:
    frist, why = row.frist, row.frist.forklaring
    return {
        "steg": frist.steg,
        "slag": frist.slag,
        "frist": frist.frist,
        "status": row.status,
        "dager": row.dager,
        "gjort": frist.gjort,
        "ansvarlig": frist.ansvarlig,
        "eskalert_til": row.eskalert_til,
        "grunnlag": why.grunnlag,
        "hjemmel": why.hjemmel,
        "tiltak": frist.tiltak,
        "runde": frist.runde,
        "klasse": frist.klasse,
        "sak": frist.sak,
        "tittel": frist.tittel,
        "regnet_fra": why.fra_dato,
        "utløst_av": why.fra_steg,
        "antall": why.antall,
        "enhet": why.enhet,
        "passert": tuple(each.dato for each in why.telling.passert),
        "merknad_inneholder": " ".join((*why.telling.merknader, why.merknad or "")),
    }


def _wanted(wanted: Rad) -> dict[str, object]:
    said = {
        name: getattr(wanted, attribute)
        for name, attribute in zip(
            wanted.__struct_encode_fields__, wanted.__struct_fields__, strict=True
        )
        if getattr(wanted, attribute) not in {UNSET, ""}
    }
    if isinstance(said.get("tiltak"), int):
        said["tiltak"] = tiltak_id(said["tiltak"])
    return said


def _differences(wanted: Rad, row: VurdertFrist) -> list[str]:
    actual = _actual(row)
    return [
        name
        for name, value in _wanted(wanted).items()
        if not (
            str(value) in str(actual[name])
            if name == "merknad_inneholder"
            else value == actual[name]
        )
    ]


def _report(
    case: Tilfelle, missing: list[Rad], unwanted: list[VurdertFrist], rows: tuple[VurdertFrist, ...]
) -> str:
    lines = [f"«{case.navn}» på {case.i_dag}: {case.hvorfor}"]
    for wanted in missing:
        same = [row for row in rows if row.frist.steg == wanted.steg]
        lines.append(f"  mangler: {_line(_wanted(wanted))}")
        lines += [
            f"       er: {_line(_actual(row), _differences(wanted, row))}" for row in same
        ] or ["       er: ingen slik rad"]
    lines += [f"  skulle ikke vært her: {_line(_actual(row), _SHORT)}" for row in unwanted]
    lines += ["  alle rader:", *(f"    {_line(_actual(row), _SHORT)}" for row in rows)]
    return "\n".join(lines)


_SHORT = ("frist", "status", "gjort", "runde", "tiltak")


def _line(values: dict[str, object], names: tuple[str, ...] | list[str] = ()) -> str:
    shown = {name: values[name] for name in names} if names else values
    rest = ", ".join(f"{name} {_word(value)}" for name, value in shown.items() if name != "steg")
    return f"{values['steg']}: {rest}"


def _word(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(str, value)) + "]"
    return "-" if value is None else str(value)
