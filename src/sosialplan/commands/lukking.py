"""Closing a case: what stands open is shown, and closing it all the same wants a reason."""

from collections.abc import Iterable

from msgspec.structs import replace

from sosialplan.commands.lesing import course, courses
from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.svar.ordsvar import TEXT, Spoerring, asked_text
from sosialplan.commands.svarene import Svarene
from sosialplan.files.loader import load
from sosialplan.model.elev import Flytting, is_voice
from sosialplan.model.failure import WrongUsage
from sosialplan.model.handlingskjede import Handlingskjede, Spoersmaal, Steg
from sosialplan.model.mappe import Mappe
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.avslutning import (
    Aapent,
    day_in,
    lacks_reason,
    left_open,
    says_declined,
    says_moved,
)
from sosialplan.rules.facts import with_entry
from sosialplan.rules.medvirkning import lets_hand_over
from sosialplan.views.datoer import kort_dato
from sosialplan.views.sakspapirord import aapent_words


def read_note(
    run: Run, svarene: Svarene, step: Steg | None, chain: Handlingskjede | None
) -> Svarene:
    """Take from the note what its field was left out for, and say so. Raises WrongUsage.

    What was handed on to another school needs the guardians' consent.
    """
    told = svarene.utkast
    silent = not (is_voice(told.elevens_stemme) or told.takket_nei or told.flyttet)
    asked = step is not None and Spoersmaal.ELEVENS_STEMME in step.spoer_om
    closes = chain is not None and step is not None and step.steg == chain.avsluttes_med
    day = svarene.dato or run.i_dag
    if asked and silent and closes and says_moved(told.notat):
        moved = Flytting(dato=day_in(told.notat, day))
        svarene = svarene.ogsaa(flyttet=moved)
        run.terminal.note(
            "Notatet er lest slik: Saken avsluttes fordi eleven har byttet skole"
            + (f", {kort_dato(moved.dato)}." if moved.dato else ".")
            + " Stemmer det ikke, så rett hendelsen."
        )
    elif asked and silent and not closes and says_declined(told.notat):
        svarene = svarene.ogsaa(takket_nei=True)
        run.terminal.note(
            "Notatet er lest slik: Eleven fikk tilbud om å si noe, og ville ikke. "
            "Plikten til å høre eleven er holdt."
        )
    require_consent(svarene.utkast)
    return svarene


def require_consent(hendelse: Hendelse) -> None:
    """Raise WrongUsage where something is handed on to another school without consent to that."""
    moved = hendelse.flyttet
    if moved is not None and moved.overlevert is not None and not lets_hand_over(hendelse):
        raise WrongUsage(
            "Det som overleveres til en ny skole, krever samtykke til det.",
            "Legg til --samtykke ja, eller la være å overlevere.",
        )


def tell_of_move(run: Run, hendelse: Hendelse) -> None:
    """Say so where a case ends because of a move that has not come: until then the pupil goes here."""
    moved = hendelse.flyttet
    if moved is None or moved.dato is None or moved.dato <= run.i_dag or hendelse.utgaar:
        return
    run.terminal.note(
        f"Eleven begynner på den nye skolen {kort_dato(moved.dato)}, og følges opp her til da. "
        "Blir det ikke noe av, så rett hendelsen."
    )


def require_open(desk: Desk, sak: Sak, code: str) -> None:
    """Raise WrongUsage where a case is closed once more."""
    gang = course(desk.mappe, sak, desk.run.i_dag)
    if code == gang.kjede.avsluttes_med and gang.lukket is not None:
        raise WrongUsage(
            f"Saken er avsluttet fra før, {kort_dato(gang.lukket.dato)}.",
            f"Er noe galt med avslutningen, så rett den: sosialplan rett {sak.sak} {code}",
        )


def require_reason(desk: Desk, sak: Sak, hendelse: Hendelse) -> None:
    """Raise WrongUsage where an entry leaves the case closed with something open, and no reason.

    What was so before the entry stops nothing: ``valider`` tells of it.
    """
    gang = course(desk.mappe, with_entry(sak, hendelse), desk.run.i_dag)
    if not lacks_reason(gang):
        return
    found = left_open(gang)
    before = course(desk.mappe, sak, desk.run.i_dag)
    if lacks_reason(before) and len(left_open(before)) >= len(found):
        return
    _show(desk.run, found)
    raise WrongUsage(
        "Saken kan ikke avsluttes uten en grunn, for noe er ikke gjort.",
        'Gjør det først, eller skriv hvorfor saken avsluttes likevel: --likevel "…"',
    )


def require_reason_for_more(desk: Desk, sak: Sak, corrected: Hendelse, *, anew: bool) -> None:
    """Raise WrongUsage where a closing is corrected so that more is left, and the reason is not given anew.

    Of another entry it is told: the case stays closed with what is not done in it.
    """
    run = desk.run
    before = left_open(course(desk.mappe, sak, run.i_dag))
    gang = course(desk.mappe, with_entry(sak, corrected), run.i_dag)
    more = [each for each in left_open(gang) if each not in before]
    closes = gang.lukket is not None and gang.lukket.id == corrected.id
    if not more or (closes and anew):
        return
    _show(run, more)
    if closes:
        raise WrongUsage(
            "Rettelsen lukker saken med mer ugjort enn grunnen var skrevet for.",
            'Skriv hvorfor saken er avsluttet likevel: --likevel "…"',
        )


def ask_why(run: Run, mappe: Mappe, sak: Sak, closing: Hendelse) -> str | None:
    """Show a person what stands open, and return the reason that the person gives, or None."""
    gang = course(mappe, with_entry(sak, closing), run.i_dag)
    if gang.lukket is None or not lacks_reason(gang) or gang.lukket.id != closing.id:
        return None
    _show(run, left_open(gang))
    spurt = Spoerring(
        "Hvorfor avsluttes saken likevel? (tomt avbryter)", _ALL_THE_SAME, tomt=True, mest=TEXT
    )
    return asked_text(run, spurt) or None


_ALL_THE_SAME = "Grunnen blir stående i saken, ved siden av det som ikke er gjort."


def _show(run: Run, found: Iterable[Aapent]) -> None:
    run.terminal.note("Dette er ikke gjort:")
    for line in aapent_words(found):
        run.terminal.note(f"  {line}")


def closed_cases(run: Run, names: Iterable[str]) -> dict[str, bool]:
    """Return whether each case among some files is closed, by its number; none that cannot be read."""
    mappe = load(run.planmappe()).mappe
    wanted = set(names)
    if mappe is None:
        return {}
    read = replace(mappe, saker=tuple(each for each in mappe.saker if each.file in wanted))
    return {each.fakta.sak.sak: each.lukket is not None for each in courses(read, run.i_dag)}


def tell_of_turns(run: Run, before: dict[str, bool], after: dict[str, bool]) -> None:
    """Say so where a case that was open is closed now, or the other way."""
    for number, closed in after.items():
        if before.get(number, closed) is not closed:
            state = "avsluttet igjen" if closed else "åpen igjen"
            run.terminal.note(f"Sak {number} er {state}. Se: sosialplan vis {number}")
