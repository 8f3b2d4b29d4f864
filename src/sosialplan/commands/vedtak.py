"""``vedtak``: write down a decision on exclusion or change of school; the letter is a document."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.run import Run, known_role
from sosialplan.commands.saksaapning import written_with
from sosialplan.commands.skrivebordet.den_som_skriver import tell_of_shielded
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, Followed, carry_out, of_case
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.rettelse import corrected, said_corrected
from sosialplan.commands.svar.dagsvar import read_day_of
from sosialplan.commands.svar.ordsvar import (
    TEXT,
    Spoerring,
    asked_as,
    asked_text,
    asked_word,
    words_of,
)
from sosialplan.model.betydning import Betydning
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.delfelt import VEDTAK as VEDTAKSFELT
from sosialplan.model.felter.feltlinje import attribute, key_of, krevde, option, slag_av
from sosialplan.model.felter.hendelsesfelt import HENDELSE
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.sakspapirer import Vedtak, Vedtaksslag
from sosialplan.rules.facts import code_for, valid_entries
from sosialplan.rules.saksplikter import VEDTAK, decided_by, last_day_of_exclusion
from sosialplan.views.datoer import kort_dato

_DECIDES = {Vedtaksslag.BORTVISNING: "rektor", Vedtaksslag.SKOLEBYTTE: "skoleeier"}
"""Who decides by law where nothing else is said: rektor (§ 13-1), the municipality (§ 13-2)."""

_NOT_TOLD = (
    "Det står ikke hvilken dag vedtaket kom fram. Klagefristen regnes fra den dagen. "
    "Skriv den: sosialplan vedtak {sak} --rett --underrettet ÅÅÅÅ-MM-DD"
)


Fattet = Mapping[str, Any]
"""What is told of a decision, by its field; the voice, the day and who decided are those of its entry."""


def _what(entry: Hendelse) -> str:
    """Say what was decided, and for which days."""
    decided = entry.vedtak
    if decided is None:
        return ""
    until = f" til {kort_dato(decided.til)}" if decided.til else ""
    name = decided.slag.value
    return f"{name[:1].upper()}{name[1:]} fra {kort_dato(decided.fra)}{until}."


def vedtak(run: Run, typed: str, told: Fattet, *, rett: bool) -> int:
    """Add a decision to the case, or put the latest right, and say how its letter is made."""
    if run.terminal.interactive and not rett:
        told = _asked(run, told)
    if not rett:
        _require(told)
    return carry_out(run, lambda desk: _work(desk, typed, told, rett=rett), case=typed)


def _work(desk: Desk, typed: str, told: Fattet, *, rett: bool) -> Errand:
    run, read = desk.run, desk.case(typed)
    plan, sak = desk.mappe.plan, read.value
    told = {**told, "av": known_role(plan.skole, told.get("av"))}
    old = _latest(sak) if rett else None
    if old is None:
        _require_not_twice(sak, told)
    step = code_for(plan.kjede(sak.kjede), Betydning.VEDTAK) or VEDTAK
    entry = corrected(run, old, _changes(old, told)) if old else _entry(run, told, step)
    entry = replace(entry, foert_av=foert_av(desk, entry.av, sak.elev.klasse))
    changes, _ = written_with(desk, read, entry)
    when = kort_dato(entry.dato)
    said = (
        said_corrected(f" i {sak.sak}: {VEDTAK}, {when}", old.id)
        if old
        else f"Ført i {sak.sak}: {VEDTAK}, {when}. {_what(entry)}"
    )
    return of_case(desk, sak.sak, changes, said, partial(_tell, run, sak, entry))


def _tell(run: Run, sak: Sak, entry: Hendelse, came: Followed) -> None:
    plan = came.saved.mappe.plan
    if entry.vedtak:
        _tell_of_breach(run, entry.vedtak, plan)
        _tell_of_decider(run, entry, entry.vedtak.slag, plan)
        if entry.vedtak.underrettet is None:
            run.terminal.note(_NOT_TOLD.format(sak=sak.sak))
    run.terminal.line(f"Se hva som mangler: sosialplan lag enkeltvedtak {sak.sak}")
    tell_of_shielded(run, came.saved.mappe, sak, entry)


def _tell_of_breach(run: Run, vedtak: Vedtak, plan: Plan) -> None:
    """Say so where an exclusion lasts longer than the law lets it; it is written down all the same."""
    longest = last_day_of_exclusion(plan, vedtak.fra) if vedtak.til else None
    if longest and vedtak.til and vedtak.til > longest[0]:
        run.terminal.note(
            f"Bortvisningen varer mer enn {longest[1]}. Det er et brudd på loven (§ 13-1). "
            f"Siste lovlige dag er {kort_dato(longest[0])}. Er den ikke over, rett den: --rett --til."
        )


def _tell_of_decider(run: Run, entry: Hendelse, slag: Vedtaksslag, plan: Plan) -> None:
    """Say so where another than the law says has decided; it is written down all the same."""
    lawful = decided_by(plan, slag, entry.dato)
    if lawful and entry.av not in {None, lawful}:
        run.terminal.note(
            f"«{entry.av}» står som den som har vedtatt {slag.value}. Loven legger det til «{lawful}». "
            "Er det skrevet feil, rett det: --rett --av."
        )


def _entry(run: Run, told: Fattet, step: str) -> Hendelse:
    decided = {name: value for name, value in told.items() if name in _OF_DECISION}
    return Hendelse(
        id=run.new_id(),
        dato=told.get("dato") or run.i_dag,
        registrert=run.recorded,
        steg=step,
        av=told["av"] or _DECIDES[told["slag"]],
        elevens_stemme=told.get("elevens_stemme"),
        vedtak=Vedtak(**decided),
    )


_OF_DECISION = frozenset(Vedtak.__struct_fields__)


def _require_not_twice(sak: Sak, told: Fattet) -> None:
    """Refuse a second decision of one kind over the same days. Raises WrongUsage."""
    for each in valid_entries(sak):
        other = each.vedtak
        if other is None or other.slag is not told["slag"]:
            continue
        ends, begins = told.get("til") or told["fra"], other.til or other.fra
        if told["fra"] <= begins and other.fra <= ends:
            raise WrongUsage(
                f"Det er alt skrevet et vedtak om {other.slag.value} for de dagene: {each.id}, {_what(each)}",
                f"Er det det samme vedtaket, så rett det: sosialplan vedtak {sak.sak} --rett … Gjelder det "
                f"ikke lenger, så stryk det først: sosialplan rett {sak.sak} {each.id} --utgår",
            )


def _latest(sak: Sak) -> Hendelse:
    """Return the decision that counts. Raises WrongUsage where there is none."""
    found = [each for each in valid_entries(sak) if each.vedtak]
    if not found:
        raise WrongUsage(
            "Saken har ikke noe vedtak å rette.", "Utelat --rett for å skrive et nytt vedtak."
        )
    return found[-1]


def _changes(old: Hendelse, told: Fattet) -> Mapping[str, Any]:
    """Return what was told, by the field of the entry that it changes."""
    said = {name: value for name, value in told.items() if value is not None}
    of_decision = {name: value for name, value in said.items() if name in _OF_DECISION}
    decided = replace(old.vedtak, **of_decision) if old.vedtak else None
    rest = {name: value for name, value in said.items() if name not in _OF_DECISION}
    return dict(rest, vedtak=decided)


def _wanted(told: Fattet) -> tuple[str, ...]:
    """Return the keys of what a decision is nothing without; an exclusion has a last day."""
    excluded = told.get("slag") is Vedtaksslag.BORTVISNING
    return tuple(key for key in VEDTAKSFELT if key in krevde(Vedtak) or (key == _LAST and excluded))


_LAST = "til"


def needed() -> tuple[str, ...]:
    """Return the options that a new decision is nothing without."""
    return tuple(option(key, VEDTAKSFELT[key]) for key in _wanted({}))


def _require(told: Fattet) -> None:
    """Name what a decision is nothing without. Raises WrongUsage."""
    missing = [option(key, VEDTAKSFELT[key]) for key in _wanted(told) if not told.get(key)]
    if missing:
        raise WrongUsage(f"Mangler {' og '.join(missing)}.", "Se hvordan: sosialplan vedtak --help")


def _should() -> Iterator[tuple[str, str]]:
    """Yield what the law wants too, and its question; the pupil's own words are the entry's."""
    for key, linje in VEDTAKSFELT.items():
        if linje.spoersmaal and key not in {*krevde(Vedtak), _LAST}:
            yield attribute(Vedtak, key), linje.spoersmaal
        if key == "mildere_tiltak":
            yield "elevens_stemme", f"{HENDELSE['elevens_stemme'].spoersmaal} (kan være tomt)"


def _asked(run: Run, fattet: Fattet) -> Fattet:
    """Ask a person for what is missing, each until it can be used; then for what the law wants too."""
    told = dict(fattet)
    for key in ("slag", "fra", _LAST):
        if key in _wanted(told) and not told.get(key):
            told[key] = _answer(run, key, VEDTAKSFELT[key].spoersmaal, must=True)
    for name, question in _should():
        if told.get(name) is None:
            told[name] = _answer(run, name, question, must=False)
    return told


def _answer(run: Run, name: str, question: str, *, must: bool) -> Any:
    """Return an answer as its field wants it; None where there is none and it may be left out."""
    key = key_of(Vedtak, name) if name in _OF_DECISION else ""
    linje = VEDTAKSFELT[key] if key else HENDELSE[name]
    kind = slag_av(Vedtak, key).type if key else str
    spurt = Spoerring(question, linje.valg.hjelp if linje.valg else "", tomt=not must, mest=TEXT)
    if kind is Vedtaksslag:
        return Vedtaksslag(asked_word(run, replace(spurt, valg=words_of(Vedtaksslag)), "vedtaket"))
    if kind is date:
        return asked_as(
            run,
            spurt,
            lambda answer: read_day_of(run, answer, Vedtak, key, linje) if answer else None,
        )
    return asked_text(run, spurt) or None
