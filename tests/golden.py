"""Golden documents: what the program makes, kept where a person can read and approve it."""

from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def assert_golden(path: str, text: str, update: bool) -> None:
    """Compare with the file under ``tests/golden/``, or write it when ``update`` is set."""
    assert_text_of(FOLDER / path, text, update)


def assert_text_of(file: Path, text: str, update: bool) -> None:
    """Compare with a file that the program's own data make, or write it when ``update`` is set."""
    path = file.name
    if update:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.exists(), f"{path} is missing: run pytest --oppdater-gull and read what it wrote"
    assert text == file.read_text(encoding="utf-8"), (
        f"{path}: run pytest --oppdater-gull, and read the diff"
    )
