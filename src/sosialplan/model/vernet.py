"""Which files a protected planmappe keeps sealed, and what a sealed file is called.

Everything about pupils is an age file, beside its plain name: ``saker/2026/2026-YHP9E.yaml.age``. All that
counts, checks, tells or writes knows the file by its plain name; only what opens and lays out knows the other.
"""

from collections.abc import Iterable, Iterator

VERNET = ("saker", "fravaer", "moter")
"""The folders whose files are sealed. Plan, templates and access stay text."""
ENDING = ".age"
TILGANG = "plan/tilgang.yaml"
"""Who signs, who reads, and whether anything is sealed."""
_PLAIN = ".yaml"
_SEALED = _PLAIN + ENDING


def is_sealed_name(name: str) -> bool:
    """Tell whether a file is called as a sealed one is."""
    return name.endswith(_SEALED)


def plain_name(name: str) -> str:
    """Return the name by which a file is known, wherever it is counted from."""
    return name.removesuffix(ENDING) if is_sealed_name(name) else name


def may_be_sealed(file: str) -> bool:
    """Tell whether a file, counted from the planmappe or from a folder above, is about pupils."""
    return file.endswith(_PLAIN) and any(part in VERNET for part in file.split("/")[:-1])


def both_names(files: Iterable[str]) -> Iterator[str]:
    """Yield the names that each file may have in git: it may have been plain before, or be so again."""
    for each in files:
        yield each
        if may_be_sealed(each):
            yield each + ENDING
