"""Read a planmappe: files to trees, trees to values, and every fault with its place."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec.structs import replace

from sosialplan.files.filtolk import problem_of, read_as_far, read_value
from sosialplan.files.husket import MANY, each_in, kept_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.fravaerstrapp import Fravaerstrapp
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.klasseliste import ELEVER, Klasseliste
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok, Moeteplan
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, Location, Problem, Tvil
from sosialplan.model.record import Record
from sosialplan.model.regel import Fristregler, Hjemler
from sosialplan.model.sak import Sak
from sosialplan.model.skole import UTGAVE, Skole, Skolerute, Valgliste
from sosialplan.model.sletting import SLETTET, Slettede
from sosialplan.rules.checks.record_checks import without_copies
from sosialplan.vern.age import is_sealed
from sosialplan.vern.laas import NOT_FOR_ME

if TYPE_CHECKING:
    from sosialplan.model.aarshjul import Periode
    from sosialplan.model.importkart import Importkart
    from sosialplan.model.oppslagsverk import Navnebok, Oppslagsverk, VageOrd
    from sosialplan.model.tilgang import Tilgang
    from sosialplan.model.visninger import Visninger

R = TypeVar("R", bound=Record)
Doubts = list[Tvil] | None
"""Where a list is given, files are read as far as they can be judged, and what is in doubt is put there."""
_NUMBER = r"[0-9]{4}-[0-9A-Z]{5}"
"""What may be a case's number, wherever it stands."""
SKOLE = "plan/skole.yaml"
_EDITION = r"(?m)^utgave: *['\"]?([0-9]{1,9})\b"
"""What says it, found without reading the rest, which a newer program may write otherwise."""


class Loaded(msgspec.Struct):
    """What was read, and the problems met on the way."""

    mappe: Mappe | None = None
    problems: list[Problem] = []


def load_plan(mappe: Planmappe, tvil: Doubts = None) -> tuple[Plan | None, list[Problem]]:
    """Read ``plan/`` apart from the annual wheel; None where a file is missing or faulty, or of a newer program."""
    return kept_plan(mappe, lambda lain: _read_plan(lain, tvil))


def _read_plan(mappe: Planmappe, tvil: Doubts) -> tuple[Plan | None, list[Problem], bool]:
    if newer := _newer(mappe):
        return None, [newer], False
    reader = _Reader(mappe, tvil)
    skole = reader.one(SKOLE, Skole)
    regler = reader.one("plan/fristregler.yaml", Fristregler)
    hjemler = reader.one("plan/hjemler.yaml", Hjemler)
    trapp = reader.one("plan/fravaerstrapp.yaml", Fravaerstrapp)
    valg = reader.one("plan/valg.yaml", Valgliste)
    moeter = reader.one("plan/moter.yaml", Moeteplan)
    kjeder = tuple(each.value for each in reader.many("plan/handlingskjeder", Handlingskjede))
    ruter = tuple(each.value for each in reader.many("plan/skoleruter", Skolerute))
    parts = (skole, regler, hjemler, trapp, valg, moeter)
    if reader.faulty or not all(parts):
        return None, reader.problems, False
    assert skole and regler and hjemler and trapp and valg and moeter  # noqa: S101, PT018 - said above
    from sosialplan.rules.vinduer import counts_by_wheel  # noqa: PLC0415 - not where the plan is kept

    words = periods_in(mappe) if counts_by_wheel(skole, trapp) else ()
    gone = _deleted(mappe)
    plan = Plan(skole, kjeder, regler, hjemler, trapp, valg, moeter, ruter, words, gone)
    return plan, reader.problems, not tvil


def _newer(mappe: Planmappe) -> Problem | None:
    """Return that a folder is made for a newer program: what it says otherwise is not known here, and nothing of it is read."""
    found = re.search(_EDITION, mappe.text(mappe.root / SKOLE).text or "")
    if found is None or int(found[1]) <= UTGAVE:
        return None
    line = found.string.count("\n", 0, found.start()) + 1
    return problem_of(Finding("P400", SKOLE, (), {}), Location(SKOLE, line))


def _deleted(mappe: Planmappe) -> frozenset[str]:
    """Read the numbers of the cases that are gone; a faulty register, which others tell of, has none."""
    if not mappe.has(mappe.root / SLETTET):
        return frozenset()
    read, _ = read_value(mappe, mappe.root / SLETTET, Slettede)
    return read.value.numre if read else frozenset()


def load_deleted(mappe: Planmappe, tvil: Doubts = None) -> "tuple[Slettede | None, list[Problem]]":
    """Read the register of deletions: nothing where there is no file, None where it is faulty."""
    if not mappe.has(mappe.root / SLETTET):
        return Slettede(), []
    reader = _Reader(mappe, tvil)
    return reader.one(SLETTET, Slettede), reader.problems


def periods_in(mappe: Planmappe) -> "tuple[Periode, ...]":
    """Read the wheel's words for times; a faulty wheel, which others tell of, has none."""
    from sosialplan.model.aarshjul import Aarshjul  # noqa: PLC0415 - few schools count by it

    read, _ = read_value(mappe, mappe.root / "plan/aarshjul.yaml", Aarshjul)
    return read.value.perioder if read else ()


def load_reference(
    mappe: Planmappe, tvil: Doubts = None
) -> "tuple[Oppslagsverk | None, list[Problem]]":
    """Read the terms, the partners and the goals; None where a file is missing or faulty.

    These kinds of file, and the map of an import, are loaded for those who ask: most never do.
    """
    from sosialplan.model.oppslagsverk import Begreper, Maalliste, Oppslagsverk, Partnere  # noqa: PLC0415

    reader = _Reader(mappe, tvil)
    begreper = reader.one("plan/begreper.yaml", Begreper)
    partnere = reader.one("plan/partnere.yaml", Partnere)
    maal = reader.one("plan/mal.yaml", Maalliste)
    if not (begreper and partnere and maal):
        return None, reader.problems
    return Oppslagsverk(begreper, partnere, maal), reader.problems


def load_import(mappe: Planmappe, tvil: Doubts = None) -> "tuple[Importkart | None, list[Problem]]":
    """Read how lists from other systems are read; None where the file is missing or faulty."""
    from sosialplan.model.importkart import Importkart  # noqa: PLC0415

    reader = _Reader(mappe, tvil)
    return reader.one("plan/import.yaml", Importkart), reader.problems


def load_access(mappe: Planmappe, tvil: Doubts = None) -> "tuple[Tilgang | None, list[Problem]]":
    """Read who signs with which key: nobody where there is no file, None where it is faulty."""
    from sosialplan.model.tilgang import Tilgang  # noqa: PLC0415 - seldom needed
    from sosialplan.model.vernet import TILGANG  # noqa: PLC0415

    if not mappe.has(mappe.root / TILGANG):
        return Tilgang(), []
    reader = _Reader(mappe, tvil)
    return reader.one(TILGANG, Tilgang), reader.problems


def load_vague_words(
    mappe: Planmappe, tvil: Doubts = None
) -> "tuple[VageOrd | None, list[Problem]]":
    """Read what is vague: nothing where there is no file, None where it is faulty."""
    from sosialplan.model.oppslagsverk import INGEN, VageOrd  # noqa: PLC0415 - seldom needed
    from sosialplan.rules.tiltak import VAGE_ORD  # noqa: PLC0415

    if not mappe.has(mappe.root / VAGE_ORD):
        return INGEN, []
    reader = _Reader(mappe, tvil)
    return reader.one(VAGE_ORD, VageOrd), reader.problems


def load_views(mappe: Planmappe, tvil: Doubts = None) -> "tuple[Visninger | None, list[Problem]]":
    """Read the named lists of cases: none where there is no file, None where it is faulty."""
    from sosialplan.model.visninger import VISNINGER, Visninger  # noqa: PLC0415 - seldom needed

    if not mappe.has(mappe.root / VISNINGER):
        return Visninger(), []
    reader = _Reader(mappe, tvil)
    return reader.one(VISNINGER, Visninger), reader.problems


def load_names(mappe: Planmappe, tvil: Doubts = None) -> "tuple[Navnebok | None, list[Problem]]":
    """Read what is known of names in general; None where the file is missing or faulty."""
    from sosialplan.model.oppslagsverk import Navnebok  # noqa: PLC0415 - seldom needed

    reader = _Reader(mappe, tvil)
    return reader.one("plan/navn.yaml", Navnebok), reader.problems


def load(
    mappe: Planmappe,
    tvil: Doubts = None,
    *,
    plan: Plan | None = None,
    saker: Collection[Path] | None = None,
) -> Loaded:
    """Read the plan, the cases, the absence and the minute books.

    A faulty case is left out and told of; the others are there. Without a whole plan
    there is no Mappe. A ``plan`` that is known already is not read, and of the cases only these, where that is said.
    """
    known, problems = load_plan(mappe, tvil) if plan is None else (plan, [])
    return _with_plan(mappe, tvil, known, problems, saker)


def _with_plan(
    mappe: Planmappe,
    tvil: Doubts,
    plan: Plan | None,
    problems: list[Problem],
    those: Collection[Path] | None,
) -> Loaded:
    reader = _Reader(mappe, tvil)
    few = those is not None and len(those) < MANY
    saker = tuple(
        reader.each(those or (), Sak)
        if few
        else reader.many("saker", Sak, those and frozenset(those))
    )
    fravaer = tuple(reader.many("fravaer", Klassefravaer))
    moeter = tuple(reader.many("moter", Moetebok))
    innboks = tuple(reader.many("innboks", Innboksmelding))
    roles = _report_takers(mappe) if innboks else ()
    shut = _sealed_for_others(reader.problems)
    read = (
        Mappe(plan, saker, fravaer, moeter, lukket=shut, innboks=innboks, mottakere=roles)
        if plan
        else None
    )
    return Loaded(read, [*problems, *reader.problems])


def load_with_lists(mappe: Planmappe, tvil: Doubts = None) -> Loaded:
    """Read the class lists too: for those who ask for them, or for every file about pupils.

    Others leave them shut: who opened what is noted, and a list of deadlines needs no guardian's telephone.
    """
    loaded = load(mappe, tvil)
    lister, problems = load_class_lists(mappe, tvil)
    read = replace(loaded.mappe, klasselister=lister) if loaded.mappe else None
    return Loaded(read, [*loaded.problems, *problems])


def with_class_lists(folder: Planmappe, mappe: Mappe) -> Mappe:
    """Return a planmappe that was read, with the class lists that can be read too."""
    return replace(mappe, klasselister=load_class_lists(folder)[0])


def load_class_lists(
    mappe: Planmappe, tvil: Doubts = None
) -> tuple[tuple[Read[Klasseliste], ...], list[Problem]]:
    """Read the class lists, and what hindered reading all of them."""
    reader = _Reader(mappe, tvil)
    return tuple(reader.many(ELEVER, Klasseliste)), reader.problems


def _report_takers(mappe: Planmappe) -> tuple[str, ...]:
    """Read which roles take reports; of a faulty file, which others tell of, the standard's."""
    from sosialplan.model.tilgang import Tilgang  # noqa: PLC0415 - seldom needed

    return (load_access(mappe)[0] or Tilgang()).leserett.meldinger


def load_blind(mappe: Planmappe) -> Loaded:
    """Read the plan alone: what one needs who writes something new, and reads nothing of any pupil."""
    plan, problems = load_plan(mappe)
    return Loaded(Mappe(plan) if plan else None, problems)


def load_case(mappe: Planmappe, number: str) -> Loaded:
    """Read the plan, one case and the cases it is linked with; all absence where it may be counted.

    What a command needs that writes in one case, however many others there are. A branch may open a
    case in the chain that counts absence.
    """
    plan, problems = load_plan(mappe)
    reader = _Reader(mappe)
    saker = tuple(reader.each(_linked(mappe, number), Sak))
    fravaer: tuple[Read[Klassefravaer], ...] = ()
    if plan is not None:
        opened = {gren.til_kjede for kjede in plan.kjeder for gren in kjede.grener}
        if plan.trapp.kjede in opened | {each.value.kjede for each in saker}:
            fravaer = tuple(reader.many("fravaer", Klassefravaer))
    # Who reads a case that is sealed follows from the meetings that it was on the agenda of.
    moter = tuple(reader.many("moter", Moetebok)) if mappe.is_protected else ()
    shut = _sealed_for_others(reader.problems)
    read = Mappe(plan, saker, fravaer, moter, lukket=shut) if plan else None
    return Loaded(read, [*problems, *reader.problems])


def _sealed_for_others(problems: Iterable[Problem]) -> frozenset[str]:
    """Return the numbers of the cases that are there, and that only others read."""
    shut = (each.location.path for each in problems if each.code == NOT_FOR_ME)
    return frozenset(
        re.findall(_NUMBER, " ".join(each for each in shut if each.startswith("saker/")))
    )


def _linked(mappe: Planmappe, number: str) -> Iterator[Path]:
    """Yield the file of a case, of those it names and of those that name it."""
    own = mappe.case_path(number)
    named = set(re.findall(_NUMBER, mappe.text(own).text or ""))
    for path, may_name in _naming(mappe, number):
        said = path == own or path.stem in named
        if said or (may_name and number in (mappe.text(path).text or "")):
            yield path


def _naming(mappe: Planmappe, number: str) -> Iterator[tuple[Path, bool]]:
    """Yield each case's file, and whether it may name a case: of a plain one its bytes tell, without the text being made of them."""
    if type(mappe) is not Planmappe:  # what is not as it lies on the disk
        yield from ((path, True) for path in mappe.files("saker"))
        return
    sign = number.encode()
    for file, raw in mappe.lying("saker"):
        yield mappe.root / file, raw is None or sign in raw or is_sealed(raw)


class _Reader:
    """Collects problems while files are read."""

    def __init__(self, mappe: Planmappe, tvil: Doubts = None) -> None:
        self._mappe = mappe
        self._tvil = tvil
        self.problems: list[Problem] = []
        self.faulty = False

    def one(self, file: str, kind: type[R]) -> R | None:
        """Read a file that must be there."""
        path = self._mappe.root / file
        if not self._mappe.has(path):
            finding = Finding("P401", file, (), {"fil": file})
            self.problems.append(problem_of(finding, Location(file)))
            return None
        read, problems, _ = self._take(self._mappe, path, kind)
        self._told(read, problems)
        return read.value if read else None

    def many(
        self, folder: str, kind: type[R], only: Collection[Path] | None = None
    ) -> Iterator[Read[R]]:
        """Read every file of a folder, or ``only`` these, each case, class and meeting once."""
        found = each_in(self._mappe, folder, kind, partial(self._take, kind=kind), only)
        yield from self._followed(self._told(*each) for each in found)

    def each(self, paths: Iterable[Path], kind: type[R]) -> Iterator[Read[R]]:
        """Read these files; one that is faulty, or the copy of another, is left out."""
        taken = (self._take(self._mappe, path, kind) for path in paths)
        yield from self._followed(self._told(read, problems) for read, problems, _ in taken)

    def _told(self, read: Read[R] | None, problems: list[Problem]) -> Read[R] | None:
        self.problems += problems
        self.faulty = self.faulty or read is None
        return read

    def _followed(self, taken: Iterable[Read[R] | None]) -> Iterator[Read[R]]:
        followed, copies = without_copies([read for read in taken if read is not None])
        self.problems += [problem_of(each, Location(each.file)) for each in copies]
        yield from followed

    def _take(
        self, mappe: Planmappe, path: Path, kind: type[R]
    ) -> tuple[Read[R] | None, list[Problem], bool]:
        """Read a file; the third says that nothing in it is in doubt."""
        doubt = None
        if self._tvil is None:
            read, problems = read_value(mappe, path, kind)
        else:
            read, problems, doubt = read_as_far(mappe, path, kind)
            self._tvil += [doubt] if doubt else []
        return read, problems, doubt is None
