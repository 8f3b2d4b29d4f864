"""Whether what is saved is signed and with which key, and whether the writer may change who signs."""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from sosialplan.commands.fortid import read_tree
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.depot import Depot
from sosialplan.files.loader import load_access
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.contents import contents, texts
from sosialplan.git.history import commits
from sosialplan.git.settings import Config, read_config
from sosialplan.git.signing import OwnKey, own_keys, start_signing, stop_signing
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import Level
from sosialplan.model.record import Value
from sosialplan.model.sletting import SLETTET
from sosialplan.model.tilgang import Noekkel, Tilgang
from sosialplan.model.vernet import TILGANG
from sosialplan.rules.tillit.fullmakt import (
    SKOLE,
    Forfatter,
    Stab,
    belongs_to,
    fingerprint,
    holds,
    is_one_of,
    may_vouch,
    must_sign,
    names_oneself,
    read_key,
    reading_changed,
    signing_changed,
    staff_in,
    vouched_for,
)
from sosialplan.rules.tillit.signaturkjede import after as changed_to
from sosialplan.views.datoer import kort_dato

_PAIR = (
    "Den offentlige nøkkelen (FIL.pub) må ligge i mappen .ssh hos deg, eller være den git bruker: "
    "git config user.signingkey FIL.pub. Har du ingen: ssh-keygen -t ed25519"
)
_ADD = 'Be en i ledelsen kjøre: sosialplan tilgang legg-til "NAVN" FIL.pub'
_NAME = 'Er det deg: git config user.name "NAVNET DITT"'


class Mine(Value, frozen=True):
    """A key to sign with, and the person whose it is."""

    own: OwnKey
    person: str


class NoKey(Value, frozen=True):
    """Why there is no key to sign with, as the end of a sentence, and what to do."""

    why: str
    cure: str


def sign_as_needed(
    run: Run,
    folder: Planmappe,
    depot: Depot,
    config: Config,
    *,
    beside: Sequence[str] = (),
    soon: Tilgang | None = None,
) -> None:
    """Let git sign where signing is on: in the last commit, in those ``beside`` it, or from now on.

    What is about to be written is ``soon``, else what stands in the file.

    Raises ExpectedFailure where the one who writes has no key here that holds today.
    """
    day = run.now.date()
    tilgang = _in_force(folder, depot, day, beside, soon)
    if tilgang is None:
        stop_signing(depot.root, config)
        return
    key = own_key(tilgang, depot, config, day)
    if isinstance(key, NoKey):
        raise ExpectedFailure(f"Signering er på, og {key.why}. Ingenting er endret.", key.cure)
    start_signing(depot.root, config, key.own)


def lacks_key(folder: Planmappe, depot: Depot, config: Config, day: date) -> NoKey | None:
    """Return why nothing can be saved here, where signing is on and there is no key to sign with."""
    tilgang = _in_force(folder, depot, day)
    key = own_key(tilgang, depot, config, day) if tilgang else None
    return key if isinstance(key, NoKey) else None


def _in_force(
    folder: Planmappe,
    depot: Depot,
    day: date,
    beside: Sequence[str] = (),
    soon: Tilgang | None = None,
) -> Tilgang | None:
    """Return who signs, by the first of what counts that wants it; None where nothing does."""
    asked = [(each, TILGANG) for each in beside]
    others = [access_of(text) or Tilgang() for text in contents(depot, asked).values()]
    now = soon or load_access(folder)[0] or Tilgang()
    return next((each for each in (last_known(depot), *others, now) if must_sign(each, day)), None)


def last_known(depot: Depot) -> Tilgang:
    """Return who signs by the history: as the file says, and what it once said of signing.

    A file that is gone or cannot be read says nothing: then the last that could be read counts.
    """
    history = commits(depot.root, [TILGANG])
    after = {each.name: each.sides[0][0].after for each in history}
    held = texts(depot, [content for content in after.values() if content])
    known = Tilgang()
    for each in reversed(history):
        new = access_of(text) if (text := held.get(after[each.name] or "")) is not None else None
        known = known if new is None else changed_to(known, new, each.when.date())
    return known


def staff_of(depot: Depot) -> Stab:
    """Return who is at the school, and leads it, as was last saved."""
    (text,) = contents(depot, [("HEAD", SKOLE)]).values()
    return staff_in(read_tree(text).tree) or Stab()


def access_of(text: str | None) -> Tilgang | None:
    """Return who signed with which key as a file said, nobody without one; None if unreadable."""
    if text is None:
        return Tilgang()
    try:
        return msgspec.convert(read_tree(text).tree, Tilgang)
    except msgspec.ValidationError:
        return None


def own_key(tilgang: Tilgang, depot: Depot, config: Config, day: date) -> Mine | NoKey:
    """Return the key to sign with here, and as whom; or why there is none."""
    author = Forfatter(config.all.get("user.name", ""), config.all.get("user.email", ""))
    known = [(own, each) for own in own_keys(config) for each in _registered(tilgang, own)]
    by_address = any(each.e_post for _, each in known)
    persons = {each.person for each in tilgang.noekler}
    persons |= staff_of(depot).personer if by_address else frozenset()
    mine = [(own, each) for own, each in known if belongs_to(each, author, persons)]
    valid = next((Mine(own, each.person) for own, each in mine if holds(each, day)), None)
    if valid is not None:
        return valid
    cure = _ADD if mine else _NAME if known else f"{_PAIR}. {_ADD}"
    return NoKey(_why([each for _, each in mine], known, day), cure)


def _registered(tilgang: Tilgang, own: OwnKey) -> list[Noekkel]:
    key = read_key(own.public)
    return [each for each in tilgang.noekler if key and fingerprint(each) == key.fingeravtrykk]


def _why(mine: Sequence[Noekkel], known: Sequence[object], day: date) -> str:
    """Say why there is no key to sign with, in the words of the nearest miss."""
    if not known:
        return "ingen nøkkel på denne maskinen er lagt inn i plan/tilgang.yaml"
    if not mine:
        return "nøkkelen på denne maskinen er lagt inn på en annen enn den git sier du er"
    last = mine[-1]
    if last.sperret_fra is not None and day >= last.sperret_fra:
        return f"nøkkelen din ({last.id}) er sperret fra {kort_dato(last.sperret_fra)}"
    return f"nøkkelen din ({last.id}) gjelder først fra {kort_dato(last.gjelder_fra)}"


FILES = frozenset({TILGANG, SKOLE, SLETTET})
_LEADERSHIP = "La rektor eller en annen i ledelsen gjøre det, med sin egen nøkkel."


def require_mandate(depot: Depot, day: date, texts: Mapping[str, str | None]) -> None:
    """Raise ExpectedFailure where a change of the files is another's to make; None is a file taken away.

    Nothing is asked for where signing is off: then nobody can know who writes.
    """
    if not FILES & texts.keys():
        return
    known = last_known(depot)
    if not must_sign(known, day):
        return
    if TILGANG in texts and texts[TILGANG] is None:
        raise ExpectedFailure(
            "Signering er på, og plan/tilgang.yaml er tatt bort. Ingenting er lagret.",
            "Hent den tilbake: git checkout HEAD -- plan/tilgang.yaml",
        )
    mine = own_key(known, depot, read_config(depot.root), day)
    staff = staff_of(depot)
    if not isinstance(mine, Mine) or may_vouch(mine.person, known, staff.ledere, day):
        return
    if SLETTET in texts:
        raise ExpectedFailure(
            "Signering er på, og bare ledelsen kan slette en sak. Ingenting er slettet eller lagret.",
            _LEADERSHIP,
        )
    _require_own(depot, mine.person, known, texts)
    new = staff_in(read_tree(texts[SKOLE]).tree) if SKOLE in texts else None
    if new is not None and new.ledere != staff.ledere:
        raise ExpectedFailure(
            "Signering er på, og bare ledelsen kan endre hvem som er ledelsen. Ingenting er lagret.",
            _LEADERSHIP,
        )


def _require_own(
    depot: Depot, person: str, known: Tilgang, texts: Mapping[str, str | None]
) -> None:
    new = access_of(texts.get(TILGANG)) if TILGANG in texts else None
    if new is None:
        return
    (text,) = contents(depot, [("HEAD", TILGANG)]).values()
    before = [(access_of(text) if text is not None else None) or known]
    if not all(is_one_of(each, (person,)) for each in vouched_for(before, new)):
        raise ExpectedFailure(
            "Signering er på, og en nøkkel i en annens navn kan bare personen selv eller ledelsen legge "
            "inn, endre eller sperre. Ingenting er lagret.",
            _LEADERSHIP,
        )
    if signing_changed(before, new):
        raise ExpectedFailure(
            "Signering er på, og bare ledelsen kan endre det. Ingenting er lagret.", _LEADERSHIP
        )
    if reading_changed(before, new):
        raise ExpectedFailure(
            "Signering er på, og bare ledelsen kan endre vernet og hvem som trenger å lese. Ingenting er lagret.",
            _LEADERSHIP,
        )
    if names_oneself(before, new, person):
        raise ExpectedFailure(
            "Signering er på, og ingen kan gi seg selv tilgang til en sak, eller tilgang lenger. Ingenting er lagret.",
            _LEADERSHIP,
        )


def read_access(folder: Planmappe) -> Tilgang:
    """Return who signs with which key. Raises ProblemsFoundError where the file is faulty."""
    tilgang, problems = load_access(folder)
    if tilgang is None:
        raise ProblemsFoundError([each for each in problems if each.level is Level.FEIL])
    return tilgang
