"""One form of date a paper: in words, or, where its columns are narrow, in digits; what a person typed is theirs.

The papers are found, not listed: every golden document, every kind of document of a case by its own table, and
everything that a command writes to a file.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from krav_tilfelle import SAKSNUMMER, Tilfelle, bilde_of, tables
from program import Program
from sak_examples import HEL_SAK, bilde_av
from sosialplan.files.yaml_reader import parse
from sosialplan.output.templates import render
from sosialplan.rules.kalender.datoord import MAANEDER
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentliste import DOKUMENTER, Dokumentslag
from test_dokumenter_pdf import DAY, MALER

HERE = Path(__file__).parent
KODE = HERE.parent / "src" / "sosialplan"
FORMER = {
    "ord": re.compile(rf"\b\d{{1,2}}\\?\.(?:–\d{{1,2}}\.)? (?:{'|'.join(MAANEDER)})\b"),
    "tall": re.compile(r"\b\d{1,2}\\?\.\d{1,2}\\?\.(?:\d{4}|\d{2})\b"),
    "maskin": re.compile(r"(?<![-\w])\d{4}-\d{2}-\d{2}\b"),
}
"""How a date can be written. A school year, the number of a paragraph and the name of a file are none."""
GULL = tuple(
    path for path in sorted((HERE / "golden").rglob("*.md")) if path.parent.name != "flett"
)
SAK = "2026-YHP9E"
SKRIVERE = {
    "commands/aarshjul/hjul.py": (("årshjul",), ("årshjul", "--format", "svg")),
    "commands/tavle/tavle.py": (("tavle",), ("tavle", "--ledelsen")),
    "commands/dokumenter/lag.py": (
        ("lag", "årsrapport", "--skoleår", "2026-2027"),
        *(("lag", each.kode, SAK) for each in DOKUMENTER if each.avslag_fra is None),
        ("lag", "evaluering", SAK),
        ("lag", "referat", SAK),
        ("lag", "innkalling", SAK),
        ("lag", "endringsbrev", SAK),
    ),
    "commands/handlingsplan.py": (("lag", "handlingsplan"),),
    "commands/moeter/forberedelse.py": (),
    "commands/moeter/moetepapir.py": (
        ("møte", "saksliste", "R-team", "--dato", "2026-11-25", "--format", "md"),
        ("lag", "referat", "R-team", "--dato", "2026-11-12"),
    ),
    "commands/pakker/bunt.py": (
        ("tilsyn", SAK, "--format", "md"),
        ("innsyn", SAK, "--for", "forelder", "--format", "md"),
    ),
    "commands/demo.py": (),
    "cli/inn_og_ut.py": (),
}
"""What writes a file to be read, and the runs that make every paper of it. Without a run: the agenda as JSON, the wheel of the trial school, and lists for a spreadsheet."""


UTEN_DAG = {"rettigheter"}
"""Kinds of document that tell of no day."""


def former(text: str, sagt: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Return the dates of a paper by their form, without those in texts that a person typed."""
    plain = _plain(text)
    for each in sorted(sagt, key=len, reverse=True):
        plain = plain.replace(each, " ")
    found = {name: form.findall(plain) for name, form in FORMER.items()}
    return {name: days for name, days in found.items() if days}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\\(?=\W)|<br>", " ", text).replace(" .", ".").split())


def _texts(tree: Any) -> Iterator[str]:
    """Yield what a person may have typed a date into; what is a date alone is a field."""
    if isinstance(tree, str):
        plain = _plain(tree)
        if any(form.search(plain) for form in FORMER.values()) and " " in plain:
            yield plain
    elif isinstance(tree, dict):
        for each in tree.values():
            yield from _texts(each)
    elif isinstance(tree, list | tuple):
        for each in tree:
            yield from _texts(each)


def _bilder(slag: Dokumentslag, form: Maalform) -> Iterator[Saksbilde]:
    """Yield every case of the document's table, or the one of the activity plan."""
    own = [each for each in tables() if each.dokument == slag.kode]
    for tabell in own:
        for one in (Tilfelle(navn="hel"), *tabell.tilfeller):
            if one.avslag is None:
                yield bilde_of(tabell, one, form)
    if not own:
        yield bilde_av(HEL_SAK, DAY, maalform=form)


@pytest.mark.parametrize("path", GULL, ids=lambda each: f"{each.parent.name}/{each.stem}")
def test_a_golden_document_has_one_form(path: Path) -> None:
    assert len(former(path.read_text(encoding="utf-8"))) <= 1


def test_the_golden_documents_have_dates() -> None:
    told = [former(each.read_text(encoding="utf-8")) for each in GULL]
    assert len(GULL) > 50
    assert sum(bool(each) for each in told) > 50


@pytest.mark.parametrize("form", Maalform)
@pytest.mark.parametrize("slag", DOKUMENTER, ids=lambda each: each.kode)
def test_every_kind_of_document_has_one_form(slag: Dokumentslag, form: Maalform) -> None:
    made = []
    for bilde in _bilder(slag, form):
        text = render(MALER, slag.malfil(form), {slag.variabel: slag.lag(bilde)})
        found = former(text, tuple(_texts(msgspec.to_builtins(bilde.sak))))
        assert set(found) <= {"ord"}, found
        made.append(found)
    assert any(made) or slag.kode in UTEN_DAG


def test_what_writes_a_file_to_be_read_is_known_here() -> None:
    """A new writer has a row with the run that makes its paper."""
    calls = {
        path.relative_to(KODE).as_posix()
        for path in KODE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "write_document"
    }
    assert calls == set(SKRIVERE)


@pytest.mark.parametrize(
    "words", [each for runs in SKRIVERE.values() for each in runs], ids=" ".join
)
def test_every_paper_of_a_command_has_one_form(skolen: Program, words: tuple[str, ...]) -> None:
    made = skolen.fine(*words).out
    sagt = tuple(
        text
        for file in (*skolen.root.joinpath("saker").rglob("*.yaml"), *skolen.root.joinpath("moter").rglob("*.yaml"))
        for text in _texts(parse(file.read_text(encoding="utf-8")).tree)
    )  # fmt: skip
    found = former(made, sagt)
    assert len(found) == 1, found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Møtet er 12. oktober 2026.", {"ord"}),
        ("- 12\\. oktober 2026", {"ord"}),
        ("5.–9. oktober 2026", {"ord"}),
        ("fra 17. til 28. august", {"ord"}),
        ("Frist 12.10.2026, og 2. november", {"tall", "ord"}),
        ("| 12\\.10\\.2026 |", {"tall"}),
        ("2026-10-12", {"maskin"}),
        ("05-referat-2026-10-20.pdf", set()),
        ("2026-2027, sak 2026-7KQ2H, § 12-4, kl. 14.30, 3. ledd", set()),
    ],
)
def test_a_date_is_known_by_its_form(text: str, expected: set[str]) -> None:
    assert set(former(text)) == expected


def test_a_date_that_a_person_typed_stands_as_it_was_typed() -> None:
    """It is theirs: it is neither written anew nor counted as a second form."""
    typed = "Ny avtale ble gjort 12.10.2026 med Oppdiktet Forelder"
    slag = next(each for each in DOKUMENTER if each.kode == "fraværsoversikt")
    tabell = next(each for each in tables() if each.dokument == slag.kode)
    bilde = bilde_of(
        tabell,
        Tilfelle(
            navn="skrevet",
            hendelser=({"dato": "2026-11-19", "steg": "tiltak-i-gang", "notat": typed},),
        ),
    )
    assert bilde.sak.sak == SAKSNUMMER
    text = render(MALER, slag.malfil(), {slag.variabel: slag.lag(bilde)})
    assert typed in text
    assert set(former(text)) == {"ord", "tall"}
    assert set(former(text, tuple(_texts(msgspec.to_builtins(bilde.sak))))) == {"ord"}
