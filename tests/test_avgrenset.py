"""Templates, styles and files of others cannot hold the machine: each is stopped, and told with its place.

The program runs as it does at a school: what is stopped is stopped in its own worker.
"""

import os
import socket
import time
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from program import Program
from sosialplan.model.failure import ExpectedFailure
from sosialplan.output import bounded, workshop
from sosialplan.output.template_fault import TemplateFault
from sosialplan.output.worker import Job
from sosialplan.output.workshop import Stopped, Worker, WorkerFault

POSIX: Any = os
"""What the type checker does not know on every platform."""

MALER = Path(__file__).parent.parent / "maler"
DAY = date(2026, 11, 23)
SAK = "2026-YHP9E"
SHORT = 2.0
"""Seconds for what never ends, so that nobody waits for it: a whole document has more."""


def _template(folder: Path, text: str | bytes, **parts: str) -> Path:
    (folder / "maler" / "deler").mkdir(parents=True, exist_ok=True)
    path = folder / "maler" / "brev.md.j2"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    for name, part in parts.items():
        (path.parent / "deler" / f"{name}.md.j2").write_text(part, encoding="utf-8")
    return path.parent


WITHOUT_END: dict[str, str | bytes] = {
    "tallet i annen, 26 ganger": "{% set a = 9999999999 %}" + "{% set a = a*a %}" * 26,
    "tallet lagt til seg selv": "{% set a = 999999999999999 %}" + "{% set a = a+a %}" * 9,
    "en negativ tvilling": "{% set a = 999999999999999 %}" + "{% set a = a - (0-a) %}" * 9,
    "delt på nesten ingenting": "{{ 999999999999 / 0.000000001 }}",
    "uendelig": "{{ 1e999 }}",
    "uendelig i en løkke": "{% for a in [1e999] %}{{ a }}{% endfor %}",
    "et tall på fem tusen sifre": "{{ " + "9" * 5000 + " }}",
    "lister doblet 34 ganger": "{% set a=[1] %}{% set b=[1] %}"
    + "{% set a=[a,a] %}{% set b=[b,b] %}" * 34 + "{% if a == b %}x{% endif %}",
    "tupler doblet": "{% set a=(1,) %}" + "{% set a=(a,a) %}" * 40 + "{{ a | length }}",
    "oppslag doblet": "{% set a={'a':1} %}" + "{% set a={'a':a,'b':a} %}" * 40,
    "tekst doblet med join": "{% set a=['x','x'] %}" + "{% set a=[a|join, a|join] %}" * 30,
    "utdata doblet": "{% set a %}xxxxxxxxxx{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40,
    "løkker i løkker": "{% for a in mange %}{% for b in mange %}{% for c in mange %}{% endfor %}{% endfor %}{% endfor %}",
    "filter i løkker": "{% for a in mange %}{% for b in mange %}{{ mange | list | length }}{% endfor %}{% endfor %}",
    "henter seg selv": '{% include "brev.md.j2" %}',
    "henter seg selv to ganger": '{% include "brev.md.j2" %}{% include "brev.md.j2" %}',
    "importerer seg selv": '{% from "brev.md.j2" import x %}',
    "arver seg selv": '{% extends "brev.md.j2" %}',
    "makro som kaller seg selv": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "90 parenteser": "{{ " + "(" * 90 + "1" + ")" * 90 + " }}",
    "2000 parenteser": "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}",
    "90 klammer": "{% set a = " + "[" * 90 + "]" * 90 + " %}",
    "101 valg": "{% if 1 %}" * 101 + "x" + "{% endif %}" * 101,
    "2000 valg": "{% if 1 %}" * 2000 + "x" + "{% endif %}" * 2000,
    "21 løkker": "{% for a in [1] %}" * 21 + "x" + "{% endfor %}" * 21,
    "mange nei": "{{ " + "not " * 500 + "1 }}",
    "30 MB": "x" * 30_000_000,
    "NUL": "a\n\x00b",
    "skjermkode": "a\nb\x1b[31m",
    "snudd retning": "a\nb\u202e",
    "vårt eget merke": "a\n\ufdd0b",
    "Latin-1": "blåbær".encode("latin-1"),
    "UTF-16": "hei".encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("name", WITHOUT_END)
def test_a_template_without_end_or_measure_is_told_with_its_place(
    tmp_path: Path, name: str
) -> None:
    maler = _template(tmp_path, WITHOUT_END[name])
    begun = time.monotonic()
    with pytest.raises(TemplateFault) as fault:
        bounded.render(maler, "brev.md.j2", {"mange": list(range(1000))})
    assert time.monotonic() - begun < bounded.SECONDS * 6
    assert fault.value.sentence.startswith("maler/brev.md.j2")
    assert fault.value.sentence.isprintable()
    found = bounded.faults_in(maler, "brev.md.j2", {"mange": list[int]})
    assert all(each.file == "brev.md.j2" for each in found)


@pytest.mark.parametrize(
    ("name", "line"), [("NUL", 2), ("skjermkode", 2), ("snudd retning", 2), ("Latin-1", 1)]
)
def test_what_does_not_show_is_told_at_its_line(tmp_path: Path, name: str, line: int) -> None:
    maler = _template(tmp_path, WITHOUT_END[name])
    found = bounded.faults_in(maler, "brev.md.j2", {})
    assert [(each.line, each.code) for each in found] == [
        (line, "F101" if name == "Latin-1" else "V708")
    ]


def test_what_no_limit_of_the_sandbox_sees_is_ended_and_told_with_its_line(tmp_path: Path) -> None:
    """A search through many values costs no step of the template's own: only time ends it."""
    maler = _template(
        tmp_path, "en\n{% for a in mange %}\n{% if x in lang %}a{% endif %}\n{% endfor %}"
    )
    begun = time.monotonic()
    with pytest.raises(TemplateFault, match=r"maler/brev\.md\.j2:3: malen blir aldri ferdig"):
        bounded.within(SHORT, bounded.render)(
            maler, "brev.md.j2", {"x": -1, "mange": list(range(5000)), "lang": list(range(300_000))}
        )
    assert time.monotonic() - begun < SHORT * 6 + 8


STYLES = {
    "løkke i løkke i løkke": "#let x = { let i = 0; while i < 9000 { let j = 0; while j < 9000 "
    "{ let k = 0; while k < 9000 { k += 1 }; j += 1 }; i += 1 } }",
    "range(10^9)": "#let x = range(1000000000)",
    "tekst doblet": '#let x = { let s = "xxxxxxxx"; for i in range(40) { s = s + s }; s.len() }',
    "liste doblet": "#let x = { let a = (1,); for i in range(40) { a = a + a }; a.len() }",
    "innhold i annen": "#let x = { let a = [x]; for i in range(60) { a = a + a }; repr(a).len() }",
    "wasm i ring": '#let x = plugin("x.wasm").f()',
    "uttrykk i uttrykk": "#let x = " + "(" * 100_000,
}
WASM = bytes.fromhex(
    "0061736d010000000105016000017f03020100050301000107" "0e020166000006" "6d656d6f7279" "0200"
    "0a0b010900" "03400c000b41000b"
)  # fmt: skip


pdf_of = bounded.within(SHORT, bounded.pdf_of)
style_fault = bounded.within(SHORT, bounded.style_fault)


@pytest.mark.parametrize("name", STYLES)
def test_a_style_without_end_or_measure_is_told_with_its_place(tmp_path: Path, name: str) -> None:
    maler = tmp_path / "maler"
    maler.mkdir()
    (maler / "x.wasm").write_bytes(WASM)
    style = (MALER / "stil.typ").read_text(encoding="utf-8")
    (maler / "stil.typ").write_text(f"// stil\n{STYLES[name]}\n{style}", encoding="utf-8")
    for ask in (
        lambda: pdf_of("# a", maler=maler, title="T", author="S", day=DAY),
        lambda: style_fault(maler),
    ):
        try:
            fault = ask()
        except ExpectedFailure as raised:
            fault = raised
        assert isinstance(fault, TemplateFault)
        assert (fault.file, fault.line) == ("stil.typ", 2), fault.sentence


def test_pages_without_number_are_told_at_the_part_of_the_style_that_makes_them(
    tmp_path: Path,
) -> None:
    maler = tmp_path / "maler"
    maler.mkdir()
    style = (MALER / "stil.typ").read_text(encoding="utf-8")
    bad = style.replace(
        "#let skille() =",
        "#let skille() = for i in range(1000000) { pagebreak() }\n#let ubrukt() =",
    )
    (maler / "stil.typ").write_text(bad, encoding="utf-8")
    line = next(n for n, each in enumerate(bad.splitlines(), 1) if each.startswith("#let skille"))
    with pytest.raises(TemplateFault, match="stilen blir aldri ferdig") as fault:
        pdf_of("a\n\n---\n\nb", maler=maler, title="T", author="S", day=DAY)
    assert fault.value.line == line


REACHES = {
    "en lenke": ('#let _x = read("lenke.txt")', "lenke"),
    "en mappe som er en lenke": ('#let _x = read("lenkemappe/a.txt")', "lenke"),
    "en full sti": ('#let _x = read("/etc/passwd")', "maler/"),
    "opp og ut": ('#let _x = read("../hemmelig.txt")', "maler/"),
    "en sak": ('#let _x = read("../saker/2026/x.yaml")', "maler/"),
    "en mal": ('#let _x = read("brev.md.j2")', "maler/"),
    "et bilde utenfor": ('#let _x = image("../b.png")', "maler/"),
    "en stil utenfor": ('#import "../annen.typ": *', "maler/"),
    "en pakke": ('#import "@preview/example:0.1.0": *', "pakke"),
    "en pakke satt sammen": ('#import "@pre" + "view/example:0.1.0": *', "pakke"),
    "en egen pakke": ('#import "@local/example:0.1.0": *', "pakke"),
}


@pytest.mark.parametrize("name", REACHES)
def test_a_style_reaches_nothing_outside_its_folder(tmp_path: Path, name: str) -> None:
    maler = tmp_path / "maler"
    (tmp_path / "ute").mkdir()
    maler.mkdir()
    for outside in ("ute/a.txt", "hemmelig.txt", "annen.typ", "b.png", "maler/brev.md.j2"):
        (tmp_path / outside).write_text("HEMMELIG", encoding="utf-8")
    (maler / "lenke.txt").symlink_to(tmp_path / "hemmelig.txt")
    (maler / "lenkemappe").symlink_to(tmp_path / "ute")
    line, told = REACHES[name]
    style = (MALER / "stil.typ").read_text(encoding="utf-8")
    (maler / "stil.typ").write_text(f"// stil\n{line}\n{style}", encoding="utf-8")
    with pytest.raises(TemplateFault, match=told) as fault:
        bounded.pdf_of("a", maler=maler, title="T", author="S", day=DAY)
    assert fault.value.line == 2
    assert "HEMMELIG" not in fault.value.sentence


def test_a_worker_has_no_way_to_the_net(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A listener stands where the person's own settings say that the net is: nobody comes."""
    visits = []
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.5)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        for each in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "HTTP_PROXY"):
            monkeypatch.setenv(each, address)
        monkeypatch.setenv("NO_PROXY", "packages.typst.org")
        workshop._end(workshop._idle())  # noqa: SLF001 - so that the next one starts with these settings

        def wait() -> None:
            try:
                visits.append(listener.accept())
            except TimeoutError:
                return

        waiting = Thread(target=wait)
        waiting.start()
        maler = tmp_path / "maler"
        maler.mkdir()
        (maler / "stil.typ").write_text('#import "@preview/example:0.1.0": *', encoding="utf-8")
        with pytest.raises(TemplateFault, match="henter en pakke fra nettet"):
            bounded.pdf_of("a", maler=maler, title="T", author="S", day=DAY)
        waiting.join()
    assert visits == []


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "file:///etc/passwd", "JavaScript:x", "vbscript:x", "data:text/html,x",
     "\\\\tjener\\delt", "C:/x", "../x", "ftp://x.invalid/", "smb://x/y"],
)  # fmt: skip
def test_a_link_that_is_no_address_never_reaches_a_pdf(tmp_path: Path, target: str) -> None:
    maler = tmp_path / "maler"
    maler.mkdir()
    style = (MALER / "stil.typ").read_text(encoding="utf-8")
    quoted = target.replace("\\", "\\\\")
    bad = style.replace("#let skille() =", f'#let skille() = link("{quoted}")[x]\n#let _s() =')
    (maler / "stil.typ").write_text(bad, encoding="utf-8")
    with pytest.raises(ExpectedFailure, match="lenke i dokumentet"):
        bounded.pdf_of("a\n\n---\n\nb", maler=maler, title="T", author="S", day=DAY)
    (maler / "stil.typ").write_text(bad.replace(quoted, "https://a.invalid"), encoding="utf-8")
    assert b"https://a.invalid" in bounded.pdf_of(
        "a\n\n---\n\nb", maler=maler, title="T", author="S", day=DAY
    )


@pytest.mark.parametrize(
    "drawn",
    ["<svg><script>x</script></svg>", '<svg onload="x"/>', '<svg><a xlink:href="javascript:x"/></svg>',
     "<svg><a href = 'file:///x'/></svg>", "<svg><foreignObject/></svg>", "<svg><g\n onclick='x'/></svg>"],
)  # fmt: skip
def test_a_drawing_that_acts_is_refused_and_words_about_it_are_not(
    tmp_path: Path, drawn: str
) -> None:
    maler = _template(tmp_path, "")
    (maler / "t.svg.j2").write_text(f"<!-- -->\n{drawn}", encoding="utf-8")
    with pytest.raises(TemplateFault, match=r"maler/t\.svg\.j2:[23]: en tegning får ikke"):
        bounded.render(maler, "t.svg.j2", {})
    (maler / "t.svg.j2").write_text('<svg t="{{ x }}">{{ x }}</svg>', encoding="utf-8")
    assert "javascript" in bounded.render(
        maler, "t.svg.j2", {"x": ' onload="x" <script> javascript: file:'}
    )


DEEP = {
    "uthevinger": "*" * 300 + "x" + "*" * 300,
    "kursiv i fet": "".join("*a **b " for _ in range(60))
    + "x"
    + "".join("** *" for _ in range(60)),
    "sitater": ">" * 200 + " x",
    "lister": "\n".join("  " * n + "- x" for n in range(60)),
    "lenker": "[" * 500 + "x" + "](https://a.invalid)" * 500,
    "klammer": "[" * 20_000,
    "tabellceller": "|a" * 3000 + "|\n" + "|-" * 3000 + "|\n",
}


@pytest.mark.parametrize("name", DEEP)
def test_marks_in_marks_become_a_page_or_words_about_it(tmp_path: Path, name: str) -> None:
    maler = _template(tmp_path, f"# Brev\n\n{DEEP[name]}\n")
    (maler / "stil.typ").write_bytes((MALER / "stil.typ").read_bytes())
    text = bounded.render(maler, "brev.md.j2", {})
    for make in (
        lambda: bounded.pdf_of(text, maler=maler, title="T", author="S", day=DAY),
        lambda: bounded.html_of(text, maler=maler, title="T"),
        lambda: bounded.docx_of(text, maler=maler, title="T", author="S", day=DAY),
    ):
        try:
            assert make()
        except TemplateFault as fault:
            assert fault.sentence.startswith("maler/brev.md.j2:3: uthevinger, lister")  # noqa: PT017 - either way is right
        except ExpectedFailure as fault:
            assert "for stort" in fault.sentence  # noqa: PT017 - as above


def test_a_fault_of_ours_in_a_worker_is_told_as_ours() -> None:
    with pytest.raises(WorkerFault) as fault:
        workshop.do(Job("sosialplan.output.malverdier", "snapshot", (object,), {}, 5))
    assert (fault.value.kind, fault.value.places[-1].startswith("malverdier.py:")) == (
        "TypeError",
        True,
    )


def test_a_worker_that_was_left_in_the_middle_is_not_used_again() -> None:
    worker = Worker()
    worker._at_work = True  # noqa: SLF001 - as after a break from the keyboard
    assert not worker.stands
    worker._process.kill()  # noqa: SLF001 - the system's own way to end it
    with pytest.raises(Stopped):
        worker.do(Job("sosialplan.output.malverdier", "snapshot", (1,), {}, 5))
    worker.end()


def test_many_documents_share_a_worker_and_none_is_left_behind(skolen: Program) -> None:
    skolen.fine("lag", "melding", SAK)
    idle = list(workshop._idle())  # noqa: SLF001 - what waits is what this is about
    skolen.fine("lag", "melding", SAK)
    assert workshop._idle()[-1] is idle[-1]  # noqa: SLF001 - the same
    rooms = [each._room for each in idle if isinstance(each, Worker)]  # noqa: SLF001 - the same
    workshop._end(workshop._idle())  # noqa: SLF001 - as when the program ends
    assert rooms
    assert not any(room.exists() for room in rooms)


def test_a_module_beside_the_person_is_not_the_programs(
    skolen: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder from somebody else may hold a file called as a library is."""
    workshop._end(workshop._idle())  # noqa: SLF001 - so that a new one is started here
    for name in ("jinja2", "typst", "sosialplan", "pickle", "struct"):
        (skolen.root / f"{name}.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(skolen.root)
    assert skolen.fine("lag", "melding", SAK).out.startswith("**Utkast for skolen, ")


def _bomb(name: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed, packed.open(name, "w") as part:
        for _ in range(300):
            part.write(b"a" * 1_000_000)
    return held.getvalue()


def _many_parts() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(500):
            packed.writestr(f"word/header{number}.xml", b"a" * 1_000_000)
    return held.getvalue()


def _pdf_of_pages(count: int) -> bytes:
    kids = " ".join("3 0 R" for _ in range(count))
    return (
        f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count {count}"
        f"/Kids[{kids}]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        "trailer<</Root 1 0 R>>\n%%EOF"
    ).encode()


FILES: dict[str, Callable[[], bytes]] = {
    "a.docx": lambda: _bomb("word/document.xml"),
    "b.docx": _many_parts,
    "c.docx": lambda: b"PK\x03\x04" + b"\0" * 50,
    "d.docx": lambda: _bomb("word/document.xml")[:-40],
    "e.pdf": lambda: _pdf_of_pages(2_000_000),
    "f.pdf": lambda: b"%PDF-1.7\n" + b"[" * 5_000_000,
    "g.pdf": lambda: b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>",
    "h.html": lambda: b"<p>" * 3_000_000,
    "i.html": lambda: b"<" + b"a " * 10_000_000,
    "j.md": lambda: b"x" * 49_000_000,
    "k.md": lambda: b"x" * 51_000_000,
}  # fmt: skip
"""Made when they are tried: they are large, and each run of the tests would make them all."""


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_unfolds_without_measure_is_told_in_words(
    skolen: Program, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    begun = time.monotonic()
    told = skolen.run("sjekk-kopi", str(path))
    assert told.status == 3, told
    assert "feil i programmet" not in told.err
    assert time.monotonic() - begun < bounded.SECONDS * 6


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no queues with names on this system")
def test_a_queue_that_nobody_fills_is_not_waited_for(skolen: Program, tmp_path: Path) -> None:
    POSIX.mkfifo(tmp_path / "q.pdf")
    assert skolen.run("sjekk-kopi", str(tmp_path / "q.pdf")).status == 3
