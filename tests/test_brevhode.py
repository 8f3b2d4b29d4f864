"""The letterhead: who sends what leaves the school, to whom and when, once the school has said who it is."""

import re
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from program import Program, of_the_repository

SAK = "2026-YHP9E"
HODE = """\
**Midtstuen skole**<br>Oppdiktet vei 1, 0123 Oslo<br>Telefon 22 00 00 00 · post\\@eksempel.no<br>Organisasjonsnummer 974 760 673

Til Oppdiktet Forelder Alm, Oppdiktet Forelder Berg<br>23. november 2026<br>Vår referanse: 2026-YHP9E

# Endringer i aktivitetsplanen
"""
SAGT = (
    ("adresse", "Oppdiktet vei 1, 0123 Oslo"),
    ("telefon", "22 00 00 00"),
    ("e-post", "post@eksempel.no"),
    ("organisasjonsnummer", "974 760 673"),
)


@pytest.fixture
def skolen(root: Path, tmp_path: Path) -> Program:
    return Program(of_the_repository(root, tmp_path / "skolen"))


@pytest.fixture
def sagt(skolen: Program) -> Program:
    """A school that has said where it is."""
    for navn, verdi in SAGT:
        skolen.fine("skole", "valg", navn, verdi)
    return skolen


def letter(program: Program, *args: str, sak: str = SAK) -> str:
    return program.fine("lag", "endringsbrev", sak, *args).out


def test_what_leaves_the_school_begins_with_who_sends_it(sagt: Program) -> None:
    home = letter(sagt, "--mottaker", "foresatte")
    assert home.startswith(HODE)
    assert (
        home.split("\n---\n")[0]
        .rstrip()
        .endswith("Med hilsen<br>Oppdiktet Lærer Bjerk (kontaktlærer)<br>Midtstuen skole")
    )
    assert (
        letter(sagt, "--mottaker", "elev").splitlines()[2].startswith("Til Oppdiktet Elev Alm<br>")
    )


def test_where_nobody_holds_a_role_the_papers_name_none_and_the_school_signs(sagt: Program) -> None:
    path = sagt.root / "plan" / "skole.yaml"
    before, _, after = path.read_text("utf-8").partition("\npersoner:\n")
    assert after
    kept = re.sub(r"\A(?: .*\n)+", "", after)
    path.write_text(f"{before}\n{kept}", "utf-8")
    for words in (("rettigheter", SAK), ("oversendelsesbrev", SAK, "--hvorfor", "Oppdiktet")):
        paper = sagt.fine("lag", *words).out
        told = paper.partition("## Hvem dere kan snakke med\n\n")[2]
        assert told.startswith("Ring skolen, så finner vi rett person.\n"), paper
    home = letter(sagt, "--mottaker", "foresatte")
    assert home.split("\n---\n")[0].rstrip().endswith("Med hilsen<br>Midtstuen skole")


def test_the_archives_number_stands_beside_the_cases_own(sagt: Program) -> None:
    told = sagt.fine("sak", "endre", SAK, "--arkivsak", "2026/1234")
    assert "samme nummer" not in told.out + told.err
    ref = f"Vår referanse: {SAK}, arkivsak 2026/1234\n"
    assert ref in letter(sagt, "--mottaker", "foresatte")
    assert ref in letter(sagt, "--mottaker", "foresatte", "--målform", "nynorsk")
    assert "Arkivsak: 2026/1234" in sagt.fine("vis", SAK).out
    assert "2026/1234" not in sagt.fine("lag", "melding", SAK, "--mottaker", "r-team-anonym").out
    again = sagt.run("sak", "endre", SAK, "--arkivsak", "2026/1234")
    assert "Ingenting er endret" in again.out + again.err


def test_a_number_that_is_another_pupils_is_told_of(sagt: Program) -> None:
    sagt.fine("sak", "endre", SAK, "--arkivsak", "2026/1234")
    told = sagt.fine("sak", "endre", "2026-8G2R1", "--arkivsak", "2026/1234")
    words = " ".join((told.out + told.err).split())
    assert f"Sak {SAK} handler om en annen elev og har samme nummer i arkivet." in words
    checked = sagt.run("valider").out
    for one, other in ((SAK, "2026-8G2R1"), ("2026-8G2R1", SAK)):
        assert re.search(rf"{one}\.yaml:\d+:\d+: advarsel\[K428\] Sak {other} handler", checked)


def test_two_cases_of_one_pupil_may_be_one_in_the_archive(sagt: Program) -> None:
    paths = [sagt.root / "saker" / "2026" / f"{each}.yaml" for each in (SAK, "2026-8G2R1")]
    elev = next(line for line in paths[0].read_text("utf-8").splitlines() if "  navn: " in line)
    for path in paths:
        text = re.sub(
            r"(?m)^  navn: .*$",
            elev.upper().replace("  NAVN", "  navn"),
            path.read_text("utf-8"),
            count=1,
        )
        path.write_text(f"{text.rstrip()}\narkivsak: 2026/1234\n", "utf-8")
    told = sagt.run("valider").out
    assert "saker/2026" not in told or "K428" not in told


def test_the_archive_is_told_of_the_case_it_has_already(sagt: Program) -> None:
    sagt.fine("sak", "endre", SAK, "--arkivsak", "2026/1234")
    sagt.fine("arkiver", SAK, "--til", str(sagt.root / "ut"))
    (told,) = (sagt.root / "ut").rglob("metadata.xml")
    own = "virksomhetsspesifikkeMetadata"
    words = " ".join(told.read_text("utf-8").split())
    assert f"<{own}> <arkivsak>2026/1234</arkivsak> </{own}> <saksaar>" in words


@pytest.mark.parametrize(
    "typed", ["13051398765", "130513-98765", "Oppdiktet Elev", "2026/", "1" * 300]
)
def test_what_is_no_number_of_an_archive_is_refused(sagt: Program, typed: str) -> None:
    refused = sagt.run("sak", "endre", SAK, "--arkivsak", typed)
    assert refused.status == 1
    assert "feil[S206]" in refused.err
    assert sagt.git("status", "--porcelain") == ""


def test_in_nynorsk_it_is_in_nynorsk(sagt: Program) -> None:
    home = letter(sagt, "--mottaker", "foresatte", "--målform", "nynorsk")
    assert "Med helsing<br>Oppdiktet Lærer Bjerk (kontaktlærar)" in home


@pytest.mark.parametrize("mottaker", ["skole", "r-team", "r-team-anonym"])
def test_the_schools_own_copies_have_none(sagt: Program, mottaker: str) -> None:
    told = sagt.fine("lag", "melding", SAK, "--mottaker", mottaker).out
    assert "Oppdiktet vei" not in told


def test_a_school_that_has_said_nothing_has_none(skolen: Program) -> None:
    assert letter(skolen, "--mottaker", "foresatte").startswith("# Endringer i aktivitetsplanen\n")


def test_each_part_stands_alone(skolen: Program) -> None:
    skolen.fine("skole", "valg", "telefon", "+47 22 00 00 00")
    assert letter(skolen, "--mottaker", "foresatte").startswith(
        "**Midtstuen skole**<br>Telefon +47 22 00 00 00\n"
    )


@pytest.mark.parametrize(
    ("navn", "verdi", "kode"),
    [
        ("telefon", "ring oss", "S206"),
        ("telefon", "22", "S206"),
        ("e-post", "post hos eksempel", "S206"),
        ("organisasjonsnummer", "974 760 674", "M526"),
        ("organisasjonsnummer", "12345", "S206"),
        ("adresse", "A" * 301, "S207"),
        ("tilgangskode", "13", "S206"),
        ("tilgangskode", "Åpent for alle", "S206"),
        ("tilgangskode", "§ " + "A" * 300, "S206"),
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_written(
    skolen: Program, navn: str, verdi: str, kode: str
) -> None:
    refused = skolen.run("skole", "valg", navn, verdi)
    assert refused.status == 1
    assert f"feil[{kode}]" in refused.err
    assert skolen.git("status", "--porcelain") == ""


def test_a_name_of_markup_stays_text(skolen: Program) -> None:
    skolen.fine("skole", "valg", "adresse", "Vei <b>1</b> {{ 1 }} | 2")
    told = letter(skolen, "--mottaker", "foresatte", "--format", "html")
    assert "<b>1</b>" not in told
    assert "{{ 1 }}" in told


@pytest.mark.parametrize(
    ("dokument", "mottaker"), [("samtykke", "foresatte"), ("bekymringsmelding", "barnevern")]
)
def test_the_forms_that_ask_when_one_is_born_say_the_year_and_leave_the_day_to_be_written(
    skolen: Program, dokument: str, mottaker: str
) -> None:
    assert "| Født | Dag, måned og år: |" in skolen.run("lag", dokument, SAK).out
    path = skolen.root / "saker" / "2026" / f"{SAK}.yaml"
    path.write_text(
        path.read_text("utf-8").replace("\nelev:\n", "\nelev:\n  fødselsår: 2013\n", 1), "utf-8"
    )
    for more in ((), ("--mottaker", mottaker)):
        told = skolen.run("lag", dokument, SAK, *more)
        assert "| Født | 2013, dag og måned: |" in told.out or told.status == 1, told
    nynorsk = skolen.fine("lag", dokument, SAK, "--målform", "nynorsk").out
    assert "| Fødd | 2013, dag og månad: |" in nynorsk


VANLIG = "Unntatt offentlighet, offl. § 13 jf. fvl. § 13"
EGEN = "UO, offl. § 13 | fvl. § 13"


def test_the_schools_own_access_marking_is_on_every_paper_and_in_the_archives_words(
    skolen: Program,
) -> None:
    assert f"| Tilgang | {VANLIG} |" in skolen.fine("lag", "samtykke", SAK).out
    skolen.fine("skole", "valg", "tilgangskode", EGEN)
    for each in ("aktivitetsplan", "melding", "samtykke"):
        paper = skolen.fine("lag", each, SAK).out
        assert VANLIG not in paper
        assert "offl. § 13 \\| fvl. § 13 |" in paper, each
    agenda = skolen.fine("møte", "saksliste", "r-team", "--format", "md").out
    assert VANLIG not in agenda
    assert "| Tilgang | UO" in agenda
    skolen.fine("arkiver", SAK, "--til", str(skolen.root / "ut"))
    (told,) = (skolen.root / "ut").rglob("metadata.xml")
    words = told.read_text("utf-8")
    assert VANLIG not in words
    assert words.count(f"<skjermingshjemmel>{EGEN}</skjermingshjemmel>") > 1


def test_the_usual_marking_follows_the_form_and_the_schools_own_is_not_touched(
    skolen: Program,
) -> None:
    nynorsk = ("samtykke", SAK, "--målform", "nynorsk")
    assert "| Tilgang | Unnateke offentlegheit, offl. § 13" in skolen.fine("lag", *nynorsk).out
    skolen.fine("skole", "valg", "tilgangskode", "Unntatt offentlighet, offl. § 13")
    assert "| Tilgang | Unntatt offentlighet, offl. § 13 |" in skolen.fine("lag", *nynorsk).out


def test_a_copy_without_a_name_does_not_ask_when_one_is_born(skolen: Program) -> None:
    told = skolen.run("lag", "bekymringsmelding", SAK, "--mottaker", "r-team-anonym").out
    assert "Født" not in told


@pytest.mark.parametrize("name", ["Oppdiktet" * 33, "Oppdiktet skole " * 18])
def test_a_name_of_three_hundred_characters_stays_on_the_page(
    sagt: Program, tmp_path: Path, name: str
) -> None:
    sagt.fine("skole", "valg", "adresse", "Oppdiktetvegen" * 21)
    path = sagt.root / "plan" / "skole.yaml"
    path.write_text(
        path.read_text("utf-8").replace("navn: Midtstuen skole", f"navn: {name.strip()}", 1),
        "utf-8",
    )
    file = tmp_path / "brev.pdf"
    sagt.fine(
        "lag", "endringsbrev", SAK, "--mottaker", "foresatte", "--format", "pdf", "--til", str(file)
    )
    document = pypdfium2.PdfDocument(file)
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        assert boxes
        assert min(box[0] for box in boxes) >= 0
        assert max(box[2] for box in boxes) <= page.get_width() - 60
        assert min(box[1] for box in boxes) >= 0
    document.close()
