"""``tiltak``: the measures of the plan, and the plan's own texts."""

from datetime import date

from msgspec.structs import replace

from sosialplan.commands.aktivitetsplanen import (
    PLAN,
    changed_by,
    ended,
    measure_of,
    new_value,
    path_of,
    roles_at,
    saved,
)
from sosialplan.commands.hendelsen import known_role
from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.desk import Desk, at_desk
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.files.yaml_edit import append_item, remove, set_value
from sosialplan.files.yaml_reader import Tree
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import Leses
from sosialplan.model.felter.planfelt import AKTIVITETSPLAN
from sosialplan.model.mappe import Read
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Aktivitetsplan, Beslutning, Evaluering, Sak, Tiltak
from sosialplan.model.sakspapirer import Endring, Felt
from sosialplan.rules.tiltak import as_date
from sosialplan.views.datoer import kort_dato
from sosialplan.views.sakspapirord import FELT_ORD


def ny(run: Run, typed: str, told: Tiltak) -> int:
    """Add a measure to the plan; what is told of it has no id yet."""
    with at_desk(run, typed) as desk:
        read = desk.case(typed)
        roles = roles_at(desk)
        tiltak = replace(
            told,
            id=run.new_id(),
            ansvarlig=known_role(told.ansvarlig, roles) or told.ansvarlig,
            stedfortreder=known_role(told.stedfortreder, roles),
            besluttet=run.i_dag,
            registrert=run.recorded,
        )
        text = desk.text_of(path_of(desk, read))
        text = append_item(text, path_to(*PLAN, Aktivitetsplan.tiltak), to_tree(tiltak))
        return saved(desk, read, text, f"Nytt tiltak {tiltak.id} i {read.value.sak}.")


def endre(
    run: Run,
    typed: str,
    tiltak_id: str,
    changes: dict[Felt, str],
    *,
    hvorfor: str,
    dato: date | None,
) -> int:
    """Change fields of a measure; what, from, to and why are kept in the measure."""
    if not changes:
        raise WrongUsage("Si hva som skal endres.", "For eksempel: --evalueres ÅÅÅÅ-MM-DD")
    with at_desk(run, typed) as desk:
        read = desk.case(typed)
        where, tiltak = measure_of(read.value, tiltak_id)
        text = desk.text_of(path_of(desk, read))
        said = []
        stood = to_tree(tiltak)
        told = {felt: new_value(desk, felt, til) for felt, til in changes.items()}
        differ = {felt: new for felt, new in told.items() if stood.get(felt.value) != new}
        by = changed_by(desk, read.value, tiltak) if differ else None
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
            text = set_value(text, (*where, felt.value), new)
            text = append_item(text, path_to(*where, Tiltak.endringer), to_tree(endring))
            said.append(_changed(endring))
        if text == desk.text_of(path_of(desk, read)):
            raise WrongUsage("Tiltaket er slik fra før. Ingenting er endret.", "")
        return saved(
            desk, read, text, f"Tiltak {tiltak.id} i {read.value.sak} er endret: {', '.join(said)}."
        )


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


def evaluer(run: Run, typed: str, tiltak_id: str, told: Evaluering) -> int:
    """Write down an evaluation of a measure; what is told of it has no id yet."""
    with at_desk(run, typed) as desk:
        read = desk.case(typed)
        where, tiltak = measure_of(read.value, tiltak_id)
        if told.neste is None and told.beslutning is not Beslutning.AVSLUTT:
            raise WrongUsage(
                "Si når tiltaket skal evalueres igjen, eller at det avsluttes.",
                "Legg til --neste ÅÅÅÅ-MM-DD eller --beslutning avslutt",
            )
        av = known_role(told.av, roles_at(desk))
        evaluering = replace(
            told,
            id=run.new_id(),
            registrert=run.recorded,
            av=av,
            foert_av=foert_av(desk, av, read.value.elev.klasse),
        )
        text = desk.text_of(path_of(desk, read))
        text = append_item(text, path_to(*where, Tiltak.evalueringer), to_tree(evaluering))
        if told.beslutning is Beslutning.AVSLUTT and tiltak.slutt is None:
            why = told.hvorfor or f"evaluert, utfall {told.utfall.value}"
            text = ended(desk, text, read.value, where, tiltak, why, evaluering.dato)
        return saved(desk, read, text, f"{_judged(read.value, tiltak, evaluering)}.")


def _judged(sak: Sak, tiltak: Tiltak, one: Evaluering) -> str:
    """Say which measure was evaluated, what came of it, and when it is again or that it is ended."""
    said = f"Tiltak {tiltak.id} i {sak.sak} er evaluert {kort_dato(one.dato)}, utfall {one.utfall.value}"
    if one.beslutning is Beslutning.AVSLUTT and tiltak.slutt is None:
        said += ", og avsluttet"
    return f"{said}, og evalueres igjen {kort_dato(one.neste)}" if one.neste else said


def avslutt(run: Run, typed: str, tiltak_id: str, *, hvorfor: str, dato: date | None) -> int:
    """End a measure."""
    with at_desk(run, typed) as desk:
        read = desk.case(typed)
        where, tiltak = measure_of(read.value, tiltak_id)
        if tiltak.slutt is not None:
            raise WrongUsage(
                "Tiltaket er avsluttet fra før.",
                f"Er det galt, så rett det: sosialplan tiltak rett {read.value.sak} {tiltak.id}",
            )
        text = desk.text_of(path_of(desk, read))
        text = ended(desk, text, read.value, where, tiltak, hvorfor, dato)
        return saved(
            desk,
            read,
            text,
            f"Tiltak {tiltak.id} i {read.value.sak} er avsluttet {kort_dato(dato or run.i_dag)}.",
        )


def plan(run: Run, typed: str, texts: dict[str, Tree]) -> int:
    """Set the plan's own texts: problem, goal, voices and the child's best interest."""
    if not texts:
        raise WrongUsage("Si hva som skal stå i planen.", "For eksempel: --problem «…»")
    with at_desk(run, typed) as desk:
        read = desk.case(typed)
        text = desk.text_of(path_of(desk, read))
        for key, value in texts.items():
            known = known_role(value, roles_at(desk)) if key in _ROLE_FIELDS else value
            text = set_value(text, (*PLAN, key), known)
        if _HEARD in texts:
            text = _entered(desk, read, text, texts)
        told = [each.replace("_", " ") for each in texts]
        return saved(
            desk, read, text, f"Planen i {read.value.sak} er oppdatert: {', '.join(told)}."
        )


_HEARD, _ENTERED = "elevens_stemme_hørt_av", "elevens_stemme_ført_av"
_ROLE_FIELDS = frozenset(
    key for key, linje in AKTIVITETSPLAN.items() if linje.valg and linje.valg.leses is Leses.ROLLE
)


def _entered(desk: Desk, read: Read[Sak], text: str, texts: dict[str, Tree]) -> str:
    """Return the text with who wrote that another heard the pupil; it is the one who wrote last."""
    heard = known_role(str(texts[_HEARD]), roles_at(desk))
    by = foert_av(desk, heard, read.value.elev.klasse)
    if by is not None:
        return set_value(text, (*PLAN, _ENTERED), by)
    before = read.value.aktivitetsplan
    stood = before is not None and before.elevens_stemme_foert_av is not None
    return remove(text, (*PLAN, _ENTERED)) if stood else text
