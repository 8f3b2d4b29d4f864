"""What two clones write apart, that git puts together without a conflict, is told by the synk itself."""

from pathlib import Path

import pytest

from delt_sak import CASE, NUMMER
from gitprogram import tell
from program import Program, copied, made_by_start

SKOLE = "plan/skole.yaml"
MEETING = (
    "møte",
    "registrer",
    "klassemøte",
    "--klasse",
    "8B",
    "--til-stede",
    "kontaktlærer,trinnleder",
)
CLOSED = (
    "registrer", NUMMER, "avsluttet", "--trygt", "ja", "--elevens-stemme", "Det går bra",
    "--etterkontroll", "2026-12-14", "--likevel", "Oppdiktet grunn",
)  # fmt: skip


@pytest.fixture(scope="module")
def delt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shared copy and two clones of it."""
    folder = tmp_path_factory.mktemp("mening")
    first = Program(made_by_start(folder / "ene"))
    path = first.case(NUMMER)
    path.parent.mkdir(parents=True)
    path.write_text(CASE, encoding="utf-8", newline="\n")
    named(first, "Oppdiktet Kari Lind")
    tell(folder, "init", "--quiet", "--bare", "--initial-branch=main", "felles.git")
    first.git("remote", "add", "origin", "../felles.git")
    first.fine("synk")
    tell(folder, "clone", "--quiet", "felles.git", "andre")
    Program(folder / "andre").git("remote", "set-url", "origin", "../felles.git")
    return folder


@pytest.fixture
def two(delt: Path, tmp_path: Path) -> tuple[Program, Program]:
    folder = copied(delt, tmp_path / "delt")
    return _program(folder / "ene", "a"), _program(folder / "andre", "b")


def _program(root: Path, letter: str) -> Program:
    lots = iter(range(1, 100))
    return Program(root, new_id=lambda: f"{letter}{next(lots):07}")


def named(program: Program, name: str, old: str | None = None) -> None:
    """Give the school a person, or rename the one there is, by hand; and save it."""
    path = program.root / SKOLE
    text = path.read_text(encoding="utf-8")
    if old is None:
        person = f"personer:\n  - navn: {name}\n    verv: [{{rolle: kontaktlærer, klasse: 8B}}]\n"
        assert text.count("personer:") == 1
        head, _, rest = text.partition("personer:")
        text = head + person + rest.lstrip(" []").lstrip("\n")
    else:
        assert text.count(old) == 1
        text = text.replace(old, name)
    path.write_text(text, encoding="utf-8", newline="\n")
    program.fine("lagre")


def told_by(two: tuple[Program, Program]) -> tuple[str, str]:
    """Send what the one wrote, and return what the other's synk and check say."""
    first, second = two
    first.fine("synk")
    synk = second.fine("synk")
    return synk.out + synk.err, second.run("valider").out


def test_one_person_who_was_renamed_by_two_is_told(two: tuple[Program, Program]) -> None:
    named(two[0], "Oppdiktet Kari Lind Berg", "Oppdiktet Kari Lind")
    named(two[1], "Oppdiktet Kari Vik", "Oppdiktet Kari Lind")
    synk, valider = told_by(two)
    assert "advarsel[M519]" in synk
    assert "advarsel[M519]" in valider


def test_one_meeting_that_two_wrote_down_is_told(two: tuple[Program, Program]) -> None:
    for program in two:
        program.fine(*MEETING, "--dato", "2026-11-20")
    synk, valider = told_by(two)
    assert "advarsel[M518]" in synk
    assert "advarsel[M518]" in valider


def test_a_case_that_both_closed_is_told(two: tuple[Program, Program]) -> None:
    for program, day in zip(two, ("2026-11-19", "2026-11-20"), strict=True):
        program.fine(*CLOSED, "--dato", day)
    synk, valider = told_by(two)
    assert "advarsel[K394]" in synk
    assert "advarsel[K394]" in valider


def test_what_two_wrote_apart_and_agrees_is_not_told(two: tuple[Program, Program]) -> None:
    named(two[0], "Oppdiktet Kari Lind Berg", "Oppdiktet Kari Lind")
    two[1].fine(*MEETING, "--dato", "2026-11-20")
    synk, _ = told_by(two)
    assert not [code for code in ("M518", "M519", "K394") if code in synk]


def rewritten(program: Program, old: str, new: str) -> None:
    """Change the case by hand, and save it."""
    path = program.case(NUMMER)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    program.fine("lagre")


PUPIL = "{navn: Oppdiktet Elev Delt, klasse: 8B}"


def test_one_guardian_whom_two_renamed_is_told(two: tuple[Program, Program]) -> None:
    first, second = two
    mother = "{navn: Oppdiktet Elev Delt, klasse: 8B, foresatte: [{navn: Oppdiktet Kari Lind, relasjon: mor}]}"
    rewritten(first, PUPIL, mother)
    first.fine("synk")
    second.fine("synk")
    rewritten(first, "Kari Lind", "Kari Lind Berg")
    rewritten(second, "Kari Lind", "Kari Vik")
    synk, valider = told_by(two)
    assert "advarsel[K397]" in synk
    assert "advarsel[K397]" in valider


def test_one_pupil_who_got_two_aliases_is_told(two: tuple[Program, Program]) -> None:
    for program, alias in zip(two, ("Elev B", "Elev C"), strict=True):
        involved = f"involverte: [{{alias: {alias}, navn: Oppdiktet Elev Falk, klasse: 8B}}]"
        rewritten(program, "hendelser:", f"{involved}\nhendelser:")
    synk, valider = told_by(two)
    assert "advarsel[K398]" in synk
    assert "advarsel[K398]" in valider


@pytest.mark.parametrize(
    ("field", "ours", "theirs"),
    [
        ("klasse", "klasse: 8A", "klasse: 8C"),
        ("målform", "klasse: 8B, målform: nynorsk", "klasse: 8B, målform: bokmål"),
        (
            "over_15_fra",
            "klasse: 8B, over_15_fra: 2026-11-01",
            "klasse: 8B, over_15_fra: 2026-12-01",
        ),
        ("fødselsår", "klasse: 8B, fødselsår: 2012", "klasse: 8B, fødselsår: 2013"),
    ],
)
def test_a_field_of_the_pupil_that_two_overwrote_is_a_conflict_that_is_told(
    two: tuple[Program, Program], field: str, ours: str, theirs: str
) -> None:
    rewritten(two[0], "klasse: 8B", ours)
    rewritten(two[1], "klasse: 8B", theirs)
    two[0].fine("synk")
    told = two[1].run("synk")
    assert "sosialplan løs" in told.out + told.err
    assert f"sted: [elev, {field}]" in two[1].case(NUMMER).read_text("utf-8")
