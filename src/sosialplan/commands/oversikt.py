"""All the undone rows of a planmappe, where only what has changed since the last time is read: see ``files/indeks``.

What comes out is what ``read_all`` and ``all_rows`` give, with the same told on the way; where that cannot be known of
what is kept, everything is read.
"""

from collections.abc import Iterable, Mapping
from itertools import chain

import msgspec

from sosialplan.commands.lesing import (
    Oversikt,
    absence_books,
    is_told,
    told_of,
    whole,
)
from sosialplan.commands.run import Run
from sosialplan.files.filtolk import read_value
from sosialplan.files.indeks import (
    Bunker,
    Indeks,
    decoded,
    place_for,
    print_of,
    print_of_this,
    prints_of,
    secret_of,
)
from sosialplan.files.loader import Loaded, load, load_plan
from sosialplan.files.planmappe import Avlestmappe, Planmappe
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.frist import Frist
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Sak
from sosialplan.rules.checks.record_checks import doubled_in, shared_ids
from sosialplan.rules.sakspost import (
    Ellers,
    Kjentsak,
    Sakspost,
    Utregnet,
    beside_each,
    last_absence,
)
from sosialplan.rules.vurdering import as_they_stand
from sosialplan.vern.age import is_sealed


class _NotKnownError(Exception):
    """What is kept does not do: everything must be read."""


def oversikt(run: Run) -> Oversikt:
    """Read what is new, tell of what could not be read, and return the undone rows of all, as they stand.

    Raises ProblemsFoundError where the plan itself is faulty.
    """
    folder = run.planmappe()
    place = place_for(folder.root) if type(folder) is Planmappe else None
    if place is None:
        return whole(run, undone=True)
    indeks = Indeks(place, few=True)
    try:
        return _Lesning(run, folder, indeks).read()
    except _NotKnownError:
        return whole(run, undone=True)
    finally:
        indeks.done()


class _Fil(msgspec.Struct):
    """A case file in one reading. ``laget_av`` is what its bytes and all around them are known by; None for a faulty one."""

    file: str
    laget_av: bytes | None
    kjent: Kjentsak | None = None
    post: Sakspost | None = None
    sak: Sak | None = None
    whole: bool = True

    @property
    def named(self) -> tuple[str, str | None, tuple[str, ...]]:
        """The number, the case it came from, and those it names."""
        if self.sak is not None:
            from sosialplan.rules.ved_siden import beside  # noqa: PLC0415 - not where all is kept

            return self.sak.sak, self.sak.fra_sak, beside(self.sak)
        assert self.post is not None  # noqa: S101 - one of them is there: see ``_of_each``
        return self.post.sak, self.post.fra_sak, self.post.nevner


class _Lesning:
    """One reading of a folder with what is kept of the last."""

    def __init__(self, run: Run, folder: Planmappe, indeks: Indeks) -> None:
        self._run = run
        self._folder = folder
        self._indeks = indeks
        self._bunker = Bunker(place_for(folder.root, "bunker"), indeks, Kjentsak)
        self._secret: bytes | None = None
        self._loaded: Loaded | None = None
        self._base, self._plan = self._read_plan()

    def read(self) -> Oversikt:
        """Return the rows. Raises _NotKnownError where everything must be read."""
        run = self._run
        filer = self._filer()
        absence, made_of = self._beside_the_cases()
        kept = decoded(made_of and self._indeks.get(made_of), Ellers)
        if self._new or kept is None or not kept.skolen.fra <= run.i_dag <= kept.skolen.til:
            kept = self._read_beside(self._read_new(filer), made_of)
        if kept.senest is not None and kept.senest > run.i_dag:
            raise _NotKnownError
        saker = _by_number(filer.values())
        beside_them = beside_each(each.named for each in saker.values())
        posts = [self._post(saker, number, beside_them[number], absence) for number in saker]
        self._bunker.done()
        pupils = self._pupils(saker, beside_them, absence)
        loaded = self._loaded or Loaded(Mappe(self._plan))
        _, status = told_of(run, self._folder, loaded)
        school = msgspec.msgpack.decode(kept.skolen.hva, type=tuple[Frist, ...])
        return Oversikt(
            folder=self._folder,
            plan=self._plan,
            status=status,
            rader=as_they_stand(
                chain(*(each.rader for each in posts), pupils, school), self._plan, run.i_dag
            ),
            venter=tuple(each for post in posts for each in post.venter),
            utelatt=sum(each.senere for each in posts),
            linjer=tuple(each.linje for each in posts if each.linje),
            filer={number: fil.file for number, fil in saker.items()},
        )

    def _read_plan(self) -> tuple[bytes, Plan]:
        """Return what all that is kept is made of besides its own file, and the plan."""
        files = tuple(self._folder.lying("plan"))
        held = prints_of(files)
        if held is None:
            raise _NotKnownError
        base = print_of(print_of_this(), held, bytes([self._folder.is_protected]))
        made_of = print_of(base, b"plan")
        plan = decoded(self._indeks.get(made_of), Plan)
        if plan is None:
            seen = self._as_read({name: raw for name, raw in files if raw is not None})
            plan, problems = load_plan(seen)
            if plan is None or any(map(is_told, problems)):
                raise _NotKnownError
            self._indeks.put(made_of, msgspec.msgpack.encode(plan))
        return base, plan

    def _as_read(self, avlest: Mapping[str, bytes]) -> Avlestmappe:
        return Avlestmappe(self._folder.root, self._folder.laas, avlest)

    def _made_of(self, file: str, raw: bytes) -> bytes:
        """Return what a case's file, and all that it is read by, is known by."""
        if self._secret is None and is_sealed(raw):
            self._secret = secret_of(self._folder.laas)
            if self._secret is None:
                raise _NotKnownError
        return print_of(self._base, self._secret or b"", file.encode(), raw)

    def _filer(self) -> dict[str, _Fil]:
        """Return the files of cases in order, with what is kept of them that holds on the day."""
        found: dict[str, _Fil] = {}
        self._new: dict[str, bytes] = {}
        known = self._bunker.kept_of(self._folder.lying("saker"), self._made_of)
        for file, raw, made_of, kept in known:
            fil = found[file] = _Fil(file, made_of)
            if kept is not None and kept.post.fra <= self._run.i_dag <= kept.post.til:
                fil.kjent, fil.post = kept, decoded(kept.post.hva, Sakspost)
            if fil.post is None and raw is not None:
                self._new[file] = raw
            elif fil.post is not None and raw is not None and is_sealed(raw):
                self._folder.laas.names.add(
                    file
                )  # what was in it is shown: that is noted as before
        return found

    def _beside_the_cases(self) -> tuple[bytes, bytes]:
        """Return what the absence is known by, and what all that lies beside the cases is; nothing of it where a key opens some of it."""
        lying = [tuple(self._folder.lying(each)) for each in ("fravaer", "moter", "innboks")]
        prints = [prints_of(each) for each in lying]
        if prints[0] is None:
            raise _NotKnownError
        shut = self._folder.is_protected or any(
            raw is not None and is_sealed(raw) for each in lying for _, raw in each
        )
        told = [each for each in prints if each is not None]
        known = not shut and len(told) == len(prints)
        return prints[0], print_of(self._base, b"ellers", *told) if known else b""

    def _read_beside(self, loaded: Loaded, made_of: bytes) -> Ellers:
        """Return what is asked of all that lies beside the cases; it is kept where nothing is told of it."""
        from sosialplan.rules.utregning import school_of_day  # noqa: PLC0415 - not where all is kept

        mappe = loaded.mappe
        if mappe is None:
            raise _NotKnownError
        self._loaded = loaded
        school = school_of_day(
            [each.value for each in mappe.moeter], [each.value for each in mappe.innboks],
            mappe.mottakere, self._plan, self._run.i_dag,
        )  # fmt: skip
        found = Ellers(last_absence(absence_books(mappe)), school)
        if made_of and not loaded.problems and not any(shared_ids(mappe)):
            self._indeks.put(made_of, msgspec.msgpack.encode(found))
        return found

    def _books(self) -> tuple[Klassefravaer, ...]:
        """Return the absence of all classes, read now where only what came of it was kept."""
        loaded = self._loaded or load(self._as_read({}), plan=self._plan, saker=())
        if loaded.mappe is None:
            raise _NotKnownError
        return absence_books(loaded.mappe)

    def _read_new(self, filer: Mapping[str, _Fil]) -> Loaded:
        """Read the cases of which nothing is kept, and all else."""
        new = [self._folder.root / each.file for each in filer.values() if each.post is None]
        loaded = load(self._as_read(self._new), plan=self._plan, saker=new)
        faulty = {each.location.path for each in loaded.problems if is_told(each)}
        for read in loaded.mappe.saker if loaded.mappe else ():
            fil = filer[read.file]
            fil.sak = read.value
            fil.whole = read.file not in faulty and not any(doubled_in(read))
        return loaded

    def _value(self, fil: _Fil) -> Sak:
        """Return a case, read now where only what came of it was kept."""
        if fil.sak is None:
            path = self._folder.root / fil.file
            try:
                raw = self._folder.bytes_of(path)
            except OSError:
                raise _NotKnownError from None
            read, _ = read_value(self._as_read({fil.file: raw}), path, Sak)
            if read is None or self._made_of(fil.file, raw) != fil.laget_av:
                raise _NotKnownError
            fil.sak = read.value
        return fil.sak

    def _post(
        self,
        saker: Mapping[str, _Fil],
        number: str,
        near: tuple[str, ...],
        absence: bytes,
    ) -> Sakspost:
        fil = saker[number]
        others = [saker[each] for each in near if each in saker]
        there = tuple((each.named[0], each.laget_av or b"") for each in others)
        if fil.kjent is not None and fil.post is not None:
            counts = fil.post.kjede == self._plan.trapp.kjede
            if fil.kjent.ved_siden == there and fil.kjent.fravaer == (absence if counts else b""):
                return fil.post
        from sosialplan.rules.utregning import post_of  # noqa: PLC0415 - not where all is kept

        sak = self._value(fil)
        held = post_of(sak, map(self._value, others), self._books(), self._plan, self._run.i_dag)
        post = msgspec.msgpack.decode(held.hva, type=Sakspost)
        if fil.laget_av is not None and fil.whole and all(each for _, each in there):
            own = absence if post.kjede == self._plan.trapp.kjede else b""
            self._bunker.put(fil.laget_av, Kjentsak(held, there, own))
        fil.post = post
        return post

    def _pupils(
        self,
        saker: Mapping[str, _Fil],
        beside_them: Mapping[str, tuple[str, ...]],
        absence: bytes,
    ) -> tuple[Frist, ...]:
        """Return the rows of pupils without a case, who are known by the absence and the cases of its chain."""
        own = {
            number: [saker[each] for each in beside_them[number] if each in saker]
            for number, fil in saker.items()
            if fil.post is not None and fil.post.kjede == self._plan.trapp.kjede
        }
        read = [each for number, near in own.items() for each in (saker[number], *near)]
        known = all(each.laget_av for each in read)
        made_of = print_of(self._base, b"elever", absence, *(each.laget_av or b"" for each in read))
        kept = decoded(self._indeks.get(made_of), Utregnet) if known else None
        if kept is None or not kept.fra <= self._run.i_dag <= kept.til:
            from sosialplan.rules.utregning import pupils_of_day  # noqa: PLC0415 - not where all is kept
            from sosialplan.rules.ved_siden import with_told_beside  # noqa: PLC0415 - not where all is kept

            told = [
                with_told_beside(self._value(saker[number]), map(self._value, near), self._plan)
                for number, near in own.items()
            ]
            kept = pupils_of_day(told, self._books(), self._plan, self._run.i_dag)
            if known:
                self._indeks.put(made_of, msgspec.msgpack.encode(kept))
        return msgspec.msgpack.decode(kept.hva, type=tuple[Frist, ...])


def _by_number(filer: Iterable[_Fil]) -> dict[str, _Fil]:
    """Return the cases that are followed by their numbers. Raises _NotKnownError where two files are the same case."""
    followed = [each for each in filer if each.sak is not None or each.post is not None]
    found = {each.named[0]: each for each in followed}
    if len(found) != len(followed):
        raise _NotKnownError
    return found
