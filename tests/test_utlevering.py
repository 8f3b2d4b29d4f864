"""Copies that are handed out: made, checked, recorded, and known again by their fingerprint."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest

from program import Program
from sosialplan.model.sak import Sak
from sosialplan.views.kopier.utlevert import stempel_i

SAK = "2026-YHP9E"
"""An invented case with a whole plan."""
UFERDIG = "2026-8G2R1"
"""One whose plan lacks what the law demands."""
HJEM = ("--mottaker", "foresatte", "--til-hvem", "mor og far", "--kanal", "brev")
ALIAS = "Navn og klasse til andre elever (taushetsplikt, forvaltningsloven § 13)"


def handed_out(program: Program, *args: str) -> Path:
    told = program.fine("utlever", "aktivitetsplan", SAK, *(args or HJEM))
    (line,) = [each for each in told.out.splitlines() if each.startswith("Filen: ")]
    return Path(line.removeprefix("Filen: "))


def case_of(program: Program, number: str = SAK) -> Sak:
    import msgspec  # noqa: PLC0415

    from sosialplan.files.yaml_reader import parse  # noqa: PLC0415

    return msgspec.convert(parse(program.case(number).read_text("utf-8")).tree, Sak)


# Handing out


def test_a_copy_is_written_and_the_case_says_so_in_one_commit(skolen: Program) -> None:
    head = skolen.git("rev-parse", "HEAD")
    told = skolen.fine("utlever", "aktivitetsplan", SAK, *HJEM)
    lines = told.out.splitlines()
    assert lines[0].startswith(
        f"Utlevert i {SAK}: aktivitetsplan, versjon 4, til de foresatte (mor og far), brev. Lagret."
    )
    name = f"{SAK}-aktivitetsplan-foresatte-2026-11-23.pdf"
    assert lines[1].endswith(f"ut/{name}")
    assert lines[2:] == [
        f"Holdt tilbake: {ALIAS}",
        "Holdt tilbake: Foresattes kontaktopplysninger (taushetsplikt, forvaltningsloven § 13)",
    ]
    assert (skolen.root / "ut" / name).read_bytes().startswith(b"%PDF-")
    assert skolen.git("rev-parse", "HEAD~1") == head
    (copy,) = case_of(skolen).utleveringer
    assert (copy.dokument, copy.mottaker, copy.til_hvem, copy.kanal.value, copy.versjon) == (
        "aktivitetsplan", "foresatte", "mor og far", "brev", 4,
    )  # fmt: skip
    assert skolen.git("status", "--short", "--", "saker") == ""
    assert "K40" not in skolen.fine("valider").out


def test_the_plan_sent_home_fulfils_its_step(skolen: Program) -> None:
    before = len(case_of(skolen).hendelser)
    handed_out(skolen)
    entries = case_of(skolen).hendelser
    assert len(entries) == before + 1
    sent = entries[-1]
    assert (sent.steg, sent.dato.isoformat(), sent.mottakere, sent.maate and sent.maate.value) == (
        "plan-sendt", "2026-11-23", ("mor og far",), "brev",
    )  # fmt: skip
    handed_out(skolen, "--mottaker", "statsforvalter", "--til-hvem", "x", "--kanal", "digipost")
    assert len(case_of(skolen).hendelser) == before + 1
    plan = skolen.fine("lag", "aktivitetsplan", SAK).out
    assert "- **23. november 2026:** mor og far" in plan or "23. november 2026: mor og far" in plan


def test_the_log_and_the_page_tell_of_it(skolen: Program) -> None:
    handed_out(skolen)
    log = skolen.fine("logg", SAK).out
    assert "Utleverte aktivitetsplan til foresatte, 23.11.2026" in log
    assert "mor og far" not in log
    page = skolen.fine("vis", SAK).out.split("Utlevert\n")[1]
    assert page.startswith(
        "23.11.2026  aktivitetsplan, versjon 4, til de foresatte (mor og far), brev,"
    )
    assert f"Holdt tilbake: {ALIAS}" in page.replace("\n  ", " ").replace("  ", " ")


def test_without_what_the_law_demands_it_needs_a_reason_that_is_kept(skolen: Program) -> None:
    args = ("utlever", "aktivitetsplan", UFERDIG, *HJEM)
    told = skolen.run(*args)
    assert told.status == 1
    assert "feil[U112]" in told.err
    assert told.err.splitlines()[-1] == "Må den ut likevel, så skriv hvorfor: --likevel …"
    assert not (skolen.root / "ut").exists()
    skolen.fine(*args, "--likevel", "Familien ba om det vi har.")
    (copy,) = case_of(skolen, UFERDIG).utleveringer
    assert copy.likevel is not None
    assert set(copy.likevel.koder) == {"U103", "U111", "U112", "U125"}
    assert "Likevel: Familien ba om det vi har." in skolen.fine("vis", UFERDIG).out


def test_a_reason_that_is_not_needed_is_not_kept(skolen: Program) -> None:
    told = skolen.fine("utlever", "aktivitetsplan", SAK, *HJEM, "--likevel", "Haster")
    assert told.err.splitlines()[-1] == (
        "Ingenting som loven krever, manglet. Grunnen er ikke skrevet ned."
    )
    assert case_of(skolen).utleveringer[0].likevel is None


def test_what_leaks_is_neither_written_nor_recorded(skolen: Program) -> None:
    skolen.fine("tiltak", "plan", SAK, "--problem", "Oppdiktet Elev Falk lo.")
    head = skolen.git("rev-parse", "HEAD")
    told = skolen.run("utlever", "aktivitetsplan", SAK, *HJEM, "--likevel", "Haster")
    assert told.status == 1
    assert "feil[L801]" in told.err
    assert skolen.git("rev-parse", "HEAD") == head
    assert not (skolen.root / "ut").exists()


@pytest.mark.parametrize(
    ("hvem", "code"),
    [
        ("Oppdiktet Elev Falk", "L801"),
        ("moren til Falk", "L811"),
        ("Fa-\nlk, Oppdiktet", "L801"),
        ("010100 00110", "L802"),
    ],
)
def test_who_gets_it_is_looked_through_before_it_is_written(
    skolen: Program, hvem: str, code: str
) -> None:
    head, before = skolen.git("rev-parse", "HEAD"), skolen.case(SAK).read_bytes()
    told = skolen.run(
        "utlever", "aktivitetsplan", SAK, "--mottaker", "foresatte", "--kanal", "brev",
        "--format", "md", "--til-hvem", hvem,
    )  # fmt: skip
    assert told.status == 1
    assert told.err.startswith(f"--til-hvem:1:1: feil[{code}]")
    assert (skolen.git("rev-parse", "HEAD"), skolen.case(SAK).read_bytes()) == (head, before)
    assert not (skolen.root / "ut").exists()


def test_a_case_that_cannot_be_saved_leaves_no_copy(skolen: Program) -> None:
    path = skolen.case(SAK)
    path.write_text(path.read_text("utf-8") + "# for hånd\n", "utf-8")
    told = skolen.run("utlever", "aktivitetsplan", SAK, *HJEM)
    assert told.status == 3
    assert list((skolen.root / "ut").iterdir()) == []


def test_a_case_elsewhere_that_cannot_be_read_stops_it(skolen: Program) -> None:
    (skolen.root / "saker/2026/2026-0BAD0.yaml").write_text("sak: [\n", "utf-8")
    told = skolen.run("utlever", "aktivitetsplan", SAK, *HJEM)
    assert told.status == 1
    assert told.err.startswith("saker/2026/2026-0BAD0.yaml:")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--mottaker", "skole", "--kanal", "brev"), "Skolens eget utkast utleveres ikke."),
        (("--mottaker", "ppt", "--kanal", "brev"), "Hvem får det?"),
        (
            ("--mottaker", "ppt", "--kanal", "brev", "--til-hvem", " "),
            "Valget «--til-hvem»: «» sier ikke noe.",
        ),
        (
            ("--mottaker", "pppt", "--kanal", "brev"),
            "Fant ikke mottakeren «pppt». Mente du «ppt»?",
        ),
        (("--mottaker", "ppt", "--kanal", "due"), ""),
        (("--kanal", "brev"), ""),
    ],
)
def test_what_is_missing_is_named(skolen: Program, args: tuple[str, ...], told: str) -> None:
    result = skolen.run("utlever", "aktivitetsplan", SAK, *args)
    assert result.status == 2
    assert result.err.startswith(told)


@pytest.mark.parametrize("hvem", ["Alm", "Oppdiktet Elev Alm", "moren til Alm", "Til Alm"])
def test_who_gets_it_is_told_by_no_name_of_the_home(skolen: Program, hvem: str) -> None:
    head = skolen.git("rev-parse", "HEAD")
    told = skolen.run("utlever", "aktivitetsplan", SAK, *HJEM[:2], "--til-hvem", hvem, *HJEM[4:])
    assert (told.status, hvem in told.err) == (3, False)
    assert told.err.startswith("Hvem som får kopien, er skrevet med et navn.")
    assert skolen.git("rev-parse", "HEAD") == head
    assert not (skolen.root / "ut").exists()
    handed_out(skolen, *HJEM)
    told = skolen.run("rett", SAK, "utlevering", "--til-hvem", hvem, "--hvorfor", "Skrevet feil")
    assert told.err.startswith("Hvem som får kopien, er skrevet med et navn.")


def test_the_same_to_the_same_on_one_day_is_told_of(skolen: Program) -> None:
    said = "Det samme er utlevert til den samme i dag"
    assert said not in skolen.fine("utlever", "aktivitetsplan", SAK, *HJEM).err
    assert said in skolen.fine("utlever", "aktivitetsplan", SAK, *HJEM).err
    other = (*HJEM[:3], "farmor", *HJEM[4:])
    assert said not in skolen.fine("utlever", "aktivitetsplan", SAK, *other).err


def test_the_pupil_is_one_and_an_anonymous_copy_names_no_case(skolen: Program) -> None:
    file = handed_out(skolen, "--mottaker", "elev", "--kanal", "overlevert")
    assert case_of(skolen).utleveringer[-1].til_hvem == "eleven"
    assert file.name == f"{SAK}-aktivitetsplan-elev-2026-11-23.pdf"
    file = handed_out(
        skolen,
        "--mottaker",
        "r-team-anonym",
        "--til-hvem",
        "R-teamet",
        "--kanal",
        "møte",
        "--format",
        "md",
    )
    assert file.name == "aktivitetsplan-r-team-anonym-2026-11-23.md"
    assert SAK not in file.read_text("utf-8")


def test_a_copy_that_is_taken_out_of_the_case_is_found(skolen: Program) -> None:
    handed_out(skolen)
    path = skolen.case(SAK)
    path.write_text(path.read_text("utf-8").split("utleveringer:\n")[0], "utf-8")
    told = skolen.run("valider")
    assert told.status == 1
    assert "feil[K402] Det som sto, er tatt bort etter at det ble lagret: utleveringen" in told.out


# Knowing a copy again


def checked(program: Program, file: Path, *more: str) -> list[str]:
    return program.run("sjekk-kopi", str(file), *more).out.replace("\n  ", " ").splitlines()


@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "md"])
def test_a_copy_that_holds_is_known_in_every_format(skolen: Program, format_: str) -> None:
    file = handed_out(skolen, *HJEM, "--format", format_)
    told = skolen.fine("sjekk-kopi", str(file), "--format", "json").json()["kopi"]
    assert told | {"avtrykk": "", "utlevering": {}} == {
        "avtrykk": "", "sak": SAK, "versjon": 4, "laget": "2026-11-23", "dokument": "aktivitetsplan",
        "mottaker": "foresatte", "utlevering": {}, "funnet": True, "commit": None, "lagret": None,
        "gjeldende": True, "uendret": True, "endret": [],
    }  # fmt: skip
    assert told["utlevering"]["kanal"] == "brev"


def test_a_letter_that_goes_with_papers_is_known_by_what_it_said(skolen: Program) -> None:
    told = skolen.fine(
        "utlever", "oversendelsesbrev", SAK, "--mottaker", "skoleeier", "--kanal", "brev",
        "--til-hvem", "skoleeier", "--hvorfor", "Dere ba om planen.", "--vedlegg", "aktivitetsplan",
    )  # fmt: skip
    (copy,) = case_of(skolen).utleveringer
    assert (copy.formaal, copy.vedlegg) == ("Dere ba om planen.", ("aktivitetsplan",))
    (line,) = [each for each in told.out.splitlines() if each.startswith("Filen: ")]
    assert skolen.run("sjekk-kopi", line.removeprefix("Filen: ")).status == 0


def test_a_decision_is_the_same_the_day_after(skolen: Program) -> None:
    skolen.fine(
        "vedtak", SAK, "--slag", "bortvisning", "--fra", "2026-11-24", "--til", "2026-11-24",
        "--forhåndsvarslet", "2026-11-20", "--faktum", "Eleven slo.", "--mildere-tiltak", "Samtale.",
        "--elevens-stemme", "Jeg angrer.", "--barnets-beste", "Trygghet.", "--begrunnelse", "Fare.",
    )  # fmt: skip
    file = skolen.root / "ut" / "vedtak.md"
    skolen.fine("lag", "enkeltvedtak", SAK, "--mottaker", "foresatte", "--til", str(file))
    skolen.now = "2026-11-26T10:00+01:00"
    assert skolen.run("sjekk-kopi", str(file)).status == 0


def test_looking_changes_nothing(skolen: Program) -> None:
    file = handed_out(skolen)
    before = {path: path.read_bytes() for path in skolen.root.rglob("*") if path.is_file()}
    skolen.fine("sjekk-kopi", str(file))
    assert before == {path: path.read_bytes() for path in skolen.root.rglob("*") if path.is_file()}


def test_a_later_change_makes_it_old_and_the_history_knows_the_state(skolen: Program) -> None:
    file = handed_out(skolen)
    made = skolen.git("rev-parse", "HEAD").strip()
    skolen.now = "2026-11-24T10:00+01:00"
    skolen.fine("tiltak", "plan", SAK, "--problem", "Noe annet.")
    assert skolen.run("sjekk-kopi", str(file)).status == 1
    lines = " ".join(checked(skolen, file))
    assert "Den viser saken slik den ble lagret 23.11.2026." in lines
    assert "Den er ikke gjeldende: en kopi laget i dag sier noe annet." in lines
    assert f"sosialplan logg {SAK} --siden 2026-11-23" in lines
    asked = " ".join(checked(skolen, file, "--detaljer"))
    assert f"Den viser saken slik den ble lagret 23.11.2026 ({made[:10]})." in asked
    assert f"sosialplan sammenlign {SAK} {made[:10]} nå" in asked
    assert "Filen er som den ble laget." in lines


def test_a_new_day_alone_changes_nothing(skolen: Program) -> None:
    skolen.fine(
        "lag", "rettigheter", SAK, "--mottaker", "foresatte", "--til", str(skolen.root / "ut/r.md")
    )
    skolen.now = "2027-01-11T10:00+01:00"
    assert skolen.run("sjekk-kopi", str(skolen.root / "ut/r.md")).status == 0


def test_a_text_that_somebody_changed_is_told(skolen: Program, tmp_path: Path) -> None:
    file = handed_out(skolen, *HJEM, "--format", "md")
    changed = tmp_path / "endret.md"
    changed.write_text(file.read_text("utf-8").replace("friminutt", "skoletime"), "utf-8")
    told = skolen.run("sjekk-kopi", str(changed))
    assert told.status == 1
    assert "Teksten i filen er ikke den som lages av denne tilstanden." in told.out


def _white_box(document: Any) -> None:
    box = pypdfium2.raw.FPDFPageObj_CreateNewRect(0, 300, 600, 280)
    pypdfium2.raw.FPDFPageObj_SetFillColor(box, 255, 255, 255, 255)
    pypdfium2.raw.FPDFPath_SetDrawMode(box, pypdfium2.raw.FPDF_FILLMODE_ALTERNATE, 0)
    page = document[0]
    pypdfium2.raw.FPDFPage_InsertObject(page, box)
    page.gen_content()


def _a_note(document: Any) -> None:
    page = document[0]
    note = pypdfium2.raw.FPDFPage_CreateAnnot(page, pypdfium2.raw.FPDF_ANNOT_TEXT)
    pypdfium2.raw.FPDFPage_CloseAnnot(note)


def _an_attachment(document: Any) -> None:
    document.new_attachment("mer.txt").set_data(b"Oppdiktet")


def _one_page_less(document: Any) -> None:
    document.new_page(595, 842)


def _nothing(document: Any) -> None:
    assert len(document)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_white_box, "utseendet på side 1"),
        (_a_note, "merknader eller lenker på side 1"),
        (_an_attachment, "vedlegg, skjema eller programkode"),
        (_one_page_less, "antall sider"),
        (_nothing, ""),
    ],
)
def test_a_pdf_that_was_written_on_is_not_as_it_was_made(
    skolen: Program, tmp_path: Path, change: Callable[[Any], None], told: str
) -> None:
    document = pypdfium2.PdfDocument(handed_out(skolen).read_bytes())
    change(document)
    document.save(tmp_path / "kopi.pdf")
    answer = skolen.run("sjekk-kopi", str(tmp_path / "kopi.pdf"))
    said = answer.out.replace("\n  ", " ").replace("\n", " ")
    if told:
        assert answer.status == 1
        assert "Ordene i filen er som de ble laget, men noe annet er endret: " in said
        assert told in said
        assert "Filen er som den ble laget." not in said
    else:
        assert answer.status == 0
        assert "Filen er som den ble laget." in said


@pytest.mark.parametrize(
    ("format_", "old", "new", "told"),
    [
        ("md", "Oppdiktet", "~~Oppdiktet~~", "merkingen i filen"),
        ("html", "<p>", "<p hidden>", "merkingen i filen"),
        ("html", "\n", "\r\n", ""),
    ],
)
def test_a_text_whose_marks_were_changed_is_told(
    skolen: Program, tmp_path: Path, format_: str, old: str, new: str, told: str
) -> None:
    text = handed_out(skolen, *HJEM, "--format", format_).read_bytes().decode("utf-8")
    assert old in text
    changed = tmp_path / f"kopi.{format_}"
    changed.write_bytes(text.replace(old, new).encode("utf-8"))
    answer = skolen.run("sjekk-kopi", str(changed))
    assert answer.status == (1 if told else 0)
    assert told in answer.out.replace("\n  ", " ")


def test_a_word_file_with_another_part_is_told(skolen: Program, tmp_path: Path) -> None:
    file = handed_out(skolen, *HJEM, "--format", "docx")
    changed = Path(shutil.copy(file, tmp_path / "kopi.docx"))
    with zipfile.ZipFile(changed, "a") as packed:
        packed.writestr("word/media/bilde.png", b"x")
    answer = skolen.run("sjekk-kopi", str(changed))
    assert (answer.status, "oppsettet i filen" in answer.out) == (1, True)


def test_a_copy_that_was_not_handed_out_is_known_too(skolen: Program, tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    skolen.fine("lag", "tiltaksplan", SAK, "--mottaker", "r-team-anonym", "--til", str(file))
    told = skolen.fine("sjekk-kopi", str(file)).out
    assert "Den er ikke ført opp som utlevert i saken." in told
    assert f"sak {SAK}" in told
    assert "Den er gjeldende" in told


def test_an_unknown_fingerprint_is_no_state_of_the_case(skolen: Program, tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    stamp = f"sak {SAK} · versjon 2 · 31. februar 2026 · avtrykk 0123abcd"
    file.write_text(f"# Plan\n\n{stamp.replace('31. februar', '3. februar')}\n\n{stamp}\n", "utf-8")
    told = skolen.run("sjekk-kopi", str(file))
    assert told.status == 1
    assert "Fant ikke når saken sa det som står i denne kopien." in told.out
    file.write_text("3. februar 2026 · kopikode 0123abcd", "utf-8")
    assert (
        "Kopien har kopikode 0123abcd, laget 03.02.2026." in skolen.run("sjekk-kopi", str(file)).out
    )


def test_a_copy_whose_template_was_changed_is_still_known_as_handed_out(skolen: Program) -> None:
    file = handed_out(skolen)
    path = skolen.root / "plan/skole.yaml"
    path.write_text(
        path.read_text("utf-8").replace("navn: Midtstuen skole", "navn: Ny skole"), "utf-8"
    )
    skolen.fine("lagre")
    told = skolen.run("sjekk-kopi", str(file)).out
    assert "Utlevert 23.11.2026: aktivitetsplan til de foresatte, brev (id " in told
    assert "Fant ikke når saken sa det som står i denne kopien." in told


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.md", "ingenting", "Filen har ingen kopikode"),
        ("a.xlsx", "x", "Slike filer kan ikke sjekkes."),
        ("a.pdf", "x", "Filen er ikke en PDF som kan leses."),
        ("b.md", None, "Filen kan ikke leses."),
        ("a.md", "sak 2026-7KQ2M · 3. mai 2026 · kopikode 0123abcd", "Sak 2026-7KQ2M finnes ikke."),
    ],
)
def test_a_file_that_cannot_be_checked_is_told_why(
    skolen: Program, tmp_path: Path, name: str, text: str | None, told: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    result = skolen.run("sjekk-kopi", str(tmp_path / name))
    assert result.status == 3
    assert result.err.startswith(told)


def test_without_a_history_the_case_as_it_is_is_looked_at(skolen: Program) -> None:
    file = handed_out(skolen)
    shutil.rmtree(skolen.root / ".git")
    assert skolen.run("sjekk-kopi", str(file)).status in {0, 1}
    assert "Den er gjeldende" in skolen.run("sjekk-kopi", str(file)).out


def test_a_stamp_is_read_back() -> None:
    found = stempel_i(
        "Skolen · sak 2026-7KQ2M · versjon 3 ·\n23. november 2026 · kopikode 3f2a91c0"
    )
    assert found is not None
    assert (found.sak, found.versjon, found.dag.isoformat(), found.avtrykk) == (
        "2026-7KQ2M", 3, "2026-11-23", "3f2a91c0",
    )  # fmt: skip
    assert stempel_i("avtrykk 3f2a91c0") is None
