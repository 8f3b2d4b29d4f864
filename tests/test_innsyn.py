"""What one person may see of a case: all of it in order, shielded, and what is kept back and why."""

import pypdfium2  # type: ignore[import-untyped]
import pytest

from golden import assert_golden
from lesbarhet import lesbarhet
from program import Program, everything_in

SAK = "2026-YHP9E"
ANSATT = "2026-V2HQ3"
"""An invented case about an employee."""
FRAVAER = "2026-AWEJ4"
"""An invented case of absence."""
MED_HVEM = [(SAK, "forelder"), (SAK, "elev"), (ANSATT, "forelder"), (FRAVAER, "forelder")]
LETTLEST = 42


@pytest.mark.parametrize(("sak", "hvem"), MED_HVEM)
def test_all_that_may_be_seen_is_told_in_order(
    skolen: Program, oppdater_gull: bool, sak: str, hvem: str
) -> None:
    before = everything_in(skolen.root)
    told = skolen.fine("innsyn", sak, "--for", hvem, "--mottatt", "2026-11-20", "--format", "md")
    assert everything_in(skolen.root) == before
    assert_golden(f"innsyn/{sak}-{hvem}.md", told.out, oppdater_gull)


def test_the_answer_is_due_within_a_month(skolen: Program) -> None:
    def said(*args: str) -> str:
        return skolen.fine("innsyn", SAK, "--for", "elev", "--format", "md", *args).out

    assert "senest **20. desember 2026**" in said("--mottatt", "2026-11-20")
    assert "senest **30. november 2026**" in said("--mottatt", "2026-10-30")
    assert "senest 1 måned etter at skolen fikk spørsmålet" in said()
    refused = skolen.run("innsyn", SAK, "--for", "elev", "--mottatt", "2026-11-24")
    assert (refused.status, refused.out) == (2, "")
    assert "24.11.2026 er ikke kommet ennå" in refused.err


def test_nobody_else_is_named_and_no_file_is_named_for_anyone(skolen: Program) -> None:
    told = skolen.fine("innsyn", SAK, "--for", "forelder")
    file = skolen.root / "ut" / f"innsyn-{SAK}-forelder.pdf"
    document = pypdfium2.PdfDocument(file)
    carried = [document.get_attachment(place) for place in range(document.count_attachments())]
    names = [each.get_name() for each in carried]
    assert names[0] == "01-aktivitetsplan-versjon-4.pdf"
    assert "melding" not in " ".join(names)
    document.close()
    first = file.read_bytes()
    assert "Les gjennom den før den gis ut." in told.err
    skolen.fine("innsyn", SAK, "--for", "forelder")
    assert file.read_bytes() == first
    said = skolen.fine("innsyn", SAK, "--for", "forelder", "--format", "md").out
    assert not [name for name in ("Bakke", "Carlsen", "oppdiktet.alm@") if name in said]
    assert "Elev B" in said


@pytest.mark.parametrize("asked", [(), ("--format", "md")])
def test_a_note_that_may_tell_of_another_is_asked_about_first(
    skolen: Program, asked: tuple[str, ...]
) -> None:
    skolen.fine("registrer", SAK, "notat", "--notat", "Oppdiktet Iversen i 9B så det.")
    told = skolen.run("innsyn", SAK, "--for", "forelder", *asked)
    assert (told.status, told.out) == (1, "")
    assert "L80" in told.err
    assert "Iversen" not in told.err
    assert not (skolen.root / "ut").exists()


def test_a_copy_that_left_the_school_is_told_of(skolen: Program) -> None:
    skolen.fine(
        "utlever", "aktivitetsplan", SAK, "--mottaker", "foresatte", "--kanal", "brev",
        "--til-hvem", "mor",
    )  # fmt: skip
    said = skolen.fine("innsyn", SAK, "--for", "elev", "--format", "md").out
    assert "- **23. november 2026:** Aktivitetsplan, versjon 4, til de foresatte\n" in said


def test_what_was_put_right_is_told_as_what_it_is_now(skolen: Program) -> None:
    skolen.fine("registrer", SAK, "notat", "--notat", "Oppdiktet notat som er galt.")
    skolen.fine("rett", SAK, "notat", "--notat", "Oppdiktet notat som er riktig.")
    said = skolen.fine("innsyn", SAK, "--for", "elev", "--format", "md").out
    assert "som er riktig" in said
    assert "som er galt" not in said
    assert "Dette retter noe som sto her før." in said


def test_a_flag_stops_it_until_somebody_decides(skolen: Program) -> None:
    case = skolen.case(SAK)
    text = case.read_text(encoding="utf-8")
    case.write_text(
        text.replace("  klasse: 8B\n", "  klasse: 8B\n  flagg: [sperret-adresse]\n", 1),
        encoding="utf-8",
        newline="\n",
    )
    skolen.fine("lagre", SAK)
    told = skolen.run("innsyn", SAK, "--for", "forelder")
    assert told.status == 1
    assert "L821" in told.err
    assert not (skolen.root / "ut").exists()


def test_a_family_that_reads_nynorsk_gets_it(skolen: Program, oppdater_gull: bool) -> None:
    case = skolen.case(SAK)
    text = case.read_text(encoding="utf-8")
    case.write_text(
        text.replace("  klasse: 8B\n", "  klasse: 8B\n  målform: nynorsk\n", 1),
        encoding="utf-8",
        newline="\n",
    )
    said = skolen.fine("innsyn", SAK, "--for", "forelder", "--format", "md").out
    assert said.startswith("# Innsyn i saka\n")
    assert_golden(f"innsyn/{SAK}-nynorsk.md", said, oppdater_gull)
    assert lesbarhet(said).lix <= LETTLEST
    skolen.fine("innsyn", SAK, "--for", "forelder", "--til", str(skolen.root / "ut" / "bunt"))
    made = {path.name for path in (skolen.root / "ut" / "bunt").iterdir()}
    assert {"innsyn.pdf", "01-aktivitetsplan-versjon-4.pdf", "sjekksummer.txt"} <= made


@pytest.mark.parametrize(("sak", "hvem"), MED_HVEM)
def test_it_is_easy_to_read(skolen: Program, sak: str, hvem: str) -> None:
    measured = lesbarhet(skolen.fine("innsyn", sak, "--for", hvem, "--format", "md").out)
    worst = measured.verst
    assert measured.lix <= LETTLEST, worst
