"""Every document as a PDF: archivable, readable by everybody, and the same bytes every time."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from krav_tilfelle import Tilfelle, bilde_of, tables
from program import Program
from sak_examples import HEL_SAK, bilde_av
from sosialplan.output.markdown import parse
from sosialplan.output.pdf import pdf_of
from sosialplan.output.templates import render
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentliste import DOKUMENTER, Dokument, Dokumentslag

DAY = date(2026, 11, 23)
MALER = Path(__file__).parent.parent / "maler"
JUDGES = {"qpdf": ("qpdf", "--check"), "pdfinfo": ("pdfinfo",)}
ASKED = [
    (slag, form)
    for slag in DOKUMENTER
    for form in Maalform
    if form is Maalform.BOKMAAL or slag.nynorsk
]


def _names(asked: object) -> str:
    return asked.kode if isinstance(asked, Dokumentslag) else str(asked)


def _bilde(slag: Dokumentslag, form: Maalform) -> Saksbilde:
    """Return the case that nothing is missing in, of the document's own table where it has one."""
    tabell = next((each for each in tables() if each.dokument == slag.kode), None)
    if tabell is None:
        return bilde_av(HEL_SAK, DAY, maalform=form)
    return bilde_of(tabell, Tilfelle(navn="hel"), form)


def _made(slag: Dokumentslag, form: Maalform) -> tuple[Dokument, bytes]:
    dokument = slag.lag(_bilde(slag, form))
    markdown = render(MALER, slag.malfil(form), {slag.variabel: dokument})
    return dokument, pdf_of(
        markdown, maler=MALER, title=dokument.tittel, author="Oppdiktet skole", day=DAY,
        footer=dokument.bunntekst, spraak=form.spraak,
    )  # fmt: skip


def _fonts(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        for each in page["/Resources"]["/Font"].values():  # type: ignore[index]  # pypdf's own objects
            font = each.get_object()
            yield from (one.get_object() for one in font.get("/DescendantFonts", [font]))


@pytest.mark.parametrize(("slag", "form"), ASKED, ids=_names)
def test_a_document_is_archivable_and_accessible(slag: Dokumentslag, form: Maalform) -> None:
    dokument, made = _made(slag, form)
    assert made == _made(slag, form)[1]
    reader = PdfReader(io.BytesIO(made))
    xmp = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]  # pypdf's own objects
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith(form.spraak)
    assert reader.outline
    assert reader.metadata is not None
    assert reader.metadata.title == dokument.tittel
    assert HEL_SAK.elev.navn not in f"{xmp}{reader.metadata}"
    fonts = list(_fonts(reader))
    assert fonts
    for font in fonts:
        descriptor = font["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


def _pages(made: bytes, foot: str) -> list[list[str]]:
    """Return the lines of each page, without those of its foot."""
    of_page = (each.extract_text().splitlines() for each in PdfReader(io.BytesIO(made)).pages)
    feet = {part.strip() for part in foot.split("·")}
    return [
        [
            line
            for line in map(str.strip, lines)
            if line and not line.startswith("Side ") and feet.isdisjoint(line.split(" · "))
        ]
        for lines in of_page
    ]


def _headings(outline: Any) -> Iterator[tuple[str, bool]]:
    """Yield each heading in order, and whether it has headings of its own under it."""
    for at, each in enumerate(outline):
        if isinstance(each, list):
            yield from _headings(each)
        else:
            yield str(each.title), isinstance(next(iter(outline[at + 1 :]), None), list)


def _empty(made: bytes, pages: list[list[str]]) -> list[str]:
    """Return the headings that have neither text nor headings under them."""
    text = "".join("".join("".join(lines).split()) for lines in pages)
    headings = list(_headings(PdfReader(io.BytesIO(made)).outline))
    ends, at = [], 0
    for said, holds in headings:
        words = "".join(said.split())
        begins = text.find(words, at)
        assert begins >= 0, said
        ends.append((said, holds, begins, begins + len(words)))
        at = begins + len(words)
    after = [*(begins for _, _, begins, _ in ends[1:]), len(text)]
    return [said for (said, holds, _, end), then in zip(ends, after, strict=True)
            if not holds and end == then]  # fmt: skip


def _heads(markdown: str) -> tuple[list[str], list[str]]:
    """Return the heads and the rows of the tables that have one, without blanks."""
    heads, rows = [], []
    for block in parse(markdown):
        if block.kind == "table" and block.children[0].plain.strip():
            said = [
                "".join("".join(cell.plain for cell in row.children).split())
                for row in block.children
            ]
            heads.append(said[0])
            rows += said[1:]
    return heads, rows


def _thin(pages: list[list[str]], markdown: str) -> list[str]:
    """Return what is wrong where a page begins or ends: a head of a table without a row, or one row alone on the last."""
    heads, rows = _heads(markdown)
    found = [lines[-1] for lines in pages if "".join(lines[-1].split()) in heads]
    last = "".join("".join("".join(pages[-1]).split("\u00ad")).split())
    alone = {part for row in rows if row for part in (row, *(head + row for head in heads))}
    return found + [last] * (len(pages) > 1 and last in alone)


def _signed_apart(pages: list[list[str]]) -> bool:
    """Tell whether what is signed by ticking stands on another page than the signature."""
    ticked = {at for at, lines in enumerate(pages) if any("☐" in line for line in lines)}
    signed = {
        at for at, lines in enumerate(pages) for line in lines if line.startswith("Underskrift")
    }
    return bool(ticked) and ticked != signed


LANGT = (
    "Klassemøte om hvem som er med i klassens kanaler, og en ny felles kanal som er styrt av"
    " kontaktlæreren og åpen for alle i klassen"
)
LANG_PLAN = {
    "tiltak": [
        {
            "id": "t0000001", "tiltak": LANGT, "nivå": "klasse", "ansvarlig": "kontaktlærer",
            "besluttet": "2026-10-19", "fra": "2026-10-20", "evalueres": "2026-12-07",
            "endringer": [
                {"id": "n0000001", "dato": "2026-11-10", "felt": "evalueres", "fra": "2026-11-30",
                 "til": "2026-12-07", "hvorfor": "Oppdiktet grunn"},
            ],
        }
    ]
}  # fmt: skip


@pytest.mark.parametrize("form", Maalform)
@pytest.mark.parametrize(
    "kode",
    ["aktivitetsplan", "endringsbrev", "evaluering", "bekymringsmelding", "fraværsoversikt"],
)
def test_a_long_measure_stands_in_full_where_its_title_is_cut(kode: str, form: Maalform) -> None:
    slag = next(each for each in DOKUMENTER if each.kode == kode)
    tabell = next(each for each in tables() if each.dokument == kode)
    dokument = slag.lag(
        bilde_of(tabell, Tilfelle(navn="lang", sak={"aktivitetsplan": LANG_PLAN}), form)
    )
    markdown = render(MALER, slag.malfil(form), {slag.variabel: dokument})
    assert LANGT in markdown


@pytest.mark.parametrize("more", range(0, 26, 5))
@pytest.mark.parametrize(("slag", "form"), ASKED, ids=_names)
def test_no_page_is_a_few_lines_or_ends_with_a_heading(
    slag: Dokumentslag, form: Maalform, more: int
) -> None:
    """Each document is pushed down by text before it, so that its pages end in other places."""
    dokument = slag.lag(_bilde(slag, form))
    markdown = render(MALER, slag.malfil(form), {slag.variabel: dokument})
    head, rest = markdown.split("\n", 1)
    made = pdf_of(
        "\n\n".join([head, *["Oppdiktet linje."] * more, rest]), maler=MALER,
        title=dokument.tittel, author="Oppdiktet skole", day=DAY, footer=dokument.bunntekst,
    )  # fmt: skip
    headings = {line.lstrip("# ") for line in markdown.splitlines() if line.startswith("#")}
    pages = _pages(made, dokument.bunntekst)
    assert pages[0]
    assert not [lines[-1] for lines in pages if lines[-1] in headings]
    assert len(pages[-1]) >= 6 or len(pages) == 1
    assert not _empty(made, pages)
    assert not _thin(pages, markdown)
    assert not _signed_apart(pages)
    for lines in pages:
        signed = [at for at, line in enumerate(lines) if line.startswith("Underskrift")]
        assert not signed or signed[0] > 0


OTHERS = {
    "årsrapport": ("lag", "årsrapport", "--skoleår", "2026-2027"),
    "saksliste": ("møte", "saksliste", "R-team", "--dato", "2026-11-25"),
}
CASES = {
    "aktivitetsplan": "2026-YHP9E", "samtykke": "2026-YHP9E", "fraværsoversikt": "2026-AWEJ4", "evaluering": "2026-YHP9E",
}  # fmt: skip
"""Papers of the trial school whose tables go over to another page, or nearly."""
REPORTED = ("2026-11-23", "2027-01-15", "2027-03-30", "2027-06-20")
"""Days on which the year's report is as long as at no other."""
DRAWN = {"handlingsplan": ("lag", "handlingsplan"), "årshjul": ("årshjul",)}
"""Papers of the school that are no document of a case; it takes long to read the pages of those that are drawn."""


@pytest.mark.parametrize("words", OTHERS.values(), ids=OTHERS)
def test_no_other_paper_has_an_empty_heading_or_a_last_page_of_a_few_lines(
    skolen: Program, tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "papir.pdf"
    skolen.fine(*words, "--format", "pdf", "--til", str(file))
    made = file.read_bytes()
    pages = _pages(made, "")
    headings = {said for said, _ in _headings(PdfReader(io.BytesIO(made)).outline)}
    assert headings
    assert not [lines[-1] for lines in pages if lines[-1] in headings]
    assert len(pages[-1]) >= 6 or len(pages) == 1
    assert not _empty(made, pages)
    assert not _thin(pages, skolen.fine(*words, "--format", "md").out)


@pytest.mark.parametrize(("kode", "sak"), CASES.items(), ids=CASES)
def test_no_page_of_a_case_of_the_school_is_one_row_or_a_signature_alone(
    skolen: Program, tmp_path: Path, kode: str, sak: str
) -> None:
    file = tmp_path / "papir.pdf"
    skolen.fine("lag", kode, sak, "--format", "pdf", "--til", str(file))
    pages = _pages(file.read_bytes(), "")
    assert not _thin(pages, skolen.fine("lag", kode, sak, "--format", "md").out)
    assert not _signed_apart(pages)
    assert any("☐" in line for lines in pages for line in lines) is (kode == "samtykke")


@pytest.mark.parametrize("day", REPORTED)
def test_no_page_of_the_report_ends_with_what_belongs_to_the_next(
    skolen: Program, tmp_path: Path, day: str
) -> None:
    file = tmp_path / "papir.pdf"
    words = ("--i-dag", day, "lag", "årsrapport", "--skoleår", "2026-2027")
    skolen.fine(*words, "--format", "pdf", "--til", str(file))
    made = file.read_bytes()
    pages = _pages(made, "")
    headings = [said for said, _ in _headings(PdfReader(io.BytesIO(made)).outline)]
    assert not [lines[-1] for lines in pages if lines[-1] in headings]
    assert not [lines[-2:] for lines in pages[:-1] if lines[-2] in headings]
    assert not _thin(pages, skolen.fine(*words, "--format", "md").out)


def test_a_page_that_is_one_row_or_ends_with_a_head_is_seen() -> None:
    """A judge that sees nothing would let every page pass."""
    table = "| Hva | Når |\n| --- | --- |\n| Ring hjem | i dag |\n| Skriv | i morgen |\n"
    assert _thin([["Hva Når", "Ring hjem i dag"], ["Hva Når", "Skriv i morgen"]], table) == [
        "HvaNårSkrivimorgen"
    ]
    assert _thin([["Noe", "Hva Når"], ["Ring hjem i dag", "Skriv i morgen"]], table) == ["Hva Når"]
    assert not _thin([["Noe"], ["Hva Når", "Ring hjem i dag", "Skriv i morgen"]], table)
    assert _signed_apart([["PPT ☐ ☐"], ["Underskrift"]])
    assert _signed_apart([["PPT ☐ ☐"], ["BUP ☐ ☐", "Underskrift"]])
    assert not _signed_apart([["Noe"], ["PPT ☐ ☐", "Underskrift"]])


@pytest.mark.parametrize("words", DRAWN.values(), ids=DRAWN)
def test_nor_has_a_paper_that_is_drawn(
    skolen: Program, tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "papir.pdf"
    skolen.fine(*words, "--format", "pdf", "--til", str(file))
    last = PdfReader(file).pages[-1].extract_text().splitlines()
    assert len([line for line in last if line.strip()]) > 6
    lines = [each for each in skolen.fine(*words, "--format", "md").out.splitlines() if each]
    levels = [len(each) - len(each.lstrip("#")) for each in [*lines, "# Slutt"]]
    assert sum(map(bool, levels)) > 5
    assert not [
        line for line, level, then in zip(lines, levels[:-1], levels[1:], strict=True)
        if level and 0 < then <= level
    ]  # fmt: skip


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize(("slag", "form"), ASKED, ids=_names)
def test_it_opens_clean_elsewhere(
    tmp_path: Path, judge: str, slag: Dokumentslag, form: Maalform
) -> None:
    if shutil.which(judge) is None:
        pytest.skip(f"{judge} is not installed here: a judge from outside that no user needs")
    file = tmp_path / "dokument.pdf"
    file.write_bytes(_made(slag, form)[1])
    done = subprocess.run(  # noqa: S603 - one of the judges above
        [*JUDGES[judge], str(file)], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
