"""``rediger``: the text of a protected file in the person's own editor, and back, with nothing left of it.

The editors are small scripts: each is given the file, and does what a person does.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from program import Program, Result, copied, everything_in
from sosialplan.files.noekkelring import BY_NAME, Noekkelplass
from sosialplan.files.skriveprogram import Skriveprogram, edit, find_editor
from sosialplan.model.failure import ExpectedFailure
from sosialplan.vern.age import is_sealed
from test_vern import ASK, BJERK, RUD, Skole, leaks, rud, skole
from vernet_skole import signed_in

__all__ = ["rud", "skole"]
TOLD, NEW = "En oppdiktet setning ingen skal se", "En oppdiktet setning til"
ENTRY = (
    "  - {id: handskr1, steg: notat, dato: 2026-11-23, "
    f"registrert: 2026-11-23T09:30+01:00, notat: {NEW}}}\n"
)
CHANGES = f"text = text.rstrip('\\n') + '\\n' + {ENTRY!r}"
"""An entry is added by hand, as one may."""


@dataclass(frozen=True)
class Editor:
    """A script that does something with the ``text`` of the file it is given."""

    path: Path
    seen: Path

    @property
    def med(self) -> str:
        return f"'{sys.executable}' '{self.path}'"

    @property
    def opened(self) -> list[str]:
        """Each text that it was given, in order."""
        return [each.read_text("utf-8") for each in sorted(self.seen.glob("*"))]


def editor(folder: Path, does: str, name: str = "ed") -> Editor:
    seen = folder / f"{name}-sett"
    seen.mkdir()
    path = folder / f"{name}.py"
    path.write_text(
        "import os, signal, sys, time\nfrom pathlib import Path\n"
        f"file, seen = Path(sys.argv[1]), Path({str(seen)!r})\n"
        "text = file.read_bytes().decode('utf-8')\n"
        "(seen / f'{len(list(seen.iterdir())):02}').write_text(text, 'utf-8')\n"
        f"{does}\nfile.write_bytes(text.encode('utf-8'))\n",
        "utf-8",
    )
    return Editor(path, seen)


def left_in_memory(program: Program) -> list[str]:
    plass = program.noekkelplass
    assert plass is not None
    assert plass.minne is not None
    found = [*plass.minne.rglob("*"), *plass.data.rglob("*")]
    return [each.name for each in found if each.name != "sosialplan-nøkkel.json"]


def drafts(program: Program) -> list[Path]:
    return [*(program.root.parent / "merker" / "utkast").glob("*")]


def rediger(
    program: Program, sak: str, ed: Editor, *more: str, answers: list[str] | None = None
) -> Result:
    return program.run("rediger", sak, "--med", ed.med, *more, answers=answers)


def test_what_is_written_is_checked_sealed_and_saved_and_nothing_is_left(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    looks = "s = os.stat; rights = oct(s(file).st_mode)[-3:] + oct(s(file.parent).st_mode)[-3:]"
    where = "(seen / 'zz').write_text(f'{rights} {file} {os.getcwd()} {os.environ[\"TMPDIR\"]}')"
    ed = editor(tmp_path, f"{CHANGES}; {looks}; {where}")
    before = rud.git("rev-list", "--count", "HEAD")
    done = rediger(rud, skole.sak, ed)
    assert done.status == 0, done
    assert f"Det du skrev i {skole.sak}, er lagret." in done.out
    text, about = ed.opened
    assert TOLD in text
    rights, file, cwd, temporary = about.split()
    assert rights == "600700"
    assert cwd == temporary == str(Path(file).parent)
    assert rud.noekkelplass is not None
    assert str(rud.noekkelplass.minne) in cwd
    assert NEW in rud.fine("vis", skole.sak, "--format", "json").out
    assert is_sealed((rud.root / "saker" / "2026" / f"{skole.sak}.yaml.age").read_bytes())
    assert int(rud.git("rev-list", "--count", "HEAD")) == int(before) + 1
    assert rud.git("log", "-1", "--format=%B").strip() == f"Sak {skole.sak}\n\nSak: {skole.sak}"
    assert rud.git("status", "--porcelain") == ""
    assert (left_in_memory(rud), drafts(rud), leaks(rud.root)) == ([], [], [])


def test_what_is_as_it_was_is_said_and_not_saved(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    before = everything_in(rud.root)
    for name, does in (("a", "pass"), ("b", r"text = '\ufeff' + text.replace('\n', '\r\n')")):
        done = rediger(rud, skole.sak, editor(tmp_path, does, name))
        assert done.status == 0
        assert f"Ingenting er endret i {skole.sak}." in done.err
    assert {n: d for n, d in everything_in(rud.root).items() if "sosialplan-" not in n and n != ".git/index"} == {
        n: d for n, d in before.items() if "sosialplan-" not in n and n != ".git/index"
    }  # fmt: skip
    assert (left_in_memory(rud), drafts(rud)) == ([], [])


BROKEN = "text = text.replace('kjede: trygt-og-godt', 'kjede: finnes-ikke', 1) if len(os.listdir(seen)) < 2 else text.replace('finnes-ikke', 'trygt-og-godt')"  # fmt: skip


def test_faults_are_listed_and_the_text_is_opened_again_as_it_was_typed(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    ed = editor(tmp_path, f"if len(os.listdir(seen)) < 2: {CHANGES}\n{BROKEN}")
    done = rediger(rud, skole.sak, ed, answers=["ja"])
    assert done.status == 0, done
    assert f"saker/2026/{skole.sak}.yaml:" in done.err
    assert "Åpne teksten igjen og rette?" in done.err
    assert "finnes-ikke" in ed.opened[1]
    assert NEW in ed.opened[1]
    assert NEW in rud.fine("vis", skole.sak, "--format", "json").out
    assert (left_in_memory(rud), drafts(rud), leaks(rud.root)) == ([], [], [])


@pytest.mark.parametrize("answers", [None, ["nei"]])
def test_what_is_not_saved_is_kept_sealed_and_gone_on_with(
    answers: list[str] | None, rud: Program, skole: Skole, tmp_path: Path
) -> None:
    before = rud.git("rev-parse", "HEAD")
    done = rediger(rud, skole.sak, editor(tmp_path, f"{CHANGES}; {BROKEN}"), answers=answers)
    assert done.status == 1
    told = " ".join(done.err.split())
    assert f"tatt vare på, vernet som filen selv. Fortsett: sosialplan rediger {skole.sak}" in told
    assert rud.git("rev-parse", "HEAD") == before
    assert rud.git("status", "--porcelain") == ""
    (draft,) = drafts(rud)
    assert is_sealed(draft.read_bytes())
    assert (left_in_memory(rud), leaks(rud.root)) == ([], [])
    mends = editor(tmp_path, "text = text.replace('finnes-ikke', 'trygt-og-godt')", "to")
    again = rediger(rud, skole.sak, mends, answers=answers and ["ja"])
    assert again.status == 0, again
    assert NEW in mends.opened[0]
    assert NEW in rud.fine("vis", skole.sak, "--format", "json").out
    assert drafts(rud) == []


def test_a_draft_is_thrown_away_when_it_is_said(rud: Program, skole: Skole, tmp_path: Path) -> None:
    rediger(rud, skole.sak, editor(tmp_path, BROKEN))
    assert len(drafts(rud)) == 1
    ed = editor(tmp_path, "pass", "to")
    rediger(rud, skole.sak, ed, "--forkast")
    assert drafts(rud) == []
    assert "finnes-ikke" not in ed.opened[0]


def test_a_case_that_was_changed_meanwhile_is_not_written_over(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    other = replace(rud)
    ed = editor(
        tmp_path,
        f"{CHANGES}; (seen / 'venter').touch()\nwhile (seen / 'venter').exists(): time.sleep(0.05)",
    )

    def meanwhile() -> None:
        while not (ed.seen / "venter").exists():
            time.sleep(0.05)
        other.fine("registrer", skole.sak, "rektor-varslet")
        (ed.seen / "venter").unlink()

    thread = threading.Thread(target=meanwhile)
    thread.start()
    done = rediger(rud, skole.sak, ed)
    thread.join()
    assert done.status == 3
    assert f"{skole.sak} ble endret mens du skrev" in done.err
    assert NEW not in rud.fine("vis", skole.sak, "--format", "json").out
    (draft,) = drafts(rud)
    assert is_sealed(draft.read_bytes())
    both = editor(
        tmp_path,
        f"{CHANGES}; beside = Path(sys.argv[2]).read_text('utf-8'); assert {NEW!r} in beside",
        "to",
    )
    again = rediger(rud, skole.sak, both)
    assert again.status == 0, again
    assert "er endret siden du skrev utkastet" in again.err
    assert "rektor-varslet" in both.opened[0]
    shown = rud.fine("vis", skole.sak, "--format", "json").out
    assert NEW in shown
    assert "rektor-varslet" in shown
    assert drafts(rud) == []


def test_an_entry_that_was_saved_is_not_taken_away_by_hand(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    """The same judgement as of ``lagre``: what is fixed by the history stands."""
    rud.fine("registrer", skole.sak, "rektor-varslet")
    ed = editor(
        tmp_path,
        "i = text.index('steg: rektor-varslet'); i = text.rindex('\\n  - ', 0, i); j = text.find('\\n  - ', i + 1); text = text[:i] + (text[j:] if j > 0 else '\\n')",
    )
    done = rediger(rud, skole.sak, ed)
    assert done.status == 1, done
    assert "git show --textconv" in done.err
    assert ".yaml.age" in done.err
    assert "rektor-varslet" in rud.fine("vis", skole.sak, "--format", "json").out


KILLED = {
    "skriveprogrammet drept": "file.write_text(text); os.kill(os.getpid(), signal.SIGKILL)",
    "avbrutt med feil": "file.write_text(text); sys.exit(1)",
}


@pytest.mark.parametrize("how", KILLED)
def test_nothing_is_left_when_the_editor_is_killed(
    how: str, rud: Program, skole: Skole, tmp_path: Path
) -> None:
    done = rediger(rud, skole.sak, editor(tmp_path, f"{CHANGES}; {KILLED[how]}"))
    assert done.status == 3
    assert "Skriveprogrammet ble avbrutt. Ingenting er endret." in done.err
    assert left_in_memory(rud) == []
    assert [is_sealed(each.read_bytes()) for each in drafts(rud)] == [True]
    assert rediger(rud, skole.sak, editor(tmp_path, "pass", "to")).status == 0
    assert NEW in rud.fine("vis", skole.sak, "--format", "json").out


@pytest.fixture
def alone(skole: Skole, rud: Program, tmp_path: Path) -> tuple[Program, dict[str, str]]:
    """The same person where the program is a process of its own."""
    hos = tmp_path / "alene"
    hos.mkdir(mode=0o700)
    shutil.copyfile(Path.home() / ".gitconfig", hos / ".gitconfig")
    key = hos / "nøkkel.txt"
    key.write_text(skole.noekler[RUD].secret, "utf-8")
    places = dict.fromkeys(("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_STATE_HOME"), str(hos))
    return rud, {**os.environ, **places, BY_NAME: str(key)}


def rooms(env: dict[str, str]) -> list[Path]:
    return [*Path(env["HOME"]).rglob("rediger-*")]


STOPS, END = [signal.SIGTERM, signal.SIGINT], signal.SIGTERM
if sys.platform != "win32":  # which has neither of these
    STOPS, END = [*STOPS, signal.SIGHUP], signal.SIGKILL


@pytest.mark.parametrize("number", STOPS)
def test_nothing_is_left_when_the_program_is_stopped(
    number: signal.Signals, alone: tuple[Program, dict[str, str]], skole: Skole, tmp_path: Path
) -> None:
    program, env = alone
    ed = editor(
        tmp_path,
        f"{CHANGES}; file.write_text(text); (seen / 'pid').write_text(str(os.getpid())); time.sleep(60)",
    )
    with subprocess.Popen(  # noqa: S603 - the program itself
        [sys.executable, "-m", "sosialplan", "-C", str(program.root), "rediger", skole.sak, "--med", ed.med],
        env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        _until(lambda: (ed.seen / "pid").exists() and (ed.seen / "pid").read_text())
        assert len(rooms(env)) == 1
        process.send_signal(number)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Avbrutt" in err
    assert b"tatt vare p" in err
    assert rooms(env) == []
    with pytest.raises(ProcessLookupError):
        os.kill(int((ed.seen / "pid").read_text()), 0)
    everything = everything_in(Path(env["HOME"]))
    assert not any(b"oppdiktet setning" in each for each in everything.values())


def test_what_a_killed_program_left_is_found_and_kept_sealed(
    alone: tuple[Program, dict[str, str]], skole: Skole, tmp_path: Path
) -> None:
    program, env = alone
    ed = editor(
        tmp_path,
        f"{CHANGES}; file.write_text(text); (seen / 'pid').write_text(str(os.getpid())); time.sleep(60)",
    )
    command = [
        sys.executable,
        "-m",
        "sosialplan",
        "-C",
        str(program.root),
        "rediger",
        skole.sak,
        "--med",
    ]
    with subprocess.Popen([*command, ed.med], env=env, stderr=subprocess.PIPE) as process:  # noqa: S603 - the program itself
        _until(lambda: (ed.seen / "pid").exists() and (ed.seen / "pid").read_text())
        process.kill()
        process.wait()
    os.kill(int((ed.seen / "pid").read_text()), END)
    assert len(rooms(env)) == 1
    then = editor(tmp_path, "pass", "to")
    done = subprocess.run([*command, then.med], env=env, capture_output=True, check=True)  # noqa: S603 - the program itself
    said = done.stderr.decode("utf-8")
    assert f"En redigering av {skole.sak} ble avbrutt, og er ryddet bort." in said
    assert NEW in then.opened[0]
    assert rooms(env) == []
    everything = everything_in(Path(env["HOME"]))
    assert not any(b"oppdiktet setning" in each for each in everything.values())


def test_what_a_killed_program_left_and_cannot_be_kept_is_told_and_stops_nothing(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    assert rud.noekkelplass is not None
    assert rud.noekkelplass.minne is not None
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    rooms = {"2026-AAAAA": str(rud.root), skole.sak: str(tmp_path / "annen")}
    for sak, root in rooms.items():
        place = rud.noekkelplass.minne / f"rediger-{gone.pid}-{sak}"
        place.mkdir()
        om = {"rot": root, "fil": f"saker/2026/{sak}.yaml", "grunnlag": "noe annet"}
        (place / "om.json").write_text(json.dumps(om), "utf-8")
        (place / f"{sak}.yaml").write_text("Oppdiktet", "utf-8")
    done = rediger(rud, skole.sak, editor(tmp_path, CHANGES))
    assert done.status == 0, done
    said = " ".join(done.err.split())
    assert (
        "En redigering av 2026-AAAAA ble avbrutt. Den kan ikke tas vare på nå, og ligger i" in said
    )
    assert "En redigering i en annen mappe ble avbrutt" in said
    assert len([*rud.noekkelplass.minne.glob("rediger-*")]) == 2


def _until(done: object, seconds: float = 30) -> None:
    assert callable(done)
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_one_who_cannot_read_opens_nothing(skole: Skole, tmp_path: Path) -> None:
    ed = editor(tmp_path, CHANGES)
    ask = skole.som(ASK, tmp_path / "ask")
    refused = rediger(ask, skole.sak, ed)
    assert (refused.status, ed.opened) == (3, [])
    assert f"Sak {skole.sak} er vernet, og du er ikke blant dem som kan lese den." in refused.err
    assert left_in_memory(ask) == []


def test_absence_and_minutes_are_meant_by_the_name_they_have(rud: Program, tmp_path: Path) -> None:
    for typed, begins in (
        ("9d", "klasse: 9D"),
        ("r-team", "møte: r-team"),
        ("fravaer/2026-2027/9D.yaml", "klasse: 9D"),
    ):
        ed = editor(tmp_path, "pass", typed.replace("/", "-"))
        assert rediger(rud, typed, ed).status == 0
        assert begins in ed.opened[0]
    plan = rediger(rud, "plan/skole.yaml", ed)
    assert (plan.status, len(ed.opened)) == (2, 1)
    assert "Planen er åpen tekst." in plan.err
    report = rediger(rud, "innboks/m3k9q7wd.yaml", ed)
    assert (report.status, len(ed.opened)) == (2, 1)
    assert "En melding står som den ble skrevet." in report.err
    assert rediger(rud, "../annet.yaml", ed).status == 2
    assert rediger(rud, "2026-AAAAA", ed).status == 3


def test_an_open_folder_is_edited_the_same_way(depotets_skole: Path, tmp_path: Path) -> None:
    program = Program(copied(depotets_skole, tmp_path / "skolen"))
    program = signed_in(program, None, tmp_path / "hos")
    sak = program.new_case()
    program.fine("registrer", sak, "notat", "--notat", TOLD)
    done = rediger(program, sak, editor(tmp_path, CHANGES))
    assert done.status == 0, done
    assert NEW in program.case(sak).read_text("utf-8")
    assert program.git("status", "--porcelain") == ""
    assert left_in_memory(program) == []


def test_a_machine_without_memory_for_it_says_so(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    assert rud.noekkelplass is not None
    key = tmp_path / "nøkkel.txt"
    key.write_text(skole.noekler[RUD].secret, "utf-8")
    program = replace(rud, noekkelplass=Noekkelplass(tmp_path / "disk", None))
    with pytest.MonkeyPatch.context() as environ:
        environ.setenv(BY_NAME, str(key))
        done = rediger(program, skole.sak, editor(tmp_path, CHANGES))
    assert done.status == 0, done
    assert "så den ligger på disken mens du skriver" in done.err
    assert [*(tmp_path / "disk" / "rediger").iterdir()] == []


# The editor


def test_the_editor_is_the_persons_own_and_never_the_folders(tmp_path: Path) -> None:
    folder, machine = tmp_path / "skolen", tmp_path / "bin"
    for each in (folder, machine):
        each.mkdir()
        for name in ("vim.basic", "nano", "code", "rart"):
            (each / name).write_text("#!/bin/sh\n")
            (each / name).chmod(0o755)
    (machine / "vi").symlink_to(machine / "vim.basic")
    path = {"PATH": f".:{machine}"}

    def found(said: str | None, **environ: str) -> Skriveprogram:
        return find_editor(said, {**path, **environ}, folder)

    assert found(None).path == machine / "nano"
    assert found(None, EDITOR="rart", VISUAL="code --profile skole").path == machine / "code"
    assert found("rart", VISUAL="code").path == machine / "rart"
    assert "er ikke kjent" in found("rart").remark
    assert {"-n", "-i", "NONE"} <= set(found("vi").options)
    (machine / "ekte").mkdir()
    (machine / "nano").rename(machine / "ekte" / "vi")
    assert "er ikke kjent" in found(str(machine / "ekte" / "vi")).remark, (
        "it takes none of vim's options"
    )
    (machine / "ekte" / "vi").rename(machine / "nano")
    assert found("nano").options == ("-R",)
    assert found("code --profile skole").options[:3] == ("--profile", "skole", "--wait")
    for bad in (str(folder / "nano"), "./nano", "finnes-ikke"):
        with pytest.raises(ExpectedFailure):
            found(bad)
    (machine / "lenke").symlink_to(folder / "nano")
    with pytest.raises(ExpectedFailure, match="ligger i planmappen"):
        found("lenke")


def test_settings_of_git_and_of_the_folder_choose_no_editor(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    ed, trap = editor(tmp_path, CHANGES), editor(tmp_path, "pass", "felle")
    rud.git("config", "--global", "sequence.editor", trap.med)
    (rud.root / ".exrc").write_text(f"!{trap.med}\n", "utf-8")
    with pytest.MonkeyPatch.context() as environ:
        environ.delenv("VISUAL", raising=False)
        environ.setenv("GIT_EDITOR", trap.med)
        environ.setenv("EDITOR", ed.med)
        assert rud.run("rediger", skole.sak).status == 0
    assert (len(ed.opened), trap.opened) == (1, [])


@pytest.mark.skipif(shutil.which("vim") is None, reason="vim is not installed here")
def test_vim_leaves_nothing_beside_the_text_whatever_its_own_settings_are(tmp_path: Path) -> None:
    home, room = tmp_path / "hjemme", tmp_path / "rom"
    for each in (home, room):
        each.mkdir()
    kept = ("swap", "undo", "backup")
    for name in kept:
        (home / name).mkdir()
    (home / ".vimrc").write_text(
        f"set undofile undodir={home}/undo backup backupdir={home}/backup swapfile directory={home}/swap\n"
        f"set viminfo='100,<50,n{home}/viminfo\n", "utf-8",
    )  # fmt: skip
    text = room / "sak.yaml"
    text.write_text("elev: Oppdiktet Hemmelig Navn\n", "utf-8")
    program = find_editor("vim", os.environ, tmp_path / "skolen")
    keys = ("-es", "-u", str(home / ".vimrc"), "-c", "%s/Navn/Annet/", "-c", "wq")
    with pytest.MonkeyPatch.context() as environ:
        environ.setenv("HOME", str(home))
        edit(replace_options(program, keys), room, [text], seen=False)
    assert text.read_text("utf-8") == "elev: Oppdiktet Hemmelig Annet\n"
    assert {name for name, held in everything_in(home).items() if b"Hemmelig" in held} == set()
    assert [each.name for each in room.iterdir()] == ["sak.yaml"]


def replace_options(program: Skriveprogram, more: tuple[str, ...]) -> Skriveprogram:
    return Skriveprogram(program.path, (*program.options, *more), program.remark)


def test_bjerk_edits_what_bjerk_reads(skole: Skole, tmp_path: Path) -> None:
    bjerk = skole.som(BJERK, tmp_path / "bjerk")
    assert rediger(bjerk, skole.sak, editor(tmp_path, CHANGES)).status == 0
    assert f"rediger {skole.sak}" not in bjerk.git("log", "-1", "--format=%B")


def test_the_way_to_mend_a_sealed_file_is_told_once(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    way = "Filene om elever er vernet. Åpne en for å rette den: sosialplan rediger SAK"
    for args in (("registrer", skole.sak, "notat", "--notat", "Ring 412 34 567"), ("valider",)):
        assert rud.run(*args).err.count(way) == 1, args
    assert rediger(rud, skole.sak, editor(tmp_path, BROKEN)).err.count(way) == 1
    assert way not in rud.fine("valider", str(rud.root / "plan" / "skole.yaml")).err
