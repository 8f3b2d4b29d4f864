"""One source of texts: a path, or a commit, becomes text in one place each, and text goes back in one.

What reads, lays out, writes or asks git for contents beside these doors is found in the code itself. Each
exception is told with its reason, and one that is not there any more is a fault too.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from test_arkitektur import trees


def calls(tree: ast.AST) -> Iterator[tuple[str, str, ast.Call]]:
    """Yield each call: its last name, its words, the call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = (
                node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
            )
            yield name, ast.unparse(node.func), node


# From a path to bytes

BY_PATH = {"read_bytes", "read_text", "fingerprint", "text_of", "decoded"}
"""What gives the bytes or the text of any path, or makes text of bytes: ``Planmappe.text`` is how a case is read."""


def reads_by_path(tree: ast.AST) -> set[str]:
    """Return what a module takes from the door of bytes to read by itself."""
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module in {"sosialplan.reading", "sosialplan.files.disk"}
        for alias in node.names
        if alias.name in BY_PATH
    }


PAST_THE_DOOR: Mapping[str, Mapping[str, str]] = {
    "files/varslet.py": {"read_bytes": "what was told from this machine: marks and days, beside the person's own"},
    "files/disk.py": {
        "read_bytes": "the door from a path to text",
        "decoded": "the same, from bytes",
    },
    "files/planmappe.py": {
        "read_bytes": "the source of texts, on the disk: plain or sealed, opened in memory",
        "text_of": "the same, of a commit: its faults are told as those of a file",
    },
    "git/contents.py": {"decoded": "the door from a commit's contents to text"},
    "files/lock.py": {"read_bytes": "the lock in git's folder"},
    "files/merke.py": {"read_bytes": "the person's own mark of what was last seen"},
    "files/replacing.py": {
        "read_bytes": "the note of a change, in git's folder; it holds no text of a case",
        "fingerprint": "whether a file is as it was read: of its bytes as they lie, whatever they say",
    },
    "cli/gitvisning.py": {
        "read_bytes": "what git hands over to be shown: it is opened by the same lock, and told to git alone",
        "decoded": "the same, once it is opened",
    },
    "files/aapnet.py": {"read_bytes": "what was opened, sealed for the person's own key alone, in memory"},
    "files/noekkelring.py": {"read_bytes": "the person's own key, outside of every planmappe"},
    "commands/vern/noekkelproeve.py": {"read_bytes": "a key file that is tried"},
    "files/skriverom.py": {"read_bytes": "what a person is writing, in a room in memory, and what the room is for"},
    "commands/vern/rediger.py": {"text_of": "what a person has written, before it is checked"},
    "commands/referater/referatoekt.py": {"text_of": "the minutes that a person has written: they are no file of the folder"},
    "commands/vern/utkast.py": {
        "read_bytes": "what a person wrote and could not save, sealed with the person's own marks",
        "decoded": "its first line, which says what it was made of",
    },
    "files/innsyn.py": {"read_bytes": "the log of openings, with the person's own marks"},
    "files/listefil.py": {"read_bytes": "a list from another system, outside of the planmappe"},
    "files/startere.py": {"read_bytes": "the program's own plan and recipes"},
    "files/utgaver.py": {
        "read_bytes": "what earlier editions gave, and the plan and the templates that stand: nothing of any pupil",
        "text_of": "the same, from bytes",
    },
    "commands/pakker/mottak.py": {
        "read_bytes": "a package or a receipt from another school, which lies outside of the planmappe",
        "text_of": "the same, from bytes",
    },
    "commands/vedlikehold/oppgrader.py": {"read_bytes": "templates, schemas and git's own files, as they lie"},
    "files/standard.py": {"read_bytes": "the program's own data, and the editor's schemas in plan/skjema"},
    "files/oversyn.py": {"read_bytes": "git's list of repositories inside"},
    "files/omgivelser.py": {"read_bytes": "what the system tells of its disks, and a syncing program of its folder"},
    "files/utskrifter.py": {"read_bytes": "whether a finished document is as it was made, and the person's own marks of that"},
    "git/hooks.py": {"read_bytes": "git's hooks"},
    "commands/vokt.py": {"read_bytes": "the words of a commit, in git's folder", "decoded": "the same, from bytes"},
    "files/gitmerker.py": {"read_bytes": "the last backup and a deletion under way, in git's folder"},
    "git/attributes.py": {"read_bytes": "what git is told of attributes, in the folder and beside it"},
    "git/brought.py": {"read_bytes": "git's settings and hooks"},
    "git/health.py": {"read_bytes": "git's own lists and indexes"},
    "git/queues.py": {"read_bytes": "git's settings"},
    "git/repository.py": {"read_bytes": "git's HEAD"},
    "git/rewriting.py": {"read_bytes": "the list of commits with other names, which git-filter-repo leaves"},
    "git/settings.py": {"read_bytes": "git's settings"},
    "git/signing.py": {"read_bytes": "a public key, outside of the planmappe"},
    "git/state.py": {
        "read_bytes": "git's HEAD and settings",
        "decoded": "what is about to be saved, before git saves it: what is sealed is no text",
    },
    "output/style_files.py": {"read_bytes": "the school's style and its pictures"},
    "output/template_fault.py": {"read_bytes": "the line of a template"},
    "output/template_files.py": {"read_bytes": "a template"},
    "output/templates.py": {"read_bytes": "the line of a template"},
    "output/workshop.py": {"read_bytes": "how far a worker came, in numbers"},
    "commands/skolen/pakkeinntak.py": {"text_of": "a text of the plan as it would be, made of the package's and the school's"},
    "files/planpakke.py": {"read_bytes": "a package of another's plan, and the program's own templates: no case is in either"},
    "commands/deling/flett.py": {
        "read_bytes": "git's own three files of a merge, given by path: git must have files there",
        "text_of": "the same, plain or opened in memory",
    },
    "commands/dokumenter/malproeve.py": {"read_bytes": "a template's lines"},
    "commands/dokumenter/dokumentinn.py": {"read_bytes": "a document that somebody wrote elsewhere"},
    "commands/dokumenter/malsjekk.py": {"read_bytes": "a template, and the standard's beside it"},
    "commands/dokumenter/sjekk_kopi.py": {"read_bytes": "the paper that is asked about, wherever it lies"},
    "commands/skrivebordet/medbrakt.py": {"read_bytes": "what the person allowed, in git's folder"},
    "commands/skrivebordet/skriving.py": {
        "read_bytes": "a merge's files on their way from git's own tree into the folder, byte by byte"
    },
    "commands/skolen/oppretting.py": {"read_text": "the plan's own files, laid the moment before"},
    "commands/tillit/tilgang_endre.py": {"read_bytes": "a public key, outside of the planmappe"},
    "commands/vern/ny_historikk.py": {"read_bytes": "a saved file on its way into a new folder, byte by byte"},
    "commands/vedlikehold/lagre.py": {"fingerprint": "whether a file is still as it was checked"},
    "commands/vedlikehold/sjekk.py": {"read_bytes": ".gitattributes, .gitignore and the editor's schemas"},
}  # fmt: skip


def test_a_case_becomes_text_through_the_folder_alone() -> None:
    found = {name: names for name, tree in trees().items() if (names := reads_by_path(tree))}
    assert found == {name: set(told) for name, told in PAST_THE_DOOR.items()}


# Files that are laid out

ROOMS = {
    "mkdtemp", "mkstemp", "mktemp", "TemporaryDirectory", "NamedTemporaryFile", "TemporaryFile",
    "SpooledTemporaryFile", "gettempdir", "room", "tree_beside", "laid_whole", "mmap",
}  # fmt: skip
LAID_OUT = {
    ("git/shared.py", "room"): "what is fetched for a look is git's packed objects, and no file of a case",
    ("commands/vedlikehold/sikkerhetskopi.py", "room"): "a backup is read back as git's packed objects, in git's folder",
    ("git/attributes.py", "room"): "git's list of the files of a commit: none is laid out",
    ("git/rewriting.py", "room"): "names of files and of contents, for the program that writes a history anew",
    ("commands/deling/synk.py", "tree_beside"): (
        "git merges files, not texts: they lie in git's own folder while the lock is held, and go with it"
    ),
    ("output/workshop.py", "mkdtemp"): "the worker's own room: its trace, and the school's pictures",
    ("files/skriverom.py", "mkdtemp"): "the room of an editor: in memory, its owner's alone, and gone afterwards",
    ("commands/vern/skriveoekt.py", "room"): "the same: the one text that a person has asked to write in",
    ("commands/skolen/pakkelesing.py", "TemporaryDirectory"): "a package's packed objects: no case is in it",
    ("commands/skolen/pakkeinntak.py", "TemporaryDirectory"): "plan and templates to be tried: no case is with them",
    ("output/typeset.py", "TemporaryDirectory"): "the style's pictures, which typst takes from a disk alone",
    ("output/parquet.py", "TemporaryDirectory"): "rows of a list that was asked for in a file, in the room of a worker: no name and no text of a case",
    ("commands/pakker/arkiver.py", "laid_whole"): "the package that was asked for, beside its place",
    ("commands/pakker/bunt.py", "laid_whole"): "the same, for a bundle of papers",
}  # fmt: skip


def laid_out(tree: ast.AST) -> set[str]:
    return {name for name, _, _ in calls(tree) if name in ROOMS}


def test_nothing_of_a_case_is_laid_out_in_a_room_of_its_own() -> None:
    assert {(n, each) for n, tree in trees().items() for each in laid_out(tree)} == set(LAID_OUT)


# From text to the disk

WRITES = {
    "write_text", "write_bytes", "write_atomically", "writelines", "rename", "renames", "symlink_to",
    "hardlink_to", "copytree", "copyfile", "copyfileobj", "copy2", "touch", "truncate", "sendfile",
}  # fmt: skip
_OF_THE_OS = {
    "os.write",
    "os.replace",
    "os.link",
    "os.symlink",
    "shutil.copy",
    "shutil.move",
    "os.pwrite",
}
WRITTEN: Mapping[tuple[str, str], str] = {
    ("files/varslet.py", "write_atomically"): "what was told from this machine, beside the person's own marks",
    ("commands/varsle.py", "write_atomically"): "a message to a member of staff, in a folder outside of the planmappe",
    ("files/disk.py", "file.write"): "the door itself",
    ("files/disk.py", "disk.write"): "the door itself",
    ("files/disk.py", "source.replace"): "the door itself: a waiting file takes its name",
    ("files/replacing.py", "disk.write"): "several files that change as one, through the door",
    ("files/noekkelring.py", "disk.write"): "the person's own key, outside of every planmappe",
    ("files/skriverom.py", "disk.write"): "what a room is for, beside the text",
    ("commands/vern/utkast.py", "write_atomically"): "what could not be saved, sealed, with the person's own marks",
    ("files/innsyn.py", "os.write"): "a line of the log of openings: numbers and codes",
    ("files/lock.py", "os.write"): "who has the lock, in git's folder",
    ("files/utskrifter.py", "write_atomically"): "the person's own marks of finished documents, as prints",
    ("commands/hel_mappe.py", "waiting.rename"): "a new folder takes its name once it is whole",
    ("commands/vern/ny_historikk.py", "write_atomically"): "what is saved, as it lies, in a folder that is new",
    ("files/gitmerker.py", "write_atomically"): "the last backup and a deletion under way, in git's folder",
    ("git/rewriting.py", "paths.write_bytes"): "names of files, for the program that writes a history anew",
    ("git/rewriting.py", "blobs.write_text"): "git's names for contents, for the same program",
    ("files/merke.py", "write_atomically"): "the person's own mark, outside of the planmappe",
    ("files/standard.py", "write_atomically"): "the editor's schemas, when a planmappe is made",
    ("git/hooks.py", "waiting.write_bytes"): "git's hooks, which hold the program's own words",
    ("git/hooks.py", "waiting.replace"): "the same: they take their names whole",
    ("git/mending.py", "path.write_text"): "git's own files, when they are mended",
    ("git/mending.py", "(git_folder / part).replace"): "the same: what was damaged is laid aside",
    ("git/mending.py", "aside.replace"): "the same, back again",
    ("cli/norsk.py", "formatter.write_text"): "the help on the screen",
    ("output/typeset.py", "(root / name).write_bytes"): "the style's pictures, in the worker's room",
    ("commands/skolen/oppretting.py", "shutil.copytree"): "the standard is laid in a folder that is new",
    ("commands/skolen/oppretting.py", "write_atomically"): "the plan of a folder that is new",
    ("commands/skolen/planpakken.py", "write_atomically"): "a package that is given out, beside the planmappe",
    ("commands/skolen/pakkeinntak.py", "write_atomically"): "plan and templates to be tried, in a folder that goes away",
    ("commands/demo.py", "write_atomically"): "invented cases, in a folder that is new, through the door",
    ("commands/vokt.py", "write_atomically"): "the message of a commit, without what git showed in it",
    ("commands/deling/flett.py", "write_atomically"): "git's own file of a merge, through the door",
    ("commands/skrivebordet/medbrakt.py", "write_atomically"): "what the person allowed, in git's folder",
    ("commands/dokumenter/utskrift.py", "write_atomically"): "a document, where it was asked for",
    ("commands/pakker/arkivpakking.py", "path.write_bytes"): "the documents of a package or a bundle, and its own list",
    ("commands/pakker/arkivpakking.py", "waiting.rename"): "the whole package takes its name",
}  # fmt: skip
"""Where something is written. What changes a case goes through ``replacing``, and so do all of several files."""


def written(tree: ast.AST) -> set[str]:
    """Return the calls that write. ``replace`` of one argument is a path's: that of a text takes two."""
    found = set()
    for name, said, call in calls(tree):
        takes_a_name = name == "replace" and len(call.args) == 1 and not call.keywords
        disk = said in {"disk.write", "file.write"}
        if name in WRITES or said in _OF_THE_OS or takes_a_name or disk:
            found.add(said)
    return found


def test_a_text_goes_to_the_disk_through_one_door() -> None:
    seen = {(name, each) for name, tree in trees().items() for each in written(tree)}
    assert seen - set(WRITTEN) == set()
    assert set(WRITTEN) - seen == set()


# From a commit to bytes

TELLS_CONTENTS = {
    "cat-file", "show", "archive", "diff", "log", "blame", "annotate", "grep", "checkout", "restore",
    "checkout-index", "reset", "stash", "worktree", "merge-file", "merge-tree", "merge", "read-tree",
    "merge-one-file", "bundle", "fast-export", "format-patch", "unpack-file", "apply", "am", "rebase",
    "cherry-pick", "revert", "switch", "clone", "pull", "range-diff", "diff-files", "diff-index",
    "diff-tree", "whatchanged", "difftool", "mergetool", "filter-branch", "sparse-checkout", "replay",
}  # fmt: skip
"""Git's commands that can tell what a file held, or lay it out."""
PATCH = {
    "-p",
    "-u",
    "--patch",
    "--patch-with-raw",
    "--patch-with-stat",
    "-c",
    "--cc",
    "--textconv",
    "--ext-diff",
}
ASKED: Mapping[tuple[str, str], str] = {
    ("git/state.py", "diff"): "names and contents' names of what is about to be saved; its text is asked of git/contents",
    ("git/attributes.py", "read-tree"): "git's list of the files of a commit: none is laid out",
    ("git/attributes.py", "diff"): "an attribute, and no command",
    ("git/attributes.py", "merge"): "an attribute, and no command",
    ("git/health.py", "log"): "which files ever lay there: --name-only",
    ("git/repository.py", "read-tree"): "git's own list, after a history that was told",
    ("git/contents.py", "cat-file"): "the door itself",
    ("git/bundles.py", "bundle"): "a backup: git's packed objects, as they are",
    ("git/bundles.py", "clone"): "the same, read back without laying anything out",
    ("git/bundles.py", "log"): "which commits a backup holds",
    ("git/bundles.py", "show"): "the same, of the newest",
    ("git/bundles.py", "reset"): "the files of a folder that is restored, as git has them",
    ("git/beginning.py", "cat-file"): "which commits are here: --batch-check tells no contents",
    ("git/beginning.py", "log"): "the message of the first commit",
    ("git/beginning.py", "show"): "of the reflog: names of commits alone",
    ("git/rewriting.py", "cat-file"): "which contents are here: --batch-check tells none of them",
    ("git/rewriting.py", "log"): "what came in where: --raw gives git's names for contents",
    ("git/rewriting.py", "worktree"): "whether another folder has the history: list tells no contents",
    ("git/rewriting.py", "reset"): "slett: the folder's files follow the history",
    ("git/history.py", "log"): "who changed what when: --raw gives git's names for contents",
    ("git/signing.py", "log"): "signatures",
    ("git/mending.py", "cat-file"): "whether a commit is here: -e tells no contents",
    ("git/mending.py", "read-tree"): "git's list of the files: none is laid out",
    ("git/settings.py", "merge-file"): "git's own way, for the files that are not ours, where git has laid them",
    ("git/merging.py", "merge"): "synk: git merges in a tree of its own, in git's folder",
    ("git/rooms.py", "worktree"): "synk: that tree is made",
    ("git/rooms.py", "reset"): "synk: the commit is laid out there",
    ("git/rooms.py", "diff-tree"): "which files differ: names alone",
    ("git/rooms.py", "read-tree"): "git's list of the files: none is laid out",
    ("git/settings.py", "worktree"): "a place for settings, and no command",
    ("git/shared.py", "cat-file"): "whether a file was there: -e tells no contents",
    ("git/shared.py", "diff"): "which files differ: --name-only",
}  # fmt: skip


def asks_git(tree: ast.AST) -> set[str]:
    """Return the commands of git that a module names, of those that can tell contents."""
    names = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "sosialplan.git.program"
        for alias in node.names
    }
    if not names & {"ask", "tell"}:
        return set()
    words = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {
        each for each in words if isinstance(each, str) and each in TELLS_CONTENTS | PATCH - {"-c"}
    }


def test_git_is_asked_what_a_file_held_in_one_place() -> None:
    assert {(n, each) for n, tree in trees().items() for each in asks_git(tree)} == set(ASKED)


# From text to a tree

MADE_INTO_TREES: Mapping[str, str] = {
    "files/filtolk.py": "a file of the planmappe, by its place in it",
    "commands/fortid.py": "what was saved, and the same file now, to be held against it: read_tree, tree_in",
    "files/planmappe.py": "whether access says that what is about pupils is sealed",
    "files/yaml_edit.py": "a text that is edited is read again",
    "files/yaml_pieces.py": "a text is cut into pieces",
    "files/yaml_writer.py": "a text that is written is read again",
    "files/merge_texts.py": "three texts are merged",
    "files/planpakke.py": "a package of another's plan, and what of a plan is given out",
    "files/loesning.py": "a conflict's text is solved",
    "files/standard.py": "the program's own data",
    "commands/pakker/mottak.py": "a package or a receipt from another school",
    "files/utgaver.py": "what earlier editions gave, and the plan's files by their items",
    "files/startere.py": "the program's own plan, and the recipes of what is made of it",
    "commands/skrivebordet/desk.py": "the new text of a change is read before it is written",
    "commands/deling/loes.py": "the conflicts of a text",
    "commands/deling/flett.py": "git's own three files of a merge",
    "commands/deling/side_om_side.py": "what a merge of two versions came to, for who may read it",
    "commands/dokumenter/sakspapirer.py": "where in a file a field stands, asked of the folder",
    "commands/historikk/naatekst.py": "one item of a text, to be held against what stands",
}


def test_a_text_becomes_a_tree_in_few_places() -> None:
    found = {
        name
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "sosialplan.files.yaml_reader"
        if "parse" in {alias.name for alias in node.names}
    }
    assert found == set(MADE_INTO_TREES)


def test_every_exception_says_why() -> None:
    told: tuple[Mapping[Any, str], ...] = (
        LAID_OUT, WRITTEN, ASKED, MADE_INTO_TREES, *PAST_THE_DOOR.values(),
    )  # fmt: skip
    assert all(len(reason) >= 10 for table in told for reason in table.values())


# The guards see what they are to see

PLANTED: tuple[tuple[Callable[[ast.AST], set[str]], str, str], ...] = (
    (reads_by_path, "from sosialplan.reading import read_bytes", "read_bytes"),
    (reads_by_path, "from sosialplan.files.disk import read_text as les", "read_text"),
    (laid_out, "with tempfile.TemporaryDirectory() as rom: pass", "TemporaryDirectory"),
    (laid_out, "m = mmap.mmap(handle, 0)", "mmap"),
    (laid_out, "with room(depot) as rom: pass", "room"),
    (written, "path.write_text(text, encoding='utf-8')", "path.write_text"),
    (written, "kilde.replace(maal)", "kilde.replace"),
    (written, "os.replace(a, b)", "os.replace"),
    (written, "shutil.copyfile(a, b)", "shutil.copyfile"),
    (asks_git, "from sosialplan.git.program import tell\ntell(root, 'show', given=(name,))", "show"),
    (asks_git, "from sosialplan.git.program import ask\nask(root, 'rev-list', '--patch')", "--patch"),
)  # fmt: skip


@pytest.mark.parametrize(("guard", "code", "seen"), PLANTED)
def test_what_goes_past_a_door_is_seen(
    guard: Callable[[ast.AST], set[str]], code: str, seen: str
) -> None:
    assert guard(ast.parse(code)) == {seen}


def test_a_text_that_is_changed_is_no_writing() -> None:
    assert (
        written(ast.parse("a.replace('x', 'y')\nreplace(verdi, dag=dag)\nlogg.write(x)")) == set()
    )
