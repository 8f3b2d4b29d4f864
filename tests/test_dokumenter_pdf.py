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
from sak_examples import HEL_SAK, bilde_av
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
    for lines in pages:
        signed = [at for at, line in enumerate(lines) if line.startswith("Underskrift")]
        assert not signed or signed[0] > 0


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
