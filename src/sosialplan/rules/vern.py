"""Which files are about pupils, and whether they are saved so that only those who may can read them."""

from collections.abc import Iterable

ABOUT_PUPILS = ("saker/", "fravaer/", "moter/", "elever/", "innboks/")
"""Where names of pupils have their place. Everywhere else they have none."""
PROTECTED = ".age"


def is_about_pupils(file: str) -> bool:
    """Tell whether a file of the planmappe is about pupils, by its place."""
    return file.startswith(ABOUT_PUPILS)


def vern_er_paa(files: Iterable[str]) -> bool:
    """Tell whether protection is on, by the files that git has: one that is about pupils is encrypted."""
    return any(is_about_pupils(each) and each.endswith(PROTECTED) for each in files)


def is_plain_case(file: str) -> bool:
    """Tell whether a file about pupils would be saved in clear; an empty folder's mark holds nothing."""
    named = file.rpartition("/")[2]
    return is_about_pupils(file) and not file.endswith(PROTECTED) and not named.startswith(".git")
