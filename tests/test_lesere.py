"""Who reads what: from the school's people, their posts and the rules of need, and nobody else."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from msgspec.structs import replace

from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_reader import parse
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole
from sosialplan.model.tilgang import Lesenoekkel, Tilgang
from sosialplan.rules.tillit.bekreftelse import hvis
from sosialplan.rules.tillit.fullmakt import holds
from sosialplan.rules.tillit.lesere import (
    keys_of,
    may_sit,
    readers_of,
    reads_by_place,
    reads_in_every_class,
    who_checks,
    without_key,
)

if TYPE_CHECKING:
    from sosialplan.model.record import Fil

CASES: list[Mapping[str, Any]] = parse(
    (Path(__file__).parent / "lesere.yaml").read_text(encoding="utf-8")
).tree["tilfeller"]
KINDS = {
    "sak": Sak,
    "fravær": Klassefravaer,
    "møtebok": Moetebok,
    "innboks": Innboksmelding,
    "klasseliste": Klasseliste,
    "plan": Skole,
}
TILGANG: Tilgang = msgspec.convert(
    parse((Path(__file__).parent / "lesere.yaml").read_text(encoding="utf-8")).tree["tilgang"],
    Tilgang,
)
DAG = date(2026, 11, 2)


@pytest.fixture(scope="module")
def plan() -> Mappe:
    mappe = load(Planmappe(Path(__file__).parent.parent)).mappe
    assert mappe is not None
    return Mappe(mappe.plan)


@pytest.mark.parametrize("case", CASES, ids=lambda each: each["navn"])
def test_the_readers_are_those_of_the_table(case: Mapping[str, Any], plan: Mappe) -> None:
    kind = next(each for each in KINDS if each in case)
    value: Fil = plan.plan.skole if kind == "plan" else msgspec.convert(case[kind], KINDS[kind])
    books = [msgspec.convert(each, Moetebok) for each in case.get("møter", ())]
    mappe = Mappe(
        plan.plan, moeter=tuple(Read(f"moter/{i}.yaml", each) for i, each in enumerate(books))
    )
    found = readers_of(value, mappe, TILGANG, date.fromisoformat(case.get("dag", "2026-11-02")))
    assert {each.navn.removeprefix("Oppdiktet "): each.hvorfor for each in found} == case["leser"]


def key(id_: str, person: str | None, **more: Any) -> Lesenoekkel:
    return Lesenoekkel(
        id=id_, person=person, noekkel=f"age1{id_}", noed=person is None,
        **{"gjelder_fra": date(2026, 8, 1), **more},
    )  # fmt: skip


KEYS = Tilgang(
    lesenoekler=(
        key("rektor01", "Oppdiktet Rektor Ravn"),
        key("rektor02", "Oppdiktet Rektor Ravn", sperret_fra=DAG),
        key("rektor03", "oppdiktet rektor ravn", gjelder_fra=date(2026, 11, 3)),
        key("bjerk001", "Oppdiktet Lærer Bjerk"),
        key("noed0001", None),
        key("fremmed1", "Oppdiktet Rektor Ravn"),
    ),
    leserett=TILGANG.leserett,
)
COUNTS = frozenset(hvis(each) for each in KEYS.lesenoekler if each.id != "fremmed1")


def test_a_file_is_sealed_for_its_readers_and_the_recovery_key(plan: Mappe) -> None:
    value = Klassefravaer(klasse="9A", skoleaar="2026-2027", elever=())
    lesere = readers_of(value, plan, KEYS, DAG)
    assert keys_of(lesere, KEYS, COUNTS, DAG) == {
        "rektor01": "age1rektor01", "noed0001": "age1noed0001",
    }  # fmt: skip
    assert without_key(lesere, KEYS, COUNTS, DAG) == (
        "Oppdiktet Rådgiver Rud", "Oppdiktet Sosiallærer Sund", "Oppdiktet Lærer Foss",
    )  # fmt: skip


def test_a_key_holds_from_its_day_until_the_day_it_is_ended() -> None:
    held = key("a", "X", sperret_fra=date(2026, 8, 3))
    days = [date(2026, 7, 31), date(2026, 8, 1), date(2026, 8, 2), date(2026, 8, 3)]
    assert [holds(held, day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("about", "sitting"),
    [
        ({}, {"Rektor Ravn", "Assisterende Alm", "Rådgiver Rud", "Trinnleder Åtte Aas"}),
        ({"roller": ["trinnleder"]}, {"Rektor Ravn", "Assisterende Alm", "Rådgiver Rud"}),
    ],
)
def test_a_meeting_may_have_opened_a_case_for_those_who_sit_in_one(
    about: Mapping[str, Any], sitting: set[str], plan: Mappe
) -> None:
    """Asked where the minutes are not the writer's to read; never one from whom the case is kept."""
    sak = msgspec.convert({**CASES[0]["sak"], **({"gjelder_ansatt": about} if about else {})}, Sak)
    found = {each.navn.removeprefix("Oppdiktet ") for each in may_sit(sak, plan.plan)}
    assert found >= sitting
    assert "Helsesykepleier Hov" not in found
    assert ("Trinnleder Åtte Aas" in found) == (not about)
    assert "Trinnleder Ni Nes" not in found


@pytest.mark.parametrize(
    ("file", "reads"),
    [
        ("fravaer/2026-2027/9A.yaml", {"Rektor Ravn", "Rådgiver Rud", "Sosiallærer Sund", "Lærer Foss"}),
        ("fravaer/2026-2027/finnes-ikke.yaml", set()),
        ("moter/2026-2027/r-team.yaml", {"Rektor Ravn", "Rådgiver Rud"}),
        ("saker/2026/2026-7KQ2K.yaml", set()),
    ],
)  # fmt: skip
def test_who_reads_a_file_by_its_place_alone(file: str, reads: set[str], plan: Mappe) -> None:
    found = reads_by_place(file, plan.plan, TILGANG)
    assert {each.removeprefix("Oppdiktet ") for each in found} == reads


def test_who_reads_a_case_or_a_report_in_whatever_class_the_pupil_is(plan: Mappe) -> None:
    always = {"Rektor Ravn", "Rådgiver Rud", "Sosiallærer Sund"}
    sak = msgspec.convert(CASES[0]["sak"], Sak)
    found = reads_in_every_class(sak, plan, TILGANG, DAG)
    assert {each.removeprefix("Oppdiktet ") for each in found} == always
    told = next(each["innboks"] for each in CASES if "innboks" in each)
    report = msgspec.convert(told, Innboksmelding)
    found = reads_in_every_class(report, plan, TILGANG, DAG)
    assert {each.removeprefix("Oppdiktet ") for each in found} <= always
    assert found
    nobody = replace(plan.plan, skole=replace(plan.plan.skole, klasser=()))
    assert reads_in_every_class(sak, Mappe(nobody), TILGANG, DAG) == frozenset()


@pytest.mark.parametrize(
    ("file", "roller"),
    [
        ("saker/2026/x.yaml", TILGANG.leserett.saker), ("fravaer/2026-2027/9A.yaml", TILGANG.leserett.fravaer),
        ("moter/2026-2027/x.yaml", TILGANG.leserett.moeter), ("innboks/x.yaml", TILGANG.leserett.meldinger),
        ("elever/2026-2027/9A.yaml", TILGANG.leserett.klasselister),
    ],
)  # fmt: skip
def test_who_can_check_a_file_by_the_rules(file: str, roller: tuple[str, ...]) -> None:
    assert who_checks(file, TILGANG) == roller
