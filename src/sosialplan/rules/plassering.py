"""Where a folder lies: whether a program copies it to the net, whether its disk is encrypted, who may read it.

What each system and service says is read here, and nothing is asked: what was not told is not known.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from sosialplan.model.omgivelser import Blokk, Disksvar, Kryptering, Mappested, Omgivelser
from sosialplan.model.skrivemaate import composed

_NAMES: Sequence[tuple[str, str]] = (
    ("OneDrive", r"onedrive(?: ?-.*)?"),
    ("Dropbox", r"dropbox(?: ?\(.*\)|-.*)?|.+ dropbox"),
    ("iCloud Drive", r"icloud ?drive|mobile documents|com~apple~clouddocs"),
    ("Google Drive", r"google ?drive(?:-.*| ?\(.*\))?|googledrivefs"),
    ("Nextcloud", r"nextcloud\d?|owncloud"),
    ("Jottacloud", r"jottacloud"),
    ("Box", r"box sync|box-box"),
    ("pCloud", r"pcloud ?drive|pclouddrive"),
    ("MEGA", r"megasync|mega"),
)
"""What the folders of each service are called, whole names: on Windows, macOS and Linux, private and of work."""
_AT_THE_TOP = {"my drive", "min disk", "shared drives", "delte disker", ".shortcut-targets-by-id"}
"""The folders right under a drive letter or a mount that Google Drive makes, in English and Norwegian."""
MARKS: Mapping[str, str] = {
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".owncloudsync.log": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".stfolder": "Syncthing",
}
"""Names that a service leaves at the top of what it copies, whatever the folder is called."""
_CLOUD_STORAGE = "cloudstorage"
"""On macOS every service has its folder in ``~/Library/CloudStorage``, named ``SERVICE-ACCOUNT``."""
_CLOUD_MOUNT = re.compile(r"fuse\.(?:rclone|google-drive-ocamlfuse|onedriver|gcsf|s3fs|dropbox\w*)")
_NETWORK = re.compile(
    r"nfs4?|cifs|smb\d?|smbfs|afpfs|webdav|davfs2?|9p|fuse\.(?:sshfs|davfs2?|gvfsd-fuse)|afs|ceph|unc"
)
_ENCRYPTED_MOUNT = re.compile(r"ecryptfs|fuse\.(?:gocryptfs|encfs|cryfs)")


def tjeneste(sted: Mappested, synkroter: Sequence[tuple[str, tuple[str, ...]]] = ()) -> str | None:
    """Return the service that copies what lies here to the net, by what the places are called and what lies there."""
    parts = tuple(composed(each).casefold() for each in sted.deler)
    for name, root in synkroter:
        if root and parts[: len(root)] == tuple(composed(each).casefold() for each in root):
            return name
    return next(chain(_by_name(parts, sted.deler), _by_mark(sted)), None)


def _by_name(parts: Sequence[str], written: Sequence[str]) -> Iterator[str]:
    for name, pattern in _NAMES:
        if any(re.fullmatch(pattern, each) for each in parts):
            yield name
    if len(parts) > 1 and parts[1] in _AT_THE_TOP and parts[0].endswith((":\\", ":")):
        yield "Google Drive"
    for before, each in zip(parts, written[1:], strict=False):
        if before == _CLOUD_STORAGE:
            yield each.partition("-")[0]


def _by_mark(sted: Mappested) -> Iterator[str]:
    yield from sorted(MARKS[each] for each in sted.merker if each in MARKS)
    if _CLOUD_MOUNT.fullmatch(sted.filsystem):
        yield sted.filsystem.removeprefix("fuse.")


def nettverksdisk(sted: Mappested) -> bool:
    """Tell whether the place is a disk of another machine."""
    return bool(_NETWORK.fullmatch(sted.filsystem)) or (
        bool(sted.deler) and sted.deler[0].startswith("\\\\") and "wsl" not in sted.deler[0].lower()
    )


def kryptering(omgivelser: Omgivelser) -> Kryptering:
    """Tell whether the disk under the planmappe is encrypted, each of its places."""
    disk = omgivelser.disk
    if any(_ENCRYPTED_MOUNT.fullmatch(each.filsystem) for each in omgivelser.steder):
        return Kryptering.JA
    return _ANSWERS.get(disk.system, _unknown)(disk, omgivelser.steder)


def _unknown(_disk: Disksvar, _steder: Sequence[Mappested]) -> Kryptering:
    return Kryptering.UKJENT


def _linux(disk: Disksvar, _steder: Sequence[Mappested]) -> Kryptering:
    if disk.blokk is None:
        return Kryptering.UKJENT
    return Kryptering.JA if _is_crypt(disk.blokk) else Kryptering.NEI


def _is_crypt(blokk: Blokk) -> bool:
    """Tell whether all that a device holds lies on an encrypted one (LUKS, plain dm-crypt)."""
    return blokk.uuid.startswith("CRYPT-") or (
        bool(blokk.under) and all(map(_is_crypt, blokk.under))
    )


def _mac(disk: Disksvar, steder: Sequence[Mappested]) -> Kryptering:
    """FileVault tells of the machine's own disk alone."""
    if any(each.deler[1:2] == ("Volumes",) for each in steder) or disk.svar is None:
        return Kryptering.UKJENT
    if "FileVault is On" in disk.svar:
        return Kryptering.JA
    return Kryptering.NEI if "FileVault is Off" in disk.svar else Kryptering.UKJENT


_BITLOCKER = {"1": Kryptering.JA, "2": Kryptering.NEI, "3": Kryptering.NEI, "4": Kryptering.NEI,
              "5": Kryptering.NEI, "8": Kryptering.NEI}  # fmt: skip
"""``System.Volume.BitLockerProtection``: on, off, being encrypted, being decrypted, paused, waiting for its key
to be kept. While it is paused or waits, the key lies in clear on the disk. What else it says is not known."""


def _windows(disk: Disksvar, _steder: Sequence[Mappested]) -> Kryptering:
    return _BITLOCKER.get((disk.svar or "").strip(), Kryptering.UKJENT)


_ANSWERS = {"linux": _linux, "darwin": _mac, "win32": _windows}

_ACE = re.compile(r"\((A|OA);([^;)]*);([^;)]*);[^;)]*;[^;)]*;([^;)]*)[^)]*\)")
_OTHERS = frozenset(
    {"WD", "AU", "BU", "BG", "AN", "IU", "DU", "S-1-1-0", "S-1-5-11", "S-1-5-32-545"}
)
"""Everyone, who is logged in, users, guests, nameless, who sits at the machine, the domain's users."""
_READS = re.compile(r"FA|FR|GA|GR")
_READ_DATA = 0x1


def andre_leser(sddl: str) -> bool | None:
    """Tell whether Windows lets other users read, by the folder's own list of who may; None where it has none."""
    _, found, acl = sddl.partition("D:")
    if not found:
        return None
    return any(
        who in _OTHERS and "IO" not in re.findall("..", flags) and _may_read(rights)
        for _, flags, rights, who in _ACE.findall(acl.partition("S:")[0] or acl)
    )


def _may_read(rights: str) -> bool:
    if rights.startswith("0x"):
        return bool(int(rights, 16) & _READ_DATA)
    return bool(_READS.search(rights)) or "CC" in re.findall("..", rights)
