"""A plan that was written elsewhere becomes a draft of a case: nothing guessed, nothing dropped, nothing unasked."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from program import Program
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import find_planmappe
from sosialplan.files.standard import planord
from sosialplan.files.yaml_reader import parse
from sosialplan.model.lestdokument import Lestdokument, Tabell, Tekstavsnitt
from sosialplan.model.skole import Skole
from sosialplan.output.dokumentlesing import dokument
from sosialplan.rules.planlesing import LENGST, Lestplan, les_plan, som_notat
from sosialplan.rules.planverdier import Uplassert, rolle_av

HERE = Path(__file__).parent
DAY = date(2026, 11, 23)
CASES: Any = parse((HERE / "planlesing.yaml").read_text("utf-8")).tree
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = ("# Aktivitetsplan", "Elev: Oppdiktet Kari Nes", "Klasse: 8B", "Oppdaget: 12.10.2026", "")
MEASURE = ("## Tiltak", "- Fast makker. Ansvarlig: kontaktlærer, fra: 20.10.2026", "")
PLAN = "\n".join([*HEAD, "## Mål", "Har noen å være med.", *MEASURE])
CHAIN = ("--kjede", "trygt-og-godt")


def skolens() -> Skole:
    plan, _ = load_plan(find_planmappe(HERE.parent))
    assert plan is not None
    return plan.skole


SKOLE = skolens()


def lest(text: str) -> Lestplan:
    return les_plan(dokument(text.encode(), ".md"), planord(), SKOLE, DAY)


@pytest.mark.parametrize("case", CASES, ids=lambda each: each["navn"])
def test_a_plan_is_read_so(case: Any) -> None:
    plan = lest(case["plan"])
    hode = {
        "elev": plan.elev.tekst if plan.elev else None,
        "klasse": plan.klasse,
        "oppdaget": plan.oppdaget.isoformat() if plan.oppdaget else None,
    }
    assert {key: value for key, value in hode.items() if value} == {
        key: str(value) for key, value in case.get("hode", {}).items()
    }
    felt = {k: v.isoformat() if isinstance(v, date) else v for k, v in plan.felt.items()}
    assert felt == {key: str(value) for key, value in case.get("felt", {}).items()}
    names = ("tiltak", "ansvarlig", "eier", "stedfortreder", "nivaa", "fra", "til", "evalueres", "hvorfor")  # fmt: skip
    found = [{n: str(v) for n in names if (v := getattr(each, n))} for each in plan.tiltak]
    assert found == [{k: str(v) for k, v in each.items()} for each in case.get("tiltak", [])]
    assert [f"{each.sted}: {each.hvorfor}" for each in plan.uleste] == case.get("notat", [])


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("rektor", "rektor"), ("Rektor", "rektor"), ("KONTAKTLAERER", "kontaktlærer"),
        ("Oppdiktet Ukjent (rektor)", "rektor"), ("rektor (kontaktlærer)", None), ("rek", None), ("", None),
        ("foreldre", None), ("rektor og lærer", None), ("kontaktlærer (rektor) x", None),
        ("Rådgiver Rud", "rådgiver"), ("Rud, Oppdiktet", "rådgiver"), ("Rud", None), ("Oppdiktet Lærer", None), ("Rådgiver Rudi", None),
    ],
)  # fmt: skip
def test_a_role_is_what_the_school_calls_so_and_nothing_near_it(said: str, role: str | None) -> None:  # fmt: skip
    assert rolle_av(SKOLE, said) == role


def test_a_person_of_the_school_is_the_role_that_is_theirs_alone() -> None:
    held = {each.navn: {verv.rolle for verv in each.verv} for each in SKOLE.personer}
    one = next(name for name, roles in held.items() if len(roles) == 1)
    assert rolle_av(SKOLE, one) == next(iter(held[one]))
    assert rolle_av(SKOLE, f"{one} ({next(iter(held[one]))})") == next(iter(held[one]))


def test_a_text_that_no_field_has_room_for_is_left_whole() -> None:
    long = "ord " * 6_000
    plan = lest(f"## Mål\n{long}\n## Problem\nNoe\n## Tiltak\n- {long}\n- Kort. Hvorfor: {long}\n")
    assert set(plan.felt) == {"problem"}
    assert [each.tiltak for each in plan.tiltak] == ["Kort"]
    assert {each.hvorfor for each in plan.uleste} == {"er for langt for ett felt"}
    notes = som_notat(plan.uleste, "Fra dokumentet:")
    assert all(len(each) <= LENGST for each in notes)
    body = "".join(each.removeprefix("Fra dokumentet:") for each in notes).replace("\n", "")
    assert all(each.tekst in body for each in plan.uleste)


def test_notes_keep_every_word_in_order_and_none_is_too_long() -> None:
    many = [Uplassert(f"avsnitt {n}", f"x{n:05}" * 300, "", "y") for n in range(40)]
    notes = som_notat(many, "Her:")
    assert all(each.startswith("Her:") and len(each) <= LENGST for each in notes)
    assert all(any(each.tekst in note for note in notes) for each in many)
    assert som_notat([], "Her:") == ()


TOKEN = st.integers(0, 10**6).map(lambda n: f"Qz{n}")
LINE = st.one_of(
    TOKEN.map(lambda t: f"{t} {t}"),
    st.sampled_from(["Mål", "Tiltak", "Elevens stemme", "Annet", "Tiltak 2", "Aktivitetsplan"]),
    st.tuples(st.sampled_from(["Mål", "Hørt av", "Elev", "Klasse", "Ansvarlig", "Annet"]), TOKEN).map(": ".join),
    st.tuples(TOKEN, TOKEN).map(lambda p: f"{p[0]} Ansvarlig: {p[1]}"),
)  # fmt: skip
CELL = st.one_of(TOKEN, st.just(""), st.sampled_from(["Tiltak", "Ansvarlig", "Fra", "Mål", "Status"]))  # fmt: skip
PART = st.one_of(
    st.tuples(LINE, st.integers(0, 3), st.booleans()),
    st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=4),
)


def _document(parts: Sequence[Any], beside: Sequence[str]) -> Lestdokument:
    made: list[Tekstavsnitt | Tabell] = []
    for number, part in enumerate(parts):
        if isinstance(part, tuple):
            text, level, point = part
            made.append(Tekstavsnitt(f"avsnitt {number}", text, 0 if point else level, point))
        else:
            rows = (tuple(Tekstavsnitt(f"tabell {number}, rad {r}, kolonne {c}", cell) for c, cell in enumerate(row)) for r, row in enumerate(part))  # fmt: skip
            made.append(Tabell(tuple(rows)))
    return Lestdokument(tuple(made), tuple(Tekstavsnitt(f"merknad {n}", t) for n, t in enumerate(beside)))  # fmt: skip


@given(st.lists(PART, max_size=12), st.lists(TOKEN, max_size=2))
def test_no_word_of_a_document_is_dropped(parts: Sequence[Any], beside: Sequence[str]) -> None:
    lest_ = _document(parts, beside)
    plan = les_plan(lest_, planord(), SKOLE, DAY)
    kept = [str(each) for each in plan.felt.values()]
    kept += [each.tekst for each in plan.elever]
    for each in plan.tiltak:
        kept += [each.tiltak, each.eier, *(cell.tekst for cell in each.kilde)]
    for one in plan.uleste:
        kept += [one.tekst, one.under]
    said = "\n".join(kept)
    for part in lest_.alle:
        for word in (w.strip(".:") for w in part.tekst.split() if w.startswith("Qz")):
            assert word in said


# Word


def _add_table(made: Any, rows: Sequence[Sequence[str]]) -> None:
    table = made.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def word(*parts: Any, **beside: bytes) -> bytes:
    """Return a Word document: ("h", level, text), ("p", text), ("xml", raw) or a list of rows."""
    made: Any = docx.Document()
    raw: list[tuple[int, str]] = []
    for part in parts:
        if isinstance(part, list):
            _add_table(made, part)
        elif part[0] == "h":
            made.add_heading(part[2], level=part[1])
        elif part[0] == "xml":
            raw.append((len(raw), part[1]))
            made.add_paragraph(f"@@{len(raw) - 1}@@")
        else:
            made.add_paragraph(part[1])
    content = BytesIO()
    made.save(content)
    out = BytesIO()
    with ZipFile(content) as read, ZipFile(out, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            data = read.read(name)
            if name == "word/document.xml":
                text = data.decode()
                for number, xml in raw:
                    text = text.replace(f"<w:p><w:r><w:t>@@{number}@@</w:t></w:r></w:p>", xml)
                data = text.encode()
            written.writestr(name, data)
        for name, data in beside.items():
            written.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return out.getvalue()


def run_of(text: str) -> str:
    return f"<w:r><w:t>{escape(text)}</w:t></w:r>"


GOOD = (
    ("h", 0, "Aktivitetsplan"), ("p", "Elev: Oppdiktet Kari Nes"), ("p", "Klasse: 8B"), ("p", "Oppdaget: 12.10.2026"),
    ("h", 1, "Målet"), ("p", "Har noen å være med."),
    ("h", 1, "Tiltakene"), [["Tiltak", "Ansvarlig", "Fra"], ["Fast makker", "kontaktlærer", "20.10.2026"]],
)  # fmt: skip


def imported(program: Program, content: bytes | str, *args: str, answers: Sequence[str] | None = None, name: str = "") -> Any:  # fmt: skip
    name = name or ("plan.md" if isinstance(content, str) else "plan.docx")
    path = program.root.parent / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return program.run("importer", "plan", str(path), *args, answers=answers)


def cases_of(program: Program) -> set[str]:
    return {path.name for path in (program.root / "saker").rglob("*.yaml*")}


def new_case(program: Program, before: set[str]) -> Any:
    (name,) = cases_of(program) - before
    return parse(program.case(name.split(".")[0]).read_text(encoding="utf-8")).tree


def test_a_plan_in_word_becomes_a_case_with_a_draft(program: Program) -> None:
    before, head = cases_of(program), program.git("rev-parse", "HEAD")
    shown = imported(program, word(*GOOD), *CHAIN)
    assert shown.status == 0
    assert "Fast makker" in shown.out
    assert "Ingenting er endret. Legg til --utfør" in shown.err
    assert (cases_of(program), program.git("rev-parse", "HEAD")) == (before, head)
    told = imported(program, word(*GOOD), *CHAIN, "--utfør")
    assert told.status == 0, told
    assert "Planen er et utkast til den er godkjent." in told.out
    sak = new_case(program, before)
    assert sak["elev"]["navn"] == "Oppdiktet Kari Nes"
    assert sak["aktivitetsplan"]["mål"] == "Har noen å være med."
    (tiltak,) = sak["aktivitetsplan"]["tiltak"]
    assert (tiltak["tiltak"], tiltak["ansvarlig"], tiltak["fra"]) == ("Fast makker", "kontaktlærer", "2026-10-20")  # fmt: skip
    assert [each["steg"] for each in sak["hendelser"]] == ["oppdaget"]
    assert program.git("rev-list", "--count", f"{head.strip()}..HEAD").strip() == "1"
    assert "Oppdiktet" not in program.git("log", "-1", "--format=%B")
    assert program.run("valider").status == 0


def test_what_no_field_has_is_a_note_with_its_place(program: Program) -> None:
    before = cases_of(program)
    rows = [["Tiltak", "Ansvarlig", "Fra", "Status"], ["Ett", "Oppdiktet Ukjent", "uke 49", "i gang"], ["To", "rektor", "", ""]]  # fmt: skip
    told = imported(program, word(*GOOD[:6], ("h", 1, "Historikk"), ("p", "Samtale i september."), ("h", 1, "Tiltak"), rows), *CHAIN, "--utfør")  # fmt: skip
    assert told.status == 0, told
    assert "Tiltaket i tabell 1, rad 2 har ingen ansvarlig" in told.err
    assert "Tiltaket i tabell 1, rad 3 har ingen første dag" in told.err
    sak = new_case(program, before)
    (note,) = [each["notat"] for each in sak["hendelser"] if each["steg"] == "notat"]
    for said in ("Avsnitt 8 (under «Historikk»): Samtale i september.", "Status", "Oppdiktet Ukjent", "uke 49", "i gang"):  # fmt: skip
        assert said in note
    assert note.count("uke 49") == 1
    assert "Samtale i september" not in told.err
    assert [each["tiltak"] for each in sak["aktivitetsplan"]["tiltak"]] == ["To"]


def test_where_a_heading_or_a_column_is_not_known_those_that_are_known_are_told(program: Program) -> None:  # fmt: skip
    odd = PLAN.replace("## Mål", "## Det store bildet\nHar noen.\n## Mål")
    table = "## Tiltak\n| Tiltak | Ansvarlig | Farge |\n| --- | --- | --- |\n| Makker | rektor | blå |\n"
    told = " ".join(imported(program, odd + table, *CHAIN).err.split())
    assert "Overskrifter som er ukjente, kan skrives om i dokumentet. Disse kjennes: «Problem», «Mål»," in told  # fmt: skip
    assert "Disse kolonnene kjennes: «Tiltak», «Ansvarlig»," in told
    assert "kjennes:" not in imported(program, PLAN, *CHAIN).err


def test_a_person_is_asked_for_what_is_not_known_and_before_it_is_written(program: Program) -> None:  # fmt: skip
    before = cases_of(program)
    text = PLAN.replace("Ansvarlig: kontaktlærer", "Ansvarlig: Oppdiktet Ukjent").replace("Oppdaget: 12.10.2026", "")  # fmt: skip
    answers = ["rektor", "trygt-og-godt", "12.10.2026", "", "", "nei"]
    no = imported(program, text, answers=answers)
    assert no.status == 0, no
    assert "Ingenting er endret" in no.err
    assert cases_of(program) == before
    yes = imported(program, text, answers=[*answers[:-1], "ja"])
    assert yes.status == 0, yes
    (tiltak,) = new_case(program, before)["aktivitetsplan"]["tiltak"]
    assert tiltak["ansvarlig"] == "rektor"


def test_an_owner_nobody_names_leaves_the_measure_in_a_note(program: Program) -> None:
    before = cases_of(program)
    text = PLAN.replace("Ansvarlig: kontaktlærer", "Ansvarlig: Oppdiktet Ukjent")
    told = imported(program, text, *CHAIN, answers=["", "ja"])
    assert told.status == 0, told
    sak = new_case(program, before)
    assert "tiltak" not in sak["aktivitetsplan"]
    assert "Fast makker" in sak["hendelser"][-1]["notat"]


def test_where_nobody_sits_what_is_missing_is_named(program: Program) -> None:
    before = cases_of(program)
    told = imported(program, PLAN.replace("Klasse: 8B", ""), "--utfør")
    assert told.status == 2
    assert "Mangler --kjede og --klasse." in told.err
    assert cases_of(program) == before


def test_no_table_is_wider_than_a_screen(program: Program) -> None:
    long = "Fast makker i alle friminutt og på vei til kroppsøving, avtalt med to trygge medelever"
    shown = imported(program, PLAN.replace("Fast makker", long), *CHAIN, answers=["nei"])
    table = shown.out.split("Skal")[0]
    assert max(map(len, table.splitlines())) <= 80


# Beside the text


def _beside(*parts: Any, **more: bytes) -> Lestdokument:
    return dokument(word(*GOOD, *parts, **more), ".docx")


def _last(read: Lestdokument) -> Tekstavsnitt:
    part = read.deler[-2]
    assert isinstance(part, Tekstavsnitt)
    return part


BESIDE: dict[str, tuple[str, Callable[[Lestdokument], Any], Any]] = {
    "inserted": (f"<w:p {W}><w:ins>{run_of('Nytt')}</w:ins></w:p>", lambda d: (_last(d).tekst, d.merknader), ("Nytt", "Avsnitt 8: tekst satt inn med sporede endringer er tatt med.")),
    "struck": (f"<w:p {W}><w:del><w:r><w:delText>Gammelt</w:delText></w:r></w:del>{run_of('Står')}</w:p>", lambda d: (_last(d).tekst, d.merknader), ("Står", "Avsnitt 8: strøket tekst (sporede endringer) er ikke tatt med.")),
    "struck by hand": (f'<w:p {W}>{run_of("Er alene.")}<w:r><w:rPr><w:strike/></w:rPr><w:t> Slår.</w:t></w:r></w:p>', lambda d: (_last(d).tekst, d.merknader), ("Er alene.", "Avsnitt 8: gjennomstreket tekst er ikke tatt med.")),
    "struck twice": (f'<w:p {W}>{run_of("Er alene.")}<w:r><w:rPr><w:dstrike w:val="true"/></w:rPr><w:t> Slår.</w:t></w:r></w:p>', lambda d: (_last(d).tekst, d.merknader), ("Er alene.", "Avsnitt 8: gjennomstreket tekst er ikke tatt med.")),
    "not struck after all": (f'<w:p {W}><w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>Står</w:t></w:r></w:p>', lambda d: (_last(d).tekst, ""), ("Står", "")),
    "hidden": (f"<w:p {W}><w:r><w:rPr><w:vanish/></w:rPr><w:t>Skjult</w:t></w:r></w:p>", lambda d: (_last(d).tekst, d.merknader), ("Skjult", "Avsnitt 8: skjult tekst er tatt med.")),
    "a box": (f"<w:p {W}>{run_of('Foran')}<w:r><w:pict><w:txbxContent><w:p>{run_of('I boksen')}</w:p></w:txbxContent></w:pict></w:r></w:p>", lambda d: (d.ved_siden[0].tekst, d.ved_siden[0].sted), ("I boksen", "tekstboksen i avsnitt 8")),
    "a picture": (f"<w:p {W}>{run_of('Foran')}<w:r><w:drawing/></w:r></w:p>", lambda d: ("", d.merknader), ("", "Dokumentet har ett bilde eller én tegning. Den er ikke lest.")),
    "breaks": (f"<w:p {W}><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>", lambda d: (_last(d).tekst, ""), ("a\nb c-d", "")),
    "a symbol": (f'<w:p {W}><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>{run_of("ja")}</w:p>', lambda d: (_last(d).tekst, d.merknader), ("ja", "Avsnitt 8: et tegn fra en symbolskrift er ikke lest.")),
    "a field": (f"<w:p {W}><w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink>{run_of('lenke')}</w:hyperlink></w:p>", lambda d: (_last(d).tekst, ""), ("lenke", "")),
    "a form": (f"<w:sdt {W}><w:sdtContent><w:p>{run_of('I skjemaet')}</w:p></w:sdtContent></w:sdt>", lambda d: (_last(d).tekst, ""), ("I skjemaet", "")),
    "another file": (f"<w:altChunk {W}/>", lambda d: ("", d.merknader), ("", "Etter avsnitt 7 er en annen fil satt inn. Den er ikke lest.")),
    "an alternative": (f'<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent><mc:Choice><w:t>én</w:t></mc:Choice><mc:Fallback><w:t>to</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>', lambda d: (_last(d).tekst, ""), ("én", "")),
    "a level": (f'<w:p {W}><w:pPr><w:outlineLvl w:val="1"/></w:pPr>{run_of("Nivå")}</w:p>', lambda d: (_last(d).nivaa, ""), (2, "")),
}  # fmt: skip


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_in_a_paragraph_besides_plain_text_is_read_or_told(name: str) -> None:
    xml, shown, wanted = BESIDE[name]
    what, told = shown(_beside(("xml", xml), ("p", "Etterpå")))
    assert what == wanted[0]
    assert wanted[1] in told if wanted[1] else not told


STYLES = {
    "struck": ("<w:rPr><w:strike/></w:rPr>", ""),
    "built on it": ("", "struck"),
    "undone": ('<w:rPr><w:strike w:val="0"/></w:rPr>', "struck"),
    "plain": ("", ""),
}
STRUCK_BY_STYLE = [
    # of the paragraph, of the letters, by hand, whether the text stands
    ("struck", "", "", False),
    ("built on it", "", "", False),
    ("undone", "", "", True),
    ("plain", "", "", True),
    ("", "struck", "", False),
    ("", "built on it", "", False),
    ("struck", "struck", "", True),
    ("struck", "", '<w:strike w:val="0"/>', True),
    ("", "", "<w:strike/>", False),
]


@pytest.mark.parametrize(("paragraph", "letters", "by_hand", "stands"), STRUCK_BY_STYLE)
def test_what_a_style_strikes_is_struck(
    paragraph: str, letters: str, by_hand: str, *, stands: bool
) -> None:
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>{says}</w:style>'
        for name, (says, base) in STYLES.items()
    )
    text = f'<w:p><w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr><w:r><w:rPr><w:rStyle w:val="{letters}"/>{by_hand}</w:rPr><w:t>Slår</w:t></w:r>{run_of(" Ja")}</w:p>'
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{text}</w:body></w:document>"
        )
        packed.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    read = dokument(out.getvalue(), ".docx")
    said = "".join(each.tekst for each in read.deler if isinstance(each, Tekstavsnitt))
    assert ("Slår" in said) is stands
    told = "Avsnitt 1: gjennomstreket tekst er ikke tatt med."
    assert (told in read.merknader) is (not stands or paragraph in {"struck", "built on it"})


def test_comments_notes_and_edges_stand_beside_the_text() -> None:
    def part(mark: str, text: str) -> bytes:
        return f"<w:{mark}s {W}><w:{mark}><w:p>{run_of(text)}</w:p></w:{mark}></w:{mark}s>".encode()  # fmt: skip

    edge = f"<w:hdr {W}><w:p>{run_of('Unntatt')}</w:p></w:hdr>".encode()
    read = _beside(
        word__comments_DOT_xml=part("comment", "Er dette rett?"), word__footnotes_DOT_xml=part("footnote", "Se § 12-4"),
        word__header1_DOT_xml=edge, word__header2_DOT_xml=edge, word__vbaProject_DOT_bin=b"x", word__embeddings__a_DOT_bin=b"x",
    )  # fmt: skip
    assert [(each.sted, each.tekst) for each in read.ved_siden] == [
        ("fotnote 1", "Se § 12-4"), ("merknad 1", "Er dette rett?"), ("toppteksten", "Unntatt"),
    ]  # fmt: skip
    assert "Dokumentet har makroer. De er ikke lest, og er ikke kjørt." in read.merknader
    assert "Dokumentet har filer inni seg. De er ikke lest." in read.merknader


def test_a_table_in_a_cell_stands_beside_with_its_place_and_merged_cells_are_told() -> None:
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run_of('innerst')}</w:p></w:tc></w:tr></w:tbl>"
    merged = "<w:tcPr><w:gridSpan w:val='2'/><w:vMerge/></w:tcPr>"
    xml = f"<w:tbl {W}><w:tr><w:tc>{merged}<w:p>{run_of('a')}</w:p>{inner}</w:tc><w:tc><w:p>{run_of('b')}</w:p></w:tc></w:tr></w:tbl>"
    read = _beside(("xml", xml))
    table = read.deler[-1]
    assert isinstance(table, Tabell)
    assert [each.tekst for each in table.rader[0]] == ["a", "", "b"]
    (beside,) = read.ved_siden
    assert (beside.sted, beside.tekst) == ("tabell 2, rad 1, kolonne 1, tabellen i cellen, rad 1, kolonne 1", "innerst")  # fmt: skip
    assert "Tabell 2, rad 1, kolonne 1: cellen er slått sammen med en over eller under. Se over den raden." in read.merknader  # fmt: skip


# What is not taken in


def bomb() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<w:document>" + b" " * 60_000_000)
    return out.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return out.getvalue()


REFUSED = {
    "nothing": (b"", "Filen er tom."),
    "only spaces": (b" \n\n", "Filen er tom."),
    "an old document": (LOCKED, "Dette er et Word-dokument av det gamle slaget (.doc)."),
    "a password": (LOCKED + "EncryptedPackage".encode("utf-16-le"), "Dokumentet har passord."),
    "a bomb": (bomb(), "så det er ikke lest"),
    "entities": (zipped("word/document.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "så det er ikke lest"),
    "a deep nest": (zipped("word/document.xml", b"<a>" * 5_000 + b"</a>" * 5_000), "så det er ikke lest"),
    "no XML": (zipped("word/document.xml", b"<a>"), "Dokumentet er skadet"),
    "a workbook": (zipped("xl/workbook.xml", b"<a/>"), "Filen er ikke et Word-dokument som kan leses."),
    "half a document": (word(*GOOD)[:3000], "Dokumentet er skadet"),
    "a PDF": (b"%PDF-1.7", "Filen er ikke et Word-dokument som kan leses."),
    "a picture alone": (word(("xml", f"<w:p {W}><w:r><w:drawing/></w:r></w:p>")), "Dokumentet har ingen tekst som kan leses. Dokumentet har ett bilde"),
    "no plan": (word(("p", "Hei")), "Dokumentet er ikke kjent igjen som en aktivitetsplan"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_plan_is_refused_with_why_and_a_cure(name: str, program: Program) -> None:
    content, why = REFUSED[name]
    before = cases_of(program)
    told = imported(program, content, *CHAIN, "--utfør")
    assert told.status == 3, told
    assert why in told.err
    assert len(told.err.splitlines()) > 1
    assert cases_of(program) == before


MARKDOWN_REFUSED = {
    "not UTF-8": (PLAN.encode("latin-1"), 3, "Filen er ikke en tekst i UTF-8."),
    "an identity number": (f"{PLAN}\n010100 00110".encode(), 2, "står det et fødselsnummer"),
    "an escape": (f"{PLAN}\nx\x1b[2J".encode(), 2, "står et tegn som ikke kan lagres"),
    "two titles": (f"{PLAN}\n{PLAN}".encode(), 2, "ser ut til å ha to planer"),
    "two pupils": (PLAN.replace("Klasse: 8B", "Elev: Oppdiktet Ola Berg").encode(), 2, "ser ut til å ha to planer"),
    "all parts twice": ((PLAN + "\n## Problem\nx\n## Mål\ny\n## Problem\nz").encode(), 2, "ser ut til å ha to planer"),
    "a book": ((PLAN + "\nord " * 600_000).encode(), 3, "så det er ikke lest"),
    "quotes without end": ((">" * 500 + PLAN).encode(), 3, "så det er ikke lest"),
}  # fmt: skip


@pytest.mark.parametrize("name", MARKDOWN_REFUSED)
def test_what_is_not_taken_from_markdown_is_refused_with_its_place(name: str, program: Program) -> None:  # fmt: skip
    content, status, why = MARKDOWN_REFUSED[name]
    before = cases_of(program)
    told = imported(program, content, *CHAIN, "--utfør", name="plan.md")
    assert (told.status, why in told.err) == (status, True), told
    assert "010100" not in told.out + told.err
    assert cases_of(program) == before


def test_a_file_that_is_not_there_is_said(program: Program) -> None:
    assert "Filen finnes ikke." in program.run("importer", "plan", "finnes-ikke.docx").err
    assert "Filen kan ikke leses." in program.run("importer", "plan", str(program.root)).err


def test_html_links_and_pictures_of_markdown_are_text() -> None:
    read = dokument(b"<script>x</script> [a](http://b.no) ![c](d.png)\n\n[e]: http://f.no\n\n    kode\n", ".md")  # fmt: skip
    assert [each.tekst for each in read.alle] == ["<script>x</script> a (http://b.no) c", "kode", "[e]: http://f.no"]  # fmt: skip
    assert read.merknader == ("Linje 1: et bilde er ikke lest.",)


def test_struck_words_of_markdown_are_left_out_and_told() -> None:
    read = dokument("Er **alene**. ~~Slår *de* andre.~~\n\n~~Alt.~~\n\n| a ~~b~~ c | 5 ~~ 6 |\n| --- | --- |\n\n    ~~kode~~\n".encode(), ".md")  # fmt: skip
    assert [each.tekst for each in read.alle] == ["Er alene.", "a c", "5 ~~ 6", "~~kode~~"]
    assert read.merknader == tuple(f"Linje {n}: gjennomstreket tekst er ikke tatt med." for n in (1, 3, 5))  # fmt: skip


def test_that_somebody_was_told_stays_in_the_note_and_the_step_is_named(program: Program) -> None:
    before = cases_of(program)
    text = PLAN.replace("Oppdaget: 12.10.2026", "Meldt til rektor: 12. oktober 2026")
    told = imported(program, text, *CHAIN, "--utfør")
    assert told.status == 0, told
    said = " ".join(told.err.split())
    assert "Steget rektor-varslet er ikke skrevet (linje 2)." in said
    assert "sosialplan registrer SAK rektor-varslet --dato 2026-10-12" in said
    sak = new_case(program, before)
    (note,) = [each["notat"] for each in sak["hendelser"] if each["steg"] == "notat"]
    assert "Linje 2 (under «Meldt til rektor»): 12. oktober 2026" in note
    assert sak["hendelser"][0]["dato"] == "2026-10-12"


def test_the_name_of_the_pupil_in_the_text_is_refused_where_a_code_is_said(program: Program) -> None:  # fmt: skip
    before = cases_of(program)
    told = imported(program, PLAN + "\n## Problem\nKaris venner er borte.\n", *CHAIN, "--elev", "Oppdiktet K1", "--utfør")  # fmt: skip
    assert told.status == 2
    assert "Dokumentet har et annet navn på eleven enn --elev, og navnet står også i linje 12." in told.err  # fmt: skip
    assert "Kari" not in told.out + told.err
    assert cases_of(program) == before
    fine = imported(program, PLAN, *CHAIN, "--elev", "Oppdiktet K1", "--utfør")
    assert fine.status == 0, fine
    text = program.case(str(new_case(program, before)["sak"])).read_text(encoding="utf-8")
    assert "Kari" not in text


def test_names_of_other_pupils_are_warned_of_as_when_they_are_typed(program: Program) -> None:
    program.new_case(elev="Oppdiktet Snorre Fjellstad")
    told = imported(program, PLAN.replace("Har noen å være med.", "Er med Snorre Fjellstad."), *CHAIN, "--utfør", "--likevel")  # fmt: skip
    typed = program.fine("registrer", program.new_case(elev="Oppdiktet Per Li"), "notat", "--notat", "Er med Snorre Fjellstad.")  # fmt: skip
    warning = next(line for line in typed.err.splitlines() if "navn" in line)
    assert told.status == 0
    assert warning.partition(":")[2].split("[")[-1] in told.err


def test_names_of_other_pupils_are_warned_of_before_anything_is_written(program: Program) -> None:
    program.new_case(elev="Oppdiktet Snorre Fjellstad")
    before = cases_of(program)
    shown = imported(program, PLAN.replace("Har noen å være med.", "Er med Snorre Fjellstad."), *CHAIN)  # fmt: skip
    assert "Se over linje 7: Her står navnet på en annen i fri tekst" in shown.err
    assert "Se over" not in imported(program, PLAN, *CHAIN).err
    assert cases_of(program) == before


ODD = {
    "year 2062": ("12.12.2062", "Dagen i «evalueres» er"),
    "two school years on": ("12.12.2028", "i et senere skoleår"),
    "before the first day": ("1.10.2026", "evalueres"),
}
"""Days of a measure that are doubted, and what is said of each."""


def odd(day: str) -> str:
    return PLAN.replace("Ansvarlig: kontaktlærer", f"Ansvarlig: kontaktlærer, evalueres: {day}")


@pytest.mark.parametrize("name", ODD)
def test_what_is_doubted_of_a_day_is_told_before_anybody_says_yes(name: str, program: Program) -> None:  # fmt: skip
    day, doubt = ODD[name]
    before = cases_of(program)
    no = imported(program, odd(day), *CHAIN, answers=["nei"])
    assert "Ingenting er endret" in no.err
    assert "Se over: " in no.err
    assert doubt in " ".join(no.err.split())
    assert cases_of(program) == before
    yes = imported(program, odd(day), *CHAIN, answers=["ja"])
    assert yes.status == 0, yes
    assert yes.err.count("Se over: ") == no.err.count("Se over: ")
    assert len(cases_of(program)) == len(before) + 1


@pytest.mark.parametrize("name", list(ODD)[:2])
def test_what_is_doubted_and_nobody_can_answer_opens_no_case(name: str, program: Program) -> None:
    day, doubt = ODD[name]
    before = cases_of(program)
    told = imported(program, odd(day), *CHAIN, "--utfør")
    assert told.status == 3, told
    assert doubt in told.err
    assert "legg til --likevel" in told.err
    assert cases_of(program) == before
    assert imported(program, odd(day), *CHAIN, "--utfør", "--likevel").status == 0


def test_three_hundred_measures_are_read_shown_and_written(program: Program) -> None:
    before = cases_of(program)
    rows = [["Tiltak", "Ansvarlig", "Fra"], *([f"Tiltak nummer {n} av mange", "rektor", "20.10.2026"] for n in range(300))]  # fmt: skip
    told = imported(program, word(*GOOD[:7], rows), *CHAIN, "--utfør")
    assert told.status == 0, told.err[-500:]
    assert "Tiltak: 300" in told.out
    assert len(new_case(program, before)["aktivitetsplan"]["tiltak"]) == 300


def test_a_pupil_with_an_open_case_gets_no_second_unasked(program: Program) -> None:
    assert imported(program, PLAN, *CHAIN, "--utfør").status == 0
    before = cases_of(program)
    again = imported(program, PLAN, *CHAIN, "--utfør")
    assert again.status == 3
    assert "Ingen sak er opprettet." in again.err
    assert "--likevel" in again.err
    assert "--fra-sak" not in again.err
    assert cases_of(program) == before
    assert imported(program, PLAN, *CHAIN, "--likevel", "--utfør").status == 0


def test_our_own_document_is_read_back_as_what_it_says(skolen: Program) -> None:
    path = skolen.root.parent / "egen.docx"
    skolen.fine("lag", "aktivitetsplan", "2026-YHP9E", "--format", "docx", "--til", str(path))
    plan = les_plan(dokument(path.read_bytes(), ".docx"), planord(), SKOLE, DAY)
    sak: Any = parse(skolen.case("2026-YHP9E").read_text(encoding="utf-8")).tree
    assert plan.elev is not None
    assert plan.elev.tekst == sak["elev"]["navn"]
    assert (plan.klasse, plan.felt["mål"]) == ("8B", " ".join(sak["aktivitetsplan"]["mål"].split()))
    assert [each.ansvarlig for each in plan.tiltak] == [each["ansvarlig"] for each in sak["aktivitetsplan"]["tiltak"]]  # fmt: skip
    assert [str(each.fra) for each in plan.tiltak] == [str(each["fra"]) for each in sak["aktivitetsplan"]["tiltak"]]  # fmt: skip
