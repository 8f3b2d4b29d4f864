"""A case that is deleted is gone from every object of every clone that did as it was told; all else stands as it stood."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gitprogram import tell
from noekler import SSH_KEYGEN
from program import Program, copied, everything_in
from signert_skole import add, signed_school, use_key
from sosialplan.commands.skolen.oppretting import EXAMPLES_CHANGE
from sosialplan.files.disk import DISK
from sosialplan.files.gitmerker import Slettemerke, begun_deletion, keep_deletion
from sosialplan.git.repository import find_depot
from sosialplan.git.rewriting import is_own_file, left_in, traces, write_anew
from sosialplan.randomness import entry_id

SAK, ANNEN, AVSLUTTET = "2026-YHP9E", "2026-EWZS9", "2026-S54XP"
HVORFOR = "Åpnet ved en feil"
SAID = "Oppdiktet setning som bare står i denne saken"
SENT = "2027-12-20"
REPOSITORY = Path(__file__).parent.parent


@pytest.fixture
def skole(depotets_skole: Path, tmp_path: Path) -> Program:
    """A school in which the case was written in several times, between and beside other cases."""
    program = Program(copied(depotets_skole, tmp_path / "skolen"), new_id=entry_id)
    school = program.root / "plan" / "skole.yaml"
    school.write_text(school.read_text("utf-8").replace(EXAMPLES_CHANGE, ""), encoding="utf-8")
    program.fine("lagre")
    program.run("sjekk", "--reparer")
    program.fine("registrer", ANNEN, "notat", "--notat", "Oppdiktet før")
    for number in range(3):
        program.fine("registrer", SAK, "notat", "--notat", f"{SAID} {number}")
        program.fine("registrer", ANNEN, "notat", "--notat", f"Oppdiktet ved siden av {number}")
    return program


@pytest.fixture
def ny_sak(skole: Program) -> str:
    """A case that came after the history began, so that something stands before it."""
    number = skole.new_case()
    skole.fine("registrer", number, "notat", "--notat", f"{SAID} ny")
    skole.fine("registrer", ANNEN, "notat", "--notat", "Oppdiktet etter")
    return number


def objects(root: Path) -> Iterator[bytes]:
    """Every object of a repository, led to by a name or not, unpacked."""
    yield tell(root, "cat-file", "--batch-all-objects", "--batch", "--unordered")


def holds(root: Path, *words: str) -> list[str]:
    """Return which of the words stand in any object, or in any other file of git's or of the folder's."""
    git = root / ".git" if (root / ".git").is_dir() else root
    loose = (path.read_bytes() for path in git.rglob("*") if path.is_file())
    files = (path.read_bytes() for path in root.rglob("*.yaml"))
    everything = [*objects(root), *loose, *files]
    return [each for each in words if any(each.encode() in data for data in everything)]


def deleted(program: Program, number: str = SAK, **options: str) -> str:
    result = program.fine("slett", number, "--utfør", "--hvorfor", options.get("hvorfor", HVORFOR))
    return " ".join(result.out.split())


# What is told, and what is refused


def test_without_yes_nothing_is_done(skole: Program) -> None:
    before = everything_in(skole.root)
    told = " ".join(skole.fine("slett", SAK).out.split())
    assert everything_in(skole.root) == before
    assert "Alle går ut, i alle grener og merker." in told
    assert "Imot: Saken er ikke avsluttet." in told
    assert "Imot: Arkivet har ikke fått den." in told


def test_what_the_archive_has_not_got_goes_only_with_a_reason(skole: Program) -> None:
    before = everything_in(skole.root)
    refused = skole.run("slett", SAK, "--utfør")
    assert refused.status == 3
    assert "Arkivet har ikke fått den." in refused.err
    assert f"sosialplan arkiver {SAK}" in refused.err
    assert everything_in(skole.root) == before


def test_a_closed_case_that_the_archive_has_goes_when_its_time_is_out(skole: Program) -> None:
    day = ("--i-dag", SENT)
    rows = skole.fine(*day, "oppbevaring", "--format", "json").json()["saker"]
    assert [each["sak"] for each in rows] == [AVSLUTTET]
    assert (rows[0]["levert"], rows[0]["kan_slettes"]) == (None, False)
    assert "ikke er ute: 1" in skole.fine("oppbevaring").err
    assert skole.fine("oppbevaring", "--format", "json").json()["saker"] == []
    skole.now = f"{SENT}T09:00+01:00"
    skole.fine("arkiver", AVSLUTTET)
    (row,) = skole.fine("oppbevaring", "--format", "json").json()["saker"]
    assert (row["levert"], row["kan_slettes"], row["nytt_siden"]) == (SENT, True, 0)
    table = skole.fine("oppbevaring").out
    assert "ja" in table
    skole.fine("registrer", AVSLUTTET, "notat", "--notat", "Oppdiktet etterpå")


def test_what_is_new_since_the_archive_got_it_is_told_of(skole: Program) -> None:
    skole.now = f"{SENT}T09:00+01:00"
    skole.fine("arkiver", AVSLUTTET)
    skole.fine("tiltak", "plan", AVSLUTTET, "--problem", "Oppdiktet nytt problem")
    (row,) = skole.fine("oppbevaring", "--format", "json").json()["saker"]
    assert row["kan_slettes"] is False
    assert row["nytt_siden"] > 0
    assert "nei, noe er nytt siden" in " ".join(skole.fine("oppbevaring").out.split())
    refused = skole.run("slett", AVSLUTTET, "--utfør")
    assert refused.status == 3
    assert "Noe i den er nytt siden arkivet fikk den" in refused.err


def test_a_reason_never_says_whom_it_was_about(skole: Program) -> None:
    text = skole.case(SAK).read_text("utf-8")
    assert "navn: Oppdiktet Elev Alm" in text
    for reason in ("Alm sa det", "Ring 912 34 567", "Eleven har ADHD", "Se 010100 00110"):
        refused = skole.run("slett", SAK, "--utfør", "--hvorfor", reason)
        assert refused.status == 2
        assert "blir stående for alltid" in refused.err
    assert skole.case(SAK).exists()


def test_what_would_be_lost_or_kept_elsewhere_stops_it(skole: Program, tmp_path: Path) -> None:
    asked = ("slett", SAK, "--utfør", "--hvorfor", HVORFOR)
    path = skole.case(ANNEN)
    text = path.read_text("utf-8")
    path.write_text(f"{text}# rørt\n", encoding="utf-8")
    assert "ikke er lagret: 1" in skole.run(*asked).err
    skole.git("stash", "--quiet")
    assert "git stash" in skole.run(*asked).err
    skole.git("stash", "drop", "--quiet")
    skole.git("worktree", "add", "--quiet", str(tmp_path / "annen"), "HEAD~1")
    assert "git worktree" in skole.run(*asked).err
    skole.git("worktree", "remove", str(tmp_path / "annen"))
    tell(tmp_path, "clone", "--quiet", "--depth", "1", skole.root.as_uri(), "grunn")
    assert "git clone" in Program(tmp_path / "grunn").run(*asked).err
    assert skole.case(SAK).exists()
    assert skole.run("slett", "2026-00000", "--utfør").status in {2, 3}


# What is gone, and what stands


def test_no_object_holds_the_case_afterwards(skole: Program, ny_sak: str) -> None:
    own = skole.case(ny_sak).read_bytes()
    (skole.root / "saker" / "2026" / "gammel kopi.yaml").write_bytes(own)
    (skole.root / "plan" / "kopi.json").write_text(f'{{"sak": "{ny_sak}", "notat": "{SAID}"}}')
    skole.git("add", "--force", "--all")
    skole.git("commit", "--quiet", "-m", "kopier")
    skole.git("branch", "side", "HEAD~1")
    skole.git("tag", "-a", "-m", "Oppdiktet", "merke", "HEAD~2")
    blob = skole.git("rev-parse", f"HEAD:saker/2026/{ny_sak}.yaml").strip()
    skole.git("tag", "innholdet", blob)
    skole.git("notes", "add", "-m", "Oppdiktet merknad", "HEAD~1")
    skole.git("rm", "--quiet", "saker/2026/gammel kopi.yaml", "plan/kopi.json")
    skole.git("commit", "--quiet", "-m", "tatt bort")
    assert holds(skole.root, f"{SAID} ny")
    assert holds(skole.root, f"sak: {ny_sak}")
    deleted(skole, ny_sak)
    assert holds(skole.root, f"{SAID} ny", f"\nsak: {ny_sak}\n", f'"sak": "{ny_sak}"') == []
    assert not skole.case(ny_sak).exists()
    assert skole.git("status", "--porcelain") == ""
    assert skole.git("fsck", "--full", "--unreachable", "--no-reflogs").strip() == ""
    assert "side" in skole.git("branch")
    assert "merke" in skole.git("tag")
    assert skole.git("notes", "list").strip()


def test_all_else_stands_as_it_stood(skole: Program, ny_sak: str) -> None:
    shown = {each: skole.fine("vis", each).out for each in (ANNEN, AVSLUTTET, SAK)}
    log = skole.git("log", "--format=%an %ae %aI %cI %s", "--", f"saker/2026/{ANNEN}.yaml")
    before = skole.git("rev-list", "HEAD").split()
    first = skole.git("log", "--format=%H", "--diff-filter=A", "--", f"saker/2026/{ny_sak}.yaml")
    kept = skole.git("rev-list", f"{first.strip()}^").split()
    deleted(skole, ny_sak)
    assert {each: skole.fine("vis", each).out for each in shown} == shown
    assert log == skole.git("log", "--format=%an %ae %aI %cI %s", "--", f"saker/2026/{ANNEN}.yaml")
    after = skole.git("rev-list", "HEAD").split()
    assert set(kept) <= set(after), "what came before the case keeps its name"
    assert not (set(before) - set(kept)) & set(after)
    problems = skole.run("valider", "--format", "json").json()["problemer"]
    assert [each for each in problems if each["nivå"] == "feil"] == []


def test_the_register_keeps_one_line_of_no_content(skole: Program) -> None:
    head = skole.git("rev-parse", "HEAD").strip()
    told = deleted(skole)
    register = (skole.root / "plan" / "slettet.yaml").read_text("utf-8")
    for each in (f"sak: {SAK}", "grunn: annen", f"hvorfor: {HVORFOR}", f"hode_før: {head}"):
        assert each in register
    assert f"hode_etter: {skole.git('rev-parse', 'HEAD^').strip()}" in register
    assert "Elev Alm" not in register
    assert f"Sak {SAK} er slettet." in told
    assert "git clone ADRESSE" in told
    assert "Sikkerhetskopier fra før har saken ennå" in told
    assert skole.run("slett", SAK, "--utfør", "--hvorfor", HVORFOR).status == 3
    assert skole.run("vis", SAK).status == 3
    deleted(skole, ANNEN)
    assert (skole.root / "plan" / "slettet.yaml").read_text("utf-8").count("- sak:") == 2


def test_what_names_a_deleted_case_is_no_fault(skole: Program, ny_sak: str) -> None:
    skole.fine("registrer", ANNEN, "notat", "--notat", "Oppdiktet lenke")
    path = skole.case(ANNEN)
    path.write_text(
        path.read_text("utf-8").replace(
            "kjede: bekymring\n", f"kjede: bekymring\nfra_sak: {ny_sak}\n"
        ),
        encoding="utf-8",
    )
    skole.run("lagre")
    assert f"saker/2026/{ANNEN}.yaml nevner saksnummeret" in " ".join(
        skole.fine("slett", ny_sak).out.split()
    )
    skole.git("commit", "--quiet", "--all", "--allow-empty", "-m", "x")
    deleted(skole, ny_sak)
    assert "K312" not in skole.run("valider").out


def test_a_case_that_had_another_number_goes_under_both(skole: Program, ny_sak: str) -> None:
    assert is_own_file(f"saker/2026/{ny_sak}.yaml.age", (ny_sak,))
    assert not is_own_file(f"plan/{ny_sak}.yaml", (ny_sak,))
    depot = find_depot(skole.root)
    one, both = traces(depot, (ny_sak,)), traces(depot, (ny_sak, SAK))
    assert one.innhold < both.innhold
    assert len(both.filer) == 2


def test_one_that_was_killed_is_finished(skole: Program, ny_sak: str) -> None:
    depot = find_depot(skole.root)
    found = traces(depot, (ny_sak,))
    head = skole.git("rev-parse", "HEAD").strip()
    keep_deletion(
        DISK,
        depot.common,
        Slettemerke(ny_sak, head, tuple(sorted(found.innhold)), "annen", HVORFOR),
    )
    refused = skole.run("slett", ANNEN)
    assert refused.status == 3
    assert f"En sletting ble avbrutt: {ny_sak}" in refused.err
    doctor = skole.run("sjekk").out
    assert f"feil[D872] En sletting ble avbrutt: sak {ny_sak}." in doctor
    assert f"sosialplan slett {ny_sak} --utfør" in doctor
    write_anew(depot, found)
    told = skole.fine("slett", ny_sak, "--utfør")
    assert "som ble avbrutt" in told.err
    begun = Slettemerke(ny_sak, head, tuple(sorted(found.innhold)), "annen", HVORFOR)
    keep_deletion(DISK, depot.common, begun)
    skole.fine("slett", ny_sak, "--utfør")
    assert (skole.root / "plan" / "slettet.yaml").read_text("utf-8").count("- sak:") == 1
    assert begun_deletion(depot.common) is None
    assert "D872" not in skole.run("sjekk").out
    assert holds(skole.root, f"{SAID} ny") == []
    assert f"hode_før: {head}" in (skole.root / "plan" / "slettet.yaml").read_text("utf-8")


# The others


@pytest.fixture
def delt(skole: Program, ny_sak: str, tmp_path: Path) -> tuple[Program, Program, Path]:
    """The one who deletes, another who has it all, and the shared copy."""
    del ny_sak
    felles = tmp_path / "felles.git"
    tell(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(felles))
    branch = skole.git("symbolic-ref", "--short", "HEAD").strip()
    skole.git("branch", "--move", branch, "main")
    skole.git("remote", "add", "origin", str(felles))
    skole.fine("synk")
    tell(tmp_path, "clone", "--quiet", str(felles), "andre")
    return skole, Program(tmp_path / "andre", new_id=entry_id), felles


def test_a_clone_with_the_old_history_cannot_bring_it_back(
    delt: tuple[Program, Program, Path], tmp_path: Path
) -> None:
    skole, andre, felles = delt
    told = skole.fine("slett", SAK, "--utfør", "--hvorfor", HVORFOR).out
    contents = left_in(andre.root, _innhold(skole))
    assert contents, "the other has it still"
    early = skole.run("synk")
    assert early.status == 1
    assert "T738" in early.err
    assert left_in(skole.root, contents) == frozenset(), "it is not fetched again"
    (command,) = (line.strip() for line in told.splitlines() if "git push --force" in line)
    skole.git(*command.split()[1:])
    andre.fine("registrer", ANNEN, "notat", "--notat", "Oppdiktet her")
    before = tell(felles, "rev-parse", "main")
    for options in ((), ("--tørr",)):
        refused = andre.run("synk", *options)
        assert refused.status == 1
        assert f"feil[T737] Historikken her har sak {SAK}, som er slettet" in refused.err
        assert "git clone ADRESSE" in refused.err
    assert tell(felles, "rev-parse", "main") == before
    tell(felles, "reflog", "expire", "--expire=now", "--all")
    tell(felles, "gc", "--prune=now", "--quiet")
    tell(tmp_path, "clone", "--quiet", str(felles), "igjen")
    for place in (felles, tmp_path / "igjen", skole.root):
        assert left_in(place, contents) == frozenset()
        assert holds(place, SAID + " 1") == []
    igjen = Program(tmp_path / "igjen", new_id=entry_id)
    igjen.fine("registrer", ANNEN, "notat", "--notat", "Oppdiktet videre")
    igjen.fine("synk")
    skole.fine("synk")
    assert "Oppdiktet videre" in skole.fine("vis", ANNEN).out


def test_who_pushes_the_old_history_back_with_git_is_found(
    delt: tuple[Program, Program, Path],
) -> None:
    skole, andre, felles = delt
    told = skole.fine("slett", SAK, "--utfør", "--hvorfor", HVORFOR).out
    (command,) = (line.strip() for line in told.splitlines() if "git push --force" in line)
    skole.git(*command.split()[1:])
    andre.git("push", "--quiet", "--force", str(felles), "main")
    refused = skole.run("synk")
    assert refused.status == 1
    assert "T738" in refused.err
    assert left_in(skole.root, _innhold(skole)) == frozenset()


def test_what_is_not_shared_yet_stops_it(delt: tuple[Program, Program, Path]) -> None:
    skole, _, _ = delt
    skole.fine("registrer", ANNEN, "notat", "--notat", "Oppdiktet ikke delt")
    refused = skole.run("slett", SAK, "--utfør", "--hvorfor", HVORFOR)
    assert refused.status == 3
    assert "sosialplan synk" in refused.err


def _innhold(program: Program) -> list[str]:
    text = (program.root / "plan" / "slettet.yaml").read_text("utf-8")
    return [
        line[8:] for line in text.splitlines() if line.startswith("      - ") and len(line) == 48
    ]


# The check of the history


def test_the_check_tells_of_the_deletion_and_of_nothing_else(skole: Program, ny_sak: str) -> None:
    skole.fine("logg", "--kontroller")
    deleted(skole, ny_sak)
    told = skole.fine("logg", "--kontroller", "--format", "json").json()
    assert [each["kode"] for each in told["funn"]] == ["T736"]
    shutil.rmtree(skole.root.parent / "merker")
    told = skole.fine("logg", "--kontroller", "--format", "json").json()
    assert [each["kode"] for each in told["funn"]] == ["T736"]


def test_a_clone_that_is_fetched_anew_knows_why_the_old_is_gone(
    delt: tuple[Program, Program, Path],
) -> None:
    skole, andre, felles = delt
    andre.fine("logg", "--kontroller")
    told = skole.fine("slett", SAK, "--utfør", "--hvorfor", HVORFOR).out
    (command,) = (line.strip() for line in told.splitlines() if "git push --force" in line)
    skole.git(*command.split()[1:])
    shutil.rmtree(andre.root)
    tell(andre.root.parent, "clone", "--quiet", str(felles), andre.root.name)
    found = andre.fine("logg", "--kontroller", "--format", "json").json()["funn"]
    assert [each["kode"] for each in found] == ["T736"]


@pytest.mark.skipif(SSH_KEYGEN is None, reason="the machine has no ssh-keygen")
def test_a_signed_line_answers_for_what_was_signed(tmp_path: Path) -> None:
    skole = Program(signed_school(REPOSITORY, tmp_path) / "skolen")
    number = skole.new_case()
    skole.fine("registrer", ANNEN, "notat", "--notat", "Oppdiktet signert")
    assert skole.run("logg", "--kontroller").status == 0
    deleted(skole, number)
    found = skole.fine("logg", "--kontroller", "--format", "json").json()["funn"]
    assert [each["kode"] for each in found] == ["T736"]
    skole.fine("registrer", ANNEN, "notat", "--notat", "Oppdiktet signert etterpå")
    skole.fine("logg", "--kontroller", "--alt")


@pytest.mark.skipif(SSH_KEYGEN is None, reason="the machine has no ssh-keygen")
def test_a_line_that_none_of_the_leadership_signed_answers_for_nothing(tmp_path: Path) -> None:
    skole = Program(signed_school(REPOSITORY, tmp_path) / "skolen")
    number = skole.new_case()
    deleted(skole, number)
    skole.git(
        "-c", "commit.gpgsign=false", "commit", "--quiet", "--amend", "--no-edit", "--no-gpg-sign"
    )
    found = skole.run("logg", "--kontroller", "--format", "json")
    assert found.status == 1
    assert {"T739", "T721"} <= {each["kode"] for each in found.json()["funn"]}


@pytest.mark.skipif(SSH_KEYGEN is None, reason="the machine has no ssh-keygen")
def test_only_the_leadership_deletes_where_the_school_signs(tmp_path: Path) -> None:
    skole = Program(signed_school(REPOSITORY, tmp_path) / "skolen")
    number = skole.new_case()
    add(skole, "Oppdiktet Lærer Bjerk", "ny")
    use_key(skole, "ny")
    skole.git("config", "user.name", "Oppdiktet Lærer Bjerk")
    refused = skole.run("slett", number, "--utfør", "--hvorfor", HVORFOR)
    assert refused.status == 3
    assert "bare ledelsen kan slette en sak" in refused.err
    assert skole.case(number).exists()
