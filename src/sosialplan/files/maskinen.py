"""The machine's own programs that tell of its disk. The one door to them.

Each is named by its whole path, so that nothing of the folder or of the path is run in its place; what it is asked
about stands in its environment, never in what it runs. One that is not there, says no or takes long has no answer.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_SECONDS = 20
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_PLACE = "SOSIALPLAN_STED"
_POWERSHELL = "System32\\WindowsPowerShell\\v1.0\\powershell.exe"
_PROTECTION = (
    "$s = New-Object -ComObject Shell.Application; "
    f"$s.NameSpace([IO.Path]::GetPathRoot($env:{_PLACE})).Self."
    "ExtendedProperty('System.Volume.BitLockerProtection')"
)
"""What Explorer shows of a disk; ``manage-bde`` would ask for an administrator."""
_READERS = f"(Get-Acl -LiteralPath $env:{_PLACE}).Sddl"


def filevault() -> str | None:
    """Return what macOS says of its own disk."""
    return _said(["/usr/bin/fdesetup", "status"], {})


def bitlocker(place: Path) -> str | None:
    """Return the number by which Windows tells how the disk under a folder is protected."""
    return _powershell(_PROTECTION, place)


def readers(place: Path) -> str | None:
    """Return Windows' list of who may do what with a folder (SDDL)."""
    return _powershell(_READERS, place)


def _powershell(script: str, place: Path) -> str | None:
    program = str(Path(os.environ.get("SYSTEMROOT", "C:\\Windows")) / _POWERSHELL)
    command = [program, "-NoProfile", "-NonInteractive", "-Command", script]
    return _said(command, {_PLACE: str(place)})


def _said(command: Sequence[str], told: Mapping[str, str]) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system's own, and words of ours
            command, env={**os.environ, **told}, capture_output=True, stdin=subprocess.DEVNULL,
            timeout=_SECONDS, check=False, creationflags=_NO_WINDOW,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None
