"""A paper made of what is sealed is open text: its owner's alone, and said to be so. Every person is invented."""

import shutil
import sys
from pathlib import Path

import pytest

from program import Program, copied
from test_vern import Skole, rud, skole

__all__ = ["rud", "skole"]
SAK = "2026-YHP9E"
OPEN = "Det er åpen tekst, og ikke vernet som saken er."
WAYS = (
    ("lag", "aktivitetsplan", SAK, "--format", "md", "--til"),
    ("utlever", "aktivitetsplan", SAK, "--mottaker", "foresatte", "--til-hvem", "mor", "--kanal", "brev", "--format", "md", "--til"),
    ("vis", SAK, "--til"),
    ("frister", "--til"),
)  # fmt: skip


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize("words", WAYS, ids=lambda each: each[0])
def test_a_file_of_what_was_sealed_is_its_owners_alone_and_told_of_once(
    words: tuple[str, ...], rud: Program
) -> None:
    ending = "md" if "md" in words else "json"
    for target in (rud.root / "ut" / f"papir.{ending}", rud.root.parent / f"papir.{ending}"):
        target.parent.mkdir(exist_ok=True)
        if "utlever" not in words:
            rud.fine(*words, str(target))
            target.chmod(0o644)
        done = rud.fine(*words, str(target))
        assert done.err.count(OPEN) == 1
        assert sys.platform == "win32" or rights(target) == 0o600


def test_a_package_of_them_is_too(rud: Program, skole: Skole) -> None:
    for words in (("tilsyn", skole.sak, "--til"), ("arkiver", "2026-S54XP", "--til")):
        if "arkiver" in words:
            # The word «navn» of the papers is the name of the other case's pupil.
            rud.git("rm", "--quiet", f"saker/2026/{skole.sak}.yaml.age")
            rud.git("commit", "--quiet", "--message", "Oppdiktet")
        target = rud.root.parent / words[0]
        done = rud.fine(*words, str(target))
        assert done.err.count(OPEN) == 1
        made = [each for each in target.rglob("*") if each.is_file()]
        assert len(made) > 1
        assert sys.platform == "win32" or {rights(each) for each in made} == {0o600}


def test_what_is_of_the_plan_or_of_an_open_folder_is_as_it_was(
    rud: Program, depotets_skole: Path, tmp_path: Path
) -> None:
    whole = Program(copied(depotets_skole, tmp_path / "open"))
    for program, words in (
        (rud, ("årshjul", "--format", "svg", "--til")),
        (rud, ("slå-opp", "bekymring", "--til")),
        (whole, ("vis", SAK, "--til")),
    ):
        target = tmp_path / ("hjul.svg" if "svg" in words else "ting.txt")
        done = program.fine(*words, str(target))
        assert OPEN not in done.err
        target.unlink()


@pytest.mark.parametrize(
    "words", [*WAYS, ("tavle", "--med-navn", "--til")], ids=lambda each: " ".join(each[:2])
)
def test_what_is_of_pupils_is_its_owners_alone_in_an_open_folder_too(
    words: tuple[str, ...], depotets_skole: Path, tmp_path: Path
) -> None:
    """A file with names in a folder that others read is as open as the folder: nothing need be sealed for that."""
    whole = Program(copied(depotets_skole, tmp_path / "open"))
    ending = "html" if "tavle" in words else "md" if "md" in words else "json"
    target = tmp_path / f"papir.{ending}"
    whole.fine(*words, str(target))
    assert sys.platform == "win32" or rights(target) == 0o600
    wheel = tmp_path / "hjul.svg"
    whole.fine("årshjul", "--format", "svg", "--til", str(wheel))
    assert sys.platform == "win32" or rights(wheel) & 0o044


def test_history_from_before_protection_is_told_until_there_is_none(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    def found(program: Program) -> dict[str, str]:
        told = program.run("sjekk", "--format", "json").json()["personvern"]
        return {each["kode"]: each["råd"] for each in told}

    assert skole.sak
    assert "vern ny-historikk" in found(rud)["D867"]
    rud.fine("vern", "ny-historikk", str(tmp_path / "ny"))
    new = Program(tmp_path / "ny", noekkelplass=rud.noekkelplass)
    assert "D867" not in found(new)
    rud.fine("vern", "av", "--hvorfor", "Oppdiktet grunn")
    assert "D867" not in found(rud), "all of it is open, and that is told"


# What lies there already


PLANEN = ("lag", "aktivitetsplan", SAK, "--format", "md", "--til")
MADE = {
    "a document": PLANEN,
    "a list": ("saker", "--til"),
    "the board": ("tavle", "--til"),
    "the wheel": ("årshjul", "--format", "md", "--til"),
    "the plan": ("lag", "handlingsplan", "--format", "md", "--til"),
}
WHERE = {"in ut": "ut/papir", "beside the folder": "../papir"}
ENDINGS = {"the board": "html", "a list": "csv"}


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("what", MADE)
def test_a_file_that_is_not_as_the_program_made_it_is_never_written_over(
    what: str, where: str, skolen: Program
) -> None:
    target = skolen.root / f"{WHERE[where]}.{ENDINGS.get(what, 'md')}"
    target.parent.mkdir(exist_ok=True)
    target.write_text("Mitt eget", encoding="utf-8")
    told = skolen.run(*MADE[what], str(target))
    assert told.status == 3, told
    assert "finnes fra før, og er ikke slik programmet laget den. Ingenting er skrevet." in told.err
    assert target.read_text(encoding="utf-8") == "Mitt eget"
    target.unlink()
    skolen.fine(*MADE[what], str(target))
    skolen.fine(*MADE[what], str(target))
    shutil.rmtree(skolen.root.parent / "merker")
    skolen.fine(*MADE[what], str(target))  # as after a kill before it was remembered
    written = target.read_bytes() + b"Det jeg skrev til."
    target.write_bytes(written)
    assert skolen.run(*MADE[what], str(target)).status == 3
    assert target.read_bytes() == written


def test_what_was_handed_out_is_not_written_over_the_next_of_the_day_has_a_number(
    skolen: Program,
) -> None:
    handed = ("utlever", "aktivitetsplan", SAK, "--mottaker", "foresatte", "--til-hvem", "mor", "--kanal", "brev", "--format", "md")  # fmt: skip
    skolen.fine(*handed)
    skolen.fine(*handed)
    names = sorted(each.name for each in (skolen.root / "ut").glob("*2026-11-23*.md"))
    assert len(names) == 2, names
    assert names[0].endswith("-2.md")


@pytest.mark.skipif(sys.platform == "win32", reason="a link takes a right of its own there")
@pytest.mark.parametrize("leads", ["to a file", "to nothing"])
def test_a_link_is_not_followed(leads: str, skolen: Program, tmp_path: Path) -> None:
    other = tmp_path / "annet.md"
    if leads == "to a file":
        other.write_text("Mitt eget", encoding="utf-8")
    link = skolen.root / "ut" / "papir.md"
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(other)
    told = skolen.run(*PLANEN, str(link))
    assert told.status == 3
    assert "papir.md er en lenke til et annet sted. Ingenting er skrevet." in told.err
    assert not other.exists() or other.read_text(encoding="utf-8") == "Mitt eget"


def test_a_folder_that_comes_of_it_is_told_of(skolen: Program) -> None:
    new = skolen.root.parent / "utt"
    assert "er ny." in skolen.fine(*PLANEN, str(new / "papir.md")).err
    assert "er ny." not in skolen.fine(*PLANEN, str(new / "papir.md")).err
    assert "er ny." not in skolen.fine(*PLANEN, str(skolen.root / "ut" / "papir.md")).err
