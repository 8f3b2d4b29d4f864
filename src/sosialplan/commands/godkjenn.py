"""``godkjenn``: rektor approves the plan as it is now, and who has written in it since the last time."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NoReturn

from sosialplan.commands.fortid import Fortid
from sosialplan.commands.run import Run, known_role
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Errand, Followed, carry_out, of_case
from sosialplan.commands.skrivebordet.foering import foert_av, require_role, writer_at
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.history import commits
from sosialplan.git.settings import read_config
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Aktivitetsplan, Sak
from sosialplan.model.sakspapirer import Godkjenning, Likevel
from sosialplan.model.skole import Person, has_role
from sosialplan.rules.ansattsak.skjerming import shielded_for
from sosialplan.rules.explanation import flag, word
from sosialplan.rules.godkjenning import approvals, fingerprint
from sosialplan.rules.ventende import GODKJENNES_AV
from sosialplan.schema.decode import decode
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumentdeler.planmangler import belongs_to_plan
from sosialplan.views.dokumentdeler.saksbilde import saksbilde
from sosialplan.views.dokumenter.aktivitetsplan import aktivitetsplan
from sosialplan.views.roller import foert_inn, rolle


def authors_since_approval(folder: Planmappe, file: str, sak: Sak) -> Iterator[str]:
    """Yield the address of each who changed what an approval is about, newest first.

    A version that cannot be read is no change of the plan: it could not be approved either. Nor is the first that
    can, where what stood before it is sealed for others: it may only have been sealed anew.
    """
    fortid = Fortid(folder)
    given = len(sak.godkjenninger)
    for commit in commits(folder.root, [file]):
        after = _case(fortid, commit.sides[0][0].after, file)
        if after is not None and len(after.godkjenninger) < given:
            return
        if any(fortid.lukket(side[0].before) for side in commit.sides):
            continue
        befores = [_case(fortid, side[0].before, file) for side in commit.sides]
        if after is not None and all(_content(each) != _content(after) for each in befores):
            yield commit.email


def _case(fortid: Fortid, content: str | None, file: str) -> Sak | None:
    return decode(fortid.innhold(content).tree, Sak, file)[0] if content else None


def _content(sak: Sak | None) -> str:
    return fingerprint((sak.aktivitetsplan if sak else None) or Aktivitetsplan())


REKTOR = "rektor"
EGEN_PLAN = "egen-plan-kan-godkjennes"


def godkjenn(
    run: Run, typed: str, *, av: str | None, notat: str | None, likevel: str | None = None
) -> int:
    """Write the approval, with the fingerprint of what was approved.

    ``likevel`` is why it is given, where the plan lacks what the law asks of it.
    """

    def work(desk: Desk) -> Errand:
        sak = desk.case(typed).value
        plan = _plan(sak)
        person = writer_at(desk)
        by = _approver(desk, sak, av, person)
        require_role(desk, sak, by, person)
        _require_anothers(desk, sak)
        own = person is not None and has_role(person, by, desk.mappe.plan.skole, sak.elev.klasse)
        stands = [each.godkjenning for each in approvals(sak) if each.gjelder]
        if any(each.av == by and not (own and each.foert_av) for each in stands):
            raise ExpectedFailure(
                f"Planen i {sak.sak} er allerede godkjent slik den er.",
                f"Se planen: sosialplan lag aktivitetsplan {sak.sak}",
            )
        lacks = aktivitetsplan(saksbilde(sak, desk.mappe.plan, run.i_dag)).mangler
        demanded = [each for each in lacks if each.maa_med and belongs_to_plan(each.kode)]
        if demanded and not likevel:
            _refuse(sak, demanded)
        codes = tuple(dict.fromkeys(each.kode for each in demanded))
        entry = Godkjenning(
            id=run.new_id(),
            dato=run.i_dag,
            registrert=run.recorded,
            av=by,
            foert_av=foert_av(desk, by, sak.elev.klasse),
            fingeravtrykk=fingerprint(plan),
            notat=notat,
            likevel=Likevel(koder=codes, hvorfor=likevel) if codes and likevel else None,
        )
        change = Added(desk.folder.case_path(sak.sak), path_to(Sak.godkjenninger), entry)
        skole, who = desk.mappe.plan.skole, entry.foert_av
        by_whom = f", {foert_inn(skole, by, who)}" if who else f" av {rolle(skole, by)}"
        said = f"Planen i {sak.sak} er godkjent{by_whom}."
        unused = bool(likevel) and not codes
        then = partial(_tell, run, sak.sak, len(lacks) - len(demanded), unused=unused)
        return of_case(desk, sak.sak, [change], said, then)

    return carry_out(run, work, case=typed)


def _tell(run: Run, number: str, rest: int, _: Followed, *, unused: bool) -> None:
    """Say what the plan lacks all the same, and that a reason was not needed."""
    if unused:
        run.terminal.note(
            "Planen mangler ikke noe loven krever av den, så grunnen er ikke skrevet ned."
        )
    if rest:
        run.terminal.note(
            f"Planen mangler {rest} {'opplysning' if rest == 1 else 'opplysninger'} som loven ikke "
            f"krever av den. Se hvilke: sosialplan lag aktivitetsplan {number}"
        )


def _plan(sak: Sak) -> Aktivitetsplan:
    if sak.aktivitetsplan is None or not sak.aktivitetsplan.tiltak:
        raise ExpectedFailure(
            f"Sak {sak.sak} har ingen plan med tiltak å godkjenne.",
            f"Legg til et tiltak: sosialplan tiltak ny {sak.sak}",
        )
    return sak.aktivitetsplan


def _refuse(sak: Sak, demanded: Sequence[Mangel]) -> NoReturn:
    """Raise ExpectedFailure with all that the law asks of the plan and that is not there."""
    said = " ".join(f"{each.kode}: {each.sentence}" for each in demanded)
    raise ExpectedFailure(
        f"Planen mangler noe loven krever av den, og er ikke godkjent. {said}",
        f"Se hvordan det skrives: sosialplan lag aktivitetsplan {sak.sak}. Må den godkjennes slik, så skriv "
        f'hvorfor: sosialplan godkjenn {sak.sak} --likevel "…"',
    )


def _approver(desk: Desk, sak: Sak, typed: str | None, person: Person | None) -> str:
    """Return the role that approves: where none is told, one that the person has, else the first.

    Raises WrongUsage for one that the school does not let. Where the case is kept from all who
    approve, the highest of the chain's ladder does.
    """
    plan, skole = desk.mappe.plan, desk.mappe.plan.skole
    setting = word(plan, GODKJENNES_AV, desk.run.i_dag, default=REKTOR)
    kept_from = shielded_for(sak, plan)
    kjede = plan.kjede(sak.kjede)
    named = [each.strip() for each in setting.split(",") if each.strip()]
    above = [each for each in (kjede.eskalering if kjede else ()) if each not in kept_from]
    allowed = [each for each in named if each not in kept_from] or above[-1:] or named
    if typed is None:
        own = (
            each for each in allowed if person and has_role(person, each, skole, sak.elev.klasse)
        )
        return next(own, allowed[0])
    role = known_role(skole, typed)
    if role not in allowed:
        raise WrongUsage(
            f"Planen godkjennes ikke av {rolle(skole, role)} ved denne skolen.",
            f"Den godkjennes av {', '.join(allowed)}: innstillingen «{GODKJENNES_AV}» i plan/skole.yaml.",
        )
    return role


def _require_anothers(desk: Desk, sak: Sak) -> None:
    """Raise ExpectedFailure where the school lets nobody approve what they wrote themselves."""
    if flag(desk.mappe.plan, EGEN_PLAN, desk.run.i_dag, default=True):
        return
    me = read_config(desk.depot.root).all.get("user.email", "")
    file = desk.folder.relative(desk.folder.case_path(sak.sak))
    if me in authors_since_approval(desk.folder, file, sak):
        raise ExpectedFailure(
            "Du har selv skrevet i planen siden den sist ble godkjent, og skolen har bestemt at en "
            "annen skal godkjenne den.",
            f"La en annen kjøre: sosialplan godkjenn {sak.sak}",
        )
