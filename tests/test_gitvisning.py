"""What git itself shows of a protected folder: text to those who read, and a line that says why to others.

Nothing of it is left on the disk: git keeps no plain text in its notes, its objects or the message of a commit.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from program import Program, everything_in
from sosialplan.cli.gitvisning import as_text
from sosialplan.files.noekkelring import BY_NAME
from sosialplan.vern.age import identity_of, new_pair
from sosialplan.vern.laas import Laas, sealed, without_keys
from test_vern import ASK, BJERK, RUD, Skole, leaks, rud, skole

__all__ = ["rud", "skole"]
TOLD = "En oppdiktet setning ingen skal se"
LATER = "Nok en oppdiktet setning"


@dataclass(frozen=True)
class Person:
    """One who uses git itself in a folder, with a key of their own or none."""

    root: Path
    noekkel: Path | None
    hos: Path

    def git(self, *args: str, editor: str = "true") -> str:
        env = {name: value for name, value in os.environ.items() if name != BY_NAME}
        places = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR")
        env |= dict.fromkeys(places, str(self.hos))
        env |= {"GIT_EDITOR": editor}
        env |= {BY_NAME: str(self.noekkel)} if self.noekkel else {}
        done = subprocess.run(  # noqa: S603 - git, as a person runs it
            [str(shutil.which("git")), "-C", str(self.root), *args],
            env=env, capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout.decode("utf-8")


def person(skole: Skole, program: Program, navn: str | None, hos: Path) -> Person:
    hos.mkdir()
    shutil.copyfile(Path.home() / ".gitconfig", hos / ".gitconfig")
    if navn is None:
        return Person(program.root, None, hos)
    key = hos / "nøkkel.txt"
    key.write_text(skole.noekler[navn].secret, encoding="utf-8")
    return Person(program.root, key, hos)


@pytest.fixture
def changed(rud: Program, skole: Skole) -> Program:
    """A folder whose newest commit, and what is not saved yet, are changes of the case."""
    rud.fine("registrer", skole.sak, "notat", "--notat", LATER)
    return rud


def unsaved(program: Program, skole: Skole) -> Path:
    """Let the case stand in the folder as it was one commit ago."""
    path = program.root / "saker" / skole.sak[:4] / f"{skole.sak}.yaml.age"
    name = path.relative_to(program.root).as_posix()
    program.git("restore", "--source=HEAD~1", "--", name)
    return path


SHOWN = (("show",), ("log", "-p"), ("diff", "HEAD~1", "HEAD"), ("diff",), ("diff", "--cached", "HEAD~1"))  # fmt: skip


def test_git_shows_text_to_those_who_read(changed: Program, skole: Skole, tmp_path: Path) -> None:
    unsaved(changed, skole)
    bjerk = person(skole, changed, BJERK, tmp_path / "bjerk")
    for args in SHOWN:
        shown = bjerk.git(*args)
        assert LATER in shown, args
        assert ("\n-" if args == ("diff",) else "\n+") in shown, args
        assert "Binary files" not in shown, args
    assert leaks(changed.root) == []
    assert changed.git("for-each-ref", "refs/notes") == ""


def test_what_git_lays_out_to_show_it_is_sealed_and_goes_away(
    changed: Program, skole: Skole, tmp_path: Path
) -> None:
    bjerk = person(skole, changed, BJERK, tmp_path / "bjerk")
    bjerk.git("config", "--global", "diff.sosialplan-vernet.cachetextconv", "true")
    before = set(everything_in(bjerk.hos))
    bjerk.git("log", "-p")
    bjerk.git("show")
    new = everything_in(bjerk.hos).keys() - before
    kept = {each for each in new if (bjerk.hos / each).is_file()}
    assert kept == {"sosialplan/merker/innsyn.jsonl"}, (
        "who looked is noted, and nothing else is kept"
    )
    assert changed.git("for-each-ref", "refs/notes") == ""
    assert leaks(changed.root) == []


@pytest.mark.parametrize(
    ("navn", "told"),
    [
        (None, "(vernet: Mappen er vernet, og du har ingen lesenøkkel på denne maskinen. Avtrykk "),
        (ASK, "(vernet: Du er ikke blant dem som kan lese den. Avtrykk "),
    ],
)
def test_to_others_git_says_that_it_is_sealed_and_shows_the_rest(
    navn: str | None, told: str, changed: Program, skole: Skole, tmp_path: Path
) -> None:
    unsaved(changed, skole)
    with (changed.root / "plan" / "skole.yaml").open("a", encoding="utf-8") as plan:
        plan.write("# en åpen linje\n")
    changed.git("add", "plan/skole.yaml")
    other = person(skole, changed, navn, tmp_path / "annen")
    for args in SHOWN:
        shown = other.git(*args)
        assert f"+{told}" in shown, args
        assert LATER not in shown, args
        assert TOLD not in shown, args
        assert ("+# en åpen linje" in shown) == ("--cached" in args)


def test_a_change_of_readers_alone_is_seen(rud: Program, skole: Skole, tmp_path: Path) -> None:
    rud.fine("tilgang", "gi", skole.sak, ASK, "--hvorfor", "Vikar", "--til", "2026-12-18")
    shown = person(skole, rud, BJERK, tmp_path / "bjerk").git("show", "--", "saker")
    changes = [each for each in shown.splitlines() if each.startswith(("-#", "+#"))]
    assert [each[:18] for each in changes] == ["-# kan leses av: n", "+# kan leses av: n"]
    assert len(changes[1].split()) == len(changes[0].split()) + 1


def test_a_commit_by_hand_leaves_no_text_in_gits_folder(
    changed: Program, skole: Skole, tmp_path: Path
) -> None:
    """``git commit -v`` has git write what it shows into the message that is being written."""
    rudi = person(skole, changed, RUD, tmp_path / "rudi")
    for extra, verbose in ((), "true"), (("-v",), "false"):
        rudi.git("config", "--global", "commit.verbose", verbose)
        unsaved(changed, skole)
        seen = tmp_path / f"sett-{verbose}"
        rudi.git("commit", "-a", *extra, editor=f'cp "$1" {seen}; echo Sak > "$1".ny; cat "$1" >> "$1".ny; mv "$1".ny "$1"; :')  # fmt: skip
        assert (LATER in seen.read_text("utf-8")) == bool(extra), "or the test tries nothing"
        assert rudi.git("log", "-1", "--format=%B").strip() == "Sak"
        assert leaks(changed.root) == []
        changed.git("reset", "--hard", "HEAD~1")


def test_a_clone_is_told_that_its_git_shows_nothing_and_gets_it_set(
    changed: Program, skole: Skole, tmp_path: Path
) -> None:
    changed.git("config", "--unset", "diff.sosialplan-vernet.textconv")
    told = changed.run("sjekk").out
    assert "D805" in told
    assert "diff.sosialplan-vernet.textconv" in told
    changed.fine("sjekk", "--reparer")
    assert LATER in person(skole, changed, BJERK, tmp_path / "bjerk").git("show")
    changed.git("config", "diff.sosialplan-vernet.textconv", "cat /etc/passwd")
    changed.git("config", "diff.sosialplan-vernet.cachetextconv", "true")
    assert "D805" in changed.run("sjekk").out
    changed.fine("registrer", skole.sak, "notat", "--notat", "x")
    assert LATER in person(skole, changed, BJERK, tmp_path / "igjen").git("log", "-p", "-2")
    assert changed.git("for-each-ref", "refs/notes") == ""


def test_what_lies_under_anothers_name_or_is_not_whole_is_a_line(tmp_path: Path) -> None:
    pair = new_pair()
    laas = Laas(lambda: [identity_of(pair.secret)])
    whole = sealed("saker/2026/2026-YHP9E.yaml", b"elev: {navn: Oppdiktet}\n", {"n1": pair.public})
    path = tmp_path / "abc_2026-YHP9E.yaml.age"
    path.write_bytes(whole)
    text = as_text(path, laas)
    assert text.splitlines() == [
        "# vernet: saker/2026/2026-YHP9E.yaml", "# kan leses av: n1", "elev: {navn: Oppdiktet}"
    ]  # fmt: skip
    other = tmp_path / "abc_2026-7KQ2M.yaml.age"
    other.write_bytes(whole)
    assert as_text(other, laas).startswith(
        "(vernet: Filen er vernet under et annet navn enn dette."
    )
    path.write_bytes(whole[:-3])
    assert as_text(path, laas).startswith("(vernet: Filen er vernet, men er ikke hel")
    path.write_bytes(sealed("saker/2026/2026-YHP9E.yaml", b"\xff", {"n1": pair.public}))
    assert as_text(path, laas).startswith("(vernet: ")
    path.write_bytes(b"elev: fra den gang mappen var \xc3\xa5pen\n")
    assert as_text(path, without_keys()) == "elev: fra den gang mappen var åpen\n"
    assert as_text(tmp_path / "borte.age", laas) == "(vernet: innholdet kan ikke leses)"
