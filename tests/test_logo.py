"""The school's logo: in the letterhead of what leaves, in every format, and refused where it is none."""

import re
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from program import Program, of_the_repository
from sosialplan.model.skole import LOGO
from sosialplan.output.logobilde import MOST_BYTES, MOST_PARTS, MOST_POINTS, logofeil

SAK = "2026-YHP9E"
NAVN = "Midtstuen skole"
IMAGE = 3
"""What pdfium calls a picture."""


def png(wide: int = 120, high: int = 60, more: bytes = b"") -> bytes:
    """Return a whole picture, blue, of any size."""

    def part(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    rows = zlib.compress((b"\0" + b"\x10\x40\x90" * min(wide, 200)) * min(high, 200))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + more + part(b"IEND", b"")
    )


def svg(inside: str = '<rect width="120" height="60" fill="#104090"/>', *, head: str = "") -> bytes:
    open_ = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 120 60">'
    return f"{head}{open_}{inside}</svg>".encode()


JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f141d1a1f1e1d1a1c"
    "1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432ffc0000b080001000101011100ffc4001f00000105010101010101"
    "00000000000000000102030405060708090a0bffc400b5100002010303020403050504040000017d010203000411051221314106135161072271"
    "14328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465"
    "666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2"
    "d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00f7fa28a2803fffd9"
)


@pytest.fixture
def skolen(root: Path, tmp_path: Path) -> Program:
    return Program(of_the_repository(root, tmp_path / "skolen"))


def lay(program: Program, name: str, data: bytes) -> None:
    path = program.root / "plan" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def chosen(program: Program, name: str, data: bytes) -> None:
    lay(program, name, data)
    told = program.fine("skole", "valg", "logo", name)
    assert "sosialplan lagre" in told.out + told.err, "nobody else has the picture yet"
    assert "er lagret" in program.fine("lagre").out
    assert program.git("status", "--porcelain") == ""


def letter(program: Program, til: Path, *args: str) -> bytes:
    format_ = til.suffix[1:]
    words = ("--mottaker", "foresatte", "--format", format_, "--til", str(til), *args)
    program.fine("lag", "endringsbrev", SAK, *words)
    return til.read_bytes()


@pytest.mark.parametrize(
    ("name", "data"),
    [("logo.png", png()), ("bilder/skolens logo_ny.svg", svg()), ("Blå.JPG", JPEG)],
)
def test_the_logo_stands_in_the_letterhead_in_every_format_and_says_whose_it_is(
    skolen: Program, tmp_path: Path, name: str, data: bytes
) -> None:
    chosen(skolen, name, data)
    assert "V719" not in skolen.run("valider").out
    text = letter(skolen, tmp_path / "b.md").decode("utf-8")
    assert re.match(rf'!\[{NAVN}\]\(plan/\S+ "logo"\)\n\n\*\*{NAVN}\*\*\n', text), text[:200]
    page = letter(skolen, tmp_path / "b.html").decode("utf-8")
    assert f'alt="{NAVN}">' in page
    assert page.count('<img class="logo" src="data:image/') == 1
    printed = letter(skolen, tmp_path / "b.pdf")
    with zipfile.ZipFile(BytesIO(letter(skolen, tmp_path / "b.docx"))) as word:
        assert [each for each in word.namelist() if each.startswith("word/media/")]
        assert f'descr="{NAVN}"' in word.read("word/document.xml").decode("utf-8")
    document = pypdfium2.PdfDocument(printed)
    assert document[0].get_textpage().get_text_range().startswith(NAVN)
    document.close()
    assert b"pdfuaid" in printed


def test_it_is_within_sixty_by_twenty_millimetres(skolen: Program, tmp_path: Path) -> None:
    chosen(skolen, "logo.png", png(200, 20))
    for til, wide, high in (("bred.pdf", 170.1, 17.0), ("smal.pdf", 14.2, 56.7)):
        document = pypdfium2.PdfDocument(letter(skolen, tmp_path / til))
        pictures = document[0].get_objects(filter=[IMAGE], max_depth=3)
        ((left, bottom, right, top),) = [each.get_bounds() for each in pictures]
        assert (round(right - left, 1), round(top - bottom, 1)) == (wide, high)
        document.close()
        lay(skolen, "logo.png", png(50, 200))


def test_only_what_leaves_the_school_has_it(skolen: Program) -> None:
    chosen(skolen, "logo.png", png())
    for mottaker in ("skole", "r-team", "r-team-anonym"):
        assert "logo" not in skolen.run("lag", "melding", SAK, "--mottaker", mottaker).out
    assert "plan/logo.png" in skolen.fine("lag", "innkalling", SAK, "--mottaker", "foresatte").out


def test_a_school_without_a_logo_says_what_it_said_and_a_new_logo_makes_no_copy_old(
    skolen: Program, tmp_path: Path
) -> None:
    skolen.fine("skole", "valg", "telefon", "22 00 00 00")
    before = letter(skolen, tmp_path / "a.md").decode("utf-8")
    assert "![" not in before
    chosen(skolen, "logo.png", png())
    after = letter(skolen, tmp_path / "b.md").decode("utf-8")
    assert after == f'![{NAVN}](plan/logo.png "logo")\n\n{before}', "the copy's code is the same"


def test_in_nynorsk_too(skolen: Program) -> None:
    chosen(skolen, "logo.png", png())
    words = ("--mottaker", "foresatte", "--målform", "nynorsk")
    assert f"![{NAVN}](plan/logo.png" in skolen.fine("lag", "endringsbrev", SAK, *words).out
    path = skolen.root / "plan" / "skole.yaml"
    path.write_text(path.read_text("utf-8").replace("kommune:", "målform: nynorsk\nkommune:", 1))
    assert "V7" not in skolen.run("valider").out


def test_a_school_with_a_template_of_its_own_is_told_nothing(skolen: Program) -> None:
    chosen(skolen, "logo.png", png())
    path = skolen.root / "maler" / "endringsbrev.md.j2"
    path.write_text(path.read_text("utf-8") + "\nSkolens egen linje\n", "utf-8")
    assert "V713" not in skolen.run("valider").out


BOMB = "".join(
    f'<g id="n{i + 1}">{"<use x:href=" + chr(34) + f"#n{i}" + chr(34) + "/>"}{"<use href=" + chr(34) + f"#n{i}" + chr(34) + "/>"}</g>'
    for i in range(30)
)
REFUSED = [
    (b"dette er tekst", "ikke et bilde"),
    (b"", "ikke et bilde"),
    (b"GIF89a" + b"\0" * 20, "ikke et bilde"),
    (b"\x89PNG\r\n\x1a\n", "skadet"),
    (png()[:60], "skadet"),
    (png(40_000, 40_000), "40000 × 40000 punkter"),
    (png(MOST_POINTS + 1, 1), "høyst 4000"),
    (png(more=b"\0\0\0\0tEXt\x1e\xc4\xdd\x1c") + b"\0" * MOST_BYTES, "mer enn 500 kB"),
    (JPEG[:30], "skadet"),
    (JPEG.replace(bytes.fromhex("080001000101"), bytes.fromhex("08ffff000101")), "65535 punkter"),
    (JPEG.replace(bytes.fromhex("08000100010101"), bytes.fromhex("08000100010401")), "CMYK"),
    (b"\xff\xd8\xff\xff\0\0" * 9, "skadet"),
    (svg("<script>alert(1)</script>"), "«script»"),
    (svg('<rect onload="alert(1)" width="1" height="1"/>'), "program"),
    (svg('<image href="https://a.invalid/x.png"/>'), "«image»"),
    (svg("<foreignObject/>"), "«foreignObject»"),
    (svg('<a x:href="https://a.invalid"><rect/></a>'), "«a»"),
    (svg('<div xmlns="http://www.w3.org/1999/xhtml"/>'), "«div»"),
    (svg('<use x:href="https://a.invalid/x.svg#a"/>'), "utenfor"),
    (svg('<use href="annen.svg#a"/>'), "utenfor"),
    (svg('<rect fill="url(https://a.invalid/x#a)"/>'), "utenfor"),
    (svg('<rect style="fill: u\\72l(x)"/>'), "utenfor"),
    (svg("<style>@import 'https://a.invalid/x.css';</style>"), "utenfor"),
    (svg("<style>rect { fill: url( 'http://a.invalid' ) }</style>"), "utenfor"),
    (svg(head='<?xml-stylesheet href="https://a.invalid/x.css"?>'), "utenfor"),
    (svg("&a;", head='<!DOCTYPE svg [<!ENTITY a "b">]>'), "ENTITY"),
    (svg('<g id="n0"><rect/></g>' + BOMB + '<use href="#n30"/>'), "for mange deler"),
    (svg("<g/>" * (MOST_PARTS + 1)), "for mange deler"),
    (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "seg selv"),
    (svg('<g id="a"><use href="#a"/></g>'), "seg selv"),
    (svg("<rect>"), "skadet"),
    (svg("<rect/>", head="<?xml version='1.0' encoding='tull'?>"), "skadet"),
    (b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>', "skadet"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "told"), REFUSED)
def test_what_can_be_no_logo_is_told(data: bytes, told: str) -> None:
    assert told in (logofeil(data) or "")


FINE = [
    svg(head='<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'),
    svg('<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)" width="9" height="9"/>'),
    svg('<defs><path id="a" d="M0 0h9v9z"/></defs><clipPath id="b"><use x:href="#a"/></clipPath><g clip-path="url(\'#b\')"><use href="#a"/></g>'),
    svg('<style>.a{fill:#123;clip-path:url(#b)}</style><path class="a" d="M0 0h9v9z"/><text>Ordet url(x)</text>'),
    svg('<metadata><n:view xmlns:n="http://www.inkscape.org/namespaces/inkscape" n:a="b"/></metadata><circle r="9"/>'),
    png(), JPEG,
]  # fmt: skip


@pytest.mark.parametrize("data", FINE)
def test_what_a_drawing_program_saves_is_taken(data: bytes) -> None:
    assert logofeil(data) is None


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"<svg"]),
)
def test_no_bytes_end_it_otherwise_than_in_a_sentence(data: bytes, head: bytes) -> None:
    assert logofeil(head + data) is not None


@pytest.mark.parametrize(
    "name", ["../logo.png", "/etc/logo.png", "a/../../logo.png", "C:\\logo.png", "C:/logo.png", "logo.gif", "a\\b.png",
             ".skjult.png", "a/b/c/d/e.png", "logo.png\n", "https://a.invalid/logo.png", "./logo.png", "a//logo.png"],
)  # fmt: skip
def test_a_name_that_leads_out_or_is_no_picture_is_none(skolen: Program, name: str) -> None:
    assert re.fullmatch(LOGO, name) is None
    refused = skolen.run("skole", "valg", "logo", name.rstrip("\n") + ("x" if "\n" in name else ""))
    assert refused.status == 1
    assert "feil[S206]" in refused.err
    assert skolen.git("status", "--porcelain") == ""


def test_a_logo_that_is_not_there_a_link_or_no_picture_is_refused_with_its_place_and_nothing_written(
    skolen: Program, tmp_path: Path
) -> None:
    def refused(told: str, place: str) -> None:
        answer = skolen.run("skole", "valg", "logo", "logo.png")
        words = " ".join(answer.err.split())
        assert answer.status == 1
        assert re.search(
            rf"{place}:[0-9]+:1: feil\[V719\] Logoen kan ikke vises. {re.escape(told)}\.", words
        ), words
        assert "Ingenting er endret. Legg et bilde som kan vises, i plan/" in words
        assert "sosialplan skole valg logo BILDE" in words
        assert "--slett" not in words, "there is none to take away"
        assert "logo" not in (skolen.root / "plan" / "skole.yaml").read_text("utf-8")

    refused("Filen plan/logo.png finnes ikke", "plan/skole.yaml")
    lay(skolen, "logo.png", b"tekst")
    refused("Filen er ikke et bilde i PNG, JPEG eller SVG", "plan/logo.png")
    (skolen.root / "plan" / "logo.png").unlink()
    (tmp_path / "ute.png").write_bytes(png())
    (skolen.root / "plan" / "logo.png").symlink_to(tmp_path / "ute.png")
    refused("Bildet er en lenke, eller ligger bak en", "plan/skole.yaml")
    (skolen.root / "plan" / "logo.png").unlink()
    (skolen.root / "plan" / "logo.png").write_bytes(b"\0" * 1_000_001)
    refused("Bildet er altfor stort", "plan/skole.yaml")


@pytest.mark.parametrize("format_", ["md", "html", "pdf", "docx"])
def test_a_logo_that_goes_bad_stops_each_letter_and_is_told_by_the_check(
    skolen: Program, tmp_path: Path, format_: str
) -> None:
    chosen(skolen, "logo.png", png())
    til = tmp_path / f"b.{format_}"
    words = (
        "lag",
        "endringsbrev",
        SAK,
        "--mottaker",
        "foresatte",
        "--format",
        format_,
        "--til",
        str(til),
    )
    for broken in (png()[:70], None):
        path = skolen.root / "plan" / "logo.png"
        path.unlink()
        if broken is not None:
            path.write_bytes(broken)
        made = skolen.run(*words)
        assert made.status == 1
        assert "feil[V719]" in made.err
        assert not til.exists()
        told = skolen.run("valider")
        assert told.status == 1
        assert "feil[V719]" in told.out
        assert "sosialplan skole valg logo --slett" in " ".join(told.out.split())
    assert "plan/logo.png:1:1: feil[V719]" in skolen.run("lagre").err, (
        "it is not saved unnoticed either"
    )
    own = skolen.fine("lag", "endringsbrev", SAK, "--mottaker", "skole")
    said = "Logoen kan ikke vises. Filen plan/logo.png finnes ikke. Dette eksemplaret har ingen"
    assert said in own.err
    assert said in skolen.fine("lag", "endringsbrev", SAK).err
    gone = skolen.fine("skole", "valg", "logo", "--slett")
    assert "logo: tatt bort. Før: logo.png. Lagret." in gone.out
    assert "Logoen" not in skolen.fine("lag", "endringsbrev", SAK).err
    assert skolen.run("valider").status == 0


def test_what_a_school_need_not_say_is_taken_away_and_nothing_else(skolen: Program) -> None:
    path = skolen.root / "plan" / "skole.yaml"
    for navn, verdi in (("telefon", "22 33 44 55"), ("tilgangskode", "Unntatt, offl. § 13")):
        before = path.read_bytes()
        skolen.fine("skole", "valg", navn, verdi)
        assert (
            f"{navn}: tatt bort. Før: {verdi}" in skolen.fine("skole", "valg", navn, "--slett").out
        )
        assert path.read_bytes() == before
        assert "Det er ikke valgt." in skolen.fine("skole", "valg", navn, "--slett").err
    for navn in ("skolens-navn", "frist-elev-hørt", "klassemøte-hyppighet"):
        refused = skolen.run("skole", "valg", navn, "--slett")
        assert refused.status == 2
        assert "kan ikke tas bort. Ingenting er endret." in refused.err
    assert skolen.run("skole", "valg", "--slett").status == 2
    assert skolen.run("skole", "valg", "logo", "a.png", "--slett").status == 2
    assert skolen.git("status", "--porcelain") == ""


def test_a_bundle_that_is_handed_out_has_it(skolen: Program, tmp_path: Path) -> None:
    chosen(skolen, "logo.png", png())
    til = tmp_path / "innsyn.pdf"
    skolen.run("innsyn", SAK, "--for", "forelder", "--til", str(til))
    document = pypdfium2.PdfDocument(til)
    pictures = [each for each in document[0].get_objects(max_depth=3) if each.type == IMAGE]
    assert len(pictures) == 1
    document.close()
