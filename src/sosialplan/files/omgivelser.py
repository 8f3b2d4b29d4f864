"""What is seen of the machine around a planmappe: paths, marks of syncing programs, file systems, modes, devices."""

import json
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sosialplan.files.maskinen import bitlocker, filevault, readers
from sosialplan.model.omgivelser import Blokk, Disksvar, Lesbar, Mappested
from sosialplan.model.record import Value
from sosialplan.reading import is_there, read_bytes
from sosialplan.rules.plassering import MARKS

_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""What Windows says of the folders that OneDrive has taken, whatever they are called."""
_MOST = 1_000
"""So many open files are counted; whether they are more says nothing new."""
_DEEPEST = 8
_HEX = re.compile(r"\\([0-7]{3})")


class Maskin(Value, frozen=True):
    """The machine as it is looked at: tests give one of their own."""

    system: str
    environ: Mapping[str, str]
    home: Path
    proc: Path = Path("/proc")
    sys: Path = Path("/sys")


def this_machine() -> Maskin:
    """Return the machine that the program runs on."""
    return Maskin(sys.platform, os.environ, Path.home())


def sted(maskin: Maskin, hva: str, path: Path) -> Iterator[Mappested]:
    """Yield where something lies, by the path it is reached by and, where a link leads there, by its own."""
    for each in dict.fromkeys((path.absolute(), path.resolve())):
        above = (each, *each.parents)
        marks = {name for name in MARKS if any(is_there(one / name) for one in above)}
        mount = mount_of(maskin, each)
        kind = "unc" if str(each).startswith("\\\\") else mount.kind if mount else ""
        yield Mappested(hva, each.parts, frozenset(marks), kind)


def synkroter(maskin: Maskin) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the folders that syncing programs have said are theirs."""
    for name in _ONEDRIVE:
        if said := maskin.environ.get(name):
            yield "OneDrive", Path(said).parts
    for base in (
        maskin.home / ".dropbox",
        *(Path(maskin.environ[each]) / "Dropbox" for each in ("APPDATA", "LOCALAPPDATA") if maskin.environ.get(each)),
    ):  # fmt: skip
        for root in _dropbox(base / "info.json"):
            yield "Dropbox", Path(root).parts
    if maskin.system == "darwin":
        drive = maskin.home / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
        for name in ("Desktop", "Documents"):
            if is_there(drive / name):  # «Skrivebord og Dokumenter» are in iCloud Drive
                yield "iCloud Drive", (maskin.home / name).parts


def _dropbox(path: Path) -> Iterator[str]:
    """Yield the folders that Dropbox' own file names: ``{"personal": {"path": …}, "business": {…}}``."""
    try:
        said = json.loads(read_bytes(path))
        yield from (each["path"] for each in said.values() if isinstance(each.get("path"), str))
    except (OSError, ValueError, AttributeError):
        return


class Mount(Value, frozen=True):
    """A mounted file system: the device's numbers, where it is mounted, its kind, and what it is made of."""

    device: str
    place: str
    kind: str
    source: str


def mount_of(maskin: Maskin, path: Path) -> Mount | None:
    """Return the file system that a path lies on, as Linux tells; None elsewhere."""
    try:
        raw = read_bytes(maskin.proc / "self" / "mountinfo")
    except OSError:
        return None
    found = None
    for each in filter(None, map(_mount, raw.decode("utf-8", "surrogateescape").splitlines())):
        inside = Path(each.place) in (path, *path.parents)
        if inside and (found is None or len(each.place) >= len(found.place)):
            found = each
    return found


def _mount(line: str) -> Mount | None:
    r"""Read a line: ``36 35 98:0 /root /mount opts … - kind source options``; a blank in a name is ``\040``."""
    before, _, after = line.partition(" - ")
    first, last = before.split(), after.split()
    if len(first) <= 4 or len(last) <= 1:  # noqa: PLR2004 - the place is the fifth word, the source the second
        return None
    place = _HEX.sub(lambda match: chr(int(match[1], 8)), first[4])
    return Mount(first[2], place, last[0], last[1])


def disk(maskin: Maskin, root: Path) -> Disksvar:
    """Ask what can be told of the disk under a folder without privileges."""
    match maskin.system:
        case "darwin":
            return Disksvar(maskin.system, filevault())
        case "win32":
            return Disksvar(maskin.system, bitlocker(root))
        case "linux":
            return Disksvar(maskin.system, None, _device(maskin, mount_of(maskin, root.resolve())))
        case _:
            return Disksvar(maskin.system)


def _device(maskin: Maskin, mount: Mount | None) -> Blokk | None:
    """Return the device of a file system; of one that has none of its own (btrfs), the one it is made of."""
    if mount is None:
        return None
    number = mount.device
    if number.startswith("0:") and mount.source.startswith("/dev/"):
        try:
            number = _numbers(Path(mount.source))
        except OSError:
            return None
    folder = maskin.sys / "dev" / "block" / number
    return _blokk(folder.resolve(), _DEEPEST) if folder.exists() else None


def _blokk(folder: Path, deeper: int) -> Blokk:
    try:
        said = read_bytes(folder / "dm" / "uuid").decode("ascii", "replace").strip()
    except OSError:  # no device of the mapper's
        said = ""
    slaves = folder / "slaves"
    under = sorted(slaves.iterdir()) if slaves.is_dir() and deeper else []
    return Blokk(said, tuple(_blokk(each.resolve(), deeper - 1) for each in under))


def lesbar(maskin: Maskin, root: Path, git_folder: Path | None) -> Lesbar:
    """Count what others on the machine can read: of the folder's files, and whether of git's own."""
    if maskin.system == "win32":
        return Lesbar(sddl=readers(root))
    private = _private_groups()
    return Lesbar(
        sum(1 for _ in _open_files(root, private)) if _leads_in(root, private) else 0,
        git_folder is not None
        and _leads_in(git_folder, private)
        and any(_is_open(git_folder / each, private, stat.S_IROTH) for each in ("HEAD", "objects")),
    )


if sys.platform == "win32":

    def _numbers(_device_file: Path) -> str:
        """Windows numbers no device."""
        return ""

    def _private_groups() -> frozenset[int]:
        """Windows has lists of its own for this."""
        return frozenset()

else:

    def _numbers(device_file: Path) -> str:
        """Return a device's numbers, as Linux names its folder."""
        number = device_file.stat().st_rdev
        return f"{os.major(number)}:{os.minor(number)}"

    def _private_groups() -> frozenset[int]:
        """Return the group that holds the person alone: many systems make one for each user, of the same name."""
        import grp  # noqa: PLC0415 - of POSIX alone
        import pwd  # noqa: PLC0415

        try:
            person = pwd.getpwuid(os.geteuid())
            group = grp.getgrgid(person.pw_gid)
        except KeyError:
            return frozenset()
        alone = group.gr_name == person.pw_name and set(group.gr_mem) <= {person.pw_name}
        return frozenset({group.gr_gid} if alone else ())


def _is_open(path: Path, private: frozenset[int], bit: int) -> bool:
    """Tell whether others, or a group that is not one's own, have a right (said as that of others)."""
    try:
        found = path.lstat()
    except OSError:
        return False
    if stat.S_ISLNK(found.st_mode):
        return False
    group = 0 if found.st_gid in private else found.st_mode & bit << 3
    return bool(found.st_mode & bit or group)


def _leads_in(folder: Path, private: frozenset[int]) -> bool:
    """Tell whether others can come into a folder: through every one above it."""
    whole = folder.resolve()
    return all(_is_open(each, private, stat.S_IXOTH) for each in (whole, *whole.parents))


def _open_files(root: Path, private: frozenset[int]) -> Iterator[Path]:
    count = 0
    for where, folders, files in os.walk(root):
        place = Path(where)
        folders[:] = _entered(place, folders, private)
        for name in files:
            if _is_open(place / name, private, stat.S_IROTH):
                yield place / name
                count += 1
        if count >= _MOST:
            return


def _entered(place: Path, folders: Sequence[str], private: frozenset[int]) -> list[str]:
    """Return the folders that others can come into; git's own is asked about by itself."""
    return [
        each for each in folders if each != ".git" and _is_open(place / each, private, stat.S_IXOTH)
    ]
