"""How a planmappe, its git and its last writer stand: what the doctor judges."""

from enum import Enum

from sosialplan.model.problems import Level
from sosialplan.model.record import Value


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

    ``uten_noekkel`` says why what is saved cannot be signed, where it must be, and what to do.
    """

    identitet: bool = True
    innstillinger: tuple[str, ...] = ()
    i_gang: tuple[str, str] | None = None
    loesrevet: bool = False
    grunn: bool = False
    konflikter: tuple[str, ...] = ()
    ulagret: int = 0
    etterlatte_laaser: tuple[str, ...] = ()
    andre_laaser: tuple[str, ...] = ()
    skadet: bool = False
    skriving: Skriving | None = None
    skriver: str | None = None
    drept: str | None = None
    uten_noekkel: tuple[str, str] | None = None


class Mappetilstand(Value, frozen=True):
    """How a folder stands. ``git`` is None where there is no repository or no git program.

    ``mangler`` counts, for each of git's own files, the lines a new folder has that are not there.
    ``ledig`` is megabytes; ``rester`` counts files that a killed command left.
    """

    git_versjon: tuple[int, ...] | None
    python_versjon: tuple[int, ...]
    git: Gittilstand | None
    laaste_mapper: tuple[str, ...] = ()
    ledig: int = 1_000_000
    mangler: tuple[tuple[str, int], ...] = ()
    rester: int = 0


class Funn(Value, frozen=True):
    """Something the doctor found. ``kan_rettes`` tells that ``--reparer`` mends it."""

    kode: str
    nivaa: Level
    melding: str
    raad: str
    kan_rettes: bool
