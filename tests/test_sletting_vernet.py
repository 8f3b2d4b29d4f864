"""Backup, deletion and the list of what is kept, in a folder where everything about pupils is sealed."""

import shutil
from pathlib import Path

import pytest

from gitprogram import tell
from program import Program
from sosialplan.git.repository import find_depot
from sosialplan.git.rewriting import left_in, traces
from test_vern import RUD, Skole, rud, skole
from vernet_skole import signed_in

__all__ = ["rud", "skole"]
HEMMELIG = (b"En oppdiktet setning ingen skal se", b"Hemmelig Navn")


def test_a_sealed_case_is_deleted_with_its_copies_under_other_names(
    skole: Skole, rud: Program
) -> None:
    own = rud.case(skole.sak).with_suffix(".yaml.age")
    assert own.is_file()
    copy = own.with_name("kopi.yaml.age")
    shutil.copyfile(own, copy)
    rud.git("add", "--force", str(copy))
    rud.git("commit", "--quiet", "--no-verify", "-m", "kopi")
    rud.git("rm", "--quiet", str(copy))
    rud.git("commit", "--quiet", "--no-verify", "-m", "tatt bort")
    found = traces(find_depot(rud.root), (skole.sak,))
    assert len(found.innhold) >= 2
    preview = rud.fine("slett", skole.sak).out
    assert "Alle går ut" in preview
    rud.fine("slett", skole.sak, "--utfør", "--hvorfor", "Ved en feil")
    assert left_in(rud.root, found.innhold) == frozenset()
    assert not own.exists()
    register = (rud.root / "plan" / "slettet.yaml").read_bytes()
    assert not any(each in register for each in HEMMELIG)
    assert rud.fine("saker", "--alle").out.count("2026-YHP9E") == 1
    assert [each for each in rud.run("valider", "--format", "json").json()["problemer"]
            if each["nivå"] == "feil"] == []  # fmt: skip


def test_a_backup_of_a_sealed_folder_opens_for_those_who_read_alone(
    skole: Skole, rud: Program, tmp_path: Path
) -> None:
    rud.fine("sikkerhetskopi", str(tmp_path / "kopi.bundle"))
    rud.fine("gjenopprett", str(tmp_path / "kopi.bundle"), str(tmp_path / "igjen"))
    igjen = signed_in(Program(tmp_path / "igjen"), skole.noekler[RUD], tmp_path / "hos-igjen")
    assert "Hemmelig Navn" in igjen.fine("vis", skole.sak).out
    stranger = signed_in(Program(tmp_path / "igjen"), None, tmp_path / "hos-fremmed")
    assert stranger.run("vis", skole.sak).status != 0
    everything = tell(igjen.root, "cat-file", "--batch-all-objects", "--batch")
    assert not any(each in everything for each in HEMMELIG)


def test_who_cannot_read_restores_without_reading(rud: Program, tmp_path: Path) -> None:
    rud.fine("sikkerhetskopi", str(tmp_path / "kopi.bundle"))
    stranger = signed_in(rud, None, tmp_path / "hos-fremmed")
    told = stranger.run("gjenopprett", str(tmp_path / "kopi.bundle"), str(tmp_path / "igjen"))
    assert (tmp_path / "igjen" / "plan" / "skole.yaml").is_file(), told
    assert told.status == 0
    assert "Historikken er ikke sjekket ennå." in told.err
    assert "Hemmelig" not in told.out + told.err


@pytest.mark.parametrize("text", ["Far har 912 34 567", "Eleven har ADHD"])
def test_what_need_not_be_said_is_told_of_in_a_sealed_folder_too(
    skole: Skole, rud: Program, text: str
) -> None:
    told = rud.fine("registrer", skole.sak, "notat", "--notat", text)
    assert "i fri tekst" in told.err
    assert "i fri tekst" in rud.run("valider").out


def test_what_is_kept_is_listed(rud: Program) -> None:
    rows = rud.fine("--i-dag", "2027-12-20", "oppbevaring", "--format", "json").json()["saker"]
    assert [each["sak"] for each in rows] == ["2026-S54XP"]
