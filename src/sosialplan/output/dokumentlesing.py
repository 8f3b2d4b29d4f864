"""What a document from elsewhere (Word, Markdown) says, part by part with its place: nothing in it is left out unsaid.

Word is read by its own words of XML: python-docx passes over what is inserted, struck, commented or stands in a box.
"""

import re
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, TypeVar

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.lestdokument import Lestdokument, Tabell, Tekstavsnitt
from sosialplan.model.visible import without_unseen
from sosialplan.output.filtekst import WHAT_A_ZIP_DOES
from sosialplan.output.markdownlesing import STRUCK, markdown_lest, too_much
from sosialplan.reading import brought_text

T = TypeVar("T")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_STRUCK_CELL = re.compile(rf"(.*, rad \d+), kolonne \d+: {re.escape(STRUCK)}\Z")
MOST_XML, MOST_PARTS, DEEPEST = 12_000_000, 5_000, 120
"""Bytes of text unpacked, files in a document, and marks inside each other: a long plan has a tenth of it."""
BODY = 9
"""The level of plain text, where headings have 0 to 8."""
_MAIN = "word/document.xml"
_EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")
_BESIDE = (("word/footnotes.xml", "footnote", "fotnote"), ("word/endnotes.xml", "endnote", "sluttnote"), ("word/comments.xml", "comment", "merknad"))  # fmt: skip
_LEVEL = re.compile(r"(?:heading|overskrift)\s*([1-9])|(title|tittel)\Z")
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTED = {
    "sym": "et tegn fra en symbolskrift er ikke lest.",
    "del": "strøket tekst (sporede endringer) er ikke tatt med.",
    "moveFrom": "strøket tekst (sporede endringer) er ikke tatt med.",
    "ins": "tekst satt inn med sporede endringer er tatt med.",
    "moveTo": "tekst satt inn med sporede endringer er tatt med.",
    "vanish": "skjult tekst er tatt med.",
}
"""What is told of a paragraph where it has such a mark."""
_OFF = frozenset({"0", "false", "off"})
_PASSED = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "rPrChange"})
_NOT_WORD = "Gi et Word-dokument (.docx) eller en tekst i Markdown (.md)."


def dokument(content: bytes, endelse: str) -> Lestdokument:
    """Read a document by what it is, whatever its name says. Raises ExpectedFailure for what cannot be read."""
    if not content.strip():
        raise ExpectedFailure("Filen er tom.", "Lagre dokumentet på nytt, og prøv igjen.")
    if content.startswith(_OLE):
        if _LOCKED in content:
            raise ExpectedFailure("Dokumentet har passord.", "Ta bort passordet i Word, lagre det, og prøv igjen.")  # fmt: skip
        raise ExpectedFailure("Dette er et Word-dokument av det gamle slaget (.doc).", "Åpne det i Word, og lagre det som .docx.")  # fmt: skip
    if content.startswith(_ZIP):
        return _Word(content).read()
    if endelse != ".md":
        raise ExpectedFailure("Filen er ikke et Word-dokument som kan leses.", _NOT_WORD)
    text = brought_text(content)
    if text is None:
        raise ExpectedFailure("Filen er ikke en tekst i UTF-8.", "Lagre den som UTF-8, og prøv igjen.")  # fmt: skip
    return markdown_lest(text)


class _Word:
    """Reads a Word document; what it has met so far stands in it."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._beside, self._told = list[Tekstavsnitt](), list[str]()
        self._levels: Mapping[str, int] = {}
        self._struck: Mapping[str, bool] = {}
        self._paragraphs = self._tables = self._pictures = 0

    def read(self) -> Lestdokument:
        try:
            with zipfile.ZipFile(BytesIO(self._content)) as packed:
                names = packed.namelist()
                if _MAIN not in names:
                    raise ExpectedFailure("Filen er ikke et Word-dokument som kan leses.", _NOT_WORD)  # fmt: skip
                if len(names) > MOST_PARTS:
                    raise too_much()
                wanted = [_MAIN, "word/styles.xml", *(each[0] for each in _BESIDE), *filter(_EDGES.fullmatch, names)]  # fmt: skip
                left, trees = MOST_XML, dict[str, ET.Element]()
                for name in dict.fromkeys(each for each in wanted if each in names):
                    with packed.open(name) as part:
                        data = part.read(left + 1)
                    left -= len(data)
                    if left < 0:
                        raise too_much()
                    trees[name] = _tree(data)
        except WHAT_A_ZIP_DOES:
            raise ExpectedFailure("Dokumentet er skadet, så det kan ikke leses.", "Åpne det i Word, lagre det på nytt, og prøv igjen.") from None  # fmt: skip
        if "word/styles.xml" in trees:
            self._levels = _of_styles(trees["word/styles.xml"], _level)
            self._struck = _of_styles(trees["word/styles.xml"], _strike)
        parts = tuple(self._blocks(next(iter(_named(trees[_MAIN], "body")), trees[_MAIN])))
        self._edges(trees)
        if any(name.endswith("vbaProject.bin") for name in names):
            self._told.append("Dokumentet har makroer. De er ikke lest, og er ikke kjørt.")
        if any("/embeddings/" in name or "/afchunk" in name for name in names):
            self._told.append("Dokumentet har filer inni seg. De er ikke lest.")
        if self._pictures:
            self._told.append(f"Dokumentet har {self._pictures} bilder eller tegninger. De er ikke lest.".replace(" 1 bilder eller tegninger. De", " ett bilde eller én tegning. Den"))  # fmt: skip
        return Lestdokument(parts, tuple(self._beside), tuple(_a_row_once(self._told)))

    def _edges(self, trees: Mapping[str, ET.Element]) -> None:
        """Take what stands above, below and beside the pages."""
        for name, mark, what in _BESIDE:
            for number, each in enumerate(_named(trees[name], mark) if name in trees else (), 1):
                self._take_beside(each, f"{what} {number}")
        for name in filter(_EDGES.fullmatch, trees):
            self._take_beside(trees[name], "toppteksten" if "header" in name else "bunnteksten")

    def _take_beside(self, element: ET.Element, sted: str) -> None:
        said = " ".join(filter(None, (self._said(p, sted) for p in _named(element, "p"))))
        if said and Tekstavsnitt(sted, said) not in self._beside:
            self._beside.append(Tekstavsnitt(sted, said))

    def _blocks(self, parent: ET.Element) -> Iterator[Tekstavsnitt | Tabell]:
        for each in parent:
            match _name(each):
                case "p":
                    self._paragraphs += 1
                    yield from self._paragraph(each, f"avsnitt {self._paragraphs}")
                case "tbl":
                    self._tables += 1
                    yield self._table(each, f"tabell {self._tables}")
                case "sdt" | "sdtContent" | "ins" | "moveTo" | "smartTag" | "customXml":
                    yield from self._blocks(each)
                case "altChunk":
                    self._told.append(f"Etter avsnitt {self._paragraphs} er en annen fil satt inn. Den er ikke lest.")  # fmt: skip

    def _paragraph(self, element: ET.Element, sted: str) -> Iterator[Tekstavsnitt]:
        said = self._said(element, sted)
        if said:
            style = _attribute(element, "pPr/pStyle")
            own = _attribute(element, "pPr/outlineLvl")
            level = int(own) + 1 if own.isdecimal() and int(own) < BODY else self._levels.get(style, 0)  # fmt: skip
            yield Tekstavsnitt(sted, said, level, punkt=element.find("{*}pPr/{*}numPr") is not None or "list" in style.casefold())  # fmt: skip

    def _table(self, element: ET.Element, sted: str) -> Tabell:
        rows = list[tuple[Tekstavsnitt, ...]]()
        for number, row in enumerate((e for e in _inside(element) if _name(e) == "tr"), 1):
            cells = list[Tekstavsnitt]()
            for cell in (e for e in _inside(row) if _name(e) == "tc"):
                where = f"{sted}, rad {number}, kolonne {len(cells) + 1}"
                cells.append(Tekstavsnitt(where, self._cell(cell, where)))
                if cell.find("{*}tcPr/{*}vMerge") is not None:
                    self._told.append(f"{where[:1].upper()}{where[1:]}: cellen er slått sammen med en over eller under. Se over den raden.")  # fmt: skip
                span = _attribute(cell, "tcPr/gridSpan")
                wide = min(int(span), 60) if span.isdecimal() else 1
                cells += [Tekstavsnitt(f"{sted}, rad {number}, kolonne {len(cells) + 1}", "") for _ in range(wide - 1)]  # fmt: skip
            rows.append(tuple(cells))
        return Tabell(tuple(rows))

    def _cell(self, cell: ET.Element, where: str) -> str:
        """Return what a cell says; a table inside it stands beside."""
        said = list[str]()
        for each in _inside(cell):
            if _name(each) == "p":
                said.append(self._said(each, where))
            elif _name(each) == "tbl":
                inner = self._table(each, f"{where}, tabellen i cellen")
                self._beside += [one for row in inner.rader for one in row if one.tekst]
        return "\n".join(filter(None, said))

    def _said(self, element: ET.Element, sted: str) -> str:
        """Return the text of a paragraph; boxes in it stand beside, and what is struck or a picture is told."""
        style = self._struck.get(_attribute(element, "pPr/pStyle"), False)
        text = "".join(self._runs(element, sted, struck=style))
        return "\n".join(" ".join(line.split()) for line in without_unseen(text).split("\n")).strip()  # fmt: skip

    def _runs(self, element: ET.Element, sted: str, *, struck: bool) -> Iterator[str]:
        for each in element:
            name = _name(each)
            if name in _NOTED:
                self._told.append(f"{sted[:1].upper()}{sted[1:]}: {_NOTED[name]}")
            if name in {"drawing", "pict", "object"}:
                self._drawn(each, sted)
            elif name == "r" and self._is_struck(each, paragraph=struck):
                if any(one.text for one in _named(each, "t")):
                    self._told.append(f"{sted[:1].upper()}{sted[1:]}: {STRUCK}")
            elif name == "AlternateContent":
                yield from self._runs(next(iter(each), each), sted, struck=struck)
            elif name not in _PASSED:
                yield _SIGNS.get(name) or (each.text or "" if name == "t" else "")
                yield from self._runs(each, sted, struck=struck)

    def _is_struck(self, run: ET.Element, *, paragraph: bool) -> bool:
        """Tell whether a run is struck through: by hand, else by its style or the paragraph's, which undo each other.

        ECMA-376 part 1, 17.7.3: a strike is a toggle between styles.
        """
        own = _strike(run)
        style = self._struck.get(_attribute(run, "rPr/rStyle"), False)
        return own if own is not None else style != paragraph

    def _drawn(self, element: ET.Element, sted: str) -> None:
        boxes = list(_named(element, "txbxContent"))
        for box in boxes:
            self._take_beside(box, f"tekstboksen i {sted}")
        self._pictures += not boxes


def _inside(element: ET.Element) -> Iterator[ET.Element]:
    """Yield what stands in an element, also where a form's field is put around it."""
    for each in element:
        if _name(each) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _inside(each)
        else:
            yield each


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _a_row_once(told: Iterable[str]) -> Iterator[str]:
    """Yield what is told, once; where several cells of a row are struck through, of the row and not of each."""
    lines = list(dict.fromkeys(told))
    rows = Counter(found[1] for each in lines if (found := _STRUCK_CELL.match(each)))
    said = (_of_row(each, rows) for each in lines)
    yield from dict.fromkeys(said)


def _of_row(line: str, rows: Mapping[str, int]) -> str:
    found = _STRUCK_CELL.match(line)
    return f"{found[1]}: {STRUCK}" if found and rows[found[1]] > 1 else line


def _strike(element: ET.Element) -> bool | None:
    """Tell whether letters are struck through or said not to be; None where nothing is said of it."""
    marks = [element.find(f"{{*}}rPr/{{*}}{name}") for name in ("strike", "dstrike")]
    said = [_OFF.isdisjoint(each.attrib.values()) for each in marks if each is not None]
    return any(said) if said else None


def _named(element: ET.Element, name: str) -> Iterator[ET.Element]:
    return (each for each in element.iter() if _name(each) == name)


def _attribute(element: ET.Element, path: str) -> str:
    found = element.find("/".join(f"{{*}}{each}" for each in path.split("/")))
    return "" if found is None else next((v for k, v in found.attrib.items() if k.rpartition("}")[2] == "val"), "")  # fmt: skip


def _level(style: ET.Element) -> int | None:
    """Return the level of a style that is a heading."""
    found = _LEVEL.match(_attribute(style, "name").casefold())
    outline = _attribute(style, "pPr/outlineLvl")
    if found:
        return int(found[1] or 1)
    return int(outline) + 1 if outline.isdecimal() and int(outline) < BODY else None


def _of_styles(styles: ET.Element, of: Callable[[ET.Element], T | None]) -> Mapping[str, T]:
    """Return what each style says of itself, or the one that it builds on says."""
    own, built = dict[str, T](), dict[str, str]()
    for each in _named(styles, "style"):
        style = next((v for k, v in each.attrib.items() if k.rpartition("}")[2] == "styleId"), "")
        said = of(each)
        if said is not None:
            own[style] = said
        built[style] = _attribute(each, "basedOn")
    for style in built:
        seen, base = {style}, style
        while base not in own and (base := built.get(base, "")) and base not in seen:
            seen.add(base)
        if base in own:
            own[style] = own[base]
    return own


def _tree(data: bytes) -> Any:
    """Return the XML of a part. Raises ExpectedFailure for what is none, or would unfold without end."""
    if b"<!DOCTYPE" in data or b"\0" in data:
        raise too_much()
    parser: Any = ET.XMLPullParser(events=("start", "end"))
    depth, root = 0, None
    try:
        for start in range(0, len(data), 1 << 16):
            parser.feed(data[start : start + (1 << 16)])
            for event, element in parser.read_events():
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                if depth > DEEPEST:
                    raise too_much()
        parser.close()
    except ET.ParseError:
        raise ExpectedFailure("Dokumentet er skadet, så det kan ikke leses.", "Åpne det i Word, lagre det på nytt, og prøv igjen.") from None  # fmt: skip
    return root
