"""A sealed file that both sides changed, merged by one who cannot read it: both versions stand until one who can merges them.

Every person is invented. Ask is a teacher of another class, in whose copy lies what Bjerk saved, while Rud's is in the
shared one.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from forseglet import text_in
from gitprogram import ask as asked
from gitprogram import tell
from program import Program
from sosialplan.model.vernet import began_as, bound_name, is_side, side_name
from sosialplan.vern.age import is_sealed
from sosialplan.vern.laas import sealed
from test_vern import ASK, BJERK, RUD, Skole, leaks, skole

__all__ = ["skole"]
Klonen = Callable[[str], Program]


@pytest.fixture
def som(skole: Skole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Klonen:
    """Return a person's program in a clone of one's own; git's own merging has the same key."""
    tell(tmp_path, "clone", "--quiet", "--bare", str(skole.root), "felles.git")
    ids = iter(range(1000))

    def program(navn: str) -> Program:
        root, key = tmp_path / navn, tmp_path / f"{navn}.txt"
        if not root.exists():
            key.write_text(skole.noekler[navn].secret, encoding="utf-8")
            made = skole.som(navn, root)
            made.git("remote", "add", "origin", str(tmp_path / "felles.git"))
        monkeypatch.setenv("SOSIALPLAN_NOKKEL", str(key))
        return Program(root, new_id=lambda: f"s{next(ids):07}")

    return program


@pytest.fixture
def delt(skole: Skole, som: Klonen) -> Program:
    """Rud's note is shared, Bjerk's lies with Ask, who reads neither; return Ask's program."""
    som(RUD).fine("registrer", skole.sak, "notat", "--notat", "Fra rådgiver")
    som(BJERK).fine("registrer", skole.sak, "notat", "--notat", "Fra kontaktlærer")
    ask = som(ASK)
    assert asked(ask.root, "pull", "--quiet", "--ff-only", str(som(BJERK).root), "main").status == 0
    som(RUD).fine("synk")
    return som(ASK)


def sides(program: Program) -> list[Path]:
    return sorted(
        each for each in (program.root / "saker").rglob("*.age") if ".annen." in each.name
    )


def test_both_versions_stand_side_by_side_and_one_who_reads_merges_them(
    delt: Program, skole: Skole, som: Klonen
) -> None:
    done = delt.fine("synk")
    assert f"{skole.sak} er endret begge steder, og du kan ikke lese den." in done.out
    (side,) = sides(delt)
    assert is_sealed(side.read_bytes())
    secret = skole.noekler[RUD].secret
    case = f"saker/2026/{skole.sak}.yaml"
    both = {
        text_in(delt.root, each, secret)
        for each in (case, side.with_suffix("").relative_to(delt.root))
    }
    assert {("Fra rådgiver" in each, "Fra kontaktlærer" in each) for each in both} == {
        (True, False),
        (False, True),
    }
    assert f"{case}:1:1: advarsel[F158]" in delt.run("valider").out
    assert "advarsel[F158]" in delt.run("saker").err
    assert delt.git("status", "--porcelain") == ""
    rud = som(RUD)
    merged = rud.fine("synk")
    assert f"{skole.sak} lå i to utgaver. De er flettet." in merged.out
    assert sides(rud) == []
    shown = rud.fine("vis", skole.sak, "--format", "json").out
    assert "Fra rådgiver" in shown
    assert "Fra kontaktlærer" in shown
    assert shown.count("Fra rådgiver") == 1
    for navn in (ASK, BJERK, RUD):
        again = som(navn).fine("synk")
        assert "fjernes" not in again.out.lower()
        assert sides(som(navn)) == []
        assert leaks(som(navn).root) == []
    assert "Fra rådgiver" in som(BJERK).fine("vis", skole.sak, "--format", "json").out
    assert "F158" not in som(RUD).run("valider").out
    checked = som(RUD).run("logg", "--kontroller").out
    assert "T781" not in checked


def test_git_by_hand_keeps_both_too_and_says_how_to_go_on(
    delt: Program, skole: Skole, som: Klonen
) -> None:
    delt.git("fetch", "--quiet", "origin")
    merged = asked(delt.root, "merge", "--no-edit", "origin/main")
    assert merged.status == 1
    said = (merged.err + merged.out).decode("utf-8")
    (side,) = sides(delt)
    case = f"saker/2026/{skole.sak}.yaml.age"
    assert (
        f"git add {case} {side.relative_to(delt.root).as_posix()} og git commit --no-edit"
        in " ".join(said.split())
    )
    delt.git("add", case, str(side))
    delt.git("commit", "--quiet", "--no-edit")
    assert delt.git("status", "--porcelain") == ""
    delt.fine("synk")
    rud = som(RUD)
    rud.fine("synk")
    shown = rud.fine("vis", skole.sak, "--format", "json").out
    assert "Fra rådgiver" in shown
    assert "Fra kontaktlærer" in shown


def test_a_third_who_writes_meanwhile_loses_nothing(
    delt: Program, skole: Skole, som: Klonen
) -> None:
    delt.fine("synk")
    som(BJERK).fine("registrer", skole.sak, "rektor-varslet", "--notat", "Fra kontaktlærer igjen")
    bjerk = som(BJERK)
    bjerk.fine("synk")
    assert sides(bjerk) == []
    shown = bjerk.fine("vis", skole.sak, "--format", "json").out
    for each in ("Fra rådgiver", "Fra kontaktlærer", "Fra kontaktlærer igjen"):
        assert each in shown
    som(RUD).fine("synk")
    som(ASK).fine("synk")
    assert sides(som(ASK)) == []


def test_protection_is_not_taken_off_while_a_version_waits(delt: Program, som: Klonen) -> None:
    delt.fine("synk")
    rud = som(RUD)
    rud.git("pull", "--quiet", "--ff-only", "origin", "main")
    refused = rud.run("vern", "av", "--hvorfor", "Oppdiktet")
    assert (refused.status, ".annen.yaml" in refused.err) == (3, True)


def test_what_both_began_with_need_not_be_read(skole: Skole, som: Klonen, tmp_path: Path) -> None:
    """One who was let in later reads both sides and not their start: nothing of either is dropped."""
    program, name = som(ASK), f"saker/2026/{skole.sak}.yaml"
    text = text_in(skole.root, name, skole.noekler[RUD].secret)
    keys = {navn: skole.noekler[navn].public for navn in (RUD, ASK)}
    said = {
        "base": text,
        "ours": text + "# fra oss\n",
        "theirs": text.replace("klasse: 8B", "klasse: 8B # fra dem"),
    }
    paths = {each: tmp_path / each for each in said}
    for each, path in paths.items():
        to = {"rud": keys[RUD]} if each == "base" else {"rud": keys[RUD], "ask": keys[ASK]}
        path.write_bytes(sealed(name, said[each].encode("utf-8"), to))
    done = replace(program).run("flett", *map(str, paths.values()), f"{name}.age")
    assert done.status == 0, done
    assert list(program.root.rglob("*.annen.*")) == []


def test_the_name_of_a_version_says_whose_it_is_and_what_both_began_with() -> None:
    began, theirs = "0123456789abcdef", "fedcba9876543210"
    name = side_name("saker/2026/2026-YHP9E.yaml", began, theirs)
    assert name == "saker/2026/2026-YHP9E.0123456789ab-fedcba987654.annen.yaml"
    assert (is_side(name), bound_name(name), began_as(name)) == (
        True, "saker/2026/2026-YHP9E.yaml", "0123456789ab",
    )  # fmt: skip
    plain = "saker/2026/2026-YHP9E.yaml"
    assert (is_side(plain), bound_name(plain), began_as(plain)) == (False, plain, "")
