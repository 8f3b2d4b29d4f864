"""Names and texts that look like something else, a case with nothing in it, and one with too much."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from sak_examples import HEL_SAK, TOM_SAK, bilde_av
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.visible import visible
from sosialplan.output.html import html_of
from sosialplan.output.markdown import Node, parse
from sosialplan.output.pdf import pdf_of
from sosialplan.output.templates import render
from sosialplan.output.word import docx_of
from sosialplan.views.dokumentliste import DOKUMENTER, Dokument, Dokumentslag

MALER = Path(__file__).parent.parent / "maler"
DAY = date(2026, 11, 23)
NAMES = (
    "Oppdiktet \"Elev\" 'Lind'",
    "Oppdiktet #Elev *Lind* _Berg_",
    "@Oppdiktet <b>Elev</b> Lind",
    "Oppdiktet \\Elev\\ Lind\\",
    "Oppdiktet 🦊 Elev",
    "Oppdiktet \u202eveilE\u202c Lind",
    "Oppdiktet " + "x" * 290,
    "# Oppdiktet\tElev",
    "| Oppdiktet | Elev |",
    '#panic("Oppdiktet") $x$',
    "{{ 7 * 7 }} {% include 'x' %} Oppdiktet",
    "<script>alert('Oppdiktet')</script>",
    "[Oppdiktet](https://eksempel.invalid)",
)


def _named(name: str) -> Sak:
    plan = HEL_SAK.aktivitetsplan
    assert plan is not None
    return replace(
        HEL_SAK,
        elev=replace(HEL_SAK.elev, navn=name),
        beskrivelse=name,
        aktivitetsplan=replace(plan, problem=name, tiltak=(replace(plan.tiltak[0], tiltak=name),)),
        hendelser=tuple(replace(each, notat=name) for each in HEL_SAK.hendelser),
    )


def _made(slag: Dokumentslag, sak: Sak) -> tuple[Dokument, str]:
    dokument = slag.lag(bilde_av(sak, DAY))
    return dokument, render(MALER, slag.malfil(), {slag.variabel: dokument})


def _made_of(sak: Sak) -> list[Dokumentslag]:
    """Return the documents that can be made of a case; why the others cannot is told elsewhere."""
    return [each for each in DOKUMENTER if each.avslag(bilde_av(sak, DAY)) is None]


def _kinds(nodes: tuple[Node, ...]) -> list[str]:
    return [kind for node in nodes for kind in (node.kind, *_kinds(node.children))]


@pytest.mark.parametrize("slag", _made_of(HEL_SAK), ids=lambda each: each.kode)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_and_does_nothing(slag: Dokumentslag, name: str) -> None:
    dokument, markdown = _made(slag, _named(name))
    plain = "".join(node.plain for node in parse(markdown))
    shown = " ".join(visible(name).split())
    assert shown in " ".join(plain.split())
    assert not {"link", "image", "code", "html_block"} & set(_kinds(parse(markdown)))
    assert "<script" not in html_of(markdown, maler=MALER, title=dokument.tittel)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_in_print_and_in_word(name: str) -> None:
    dokument, markdown = _made(DOKUMENTER[0], _named(name))
    made = pdf_of(markdown, maler=MALER, title=dokument.tittel, author="Skolen", day=DAY)
    assert len(PdfReader(BytesIO(made)).pages) > 0
    word = docx.Document(BytesIO(docx_of(markdown, maler=MALER, title="x", author="y", day=DAY)))
    assert visible(name).split()[0] in word.tables[0].cell(0, 1).text


@pytest.mark.parametrize("slag", _made_of(TOM_SAK), ids=lambda each: each.kode)
def test_a_case_with_nothing_in_it_says_what_is_missing(slag: Dokumentslag) -> None:
    dokument, markdown = _made(slag, TOM_SAK)
    assert markdown.startswith("# ")
    for each in dokument.mangler:
        assert each.sentence in markdown


@pytest.mark.parametrize("slag", _made_of(HEL_SAK), ids=lambda each: each.kode)
def test_a_case_with_too_much_is_written_whole(slag: Dokumentslag) -> None:
    plan = HEL_SAK.aktivitetsplan
    assert plan is not None
    measures = tuple(
        replace(plan.tiltak[0], id=f"t{number:07}", tiltak=f"Tiltak nummer {number}.")
        for number in range(200)
    )
    entries = tuple(
        Hendelse(
            id=f"h{number:07}", dato=date(2026, 10, 12) + timedelta(days=number % 40),
            steg="samtale", av="kontaktlærer", notat=f"Samtale nummer {number}.",
            elevens_stemme=f"Jeg sa {number}.",
        )
        for number in range(1000)
    )  # fmt: skip
    sak = replace(
        HEL_SAK, hendelser=(*HEL_SAK.hendelser, *entries),
        aktivitetsplan=replace(plan, tiltak=measures),
    )  # fmt: skip
    _, markdown = _made(slag, sak)
    if slag.kode == "aktivitetsplan":
        assert "Tiltak nummer 199" in markdown
        assert "Jeg sa 999" in markdown
