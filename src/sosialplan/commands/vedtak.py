"""``vedtak``: write down a decision on exclusion or change of school; the letter is a document."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import asdict, replace

from sosialplan.commands.innkall import read_day
from sosialplan.commands.registrer import known_role, save_entry
from sosialplan.commands.retting import corrected, tell_corrected
from sosialplan.commands.run import FINE, Run
from sosialplan.commands.skrivebordet.den_som_skriver import tell_of_shielded
from sosialplan.commands.skrivebordet.desk import at_desk
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.sagt import tell_saved
from sosialplan.model.betydning import Betydning
from sosialplan.model.failure import WrongUsage
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.sakspapirer import Vedtak, Vedtaksslag
from sosialplan.rules.facts import code_for, valid_entries
from sosialplan.rules.saksplikter import VEDTAK, decided_by, last_day_of_exclusion
from sosialplan.views.datoer import kort_dato

_MUST = {
    "slag": ("--slag", "Hva er vedtatt? (bortvisning/skolebytte)"),
    "fra": ("--fra", "Fra hvilken dag? (som 23.11.2026)"),
}
_EXCLUDED = {"til": ("--til", "Til og med hvilken dag? (som 23.11.2026)")}
_SHOULD = {
    "forhaandsvarslet": "Når fikk eleven og de foresatte forhåndsvarsel? (som 23.11.2026, kan være tomt)",
    "faktum": "Hva bygger vedtaket på? Bare det som er sett og hørt. (kan være tomt)",
    "mildere_tiltak": "Hva er prøvd eller vurdert i stedet? (kan være tomt)",
    "elevens_stemme": "Hva sier eleven, med egne ord? (kan være tomt)",
    "foresattes_syn": "Hva mener de foresatte? (kan være tomt)",
    "barnets_beste": "Hva er best for eleven, og hvorfor? (kan være tomt)",
    "begrunnelse": "Hvorfor er det likevel nødvendig? (kan være tomt)",
    "underrettet": "Hvilken dag kom vedtaket fram til dem? (som 23.11.2026, kan være tomt)",
}
_DECIDES = {Vedtaksslag.BORTVISNING: "rektor", Vedtaksslag.SKOLEBYTTE: "skoleeier"}
"""Who decides by law where nothing else is said: rektor (§ 13-1), the municipality (§ 13-2)."""

_NOT_TOLD = (
    "Det står ikke hvilken dag vedtaket kom fram. Klagefristen regnes fra den dagen. "
    "Skriv den: sosialplan vedtak {sak} --rett --underrettet ÅÅÅÅ-MM-DD"
)


class Fattet(Value, frozen=True):
    """What is told of a decision."""

    slag: Vedtaksslag | None = None
    fra: date | None = None
    til: date | None = None
    ny_skole: str | None = None
    forhaandsvarslet: date | None = None
    faktum: str | None = None
    mildere_tiltak: str | None = None
    foresattes_syn: str | None = None
    barnets_beste: str | None = None
    begrunnelse: str | None = None
    underrettet: date | None = None
    elevens_stemme: str | None = None
    dato: date | None = None
    av: str | None = None


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
    with at_desk(run, typed) as desk:
        read = desk.case(typed)
        roles = [each.rolle for each in desk.mappe.plan.skole.roller]
        told = replace(told, av=known_role(told.av, roles))
        old = _latest(read.value) if rett else None
        if old is None:
            _require_not_twice(read.value, told)
        chain = desk.mappe.plan.kjede(read.value.kjede)
        step = code_for(chain, Betydning.VEDTAK) or VEDTAK
        entry = corrected(run, old, _changes(old, told)) if old else _entry(run, told, step)
        entry = replace(entry, foert_av=foert_av(desk, entry.av, read.value.elev.klasse))
        saved, _ = save_entry(desk, read, entry, None)
        number, when = read.value.sak, kort_dato(entry.dato)
        if old:
            tell_corrected(run, f" i {number}: {VEDTAK}, {when}", old.id, saved.commit)
        else:
            tell_saved(run, f"Skrevet i {number}: {VEDTAK}, {when}. {_what(entry)}", saved.commit)
        if entry.vedtak:
            _tell_of_breach(run, entry.vedtak, desk.mappe.plan)
            _tell_of_decider(run, entry, entry.vedtak.slag, desk.mappe.plan)
            if entry.vedtak.underrettet is None:
                run.terminal.note(_NOT_TOLD.format(sak=number))
        run.terminal.line(f"Se hva som mangler: sosialplan lag enkeltvedtak {number}")
        tell_of_shielded(run, saved.mappe, read.value, entry)
    return FINE


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
    slag = told.slag or Vedtaksslag.BORTVISNING
    fields = {name: value for name, value in asdict(told).items() if name in _OF_DECISION}
    return Hendelse(
        id=run.new_id(),
        dato=told.dato or run.i_dag,
        registrert=run.recorded,
        steg=step,
        av=told.av or _DECIDES[slag],
        elevens_stemme=told.elevens_stemme,
        vedtak=Vedtak(**fields),
    )


_OF_DECISION = frozenset(Vedtak.__struct_fields__)


def _require_not_twice(sak: Sak, told: Fattet) -> None:
    """Refuse a second decision of one kind over the same days. Raises WrongUsage."""
    for each in valid_entries(sak):
        other = each.vedtak
        if other is None or other.slag is not told.slag or told.fra is None:
            continue
        ends, begins = told.til or told.fra, other.til or other.fra
        if told.fra <= begins and other.fra <= ends:
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
    said = {name: value for name, value in asdict(told).items() if value is not None}
    of_decision = {name: value for name, value in said.items() if name in _OF_DECISION}
    decided = replace(old.vedtak, **of_decision) if old.vedtak else None
    rest = {name: value for name, value in said.items() if name not in _OF_DECISION}
    return {**rest, "vedtak": decided}


def _wanted(told: Fattet) -> dict[str, tuple[str, str]]:
    return {**_MUST, **(_EXCLUDED if told.slag is Vedtaksslag.BORTVISNING else {})}


def _require(told: Fattet) -> None:
    """Name what a decision is nothing without. Raises WrongUsage."""
    missing = [option for name, (option, _) in _wanted(told).items() if not getattr(told, name)]
    if missing:
        raise WrongUsage(f"Mangler {' og '.join(missing)}.", "Se hvordan: sosialplan vedtak --help")


def _asked(run: Run, told: Fattet) -> Fattet:
    """Ask a person for what is missing, each until it can be used; then for what the law wants too."""
    for name in ("slag", "fra", "til"):
        while name in _wanted(told) and not getattr(told, name):
            try:
                told = replace(told, **{name: _read(name, run.terminal.ask(_question(told, name)))})
            except WrongUsage as wrong:
                run.terminal.note(str(wrong))
    for name, question in _SHOULD.items():
        while getattr(told, name) is None and (answer := run.terminal.ask(question)):
            try:
                told = replace(told, **{name: _read(name, answer)})
            except WrongUsage as wrong:
                run.terminal.note(str(wrong))
    return told


def _question(told: Fattet, name: str) -> str:
    return _wanted(told)[name][1]


def _read(name: str, answer: str) -> Any:
    """Return an answer as its field wants it. Raises WrongUsage."""
    if name in {"fra", "til", "forhaandsvarslet", "underrettet"}:
        return read_day(answer)
    if name == "slag":
        if answer.lower() not in set(Vedtaksslag):
            raise WrongUsage("Svar bortvisning eller skolebytte.", "")
        return Vedtaksslag(answer.lower())
    return answer
