"""What the files of a planmappe say in free text that the work does not need: looked for by those who check and write."""

from collections import Counter
from collections.abc import Collection, Iterator

from sosialplan.files.loader import load_names
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import minimering
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.oppslagsverk import UTEN_NAVN
from sosialplan.model.problems import Finding
from sosialplan.model.record import Fil
from sosialplan.rules.checks.privacy_checks import check_named, check_told
from sosialplan.rules.navn.andres_navn import folk_i
from sosialplan.rules.navn.personopplysninger import personord


def private_findings(
    folder: Planmappe, mappe: Mappe, only: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield what is told in free text of all files, or of ``only`` these; names are those of all of ``mappe``."""
    files = list(_files(mappe, only))
    ord_ = personord(minimering())
    for read in files:
        yield from check_told(read.value, read.file, ord_)
    if files:
        folk = folk_i(mappe, load_names(folder)[0] or UTEN_NAVN)
        for read in files:
            yield from check_named(read, folk)


def new_private_findings(
    folder: Planmappe, before: Mappe, after: Mappe, file: str
) -> Iterator[Finding]:
    """Yield what a change of one file tells that was not told in it: of those whom what was read knows.

    The school's list of names is read only where somebody may be named.
    """
    stood = Counter(map(_key, _of_one(folder, before, file)))
    for each in _of_one(folder, after, file):
        stood[_key(each)] -= 1
        if stood[_key(each)] < 0:
            yield each


def _of_one(folder: Planmappe, mappe: Mappe, file: str) -> Iterator[Finding]:
    for read in _files(mappe, (file,)):
        yield from check_told(read.value, read.file, personord(minimering()))
        if any(True for _ in check_named(read, folk_i(mappe, UTEN_NAVN))):
            yield from check_named(read, folk_i(mappe, load_names(folder)[0] or UTEN_NAVN))


def _files(mappe: Mappe, only: Collection[str]) -> Iterator[Read[Fil]]:
    # A report is another's words, which nobody can mend; what is made of it is looked through.
    for read in (*mappe.saker, *mappe.fravaer, *mappe.moeter):
        if not only or read.file in only:
            yield Read(read.file, read.value)


def _key(finding: Finding) -> tuple[str, tuple[tuple[str, str], ...]]:
    return finding.code, tuple(sorted(finding.values.items()))
