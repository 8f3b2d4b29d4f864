"""The doctor: what is found in a folder, in what words, and what is mended."""

import os
import subprocess
import sys
import threading
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest

from program import NOW as MONDAY
from program import Program, copied, everything_in, made_by_start
from sosialplan.files.lock import this_process
from sosialplan.git.mending import left_locks
from sosialplan.git.repository import find_depot
from sosialplan.git.settings import OWN_FILES
from sosialplan.model.mappeinnhold import (
    Avbrutt,
    Gittilstand,
    Kopialder,
    Mappetilstand,
    Sjekkfunn,
    Skriving,
)
from sosialplan.randomness import entry_id
from sosialplan.rules.checks.folder_checks import MENDED, check_folder
from sosialplan.tekster.koder.sjekk import SJEKK

NOW = datetime.fromisoformat(MONDAY)
FINE = Mappetilstand((2, 39, 5), (3, 11, 0), Gittilstand())
DEAD = 2**22 + 1
"""No process has this number: it is beyond what the system gives out."""


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    root = made_by_start(tmp_path_factory.mktemp("skole") / "skolen")
    return root, Program(root).new_case()


@pytest.fixture
def program(skolen: tuple[Path, str], tmp_path: Path) -> Program:
    return Program(copied(skolen[0], tmp_path / "mappe"), new_id=entry_id)


@pytest.fixture
def sak(skolen: tuple[Path, str]) -> str:
    return skolen[1]


def git(**what: object) -> Mappetilstand:
    return Mappetilstand((2, 39, 5), (3, 11, 0), Gittilstand(**what))  # type: ignore[arg-type]


def kopi(dager: int, grense: int, siste: date | None = None) -> Mappetilstand:
    return Mappetilstand((2, 39), (3, 11), Gittilstand(), kopi=Kopialder(dager, grense, siste))


FOUND: tuple[tuple[Mappetilstand, str], ...] = (
    (Mappetilstand(None, (3, 11), None), "D801 Programmet git finnes ikke på maskinen."),
    (Mappetilstand((2, 25, 1), (3, 11), Gittilstand()), "D802 Git 2.25.1 er eldre enn 2.31."),
    (Mappetilstand((2, 31), (3, 11), None),
     "D803 Mappen ligger ikke i git, så endringer kan ikke spores."),
    (git(identitet=False), "D804 Git vet ikke hvem du er."),
    (git(innstillinger=("core.eol", "core.fsync")),
     "D805 Git mangler innstillinger som ikke følger med når mappen hentes: core.eol, core.fsync."),
    (Mappetilstand((2, 39), (3, 11), Gittilstand(), mangler=((".gitignore", 2),)),
     "D806 .gitignore mangler 2 av linjene som en ny mappe får."),
    (Mappetilstand((2, 39), (3, 11), Gittilstand(), laaste_mapper=("saker", ".git")),
     "D807 Det kan ikke skrives i: saker, .git."),
    (Mappetilstand((2, 39), (3, 11), Gittilstand(), ledig=99), "D808 Det er bare 99 MB ledig på disken."),
    (git(skriving=Skriving(Avbrutt.FERDIG, "registrer", "2026-11-23 09:30")),
     "D811 En skriving ble avbrutt (registrer, 2026-11-23 09:30). Ingen har rørt filene siden."),
    (git(skriving=Skriving(Avbrutt.ENDRET, "registrer", "2026-11-23 09:30")),
     "D812 En skriving ble avbrutt (registrer, 2026-11-23 09:30), og noen har endret filene siden."),
    (git(skriving=Skriving(Avbrutt.ULESELIG)), "D813 Merket etter en avbrutt skriving kan ikke leses."),
    (Mappetilstand((2, 39), (3, 11), Gittilstand(), rester=3),
     "D814 Midlertidige filer ligger igjen etter en kommando som ble stoppet: 3."),
    (git(drept="registrer"), "D815 Forrige kommando som skrev (registrer), ble stoppet før den var ferdig."),
    (git(skriver="kari"), "D816 Noen skriver i mappen nå: kari."),
    (git(i_gang=("en fletting (merge)", "git merge --abort"), loesrevet=True),
     "D821 I git er det begynt på en fletting (merge) som ikke er ferdig."),
    (git(konflikter=("a", "b")), "D822 Konflikter i git er ikke løst i: a, b."),
    (git(konflikter=tuple("abcdef")), "D822 Konflikter i git er ikke løst i: a, b, c, d, e …."),
    (git(loesrevet=True), "D823 Mappen står på et løst punkt i historikken (detached HEAD)."),
    (git(etterlatte_laaser=("index.lock",)), "D824 Git er låst av et program som er borte: index.lock."),
    (git(andre_laaser=("index.lock",)), "D825 Git er låst nå: index.lock."),
    (git(skadet=True), "D826 Historikken i git er skadet."),
    (git(grunn=True), "D827 Bare den nyeste delen av historikken er hentet (shallow clone)."),
    (git(uten_noekkel=("grunnen", "Rådet.")),
     "D829 Signering er på, og grunnen. Her kan ingenting lagres."),
    (Mappetilstand((2, 39), (3, 11), None, skadde=("config", "index")),
     "D830 Git kan ikke brukes her, for dette er skadet i mappen .git: config, index."),
    (git(fremmede=("refs/desktop.ini",)),
     "D831 Filer som ikke er gits, ligger blant grenene i mappen .git: refs/desktop.ini."),
    (git(usette=("saker/2026/a.yaml",)),
     "D832 Git er bedt om ikke å se etter endringer i: saker/2026/a.yaml."),
    (git(attributter=((".gitattributes:7", ("diff", "text")),)),
     "D840 .gitattributes:7 får git til å lagre, vise eller flette planmappens filer på en annen måte (diff, text)."),
    (git(delvis=True), "D833 Bare en del av historikken er hentet hit (partial clone)."),
    (git(medbrakt=("x = y",)),
     "D834 Mappen har med seg dette, som git ville følge, og som ingen her har sagt ja til: x = y."),
    (git(medbrakt_godtatt=("core.fsmonitor = x.sh",)),
     "D835 Mappen har med seg dette, som git følger, og som du har sagt ja til: core.fsmonitor = x.sh."),
    (git(stengt_laas=True),
     "D836 Låsen i mappen .git (sosialplan.lock) kan bare åpnes av den som laget den."),
    (git(ugyldig_laas=True),
     "D839 Låsen i mappen .git (sosialplan.lock) er en lenke eller ingen vanlig fil."),
    (Mappetilstand((2, 39), (3, 11), Gittilstand(), skjema=("plan/skjema/sak.schema.json",)),
     "D837 Redigeringshjelpen i plan/skjema er av en annen utgave av programmet (filer: 1)."),
    (git(registre=("commit-graph",)),
     "D838 Gits eget register over historikken sier noe annet enn det som er lagret: commit-graph."),
    (kopi(30, 7), "D870 Det er ikke tatt noen sikkerhetskopi herfra, og historikken er 30 dager gammel."),
    (kopi(8, 7, date(2026, 11, 15)),
     "D871 Den siste sikkerhetskopien herfra er 8 dager gammel (15.11.2026). Skolen har sagt høyst 7."),
    (git(sletting="2026-YHP9E"), "D872 En sletting ble avbrutt: sak 2026-YHP9E."),
    (git(ulagret=2), "D828 Filer med endringer som ikke er lagret i historikken: 2."),
)  # fmt: skip


def said(found: Sjekkfunn) -> str:
    return f"{found.kode} {found.melding}"


# The judgement


@pytest.mark.parametrize(("tilstand", "sentence"), FOUND, ids=lambda each: str(each)[:4])
def test_what_is_found_is_told_in_these_words(tilstand: Mappetilstand, sentence: str) -> None:
    assert [said(each) for each in check_folder(tilstand)] == [sentence]


def test_every_code_of_the_doctor_is_found_and_explained(program: Program) -> None:
    codes = [each.code for each in SJEKK]
    assert sorted({sentence[:4] for _, sentence in FOUND}) == codes
    assert set(codes) >= MENDED
    for kind in SJEKK:
        told = program.fine("forklar", kind.code.lower()).out
        assert kind.why in told
        for text in (kind.message, kind.cure, kind.why):
            assert text[0].isupper() or text[0] == "{"


def test_a_folder_in_order_is_told_nothing_of() -> None:
    assert check_folder(FINE) == ()
    for each in (
        kopi(7, 7),
        kopi(7, 7, date(2026, 11, 16)),
        kopi(900, 0),
        kopi(900, 0, date(2024, 1, 1)),
    ):
        assert check_folder(each) == ()


def test_all_that_is_wrong_is_told_of_at_once() -> None:
    worst = Gittilstand(
        identitet=False, innstillinger=("core.eol",), loesrevet=True, grunn=True, ulagret=1,
        skriving=Skriving(Avbrutt.ULESELIG), drept="lagre",
    )  # fmt: skip
    found = check_folder(Mappetilstand((2, 20), (3, 11), worst, ("saker",), 1, ((".x", 1),), 1))
    assert [each.kode for each in found] == [
        "D802", "D807", "D808", "D814", "D815", "D813", "D823", "D827", "D828", "D804", "D805", "D806",
    ]  # fmt: skip
    assert {each.kode for each in found if each.kan_rettes} == MENDED & {
        each.kode for each in found
    }


# The command


def test_the_doctor_changes_nothing_without_being_asked(program: Program, sak: str) -> None:
    _arrange_everything_that_can_be_mended(program, sak)
    before = everything_in(program.root)
    checked = program.run("sjekk")
    assert checked.status == 1
    assert everything_in(program.root) == before
    codes = [line.partition("[")[2][:4] for line in checked.out.splitlines() if "[D" in line]
    of_the_folder = [each for each in codes if each < "D850"]  # the others are of the machine
    assert of_the_folder == ["D814", "D824", "D805", "D806", "D806"]


def test_the_doctor_mends_what_can_be_mended_and_tells_of_it(program: Program, sak: str) -> None:
    _arrange_everything_that_can_be_mended(program, sak)
    mended = program.fine("sjekk", "--reparer")
    told = [line for line in mended.out.splitlines() if line.startswith("Rettet: ")]
    assert [line.removesuffix(" Lagret.") for line in told] == [
        "Rettet: Låser i git som er tatt bort: 1.",
        "Rettet: Midlertidige filer som er slettet: 2.",
        "Rettet: Innstillinger i git er satt: core.eol.",
        "Rettet: .gitattributes og .gitignore har fått linjene som manglet.",
    ]
    assert program.fine("sjekk", "--format", "json").json()["funn"] == []
    assert (program.root / ".gitattributes").read_text(encoding="utf-8").startswith("*.md text\n")
    program.fine("registrer", sak, "drøftet")
    again = program.fine("sjekk", "--reparer", "--format", "json").json()
    assert (again["rettet"], again["funn"]) == ([], [])
    assert again["programmer"].keys() == {"sosialplan", "Python", "git"}


def _arrange_everything_that_can_be_mended(program: Program, sak: str) -> None:
    (program.root / ".gitattributes").write_text("*.md text", encoding="utf-8")
    (program.root / ".gitignore").unlink()
    program.fine("lagre")
    program.git("config", "--local", "core.eol", "crlf")
    for name in (f".sosialplan-{sak}.yaml-1.tmp", ".sosialplan-x.yaml-2.tmp"):
        (program.root / "saker" / "2026" / name).write_text("rest", encoding="utf-8")
    (program.root / ".git" / "info" / "exclude").write_text("*.tmp\n", encoding="utf-8")
    lock(program.root / ".git", "index.lock", since=700)


@pytest.mark.parametrize("how", ["ulagret", "løsrevet", "fletting", "ukjent"])
def test_gits_own_files_are_left_where_they_cannot_be_saved_alone(
    program: Program, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program.root / ".gitignore").write_text("ut/\n", encoding="utf-8")
    if how != "ulagret":
        program.fine("lagre")
    if how == "løsrevet":
        program.git("switch", "--quiet", "--detach")
    if how == "fletting":
        (program.root / ".git" / "MERGE_HEAD").touch()
    if how == "ukjent":
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    checked = program.run("sjekk", "--reparer", "--format", "json").json()
    assert "D806" in [each["kode"] for each in checked["funn"]]
    assert checked["rettet"] == []
    assert (program.root / ".gitignore").read_text(encoding="utf-8") == "ut/\n"


def test_a_file_of_gits_that_cannot_be_read_is_missing_all(program: Program) -> None:
    (program.root / ".gitignore").write_bytes(b"\xff")
    found = program.run("sjekk", "--format", "json").json()["funn"]
    count = len(OWN_FILES[".gitignore"])
    assert f".gitignore mangler {count} av linjene som en ny mappe får." in [
        each["melding"] for each in found
    ]


def test_a_damaged_history_is_found(program: Program, sak: str) -> None:
    name = program.git("rev-parse", f"HEAD:saker/2026/{sak}.yaml").strip()
    (program.root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    checked = program.run("sjekk")
    assert (checked.status, "feil[D826]" in checked.out) == (1, True)


def test_a_folder_without_git_is_told_how_to_get_it(program: Program) -> None:
    (program.root / ".git").rename(program.root.parent / "borte")
    checked = program.run("sjekk")
    assert (checked.status, "feil[D803]" in checked.out) == (1, True)
    assert "git init" in checked.out


def test_outside_a_planmappe_there_is_nothing_to_look_after(tmp_path: Path) -> None:
    assert Program(tmp_path).run("sjekk").status == 3


# Git's locks


def lock(folder: Path, name: str, since: float = 0.0) -> Path:
    """Let git have locked, so many seconds ago."""
    path = folder / name
    path.touch()
    os.utime(path, (NOW.timestamp() - since, NOW.timestamp() - since))
    return path


@pytest.mark.parametrize(
    ("since", "killed", "left"),
    [
        (1, None, False),
        (1, 5, True),
        (1, 500, False),  # made long after the killed one began
        (9, 5, False),  # made before it began
        (700, None, True),
    ],
)
def test_a_lock_of_gits_is_left_when_it_was_ours_or_is_old(
    program: Program, since: int, killed: int | None, *, left: bool
) -> None:
    depot = find_depot(program.root)
    path = lock(depot.git_folder, "index.lock", since)
    began = None if killed is None else NOW.timestamp() - killed
    found = left_locks(depot, NOW, began)
    assert [each.path for each in found] == ([path] if left else [])


@pytest.mark.parametrize(
    ("owner", "left"), [(DEAD, True), (os.getpid(), False)], ids=["borte", "i gang"]
)
def test_a_lock_whose_git_is_still_at_work_is_not_left(
    program: Program, owner: int, *, left: bool
) -> None:
    depot = find_depot(program.root)
    names = ("index.lock", f"next-index-{owner}.lock", "refs/heads/main.lock")
    paths = {lock(depot.git_folder, name) for name in names}
    found = {each.path for each in left_locks(depot, NOW, NOW.timestamp())}
    assert found == (paths if left else set())


def test_a_git_that_ends_by_itself_is_let_to(program: Program) -> None:
    depot = find_depot(program.root)
    path = lock(depot.git_folder, "index.lock")
    ending = threading.Timer(0.2, path.unlink)
    ending.start()
    assert left_locks(depot, NOW, NOW.timestamp()) == ()
    ending.join()


def test_what_a_killed_git_left_is_cleared_by_the_next_writer(program: Program, sak: str) -> None:
    """The note of who held the lock is left too, and both have the disk's own time."""
    (program.root / ".git" / "index.lock").touch()
    holder = this_process("registrer", NOW.isoformat())
    (program.root / ".git" / "sosialplan.lock").write_bytes(msgspec.json.encode(holder))
    checked = program.run("sjekk")
    assert "merknad[D815] Forrige kommando som skrev (registrer)" in checked.out
    assert "feil[D824]" in checked.out
    program.fine("registrer", sak, "drøftet")
    assert program.fine("sjekk", "--format", "json").json()["funn"] == []


# What is made beside what people see


def test_what_a_killed_command_was_making_is_found_and_taken_away(program: Program) -> None:
    """Rooms in git's folder, a merge beside the folder, a package of documents, a start that was whole."""
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                          capture_output=True, text=True, check=True).stdout.strip()  # fmt: skip
    git_folder = program.root / ".git"
    program.git("worktree", "add", "--quiet", "--detach", str(git_folder / "sosialplan-fletting"))
    made = (
        git_folder / f"sosialplan-rom-{gone}-0" / "saker",
        program.root / "ut" / f".sosialplan-arkiv-{gone}.tmp",
        program.root / ".sosialplan-start.tmp",
    )
    for each in made:
        each.mkdir(parents=True)
        (each / "sak.yaml").write_text("Oppdiktet Elev", encoding="utf-8")
        (each / "sak.yaml").chmod(0o400)
    (git_folder / "sosialplan-skriving.ny").write_text("{", encoding="utf-8")
    lasts = git_folder / f"sosialplan-rom-{os.getpid()}-0"
    lasts.mkdir()
    found = program.run("sjekk", "--format", "json").json()["funn"]
    assert [each["kode"] for each in found] == ["D814"]
    program.fine("sjekk", "--reparer")
    left = [each for each in everything_in(program.root) if "sosialplan-" in each]
    assert left == [lasts.relative_to(program.root).as_posix()]
    assert not (git_folder / "worktrees" / "sosialplan-fletting").exists()
    assert program.run("sjekk", "--format", "json").json()["funn"] == []


@pytest.mark.parametrize("mend", [(), ("--reparer",)])
def test_a_case_that_cannot_be_read_is_named(
    program: Program, sak: str, mend: tuple[str, ...]
) -> None:
    case = program.case(sak)
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("elev:", "elev: [", 1), encoding="utf-8")
    program.git("commit", "--quiet", "-am", "Oppdiktet feil")
    told = program.run("sjekk", *mend)
    assert told.status == 1
    assert f"{sak}.yaml kan ikke leses" in " ".join(told.out.split())
    assert "Alt er i orden" not in told.out + told.err
