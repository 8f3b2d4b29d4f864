"""A day is typed as it is shown, in every option and answer; each says which way it looks, and what was understood is told."""

import re
from datetime import date
from pathlib import Path

import pytest

from kommandoene import APP, COMMANDS
from program import Program, everything_in
from sosialplan.cli.values import Dagvalg
from sosialplan.model.skrivemaate import Dagretning
from sosialplan.rules.kalender.dagord import lest_dag
from sosialplan.rules.kalender.datoord import MAANEDER, UKEDAGER

PARAMETERS = tuple(
    (name, max(param.opts, key=len), param)
    for name, command in {"": APP, **COMMANDS}.items()
    for param in command.params
)
DAGER = {
    (name, option): param.type.func
    for name, option, param in PARAMETERS
    if isinstance(getattr(param.type, "func", None), Dagvalg)
}
NO_DAY = {("møte plan", "--ukedag")}
"""A weekday, not a day."""


def test_no_parameter_reads_days_of_its_own() -> None:
    """What is called a day, or shows that it takes one, declares how it is read, and so which way it looks."""
    shown = {
        (name, option)
        for name, option, param in PARAMETERS
        if re.search("DATO|ÅÅÅÅ-", param.metavar or "") or re.search("dato|dag$", option)
    }
    assert shown - NO_DAY == DAGER.keys()
    assert len(DAGER) > 40


def test_what_has_happened_looks_back_and_a_deadline_ahead() -> None:
    assert {valg.retning for valg in DAGER.values() if valg.skjedd} == {Dagretning.BAKOVER}
    ahead = {name for name, valg in DAGER.items() if valg.retning is Dagretning.FRAMOVER}
    assert {option for _, option in ahead} >= {
        "--frist",
        "--evalueres",
        "--neste",
        "--etterkontroll",
    }
    assert not any(valg.skjedd for name, valg in DAGER.items() if name in ahead)


TOLD = (
    # the words of a run, what is told on stderr, what is written
    (("registrer", "{sak}", "notat", "--notat", "Oppdiktet", "--dato", "i går"),
     "Dato: søndag 22. november 2026.", "dato: 2026-11-22"),
    (("registrer", "{sak}", "notat", "--notat", "Oppdiktet", "--dato", "Fredag"),
     "Dato: fredag 20. november 2026.", "dato: 2026-11-20"),
    (("registrer", "{sak}", "notat", "--notat", "Oppdiktet", "--dato", "22.11.2026"),
     "Dato: søndag 22. november 2026.", "dato: 2026-11-22"),
    (("tiltak", "ny", "{sak}", "--tiltak", "Oppdiktet", "--ansvarlig", "rektor", "--evalueres", "om to uker"),
     "Evalueres: mandag 7. desember 2026.", "evalueres: 2026-12-07"),
    (("tiltak", "ny", "{sak}", "--tiltak", "Oppdiktet", "--ansvarlig", "rektor", "--evalueres", "uke 50"),
     "Evalueres: fredag 11. desember 2026. Det er den siste skoledagen i uken.", "evalueres: 2026-12-11"),
    (("møte", "referat", "r-team", "--til-stede", "rektor", "--sak", "{sak}", "--beslutning", "Oppdiktet",
      "--ansvarlig", "rådgiver", "--frist", "3. des"),
     "Frist: torsdag 3. desember 2026.", "frist: 2026-12-03"),
)  # fmt: skip


@pytest.mark.parametrize(("args", "told", "written"), TOLD, ids=lambda each: str(each)[-30:])
def test_what_was_understood_is_told_with_its_weekday_and_written(
    program: Program, sak: str, args: tuple[str, ...], told: str, written: str
) -> None:
    ran = program.fine(*(each.format(sak=sak) for each in args))
    assert told in ran.err.splitlines()
    assert written in program.case(sak).read_text("utf-8")


def test_a_day_as_iso_has_it_is_not_told_of(program: Program, sak: str) -> None:
    ran = program.fine("registrer", sak, "notat", "--notat", "Oppdiktet", "--dato", "2026-11-22")
    assert "november" not in ran.err


REFUSED = (
    (("registrer", "{sak}", "notat", "--notat", "Oppdiktet", "--dato", "mandag"), "16. november 2026"),
    (("registrer", "{sak}", "notat", "--notat", "Oppdiktet", "--dato", "uke 46"), "onsdag i uke 46"),
    (("registrer", "{sak}", "notat", "--notat", "Oppdiktet", "--dato", "24.11"),
     "uten år er det lest som 24. november 2025. Skriv året."),
    (("registrer", "{sak}", "notat", "--notat", "Oppdiktet", "--dato", "1.10"), "lest som en dag før saken ble oppdaget"),
    (("tiltak", "ny", "{sak}", "--tiltak", "Oppdiktet", "--ansvarlig", "rektor", "--evalueres", "uke 53"),
     "det er ingen skoledag i uke 53"),
    (("registrer", "{sak}", "notat", "--notat", "Oppdiktet", "--dato", "31.02"), "datoen finnes ikke"),
    (("registrer", "{sak}", "notat", "--notat", "Oppdiktet", "--dato", "i morgen"), "er ikke kommet ennå"),
    (("tiltak", "ny", "{sak}", "--tiltak", "Oppdiktet", "--ansvarlig", "rektor", "--evalueres", "neste fredag"),
     "27. november 2026 eller 4. desember 2026"),
)  # fmt: skip


@pytest.mark.parametrize(("args", "why"), REFUSED, ids=lambda each: str(each)[-30:])
def test_what_could_be_two_days_is_refused_and_nothing_is_written(
    program: Program, sak: str, args: tuple[str, ...], why: str
) -> None:
    before = everything_in(program.root)
    ran = program.run(*(each.format(sak=sak) for each in args))
    assert (ran.status, ran.out) == (2, "")
    assert why in ran.err
    assert everything_in(program.root) == before


def test_today_is_the_day_that_is_judged_from(program: Program, sak: str) -> None:
    note = ("registrer", sak, "notat", "--notat", "Oppdiktet", "--dato", "i går")
    ran = program.fine("--i-dag", "20.11.2026", *note)
    assert "I dag: fredag 20. november 2026." in ran.err
    assert "Dato: torsdag 19. november 2026." in ran.err
    assert "dato: 2026-11-19" in program.case(sak).read_text("utf-8")


def test_an_answer_is_read_as_an_option_is(program: Program) -> None:
    asked = program.run("ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Elev Ny", "--klasse", "8B",
                        answers=["31.02", "om to uker", "fredag", "", ""])  # fmt: skip
    assert asked.status == 0, asked
    assert "Dagen: datoen finnes ikke." in asked.err
    assert "Dagen har ikke vært ennå." in asked.err
    assert "Forstått som fredag 20. november 2026." in asked.err


def test_two_points_are_compared_by_days_as_they_are_shown(program: Program, sak: str) -> None:
    ran = program.fine("sammenlign", sak, "i går", "23.11")
    assert "Forstått som søndag 22. november 2026." in ran.err


WHOLE = re.compile(
    rf"(?:(?:{'|'.join(UKEDAGER)}) )?\b[0-9]{{1,2}}\. (?:{'|'.join(MAANEDER)})(?: 20[0-9]{{2}})?"
    r"|\b[0-9]{2}\.[0-9]{2}\.(?:20[0-9]{2})?|\b20[0-9]{2}-[01][0-9]-[0-3][0-9]\b"
)


def test_every_date_of_the_golden_documents_and_screens_can_be_typed_back() -> None:
    """With its year it is that day; without, a day of that name."""
    found = {
        each[0]
        for path in Path(__file__).parent.joinpath("golden").rglob("*")
        if path.suffix in {".md", ".txt", ".html"}
        for each in WHOLE.finditer(path.read_text("utf-8"))
    }
    assert len(found) > 50
    for each in found:
        read = lest_dag(each, date(2026, 11, 23), Dagretning.NAERMEST).dag
        assert f"{read.day}" in each.replace("0", "") + each
        years = re.findall("20[0-9]{2}", each)
        assert not years or str(read.year) == years[0]


def test_how_far_ahead_is_told_by_its_day(program: Program) -> None:
    assert "Innen: mandag 14. desember 2026." in program.fine("frister", "--innen", "om 3 uker").err
    assert "Innen" not in program.fine("frister", "--innen", "14d").err
    assert program.run("regn", "2026-10-12", "\u0663", "virkedager").status == 2
