"""Where git fails, or lies: nothing that cannot be checked passes for checked, and the doctor sees it."""

import os
import shutil
import sys
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from program import Program, loosened
from sosialplan.git.beginning import look
from sosialplan.git.health import damaged_parts
from sosialplan.randomness import entry_id


def codes(program: Program, *args: str) -> list[str]:
    return [each["kode"] for each in program.run("sjekk", *args, "--format", "json").json()["funn"]]


def overwritten(program: Program, name: str, old: str = "", new: str = "") -> None:
    """Let what git calls ``name`` hold something else, whole and readable."""
    path = program.root / ".git" / "objects" / name[:2] / name[2:]
    kind, _, body = zlib.decompress(path.read_bytes()).partition(b"\0")
    body = body.replace(old.encode(), new.encode()) if old else body + b"\n"
    path.chmod(0o644)
    path.write_bytes(zlib.compress(kind.split(b" ")[0] + f" {len(body)}".encode() + b"\0" + body))


# Git's own files


def flipped(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 0x5A
    path.write_bytes(bytes(held))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def garbled(path: Path) -> None:
    path.write_bytes(bytes(range(7, 250)) * 2)


PARTS = [
    ("index", garbled), ("index", flipped), ("index", cut), ("index", emptied), ("config", garbled),
    ("packed-refs", garbled), ("packed-refs", cut), ("HEAD", garbled), ("HEAD", emptied),
]  # fmt: skip


@pytest.mark.parametrize(("part", "damage"), PARTS)
def test_a_damaged_file_of_gits_is_seen_mended_and_written_past(
    program: Program, sak: str, part: str, damage: Callable[[Path], None]
) -> None:
    program.git("pack-refs", "--all")
    before = program.git("rev-parse", "HEAD")
    damage(program.root / ".git" / part)
    told = program.run("sjekk")
    assert told.status == 1
    assert f"skadet i mappen .git: {part}." in told.out
    assert program.run("valider").status in ({0} if part == "index" else {3})
    if damage is not flipped:  # git does not look at the sum of its list, and writes it anew
        assert program.run("registrer", sak, "notat", "--notat", "x").status == 3
    mended = program.fine("sjekk", "--reparer")
    assert f".git/{part}.skadet" in mended.out
    assert program.git("rev-parse", "HEAD") == before
    assert program.git("status", "--porcelain") == ""
    assert codes(program) == []
    program.fine("registrer", sak, "notat", "--notat", "x")


@pytest.mark.parametrize("part", ["HEAD", "packed-refs"])
def test_a_part_that_cannot_be_made_anew_is_left_as_it_was(program: Program, part: str) -> None:
    """Neither of two branches is the usual one, and git remembers nothing."""
    program.git("branch", "en")
    program.git("branch", "-m", "main", "to")
    program.git("pack-refs", "--all")
    (program.root / ".git" / "logs").rename(program.root.parent / "logger")
    garbled(program.root / ".git" / part)
    held = (program.root / ".git" / part).read_bytes()
    told = program.run("sjekk", "--reparer")
    assert (told.status, "D830" in told.out) == (1, True)
    assert "git clone ADRESSE" in told.out
    assert (program.root / ".git" / part).read_bytes() == held
    assert damaged_parts(program.root / ".git", program.root / ".git") == (part,)


@pytest.mark.parametrize("name", ["maintenance.lock", "info/commit-graph.lock"])
def test_a_lock_under_which_git_tidied_is_taken_away_when_it_is_left(
    program: Program, name: str
) -> None:
    lock = program.root / ".git" / "objects" / name
    lock.parent.mkdir(exist_ok=True)
    lock.touch()
    now = datetime.fromisoformat(program.now).timestamp()
    os.utime(lock, (now, now))
    assert codes(program) == []
    os.utime(lock, (now - 700, now - 700))
    assert codes(program) == ["D824"]
    program.fine("sjekk", "--reparer")
    assert (lock.exists(), codes(program)) == (False, [])


@pytest.mark.parametrize(("folder", "mended"), [("objects", False), ("refs", True)])
def test_a_folder_of_gits_that_is_gone_is_named_by_the_doctor(
    program: Program, sak: str, folder: str, mended: bool
) -> None:
    """What is advised where git sees no repository is to ask the doctor: who knows what is gone."""
    before = program.git("rev-parse", "HEAD")
    (program.root / ".git" / folder).rename(program.root / ".git" / "borte")
    assert "Se hva: sosialplan sjekk" in program.run("valider").err
    told = program.run("sjekk")
    assert (told.status, f"skadet i mappen .git: {folder}." in told.out) == (1, True)
    assert program.run("sjekk", "--reparer").status == (0 if mended else 1)
    if mended:
        assert program.git("rev-parse", "HEAD") == before
        program.fine("registrer", sak, "notat", "--notat", "x")


def test_a_head_that_leads_nowhere_is_no_new_history(program: Program, sak: str) -> None:
    (program.root / ".git" / "HEAD").write_text("ref: refs/heads/borte\n", encoding="utf-8")
    for args in (("valider",), ("logg", "--kontroller"), ("vis", sak, "--per", "2026-11-23")):
        result = program.run(*args)
        assert result.status == 3, args
        assert "borte eller skadet" in result.err
        assert "ingen historikk" not in result.err
    program.git("switch", "--quiet", "main")
    assert program.run("valider").status == 0


def test_a_branch_that_a_power_cut_emptied_is_no_new_history(program: Program) -> None:
    emptied(program.root / ".git" / "refs" / "heads" / "main")
    result = program.run("valider")
    assert (result.status, "borte eller skadet" in result.err) == (3, True)


@pytest.mark.parametrize("damage", [emptied, garbled])
def test_a_branch_that_was_emptied_is_named_as_the_cause_and_stands_again(
    program: Program, sak: str, damage: Callable[[Path], None]
) -> None:
    before = program.git("rev-parse", "HEAD")
    branch = program.root / ".git" / "refs" / "heads" / "main"
    damage(branch)
    for args in (("registrer", sak, "notat", "--notat", "x"), ("synk",)):
        result = program.run(*args)
        assert result.status == 3, args
        assert "Lagre" not in result.err, args
        assert "sosialplan sjekk" in result.err, args
    assert "refs/heads/main" in program.run("sjekk").out
    assert "står igjen der den sto sist" in program.fine("sjekk", "--reparer").out
    assert program.git("rev-parse", "HEAD") == before
    program.fine("registrer", sak, "notat", "--notat", "x")


def test_a_branch_of_which_git_remembers_nothing_is_left_as_it_was(program: Program) -> None:
    (program.root / ".git" / "logs").rename(program.root.parent / "logger")
    branch = program.root / ".git" / "refs" / "heads" / "main"
    garbled(branch)
    held = branch.read_bytes()
    assert program.run("sjekk", "--reparer").status == 1
    assert branch.read_bytes() == held


def test_a_folder_without_git_and_one_just_begun_have_none_yet(program: Program) -> None:
    (program.root / ".git").rename(program.root.parent / "git-borte")
    assert not look(program.root).there
    assert "ingen historikk i git" in program.run("valider").err
    program.git("init", "--quiet")
    assert (look(program.root).there, look(program.root).begun) == (True, False)


# Git that says no


def instead_of_git(program: Program, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = program.root.parent / "program" / "git"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(path.parent), prepend=":")


FAILING = (
    ("echo 'fatal: detected dubious ownership in repository' >&2; exit 128", "eies av en annen bruker"),
    ("echo 'fatal: sha1 file .git/index.lock write error. Out of diskspace' >&2; exit 128", "Disken er full"),
    ("kill -9 $$", "git"),
    ("exit 1", "git"),
    ("echo 'fatal: bad config line 3 in file .git/config' >&2; exit 128", "innstilling i git kan ikke leses"),
    ("echo 'fatal: bad object HEAD' >&2; exit 128", "Historikken i git er skadet"),
    ("echo 'error: unknown option' >&2; exit 129", "git"),
)  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for git")
@pytest.mark.parametrize(("script", "words"), FAILING)
@pytest.mark.parametrize("args", [("valider",), ("logg",), ("logg", "--kontroller")], ids=" ".join)
def test_a_check_that_cannot_be_made_fails_and_says_why(
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
    script: str,
    words: str,
) -> None:
    instead_of_git(program, script, monkeypatch)
    result = program.run(*args)
    assert result.status == 3
    assert words in result.err
    assert "ingen historikk" not in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for git")
def test_too_old_a_git_is_named_and_asked_nothing_more(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead_of_git(
        program,
        'case "$*" in *version*) echo "git version 2.20.1";; *) exit 129;; esac',
        monkeypatch,
    )
    assert codes(program) == ["D802"]
    result = program.run("logg")
    assert (result.status, "Git er for gammel" in result.err) == (3, True)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for git")
def test_an_answer_that_is_not_gits_is_told_with_its_place_and_not_what_it_held(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.which("git")
    answered = (
        f'case "$*" in *"config --list"*) echo Oppdiktet Hemmelig;; *) exec {real} "$@";; esac'
    )
    instead_of_git(program, answered, monkeypatch)
    result = program.run("sikkerhetskopi", str(program.root.parent / "kopi.bundle"))
    assert (result.status, result.out) == (3, "")
    assert "Git svarte noe som programmet ikke forstår (ValueError, git/settings.py:" in result.err
    assert "Hemmelig" not in result.err


# What git does not tell by itself


def test_content_overwritten_under_its_own_name_is_found(program: Program, sak: str) -> None:
    file = f"saker/2026/{sak}.yaml"
    blob = program.git("rev-parse", f"HEAD:{file}").strip()
    overwritten(program, blob, "slik det var", "slik det ikke var")
    told = program.run("logg", "--kontroller")
    assert told.status == 1
    assert (
        f"feil[T771] Noe som er lagret i historikken, er skadet eller byttet ut: {file}."
        in told.out
    )
    assert "D826" in codes(program)


@pytest.mark.parametrize("what", ["HEAD:saker", "HEAD:.gitattributes", "HEAD~1:plan/skole.yaml"])
def test_any_object_that_is_not_what_its_name_says_is_found(program: Program, what: str) -> None:
    loosened(program.root)
    overwritten(program, program.git("rev-parse", what).strip())
    assert program.run("logg", "--kontroller").status in {1, 3}
    assert "D826" in codes(program)


def test_an_object_that_is_gone_is_found(program: Program, sak: str) -> None:
    blob = program.git("rev-parse", f"HEAD~1:saker/2026/{sak}.yaml").strip()
    (program.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert program.run("logg", "--kontroller").status in {1, 3}
    assert "D826" in codes(program)


@pytest.mark.parametrize("kind", ["pack", "idx"])
def test_a_bit_of_a_pack_is_found(program: Program, kind: str) -> None:
    program.git("repack", "-adq")
    (path,) = (program.root / ".git" / "objects" / "pack").glob(f"*.{kind}")
    path.chmod(0o644)
    held = bytearray(path.read_bytes())
    held[len(held) // 2 if kind == "pack" else -30] ^= 1
    path.write_bytes(bytes(held))
    assert codes(program) == ["D826"]
    assert program.run("logg", "--kontroller").status in {1, 3}


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_a_file_that_git_does_not_look_at_is_named_and_the_advice_helps(
    program: Program, sak: str, flag: str
) -> None:
    file = f"saker/2026/{sak}.yaml"
    program.git("update-index", flag, "--", file)
    told = program.run("sjekk")
    assert told.status == 1
    assert f"feil[D832] Git er bedt om ikke å se etter endringer i: {file}." in told.out
    advice = next(line for line in told.out.splitlines() if "git update-index" in line)
    for command in advice.split("git update-index")[1:]:
        program.git("update-index", *command.removesuffix(" og ").split())
    assert codes(program) == []


@pytest.mark.parametrize(
    "name",
    ["refs/desktop.ini", "refs/heads/desktop.ini", "refs/heads/main (Oppdiktet sin konflikt)",
     "refs/heads/Icon\r", "refs/tags/Thumbs.db", "refs/.DS_Store", "refs/heads/main~", "refs/heads/.main.swp"],
)  # fmt: skip
def test_a_file_among_the_references_is_not_a_damaged_history(
    program: Program, sak: str, name: str
) -> None:
    path = program.root / ".git" / name
    path.write_bytes(b"[.ShellClassInfo]\r\n")
    assert codes(program) == ["D831"]
    program.fine("registrer", sak, "notat", "--notat", "x")
    assert program.run("logg", "--kontroller").status == 0
    path.unlink()
    assert codes(program) == []


def test_a_partial_clone_says_what_it_lacks(program: Program, tmp_path: Path) -> None:
    program.git("config", "uploadpack.allowFilter", "true")
    url = program.root.as_uri()
    program.git(
        "clone", "--quiet", "--no-checkout", "--filter=blob:none", url, str(tmp_path / "del")
    )
    part = Program(tmp_path / "del")
    part.git("checkout", "--quiet", "HEAD", "--", "plan")
    assert "D833" in codes(part)
    result = part.run("logg")
    assert result.status == 3
    assert "partial clone" in result.err
    assert "git fetch --refetch --no-filter" in result.err
    part.git("fetch", "--quiet", "--refetch", "--no-filter")
    assert part.run("logg").status == 0
    assert "D833" not in codes(part)


# Two folders of one history on one machine


def test_what_is_saved_in_one_folder_is_not_gone_from_the_other(
    program: Program, sak: str, tmp_path: Path
) -> None:
    program.git("clone", "--quiet", program.root.as_uri(), str(tmp_path / "andre"))
    other = Program(tmp_path / "andre", new_id=entry_id)
    program.fine("registrer", sak, "notat", "--notat", "x")
    for each in (program, other, program, other):
        assert each.run("logg", "--kontroller").status == 0


def test_a_folder_that_was_moved_is_held_against_what_was_seen_before(
    program: Program, sak: str
) -> None:
    program.fine("registrer", sak, "notat", "--notat", "x")
    assert program.run("logg", "--kontroller").status == 0
    moved = Program(program.root.rename(program.root.parent / "flyttet"), new_id=entry_id)
    moved.git("reset", "--quiet", "--hard", "HEAD~1")
    (moved.root / ".git" / "logs").rename(moved.root.parent / "logger")
    told = moved.run("logg", "--kontroller")
    assert (told.status, "T731" in told.out) == (1, True)
