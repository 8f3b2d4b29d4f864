"""PDF: archivable, readable by everybody, the same bytes every time, and nothing executed."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from sak_examples import HEL_SAK, bilde_av
from sosialplan.model.failure import ExpectedFailure
from sosialplan.output.escaping import escape_markdown, settle_breaks
from sosialplan.output.pdf import pdf_of
from sosialplan.output.templates import render
from sosialplan.output.typeset import not_printable
from sosialplan.views.dokumenter.aktivitetsplan import aktivitetsplan

DAY = date(2026, 11, 23)
MALER = Path(__file__).parent.parent / "maler"
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40">'
    b'<text x="5" y="20" font-family="Libertinus Serif">Hjulet</text></svg>'
)


def _pdf(markdown: str, **images: bytes) -> bytes:
    pictures = {f"{name}.svg": data for name, data in images.items()}
    return pdf_of(
        markdown, maler=MALER, title="Tittel", author="Oppdiktet skole", day=DAY, images=pictures
    )


def _text(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture(scope="module")
def plan_pdf() -> bytes:
    plan = aktivitetsplan(bilde_av(HEL_SAK, DAY))
    markdown = render(MALER, "aktivitetsplan.md.j2", {"plan": plan})
    made = [
        pdf_of(
            markdown,
            maler=MALER,
            title=plan.tittel,
            author=plan.hode.skole,
            day=DAY,
            footer=plan.bunntekst,
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    return made[0]


def test_the_plan_is_archivable_and_accessible(plan_pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(plan_pdf))
    xmp = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    root = reader.root_object
    assert str(root["/Lang"]) == "nb-NO"
    assert "'/Marked': True" in str(root["/MarkInfo"])
    assert "/StructTreeRoot" in root


def test_metadata_names_the_case_and_the_school_but_no_person(plan_pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(plan_pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Aktivitetsplan, sak 2026-7KQ2M, versjon 3"
    assert reader.metadata.author == "Oppdiktet ungdomsskole"
    assert "Elevsen" not in str(reader.metadata)
    assert str(reader.metadata["/CreationDate"]).startswith("D:20261123120000")


def test_every_page_has_footer_and_number(plan_pdf: bytes) -> None:
    pages = PdfReader(io.BytesIO(plan_pdf)).pages
    for number, page in enumerate(pages, 1):
        text = " ".join(page.extract_text().split())
        assert "Oppdiktet ungdomsskole · sak 2026-7KQ2M · versjon 3 · 23. november 2026" in text
        assert f"Side {number} av {len(pages)}" in text


def test_a_drawing_is_part_of_the_page_and_has_its_text() -> None:
    reader = PdfReader(io.BytesIO(_pdf("# Hjul\n\n![Hjulet for året](hjul.svg)\n", hjul=DRAWING)))
    assert "Hjulet" in reader.pages[0].extract_text()


@pytest.mark.parametrize("markdown", ["![Hjulet](borte.svg)", "![](hjul.svg)"])
def test_a_drawing_that_is_missing_or_has_no_text_is_refused(markdown: str) -> None:
    with pytest.raises(ExpectedFailure, match="bilde"):
        _pdf(markdown, hjul=DRAWING)


def test_a_drawing_prints_its_text_and_a_broken_one_is_told() -> None:
    drawing = DRAWING.replace(b"Hjulet", "Hjulet 中".encode())
    assert "Hjulet \ufffd" in _text(_pdf("![Hjulet](hjul.svg)", hjul=drawing))
    with pytest.raises(ExpectedFailure, match="Et bilde i dokumentet kan ikke leses"):
        _pdf("![Hjulet](hjul.svg)", hjul=b"<svg")


def test_landscape_and_a3_turn_the_page() -> None:
    pdf = pdf_of("# A", maler=MALER, title="T", author="S", day=DAY, papir="a3", liggende=True)
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (1191, 842)


def test_characters_without_a_typeface_are_seen_and_told() -> None:
    assert not_printable("Åse Žižek Łukasz, Ñandú, Ђорђе, Ελένη – «ja» ✓ 中😀") == {"中", "😀"}
    assert "navn: \ufffd\ufffd" in _text(_pdf("navn: 中😀"))


def test_a_fault_in_the_style_names_its_line(tmp_path: Path) -> None:
    maler = tmp_path / "maler"
    maler.mkdir()
    with pytest.raises(ExpectedFailure, match=r"maler/stil\.typ kan ikke leses"):
        pdf_of("a", maler=maler, title="T", author="S", day=DAY)
    (maler / "stil.typ").write_text("#let a = 1\n#let b = (\n", encoding="utf-8")
    with pytest.raises(ExpectedFailure, match=r"maler/stil\.typ:2: dokumentet kan ikke settes"):
        pdf_of("hemmelig", maler=maler, title="T", author="S", day=DAY)


def test_code_in_text_is_printed_not_run() -> None:
    code = (
        '#(40+2) #panic("x") #read("/etc/passwd") $1/2$ ";#(41+2)" \\u{41} {{ 7*6 }} [#(1+43)] "#'
    )
    text = _text(_pdf(settle_breaks(f"# {escape_markdown(code)}\n\n{escape_markdown(code)}\n")))
    assert text.count(code) == 2
    assert not {"42", "43", "44"} & set(text.split())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text() | st.text(alphabet='#"\\[]{}()$*_`-=+/<>@:;~\u202e\u200b\x1b\u0627\u05d0中a \n'))
def test_any_text_can_be_printed(value: str) -> None:
    escaped = escape_markdown(value)
    pdf = _pdf(
        settle_breaks(f"# {escaped}\n\n{escaped}\n\n| a | b |\n|---|---|\n| {escaped} | x |\n")
    )
    assert pdf.startswith(b"%PDF")
