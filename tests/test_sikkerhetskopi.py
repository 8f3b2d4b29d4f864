"""A backup is whole, read back and never in the way; a folder from it is as the one it was made of."""

import os
import shutil
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from gitprogram import ask, tell
from program import Program, copied
from sosialplan.files.disk import Disk
from sosialplan.git.bundles import branch_of, names_in
from sosialplan.git.hooks import is_own_hook
from sosialplan.model.failure import ExpectedFailure
from svikt import Counted, Killed, dying

SAK = "2026-YHP9E"


@pytest.fixture
def skole(depotets_skole: Path, tmp_path: Path) -> Program:
    """A school with branches, tags, notes and what is put aside, and something that is not saved."""
    program = Program(copied(depotets_skole, tmp_path / "skolen"))
    program.run("sjekk", "--reparer")
    program.git("branch", "side/gren")
    program.git("tag", "-a", "-m", "Oppdiktet", "merke")
    program.git("notes", "add", "-m", "Oppdiktet notat")
    for number in (1, 2):
        with program.case(SAK).open("a", encoding="utf-8") as file:
            file.write(f"# lagt til side {number}\n")
        program.git("stash", "--quiet")
    return program


@pytest.fixture
def kopi(skole: Program, tmp_path: Path) -> Path:
    fil = tmp_path / "kopi.bundle"
    skole.fine("sikkerhetskopi", str(fil))
    return fil


def _names(root: Path) -> str:
    return tell(root, "for-each-ref", "--format=%(refname) %(objectname)").decode()


def _left(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if each.name.startswith(".sosialplan-")]


def test_all_that_is_saved_comes_back(skole: Program, kopi: Path, tmp_path: Path) -> None:
    result = skole.fine("gjenopprett", str(kopi), str(tmp_path / "igjen"))
    igjen = Program(tmp_path / "igjen")
    assert _names(igjen.root) == _names(skole.root)
    assert {"side/gren", "merke", "refs/notes/commits", "refs/stash"} <= {
        each for name in _names(igjen.root).split() for each in (name, name.split("/", 2)[-1])
    }
    assert igjen.git("status", "--porcelain") == ""
    assert igjen.git("symbolic-ref", "HEAD") == skole.git("symbolic-ref", "HEAD")
    assert "merge.sosialplan.driver" in igjen.git("config", "--local", "--list")
    assert is_own_hook(igjen.root / ".git" / "hooks" / "pre-commit")
    assert igjen.run("sjekk", "--format", "json").json()["funn"] == []
    assert igjen.run("vis", SAK).out == skole.run("vis", SAK).out
    assert igjen.run("logg", SAK).out == skole.run("logg", SAK).out
    assert igjen.run("logg", "--kontroller").status == skole.run("logg", "--kontroller").status
    assert "git remote add origin ADRESSE" in result.out
    igjen.fine("registrer", SAK, "notat", "--notat", "Oppdiktet")


def test_it_says_what_is_not_in_it(skole: Program, tmp_path: Path) -> None:
    with skole.case(SAK).open("a", encoding="utf-8") as file:
        file.write("# ikke lagret\n")
    (skole.root / "eget.oppdiktet").write_text("Oppdiktet", encoding="utf-8")
    (skole.root / "ut").mkdir(exist_ok=True)
    (skole.root / "ut" / "papir.pdf").write_text("Oppdiktet", encoding="utf-8")
    told = skole.fine("sikkerhetskopi", str(tmp_path / "kopi.bundle"))
    out = " ".join(told.out.split())
    assert "Endringer som ikke er lagret: filer 1." in out
    assert "Filer som aldri er lagret: 1." in out
    assert "Filer som git ikke tar med (ut/ og andre):" in out
    assert "Eldre endringer som er lagt til side (git stash): 1. Den siste er med." in out
    assert "Nøkler: de ligger utenfor mappen" in out
    assert "eget.oppdiktet" not in told.out + told.err
    if (tmp_path).stat().st_dev == skole.root.stat().st_dev:
        assert "samme disk" in told.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights of a file")
def test_the_file_is_its_owners_alone_from_the_first_byte(skole: Program, tmp_path: Path) -> None:
    seen: list[int] = []

    class Watched(Disk):
        def replace_new(self, source: Path, target: Path) -> None:
            seen.append(stat.S_IMODE(source.stat().st_mode))
            super().replace_new(source, target)

    skole.disk = Watched()
    kept = os.umask(0)
    try:
        skole.fine("sikkerhetskopi", str(tmp_path / "kopi.bundle"))
    finally:
        os.umask(kept)
    assert seen == [0o600]
    assert stat.S_IMODE((tmp_path / "kopi.bundle").stat().st_mode) == 0o600


def test_nothing_is_written_over_and_nothing_is_left(
    skole: Program, kopi: Path, tmp_path: Path
) -> None:
    held = kopi.read_bytes()
    for target in (kopi, tmp_path):
        refused = skole.run("sikkerhetskopi", str(target))
        assert refused.status == 3
        assert "finnes fra før" in refused.err
    link = tmp_path / "lenke.bundle"
    link.symlink_to(tmp_path / "ingenting")
    assert skole.run("sikkerhetskopi", str(link)).status == 3
    assert not (tmp_path / "ingenting").exists()
    for inside in ("kopi.bundle", ".git/kopi.bundle", "ut/../kopi.bundle"):
        (skole.root / "ut").mkdir(exist_ok=True)
        refused = skole.run("sikkerhetskopi", str(skole.root / inside))
        assert refused.status == 3
        assert "blir borte sammen med den" in refused.err
    assert "finnes ikke" in skole.run("sikkerhetskopi", str(tmp_path / "minnepinne" / "k")).err
    assert not (tmp_path / "minnepinne").exists()
    assert kopi.read_bytes() == held
    assert _left(tmp_path) == []


def test_one_that_comes_in_the_way_at_the_last_moment_is_kept(
    skole: Program, tmp_path: Path
) -> None:
    target = tmp_path / "kopi.bundle"

    class Late(Disk):
        def replace_new(self, source: Path, target: Path) -> None:
            target.write_text("en annens", encoding="utf-8")
            super().replace_new(source, target)

    skole.disk = Late()
    refused = skole.run("sikkerhetskopi", str(target))
    assert refused.status == 3
    assert target.read_text("utf-8") == "en annens"
    assert _left(tmp_path) == []


@pytest.mark.parametrize("step", range(1, 5))
def test_a_kill_leaves_no_file_that_looks_whole(skole: Program, tmp_path: Path, step: int) -> None:
    target = tmp_path / "kopi.bundle"
    skole.disk = dying(step)
    with suppress(Killed):
        skole.run("sikkerhetskopi", str(target))
    if target.exists() and target.stat().st_size:
        assert names_in(tmp_path, target)
    skole.disk = Disk()
    target.unlink(missing_ok=True)
    skole.fine("sikkerhetskopi", str(target))


def test_a_disk_that_says_no_leaves_nothing(skole: Program, tmp_path: Path) -> None:
    def full(_: int, what: str, path: Path) -> None:
        if what == "replace" and path.name == "kopi.bundle":
            raise OSError(28, "No space left on device")

    skole.disk = Counted(full)
    refused = skole.run("sikkerhetskopi", str(tmp_path / "kopi.bundle"))
    assert refused.status == 3
    assert "Disken er full" in refused.err
    assert [each.name for each in tmp_path.glob("*.bundle")] == []
    assert _left(tmp_path) == []


def test_what_is_not_the_whole_history_is_no_backup(skole: Program, tmp_path: Path) -> None:
    shallow = tmp_path / "grunn"
    tell(tmp_path, "clone", "--quiet", "--depth", "1", skole.root.as_uri(), str(shallow))
    refused = Program(shallow).run("sikkerhetskopi", str(tmp_path / "k"))
    assert refused.status == 3
    assert "git fetch --unshallow" in refused.err
    blob = skole.git("rev-parse", f"HEAD:saker/2026/{SAK}.yaml").strip()
    loose = skole.root / ".git" / "objects" / blob[:2] / blob[2:]
    if not loose.exists():
        for pack in (skole.root / ".git" / "objects" / "pack").glob("pack-*"):
            pack.chmod(0o600)
            pack.write_bytes(b"") if pack.suffix == ".pack" else None
    else:
        loose.unlink()
    assert skole.run("sikkerhetskopi", str(tmp_path / "k")).status in {3, 4} - {4}
    assert not (tmp_path / "k").exists()


def test_sjekk_tells_how_old_the_last_one_is(skole: Program, tmp_path: Path) -> None:
    skole.now = "2026-12-01T09:00+01:00"
    told = skole.run("sjekk")
    assert "merknad[D870] Det er ikke tatt noen sikkerhetskopi herfra" in told.out
    assert "Sikkerhetskopi: ingen er tatt herfra." in told.err
    skole.fine("sikkerhetskopi", str(tmp_path / "en.bundle"))
    told = skole.run("sjekk", "--format", "json").json()
    assert told["sikkerhetskopi"] == {"dag": "2026-12-01", "dager": 0}
    assert not {"D870", "D871"} & {each["kode"] for each in told["funn"]}
    skole.now = "2026-12-09T09:00+01:00"
    assert "(01.12.2026). Skolen har sagt høyst 7." in " ".join(skole.run("sjekk").out.split())
    skole.fine("sikkerhetskopi", str(tmp_path / "to.bundle"))
    assert "D871" not in skole.run("sjekk").out
    skole.now = "2026-12-02T09:00+01:00"
    assert "Sikkerhetskopi: ingen" in skole.run("sjekk").err, "one from a day ahead says nothing"
    assert "sosialplan-sikkerhetskopi" not in skole.git("status", "--porcelain", "--ignored")


@pytest.mark.parametrize("content", [b"", b"ikke en kopi", b"# v2 git bundle\n\n", b"\0" * 99])
def test_what_is_no_backup_is_not_laid_out(skole: Program, tmp_path: Path, content: bytes) -> None:
    fil = tmp_path / "fil"
    fil.write_bytes(content)
    refused = skole.run("gjenopprett", str(fil), str(tmp_path / "ny"))
    assert refused.status == 3
    assert not (tmp_path / "ny").exists()
    assert _left(tmp_path) == []


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_backup_that_is_cut_off_or_changed_is_not_laid_out(
    skole: Program, kopi: Path, tmp_path: Path, share: float
) -> None:
    whole = kopi.read_bytes()
    place = int(len(whole) * share)
    for content in (whole[:place], whole[:place] + b"XX" + whole[place + 2 :]):
        kopi.write_bytes(content)
        assert skole.run("gjenopprett", str(kopi), str(tmp_path / "ny")).status == 3
        assert not (tmp_path / "ny").exists()


def test_a_folder_with_content_is_let_be(skole: Program, kopi: Path, tmp_path: Path) -> None:
    (tmp_path / "ny").mkdir()
    (tmp_path / "ny" / "fil").write_text("min", encoding="utf-8")
    for place in ("ny", "ny/fil"):
        refused = skole.run("gjenopprett", str(kopi), str(tmp_path / place))
        assert refused.status == 3
        assert "har innhold fra før" in refused.err
    assert (tmp_path / "ny" / "fil").read_text("utf-8") == "min"
    (tmp_path / "tom").mkdir()
    skole.fine("gjenopprett", str(kopi), str(tmp_path / "tom"))
    assert skole.run("gjenopprett", str(tmp_path), str(tmp_path / "x")).status == 3


def _hostile(skole: Program, tmp_path: Path) -> Path:
    """A bundle by another's hand: links out, names that lead astray, a history that replaces another."""
    other = copied(skole.root, tmp_path / "fiendtlig")
    (other / "ut.yaml").symlink_to("/etc/passwd")
    with (other / ".gitattributes").open("a", encoding="utf-8") as file:
        file.write("*.yaml filter=ond diff=ond\n")
    tell(other, "add", "--all")
    tell(other, "-c", "core.hooksPath=/dev/null", "commit", "--quiet", "-m", "x")
    head = tell(other, "rev-parse", "HEAD").decode().strip()
    for name in ("refs/replace/" + head, "refs/bisect/bad", "refs/heads/-c", "refs/annet/sted"):
        tell(other, "update-ref", name, "HEAD~1")
    fil = tmp_path / "ond.bundle"
    tell(other, "bundle", "create", "--quiet", str(fil), "--all")
    return fil


@pytest.mark.skipif(sys.platform == "win32", reason="links are made otherwise there")
def test_a_hostile_backup_leads_nowhere(skole: Program, tmp_path: Path) -> None:
    fil = _hostile(skole, tmp_path)
    told = skole.run("gjenopprett", str(fil), str(tmp_path / "ny"))
    root = tmp_path / "ny"
    assert told.status in {0, 1}
    assert "Lenker i kopien er lagt ut som vanlige filer" in told.err
    assert "Navn i kopien som ikke er grener, merker eller notater, er utelatt: 3." in " ".join(
        told.err.split()
    )
    assert not (root / "ut.yaml").is_symlink()
    assert (root / "ut.yaml").read_text("utf-8") == "/etc/passwd"
    names = _names(root)
    assert "refs/replace" not in names
    assert "refs/bisect" not in names
    hooks = (root / ".git" / "hooks").glob("*")
    assert all(is_own_hook(each) for each in hooks if each.suffix != ".sample")
    assert "filter.ond" not in tell(root, "config", "--local", "--list").decode()
    assert Program(root).run("valider").status in {0, 1}


def test_names_that_git_would_not_make_are_not_believed(
    skole: Program, kopi: Path, tmp_path: Path
) -> None:
    whole = kopi.read_bytes()
    for odd in (b"refs/heads/../../x", b"refs/heads/a..b/x/z", b"refs/heads/side/gren\x01"):
        fil = tmp_path / "odd.bundle"
        fil.write_bytes(whole.replace(b"refs/heads/side/gren", odd, 1))
        assert skole.run("gjenopprett", str(fil), str(tmp_path / "ny")).status in {0, 3}
        if (tmp_path / "ny").exists():
            assert all(
                ask(tmp_path / "ny", "check-ref-format", line.split()[0]).status == 0
                for line in _names(tmp_path / "ny").splitlines()
            )
            shutil.rmtree(tmp_path / "ny")
    assert not (tmp_path / "x").exists()


def test_a_history_of_something_else_is_no_planmappe(skole: Program, tmp_path: Path) -> None:
    other = tmp_path / "annet"
    other.mkdir()
    tell(other, "init", "--quiet")
    tell(other, "commit", "--quiet", "--allow-empty", "-m", "x")
    tell(other, "bundle", "create", "--quiet", str(tmp_path / "b"), "--all")
    refused = skole.run("gjenopprett", str(tmp_path / "b"), str(tmp_path / "ny"))
    assert refused.status == 3
    assert "ingen plan/skole.yaml" in refused.err
    assert not (tmp_path / "ny").exists()


def test_the_usual_branch_of_those_at_head_is_worked_on() -> None:
    at = {"HEAD": "a", "refs/heads/z": "a", "refs/heads/b": "b", "refs/tags/t": "a"}
    assert branch_of(at) == "refs/heads/z"
    assert branch_of({**at, "refs/heads/main": "a"}) == "refs/heads/main"
    assert branch_of({**at, "HEAD": "x", "refs/heads/main": "c"}) == "refs/heads/main"
    assert branch_of({"HEAD": "a", "refs/tags/t": "a"}) is None


def test_a_file_that_is_no_bundle_is_said_to_be_none(tmp_path: Path) -> None:
    tell(tmp_path, "init", "--quiet", "r")
    (tmp_path / "f").write_bytes(b"x")
    with pytest.raises(ExpectedFailure):
        names_in(tmp_path / "r", tmp_path / "f")


def test_nothing_saved_is_nothing_to_keep(skole: Program, tmp_path: Path) -> None:
    root: Any = tmp_path / "ny"
    shutil.copytree(skole.root / "plan", root / "plan")
    tell(root, "init", "--quiet")
    refused = Program(root).run("sikkerhetskopi", str(tmp_path / "k"))
    assert refused.status == 3
    assert "Ingenting er lagret" in refused.err
