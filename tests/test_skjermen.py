"""What a person sees on the screen: what is overdue at a glance, no more than there is room for, and the same in every list."""

import os
import re
from collections import Counter
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from program import Program, copied
from sosialplan.cli.main import main
from sosialplan.cli.world import World
from sosialplan.commands.lesing import all_rows, courses
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.frist import Status
from sosialplan.model.handlingskjede import Slag
from sosialplan.output.tables import Column, in_lines
from sosialplan.output.tegnet import drawn_table, shows_codes
from sosialplan.output.terminal import Terminal
from sosialplan.rules.sakspost import line_of
from sosialplan.rules.ved_siden import with_told_beside
from sosialplan.rules.vurdering import by_case
from sosialplan.views.fristrader import Utvalg, choose, standing
from sosialplan.views.saksliste import row_of

ROOT = Path(__file__).parents[1]
RED = "\x1b[1;31m"


class Skjerm(StringIO):
    """A screen that a person sits at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def skolen(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(copied(depotets_skole, tmp_path_factory.mktemp("skjerm") / "skolen"))


def seen(skolen: Program, *words: str, lines: int = 24, interactive: bool = True) -> str:
    out = Skjerm()
    terminal = Terminal(out, StringIO(), interactive, 80, lambda: "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LINES", str(lines))
        world = World(terminal, lambda: datetime.fromisoformat(skolen.now))
        assert main(["-C", str(skolen.root), *words], world) == 0
    return out.getvalue()


def test_what_is_overdue_is_seen_at_a_glance_and_said_in_words(
    skolen: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    shown = seen(skolen, "frister", lines=200)
    overdue = [each for each in shown.splitlines() if "forfalt " in each]
    assert len(overdue) > 3
    assert all(f"{RED}forfalt " in each for each in overdue)
    assert RED not in "".join(each for each in shown.splitlines() if "forfalt" not in each)


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_who_wants_no_colour_gets_the_words_alone(
    skolen: Program, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    shown = seen(skolen, "frister", lines=200) + seen(skolen, "vis", "2026-YHP9E")
    assert "forfalt 14 d" in shown
    assert "\x1b" not in shown


def test_an_empty_no_color_asks_for_nothing(
    skolen: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setenv("TERM", "xterm")
    assert RED in seen(skolen, "frister", lines=200)


def test_a_long_table_is_cut_where_the_screen_ends_and_says_how_much_is_left(
    skolen: Program,
) -> None:
    whole = seen(skolen, "frister", "--status", "alle", lines=500)
    for lines in (10, 24, 40):
        cut = seen(skolen, "frister", "--status", "alle", lines=lines)
        assert len(cut.splitlines()) <= max(lines, 12)
        (left,) = re.findall(
            r"… og (\d+) til\. Se alle: skriv kommandoen på nytt, med \| more etter\.", cut
        )
        shown = cut.split("… og")[0].splitlines()
        assert whole.splitlines()[: len(shown)] == shown, "what is shown is the beginning, unbroken"
        assert int(left) > 0
    assert "… og" not in whole


def test_a_table_that_is_cut_after_something_was_written_never_says_to_write_it_again(
    depotets_skole: Path, tmp_path: Path
) -> None:
    skolen = Program(copied(depotets_skole, tmp_path / "skolen"))
    words = ("ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Elev Ny", "--klasse", "8B")
    shown = seen(skolen, *words, "--oppdaget", "2026-11-23", lines=10)
    assert re.search(r"… og \d+ til\. Se alle: sosialplan vis 2026-[0-9A-Z]{5}", shown)
    assert "på nytt, med | more" not in shown


@given(
    st.lists(st.sampled_from(["Se", "elevens", "sak", "sosialplan", "rett 2026-YQEFH xq93 --notat …", "behov-avklart."]), max_size=30),
    st.integers(20, 120),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_no_word_is_cut_where_a_line_ends_and_a_command_is_whole_where_there_is_room(
    words: list[str], width: int
) -> None:
    text = " ".join(words)
    lines = list(in_lines(text, width, 0, 2))
    assert " ".join(" ".join(lines).split()) == text
    assert all(len(each) <= width for each in lines)
    command = "Skriv ned det som skjer med det samme: sosialplan rett 2026-YQEFH xq93 --notat"
    assert "sosialplan rett 2026-YQEFH xq93 --notat" in "\n".join(in_lines(command, 60, 0, 2))


def test_nothing_is_cut_in_a_pipe(skolen: Program) -> None:
    piped = skolen.fine("frister", "--status", "alle").out
    assert "… og" not in piped
    rows = skolen.fine("frister", "--status", "alle", "--format", "json").json()["frister"]
    assert (
        len(skolen.fine("frister", "--status", "alle", "--hver-klasse").out.splitlines())
        == len(rows) + 1
    )


@given(
    texts=st.lists(st.text("abc d", max_size=60), min_size=1, max_size=60),
    room=st.integers(5, 40),
)
@settings(max_examples=40, deadline=None)
def test_what_is_shown_and_what_is_left_are_all_the_rows(texts: list[str], room: int) -> None:
    columns = (Column("Nr"), Column("Hva", wraps=True))
    rows = [(f"{number}.", text) for number, text in enumerate(texts)]
    lines = list(drawn_table(columns, rows, (4, 20), 30, room=room))
    shown = sum(bool(re.match(r"\d+\.", each)) for each in lines)
    left = re.match(r"… og (\d+) til", lines[-1])
    assert shown + (int(left[1]) if left else 0) == len(rows)
    assert left is None or shown >= 5
    if shown > 5:
        assert len(lines) <= room + 1


# The lists say the same


@pytest.fixture(scope="module")
def mappe() -> Any:
    found = load(Planmappe(ROOT)).mappe
    assert found is not None
    return found


DAYS = st.dates(date(2026, 8, 20), date(2027, 7, 31))


@given(day=DAYS)
@settings(max_examples=25, deadline=None)
def test_cases_and_deadlines_agree_on_what_is_overdue(mappe: Any, day: date) -> None:
    rows = all_rows(mappe, day, undone=True)
    listed = choose(rows, Utvalg(), day, mappe.plan.skole)
    said = Counter(row.frist.sak for row in listed if standing(row).startswith("forfalt"))
    of_case = by_case(rows)
    counted = {
        gang.fakta.sak.sak: row_of(line_of(gang), of_case[gang.fakta.sak.sak]).forfalt
        for gang in courses(mappe, day)
    }
    assert {sak: said[sak] for sak in counted} == counted


@given(day=DAYS, back=st.integers(0, 60))
@settings(max_examples=15, deadline=None)
def test_they_agree_where_cases_are_cut_off_in_the_middle(mappe: Any, day: date, back: int) -> None:
    """Invented cases on the way: only what had happened so many days before."""
    until = day - timedelta(days=back)
    cut = tuple(
        replace_of(each, hendelser=tuple(one for one in each.value.hendelser if one.dato <= until))
        for each in mappe.saker
    )
    cut = tuple(each for each in cut if each.value.hendelser)
    alone = type(mappe)(mappe.plan, cut, mappe.fravaer)
    rows = all_rows(alone, day, undone=True)
    of_case = by_case(rows)
    for gang in courses(alone, day):
        own = of_case[gang.fakta.sak.sak]
        asked = choose(own, Utvalg(status=(Status.FORFALT,)), day, alone.plan.skole)
        assert row_of(line_of(gang), own).forfalt == len(asked)


def replace_of(read: Any, **values: Any) -> Any:
    return replace(read, said=replace(read.value, **values))


def test_the_way_to_statsforvalteren_comes_after_what_must_be_done(mappe: Any) -> None:
    day = date(2026, 11, 23)
    rows = choose(all_rows(mappe, day, undone=True), Utvalg(rolle="rektor"), day, mappe.plan.skole)
    kinds = [row.frist.slag for row in rows]
    assert Slag.AAPNING in kinds
    first = kinds.index(Slag.AAPNING)
    assert first > 0
    assert set(kinds[first:]) == {Slag.AAPNING}
    days = [row.frist.frist for row in rows[:first] if row.frist.frist]
    assert days == sorted(days), "the others stand by their day, as before"


@pytest.mark.skipif(os.name == "nt", reason="asks Windows itself there")
def test_the_old_console_of_windows_is_asked_for_by_the_library_that_draws() -> None:
    assert shows_codes(), "elsewhere every terminal knows the codes"


def test_a_case_that_is_not_beside_another_tells_it_nothing(mappe: Any) -> None:
    alm = next(each.value for each in mappe.saker if each.file.endswith("2026-YHP9E.yaml"))
    others = [each.value for each in mappe.saker if each.value.gjelder_ansatt is None]
    assert with_told_beside(alm, others, mappe.plan) == alm
