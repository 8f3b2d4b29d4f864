"""The day's desk: what a person meets, what a number opens, and that nothing is written before a yes."""

from collections.abc import Callable, Iterable
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from program import Program, Result, everything_in
from sosialplan.cli.main import run
from sosialplan.cli.world import World
from sosialplan.commands.run import ShownFirst
from sosialplan.output.terminal import Terminal
from sosialplan.views.dagen import Dagspost, Haster
from sosialplan.views.dagsskjerm import lines_of

BJERK = "bjerk"
"""Who sits there, by a part of the name: kontaktlærer of 8B, where the invented case is."""
TILTAK = "tiltak ny 2026-YHP9E --ansvarlig rådgiver --fra 23.11 --evalueres 7.12"
"""A command that is typed, and asks for what it lacks."""


def saved(program: Program) -> tuple[str, dict[str, bytes]]:
    """Return the last commit, and every file but git's own."""
    files = everything_in(program.root).items()
    kept = {name: text for name, text in files if not name.startswith(".git/")}
    return program.git("rev-parse", "HEAD"), kept


def at_the_desk(program: Program, *answers: str, width: int = 80) -> Result:
    """Sit down, say who one is, type the answers, and go."""
    return program.run(answers=[BJERK, *answers, "slutt"], width=width)


def test_the_name_of_the_program_alone_is_the_desk_where_somebody_sits(skolen: Program) -> None:
    result = at_the_desk(skolen)
    assert result.status == 0, result
    assert "Oppdiktet Lærer Bjerk · kontaktlærer for 8B" in result.out
    assert "Mandag 23. november 2026" in result.out
    first = next(line for line in result.out.splitlines() if line.lstrip().startswith("1 "))
    assert "forfalt 14 d" in first
    assert "Oppdiktet Elev Alm (8B)" in first


def test_in_a_pipe_it_is_the_help_and_the_desk_says_what_to_do_instead(skolen: Program) -> None:
    assert "Bruk: sosialplan" in skolen.run().out
    refused = skolen.run("dagen")
    assert refused.status == 2
    assert "sosialplan frister --meg" in refused.err


def test_who_sits_there_is_asked_once_and_is_who_wrote_what_is_saved(skolen: Program) -> None:
    asked = at_the_desk(skolen, TILTAK, "Ring hjem", "ja", "")
    assert "Hvem er du?" in asked.err
    assert skolen.git("log", "-1", "--format=%an").strip() == "Oppdiktet Lærer Bjerk"
    again = skolen.run(answers=["slutt"])
    assert "Hvem er du?" not in again.err
    assert "Oppdiktet Lærer Bjerk" in again.out


def test_a_word_that_is_nobody_is_asked_again_and_one_may_be_nobody(skolen: Program) -> None:
    result = skolen.run(answers=["Oppdiktet Ukjent", "ingen av dem", "slutt"])
    assert result.status == 0
    assert "skriv mer av navnet" in result.err
    assert "Alle sine saker" in result.out
    assert "skole person ny" in result.err


def test_leaving_can_be_said_inside_a_list_and_enter_alone_shows_the_list_anew(
    skolen: Program,
) -> None:
    before = saved(skolen)
    left = skolen.run(answers=[BJERK, "", "1", "slutt"])
    assert left.out.count("Mandag 23. november 2026") == 2
    assert "Ha en god dag." in left.out
    assert saved(skolen) == before


def test_there_is_nothing_before_the_list_and_going_back_from_it_stays_there(
    skolen: Program,
) -> None:
    told = skolen.run(answers=["ravn", "<", "<", "saker", "", "slutt"])
    assert told.out.count("Du er ved listen") + told.err.count("Du er ved listen") == 2
    assert "Ha en god dag" in told.out + told.err


def test_what_went_up_to_me_is_marked_and_says_from_whom(skolen: Program) -> None:
    told = skolen.run(answers=["ravn", "1", "<", "slutt"])
    first = next(line for line in told.out.splitlines() if line.lstrip().startswith("1 "))
    assert "→ Drøft endring av planen i R-team" in first
    assert "→ skulle en annen gjort, og er gått videre til deg" in told.out
    assert "rådgiver → kontaktlærer, trinnleder, rektor" in told.out
    skolen.git("config", "user.name", "Oppdiktet Lærer Bjerk")
    everything = skolen.run(answers=["alle", "slutt"], width=160).out
    assert "→ Meld til R-team" not in everything
    assert "Meld til R-team" in everything


def test_what_is_typed_where_enter_is_asked_for_answers_the_next_question(skolen: Program) -> None:
    told = at_the_desk(skolen, "1", "hvorfor", "alm", "<")
    assert "Hva vil du gjøre i saken?" in told.err
    number = at_the_desk(skolen, "1", "hvorfor", "1")
    assert number.out.count("forfalt 14 d · rådgiver") == 1, (
        "a number is of a list that is not seen"
    )


def test_enter_alone_says_nobody(skolen: Program) -> None:
    asked = skolen.run(answers=["", "bjerk", "slutt"])
    assert "Velg et nummer fra listen" in asked.err
    assert "Oppdiktet Lærer Bjerk · kontaktlærer" in asked.out


LEAVES: dict[str, Callable[[], Iterable[str]]] = {
    "no at the end": lambda: (TILTAK, "Ring hjem", "nei"),
    "back from the first question": lambda: (TILTAK, "<"),
    "back out of the case": lambda: ("alm", "<"),
    "a number that is not there": lambda: ("99",),
    "later": lambda: ("1", "senere"),
    "nobody of that name": lambda: ("Oppdiktet Elev Ingen",),
}


@pytest.mark.parametrize("answers", LEAVES.values(), ids=LEAVES)
def test_nothing_is_written_without_a_yes(
    skolen: Program, answers: Callable[[], Iterable[str]]
) -> None:
    at_the_desk(skolen)  # who one is, is kept
    before = saved(skolen)
    result = skolen.run(answers=[*answers(), "slutt"])
    assert result.status == 0, result
    assert saved(skolen) == before


@pytest.mark.parametrize(
    "typed", ["", "en", "en\x00to", "æ" * 10_000, "\x1b[31mrød", "--help", "-1"]
)
def test_whatever_is_typed_is_told_and_the_desk_stands(skolen: Program, typed: str) -> None:
    result = skolen.run(answers=[BJERK, typed, "slutt"])
    assert result.status == 0, result
    assert "feil i programmet" not in result.err
    assert "\x1b[31m" not in result.out + result.err


@pytest.mark.parametrize("answers", [(), ("1",), (TILTAK,)])
def test_the_end_of_input_ends_the_desk_and_writes_nothing(
    skolen: Program, answers: tuple[str, ...]
) -> None:
    at_the_desk(skolen)
    before = saved(skolen)
    result = skolen.run(answers=answers)
    assert result.status == 0, result
    assert saved(skolen) == before


def test_what_will_be_written_is_shown_with_every_value_and_going_back_changes_it(
    skolen: Program,
) -> None:
    result = at_the_desk(skolen, TILTAK, "Feil tekst", "<", "Rett tekst", "ja", "")
    assert "Dette blir skrevet:" in result.out
    assert "Feil tekst" in result.out
    text = skolen.case("2026-YHP9E").read_text(encoding="utf-8")
    assert "Rett tekst" in text
    assert "Feil tekst" not in text


def test_nothing_is_written_but_what_was_agreed_to(skolen: Program) -> None:
    """One who says yes to a note has not said yes to what another made of the case meanwhile: it is shown anew."""
    before = skolen.case("2026-YHP9E").read_bytes()
    with pytest.raises(ShownFirst) as shown:
        run(
            ["-C", str(skolen.root), "registrer", "2026-YHP9E", "notat", "--notat", "Ringt"],
            World(
                Terminal(StringIO(), StringIO(), interactive=False),
                lambda: datetime.fromisoformat(skolen.now),
                marks=skolen.root.parent / "merker",
                godtatt=("Notat, søndag 22. november 2026",),
            ),
        )
    assert shown.value.lines == ("Notat, mandag 23. november 2026", "  Notatet: Ringt")
    assert skolen.case("2026-YHP9E").read_bytes() == before


def test_a_step_that_another_wrote_meanwhile_is_told_before_the_yes(skolen: Program) -> None:
    sak = skolen.new_case()

    def shown(*words: str) -> tuple[str, ...]:
        with pytest.raises(ShownFirst) as first:
            run(
                ["-C", str(skolen.root), "registrer", sak, "elev-hørt", *words],
                World(
                    Terminal(StringIO(), StringIO(), interactive=False),
                    lambda: datetime.fromisoformat(skolen.now),
                    marks=skolen.root.parent / "merker",
                    godtatt=(),
                ),
            )
        return first.value.lines

    mine = ("--elevens-stemme", "Oppdiktet svar", "--notat", "Mitt")
    alone = shown(*mine)
    assert not any("før" in each for each in alone[1:])
    skolen.fine(
        "registrer", sak, "elev-hørt", "--elevens-stemme", "Oppdiktet svar, hørt av en annen"
    )
    told = shown(*mine)
    assert told != alone, "a yes to the one is none to the other"
    assert "  NB: Dette er ført før, sist mandag 23. november 2026" in told
    skolen.fine("registrer", sak, "elev-hørt", "--elevens-stemme", "Oppdiktet tredje svar")
    assert "  NB: Dette er ført 2 ganger før, sist mandag 23. november 2026" in shown(*mine)


def test_the_rest_is_a_word_away(skolen: Program) -> None:
    result = at_the_desk(skolen, "alle", "mitt", "saker", "", "?")
    assert "kommer senere: skriv «alle»" in result.out
    assert "Lever planen til elevmappen" in result.out
    assert "åpne en ny sak" in result.err


def test_a_command_can_be_typed_whole(skolen: Program) -> None:
    result = at_the_desk(skolen, "regn 2026-12-18 1 skoledager", "", "frister --klasse 8B", "")
    assert "Mandag 4. januar 2027" in result.out
    assert "2026-YHP9E" in result.out


def test_a_new_case_is_opened_and_found_by_its_pupil(skolen: Program) -> None:
    opened = (
        "ny", "bekymring", "Oppdiktet Elev Sol", "8A", "i går", "Stille i timene", "", "ja", "",
    )  # fmt: skip
    result = at_the_desk(skolen, *opened, "sol", "<")
    assert "Endret atferd oppdaget, søndag 22. november 2026" in result.out
    assert "Elev: Oppdiktet Elev Sol, 8A" in result.out


def test_two_pupils_of_one_name_are_asked_about(skolen: Program) -> None:
    for klasse in ("8A", "8C"):
        skolen.fine(
            "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev Lik", "--klasse", klasse,
            "--oppdaget", "2026-11-23",
        )  # fmt: skip
    result = at_the_desk(skolen, "lik", "2", "<")
    assert "Flere saker passer. Hvilken?" in result.err
    assert "Elev: Oppdiktet Elev Lik, 8C" in result.out


def test_two_cases_of_one_pupil_can_be_told_apart(skolen: Program) -> None:
    skolen.fine(
        "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev Alm", "--klasse", "8B",
        "--oppdaget", "2026-11-23", "--likevel",
    )  # fmt: skip
    result = at_the_desk(skolen, "alm", "1", "<")
    told = result.out + result.err
    assert "Oppdiktet Elev Alm, bekymring" in told
    assert "Oppdiktet Elev Alm, trygt-og-godt" in told


def test_the_desk_says_that_the_pupil_may_have_a_case_that_cannot_be_read(skolen: Program) -> None:
    other = skolen.case("2026-8G2R1")
    other.write_text(other.read_text("utf-8") + "\n  - id: [\n", encoding="utf-8")
    told = at_the_desk(skolen, "alm", "<")
    assert "Se at det er rett sak før du skriver." in " ".join((told.out + told.err).split())


def test_a_school_may_keep_the_names_off_the_screen(skolen: Program) -> None:
    skolen.fine("skole", "valg", "navn-på-skjermen", "nei")
    result = at_the_desk(skolen)
    assert "2026-YHP9E (8B)" in result.out
    assert "Elev Alm" not in result.out


def test_where_there_is_no_folder_one_is_made_or_the_demo_is_shown(tmp_path: Path) -> None:
    left = Program(tmp_path).run(answers=["slutt"])
    assert left.status == 0
    assert "se hvordan det virker" in left.err
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_of_the_list_is_wider_than_the_screen(skolen: Program, width: int) -> None:
    result = skolen.run(answers=["ingen av dem", "alle", "slutt"], width=width)
    plain = result.out.replace("\x1b[1;31m", "").replace("\x1b[0m", "").replace("\x1b[1m", "")
    assert max(map(len, plain.splitlines())) <= width


def test_more_is_said_of_what_is_about_to_be_written_and_taken_back(skolen: Program) -> None:
    more = ("mer", "notat", "Feil", "<", "mer", "notat", "Rett", "mer", "av", "rektor", "ja", "")
    result = at_the_desk(skolen, "alm", "Følg", "", *more, "<")
    text = skolen.case("2026-YHP9E").read_text(encoding="utf-8")
    assert "notat: Rett" in text, result
    assert "Feil" not in text


def test_what_was_asked_and_is_said_otherwise_afterwards_is_saved_and_told(skolen: Program) -> None:
    """An answer whose question is not asked any more silenced the receipt."""
    command = "registrer 2026-YHP9E elev-hørt"
    told = at_the_desk(skolen, command, "Først", "mer", "elevens", "Jeg vil ha ro", "ja", "")
    assert "Lagret." in told.out
    assert "Jeg vil ha ro" in skolen.case("2026-YHP9E").read_text(encoding="utf-8")


def test_what_helps_is_told_once(skolen: Program) -> None:
    asked = at_the_desk(skolen, "registrer Dahl strakstiltak", "ja", "")
    assert "Lagret." in asked.out
    assert asked.err.count("Eksempler:") == 1


def test_of_what_is_late_it_is_asked_when_it_was_done(skolen: Program) -> None:
    """A day that nobody said would tell that it was done too late."""
    told = at_the_desk(skolen, "1", "gjort", "31.2", "6.11", "ja", "")
    assert "datoen finnes ikke" in told.err
    assert "fredag 6. november 2026" in told.out
    assert "for sent" not in told.out
    assert "dato: 2026-11-06" in skolen.case("2026-YHP9E").read_text(encoding="utf-8")


def test_going_back_from_what_is_shown_asks_for_the_day_again(skolen: Program) -> None:
    told = at_the_desk(skolen, "1", "gjort", "5.11", "<", "6.11", "ja", "")
    assert "dato: 2026-11-06" in skolen.case("2026-YHP9E").read_text(encoding="utf-8")
    assert told.out.count("Lagret.") == 1
    no = at_the_desk(skolen, "alm", "Følg", "9.11", "nei", "<")
    assert "Ingenting er skrevet." in no.out


def test_closing_absence_and_minutes_are_on_the_desk(skolen: Program) -> None:
    assert "avslutt " in at_the_desk(skolen, "alm", "<").err
    asked = at_the_desk(skolen, "fravær", "9D", "")
    assert "9D har ingen klasseliste" in asked.out + asked.err
    one = skolen.run(answers=["fravær", "én elev", "", "<", "<", "slutt"])
    assert "Hvilken dag?" in one.err
    assert "bare at møtet er holdt" in skolen.run(answers=["møte", "<", "slutt"]).err


def test_a_paper_is_for_the_school_or_for_somebody(skolen: Program) -> None:
    at_the_desk(skolen, "alm", "dokument", "aktivitetsplan", "foresatte", "nei", "", "<")
    assert (skolen.root / "ut" / "aktivitetsplan-2026-YHP9E-foresatte.pdf").exists()


def test_more_that_cannot_be_so_is_told_and_the_rest_stands(skolen: Program) -> None:
    more = ("mer", "av", "kaptein", "mer", "notat", "Rett", "ja", "")
    result = at_the_desk(skolen, "alm", "Følg", "", *more, "<")
    assert "Fant ikke rollen" in result.err
    assert "notat: Rett" in skolen.case("2026-YHP9E").read_text(encoding="utf-8"), result


def test_the_texts_that_the_plan_lacks_are_asked_for_and_any_may_wait(skolen: Program) -> None:
    made = skolen.fine(
        "ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Elev Sol", "--klasse", "8A",
        "--oppdaget", "2026-11-23", "--format", "json",
    )  # fmt: skip
    number = made.json()["sak"]
    nothing = skolen.run("tiltak", "plan", number, answers=[""] * 7)
    assert nothing.status == 2
    told = skolen.run(
        "tiltak", "plan", number, answers=["Er alene", "", "", "", "Vil ha ro", "", ""]
    )
    assert told.status == 0, told
    assert "Dagen eleven ble hørt" not in told.err, "nobody was heard"
    text = skolen.case(number).read_text(encoding="utf-8")
    assert "problem: Er alene" in text
    assert "foresattes_syn: Vil ha ro" in text
    assert "Problemet" not in skolen.run("tiltak", "plan", number, answers=[""] * 7).err


def test_of_a_plan_that_lacks_nothing_it_is_asked_what_to_change(skolen: Program) -> None:
    told = skolen.run("tiltak", "plan", "2026-YHP9E", answers=["målet", "Trygg i alle friminutt"])
    assert told.status == 0, told
    assert "mål: Trygg i alle friminutt" in skolen.case("2026-YHP9E").read_text(encoding="utf-8")


# What is said there is seen


@pytest.mark.parametrize(
    ("typed", "said"), [("zzzz", "Fant ingen sak for det."), ("99", "å velge mellom.")]
)
def test_an_answer_stands_under_the_list(skolen: Program, typed: str, said: str) -> None:
    told = at_the_desk(skolen, typed).out
    assert told.count(said) == 1
    assert told.index(said) > told.rindex("Mandag 23. november 2026")
    again = skolen.run(answers=[typed, "mitt", "slutt"]).out
    assert again.count(said) == 1


def test_two_cases_of_one_pupil_are_two_lines() -> None:
    one = Dagspost(
        hva="Skriv aktivitetsplan", naar="i dag", hvem="rektor", haster=Haster.I_DAG, kommando=(), sak="2026-AAAAA",
        elev="Oppdiktet Elev Alm", klasse="8B",
    )  # fmt: skip
    two, other = replace(one, sak="2026-BBBBB"), replace(one, sak="2026-CCCCC", hva="Ring hjem")
    for width in (40, 60, 80, 200):
        told = [each.tekst for each in lines_of((one, two, other), width)]
        assert all(len(each) <= width for each in told)
        text = "\n".join(told)
        assert ("2026-AAAAA" in text, "2026-BBBBB" in text, "2026-CCCCC" in text) == (
            True,
            True,
            False,
        )
