"""``varsle``: who should be told what today, told once: on the screen, as files of mail, or by a mail server."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from email.message import EmailMessage
from pathlib import Path

from sosialplan.commands.dokumenter.utskrift import target_for
from sosialplan.commands.lesing import Oversikt, tell_left_out
from sosialplan.commands.oversikt import oversikt
from sosialplan.commands.run import FINE, Run
from sosialplan.files import varslet
from sosialplan.files.disk import OWNERS, write_atomically
from sosialplan.files.lock import this_process
from sosialplan.files.merke import user_folder
from sosialplan.files.noekkelring import MAIL_PASSWORD, MAIL_STORE
from sosialplan.files.varslet import Varslet
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.output.epost import Avvist, Sikring, Tjener, Uviss, message, opened, send
from sosialplan.rules.explanation import word
from sosialplan.rules.kalender.datoord import UKEDAGER
from sosialplan.rules.verv import is_mail
from sosialplan.views.datoer import kort_dato
from sosialplan.views.varselbrev import (
    STRAKS,
    STRAKS_VALG,
    UKEDAG_VALG,
    Varselbrev,
    Varselslag,
    counted_since,
    letters,
    marks_that_count,
    reaching_nobody,
    week_mark,
    words_for,
    words_said,
)

_Levering = Callable[[Varselbrev], None]
_HERE = frozenset({"localhost", "127.0.0.1"})
_TLS_AT_ONCE, _USUAL, _HIGHEST = 465, 587, 65535


class Utsending(Value, frozen=True):
    """What was said of how it goes out: a folder for mail, or a server; neither shows it on the screen."""

    eml: Path | None = None
    tjener: str | None = None
    sikring: str | None = None
    fra: str | None = None
    bruker: str | None = None
    passord: str | None = None


def varsle(run: Run, *, toerr: bool, ut: Utsending, avbrutte: bool) -> int:
    """Tell those who should be told, and remember it; with ``toerr`` it is shown, and nothing is remembered.

    ``avbrutte`` tells again what was cut off, and may have come through. Raises ExpectedFailure where something could
    not be sent.
    """
    if ut.fra is not None and not is_mail(ut.fra):
        raise WrongUsage(
            "Avsenderen er ingen e-postadresse. Ingenting er sendt.",
            "Skriv en: --fra NAVN@SKOLEN.NO",
        )
    seen = oversikt(run)
    tell_left_out(run, seen.utelatt)
    fra = ut.fra or seen.plan.skole.e_post
    by = server_of(ut.tjener, ut.sikring, fra, ut.bruker, ut.passord) if ut.tjener else None
    marks, root = run.marks or user_folder(), seen.folder.root
    for line in reaching_nobody(seen.rader, seen.plan.skole, run.i_dag):
        run.terminal.note(line)
    if ut.eml is not None:
        _require_folder(ut.eml, root)
    if toerr:
        for each in _letters(run, seen, varslet.read(marks, root), mail=False)[0]:
            _show(run, each)
        run.terminal.note("Ingenting er sendt eller husket.")
        return seen.status
    with varslet.one_at_a_time(marks, this_process(run.command, run.moment), run.disk):
        known = varslet.read(marks, root)
        if avbrutte:
            known = known.without((*known.begynt, *_weeks(run, seen.plan)))
        elif known.begynt:
            _tell_cut_off(run, known)
        mail = ut.eml is not None or by is not None
        brev, lacking = _letters(run, seen, known, mail=mail)
        if not brev:
            run.terminal.note(
                "Ingen nye varsler til dem som har en." if lacking else "Ingen nye varsler."
            )
        with (
            _levering(run, seen, ut.eml, by, fra) if brev else nullcontext(lambda _: None) as lever
        ):
            refused = _deliver(run, brev, known, marks, root, lever)
            run.terminal.sent[:] = [
                f"{len(brev) - len(refused)} av {len(brev)} varsler er gitt ut."
            ]
        if not refused:
            turns = _weeks(run, seen.plan, mail=mail)
            done = varslet.read(marks, root).sent(turns, run.i_dag.isoformat())
            varslet.write(marks, root, _without_the_old(run, seen, done), run.disk)
    _tell_of_the_end(run, len(brev), refused, sent=by is not None)
    return seen.status


def _tell_of_the_end(run: Run, of: int, refused: Sequence[Avvist], *, sent: bool) -> None:
    """Say that it is sent, where something is. Raises ExpectedFailure where something was not taken."""
    if sent and of > len(refused):
        run.terminal.note("Sendt.")
    if refused:
        addresses = any(each.adressen for each in refused)
        raise ExpectedFailure(
            f"{len(refused)} av {of} varsler ble ikke sendt. De blir forsøkt igjen neste gang.",
            "Se etter adressene: sosialplan skole"
            if addresses
            else "Kommer det igjen, så spør den som har e-posttjeneren.",
        )


def _without_the_old(run: Run, seen: Oversikt, known: Varslet) -> Varslet:
    """Return the memory without what can no longer be told; all of it where something could not be read today."""
    counting = marks_that_count(seen.rader, seen.venter, seen.plan.skole, run.i_dag)
    whole = seen.status == FINE
    since = counted_since(run.i_dag).isoformat() if whole else ""
    return known.kept(counting, run.i_dag.isoformat(), since)


def _require_folder(place: Path, root: Path) -> None:
    """Raise where files of mail cannot lie in a place: it is the planmappe's own, or a file is there already."""
    if any(each.exists() and not each.is_dir() for each in (place, *place.parents)):
        raise WrongUsage(
            "Stedet for e-postene er en fil. Ingenting er sendt.", "Si en mappe: --eml post"
        )
    target_for(place / "varsel.eml", root)


def _letters(
    run: Run, seen: Oversikt, known: Varslet, *, mail: bool
) -> tuple[Sequence[Varselbrev], int]:
    """Return the messages, and where they go by mail how many of the staff have no address, which is told."""
    found = tuple(
        letters(
            seen.rader,
            seen.venter,
            seen.plan.skole,
            run.i_dag,
            fortalt=known.alt,
            straks=_at_once(seen.plan, run),
            ukedag=_weekday(seen.plan, run),
        )
    )
    if not mail:
        return found, 0
    lacking = sum(not is_mail(each.person.e_post or "") for each in found)
    if lacking:
        run.terminal.note(
            f"{lacking} av skolens folk har noe de burde vite, og ingen e-postadresse: "
            'sosialplan skole person endre "NAVN" --e-post ADRESSE'
        )
    return tuple(each for each in found if is_mail(each.person.e_post or "")), lacking


def _deliver(
    run: Run, brev: Sequence[Varselbrev], known: Varslet, marks: Path, root: Path, lever: _Levering
) -> Sequence[Avvist]:
    """Deliver each message, remembered before and after; return why each was not taken that surely was not."""
    day, refused = run.i_dag.isoformat(), list[Avvist]()
    for number, each in enumerate(brev):
        run.terminal.sent.append(
            f"{number - len(refused)} av {len(brev)} varsler er gitt ut. Ett kan ha kommet fram, og gis ikke igjen. "
            "Resten kommer neste gang. Det ene også: sosialplan varsle --avbrutte"
        )
        varslet.write(marks, root, known.begin(each.merker, day), run.disk)
        try:
            lever(each)
        except Avvist as error:
            refused.append(error)
            run.terminal.note(f"Et varsel ble ikke sendt: {error}")
            varslet.write(marks, root, known, run.disk)
            continue
        except Uviss as error:
            raise ExpectedFailure(
                f"E-posttjeneren ble borte. {number} av {len(brev)} varsler er sendt. Ett kan ha kommet fram, og sendes ikke igjen.",
                "Resten sendes neste gang. Det ene også: sosialplan varsle --avbrutte",
            ) from error
        known = known.sent(each.merker, day)
        varslet.write(marks, root, known, run.disk)
    return refused


@contextmanager
def _levering(
    run: Run, seen: Oversikt, eml: Path | None, by: Tjener | None, fra: str | None
) -> Iterator[_Levering]:
    """Give what delivers a message: to the server, to a folder, or on the screen. Raises ExpectedFailure."""

    def made(each: Varselbrev, sender: str) -> EmailMessage:
        til, merke = each.person.e_post or "", "".join(each.merker)
        return message(sender, til, each.emne, each.tekst, run.now, merke)

    if by is not None:
        with opened(by) as smtp:
            yield lambda each: send(smtp, made(each, by.fra))
    elif eml is not None:
        folder = target_for(eml / "varsel.eml", seen.folder.root).parent
        run.disk.make_folder(folder)

        def lay(each: Varselbrev) -> None:
            text = made(each, fra or "sosialplan@localhost")
            name = f"{run.i_dag.isoformat()}-{text['Message-ID'][1:9]}.eml"
            write_atomically(folder / name, text.as_bytes(), run.disk, mode=OWNERS)

        yield lay
        run.terminal.note(f"Lagt i {eml}.")
    else:
        yield lambda each: _show(run, each)


def _show(run: Run, brev: Varselbrev) -> None:
    terminal = run.terminal
    terminal.heading(f"Til: {brev.person.navn}")
    for each in brev.linjer:
        terminal.wrapped(each, indent=2)
    terminal.finish()


def _tell_cut_off(run: Run, known: Varslet) -> None:
    day = kort_dato(date.fromisoformat(max(known.begynt.values())))
    run.terminal.note(
        f"Noe som ble sendt {day}, ble avbrutt. Det kan ha kommet fram, og sendes ikke igjen. "
        "Send det likevel: sosialplan varsle --avbrutte"
    )


def _at_once(plan: Plan, run: Run) -> frozenset[Varselslag]:
    said = word(plan, STRAKS_VALG, run.i_dag, default=STRAKS)
    words = words_said(STRAKS_VALG, said)
    if words is None:
        raise ExpectedFailure(
            f"Innstillingen «{STRAKS_VALG}» har et ord som ikke er et slag varsel. Ingenting er sendt.",
            f'Velg blant {", ".join(words_for(STRAKS_VALG))}: sosialplan skole valg {STRAKS_VALG} "{STRAKS}"',
        )
    return frozenset(map(Varselslag, words))


def _weekday(plan: Plan, run: Run) -> int:
    words = words_said(UKEDAG_VALG, word(plan, UKEDAG_VALG, run.i_dag, default=UKEDAGER[0]))
    if words is None:
        raise ExpectedFailure(
            f"Innstillingen «{UKEDAG_VALG}» er ingen ukedag. Ingenting er sendt.",
            f"Skriv en: sosialplan skole valg {UKEDAG_VALG} mandag",
        )
    return UKEDAGER.index(words[0])


def _weeks(run: Run, plan: Plan, *, mail: bool = False) -> tuple[str, ...]:
    """Return the marks of the week's turn of all who could be reached: who has no address has not had hers."""
    weekday = _weekday(plan, run)
    reached = (each for each in plan.skole.personer if not mail or is_mail(each.e_post or ""))
    return tuple(week_mark(each, run.i_dag, weekday) for each in reached)


def server_of(
    said: str, sikring: str | None, fra: str | None, bruker: str | None, passord: str | None
) -> Tjener:
    """Return the server that was said, as ``smtp.kommunen.no`` or with ``:587``. Raises WrongUsage."""
    vert, _, port = said.strip().partition(":")
    number = int(port) if port.isdecimal() else 0
    if not vert or any(each.isspace() for each in vert) or (port and not 0 < number <= _HIGHEST):
        raise WrongUsage(
            "Det er ingen tjener.", "Skriv den som smtp.kommunen.no eller smtp.kommunen.no:587."
        )
    number = number or (_TLS_AT_ONCE if sikring == Sikring.TLS else _USUAL)
    how = (
        Sikring(sikring) if sikring else Sikring.TLS if number == _TLS_AT_ONCE else Sikring.STARTTLS
    )
    if how is Sikring.INGEN and vert not in _HERE:
        raise WrongUsage(
            "Uten kryptering (TLS) sendes e-post bare til en tjener på denne maskinen.",
            "Velg --sikring starttls eller tls, eller la --sikring være.",
        )
    if not fra:
        raise WrongUsage(
            "Det er ingen avsender.",
            "Si hvem det er fra: --fra NAVN@SKOLEN.NO, eller gi skolen en e-post: sosialplan skole valg e-post ADRESSE",
        )
    if bruker and not passord:
        raise WrongUsage(
            "Tjeneren har en bruker, men passordet er ikke kjent.",
            f"Sett {MAIL_PASSWORD} der kommandoen kjøres, eller legg det i maskinens nøkkelring: keyring set {MAIL_STORE} BRUKER",
        )
    return Tjener(vert, number, how, fra, bruker, passord)
