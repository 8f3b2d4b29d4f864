"""The review for Statsforvalteren: every duty, the gaps, and the documents as they were."""

import hashlib
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from golden import assert_golden
from program import Program, everything_in

SAK = "2026-YHP9E"
"""An invented case with a plan, evaluations and a meeting."""
FORFALT = "2026-8G2R1"
"""An invented case in which duties were not met."""


def carried(file: Path) -> list[str]:
    """Return the names of the files that a PDF carries, as another program reads them."""
    document = pypdfium2.PdfDocument(file)
    names = [
        each.get_name()
        for each in (document.get_attachment(i) for i in range(document.count_attachments()))
    ]
    document.close()
    return names


@pytest.mark.parametrize("sak", [SAK, FORFALT])
def test_the_review_says_what_was_done_when_and_what_was_not(
    skolen: Program, oppdater_gull: bool, sak: str
) -> None:
    before = everything_in(skolen.root)
    told = skolen.fine("tilsyn", sak, "--format", "md")
    assert everything_in(skolen.root) == before
    assert_golden(f"tilsyn/{sak}.md", told.out, oppdater_gull)


def test_one_pdf_carries_the_documents_and_is_the_same_each_time(skolen: Program) -> None:
    told = skolen.fine("tilsyn", SAK)
    assert told.err.startswith("Laget: ")
    file = skolen.root / "ut" / f"tilsyn-{SAK}.pdf"
    first = file.read_bytes()
    assert carried(file) == [
        "01-aktivitetsplan-versjon-4.pdf",
        "02-melding.pdf",
        "03-undersokelse.pdf",
        "04-evaluering-2026-11-09.pdf",
        "05-referat-2026-10-20.pdf",
    ]
    assert b"<pdfaid:part>3</pdfaid:part>" in first
    assert b"<pdfuaid:part>1</pdfuaid:part>" in first
    skolen.fine("tilsyn", SAK)
    assert file.read_bytes() == first


def test_a_folder_holds_the_same_with_checksums(skolen: Program) -> None:
    target = skolen.root / "ut" / "bunt"
    skolen.fine("tilsyn", SAK, "--til", str(target))
    lines = (target / "sjekksummer.txt").read_text(encoding="utf-8").splitlines()
    names = [line.split("  ")[1] for line in lines]
    assert names[0] == "tilsyn.pdf"
    assert {*names, "sjekksummer.txt"} == {path.name for path in target.iterdir()}
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((target / name).read_bytes()).hexdigest() == digest
    again = skolen.run("tilsyn", SAK, "--til", str(target))
    assert (again.status, again.err.splitlines()[0]) == (
        3,
        "Mappen har innhold fra før. Ingenting er endret.",
    )


def write_down_a_copy(skolen: Program, name: str, fingerprint: str) -> None:
    case = skolen.case(SAK)
    text = case.read_text(encoding="utf-8")
    head = "" if "utleveringer:" in text else "utleveringer:\n"
    text += (
        f"{head}  - id: {name}\n    dato: 2026-11-23\n    dokument: aktivitetsplan\n"
        "    mottaker: foresatte\n    til_hvem: mor\n    kanal: brev\n    versjon: 4\n"
        f"    fingeravtrykk: {fingerprint}\n"
    )
    case.write_text(text, encoding="utf-8", newline="\n")
    skolen.fine("lagre", SAK)


def test_a_copy_is_made_again_as_it_was_and_one_that_cannot_be_is_told_of(
    skolen: Program,
) -> None:
    skolen.fine(
        "utlever", "aktivitetsplan", SAK, "--mottaker", "foresatte", "--kanal", "brev",
        "--til-hvem", "mor",
    )  # fmt: skip
    write_down_a_copy(skolen, "utlevrt2", "f" * 64)
    skolen.now = "2026-11-25T09:30+01:00"
    skolen.fine("tiltak", "plan", SAK, "--mål", "Et nytt oppdiktet mål.")
    listed = skolen.fine("tilsyn", SAK, "--format", "md").out
    assert (
        "| Aktivitetsplan, versjon 4 | 23.11.2026 | de foresatte (mor) | "
        "01-aktivitetsplan-2026-11-23-versjon-4.pdf |"
    ) in listed
    assert (
        "| Aktivitetsplan, versjon 4 | 23.11.2026 | de foresatte (mor) | Ikke med<br>"
        "Kunne ikke lages på nytt slik det var. Kopien finnes hos den som fikk den. |"
    ) in listed
    skolen.fine("tilsyn", SAK, "--til", str(skolen.root / "ut" / "bunt"))
    made = sorted(path.name for path in (skolen.root / "ut" / "bunt").glob("0*.pdf"))
    assert made[:2] == [
        "01-aktivitetsplan-2026-11-23-versjon-4.pdf",
        "02-aktivitetsplan-versjon-4.pdf",
    ]


def test_a_letter_with_its_purpose_and_enclosures_is_made_again(skolen: Program) -> None:
    skolen.fine(
        "utlever", "oversendelsesbrev", SAK, "--mottaker", "skoleeier", "--kanal", "brev",
        "--til-hvem", "skoleeier", "--hvorfor", "Dere ba om planen.", "--vedlegg", "aktivitetsplan",
    )  # fmt: skip
    skolen.now = "2026-11-25T09:30+01:00"
    listed = skolen.fine("tilsyn", SAK, "--format", "md").out
    (line,) = [each for each in listed.splitlines() if each.startswith("| Oversendelsesbrev | 23")]
    assert line.endswith("| 01-oversendelsesbrev-2026-11-23.pdf |")


def test_the_overview_alone_is_read_through_too(skolen: Program) -> None:
    handed = ("utlever", "aktivitetsplan", SAK, "--mottaker", "skoleeier", "--kanal", "brev")
    refused = skolen.run(*handed, "--til-hvem", "mor til Oppdiktet Elev Iversen")
    assert refused.status == 1
    assert "L801" in refused.err
    skolen.fine(*handed, "--til-hvem", "Skoleeiers arkiv")
    path = skolen.case(SAK)
    text = path.read_text(encoding="utf-8")
    assert text.count("Skoleeiers arkiv") == 1
    text = text.replace("Skoleeiers arkiv", "mor til Oppdiktet Elev Iversen")
    path.write_text(text, encoding="utf-8", newline="\n")
    skolen.git("commit", "--quiet", "-am", "For hånd")
    told = skolen.run("tilsyn", SAK, "--format", "md")
    assert (told.status, told.out) == (1, "")
    assert "L801" in told.err
    assert "Iversen" not in told.err


def test_what_tells_of_another_pupil_stops_the_bundle(skolen: Program) -> None:
    skolen.fine("registrer", SAK, "notat", "--notat", "x")
    skolen.fine("tiltak", "plan", SAK, "--problem", "Oppdiktet Elev Iversen sa det.")
    told = skolen.run("tilsyn", SAK)
    assert told.status == 1
    assert "L801" in told.err
    assert "Iversen" not in told.err
    assert not (skolen.root / "ut").exists()


def test_a_case_that_is_not_there_is_refused(skolen: Program) -> None:
    told = skolen.run("tilsyn", "2026-0000A")
    assert told.status == 3
    assert told.err.startswith("Sak 2026-0000A finnes ikke.")


def test_late_and_late_written_are_marked(skolen: Program) -> None:
    skolen.fine("registrer", FORFALT, "undersøkelse", "--dato", "2026-11-23", "--av", "rådgiver")
    skolen.now = "2026-11-30T09:30+01:00"
    skolen.fine("registrer", FORFALT, "aktivitetsplan", "--dato", "2026-11-24", "--av", "rektor")
    said = skolen.fine("tilsyn", FORFALT, "--format", "md").out
    (row,) = [line for line in said.splitlines() if line.startswith("| Lage skriftlig plan")]
    assert row.endswith("| 24.11.2026 | 30.11.2026 (6 dager etter) | gjort for sent |")


def test_a_planned_start_is_not_that_a_measure_was_put_in(skolen: Program) -> None:
    def of_measures() -> str:
        said = skolen.fine("tilsyn", FORFALT, "--format", "md").out
        (row,) = [line for line in said.splitlines() if line.startswith("| Sette inn tiltak")]
        return row

    assert of_measures().endswith("| – | – | ikke registrert |")
    skolen.fine(
        "tiltak", "ny", FORFALT, "--tiltak", "Oppdiktet tiltak", "--nivå", "klasse",
        "--ansvarlig", "kontaktlærer", "--fra", "2026-11-30", "--evalueres", "2026-12-14",
    )  # fmt: skip
    skolen.now = "2026-12-01T09:30+01:00"
    assert "planlagt fra 30.11.2026" in of_measures()
    assert "ikke registrert" in of_measures()
    said = skolen.fine("tilsyn", FORFALT, "--format", "md").out
    assert "skolen satte inn tiltak" in said


PLANLAGT = (
    "tiltak", "ny", FORFALT, "--tiltak", "Oppdiktet tiltak", "--nivå", "klasse",
    "--ansvarlig", "kontaktlærer", "--fra", "2026-11-26", "--evalueres", "2026-12-10",
)  # fmt: skip


def the_only_measure(skolen: Program) -> str:
    text = skolen.case(FORFALT).read_text(encoding="utf-8")
    return text.partition("tiltak:\n")[2].partition("id: ")[2].split()[0]


@pytest.mark.parametrize(
    ("dag", "svar", "ventet"),
    [
        ("2026-11-25", None, "| – | – | ikke registrert gjennomført: planlagt fra 26.11.2026 |"),
        ("2026-11-29", None, "| – | – | ikke registrert gjennomført: planlagt fra 26.11.2026 |"),
        (
            "2026-11-29",
            "nei",
            "| – | – | ikke gjort: planlagt fra 26.11.2026, ikke gjennomført ved evalueringen 29.11.2026 |",
        ),
        ("2026-11-29", "ja", "| 26.11.2026 | 29.11.2026 | gjort |"),
        ("2026-12-02", "delvis", "| 26.11.2026 | 02.12.2026 (6 dager etter) | gjort |"),
    ],
)
def test_a_measure_is_put_in_by_what_shows_it_and_a_no_shows_that_it_was_not(
    skolen: Program, dag: str, svar: str | None, ventet: str
) -> None:
    skolen.fine(*PLANLAGT)
    skolen.now = f"{dag}T09:30+01:00"
    if svar:
        skolen.fine(
            "tiltak", "evaluer", FORFALT, the_only_measure(skolen), "--gjennomført", svar,
            "--utfall", "ingen", "--elev", "Jeg så det aldri.", "--neste", "2026-12-17",
        )  # fmt: skip
    said = skolen.fine("tilsyn", FORFALT, "--format", "md").out
    (row,) = [line for line in said.splitlines() if line.startswith("| Sette inn tiltak")]
    assert row.endswith(ventet)
    shown = svar in {"ja", "delvis"}
    assert ("Det er ikke registrert at skolen satte inn tiltak." in said) is not shown


def test_the_school_followed_with_from_the_first_fact_by_which_it_knew(skolen: Program) -> None:
    skolen.fine("ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Elev Dahl",
        "--klasse", "8A", "--oppdaget", "2026-11-16", "--meldt-av", "kontaktlærer",
        "--beskrivelse", "Oppdiktet.")  # fmt: skip
    sak = max(skolen.root.glob("saker/2026/*.yaml*"), key=lambda each: each.stat().st_mtime).name[
        :10
    ]
    skolen.fine("registrer", sak, "tatt-opp-med-rektor", "--dato", "2026-11-06", "--av", "rektor")
    skolen.now = "2026-12-02T09:30+01:00"
    said = skolen.fine("tilsyn", sak, "--format", "md").out
    rows = {line.split(" | ")[0][2:]: line for line in said.splitlines() if "06.11.2026" in line}
    assert rows["Følge med"].startswith("| Følge med | 06.11.2026 | – | 06.11.2026 | 23.11.2026")
    assert "| 06.11.2026 | 23.11.2026 (17 dager etter) | holdt |" in rows["Varsle rektor"]
    assert rows["Sette inn tiltak"].startswith("| Sette inn tiltak | 06.11.2026 |")
    assert rows["Gripe inn"].startswith("| Gripe inn | 06.11.2026 |")
