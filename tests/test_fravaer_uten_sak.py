"""Absence of a pupil without a case: written, followed up and shown, and no name in what is kept."""

from dataclasses import replace

import pytest

from program import Program, made_by_start

ELEV = ("--elev", "Oppdiktet Elev Prøve", "--klasse", "8B")


@pytest.fixture
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(made_by_start(tmp_path_factory.mktemp("fravaer") / "skolen"))


def write(program: Program, *args: str) -> None:
    program.fine("fravær", "registrer", *ELEV, *args)


def test_the_ladder_is_told_of_and_what_was_done_closes_it(program: Program) -> None:
    told = program.fine("fravær", "registrer", *ELEV, "--fra", "2026-11-17", "--til", "2026-11-20")
    assert "er ført i 8B." in told.out
    assert "Meld til trinnleder (elev n0000001)" in told.out
    rows = program.fine("frister", "--format", "json").json()["frister"]
    own = {row["id"]: row for row in rows if row["steg"] == "trinnleder-varslet"}
    assert list(own) == ["8B/n0000001/trinnleder-varslet/1"]
    assert own["8B/n0000001/trinnleder-varslet/1"]["sak"] is None
    why = program.fine("forklar", "8B", "trinnleder-varslet").out
    assert "Skolen teller gyldig og ugyldig fravær, skoledager på rad." in why
    program.fine(
        "fravær", "følg-opp", "trinnleder-varslet", *ELEV, "--av", "kontaktlærer", "--måte", "møte"
    )
    program.fine("fravær", "følg-opp", "kontakt", *ELEV, "--måte", "telefon")
    elev = program.fine("fravær", "vis", "--klasse", "8B", "--format", "json").json()["elever"][0]
    assert (elev["elev"], elev["sak"], elev["mangler_sak"]) == ("n0000001", None, True)
    assert elev["tellere"] == {
        "på_rad": 4, "i_alt": 4, "gyldig": 0, "ugyldig": 4, "permisjon": 0,
    }  # fmt: skip
    assert elev["mønster"]["ukedag"] == {
        "mandag": 0, "tirsdag": 1, "onsdag": 1, "torsdag": 1, "fredag": 1,
    }  # fmt: skip
    assert [each["måte"] for each in elev["kontakt"]] == ["telefon"]
    assert elev["trinn"][-1] == {
        "trinn": "over-tre-dager", "nådd": "2026-11-20", "fulgt": "2026-11-23", "i_tide": True,
    }  # fmt: skip
    assert "Prøve" not in program.git("log", "--format=%B")
    assert "Prøve" not in program.fine("frister", "--status", "alle", "--format", "ics").out


def test_who_it_is_stands_in_the_terminal_only(program: Program) -> None:
    write(program, "--fra", "2026-11-18", "--fag", "matematikk", "--timer", "2")
    write(program, "--fra", "2026-11-18", "--fag", "norsk")
    write(program, "--fra", "2026-11-20", "--type", "gyldig", "--meldt", "ja")
    said = program.fine("fravær", "vis", "--klasse", "8B").out
    assert "Oppdiktet Elev Prøve  n0000001" in said
    page = program.fine("fravær", "vis", "--klasse", "8B", "--elev", "oppdiktet  elev PRØVE").out
    assert "1 skoledag i alt i skoleåret 2026-2027." in page
    assert "Timer i fag: matematikk 2, norsk 1." in page


@pytest.mark.parametrize(
    "more", [("--fra", "2026-11-17"), ("--fra", "2026-11-13", "--til", "2026-11-16")]
)
def test_overlapping_absence_is_refused_where_the_other_stands(
    program: Program, more: tuple[str, ...]
) -> None:
    write(program, "--fra", "2026-11-16", "--til", "2026-11-18")
    path = program.root / "fravaer" / "2026-2027" / "8B.yaml"
    before = path.read_bytes()
    refused = program.run("fravær", "registrer", *ELEV, *more)
    assert refused.status == 1
    assert "fravaer/2026-2027/8B.yaml:7:" in refused.err
    assert "feil[K317]" in refused.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (
            ("registrer", "--elev", "Oppdiktet Elev", "--fra", "2026-11-16"),
            2,
            "enten et saksnummer",
        ),
        (
            ("registrer", "--elev", "X", "--klasse", "8Q", "--fra", "2026-11-16"),
            2,
            "Fant ikke klassen.",
        ),
        (("følg-opp", "kontakt", *ELEV), 3, "ikke ført fravær"),
        (("følg-opp", "barnevern-vurdert", *ELEV), 2, "Åpne sak: sosialplan ny-sak"),
        (("vis",), 2, "Si hvem"),
        (("vis", "--klasse", "8B", "--elev", "Oppdiktet Elev"), 3, "ikke ført fravær"),
    ],
)
def test_what_cannot_be_done_is_said(
    program: Program, args: tuple[str, ...], status: int, said: str
) -> None:
    result = program.run("fravær", *args)
    assert (result.status, said in result.err) == (status, True), result.err


def test_the_assessment_is_a_record_of_its_own(program: Program) -> None:
    number = program.new_case("fravaer")
    program.fine("fravær", "registrer", number, "--fra", "2026-11-16")
    program.fine(
        "registrer", number, "barnevern-vurdert", "--grunn", "b", "--samtykke", "nei",
        "--av", "trinnleder", "--dato", "2026-11-20",
    )  # fmt: skip
    program.fine("registrer", number, "barnevern-meldt", "--av", "rektor")
    program.fine("registrer", number, "kontakt", "--med", "foresatte", "--måte", "e-post")
    value = program.fine("fravær", "vis", number, "--format", "json").json()
    assert value["barnevern"] == [
        {
            "dato": "2026-11-20", "av": "trinnleder", "ført_av": "ukjent", "grunn": "b", "samtykke": "nei",
            "sendt": "2026-11-23", "sendt_av": "rektor",
        }
    ]  # fmt: skip
    page = program.fine("fravær", "vis", number).out
    assert "grunn b, samtykke nei, sendt 23.11.2026" in page
    assert "Kontakt 23.11.2026 på e-post" in page
    assert "måte e-post" in program.fine("vis", number).out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--fra", "2026-11-20"), None),
        (("--fra", "2026-11-20", "--type", "gyldig"), None),
        (("--fra", "2026-11-20", "--type", "permisjon"), "Permisjon teller ikke i fraværstrappen."),
        (("--fra", "2026-11-20", "--timer", "2"), "Enkelte timer teller som ingenting"),
        (("--fra", "2026-11-20", "--fag", "norsk"), "Enkelte timer teller som ingenting"),
        (("--fra", "2026-11-21", "--til", "2026-11-22"), "Det er ingen skoledager i perioden"),
        (("--fra", "2024-03-04"), "Skoleruten for 2023-2024 er ikke kjent."),
    ],
)
def test_what_counts_as_nothing_is_said_when_it_is_written(
    args: tuple[str, ...], said: str | None, program: Program
) -> None:
    told = program.fine("fravær", "registrer", *ELEV, *args)
    words = " ".join(told.err.split())
    if said is None:
        assert not any(each in words for each in ("teller ikke", "ingenting", "skoledager"))
    else:
        assert said in words


OFTE = (
    "trinn:\n  - trinn: ofte-for-sent\n    navn: Ofte for sent\n    tell: {hva: forsent, vindu: måned, fra: 2}\n"
    "    hvem: [kontaktlærer]\n    hva: Ring hjem.\n    linjer: 1\n    grunnlag_for_tellingen: Oppdiktet.\n"
)


def test_a_rung_that_no_step_waits_for_is_told_where_it_is_reached(program: Program) -> None:
    ladder = program.root / "plan" / "fravaerstrapp.yaml"
    text = ladder.read_text(encoding="utf-8")
    ladder.write_text(text.replace("trinn:\n", OFTE, 1), encoding="utf-8")
    assert "[P431]" in program.fine("valider").out
    program.fine("lagre")
    first = program.fine("fravær", "registrer", *ELEV, "--fra", "2026-11-10", "--forsent")
    assert "er nådd" not in first.err
    told = program.fine("fravær", "registrer", *ELEV, "--fra", "2026-11-12", "--forsent").err
    said = "Trinnet «Ofte for sent» er nådd 12.11.2026: Ring hjem. Det gjelder kontaktlærer."
    assert said in " ".join(told.split())
    chain = program.root / "plan" / "handlingskjeder" / "fravaer.yaml"
    text = chain.read_text(encoding="utf-8")
    chain.write_text(
        text.replace(
            "utløses_av_trinn: [over-tre-dager]",
            "utløses_av_trinn: [over-tre-dager, ofte-for-sent]",
        ),
        encoding="utf-8",
    )
    assert "[P431]" not in program.fine("valider").out
    program.fine("lagre")
    linked = program.fine("fravær", "registrer", *ELEV, "--fra", "2026-11-13", "--forsent").err
    assert "er nådd" not in linked


def test_late_is_counted_on_school_days_and_has_no_lessons(program: Program) -> None:
    write(program, "--fra", "2026-11-12", "--forsent")
    program.fine("fravær", "registrer", *ELEV, "--fra", "2026-11-15", "--forsent")  # a Sunday
    assert "For sent 1 gang." in program.fine("fravær", "vis", *ELEV).out
    refused = program.run(
        "fravær", "registrer", *ELEV, "--fra", "2026-11-16", "--forsent", "--timer", "3"
    )
    assert (refused.status, "minutter og ikke timer" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("setting", "args", "said"),
    [
        (
            "fravær-gyldig-teller\n    standard: true",
            ("--type", "gyldig"),
            "Gyldig fravær teller ikke",
        ),
        (
            "fravær-timer-per-dag\n    standard: 0",
            ("--timer", "2"),
            "når de fyller dagen (6 timer)",
        ),
    ],
)
def test_it_is_said_by_the_school_s_own_settings(
    setting: str, args: tuple[str, ...], said: str, program: Program
) -> None:
    path = program.root / "plan/skole.yaml"
    text = path.read_text(encoding="utf-8")
    assert setting in text
    other = setting.replace("true", "false").replace(": 0", ": 6")
    path.write_text(text.replace(setting, other), encoding="utf-8")
    told = program.fine("fravær", "registrer", *ELEV, "--fra", "2026-11-20", *args)
    assert said in " ".join(told.err.split())


def test_single_lessons_are_told_with_their_day_and_what_to_say(program: Program) -> None:
    """The same as an import says: how many days, whose class, what is not said, and how to say it."""
    said = program.fine("fravær", "registrer", *ELEV, "--fra", "2026-11-19", "--til", "2026-11-20",
                        "--fag", "norsk", "--timer", "3")  # fmt: skip
    told = " ".join(said.err.split())
    assert "2 dager har bare enkelte timer. Enkelte timer teller som ingenting" in told
    assert "en dag i 8B har" in told
    assert "sosialplan skole valg fravær-timer-per-dag 6 --fra 2026-11-19" in told
    program.fine("skole", "valg", "fravær-timer-per-dag", "8 = 6", "--fra", "2026-11-19")
    half = program.fine("fravær", "registrer", *ELEV, "--fra", "2026-11-18", "--timer", "3").err
    assert "Enkelte timer teller som ingenting" in half, "the day before the length is said of"
    full = program.fine("fravær", "registrer", *ELEV, "--fra", "2026-11-19", "--fag", "kunst",
                        "--timer", "3").err  # fmt: skip
    assert "enkelte timer" not in full, "three and three lessons are the day"
    five = program.fine("fravær", "registrer", *ELEV, "--fra", "2026-11-20", "--fag", "kunst",
                        "--timer", "2").err  # fmt: skip
    assert "1 dag har bare enkelte timer." in " ".join(five.split())
    assert "når de fyller dagen (6 timer)" in " ".join(five.split())


def test_leave_is_shown_for_itself(program: Program) -> None:
    write(program, "--fra", "2026-11-19", "--til", "2026-11-20", "--type", "permisjon")
    write(program, "--fra", "2026-11-18")
    page = program.fine("fravær", "vis", *ELEV).out
    assert "Gyldig 0, ugyldig 1, permisjon 2." in page
    elev = program.fine("fravær", "vis", "--klasse", "8B", "--format", "json").json()["elever"][0]
    assert (elev["tellere"]["i_alt"], elev["tellere"]["permisjon"]) == (1, 2)


def test_a_plan_of_before_leave_and_lessons_counts_as_before(program: Program) -> None:
    path = program.root / "plan/skole.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    new = ("fravær-permisjon-teller", "fravær-timer-per-dag", "fravær-halvår-til")
    for name in new:
        place = next(i for i, line in enumerate(lines) if name in line)
        del lines[place : place + 3]
    path.write_text("".join(lines), encoding="utf-8")
    program.fine("lagre")
    write(program, "--fra", "2026-11-18", "--til", "2026-11-20", "--timer", "6")
    write(program, "--fra", "2026-11-17", "--type", "permisjon")
    elev = program.fine("fravær", "vis", "--klasse", "8B", "--format", "json").json()["elever"][0]
    assert elev["tellere"]["i_alt"] == 0


def left(program: Program, day: str, *args: str) -> dict[str, dict[str, object]]:
    """Return the rows of pupils without a case on a day, by step."""
    told = program.fine("--i-dag", day, "frister", "--format", "json", *args).json()["frister"]
    return {row["steg"]: row for row in told if row["kjede"] == "fravaer" and row["sak"] is None}


@pytest.fixture
def two_years(program: Program) -> Program:
    """A school whose plan knows this year and the next, and a pupil of 8B who was away for four days of this."""
    write(program, "--fra", "2026-11-17", "--til", "2026-11-20")
    return program


def later(program: Program) -> Program:
    """Return the school as it is used in August of the next school year."""
    now = replace(program, now="2027-08-27T09:30+02:00")
    assert "trinnleder-varslet" in left(now, "2027-08-27")
    return now


def test_what_was_not_done_does_not_end_with_the_school_year(two_years: Program) -> None:
    before, after = left(two_years, "2027-07-31"), left(two_years, "2027-08-20")
    assert set(after) == {each for each, row in before.items() if row["slag"] in {"frist", "plikt"}}
    row = after["trinnleder-varslet"]
    assert (row["klasse"], row["status"]) == ("9B", "forfalt")
    assert row["frist"] == before["trinnleder-varslet"]["frist"]
    assert str(row["tittel"]).endswith("(elev n0000001), fra 8B i 2026-2027")
    assert "Prøve" not in str(after)
    assert left(two_years, "2028-08-20") == {}


@pytest.mark.parametrize("klasse", ["8B", "9B"])
def test_it_is_done_in_the_class_that_it_was_or_is(two_years: Program, klasse: str) -> None:
    later(two_years).fine(
        "fravær", "følg-opp", "trinnleder-varslet", "--elev", "Oppdiktet Elev Prøve",
        "--klasse", klasse, "--av", "kontaktlærer", "--måte", "møte",
    )  # fmt: skip
    assert "trinnleder-varslet" not in left(two_years, "2027-08-27")


def test_a_follow_up_of_the_new_year_counts_for_what_the_old_asked(two_years: Program) -> None:
    pupil, now = ("--elev", "Oppdiktet Elev Prøve", "--klasse", "9B"), later(two_years)
    now.fine("fravær", "registrer", *pupil, "--fra", "2027-08-26")
    now.fine(
        "fravær", "følg-opp", "trinnleder-varslet", *pupil, "--av", "kontaktlærer", "--måte", "møte"
    )
    assert "trinnleder-varslet" not in left(two_years, "2027-08-27")


def test_a_case_of_the_new_class_takes_over_what_was_left(two_years: Program) -> None:
    later(two_years).fine(
        "ny-sak", "--kjede", "fravaer", "--elev", "Oppdiktet Elev Prøve", "--klasse", "9B",
        "--oppdaget", "2027-08-27", "--beskrivelse", "Borte i fjor.", "--meldt-av", "kontaktlærer",
    )  # fmt: skip
    assert left(two_years, "2027-08-27") == {}


def test_a_pupil_who_left_the_school_is_in_no_class_of_it(two_years: Program) -> None:
    two_years.fine(
        "fravær", "registrer", "--elev", "Oppdiktet Tiende", "--klasse", "10A",
        "--fra", "2026-11-17", "--til", "2026-11-20",
    )  # fmt: skip
    gone = [
        row
        for row in two_years.fine("--i-dag", "2027-08-20", "frister", "--format", "json").json()["frister"]
        if "fra 10A" in row["tittel"]
    ]  # fmt: skip
    assert gone
    assert {row["klasse"] for row in gone} == {None}
    told = two_years.fine("--i-dag", "2027-08-20", "forklar", "10A", "trinnleder-varslet").out
    assert told.startswith("Meld til trinnleder (elev ")
    nothing = two_years.fine("--i-dag", "2027-08-20", "forklar", "9A", "trinnleder-varslet").out
    assert nothing == "Ingenting er ventet av 9A etter den plikten nå.\n"
