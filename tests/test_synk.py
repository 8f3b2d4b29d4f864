"""Two clones and the copy they share: what is new goes both ways, and nothing is ever forced."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from delt_sak import CASE, NUMMER
from gitprogram import ask, tell
from program import Program, Result, copied, everything_in, made_by_start
from sosialplan.files.disk import DISK
from sosialplan.files.yaml_reader import parse
from sosialplan.rules.kontrolltegn import with_check
from sosialplan.tekster.nettord import TROUBLES, network_failure
from svikt import Counted, Killed, dying


@pytest.fixture(scope="session")
def shared_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare repository with a school in it, and two clones beside it."""
    folder = tmp_path_factory.mktemp("synk")
    first = Program(made_by_start(folder / "ene"))
    write(first, f"saker/2026/{NUMMER}.yaml", CASE)
    first.fine("lagre")
    tell(folder, "init", "--quiet", "--bare", "--initial-branch=main", "felles.git")
    first.git("remote", "add", "origin", "../felles.git")
    first.fine("synk")
    tell(folder, "clone", "--quiet", "felles.git", "andre")
    Program(folder / "andre").git("remote", "set-url", "origin", "../felles.git")
    return folder


class School:
    """The shared copy, and the two who share it; each has ids of its own."""

    def __init__(self, folder: Path) -> None:
        self.felles = folder / "felles.git"
        self.one = _program(folder / "ene", "a")
        self.two = _program(folder / "andre", "b")

    def shared(self, *args: str) -> str:
        """Ask git of the shared copy."""
        return tell(self.felles, *args).decode("utf-8").strip()

    @property
    def head(self) -> str:
        return self.shared("rev-parse", "main")


def _program(root: Path, letter: str) -> Program:
    lots = iter(range(1, 1000))
    return Program(root, new_id=lambda: f"{letter}{next(lots):07}")


@pytest.fixture
def school(shared_school: Path, tmp_path: Path) -> School:
    return School(copied(shared_school, tmp_path / "en skole's"))


def write(program: Program, name: str, text: str) -> None:
    path = program.file(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def saved_by_hand(program: Program, name: str, text: str | None) -> None:
    """Commit a file as it is, with git alone."""
    if text is None:
        program.git("rm", "--quiet", "--", str(program.file(name)))
    else:
        write(program, name, text)
        program.git("add", "--", str(program.file(name)))
    program.git("commit", "--quiet", "-m", "For hånd")


def case_of(program: Program, number: str = NUMMER) -> str:
    return program.case(number).read_text(encoding="utf-8")


def entries(program: Program) -> list[str]:
    return [each["id"] for each in parse(case_of(program)).tree["hendelser"]]


def head(program: Program) -> str:
    return program.git("rev-parse", "HEAD").strip()


def refused(program: Program, said: str, *args: str) -> Result:
    """Synk, which must say this and change nothing: not here, and not in the shared copy."""
    felles = program.root.parent / "felles.git"
    before, there = everything_in(program.root), everything_in(felles)
    result = program.run("synk", *args)
    assert result.status == 3, result
    assert said in result.err
    after = everything_in(program.root)
    ours = [name for name in {*before, *after} if not name.startswith(".git/")]
    assert {name: before.get(name) for name in ours} == {name: after.get(name) for name in ours}
    assert everything_in(felles) == there
    return result


# What goes both ways


def test_what_one_sends_the_other_fetches(school: School) -> None:
    school.one.fine("registrer", NUMMER, "drøftet")
    sent = school.one.fine("synk")
    assert sent.out == f"Sendt: 1 endring i 1 sak ({NUMMER}).\n"
    assert school.head == head(school.one)
    fetched = school.two.fine("synk")
    assert fetched.out == f"Hentet: 1 endring i 1 sak ({NUMMER}).\n"
    assert head(school.two) == head(school.one)
    assert school.two.fine("synk").out == "Alt er likt fra før.\n"


def test_two_who_wrote_apart_end_with_the_same(school: School) -> None:
    school.one.fine("registrer", NUMMER, "drøftet", "--dato", "2026-11-20")
    school.two.fine("registrer", NUMMER, "samtale", "--dato", "2026-11-19")
    number = school.two.new_case()
    school.one.fine("synk")
    both = school.two.fine("synk")
    assert both.out == (
        f"Hentet: 1 endring i 1 sak ({NUMMER}).\n"
        f"Sendt: 2 endringer i 2 saker ({number}, {NUMMER}).\n"
    )
    school.one.fine("synk")
    assert head(school.one) == head(school.two) == school.head
    assert entries(school.one) == ["a1b2c3d4", "b0000001", "a0000001"]
    messages = school.one.git("log", "--format=%B")
    assert "Oppdiktet" not in messages
    assert "Flett den felles kopien" in messages


def test_the_first_synk_shares_everything_and_the_branch_follows(
    shared_school: Path, tmp_path: Path
) -> None:
    program = Program(copied(shared_school / "ene", tmp_path / "ene"))
    tell(tmp_path, "init", "--quiet", "--bare", "ny.git")
    program.git("remote", "remove", "origin")
    program.git("remote", "add", "skolen", str(tmp_path / "ny.git"))
    program.git("update-ref", "-d", "refs/sosialplan/sett/origin/main")
    ahead = program.fine("synk", "--tørr").out
    assert ahead.startswith("Kommer: ingenting.\nSendes: 2 endringer i 1 sak")
    assert program.fine("synk").out.startswith("Sendt: 2 endringer i 1 sak")
    assert program.git("rev-parse", "--abbrev-ref", "main@{upstream}").strip() == "skolen/main"


def test_two_days_for_one_measure_are_not_sent_before_one_is_chosen(school: School) -> None:
    for program, day in ((school.one, "2026-12-14"), (school.two, "2026-12-10")):
        program.fine("tiltak", "endre", NUMMER, "t8", "--evalueres", day, "--hvorfor", "Syk")
    school.one.fine("synk")
    before = school.head
    result = school.two.run("synk")
    assert result.status == 1
    assert result.out == (
        f"Hentet: 1 endring i 1 sak ({NUMMER}).\n"
        f"{NUMMER}: To ulike evalueringsdatoer for tiltak t8m2v5xc.\n"
        f"    Velg: sosialplan løs {NUMMER}\n"
    )
    assert result.err == "Dette må velges først. Ingenting er sendt. Alt er lagret her hos deg.\n"
    assert school.head == before
    assert school.two.run("synk").status == 1, "it is not forgotten"
    listed = school.two.fine("løs", "--format", "json").json()["konflikter"]
    school.two.fine("løs", NUMMER, "--konflikt", listed[0]["id"], "--velg", "2")
    assert school.two.fine("synk").out.startswith("Sendt: ")
    school.one.fine("synk")
    assert case_of(school.one) == case_of(school.two)
    assert "evalueres: 2026-12-14" in case_of(school.one)


@pytest.mark.parametrize("chosen", ["1", "2"])
def test_two_ends_of_one_measure_are_chosen_between_and_none_was_changed_in_silence(
    school: School, chosen: str
) -> None:
    for program, day in ((school.one, "2026-11-20"), (school.two, "2026-11-19")):
        program.fine("tiltak", "avslutt", NUMMER, "t8", "--hvorfor", "Ferdig", "--dato", day)
    school.one.fine("synk")
    assert "To ulike avslutninger" in school.two.run("synk").out
    conflict = school.two.fine("løs", "--format", "json").json()["konflikter"][0]["id"]
    school.two.fine("løs", NUMMER, "--konflikt", conflict, "--velg", chosen)
    assert school.two.fine("valider").status == 0
    school.two.fine("synk")
    told = school.two.fine("logg", NUMMER, "--siste", "1").out
    assert f"Valgte mellom to verdier som flettingen hadde beholdt (konflikt {conflict})." in told


def test_a_file_that_one_deleted_and_the_other_changed_stands(school: School) -> None:
    saved_by_hand(school.one, "maler/stil.typ", None)
    path = school.two.root / "maler" / "stil.typ"
    saved_by_hand(school.two, "maler/stil.typ", path.read_text(encoding="utf-8") + "// mer\n")
    school.one.fine("synk")
    result = school.two.fine("synk")
    assert "maler/stil.typ er slettet av den ene og endret av den andre. Den står." in result.out
    school.one.fine("synk")
    assert (school.one.root / "maler" / "stil.typ").read_text(encoding="utf-8").endswith("mer\n")


def test_a_deleted_case_is_not_taken_for_a_new_one_that_resembles_it(school: School) -> None:
    other = with_check(2026, "NY22")
    saved_by_hand(school.one, f"saker/2026/{NUMMER}.yaml", None)
    alike = CASE.replace(NUMMER, other).replace("Delt", "Annen").replace("a1b2c3d4", "c1b2c3d4")
    saved_by_hand(school.one, f"saker/2026/{other}.yaml", alike.replace("t8m2v5xc", "t9m2v5xc"))
    school.one.git("push", "--quiet", "origin", "main")
    school.two.fine("registrer", NUMMER, "samtale")
    result = school.two.run("synk")
    assert f"{NUMMER} er slettet av den ene og endret av den andre." in result.out
    assert "b0000001" in case_of(school.two)
    assert "b0000001" not in case_of(school.two, other)


# Two new cases with one number


def test_one_of_two_new_cases_with_one_number_gets_another(school: School) -> None:
    number = with_check(2026, "0001")
    for program, name in ((school.one, "Oppdiktet Elev En"), (school.two, "Oppdiktet Elev To")):
        assert program.new_case(elev=name) == number
    school.two.fine("fravær", "registrer", number, "--fra", "2026-11-18")
    linked = school.two.new_case(elev="Oppdiktet Elev Tre")
    write(
        school.two, f"saker/2026/{linked}.yaml",
        case_of(school.two, linked).replace("hendelser:", f"fra_sak: {number}\nhendelser:"),
    )  # fmt: skip
    school.two.fine("lagre")
    school.one.fine("synk")
    before = head(school.two)
    result = school.two.run("synk")
    assert result.status == 1
    assert f"Sak {number} er opprettet både her og i den felles kopien" in result.out
    assert f"    Gi din et nytt nummer: sosialplan løs {number} --nytt-nummer\n" in result.out
    assert "Oppdiktet" not in result.out + result.err
    assert head(school.two) == before
    assert school.two.git("status", "--porcelain") == ""
    said = school.two.fine("løs", number, "--nytt-nummer").out
    new = said.split(" heter nå ")[1].split(".")[0]
    assert said.startswith(f"Sak {number} heter nå {new}. Lagret.")
    assert school.two.git("status", "--porcelain") == ""
    assert not school.two.case(number).exists()
    assert f"sak: {new}\n" in case_of(school.two, new)
    assert f"fra_sak: {new}\n" in case_of(school.two, linked)
    absence = school.two.file("fravaer/2026-2027/8B.yaml").read_text(encoding="utf-8")
    assert f"sak: {new}\n" in absence
    school.two.fine("synk")
    school.one.fine("synk")
    assert "Oppdiktet Elev En" in case_of(school.one, number)
    assert "Oppdiktet Elev To" in case_of(school.one, new)


def test_a_case_that_is_shared_keeps_its_number(school: School) -> None:
    result = school.two.run("løs", NUMMER, "--nytt-nummer")
    assert result.status == 3
    assert f"Sak {NUMMER} er delt" in result.err
    assert school.two.run("løs", "--nytt-nummer").status == 2


# What stands in the way here


def test_what_is_not_saved_is_not_merged_over(school: School) -> None:
    school.one.fine("registrer", NUMMER, "drøftet")
    school.one.fine("synk")
    write(school.two, f"saker/2026/{NUMMER}.yaml", CASE + "# endret\n")
    refused(
        school.two, f"Noe er endret og ikke lagret: {NUMMER}. Ingenting er flettet eller sendt."
    )
    for number in range(7):
        write(school.two, f"saker/2026/{with_check(2026, f'222{number}')}.yaml", CASE)
    assert " og 3 til. Ingenting" in refused(school.two, "Lagre det først: sosialplan lagre").err
    told = school.two.fine("synk", "--tørr").err
    assert told.startswith("Ikke lagret, og blir ikke sendt: ")


def test_a_file_of_ones_own_in_the_way_is_said(school: School) -> None:
    saved_by_hand(school.one, "notat.txt", "fra den ene\n")
    school.one.fine("synk")
    write(school.two, "notat.txt", "mitt eget\n")
    refused(school.two, "Filer som ikke er lagret i historikken, ligger i veien.")


@pytest.mark.parametrize("dry", [(), ("--tørr",)], ids=["synk", "tørr"])
def test_what_is_under_way_in_git_is_left_alone(school: School, dry: tuple[str, ...]) -> None:
    school.two.fine("registrer", NUMMER, "drøftet")
    school.two.git("switch", "--quiet", "--detach")
    refused(school.two, "løst punkt i historikken (detached HEAD)", *dry)
    school.two.git("switch", "--quiet", "main")
    (school.two.root / ".git" / "rebase-merge").mkdir()
    refused(school.two, "en omskriving (rebase) som ikke er ferdig", *dry)


def test_without_a_shared_copy_it_is_said_how_to_get_one(school: School) -> None:
    school.two.git("remote", "rename", "origin", "en")
    school.two.git("remote", "add", "to", "../felles.git")
    school.two.git("config", "--unset", "branch.main.remote")
    refused(school.two, "Mappen har flere felles kopier, og ingen av dem heter origin.")
    school.two.git("remote", "remove", "to")
    assert school.two.fine("synk").out == "Alt er likt fra før.\n"
    school.two.git("remote", "remove", "en")
    refused(school.two, "Si hvor den er, én gang: git remote add origin ADRESSE")


def test_a_shallow_clone_and_an_empty_one_cannot_tell_what_is_new(
    school: School, tmp_path: Path
) -> None:
    school.one.fine("registrer", NUMMER, "drøftet")
    school.one.fine("synk")
    source = school.felles.as_uri()
    tell(tmp_path, "clone", "--quiet", "--depth", "1", source, "grunn")
    result = Program(tmp_path / "grunn").run("synk")
    assert result.status == 3
    assert "Hent resten én gang: git fetch --unshallow" in result.err
    copied(school.one.root, tmp_path / "tom")
    tell(tmp_path / "tom", "update-ref", "-d", "HEAD")
    result = Program(tmp_path / "tom").run("synk")
    assert result.status == 3
    assert "grenen som HEAD peker på, er borte eller skadet" in result.err
    shutil.rmtree(tmp_path / "tom" / ".git" / "logs")
    result = Program(tmp_path / "tom").run("synk")
    assert result.status == 3
    assert "Ingenting er lagret i historikken ennå." in result.err


def test_an_older_planmappe_is_told_how_to_merge(school: School) -> None:
    for program in (school.one, school.two):
        saved_by_hand(program, ".gitattributes", "* text=auto eol=lf\n")
        program.fine("registrer", NUMMER, "drøftet")
    school.one.fine("synk")
    refused(school.two, "Kjør: sosialplan sjekk --reparer")


def test_a_fault_is_named_and_nothing_is_sent(school: School) -> None:
    saved_by_hand(
        school.two, f"saker/2026/{NUMMER}.yaml", CASE.replace("steg: oppdaget", "steg: x")
    )
    before = school.head
    result = school.two.run("synk")
    assert result.status == 1
    assert "feil[K303]" in result.err
    assert result.err.endswith(
        "Dette må rettes først. Ingenting er sendt. Alt er lagret her hos deg.\n"
    )
    assert school.head == before


@pytest.mark.parametrize("broken", ["ours", "theirs"])
def test_a_broken_file_calls_the_merge_off(school: School, broken: str) -> None:
    bad, good = CASE.replace("kjede: ", "kjede: ["), CASE.replace("trygt-og-godt", "bekymring")
    ours, theirs = (bad, good) if broken == "ours" else (good, bad)
    saved_by_hand(school.one, f"saker/2026/{NUMMER}.yaml", theirs)
    school.one.git("push", "--quiet", "origin", "main")
    saved_by_hand(school.two, f"saker/2026/{NUMMER}.yaml", ours)
    before, there = head(school.two), school.head
    result = school.two.run("synk")
    assert result.status == 1
    assert f"{NUMMER} er endret begge steder, og kan ikke flettes." in result.out
    assert result.err.endswith("Ingenting er flettet eller sendt. Alt er lagret her hos deg.\n")
    assert (head(school.two), school.head) == (before, there)
    assert school.two.git("status", "--porcelain") == ""
    value = school.two.run("synk", "--format", "json").json()
    assert value["ikke_flettet"] == [NUMMER]
    assert value["hentet"] == {"endringer": 0, "saker": [], "andre": []}


def test_a_hook_that_refuses_the_merge_leaves_everything_as_it_was(school: School) -> None:
    for program in (school.one, school.two):
        program.fine("registrer", NUMMER, "drøftet")
    school.one.fine("synk")
    hook(school.two.root / ".git", "pre-merge-commit", "exit 1")
    school.two.fine("sjekk", "--godta")
    said = refused(school.two, "Det som er hentet, kunne ikke flettes inn. Ingenting er endret.")
    assert "En kontroll i git (pre-merge-commit) sa nei." in said.err
    by_hand = ask(school.two.root, "merge", "refs/sosialplan/hentet")  # as it is told
    assert by_hand.status != 0
    assert school.two.run("synk").status == 3
    school.two.git("merge", "--abort")
    saved_by_hand(school.one, "maler/stil.typ", None)
    school.one.fine("synk")
    (school.two.root / ".git" / "hooks" / "pre-merge-commit").unlink()
    hook(school.two.root / ".git", "pre-commit", "exit 1")
    school.two.fine("sjekk", "--godta")
    text = (school.two.root / "maler" / "stil.typ").read_text(encoding="utf-8")
    write(school.two, "maler/stil.typ", text + "// mer\n")
    school.two.git("commit", "--quiet", "--no-verify", "-am", "For hånd")
    refused(school.two, "Det som er hentet, kunne ikke flettes inn. Ingenting er endret.")


def hook(git_folder: Path, name: str, script: str) -> None:
    path = git_folder / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8", newline="\n")
    path.chmod(0o755)


# A kill in the middle, and what others took away


def parted_twice(school: School) -> None:
    """Let both write in one case and the one in another too, and the one send it."""
    saved_by_hand(school.one, "gammelt.txt", "Oppdiktet\n")
    school.one.fine("synk")
    school.two.fine("synk")
    write(school.one, "nytt/nytt.txt", "Oppdiktet\n")
    school.one.git("add", "nytt/nytt.txt")
    school.one.git("rm", "--quiet", "gammelt.txt")
    school.one.git(
        "commit", "--quiet", "-m", "For hånd", "--author=Oppdiktet Kari <kari@skole.invalid>"
    )
    school.one.fine("registrer", NUMMER, "notat", "--notat", "Den ene")
    school.one.fine("synk")
    school.two.fine("registrer", NUMMER, "notat", "--notat", "Den andre")


def content_of(program: Program) -> dict[str, bytes]:
    """Return what the files hold; of sealed ones what is in them, for two who seal it do not get the same bytes."""
    return {
        name: program.file(name.removesuffix(".age")).read_bytes()
        if name.endswith(".age")
        else content
        for name, content in everything_in(program.root).items()
        if not (name.startswith(".git/") or (program.root / name).is_dir())
    }


def test_a_synk_that_is_killed_leaves_the_old_or_the_new(school: School, tmp_path: Path) -> None:
    parted_twice(school)
    before = content_of(school.two)
    counted = Counted()
    whole = School(copied(school.felles.parent, tmp_path / "uten brudd"))
    whole.two.disk = counted
    whole.two.fine("synk", "--godta-sletting")
    after = content_of(whole.two)
    # The new texts are laid beside, the note is laid down, files take their texts, the note goes.
    assert counted.steps[4:6] == ["write", "replace"]
    ended = set()
    for step in (3, 6, 10, len(counted.steps)):
        killed = School(copied(school.felles.parent, tmp_path / f"brudd {step}"))
        killed.two.disk = dying(step)
        with pytest.raises(Killed):
            killed.two.run("synk", "--godta-sletting")
        killed.two.disk = DISK
        killed.two.fine("sjekk", "--reparer")
        now = content_of(killed.two)
        assert now in (before, after)
        ended.add(now == after)
        assert killed.two.git("status", "--porcelain") == ""
        assert killed.two.fine("sjekk", "--format", "json").json()["funn"] == []
        left = [name for name in everything_in(killed.two.root) if "sosialplan-" in name]
        assert left == []
        killed.two.fine("synk", "--godta-sletting")
        assert content_of(killed.two) == after
        assert entries(killed.two) == entries(whole.two)
        authors = killed.two.git("log", "--format=%an: %s", "--no-merges")
        assert authors == whole.two.git("log", "--format=%an: %s", "--no-merges")
    assert ended == {True, False}


def test_the_next_writer_finishes_a_synk_that_was_killed(school: School) -> None:
    """Nothing of what another wrote is ever saved as mine, whatever is run next."""
    parted_twice(school)
    school.two.disk = dying(10)
    with pytest.raises(Killed):
        school.two.run("synk", "--godta-sletting")
    school.two.disk = DISK
    said = school.two.run("lagre")
    assert "En skriving ble avbrutt (synk" in said.err
    assert school.two.git("log", "-1", "--format=%s") == "Flett den felles kopien\n"
    assert "Ingenting er endret siden sist." in school.two.fine("lagre").err


def test_what_is_edited_after_the_kill_is_kept_and_is_mine_alone(school: School) -> None:
    parted_twice(school)
    school.two.disk = dying(11)
    with pytest.raises(Killed):
        school.two.run("synk", "--godta-sletting")
    school.two.disk = DISK
    file = school.two.case(NUMMER)
    file.write_text(case_of(school.two) + "# for hånd\n", encoding="utf-8", newline="\n")
    school.two.fine("sjekk", "--reparer")
    assert school.two.case(NUMMER).read_text(encoding="utf-8").endswith("# for hånd\n")
    changed = school.two.git("diff", "HEAD", "--unified=0").splitlines()
    assert [line for line in changed if line.startswith(("+", "-")) and line[1:2] not in "+-"] == [
        "+# for hånd"
    ]
    lies = file.relative_to(school.two.root).as_posix()
    assert school.two.git("status", "--porcelain").split() == ["M", lies]


def test_what_was_saved_since_the_kill_is_never_left_behind(school: School) -> None:
    """The branch went on by hand: then the merge is taken back, and made anew by the next synk."""
    parted_twice(school)
    school.two.disk = dying(11)
    with pytest.raises(Killed):
        school.two.run("synk", "--godta-sletting")
    school.two.disk = DISK
    school.two.git("commit", "--quiet", "--allow-empty", "-m", "For hånd")
    mine = head(school.two)
    school.two.fine("sjekk", "--reparer")
    assert head(school.two) == mine
    assert school.two.git("status", "--porcelain") == ""
    school.two.fine("synk", "--godta-sletting")
    assert len(entries(school.two)) == len(entries(school.one)) + 1


@pytest.mark.parametrize("apart", [False, True])
def test_what_others_took_away_is_told_by_number_and_waits_for_a_yes(
    school: School, apart: bool
) -> None:
    school.one.git("rm", "-r", "--quiet", "saker")
    school.one.git("commit", "--quiet", "-m", "For hånd")
    school.one.git("push", "--quiet", "origin", "HEAD")
    if apart:
        school.two.new_case()
    shown = school.two.fine("synk", "--tørr").out
    assert f"Fjernes herfra: 1 sak ({NUMMER})" in shown
    said = f"Det som er hentet, fjerner 1 sak ({NUMMER})"
    answer = refused(school.two, said)
    assert "sosialplan synk --godta-sletting" in answer.err
    assert school.two.run("synk", answers=["n"]).status == 3
    assert school.two.case(NUMMER).exists()
    took = school.two.run("synk", answers=["j"])
    assert f"Fjernet herfra: 1 sak ({NUMMER})" in took.out
    assert not school.two.case(NUMMER).exists()
    # The history still knows the case, so what came is told as the fault it is.
    assert took.status == 1
    assert "K404" in took.err + took.out


def test_a_link_that_another_saved_is_not_taken_in(school: School) -> None:
    link = school.one.root / "saker" / "2026" / "2026-LENKE.yaml"
    link.symlink_to(f"{NUMMER}.yaml")
    school.one.git("add", "--all")
    school.one.git("commit", "--quiet", "-m", "For hånd")
    school.one.git("push", "--quiet", "origin", "HEAD")
    refused(school.two, "har noe som ikke er en vanlig fil: saker/2026/2026-LENKE.yaml")
    school.one.git("rm", "--quiet", "--", "saker/2026/2026-LENKE.yaml")
    school.one.git("commit", "--quiet", "-m", "For hånd")
    school.one.git("push", "--quiet", "origin", "HEAD")
    school.two.fine("synk")


# What stands in the way there


def test_what_another_sent_in_the_meantime_is_fetched_and_merged_too(school: School) -> None:
    """A hook lets the other send once, between our fetching and our sending."""
    school.one.fine("registrer", NUMMER, "drøftet")
    school.two.fine("registrer", NUMMER, "samtale")
    once = school.two.root.parent / "sendt"
    other = f"unset $(git rev-parse --local-env-vars); git -C '{_quoted(school.one.root)}' push -q origin main"
    hook(
        school.two.root / ".git",
        "pre-push",
        f"[ -e '{_quoted(once)}' ] || {{ : > '{_quoted(once)}'; {other}; }}",
    )
    school.two.fine("sjekk", "--godta")
    result = school.two.fine("synk")
    assert once.exists()
    assert result.out == (
        f"Hentet: 1 endring i 1 sak ({NUMMER}).\nSendt: 1 endring i 1 sak ({NUMMER}).\n"
    )
    assert school.head == head(school.two)
    assert sorted(entries(school.two)) == ["a0000001", "a1b2c3d4", "b0000001"]


def _quoted(path: Path) -> str:
    return path.as_posix().replace("'", "'\\''")


@pytest.mark.parametrize("back", ["-d refs/heads/main", "refs/heads/main refs/heads/main~1"])
def test_what_was_taken_out_there_between_fetching_and_sending_is_not_made_again(
    school: School, back: str
) -> None:
    """What git starts there to receive first takes the branch away, or puts it a step back."""
    school.one.fine("registrer", NUMMER, "drøftet")
    school.one.fine("synk")
    school.two.fine("synk")
    school.two.fine("registrer", NUMMER, "samtale")
    there, receiver = _quoted(school.felles), school.two.root.parent / "mottak"
    receiver.write_text(
        f"#!/bin/sh\ngit -C '{there}' update-ref {back}\nexec git-receive-pack \"$@\"\n",
        encoding="utf-8",
        newline="\n",
    )
    receiver.chmod(0o755)
    school.two.git("config", "remote.origin.receivepack", f"'{_quoted(receiver)}'")
    school.two.fine("sjekk", "--godta")
    result = school.two.run("synk")
    assert result.status == 3
    assert "Den felles kopien er skrevet om: noe som lå der sist, er borte." in result.err
    held = tell(school.felles, "for-each-ref", "--format=%(objectname)").decode().split()
    assert head(school.two) not in held


def test_where_others_send_all_the_time_it_gives_up_in_words(school: School) -> None:
    school.two.fine("registrer", NUMMER, "samtale")
    tell(school.felles.parent, "clone", "--quiet", "felles.git", "tredje")
    third = _quoted(school.felles.parent / "tredje")
    hook(
        school.two.root / ".git", "pre-push",
        "unset $(git rev-parse --local-env-vars)\n"
        f"git -C '{third}' commit -q --allow-empty -m x && git -C '{third}' push -q origin main",
    )  # fmt: skip
    school.two.fine("sjekk", "--godta")
    result = school.two.run("synk")
    assert result.status == 3
    assert "Andre sender til den felles kopien hele tiden" in result.err
    assert tell(school.felles, "rev-list", "--count", "main").decode().strip() == "7"


def test_a_shared_copy_that_stays_locked_is_not_said_to_be_busy(school: School) -> None:
    school.two.fine("registrer", NUMMER, "samtale")
    before = school.head
    (school.felles / "refs" / "heads" / "main.lock").write_bytes(b"")
    result = school.two.run("synk")
    assert result.status == 3
    assert "Den felles kopien er låst der den ligger, og ingen andre har sendt noe." in result.err
    (school.felles / "refs" / "heads" / "main.lock").unlink()
    school.two.fine("synk")
    assert school.head not in {before, ""}


@pytest.mark.parametrize("tag", ["main", "origin/main", "HEAD"])
def test_a_tag_of_the_branch_s_name_is_not_taken_for_it(school: School, tag: str) -> None:
    school.two.git("update-ref", f"refs/tags/{tag}", "HEAD~1")
    school.two.fine("registrer", NUMMER, "samtale")
    school.two.fine("synk")
    assert school.head == school.two.git("rev-parse", "refs/heads/main").strip()
    assert tell(school.felles, "for-each-ref", "--format=%(refname)").split() == [
        b"refs/heads/main"
    ]


def test_a_shared_copy_that_was_rewritten_is_never_followed(school: School) -> None:
    school.one.fine("registrer", NUMMER, "drøftet")
    school.one.fine("synk")
    school.two.fine("synk")
    school.shared("update-ref", "refs/heads/main", "main~1")
    for dry in ((), ("--tørr",)):
        refused(school.two, "Den felles kopien er skrevet om", *dry)
    school.two.git("fetch", "--quiet")
    refused(school.two, "Den felles kopien er skrevet om")
    school.shared("update-ref", "-d", "refs/heads/main")
    refused(school.two, "Den felles kopien er skrevet om")


def test_another_planmappe_is_not_merged(school: School, tmp_path: Path) -> None:
    Program(tmp_path).fine("start", str(tmp_path / "ny"), "--skole", "En annen oppdiktet skole")
    other = Program(tmp_path / "ny")
    other.git("remote", "add", "origin", school.felles.as_posix())
    result = other.run("synk")
    assert result.status == 3
    assert "de to har ingen felles begynnelse" in result.err


def test_a_shared_copy_that_takes_nothing_is_said(school: School) -> None:
    school.two.fine("registrer", NUMMER, "samtale")
    hook(school.felles, "pre-receive", "echo Oppdiktet Elev; exit 1")
    assert "kroken pre-receive i den felles kopien" in school.two.run("synk").err
    school.two.fine("sjekk", "--godta")
    result = school.two.run("synk")
    assert result.status == 3
    assert "Den felles kopien tok ikke imot endringene. Alt er lagret her hos deg." in result.err
    assert "Oppdiktet" not in result.err


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda each: each.said[0])
def test_each_trouble_on_the_way_has_its_words(trouble: object) -> None:
    assert isinstance(trouble, type(TROUBLES[0]))
    for said in trouble.said:
        failure = network_failure(
            f"fatal: x: {said}\nhttps://navn:passord@x".encode(), "Slik er det."
        )
        assert failure.sentence == f"{trouble.means} Slik er det."
        assert failure.cure == trouble.cure
        assert "passord@" not in failure.sentence + failure.cure


def test_what_git_says_that_nobody_knows_is_not_passed_on() -> None:
    failure = network_failure(b"hemmelig: oppdiktet", "Slik er det.")
    assert "hemmelig" not in failure.sentence + failure.cure


# Every kind of address


def fake_ssh(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let git's ssh be a script, and let nobody be there to answer."""
    path = folder / "ssh.py"
    path.write_text(f"import os, subprocess, sys\n{script}\n", encoding="utf-8")
    monkeypatch.setenv("GIT_SSH_COMMAND", f'"{sys.executable}" "{path.as_posix()}"')
    monkeypatch.setenv("GIT_SSH_VARIANT", "ssh")


def test_ssh_is_as_good_as_a_folder(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_ssh(tmp_path, monkeypatch, "sys.exit(subprocess.call(['sh', '-c', sys.argv[-1]]))")
    for program in (school.one, school.two):
        program.git("remote", "set-url", "origin", f"ssh://skolen{school.felles.as_posix()}")
        program.fine("registrer", NUMMER, "samtale")
        program.fine("synk")
    school.one.fine("synk")
    assert case_of(school.one) == case_of(school.two)
    school.one.fine("registrer", NUMMER, "samtale")
    assert "Sendes: 1 endring" in school.one.fine("synk", "--tørr").out


@pytest.mark.parametrize(
    ("stderr", "said"),
    [
        ("ssh: Could not resolve hostname skolen: Name or service not known", "Er du på nett?"),
        ("git@skolen: Permission denied (publickey).", "slipper deg ikke inn"),
        ("Host key verification failed.", "ukjent eller byttet ut"),
    ],
)
@pytest.mark.parametrize("dry", [(), ("--tørr",)], ids=["synk", "tørr"])
def test_ssh_that_does_not_answer_is_said(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    stderr: str, said: str, dry: Sequence[str],
) -> None:  # fmt: skip
    fake_ssh(tmp_path, monkeypatch, f"print({stderr!r}, file=sys.stderr); sys.exit(255)")
    school.two.git("remote", "set-url", "origin", "ssh://skolen/x.git")
    school.two.fine("registrer", NUMMER, "samtale")
    refused(school.two, said, *dry)


def test_a_folder_that_is_not_there_is_said(school: School) -> None:
    school.two.git("remote", "set-url", "origin", "../borte.git")
    refused(school.two, "Den felles kopien finnes ikke der adressen sier. Ingenting er hentet.")
    school.two.git("remote", "set-url", "origin", "../felles.git")
    school.two.git("remote", "set-url", "--push", "origin", "../borte.git")
    assert "remote.origin.pushurl = ../borte.git" in school.two.run("synk").err
    school.two.fine("sjekk", "--godta")
    school.two.fine("registrer", NUMMER, "samtale")
    refused(school.two, "Ingenting er sendt. Alt er lagret her hos deg.")


def test_nobody_is_asked_where_nobody_sits(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "fortalt"
    script = (
        f"open({str(told)!r}, 'w').write(os.environ.get('GIT_TERMINAL_PROMPT', '')); sys.exit(255)"
    )
    fake_ssh(tmp_path, monkeypatch, script)
    school.two.git("remote", "set-url", "origin", "ssh://skolen/x.git")
    school.two.run("synk")
    assert told.read_text(encoding="utf-8") == "0"
    school.two.run("synk", answers=[])
    assert told.read_text(encoding="utf-8") == ""
    monkeypatch.delenv("GIT_SSH_COMMAND")
    path = tmp_path / "bin"
    path.mkdir()
    (path / "ssh").write_text(f"#!/bin/sh\necho \"$@\" > '{told}'; exit 255\n", encoding="utf-8")
    (path / "ssh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{path}{os.pathsep}{os.environ['PATH']}")
    school.two.run("synk")
    assert "BatchMode=yes" in told.read_text(encoding="utf-8")


# Before it is done


def test_a_look_ahead_changes_nothing_here_or_there(school: School) -> None:
    school.one.fine("registrer", NUMMER, "drøftet")
    number = school.one.new_case()
    school.one.fine("synk")
    school.two.fine("registrer", NUMMER, "samtale")
    school.two.fine("fravær", "registrer", NUMMER, "--fra", "2026-11-18")
    mine, there = everything_in(school.two.root), everything_in(school.felles)
    result = school.two.fine("synk", "--tørr")
    assert result.out == (
        f"Kommer: 2 endringer i 2 saker ({number}, {NUMMER}).\n"
        f"Sendes: 2 endringer i 1 sak ({NUMMER}) og fravaer/2026-2027/8B.yaml.\n"
        f"Endret begge steder, og blir flettet: {NUMMER}.\n"
    )
    assert result.err == "Ingenting er endret.\n"
    assert everything_in(school.two.root) == mine
    assert everything_in(school.felles) == there


def test_programs_are_told_too(school: School) -> None:
    school.one.fine("registrer", NUMMER, "drøftet")
    value = school.one.fine("synk", "--torr", "--format", "json").json()
    assert list(value) == [
        "versjon", "i_dag", "tørr", "hentet", "sendt", "begge", "fjernet", "beholdt", "side_om_side",
        "samlet", "samme_nummer", "ikke_flettet", "konflikter", "problemer",
    ]  # fmt: skip
    assert value["tørr"] is True
    assert value["sendt"] == {"endringer": 1, "saker": [NUMMER], "andre": []}
    value = school.one.fine("synk", "--format", "json").json()
    assert value["tørr"] is False
    assert value["sendt"]["saker"] == [NUMMER]


def test_many_cases_are_counted(school: School) -> None:
    for _ in range(14):
        school.one.new_case()
    out = school.one.fine("synk").out
    assert out.startswith("Sendt: 14 endringer i 14 saker (")
    assert out.endswith(" og 2 til).\n")


def test_a_planmappe_inside_a_larger_repository_is_shared_too(
    shared_school: Path, tmp_path: Path
) -> None:
    outer = tmp_path / "kommunen"
    copied(shared_school / "ene", outer / "skolen")
    tell(outer, "init", "--quiet", "--initial-branch=main")
    _remove(outer / "skolen" / ".git")
    tell(outer, "add", ".")
    tell(outer, "commit", "--quiet", "-m", "Ny")
    tell(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "felles.git")
    tell(outer, "remote", "add", "origin", "../felles.git")
    one = _program(outer / "skolen", "a")
    one.fine("synk")
    tell(tmp_path, "clone", "--quiet", "felles.git", "annen")
    two = _program(tmp_path / "annen" / "skolen", "b")
    for program in (one, two):
        program.fine("registrer", NUMMER, "samtale")
    one.fine("synk")
    assert two.fine("synk").out.startswith(f"Hentet: 1 endring i 1 sak ({NUMMER}).\n")
    assert len(entries(two)) == 3


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.chmod(0o700)
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()
