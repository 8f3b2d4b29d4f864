"""Make the pages' pictures that are no drawings, with the program itself: python docs/bilder/lag.py.

Needs pdftoppm (poppler). Run in the project's environment. The drawings, aarshjul.svg and kjede.svg, are held by tests, and
written anew by ``--oppdater-gull``.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Write plan.png and tavle.png beside this file, from a demo in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        program = [sys.executable, "-m", "sosialplan"]
        subprocess.run([*program, "demo", str(demo)], check=True)
        tavle = Path(folder) / "tavle.pdf"
        told = [
            "-C",
            str(demo),
            "--i-dag",
            "2026-11-23",
            "tavle",
            "--ledelsen",
            "--til",
            str(tavle),
        ]
        subprocess.run([*program, *told], check=True)
        drawn(next((demo / "ut").glob("plan-*.pdf")), HERE / "plan")
        drawn(tavle, HERE / "tavle")


def drawn(document: Path, picture: Path) -> None:
    """Draw the first page of a document."""
    page = ["-f", "1", "-l", "1", "-r", "110", "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *page, str(document), str(picture)], check=True)


if __name__ == "__main__":
    main()
