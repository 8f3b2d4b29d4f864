"""``nøkler``: one's own secret key, made, opened, locked and tried; and the school's recovery key."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sosialplan.commands.run import FINE, Run
from sosialplan.commands.skrivebordet.den_som_skriver import person_at
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Errand, Followed, carry_out
from sosialplan.commands.skrivebordet.tilgangsfil import access_errand, access_path, member
from sosialplan.commands.vern.redigeringsrom import put_away
from sosialplan.commands.vern.vernet_mappe import sealing_now, who_reads
from sosialplan.files.loader import load_access
from sosialplan.files.noekkelring import (
    WrongPassphrase,
    keep,
    keep_open,
    let_go,
    locked,
    put_aside,
    require_none,
    unlocked,
    write_new,
)
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.problems import path_to
from sosialplan.model.tilgang import Bekreftelse, Lesenoekkel, Tilgang
from sosialplan.reading import is_there
from sosialplan.rules.tillit.bekreftelse import confirmations, hvis
from sosialplan.rules.tillit.fullmakt import holds
from sosialplan.vern.age import (
    BadKeyError,
    Pair,
    identity_of,
    new_pair,
    recipient_of,
)
from sosialplan.vern.laas import Laas
from sosialplan.views.datoer import kort_dato

if TYPE_CHECKING:
    from sosialplan.vern.age import Identity

_SHORTEST = 12
"""Characters of a passphrase: four ordinary words are far beyond it."""
_KEPT_OPEN = timedelta(hours=10)
_TRIES = 3


def ny(run: Run, *, til: Path | None, person: str | None, paa_nytt: bool = False) -> int:
    """Make a key for the one who sits here, and lay its public half in the folder.

    One that is kept here from before is put aside where it is made ``paa_nytt``, and never taken away.
    """
    pair, sted = new_pair(), run.noekkelsted
    if til is None and not paa_nytt:
        require_none(sted)
    carry_out(_holding(run, pair), partial(_look, person), blind=True)
    if til is not None:
        text = f"# Lesenøkkel for sosialplan. Skal ikke deles.\n# {pair.public}\n{pair.secret}\n"
        place, lay = til, partial(write_new, til, text.encode(), run.disk)
        said = (
            f"Nøkkelfilen er IKKE låst med noen passordsetning. Bare du skal kunne lese den: {til}"
        )
    else:
        place, lay = sted.lukket, partial(keep, sted, pair.secret, _new_passphrase(run), run.disk)
        said = "Nøkkelen din er laget, låst med passordsetningen, og åpen resten av dagen."
    with _aside(run, moved=paa_nytt and til is None) as old, _laid(run, place, lay):
        status = legg_inn(_holding(run, pair), pair.public, person=person)
    if til is None:
        keep_open(sted, pair.secret, run.now + _KEPT_OPEN, run.disk)
    run.terminal.note(said)
    run.terminal.line(f"Den offentlige halvdelen: {pair.public}")
    if old is not None:
        _tell_of_the_old(run, pair, old)
    return status


def _look(person: str | None, desk: Desk) -> int:
    """Find what would be refused before anybody has chosen a passphrase: no planmappe, nobody known. Raises."""
    _name(desk, person)
    return FINE


@contextmanager
def _aside(run: Run, *, moved: bool) -> Iterator[Path | None]:
    """Put the key that is kept here aside while another is made; it comes back where that is refused."""
    sted = run.noekkelsted
    old = (
        put_aside(sted, run.i_dag.isoformat(), run.disk)
        if moved and is_there(sted.lukket)
        else None
    )
    try:
        yield old
    except BaseException:
        if old is not None:
            run.disk.replace(old, sted.lukket)
        raise


def _tell_of_the_old(run: Run, pair: Pair, old: Path) -> None:
    """Say where the old key lies, and that it opens what it did until it is ended."""
    run.terminal.note(f"Den gamle nøkkelfilen er flyttet til side, og ikke slettet: {old}")
    keys = (load_access(run.planmappe())[0] or Tilgang()).lesenoekler
    mine = {each.person for each in keys if each.noekkel == pair.public}
    for each in keys:
        if each.person in mine and each.noekkel != pair.public and holds(each, run.i_dag):
            run.terminal.note(
                f"Nøkkelen {each.id} fra {kort_dato(each.gjelder_fra)} åpner fortsatt. Er det den gamle, så sperr den når "
                f"den nye er bekreftet: sosialplan tilgang fjern {each.id}"
            )


def _holding(run: Run, pair: Pair) -> Run:
    """Return the run with one key more: in a protected folder nobody writes without one."""

    def keys() -> "Sequence[Identity]":
        try:
            others = run.laas.held()
        except ExpectedFailure:
            others = ()
        return (*others, identity_of(pair.secret))

    return replace(run, laas=Laas(keys))


@contextmanager
def _laid(run: Run, path: Path, lay: Callable[[], None]) -> Iterator[None]:
    """Lay a secret in its place while its public half is saved; it is taken back where that is refused."""
    lay()
    try:
        yield
    except Exception:
        run.disk.remove(path)
        raise


def legg_inn(run: Run, offentlig: str, *, person: str | None) -> int:
    """Lay a public key in the folder, as one's own or as that of a colleague."""
    _require_public(offentlig)

    def work(desk: Desk) -> Errand:
        tilgang = load_access(desk.folder)[0] or Tilgang()
        if any(each.noekkel.strip() == offentlig.strip() for each in tilgang.lesenoekler):
            raise ExpectedFailure("Nøkkelen er lagt inn før.", "Se: sosialplan tilgang")
        new = Lesenoekkel(
            id=run.new_id(),
            person=_name(desk, person),
            noekkel=offentlig.strip(),
            gjelder_fra=run.i_dag,
        )
        return _added(desk, tilgang, new, f"Lesenøkkel {new.id} er lagt inn for {new.person}.")

    return carry_out(run, work)


def _added(desk: Desk, tilgang: Tilgang, new: Lesenoekkel, said: str) -> Errand:
    """Return what lays a key in the file; in a protected folder it waits for others to confirm it."""

    def then(_: Followed) -> None:
        if tilgang.vernet:
            _tell_what_it_waits_for(desk, new)

    change = Added(access_path(desk), path_to(Tilgang.lesenoekler), new)
    return access_errand(desk, [change], said, then)


def _tell_what_it_waits_for(desk: Desk, new: Lesenoekkel) -> None:
    """Say that a key that was laid in counts, or who must confirm it first."""
    how, run = sealing_now(desk), desk.run
    if how is None or hvis(new) in how.gjelder:
        run.terminal.line("Den gjelder fra nå.")
    elif not how.gjelder:
        run.terminal.note(
            "Den gjelder når den første som skal lese, har laget sin: sosialplan nøkler ny"
        )
    else:
        needed = confirmations(how.tilgang, how.gjelder)
        people = "1 som leser fra før," if needed == 1 else f"{needed} som leser fra før,"
        run.terminal.note(
            f"Den gjelder når {people} har bekreftet den. Be dem kjøre: sosialplan tilgang bekreft {new.id}"
        )


def _require_public(offentlig: str) -> None:
    try:
        recipient_of(offentlig)
    except BadKeyError as error:
        if "AGE-SECRET-KEY" in offentlig.upper():
            raise ExpectedFailure(
                "Dette er den HEMMELIGE halvdelen. Den skal aldri legges inn noe sted, og aldri deles.",
                "Bruk den som begynner med age1. Lag helst en ny nøkkel: denne har vært vist på skjermen.",
            ) from None
        if error.rsa:
            raise ExpectedFailure(
                "En ssh-rsa-nøkkel brukes ikke til å lese: den gjør alt tregt.",
                "Bruk en som begynner med age1 (sosialplan nøkler ny) eller ssh-ed25519.",
            ) from None
        raise WrongUsage(
            "Dette er ingen offentlig lesenøkkel.", "Den begynner med age1 eller ssh-ed25519."
        ) from None


def _name(desk: Desk, typed: str | None) -> str:
    """Return whose key it is, as the school writes it. Raises WrongUsage."""
    skole = desk.mappe.plan.skole
    if typed is None:
        me = person_at(desk.folder.root, desk.folder, skole, desk.run.now.date())
        if me is None:
            raise WrongUsage(
                "Skolen kjenner ikke navnet git har på deg, så det er ikke klart hvem nøkkelen er for.",
                'Si det: --person "NAVN", slik det står i plan/skole.yaml',
            )
        return me.navn
    return member(desk, typed)


def _new_passphrase(run: Run) -> str:
    if not run.terminal.interactive:
        raise WrongUsage(
            "En ny nøkkel låses med en passordsetning, og den må skrives av en som sitter her.",
            "For et skript: sosialplan nøkler ny --til FIL, og SOSIALPLAN_NOKKEL=FIL",
        )
    first = run.terminal.secret("Ny passordsetning (fire tilfeldige ord er bra):")
    while len(first) < _SHORTEST:
        first = run.terminal.secret(f"Den må ha minst {_SHORTEST} tegn. Prøv igjen:")
    if run.terminal.secret("En gang til:") != first:
        raise ExpectedFailure(
            "De to var ikke like. Ingenting er laget.", "Prøv igjen: sosialplan nøkler ny"
        )
    return first


def aapne(run: Run, *, timer: int | None) -> int:
    """Open one's key until the day is over, or for so many hours."""
    sted = run.noekkelsted
    if not sted.lukket.exists():
        raise locked(sted)
    secret = _unlocked(run, _TRIES if run.terminal.interactive else 1)
    until = run.now + (_KEPT_OPEN if timer is None else timedelta(hours=timer))
    keep_open(sted, secret, until, run.disk)
    run.terminal.line(
        f"Nøkkelen er åpen til {_clock(until)}. Lås den når du går: sosialplan nøkler lås"
    )
    return FINE


def _unlocked(run: Run, tries: int) -> str:
    """Return the secret key; a person who mistypes is asked so many times. Raises ExpectedFailure."""
    try:
        return unlocked(run.noekkelsted, run.terminal.secret("Passordsetning:"))
    except WrongPassphrase:
        if tries == 1:
            raise
    run.terminal.note("Passordsetningen stemmer ikke. Prøv igjen.")
    return _unlocked(run, tries - 1)


def laas(run: Run) -> int:
    """Lock one's key; what a killed ``rediger`` left is sealed and taken away first, while the key is open."""
    put_away(run, None)
    was = let_go(run.noekkelsted, run.disk)
    run.terminal.line("Nøkkelen er låst." if was else "Nøkkelen var låst fra før.")
    return FINE


def _clock(moment: datetime) -> str:
    return moment.strftime("%H:%M")


def noednoekkel(run: Run, til: Path) -> int:
    """Make the school's recovery key: the secret half on a sheet to print, and nowhere else."""
    from sosialplan.output.bounded import noedark  # noqa: PLC0415 - seldom needed

    if is_there(til):
        raise ExpectedFailure(
            f"{til.name} finnes fra før. Ingenting er endret.", "Velg et annet navn."
        )
    pair = new_pair()

    def work(desk: Desk) -> Errand:
        if til.resolve().is_relative_to(desk.folder.root):
            raise ExpectedFailure(
                "Nødnøkkelen kan ikke ligge i planmappen: den som får tak i mappen, fikk alt.",
                "Skriv arket et annet sted, skriv det ut, og slett filen: --til ~/nødnøkkel.pdf",
            )
        sheet = noedark(pair.secret, pair.public, desk.mappe.plan.skole.navn, run.i_dag)
        laid = _laid(run, til, partial(write_new, til, sheet, run.disk))
        tilgang = load_access(desk.folder)[0] or Tilgang()
        me = who_reads(desk)
        new = Lesenoekkel(
            id=run.new_id(),
            noekkel=pair.public,
            noed=True,
            gjelder_fra=run.i_dag,
            # Who makes the sheet has seen whose key it is.
            bekreftet=(Bekreftelse(person=me, dato=run.i_dag),) if me else (),
        )
        said = f"Nødnøkkelen {new.id} er lagt inn."
        return replace(_added(desk, tilgang, new, said), beside=laid)

    status = carry_out(run, work)
    run.terminal.line(f"Arket ligger i {til}. Skriv det ut, legg det i safen, og slett filen.")
    run.terminal.line("Prøv at det kan leses: sosialplan nøkler prøv")
    return status
