"""The desk of a command that writes: lock, load, check, edit, check again, write, commit."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from sosialplan.commands.personvernsyn import NyeOpplysninger
from sosialplan.commands.run import (
    ProblemsFoundError,
    Run,
    ShownFirst,
    case_number,
    file_not_for_you,
    no_such_case,
    not_for_you,
)
from sosialplan.commands.skrivebordet.den_som_skriver import require_impartial, tell_the_shielded
from sosialplan.commands.skrivebordet.filinnhold import refused, with_file
from sosialplan.commands.skrivebordet.forsegling import (
    Forsegling,
    as_stored,
    lies,
    readers_in,
    require_open,
    sealed_anew,
    sealing,
    sealing_after,
    tell_who_cannot,
)
from sosialplan.commands.skrivebordet.sagt import doubts_of, tell_of_closed, unfinished_plans
from sosialplan.commands.skrivebordet.signering import access_of
from sosialplan.commands.skrivebordet.skriving import turn_to_write, write_and_commit
from sosialplan.commands.skrivebordet.tvil import tell_first
from sosialplan.depot import Depot
from sosialplan.files.filtolk import place, read_value
from sosialplan.files.loader import load, load_blind, load_case, with_class_lists
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.replacing import Filbytte
from sosialplan.files.yaml_reader import parse
from sosialplan.git.state import file_state, require_clean
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.filslag import slag_av
from sosialplan.model.klasseliste import ELEVER
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import Finding, Level, Problem
from sosialplan.model.record import Fil, Value
from sosialplan.model.sak import Sak
from sosialplan.model.vernet import TILGANG
from sosialplan.model.visible import no_character, texts_of
from sosialplan.rules.checks.case_checks import EARLIER
from sosialplan.rules.tillit.fullmakt import SKOLE
from sosialplan.tekster.koder.alle import find_code
from sosialplan.vern.laas import NOT_FOR_ME


class Saved(Value, frozen=True):
    """A change that was saved: the commit's short name, and the planmappe as it is after it."""

    commit: str
    mappe: Mappe


class Desk(Value, frozen=True):
    """A locked planmappe that was read, and from which changes are written.

    ``read`` is each file that was asked for: its text's bytes, and its bytes as they lie. ``how`` is how what
    is about pupils is sealed; None in an open folder.
    """

    run: Run
    folder: Planmappe
    depot: Depot
    mappe: Mappe
    read: dict[Path, tuple[bytes, bytes]]
    faults: tuple[Problem, ...] = ()
    how: Forsegling | None = None

    def case(self, typed: str) -> Read[Sak]:
        """Return the case that was typed.

        Raises WrongUsage, ExpectedFailure, or ProblemsFoundError where its file is faulty.
        """
        number = case_number(typed)
        found = self.mappe.sak(number)
        if found is not None:
            return found
        path = self.folder.case_path(number)
        faults = [each for each in self.faults if each.location.path == self.folder.relative(path)]
        if not faults and self.folder.has(path):
            faults = read_value(self.folder, path, Sak)[1]
        if any(each.code == NOT_FOR_ME for each in faults):
            raise not_for_you(number)
        if faults:
            raise ProblemsFoundError(faults)
        raise no_such_case(number)

    def text_of(self, path: Path) -> str:
        """Return the text of a file about to be edited. ``save`` holds what it wrote against it."""
        read, raw = self.folder.read(path)
        if NOT_FOR_ME in read.codes:
            raise file_not_for_you(self.folder.relative(path))
        if read.text is None:
            raise ExpectedFailure("Filen kan ikke leses.", "Se hva som er galt: sosialplan valider")
        text = read.bom + read.text
        self.read[path] = text.encode("utf-8"), raw
        return text

    def save(
        self,
        texts: Mapping[Path, str],
        message: str,
        *,
        gone: Sequence[Path] = (),
        raw: Sequence[Filbytte] = (),
        days: Callable[[Mappe], Iterable[str]] = lambda _: (),
    ) -> Saved:
        """Check the new texts together, write them and commit them.

        A file that ``text_of`` was not asked for is new; ``gone`` are files that it was asked for, and that
        go away with the same change, ``raw`` those that change with it, as they are given.
        Raises ProblemsFoundError where a new text has a fault, and ExpectedFailure where a file has changes that are not saved, or was changed
        since it was read: then nothing is written. A change that takes faults away and brings none is
        let through: one fault that is mended must not wait for the others of its file. What was written by
        hand and cannot be saved for its faults is saved with the change that takes the last of them away.
        """
        names = [*map(self.folder.relative, texts)]
        beside = map(self.folder.relative, (*gone, *(each.path for each in raw)))
        unsaved = self._unsaved([*names, *beside])
        said = dict(zip(names, texts.values(), strict=True))
        self._require_mandate(said)
        changed = self._with_lists(names)
        problems, told = list[Problem](), list[Problem]()
        of_trees = filter(slag_av, said)  # a template is none
        trees = {name: parse(said[name].removeprefix("\ufeff")).tree for name in of_trees}
        self._require_kept(trees)
        for name, tree in trees.items():
            changed, _ = with_file(changed, name, tree, self.run.now.date(), judged=False)
        private = NyeOpplysninger(self.folder, self.mappe, changed)
        for name, tree in trees.items():
            _, findings = with_file(changed, name, tree, self.run.now.date())
            heavy = [each for each in findings if _level(each) is Level.FEIL]
            doubts = [*doubts_of(self.mappe, name, findings, self.run.now.date())]
            doubts += private.i_filen(name)
            self._require_sure_year(doubts)
            told += place(doubts, said[name])
            problems += place(heavy, said[name])
        if unsaved is not None and (problems or not self._had_faults(trees)):
            raise unsaved
        if problems and not self._only_mends(trees, changed):
            raise refused(self.run, self.folder, problems, {*texts} - {*self.read})
        require_impartial(self.mappe, changed, names)
        if SKOLE in names:
            after = self._how_after(texts)
            require_open(self.how, self._with_lists(names), after, changed)
        tell_first(self.run, told, (*days(changed), *unfinished_plans(self.mappe, changed)))
        asks = self.run.godtatt is not None and not self.run.terminal.saved
        if asks and (shown := (*self._shown(trees),)) != self.run.godtatt:
            raise ShownFirst(shown)
        changes = [*self._changes(texts, changed, gone), *raw]
        saved = Saved(write_and_commit(self.run, self.depot, changes, message), changed)
        if unsaved is not None:
            self.run.terminal.note("Det du hadde skrevet i filen, er lagret sammen med dette.")
        tell_who_cannot(self.run, self.how, _values(changed, names), changed)
        tell_of_closed(self.run, self.mappe, changed)
        for each in changed.saker:
            if each.file in names:
                tell_the_shielded(self.run, self.folder, changed.plan, each.value)
        return saved

    def _require_kept(self, trees: Mapping[str, object]) -> None:
        """Refuse a new text with a sign that acts unseen, whichever way it came here. Raises ExpectedFailure."""
        stood = self._stood(trees)
        for name, tree in trees.items():
            for text in {*texts_of(tree)} - {*texts_of(stood[name])}:
                if no_character(text) is not None:
                    raise ExpectedFailure(
                        "En av tekstene har et tegn som ikke synes, og som ikke kan lagres. Ingenting er endret.",
                        "Skriv teksten på nytt, uten tegnet. Det kan komme med når tekst limes inn.",
                    )

    def _require_sure_year(self, doubts: Sequence[Finding]) -> None:
        """Refuse an entry before the case was found, on a day whose year nobody typed. Raises WrongUsage."""
        if self.run.uten_aar and any(each.code == EARLIER for each in doubts):
            raise WrongUsage(
                "Dagen er skrevet uten år, og er lest som en dag før saken ble oppdaget. Ingenting er skrevet.",
                "Er det rett, så skriv den med året, som 24.11.2026.",
            )

    def _with_lists(self, names: Sequence[str]) -> Mappe:
        """Return the planmappe with the class lists where the change is one of them, or of who reads them."""
        concerned = any(each.startswith(("plan/", f"{ELEVER}/")) for each in names)
        return with_class_lists(self.folder, self.mappe) if concerned else self.mappe

    def _shown(self, trees: Mapping[str, object]) -> Iterator[str]:
        """Yield what would be written, a line each, in the order of the files."""
        from sosialplan.views.historikk.forhaandsvisning import shown_before  # noqa: PLC0415 - at a desk alone

        stood = self._stood(trees)
        for name, tree in trees.items():
            yield from shown_before(stood[name], tree, self.mappe.plan)

    def _changes(
        self, texts: Mapping[Path, str], changed: Mappe, gone: Sequence[Path]
    ) -> Iterator[Filbytte]:
        """Yield what each file held and shall hold, and the files whose readers are others by this change."""
        how = self._how_after(texts)
        names = [self.folder.relative(path) for path in texts]
        for path, text in texts.items():
            raw = self.read[path][1] if path in self.read else None
            (value,) = _values(changed, [self.folder.relative(path)]) or (None,)
            was = readers_in(self.folder, self.folder.relative(path), raw or b"")
            new = as_stored(self.folder, path, text, value, changed, how, was)
            yield Filbytte(lies(self.folder, path, how), raw, new)
        yield from (Filbytte(self.folder.lies(path), self.read[path][1], None) for path in gone)
        gone_too = [self.folder.relative(path) for path in gone]
        if self.how is not None or how is not None:
            yield from sealed_anew(self.folder, changed, how, [*names, *gone_too])

    def _how_after(self, texts: Mapping[Path, str]) -> Forsegling | None:
        """Return how it is sealed once these texts stand: who reads may be among what they change."""
        text = texts.get(self.folder.root / TILGANG)
        new = None if text is None else access_of(text)
        if new is None:
            return self.how
        day, skole = self.run.now.date(), self.mappe.plan.skole
        return sealing_after(self.how, new, self.depot, skole, day)

    def _unsaved(self, names: Sequence[str]) -> ExpectedFailure | None:
        """Return why the files cannot be written: changes of theirs are not saved. Raises it for a conflict."""
        try:
            require_clean(self.depot, names)
        except ExpectedFailure as error:
            if file_state(self.depot, names).unmerged:
                raise
            return error
        return None

    def _had_faults(self, trees: Mapping[str, object]) -> bool:
        """Tell whether the files as they stand have faults, so that ``lagre`` would not take them."""
        return bool(self._heavy(self.mappe, self._stood(trees)))

    def _stood(self, trees: Mapping[str, object]) -> dict[str, object]:
        stood = {self.folder.relative(path): text for path, (text, _) in self.read.items()}
        return {name: parse(stood.get(name, b"").decode("utf-8-sig")).tree for name in trees}

    def _only_mends(self, trees: Mapping[str, object], changed: Mappe) -> bool:
        """Tell whether a change leaves fewer faults than stood in its files, and none that is new."""
        before = self._heavy(self.mappe, self._stood(trees))
        after = self._heavy(changed, trees)
        return after < before

    def _heavy(self, mappe: Mappe, trees: Mapping[str, object]) -> Counter[object]:
        """Count the faults of the files by what they say, wherever in the file they stand."""
        day = self.run.now.date()
        found = (with_file(mappe, name, tree, day)[1] for name, tree in trees.items())
        heavy = (each for each in chain.from_iterable(found) if _level(each) is Level.FEIL)
        return Counter((each.code, tuple(sorted(each.values.items()))) for each in heavy)

    def _require_mandate(self, texts: Mapping[str, str]) -> None:
        if any(name.startswith("plan/") for name in texts):
            from sosialplan.commands.skrivebordet.signering import require_mandate  # noqa: PLC0415 - seldom needed

            require_mandate(self.depot, self.run.now.date(), texts)


def _values(mappe: Mappe, names: Collection[str]) -> tuple[Fil, ...]:
    """Return the files of pupils that were read under these names."""
    return tuple(each.value for each in mappe.filer if each.file in names)


def _level(finding: Finding) -> Level:
    kind = find_code(finding.code)
    return kind.level if kind else Level.FEIL


@contextmanager
def at_desk(
    run: Run, case: str | None = None, *, blind: bool = False, lister: bool = False
) -> Iterator[Desk]:
    """Lock and read the planmappe; of cases only the ``case`` that was typed and those linked with it.

    The class lists are read where they are asked for (``lister``).
    One who is ``blind`` reads nothing of any pupil: the plan alone, for a new file that nobody's key is needed for.

    Raises WrongUsage, ExpectedFailure (no planmappe, no git, no identity, another writer) or
    ProblemsFoundError (the plan is faulty).
    """
    folder = run.planmappe()
    number = case and case_number(case)
    with turn_to_write(run, folder) as depot:
        loaded = (
            load_blind(folder) if blind else load_case(folder, number) if number else load(folder)
        )
        faults = [each for each in loaded.problems if each.level is Level.FEIL]
        if loaded.mappe is None:
            raise ProblemsFoundError(faults)
        how = sealing(folder, depot, loaded.mappe.plan.skole, run.now.date())
        mappe = with_class_lists(folder, loaded.mappe) if lister else loaded.mappe
        yield Desk(run, folder, depot, mappe, {}, tuple(faults), how)


def case_message(number: str) -> str:
    """Return the commit message of a change of a case: its number and nothing more."""
    return message_of(f"Sak {number}", (number,))


def message_of(head: str, cases: Iterable[str]) -> str:
    """Return a commit message: what it is about, and the numbers of the cases it touches."""
    trailers = "".join(f"Sak: {number}\n" for number in cases)
    return f"{head}\n" + (f"\n{trailers}" if trailers else "")
