"""No name and no sentence of a case stands anywhere but in the files that are for it.

Looked for after a day's work in what the program and git leave beside the case: names of files, git's own notes, the
words of commits, what is remembered for the person, temporary files, the window's title, and the report of a fault.
"""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kommandoene import COMMANDS
from program import Program, made_by_start
from sosialplan.cli.inn_og_ut import text_options
from sosialplan.model.vernet import VERNET

NAVN, ETTERNAVN = "Oppdiktet Elev Nattergal", "Nattergal"
FORESATT = "Oppdiktet Forelder Linerle"
SETNING = "gjemte seg bak den gule skuret"
SECRET = (ETTERNAVN, "Linerle", "gule skuret")
ABOUT_PUPILS = (*VERNET, "ut")
"""Where the texts themselves lie; git's packed contents are what it saved of them."""
SAK = "2026-0001R"


@pytest.fixture(scope="module")
def dagen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, Path, str]]:
    """A day's work in a school of its own, with temporary files of its own, and all that was said of it."""
    above = tmp_path_factory.mktemp("dagen")
    temporary = above / "midlertidig"
    temporary.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("TMPDIR", "TEMP", "TMP"):
            patch.setenv(name, str(temporary))
        patch.setattr(tempfile, "tempdir", str(temporary))
        program = Program(made_by_start(above / "skolen"))
        said = "".join(_work(program))
        yield program, temporary, said


def _work(program: Program) -> Iterator[str]:
    """Do what is done in a day; names come in by standard input. Yields what was said of it on the side."""
    opened = program.run(
        "ny-sak", "--kjede", "trygt-og-godt", "--elev", "-", "--klasse", "8B", "--oppdaget", "2026-11-23",
        "--beskrivelse", SETNING, inn=[NAVN],
    )  # fmt: skip
    assert opened.status == 0, opened
    out = str(program.root / "ut")
    for args in (
        ("registrer", SAK, "notat", "--notat", f"{NAVN} {SETNING}"),
        ("registrer", SAK, "foresatte-kontaktet", "--notat", f"{FORESATT}: {SETNING}"),
        ("tiltak", "ny", SAK, SETNING, "--nivå", "klasse", "--ansvarlig", "kontaktlærer",
         "--evalueres", "2026-12-07"),
        ("meld", "--elev", NAVN, "--klasse", "8B", "--hva", SETNING, "--gjort", SETNING),
        ("innboks", "--alle"),
        ("fravær", "registrer", "--elev", NAVN, "--klasse", "8B", "--fra", "2026-11-02"),
        ("rett", SAK, "nnnnnnnn", "--notat", SETNING),
        ("lag", "melding", SAK, "--til", f"{out}/a.pdf"),
        ("lag", "aktivitetsplan", SAK, "--format", "html", "--til", f"{out}/b.html"),
        ("lag", "aktivitetsplan", SAK, "--mottaker", "foresatte", "--format", "md", "--til", f"{out}/c.md"),
        ("registrer", SAK, "finnes-ikke", "--notat", SETNING),
        ("lagre",), ("valider",), ("sjekk",), ("vokt",), ("rydd", "--alle"), ("logg", "--kontroller"),
        ("frister", "--format", "ics"), ("saker",), ("angre",), ("sjekk", "--reparer"),
        ("sikkerhetskopi", str(program.root.parent / "kopi.bundle")),
    ):  # fmt: skip
        result = program.run(*args)
        assert result.status != 4, result
        yield result.err
        if args[0] in {"saker", "innboks", "sjekk", "frister", "valider", "rydd"}:
            yield result.out
    (program.root / "saker" / "2026" / f"{SAK}.yaml").write_bytes(b"sak: [" + NAVN.encode())
    yield "".join(program.run(name).err for name in ("valider", "lagre", "frister", "vokt"))
    program.git("checkout", "--", "saker")


def beside(program: Program) -> Iterator[Path]:
    """Yield every file that is not one of those that are about pupils: git's own, the person's marks, the plan."""
    for folder in (program.root, program.root.parent / "merker"):
        for path in folder.rglob("*"):
            inside = path.relative_to(folder).parts
            if (
                path.is_file()
                and inside[0] not in ABOUT_PUPILS
                and inside[:2] != (".git", "objects")
            ):
                yield path


def test_the_day_holds_what_is_looked_for(dagen: tuple[Program, Path, str]) -> None:
    program, _, _ = dagen
    texts = "".join(
        path.read_text("utf-8")
        for name in ("saker", "fravaer")
        for path in (program.root / name).rglob("*.yaml")
    )
    assert [each for each in SECRET if each not in texts] == []
    assert len(program.git("log", "--format=%h").split()) > 4


def test_gits_own_notes_and_the_persons_marks_hold_none_of_it(
    dagen: tuple[Program, Path, str],
) -> None:
    program, _, _ = dagen
    found = list(beside(program))
    names = {path.name for path in found}
    assert {"index", "HEAD", "config", "pre-commit"} <= names
    assert any(path.is_relative_to(program.root.parent / "merker") for path in found)
    for path in found:
        held = path.read_bytes().decode("utf-8", "replace")
        assert [each for each in SECRET if each.casefold() in held.casefold()] == [], path


def test_no_file_and_no_folder_is_named_after_anybody(dagen: tuple[Program, Path, str]) -> None:
    program, _, _ = dagen
    names = [str(path.relative_to(program.root.parent)) for path in program.root.parent.rglob("*")]
    names += program.git("log", "--all", "--name-only", "--format=").split("\n")
    names += program.git("for-each-ref", "--format=%(refname)").split("\n")
    assert len(names) > 100
    assert [
        name for name in names if any(each.casefold() in name.casefold() for each in SECRET)
    ] == []


def test_the_words_of_a_commit_are_numbers_and_codes(dagen: tuple[Program, Path, str]) -> None:
    program, _, _ = dagen
    words = program.git("log", "--all", "--format=%B%n%N%n%D")
    assert SAK in words
    assert [each for each in SECRET if each.casefold() in words.casefold()] == []


def test_nothing_is_left_in_the_temporary_folder(dagen: tuple[Program, Path, str]) -> None:
    _, temporary, _ = dagen
    assert tempfile.gettempdir() == str(temporary)
    left = [path for path in temporary.rglob("*") if path.is_file()]
    for path in left:
        held = path.read_bytes().decode("utf-8", "replace")
        assert [each for each in SECRET if each in held] == [], path


def test_what_is_said_on_the_side_names_nobody_and_sets_no_title(
    dagen: tuple[Program, Path, str],
) -> None:
    _, _, said = dagen
    assert len(said.splitlines()) > 20
    assert [each for each in SECRET if each in said] == []
    assert not re.search(r"\x1b[\]PX^_]|\x9d", said)


def test_a_fault_of_ours_is_reported_without_a_word_of_the_case(
    dagen: tuple[Program, Path, str],
) -> None:
    program, _, _ = dagen

    def broken() -> str:
        raise RuntimeError(f"{NAVN} {SETNING}")

    result = Program(program.root, new_id=broken).run(
        "registrer", SAK, "notat", "--notat", f"{NAVN} {SETNING}"
    )
    assert result.status == 4
    assert "RuntimeError" in result.err
    assert [each for each in SECRET if each in result.err + result.out] == []


# No name must be an argument

NAMES = re.compile(r"\b(NAVN|HVEM|KLASSE|PERSON)\b")
PERSONS = re.compile(r"\b(NAVN|HVEM|PERSON)\b")
OF_STAFF = {
    "tilgang legg-til": "PERSON", "tilgang vis": "SAK|PERSON", "tilgang ta": "PERSON", "tilgang gi": "PERSON",
    "tilgang bekreft": "NØKKEL|PERSON", "tilgang fjern": "NØKKEL|PERSON", "start": "NAVN",
    "skole person ny": "[NAVN]", "skole person endre": "NAVN", "skole person slutt": "NAVN",
    "skole valg": "[NAVN]", "skole visning": "NAVN",
}  # fmt: skip
"""Arguments and options that name an employee, the school, or a choice of its."""


def test_every_option_that_names_somebody_takes_it_from_standard_input() -> None:
    asked = [
        (name, option)
        for name, command in COMMANDS.items()
        for option in command.params
        if option.param_type_name == "option" and NAMES.search(option.metavar or "")
    ]
    assert {"--elev", "--klasse"} <= {each for _, option in asked for each in option.opts}
    typed = {name: [*text_options(command)] for name, command in COMMANDS.items()}
    assert [(name, option.opts) for name, option in asked if option not in typed[name]] == []


def test_no_pupil_is_named_by_the_place_of_a_word() -> None:
    """An argument cannot be told otherwise: so none of them is a name of a pupil or of the home."""
    placed = {
        (name, param.metavar)
        for name, command in COMMANDS.items()
        for param in command.params
        if param.param_type_name == "argument" and PERSONS.search(param.metavar or "")
    }
    assert {each for each in placed if OF_STAFF.get(each[0]) != each[1]} == set()


@pytest.mark.parametrize(
    "args",
    [
        ("fravær", "registrer", "--elev", "-", "--klasse", "8B", "--fra", "2026-11-02"),
        ("fravær", "følg-opp", "foresatte-kontaktet", "--elev", "-", "--klasse", "8B"),
        ("fravær", "vis", "--klasse", "8B", "--elev", "-"),
        (
            "ny-sak",
            "--kjede",
            "bekymring",
            "--elev",
            "-",
            "--klasse",
            "8B",
            "--oppdaget",
            "2026-11-23",
        ),
    ],
    ids=lambda each: " ".join(each[:2]),
)
@pytest.mark.parametrize("asked", [True, False], ids=["in a terminal", "from a pipe"])
def test_the_name_that_comes_in_is_the_name_that_is_used(
    skolen: Program, args: tuple[str, ...], *, asked: bool
) -> None:
    first = ("fravær", "registrer", "--elev", NAVN, "--klasse", "8B", "--fra", "2026-11-04")
    if args[1] in {"følg-opp", "vis"}:
        skolen.fine(*first)
    given = [NAVN, *[""] * 20]
    told = skolen.run(*args, answers=given) if asked else skolen.run(*args, inn=[NAVN])
    assert told.status == 0, told
    held = "".join(
        path.read_text("utf-8")
        for name in ("saker", "fravaer")
        for path in (skolen.root / name).rglob("*.yaml")
    )
    assert NAVN in held + told.out
