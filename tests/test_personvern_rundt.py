"""What a municipality's IT asks first: where the folder lies, who can read it, what the disk is; and what is not known."""

import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from program import Program, made_by_start
from sosialplan.files import omgivelser as seen
from sosialplan.files.omgivelser import Maskin
from sosialplan.model.omgivelser import (
    Blokk,
    Disksvar,
    Kryptering,
    Lesbar,
    Mappested,
    Omgivelser,
    Utskriftsbilde,
    Vakt,
)
from sosialplan.rules.checks.place_checks import check_surroundings
from sosialplan.rules.plassering import andre_leser, kryptering, nettverksdisk, tjeneste
from sosialplan.tekster.koder.sjekk import PERSONVERN

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX'")


def mac(path: str) -> Mappested:
    return Mappested("Mappen", PurePosixPath(path).parts)


def windows(path: str) -> Mappested:
    return Mappested("Mappen", PureWindowsPath(path).parts)


SYNCED: tuple[tuple[Mappested, str], ...] = (
    (windows(r"C:\Users\kari\OneDrive\skolen"), "OneDrive"),
    (windows(r"C:\Users\kari\OneDrive - Oppdiktet kommune\Dokumenter\skolen"), "OneDrive"),
    (windows(r"C:\Users\kari\ONEDRIVE - X\skolen"), "OneDrive"),
    (windows(r"C:\Users\kari\Dropbox (Skolen)\skolen"), "Dropbox"),
    (windows(r"C:\Users\kari\Skolen Dropbox\Kari\skolen"), "Dropbox"),
    (windows(r"C:\Users\kari\iCloudDrive\skolen"), "iCloud Drive"),
    (windows(r"C:\Users\kari\Google Drive\skolen"), "Google Drive"),
    (windows(r"G:\Min disk\skolen"), "Google Drive"),
    (windows(r"G:\My Drive\skolen"), "Google Drive"),
    (windows(r"H:\Delte disker\Rådgivere\skolen"), "Google Drive"),
    (windows(r"C:\Users\kari\Nextcloud2\skolen"), "Nextcloud"),
    (windows(r"C:\Users\kari\Jottacloud\skolen"), "Jottacloud"),
    (windows(r"C:\Users\kari\Box Sync\skolen"), "Box"),
    (mac("/Users/kari/Library/Mobile Documents/com~apple~CloudDocs/skolen"), "iCloud Drive"),
    (mac("/Users/kari/Library/CloudStorage/OneDrive-Oppdiktetkommune/skolen"), "OneDrive"),
    (mac("/Users/kari/Library/CloudStorage/GoogleDrive-k@x.invalid/My Drive/s"), "Google Drive"),
    (mac("/Users/kari/Library/CloudStorage/Dropbox/skolen"), "Dropbox"),
    (mac("/Users/kari/Library/CloudStorage/ProtonDrive-k@x.invalid/skolen"), "ProtonDrive"),
    (mac("/home/kari/Dropbox/skolen"), "Dropbox"),
    (mac("/mnt/c/Users/kari/OneDrive - X/skolen"), "OneDrive"),
    (mac("/home/kari/GoogleDrive/skolen"), "Google Drive"),
    (Mappested("Mappen", ("/", "home", "x"), frozenset({".dropbox.cache"})), "Dropbox"),
    (Mappested("Mappen", ("C:\\", "x"), frozenset({".849C9593-D756-4E56-8D6E-42412F2A707B"})), "OneDrive"),
    (Mappested("Mappen", ("/", "x"), frozenset({".stfolder"})), "Syncthing"),
    (Mappested("Mappen", ("/", "x"), filsystem="fuse.rclone"), "rclone"),
)  # fmt: skip
NOT_SYNCED = (
    windows(r"C:\skolen"),
    windows(r"C:\Users\kari\Documents\min disk\skolen"),
    mac("/home/kari/dropboxer/skolen"),
    mac("/home/kari/mydrive/skolen"),
    mac("/Users/kari/Library/Application Support/skolen"),
    Mappested("Mappen", ("/", "x"), frozenset({".annet"}), "fuse.annet"),
    Mappested("Mappen", ()),
)


@pytest.mark.parametrize(("sted", "service"), SYNCED, ids=lambda each: str(each)[:60])
def test_a_synced_folder_is_known(sted: Mappested, service: str) -> None:
    assert tjeneste(sted) == service


@pytest.mark.parametrize("sted", NOT_SYNCED, ids=str)
def test_another_folder_is_not_taken_for_one(sted: Mappested) -> None:
    assert tjeneste(sted) is None


def test_a_folder_that_the_service_itself_names_is_known_whatever_it_is_called() -> None:
    roots = (("OneDrive", ()), ("OneDrive", PureWindowsPath(r"D:\Skyen").parts))
    assert tjeneste(windows(r"d:\skyen\skolen"), roots) == "OneDrive"
    assert tjeneste(windows(r"D:\Skyene\skolen"), roots) is None


@pytest.mark.parametrize(
    ("sted", "network"),
    [
        (Mappested("x", ("/", "mnt"), filsystem="cifs"), True),
        (Mappested("x", ("/", "mnt"), filsystem="nfs4"), True),
        (Mappested("x", ("/", "mnt"), filsystem="fuse.sshfs"), True),
        (windows(r"\\tjener\felles\skolen"), True),
        (windows(r"\\wsl.localhost\Debian\home\kari"), False),
        (Mappested("x", ("/", "mnt"), filsystem="ext4"), False),
        (Mappested("x", ()), False),
    ],
)
def test_a_disk_of_another_machine_is_known(sted: Mappested, *, network: bool) -> None:
    assert nettverksdisk(sted) is network


LUKS = Blokk("CRYPT-LUKS2-abc-luks")
LVM = Blokk("LVM-abc", (LUKS,))
PLAIN = Blokk("", ())
HOME = (mac("/home/kari/skolen"),)


@pytest.mark.parametrize(
    ("disk", "steder", "known"),
    [
        (Disksvar("linux", None, LUKS), HOME, Kryptering.JA),
        (Disksvar("linux", None, LVM), HOME, Kryptering.JA),
        (Disksvar("linux", None, Blokk("LVM-x", (LUKS, PLAIN))), HOME, Kryptering.NEI),
        (Disksvar("linux", None, PLAIN), HOME, Kryptering.NEI),
        (Disksvar("linux"), HOME, Kryptering.UKJENT),
        (
            Disksvar("linux"),
            (Mappested("x", ("/", "h"), filsystem="fuse.gocryptfs"),),
            Kryptering.JA,
        ),
        (Disksvar("darwin", "FileVault is On."), HOME, Kryptering.JA),
        (Disksvar("darwin", "FileVault is Off."), HOME, Kryptering.NEI),
        (Disksvar("darwin", "FileVault master keychain"), HOME, Kryptering.UKJENT),
        (
            Disksvar("darwin", "FileVault is On."),
            (mac("/Volumes/minne/skolen"),),
            Kryptering.UKJENT,
        ),
        (Disksvar("darwin"), HOME, Kryptering.UKJENT),
        (Disksvar("win32", "1"), HOME, Kryptering.JA),
        (Disksvar("win32", "2\r\n"), HOME, Kryptering.NEI),
        (Disksvar("win32", "5"), HOME, Kryptering.NEI),
        (Disksvar("win32", "0"), HOME, Kryptering.UKJENT),
        (Disksvar("win32", ""), HOME, Kryptering.UKJENT),
        (Disksvar("win32"), HOME, Kryptering.UKJENT),
        (Disksvar("freebsd14"), HOME, Kryptering.UKJENT),
    ],
)
def test_what_cannot_be_told_of_the_disk_is_not_known(
    disk: Disksvar, steder: tuple[Mappested, ...], known: Kryptering
) -> None:
    assert kryptering(Omgivelser(disk.system, steder, disk)) is known


@pytest.mark.parametrize(
    ("sddl", "others"),
    [
        ("O:BAG:DUD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;S-1-5-21-1-2-3-1001)", False),
        ("O:BAG:DUD:AI(A;OICIID;FA;;;SY)(A;OICIID;0x1200a9;;;BU)", True),
        ("D:(A;;FR;;;WD)", True),
        ("D:(A;;CCSWRPLO;;;AU)", True),
        ("D:(A;OICIIO;GR;;;WD)", False),
        ("D:(D;;FA;;;WD)", False),
        ("D:(A;;0x100000;;;WD)", False),
        ("O:BAG:DU", None),
        ("", None),
    ],
)
def test_windows_own_list_says_who_else_may_read(sddl: str, *, others: bool | None) -> None:
    assert andre_leser(sddl) is others


SAFE = Omgivelser(
    "linux",
    HOME,
    Disksvar("linux", None, LUKS),
    fjern=("ssh://x.invalid/a",),
    signert=True,
    vern=True,
)


def of(**what: object) -> Omgivelser:
    told = {each: getattr(SAFE, each) for each in SAFE.__struct_fields__}
    return Omgivelser(**{**told, **what})


FOUND: tuple[tuple[Omgivelser, str], ...] = (
    (of(vern=False), "D850 Sakene ligger som klartekst, i mappen og i historikken: alle som får en kopi, kan lese dem."),
    (of(steder=(mac("/home/k/Dropbox/s"), Mappested("Mappen", ("/", "mnt", "Dropbox")))),
     "D851 Mappen ligger i en mappe som Dropbox kopierer til nettet."),
    (of(fjern=("/home/k/OneDrive/felles.git",)),
     "D851 Den felles kopien ligger i en mappe som OneDrive kopierer til nettet."),
    (of(fjern=(r"file://C:\Users\k\OneDrive\felles.git",)),
     "D851 Den felles kopien ligger i en mappe som OneDrive kopierer til nettet."),
    (of(steder=(Mappested("Mappen", ("/", "m"), filsystem="cifs"),)),
     "D852 Mappen ligger på en disk på en annen maskin (nettverksdisk)."),
    (of(fjern=()), "D853 Det finnes ingen felles kopi av mappen (remote)."),
    (of(fjern=("http://x.invalid/a", "HTTP://y.invalid/OneDrive/b")),
     "D854 Den felles kopien hentes og sendes uten kryptering (http://)."),
    (of(signert=False), "D855 Signering er av, så det kan ikke vises hvem som skrev hva."),
    (of(lesbar=Lesbar(3, historikk=True)),
     "D856 Andre som har bruker på denne maskinen, kan lese mappen (filer: 3, og hele historikken i .git)."),
    (of(lesbar=Lesbar(historikk=True)),
     "D856 Andre som har bruker på denne maskinen, kan lese mappen (hele historikken i .git)."),
    (of(lesbar=Lesbar(2)), "D856 Andre som har bruker på denne maskinen, kan lese mappen (filer: 2)."),
    (of(system="win32", disk=Disksvar("win32", "1"), lesbar=Lesbar(sddl="D:(A;;FA;;;WD)")),
     "D857 Andre som har bruker på denne maskinen, kan lese mappen (tilgangslisten i Windows)."),
    (of(system="win32", disk=Disksvar("win32", "1")),
     "D858 Det er ikke kjent om andre som har bruker på denne maskinen, kan lese mappen."),
    (of(disk=Disksvar("linux", None, PLAIN)), "D859 Disken er ikke kryptert (LUKS er ikke på), så langt det kan ses."),
    (of(disk=Disksvar("linux")), "D860 Det er ikke kjent om disken er kryptert (LUKS)."),
    (of(aapen_historikk=True), "D867 Historikken har saker, fravær eller møter i klartekst, fra før mappen ble vernet."),
    (of(noednoekkel=False), "D866 Skolen har ingen nødnøkkel."),
    (of(vakt=Vakt.MANGLER), "D861 Kontrollen før lagring (vokt) er ikke satt her."),
    (of(vakt=Vakt.ANNEN),
     "D862 Kontrollen før lagring (vokt) kjøres ikke her: en annen kontroll har plassen i .git/hooks."),
    (of(utskrifter=Utskriftsbilde(14, i_ut=("ut/a.pdf",))),
     "D863 Ferdige dokumenter i ut/ er eldre enn 14 dager: ut/a.pdf."),
    (of(utskrifter=Utskriftsbilde(14, utenfor=("a.pdf",))),
     "D864 Ferdige dokumenter utenfor ut/ er eldre enn 14 dager: a.pdf."),
    (of(utskrifter=Utskriftsbilde(sporet=tuple("abcdefghijkl"))),
     "D865 Ferdige dokumenter er lagret i historikken: a, b, c, d, e, f, g, h, i, j og 2 til."),
    (of(system="haiku", disk=Disksvar("haiku")), "D860 Det er ikke kjent om disken er kryptert (disken)."),
)  # fmt: skip


@pytest.mark.parametrize(("around", "sentence"), FOUND, ids=lambda each: str(each)[:4])
def test_what_is_found_is_told_in_these_words(around: Omgivelser, sentence: str) -> None:
    assert [f"{each.kode} {each.melding}" for each in check_surroundings(around)] == [sentence]


@pytest.mark.parametrize(
    "around",
    [
        SAFE,
        of(fjern=None),
        of(fjern=("git@tjener.invalid:OneDrive/skolen.git", "skolen")),
        of(system="win32", disk=Disksvar("win32", "1"), lesbar=Lesbar(sddl="D:(A;;FA;;;SY)")),
    ],
)
def test_where_all_is_as_it_should_nothing_is_told(around: Omgivelser) -> None:
    assert check_surroundings(around) == ()


def test_every_code_is_found_and_explained(skolen: Program) -> None:
    assert sorted({sentence[:4] for _, sentence in FOUND}) == [each.code for each in PERSONVERN]
    for kind in PERSONVERN:
        assert kind.why in skolen.fine("forklar", kind.code).out


# What is seen of a machine


def machine(tmp_path: Path, system: str = "linux", **environ: str) -> Maskin:
    return Maskin(system, environ, tmp_path / "hjem", tmp_path / "proc", tmp_path / "sys")


def mounted(tmp_path: Path, *lines: str) -> Maskin:
    (tmp_path / "proc" / "self").mkdir(parents=True)
    (tmp_path / "proc" / "self" / "mountinfo").write_text("\n".join(lines), encoding="utf-8")
    return machine(tmp_path)


def blanks(path: Path) -> str:
    return str(path).replace(" ", "\\040")


def device(tmp_path: Path, number: str, uuid: str | None, *under: str) -> Path:
    folder = tmp_path / "sys" / "dev" / "block" / number
    (folder / "slaves").mkdir(parents=True)
    if uuid is not None:
        (folder / "dm").mkdir()
        (folder / "dm" / "uuid").write_text(uuid, encoding="ascii")
    for each in under:
        (folder / "slaves" / each.replace(":", "-")).symlink_to(tmp_path / "sys/dev/block" / each)
    return folder


@POSIX
def test_the_device_under_the_folder_is_found_through_what_it_lies_on(tmp_path: Path) -> None:
    maskin = mounted(
        tmp_path,
        "1 0 8:1 / / rw - ext4 /dev/sda1 rw",
        f"2 1 253:1 / {blanks(tmp_path)} rw - ext4 /dev/mapper/x rw",
        "3 1 8:9 / /ikke/her rw - ext4 /dev/sdb rw",
        "ikke en linje",
    )
    device(tmp_path, "8:2", None)
    device(tmp_path, "253:0", "CRYPT-LUKS2-abc", "8:2")
    device(tmp_path, "253:1", "LVM-abc", "253:0")
    found = seen.disk(maskin, tmp_path)
    assert found.blokk == Blokk("LVM-abc", (Blokk("CRYPT-LUKS2-abc", (Blokk(),)),))
    assert kryptering(Omgivelser("linux", HOME, found)) is Kryptering.JA


@POSIX
@pytest.mark.parametrize(
    "line", ["1 0 0:44 / / rw - tmpfs tmpfs rw", "1 0 0:44 / / rw - btrfs /dev/finnes-ikke rw", ""]
)
def test_a_file_system_without_a_device_is_not_known(tmp_path: Path, line: str) -> None:
    assert seen.disk(mounted(tmp_path, line), tmp_path).blokk is None
    assert seen.disk(machine(tmp_path / "uten"), tmp_path).blokk is None


def test_the_programs_of_another_system_are_not_there_and_nothing_is_known(tmp_path: Path) -> None:
    for system in ("darwin", "win32", "haiku"):
        found = seen.disk(machine(tmp_path, system), tmp_path)
        if system != sys.platform:
            assert kryptering(Omgivelser(system, HOME, found)) is Kryptering.UKJENT
    if sys.platform != "win32":
        assert seen.lesbar(machine(tmp_path, "win32"), tmp_path, None) == Lesbar()


def test_the_services_own_files_and_settings_name_their_folders(tmp_path: Path) -> None:
    home = tmp_path / "hjem"
    (home / ".dropbox").mkdir(parents=True)
    (home / ".dropbox" / "info.json").write_text(
        '{"personal": {"path": "/d/Sky"}, "x": {"path": 1}}'
    )
    maskin = machine(tmp_path, OneDriveCommercial="/o/Sky", APPDATA=str(tmp_path))
    assert dict(seen.synkroter(maskin)) == {
        "OneDrive": Path("/o/Sky").parts,
        "Dropbox": Path("/d/Sky").parts,
    }
    (home / ".dropbox" / "info.json").write_text("[1]")
    assert list(seen.synkroter(machine(tmp_path))) == []
    (home / "Library/Mobile Documents/com~apple~CloudDocs/Documents").mkdir(parents=True)
    found = list(seen.synkroter(machine(tmp_path, "darwin")))
    assert found == [("iCloud Drive", (home / "Documents").parts)]


def test_a_mark_in_a_folder_above_and_a_link_into_one_are_seen(tmp_path: Path) -> None:
    (tmp_path / "sky" / "skolen").mkdir(parents=True)
    (tmp_path / "sky" / ".stfolder").mkdir()
    places = [*seen.sted(machine(tmp_path), "Mappen", tmp_path / "sky" / "skolen")]
    assert [tjeneste(each) for each in places] == ["Syncthing"]
    (tmp_path / "Dropbox").mkdir()
    try:
        (tmp_path / "lenke").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    except OSError:
        pytest.skip("this Windows lets nobody make links")
    places = [*seen.sted(machine(tmp_path), "Mappen", tmp_path / "lenke")]
    assert {tjeneste(each) for each in places} == {None, "Dropbox"}


@pytest.fixture
def reachable(tmp_path: Path) -> Iterator[Path]:
    """A folder that others come to: what pytest makes above it is its own alone."""
    mine = tmp_path.stat().st_uid
    above = [each for each in (tmp_path, *tmp_path.parents) if each.stat().st_uid == mine]
    modes = {each: each.stat().st_mode & 0o7777 for each in above}
    for each, mode in modes.items():
        each.chmod(mode | 0o001)
    yield tmp_path
    for each, mode in modes.items():
        each.chmod(mode)


@POSIX
def test_files_that_others_can_read_are_counted_and_a_closed_folder_closes_all(
    reachable: Path,
) -> None:
    root = reachable / "mappe"
    (root / "saker").mkdir(parents=True)
    (root / ".git" / "objects").mkdir(parents=True)
    for name in ("saker/a.yaml", "saker/b.yaml", ".git/HEAD"):
        (root / name).touch()
        (root / name).chmod(0o644)
    (root / "saker" / "b.yaml").chmod(0o600)
    for each in (root, root / "saker", root / ".git", root / ".git" / "objects"):
        each.chmod(0o755)
    maskin = machine(reachable)
    assert seen.lesbar(maskin, root, root / ".git") == Lesbar(1, historikk=True)
    (root / ".git").chmod(0o700)
    (root / "saker").chmod(0o700)
    assert seen.lesbar(maskin, root, root / ".git") == Lesbar()
    (root / "saker").chmod(0o755)
    root.chmod(0o700)
    assert seen.lesbar(maskin, root, root / ".git") == Lesbar()


# The command


def codes(program: Program) -> list[str]:
    told = program.run("sjekk", "--format", "json").json()
    return [each["kode"] for each in told["personvern"]]


def test_sjekk_tells_of_a_synced_folder_and_ends_as_before(tmp_path: Path) -> None:
    root = made_by_start(tmp_path / "OneDrive - Oppdiktet kommune" / "skolen")
    told = Program(root).fine("sjekk")
    assert "advarsel[D851] Mappen ligger i en mappe som OneDrive kopierer til nettet." in told.out
    assert {"D851", "D853", "D855"} <= set(codes(Program(root)))


def test_a_shared_copy_and_signing_take_their_warnings_away(program: Program) -> None:
    assert {"D853", "D855"} <= set(codes(program))
    program.git("remote", "add", "origin", "git@tjener.invalid:skolen.git")
    (program.root / "plan" / "tilgang.yaml").write_text(
        "signering:\n  - {gjelder_fra: 2026-01-01, på: true}\n", encoding="utf-8"
    )
    assert not {"D853", "D855"} & set(codes(program))


def test_start_tells_at_once_where_the_folder_is_copied_from(tmp_path: Path) -> None:
    told = Program(tmp_path).fine("start", str(tmp_path / "Dropbox" / "skolen"))
    assert "D851" in told.err
    assert "D851" not in Program(tmp_path).fine("start", str(tmp_path / "skolen")).err


@POSIX
def test_a_folder_that_start_makes_is_its_owners_alone(tmp_path: Path) -> None:
    root = made_by_start(tmp_path / "skolen")
    assert root.stat().st_mode & 0o077 == 0
    assert "D856" not in codes(Program(root))
