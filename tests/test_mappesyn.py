"""One look at what lies in the folder: nothing of ours is unread, unsaved or hidden without a word."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from program import Program, copied
from sosialplan.files.oversyn import entries
from sosialplan.files.planmappe import DEEPEST, Planmappe
from sosialplan.model.filslag import STEDER
from sosialplan.model.mappe import Read
from sosialplan.model.mappeinnhold import FILER, MAPPER, Oppfoering, Oppfoeringsslag
from sosialplan.model.moeter import Moetebok
from sosialplan.rules.checks.file_checks import check_files, is_foreign
from sosialplan.rules.checks.record_checks import without_copies
from sosialplan.rules.kontrolltegn import with_check

SAK = "2026-8G2R1"
NEW = with_check(2026, "WZ8C")
LISTS = (("saker",), ("frister",), ("valider",), ("sjekk",), ("lagre",))

UNREAD = (
    "saker/2026/{sak}.yml", "saker/2026/{sak}.YAML", "saker/2026/{sak}.Yaml", "saker/2026/{sak}.YML",
    "saker/2026/{sak}.yaml.txt", "saker/2026/{sak}.yml.txt", "saker/2026/{sak}.yaml.bak",
    "saker/2026/{sak}.yaml~", "saker/2026/{sak}.yaml.orig", "saker/2026/{sak}.yaml (1)",
    "saker/2026/{sak}.txt", "saker/2026/{sak}", "saker/2026/{sak}.json", "saker/{sak}.yml",
    "fravaer/2026-2027/8C.yml", "fravaer/2026-2027/8C.yaml.txt", "moter/2026-2027/r-team.YAML",
    "plan/skole.yml", "plan/skoleruter/2027-2028.yml", "plan/handlingskjeder/ny.yaml.txt",
)  # fmt: skip
"""Handwritten, and saved as something that is not read."""
NOT_IN_THE_PLAN = (
    "plan/skole-KONTOR-PC.yaml", "plan/skole (1).yaml", "plan/Skole.yaml", "plan/hjemler - Kopi.yaml",
    "plan/valg.sync-conflict-20261120-101010-ABCDEFG.yaml", "plan/innstillinger.yaml",
    "plan/Kopi av moter.yaml", "plan/gammelt/skole.yaml",
)  # fmt: skip
ON_THE_FLOOR = (
    "Saker/2026/{sak}.yaml", "saker (1)/2026/{sak}.yaml", "saker - Kopi/2026/{sak}.yaml",
    "møter/2026-2027/r-team.yaml", "fravær/2026-2027/8A.yaml", "Kopi av saker/x.yaml", "sak/x.yaml",
    "Plan/skole.yaml", "{sak}.yaml", "{sak}.yml", "saker_conflict-20261120/x.yaml",
)  # fmt: skip
COPIES = (
    "{sak}-KONTOR-PC.yaml", "{sak}-KONTOR-PC-2.yaml", "{sak} (1).yaml", "{sak} - Kopi.yaml",
    "{sak} - Copy.yaml", "{sak} - Kopi (2).yaml", "Kopi av {sak}.yaml", "Copy of {sak}.yaml",
    "{sak} (Kari sin konfliktkopi 2026-11-20).yaml", "{sak} (conflicted copy 2026-11-20 101010).yaml",
    "{sak}_conflict-20261120-101010.yaml", "{sak}.sync-conflict-20261120-101010-ABCDEFG.yaml",
    "{sak} 2.yaml", "{sak} kopi.yaml", "{sak} copy.yaml", "{lav}.yaml", "../{sak}.yaml",
    "../2025/{sak}.yaml", "gammel/{sak}.yaml", "AAA.yaml",
)  # fmt: skip
"""How OneDrive, Dropbox, Nextcloud, Syncthing, Google Drive, Windows, macOS and people name a copy."""
FOREIGN = (
    "Oppdiktet Elev Sol.docx", "Bekymring.doc", "~$ppdiktet Elev Sol.docx", ".~lock.referat.odt#",
    "Thumbs.db", ".DS_Store", "desktop.ini", "skann.pdf", "bilde.jpg", "liste.xlsx", ".2026-8G2R1.yaml.swp",
    "._2026-8G2R1.yaml", "~$2026-8G2R1.yaml", "notater.txt", "snarvei.lnk", "e-post.msg", "ingenendelse",
)  # fmt: skip


def _put(school: Program, file: str, source: Path | None = None) -> Path:
    path = school.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(source.read_bytes() if source else b"x: 1\n")
    return path


def _all_told(school: Program, code: str, *words: str) -> None:
    """Every list, ``valider``, ``sjekk`` and ``lagre`` tell of it, and none says that all is well."""
    for command in LISTS:
        answer = school.run(*command)
        told = answer.out + answer.err
        assert f"[{code}]" in told, command
        assert all(word in told for word in words), (command, told)
        assert "Alt er i orden" not in told
        assert "Ingenting er endret siden sist" not in told or code == "F123"


# Files that are not read


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_with_the_wrong_ending_is_told_of_by_all(name: str, depotets_skole: Path) -> None:
    there = Oppfoering(name.format(sak=SAK), Oppfoeringsslag.FIL)
    (found,) = check_files([there], DEEPEST)
    assert found.code == ("F127" if "/" not in there.fil else "F121")
    assert found.values["navn"].endswith(".yaml")
    assert not is_foreign(there.fil)
    assert depotets_skole.is_dir()


@pytest.mark.parametrize("name", NOT_IN_THE_PLAN)
def test_a_file_that_the_plan_does_not_have_is_told_of(name: str) -> None:
    (found,) = check_files([Oppfoering(name, Oppfoeringsslag.FIL)], DEEPEST)
    assert found.code == "F125"


@pytest.mark.parametrize("name", ON_THE_FLOOR)
def test_what_lies_beside_the_planmappes_own_folders_is_told_of(name: str, tmp_path: Path) -> None:
    path = tmp_path / name.format(sak=SAK)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x: 1\n", encoding="utf-8")
    assert [each.code for each in check_files(entries(Planmappe(tmp_path)), DEEPEST)] == ["F127"]


INSIDE = (
    "plan/README.md", "saker/.gitkeep", "plan/skjema/sak.schema.json", "maler/logo.png", "plan/logo.jpg",
    "maler/deler/topp.md.j2", "maler/stil.typ", "saker/2026/2026-8G2R1.yaml",
)  # fmt: skip


def test_what_is_the_schools_own_business_is_not_told_of() -> None:
    names = ("README.md", "docs", "planlegging", "ut", "notat.docx", "maleri", "sakspapirer.pdf")
    floor = [Oppfoering(each, Oppfoeringsslag.MAPPE) for each in names]
    inside = [Oppfoering(each, Oppfoeringsslag.FIL) for each in (*INSIDE, *FILER)]
    assert list(check_files([*floor, *inside], DEEPEST)) == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("core.bare", "true"), ("core.bare", "1"), ("core.BARE", "Yes"), ("core.worktree", "../saker"),
    ],
)  # fmt: skip
def test_a_git_that_has_its_files_elsewhere_is_told_of(
    skolen: Program, setting: str, value: str
) -> None:
    skolen.git("config", setting, value)
    for command in (("saker",), ("frister",), ("valider",)):
        answer = skolen.run(*command)
        assert (
            f"[F136] Git er satt til å ha filene et annet sted enn her, eller ikke å ha noen ({setting.lower()})"
            in (answer.out + answer.err)
        ), command


def test_the_settings_that_git_itself_writes_are_not_told_of(skolen: Program) -> None:
    skolen.git("config", "core.bare", "false")
    skolen.git("config", "extensions.worktreeConfig", "false")
    skolen.git("config", "annet.bare", "true")
    skolen.git("config", "core.worktree", skolen.root.as_posix())
    assert "F136" not in skolen.run("valider").out


def test_the_paths_are_those_of_the_kinds() -> None:
    assert set(STEDER) == {*FILER, *MAPPER}


def test_a_case_saved_as_yml_is_told_of_by_all_and_saved_by_none(skolen: Program) -> None:
    _put(skolen, "saker/2026/2026-WZ8C9.yml", skolen.case(SAK))
    _all_told(skolen, "F121", "2026-WZ8C9")
    assert "WZ8C9" not in skolen.git("ls-files")
    (skolen.root / "saker/2026/2026-WZ8C9.yml").unlink()
    assert skolen.run("lagre").status == 0


def test_its_cure_followed_literally_mends_it(skolen: Program) -> None:
    path = _put(skolen, "saker/2026/2026-WZ8C9.yaml.txt", skolen.case(SAK))
    text = path.read_text(encoding="utf-8").replace(SAK, "2026-WZ8C9")
    path.write_text(text, encoding="utf-8")
    path.rename(path.with_name("2026-WZ8C9.yaml"))
    assert "F121" not in skolen.run("saker").err
    assert "2026-WZ8C9" in skolen.run("saker").out


# Copies


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_of_a_case_counts_once_and_is_told_of(name: str, skolen: Program) -> None:
    before = skolen.fine("frister").out
    _put(skolen, f"saker/2026/{name.format(sak=SAK, lav=SAK.lower())}", skolen.case(SAK))
    answer = skolen.run("frister")
    assert answer.out == before
    assert "[F122] To filer sier at de er sak 2026-8G2R1. saker/2026/2026-8G2R1.yaml" in answer.err
    assert answer.status == 1


def test_a_copy_is_not_saved_and_does_not_stop_the_pen(skolen: Program) -> None:
    figures = skolen.run("statistikk", "mål", "--ledelsen").out
    copy = _put(skolen, f"saker/2026/{SAK}-KONTOR-PC.yaml", skolen.case(SAK))
    assert skolen.run("statistikk", "mål", "--ledelsen").out == figures
    skolen.fine("registrer", SAK, "notat", "--notat", "Oppdiktet", "--av", "rektor")
    other = skolen.root / "fravaer" / "2026-2027" / "10A.yaml"
    other.write_text("skoleår: 2026-2027\nklasse: 10A\n", encoding="utf-8")
    answer = skolen.run("lagre")
    assert (answer.status, "Resten er lagret." in answer.err) == (1, True)
    assert "10A.yaml er lagret" in answer.out
    assert "KONTOR" not in skolen.git("ls-files")
    copy.unlink()
    assert skolen.run("saker").status == 0


def test_a_copy_of_a_class_and_of_minutes_counts_once(skolen: Program) -> None:
    for folder in ("fravaer", "moter"):
        source = next((skolen.root / folder).rglob("*.yaml"))
        before = skolen.run("frister", "--status", "alle").out
        copy = _put(
            skolen, f"{source.relative_to(skolen.root).parent}/Kopi av {source.name}", source
        )
        after = skolen.run("frister", "--status", "alle")
        assert after.out == before
        assert "F122" in after.err, folder
        copy.unlink()


def test_a_copy_of_a_chain_and_of_a_calendar_counts_once(skolen: Program) -> None:
    for file in ("plan/handlingskjeder/bekymring.yaml", "plan/skoleruter/2026-2027.yaml"):
        before = skolen.run("kjeder").out
        copy = _put(skolen, file.replace(".yaml", " (1).yaml"), skolen.root / file)
        assert "F122" in skolen.run("valider").out, file
        assert skolen.run("kjeder").out == before
        copy.unlink()


def test_books_with_nothing_in_them_are_no_copies() -> None:
    books = [Read(f"moter/2026-2027/{n}.yaml", Moetebok(skoleaar="2026-2027")) for n in "ab"]
    assert without_copies(books) == (tuple(books), ())


# What is not ours


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_that_is_not_ours_is_never_saved_and_its_name_not_told(
    name: str, skolen: Program
) -> None:
    _put(skolen, f"saker/2026/{name}")
    answer = skolen.run("lagre")
    assert answer.status == 0
    assert "saker/2026:1:1: merknad[F123]" in answer.err
    assert name not in skolen.git("ls-files")
    told = answer.out + answer.err + skolen.run("saker").err + skolen.run("sjekk").out
    assert name in {"Thumbs.db", ".DS_Store", "desktop.ini"} or name not in told
    assert skolen.run("saker").status == 0


def test_what_is_not_ours_and_was_saved_once_can_go(skolen: Program) -> None:
    path = _put(skolen, "saker/2026/notat.docx")
    skolen.git("add", "--all")
    skolen.git("commit", "--quiet", "--message", "x")
    path.unlink()
    assert skolen.run("lagre").status == 0
    assert "notat.docx" not in skolen.git("ls-files")


# What git leaves out


@pytest.mark.parametrize("where", [".gitignore", ".git/info/exclude", "saker/.gitignore", "eget"])
def test_what_git_leaves_out_is_told_of_with_its_line_and_saved(
    where: str, skolen: Program, tmp_path: Path
) -> None:
    path = tmp_path / "ignorer" if where == "eget" else skolen.root / where
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if where == "eget":
        skolen.git("config", "core.excludesFile", str(path))
    path.write_text(f"{old}{NEW[:7]}*\n", encoding="utf-8")
    case = _put(skolen, f"saker/2026/{NEW}.yaml", skolen.case(SAK))
    text = case.read_text(encoding="utf-8").replace(SAK, NEW)
    case.write_text(text, encoding="utf-8")
    line = old.count("\n") + 1
    for command in ("saker", "valider", "sjekk"):
        answer = skolen.run(command)
        assert f":{line}" in (answer.out + answer.err), command
        assert "F131" in answer.out + answer.err, command
        assert answer.status == 1
    skolen.run("sjekk", "--godta")
    assert f"{NEW}.yaml er lagret" in skolen.run("lagre").out
    assert NEW in skolen.git("ls-files")
    assert "F131" not in skolen.run("saker").err


def test_a_rule_that_leaves_our_files_out_is_told_of_before_it_does(skolen: Program) -> None:
    (skolen.root / ".git" / "info" / "exclude").write_text("*.yaml\n", encoding="utf-8")
    for command in ("valider", "sjekk", "lagre"):
        answer = skolen.run(command)
        assert (answer.out + answer.err).count("[F135]") == 1
    made = skolen.fine(
        "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev Ny", "--klasse", "8A",
        "--oppdaget", "2026-11-20",
    )  # fmt: skip
    assert "Lagret." in made.out
    assert skolen.git("status", "--porcelain", "--ignored") == ""


# What the checkout hides


def test_a_part_of_what_is_saved_is_not_taken_for_all(skolen: Program) -> None:
    skolen.git("update-index", "--refresh")
    skolen.git("sparse-checkout", "set", "--no-cone", "/*", "!/saker/")
    _all_told(skolen, "F132", "filer er ikke lagt ut her")
    skolen.git("sparse-checkout", "disable")
    assert skolen.run("saker").status == 0


def test_a_repository_inside_is_told_of_and_not_saved(skolen: Program) -> None:
    inner = skolen.root / "saker" / "2027"
    inner.mkdir()
    skolen.git("init", "--quiet", str(inner))
    shutil.copy(skolen.case(SAK), inner / f"{SAK}.yaml")
    _all_told(skolen, "F124", "saker/2027")
    assert "160000" not in skolen.git("ls-files", "--stage")


def test_a_submodule_that_is_not_laid_out_is_told_of(skolen: Program) -> None:
    (skolen.root / ".gitmodules").write_text('[submodule "x"]\n\tpath = saker/2025\n', "utf-8")
    (skolen.root / "saker" / "2025").mkdir()
    assert "saker/2025:1:1: feil[F124]" in skolen.run("saker").err


def test_a_partial_clone_is_told_of_and_its_cure_holds(skolen: Program, tmp_path: Path) -> None:
    source, target = skolen.root, tmp_path / "delvis"
    skolen.git("config", "uploadpack.allowFilter", "true")
    skolen.git("clone", "--quiet", "--filter=blob:none", f"file://{source}", str(target))
    part = Program(target)
    part.git("config", "user.name", "Oppdiktet Ansatt")
    for command in ("saker", "valider", "sjekk"):
        answer = part.run(command)
        assert "F133" in answer.out + answer.err
    part.git("fetch", "--quiet", "--refetch", "--no-filter")
    part.git("config", "--unset", "remote.origin.promisor")
    assert "F133" not in part.run("saker").err


def test_a_folder_inside_another_repository_is_told_of(skolen: Program) -> None:
    (skolen.root.parent / ".git").mkdir()
    for command in ("saker", "valider", "sjekk", "lagre"):
        answer = skolen.run(command)
        assert "F134" in answer.out + answer.err, command
        assert answer.status == 0
    new = skolen.root.parent / "ny"
    made = Program(skolen.root.parent).run("start", str(new), "--skole", "Oppdiktet skole")
    assert "F134" in made.out + made.err


# Odd folders


@pytest.fixture
def deep(skolen: Program) -> Iterator[Program]:
    """A school with two thousand folders inside each other, too deep for the tests' own clearing away."""
    at = Path.cwd()
    os.chdir(skolen.root / "saker")
    try:
        for _ in range(2000):
            Path("d").mkdir()
            os.chdir("d")
        yield skolen
    finally:
        os.chdir(skolen.root / "saker")
        depth = 0
        while Path("d").is_dir():
            os.chdir("d")
            depth += 1
        for _ in range(depth):
            os.chdir("..")
            Path("d").rmdir()
        os.chdir(at)


def test_two_thousand_folders_inside_each_other_are_told_of(deep: Program) -> None:
    for command in ("saker", "frister"):
        answer = deep.run(command)
        assert "saker/d/d/d/d/d/d:1:1: feil[F126]" in answer.out + answer.err
        assert answer.status == 1
    assert deep.run("sjekk").status in {1, 3}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_folder_that_cannot_be_looked_into_is_told_of(tmp_path: Path) -> None:
    from problem_examples import without_the_power_to_read_all  # noqa: PLC0415 - only here

    closed = tmp_path / "saker" / "2026"
    closed.mkdir(parents=True)
    closed.chmod(0)
    with without_the_power_to_read_all():
        found = [each.code for each in check_files(entries(Planmappe(tmp_path)), DEEPEST)]
        assert list(Planmappe(tmp_path).files("saker")) == []
    closed.chmod(0o700)
    assert found == ["F106"]


def test_the_floor_itself_as_a_link_is_told_of(skolen: Program) -> None:
    (skolen.root / "saker").rename(skolen.root.parent / "borte")
    (skolen.root / "saker").symlink_to(skolen.root.parent / "borte")
    assert "saker:1:1: feil[F108]" in skolen.run("saker").err


def test_a_clean_school_hears_nothing(depotets_skole: Path, tmp_path: Path) -> None:
    school = Program(copied(depotets_skole, tmp_path / "ren"))
    assert "[F1" not in school.run("saker").err
    assert "[F1" not in school.fine("sjekk").out
