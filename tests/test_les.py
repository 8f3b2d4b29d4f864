"""Minutes that were written on in Word come back as what they say anew, and nothing that stands is changed by a file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest

from program import Program, Result
from sosialplan.files.standard import planord
from sosialplan.files.yaml_reader import parse
from sosialplan.output.dokumentlesing import dokument
from sosialplan.rules.moeter.referatlesing import Lestvedtak, Referatendring, forskjell

SAK = "2026-YHP9E"
VAART = """# Referat

|  |  |
| --- | --- |
| Saksnummer | 2026-YHP9E |
| Dato | 20. oktober 2026 |

## Hva som ble drøftet

- **20. oktober 2026**: Alle var enige om tiltakene i planen.

## Hva eleven mener

### Eleven ble hørt

Jeg vil ha noen å være med.

## Hva som ble bestemt

| Hva | Ansvarlig | Innen | Gjort |
| --- | --- | --- | --- |
| Ring hjem | rektor | 1. november 2026 | ikke ennå |

## Neste gang

Da ser vi.
"""


def endret(old: str, new: str, kjent: frozenset[str] = frozenset()) -> Referatendring:
    theirs = VAART.replace(old, new)
    assert theirs != VAART
    return forskjell(dokument(theirs.encode(), ".md"), dokument(VAART.encode(), ".md"), kjent, planord(), str.__eq__)  # fmt: skip


NOTHING = Referatendring((), (), (), (), (), ())


def test_the_same_says_nothing_new() -> None:
    same = dokument(VAART.encode(), ".md")
    found = forskjell(same, same, frozenset(), planord(), str.__eq__)
    assert found == NOTHING
    assert not found.nytt
    assert not found.skrevet_om


DECIDED = "| Ring hjem | rektor | 1. november 2026 | ikke ennå |\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("i planen.\n", "i planen.\n\nVi prøver en ny gruppe.\n", {"droeftet": ["Vi prøver en ny gruppe."]}),
        ("å være med.\n", "å være med.\n\nOg fred i garderoben.\n", {"eleven": ["Og fred i garderoben."]}),
        ("tiltakene i planen.", "nesten alle tiltakene i planen.", {"endret": 1}),
        ("Jeg vil ha noen å være med.\n", "", {"borte": 1}),
        ("Da ser vi.\n", "Da ser vi.\n\nMer.\n", {"utenfor": 1}),
        ("## Neste gang", "## Ny del", {"utenfor": 1, "borte": 1}),
        ("| Saksnummer |", "| Elev | Oppdiktet Ny |\n| Saksnummer |", {"utenfor": 1}),
        (DECIDED, DECIDED + "| Ny makker | kontaktlærer | 5. desember 2026 | |\n", {"vedtak": [("Ny makker", "kontaktlærer", "5. desember 2026")]}),
        (DECIDED, DECIDED + "| Ny makker |\n|  | rektor | | |\n| | | | |\n", {"vedtak": [("Ny makker", "", "")], "utenfor": 1}),
        (DECIDED, DECIDED + "| Ny makker | rektor | 5. desember 2026 | 6. desember 2026 |\n", {"vedtak": [("Ny makker", "rektor", "5. desember 2026")], "utenfor": 1}),
        ("| ikke ennå |", "| 03.11.2026 |", {"utenfor": 1, "borte": 1}),
        ("## Neste gang", "Ny makker. Ansvarlig: rektor, ansvarlig: lærer\n\n## Neste gang", {"utenfor": 1}),
        ("### Eleven ble hørt", "### Eleven sa dette da han ble spurt", {"utenfor": 1, "borte": 1}),
        ("rektor | 1. november 2026", "kontaktlærer | 1. november 2026", {"flyttet": [("rektor", "1. november 2026", "kontaktlærer", "1. november 2026")]}),
        ("1. november 2026", "12. desember 2026", {"flyttet": [("rektor", "1. november 2026", "rektor", "12. desember 2026")]}),
        (DECIDED, "\nRing hjem. Ansvarlig: rektor, innen: 12. desember 2026\n", {"flyttet": [("rektor", "1. november 2026", "rektor", "12. desember 2026")], "borte": 1}),
        (DECIDED, "| Ring dem hjem | rektor | 01.11.2026 | ikke ennå |\n", {"endret": 1}),
        (DECIDED, DECIDED.replace("1. november", "12. desember") + DECIDED, {"vedtak": [("Ring hjem", "rektor", "12. desember 2026")], "utenfor": 1}),
        ("## Neste gang", "Ny makker. Ansvarlig: rektor, innen: 5.12.2026\n\nUten noen.\n\n## Neste gang", {"vedtak": [("Ny makker", "rektor", "5.12.2026")], "utenfor": 1}),
        ("## Neste gang", "x | y\n--- | ---\nto | tre\n\n## Neste gang", {"utenfor": 2}),
    ],
)  # fmt: skip
def test_what_is_new_changed_or_gone_is_told_apart(old: str, new: str, told: dict[str, Any]) -> None:  # fmt: skip
    found = endret(old, new)
    shown = {
        "droeftet": [each.tekst for each in found.droeftet], "eleven": [each.tekst for each in found.eleven],
        "vedtak": [(each.hva, each.ansvarlig, each.innen) for each in found.vedtak],
        "endret": len(found.endret), "utenfor": len(found.utenfor), "borte": len(found.borte),
        "flyttet": [(e.var.ansvarlig, e.var.innen, e.er.ansvarlig, e.er.innen) for e in found.flyttet],
    }  # fmt: skip
    assert {key: value for key, value in shown.items() if value} == told


def test_what_the_case_says_already_is_not_new() -> None:
    assert endret("i planen.\n", "i planen.\n\nVi prøver.\n", frozenset({"Vi prøver."})) == NOTHING
    more = DECIDED + "| Ny makker | kontaktlærer | 05.12.2026 | |\n"
    assert endret(DECIDED, more, frozenset({"Ny makker"})).gjentatt == ("linje 23, kolonne 1",)
    assert endret("| ikke ennå |\n", "| ikke ennå |\n" + DECIDED, frozenset({"Ring hjem"})).gjentatt
    assert Lestvedtak("linje 1", "x").ansvarlig == ""


# The command


def laget(program: Program, *args: str) -> Path:
    path = program.root.parent / "referat.docx"
    path.unlink(missing_ok=True)  # what somebody wrote on is never written over
    program.fine("lag", "referat", SAK, *args, "--format", "docx", "--til", str(path))
    return path


def skrevet(path: Path, edit: Callable[[Any], None]) -> Path:
    """Write on a document as a person does in Word."""
    made: Any = docx.Document(str(path))
    edit(made)
    made.save(str(path))
    return path


def after(made: Any, heading: str, *texts: str) -> None:
    """Write paragraphs right under a heading."""
    at = next(i for i, each in enumerate(made.paragraphs) if each.text == heading)
    following = made.paragraphs[at + 1]
    for text in texts:
        following.insert_paragraph_before(text)


def everything(made: Any) -> None:
    after(made, "Hva som ble drøftet", "Oppdiktet: vi prøver en ny gruppe.")
    after(made, "Hva eleven mener", "Oppdiktet: det er bedre i timene.")
    after(made, "Hva som ble bestemt", "Oppdiktet gruppe. Ansvarlig: rådgiver, innen: 5.12.2026")


def les(program: Program, path: Path, *args: str, answers: Sequence[str] | None = None) -> Result:
    return program.run("les", str(path), *args, answers=answers)


def entries(program: Program) -> list[Any]:
    tree: Any = parse(program.case(SAK).read_text(encoding="utf-8")).tree
    hendelser: list[Any] = tree["hendelser"]
    return hendelser


def test_a_document_that_nobody_wrote_on_says_nothing_new(skolen: Program) -> None:
    told = les(skolen, laget(skolen), "--utfør")
    assert told.status == 0, told
    assert "Ingenting er endret: dokumentet sier ikke noe nytt." in told.err
    assert "Bunnteksten" not in told.err


def test_what_is_written_on_is_shown_asked_about_and_written_once(skolen: Program) -> None:
    path, before = skrevet(laget(skolen), everything), entries(skolen)
    shown = les(skolen, path)
    assert shown.status == 0, shown
    assert "Oppdiktet: vi prøver en ny gruppe." in shown.out
    assert "Ingenting er endret. Legg til --utfør" in shown.err
    assert "Legg til --utfør" in les(skolen, path, answers=["nei"]).err
    assert entries(skolen) == before
    told = les(skolen, path, answers=["ja"])
    assert told.status == 0, told
    new = entries(skolen)[len(before) :]
    assert entries(skolen)[: len(before)] == before
    assert [each["steg"] for each in new] == ["notat", "beslutning"]
    assert (new[0]["notat"], new[0]["elevens_stemme"]) == ("Oppdiktet: vi prøver en ny gruppe.", "Oppdiktet: det er bedre i timene.")  # fmt: skip
    assert (new[1]["notat"], new[1]["ansvarlig"], new[1]["frist"]) == ("Oppdiktet gruppe", "rådgiver", "2026-12-05")  # fmt: skip
    assert {(each["dato"], each["møte"]) for each in new} == {("2026-10-20", "samarbeidsmøte")}
    again = les(skolen, path, "--utfør")
    assert "dokumentet sier ikke noe nytt" in again.err
    assert len(entries(skolen)) == len(before) + 2
    minutes = skolen.fine("lag", "referat", SAK).out
    assert "Oppdiktet: vi prøver en ny gruppe." in minutes
    assert "Oppdiktet gruppe" in minutes


def test_only_the_pupils_words_are_a_talk(skolen: Program) -> None:
    path = skrevet(laget(skolen), lambda made: after(made, "Hva eleven mener", "Oppdiktet: bedre."))
    assert les(skolen, path, "--utfør").status == 0
    assert entries(skolen)[-1]["steg"] == "samtale"


def test_only_a_decision_is_one(skolen: Program) -> None:
    path = skrevet(laget(skolen), lambda made: after(made, "Hva som ble bestemt", "Oppdiktet. Ansvarlig: rektor, innen: 5.12.2026"))  # fmt: skip
    assert les(skolen, path, "--utfør").status == 0
    assert entries(skolen)[-1]["steg"] == "beslutning"


def test_what_stands_is_never_changed_or_taken_away_by_a_document(skolen: Program) -> None:
    def edit(made: Any) -> None:
        for each in made.paragraphs:
            if "Alle var enige om tiltakene." in each.text:
                each.runs[-1].text = each.runs[-1].text.replace("Alle", "Nesten alle")
            if each.text.startswith("Det verste er friminuttene."):
                each.clear()

    path, before = skrevet(laget(skolen), edit), skolen.case(SAK).read_bytes()
    told = les(skolen, path, "--utfør")
    assert told.status == 0, told
    assert "her er noe skrevet om. Det som står i saken, er ikke endret." in told.err
    assert "Ingenting er tatt bort fra saken." in told.err
    assert "Nesten alle" not in told.err
    assert skolen.case(SAK).read_bytes() == before


@pytest.mark.parametrize("words", ["Oppdiktet. Ansvarlig: Oppdiktet Ingen, innen: 5.12.2026", "Oppdiktet. Ansvarlig: rektor, innen: uke 49", "Oppdiktet. Ansvarlig: rektor"])  # fmt: skip
def test_a_decision_without_owner_or_day_stops_it_all(words: str, skolen: Program) -> None:
    def edit(made: Any) -> None:
        everything(made)
        after(made, "Hva som ble bestemt", words)

    path, before = skrevet(laget(skolen), edit), skolen.case(SAK).read_bytes()
    told = les(skolen, path, "--utfør")
    assert told.status == 2
    assert "mangler" in told.err
    assert skolen.case(SAK).read_bytes() == before


def decided(program: Program, *new: tuple[int, str]) -> Path:
    """Return minutes with one decision, whose cells in the table are written anew."""
    program.fine("registrer", SAK, "beslutning", "--dato", "2026-10-20", "--møte", "samarbeidsmøte", "--notat", "Oppdiktet gruppe", "--ansvarlig", "rådgiver", "--frist", "2026-12-05")  # fmt: skip

    def edit(made: Any) -> None:
        for column, text in new:
            made.tables[-1].rows[1].cells[column].text = text

    return skrevet(laget(program), edit)


@pytest.mark.parametrize(
    ("new", "told", "command"),
    [
        ([(2, "12.12.2026")], ["innen var «5. desember 2026» og er «12.12.2026»"], "--frist 2026-12-12"),
        ([(1, "kontaktlærer")], ["og er «kontaktlærer»"], "--ansvarlig kontaktlærer"),
        ([(1, "Oppdiktet Ingen"), (2, "uke 50")], ["og er «Oppdiktet Ingen»", "og er «uke 50»"], "--ansvarlig ROLLE --frist DATO"),
    ],
)  # fmt: skip
def test_another_owner_or_day_of_a_decision_is_told_with_what_was_and_the_command(
    new: list[tuple[int, str]], told: list[str], command: str, skolen: Program
) -> None:
    path = decided(skolen, *new)
    entry, before = entries(skolen)[-1]["id"], skolen.case(SAK).read_bytes()
    found = les(skolen, path, "--utfør")
    assert found.status == 0, found
    said = " ".join(found.err.split())
    assert "Tabell 2, rad 2" in said
    assert all(each in said for each in told)
    assert f"sosialplan rett {SAK} {entry} {command}" in said
    assert "dokumentet sier ikke noe nytt" not in said
    assert skolen.case(SAK).read_bytes() == before


def test_the_command_that_is_told_makes_the_case_say_what_the_document_does(
    skolen: Program,
) -> None:
    path = decided(skolen, (2, "12.12.2026"))
    said = " ".join(les(skolen, path).err.split())
    command = said.partition("Endre den: sosialplan ")[2].split(" Ingenting")[0]
    skolen.fine(*command.split())
    assert "dokumentet sier ikke noe nytt" in les(skolen, path).err


@pytest.mark.parametrize(("row", "text"), [(0, "Oppdiktet Annen Elev"), (2, "Oppdiktet skole")])
def test_minutes_that_say_another_pupil_or_school_on_top_stop(
    row: int, text: str, skolen: Program
) -> None:
    def edit(made: Any) -> None:
        everything(made)
        made.tables[0].rows[row].cells[1].text = text

    path, before = skrevet(laget(skolen), edit), skolen.case(SAK).read_bytes()
    told = les(skolen, path, "--utfør")
    assert told.status == 2, told
    assert f"en annen elev eller skole enn saken (tabell 1, rad {row + 1}, kolonne 2)" in told.err
    assert text not in told.out + told.err
    assert skolen.case(SAK).read_bytes() == before


@pytest.mark.parametrize(
    ("line", "stops"),
    [
        ("Elev: Oppdiktet Snorre Fjellstad", True),
        ("Skole: Oppdiktet Annen Skole", True),
        ("Elev: Det går bedre", False),
        ("Elev: Ja", False),
        ("Elev:", False),
    ],
)
def test_a_line_that_says_whose_minutes_they_are_stops_where_it_is_another(
    line: str, *, stops: bool, skolen: Program
) -> None:
    path = skrevet(laget(skolen), lambda made: after(made, "Hva som ble drøftet", line))
    told = les(skolen, path)
    assert ("en annen elev eller skole enn saken" in told.err) is stops
    assert told.status == (2 if stops else 0), told


@pytest.mark.parametrize(
    ("line", "stops"),
    [
        ("Navn: Oppdiktet Snorre Fjellstad, 9A", True),
        ("Referatet gjelder: Oppdiktet Snorre Fjellstad", True),
        ("Gjelder: Fjellstad, Oppdiktet Snorre", True),
        ("Oppdiktet Snorre Fjellstad (9A)", True),
        ("Innledning.\nEleven heter: Oppdiktet Snorre Fjellstad", True),
        ("Navn: Oppdiktet Elev Alm, 8B", False),
        ("Mor: Oppdiktet Forelder Dahl", False),
        ("Leder: Oppdiktet Rektor Ravn", False),
        ("Navn: Oppdiktet Ukjent Person", False),
        ("Avtale: Oppdiktet Snorre Fjellstad er med i gruppen", False),
    ],
)
def test_a_line_that_is_another_pupils_name_stops_whatever_it_is_called(
    line: str, *, stops: bool, skolen: Program
) -> None:
    skolen.new_case(elev="Oppdiktet Snorre Fjellstad")
    path = skrevet(laget(skolen), lambda made: after(made, "Hva som ble drøftet", line))
    before = skolen.case(SAK).read_bytes()
    told = les(skolen, path, "--utfør")
    assert told.status == (2 if stops else 0), told
    assert (skolen.case(SAK).read_bytes() == before) is stops
    said = " ".join(told.err.split())
    assert (f"Navnet der motsier saksnummeret øverst ({SAK}): ett av dem er feil." in said) is stops
    assert not stops or "Fjellstad" not in told.out + told.err


def test_another_case_number_than_the_name_says_is_told_as_a_contradiction(skolen: Program) -> None:
    other = skolen.new_case(elev="Oppdiktet Snorre Fjellstad")

    def edit(made: Any) -> None:
        for row in made.tables[0].rows:
            if row.cells[1].text == SAK:
                row.cells[1].text = other

    told = les(skolen, skrevet(laget(skolen), edit), "--utfør")
    assert told.status == 2, told
    said = " ".join(told.err.split())
    assert f"Navnet der motsier saksnummeret øverst ({other})" in said


LATE = "Oppdiktet gruppe. Ansvarlig: rådgiver, innen: 1.2.2017"


def test_a_day_that_cannot_be_meant_is_told_before_anybody_says_yes(skolen: Program) -> None:
    doubt = "Se over: Dagen i «frist» er før dagen den er skrevet for."
    path = skrevet(laget(skolen), lambda made: after(made, "Hva som ble bestemt", LATE))
    before = skolen.case(SAK).read_bytes()
    shown = les(skolen, path)
    assert shown.status == 0, shown
    assert doubt in shown.err
    refused = les(skolen, path, answers=["nei"])
    assert doubt in refused.err
    assert skolen.case(SAK).read_bytes() == before
    assert les(skolen, path, "--utfør", answers=["nei"]).status != 0
    assert skolen.case(SAK).read_bytes() == before
    told = les(skolen, path, answers=["ja"])
    assert told.status == 0, told
    assert told.err.count(doubt) == 1
    assert skolen.case(SAK).read_bytes() != before


@pytest.mark.parametrize(
    ("day", "doubt"),
    [
        ("1.2.2017", "Dagen i «frist» er før dagen den er skrevet for."),
        ("1.12.2062", "er i et senere skoleår. Er året riktig?"),
    ],
)
def test_a_doubt_that_nobody_can_answer_stops_the_writing(
    skolen: Program, day: str, doubt: str
) -> None:
    line = LATE.replace("1.2.2017", day)
    path = skrevet(laget(skolen), lambda made: after(made, "Hva som ble bestemt", line))
    before = skolen.case(SAK).read_bytes(), skolen.git("rev-parse", "HEAD")
    told = les(skolen, path, "--utfør")
    assert told.status == 3, told
    assert doubt in told.err
    assert "legg til --likevel" in told.err
    assert (skolen.case(SAK).read_bytes(), skolen.git("rev-parse", "HEAD")) == before
    written = les(skolen, path, "--utfør", "--likevel")
    assert written.status == 0, written
    assert doubt in written.err
    assert skolen.case(SAK).read_bytes() != before[0]


def test_a_day_that_does_not_exist_is_said_so(skolen: Program) -> None:
    line = LATE.replace("1.2.2017", "31.2.2027")
    path = skrevet(laget(skolen), lambda made: after(made, "Hva som ble bestemt", line))
    told = les(skolen, path, "--utfør")
    assert told.status == 2
    assert ": datoen finnes ikke. Ingenting er endret." in " ".join(told.err.split())
    assert "en dato med år" not in told.err


def test_a_decision_that_is_struck_in_word_still_stands_and_the_command_that_cancels_it_is_told(
    skolen: Program,
) -> None:
    path = decided(skolen)

    def edit(made: Any) -> None:
        for cell in made.tables[-1].rows[1].cells:
            for run in cell.paragraphs[0].runs:
                run.font.strike = True

    told = les(skolen, skrevet(path, edit))
    said = " ".join(told.err.split())
    assert said.count("gjennomstreket") == 1
    assert "Tabell 2, rad 2: gjennomstreket tekst er ikke tatt med." in said
    entry = entries(skolen)[-1]["id"]
    assert "Den gjelder fortsatt." in said
    command = f"rett {SAK} {entry} --utgår"
    assert f"Skal den ikke gjelde: sosialplan {command}" in said
    skolen.fine(*command.split())
    assert entries(skolen)[-1].get("utgår") or entries(skolen)[-1]["retter"] == entry


@pytest.mark.parametrize("line", ["Fjellstad slår ham.", "Navn: Fjellstad"])
def test_a_lone_surname_is_told_of_wherever_it_stands(line: str, skolen: Program) -> None:
    skolen.new_case(elev="Oppdiktet Snorre Fjellstad")
    path = skrevet(laget(skolen), lambda made: after(made, "Hva som ble drøftet", line))
    assert "Se over" in les(skolen, path).err


def test_the_names_of_others_are_warned_of_before_anything_is_written(skolen: Program) -> None:
    skolen.new_case(elev="Oppdiktet Snorre Fjellstad")
    path = skrevet(laget(skolen), lambda made: after(made, "Hva som ble drøftet", "Skal være med Snorre Fjellstad."))  # fmt: skip
    before = skolen.case(SAK).read_bytes()
    shown = les(skolen, path)
    assert "Se over avsnitt 7: Her står navnet på en annen i fri tekst" in shown.err
    assert skolen.case(SAK).read_bytes() == before


def test_how_much_is_gone_is_told_with_where_it_stood_and_not_what_it_said(skolen: Program) -> None:
    def edit(made: Any) -> None:
        for each in made.paragraphs:
            if each.text.startswith(("Det verste er", "Eleven ble hørt", "20. oktober 2026")):
                each.clear()

    told = les(skolen, skrevet(laget(skolen), edit))
    said = " ".join(told.err.split())
    assert "3 steder i referatet står ikke i dokumentet: 1 under «Hva som ble drøftet», 2 under «Hva eleven mener»." in said  # fmt: skip
    assert "Det verste" not in told.out + told.err


def test_struck_words_are_not_written_and_are_told(skolen: Program) -> None:
    def edit(made: Any) -> None:
        after(made, "Hva som ble drøftet", "Er alene. ")
        new = next(each for each in made.paragraphs if each.text == "Er alene. ")
        new.add_run("Slår de andre.").font.strike = True

    told = les(skolen, skrevet(laget(skolen), edit), "--utfør")
    assert told.status == 0, told
    assert "Avsnitt 7: gjennomstreket tekst er ikke tatt med." in told.err
    assert entries(skolen)[-1]["notat"] == "Er alene."
    assert "Slår" not in told.out + told.err


def test_the_pupils_earlier_words_stand_in_the_next_minutes_too(skolen: Program) -> None:
    path = skrevet(laget(skolen), lambda made: after(made, "Hva eleven mener", "Oppdiktet: bedre."))
    earlier = "Jeg vil ikke at noen skal få kjeft"
    assert earlier in skolen.fine("lag", "referat", SAK).out
    assert les(skolen, path, "--utfør").status == 0
    minutes = skolen.fine("lag", "referat", SAK).out
    assert minutes.index(earlier) < minutes.index("Oppdiktet: bedre.")


def test_what_is_written_in_the_foot_is_told(skolen: Program) -> None:
    def edit(made: Any) -> None:
        made.sections[0].footer.add_paragraph("Husk å ringe.")

    told = les(skolen, skrevet(laget(skolen), edit))
    assert "Bunnteksten: står utenfor det som leses, og blir ikke med." in told.err
    assert "Husk å ringe" not in told.out + told.err


def test_what_each_faulty_decision_lacks_is_named(skolen: Program) -> None:
    words = ("Én. Ansvarlig: rektor, innen: uke 49", "To. Ansvarlig: Oppdiktet Ingen", "Ansvarlig: rektor, innen: 5.12.2026")  # fmt: skip

    def edit(made: Any) -> None:
        for each in words:
            made.add_paragraph(each)

    path = skrevet(laget(skolen), edit)
    told = les(skolen, path, "--utfør")
    assert told.status == 2
    said = " ".join(told.err.split())
    assert "Beslutningen i avsnitt 13 mangler en dato med år." in said
    assert "Beslutningen i avsnitt 14 mangler en ansvarlig som er en rolle ved skolen og en dato med år." in said  # fmt: skip
    assert "Beslutningen i avsnitt 15 mangler hva som er bestemt." in said


def test_another_document_and_one_for_others_are_refused(skolen: Program) -> None:
    plan = skolen.root.parent / "plan.docx"
    skolen.fine("lag", "aktivitetsplan", SAK, "--format", "docx", "--til", str(plan))
    told = les(skolen, plan, "--utfør")
    assert told.status == 3
    assert "Dokumentet er ikke et referat programmet har laget" in told.err
    path = skrevet(laget(skolen), lambda made: made.paragraphs[0].clear())
    assert "Referatet er laget for noen utenfor skolen" in les(skolen, path, "--utfør").err
    wrong = skrevet(laget(skolen), lambda made: setattr(made.tables[0].rows[4].cells[1], "text", "2026-0000A"))  # fmt: skip
    assert les(skolen, wrong, "--utfør").status in {2, 3}


def test_an_identity_number_is_refused_with_its_place(skolen: Program) -> None:
    path = skrevet(laget(skolen), lambda made: after(made, "Hva som ble drøftet", "010100 00110"))
    told = les(skolen, path, "--utfør")
    assert told.status == 2
    assert "står det et fødselsnummer" in told.err
    assert "010100" not in told.out + told.err


def test_a_meeting_with_a_book_takes_its_decisions_there(skolen: Program) -> None:
    skolen.fine("møte", "referat", "r-team", "--dato", "2026-11-16", "--til-stede", "rektor", "--sak", SAK)  # fmt: skip
    path = skrevet(laget(skolen, "--dato", "2026-11-16"), everything)
    told = les(skolen, path, "--utfør")
    assert told.status == 2, told
    assert "Møtet har en egen møtebok" in told.err
