"""``registrer``: write down that a step was carried out."""

import msgspec

from sosialplan.commands.hendelsen import (
    about_decision,
    known_step,
    known_words,
    save_entry,
)
from sosialplan.commands.lesing import read_case
from sosialplan.commands.lukking import (
    read_note,
    require_open,
    tell_of_move,
)
from sosialplan.commands.run import FINE, Run
from sosialplan.commands.saksaapning import (
    known_employees,
)
from sosialplan.commands.samtykket import (
    require_answer,
    tell_of_consent,
    tell_of_refusal,
)
from sosialplan.commands.skrivebordet.den_som_skriver import tell_of_shielded
from sosialplan.commands.skrivebordet.desk import Desk, at_desk
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.sagt import (
    open_rows,
    tell_linked,
    tell_of_same_step,
    tell_of_set_days,
    tell_rows,
    tell_saved,
)
from sosialplan.commands.stegsporsmaal import (
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
from sosialplan.rules.moter.beslutninger import BESLUTNING_UTFOERT
from sosialplan.views.datoer import kort_dato


def registrer(run: Run, typed: str, steg: str, svarene: Svarene) -> int:
    """Add an entry to a case, and tell what it sets off.

    A person is asked before the planmappe is locked: others can write meanwhile.
    """
    if run.terminal.interactive:
        from sosialplan.commands.stegsporsmaal import asked  # noqa: PLC0415 - only a person is asked

        _, mappe, sak = read_case(run, typed)
        chain = mappe.plan.kjede(sak.kjede)
        step = chain.find(known_step(steg, chain)) if chain else None
        svarene = asked(run, mappe, sak, step, svarene)
    with at_desk(run, typed) as desk:
        read = desk.case(typed)
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
        was = open_rows(run, desk.mappe, read.value.sak)
        before = {row.frist.id for row in was}
        about = known_employees(desk.mappe.plan, svarene.gjelder_ansatt)
        saved, linked = save_entry(desk, read, hendelse, about)
        tell_saved(
            run, f"Skrevet i {read.value.sak}: {code}, {kort_dato(hendelse.dato)}.", saved.commit
        )
        after = open_rows(run, saved.mappe, read.value.sak)
        tell_rows(run, "Nytt som må gjøres", [row for row in after if row.frist.id not in before])
        tell_of_set_days(run, was, after)
        tell_late(run, desk.mappe.plan, read.value.sak, hendelse, was, after)
        tell_unasked(run, read.value, hendelse)
        for each in linked:
            tell_linked(run, saved.mappe, each.sak.sak, each.hvorfor)
        tell_of_same_step(run, saved.mappe, read.value, code)
        tell_of_absent(run, read.value, hendelse, chain)
        tell_of_consent(run, read.value, hendelse, chain)
        tell_of_shielded(run, saved.mappe, read.value, hendelse)
        tell_of_refusal(run, saved.mappe, read.value, hendelse)
        tell_of_move(run, hendelse)
        offer_closing(run, hendelse, chain, read.value.sak)
        offer_continuation(run, hendelse, desk.mappe.plan, read.value)
    return FINE


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
