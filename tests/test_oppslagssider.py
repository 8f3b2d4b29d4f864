"""The pages that are written from the code: every command, and what each answers in JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from jsonschema_rs import validator_for

from golden import assert_text_of
from jsonsvar import (
    ASKED,
    NOTES,
    WORDS,
    Form,
    answers,
    drawn,
    formats,
    json_schema,
    unexplained,
    with_part,
)
from kommandoene import FORMATS, of
from kommandosiden import GROUPS, command_page
from program import Program, copied
from referansesidene import FOLDERS, LETTERS, code_page, file_page
from sosialplan.cli.app import COMMANDS
from sosialplan.model.filslag import STEDER
from sosialplan.tekster.koder.alle import ALLE
from sosialplan.views import maaltall, saksliste, stegtall
from sosialplan.views.fristrader import FIELDS
from sosialplan.views.tabellcelle import Felter

BRUK = Path(__file__).parent.parent / "docs" / "bruk"


def test_the_page_of_commands_says_what_is_declared(*, oppdater_gull: bool) -> None:
    assert_text_of(BRUK / "kommandoer.md", command_page(), oppdater_gull)


def test_each_command_stands_in_one_group() -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(COMMANDS)


# The codes, and the files


def test_the_page_of_codes_says_what_the_program_says(*, oppdater_gull: bool) -> None:
    page = code_page()
    assert_text_of(BRUK / "koder.md", page, oppdater_gull)
    told = re.findall(r"^### (\w+)$", page, re.MULTILINE)
    assert sorted(told) == sorted(each.code for each in ALLE)
    assert {each.code[0] for each in ALLE} == LETTERS.keys()
    assert not re.search(r"\{\w+\}", page)


def test_the_page_of_files_says_what_each_may_hold(*, oppdater_gull: bool) -> None:
    page = file_page()
    assert_text_of(BRUK / "filer.md", page, oppdater_gull)
    told = re.findall(r"^## (\S+)$", page, re.MULTILINE)
    assert told == [FOLDERS.get(each, each) for each in STEDER]
    assert len(FOLDERS) == sum(each.endswith("/") for each in STEDER)


# What the commands answer in JSON


@pytest.fixture(scope="module")
def svar(
    depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Form]]:
    beside = tmp_path_factory.mktemp("svar")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(beside)
        yield answers(Program(copied(depotets_skole, beside / "skolen")), beside)


def test_the_page_of_formats_says_what_is_answered(
    svar: Mapping[str, Form], *, oppdater_gull: bool
) -> None:
    page = BRUK / "formater.md"
    text = with_part(page.read_text("utf-8"), "formater", formats())
    assert_text_of(page, with_part(text, "svar", drawn(svar)), oppdater_gull)


def test_each_command_that_answers_in_json_is_asked() -> None:
    asked = {of(args) for runs in ASKED.values() for args in runs}
    assert asked == {name for name, words in FORMATS.items() if "json" in words}


def test_nothing_on_the_page_is_unexplained(svar: Mapping[str, Form]) -> None:
    assert list(unexplained(svar)) == []
    assert set(NOTES) <= set(svar)


def test_no_words_stand_for_a_key_that_is_gone(svar: Mapping[str, Form]) -> None:
    def places(path: str, form: Form) -> Iterator[str]:
        yield path
        for key, each in form.felt.items():
            yield from places(f"{path}.{key}", each)

    assert set(WORDS) <= {place for name, form in svar.items() for place in places(name, form)}


def test_the_page_explains_each_field_of_a_row() -> None:
    told = (BRUK / "formater.md").read_text("utf-8").partition("### Radene i `frister`")[2]
    rows = re.findall(r"^\| ([^|]+) \|", told, re.MULTILINE)
    assert sorted(name for row in rows[2:] for name in row.split(", ")) == sorted(FIELDS)


# The schemas of lists that other programs read

LISTS: Mapping[str, tuple[str, str, Felter, tuple[str, ...]]] = {
    "frister": ("frister", "frister", FIELDS, ("--status", "alle")),
    "saker": ("saker", "saker", saksliste.FIELDS, ("--alle",)),
    "statistikk-mal": ("statistikk mål", "mål", maaltall.FIELDS, ()),
    "statistikk-steg": ("statistikk steg", "steg", stegtall.FIELDS, ()),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_schema_that_is_published_is_that_of_the_answer(
    name: str, depotets_skole: Path, *, oppdater_gull: bool
) -> None:
    command, key, felter, more = LISTS[name]
    schema = json_schema(command, key, felter)
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    assert_text_of(BRUK / "svar" / f"{name}.json", text, oppdater_gull)
    program = Program(depotets_skole)
    judge = validator_for(schema)
    for words in (more, ("--ledelsen",)) if key == "mål" else (more,):
        answer = program.fine(*command.split(), *words, "--format", "json").json()
        assert [str(each) for each in judge.iter_errors(answer)] == []
        assert {tuple(row) for row in answer[key]} == {tuple(felter)}
        broken = {**answer, key: [{**answer[key][0], next(iter(felter)): None}]}
        assert not judge.is_valid(broken)


def test_every_list_has_its_schema() -> None:
    lists = {name for name, words in FORMATS.items() if "csv" in words}
    assert {command for command, *_ in LISTS.values()} == lists
