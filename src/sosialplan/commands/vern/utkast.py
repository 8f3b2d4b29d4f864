"""What a person wrote and could not save: kept until it is, sealed as the file is, and never in the planmappe."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from sosialplan.commands.run import Run
from sosialplan.commands.svar.ordsvar import asked_yes
from sosialplan.files.disk import fingerprint_of, write_atomically
from sosialplan.files.merke import user_folder
from sosialplan.files.skriverom import Om
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import NotRead, decoded, read_bytes
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.tekster.konfliktord import kort_navn
from sosialplan.vern.laas import opened_text, sealed

_FIRST = "# utkast av "


class Redigert(Value, frozen=True):
    """What is edited: the file, its text as it stood, and the public keys that it is sealed for (none where it is open)."""

    om: Om
    text: str
    keys: Mapping[str, str]

    @property
    def navn(self) -> str:
        """What a person types to mean the file."""
        return kort_navn(self.om.fil)

    @property
    def kommando(self) -> str:
        """How a person goes on with it."""
        if self.om.referat:
            return f"sosialplan møte skriv {self.om.referat}"
        return f"sosialplan rediger {self.navn}"

    @property
    def uendret(self) -> str:
        """What is said where nothing was typed."""
        if self.om.referat:
            return "Teksten er som den var. Ingenting er skrevet."
        return f"Ingenting er endret i {self.navn}."

    @property
    def sak(self) -> str | None:
        """The number, where it is a case."""
        return normalise(self.navn)


class Utkast(Value, frozen=True):
    """A text that was not saved, and the print of the text that it was made of."""

    grunnlag: str
    tekst: bytes


def _keep(run: Run, om: Om, tekst: bytes, keys: Mapping[str, str]) -> bool:
    """Keep a draft, sealed for those who read the file where it is sealed; False where it cannot be."""
    data = f"{_FIRST}{om.grunnlag}\n".encode() + tekst
    try:
        write_atomically(_place(run, om), sealed(om.fil, data, keys) if keys else data, run.disk)
    except ExpectedFailure:
        return False
    return True


def keep_and_tell(run: Run, grunnlag: Redigert, typed: bytes) -> bool:
    """Keep what was typed and not saved, and say so; False where it cannot be."""
    kept = _keep(run, grunnlag.om, typed, grunnlag.keys)
    if kept:
        sealed = ", vernet som filen selv" if grunnlag.keys else ""
        run.terminal.note(f"Det du skrev, er tatt vare på{sealed}. Fortsett: {grunnlag.kommando}")
    else:
        run.terminal.note("Det du skrev, kunne ikke tas vare på.")
    return kept


def goes_on(run: Run) -> bool:
    """Ask whether a draft is what shall be edited; where nobody can answer, it is."""
    if run.terminal.interactive:
        asked = "Du skrev noe sist som ikke ble lagret. Fortsette på det? (ja, eller nei: da forkastes det)"
        return asked_yes(run, asked, explain="Det du skrev, er tatt vare på til du har svart.")
    run.terminal.note("Det som ble skrevet sist og ikke lagret, er åpnet. Uten det: --forkast")
    return True


def kept(run: Run, om: Om) -> Utkast | None:
    """Return the draft of a file; None where there is none, or none that can be opened."""
    try:
        opened = opened_text(run.laas, read_bytes(_place(run, om)), om.fil)
    except (NotRead, OSError):
        return None
    first, _, text = opened.data.partition(b"\n")
    said = decoded(first) or ""
    return Utkast(said.removeprefix(_FIRST), text) if said.startswith(_FIRST) else None


def drop(run: Run, om: Om) -> None:
    """Take the draft of a file away: it is saved, or not wanted."""
    run.disk.remove(_place(run, om))


def print_of(text: str) -> str:
    """Return the print by which a draft knows what it was made of."""
    return fingerprint_of(text.encode("utf-8"))


def _place(run: Run, om: Om) -> Path:
    """Return where a draft lies: with the person's own marks, under a name that says nothing."""
    name = sha256(_whose(om).encode("utf-8", "surrogateescape")).hexdigest()
    return (run.marks or user_folder()) / "utkast" / f"{name[:32]}.age"


def _whose(om: Om) -> str:
    return "\0".join((om.rot, om.fil, om.referat) if om.referat else (om.rot, om.fil))
