"""The pages that are written from the code: every command, and what each answers in JSON."""

from pathlib import Path

from golden import assert_text_of
from kommandosiden import GROUPS, command_page
from sosialplan.cli.app import COMMANDS

BRUK = Path(__file__).parent.parent / "docs" / "bruk"


def test_the_page_of_commands_says_what_is_declared(*, oppdater_gull: bool) -> None:
    assert_text_of(BRUK / "kommandoer.md", command_page(), oppdater_gull)


def test_each_command_stands_in_one_group() -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(COMMANDS)
