"""``tiltak``: the measures of the plan, and the plan's own texts."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import partial

from msgspec.structs import replace

from sosialplan.commands.aktivitetsplanen import (
    PLAN,
    changed_by,
    ended,
    measure_of,
    new_value,
)
from sosialplan.commands.lesing import read_case
from sosialplan.commands.run import Run, known_role
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Change, Errand, Put, carry_out, of_case
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.svar.dagsvar import read_day_of
from sosialplan.commands.svar.ordsvar import (
    TEXT,
    Spoerring,
    asked_as,
    asked_role,
    asked_text,
    asked_word,
    roles_of,
    words_of,
)
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import Feltlinje, Leses, attribute, key_of, slag_av
from sosialplan.model.felter.planfelt import AKTIVITETSPLAN, TILTAK
from sosialplan.model.mappe import Read
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Aktivitetsplan, Sak, Tiltak
from sosialplan.model.sakspapirer import Endring, Felt
from sosialplan.model.skole import Skole
from sosialplan.output.svarbok import Svarvalg
from sosialplan.rules.tiltak import as_date
from sosialplan.views.datoer import kort_dato
from sosialplan.views.sakspapirord import FELT_ORD


def ny(run: Run, typed: str, told: Tiltak) -> int:
    """Add a measure to the plan; what is told of it has no id yet."""

    def work(desk: Desk) -> Errand:
        read, skole = desk.case(typed), desk.mappe.plan.skole
        tiltak = replace(
            told,
            id=run.new_id(),
            ansvarlig=known_role(skole, told.ansvarlig),
            stedfortreder=known_role(skole, told.stedfortreder),
            besluttet=run.i_dag,
            registrert=run.recorded,
        )
        change = Added(desk.folder.root / read.file, path_to(*PLAN, Aktivitetsplan.tiltak), tiltak)
        number = read.value.sak
        return of_case(desk, number, [change], f"Nytt tiltak {tiltak.id} i {number}.")

    return carry_out(run, work, case=typed)


def endre(
    run: Run,
    typed: str,
    tiltak_id: str,
    changes: dict[Felt, str],
    *,
    hvorfor: str,
    dato: date | None,
) -> int:
    """Change fields of a measure; what, from, to and why are kept in the measure.

    A person who does not say what is to be changed is asked for it.
    """
    if not changes and run.terminal.interactive:
        _, mappe, sak = read_case(run, typed)
        changes = _asked_changes(run, mappe.plan.skole, measure_of(sak, tiltak_id)[1])
    if not changes:
        raise WrongUsage("Si hva som skal endres.", "For eksempel: --evalueres ÅÅÅÅ-MM-DD")

    def work(desk: Desk) -> Errand:
        read = desk.case(typed)
        where, tiltak = measure_of(read.value, tiltak_id)
        path, stood = desk.folder.root / read.file, to_tree(tiltak)
        told = {felt: new_value(desk, felt, til) for felt, til in changes.items()}
        differ = {felt: new for felt, new in told.items() if stood.get(felt.value) != new}
        if not differ:
            raise WrongUsage("Tiltaket er slik fra før. Ingenting er endret.", "")
        by = changed_by(desk, read.value, tiltak)
        written, said = list[Change](), list[str]()
        for felt, new in differ.items():
            old = stood.get(felt.value)
            endring = Endring(
                id=run.new_id(),
                dato=dato or run.i_dag,
                felt=felt,
                fra=str(old) if old is not None else None,
                til=new,
                hvorfor=hvorfor,
                registrert=run.recorded,
                foert_av=by,
            )
            written += [
                Put(path, (*where, felt.value), new),
                Added(path, path_to(*where, Tiltak.endringer), endring),
            ]
            said.append(_changed(endring))
        number = read.value.sak
        what = f"Tiltak {tiltak.id} i {number} er endret: {', '.join(said)}."
        return of_case(desk, number, written, what)

    return carry_out(run, work, case=typed)


_DONE = "ikke mer"
_WHAT = (
    "Velg det som skal bli annerledes. Hva som sto, når det ble endret og hvorfor står i planen."
)


def _asked_changes(run: Run, skole: Skole, tiltak: Tiltak) -> dict[Felt, str]:
    """Ask which fields of a measure change and what they become, until nothing more does."""
    stood, changes = to_tree(tiltak), dict[Felt, str]()
    by_name = {FELT_ORD[each]: each for each in Felt}
    fields = [Svarvalg(name, _shown(stood.get(felt.value))) for name, felt in by_name.items()]
    question, choices = "Hva skal endres?", tuple(fields)
    while (name := asked_word(run, Spoerring(question, _WHAT, choices), "svaret")) != _DONE:
        felt = by_name[name]
        linje = TILTAK[felt.value]
        spurt = Spoerring("Hva skal det stå?", linje.valg.rettes if linje.valg else "", mest=TEXT)
        slag = slag_av(Tiltak, felt.value)
        if linje.valg and linje.valg.leses is Leses.ROLLE:
            changes[felt] = asked_role(run, skole, spurt)
        elif slag.type is date:
            changes[felt] = asked_as(run, spurt, partial(_measures_day, run, felt.value, linje))
        elif issubclass(slag.type, StrEnum):
            changes[felt] = asked_word(run, replace(spurt, valg=words_of(slag.type)), "svaret")
        else:
            changes[felt] = asked_text(run, spurt)
        question, choices = "Skal mer endres?", (Svarvalg(_DONE), *fields)
    return changes


def _measures_day(run: Run, key: str, linje: Feltlinje, answer: str) -> str:
    return read_day_of(run, answer, Tiltak, key, linje).isoformat()


def _changed(endring: Endring) -> str:
    """Return what was changed, and of what is no text also from and to."""
    name = FELT_ORD[endring.felt]
    if endring.felt is Felt.TILTAK:
        return name
    before, after = (_shown(each) for each in (endring.fra, endring.til))
    return f"{name} fra {before} til {after}"


def _shown(value: str | None) -> str:
    day = as_date(value)
    return kort_dato(day) if day else value or "ingen"


def avslutt(run: Run, typed: str, tiltak_id: str, *, hvorfor: str, dato: date | None) -> int:
    """End a measure."""

    def work(desk: Desk) -> Errand:
        sak = desk.case(typed).value
        where, tiltak = measure_of(sak, tiltak_id)
        if tiltak.slutt is not None:
            raise WrongUsage(
                "Tiltaket er avsluttet fra før.",
                f"Er det galt, så rett det: sosialplan tiltak rett {sak.sak} {tiltak.id}",
            )
        end = ended(desk, sak, where, tiltak, hvorfor, dato)
        said = f"Tiltak {tiltak.id} i {sak.sak} er avsluttet {kort_dato(dato or run.i_dag)}."
        return of_case(desk, sak.sak, [end], said)

    return carry_out(run, work, case=typed)


def plan(run: Run, typed: str, told: Mapping[str, str]) -> int:
    """Set the plan's own texts: problem, goal, voices and the child's best interest.

    A person who says none is asked for those that are missing; where none is, which to change. Raises WrongUsage where
    none is said.
    """
    texts = {**told}
    if not texts and run.terminal.interactive:
        _, mappe, sak = read_case(run, typed)
        texts |= dict(_asked_texts(run, sak.aktivitetsplan, mappe.plan.skole))
    if not texts:
        raise WrongUsage("Si hva som skal stå i planen.", "For eksempel: --problem «…»")

    def work(desk: Desk) -> Errand:
        read, skole = desk.case(typed), desk.mappe.plan.skole
        path = desk.folder.root / read.file
        changes = [
            Put(path, (*PLAN, key), known_role(skole, str(value)) if key in _ROLE_FIELDS else value)
            for key, value in texts.items()
        ]
        if _HEARD in texts:
            changes += _entered(desk, read, str(texts[_HEARD]))
        told = ", ".join(each.replace("_", " ") for each in texts)
        said = f"Planen i {read.value.sak} er oppdatert: {told}."
        return of_case(desk, read.value.sak, changes, said)

    return carry_out(run, work, case=typed)


_HEARD, _ENTERED = "elevens_stemme_hørt_av", "elevens_stemme_ført_av"
_VOICE = key_of(Aktivitetsplan, "elevens_stemme")
_OF_THE_VOICE = frozenset({_HEARD, key_of(Aktivitetsplan, "elevens_stemme_dato")})
"""What is told of a voice that was heard."""
_ROLE_FIELDS = frozenset(
    key for key, linje in AKTIVITETSPLAN.items() if linje.valg and linje.valg.leses is Leses.ROLLE
)


def _asked_texts(run: Run, plan: Aktivitetsplan | None, skole: Skole) -> Iterator[tuple[str, str]]:
    """Ask for each text that the plan lacks; an empty answer leaves it for later."""
    heard = bool(plan and plan.elevens_stemme)
    if plan and (key := _to_change(run, plan)):
        if answer := _asked_text(run, key, AKTIVITETSPLAN[key], skole):
            yield key, answer
        return
    for key, linje in AKTIVITETSPLAN.items():
        stands = plan and getattr(plan, attribute(Aktivitetsplan, key))
        if linje.valg is None or stands or (key in _OF_THE_VOICE and not heard):
            continue
        answer = _asked_text(run, key, linje, skole)
        heard = heard or (key == _VOICE and bool(answer))
        if answer:
            yield key, answer


def _to_change(run: Run, plan: Aktivitetsplan) -> str | None:
    """Return the text that is to be changed where the plan lacks none, else None."""
    stands = {
        linje.ord_: (key, getattr(plan, attribute(Aktivitetsplan, key)))
        for key, linje in AKTIVITETSPLAN.items()
        if linje.valg is not None
    }
    if not all(value for _, value in stands.values()):
        return None
    choices = tuple(Svarvalg(name, str(value)) for name, (_, value) in stands.items())
    return stands[asked_word(run, Spoerring("Hva skal endres?", valg=choices), "teksten")][0]


def _asked_text(run: Run, key: str, linje: Feltlinje, skole: Skole) -> str:
    """Return what was answered for one field of the plan, as the file has it."""
    label = f"{linje.ord_[:1].upper()}{linje.ord_[1:]} (kan være tomt):"
    spurt = Spoerring(label, linje.valg.hjelp if linje.valg else "", tomt=True, mest=TEXT)
    if key in _ROLE_FIELDS:
        among = replace(spurt, valg=roles_of(skole, employed=True))
        return asked_as(run, among, lambda answer: answer and known_role(skole, answer))
    if slag_av(Aktivitetsplan, key).type is date:
        return asked_as(run, spurt, lambda answer: answer and _as_day(run, answer, key, linje))
    return asked_text(run, spurt)


def _as_day(run: Run, answer: str, key: str, linje: Feltlinje) -> str:
    return read_day_of(run, answer, Aktivitetsplan, key, linje).isoformat()


def _entered(desk: Desk, read: Read[Sak], typed: str) -> list[Put]:
    """Return who wrote that another heard the pupil; it is the one who wrote last."""
    heard = known_role(desk.mappe.plan.skole, typed)
    by = foert_av(desk, heard, read.value.elev.klasse)
    before = read.value.aktivitetsplan
    stood = before is not None and before.elevens_stemme_foert_av is not None
    path = desk.folder.root / read.file
    return [Put(path, (*PLAN, _ENTERED), by)] if by is not None or stood else []
