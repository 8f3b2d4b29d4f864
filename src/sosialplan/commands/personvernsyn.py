"""What the files of a planmappe say in free text that the work does not need: looked for by those who check and write."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from msgspec.structs import replace

from sosialplan.commands.run import Run
from sosialplan.files.loader import load_names, load_with_lists
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import minimering
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.lekkasje import Kjent
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.oppslagsverk import UTEN_NAVN
from sosialplan.model.problems import Finding
from sosialplan.model.record import Fil, Value
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.checks.privacy_checks import check_named, check_told, free_texts
from sosialplan.rules.navn.aliaser import everyone
from sosialplan.rules.navn.andres_navn import (
    Folk,
    folk_i,
    may_name,
    names_in,
    others_than,
    pupils_named,
)
from sosialplan.rules.navn.personopplysninger import personord
from sosialplan.tekster.koder.alle import find_code


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


class NyeOpplysninger(Value, frozen=True, dict=True):
    """What a change tells in free text that was not told in the same file: of those whom what was read knows."""

    folder: Planmappe
    before: Mappe
    after: Mappe

    def i_filen(self, file: str) -> Iterator[Finding]:
        """Yield the findings of one of the files that change.

        The school's list of names is read only where somebody may be named. Where a file gets no new text, and everybody is known as before,
        nothing can be new in it, and it is not looked through.
        """
        before, after = self.before, self.after
        new = Counter(_texts(after, file)) - Counter(_texts(before, file))
        if not new and self._same_people:
            return
        if _may_name_more(after, new):
            before, after = _with_everybody(self.folder, before, after)
        stood = Counter(map(_key, _of_one(self.folder, before, file)))
        for each in _of_one(self.folder, after, file):
            stood[_key(each)] -= 1
            if stood[_key(each)] < 0:
                yield each

    @cached_property
    def _same_people(self) -> bool:
        one, other = self.before, self.after
        return (
            one.plan == other.plan
            and one.klasselister == other.klasselister
            and tuple(everyone(one)) == tuple(everyone(other))
        )


_NOT_LOOKED = "Det er ikke sett etter navn på andre: det som står om elevene, kan ikke åpnes her."


def warn_of_document(
    run: Run, folder: Planmappe, said: Iterable[tuple[str, str]], sak: str, own: tuple[Kjent, ...]
) -> tuple[str, ...]:
    """Tell, by its place in a document, each text that names another pupil, before anything of it is written; return what is told."""
    looked = [(sted, text) for sted, text in said if text.strip()]
    folk = _everybody(run, folder) if looked else None
    if folk is None:
        return ()
    told = list[str]()
    leting = others_than(folk, sak, own)
    for sted, text in looked:
        for sure, whom in names_in(text, leting) if may_name(text, folk) else ():
            kind = find_code("K424" if sure else "K425")
            words = kind.message.format(hvem=(", " if sure else " eller ").join(whom)) if kind else ""  # fmt: skip
            run.terminal.note(f"Se over {sted}: {words}")
            told.append(words)
    return tuple(told)


def require_nobody_named(run: Run, folder: Planmappe, texts: Iterable[str]) -> None:
    """Refuse a text for the open files of the plan that names a pupil or a guardian: its history has it for good.

    Raises ExpectedFailure. What may be a name is told of.
    """
    looked = [each for each in texts if _NAME_LIKE.search(each)]
    folk = _everybody(run, folder) if looked else None
    if folk is None:
        return
    leting = others_than(folk, "", ())
    for text in looked:
        for sure, _ in names_in(text, leting) if may_name(text, folk) else ():
            if sure:
                raise ExpectedFailure(
                    "Teksten har navnet til en elev eller foresatt, og dette er åpent for alle som har mappen. Ingenting er endret.",
                    "Skriv den uten navn.",
                )
            run.terminal.note("Se over: Teksten har et ord som kan være et navn, og dette er åpent for alle som har mappen.")  # fmt: skip


def head_of_another(
    run: Run, folder: Planmappe, said: Iterable[tuple[str, str]], sak: str, own: tuple[Kjent, ...]
) -> str | None:
    """Return the place of the first line that is another pupil's name, alone or behind a word and a colon, with the class or without."""
    names = [
        (sted, found[1])
        for sted, text in said
        for line in text.split("\n")
        if (found := _HEAD.fullmatch(line.strip()))
    ]
    folk = _everybody(run, folder) if names else None
    if folk is None:
        return None
    leting = others_than(folk, sak, own)
    return next((sted for sted, name in names if pupils_named(name, leting)), None)


def _everybody(run: Run, folder: Planmappe) -> Folk | None:
    """Return all whom the planmappe and the class lists know; None, and told, where they cannot be opened."""
    try:
        whole = load_with_lists(folder).mappe
    except ExpectedFailure:
        whole = None
    if whole is None:
        run.terminal.note(_NOT_LOOKED)
        return None
    lister = [each.value for each in whole.klasselister]
    return folk_i(whole, load_names(folder)[0] or UTEN_NAVN, lister)


_WORD = r"[A-ZÆØÅ][^\W\d_]*(?:[-'’][^\W\d_]+)*\.?"
_HEAD = re.compile(
    rf"(?:[^:]{{1,40}}:\s*)?({_WORD},?(?: +(?:{_WORD}|av|de|van|von|der|den)){{1,5}})"
    r"(?:\s*[,(/–-]?\s*(?:klasse\s+|kl\.\s*)?\d{1,2}\s?[A-Za-zÆØÅæøå]{0,4}\)?)?[.,;]?"
)
"""A line that is a name: «Navn: Oppdiktet Elev Dahl, 9A»."""


_NAME_LIKE = re.compile(r"[A-ZÆØÅ][^\W\d_]+")


def _may_name_more(after: Mappe, new: Iterable[str]) -> bool:
    """Tell whether a new text has what is written as a name, and is of none whom the case and the school already know.

    Only then are the other files opened: whoever writes in one case has not looked in the others. Words in a row are one
    name: a pupil may have the surname of an employee.
    """
    found = {name for text in new for name in _name_like(text)}
    known = _known_names(after) if found else ()
    return any(not any(name <= each for each in known) for name in found)


def _texts(mappe: Mappe, file: str) -> Iterator[str]:
    return (each.tekst for read in _files(mappe, (file,)) for each in free_texts(read.value))


def _name_like(text: str) -> Iterator[frozenset[str]]:
    """Yield the words of each name: those with a capital inside a sentence, or two such at its beginning."""
    for part in re.split(r"[.!?:]\s+|\n", text):
        words = [word.strip(".,;:!?«»\"'()") for word in part.split()]
        marked = [(bool(_NAME_LIKE.fullmatch(word)), at) for at, word in enumerate(words)]
        for is_name, run in groupby(marked, itemgetter(0)):
            places = [at for _, at in run]
            if is_name and (places[0] or len(places) > 1):
                yield frozenset(folded(words[at]) for at in places)


def _known_names(mappe: Mappe) -> tuple[frozenset[str], ...]:
    skole = mappe.plan.skole
    told = [skole.navn, "Elev", *(each.navn for each in skole.personer)]
    told += [each.navn for each in skole.roller]
    for read in mappe.saker:
        home = read.hode.elev
        told += [home.navn, *(each.navn for each in home.foresatte)]
    return tuple(frozenset(folded(word) for word in text.split()) for text in told)


def _with_everybody(folder: Planmappe, before: Mappe, after: Mappe) -> tuple[Mappe, Mappe]:
    """Return both with all whom the person can read of; as they are where nothing can be opened."""
    try:
        whole = load_with_lists(folder).mappe
    except ExpectedFailure:
        return before, after
    return (before, after) if whole is None else (_wide(before, whole), _wide(after, whole))


def _wide(mappe: Mappe, whole: Mappe) -> Mappe:
    own = {each.file for each in mappe.filer}
    return replace(
        mappe,
        saker=(*mappe.saker, *(each for each in whole.saker if each.file not in own)),
        fravaer=(*mappe.fravaer, *(each for each in whole.fravaer if each.file not in own)),
        klasselister=whole.klasselister,
    )


def _of_one(folder: Planmappe, mappe: Mappe, file: str) -> Iterator[Finding]:
    for read in _files(mappe, (file,)):
        yield from check_told(read.value, read.file, personord(minimering()))
        lister = [each.value for each in mappe.klasselister]
        if any(True for _ in check_named(read, folk_i(mappe, UTEN_NAVN, lister))):
            yield from check_named(read, folk_i(mappe, load_names(folder)[0] or UTEN_NAVN, lister))


def _files(mappe: Mappe, only: Collection[str]) -> Iterator[Read[Fil]]:
    # A report is another's words, which nobody can mend; what is made of it is looked through.
    for read in (*mappe.saker, *mappe.fravaer, *mappe.moeter):
        if not only or read.file in only:
            yield Read(read.file, read.value)


def _key(finding: Finding) -> tuple[str, tuple[tuple[str, str], ...]]:
    return finding.code, tuple(sorted(finding.values.items()))
