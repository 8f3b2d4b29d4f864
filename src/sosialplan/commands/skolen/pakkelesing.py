"""A package that is read, from a folder or from git, and what a school has of one: what the commands of packages share."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.commands.skolen.skolefilen import role_renamed
from sosialplan.files.filtolk import read_value
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.planpakke import (
    Pakke,
    acts_unseen,
    bytes_in,
    entries_in,
    known_templates,
    pakke_of,
    tree_of,
)
from sosialplan.git.pakkehenting import bytes_of_package, fetch_package, is_address, is_bare
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.planpakke import BREV, PAKKE, Pakkeinnslag, Planpakke
from sosialplan.model.record import Value
from sosialplan.model.visible import acts_at
from sosialplan.rules.checks.plan_checks import SKOLE
from sosialplan.rules.planpakke import (
    Pakkeinnhold,
    fingeravtrykk,
    har_nummer,
    innhold_av,
    is_shared,
    skolens_i,
)
from sosialplan.views.pakkeforskjell import Pakkeforskjell, filnavn

UNCHANGED = "Ingenting er endret."
_ASK_SENDER = "Spør den som gir ut pakken. Den lages med: sosialplan plan pakke ut MAPPE"


class Pakkested(Value, frozen=True):
    """Where a package is fetched from: an address that git knows, with a branch or a tag, or a folder here."""

    sted: str
    gren: str | None
    i_git: bool


def package_of(folder: Planmappe) -> Planpakke | None:
    """Return what the school has taken in; None where it has taken in nothing. Raises ProblemsFoundError."""
    path = folder.root / PAKKE
    if not folder.has(path):
        return None
    read, problems = read_value(folder, path, Planpakke)
    if read is None:
        raise ProblemsFoundError(problems)
    return read.value


def roles_of_package(taken: Planpakke) -> frozenset[str]:
    """Return the words that the package has for its roles."""
    (skole,) = [each.tekst for each in taken.filer if each.fil == SKOLE] or [""]
    tree = tree_of(SKOLE, skole)
    return frozenset(each["rolle"] for each in tree.get("roller", ())) if tree else frozenset()


def in_own_words(filer: Mapping[str, str], taken: Planpakke | None) -> Mapping[str, str]:
    """Return what a package says, with the school's own words for its roles."""
    found = dict(filer)
    for each in taken.roller if taken else ():
        for name, text in found.items():
            found[name] = role_renamed(name, text, each.pakkens, each.skolens)[0]
    return found


def texts_of_plan(folder: Planmappe) -> Mapping[str, str]:
    """Return the texts of all that a package may be about, as they stand. Raises ExpectedFailure for one that is none."""
    maler = known_templates()
    names = {folder.relative(each) for each in folder.files("plan")} | maler
    found = {}
    for name in sorted(each for each in names if is_shared(each, maler)):
        if folder.has(folder.root / name):
            read = folder.text(folder.root / name)
            if read.text is None:
                raise ExpectedFailure(
                    f"{name} kan ikke leses. Ingenting er endret.",
                    "Se hva som er galt: sosialplan valider",
                )
            found[name] = read.bom + read.text
    return found


def tell_changes(run: Run, changes: Iterable[Pakkeforskjell]) -> None:
    """Tell of changes file by file: where, and what it goes from and to."""
    about = ""
    for each in changes:
        if each.fil != about:
            about = each.fil
            run.terminal.heading(filnavn(about))
        run.terminal.wrapped(f"{each.hva:<7} {each.sagt}", indent=2)


def where_from(sted: str | None, gren: str | None, taken: Planpakke | None) -> Pakkested:
    """Return where to fetch from: what was typed, else where the last version came from. Raises WrongUsage."""
    if sted is None:
        if taken is None or taken.kilde is None:
            raise WrongUsage(
                "Si hvor pakken er.",
                "Skriv mappen eller adressen: sosialplan plan pakke hent MAPPE",
            )
        return Pakkested(taken.kilde, gren or taken.gren, i_git=True)
    if is_address(sted):
        return Pakkested(sted, gren, i_git=True)
    folder = Path(sted).expanduser().resolve()
    if not folder.is_dir():
        raise WrongUsage(
            "Det er ingen mappe med det navnet, og ingen adresse som kan brukes.",
            "En adresse begynner med https://, ssh:// eller navn@maskin: og har ikke noe passord i seg.",
        )
    bare = is_bare(folder)
    if gren is not None and not bare and not (folder / ".git").exists():
        raise WrongUsage("--gren gjelder en adresse i git.", "La --gren være.")
    return Pakkested(str(folder), gren, i_git=bare or gren is not None)


def read_package(run: Run, kilde: Pakkested) -> tuple[Pakke, tuple[str, ...]]:
    """Return a package, and the files beside it that are passed by. Raises ExpectedFailure or ProblemsFoundError."""
    maler = known_templates()
    if not kilde.i_git:
        folder = Path(kilde.sted)
        inside = _accepted(entries_in(folder), maler)
        return _whole(bytes_in(folder, inside.filer)), inside.utelatt
    with TemporaryDirectory(ignore_cleanup_errors=True) as made:
        sted = Path(kilde.sted).as_uri() if Path(kilde.sted).is_dir() else kilde.sted
        asks = run.terminal.interactive
        root, there = fetch_package(Path(made), sted, kilde.gren, somebody_answers=asks)
        inside = _accepted(there, maler)
        return _whole(bytes_of_package(root, inside.filer)), inside.utelatt


def _accepted(there: Sequence[Pakkeinnslag], maler: Collection[str]) -> Pakkeinnhold:
    inside = innhold_av(there, maler)
    if BREV not in inside.filer:
        raise ExpectedFailure(f"Der er det ingen pakke: {BREV} mangler. {UNCHANGED}", _ASK_SENDER)
    if inside.avvist:
        raise ExpectedFailure(
            f"Pakken kan ikke tas inn. {' '.join(inside.avvist)} {UNCHANGED}", _ASK_SENDER
        )
    return inside


def _whole(held: Mapping[str, bytes]) -> Pakke:
    pakke, problems = pakke_of(held)
    if pakke is None:
        raise ProblemsFoundError(list(problems))
    own = [
        f"{filnavn(name)}: {hva}"
        for name, text in pakke.filer.items()
        for hva in skolens_i(name, tree_of(name, text))
    ]
    unseen = [*acts_unseen(pakke.filer), *(BREV for each in (pakke.brev.navn, pakke.brev.kommune) if acts_at(each) is not None)]  # fmt: skip
    numbers = [name for name, text in pakke.filer.items() if har_nummer(text)]
    for wrong, why in (
        (own, "det som er én skoles eget"),
        (unseen, "tegn som ikke synes, og som kan gjøre noe med det som vises"),
        (numbers, "fødselsnummer"),
    ):
        if wrong:
            raise ExpectedFailure(
                f"Pakken kan ikke tas inn. Den har {why} ({', '.join(wrong)}). {UNCHANGED}",
                _ASK_SENDER,
            )
    return pakke


def is_newer(run: Run, pakke: Pakke, taken: Planpakke | None) -> bool:
    """Tell whether a version is another than the school has. Raises ExpectedFailure for one that is behind, or not the same."""
    if taken is None:
        return True
    brev, has = pakke.brev, taken.pakke
    if (brev.navn, brev.kommune) != (has.navn, has.kommune):
        raise ExpectedFailure(
            f"Skolen har «{has.navn}» fra {has.kommune}, og dette er «{brev.navn}» fra {brev.kommune}. {UNCHANGED}",
            f"Skal skolen bytte pakke, så ta bort {PAKKE} og lagre først: sosialplan lagre",
        )
    if brev.versjon < has.versjon:
        raise ExpectedFailure(
            f"Der ligger versjon {brev.versjon}, og skolen har versjon {has.versjon}. {UNCHANGED}",
            "Skal den forrige gjelde igjen, så gå tilbake med: sosialplan angre",
        )
    same = fingeravtrykk(pakke.filer) == taken.fingeravtrykk
    if brev.versjon == has.versjon and not same:
        raise ExpectedFailure(
            f"Versjon {has.versjon} sier noe annet nå enn da skolen tok den inn. {UNCHANGED}",
            "Spør den som gir ut pakken. Det som er nytt, skal ha et nytt versjonsnummer.",
        )
    if same:
        run.terminal.line(f"Skolen har det pakken sier (versjon {has.versjon}). {UNCHANGED}")
    return not same
