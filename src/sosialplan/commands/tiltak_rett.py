"""``tiltak rett``: put right an evaluation, a change or the end of a measure. What stood is kept."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.aktivitetsplanen import (
    PLAN,
    changed_by,
    measure_of,
    new_value,
)
from sosialplan.commands.lesing import read_case
from sosialplan.commands.run import Run, known_role
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import (
    Added,
    Change,
    Errand,
    Followed,
    Put,
    carry_out,
    of_case,
)
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.rettelse import corrected, meant
from sosialplan.commands.svar.dagsvar import read_day_of
from sosialplan.commands.svar.ordsvar import (
    TEXT,
    Spoerring,
    asked_as,
    asked_role,
    asked_text,
    asked_word,
    words_of,
)
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import Leses, attribute, key_of, option, slag_av
from sosialplan.model.felter.planfelt import EVALUERING
from sosialplan.model.problems import TreePath, path_to
from sosialplan.model.sak import Aktivitetsplan, Beslutning, Evaluering, Sak, Tiltak
from sosialplan.model.sakspapirer import Endring, RettetAvslutning
from sosialplan.model.skole import Skole
from sosialplan.output.svarbok import Svarvalg, cut
from sosialplan.rules.tiltak import changed_to
from sosialplan.views.datoer import kort_dato

_HAR: Mapping[type, frozenset[str]] = {
    Endring: frozenset({"endret_til", "hvorfor", "dato", "utgaar"}),
    RettetAvslutning: frozenset({"hvorfor", "dato", "utgaar"}),
}
"""What can be put right of each; of an evaluation all but what a change alone has."""


def _option(name: str) -> str:
    """Return the option that something is told by; what a change was changed to is no field of an evaluation."""
    if name == "endret_til":
        return "--endret-til"
    key = key_of(Evaluering, name)
    return option(key, EVALUERING[key])


def rett(run: Run, typed: str, entry: str, told: Mapping[str, Any]) -> int:
    """Correct an evaluation or a change by its id, or the end of a measure by the measure's.

    A person who does not say what is wrong with an evaluation is asked for it, before the planmappe is locked.
    """
    given = {name: value for name, value in told.items() if value not in (None, False)}
    if run.terminal.interactive and not given:
        _, mappe, sak = read_case(run, typed)
        old = meant([each for each, *_ in _entries(sak)], entry)
        given = dict(_asked(run, mappe.plan.skole, old)) if isinstance(old, Evaluering) else given

    def work(desk: Desk) -> Errand:
        sak = desk.case(typed).value
        old = meant([each for each, *_ in _entries(sak)], entry)
        if isinstance(old, Evaluering):
            return _evaluation(desk, sak, old, given)
        if isinstance(old, Endring):
            return _change(desk, sak, old, given)
        return _end(desk, sak, entry, given)

    return carry_out(run, work, case=typed)


_GONE = "den skal bort"


def _asked(run: Run, skole: Skole, old: Evaluering) -> Iterator[tuple[str, Any]]:
    """Ask which field of an evaluation is wrong, and what it should say."""
    keys = {linje.ord_: key for key, linje in EVALUERING.items() if linje.valg}
    stands = {name: getattr(old, attribute(Evaluering, key)) for name, key in keys.items()}
    choices = (
        *(Svarvalg(name, cut(str(value or ""), 40)) for name, value in stands.items()),
        Svarvalg(_GONE, "den ble ikke gjort, eller gjelder et annet tiltak"),
    )
    wrong = asked_word(run, Spoerring("Hva er feil?", valg=choices), "svaret")
    if wrong == _GONE:
        yield "utgaar", True
        yield "hvorfor", asked_text(run, Spoerring("Hvorfor skal den bort?"))
        return
    key = keys[wrong]
    linje, kind = EVALUERING[key], slag_av(Evaluering, key).type
    spurt = Spoerring(f"{wrong[:1].upper()}{wrong[1:]}:", linje.spoersmaal, mest=TEXT)
    name = attribute(Evaluering, key)
    if linje.valg and linje.valg.leses is Leses.ROLLE:
        yield name, asked_role(run, skole, spurt)
    elif kind is date:
        yield (
            name,
            asked_as(run, spurt, lambda said: read_day_of(run, said, Evaluering, key, linje)),
        )
    elif issubclass(kind, StrEnum):
        yield name, kind(asked_word(run, replace(spurt, valg=words_of(kind)), "svaret"))
    else:
        yield name, asked_text(run, spurt)


def _entries(sak: Sak) -> list[tuple[Evaluering | Endring, TreePath, Tiltak]]:
    measures = sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()
    found: list[tuple[Evaluering | Endring, TreePath, Tiltak]] = []
    for place, tiltak in enumerate(measures):
        where = path_to(*PLAN, Aktivitetsplan.tiltak, place)
        found += [(each, where, tiltak) for each in tiltak.evalueringer]
        found += [(each, where, tiltak) for each in tiltak.endringer]
    return found


def _place(sak: Sak, old: Evaluering | Endring) -> tuple[TreePath, Tiltak]:
    return next((where, tiltak) for each, where, tiltak in _entries(sak) if each is old)


def _require_only(given: Mapping[str, Any], kind: type, what: str) -> None:
    wrong = [_option(each) for each in given if each not in _HAR[kind]]
    if wrong:
        known = ", ".join(sorted(_option(each) for each in _HAR[kind]))
        raise WrongUsage(f"Dette har ikke {what}: {', '.join(wrong)}.", f"Den rettes med {known}.")


def _evaluation(desk: Desk, sak: Sak, old: Evaluering, given: Mapping[str, Any]) -> Errand:
    run, path = desk.run, desk.folder.case_path(sak.sak)
    if "endret_til" in given:
        raise WrongUsage("Dette har ikke evalueringen: --endret-til.", "Utelat det.")
    where, tiltak = _place(sak, old)
    av = known_role(desk.mappe.plan.skole, given.get("av"))
    new = corrected(run, old, {**given, "av": av})
    new = replace(new, foert_av=foert_av(desk, new.av, sak.elev.klasse))
    changes = [Added(path, path_to(*where, Tiltak.evalueringer), new)]
    said = _said(sak, f"evalueringen {kort_dato(new.dato)}{_struck(new)}", old.id)
    ends = old.beslutning is Beslutning.AVSLUTT
    still = ends and (new.utgaar or new.beslutning is not old.beslutning) and tiltak.slutt
    then = partial(_tell_still_ended, run, sak.sak, tiltak) if still else None
    return of_case(desk, sak.sak, changes, said, then)


def _tell_still_ended(run: Run, number: str, tiltak: Tiltak, _: Followed) -> None:
    when = kort_dato(tiltak.slutt.dato) if tiltak.slutt else ""
    run.terminal.note(
        f"Tiltaket er fortsatt avsluttet {when}. Er det også galt, så stryk "
        f"avslutningen: sosialplan tiltak rett {number} {tiltak.id} --utgår"
    )


def _change(desk: Desk, sak: Sak, old: Endring, given: Mapping[str, Any]) -> Errand:
    """Correct a change; the field of the measure gets what its changes now say."""
    run, path = desk.run, desk.folder.case_path(sak.sak)
    _require_only(given, Endring, "endringen")
    where, tiltak = _place(sak, old)
    told = {name: given[name] for name in given if name != "endret_til"}
    if "endret_til" in given:
        told["til"] = new_value(desk, old.felt, given["endret_til"])
    new = replace(corrected(run, old, told), foert_av=changed_by(desk, sak, tiltak))
    changes: list[Change] = [Added(path, path_to(*where, Tiltak.endringer), new)]
    value = changed_to(replace(tiltak, endringer=(*tiltak.endringer, new)), old.felt)
    if value is not None or to_tree(tiltak).get(old.felt.value) is not None:
        changes.append(Put(path, (*where, old.felt.value), value))
    what = f"endringen {kort_dato(new.dato)} av {old.felt.value}{_struck(new)}"
    return of_case(desk, sak.sak, changes, _said(sak, what, old.id))


def _end(desk: Desk, sak: Sak, entry: str, given: Mapping[str, Any]) -> Errand:
    """Correct the end of a measure, or strike it: then the measure runs."""
    run, path = desk.run, desk.folder.case_path(sak.sak)
    measures = sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()
    if not any(each.id.startswith(entry.lower()) for each in measures):
        known = ", ".join(each.id for each, *_ in _entries(sak)) or "ingen ennå"
        raise WrongUsage(
            "Planen har ingen slik evaluering eller endring, og ikke et slikt tiltak.",
            f"Evalueringer og endringer: {known}. En avslutning rettes med id-en til tiltaket.",
        )
    where, tiltak = measure_of(sak, entry)
    if tiltak.slutt is None:
        raise WrongUsage(
            "Tiltaket er ikke avsluttet.",
            f"Et tiltak endres slik: sosialplan tiltak endre {sak.sak} {tiltak.id}",
        )
    _require_only(given, RettetAvslutning, "avslutningen")
    last = tiltak.avsluttet_rettet[-1] if tiltak.avsluttet_rettet else None
    stood = last or RettetAvslutning(
        id=tiltak.id, dato=tiltak.slutt.dato, hvorfor=tiltak.slutt.hvorfor
    )
    by = changed_by(desk, sak, tiltak)
    new = replace(corrected(run, stood, given), retter=last.id if last else None, foert_av=by)
    what = f"avslutningen av tiltak {tiltak.id}, {kort_dato(new.dato)}{_struck(new)}"
    changes = [Added(path, path_to(*where, Tiltak.avsluttet_rettet), new)]
    return of_case(desk, sak.sak, changes, _said(sak, what))


def _struck(new: Evaluering | Endring | RettetAvslutning) -> str:
    return ", utgår" if new.utgaar else ""


def _said(sak: Sak, what: str, old: str | None = None) -> str:
    stood = f"Det som sto ({old})," if old else "Det som sto,"
    return f"Rettet i {sak.sak}: {what}. {stood} er med, men gjelder ikke."
