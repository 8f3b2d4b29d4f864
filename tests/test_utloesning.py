"""What sets each step off: the table in the docs is whole, and no duty waits for somebody's having written."""

import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from frist_sak import cases_of, plan_of, the_plan
from frist_tilfelle import HendelseI, Tilfelle
from sosialplan.model.handlingskjede import Steg, Utloeser
from sosialplan.model.sak import GjelderAnsatt
from sosialplan.rules.ansvar import told_of
from sosialplan.rules.frister import rows_on
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.saksgang import course_of

TABLE = Path(__file__).parent.parent / "docs" / "utvikling" / "utloesning.md"
DAY = date(2026, 10, 12)


def _words(triggers: tuple[Utloeser, ...]) -> str:
    return ", ".join(
        dict.fromkeys(
            each.steg
            + "".join(
                f" ({'/'.join(answers)})"
                for answers in (each.utfall, each.svar, each.grunn, each.samtykke)
                if answers
            )
            for each in triggers
        )
    )


def _derived() -> list[list[str]]:
    """Return the columns that the chains tell, step by step."""
    return [
        [
            kjede.kjede,
            steg.steg,
            _by(steg),
            _otherwise(steg),
            _words(steg.lukkes_av) or "–",
        ]
        for kjede in the_plan().kjeder
        for steg in kjede.steg
    ]


def _otherwise(steg: Steg) -> str:
    plan = "measures in the plan" if steg.ellers_av_planen else ""
    return ", ".join(each for each in (_words(steg.ellers_av), plan) if each) or "–"


def _by(steg: Steg) -> str:
    rungs = ", ".join(f"rung {each}" for each in steg.utloeses_av_trinn)
    found = ", ".join(each for each in (_words(steg.utloeses_av), rungs) if each)
    return found or ("any time" if steg.naar_som_helst else "–")


def _written() -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ][2:]


def test_the_table_names_every_step_and_what_sets_it_off(*, oppdater_gull: bool) -> None:
    """The last column is ours to write: ``--oppdater-gull`` keeps it, and leaves a new one empty."""
    if oppdater_gull:
        why = {(row[0], row[1]): row[5] for row in _written()}
        head = TABLE.read_text(encoding="utf-8").split("| --- |", 1)[0]
        rows = [[*row, why.get((row[0], row[1]), "")] for row in _derived()]
        lines = ["| --- | --- | --- | --- | --- | --- |", *(f"| {' | '.join(r)} |" for r in rows)]
        TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    rows = _written()
    assert [row[:5] for row in rows] == _derived()
    assert [row[:2] for row in rows if not row[5]] == []


def _asked(kjede: str, *entries: HendelseI, **case: object) -> dict[str, date | None]:
    made = Tilfelle(
        navn="oppdiktet", hvorfor="oppdiktet", kjede=kjede, i_dag=DAY, hendelser=entries
    )
    made = replace(made, **case)
    rows = rows_on(cases_of(made), (), (), plan_of(made), DAY)
    return {row.frist.steg: row.frist.frist for row in rows if row.frist.gjort is None}


OPENED = HendelseI(dato=DAY, steg="oppdaget")


@pytest.mark.parametrize("step", ["undersøkelse", "samarbeidsmøte", "aktivitetsplan"])
def test_what_the_school_must_do_does_not_wait_for_a_record_that_rektor_was_told(step: str) -> None:
    without = _asked("trygt-og-godt", OPENED)
    told = _asked("trygt-og-godt", OPENED, HendelseI(dato=DAY, steg="rektor-varslet"))
    assert without[step] == told[step] is not None


@pytest.mark.parametrize("kjede", ["trygt-og-godt", "ansatt-krenker", "fysisk-inngrep"])
def test_nobody_is_asked_to_tell_rektor_what_rektor_reported(kjede: str) -> None:
    assert "rektor-varslet" in _asked(kjede, OPENED, meldt_av="lærer")
    assert "rektor-varslet" not in _asked(kjede, OPENED, meldt_av="rektor")


def test_nobody_is_asked_to_tell_rektor_what_the_family_told_rektor() -> None:
    asked = _asked("trygt-og-godt", OPENED, HendelseI(dato=DAY, steg="tatt-opp-med-rektor"))
    assert "rektor-varslet" not in asked
    assert asked["aktivitetsplan"] is not None


@pytest.mark.parametrize("kjede", ["trygt-og-godt", "ansatt-krenker", "fysisk-inngrep"])
def test_the_school_owner_is_not_forgotten_because_nobody_wrote_that_rektor_knew(
    kjede: str,
) -> None:
    asked = _asked(kjede, OPENED, meldt_av="lærer", alvorlig=True)
    assert asked["skoleeier-varslet"] is not None


# A case beside one about the leadership, § 12-5


@pytest.mark.parametrize("role", ["rektor", "assisterende-rektor", "ledelsen"])
@pytest.mark.parametrize("alvorlig", [False, True])
def test_no_line_of_a_parallel_case_names_those_who_are_not_to_know(
    role: str, *, alvorlig: bool
) -> None:
    case = Tilfelle(
        navn="oppdiktet",
        hvorfor="oppdiktet",
        i_dag=DAY,
        alvorlig=alvorlig,
        gjelder_ansatt=GjelderAnsatt(roller=(role,)),
        hendelser=(OPENED,),
    )
    plan = plan_of(case)
    gang = course_of(cases_of(case)[0], (), plan, kalender_of(plan.ruter), DAY)
    assert gang is not None
    rows = rows_on(cases_of(case), (), (), plan, DAY)
    told = [row.frist.tittel for row in rows if row.frist.steg == "drøftet"]
    assert told == ["Drøft med rådgiver"], "the plan's line 1495: the leadership or rådgiver"
    hidden = {"rektor", "ledelsen", "assisterende rektor", "r-team", "ressursteam"}
    for row in rows:
        step = gang.kjede.find(row.frist.steg)
        said = f"{row.frist.tittel} {told_of(gang, step) if step else ''}".lower()
        assert not [word for word in hidden if re.search(rf"\b{word}\b", said)], said
        assert not {"rektor", "ledelsen", role} & set(row.frist.ansvarlig)


def test_where_the_leadership_may_know_it_is_discussed_with_them() -> None:
    asked = _asked("trygt-og-godt", OPENED, gjelder_ansatt=GjelderAnsatt(roller=("lærer",)))
    assert "drøftet" in asked
