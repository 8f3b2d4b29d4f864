"""``logg --kontroller`` on real git with real keys: what was done to a history is found, and said."""

import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from gitprogram import ask, tell
from noekler import needs_ssh_keygen
from program import Program, Result, copied, everything_in
from signert_skole import ALM, RAVN, add, signed_school, use_key
from sosialplan.files.merke import state_folder
from sosialplan.git.signing import signatures
from sosialplan.rules.tillit.signaturkjede import Signaturslag
from sosialplan.tekster.koder.alle import find_code
from sosialplan.tekster.koder.tillit import KONTROLL

pytestmark = needs_ssh_keygen
NUMMER = "2026-KB3NR"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A signed school with a shared copy, and a colleague's clone that has looked at it once."""
    folder = signed_school(Path(request.config.rootpath), tmp_path_factory.mktemp("kontroll"))
    program = Program(folder / "skolen")
    for text in ("Første", "Andre", "Tredje"):
        note(program, text)
    tell(folder, "init", "--quiet", "--bare", "--initial-branch=main", "felles.git")
    program.git("remote", "add", "origin", "../felles.git")
    program.fine("synk")
    tell(folder, "clone", "--quiet", "felles.git", "andre")
    other = Program(folder / "andre")
    other.git("remote", "set-url", "origin", "../felles.git")
    other.git("config", "user.name", ALM)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path / "her")


def ids(letter: str) -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{letter}{next(numbers):07}"


@pytest.fixture
def program(folder: Path) -> Program:
    """The rektor's own folder."""
    program = Program(folder / "skolen", marks=folder / "merker-rektor", new_id=ids("r"))
    program.now = "2026-11-23T15:00+01:00"
    use_key(program, "ravn")
    return program


@pytest.fixture
def other(folder: Path) -> Program:
    """The colleague's."""
    program = Program(folder / "andre", marks=folder / "merker-alm", new_id=ids("a"))
    program.now = "2026-11-23T15:00+01:00"
    use_key(program, "alm")
    return program


def git(program: Program, *args: str, at: str = "2026-11-23T14:00:00+01:00") -> str:
    """Let git do something by hand, at a time of the day of the tests."""
    when = {"GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": at}
    return tell(program.root, *args, extra_env=when).decode("utf-8")


def note(program: Program, text: str, status: int = 0) -> Result:
    result = program.run("registrer", NUMMER, "notat", "--notat", f"Oppdiktet: {text}")
    assert result.status == status, result
    return result


def by_hand(program: Program, change: Callable[[str], str] = str.upper, *args: str) -> str:
    """Change the case and save it with git alone; return the commit."""
    path = program.case(NUMMER)
    text = change(path.read_text("utf-8"))
    path.write_text(text, encoding="utf-8", newline="\n")
    git(program, "commit", "--quiet", "--all", "-m", "For hånd", *args)
    return program.git("rev-parse", "HEAD").strip()


def with_remark(text: str) -> str:
    return f"{text}# For hånd\n"


def check(program: Program, *args: str, status: int | None = None) -> Any:
    """Check the history, which changes nothing in the folder."""
    before = everything_in(program.root)
    result = program.run("logg", "--kontroller", "--format", "json", *args)
    assert everything_in(program.root) == before
    assert result.status == status if status is not None else result.status in {0, 1}, result
    return result.json()


def codes(told: Any) -> dict[str, list[str]]:
    """Return the commits of each code that was found."""
    found: dict[str, list[str]] = {}
    for each in told["funn"]:
        found.setdefault(each["kode"], []).append(
            each["lagring"]["commit"] if each["lagring"] else ""
        )
    return found


# All is well


def test_a_history_that_is_as_it_should_be(program: Program) -> None:
    told = check(program, status=0)
    assert told["funn"] == told["problemer"] == []
    assert told["signaturer"] == {
        "kontrollert": True, "skulle": 3, "i_orden": 3, "godtatt": 0, "fra_før": 0,
    }  # fmt: skip
    assert told["signering_fra"] == "2026-11-23"
    assert told["sist_sett"] is None
    changes = [(each["hva"], each["nøkkel"]) for each in told["tilgang"]]
    assert changes == [
        (["Signering fra 23.11.2026: ja"], "n0000001"),
        (["La inn nøkkel n0000002, som gjelder fra 23.11.2026"], None),
        (["La inn nøkkel n0000001, som gjelder fra 23.11.2026"], None),
    ]
    note(program, "Fjerde")
    again = check(program, status=0)
    assert (again["signaturer"]["skulle"], again["signaturer"]["fra_før"]) == (4, 3)
    assert again["sist_sett"] == "2026-11-23T15:00:00+01:00"
    assert again["tilgang"] == told["tilgang"]
    assert check(program, "--alt")["signaturer"]["fra_før"] == 0


def test_it_is_said_in_words(program: Program) -> None:
    check(program)
    by_hand(program, with_remark, "--no-gpg-sign")
    result = program.run("logg", "--kontroller")
    assert result.status == 1
    out = result.out
    for said in (
        "Signaturer: 3 av 4 er i orden. Påkrevd fra 23.11.2026.",
        "Vekst: alt som ble sett sist (23.11.2026 15:00), er her.",
        "Felles kopi, slik den var sist den ble hentet: ingenting er borte.",
        "Datoer: ingen går bakover.",
        "Det som er skrevet i saker, fravær og møter, står.",
        "Endringer i hvem som signerer",
        "feil[T721] Lagringen er ikke signert.",
        "Dette kan kontrollen ikke vite",
        "- Om noe ble borte før den første kontrollen på denne maskinen (23.11.2026 15:00).",
        "- Hvordan den felles kopien er akkurat nå. Det sees med --hent.",
    ):
        assert said in out, said
    assert result.err == "1 feil.\n"


def test_without_signing_it_is_said_that_nobody_can_know(folder: Path) -> None:
    quiet = Program(folder / "stille")
    tell(folder, "clone", "--quiet", "felles.git", "stille")
    quiet.git(
        "reset", "--quiet", "--hard", quiet.git("rev-list", "--max-parents=0", "HEAD").strip()
    )
    shutil.rmtree(quiet.root / ".git" / "logs")
    quiet.git("update-ref", "-d", "refs/remotes/origin/main")
    quiet.git("remote", "remove", "origin")
    result = quiet.run("logg", "--kontroller")
    assert result.status == 1, "the invented school's «uendret_fra» lies ahead"
    assert result.out.startswith("KAN IKKE BEDØMMES")
    assert "Signaturer: signering har ikke vært slått på." in result.out
    assert "Felles kopi: mappen har ingen." in result.out
    assert "Vekst: dette er første kontroll her." in result.out
    assert "er endret. Skolen har satt «uendret_fra»" in result.out
    assert "Hvem som skrev: uten signering kan hvem som helst" in result.out


# What the issue asks for


def test_a_changed_entry_a_dropped_commit_and_an_unsigned_one_are_all_found(
    program: Program, other: Program
) -> None:
    check(other, status=0)
    dropped = program.git("rev-parse", "HEAD").strip()
    program.git("reset", "--quiet", "--hard", "HEAD~1")
    unsigned = by_hand(
        program, lambda text: text.replace("Oppdiktet: Første", "Oppdiktet: Aldri"), "--no-gpg-sign"
    )
    program.git("push", "--quiet", "--force", "origin", "HEAD:main")

    told = check(other, "--hent", status=1)
    assert codes(told) == {"T732": [dropped]}
    (gone,) = told["funn"]
    assert gone["lagring"]["hva"] == ["Registrerte notat, 23.11.2026"]
    assert gone["lagring"]["hvem"] == RAVN

    other.git("fetch", "--quiet")
    other.git("reset", "--quiet", "--hard", "origin/main")
    told = check(other, status=1)
    assert codes(told) == {"T721": [unsigned], "T731": [dropped], "T732": [dropped]}
    (changed,) = told["problemer"]
    assert changed["kode"] == "K401"
    assert unsigned[:10] in changed["melding"]
    assert "Aldri" not in str(told)
    assert check(other, status=1)["funn"] == told["funn"], "it is told until somebody accepts it"


# The signatures


def test_a_signature_that_does_not_fit_what_is_saved(program: Program) -> None:
    note(program, "Ekte")
    raw = program.git("cat-file", "commit", "HEAD")
    name = forged(program, raw.replace(f"Sak: {NUMMER}", "Sak: 2026-YHP9E"))
    assert codes(check(program, status=1)) == {"T722": [name]}


def test_a_key_that_is_not_known_lets_nobody_in(program: Program) -> None:
    """One without a key adds his own, and signs with it; then turns signing off."""
    path = program.root / "plan/tilgang.yaml"
    pub = (program.root.parent / "ny.pub").read_text("utf-8").strip()
    entry = f"  - {{id: kkkkkkkk, person: {RAVN}, nøkkel: {pub}, gjelder_fra: 2026-11-23}}\n"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("signering:", f"{entry}signering:"), encoding="utf-8", newline="\n"
    )
    use_key(program, "ny")
    git(program, "commit", "--quiet", "--all", "-m", "Ny")
    path.write_text(text.replace("på: true", "på: false"), encoding="utf-8", newline="\n")
    git(program, "commit", "--quiet", "--all", "-m", "Av")
    by_hand(program, with_remark, "--no-gpg-sign")
    told = check(program, status=1)
    names = program.git("log", "-3", "--format=%H").split()
    assert codes(told) == {"T721": names[:1], "T723": names[1:]}
    shown = program.run("logg", "--kontroller").out
    assert shown.count("NEI (T723)") == 2
    assert "TOK BORT nøkkel kkkkkkkk; Endret signeringen fra 23.11.2026: om den er på" in shown


def test_a_key_that_is_ended_counts_no_more(program: Program, other: Program) -> None:
    other.fine("tilgang", "fjern", RAVN)
    other.fine("synk")
    program.git("pull", "--quiet")
    name = by_hand(program, with_remark)
    assert codes(check(program, status=1)) == {"T724": [name]}


def test_the_key_of_another_is_seen(program: Program) -> None:
    use_key(program, "alm")
    name = by_hand(program, with_remark)
    told = check(program, status=1)
    assert codes(told) == {"T725": [name]}
    assert "nøkkel n0000002, som er en annens" in told["funn"][0]["melding"]


@pytest.mark.skipif(sys.platform == "win32", reason="git is given a shell script in place of gpg")
def test_a_signature_of_another_kind_cannot_be_checked(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = program.root.parent / "gpg"
    other.write_text(
        "#!/bin/sh\necho '[GNUPG:] ERRSIG ABCD 1 8 00 1 9'\nexit 2\n", encoding="utf-8"
    )
    other.chmod(0o755)
    ones_own(monkeypatch, "gpg.program", str(other))
    head, _, message = program.git("cat-file", "commit", "HEAD").partition("\n\n")
    pgp = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n zzzz\n -----END PGP SIGNATURE-----"
    name = forged(program, f"{head[: head.index('gpgsig')]}{pgp}\n\n{message}")
    assert codes(check(program, status=1)) == {"T726": [name]}


def forged(program: Program, text: str) -> str:
    """Let the branch end in a commit that says this, without a trace; return its name."""
    made = tell(program.root, "hash-object", "-t", "commit", "-w", "--stdin", stdin=text.encode())
    shutil.rmtree(program.root / ".git" / "logs")
    program.git("update-ref", "-d", "refs/remotes/origin/main")
    program.git("update-ref", "-d", "refs/sosialplan/sett/origin/main")
    program.git("update-ref", "refs/heads/main", made.decode().strip())
    return made.decode().strip()


def ones_own(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Let a setting of git's be the person's own, and not the folder's."""
    for key, said in (("COUNT", "1"), ("KEY_0", name), ("VALUE_0", value)):
        monkeypatch.setenv(f"GIT_CONFIG_{key}", said)


def test_without_ssh_keygen_it_is_said(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    ones_own(monkeypatch, "gpg.ssh.program", "finnes-ikke")
    told = check(program, status=1)
    assert codes(told) == {"T727": [""]}
    assert not told["signaturer"]["kontrollert"]
    assert "Signaturer: ikke kontrollert." in program.run("logg", "--kontroller").out


def beside(
    folder: Path, program: Program, author: str, at: str = "2026-11-23T14:00:00+01:00"
) -> str:
    """Save something unsigned on the history as it was before the signing, merge it, and return it."""
    start = program.git("rev-list", "--max-parents=0", "HEAD").strip()
    program.git("branch", "gammel", start)
    program.git("worktree", "add", "--quiet", str(folder / "gammel"), "gammel")
    aside = Program(folder / "gammel")
    who = ("-c", f"user.name={author}", "-c", "commit.gpgsign=false")
    git(aside, *who, "commit", "--quiet", "--allow-empty", "-m", "Uvitende", at=at)
    git(program, "merge", "--quiet", "--no-edit", "gammel")
    return aside.git("rev-parse", "HEAD").strip()


def test_one_who_did_not_know_is_told_of_and_not_blamed(folder: Path, program: Program) -> None:
    beside(folder, program, "Oppdiktet Vikar Vik")
    told = check(program, status=0)
    assert [each["melding"][-2:] for each in told["funn"]] == ["1."]
    assert codes(told) == {"T764": [""]}


def test_one_who_knew_is_not_excused_by_an_old_copy(folder: Path, program: Program) -> None:
    name = beside(folder, program, f"{RAVN}\u200b")
    told = check(program, status=1)
    assert codes(told) == {"T765": [name]}
    assert (told["signaturer"]["skulle"], told["signaturer"]["i_orden"]) == (5, 4)
    assert codes(check(program, "--godta", status=0)) == {"T765": [name]}
    assert codes(check(program, status=0)) == {}


# What cannot be judged


def test_a_file_that_cannot_be_read_is_said_first_and_is_never_in_order(program: Program) -> None:
    """One sign makes the file unreadable, and hides that an entry in it was changed."""
    by_hand(program, lambda text: text.replace("Oppdiktet: Første", "Oppdiktet: Aldri") + "\t:\n")
    told = check(program, status=1)
    assert codes(told) == {"T781": [""]}
    assert told["kan_ikke_bedømmes"] == 1
    shown = program.run("logg", "--kontroller").out
    assert shown.startswith("KAN IKKE BEDØMMES: ett sted, se funnene.")
    assert f"saker/2026/{NUMMER}.yaml kan ikke leses" in shown.replace("\n", " ")
    assert "møter, står" not in shown


def test_a_day_that_has_not_come_lets_nothing_be_in_order(program: Program) -> None:
    path = program.root / "plan/skole.yaml"
    text = path.read_text("utf-8").replace("kommune:", "uendret_fra: 2030-01-01\nkommune:", 1)
    path.write_text(text, encoding="utf-8", newline="\n")
    program.fine("lagre")
    told = check(program, status=1)
    assert codes(told) == {"T782": [""]}
    assert "01.01.2030" in told["funn"][0]["melding"]
    assert program.run("logg", "--kontroller").out.startswith("KAN IKKE BEDØMMES")


def test_a_plan_that_cannot_be_read_lets_nothing_be_in_order(program: Program) -> None:
    path = program.root / "plan/skole.yaml"
    path.write_text(path.read_text("utf-8") + "\t:\n", encoding="utf-8", newline="\n")
    assert "T783" in codes(check(program, status=1))


# What is gone


def test_a_commit_that_is_dropped_here_is_found_by_the_mark_alone(program: Program) -> None:
    note(program, "Borte")
    check(program, status=0)
    dropped = program.git("rev-parse", "HEAD").strip()
    program.git("reset", "--quiet", "--hard", "HEAD~1")
    shutil.rmtree(program.root / ".git" / "logs")
    assert codes(check(program, status=1)) == {"T731": [dropped]}
    program.git("gc", "--quiet", "--prune=now")
    assert codes(check(program, status=1)) == {"T733": [""]}
    assert dropped[:10] in check(program)["funn"][0]["melding"]


def test_another_history_in_the_same_folder_is_found(program: Program) -> None:
    check(program, status=0)
    head = program.git("rev-parse", "HEAD").strip()
    program.git("checkout", "--quiet", "--orphan", "ny")
    git(program, "-c", "commit.gpgsign=false", "commit", "--quiet", "-m", "Ny begynnelse")
    program.git("branch", "-D", "--quiet", "main")
    program.git("branch", "-m", "main")
    found = codes(check(program, status=1))
    assert head in found["T731"]


def test_an_unknown_folder_is_held_against_what_synk_saw_in_it(program: Program) -> None:
    """No mark, another beginning, and the names of the shared copy taken away: the last memory is ``sett``."""
    program.fine("synk")
    program.git("checkout", "--quiet", "--orphan", "ny")
    program.git("commit", "--quiet", "-m", "Ny begynnelse")
    program.git("branch", "-M", "ny", "main")
    program.git("update-ref", "-d", "refs/remotes/origin/main")
    found = codes(check(program, status=1))
    assert len(found["T732"]) > 1


def test_the_whole_branch_may_be_gone_from_the_shared_copy(folder: Path, program: Program) -> None:
    tell(folder / "felles.git", "update-ref", "-d", "refs/heads/main")
    assert codes(check(program, "--hent", status=1)) == {"T734": [""]}


def test_what_is_accepted_is_not_told_again_and_what_comes_then_is(program: Program) -> None:
    check(program, status=0)
    git(program, "commit", "--amend", "--quiet", "--no-edit", "--no-gpg-sign")
    assert {"T721", "T731"} == set(codes(check(program, status=1)))
    said = program.run("logg", "--kontroller", "--godta")
    assert (said.status, said.err.splitlines()[-1]) == (
        0, "Godtatt: fra nå av gjelder historikken slik den er.",
    )  # fmt: skip
    told = check(program, status=0)
    assert told["funn"] == []
    assert told["signaturer"]["godtatt"] == 1
    assert "1 av dem fordi du har godtatt dem" in program.fine("logg", "--kontroller").out
    name = by_hand(program, with_remark, "--no-gpg-sign")
    assert codes(check(program, status=1)) == {"T721": [name]}


def test_many_are_counted(program: Program) -> None:
    for _ in range(22):
        git(program, "commit", "--quiet", "--allow-empty", "--no-gpg-sign", "-m", "x")
    shown = program.run("logg", "--kontroller").out
    assert shown.count("Lagringen er ikke signert.") == 20
    assert "T721: og 2 til. Alle: --format json" in shown
    assert len(check(program)["funn"]) == 22


def test_signatures_are_asked_for_in_parts_and_each_is_counted(program: Program) -> None:
    for number in range(30):
        git(program, "commit", "--quiet", "--allow-empty", "--no-gpg-sign", f"--message={number}")
    names = git(program, "rev-list", "HEAD").split()
    done: list[None] = []
    found = signatures(program.root, names, lambda: done.append(None))
    assert [name for name in names if found[name].slag is Signaturslag.INGEN][:30] == names[:30]
    assert len(done) == len(found) == len(names)
    assert Signaturslag.HEL in {found[name].slag for name in names[30:]}


# Dates


def test_a_commit_of_2019_and_one_that_is_not_made_yet_are_found(program: Program) -> None:
    dated = []
    for day in ("2019-05-05T12:00:00+01:00", "2036-05-05T12:00:00+01:00"):
        git(program, "commit", "--quiet", "--allow-empty", "-m", "x", at=day)
        dated.append(program.git("rev-parse", "HEAD").strip())
    note(program, "Etterpå")
    told = check(program, status=1)
    assert codes(told) == {"T741": [dated[0]], "T742": [dated[1]]}
    assert "Datoer: 2 som ikke kan stemme." in program.run("logg", "--kontroller").out
    check(program, "--godta")
    check(program, status=0)


# What cannot be seen


def test_entries_that_are_deleted_by_hand_are_found(program: Program) -> None:
    def without_note(text: str) -> str:
        head, found, tail = text.partition("notat: 'Oppdiktet: Tredje'")
        assert found
        return head[: head.rindex("  - id:")] + tail.lstrip("\n")

    by_hand(program, without_note)
    told = check(program, status=1)
    assert [each["kode"] for each in told["problemer"]] == ["K402"]


def test_a_clone_that_is_cut_short_says_so(folder: Path, program: Program) -> None:
    tell(folder, "clone", "--quiet", "--depth=2", f"file://{folder}/felles.git", "kort")
    short = Program(folder / "kort", now=program.now, marks=folder / "merker-kort")
    told = check(short, status=0)
    assert codes(told) == {"T761": [""]}
    assert told["problemer"] == []


def test_a_loose_point_and_a_rebase_are_said(program: Program) -> None:
    check(program)
    program.git("checkout", "--quiet", "--detach", "HEAD~1")
    assert codes(check(program, status=0)) == {"T762": [""]}
    (program.root / ".git" / "rebase-merge").mkdir()
    told = check(program, status=0)
    assert codes(told) == {"T763": [""]}
    assert "git rebase --abort" in told["funn"][0]["råd"]
    refused = program.run("logg", "--kontroller", "--hent")
    assert refused.status == 3


def test_a_mark_that_cannot_be_read_is_said(program: Program) -> None:
    check(program)
    assert program.marks is not None
    (mark,) = program.marks.iterdir()
    for bad in ("{", '{"steder": {"x": {"sett": {"refs/heads/main": "--all"}}}}', '{"sett": {}}'):
        mark.write_text(bad, encoding="utf-8")
        result = program.run("logg", "--kontroller")
        assert result.status == 3
        assert "Merket om hva som ble sett sist, kan ikke leses" in result.err


def test_a_mark_that_cannot_be_written_is_said(program: Program) -> None:
    program.marks = program.case(NUMMER) / "merker"
    result = program.run("logg", "--kontroller")
    assert result.status == 3
    assert "Signaturer: 3 av 3 er i orden." in result.out
    assert "merket om hva som ble sett, kunne ikke skrives" in result.err


def test_a_folder_without_history_is_said(tmp_path: Path, root: Path) -> None:
    shutil.copytree(root / "plan", tmp_path / "plan")
    tell(tmp_path, "init", "--quiet")
    result = Program(tmp_path).run("logg", "--kontroller")
    assert (result.status, result.err.splitlines()[0]) == (
        3, "Ingenting er lagret i historikken ennå.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--kontroller", "--siste", "3"), "Kontrollen gjelder hele historikken"),
        (("--kontroller", NUMMER), "Kontrollen gjelder hele historikken"),
        (("--kontroller", "--format", "md"), "Kontrollen gjelder hele historikken"),
        (("--godta",), "Valget hører til kontrollen."),
    ],
)
def test_what_does_not_belong_together_is_refused(
    program: Program, args: tuple[str, ...], said: str
) -> None:
    result = program.run("logg", *args)
    assert result.status == 2
    assert result.err.startswith(said)


# Where the mark lies, and what is said of each code


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, "hjem/.local/state/sosialplan/merker"),
        ("linux", {"XDG_STATE_HOME": "tilstand"}, "tilstand/sosialplan/merker"),
        ("darwin", {"XDG_STATE_HOME": "x"}, "hjem/Library/Application Support/sosialplan/merker"),
        ("win32", {}, "hjem/AppData/Local/sosialplan/merker"),
        ("win32", {"LOCALAPPDATA": "lokalt"}, "lokalt/sosialplan/merker"),
    ],
)
def test_the_mark_lies_where_the_system_keeps_such(
    platform: str, environ: dict[str, str], expected: str
) -> None:
    assert state_folder(environ, platform, Path("hjem")) == Path(expected)


def test_each_code_is_explained(program: Program) -> None:
    for kind in KONTROLL:
        assert find_code(kind.code) == kind
        for text in (kind.message, kind.cure, kind.why):
            assert text.endswith((".", "}"))
    assert "T731" in program.fine("forklar", "T731").out


def test_git_is_not_asked_of_a_branch_that_was_never_here(program: Program) -> None:
    add(program, RAVN, "ny")
    assert ask(program.root, "rev-parse", "--verify", "refs/heads/andre").status != 0
    assert check(program, status=0)["funn"] == []
