"""Print what each dependency costs: milliseconds to import, megabytes on disk.

python benchmarks/avhengigheter.py. Run it in the project's own environment.
"""

import importlib.metadata
import sys

from klokke import median_of

RUNS = 7
IMPORTS = {
    "typer": "typer",
    "rich": "rich.console, rich.table",
    "pyyaml": "yaml",
    "ruamel.yaml": "ruamel.yaml",
    "msgspec": "msgspec",
    "jsonschema-rs": "jsonschema_rs",
    "python-dateutil": "dateutil.easter",
    "jinja2": "jinja2.sandbox",
    "markdown-it-py": "markdown_it",
    "typst": "typst",
    "icalendar": "icalendar",
    "python-docx": "docx",
    "duckdb": "duckdb",
}


def seconds(code: str) -> float:
    """Return the median time of a fresh interpreter that runs the code."""
    return median_of([sys.executable, "-c", code], RUNS).klokke


def megabytes(package: str) -> float:
    """Return the size of a package's files as installed."""
    files = importlib.metadata.files(package) or []
    return sum(each.size or 0 for each in files) / 1e6


def main() -> None:
    """Print a row a dependency."""
    bare = seconds("pass")
    for package, modules in IMPORTS.items():
        cost = (seconds(f"import {modules}") - bare) * 1000
        print(f"{package:<16} {cost:6.0f} ms  {megabytes(package):6.1f} MB")


if __name__ == "__main__":
    main()
