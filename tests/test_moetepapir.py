"""Meetings on paper: the agenda, the key of an anonymous one on a sheet apart, and the minutes of a meeting as a whole.

What must not pass unnoticed: a pupil named on a sheet that goes round the table, a case that is told by its number though
nobody said yes, a decision that is left out, one of several meetings of a day taken for another, a key that lies with
the agenda, and one that was asked for and is not there.
"""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from program import Program, copied
from sosialplan.output.filtekst import filtekst
from test_vern import ASK, Skole, rud, skole

__all__ = ["rud", "skole"]
ALM, FALK = "2026-YHP9E", "2026-P3E6W"
"""Invented cases: nobody was asked about the first, and the home said yes to the second."""
DAY = ("--i-dag", "2026-11-23")
HELD = (
    "møte",
    "referat",
    "R-team",
    "--dato",
    "2026-11-23",
    "--til-stede",
    "rektor,rådgiver,trinnleder",
)
SAKSLISTE = """\
# Saksliste: R-team

|  |  |
| --- | --- |
| Skole | Midtstuen skole |
| Dato | 23. november 2026 |
| Medlemmer | Rektor, trinnleder, PPT-rådgiver, rådgiver |
| Tilgang | Unntatt offentlighet, offl. § 13 jf. fvl. § 13 |

*Alle personer i dette dokumentet er oppdiktet.*

## Fast saksliste

1. Oppfølging av beslutninger fra forrige møte
2. Nye meldinger på skolens skjema
3. Planer som er endret, før neste evaluering
4. Evalueringer og saker uten ønsket virkning

## Saker

| Sak | Klasse | Hva | Dato |
| --- | --- | --- | --- |
| møtet |  | Gjør det R-team 12. november bestemte | 27. november 2026 |
| anonym 1 |  | Ny melding på skolens skjema |  |
| 2026-P3E6W | 10C | Vurder på nytt i R-team | 3. desember 2026 |
"""
REFERAT = """\
# Referat: R-team

|  |  |
| --- | --- |
| Skole | Midtstuen skole |
| Dato | 23. november 2026 |
| Til stede | Rektor, rådgiver, trinnleder |
| Neste møte | 9. desember 2026 |
| Tilgang | Unntatt offentlighet, offl. § 13 jf. fvl. § 13 |

*Alle personer i dette dokumentet er oppdiktet.*

## Saker som ble drøftet

### Sak 2026-P3E6W

Ikke noe mer er skrevet.

### Sak anonym 1

Ikke noe mer er skrevet.

## Beslutninger

| Gjelder | Hva | Ansvarlig | Innen | Gjort |
| --- | --- | --- | --- | --- |
| anonym 1 | eleven får fast makker i klassen. en ansatt følger med. | Kontaktlærer | 2. desember 2026 | ikke ennå |
| 2026-P3E6W | Oppdiktet Lærer Myr ringer hjem til eleven | Oppdiktet Lærer Myr (kontaktlærer) | 3. desember 2026 | ikke ennå |
| møtet | Ny mal | Oppdiktet Rådgiver Rud (rådgiver) | 4. desember 2026 | ikke ennå |
"""


@pytest.fixture
def skolen(depotets_skole: Path, tmp_path: Path) -> Program:
    return Program(copied(depotets_skole, tmp_path / "skolen"))


@pytest.fixture
def holdt(skolen: Program) -> Program:
    """A meeting with a decision of an anonymous case, of an open one, and of the meeting itself."""
    decide(
        skolen,
        (f"{ALM}: Oppdiktet Elev Alm får fast makker i 8B. Oppdiktet Lærer Bjerk følger med.", "kontaktlærer", "2026-12-02"),
        (f"{FALK}: Oppdiktet Lærer Myr ringer hjem til Oppdiktet Elev Falk", "kontaktlærer", "2026-12-03"),
        ("møtet: Ny mal", "rådgiver", "2026-12-04"),
    )  # fmt: skip
    return skolen


def decide(program: Program, *decided: tuple[str, str, str]) -> None:
    told = [
        word
        for text, owner, day in decided
        for word in ("--beslutning", text, "--ansvarlig", owner, "--frist", day)
    ]
    program.fine(*DAY, *HELD, "--sak", FALK, "--sak", ALM, *told, "--neste", "2026-12-09")


def pdf(file: Path) -> str:
    return filtekst(file.read_bytes(), "pdf").tekst


# The agenda


def test_the_agenda_says_what_is_to_be_discussed_and_names_nobody(skolen: Program) -> None:
    made = skolen.fine(*DAY, "møte", "saksliste", "R-team", "--format", "md")
    assert made.out.startswith(SAKSLISTE), made.out
    assert "Oppdiktet Elev" not in made.out
    assert "anonym 1 = " in made.err


def test_the_key_is_a_sheet_of_its_own(skolen: Program, tmp_path: Path) -> None:
    paper, key = tmp_path / "saksliste.pdf", tmp_path / "nokkel.pdf"
    made = skolen.fine(
        *DAY, "møte", "saksliste", "R-team", "--anonym", "--format", "pdf",
        "--til", str(paper), "--nøkkel", str(key),
    )  # fmt: skip
    assert made.out == ""
    assert "anonym 1 =" not in made.err
    agenda, opened = pdf(paper), pdf(key)
    for secret in (ALM, FALK, "Elev Alm", "Elev Falk", "8B", "10C"):
        assert secret not in agenda
    assert "anonym 4" in agenda
    assert "Taushetsbelagt. Bare for den som leder møtet." in opened
    assert f"{ALM} Oppdiktet Elev Alm 8B" in " ".join(opened.split())
    assert f"{FALK} Oppdiktet Elev Falk 10C" in " ".join(opened.split())


def test_the_key_goes_to_no_folder_that_is_copied_to_the_net(
    skolen: Program, tmp_path: Path
) -> None:
    place = tmp_path / "OneDrive - Oppdiktet kommune"
    place.mkdir()
    told = skolen.run(
        *DAY, "møte", "saksliste", "R-team", "--anonym", "--format", "pdf",
        "--til", str(tmp_path / "liste.pdf"), "--nøkkel", str(place / "nokkel.pdf"),
    )  # fmt: skip
    assert told.status == 3
    assert "skal ikke ligge i en mappe som OneDrive kopierer ut. Ingenting er laget." in told.err
    assert list(place.iterdir()) == []
    assert not (tmp_path / "liste.pdf").exists()


def test_a_key_that_is_asked_for_and_hides_nobody_is_told_of(
    skolen: Program, tmp_path: Path
) -> None:
    key = tmp_path / "nokkel.md"
    made = skolen.fine(
        *DAY, "møte", "saksliste", "smu", "--format", "md", "--nøkkel", str(key)
    )  # fmt: skip
    assert "Nøkkelen er ikke laget: ingen sak på sakslisten er anonym." in made.err
    assert not key.exists()
    assert "Ingen saker." in made.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--nøkkel", "a.pdf"), "er for sakslisten på papir"),
        (("--format", "json", "--nøkkel", "a.json"), "er for sakslisten på papir"),
        (("--format", "pdf"), "En PDF må ha en fil."),
        (("--format", "docx"), "En Word-fil må ha en fil."),
        (("--format", "pdf", "--til", "a.pdf", "--nøkkel", "./a.pdf"), "kan ikke være samme fil"),
    ],
)
def test_what_gives_no_paper_is_refused(
    skolen: Program,
    args: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = skolen.run("møte", "saksliste", "R-team", *args)
    assert (refused.status, refused.out) == (2, "")
    assert said in refused.err
    assert not list(tmp_path.glob("a.*"))


# The minutes


def test_the_minutes_have_every_decision_with_its_owner_and_its_day(holdt: Program) -> None:
    made = holdt.fine(*DAY, "lag", "referat", "R-team")
    assert made.out == REFERAT
    assert made.err == f"Bare for den som leder møtet, skal ikke deles: anonym 1 = {ALM}\n"


def test_the_minutes_are_made_as_pdf_and_word(holdt: Program, tmp_path: Path) -> None:
    for format_ in ("pdf", "docx", "html"):
        file = tmp_path / f"referat.{format_}"
        holdt.fine(*DAY, "lag", "referat", "r-team", "--format", format_, "--til", str(file))
    assert "Ny mal" in pdf(tmp_path / "referat.pdf")
    assert "<h1>Referat: R-team</h1>" in (tmp_path / "referat.html").read_text("utf-8")
    word = Document(BytesIO((tmp_path / "referat.docx").read_bytes()))
    cells = [cell.text for row in word.tables[-1].rows for cell in row.cells]
    assert cells[-5:] == [
        "møtet",
        "Ny mal",
        "Oppdiktet Rådgiver Rud (rådgiver)",
        "4. desember 2026",
        "ikke ennå",
    ]
    assert "Referat, R-team, 23. november 2026" in word.sections[0].footer.paragraphs[0].text


def test_what_was_done_or_put_right_after_the_meeting_stands_so(holdt: Program) -> None:
    before = holdt.fine("vis", FALK, "--format", "json").json()["sak"]["hendelser"]
    (own,) = [each["id"] for each in before if each["steg"] == "beslutning"]
    holdt.fine(*DAY, "rett", FALK, own, "--notat", "Skriv til hjemmet", "--frist", "2026-12-10")
    holdt.fine(*DAY, "registrer", FALK, "beslutning-utført", "--gjelder", own)
    told = holdt.fine(*DAY, "lag", "referat", "R-team").out
    assert (
        "| 2026-P3E6W | Skriv til hjemmet | Oppdiktet Lærer Myr (kontaktlærer) | 10. desember 2026 | 23. november 2026 |"
        in told
    )
    assert "ringer hjem" not in told


def test_a_decision_that_was_struck_is_told_as_that(holdt: Program) -> None:
    before = holdt.fine("vis", FALK, "--format", "json").json()["sak"]["hendelser"]
    (own,) = [each["id"] for each in before if each["steg"] == "beslutning"]
    holdt.fine(*DAY, "rett", FALK, own, "--utgår", "--notat", "Oppdiktet feil")
    assert (
        "| 2026-P3E6W | Strøket i saken etter møtet. |"
        in holdt.fine(*DAY, "lag", "referat", "R-team").out
    )


def test_the_meeting_s_own_decision_that_is_done_has_its_day(holdt: Program) -> None:
    book = (holdt.root / "moter/2026-2027/r-team.yaml").read_text("utf-8")
    own = book.partition("beslutning: Ny mal")[0].rpartition("id: ")[2].split()[0]
    holdt.fine(*DAY, "møte", "utført", own)
    assert (
        "4. desember 2026 | 23. november 2026 |" in holdt.fine(*DAY, "lag", "referat", "R-team").out
    )


def test_a_text_that_names_a_pupil_of_another_case_is_left_out_and_told_of(skolen: Program) -> None:
    decide(
        skolen,
        (f"{FALK}: Skill mellom dem og Oppdiktet Elev Iversen", "rektor", "2026-12-03"),
        ("møtet: Hør med Oppdiktet Elev Iversen", "rektor", "2026-12-03"),
        ("møtet: Bestill ny mal", "rektor", "2026-12-03"),
    )
    made = skolen.fine(*DAY, "lag", "referat", "R-team")
    assert "Iversen" not in made.out
    assert made.out.count("Teksten nevner noen ved navn, og er ikke tatt med her.") == 2
    assert "Bestill ny mal" in made.out
    assert "Antall tekster som er holdt utenfor: 2." in made.err


def test_a_yes_that_was_taken_back_makes_the_case_anonymous_in_the_minutes_too(
    holdt: Program,
) -> None:
    holdt.fine(
        *DAY, "registrer", FALK, "samtale", "--av", "rådgiver", "--samtykke", "nei", "--samtykke-til", "r-team",
        "--notat", "Oppdiktet",
    )  # fmt: skip
    made = holdt.fine(*DAY, "lag", "referat", "R-team")
    assert FALK not in made.out
    assert "Lærer Myr" not in made.out
    assert f"anonym 1 = {FALK}" in made.err


def test_a_case_that_is_kept_from_one_in_the_meeting_is_held_outside(holdt: Program) -> None:
    path = holdt.root / "saker" / "2026" / f"{FALK}.yaml"
    path.write_text(
        path.read_text("utf-8") + "gjelder_ansatt:\n  roller: [trinnleder]\n", encoding="utf-8"
    )
    made = holdt.run(*DAY, "lag", "referat", "R-team")
    assert FALK not in made.out
    assert "ringer hjem" not in made.out
    assert "Antall saker som er holdt utenfor: 1." in made.err


# Which meeting


def test_one_of_several_meetings_of_a_day_is_meant_by_its_id(skolen: Program) -> None:
    refused = skolen.run(*DAY, "lag", "referat", "klassemøte")
    assert (refused.status, refused.out) == (2, "")
    assert "Møtet ble holdt flere ganger 18.11.2026." in refused.err
    assert "t4d9b1az (9B)" in refused.err
    told = skolen.fine(*DAY, "lag", "referat", "t4d9b").out
    assert told.startswith("# Referat: Klassemøte\n")
    assert "| Gjelder | 9B |" in told
    assert "| Gjelder | 10C |" not in told


def test_a_day_chooses_the_meeting_and_a_day_without_one_is_refused(skolen: Program) -> None:
    assert (
        "| Dato | 29. oktober 2026 |"
        in skolen.fine("lag", "referat", "R-team", "--dato", "2026-10-29").out
    )
    for day, said in (("2026-10-30", "er holdt den dagen"), ("2026-12-24", "er holdt den dagen")):
        refused = skolen.run("lag", "referat", "R-team", "--dato", day)
        assert (refused.status, refused.out) == (3, "")
        assert said in refused.err
    assert "sosialplan møte skriv smu" in skolen.run("lag", "referat", "smu").err


def test_the_minutes_of_a_case_are_as_before(skolen: Program) -> None:
    told = skolen.run("lag", "referat", ALM)
    assert "Saksnummer | 2026-YHP9E" in told.out
    assert skolen.run("lag", "referat", "Ukjent").status == 2


@pytest.mark.parametrize(
    "more",
    [("--mottaker", "foresatte"), ("--målform", "nynorsk"), ("--forhåndsvis",), ("--felter",)],
)
def test_what_says_nothing_of_a_meeting_is_refused(skolen: Program, more: tuple[str, ...]) -> None:
    refused = skolen.run("lag", "referat", "R-team", *more)
    assert (refused.status, refused.out) == (2, "")
    assert "har ingen virkning" in refused.err


def test_a_school_whose_plan_has_no_meetings_is_told_how_to_have_them(tmp_path: Path) -> None:
    place = tmp_path / "skolen"
    begun = Program(tmp_path).run("start", str(place), "--skole", "Oppdiktet skole", "--åpen")
    assert begun.status == 0, begun
    told = Program(place).run("møte", "saksliste", "R-team")
    assert told.status == 2
    assert "Fant ikke møtet: mappen har ingen å velge mellom ennå." in told.err
    assert "Skriv møtene i plan/moter.yaml" in told.err
    assert "Velg et av: \n" not in told.err


def test_another_document_than_minutes_has_no_meeting(skolen: Program) -> None:
    assert skolen.run("lag", "rettigheter", "R-team").status == 2


# A school in nynorsk, and one whose folder is protected


def test_a_school_in_nynorsk_has_its_meetings_in_nynorsk(holdt: Program) -> None:
    holdt.fine("skole", "valg", "målform", "nynorsk")
    told = holdt.fine(*DAY, "lag", "referat", "R-team").out
    assert "## Saker som vart drøfta" in told
    assert "| Gjeld | Kva | Ansvarleg | Innan | Gjort |" in told
    agenda = holdt.fine(*DAY, "møte", "saksliste", "R-team", "--format", "md").out
    assert "| Sak | Klasse | Kva | Dato |" in agenda


def test_in_a_protected_folder_what_one_may_not_read_is_told_as_that(
    skole: Skole, rud: Program, tmp_path: Path
) -> None:
    decide(rud, (f"{FALK}: Oppdiktet oppgave", "rådgiver", "2026-12-03"))
    told = rud.fine(*DAY, "lag", "referat", "R-team").out
    assert "Oppdiktet oppgave" in told
    ask = skole.som(ASK, tmp_path / "ask")
    sealed = sorted(
        each.relative_to(rud.root)
        for part in ("saker", "moter")
        for each in (rud.root / part).rglob("*.age")
    )
    for each in sealed:
        (ask.root / each).write_bytes((rud.root / each).read_bytes())
    shut = ask.run(*DAY, "lag", "referat", "R-team")
    assert "Oppdiktet oppgave" not in shut.out
    assert shut.status != 0 or "ikke kunne leses her" in shut.out


# Where a paper lies


def test_a_folder_of_the_planmappe_that_leads_out_of_it_is_not_followed(
    skolen: Program, tmp_path: Path
) -> None:
    away = tmp_path / "annet"
    away.mkdir()
    (skolen.root / "ut").mkdir(exist_ok=True)
    (skolen.root / "ut" / "lmappe").symlink_to(away, target_is_directory=True)
    place = skolen.root / "ut" / "lmappe"
    for args in (
        ("tavle", "--til", str(place / "tavle.html")),
        ("frister", "--til", str(place / "under" / "frister.csv")),
        ("arkiver", "2026-YHP9E", "--til", str(place / "pakke")),
        ("arkiver", "2026-YHP9E", "--til", str(place)),
    ):
        told = skolen.run(*args)
        assert (told.status, "Mappen lmappe er en lenke til et annet sted." in told.err) == (
            3,
            True,
        ), args
    assert list(away.iterdir()) == []
    skolen.fine("tavle", "--til", str(away / "tavle.html"))


def test_a_link_to_the_planmappe_is_the_planmappe(skolen: Program, tmp_path: Path) -> None:
    (tmp_path / "lenke").symlink_to(skolen.root, target_is_directory=True)
    skolen.fine("tavle", "--til", str(tmp_path / "lenke" / "ut" / "tavle.html"))
    assert (skolen.root / "ut" / "tavle.html").exists()


def test_a_file_is_no_folder_and_nothing_of_two_is_written(skolen: Program, tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(b"")
    under = str(tmp_path / "b.png" / "n.pdf")
    told = skolen.run("tavle", "--til", under)
    assert (told.status, told.err.splitlines()[0]) == (
        3,
        "b.png er en fil, og ingen mappe. Ingenting er endret.",
    )
    first = tmp_path / "z.pdf"
    told = skolen.run("møte", "saksliste", "r-team", "--til", str(first), "--nøkkel", under)
    assert (told.status, "Laget" in told.err, first.exists()) == (3, False, False)
    taken = tmp_path / "min.pdf"
    taken.write_bytes(b"min")
    told = skolen.run("møte", "saksliste", "r-team", "--til", str(first), "--nøkkel", str(taken))
    assert (told.status, first.exists(), taken.read_bytes()) == (3, False, b"min")
