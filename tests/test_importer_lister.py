"""Lists as other systems give them: nothing unread, garbled, doubled or counted as nothing in silence."""

from pathlib import Path

import pytest

from program import Program, Result, made_by_start
from sosialplan.files.listefil import read_list
from sosialplan.model.skrivemaate import pupil, same_pupil
from sosialplan.rules.navn.likhet import near

HEADING = "Elev;Klasse;Fra;Til;Kode"
COLUMNS = HEADING.split(";")
SOL = "Oppdiktet Elev Sol;8B;16.11.2026;19.11.2026;U"
LESSONS = "Elev;Klasse;Dato;Start;Fag;Kode"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    return Program(made_by_start(tmp_path / "skolen"))


def importer(program: Program, text: str | bytes, *args: str) -> Result:
    Path("liste.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return program.run("importer", "fravær", "liste.csv", *args)


def change(program: Program, file: str, *pairs: tuple[str, str]) -> None:
    path = program.root / file
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    program.fine("lagre")


def by_lessons(program: Program, timer: str = "0") -> None:
    change(
        program, "plan/import.yaml",
        ("fra: Fra", "fra: Dato"), ("    til: Til", "    # til: Til"),
        ("# fag: Fag ", "fag: Fag  # "), ("# start: Start ", "start: Start  # "),
    )  # fmt: skip
    change(
        program, "plan/skole.yaml",
        ("fravær-timer-per-dag\n    standard: 0", f"fravær-timer-per-dag\n    standard: {timer}"),
    )  # fmt: skip


def lessons(days: range, subjects: tuple[str, ...], code: str = "U") -> str:
    rows = (
        f"Oppdiktet Elev Sol;8B;{day:02}.11.2026;{8 + number:02}:30;{subject};{code}\n"
        for day in days
        for number, subject in enumerate(subjects)
    )
    return f"{LESSONS}\n{''.join(rows)}"


SIX = ("norsk", "norsk", "matematikk", "engelsk", "kunst", "naturfag")


# Lessons are lessons


def test_a_list_by_lessons_is_refused_until_the_school_has_said_how_long_a_day_is(
    program: Program,
) -> None:
    """Sixteen days away, all lessons, were told as new school days and counted as nothing."""
    by_lessons(program)
    text = lessons(range(9, 14), SIX)
    other = text + "Oppdiktet Elev Måne;9D;12.11.2026;08:30;norsk;U\n"
    for args in ((), ("--utfør",), ("--utfør", "--åpne-saker")):
        told = importer(program, other, *args)
        assert told.status == 1
        assert "feil[A642] 5 dager i 8B er ført time for time" in told.err
        assert "feil[A642] 1 dag i 9D er ført time for time" in told.err
        assert "sosialplan skole valg fravær-timer-per-dag TIMER --fra 2026-11-09" in told.err
    assert not (program.root / "fravaer/2026-2027/8B.yaml").exists()
    program.fine("skole", "valg", "fravær-timer-per-dag", "8 = 6", "--fra", "2026-11-09")
    assert "A642] 1 dag i 9D" in importer(program, other).err, "the other grade is not said"
    told = importer(program, text, "--utfør")
    assert told.status == 0, told.err
    assert "5 nye skoledager, 0 ført fra før. Fraværstrappen teller 5 av dem." in told.out
    said = " ".join(told.out.split())
    assert "5 dager for 1 elev er lest, 5 av dem time for time (30 timer)." in said
    assert "Trappen teller 5 av dem, for 1 elev." in said
    assert "teller ikke" not in said


def test_a_length_that_begins_after_the_days_says_nothing_of_them(program: Program) -> None:
    by_lessons(program)
    program.fine("skole", "valg", "fravær-timer-per-dag", "6", "--fra", "2026-11-12")
    told = importer(program, lessons(range(9, 14), SIX))
    assert "A642] 3 dager i 8B" in told.err
    assert "--fra 2026-11-09" in told.err


def test_a_day_is_as_long_as_the_grade_has_it(program: Program) -> None:
    by_lessons(program)
    program.fine("skole", "valg", "fravær-timer-per-dag", "8 = 6; 9 = 7", "--fra", "2026-08-17")
    both = lessons(range(9, 14), SIX)
    told = importer(program, both + both.split("\n", 1)[1].replace("Sol;8B", "Måne;9D"), "--utfør")
    assert "10 nye skoledager, 0 ført fra før. Fraværstrappen teller 5 av dem." in told.out
    said = " ".join(told.out.split())
    assert "10 dager for 2 elever er lest" in said
    assert "Trappen teller 5 av dem, for 1 elev. 5 teller ikke." in said
    assert "først når de fyller dagen (6 eller 7 timer)" in " ".join(told.err.split())


@pytest.mark.parametrize("value", ["6,5", "8 = 6; 8 = 7", "13", "6 6", "8 = ", "; 6"])
def test_a_length_that_cannot_be_read_is_refused_with_what_can(
    value: str, program: Program
) -> None:
    said = program.run("skole", "valg", "fravær-timer-per-dag", value)
    assert said.status == 2
    assert "8 = 6 6 6 6 5; 9 = 7" in " ".join(said.err.split())


def test_a_grade_that_the_school_does_not_have_is_a_fault_of_the_plan(program: Program) -> None:
    said = program.run("skole", "valg", "fravær-timer-per-dag", "7 = 6")
    assert said.status == 1
    assert "P420" in said.err
    assert "skolens egne trinn" in said.err


def test_the_list_s_own_column_says_what_is_a_whole_day(program: Program) -> None:
    by_lessons(program)
    change(program, "plan/import.yaml", ("# hel_dag: Hel dag ", "hel_dag: Hel dag  # "))
    rows = lessons(range(16, 18), SIX).replace(";U\n", ";U;ja\n").splitlines()[1:]
    heading = f"{LESSONS};Hel dag"
    told = importer(program, "\n".join([heading, *rows]), "--utfør")
    assert told.status == 0, told.err
    assert "2 nye skoledager, 0 ført fra før. Fraværstrappen teller 2 av dem." in told.out
    mixed = f"{heading}\nOppdiktet Elev Sol;8B;18.11.2026;08:30;norsk;U;nei\n"
    assert "A642] 1 dag i 8B" in importer(program, mixed).err


@pytest.mark.parametrize(
    ("cell", "said"),
    [("0,5", "feil[A643]"), ("kanskje", "feil[A643]"), ("0", "feil[A644]"), ("", "feil[A644]"),
     ("3", "advarsel[A645] Listen sier 3 dager, men det er 4 skoledager"), ("4,0", ""), ("x", "")],
)  # fmt: skip
def test_a_number_of_whole_days_is_held_against_the_school_year(
    cell: str, said: str, program: Program
) -> None:
    change(program, "plan/import.yaml", ("# hel_dag: Hel dag ", "hel_dag: Dager  # "))
    told = importer(program, f"{HEADING};Dager\n{SOL};{cell}\n")
    assert said in told.err
    assert told.status == ("feil" in said)
    if told.status == 0:
        assert "4 nye skoledager, 0 ført fra før. Fraværstrappen teller 4 av dem." in told.out


def test_after_it_is_saved_the_list_is_held_against_the_ladder(program: Program) -> None:
    change(program, "plan/import.yaml", ("kode: G, type: gyldig", "kode: G, type: permisjon"))
    text = f"{HEADING}\n{SOL}\nOppdiktet Elev Måne;10A;16.11.2026;17.11.2026;G\n"
    for args in ((), ("--utfør",), ("--utfør",)):
        said = " ".join(importer(program, text, *args).out.split())
        assert "6 dager for 2 elever er lest. Trappen teller 4 av dem, for 1 elev." in said
        assert "2 teller ikke." in said
    held = importer(program, text, "--format", "json").json()["kontroll"]
    assert held == {
        "elever": 2, "dager": 6, "dager_med_timer": 0, "timer": 0, "for_sent": 0, "gikk": 0, "minutter": 0, "elever_som_telles": 1,
        "dager_som_telles": 4, "teller_ikke": 2, "ikke_i_planmappen": 0,
    }  # fmt: skip


def test_all_lessons_of_a_day_are_a_day_when_the_school_has_said_how_many(program: Program) -> None:
    by_lessons(program, "6")
    told = importer(program, lessons(range(9, 14), SIX), "--utfør", "--format", "json").json()
    assert (told["nye_dager"], told["telles_i_trappen"]) == (5, 5)
    assert told["teller_ikke"] == {"timer": 0, "minutter": 0, "uforklart": 0}
    assert ("over-tre-dager", "2026-11-12") in [(e["trinn"], e["nådd"]) for e in told["trinn"]]
    elev = program.fine("fravær", "vis", "--klasse", "8B", "--format", "json").json()["elever"][0]
    assert elev["tellere"]["i_alt"] == 5
    again = importer(program, lessons(range(9, 14), SIX), "--utfør")
    assert "Ingenting er endret: alt i listen er ført fra før." in again.err


def test_the_lessons_of_two_lists_fill_a_day_together(program: Program) -> None:
    by_lessons(program, "6")
    importer(program, lessons(range(9, 10), SIX[:4]), "--utfør")
    told = importer(program, lessons(range(9, 10), SIX), "--format", "json").json()
    assert (told["nye_dager"], told["telles_i_trappen"]) == (1, 1)


def test_five_of_six_lessons_are_said_to_be_no_day(program: Program) -> None:
    by_lessons(program, "6")
    told = importer(program, lessons(range(9, 14), SIX[1:]))
    assert "Fraværstrappen teller 0 av dem." in told.out
    assert "først når de fyller dagen (6 timer)" in " ".join(told.err.split())


@pytest.mark.parametrize(
    "heading", ["Fag", "Faggruppe", "Time", "Timer", "Antall timer", "Fraværstimer", "Økt", "Start",
                "Starttid", "Fra kl", "Klokkeslett", "Minutter", "Varighet (min)"]
)  # fmt: skip
def test_lessons_are_never_read_as_whole_days(heading: str, program: Program) -> None:
    told = importer(program, f"{HEADING};{heading}\n{SOL};1\n", "--utfør")
    assert told.status == 1
    assert "A629" in told.err


@pytest.mark.parametrize("heading", ["Merknad", "Fornavn 2", "Timeplan", "Startdato", "Meldt", ""])
def test_other_columns_are_named_and_passed_by(heading: str, program: Program) -> None:
    told = importer(program, f"{HEADING};{heading}\n{SOL};x\n")
    assert told.status == 0, told.err
    assert f"merknad[A626] Disse kolonnene leses ikke: «{heading or 'nummer 6'}»." in told.err


def test_leave_is_said_to_count_as_nothing(program: Program) -> None:
    change(program, "plan/import.yaml", ("kode: G, type: gyldig", "kode: G, type: permisjon"))
    told = importer(program, f"{HEADING}\n{SOL.replace(';U', ';G')}\n")
    assert "Fraværstrappen teller 0 av dem." in told.out
    assert "4 dager i listen teller ikke. Permisjon teller ikke i fraværstrappen." in told.err


# The shape of the file


@pytest.mark.parametrize(
    "text",
    [
        f"sep=;\n{HEADING}\n{SOL}\n",
        f"SEP=;\r\n{HEADING}\r\n{SOL}\r\n",
        f"sep=,\n{HEADING.replace(';', ',')}\n{SOL.replace(';', ',')}\n",
        f"Fraværsliste uke 47\n\n{HEADING}\n{SOL}\n",
        f"Oppdiktet skole;;;;\nPeriode: 17.08.2026 - 20.11.2026;;;;\n;;;;\n{HEADING}\n{SOL}\n",
        f"sep=;\nFravær\n{HEADING}\n{SOL}\n",
        f"{HEADING}\n{SOL}\nSum;;;;4\n",
        f"{HEADING}\n{SOL}\nTotalt;;;;4\n",
        f"{HEADING}\n{SOL}\n8B;Sum Sol, Oppdiktet Elev;;;4\n;;;;\n;I alt;;;4\n",
        f"{HEADING}\n{SOL}\nSum;4\n",
    ],
)
def test_what_stands_around_the_table_is_passed_by_with_a_word(text: str, program: Program) -> None:
    told = importer(program, text)
    assert told.status == 0, told.err
    assert "4 nye skoledager, 0 ført fra før. Fraværstrappen teller 4 av dem." in told.out
    if "Sum" in text or "alt" in text:
        assert "merknad[A628]" in told.err
    if "uke 47" in text or "Periode" in text:
        assert "merknad[A625]" in told.err


@pytest.mark.parametrize("columns", [199, 1_000_000])
def test_a_heading_without_end_is_refused_in_words(columns: int, program: Program) -> None:
    """A heading longer than the library takes for one cell ended the program."""
    fil = program.root.parent / "bred.csv"
    heading = "Elev;Klasse;Fra;Til;Kode" + ";x" * columns
    fil.write_text(f"{heading}\nOppdiktet Elev;8B;2026-11-02;2026-11-03;U\n", encoding="utf-8")
    said = program.run("importer", "fravær", str(fil), "--utfør")
    assert said.status == 1
    assert f"A605] Listen har {columns + 5} kolonner" in said.out + said.err


def test_a_pupil_whose_name_begins_as_a_sum_is_a_pupil(program: Program) -> None:
    told = importer(program, f"{HEADING}\nSum Oppdiktet;8B;16.11.2026;;U\n")
    assert "1 ny skoledag" in told.out
    assert "A628" not in told.err


# Garbled text

NAMES = "Oppdiktet Måne, Oppdiktet Sæther, Oppdiktet Bjørg, Ærlig Ås, Øyvind Ødegård"


def _garbled(made: str, read: str) -> bytes:
    return NAMES.encode(made).decode(read, errors="replace").encode()


@pytest.mark.parametrize(
    "raw",
    [
        NAMES.encode("mac-roman"), NAMES.encode("cp850"), NAMES.encode("cp865"),
        *(_garbled("utf-8", read) for read in ("cp1252", "mac-roman", "cp850", "latin-1", "ascii")),
        _garbled("mac-roman", "cp1252"), _garbled("cp850", "cp1252"),
        NAMES.encode().decode("cp1252", "replace").encode().decode("cp1252", "replace").encode(),
        NAMES.replace("å", "&aring;").encode(), NAMES.replace("å", "=C3=A5").encode(),
        *(f"Oppdiktet {name}".encode("mac-roman") for name in ("Måne", "Sæther", "Bjørg", "Ås")),
        *(f"Oppdiktet {name}".encode("cp850") for name in ("Måne", "Sæther", "Bjørg", "Ås")),
    ],
)  # fmt: skip
def test_garbled_text_is_refused_with_the_cure(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(f"{HEADING}\n".encode() + raw + b";8B;16.11.2026;;U\n")
    read = read_list(path, COLUMNS)
    assert [each.code for each in read.problems][:1] in (["A604"], ["A603"])
    if b"\xc2" not in raw:
        assert "CSV UTF-8" in read.problems[0].cure


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [NAMES, "Oppdiktet D’Arcy", "Oppdiktet O‘Neil", "René Müller", "Šuvva Žižka", "Ãngela São",
     "3¾ time", "½ dag", "André Œuvre", "«syk» – ringte …", "kr 5 € § 10-6"],
)  # fmt: skip
def test_text_that_is_as_it_should_be_is_read(encoding: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(f"{HEADING}\n{text};8B;16.11.2026;;U\n".encode(encoding))
    read = read_list(path, COLUMNS)
    assert read.problems == ()
    assert read.liste is not None
    assert read.liste.rader[0].celler[0] == text


@pytest.mark.parametrize("name", ["S?ther", "Oppdiktet S{ther", "Oppdiktet [s", "Nord}s Oppdiktet"])
def test_a_name_that_lost_a_letter_is_refused(name: str, program: Program) -> None:
    assert "feil[A630]" in importer(program, f"{HEADING}\n{name};8B;16.11.2026;;U\n").err


# One pupil, however the name is written

SAME = (
    ("Oppdiktet O'Neil", "Oppdiktet O’Neil"), ("Oppdiktet O'Neil", "Oppdiktet OʼNeil"),
    ("Oppdiktet Anne-Lise", "Oppdiktet Anne‐Lise"), ("Oppdiktet Anne-Lise", "Oppdiktet Anne‑Lise"),
    ("Oppdiktet Edda", "Oppdiktet Ed\u00adda"), ("Oppdiktet Ola", "Oppdiktet Ola\u200b"),
    ("Oppdiktet Åse", "Oppdiktet A\u030ase"), ("Oppdiktet Ola Nes", "Nes, Oppdiktet Ola"),
    ("Oppdiktet  Ola", "oppdiktet ola"), ("Oppdiktet Ola", "Oppdiktet\u00a0Ola"),
)  # fmt: skip
NEAR = (
    ("Oppdiktet Kari Nes", "Oppdiktet Kati Nes"), ("Oppdiktet Kari Nes", "Oppdiktet Karin Nes"),
    ("Oppdiktet Karin Nes", "Oppdiktet Kari Nes"), ("Oppdiktet Marte", "Oppdiktet Mrate"),
    ("Oppdiktet Kari Nes", "Nes Oppdiktet Kari"), ("Oppdiktet Anne-Lise", "Oppdiktet Anne Lise"),
    ("Oppdiktet Anne-Lise", "Oppdiktet Annelise"), ("Oppdiktet Andre", "Oppdiktet André"),
    ("Oppdiktet Kari", "Oppdiktet Kari Nes"), ("Oppdiktet Aase Nes", "Oppdiktet Åse Nes"),
    ("Oppdiktet Eli Nes", "Oppdiktet Eli M. Nes"), ("Oppdiktet Søren Nes", "Oppdiktet Soeren Nes"),
)  # fmt: skip
APART = (
    ("Oppdiktet A", "Oppdiktet B"), ("Oppdiktet Elev 12", "Oppdiktet Elev 13"),
    ("Oppdiktet Kari Nes", "Oppdiktet Kari Lie"),
    ("Oppdiktet Kari Nes", "Oppdiktet Kati Nus"), ("Oppdiktet Bo", "Oppdiktet By"),
    ("Oppdiktet Kari", "Oppdiktet Maria Nes"), ("Oppdiktet Ola (mars)", "Oppdiktet Ola (juni)"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_that_look_alike_are_one_pupil(one: str, other: str) -> None:
    assert same_pupil(one, other)
    assert pupil(one) == pupil(other)
    assert list(near(one, [other])) == []


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_names_that_nearly_are_the_same_are_asked_about(one: str, other: str) -> None:
    assert not same_pupil(one, other)
    assert list(near(one, [other])) == [other]
    assert list(near(other, [one])) == [one]


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_tell_pupils_apart_are_left_in_peace(one: str, other: str) -> None:
    assert list(near(one, [other])) == []
    assert not same_pupil(one, other)


def test_absence_goes_on_under_the_other_way_to_write_a_name(program: Program) -> None:
    names = [pair for pair in SAME if "O'Neil" in pair[0] or "Anne" in pair[0]][1:3]
    first = "".join(f"{one};8B;02.11.2026;06.11.2026;U\n" for one, _ in names)
    second = "".join(f"{other};8B;09.11.2026;13.11.2026;U\n" for _, other in names)
    importer(program, f"{HEADING}\n{first}", "--utfør")
    told = importer(program, f"{HEADING}\n{second}", "--utfør")
    assert told.out.count("10 fraværsdager i alt") == 2
    said = program.fine("fravær", "registrer", "--elev", names[0][1], "--klasse", "8B",
                        "--fra", "2026-11-16")  # fmt: skip
    assert "ligner" not in said.err
    elever = program.fine("fravær", "vis", "--klasse", "8B", "--format", "json").json()["elever"]
    assert sorted(each["tellere"]["i_alt"] for each in elever) == [10, 11]


def test_a_case_and_absence_by_name_meet_however_it_is_written(program: Program) -> None:
    program.fine("fravær", "registrer", "--elev", "Oppdiktet O'Neil", "--klasse", "8B",
                 "--fra", "2026-11-16", "--til", "2026-11-19")  # fmt: skip
    number = program.new_case("fravaer", "Oppdiktet O’Neil")
    shown = program.fine("fravær", "vis", number, "--format", "json").json()
    assert shown["tellere"]["i_alt"] == 4


def test_a_name_that_nearly_is_another_s_is_told_of_everywhere(program: Program) -> None:
    importer(program, f"{HEADING}\nOppdiktet Kari Nes;8B;16.11.2026;;U\n", "--utfør")
    assert (
        "advarsel[A633]"
        in importer(program, f"{HEADING}\nOppdiktet Kati Nes;8B;17.11.2026;;U\n").err
    )
    said = program.fine("fravær", "registrer", "--elev", "Oppdiktet Karin Nes", "--klasse", "8B",
                        "--fra", "2026-11-17", "--ny-elev")  # fmt: skip
    assert "Navnet ligner på en annen elev i klassen." in said.err
    program.new_case("bekymring", "Oppdiktet Kari Nes")
    told = program.fine("ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Kati Nes",
                        "--klasse", "8B", "--oppdaget", "2026-11-20", "--ny-elev")  # fmt: skip
    assert "En elev med et navn som ligner, har en åpen sak fra før:" in told.err


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oppdiktet Aase Lind", "Oppdiktet Åse Lind"),
        ("Oppdiktet Håkon Næss", "Oppdiktet Haakon Næss"),
        ("Oppdiktet Søren Moe", "Oppdiktet Sören Moe"),
        ("Oppdiktet Eli Moe", "Oppdiktet Eli M. Moe"),
    ],
)
def test_a_name_in_an_older_spelling_is_asked_about_in_a_list(
    program: Program, one: str, other: str
) -> None:
    importer(program, f"{HEADING}\n{one};8B;16.11.2026;;U\n", "--utfør")
    assert "advarsel[A633]" in importer(program, f"{HEADING}\n{other};8B;17.11.2026;;U\n").err
    within = f"{HEADING}\n{one};8B;18.11.2026;;U\n{other};8B;19.11.2026;;U\n"
    assert "advarsel[A633]" in importer(program, within).err


def test_two_pupils_of_one_name_and_class_lose_nothing(program: Program) -> None:
    born = f"{HEADING};Født\nOppdiktet Ola Nes;8B;16.11.2026;;U;%s\nOppdiktet Ola Nes;8B;17.11.2026;;U;%s\n"
    assert "feil[A632]" in importer(program, born % ("12.03.2013", "03.06.2013"), "--utfør").err
    assert importer(program, born % ("12.03.2013", "12.03.2013")).status == 0
    apart = f"{HEADING}\nOppdiktet Ola Nes (mars);8B;16.11.2026;;U\nOppdiktet Ola Nes (juni);8B;16.11.2026;;U\n"
    assert importer(program, apart, "--utfør").status == 0
    elever = program.fine("fravær", "vis", "--klasse", "8B", "--format", "json").json()["elever"]
    assert [each["tellere"]["i_alt"] for each in elever] == [1, 1]


OWN_RUNGS = """trinn:
  - trinn: ofte-sent
    navn: Tre ganger for sent i en måned
    tell: {hva: forsent, vindu: måned, fra: 3}
    hvem: [kontaktlærer]
    hva: Ring hjem.
    varsle_dagen_før: true
    linjer: 1
    grunnlag_for_tellingen: Skolens eget trinn.
  - trinn: gikk
    navn: Eleven gikk fra skolen
    tell: {hva: gikk, vindu: dag, fra: 1}
    hvem: [kontaktlærer]
    hva: Ring hjem.
    linjer: 1
    grunnlag_for_tellingen: Skolens eget trinn.
  - trinn: samme-fag
    navn: Tre timer borte fra samme fag i en måned
    tell: {hva: enkelttimer, vindu: måned, fra: 3, per_fag: true}
    hvem: [kontaktlærer]
    hva: Snakk med eleven.
    varsle_dagen_før: true
    linjer: 1
    grunnlag_for_tellingen: Skolens eget trinn.
"""


def test_late_arrivals_leaving_and_subjects_of_a_list_reach_the_school_s_own_rungs(
    program: Program,
) -> None:
    change(
        program,
        "plan/fravaerstrapp.yaml",
        ("trinn:\n  - trinn: første", f"{OWN_RUNGS}  - trinn: første"),
    )
    by_lessons(program, "6")
    change(
        program, "plan/import.yaml",
        ("  koder:\n", ("  koder:\n    - {kode: Sen, type: ugyldig, meldt: nei, forsent: true}\n"
         "    - {kode: Gikk, type: ugyldig, meldt: nei, gikk: true}\n")),
    )  # fmt: skip
    rows = (
        "Oppdiktet Elev Sol;8B;02.11.2026;08:30;norsk;Sen",
        "Oppdiktet Elev Sol;8B;05.11.2026;08:30;norsk;Sen",
        "Oppdiktet Elev Sol;8B;09.11.2026;08:30;kunst;Sen",
        "Oppdiktet Elev Sol;8B;10.11.2026;12:30;kunst;Gikk",
        "Oppdiktet Elev Sol;8B;10.11.2026;13:30;kunst;Gikk",
        "Oppdiktet Elev Sol;8B;11.11.2026;12:30;engelsk;U",
        "Oppdiktet Elev Sol;8B;11.11.2026;13:30;engelsk;U",
    )
    text = "\n".join((LESSONS, *rows, ""))
    shown = importer(program, text)
    assert shown.status == 0, shown.err
    assert [line for line in shown.out.splitlines() if "Tre ganger for sent" in line]
    done = importer(program, text, "--utfør", "--format", "json").json()
    assert (done["kontroll"]["for_sent"], done["kontroll"]["gikk"]) == (3, 1)
    assert importer(program, text).out.count("Tre ganger for sent") == 0, (
        "the same list is nothing new"
    )
    kept = (program.root / "fravaer/2026-2027/8B.yaml").read_text(encoding="utf-8")
    assert (kept.count("forsent: true"), kept.count("gikk: true")) == (3, 1)
    elev = program.fine("fravær", "vis", "--klasse", "8B", "--format", "json").json()["elever"][0]
    assert [(each["trinn"], each["nådd"]) for each in elev["trinn"]] == [
        ("ofte-sent", "2026-11-09"), ("gikk", "2026-11-10"),
    ]  # fmt: skip
    warned = program.fine("frister").out
    assert "Én enkelttime til gir" in warned
    program.fine(
        "fravær", "registrer", "--elev", "Oppdiktet Elev Sol", "--klasse", "8B",
        "--fra", "2026-11-12", "--gikk",
    )  # fmt: skip
    told = program.fine(
        "fravær",
        "registrer",
        "--elev",
        "Oppdiktet Elev Sol",
        "--klasse",
        "8B",
        "--fra",
        "2026-11-13",
    )
    assert (
        "Hele dager har ikke fag, og teller ikke i «Tre timer borte fra samme fag i en måned»"
        in told.err + told.out
    )
    page = program.fine("fravær", "vis", "--klasse", "8B", "--elev", "Oppdiktet Elev Sol").out
    assert "Gikk fra skolen 2 ganger." in page
    assert "gikk fra skolen" in page
