"""Every example of every help page and of the documentation runs in the demo.

The examples are collected from the help and the pages themselves, and each is run in a fresh copy of
the demo; what goes on from something has that done first, and what cannot end well there says why.
"""

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click
import pytest
import typer.main

from gitprogram import tell
from kommandoene import READS, WRITES
from program import Program, copied, packed
from regnearket import workbook
from sosialplan.cli.app import COMMANDS, app_for
from sosialplan.commands.demo import DEMO_DAY
from sosialplan.output.word import docx_of

T = TypeVar("T")
NOW = f"{DEMO_DAY}T10:00+01:00"
ROOT = Path(__file__).parent.parent
FENCED = re.compile(r"```[a-z]*\n(.*?)```", re.DOTALL)
INLINE = re.compile(r"`(sosialplan [^`]+)`")
FORM = re.compile(r"…|\b[A-ZÆØÅ]{3,}\b|\bA B\b")
"""A form to fill in, not an example: a word in capitals or three dots stand for something."""


WHOLE = frozenset({"foerste-sak.md"})
"""Pages that go on from line to line: tests/test_laer.py runs them from the first to the last."""


class Ventet(NamedTuple):
    """How an example ends in the demo that does not end in 0 there, and why that is as it should be."""

    status: int
    hvorfor: str


_UTEN_TERMINAL = "the rest is asked for, and in a test nobody sits there"
_INGEN_KONFLIKT = "the demo has no conflict to choose in; tests/test_loes.py has"
_AAPEN = "the demo is open: tests/test_vern.py has a protected school"
_UTEN_NOEKKEL = "the machine of the test has no key of its own: tests/test_vern.py has one"
_GIT = "git calls it with files of its own; tests/test_flett_git.py lets it"
VENTET = {
    "sosialplan tilgang signering på": Ventet(3, "the machine of the test has no key of its own"),
    "sosialplan tilgang fjern h3k9q7wd": Ventet(2, "the id of a key is drawn by lot"),
    "sosialplan tilgang fjern ID": Ventet(2, "the id of a key is drawn by lot"),
    "sosialplan nøkler ny\n": Ventet(2, _UTEN_TERMINAL),
    "sosialplan nøkler ny --på-nytt": Ventet(2, _UTEN_TERMINAL),
    "sosialplan nøkler åpne": Ventet(3, _UTEN_NOEKKEL),
    "sosialplan nøkler nødnøkkel --til ~": Ventet(
        3, "a shell would make ~ the person's own folder: here it lies in the planmappe"
    ),
    "sosialplan plan pakke hent\n": Ventet(
        2, "the package of the demo came from a folder, which must be said again"
    ),
    "sosialplan vern på": Ventet(3, "the demo has no recovery key: tests/test_vern.py has one"),
    "sosialplan vern av": Ventet(3, _AAPEN),
    "sosialplan rediger r-team --med code": Ventet(3, "the machine of the test has no VS Code"),
    "sosialplan møte skriv R-team --med code": Ventet(3, "the machine of the test has no VS Code"),
    "sosialplan vern ny-historikk": Ventet(3, _AAPEN),
    "sosialplan tilgang kontroller": Ventet(3, _AAPEN),
    "sosialplan tilgang gi": Ventet(3, _AAPEN),
    "sosialplan tilgang ta": Ventet(3, _AAPEN),
    "sosialplan tilgang bekreft": Ventet(3, _AAPEN),
    "sosialplan frister --status forfalt --streng": Ventet(
        1, "something is overdue, which is what is asked"
    ),
    "sosialplan ny-sak\n": Ventet(2, _UTEN_TERMINAL),
    "sosialplan fravær registrer 8B\n": Ventet(2, _UTEN_TERMINAL),
    "sosialplan skole person ny\n": Ventet(2, _UTEN_TERMINAL),
    "sosialplan skole klasse ny 8A 8B": Ventet(2, "the demo has them"),
    "sosialplan varsle --tjener smtp.kommunen.no --fra skolen@kommunen.no --bruker skolen": Ventet(
        2, "the server and its password are the school's own"
    ),
    "sosialplan skole person ny --fil folk.csv": Ventet(3, "the list is the school's own"),
    "sosialplan meld\n": Ventet(2, _UTEN_TERMINAL),
    "sosialplan dagen --enkel": Ventet(2, _UTEN_TERMINAL),
    "sosialplan --enkel": Ventet(2, _UTEN_TERMINAL),
    "sosialplan innboks m3k9q7wd": Ventet(
        2, "the number of a report is drawn by lot: tests/test_innboks.py has them"
    ),
    "sosialplan ny-sak --kjede ansatt-krenker": Ventet(2, _UTEN_TERMINAL),
    "sosialplan løs 2026-YHP9E --konflikt": Ventet(2, _INGEN_KONFLIKT),
    "sosialplan løs fravaer/2026-2027/8B.yaml": Ventet(3, _INGEN_KONFLIKT),
    "sosialplan flett ": Ventet(3, _GIT),
    "sosialplan lag oversendelsesbrev": Ventet(1, "nobody in the demo has consented to it"),
    "sosialplan lag enkeltvedtak": Ventet(
        1, "the decision of the example lacks what the law asks of it"
    ),
    'sosialplan registrer 2026-YHP9E avsluttet --trygt ja --elevens-stemme "Det går bra nå" '
    "--etterkontroll 2026-12-14\n": Ventet(2, "the gate: something is left in the demo's case"),
    "sosialplan avklar 2026-YHP9E delt-omsorg": Ventet(3, "the pupil of the demo has no such flag"),
    "sosialplan slett 2026-S54XP --utfør\n": Ventet(
        3, "the archive of the demo has not got the case"
    ),
    "sosialplan skole klasse del": Ventet(3, "the demo has no class list"),
    "sosialplan ta-imot overlevering.yaml": Ventet(3, "the package comes from another school"),
    "sosialplan overlever 2026-YHP9E --kvittering": Ventet(
        3, "the receipt comes from another school"
    ),
    "sosialplan nytt-skoleår 2027-2028 --utfør": Ventet(
        3, "the year is not over on the day of the demo"
    ),
}
"""By the beginning of the example; a line break ends one that is whole."""

_UTLEVER = "sosialplan utlever aktivitetsplan 2026-YHP9E --mottaker elev --kanal møte"
_NOEKKEL = 'sosialplan tilgang legg-til "Oppdiktet Rektor Ravn" rektor.pub'
_COPY = (
    "sosialplan lag aktivitetsplan 2026-YHP9E --mottaker foresatte --format pdf "
    "--til ut/2026-YHP9E-aktivitetsplan-foresatte-2026-11-23.pdf"
)
FOERST = {
    "sosialplan skole elev": ("sosialplan importer elever klasser.csv --utfør",),
    "sosialplan rett 2026-YHP9E utlevering": (_UTLEVER,),
    "sosialplan les": ("sosialplan lag referat 2026-YHP9E --format docx --til referat.docx",),
    "sosialplan sjekk-kopi": (
        _COPY,
        "sosialplan lag aktivitetsplan 2026-YHP9E --format docx --til plan.docx",
    ),
    "sosialplan vedtak 2026-YHP9E --rett": ("@",),
    "sosialplan lag enkeltvedtak": ("@",),
    "sosialplan overfør 2026-YHP9E --svar": ("@",),
    "sosialplan tilgang signering": (_NOEKKEL,),
    "sosialplan tilgang fjern": (_NOEKKEL,),
    "sosialplan gjenopprett ../planmappe-2026-11-29.bundle": (
        "sosialplan sikkerhetskopi ../planmappe-2026-11-29.bundle",
    ),
    "sosialplan gjenopprett ../planmappe.bundle": (
        "sosialplan sikkerhetskopi ../planmappe.bundle",
    ),
    "sosialplan plan pakke hent ../kommunens-plan": ("sosialplan plan pakke ut ../kommunens-plan",),
    "sosialplan angre": ("sosialplan registrer 2026-YHP9E notat --notat Oppdiktet",),
}
"""What is done before an example that goes on from something; @ is the first example of its page."""


def _begins(example: str, table: Mapping[str, T]) -> T | None:
    return next(
        (table[each] for each in sorted(table, reverse=True) if f"{example}\n".startswith(each)),
        None,
    )


def _documents() -> list[Path]:
    return [
        *(page for page in sorted((ROOT / "docs" / "bruk").glob("*.md")) if page.name not in WHOLE),
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
    ]


def _commands(text: str) -> Iterator[str]:
    """Yield the commands that stand on lines of their own; one may go on after a backslash."""
    whole = ""
    for raw in text.splitlines():
        line = raw.strip().removeprefix("$ ")
        if not whole and not line.startswith("sosialplan "):
            continue
        whole = f"{whole} {line.removesuffix(chr(92)).strip()}".strip()
        if not line.endswith("\\"):
            yield re.split(r" {3,}", whole)[0]
            whole = ""


def _of_help() -> dict[str, list[str]]:
    """Collect what the source of each page shows: a page that is drawn may break a line."""
    found: dict[str, list[str]] = {}
    for name in COMMANDS:
        group: Any = typer.main.get_command(app_for([name]))
        left: list[tuple[tuple[str, ...], Any]] = [((name,), group.commands[name])]
        while left:
            words, command = left.pop(0)
            with click.Context(command, info_name=" ".join(words)) as context:
                shown = command.get_help(context)
            found["hjelp " + " ".join(words)] = list(_commands(command.help or ""))
            assert all(each.split(" ", 2)[1] in shown for each in found["hjelp " + " ".join(words)])
            left += [
                ((*words, each), under) for each, under in getattr(command, "commands", {}).items()
            ]
    return found


def _is_form(example: str) -> bool:
    return bool(FORM.search(re.sub(r'"[^"]*"', "", example)))


def _of_documents() -> dict[str, list[str]]:
    found = {}
    for path in _documents():
        text = path.read_text(encoding="utf-8")
        blocks = [each for block in FENCED.findall(text) for each in _commands(block)]
        found[path.name] = [*blocks, *(each.replace("\n", " ") for each in INLINE.findall(text))]
    return found


SHOWN = {**_of_help(), **_of_documents()}
PAGE_OF = {
    example: page
    for page, commands in reversed(SHOWN.items())
    for example in commands
    if not _is_form(example)
}
"""Each example, and the first page that shows it."""
FORMS = sorted({each for commands in SHOWN.values() for each in commands if _is_form(each)})
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
LISTE = "Elev;Klasse;Fra;Til;Kode\nOppdiktet Elev Sol;8B;2026-11-12;2026-11-13;G\n"


PLAN = (
    "# Aktivitetsplan\n\nElev: Oppdiktet Elev Tind\n\nKlasse: 8B\n\nOppdaget: 16.11.2026\n\n"
    "## Mål\n\nOppdiktet mål\n\n## Tiltak\n\n- Oppdiktet makker. Ansvarlig: kontaktlærer, fra: 17.11.2026\n"
)


def _as_word(markdown: str) -> bytes:
    return docx_of(
        markdown, maler=ROOT / "maler", title="Oppdiktet", author="Oppdiktet", day=DEMO_DAY
    )


@pytest.fixture(scope="module")
def demoen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("eksempler")
    assert Program(base, now=NOW).run("demo", str(base / "demo")).status == 0
    tell(base / "demo", "config", "user.name", "Oppdiktet Rektor Ravn")
    (base / "demo" / "rektor.pub").write_text(f"{KEY} oppdiktet\n", encoding="utf-8")
    (base / "demo" / "fravær.csv").write_text(LISTE, encoding="utf-8")
    week = "Elev;Klasse;man 16.11;tir 17.11\nOppdiktet Elev Tind;8B;D;U\n"
    (base / "demo" / "uke47.csv").write_text(week, encoding="utf-8")
    elever = [["Navn", "Klasse"], ["Oppdiktet Elev Tind", "8B"]]
    (base / "demo" / "klasser.xlsx").write_bytes(workbook(elever))
    (base / "demo" / "klasser.csv").write_text("Navn;Klasse\nOppdiktet Elev Tind;8B\n", "utf-8")
    (base / "demo" / "plan.md").write_text(PLAN, "utf-8")
    (base / "demo" / "plan.docx").write_bytes(_as_word(PLAN))
    tell(base, "init", "--quiet", "--bare", "felles.git")
    tell(base / "demo", "remote", "add", "origin", "../felles.git")
    return packed(base / "demo")


@pytest.fixture(scope="module")
def lest(demoen: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The demo for what only reads: one for all."""
    return Program(copied(demoen.parent, tmp_path_factory.mktemp("lest") / "her") / "demo", now=NOW)


@pytest.fixture
def skrevet(demoen: Path, tmp_path: Path) -> Program:
    """A demo for what writes."""
    return Program(copied(demoen.parent, tmp_path / "her") / "demo", now=NOW)


def _command_of(example: str) -> str:
    """Return the longest command that an example begins with."""
    known = (one for one in (*READS, *WRITES) if f"{example} ".startswith(f"sosialplan {one} "))
    return max(known, key=len, default="")


READING = [each for each in PAGE_OF if _command_of(each) in READS]


@pytest.mark.parametrize("example", READING)
def test_every_example_that_reads_runs_in_the_demo(
    example: str, lest: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    _runs(example, lest, monkeypatch)


@pytest.mark.parametrize("example", [each for each in PAGE_OF if each not in READING])
def test_every_example_runs_in_the_demo(
    example: str, skrevet: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    _runs(example, skrevet, monkeypatch)


def _runs(example: str, stedet: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(stedet.root)
    page = PAGE_OF[example]
    for before in _begins(example, FOERST) or ():
        first = next(each for each in SHOWN[page] if not _is_form(each))
        stedet.run(*_words(first if before == "@" else before))
    wanted = _begins(example, VENTET)
    if (
        page.endswith(".md")
        and len(example.split()) <= 3
        and wanted is None
        and "--" not in example
    ):
        _is_a_command(stedet, example)
        return
    result = stedet.run(*_words(example))
    assert result.status == (wanted.status if wanted else 0), result
    assert "feil i programmet" not in result.err


@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_a_command_that_exists(form: str, demoen: Path) -> None:
    _is_a_command(Program(demoen, now=NOW), form)


def _is_a_command(stedet: Program, text: str) -> None:
    words = []
    for word in text.split()[1:]:
        if not re.fullmatch("[a-zæøå-]+", word) or word.startswith("--"):
            break
        words.append(word)
    while words and stedet.run(*words, "--help").status != 0:
        words.pop()
    assert words, text


def _words(example: str) -> list[str]:
    return shlex.split(example.replace("~/.ssh/id_ed25519.pub", "rektor.pub"))[1:]


def test_examples_are_found_and_every_exception_is_of_one() -> None:
    shown = set(PAGE_OF)
    assert len(shown) > 120
    assert len(READING) > 40
    assert len(FORMS) > 10
    for table in (VENTET, FOERST):
        assert [
            each for each in table if not any(f"{one}\n".startswith(each) for one in shown)
        ] == []


@pytest.mark.parametrize("day", ["2026-11-28", "2027-06-20", "2031-01-02"])
def test_the_demo_is_in_order_whatever_day_it_is_made(day: str, tmp_path: Path) -> None:
    now = f"{day}T10:00+01:00"
    assert Program(tmp_path, now=now).run("demo", str(tmp_path / "demo")).status == 0
    program = Program(tmp_path / "demo", now=now)
    for command in (("logg", "--kontroller"), ("valider",), ("sjekk",)):
        assert program.run(*command).status == 0, command
