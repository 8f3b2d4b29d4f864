"""A folder from somebody else is not obeyed: its settings and hooks run nothing before a yes.

Each setting here leaves a mark beside the folder when git runs it.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gitprogram import ask
from kommandoene import READS, of
from program import Program, copied, everything_in, loosened, made_by_start
from sosialplan.cli.app import DESK
from sosialplan.depot import Depot
from sosialplan.git.brought import brought, without_filters
from sosialplan.git.program import ask as ask_neutrally
from sosialplan.git.program import own_environment
from sosialplan.git.settings import SETTINGS, read_config
from sosialplan.git.state import file_state
from sosialplan.randomness import entry_id
from test_kommandoer_lese import READING as EVERY_READING

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the traps are shell scripts")

READING = (
    ("frister",), ("saker",), ("vis", "{sak}"), ("valider",), ("sjekk",), ("logg",), ("logg", "{sak}"),
    ("logg", "--kontroller"), ("logg", "--kontroller", "--alt"), ("sammenlign", "HEAD~1"),
    ("statistikk", "mål"), ("tilgang",), ("vis", "{sak}", "--per", "2026-11-23"), ("lag", "aktivitetsplan", "{sak}", "--format", "md"),
)  # fmt: skip
MEANT = {name.lower() for name, _ in SETTINGS} | {
    "core.bare",
    "core.filemode",
    "core.repositoryformatversion",
    "core.logallrefupdates",
}
WRITING = (
    ("registrer", "{sak}", "notat", "--notat", "x"), ("lagre",), ("synk",), ("synk", "--tørr"), ("angre",),
    ("sjekk", "--reparer"), ("logg", "--kontroller", "--hent"),
)  # fmt: skip


def trap(program: Program, name: str = "felle.sh") -> Path:
    """Put a program in git's folder that leaves a mark, and return it."""
    path = program.root / ".git" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    mark = program.root.parent / "kjort"
    path.write_text(f"#!/bin/sh\necho kjort >> '{mark}'\nexit 0\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def was_run(program: Program) -> bool:
    return (program.root.parent / "kjort").exists()


def setting(name: str, value: str = "{felle}") -> Callable[[Program], None]:
    def put(program: Program) -> None:
        path = trap(program)
        program.git("config", "--local", "--add", name, value.format(felle=path))

    return put


def filtered(name: str) -> Callable[[Program], None]:
    def put(program: Program) -> None:
        path = trap(program)
        for part in ("clean", "smudge", "process"):
            program.git("config", "--local", f"filter.{name}.{part}", f"{path} && cat")
        program.git("config", "--local", f"filter.{name}.required", "true")
        info = program.root / ".git" / "info"
        info.mkdir(exist_ok=True)
        (info / "attributes").write_text(f"*.yaml filter={name}\n", encoding="utf-8")
        for each in (program.root / "saker").rglob("*.yaml"):
            os.utime(each, (1, 1))

    return put


def included(program: Program) -> None:
    path = trap(program)
    other = program.root / ".git" / "annet"
    other.write_text(f'[core]\n\tfsmonitor = "{path}"\n', encoding="utf-8")
    program.git("config", "--local", "include.path", str(other))


def included_if(program: Program) -> None:
    path = trap(program)
    other = program.root / "plan" / "annet.inc"
    other.write_text(f'[core]\n\tfsmonitor = "{path}"\n', encoding="utf-8")
    program.git("config", "--local", f"includeIf.gitdir:{program.root}/.path", "../plan/annet.inc")


def in_worktree(program: Program) -> None:
    path = trap(program)
    program.git("config", "--local", "extensions.worktreeConfig", "true")
    program.git("config", "--worktree", "core.fsmonitor", str(path))


def merge_driver_twice(program: Program) -> None:
    path = trap(program)
    program.git("config", "--local", "extensions.worktreeConfig", "true")
    program.git("config", "--worktree", "merge.sosialplan.driver", f"{path} %A")


def hook(name: str) -> Callable[[Program], None]:
    def put(program: Program) -> None:
        trap(program, f"hooks/{name}")

    return put


def hooks_elsewhere(program: Program) -> None:
    trap(program, "mine/pre-commit")
    program.git("config", "--local", "core.hooksPath", str(program.root / ".git" / "mine"))


def promised(program: Program) -> None:
    """Let git believe that what is lacking can be fetched by a program."""
    loosened(program.root)
    path = trap(program)
    program.git("config", "--local", "extensions.partialClone", "origin")
    program.git("config", "--local", "remote.origin.url", f"ext::{path}")
    program.git("config", "--local", "remote.origin.promisor", "true")
    program.git("config", "--local", "protocol.ext.allow", "always")
    gone = program.git("rev-parse", "HEAD:.gitattributes").strip()
    (program.root / ".git" / "objects" / gone[:2] / gone[2:]).unlink()


TRAPS = {
    "core.fsmonitor": setting("core.fsmonitor"),
    "filter": filtered("x"),
    "filter with a name that holds =": filtered("a=b"),
    "filter of a name with a dot": filtered("a.b"),
    "include.path": included,
    "includeIf": included_if,
    "worktree config": in_worktree,
    "merge driver of the worktree": merge_driver_twice,
    "core.hooksPath": hooks_elsewhere,
    "pre-commit": hook("pre-commit"),
    "commit-msg": hook("commit-msg"),
    "post-commit": hook("post-commit"),
    "reference-transaction": hook("reference-transaction"),
    "post-index-change": hook("post-index-change"),
    "pre-auto-gc": hook("pre-auto-gc"),
    "pre-push": hook("pre-push"),
    "gpg.program": setting("gpg.program"),
    "gpg.ssh.program": setting("gpg.ssh.program"),
    "gpg.ssh.defaultKeyCommand": setting("gpg.ssh.defaultKeyCommand"),
    "core.sshCommand": setting("core.sshCommand"),
    "core.askPass": setting("core.askPass"),
    "core.gitProxy": setting("core.gitProxy"),
    "core.pager": setting("core.pager"),
    "core.editor": setting("core.editor"),
    "pager.log": setting("pager.log"),
    "sequence.editor": setting("sequence.editor"),
    "core.alternateRefsCommand": setting("core.alternateRefsCommand"),
    "credential.helper": setting("credential.helper", "!{felle}"),
    "credential of one place": setting("credential.https://skole.example.helper", "!{felle}"),
    "diff.external": setting("diff.external"),
    "diff driver": setting("diff.sosialplan.textconv"),
    "diff command": setting("diff.sosialplan.command"),
    "merge driver": setting("merge.annen.driver"),
    "merge options": setting("branch.main.mergeOptions", "-s felle"),
    "merge strategy": setting("pull.twohead", "felle"),
    "uploadpack": setting("remote.origin.uploadpack"),
    "receivepack": setting("remote.origin.receivepack"),
    "remote helper": setting("remote.origin.vcs", "felle"),
    "ext remote": setting("remote.origin.url", "ext::{felle}"),
    "helper remote": setting("remote.origin.url", "felle::x"),
    "push elsewhere": setting("remote.origin.pushurl", "https://annet.example/x"),
    "insteadOf": setting("url.ext::x.insteadOf", "https://"),
    "pushInsteadOf": setting("url.ssh://annet.example/.pushInsteadOf", "https://"),
    "protocol": setting("protocol.ext.allow", "always"),
    "protocol of all": setting("protocol.allow", "always"),
    "proxy": setting("http.proxy", "http://annet.example:1"),
    "certificates": setting("http.sslVerify", "false"),
    "packObjectsHook": setting("uploadpack.packObjectsHook"),
    "submodule update": setting("submodule.x.update", "!{felle}"),
    "submodule url": setting("submodule.x.url", "ext::{felle}"),
    "recursion": setting("submodule.recurse", "true"),
    "trailer command": setting("trailer.sak.command"),
    "trailer cmd": setting("trailer.sak.cmd"),
    "alias": setting("alias.log", "!{felle}"),
    "recentObjectsHook": setting("gc.recentObjectsHook"),
    "configured hook": setting("hook.x.command"),
    "interactive filter": setting("interactive.diffFilter"),
    "tar": setting("tar.x.command"),
    "browser": setting("browser.x.cmd"),
    "tools": setting("mergetool.x.cmd"),
    "worktree elsewhere": setting("core.worktree", ".."),
    "attributes elsewhere": setting("core.attributesFile"),
    "ignored elsewhere": setting("core.excludesFile"),
    "what no git knows yet": setting("nytt.noe", "{felle}"),
}
"""What a repository can say that git would obey, and how it comes to be there."""


@pytest.mark.parametrize(
    "name", ["core.fsmonitor", "filter", "filter with a name that holds =", "include.path"]
)
def test_git_itself_would_run_it(program: Program, name: str) -> None:
    """The traps are traps: asked as it is, git runs them when it looks for changes."""
    TRAPS[name](program)
    ask(program.root, "status")
    assert was_run(program)


@pytest.mark.parametrize("name", TRAPS)
def test_nothing_is_run_or_written_before_a_yes_and_it_is_named(
    program: Program, sak: str, name: str
) -> None:
    TRAPS[name](program)
    (program.root.parent / "kjort").unlink(missing_ok=True)
    before = program.case(sak).read_bytes()
    for command in ("valider", "logg", "sjekk"):
        assert program.run(command).status in {0, 1, 3}, command
    depot = Depot(program.root, program.root / ".git", program.root / ".git")
    assert brought(depot, read_config(program.root))
    if name != "worktree elsewhere":
        assert "advarsel[D834]" in program.run("sjekk").out
    for args in WRITING[:3]:
        result = program.run(*(each.format(sak=sak) for each in args))
        assert result.status == 3, (args, result)
        if "har med seg" in result.err:
            assert "sosialplan sjekk --godta" in result.err
    assert not was_run(program)
    assert program.case(sak).read_bytes() == before


@pytest.mark.parametrize("args", READING, ids=" ".join)
def test_every_reading_command_is_deaf_to_all_of_it_at_once(
    program: Program, sak: str, args: tuple[str, ...]
) -> None:
    everything_but(program, "worktree elsewhere")
    before = everything_in(program.root)
    program.run(*(each.format(sak=sak) for each in args))
    assert not was_run(program)
    assert everything_in(program.root) == before


def everything_but(program: Program, *left_out: str) -> None:
    """Put every trap in the folder at once."""
    for name, put in TRAPS.items():
        if name not in left_out:
            put(program)
    (program.root.parent / "kjort").unlink(missing_ok=True)


def test_every_command_that_reads_is_deaf_to_all_of_it_in_every_format(skolen: Program) -> None:
    everything_but(skolen, "worktree elsewhere")
    before = everything_in(skolen.root)
    assert {of(args) for args in EVERY_READING} >= READS - {
        DESK,
        "innsyn",
        "lag",
        "sjekk-kopi",
        "tilsyn",
    }
    for args in EVERY_READING:
        skolen.run(*args)
        assert not was_run(skolen), args
    assert everything_in(skolen.root) == before


def test_every_key_that_is_asked_about_is_among_the_traps(program: Program) -> None:
    """What a hostile copy is known to use: each is put there, named by ``sjekk``, and run by nothing that reads."""
    everything_but(program)
    said = program.git("config", "--local", "--list", "--name-only").split()
    for key in (
        "alias.log", "core.fsmonitor", "core.pager", "core.editor", "gpg.program", "diff.sosialplan.textconv",
        "diff.external", "merge.annen.driver", "remote.origin.url", "include.path", "core.sshcommand",
        "credential.helper", "core.attributesfile", "protocol.ext.allow", "protocol.allow", "filter.x.clean",
        "filter.x.process", "core.hookspath", "core.worktree", "sequence.editor", "core.askpass",
    ):  # fmt: skip
        assert key in said, key
    program.git("config", "--local", "--unset", "core.worktree")
    told = " ".join(program.run("sjekk").out.split())
    for key in {*said} - {"core.worktree", "extensions.worktreeconfig"}:
        section = key.partition(".")[0]
        if section in {
            "core",
            "gpg",
            "credential",
            "filter",
            "diff",
            "merge",
            "protocol",
            "include",
            "alias",
        }:
            assert key in told or key in MEANT, key


@pytest.mark.parametrize("args", WRITING, ids=" ".join)
def test_every_writing_command_and_synk_ask_first(
    program: Program, sak: str, args: tuple[str, ...]
) -> None:
    program.git("remote", "add", "origin", "../felles.git")
    hook("pre-commit")(program)
    program.git("config", "core.fsmonitor", str(trap(program)))
    program.git("config", "--unset", "core.autocrlf")
    (program.root.parent / "kjort").unlink(missing_ok=True)
    result = program.run(*(each.format(sak=sak) for each in args))
    assert result.status == 3
    assert "core.fsmonitor = " in result.err
    assert "kroken pre-commit = .git/hooks/pre-commit" in result.err
    assert not was_run(program)


def test_what_is_lacking_is_not_fetched_by_a_program_of_the_folders(program: Program) -> None:
    promised(program)
    for args in (("valider",), ("logg", "--kontroller"), ("sjekk",), ("logg",)):
        program.run(*args)
        assert not was_run(program), args
    checked = program.run("sjekk").out
    assert "merknad[D833]" in checked
    assert "remote.origin.url = ext::" in checked


def test_one_yes_is_enough_and_a_change_asks_again(program: Program, sak: str) -> None:
    note = ("registrer", sak, "notat", "--notat", "x")
    path = trap(program, "hooks/pre-commit")
    assert program.run(*note).status == 3
    godtatt = program.fine("sjekk", "--godta")
    assert "merknad[D835]" in godtatt.out
    program.fine(*note)
    assert was_run(program)
    program.fine(*note)
    path.write_text("#!/bin/sh\nexit 0\n# endret\n", encoding="utf-8")
    assert program.run(*note).status == 3
    program.fine("sjekk", "--godta")
    program.git("config", "core.fsmonitor", "false")
    asked = program.run(*note)
    assert (asked.status, "core.fsmonitor = false" in asked.err) == (3, True)
    assert "pre-commit" not in asked.err, "what was said yes to is not asked about"
    program.git("config", "--unset", "core.fsmonitor")
    program.fine(*note)


def test_what_a_setting_names_may_not_change_behind_it(program: Program, sak: str) -> None:
    path = trap(program)
    program.git("config", "core.fsmonitor", str(path))
    program.fine("sjekk", "--godta")
    program.fine("registrer", sak, "notat", "--notat", "x")
    path.write_text("#!/bin/sh\n# noe annet\n", encoding="utf-8")
    assert program.run("registrer", sak, "notat", "--notat", "x").status == 3


@pytest.mark.parametrize(("answer", "status"), [("ja", 0), ("J", 0), ("nei", 3), ("", 3)])
def test_a_person_is_shown_it_and_asked(
    program: Program, sak: str, answer: str, status: int
) -> None:
    trap(program, "hooks/pre-commit")
    result = program.run("registrer", sak, "notat", "--notat", "x", answers=[answer])
    assert result.status == status
    assert "  kroken pre-commit = .git/hooks/pre-commit" in result.err
    assert program.run("registrer", sak, "notat", "--notat", "x").status == status


def test_the_yes_is_for_this_folder_and_lies_outside_it(
    program: Program, sak: str, tmp_path: Path
) -> None:
    trap(program, "hooks/pre-commit")
    before = everything_in(program.root)
    program.fine("sjekk", "--godta")
    assert everything_in(program.root) == before
    other = Program(copied(program.root, tmp_path / "kopi"), new_id=entry_id)
    assert other.run("registrer", sak, "notat", "--notat", "x").status == 3


def test_a_password_in_a_setting_is_not_shown(program: Program) -> None:
    program.git("config", "http.extraHeader", "Authorization: hemmelig")
    program.git("config", "remote.origin.pushurl", "https://navn:hemmelig@skole.example/x")
    said = program.run("sjekk").out
    assert "hemmelig" not in said
    assert "https://…@skole.example/x" in said


def test_ones_own_settings_and_what_start_set_are_known(
    program: Program, sak: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    depot = Depot(program.root, program.root / ".git", program.root / ".git")
    assert brought(depot, read_config(program.root)) == ()
    own = trap(program, "../../mine/pre-commit")
    for key, said in (("COUNT", "1"), ("KEY_0", "core.hooksPath"), ("VALUE_0", str(own.parent))):
        monkeypatch.setenv(f"GIT_CONFIG_{key}", said)
    program.fine("registrer", sak, "notat", "--notat", "x")
    assert was_run(program)


def test_ordinary_settings_are_not_asked_about(program: Program, sak: str) -> None:
    for name, value in (
        ("user.name", "Oppdiktet Vikar"), ("remote.origin.url", "git@skole.example:plan.git"),
        ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"), ("branch.main.remote", "origin"),
        ("commit.gpgsign", "false"), ("color.ui", "auto"), ("gc.auto", "0"), ("pull.rebase", "false"),
        ("branch.main.vscode-merge-base", "origin/main"), *SETTINGS,
    ):  # fmt: skip
        program.git("config", name, value)
    program.fine("registrer", sak, "notat", "--notat", "x")


def test_what_a_template_of_ones_own_put_there_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "mal"
    (template / "hooks").mkdir(parents=True)
    (template / "hooks" / "pre-commit").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    (template / "hooks" / "pre-commit").chmod(0o755)
    monkeypatch.setenv("GIT_TEMPLATE_DIR", str(template))
    root = made_by_start(tmp_path / "ny")
    assert (root / ".git" / "hooks" / "pre-commit").exists()
    Program(root, marks=root.parent.parent / "merker").new_case()


def test_a_filter_of_ones_own_is_what_it_was(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    filtered("x")(program)
    for key, said in (("COUNT", "1"), ("KEY_0", "filter.x.clean"), ("VALUE_0", "cat")):
        monkeypatch.setenv(f"GIT_CONFIG_{key}", said)
    env = without_filters(read_config(program.root))
    told = {env[f"GIT_CONFIG_KEY_{at}"]: env[f"GIT_CONFIG_VALUE_{at}"] for at in range(1, 5)}
    assert told == {
        "filter.x.clean": "cat", "filter.x.smudge": "", "filter.x.process": "",
        "filter.x.required": "false",
    }  # fmt: skip
    file_state(Depot(program.root, program.root / ".git", program.root / ".git"))
    assert not was_run(program)


def test_a_repository_inside_the_folder_is_not_asked(program: Program) -> None:
    """A submodule has settings of its own, and git would look for changes in it."""
    inner = program.root / "under"
    inner.mkdir()
    for args in (("init", "--quiet"), ("commit", "--quiet", "--allow-empty", "-m", "x")):
        assert ask(inner, *args).status == 0
    program.git("-c", "advice.addEmbeddedRepo=false", "add", "under")
    program.git("commit", "--quiet", "-m", "Under")
    assert ask(inner, "config", "core.fsmonitor", str(trap(program))).status == 0
    for command in ("sjekk", "valider", "logg", "lagre"):
        program.run(command)
        assert not was_run(program), command


def test_ones_own_environment_holds_and_never_says_which_repository(
    program: Program, sak: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Oppdiktet Vikar")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "annet"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "annen"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "felle")
    program.fine("registrer", sak, "notat", "--notat", "x")
    assert program.git("log", "-1", "--format=%an") == "Oppdiktet Vikar\n"
    kept = own_environment({"GIT_SSH_COMMAND": "a", "GIT_DIR": "b", "PATH": "c", "GIT_TRACE": "d"})
    assert kept == {"GIT_SSH_COMMAND": "a", "PATH": "c"}


def test_no_replaced_or_grafted_history_answers(program: Program) -> None:
    head, before = (program.git("rev-parse", each).strip() for each in ("HEAD", "HEAD~1"))
    program.git("replace", head, before)
    graft = program.root / ".git" / "info" / "grafts"
    graft.parent.mkdir(exist_ok=True)
    graft.write_text(f"{head}\n", encoding="utf-8")
    said = ask_neutrally(program.root, "log", "--format=%H").out.decode().split()
    assert said[:2] == [head, before]
