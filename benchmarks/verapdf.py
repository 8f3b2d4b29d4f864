"""What veraPDF says of every document: PDF/A-2a and PDF/UA-1, by an outside judge.

Needs Java and the jar of org.verapdf.apps:greenfield-apps (Maven Central by that name):
``python benchmarks/verapdf.py PATH/greenfield-apps-1.26.2.jar``. Users and CI do not need it.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from sosialplan.cli.main import main
from sosialplan.views.dokumentliste import DOKUMENTER

REPOSITORY = Path(__file__).parent.parent
FLAVOURS = ("2a", "ua1")
_CLI = "org.verapdf.apps.GreenfieldCliWrapper"


def documents(folder: Path) -> list[Path]:
    """Write every document with invented data, in each form of Norwegian, the wheel and the plan."""
    asked = [
        (each.kode, form)
        for each in DOKUMENTER
        for form in (("bokmål", "nynorsk") if each.nynorsk else ("bokmål",))
    ]
    made = []
    for kode, form in asked:
        file = folder / f"{kode}-{form}.pdf"
        _write("lag", kode, "--forhåndsvis", "--målform", form, "--format", "pdf", "--til", file)
        made.append(file)
    for name, args in {
        "handlingsplan": ("lag", "handlingsplan"),
        "aarshjul": ("årshjul",),
        "tavle": ("tavle", "--ledelsen"),
    }.items():
        file = folder / f"{name}.pdf"
        _write(*args, "--format", "pdf", "--til", file)
        made.append(file)
    return made


def _write(*args: object) -> None:
    status = main(["-C", str(REPOSITORY), "--i-dag", "2026-11-23", *(str(each) for each in args)])
    if status != 0:
        sys.exit(f"{args}: {status}")


def verdicts(jar: Path, files: list[Path], flavour: str) -> dict[str, str]:
    """Return PASS or FAIL by file."""
    done = subprocess.run(
        ["java", "-cp", str(jar), _CLI, "--flavour", flavour, "--format", "text", *map(str, files)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines() if " " in line]
    return {Path(words[1].strip()).name: words[0] for words in lines}


def judge(jar: Path) -> int:
    """Print a row a document; 1 when one of them does not pass."""
    with tempfile.TemporaryDirectory() as folder:
        files = documents(Path(folder))
        found = {flavour: verdicts(jar, files, flavour) for flavour in FLAVOURS}
    failed = False
    for file in files:
        row = [found[flavour].get(file.name, "not read") for flavour in FLAVOURS]
        failed |= set(row) != {"PASS"}
        print(f"{file.name:<32} " + "  ".join(row))
    return int(failed)


if __name__ == "__main__":
    sys.exit(judge(Path(sys.argv[1])))
