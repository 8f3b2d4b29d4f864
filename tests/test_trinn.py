"""Schools of every kind in grunnskolen: which classes they have, whom pupils leave, and what tells a class in a text."""

import re
from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from program import Program, Result, copied, made_by_start
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.klassetrinn import (
    ClassName,
    Trinn,
    class_alike,
    code_up,
    is_class,
    trinn_i_koden,
)
from sosialplan.model.lekkasje import Funnslag, Hvem, Kjent, Kjente
from sosialplan.model.sak import Elev
from sosialplan.model.skole import Klasse, Skole, Verv
from sosialplan.rules.medvirkning import may_be_15
from sosialplan.rules.navn.kontaktspor import kontaktspor, spor
from sosialplan.rules.navn.tekstord import lesninger, som_lest
from sosialplan.rules.verv import posts_of
from sosialplan.rules.vinduer import TIMER_PER_DAG, lessons_a_day, unknown_grades

KLASSER = {
    "3B": 3, "10AB": 10, "8-1": 8, "1-A": 1, "9STA": 9, "7A": 7, "8b": 8, "8.1": 8, "8ABCD": 8, "3-4B": 3,
    "VG1A": "VG1", "vg2-EL": "VG2", "1STA": 1, "1-2-3": 1,
    "Mottak": None, "Rød": None, "A8": None, "0A": None, "11A": None, "08A": None, "Conny": None, "com10": None,
}  # fmt: skip
"""What can be the code of a class, and the grade that it begins with; None for one that begins with none."""
INGEN_KLASSE = (
    "", "8", "10", "VG1", "vg3", "8 B", "8-", "-8", "--hjelp", "=8B", "+8B", "@8B", ".8B", "8..1", "../8B", "8/B", "8\\B",
    "8B\n", "CON", "nul", "Aux", "com1", "LPT9.x", "A" * 21, "Rød gruppe", "8B;9B", "«8B»", "8B.yaml.", "8\u0301B",
)  # fmt: skip
"""What would be a grade, a path, an option, a formula, a device of Windows, or nothing that one could type."""
TRINN_AV_LISTER = {
    ("1STA", "VG1-VG3"): "VG1", ("3PBY", "VG1-VG3"): "VG3", ("1STA", None): 1, ("1A", "8-VG3"): "VG1",
    ("1A", "1-10"): 1, ("1A", "1-VG3"): 1, ("VG1A", "1-VG3"): "VG1", ("10A", "8-VG3"): 10, ("4A", "VG1-VG3"): 4,
}  # fmt: skip
"""The grade that a code begins with in a school of these grades."""


@pytest.mark.parametrize(("klasse", "trinn"), KLASSER.items())
def test_a_code_of_a_class_and_the_grade_it_begins_with(klasse: str, trinn: Trinn | None) -> None:
    assert is_class(klasse)
    assert msgspec.convert(klasse, ClassName) == klasse
    assert trinn_i_koden(klasse) == trinn


@pytest.mark.parametrize("klasse", INGEN_KLASSE)
def test_what_is_no_class(klasse: str) -> None:
    assert not is_class(klasse)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(klasse, ClassName)


@pytest.mark.parametrize(("klasse", "trinn"), TRINN_AV_LISTER.items())
def test_a_number_is_a_grade_of_the_kind_of_school(
    klasse: tuple[str, str | None], trinn: Trinn
) -> None:
    code, trinnene = klasse
    skole = skole_med((code, None), trinn=trinnene)
    assert skole.trinn_i(code) == (trinn,)
    assert skole.trinnene == (trinn,)


SISTE = {
    ("3A", "7A"): 7, ("3A", "8A"): 10, ("10A",): 10, ("1A", "VG2A"): "VG3", ("Mottak",): 10, (): 10,
}  # fmt: skip
"""The classes of a school that does not say its grades, and whom they leave it from."""


@pytest.mark.parametrize(("klasser", "siste"), SISTE.items())
def test_the_last_grade_is_that_of_the_kind_of_school(
    klasser: tuple[str, ...], siste: Trinn
) -> None:
    assert skole_med(*((each, None) for each in klasser)).siste_trinn == siste


def test_the_last_grade_can_be_said() -> None:
    assert skole_med(("1STA", None), trinn="VG1-VG2").siste_trinn == "VG2"
    assert skole_med(("3A", None), trinn="1-5").siste_trinn == 5
    turned = skole_med(("3A", None), trinn="7-1")
    assert (turned.mulige_trinn, turned.siste_trinn) == ((), 1)


def test_a_class_has_the_grades_beside_it() -> None:
    skole = skole_med(("Rød", 3), ("3-4B", (3, 4)), ("Mottak", None), ("1M", ()), ("2STA", None))
    assert [skole.trinn_i(each.klasse) for each in skole.klasser] == [(3,), (3, 4), (), (), (2,)]
    assert skole.trinnene == (2, 3, 4)
    assert skole.trinn_i("9D") == (9,), "a class of last year"


def test_a_post_for_a_grade_covers_a_mixed_class_and_no_class_without_one() -> None:
    skole = skole_med(("3-4B", (3, 4)), ("Mottak", None), ("1STA", "VG1"))
    covered = {
        trinn: [
            each.klasse
            for each in skole.klasser
            if skole.covers(Verv(rolle="trinnleder", trinn=trinn), each.klasse)
        ]
        for trinn in (3, 4, 5, "VG1")
    }
    assert covered == {3: ["3-4B"], 4: ["3-4B"], 5: [], "VG1": ["1STA"]}
    assert skole.covers(Verv(rolle="kontaktlærer", klasse="Mottak"), "Mottak")
    assert not skole.covers(Verv(rolle="kontaktlærer", klasse="Mottak"), "1STA")
    assert skole.covers(Verv(rolle="rektor"), "Mottak")


def test_a_list_may_write_a_class_in_its_own_way() -> None:
    skole = skole_med(("8.1", None), ("Rød", 3), ("1STA", None), ("8A", None), ("8-A", None))
    meant = {
        each: skole.klasse_ment(each) for each in ("8-1", "81", "rød", "1 sta", "8A", "8a", "9A")
    }
    assert meant == {
        "8-1": "8.1", "81": "8.1", "rød": "Rød", "1 sta": "1STA", "8A": "8A", "8a": None, "9A": None,
    }  # fmt: skip


def skole_med(
    *klasser: tuple[str, Trinn | tuple[Trinn, ...] | None], trinn: str | None = None
) -> Skole:
    """Return a school of these classes, each with its grades where they are said."""
    return Skole(
        navn="Oppdiktet skole", kommune="Oppdiktet", verdier=(), roller=(), innstillinger=(), trinn=trinn,
        klasser=tuple(Klasse(klasse=code, trinn=said) for code, said in klasser),
    )  # fmt: skip


@pytest.fixture(scope="module")
def barneskole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school of 1st to 7th grade, made by commands alone."""
    root = made_by_start(tmp_path_factory.mktemp("barneskole") / "skolen")
    program = Program(root)
    program.fine("skole", "klasse", "ny", "3B", "6-1", "7A")
    for each in ("8A", "8B", "8C", "8D", "9A", "9B", "9C", "9D", "10A", "10B", "10C", "10D"):
        program.fine("skole", "klasse", "slutt", each)
    return root


@pytest.fixture
def program(barneskole: Path, tmp_path: Path) -> Program:
    return Program(copied(barneskole, tmp_path / "skolen"))


def ny_sak(program: Program, klasse: str, elev: str = "Oppdiktet Elev Prøve") -> str:
    made = program.fine(
        "ny-sak", "--kjede", "bekymring", "--elev", elev, "--klasse", klasse,
        "--oppdaget", "2026-11-23", "--format", "json",
    )  # fmt: skip
    return str(made.json()["sak"])


def test_cases_and_absence_are_of_any_class(program: Program) -> None:
    number = ny_sak(program, "3b")
    assert "klasse: 3B" in program.case(number).read_text(encoding="utf-8")
    other = ny_sak(program, "6-1", "Oppdiktet Elev Vik")
    program.fine("fravær", "registrer", other, "--fra", "2026-11-20")
    assert (program.root / "fravaer" / "2026-2027" / "6-1.yaml").exists()
    problems = program.run("valider", "--format", "json").json()["problemer"]
    assert [each for each in problems if each["nivå"] == "feil"] == []


def test_a_class_that_the_school_lacks_is_refused(program: Program) -> None:
    refused = program.run(
        "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev", "--klasse", "8A",
        "--oppdaget", "2026-11-23",
    )  # fmt: skip
    assert refused.status == 2
    assert "3B" in refused.err


def test_pupils_leave_with_the_school_s_last_grade(program: Program) -> None:
    """The 7th of a barneskole, and what ``trinn:`` says where the school is another kind."""
    leaves, stays = ny_sak(program, "7A"), ny_sak(program, "6-1", "Oppdiktet Elev Vik")
    program.now = "2027-06-21T09:30+02:00"
    shown = program.fine("nytt-skoleår", "2027-2028").out
    assert f"{stays}  6-1 → 7-1" in shown
    assert re.search(rf"overleveres: 1\n  {leaves}  7A", shown)
    skole = program.root / "plan" / "skole.yaml"
    skole.write_text(skole.read_text(encoding="utf-8") + "trinn: 1-10\n", encoding="utf-8")
    assert f"{leaves}  7A → 8A" in program.run("nytt-skoleår", "2027-2028").out


def test_the_leak_check_knows_the_school_s_own_classes(program: Program) -> None:
    own, _ = ny_sak(program, "3B"), ny_sak(program, "6-1", "Oppdiktet Elev Vik")
    program.fine("registrer", own, "notat", "--notat", "Det gjelder en i 6-1.")
    told = program.run("lag", "melding", own, "--mottaker", "r-team")
    assert "6-1" not in told.out or "klasse" in told.err


def test_a_post_may_be_for_any_class_and_grade(program: Program) -> None:
    program.fine("skole", "person", "ny", "Oppdiktet Lærer Li", "kontaktlærer 6-1", "trinnleder 3")
    text = (program.root / "plan" / "skole.yaml").read_text(encoding="utf-8")
    assert "klasse: 6-1" in text
    assert "trinn: 3" in text


# Videregående, and classes that are not called by their grade


def changed(root: Path, *edits: tuple[str, str]) -> None:
    path = root / "plan" / "skole.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def videregaaende(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school of videregående with a reception class, by one edit of the file of the school."""
    root = made_by_start(tmp_path_factory.mktemp("videregaaende") / "skolen")
    text = (root / "plan" / "skole.yaml").read_text(encoding="utf-8")
    own = "".join(f"  - {{klasse: {each}}}\n" for each in ("1STA", "2STA", "3STA"))
    text = re.sub(r"(?<=klasser:\n)(?:  - .*\n)+", own, text) + "trinn: VG1-VG3\n"
    (root / "plan" / "skole.yaml").write_text(text, encoding="utf-8")
    program = Program(root)
    saved = program.run("lagre")
    # A plan of grunnskolen lacks what the law asks of such a school alone, and that is told.
    assert (saved.status, saved.err.count("feil["), "J527" in saved.err) == (1, 1, True)
    program.fine("skole", "klasse", "ny", "Mottak", "--trinn", "ingen")
    program.fine("skole", "person", "ny", "Oppdiktet Lærer Li", "kontaktlærer 1sta", "trinnleder vg1", "trinnkoordinator Vg 2")  # fmt: skip
    program.fine("skole", "person", "ny", "Oppdiktet Lærer Mo", "kontaktlærer i klasse mottak")
    return root


@pytest.fixture
def vg(videregaaende: Path, tmp_path: Path) -> Program:
    return Program(copied(videregaaende, tmp_path / "skolen"))


def faults(program: Program) -> list[dict[str, object]]:
    problems = program.run("valider", "--format", "json").json()["problemer"]
    told = [each for each in problems if each["kode"] != "J527"]  # see the fixture
    return [each for each in told if each["nivå"] == "feil" or each["kode"] in {"M524", "M525"}]


def test_posts_of_videregaaende_are_held_for_grades_and_free_classes(vg: Program) -> None:
    text = (vg.root / "plan" / "skole.yaml").read_text(encoding="utf-8")
    assert "trinn: VG1" in text
    assert "trinn: VG2" in text
    assert "klasse: Mottak" in text
    assert faults(vg) == []
    told = vg.run("skole", "person", "ny", "Oppdiktet Ole", "trinnleder mottak")
    assert (told.status, "må det stå et trinn ved skolen" in told.err) == (2, True)
    assert "De som finnes: VG1, VG2, VG3" in " ".join(told.err.split())


def test_a_case_of_videregaaende_has_its_people_and_its_words(vg: Program) -> None:
    number = ny_sak(vg, "1sta")
    shown = brev(vg, number)
    assert "| Trinn og klasse | Vg1, 1STA |" in shown
    free = ny_sak(vg, "mottak", "Oppdiktet Elev Vik")
    shown = brev(vg, free)
    assert "| Trinn og klasse | Mottak |" in shown
    vg.fine("fravær", "registrer", free, "--fra", "2026-11-20")
    assert (vg.root / "fravaer" / "2026-2027" / "Mottak.yaml").exists()
    assert faults(vg) == []


def brev(program: Program, number: str) -> str:
    """Return the letter that goes with a case."""
    path = program.root.parent / "brev.md"
    program.run("lag", "oversendelsesbrev", number, "--til", str(path))
    return path.read_text(encoding="utf-8")


def skole_i_2027(program: Program) -> None:
    program.now = "2027-06-21T09:30+02:00"


def test_who_goes_up_who_leaves_and_who_is_asked_about(vg: Program) -> None:
    up, leaves = ny_sak(vg, "1STA"), ny_sak(vg, "3STA", "Oppdiktet Elev Vik")
    free = ny_sak(vg, "Mottak", "Oppdiktet Elev Moe")
    skole_i_2027(vg)
    shown = vg.run("nytt-skoleår", "2027-2028")
    assert f"{up}  1STA → 2STA" in shown.out
    assert re.search(rf"overleveres: 1\n  {leaves}  3STA", shown.out)
    assert re.search(rf"ikke sier hvor eleven går: 1\n  {free}  Mottak", shown.out)
    assert "rett dem og de voksne der selv: Mottak" in " ".join(shown.out.split())
    refused = vg.run("nytt-skoleår", "2027-2028", "--utfør")
    assert (refused.status, f"--går-til {free}=KLASSE" in refused.err) == (3, True)
    values = vg.run(
        "nytt-skoleår", "2027-2028", "--går-til", f"{free}=2sta", "--format", "json"
    ).json()
    assert {(each["sak"], each["til"]) for each in values["flyttes"]} == {
        (up, "2STA"),
        (free, "2STA"),
    }
    assert (values["uavklart"], values["klasser_som_står"]) == ([], ["Mottak"])
    out = vg.run("nytt-skoleår", "2027-2028", "--går-til", f"{free}=ut", "--format", "json").json()
    assert {each["sak"] for each in out["overleveres"]} == {leaves, free}


@pytest.mark.parametrize("svar", ["2026-YHP9E=2STA", "tull", "{sak}", "{sak}=9X", "{sak}=-x"])
def test_an_answer_about_no_case_or_no_class_is_refused(svar: str, vg: Program) -> None:
    number = ny_sak(vg, "Mottak")
    skole_i_2027(vg)
    refused = vg.run("nytt-skoleår", "2027-2028", "--går-til", svar.format(sak=number))
    assert refused.status == 2
    assert refused.out == ""


def test_a_person_is_asked_where_each_pupil_goes(vg: Program) -> None:
    number = ny_sak(vg, "Mottak")
    skole_i_2027(vg)
    rute = vg.root / "plan" / "skoleruter" / "2027-2028.yaml"
    assert rute.exists()
    done = vg.run("nytt-skoleår", "2027-2028", "--utfør", answers=["2STA"])
    assert done.status == 0, done.err
    assert "klasse: 2STA" in vg.case(number).read_text(encoding="utf-8")
    text = (vg.root / "plan" / "skole.yaml").read_text(encoding="utf-8")
    assert "{rolle: kontaktlærer, klasse: Mottak}" in text or "klasse: Mottak" in text


BLANDET = {
    "Rød": ("3", ["3"]), "3-4B": ("3,4", [3, 4]), "Blå": ("4 og 3", [3, 4]), "8-1": ("8", None),
}  # fmt: skip


def test_a_class_is_made_with_its_grades_beside_it(program: Program) -> None:
    for klasse, (trinn, _) in BLANDET.items():
        program.fine("skole", "klasse", "ny", klasse, "--trinn", trinn)
    plan, _ = load_plan(Planmappe(program.root))
    assert plan is not None
    made = {each.klasse: each.trinn for each in plan.skole.klasser}
    assert {each: made[each] for each in BLANDET} == {
        "Rød": 3, "3-4B": (3, 4), "Blå": (3, 4), "8-1": None,
    }  # fmt: skip
    program.fine("skole", "klasse", "endre", "rød", "--trinn", "ingen")
    program.fine("skole", "klasse", "endre", "blå", "--navn", "Grønn")
    plan, _ = load_plan(Planmappe(program.root))
    assert plan is not None
    made = {each.klasse: each.trinn for each in plan.skole.klasser}
    assert (made["Rød"], made["Grønn"]) == ((), (3, 4))
    assert "Trinn: 3. trinn og 4. trinn" in program.fine("skole", "klasse", "endre", "Rød", "--trinn", "3,4").out  # fmt: skip


UTENFOR = {
    ("ny", "Mottak"): "er ingen klasse", ("ny", "Rød", "--trinn", "11"): "Trinnet er et tall",
    ("ny", "Rød", "--trinn", "tre"): "Trinnet er et tall", ("ny", "3b"): "Finnes fra før",
    ("ny", "3-b"): "skilles bare av", ("ny", "con", "--trinn", "3"): "er ingen klasse",
    ("ny", "../3C"): "er ingen klasse", ("ny", "=3C"): "er ingen klasse", ("ny", "Rød,Blå", "--trinn", "3"): "er ingen klasse",
    ("endre", "3B"): "Mangler det som skal endres", ("endre", "3B", "--navn", "Rød"): "er ingen klasse",
    ("endre", "3B", "--navn", "61"): "er ingen klasse", ("endre", "3B", "--navn", "6.1"): "skilles bare av",
}  # fmt: skip
"""What is no class, or no grade of one, and what is said of it."""


@pytest.mark.parametrize(("typed", "told"), UTENFOR.items())
def test_what_cannot_be_a_class_is_refused(
    typed: tuple[str, ...], told: str, program: Program
) -> None:
    before = (program.root / "plan" / "skole.yaml").read_bytes()
    refused = program.run("skole", "klasse", *typed)
    assert refused.status == 2
    assert told in " ".join(refused.err.split())
    assert (program.root / "plan" / "skole.yaml").read_bytes() == before


def test_a_grade_outside_the_school_is_refused(vg: Program) -> None:
    for args in (("ny", "Rød", "--trinn", "8"), ("ny", "8C"), ("endre", "Mottak", "--trinn", "3")):
        refused = vg.run("skole", "klasse", *args)
        assert (refused.status, "Skolen har ikke" in refused.err) == (2, True), args


def test_a_mixed_class_has_the_people_of_both_grades(program: Program) -> None:
    program.fine("skole", "klasse", "ny", "3-4B", "--trinn", "3,4")
    program.fine("skole", "person", "ny", "Oppdiktet Lærer Li", "trinnleder 4", "kontaktlærer 3-4b")
    number = ny_sak(program, "3-4b")
    shown = brev(program, number)
    assert "| Trinn og klasse | 3. trinn og 4. trinn, 3-4B |" in shown
    skole_i_2027(program)
    left = program.run("nytt-skoleår", "2027-2028", "--format", "json").json()
    assert left["uavklart"] == [{"sak": number, "klasse": "3-4B"}]
    stays = program.run(
        "nytt-skoleår", "2027-2028", "--går-til", f"{number}=3-4B", "--utfør"
    )  # the other half of the class
    assert stays.status == 0, stays.err


LEKKER = {
    "3-4B": {"3-4B": True, "3/4 B": True, "3.4b": True, "3-4Bs tur": True, "13-4B": False, "3-4Bx": False, "§ 3-4B": False},
    "1STA": {"1STA": True, "Vg1 STA": True, "vg1sta": True, "1. STA": True, "vg1 ST": False},
    "Rød": {"i Rød og": True, "klassen rød": True, "rødklassen": True, "en rød jakke": False, "Rødt lys": False},
    "Mottak": {"går i Mottak.": True, "mottaksklassen": True, "et mottak": False, "Mottaket": False},
    "8.1": {"8.1": True, "8-1": True, "8.10": False},
}  # fmt: skip
"""How a class may stand in a text that leaves, and whether it is told."""


@pytest.mark.parametrize(
    ("klasse", "tekst", "funnet"),
    [(klasse, text, told) for klasse, own in LEKKER.items() for text, told in own.items()],
)
def test_the_leak_check_finds_a_class_whatever_it_is_called(
    klasse: str, tekst: str, *, funnet: bool
) -> None:
    other = Kjent(hvem=Hvem.ELEV, navn="Oppdiktet Elev B", klasse=klasse, sak="2026-YHP9E")
    known = kontaktspor(Kjente(sak="2026-YHP9E", klasse="8B", andre=(other,)))
    found = {peker for peker, _ in spor(lesninger(som_lest(f"Det var {tekst}")), known)}
    assert (found == {(Funnslag.KLASSE, class_alike(klasse))}) is funnet, found


def importert(program: Program, *lines: str) -> Result:
    (program.root / "ut").mkdir(exist_ok=True)
    path = program.root.parent / "liste.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return program.run("importer", "fravær", str(path), "--utfør")


def test_a_list_of_videregaaende_is_read_by_lessons(vg: Program) -> None:
    """Nothing counts before the school has said how long a day of Vg1 is."""
    lines = (
        "Etternavn;Fornavn;Fødselsdato;Klasse;Faggruppe;Dato;Start;Slutt;Fraværskode;Minutter;Dokumentert;Kommentar",
        "Ås;Oppdiktet Elev;12.03.2010;1STA;1STA/NOR;16.11.2026;08:30;09:15;M;45;Nei;",
        "Ås;Oppdiktet Elev;12.03.2010;1STA;1STA/MAT;16.11.2026;09:30;10:15;M;45;Nei;",
        'Ås;Oppdiktet Elev;12.03.2010;1STA;1STA/KRØ;16.11.2026;10:30;11:15;D;45;Ja;"Time hos; lege"',
        "Ås;Oppdiktet Elev;12.03.2010;1STA;1STA/NOR;17.11.2026;08:30;08:40;X;10;Nei;Forsov seg",
    )
    refused = importert(vg, *lines)
    assert (refused.status, "A642" in refused.err) == (1, True)
    changed(
        vg.root,
        ("    standard: 0\n    hvorfor: Så mange timer borte", "    standard: VG1 = 3; Mottak = 4\n    hvorfor: Så mange timer borte"),
    )  # fmt: skip
    vg.run("lagre")
    done = importert(vg, *lines)
    assert done.status == 0, done.err
    assert "Fraværstrappen teller 1 av dem" in " ".join(done.out.split())
    book = (vg.root / "fravaer" / "2026-2027" / "1STA.yaml").read_text(encoding="utf-8")
    found = book.count("type: ugyldig"), book.count("type: gyldig"), "forsent: true" in book
    assert found == (3, 1, True), book


LENGDER = {"8B": 6, "8-9B": None, "9-10X": 7, "Mottak": 4, "Blå": 5, "1STA": 5}
"""How long the day is in each class of the school below; None where the grades of a mixed class have days of different length."""


@pytest.mark.parametrize(("klasse", "timer"), LENGDER.items())
def test_the_length_of_a_day_is_of_the_class_its_grades_or_all(
    klasse: str, timer: int | None
) -> None:
    plan = the_plan()
    said = "5; 8 = 6; 9. trinn = 7; 10 = 7; mottak = 4"
    settings = tuple(
        replace(each, standard=said, verdier=()) if each.innstilling == TIMER_PER_DAG else each
        for each in plan.skole.innstillinger
    )
    skole = skole_med(("8B", None), ("8-9B", (8, 9)), ("9-10X", (9, 10)), ("Mottak", ()), ("Blå", None), ("1STA", None))  # fmt: skip
    plan = replace(plan, skole=replace(skole, innstillinger=settings))
    assert lessons_a_day(plan, klasse, date(2026, 11, 16)) == timer
    assert list(unknown_grades(said, skole)) == []
    assert list(unknown_grades("VG1 = 5; Rød = 4; 8 = 6", skole)) == ["VG1", "RØD"]


def test_a_post_for_a_grade_in_a_school_without_grades_is_refused() -> None:
    plan = the_plan()
    skole = replace(skole_med(("Mottak", ())), roller=plan.skole.roller)
    read = posts_of(skole, ["trinnleder 8"])
    assert (read.verv, read.feil) == ((), ("Trinnleder er for et trinn, og skolen har ingen.",))
    assert posts_of(skole, ["kontaktlærer Mottak"]).verv == (Verv(rolle="kontaktlærer", klasse="Mottak"),)  # fmt: skip


def test_who_may_have_turned_15_is_asked_where_the_grade_is_not_known() -> None:
    skole = skole_med(("8A", None), ("8-10A", (8, 10)), ("Mottak", ()), ("1STA", "VG1"))
    asked = {
        each.klasse: may_be_15(Elev(navn="Oppdiktet Elev", klasse=each.klasse), skole)
        for each in skole.klasser
    }
    assert asked == {"8A": False, "8-10A": True, "Mottak": True, "1STA": True}


@pytest.mark.parametrize(
    ("klasse", "til", "code"),
    [("8B", 9, "9B"), ("1STA", "VG2", "2STA"), ("VG1-EL", "VG2", "VG2-EL")],
)
def test_a_code_that_begins_with_its_grade_goes_up_with_it(
    klasse: str, til: Trinn, code: str
) -> None:
    assert code_up(klasse, til) == code
