"""A decision on exclusion or change of school: what is written, what is refused, and the way to appeal."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from program import Program, copied, made_by_start
from sosialplan.model.regel import Fristregler, Hjemler
from sosialplan.model.sakspapirer import Vedtaksslag
from sosialplan.rules.saksplikter import appeal_deadline, decided_by, last_day_of_exclusion

BORT = ("--slag", "bortvisning", "--fra", "2026-11-24", "--til", "2026-11-25")
TEKST = (
    "--forhåndsvarslet", "2026-11-20", "--faktum", "Eleven slo.", "--mildere-tiltak", "Samtale.",
    "--elevens-stemme", "Jeg angrer.", "--foresattes-syn", "Enig.", "--barnets-beste", "Trygghet.",
    "--begrunnelse", "Det har skjedd før.",
)  # fmt: skip


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("vedtak") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


# The rules


@pytest.mark.parametrize(
    ("arrived", "last"),
    [
        (date(2026, 11, 23), date(2026, 12, 14)),
        (date(2026, 11, 28), date(2026, 12, 21)),  # three weeks later is a Saturday
        (date(2026, 12, 4), date(2026, 12, 28)),  # Christmas Day, a Friday
    ],
)
def test_an_appeal_has_three_weeks_and_ends_on_a_virkedag(arrived: date, last: date) -> None:
    found, why = appeal_deadline(the_plan(), arrived)
    assert found == last
    assert (why.antall, why.grunnlag.value) == (3, "lov")
    assert why.hjemmel == "forvaltningsloven §§ 28, 29 og 30"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 24), date(2026, 11, 26)),
        (date(2026, 11, 27), date(2026, 12, 1)),  # over a weekend
        (date(2026, 11, 28), date(2026, 12, 2)),  # begins on a Saturday
        (
            date(2027, 2, 18),
            date(2027, 3, 1),
        ),  # the winter holiday, 22 to 26 February, is no teaching
        (date(2026, 12, 17), date(2027, 1, 4)),  # 17 and 18 December, then Christmas: 4 January
    ],
)
def test_an_exclusion_has_at_most_three_days_of_teaching(first: date, last: date) -> None:
    assert last_day_of_exclusion(the_plan(), first) == (
        last,
        "3 skoledager",
    )


def test_where_no_rule_was_in_force_nothing_is_counted() -> None:
    plan = the_plan()
    assert last_day_of_exclusion(plan, date(2015, 1, 1)) is None
    assert appeal_deadline(plan, date(1960, 1, 1))[0] is None
    assert last_day_of_exclusion(replace(plan, fristregler=Fristregler(regler=())), date(2026, 1, 1)) is None  # fmt: skip


# The command


def test_a_decision_is_an_entry_and_becomes_a_letter(program: Program) -> None:
    sak = program.new_case()
    made = program.fine("vedtak", sak, *BORT, *TEKST, "--dato", "2026-11-23")
    assert f"Ført i {sak}: vedtak, 23.11.2026." in made.out
    letter = program.fine("lag", "enkeltvedtak", sak, "--mottaker", "foresatte")
    assert letter.out.startswith("# Bortvisning fra undervisningen\n")
    assert "er bortvist fra 24. november 2026 til og med 25. november 2026." in letter.out
    assert "(rektor), ført inn av en ukjent |" in letter.out or (
        "| Vedtatt av | Rektor, ført inn av en ukjent |" in letter.out
    )
    assert "Registrerte vedtak" in program.fine("logg", sak).out
    assert not [line for line in program.run("valider").out.splitlines() if ": feil[" in line]


def test_the_latest_is_put_right_and_what_stood_is_kept(program: Program) -> None:
    sak = program.new_case()
    program.fine("vedtak", sak, *BORT)
    refused = program.run("lag", "enkeltvedtak", sak, "--mottaker", "foresatte")
    assert refused.status == 1
    assert "vedtak" in refused.err
    assert "U341" in refused.err
    made = program.fine("vedtak", sak, "--rett", *TEKST, "--underrettet", "2026-11-23")
    assert "Rettet i" in made.out
    assert program.case(sak).read_text(encoding="utf-8").count("slag: bortvisning") == 2
    letter = program.fine("lag", "enkeltvedtak", sak, "--mottaker", "foresatte").out
    assert (
        "Dere fikk det 23. november 2026. Siste dag for å klage er **14. desember 2026**." in letter
    )
    again = program.fine("vedtak", sak, "--rett", "--begrunnelse", "Det skjedde igjen.")
    assert "Rettet i" in again.out
    assert "Det skjedde igjen." in program.fine("lag", "enkeltvedtak", sak).out


def test_a_change_of_school_is_decided_by_the_owner(program: Program) -> None:
    sak = program.new_case()
    program.fine("vedtak", sak, "--slag", "skolebytte", "--fra", "2027-01-04", *TEKST)
    letter = program.fine("lag", "enkeltvedtak", sak)
    assert "\n# Pålagt bytte av skole\n" in letter.out
    assert "| Vedtatt av | Skoleeier, ført inn av en ukjent |" in letter.out
    assert "U349" in letter.err


def test_a_decision_by_another_than_the_law_says_is_told_of(program: Program) -> None:
    """§ 13-2: the municipality cannot leave it to the school. § 13-1: rektor decides it."""
    sak = program.new_case()
    told = program.fine("vedtak", sak, "--slag", "skolebytte", "--fra", "2027-01-04", "--av", "rektor", *TEKST)  # fmt: skip
    assert "Loven legger det til «skoleeier»" in told.err
    assert "K367" in program.run("valider").out
    again = program.fine("vedtak", sak, "--rett", "--av", "skoleeier")
    assert "Loven legger det til" not in again.err
    assert "K367" not in program.run("valider").out


def test_who_decides_is_told_only_of_a_law_that_was_read_to_say_so() -> None:
    plan = the_plan()
    new, old = date(2024, 8, 1), date(2024, 7, 31)
    assert decided_by(plan, Vedtaksslag.BORTVISNING, new) == "rektor"
    assert decided_by(plan, Vedtaksslag.SKOLEBYTTE, new) == "skoleeier"
    assert decided_by(plan, Vedtaksslag.SKOLEBYTTE, old) is None
    assert decided_by(plan, Vedtaksslag.SKOLEBYTTE, date(2000, 1, 1)) is None
    without = replace(plan, hjemler=Hjemler(hjemler=()))
    assert decided_by(without, Vedtaksslag.SKOLEBYTTE, new) is None


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "Mangler --slag og --fra."),
        (("--slag", "bortvisning", "--fra", "2026-11-24"), "Mangler --til."),
        ((*BORT, "--av", "rektorr"), "Fant ikke rollen «rektorr»"),
        (("--rett", "--faktum", "Noe."), "Saken har ikke noe vedtak å rette."),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(
    program: Program, args: tuple[str, ...], told: str
) -> None:
    sak = program.new_case()
    before = program.case(sak).read_bytes()
    refused = program.run("vedtak", sak, *args)
    assert refused.status == 2
    assert told in refused.err
    assert program.case(sak).read_bytes() == before


def test_an_exclusion_longer_than_the_law_lets_is_written_down_and_marked_as_a_breach(
    program: Program,
) -> None:
    """What happened shall be documented; the breach is told at once, by the check and in the letter."""
    sak = program.new_case()
    made = program.fine("vedtak", sak, *BORT[:-1], "2026-12-04", *TEKST)
    assert "varer mer enn 3 skoledager. Det er et brudd på loven" in made.err
    assert "advarsel[K353]" in program.run("valider").out
    letter = program.fine("lag", "enkeltvedtak", sak).out
    assert "Loven lar en bortvisning vare høyst 3 skoledager. Denne varte lenger." in letter


def test_an_exclusion_within_the_law_is_not_marked(program: Program) -> None:
    sak = program.new_case()
    made = program.fine("vedtak", sak, *BORT, *TEKST)
    assert "brudd" not in made.err
    assert "K353" not in program.run("valider").out
    assert "brudd" not in program.fine("lag", "enkeltvedtak", sak).out


def test_a_person_is_asked_until_the_answers_can_be_used(program: Program) -> None:
    sak = program.new_case()
    answers = (
        "utvist", "Bortvisning", "i fjor", "2026-11-24", "2026-11-24",
        "snart", "2026-11-20", "Eleven slo.", "Samtale.", "Jeg angrer.", "", "Trygghet.", "Fare.", "",
    )  # fmt: skip
    made = program.run("vedtak", sak, answers=answers)
    assert made.status == 0, made.err
    letter = program.fine("lag", "enkeltvedtak", sak)
    assert "Jeg angrer." in letter.out
    assert "U347" in letter.err
    assert "U341" not in letter.err
