"""The first tutorial is real: run from its first line to its last in one folder, with what it says that is answered."""

import re
import shlex
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest

from golden import assert_text_of
from sosialplan.cli.main import main
from sosialplan.cli.world import World
from sosialplan.git.program import tell
from sosialplan.output.terminal import Terminal

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "bruk" / "foerste-sak.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>.*)\n(?P<answer>(?:(?!```).*\n)*)```")
LEFT_OUT = "…"
"""A line of its own: here the answer is longer than the page shows."""
DAY = re.compile(r"--i-dag (\S+)")


class Leser:
    """One who types what the page says, line by line, on the day that each line tells."""

    def __init__(self, beside: Path) -> None:
        self.folder = beside
        self.typed: list[tuple[str, int]] = []
        self._ids = iter(range(1, 1000))

    def types(self, command: str) -> str:
        """Return what is answered to a line of the page; ``cd`` moves the reader."""
        program, *words = shlex.split(command)
        if program == "cd":
            self.folder /= words[0]
            tell(self.folder, "config", "user.name", "Oppdiktet Kontaktlærer Berg")
            return ""
        assert program == "sosialplan", command
        day = DAY.search(command)
        now = datetime.fromisoformat(f"{day[1] if day else '2026-11-23'}T10:00+01:00")
        out = StringIO()
        world = World(
            Terminal(out, out, interactive=False),
            lambda: now,
            new_id=lambda: f"t{next(self._ids):07}",
            four_characters=lambda _: "S01K",
            commit_dates=True,
            marks=self.folder.parent / "merker",
        )
        self.typed.append((command, main(words, world)))
        return out.getvalue()


def as_shown(shown: str, answer: str) -> str:
    """Return the answer with what a page leaves out of it left out, where the page shows the rest as it is."""
    head, cut, tail = f"\n{shown}".partition(f"\n{LEFT_OUT}\n")
    if cut and f"\n{answer}".startswith(head) and answer.endswith(tail):
        return shown
    return answer


@pytest.fixture(scope="module")
def lest(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[str, str, Leser]:
    """The page as it stands, the page as the program answers, and who read it."""
    leser = Leser(tmp_path_factory.mktemp("laer"))

    def replayed(block: re.Match[str]) -> str:
        with pytest.MonkeyPatch.context() as here:
            here.chdir(leser.folder)
            answer = "".join(
                f"{line.rstrip()}\n" for line in leser.types(block["command"]).splitlines()
            )
        return f"```console\n$ {block['command']}\n{as_shown(block['answer'], answer)}```"

    text = PAGE.read_text(encoding="utf-8")
    return text, BLOCK.sub(replayed, text), leser


def test_the_first_tutorial_is_what_happens(
    lest: tuple[str, str, Leser], *, oppdater_gull: bool
) -> None:
    text, real, _ = lest
    if oppdater_gull:
        PAGE.write_text(real, encoding="utf-8", newline="\n")
    assert real == text or oppdater_gull


def test_every_line_that_is_shown_is_run_and_one_is_refused_as_the_page_says(
    lest: tuple[str, str, Leser],
) -> None:
    text, _, leser = lest
    shown = re.findall(r"^\$ (sosialplan .*)$", text, re.MULTILINE)
    assert [command for command, _ in leser.typed] == shown
    assert len(shown) + 1 == text.count("```console") > 10
    refused = [command.split()[3] for command, status in leser.typed if status != 0]
    assert refused == ["utlever"]


def test_the_case_of_the_tutorial_ends_closed_and_sent(lest: tuple[str, str, Leser]) -> None:
    *_, leser = lest
    (case,) = (leser.folder / "saker" / "2026").glob("*S01K*.yaml")
    text = case.read_text(encoding="utf-8")
    assert "steg: avsluttet" in text
    assert "steg: plan-sendt" in text
    assert list((leser.folder / "ut").glob("*S01K*.pdf"))


def test_the_wheel_of_the_documentation_is_the_one_that_is_drawn(
    lest: tuple[str, str, Leser], *, oppdater_gull: bool
) -> None:
    drawn = (lest[-1].folder / "ut" / "aarshjul.svg").read_text(encoding="utf-8")
    assert_text_of(DOCS / "bilder" / "aarshjul.svg", drawn, oppdater_gull)


@pytest.mark.parametrize(
    ("shown", "answer", "same"),
    [
        ("a\n…\n", "a\nb\n", True),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\nd\n", "a\nb\nc\n", False),
        ("b\n…\n", "a\nb\n", False),
        ("a …\n", "a …\nb\n", False),
        ("a\n", "a\n", True),
        ("", "a\n", False),
    ],
)
def test_what_a_page_leaves_out_is_said_on_a_line_of_its_own(
    shown: str, answer: str, same: bool
) -> None:
    assert (as_shown(shown, answer) == shown) is same
