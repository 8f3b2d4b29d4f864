"""What lies in a planmappe, by name and kind alone, and how the folder, its git and its last writer stand."""

from datetime import date
from enum import Enum, auto

from sosialplan.model.problems import Level
from sosialplan.model.record import Value


class Oppfoeringsslag(Enum):
    """What a name stands for."""

    FIL = auto()
    LENKE = auto()
    ANNET = auto()
    """A queue, a socket, a device."""
    STENGT = auto()
    """A folder that cannot be looked into."""
    DYP = auto()
    """A folder deeper than any that is looked into."""
    DEPOT = auto()
    """A folder that is a repository of its own, so that git saves a pointer to it."""
    MAPPE = auto()
    """A folder of the planmappe's own floor; those below are known by what is in them."""


class Oppfoering(Value, frozen=True):
    """One thing that lies in a planmappe, by its path from the root with ``/``."""

    fil: str
    slag: Oppfoeringsslag


MAPPER = (
    "saker/", "fravaer/", "moter/", "innboks/", "elever/", "plan/handlingskjeder/", "plan/skoleruter/",
)  # fmt: skip
"""The folders whose files are all of one kind."""
FILER = (
    "plan/skole.yaml", "plan/valg.yaml", "plan/fristregler.yaml", "plan/hjemler.yaml",
    "plan/fravaerstrapp.yaml", "plan/aarshjul.yaml", "plan/moter.yaml", "plan/begreper.yaml",
    "plan/partnere.yaml", "plan/mal.yaml", "plan/import.yaml", "plan/tilgang.yaml",
    "plan/navn.yaml", "plan/vage_ord.yaml", "plan/visninger.yaml", "plan/slettet.yaml", "plan/pakke.yaml",
)  # fmt: skip
"""The files of the plan that there is one of."""
ORDLYD = "maler/ordlyd/nn.txt"
"""The nynorsk of the templates' own text, phrase by phrase."""
SYSTEMETS = frozenset({"thumbs.db", ".ds_store", "desktop.ini"})
"""Files that a system makes by itself; their names tell nothing, so they are named."""


def never_read(name: str) -> bool:
    """Tell whether a file of this name is no one's own: hidden, or the lock of another program."""
    return name.startswith((".", "~$")) or name.casefold() in SYSTEMETS


DOCUMENT_ENDINGS = (
    ".pdf", ".docx", ".html", ".md", ".ics", ".csv", ".xlsx", ".parquet", ".svg", ".json", ".sarif", ".eml",
)  # fmt: skip
"""What a document that the program makes can end in: a test holds it against every format of every command.

A table (``.txt``) is what the screen shows: in ``ut/`` it is left out as all is there, elsewhere it may be anybody's own.
"""
OWN_ENDINGS = {"maler/": (".svg", ".md", ".html"), "plan/": (".json", ".svg")}
"""What ends so in these folders is the school's own: its templates' pictures and words, its logo, and the editor's schemas."""
NO_DOCUMENTS = ("README.md",)


def is_document(fil: str) -> bool:
    """Tell whether a file is a finished document, by its place and its ending: none that git shall have."""
    name = fil.casefold()
    own = [ends for folder, ends in OWN_ENDINGS.items() if name.startswith(folder)]
    if fil in NO_DOCUMENTS or any(name.endswith(ends) for ends in own):
        return False
    return name.startswith("ut/") or name.endswith(DOCUMENT_ENDINGS)


class Avbrutt(Enum):
    """A change that was cut off: what can be done with it."""

    FERDIG = "kan gjøres ferdig"
    ENDRET = "filene er endret etterpå"
    ULESELIG = "merket kan ikke leses"


class Skriving(Value, frozen=True):
    """The change that was cut off; ``kommando`` and ``naar`` are empty where that is not known."""

    slag: Avbrutt
    kommando: str = ""
    naar: str = ""


class Gittilstand(Value, frozen=True):
    """How a repository stands. File names are of our own kinds, or counted only.

    ``fremmede`` are files among git's references that are not git's; ``usette`` are files of which git
    does not look for changes; ``medbrakt`` is what the folder brings that git would obey, and that
    nobody here has said yes to; ``registre`` are git's indexes of the history that say something else than it;
    ``attributter`` are the lines by which git handles the files otherwise: where, and in what. ``uten_noekkel`` says why what is saved cannot be signed, where it must be, and what to do.
    """

    identitet: bool = True
    innstillinger: tuple[str, ...] = ()
    i_gang: tuple[str, str] | None = None
    loesrevet: bool = False
    gren: str = "main"
    grunn: bool = False
    konflikter: tuple[str, ...] = ()
    ulagret: int = 0
    etterlatte_laaser: tuple[str, ...] = ()
    andre_laaser: tuple[str, ...] = ()
    skadet: bool = False
    skriving: Skriving | None = None
    skriver: str | None = None
    drept: str | None = None
    sletting: str | None = None
    uten_noekkel: tuple[str, str] | None = None
    delvis: bool = False
    fremmede: tuple[str, ...] = ()
    usette: tuple[str, ...] = ()
    medbrakt: tuple[str, ...] = ()
    medbrakt_godtatt: tuple[str, ...] = ()
    stengt_laas: bool = False
    ugyldig_laas: bool = False
    registre: tuple[str, ...] = ()
    attributter: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Kopialder(Value, frozen=True):
    """How old the last backup from here is, in days, and how many the school lets it be; 0 is any number.

    ``siste`` is its day; None where there is none, and then the days are those of the history.
    """

    dager: int
    grense: int
    siste: date | None = None


class Mappetilstand(Value, frozen=True):
    """How a folder stands. ``git`` is None where there is no repository, or none that git can use.

    ``skadde`` are the files of git's own that are so damaged that git does nothing here.

    ``mangler`` counts, for each of git's own files, the lines a new folder has that are not there.
    ``skjema`` are the editor's schemas that are missing or of another version of the program.
    ``ledig`` is megabytes; ``rester`` counts files that a killed command left.
    """

    git_versjon: tuple[int, ...] | None
    python_versjon: tuple[int, ...]
    git: Gittilstand | None
    laaste_mapper: tuple[str, ...] = ()
    ledig: int = 1_000_000
    mangler: tuple[tuple[str, int], ...] = ()
    rester: int = 0
    skadde: tuple[str, ...] = ()
    skjema: tuple[str, ...] = ()
    kopi: Kopialder | None = None


class Sjekkfunn(Value, frozen=True):
    """Something the doctor found. ``kan_rettes`` tells that ``--reparer`` mends it."""

    kode: str
    nivaa: Level
    melding: str
    raad: str
    kan_rettes: bool
