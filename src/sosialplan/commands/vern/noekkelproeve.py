"""``nøkler`` and ``nøkler prøv``: whether one's key is here and open, and whose files a key opens. Opens none of them."""

import os
from pathlib import Path

from sosialplan.commands.run import FINE, PROBLEMS, Run
from sosialplan.files.loader import load_access
from sosialplan.files.noekkelring import BY_NAME
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.tilgang import Tilgang
from sosialplan.reading import read_bytes
from sosialplan.vern.age import (
    BadKeyError,
    DamagedError,
    NotForMeError,
    identity_of,
    public_of,
    seal,
    unseal,
)


def vis(run: Run) -> int:
    """Tell whether there is a key here, and whether it is open."""
    sted = run.noekkelsted
    if BY_NAME in os.environ:
        (own, *_) = run.laas.held()
        run.terminal.line(f"Lesenøkkelen din er filen som {BY_NAME} sier.")
        run.terminal.line(f"Den offentlige halvdelen: {public_of(own) or 'en ssh-nøkkel'}")
        return FINE
    if not sted.lukket.exists():
        run.terminal.line("Du har ingen lesenøkkel på denne maskinen.")
        run.terminal.line("Lag en: sosialplan nøkler ny")
        return FINE
    run.terminal.line(f"Lesenøkkelen din ligger i {sted.lukket}")
    try:
        (own, *_) = run.laas.held()
    except ExpectedFailure:
        run.terminal.line("Den er låst. Lås den opp: sosialplan nøkler åpne")
        return FINE
    run.terminal.line(f"Den er åpen. Den offentlige halvdelen: {public_of(own) or 'en ssh-nøkkel'}")
    return FINE


def proev(run: Run, fil: Path | None) -> int:
    """Try whether a key opens what the folder seals for the recovery key; 1 where it does not."""
    text = _typed(run) if fil is None else _held(fil)
    if not text:
        run.terminal.line("Ingen nøkkel er skrevet, så ingenting er prøvd.")
        return FINE
    try:
        identity = identity_of(text)
    except BadKeyError:
        raise ExpectedFailure(
            "Dette er ingen lesenøkkel.", "Den begynner med AGE-SECRET-KEY-1."
        ) from None
    tilgang = load_access(run.planmappe())[0] or Tilgang()
    for each in tilgang.lesenoekler:
        try:
            unseal(seal(b"x", [each.noekkel]), [identity])
        except (NotForMeError, DamagedError, BadKeyError):
            continue
        whose = "skolens nødnøkkel" if each.noed else each.person
        run.terminal.line(f"Den åpner det som er vernet for {whose} ({each.id}).")
        return FINE
    run.terminal.line("Den åpner ingenting her: ingen nøkkel i plan/tilgang.yaml hører til den.")
    return PROBLEMS


def _typed(run: Run) -> str:
    """Return a key as a person types it off the sheet: groups, and in any case."""
    return "".join(run.terminal.secret("Nøkkelen, slik den står på arket:").split()).upper()


def _held(fil: Path) -> str:
    try:
        return read_bytes(fil).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise ExpectedFailure("Filen kan ikke leses.", "Sjekk navnet.") from None
