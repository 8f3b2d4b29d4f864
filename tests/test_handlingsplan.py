"""The whole plan as a document: all its parts, drawn chains, and what changed since last year."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from program import Program, of_the_repository

PARTS = (
    "Verdiene våre", "Målene", "Begrepene", "Nivåene vi arbeider på", "God praksis", "Møtene",
    "Hvem vi samarbeider med", "Årshjulet", "Handlingskjedene", "Fraværstrappen",
    "Klage til Statsforvalteren", "Fristene og hva de hviler på", "Rollene", "Ikke valgt ennå",
)  # fmt: skip


@pytest.fixture
def egen(root: Path, tmp_path: Path) -> Program:
    return Program(of_the_repository(root, tmp_path / "skolen"))


def test_every_part_of_the_plan_stands_there(egen: Program) -> None:
    made = egen.fine("lag", "handlingsplan")
    for part in PARTS:
        assert f"\n## {part}\n" in made.out
    assert "| Skoleår | 2026–2027 |" in made.out
    assert made.out.count("```mermaid") == len(list((egen.root / "plan/handlingskjeder").iterdir()))
    assert "steder der planen sier to ting" in made.err


def test_pdf_and_html_hold_the_drawings_with_their_words(egen: Program, tmp_path: Path) -> None:
    pdf = tmp_path / "plan.pdf"
    egen.fine("lag", "handlingsplan", "--format", "pdf", "--til", str(pdf))
    assert pdf.read_bytes().startswith(b"%PDF")
    html = egen.fine("lag", "handlingsplan", "--format", "html").out
    assert 'alt="Flytskjema for kjeden «Bekymring for en enkeltelev». ' in html


def test_on_paper_it_has_contents_with_pages_and_no_place_in_a_file(
    egen: Program, tmp_path: Path
) -> None:
    file = tmp_path / "plan.pdf"
    egen.fine("lag", "handlingsplan", "--format", "pdf", "--til", str(file))
    pages = [page.extract_text() for page in PdfReader(file).pages]
    contents = pages[0].partition("Innhold")[2]
    for part in PARTS:
        found = re.search(rf"{re.escape(part)}[ .]*?([0-9]+)\n", contents)
        assert found is not None, part
        assert f"{part}\n" in f"{pages[int(found[1]) - 1]}\n", part
    text = "\n".join(pages)
    assert not re.search(r"[a-z_]+\.(?:yaml|md)\b", text)
    assert not re.search(r"[Ll]inje \d", " ".join(text.split()))


_SHORT = re.compile(r"(?:\b(?:nr|jf|kl|ca|offl|fvl|bl\.a|f\.eks|m\.fl|t\.o\.m)|\d)\.$")


def _faults(made: str) -> list[str]:
    """Return the sentences that begin with a small letter, hyphens that stand for a dash, and headings told twice in one part."""
    found, path, seen = [], list[str](), set[tuple[str, ...]]()
    text = re.sub(r"```.*?```", "", made, flags=re.DOTALL)
    for line in text.splitlines():
        plain = re.sub(r"[*\\]", "", line)
        for each in re.finditer(r"[.!?] (?=[a-zæøå])", plain):
            found += [plain[: each.end() + 20]] * (not _SHORT.search(plain[: each.start() + 1]))
        found += re.findall(r"\w - \w.*", plain)
        level = len(line) - len(line.lstrip("#"))
        if level:
            path = [*path[: level - 1], plain.strip("# ")]
            found += [plain] * (tuple(path) in seen or path[-1] in path[:-1])
            seen.add(tuple(path))
    return found


@pytest.mark.parametrize("maalform", ["bokmål", "nynorsk"])
def test_the_plan_reads_as_sentences(egen: Program, maalform: str) -> None:
    school = egen.root / "plan" / "skole.yaml"
    school.write_text(f"{school.read_text('utf-8')}\nmålform: {maalform}\n", encoding="utf-8")
    assert not _faults(egen.fine("lag", "handlingsplan").out)


def test_what_does_not_read_as_sentences_is_seen() -> None:
    assert _faults("Det læres. *skolens plan.*") == ["Det læres. skolens plan."]
    assert _faults("Det læres - i fag.") == ["s - i fag."]
    assert _faults("# A\n\n## Evaluering\n\n## Evaluering") == ["## Evaluering"]
    assert _faults("# A\n\n## Evaluering\n\n### Evaluering") == ["### Evaluering"]
    assert not _faults("# A\n\n## B\n\n### Tid\n\n## C\n\n### Tid\n\nSe nr. 3, jf. lova.")


def test_the_source_of_a_meeting_stands_without_its_lines(egen: Program) -> None:
    told = egen.fine("lag", "handlingsplan").out
    assert "| Kilde | skolens plan |" in told
    assert "(skolens eget)" in told


def test_what_changed_since_the_year_began_is_told_by_area(egen: Program) -> None:
    egen.git(
        "-c", "user.name=Oppdiktet", "commit", "-q", "--amend", "--no-edit",
        "--date=2025-06-01T12:00+02:00",
    )  # fmt: skip
    path = egen.root / "plan/begreper.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("navn: Utestenging", "navn: Å bli holdt utenfor"), encoding="utf-8"
    )
    told = egen.fine("lag", "handlingsplan", "--sammenlign", "2025").out
    assert "## Endret siden skoleåret 2025–2026 begynte" in told
    assert "navn: Utestenging → Å bli holdt utenfor" in told
    told = egen.fine("lag", "handlingsplan", "--sammenlign", "2024").out
    assert "så det er ikke kjent hva som er endret siden da." in told


@pytest.mark.parametrize(
    "command",
    ["lag handlingsplan", "årshjul", "årshjul status", "statistikk mål", "møte plan klassemøte"],
)
def test_a_school_year_is_read_alike_by_every_command(egen: Program, command: str) -> None:
    """What is no school year is never taken for the name of a file that lacks."""
    result = egen.run(*command.split(), "--skoleår", "2026-2028")
    assert (result.status, result.out) == (2, "")
    assert "dette er ikke et skoleår. Skriv det som 2026-2027." in result.err


@pytest.mark.parametrize(
    ("args", "near"),
    [
        (("--format", "pdf"), "--til"),
        (("--sammenlign", "2030"), "--sammenlign 2025"),
        (("--skoleår", "2026"), "2026-2027"),
    ],
    ids=str,
)
def test_wrong_usage_is_told_with_a_cure(egen: Program, args: tuple[str, ...], near: str) -> None:
    result = egen.run("lag", "handlingsplan", *args)
    assert (result.status, result.out) == (2, "")
    assert near in result.err
