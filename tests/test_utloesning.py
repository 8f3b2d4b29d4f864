"""What sets each step off: the table in the docs is whole, and no duty waits for somebody's having written."""

from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from msgspec.structs import replace

from frist_sak import cases_of, plan_of, the_plan
from frist_tilfelle import HendelseI, Tilfelle
from sosialplan.model.handlingskjede import Utloeser
from sosialplan.rules.frister import rows_on

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


def test_the_table_names_every_step_and_what_sets_it_off() -> None:
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ][2:]
    wanted = [
        [
            kjede.kjede,
            steg.steg,
            ", ".join(
                filter(
                    None,
                    chain(
                        [_words(steg.utloeses_av)],
                        [", ".join(f"rung {each}" for each in steg.utloeses_av_trinn)],
                    ),
                )
            )
            or ("any time" if steg.naar_som_helst else "–"),
            _words(steg.ellers_av) or "–",
            _words(steg.lukkes_av) or "–",
        ]
        for kjede in the_plan().kjeder
        for steg in kjede.steg
    ]
    assert [row[:5] for row in rows] == wanted
    assert all(row[5] for row in rows)


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
