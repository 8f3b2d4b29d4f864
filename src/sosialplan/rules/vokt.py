"""What must not be saved in a commit: cases in clear where they are protected, names, finished documents, numbers."""

from collections.abc import Iterator, Sequence

from sosialplan.model.mappeinnhold import is_document
from sosialplan.model.problems import Location, Problem
from sosialplan.model.record import Value
from sosialplan.model.vernet import is_about_pupils, is_plain_case
from sosialplan.rules.kontrolltegn import identity_numbers
from sosialplan.rules.navn.andres_navn import Folk, may_name, names_in, others_than
from sosialplan.rules.navn.lekkasje import Leting
from sosialplan.tekster.koder.sjekk import VOKT

NAMES_OWN = ("plan/navn.yaml",)
"""The school's own list of names, which is what it is for."""
MESSAGE = "lagringens tekst"


class TilLagring(Value, frozen=True):
    """A file that is about to be saved, by its path from the root; ``tekst`` is None for what is no text."""

    fil: str
    tekst: str | None


class Navn(Value, frozen=True):
    """Those whom the folder knows, made ready to be looked for."""

    folk: Folk
    leting: Leting


def navn_i(folk: Folk) -> Navn:
    """Make ready to look for everyone: no text of a commit is about any of them."""
    return Navn(folk, others_than(folk, "", ()))


def check_files(files: Sequence[TilLagring], navn: Navn | None, *, vern: bool) -> Iterator[Problem]:
    """Yield what keeps these files from being saved."""
    for each in files:
        if is_document(each.fil):
            yield _problem("D881", each.fil)
        if vern and is_plain_case(each.fil):
            yield _problem("D882", each.fil)
        if navn and any(True for _ in named_in(each.fil.replace("/", "\n"), navn, unsure=True)):
            yield _problem("D883", each.fil)
        if each.tekst is not None:
            yield from _check_text(each.fil, each.tekst, navn)


def _check_text(file: str, text: str, navn: Navn | None) -> Iterator[Problem]:
    for line, said in enumerate(text.splitlines(), start=1):
        if any(True for _ in identity_numbers(said)):
            yield _problem("D884", file, line)
    if navn and not is_about_pupils(file) and file not in NAMES_OWN:
        for line in named_in(text, navn, unsure=False):
            yield _problem("D885", file, line)


def check_message(text: str, navn: Navn | None) -> Iterator[Problem]:
    """Yield what keeps a commit from being saved with these words, which stay readable for everyone."""
    for line, said in enumerate(text.splitlines(), start=1):
        if any(True for _ in identity_numbers(said)):
            yield _problem("D884", MESSAGE, line)
    if navn:
        for line in named_in(text, navn, unsure=True):
            yield _problem("D886", MESSAGE, line)


def named_in(text: str, navn: Navn, *, unsure: bool) -> Iterator[int]:
    """Yield the lines that name a pupil or the home of one; with ``unsure`` also a lone word that may."""
    if not may_name(text, navn.folk):
        return
    found = [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if may_name(line, navn.folk) and _names(line, navn, unsure=unsure)
    ]
    if not found and _names(text, navn, unsure=False):  # a name that is parted over two lines
        found = [1]
    yield from found


def _names(text: str, navn: Navn, *, unsure: bool) -> bool:
    return any(sure or unsure for sure, _ in names_in(text, navn.leting))


def names_unknown() -> Problem:
    """Return that nobody could be looked for."""
    return _problem("D887", "saker")


def _problem(code: str, file: str, line: int = 1) -> Problem:
    kind = next(each for each in VOKT if each.code == code)
    return Problem(Location(file, line), kind.level, kind.code, kind.message, kind.cure)
