"""Which files a protected planmappe keeps sealed, and what a sealed file is called.

Everything about pupils is an age file, beside its plain name: ``saker/2026/2026-YHP9E.yaml.age``. All that
counts, checks, tells or writes knows the file by its plain name; only what opens and lays out knows the other.
"""

import re
from collections.abc import Iterable, Iterator

VERNET = ("saker", "fravaer", "moter", "innboks", "elever")
"""The folders whose files are sealed. Plan, templates and access stay text."""
_ABOUT_PUPILS = tuple(f"{each}/" for each in VERNET)
"""Where names of pupils have their place. Everywhere else they have none."""
ENDING = ".age"
TILGANG = "plan/tilgang.yaml"
"""Who signs, who reads, and whether anything is sealed."""
_PLAIN = ".yaml"
_SEALED = _PLAIN + ENDING


_SIDE = re.compile(r"\.([0-9a-f]{12})-([0-9a-f]{12})\.annen(?=\.yaml$)")
"""What the name of another side's version has in it: git's names for what both began with, and for this one."""


def side_name(file: str, began: str, theirs: str) -> str:
    """Return the plain name of another side's version of a file, by git's names for two contents."""
    return f"{file.removesuffix(_PLAIN)}.{began[:12]}-{theirs[:12]}.annen{_PLAIN}"


def is_side(file: str) -> bool:
    """Tell whether a plain name is that of another side's version, which waits for one who can merge it."""
    return _SIDE.search(file) is not None


def began_as(file: str) -> str:
    """Return git's short name for what both sides of a version began with."""
    found = _SIDE.search(file)
    return found[1] if found else ""


def bound_name(file: str) -> str:
    """Return under which name a file is sealed: another side's version under that of the file it is of."""
    return _SIDE.sub("", file)


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


def is_about_pupils(file: str) -> bool:
    """Tell whether a file of the planmappe is about pupils, by its place."""
    return file.startswith(_ABOUT_PUPILS)


def any_sealed(files: Iterable[str]) -> bool:
    """Tell whether one of the files that git has is about pupils, and sealed: then protection is on."""
    return any(is_about_pupils(each) and each.endswith(ENDING) for each in files)


def is_plain_case(file: str) -> bool:
    """Tell whether a file about pupils would be saved in clear; an empty folder's mark holds nothing."""
    named = file.rpartition("/")[2]
    return is_about_pupils(file) and not file.endswith(ENDING) and not named.startswith(".git")
