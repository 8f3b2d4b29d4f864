"""``overfør``: a case is offered to another role, which says yes or no."""

from collections.abc import Sequence
from datetime import date

from sosialplan.commands.registrer import known_role
from sosialplan.commands.run import FINE, Run, course, known_word
from sosialplan.commands.skrivebordet.desk import Desk, at_desk, case_message
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.told import open_rows, tell_rows, tell_saved
from sosialplan.files.yaml_edit import append_item
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.mappe import Mappe
from sosialplan.model.sak import Hendelse, Svar
from sosialplan.rules.overfoering import OVERFOERING, OVERFOERING_SVAR, pending, responsible
from sosialplan.rules.saksgang import Saksgang
from sosialplan.views.roller import rolle

_UNKNOWN = "Ingen med dette navnet står under «personer:» i plan/skole.yaml."


def tilby(run: Run, typed: str, til: str, *, av: str | None, notat: str | None) -> int:
    """Offer a case to another role. It changes responsible when the receiver says yes."""
    with at_desk(run, typed) as desk:
        gang = _followed(desk, typed)
        sak = gang.fakta.sak
        receiver = known_word(til, _roles(desk.mappe), "rolle")
        if receiver in gang.skjermet_for:
            raise ExpectedFailure(
                f"Saken er skjermet for {rolle(desk.mappe.plan.skole, receiver)}.",
                "Velg en annen rolle. Ingenting er skrevet.",
            )
        has = responsible(gang)
        if receiver == has:
            raise WrongUsage(
                f"{_large(desk.mappe, receiver)} har allerede saken.", "Velg en annen rolle."
            )
        entry = _entry(
            desk,
            OVERFOERING,
            run.i_dag,
            klasse=sak.elev.klasse,
            av=av or has,
            notat=notat,
            ansvarlig=receiver,
        )
        _write(
            desk, gang, entry, f"Sak {sak.sak} er tilbudt {rolle(desk.mappe.plan.skole, receiver)}."
        )
        run.terminal.line(
            f"Svar: sosialplan overfør {sak.sak} --svar ja   (eller nei). "
            f"Til da har {rolle(desk.mappe.plan.skole, has or '')} ansvaret."
        )
    return FINE


def svar(run: Run, typed: str, answer: Svar, *, av: str | None, notat: str | None) -> int:
    """Accept or decline a case that was offered."""
    with at_desk(run, typed) as desk:
        gang = _followed(desk, typed)
        offer = pending(gang)
        if offer is None:
            raise ExpectedFailure(
                "Ingen overføring av saken venter på svar.",
                f"Tilby den: sosialplan overfør {gang.fakta.sak.sak} --til ROLLE",
            )
        by = av or offer.til
        entry = _entry(
            desk,
            OVERFOERING_SVAR,
            run.i_dag,
            klasse=gang.fakta.sak.elev.klasse,
            av=by,
            notat=notat,
            gjelder=offer.id,
            svar=answer,
        )
        word = rolle(desk.mappe.plan.skole, offer.til)
        took = answer is Svar.JA
        what = f"{word} har tatt over" if took else f"{word} sa nei til"
        mappe = _write(desk, gang, entry, f"{what[:1].upper()}{what[1:]} sak {gang.fakta.sak.sak}.")
        if took:
            rows = [
                row
                for row in open_rows(run, mappe, gang.fakta.sak.sak)
                if offer.til in row.frist.ansvarlig
            ]
            tell_rows(run, f"Dette har {word} nå", rows)
    return FINE


def _followed(desk: Desk, typed: str) -> Saksgang:
    """Return the course of an open case. Raises ExpectedFailure for one that is closed."""
    gang = course(desk.mappe, desk.case(typed).value, desk.run.i_dag)
    if not gang.followed:
        raise ExpectedFailure(
            f"Sak {gang.fakta.sak.sak} er ikke åpen, så den kan ikke overføres.",
            f"Se saken: sosialplan vis {gang.fakta.sak.sak}",
        )
    return gang


def _entry(
    desk: Desk,
    steg: str,
    dato: date,
    *,
    klasse: str,
    av: str | None,
    notat: str | None,
    ansvarlig: str | None = None,
    gjelder: str | None = None,
    svar: Svar | None = None,
) -> Hendelse:
    by = known_role(av, list(_roles(desk.mappe)))
    return Hendelse(
        id=desk.run.new_id(),
        dato=dato,
        registrert=desk.run.recorded,
        steg=steg,
        av=by,
        foert_av=foert_av(desk, by, klasse),
        notat=notat,
        ansvarlig=ansvarlig,
        gjelder=gjelder,
        svar=svar,
    )


def _write(desk: Desk, gang: Saksgang, entry: Hendelse, what: str) -> Mappe:
    number = gang.fakta.sak.sak
    path = desk.folder.case_path(number)
    text = append_item(desk.text_of(path), ("hendelser",), to_tree(entry))
    saved = desk.save({path: text}, case_message(number))
    tell_saved(desk.run, what, saved.commit)
    return saved.mappe


def _roles(mappe: Mappe) -> Sequence[str]:
    return [each.rolle for each in mappe.plan.skole.roller]


def _large(mappe: Mappe, code: str) -> str:
    word = rolle(mappe.plan.skole, code)
    return f"{word[:1].upper()}{word[1:]}"
