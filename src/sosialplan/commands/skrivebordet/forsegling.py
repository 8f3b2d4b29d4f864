"""What lies on the disk of what is written: in a protected folder, sealed for those who shall read it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.signering import access_of
from sosialplan.depot import Depot
from sosialplan.files.loader import load_access
from sosialplan.files.planmappe import Planmappe, sealed_path
from sosialplan.files.replacing import Filbytte
from sosialplan.git.contents import texts
from sosialplan.git.history import Commit, commits
from sosialplan.git.settings import author
from sosialplan.git.signing import NotVerified, signatures
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.record import Fil, Value
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole
from sosialplan.model.tilgang import Tilgang
from sosialplan.model.vernet import TILGANG, VERNET, is_sealed_name, may_be_sealed
from sosialplan.reading import is_there
from sosialplan.rules.tillit.bekreftelse import Hvis, Tilgangsutgave, counting, hvis
from sosialplan.rules.tillit.fullmakt import Forfatter, fingerprint, holds, must_sign, writer
from sosialplan.rules.tillit.lesere import keys_of, may_sit, readers_of, who_open, without_key
from sosialplan.rules.tillit.signaturkjede import Signatur, Signaturslag
from sosialplan.vern.age import BadKeyError, is_sealed
from sosialplan.vern.laas import sealed

_LISTED = 3


class Forsegling(Value, frozen=True):
    """How a protected folder seals on a day: the access, the keys that count, and which books of minutes there are."""

    tilgang: Tilgang
    gjelder: frozenset[Hvis]
    dag: date
    moeteboeker: frozenset[str] = frozenset()

    def keys(self, value: Fil, mappe: Mappe, was: Collection[str] = ()) -> Mapping[str, str]:
        """Return the public keys that a file is sealed for, by their ids; it ``was`` sealed for some before.

        One who cannot read all minutes does not see which meetings opened a case: those whom a meeting may have
        given it, and who read it, go on reading it until one who sees the minutes writes it.
        """
        readers = readers_of(value, mappe, self.tilgang, self.dag)
        keys = keys_of(readers, self.tilgang, self.gjelder, self.dag)
        if (
            was
            and isinstance(value, Sak)
            and self.moeteboeker - {each.file for each in mappe.moeter}
        ):
            by_meeting = keys_of(may_sit(value, mappe.plan), self.tilgang, self.gjelder, self.dag)
            keys = {**keys, **{id_: key for id_, key in by_meeting.items() if id_ in was}}
        return keys

    def lacking(self, value: Fil, mappe: Mappe) -> tuple[str, ...]:
        """Return those who shall read a file, and have no key that counts."""
        readers = readers_of(value, mappe, self.tilgang, self.dag)
        return without_key(readers, self.tilgang, self.gjelder, self.dag)

    def open_to(self, skole: Skole) -> frozenset[str]:
        """Return those at the school who open something that is sealed."""
        holding = [each for each in self.tilgang.lesenoekler if holds(each, self.dag)]
        return who_open(skole, self.tilgang, [e for e in holding if hvis(e) in self.gjelder])

    def of_staff(self, keys: Collection[str]) -> bool:
        """Tell whether one of the keys is somebody's, and not the recovery key in the safe."""
        return any(each.person and each.id in keys for each in self.tilgang.lesenoekler)


def sealing(folder: Planmappe, depot: Depot, skole: Skole, dag: date) -> Forsegling | None:
    """Return how the folder seals; None where it is open. Raises ExpectedFailure."""
    if not folder.is_protected:
        return None
    tilgang = load_access(folder)[0]
    if tilgang is None:
        raise ExpectedFailure(
            "plan/tilgang.yaml har feil, så det er ikke mulig å vite hvem som skal lese. Ingenting er endret.",
            "Se hva som er galt: sosialplan valider plan/tilgang.yaml",
        )
    return Forsegling(tilgang, counting(_versions(depot, skole, dag)), dag, _books(folder))


def _books(folder: Planmappe) -> frozenset[str]:
    return frozenset(map(folder.relative, folder.files("moter")))


def sealing_after(
    before: Forsegling | None, new: Tilgang, depot: Depot, skole: Skole, dag: date
) -> Forsegling | None:
    """Return how the folder seals once its access says ``new``: whose keys count is what the history says."""
    if not new.vernet:
        return None
    if before is not None:
        return replace(before, tilgang=new)
    soon = Tilgangsutgave(new, (), author(depot.root)[0])
    return Forsegling(new, counting([*_versions(depot, skole, dag), soon]), dag)


def _versions(depot: Depot, skole: Skole, dag: date) -> Iterator[Tilgangsutgave]:
    """Yield what access said after each commit that changed it, the oldest first, and who wrote it."""
    history = tuple(reversed(commits(depot.root, [TILGANG])))
    names = {
        name for each in history for side in each.sides for one in side for name in (one.before, one.after)
    }  # fmt: skip
    held = texts(depot, [each for each in names if each])
    read = {name: access_of(text) or Tilgang() for name, text in held.items()}
    known = {each.name: _sides_of(each, read) for each in history}
    asked = [
        name for name, (_, before) in known.items() if any(must_sign(each, dag) for each in before)
    ]
    signed = _signatures(depot, asked)
    for each in history:
        after, before = known[each.name]
        yield Tilgangsutgave(
            after, before, _author(each, before, signed.get(each.name), skole, dag)
        )


def _sides_of(commit: Commit, read: Mapping[str, Tilgang]) -> tuple[Tilgang, tuple[Tilgang, ...]]:
    sides = [one for side in commit.sides for one in side]
    after = read.get(sides[0].after or "", Tilgang())
    return after, tuple(read.get(each.before or "", Tilgang()) for each in sides)


def _signatures(depot: Depot, names: Sequence[str]) -> Mapping[str, Signatur]:
    """Return the signatures; none that counts where nobody can tell."""
    try:
        return signatures(depot.root, names, lambda: None) if names else {}
    except NotVerified:
        return dict.fromkeys(names, Signatur(Signaturslag.UKJENT))


def _author(
    commit: Commit, before: Sequence[Tilgang], signed: Signatur | None, skole: Skole, dag: date
) -> str | None:
    """Return who wrote a commit: by its signature where the school signs, else by git's name."""
    if signed is None:
        noekler = before[0].noekler if before else ()
        person = writer(skole, noekler, Forfatter(commit.who, commit.email), (), dag)
        return person.navn if person else None
    if signed.slag is not Signaturslag.HEL:
        return None
    made = (key for each in before for key in each.noekler)
    return next((key.person for key in made if fingerprint(key) == signed.fingeravtrykk), None)


def lies(folder: Planmappe, path: Path, how: Forsegling | None) -> Path:
    """Return where a file is written: beside its plain name where it is sealed. Raises ExpectedFailure.

    Nothing is written plain among what is sealed: a line taken out of the file of access opens no folder.
    """
    if not may_be_sealed(folder.relative(path)):
        return path
    if how is None and not is_there(path) and _among_sealed(folder):
        raise ExpectedFailure(
            "Filene om elever er vernet, men plan/tilgang.yaml sier at mappen ikke er det. "
            "Ingenting er endret.",
            "Hent filen tilbake: git checkout HEAD -- plan/tilgang.yaml. Skal vernet av: sosialplan vern av",
        )
    return sealed_path(path) if how else path


def _among_sealed(folder: Planmappe) -> bool:
    return any(
        is_sealed_name(each.name)
        for part in VERNET
        for one in (folder.root / part, *_inside(folder.root / part))
        for each in _inside(one)
    )


def _inside(folder: Path) -> Iterator[Path]:
    yield from folder.iterdir() if folder.is_dir() else ()


def readers_in(folder: Planmappe, file: str, raw: bytes) -> tuple[str, ...]:
    """Return the ids of the keys that a file was sealed for; none where it is plain, or new."""
    return folder.laas.opened(raw, file).readers if is_sealed(raw) else ()


def as_stored(
    folder: Planmappe,
    path: Path,
    text: str,
    value: Fil | None,
    mappe: Mappe,
    how: Forsegling | None,
    was: Collection[str] = (),
) -> bytes:
    """Return what lies on the disk of a file's new text, which ``was`` sealed for some.

    Raises ExpectedFailure where nobody could read it.
    """
    data, file = text.encode("utf-8"), folder.relative(path)
    if how is None or not may_be_sealed(file):
        return data
    _require_recovery(how)
    keys = how.keys(value, mappe, was) if value is not None else {}
    if not keys:
        raise ExpectedFailure(
            "Ingen har en lesenøkkel som gjelder for dette, så ingen kunne lest det igjen. Ingenting er endret.",
            "Se hvem som skal lese, og hvem som mangler nøkkel: sosialplan tilgang kontroller",
        )
    had = any(each.person for each in how.tilgang.lesenoekler)
    if had and not was and not how.of_staff(keys):
        raise ExpectedFailure(
            "Ingen ved skolen kunne lest dette: de som skal lese det, har ingen lesenøkkel som gjelder, og bare "
            "nødnøkkelen i safen ville åpnet det. Ingenting er endret.",
            "Se hvem som skal lese, og hvem som mangler nøkkel: sosialplan tilgang kontroller",
        )
    return _shut(file, data, keys)


def _shut(file: str, data: bytes, keys: Mapping[str, str]) -> bytes:
    """Seal a file. Raises ExpectedFailure for a key that is none, however it came to count."""
    try:
        return sealed(file, data, keys)
    except BadKeyError as error:
        raise ExpectedFailure(
            "En lesenøkkel i plan/tilgang.yaml kan ikke brukes. Ingenting er endret.",
            "Se hvilken: sosialplan valider plan/tilgang.yaml",
        ) from error


def _require_recovery(how: Forsegling) -> None:
    """Raise ExpectedFailure where nothing would open what is written, once the keys of its readers are lost."""
    if not any(
        each.noed and holds(each, how.dag) and hvis(each) in how.gjelder
        for each in how.tilgang.lesenoekler
    ):
        raise ExpectedFailure(
            "Skolen har ingen nødnøkkel som gjelder. Uten den er alt tapt når nøklene er det. Ingenting er endret.",
            "Lag nøkkelen din (sosialplan nøkler ny) og så arket til safen: "
            "sosialplan nøkler nødnøkkel --til ../nødnøkkel.pdf",
        )


def tell_who_cannot(run: Run, how: Forsegling | None, values: Sequence[Fil], mappe: Mappe) -> None:
    """Say who shall read what was written, and cannot: they have no key that counts."""
    lacking = (
        dict.fromkeys(each for value in values for each in how.lacking(value, mappe)) if how else ()
    )
    if lacking:
        named = [*lacking]
        more = f" og {len(named) - _LISTED} til" if len(named) > _LISTED else ""
        run.terminal.note(
            f"Skal lese dette, men har ingen lesenøkkel som gjelder: {', '.join(named[:_LISTED])}{more}. "
            "Se: sosialplan tilgang kontroller"
        )


def sealed_anew(
    folder: Planmappe, mappe: Mappe, how: Forsegling | None, written: Collection[str]
) -> Iterator[Filbytte]:
    """Yield the change of each file that lies otherwise than it shall after what was ``written``.

    The plan and the access tell of all files, minutes of the cases that were on the agenda. What is plain is
    sealed where protection begins, and what is sealed is opened where it ends. What the person cannot open
    stays as it is; ``tilgang kontroller`` tells of it.
    """
    for each in _concerned(mappe, written):
        path = folder.root / each.file
        text, raw = folder.read(path)
        if text.text is None:
            continue
        shut, now = is_sealed(raw), folder.lies(path)
        whole = text.bom + text.text
        if how is None and shut:
            yield Filbytte(path, None, whole.encode("utf-8"))
            yield Filbytte(now, raw, None)
        elif how is not None and not shut:
            yield Filbytte(
                sealed_path(path), None, as_stored(folder, path, whole, each.value, mappe, how)
            )
            yield Filbytte(path, raw, None)
        elif how is not None:
            was = readers_in(folder, each.file, raw)
            keys = how.keys(each.value, mappe, was)
            if keys and set(keys) != set(was):
                yield Filbytte(now, raw, _shut(each.file, whole.encode("utf-8"), keys))


def require_open(
    before: Forsegling | None, was: Mappe, after: Forsegling | None, mappe: Mappe
) -> None:
    """Raise ExpectedFailure where a change of who has which role leaves what is sealed to the recovery key alone.

    Of all that there is, or of a file that somebody at the school read.
    """
    if before is None or after is None:
        return
    if before.open_to(was.plan.skole) and not after.open_to(mappe.plan.skole):
        raise ExpectedFailure(f"{NOBODY_LEFT} Ingenting er endret.", GIVE_FIRST)
    left = [
        each.file
        for each in mappe.filer
        if before.of_staff(before.keys(each.value, was))
        and not after.of_staff(after.keys(each.value, mappe))
    ]
    if left:
        more = f" og {len(left) - _LISTED} til" if len(left) > _LISTED else ""
        raise ExpectedFailure(
            f"Da kan ingen ved skolen lese {', '.join(left[:_LISTED])}{more}: bare nødnøkkelen i safen åpner det. "
            "Ingenting er endret.",
            GIVE_FIRST,
        )


NOBODY_LEFT = "Da er det ingen igjen som leser det som er vernet, og ingen kan slippe inn flere."
GIVE_FIRST = (
    'Gi rollen til en annen først: sosialplan skole person endre "NAVN" ROLLE. Den som tar over, må ha en '
    "lesenøkkel som gjelder (sosialplan nøkler ny), og den må være bekreftet."
)


def _concerned(mappe: Mappe, written: Collection[str]) -> Sequence[Read[Fil]]:
    read = mappe.filer
    if not any(each.startswith("plan/") for each in written):
        minutes = [each.value for each in mappe.moeter if each.file in written]
        named = {one.sak for book in minutes for each in book.moeter for one in each.saker}
        read = tuple(each for each in mappe.saker if each.hode.sak in named)
    return [each for each in read if each.file not in written]
