"""Finished documents: never saved by git, told of when they are old, and deleted when somebody says so; nothing else is."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from kommandoene import FORMATS
from program import NOW, Program, copied, made_by_start
from sosialplan.files.utskrifter import in_ut
from sosialplan.git.settings import text_of
from sosialplan.git.state import rules_against
from sosialplan.model.mappeinnhold import DOCUMENT_ENDINGS
from sosialplan.model.omgivelser import Utskrift

SAK = "2026-YHP9E"
WEEKS = datetime.fromisoformat(NOW).timestamp() - 20 * 24 * 60 * 60


def aged(path: Path, when: float = WEEKS) -> Path:
    os.utime(path, (when, when))
    return path


def made(program: Program, name: str = "ut/plan.md", *, old: bool = True) -> Path:
    program.fine("lag", "aktivitetsplan", SAK, "--format", "md", "--til", str(program.root / name))
    path = program.root / name
    aged(path, WEEKS if old else datetime.fromisoformat(NOW).timestamp())
    return path


def codes(program: Program) -> dict[str, str]:
    told = program.run("sjekk", "--format", "json").json()["personvern"]
    return {each["kode"]: each["melding"] for each in told}


# Git


def test_every_format_of_every_command_is_left_out_by_git(tmp_path: Path) -> None:
    root = made_by_start(tmp_path / "skolen")
    endings = {word for words in FORMATS.values() for word in words} - {"tabell", "github"}
    assert endings >= {"pdf", "docx", "md", "ics", "csv", "html", "json", "svg"}
    assert {f".{each}" for each in endings} <= set(DOCUMENT_ENDINGS)
    for where in ("", "ut/", "arkiv/juni/"):
        for each in endings:
            name = f"{where}2026-YHP9E-plan.{each}"
            assert rules_against(root, [name]), name


@pytest.mark.parametrize(
    "name",
    [
        "maler/aktivitetsplan.md.j2", "maler/ordlyd/nn.txt", "maler/bilder/logo.svg", "maler/stil.typ",
        "plan/skjema/sak.schema.json", "plan/skole.yaml", "plan/bilder/logo.svg", "README.md", "saker/2026/2026-7KQ2H.yaml",
        "moter/2026-2027/r-team.yaml", "fravaer/2026-2027/8B.yaml",
    ],
)  # fmt: skip
def test_what_is_the_schools_own_is_not_left_out(skolen: Program, name: str) -> None:
    (skolen.root / ".gitignore").write_text(text_of(".gitignore"), encoding="utf-8")
    assert rules_against(skolen.root, [name]) == {}


def test_a_folder_without_the_lines_is_told_of_and_gets_them(skolen: Program) -> None:
    (skolen.root / ".gitignore").write_text("ut/\n", encoding="utf-8")
    skolen.git("add", "--force", ".gitignore")
    skolen.git("commit", "--quiet", "-m", "Som før")
    told = skolen.run("sjekk").out
    assert "[D806] .gitignore mangler" in told
    skolen.run("sjekk", "--reparer")
    assert rules_against(skolen.root, ["plan.pdf"])
    assert "[D806]" not in skolen.run("sjekk").out


# What is told


def test_old_documents_are_listed_with_the_schools_own_days(skolen: Program) -> None:
    made(skolen)
    made(skolen, "ut/ny.md", old=False)
    aged(made(skolen, "hjemme.md"))
    told = codes(skolen)
    assert told["D863"] == "Ferdige dokumenter i ut/ er eldre enn 14 dager: ut/plan.md."
    assert told["D864"] == "Ferdige dokumenter utenfor ut/ er eldre enn 14 dager: hjemme.md."
    plan = skolen.root / "plan" / "skole.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(
        text.replace("utskrift-dager\n    standard: 14", "utskrift-dager\n    standard: 30"),
        "utf-8",
    )
    assert not {"D863", "D864"} & set(codes(skolen))


def test_a_document_that_was_saved_is_told_of_and_never_deleted(skolen: Program) -> None:
    path = made(skolen)
    skolen.git("add", "--force", "ut/plan.md")
    assert codes(skolen)["D865"] == "Ferdige dokumenter er lagret i historikken: ut/plan.md."
    told = skolen.fine("rydd", "--utfør")
    assert "Blir liggende: ut/plan.md (lagret i historikken)" in told.err
    assert path.exists()


def test_many_documents_are_counted(skolen: Program) -> None:
    path = made(skolen, "ut/a.md")
    for number in range(11):
        other = path.with_name(f"b{number:02}.md")
        other.write_text("Oppdiktet", encoding="utf-8")
        aged(other)
    assert codes(skolen)["D863"].endswith(" og 2 til.")


# What is deleted


def test_it_shows_first_and_deletes_when_it_is_told_to(skolen: Program) -> None:
    path = made(skolen, "ut/mappe/plan.md")
    new = made(skolen, "ut/ny.md", old=False)
    shown = skolen.fine("rydd")
    assert shown.out == "ut/mappe/plan.md  20 dager gammel\n"
    assert "Ingenting er slettet. Slett dem med: sosialplan rydd --utfør" in shown.err
    assert path.exists()
    assert skolen.fine("rydd", "--utfør").out.splitlines()[-1] == (
        "Slettet: 1. Historikken og sakene er som før."
    )
    assert not path.parent.exists()
    assert new.exists()
    assert skolen.fine("rydd").out == "Ingen ferdige dokumenter i ut/ som er eldre enn 14 dager.\n"


def test_all_of_them_go_whatever_their_age(skolen: Program) -> None:
    new = made(skolen, "ut/ny.md", old=False)
    told = skolen.fine("rydd", "--alle", "--utfør", "--format", "json").json()
    assert told["dokumenter"] == [{"fil": "ut/ny.md", "dager": 0, "slettet": True}]
    assert not new.exists()
    assert skolen.fine("rydd", "--alle").out == "Ingen ferdige dokumenter i ut/.\n"


@pytest.mark.parametrize(("answer", "left"), [("ja", False), ("nei", True), ("", True)])
def test_in_a_terminal_it_asks(skolen: Program, answer: str, *, left: bool) -> None:
    path = made(skolen)
    skolen.run("rydd", answers=[answer])
    assert path.exists() is left


def test_what_the_program_did_not_make_or_somebody_wrote_in_stays(skolen: Program) -> None:
    mine = skolen.root / "ut" / "mine-notater.md"
    mine.parent.mkdir()
    mine.write_text("Oppdiktet notat", encoding="utf-8")
    aged(mine)
    edited = made(skolen)
    edited.write_text("skrevet om", encoding="utf-8")
    aged(edited)
    told = skolen.fine("rydd", "--utfør")
    assert mine.exists()
    assert edited.exists()
    assert "ut/plan.md (endret etter at det ble laget)" in told.err
    assert "ut/mine-notater.md (ikke et dokument som programmet vet" in told.err
    assert told.out == ""


def test_nothing_outside_of_ut_is_deleted(skolen: Program) -> None:
    path = made(skolen, "hjemme.md")
    skolen.fine("rydd", "--alle", "--utfør")
    assert path.exists()


def test_a_bundle_goes_with_its_folder_and_an_archive_package_stays(skolen: Program) -> None:
    skolen.fine("tilsyn", SAK, "--til", str(skolen.root / "ut" / "tilsyn"))
    assert len(list((skolen.root / "ut" / "tilsyn").iterdir())) > 1
    skolen.fine("rydd", "--alle", "--utfør")
    assert not (skolen.root / "ut" / "tilsyn").exists()


def link(path: Path, to: Path) -> None:
    try:
        path.symlink_to(to, target_is_directory=to.is_dir())
    except OSError:
        pytest.skip("this Windows lets nobody make links")


def test_a_link_is_never_followed(skolen: Program, tmp_path: Path) -> None:
    path = made(skolen)
    away = tmp_path / "andre"
    path.parent.rename(away)
    link(path.parent, away)
    skolen.fine("rydd", "--alle", "--utfør")
    assert (away / "plan.md").exists()
    path.parent.unlink()
    path.parent.mkdir()
    link(path, away / "plan.md")
    link(path.with_name("inn"), away)
    skolen.fine("rydd", "--alle", "--utfør")
    assert (away / "plan.md").exists()
    assert path.is_symlink()


def test_what_is_remembered_holds_no_path_and_no_name(skolen: Program) -> None:
    made(skolen, "ut/Oppdiktet Elev Sol.md")
    marks = skolen.root.parent / "merker" / "utskrifter"
    (kept,) = marks.iterdir()
    assert "Sol" not in kept.read_text("utf-8")
    assert "ut" not in kept.read_text("utf-8")
    kept.write_text("ødelagt", encoding="utf-8")
    assert "Blir liggende" in skolen.fine("rydd", "--utfør").err


def test_another_copy_of_the_folder_knows_nothing_of_these(skolen: Program, tmp_path: Path) -> None:
    made(skolen)
    other = Program(copied(skolen.root, tmp_path / "annen"), marks=skolen.root.parent / "merker")
    other.fine("rydd", "--alle", "--utfør")
    assert (other.root / "ut" / "plan.md").exists()


def test_a_file_that_is_gone_meanwhile_is_none(tmp_path: Path) -> None:
    assert tuple[Utskrift, ...](in_ut(tmp_path, tmp_path, 0.0, frozenset())) == ()
