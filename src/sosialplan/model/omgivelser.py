"""What surrounds a planmappe on the machine: where it lies, who can read it there, and what the disk is."""

from enum import Enum

from sosialplan.model.record import Value


class Kryptering(Enum):
    """Whether a disk is encrypted. What cannot be told without privileges is not known, and never taken for yes."""

    JA = "ja"
    NEI = "nei"
    UKJENT = "ukjent"


class Blokk(Value, frozen=True):
    """A block device as Linux tells of it: what the device mapper calls it, and the devices it lies on."""

    uuid: str = ""
    under: tuple["Blokk", ...] = ()


class Mappested(Value, frozen=True):
    """A place of the planmappe's: what it is called in a sentence, the parts of its path, and what lies above it.

    ``merker`` are the names, of those that a syncing program leaves, that lie in it or in a folder above.
    ``filsystem`` is the kind of the file system in the system's own word, empty where it was not told.
    """

    hva: str
    deler: tuple[str, ...]
    merker: frozenset[str] = frozenset()
    filsystem: str = ""


class Disksvar(Value, frozen=True):
    """What was asked of the disk: the system, its answer in its own words, and on Linux the devices."""

    system: str
    svar: str | None = None
    blokk: Blokk | None = None


class Lesbar(Value, frozen=True):
    """What others on the machine can read: so many files, and git's folder too. ``sddl`` is Windows' own word."""

    filer: int = 0
    historikk: bool = False
    sddl: str | None = None


class Vakt(Enum):
    """How the hooks that look through a commit stand: as they shall, missing or another's, or not run by git."""

    PAA = "på"
    MANGLER = "mangler"
    ANNEN = "en annen kontroll har plassen i .git/hooks"
    ANDRE_STEDER = "git er satt til å lete etter kontroller et annet sted (core.hooksPath)"
    UKJENT = "det er ikke kjent hvor programmet selv ligger"


class Utskriftsslag(Enum):
    """What a finished document in the folder is to the program."""

    LAGET = "laget av programmet, og urørt"
    ENDRET = "laget av programmet, og endret etterpå"
    FREMMED = "ikke kjent"


class Utskrift(Value, frozen=True):
    """A file among the finished documents: its path from the root, its age in whole days, whether git has it."""

    fil: str
    dager: int
    slag: Utskriftsslag
    sporet: bool = False


class Utskriftsbilde(Value, frozen=True):
    """The finished documents of a folder that are older than the school's own number of days, and those git has."""

    dager: int = 0
    i_ut: tuple[str, ...] = ()
    utenfor: tuple[str, ...] = ()
    sporet: tuple[str, ...] = ()


class Omgivelser(Value, frozen=True):
    """What surrounds a planmappe.

    ``synkroter`` are folders that a syncing program has said are its own. ``fjern`` are the addresses of shared
    copies, None where there is no git to ask. ``vern`` tells that cases are saved encrypted, and ``noednoekkel`` that a
    key on paper opens them when all others are gone. ``aapen_historikk`` tells that the history of a protected folder holds
    what was written before it was.
    """

    system: str
    steder: tuple[Mappested, ...]
    disk: Disksvar
    lesbar: Lesbar = Lesbar()
    synkroter: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fjern: tuple[str, ...] | None = None
    signert: bool = False
    vakt: Vakt = Vakt.PAA
    utskrifter: Utskriftsbilde = Utskriftsbilde()
    vern: bool = False
    noednoekkel: bool = True
    aapen_historikk: bool = False
