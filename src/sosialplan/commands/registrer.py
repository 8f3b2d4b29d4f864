"""``registrer``: write down that a step was carried out."""

from typing import Any

import msgspec

from sosialplan.commands.dager import tell_of_set_days
from sosialplan.commands.lesing import read_case
from sosialplan.commands.lukking import (
    read_note,
    require_open,
    require_reason,
    tell_of_move,
)
from sosialplan.commands.moter.moetebok import meeting_of_case
from sosialplan.commands.run import FINE, Run, known_word
from sosialplan.commands.saksaapning import (
    Lenket,
    asks_for_employee,
    case_text,
    kept_alike,
    known_employees,
    opened_from,
)
from sosialplan.commands.samtykket import (
    known_givers,
    known_recipients,
    require_answer,
    tell_of_consent,
    tell_of_refusal,
)
from sosialplan.commands.skrivebordet.den_som_skriver import tell_of_shielded
from sosialplan.commands.skrivebordet.desk import Desk, Saved, at_desk, case_message
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.sagt import (
    open_rows,
    tell_linked,
    tell_of_same_step,
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
from sosialplan.files.yaml_edit import append_item
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import Leses, attribute, option
from sosialplan.model.felter.hendelsesfelt import HENDELSE
from sosialplan.model.handlingskjede import Handlingskjede, Spoersmaal, Steg
from sosialplan.model.mappe import Read
from sosialplan.model.sak import GjelderAnsatt, Hendelse, Sak
from sosialplan.model.skrivemaate import advice, find_word
from sosialplan.rules.checks.case_checks import FELLES_STEG
from sosialplan.rules.facts import ids_of, valid_entries
from sosialplan.rules.lovfrister import KALT
from sosialplan.rules.moter.beslutninger import BESLUTNING, BESLUTNING_UTFOERT, carried_out
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


def known_step(typed: str, chain: Handlingskjede | None) -> str:
    """Return the step that was typed, of the chain or one that every case takes. Raises WrongUsage."""
    own = (each.steg for each in (chain.steg if chain else ()))
    codes = list(dict.fromkeys((*own, *FELLES_STEG)))
    code = find_word(typed, codes)
    if code is None:
        name = chain.kjede if chain else ""
        meant = KALT.get(find_word(typed, KALT) or "")
        near = f" Mente du «{meant}»?" if meant else advice(typed, codes)
        raise WrongUsage(
            f"Kjeden har ikke et slikt steg.{near}",
            f"Se stegene: sosialplan kjeder {name}",
        )
    return code


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


def known_words(desk: Desk, sak: Sak, code: str, svarene: Svarene) -> dict[str, Any]:
    """Return what was told of a step, each word as the planmappe has it. Raises WrongUsage for others."""
    plan, told = desk.mappe.plan, svarene.fortalt
    roles = [each.rolle for each in plan.skole.roller]
    for key, linje in HENDELSE.items():
        name = attribute(Hendelse, key)
        typed = told.get(name)
        if linje.valg is None or typed is None:
            continue
        match linje.valg.leses:
            case Leses.ROLLE:
                told[name] = known_role(typed, roles)
            case Leses.ROLLER:
                told[name] = tuple(known_role(each, roles) for each in typed)
            case Leses.SAMTYKKEMOTTAKER:
                told[name] = known_recipients(plan, typed)
            case Leses.DEN_SOM_SVARTE:
                told[name] = known_givers(sak.elev, typed)
            case Leses.MOETE:
                told[name] = meeting_of_case(plan, sak, typed)
            case Leses.BESLUTNING if code != BESLUTNING_UTFOERT:
                raise WrongUsage(
                    f"{option(key, linje)} hører til steget «{BESLUTNING_UTFOERT}».", "Utelat det."
                )
    return told


def known_role(typed: str | None, roles: list[str]) -> str | None:
    """Return the role that was typed. Raises WrongUsage for one the school does not have."""
    return None if typed is None else known_word(typed, roles, "rolle")


def about_decision(hendelse: Hendelse, sak: Sak, typed: str | None) -> Hendelse:
    """Return the entry with the decision that it is about: the one typed, or the only one left.

    Raises WrongUsage where none or several fit.
    """
    known = valid_entries(sak)
    decided = [each for each in known if each.steg == BESLUTNING]
    left = [each for each in decided if carried_out(sak, known, each) is None]
    fitting = (
        [each for each in decided if any(one.startswith(typed) for one in ids_of(sak, each))]
        if typed
        else left
    )
    if len(fitting) != 1:
        found = ", ".join(each.id for each in left) or "ingen"
        raise WrongUsage(
            "Det er ikke sagt hvilken beslutning som er utført.",
            f"Legg til --gjelder ID. Beslutninger som ikke er utført: {found}.",
        )
    return msgspec.structs.replace(hendelse, gjelder=fitting[0].id)


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


def save_entry(
    desk: Desk, read: Read[Sak], hendelse: Hendelse, about: GjelderAnsatt | None
) -> tuple[Saved, tuple[Lenket, ...]]:
    """Write the entry, and the cases that are opened where the answer leads into another chain.

    An entry that names such a case opens no other. Raises WrongUsage where that chain is about an
    employee and none is told of.
    """
    require_reason(desk, read.value, hendelse)
    if hendelse.gjelder_sak is not None:
        path = desk.folder.root / read.file
        text = append_item(desk.text_of(path), ("hendelser",), to_tree(hendelse))
        return desk.save({path: text}, case_message(read.value.sak)), ()
    if about is None and asks_for_employee(desk.mappe.plan, read.value, hendelse):
        raise WrongUsage(
            "Svaret åpner en sak som gjelder en ansatt, og må ha --gjelder-ansatt.",
            "Legg til rollen den ansatte har, og prøv igjen.",
        )
    linked = opened_from(desk, read.value, hendelse, about=about)
    texts = {desk.folder.case_path(each.sak.sak): case_text(each.sak) for each in linked}
    if linked:
        hendelse = msgspec.structs.replace(hendelse, gjelder_sak=linked[0].sak.sak)
    path = desk.folder.root / read.file
    text = append_item(desk.text_of(path), ("hendelser",), to_tree(hendelse))
    texts[path] = kept_alike(text, read.value, linked[0].sak) if linked else text
    return desk.save(texts, case_message(read.value.sak)), linked
