"""A new school year: shown before it is done, done in one commit, and never twice."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from program import Program, copied, everything_in, of_the_repository
from sosialplan.files.yaml_reader import parse
from sosialplan.rules.kalender.skolekalender import Hinder, not_yet, wrong_year

AFTER = "2027-06-21T09:30+02:00"
"""The Monday after the last school day of 2026-2027."""
TIL = "2027-2028"
PLANEN = """\
Fra 2026-2027 til 2027-2028

Åpne saker som følger eleven opp et trinn: 9
  2026-8G2R1  9A → 10A  trygt-og-godt
  2026-AWEJ4  9D → 10D  fravaer
  2026-D9MXQ  9B → 10B  trygt-og-godt
  2026-EWZS9  8D → 9D  bekymring
  2026-H5WCM  9C → 10C  bekymring
  2026-KB3NR  8A → 9A  fysisk-inngrep
  2026-R7TDY  9C → 10C  tiltak-virker-ikke
  2026-V2HQ3  9B → 10B  ansatt-krenker
  2026-YHP9E  8B → 9B  trygt-og-godt

Saker på siste trinn som skal overleveres: 1
  2026-P3E6W  10C  bekymring
    mangler: Evaluer de nye tiltakene med elev og foresatte; Vurder på nytt i R-team; \
Arkiver i elevmappen

Avsluttede saker som står som de er: 1
  Venter fortsatt på etterkontroll: 2026-S54XP

Klassenes voksne
  følger klassen, kontaktlærer: 8A → 9A, 8B → 9B, 8C → 9C, 8D → 9D, 9A → 10A, 9B → 10B, \
9C → 10C, 9D → 10D
  blir uten klasse, kontaktlærer: 10A, 10B, 10C, 10D
  fyll inn i plan/skole.yaml, kontaktlærer: 8A, 8B, 8C, 8D
  står som før, rett dem selv: trinnleder, trinnkoordinator

Begynner på nytt
  møter og årshjul: moter/2027-2028/
  fravær, tellingen og trappen: fravaer/2027-2028/
  det som ikke er gjort for elever uten sak, står i fristlisten ett skoleår til
"""
MOVED = ("8G2R1", "AWEJ4", "D9MXQ", "EWZS9", "H5WCM", "KB3NR", "R7TDY", "V2HQ3", "YHP9E")
UKONTROLLERT = (
    "Skoleruten for 2027-2028 er ikke kontrollert. Sammenlign den med kommunens egen liste, og "
    "fyll inn «kontrollert:» i plan/skoleruter/2027-2028.yaml."
)


@pytest.fixture(scope="session")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    repository = Path(__file__).parent.parent
    return of_the_repository(repository, tmp_path_factory.mktemp("skoleaar") / "skolen")


@pytest.fixture
def program(mappe: Path, tmp_path: Path) -> Program:
    return Program(copied(mappe, tmp_path / "skolen"), AFTER)


def edited(program: Program, file: str, old: str, new: str, *, saved: bool = True) -> None:
    path = program.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    if saved:
        program.git("add", "-A")
        program.git("commit", "--quiet", "--message", "For hånd")


def lines_of_last_commit(program: Program, *files: str) -> list[str]:
    shown = program.git("show", "--format=", "--unified=0", "--no-color", "HEAD", "--", *files)
    return [
        line
        for line in shown.splitlines()
        if line.startswith(("-", "+")) and not line.startswith(("---", "+++"))
    ]


def test_the_plan_is_shown_and_nothing_is_done(program: Program) -> None:
    before = everything_in(program.root)
    shown = program.fine("nytt-skoleår", TIL)
    assert everything_in(program.root) == before
    assert shown.out == PLANEN
    assert shown.err.splitlines() == [
        UKONTROLLERT,
        "Ingenting er endret. Utfør med: sosialplan nytt-skoleår 2027-2028 --utfør",
    ]


def test_the_plan_as_values(program: Program) -> None:
    values = program.fine("nytt-skolear", "2027-28", "--format", "json").json()
    assert list(values) == [
        "versjon", "i_dag", "fra", "til", "flyttes", "overleveres", "avsluttet", "etterkontroller",
        "verv", "ubesatt", "uavklart", "klasser_som_står",
    ]  # fmt: skip
    assert values["overleveres"] == [
        {
            "sak": "2026-P3E6W",
            "kjede": "bekymring",
            "klasse": "10C",
            "mangler": [
                "Evaluer de nye tiltakene med elev og foresatte",
                "Vurder på nytt i R-team",
                "Arkiver i elevmappen",
            ],
            "eleven_hørt": True,
        }
    ]
    assert values["ubesatt"][0] == {"rolle": "kontaktlærer", "klasse": "8A"}


def test_it_is_done_in_one_commit_and_changes_only_what_it_said(program: Program) -> None:
    before = program.git("rev-parse", "HEAD")
    done = program.fine("nytt-skoleår", TIL, "--utfør")
    assert done.out.startswith(PLANEN + "Skoleåret 2027-2028 er begynt. Lagret")
    assert program.git("rev-parse", "HEAD^") == before
    assert program.git("status", "--porcelain") == ""
    assert program.git("show", "-s", "--format=%B", "HEAD").strip() == (
        "Skoleår 2027-2028\n\n" + "\n".join(f"Sak: 2026-{each}" for each in (*MOVED, "P3E6W"))
    )
    assert program.git("show", "--format=", "--name-only", "HEAD").split() == [
        "fravaer/2027-2028/10D.yaml",
        "moter/2027-2028/klassemoter.yaml",
        "plan/skole.yaml",
        *(f"saker/2026/2026-{each}.yaml" for each in sorted((*MOVED, "P3E6W"))),
    ]
    assert lines_of_last_commit(program, "saker/2026/2026-YHP9E.yaml") == [
        "-  klasse: 8B",
        "+  klasse: 9B",
    ]
    assert lines_of_last_commit(program, "saker/2026/2026-P3E6W.yaml") == [
        "+  - id: n0000001",
        "+    dato: 2027-06-21",
        "+    registrert: 2027-06-21T09:30+02:00",
        "+    steg: til-overlevering",
        "+    notat: Eleven går ut av 10C.",
    ]
    school = lines_of_last_commit(program, "plan/skole.yaml")
    assert school[:4] == [
        "-skoleår: 2026-2027",
        "+skoleår: 2027-2028",
        "-    verv: [{rolle: kontaktlærer, klasse: 8A}]",
        "+    verv: [{rolle: kontaktlærer, klasse: 9A}]",
    ]
    assert school[-2:] == ["-    verv: [{rolle: kontaktlærer, klasse: 10D}]", "+    verv: []"]
    assert len(school) == 26
    assert program.run("valider").status == 0


def test_who_has_two_posts_keeps_the_other_when_the_class_leaves(program: Program) -> None:
    edited(
        program, "plan/skole.yaml",
        "[{rolle: kontaktlærer, klasse: 10A}]",
        "[{rolle: kontaktlærer, klasse: 10A}, {rolle: kontaktlærer, klasse: 8A}, {rolle: rådgiver}]",
    )  # fmt: skip
    program.fine("nytt-skoleår", TIL, "--utfør")
    tree: Any = parse((program.root / "plan/skole.yaml").read_text(encoding="utf-8")).tree
    posts = {each["navn"]: each["verv"] for each in tree["personer"]}
    assert posts["Oppdiktet Lærer Kvist"] == [
        {"rolle": "kontaktlærer", "klasse": "9A"},
        {"rolle": "rådgiver"},
    ]


def test_a_case_that_was_handed_on_asks_for_nothing_more(program: Program) -> None:
    assert program.fine("frister", "--format", "json").out.count("2026-P3E6W") > 0
    program.fine("nytt-skoleår", TIL, "--utfør")
    assert program.fine("frister", "--format", "json").out.count("2026-P3E6W") == 0
    listed = program.fine("saker", "--format", "json").json()["saker"]
    assert {each["sak"]: each["status"] for each in listed}["2026-P3E6W"] == "til-overlevering"
    assert "Status: lagt klar for overlevering 21.06.2027" in program.fine("vis", "2026-P3E6W").out
    assert "lagt klar for overlevering" in program.fine("forklar", "2026-P3E6W", "avsluttet").out


def test_a_closed_case_that_was_handed_on_is_closed(program: Program) -> None:
    program.fine("registrer", "2026-S54XP", "til-overlevering", "--av", "rektor")
    assert "Status: avsluttet" in program.fine("vis", "2026-S54XP").out
    assert "2026-S54XP" not in program.fine("frister").out


def test_absence_of_the_old_year_is_still_found(program: Program) -> None:
    edited(program, "fravaer/2026-2027/9D.yaml", "    sak: 2026-AWEJ4\n", "")
    before = program.fine("fravær", "vis", "2026-AWEJ4").out
    assert "11 skoledager i alt i skoleåret 2026-2027." in before
    program.fine("nytt-skoleår", TIL, "--utfør")
    assert lines_of_last_commit(program, "fravaer/2026-2027") == ["+    sak: 2026-AWEJ4"]
    assert program.fine("fravær", "vis", "2026-AWEJ4").out == before.replace("9D", "10D")
    told = [
        each["hva"]
        for each in program.fine("logg", "2026-AWEJ4", "--format", "json").json()["logg"]
    ]
    assert "Endret klassen fra 9D til 10D." in told


def test_absence_of_the_new_year_begins_anew(program: Program) -> None:
    program.fine("nytt-skoleår", TIL, "--utfør")
    program.now = "2027-08-20T09:30+02:00"
    program.fine("fravær", "registrer", "2026-AWEJ4", "--fra", "2027-08-17", "--til", "2027-08-18")
    book = (program.root / "fravaer" / TIL / "10D.yaml").read_text(encoding="utf-8")
    assert book.count("elev: ") == 1
    assert (
        "2 skoledager i alt i skoleåret 2027-2028."
        in program.fine("fravær", "vis", "2026-AWEJ4").out
    )


def test_files_that_stand_ready_are_left_alone(program: Program) -> None:
    for file, text in (
        (f"moter/{TIL}/klassemoter.yaml", f"skoleår: {TIL}\nholdt: []\n"),
        (f"fravaer/{TIL}/10D.yaml", f"klasse: 10D\nskoleår: {TIL}\n"),
    ):
        path = program.root / file
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    program.fine("lagre")
    program.fine("nytt-skoleår", TIL, "--utfør")
    assert lines_of_last_commit(program, "moter", "fravaer") == []


def test_only_one_year_at_a_time_and_never_twice(program: Program) -> None:
    program.fine("nytt-skoleår", TIL, "--utfør")
    for year, status, said in (
        (TIL, 2, "Skoleåret 2027-2028 er allerede begynt i denne mappen."),
        ("2026-2027", 2, "Skoleåret 2026-2027 er over. Mappen er i 2027-2028."),
        ("2030-2031", 2, "Skoleåret 2030-2031 følger ikke etter 2027-2028"),
        ("2028-2029", 3, "Skoleåret 2027-2028 varer til 22.06.2028."),
        ("2028-2030", 2, "SKOLEÅR: dette er ikke et skoleår."),
        ("neste", 2, "SKOLEÅR: dette er ikke et skoleår."),
    ):
        before = everything_in(program.root)
        result = program.run("nytt-skoleår", year, "--utfør")
        assert (result.status, result.err.startswith(said)) == (status, True), (year, result)
        assert everything_in(program.root) == before


REFUSED = {
    "what is not saved": (
        ("saker/2026/2026-YHP9E.yaml", "klasse: 8B", "klasse: 8C", False),
        3, "Mappen har endringer som ikke er lagret i historikken. Ingenting er endret.",
    ),
    "a class that is not there": (
        ("plan/skole.yaml", "  - {klasse: 9D}\n", "", True),
        3, "Disse klassene finnes ikke på skolen: 9D. Ingenting er endret.",
    ),
    "a chain that is not there": (
        ("saker/2026/2026-YHP9E.yaml", "kjede: trygt-og-godt", "kjede: ukjent", True),
        3, "Kjeden til sak 2026-YHP9E finnes ikke i planen.",
    ),
    "a case that cannot be read": (
        ("saker/2026/2026-YHP9E.yaml", "opprettet:", "oppretet:", True),
        1, "saker/2026/2026-YHP9E.yaml:",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_where_something_is_in_the_way_nothing_is_done(program: Program, name: str) -> None:
    (file, old, new, saved), status, said = REFUSED[name]
    edited(program, file, old, new, saved=saved)
    before = program.git("rev-parse", "HEAD"), program.git("status", "--porcelain")
    result = program.run("nytt-skoleår", TIL, "--utfør")
    assert (result.status, result.err.startswith(said)) == (status, True), result
    assert (program.git("rev-parse", "HEAD"), program.git("status", "--porcelain")) == before


def test_the_plan_tells_what_is_in_the_way(program: Program) -> None:
    (program.root / "plan/skoleruter/2027-2028.yaml").unlink()
    program.now = "2027-06-18T09:30+02:00"
    shown = program.fine("nytt-skoleår", TIL)
    assert shown.err.splitlines()[:3] == [
        (
            "Skoleåret 2026-2027 varer til 18.06.2027. Elevene flyttes ikke før det er over. "
            "Vis planen nå, og utfør den etter siste skoledag."
        ),
        (
            "Skoleruten for 2027-2028 mangler, så frister kan ikke regnes. "
            "Legg inn plan/skoleruter/2027-2028.yaml."
        ),
        "Mappen har endringer som ikke er lagret i historikken. Lagre dem først: sosialplan lagre",
    ]


def test_a_calendar_that_was_checked_gives_no_warning(program: Program) -> None:
    edited(
        program,
        "plan/skoleruter/2027-2028.yaml",
        "merknad: Ikke",
        "kontrollert: 2027-06-01\nmerknad: Var ikke",
    )
    assert "kontrollert" not in program.fine("nytt-skoleår", TIL, "--utfør").err


def test_a_school_with_nobody_and_no_cases_begins_its_year(
    program: Program, tmp_path: Path
) -> None:
    made = Program(tmp_path / "ny", AFTER)
    program.fine(
        "start", str(made.root), "--skole", "Oppdiktet skole", "--åpen", "--fra", "midtstuen"
    )
    shown = made.fine("nytt-skoleår", TIL, "--utfør")
    assert "fyll inn i plan/skole.yaml, kontaktlærer: 8A, 8B, 8C, 8D, 9A" in shown.out
    assert lines_of_last_commit(made, "plan/skole.yaml") == [
        "-skoleår: 2026-2027",
        "+skoleår: 2027-2028",
    ]
    assert made.git("show", "-s", "--format=%B", "HEAD").strip() == "Skoleår 2027-2028"


def test_what_a_case_of_the_tenth_grade_lacks_is_listed(program: Program) -> None:
    sak = program.new_case("trygt-og-godt")
    edited(
        program, program.case(sak).relative_to(program.root).as_posix(), "klasse: 8B", "klasse: 10B"
    )
    shown = program.fine("nytt-skoleår", TIL).out
    assert f"  {sak}  10B  trygt-og-godt\n    mangler: Elevens egen stemme; " in shown


def test_a_case_with_nothing_undone_lacks_nothing(program: Program) -> None:
    for args in (
        ("nye-tiltak-evaluert", "--utfall", "god", "--med", "elev,foresatte"),
        ("r-team-ny-vurdering", "--utfall", "god", "--med", "elev,foresatte"),
        ("til-elevmappen",),
    ):
        program.fine("registrer", "2026-P3E6W", *args)
    assert (
        "  2026-P3E6W  10C  bekymring\n    mangler ingenting"
        in program.fine("nytt-skoleår", TIL).out
    )


YEARS: tuple[tuple[str | None, str, date, list[str]], ...] = (
    # written in skole.yaml, asked for, day, what is in the way
    ("2026-2027", "2027-2028", date(2027, 6, 21), []),
    (None, "2027-2028", date(2027, 6, 21), []),
    (None, "2027-2028", date(2027, 8, 20), ["begynt"]),
    ("2026-2027", "2027-2028", date(2027, 8, 20), []),
    ("2026-2027", "2027-2028", date(2027, 6, 18), ["varer"]),
    ("2027-2028", "2028-2029", date(2028, 6, 23), ["skolerute-mangler"]),
    ("2025-2026", "2026-2027", date(2026, 6, 23), []),
    ("2026-2027", "2025-2026", date(2027, 6, 21), ["over", "skolerute-mangler"]),
    ("2026-2027", "2028-2029", date(2027, 6, 21), ["ikke-neste", "skolerute-mangler"]),
)  # fmt: skip


@pytest.mark.parametrize(("written", "til", "day", "expected"), YEARS)
def test_which_year_may_begin(
    written: str | None, til: str, day: date, expected: list[str]
) -> None:
    plan = replace(the_plan(), skole=replace(the_plan().skole, skoleaar=written))
    wrong = wrong_year(plan, til, day)
    found: list[Hinder] = [*([wrong] if wrong else []), *not_yet(plan, til, day)]
    assert [each.value for each in found if not (wrong and each is Hinder.VARER)] == expected
