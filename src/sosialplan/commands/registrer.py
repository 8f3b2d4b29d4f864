"""``registrer``: write down that a step was carried out."""

from collections.abc import Sequence
from functools import partial

import msgspec

from sosialplan.commands.hendelsen import about_decision, known_words, written_with
from sosialplan.commands.lesing import read_case
from sosialplan.commands.lukking import (
    read_note,
    require_open,
    tell_of_move,
)
from sosialplan.commands.run import FINE, Run
from sosialplan.commands.saksaapning import Lenket, known_employees
from sosialplan.commands.samtykket import (
    require_answer,
    tell_of_consent,
    tell_of_refusal,
)
from sosialplan.commands.skrivebordet.den_som_skriver import tell_of_shielded
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, Followed, carry_out, of_case
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.sagt import (
    tell_linked,
    tell_of_same_step,
)
from sosialplan.commands.stegord import known_step
from sosialplan.commands.stegspoersmaal import (
    is_written,
    require_decision,
    tell_late,
    tell_unasked,
)
from sosialplan.commands.svarene import (
    Svarene,
    missing,
    offer_closing,
    offer_continuation,
    option_of,
    tell_of_absent,
)
from sosialplan.model.failure import WrongUsage
from sosialplan.model.handlingskjede import Spoersmaal, Steg
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.moeter.beslutninger import BESLUTNING_UTFOERT
from sosialplan.views.datoer import kort_dato


def registrer(run: Run, typed: str, steg: str, svarene: Svarene) -> int:
    """Add an entry to a case, and tell what it sets off.

    A person is asked before the planmappe is locked: others can write meanwhile.
    """
    if run.terminal.interactive:
        from sosialplan.commands.stegspoersmaal import asked  # noqa: PLC0415 - only a person is asked

        _, mappe, sak = read_case(run, typed)
        chain = mappe.plan.kjede(sak.kjede)
        step = chain.find(known_step(steg, chain)) if chain else None
        svarene = asked(run, mappe, sak, step, svarene)
    return carry_out(run, lambda desk: _work(desk, typed, steg, svarene), case=typed)


def _work(desk: Desk, typed: str, steg: str, svarene: Svarene) -> Errand | int:
    run, read = desk.run, desk.case(typed)
    chain = desk.mappe.plan.kjede(read.value.kjede)
    code = known_step(steg, chain)
    step = chain.find(code) if chain else None
    svarene = read_note(run, svarene, step, chain)
    _require_answers(svarene, code, step)
    require_open(desk, read.value, code)
    hendelse = _entry(desk, read.value, code, svarene)
    require_answer(hendelse)
    if is_written(run, read.value, hendelse):
        return FINE
    require_decision(read.value, hendelse, chain)
    if code == BESLUTNING_UTFOERT:
        hendelse = about_decision(hendelse, read.value, svarene.utkast.gjelder)
    about = known_employees(desk.mappe.plan, svarene.gjelder_ansatt)
    changes, linked = written_with(desk, read, hendelse, about)
    said = f"Skrevet i {read.value.sak}: {code}, {kort_dato(hendelse.dato)}."
    then = partial(_tell, run, read.value, hendelse, linked)
    return of_case(desk, read.value.sak, changes, said, then)


def _tell(run: Run, sak: Sak, hendelse: Hendelse, linked: Sequence[Lenket], came: Followed) -> None:
    """Tell what the entry means besides the rows that it brings; ``sak`` is the case as it was before."""
    mappe = came.saved.mappe
    chain = mappe.plan.kjede(sak.kjede)
    tell_late(run, mappe.plan, sak.sak, hendelse, came.was, came.after)
    tell_unasked(run, sak, hendelse)
    for each in linked:
        tell_linked(run, mappe, each.sak.sak, each.hvorfor)
    tell_of_same_step(run, mappe, sak, hendelse.steg)
    tell_of_absent(run, sak, hendelse, chain)
    tell_of_consent(run, sak, hendelse, chain)
    tell_of_shielded(run, mappe, sak, hendelse)
    tell_of_refusal(run, mappe, sak, hendelse)
    tell_of_move(run, hendelse)
    offer_closing(run, hendelse, chain, sak.sak)
    offer_continuation(run, hendelse, mappe.plan, sak)


def _entry(desk: Desk, sak: Sak, code: str, svarene: Svarene) -> Hendelse:
    told = known_words(desk, sak, code, svarene)
    return msgspec.structs.replace(
        svarene.utkast,
        **told,
        id=desk.run.new_id(),
        dato=svarene.dato or desk.run.i_dag,
        registrert=desk.run.recorded,
        steg=code,
        foert_av=foert_av(desk, told.get("av"), sak.elev.klasse),
    )


def _require_answers(svarene: Svarene, code: str, step: Steg | None) -> None:
    """Name what is missing, where nobody was asked. Raises WrongUsage."""
    left = missing(svarene, step)
    if not left:
        return
    options = " og ".join(option_of(each) for each in left)
    asked = Spoersmaal.ELEVENS_STEMME in left or Spoersmaal.TRYGT in left
    other = " Ville eleven ikke si noe, så legg til --takket-nei." if asked else ""
    moved = Spoersmaal.ETTERKONTROLL in left
    other += " Har eleven byttet skole, så legg til --flyttet-til SKOLE." if moved else ""
    wrong = (
        " Et spørsmålstegn eller en strek er ikke elevens ord."
        if svarene.utkast.elevens_stemme
        else ""
    )
    said = wrong if Spoersmaal.ELEVENS_STEMME in left else ""
    raise WrongUsage(
        f"Steget «{code}» må ha {options}.{said}", f"Legg det til og prøv igjen.{other}"
    )
