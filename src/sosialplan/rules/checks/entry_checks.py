"""Checks of one entry: calls, consent, letters, decisions, and whom a case about an employee is kept from."""

from collections.abc import Iterator

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath, path_to
from sosialplan.model.rettelser import gjeldende, rettede
from sosialplan.model.sak import (
    Aktivitetsplan,
    Elev,
    GjelderAnsatt,
    Grunn,
    Hendelse,
    Sak,
    Samtykke,
    Svar,
    Tiltak,
)
from sosialplan.model.sakspapirer import Innkalling, Vedtak, Vedtaksslag
from sosialplan.model.skole import Skole
from sosialplan.rules.ansattsak.skjerming import shielded_for
from sosialplan.rules.checks.plan_checks import roles, unknown
from sosialplan.rules.explanation import letters, paragraph
from sosialplan.rules.facts import means, valid_entries, written_entries
from sosialplan.rules.lovfrister import (
    EGNE_DAGER,
    INNSYN_AVSLAATT,
    KLAGE_MOTTATT,
    complained_of,
)
from sosialplan.rules.medvirkning import (
    EGET,
    ELEV,
    FORESATTE,
    Alder,
    alder,
    may_be_15,
    only_in_words,
    tells_of_consent,
)
from sosialplan.rules.moeter.saksliste import recipients
from sosialplan.rules.saksplikter import (
    asks_for_repeated,
    decided_by,
    last_day_of_exclusion,
    same_before,
)

INNKALT = "innkalt"
"""The step of an entry that calls people to a meeting."""


def check_call(hendelse: Hendelse, where: TreePath, sak: Sak, file: str) -> Iterator[Finding]:
    """The step and what it says of the meeting belong together; the meeting is not before the call."""
    call = hendelse.innkalling
    if (hendelse.steg == INNKALT) is not (call is not None):
        values = {"sak": sak.sak, "id": hendelse.id}
        yield Finding("K347", file, path_to(*where, Hendelse.innkalling), values)
    if call is not None and call.moetedag < hendelse.dato:
        yield Finding("K348", file, path_to(*where, Hendelse.innkalling, Innkalling.moetedag))


def check_heard(hendelse: Hendelse, where: TreePath, sak: Sak, file: str) -> Iterator[Finding]:
    """Other pupils who were heard are known by their alias."""
    known = {each.alias for each in sak.involverte}
    for place, alias in enumerate(hendelse.hoert):
        if alias not in known:
            yield Finding("K346", file, path_to(*where, Hendelse.hoert, place))


def check_consent(sak: Sak, file: str, plan: Plan) -> Iterator[Finding]:
    """Yield what is wrong with the answers of a case; what was corrected is not judged."""
    known = recipients(plan)
    understood = (*known, *EGET)
    counted = {each.id for each in gjeldende(sak.hendelser)}
    for i, each in enumerate(sak.hendelser):
        if each.id not in counted:
            continue
        where: TreePath = path_to(Sak.hendelser, i)
        for j, code in enumerate(each.samtykke_til):
            if code not in understood:
                place = path_to(*where, Hendelse.samtykke_til, j)
                yield from unknown("K371", file, place, code, known)
        if each.samtykke is None:
            if tells_of_consent(each):
                yield Finding("K372", file, where)
        elif each.samtykke is not Samtykke.IKKE_SPURT:
            if each.samtykke is Samtykke.JA and only_in_words(each):
                yield Finding("K377", file, path_to(*where, Hendelse.samtykke_om))
            yield from _check_givers(sak.elev, plan.skole, each, file, where)


def _check_givers(elev: Elev, skole: Skole, hendelse: Hendelse, file: str, where: TreePath) -> Iterator[Finding]:  # fmt: skip
    people = {ELEV, FORESATTE, *(each.navn for each in elev.foresatte)}
    for j, who in enumerate(hendelse.samtykke_av):
        if who not in people:
            yield Finding("K373", file, path_to(*where, Hendelse.samtykke_av, j))
    age = alder(elev, hendelse.dato)
    at: TreePath = path_to(*where, Hendelse.samtykke)
    if age is Alder.OVER and ELEV not in hendelse.samtykke_av:
        yield Finding("K374", file, at)
    if age is Alder.UNDER and set(hendelse.samtykke_av) == {ELEV}:
        yield Finding("K375", file, at)
    if age is Alder.UKJENT and hendelse.samtykke is Samtykke.JA and may_be_15(elev, skole):
        yield Finding("K376", file, at)


def check_letter(
    hendelse: Hendelse, where: TreePath, file: str, kjede: Handlingskjede, plan: Plan
) -> Iterator[Finding]:
    """The letter is one that the law had on the day; a yes names one, a no needs none.

    Where the law of the day had no letters, none is asked for, and none is right.
    """
    steg = kjede.find(hendelse.steg)
    if steg is None or steg.bokstav_fra is None:
        return
    known = [each.bokstav for each in letters(plan, steg.bokstav_fra, hendelse.dato)]
    values = {
        "paragraf": paragraph(plan, steg.bokstav_fra, hendelse.dato) or "Loven",
        "bokstaver": ", ".join(known) or "ingen",
    }
    named = None if hendelse.grunn is Grunn.INGEN else hendelse.grunn
    if known and named is None and hendelse.svar is Svar.JA:
        yield Finding("K361", file, where, values)
    elif named is not None and named.value not in known:
        yield Finding(
            "K362", file, path_to(*where, Hendelse.grunn), {**values, "bokstav": named.value}
        )


def check_of_law(hendelse: Hendelse, where: TreePath, file: str) -> Iterator[Finding]:
    """Statsforvalteren's day is written down; a refusal of access says where in the law it stands."""
    if hendelse.steg in EGNE_DAGER and hendelse.frist is None:
        yield Finding("K365", file, where)
    if hendelse.steg == INNSYN_AVSLAATT and not hendelse.notat:
        yield Finding("K366", file, where)


def check_complaints(sak: Sak, file: str) -> Iterator[Finding]:
    """A complaint is on a decision or a refusal of access that the case holds."""
    known = valid_entries(sak)
    for place, each in enumerate(written_entries(sak)):
        if each in known and each.steg == KLAGE_MOTTATT and complained_of(known, each) is None:
            told = {"sak": sak.sak, "id": each.id}
            yield Finding("K411", file, path_to(Sak.hendelser, place, Hendelse.steg), told)


def check_repeated(sak: Sak, file: str, mappe: Mappe) -> Iterator[Finding]:
    """Where the school owner is told of what is repeated, two cases of one pupil say that it is.

    The later case is the one that is told of.
    """
    if sak.gjentatt or not asks_for_repeated(mappe.plan, sak.kjede):
        return
    before = same_before(sak, mappe)
    if before and not before[-1].gjentatt:
        yield Finding("K363", file, path_to(Sak.elev, Elev.navn), {"sak": before[-1].sak})


def check_decided(
    hendelse: Hendelse,
    where: TreePath,
    sak: Sak,
    file: str,
    kjede: Handlingskjede,
    plan: Plan,
) -> Iterator[Finding]:
    """The step and what was decided belong together; only a chain's own step may be without.

    It is made by whom the law says: rektor excludes, the municipality moves a pupil and cannot leave it to
    the school. An exclusion has an end, after its start. One that lasts longer than the law of its day lets it, is
    told of as a breach: what happened shall stand.
    """
    vedtak, own = hendelse.vedtak, bool(kjede.meaning(Betydning.VEDTAK))
    decides = means(kjede, hendelse.steg, Betydning.VEDTAK)
    if (decides and vedtak is None and not own) or (not decides and vedtak is not None):
        yield Finding(
            "K351", file, path_to(*where, Hendelse.vedtak), {"sak": sak.sak, "id": hendelse.id}
        )
    if vedtak is None:
        return
    lawful = decided_by(plan, vedtak.slag, hendelse.dato)
    if lawful and hendelse.av not in {None, lawful}:
        values = {"slag": vedtak.slag.value, "rolle": lawful, "av": hendelse.av or ""}
        yield Finding("K367", file, path_to(*where, Hendelse.av), values)
    inside: TreePath = path_to(*where, Hendelse.vedtak)
    if vedtak.til is not None and vedtak.til < vedtak.fra:
        yield Finding("K310", file, path_to(*inside, Vedtak.til))
    if vedtak.slag is not Vedtaksslag.BORTVISNING:
        return
    if vedtak.til is None:
        yield Finding("K352", file, inside)
        return
    longest = last_day_of_exclusion(plan, vedtak.fra)
    if longest is None:
        yield Finding("K364", file, path_to(*inside, Vedtak.fra))
    elif vedtak.til > longest[0]:
        yield Finding("K353", file, path_to(*inside, Vedtak.til), {"lengst": longest[1]})


def check_shield(sak: Sak, file: str, mappe: Mappe) -> Iterator[Finding]:
    """Yield every finding about the employees of a case; none where it is about none."""
    yield from _check_linked(sak, file, mappe)
    about = sak.gjelder_ansatt
    if about is None:
        return
    yield from _check_employees(about, file, mappe)
    kept_from = shielded_for(sak, mappe.plan)
    kjede = mappe.plan.kjede(sak.kjede)
    if kjede is not None and kept_from.issuperset(kjede.eskalering):
        yield Finding("K339", file, path_to(Sak.gjelder_ansatt, GjelderAnsatt.roller))
    for where, owner in _owners(sak.aktivitetsplan or Aktivitetsplan()):
        if owner in kept_from:
            yield Finding("K335", file, where)
    corrected = rettede(sak.hendelser)
    for i, hendelse in enumerate(sak.hendelser):
        named: tuple[tuple[TreePath, str | None], ...] = (
            (path_to(Hendelse.av), hendelse.av),
            (path_to(Hendelse.ansvarlig), hendelse.ansvarlig),
            *((path_to(Hendelse.med, j), rolle) for j, rolle in enumerate(hendelse.med)),
        )
        at = next((where for where, rolle in named if rolle in kept_from), None)
        if at is not None and hendelse.id not in corrected:
            yield Finding("K336", file, path_to(Sak.hendelser, i, *at))


def _check_linked(sak: Sak, file: str, mappe: Mappe) -> Iterator[Finding]:
    """A case and the one it follows from are kept from the same roles."""
    origin = mappe.sak(sak.fra_sak) if sak.fra_sak else None
    if origin is not None and _roles(origin.value) != _roles(sak):
        yield Finding("K334", file, path_to(Sak.fra_sak))


def _roles(sak: Sak) -> frozenset[str]:
    return frozenset(sak.gjelder_ansatt.roller if sak.gjelder_ansatt else ())


def _check_employees(about: GjelderAnsatt, file: str, mappe: Mappe) -> Iterator[Finding]:
    """The roles are those of employees, and the persons are among those of the school."""
    for i, rolle in enumerate(about.roller):
        where: TreePath = path_to(Sak.gjelder_ansatt, GjelderAnsatt.roller, i)
        yield from unknown("K305", file, where, rolle, roles(mappe.plan))
        known = mappe.plan.rolle(rolle)
        if known is not None and not known.ved_skolen:
            yield Finding("K337", file, where)
    persons = {each.navn for each in mappe.plan.skole.personer}
    for i, navn in enumerate(about.navn):
        if navn not in persons:
            yield Finding("K338", file, path_to(Sak.gjelder_ansatt, GjelderAnsatt.navn, i))


def _owners(plan: Aktivitetsplan) -> Iterator[tuple[TreePath, str | None]]:
    """Yield everyone who answers for the plan or for a measure that is not ended."""
    yield (
        path_to(Sak.aktivitetsplan, Aktivitetsplan.ansvarlig_i_ledelsen),
        plan.ansvarlig_i_ledelsen,
    )
    for i, tiltak in enumerate(plan.tiltak):
        if tiltak.slutt is None:
            where: TreePath = path_to(Sak.aktivitetsplan, Aktivitetsplan.tiltak, i)
            yield path_to(*where, Tiltak.ansvarlig), tiltak.ansvarlig
            yield path_to(*where, Tiltak.stedfortreder), tiltak.stedfortreder
