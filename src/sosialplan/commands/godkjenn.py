"""``godkjenn``: rektor approves the plan as it is now. A later change needs a new approval."""

from sosialplan.commands.historikk.planens_forfattere import authors_since_approval
from sosialplan.commands.run import FINE, Run, known_word
from sosialplan.commands.skrivebordet.desk import Desk, at_desk, case_message
from sosialplan.commands.told import tell_saved
from sosialplan.files.yaml_edit import append_item
from sosialplan.files.yaml_writer import to_tree
from sosialplan.git.settings import read_config
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Aktivitetsplan, Sak
from sosialplan.model.sakspapirer import Godkjenning
from sosialplan.rules.godkjenning import approvals, fingerprint
from sosialplan.rules.in_force import flag, word
from sosialplan.rules.skjerming import shielded_for
from sosialplan.views.dokumentdeler.saksbilde import saksbilde
from sosialplan.views.dokumenter.aktivitetsplan import aktivitetsplan
from sosialplan.views.roller import rolle

GODKJENNES_AV = "plan-godkjennes-av"
"""The setting: roles with commas between them; the first is the one who approves when none is told."""
REKTOR = "rektor"
EGEN_PLAN = "egen-plan-kan-godkjennes"


def godkjenn(run: Run, typed: str, *, av: str | None, notat: str | None) -> int:
    """Write the approval, with the fingerprint of what was approved."""
    with at_desk(run, typed) as desk:
        sak = desk.case(typed).value
        plan = _plan(sak)
        by = _approver(desk.mappe.plan, sak, av, run)
        _require_anothers(desk, sak)
        if any(each.gjelder and each.godkjenning.av == by for each in approvals(sak)):
            raise ExpectedFailure(
                f"Planen i {sak.sak} er allerede godkjent slik den er.",
                f"Se planen: sosialplan lag aktivitetsplan {sak.sak}",
            )
        entry = Godkjenning(
            id=run.new_id(),
            dato=run.i_dag,
            registrert=run.recorded,
            av=by,
            fingeravtrykk=fingerprint(plan),
            notat=notat,
        )
        _write(desk, sak, entry)
        lacks = aktivitetsplan(saksbilde(sak, desk.mappe.plan, run.i_dag))
        if lacks.mangler:
            run.terminal.note(
                f"Planen mangler {len(lacks.mangler)} opplysninger. "
                f"Se hvilke: sosialplan lag aktivitetsplan {sak.sak}"
            )
    return FINE


def _plan(sak: Sak) -> Aktivitetsplan:
    if sak.aktivitetsplan is None or not sak.aktivitetsplan.tiltak:
        raise ExpectedFailure(
            f"Sak {sak.sak} har ingen plan med tiltak å godkjenne.",
            f"Legg til et tiltak: sosialplan tiltak ny {sak.sak}",
        )
    return sak.aktivitetsplan


def _approver(plan: Plan, sak: Sak, typed: str | None, run: Run) -> str:
    """Return the role that approves. Raises WrongUsage for one that the school does not let.

    Where the case is kept from all who approve, the highest of the chain's ladder does.
    """
    setting = word(plan, GODKJENNES_AV, run.i_dag, default=REKTOR)
    kept_from = shielded_for(sak, plan)
    kjede = plan.kjede(sak.kjede)
    named = [each.strip() for each in setting.split(",") if each.strip()]
    above = [each for each in (kjede.eskalering if kjede else ()) if each not in kept_from]
    allowed = [each for each in named if each not in kept_from] or above[-1:] or named
    if typed is None:
        return allowed[0]
    role = known_word(typed, [each.rolle for each in plan.skole.roller], "rolle")
    if role not in allowed:
        raise WrongUsage(
            f"Planen godkjennes ikke av {rolle(plan.skole, role)} ved denne skolen.",
            f"Den godkjennes av {', '.join(allowed)}: innstillingen «{GODKJENNES_AV}» i plan/skole.yaml.",
        )
    return role


def _require_anothers(desk: Desk, sak: Sak) -> None:
    """Raise ExpectedFailure where the school lets nobody approve what they wrote themselves."""
    if flag(desk.mappe.plan, EGEN_PLAN, desk.run.i_dag, default=True):
        return
    me = read_config(desk.depot.root).all.get("user.email", "")
    file = desk.folder.relative(desk.folder.case_path(sak.sak))
    if me in authors_since_approval(desk.depot.root, file, sak):
        raise ExpectedFailure(
            "Du har selv skrevet i planen siden den sist ble godkjent, og skolen har bestemt at en "
            "annen skal godkjenne den.",
            f"La en annen kjøre: sosialplan godkjenn {sak.sak}",
        )


def _write(desk: Desk, sak: Sak, entry: Godkjenning) -> None:
    path = desk.folder.case_path(sak.sak)
    text = append_item(desk.text_of(path), ("godkjenninger",), to_tree(entry))
    saved = desk.save({path: text}, case_message(sak.sak))
    who = rolle(desk.mappe.plan.skole, entry.av)
    tell_saved(desk.run, f"Planen i {sak.sak} er godkjent av {who}.", saved.commit)
