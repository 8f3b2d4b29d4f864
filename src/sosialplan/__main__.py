"""Run the program with ``python -m sosialplan``."""

from sosialplan.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
