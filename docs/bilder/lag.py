"""Make the README's pictures with the program itself: python docs/bilder/lag.py.

Needs pdftoppm (poppler) for the page of the plan. Run in the project's environment.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Write aarshjul.svg and plan.png beside this file, from a demo in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        subprocess.run([sys.executable, "-m", "sosialplan", "demo", str(demo)], check=True)
        made = demo / "ut"
        (HERE / "aarshjul.svg").write_bytes((made / "aarshjul.svg").read_bytes())
        plan = next(made.glob("plan-*.pdf"))
        page = ["-f", "1", "-l", "1", "-r", "110", "-png", "-singlefile"]
        subprocess.run(["pdftoppm", *page, str(plan), str(HERE / "plan")], check=True)


if __name__ == "__main__":
    main()
