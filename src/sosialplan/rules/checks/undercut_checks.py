"""Checks of how far a plan lies below the law: readings, degrees, the words of a step, and how a case ends.

What only differs from the standard is told by ``standard_checks``; what is told here is more than that.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.elev import Trygt
from sosialplan.model.handlingskjede import Gren, Handlingskjede, Steg, Utloeser
from sosialplan.model.lovplikt import AT_ONCE, Lovplikt, Lovplikter, Naar
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath, path_to
from sosialplan.model.record import Record
from sosialplan.model.sak import Utfall
from sosialplan.model.skole import Innstilling
from sosialplan.rules.checks.plan_checks import SKOLE, VALG
from sosialplan.rules.explanation import value_of
from sosialplan.rules.lov import NO_END, days_of_change, days_on, law_on, when

_LAW_WORDS = ("hva", "merknad", "med", "etter_valg", "spoer_om")
"""What tells the one who is to do it what the duty is, and who is to be with it."""
_CHAIN_WORDS = ("beskrivelse", "alltid", "alltid_etter_valg")
_DAARLIG = frozenset({Utfall.DELVIS, Utfall.INGEN, Trygt.DELVIS, Trygt.NEI})
"""Answers by which a case is not over."""
_ROUNDS = ("eskalering-skoledager", "stillhet-skoledager")
"""The settings besides those of rules that say how long nobody is told."""
Funn = tuple[str, frozenset[str], str | None, Finding]
"""The chain, the duties and the step of which a reason must name one to lift it, and the finding."""


def check_readings(plan: Plan, plikter: Sequence[Lovplikt], i_dag: date) -> Iterator[Funn]:
    """Yield each reading that was chosen and says less than the law, or what an older law said."""
    for plikt in plikter:
        law = law_on(plikt, i_dag)
        for each in plikt.lesninger if law else ():
            choice = plan.valget(each.valg)
            if law is None or choice is None or choice.valgt != each.lesning:
                continue
            where: TreePath = ("valg", plan.valg.valg.index(choice), "valgt")
            values = {
                "valg": each.valg, "lesning": each.lesning, "plikt": plikt.plikt, "navn": plikt.navn,
                "kjede": each.kjede, "paragraf": law.sted, "hvorfor": each.hvorfor.strip(),
            }  # fmt: skip
            code = "J532" if each.plikten_staar else "J531"
            yield each.kjede, frozenset({plikt.plikt}), None, Finding(code, VALG, where, values)


def check_closings(plan: Plan, standard: Plan | None) -> Iterator[Funn]:
    """Yield a chain that ends with what is no closing, or that a bad outcome ends."""
    for kjede in plan.kjeder:
        file, end = _file(kjede), kjede.find(kjede.avsluttes_med)
        before = standard.kjede(kjede.kjede) if standard else None
        wrong = end is not None and bool(set(end.betyr) - {Betydning.AVSLUTTET})
        if before is not None and kjede.find(before.avsluttes_med) is not None:
            wrong = wrong or kjede.avsluttes_med != before.avsluttes_med
        if wrong:
            values = {"steg": kjede.avsluttes_med}
            yield kjede.kjede, frozenset(), None, Finding("J537", file, ("avsluttes_med",), values)
        ends: list[tuple[TreePath, Gren | Utloeser]] = [
            (("grener", i), each)
            for i, each in enumerate(kjede.grener)
            if each.til == kjede.avsluttes_med
        ]
        if end is not None:
            ends += [
                (("steg", kjede.steg.index(end), "utløses_av", i), each)
                for i, each in enumerate(end.utloeses_av)
            ]
        for where, leads in ends:
            bad = [each.value for each in (*leads.utfall, *leads.trygt) if each in _DAARLIG]
            if bad:
                told = {"steg": kjede.avsluttes_med, "svar": " og ".join(bad)}
                by_outcome = set(leads.utfall) & _DAARLIG
                at = path_to(*where, Utloeser.utfall if by_outcome else Utloeser.trygt)
                yield kjede.kjede, frozenset(), None, Finding("J538", file, at, told)


def check_degree(plan: Plan, lov: Lovplikter, standard: Plan, i_dag: date) -> Iterator[Funn]:
    """Yield each deadline of a duty that the law gives no number, where it is another than the standard's by far."""
    of_law: set[str] = set()
    times = lov.langt_over.ganger
    for kjede, steg, mine in _carrying(plan, lov.plikter, i_dag):
        rule = plan.regel(steg.regel) if steg.regel else None
        of_law |= {
            each.innstilling for each in (rule.versjoner if rule else ()) if each.innstilling
        }
        before = standard.kjede(kjede.kjede)
        old = _like(before, kjede, steg) if before else None
        if old is None or old.regel is None:
            continue
        for plikt in mine:
            found = _too_far(plan, steg, plikt, (standard, old), i_dag, times)
            if found is not None:
                day, word, paragraph = found
                values = {
                    "steg": steg.steg, "plikt": plikt.navn, "når": word, "paragraf": paragraph,
                    "dag": day.isoformat(), "faktor": str(times),
                }  # fmt: skip
                where: TreePath = ("steg", kjede.steg.index(steg))
                where = (*where, "regel") if steg.regel else where
                finding = Finding("J533", _file(kjede), where, values)
                yield kjede.kjede, frozenset({plikt.plikt}), old.steg, finding
                break
    yield from _settings(plan, standard, of_law, i_dag, times)


def _too_far(
    plan: Plan, steg: Steg, plikt: Lovplikt, before: tuple[Plan, Steg], i_dag: date, times: int
) -> tuple[date, str, str] | None:
    """Return the first day on which a deadline is too long by far, what the law says of it, and where."""
    standard, old = before
    for day in days_of_change(plan, steg, plikt, i_dag):
        law = law_on(plikt, day)
        if law is None or law.naar in {*AT_ONCE, Naar.TALL}:
            continue
        was = days_on(standard, old, day)
        if was < NO_END and days_on(plan, steg, day) > times * max(was, 1):
            return day, when(law), law.sted
    return None


def _settings(
    plan: Plan, standard: Plan, but: Collection[str], i_dag: date, times: int
) -> Iterator[Funn]:
    """Yield each other setting of days that is far above the standard's."""
    rules = standard.fristregler.regler
    named = [each.innstilling for rule in rules for each in rule.versjoner if each.innstilling]
    for code in dict.fromkeys((*named, *_ROUNDS)):
        now, before = plan.innstilling(code), standard.innstilling(code)
        if code in but or now is None or before is None:
            continue
        was = value_of(before, i_dag)
        far = [each for each in _values(now, i_dag) if each > times * max(int(was), 1)]
        if far:
            where: TreePath = ("innstillinger", plan.skole.innstillinger.index(now))
            values = {
                "innstilling": code, "verdi": str(far[0]), "standard": str(was),
                "faktor": str(times),
            }  # fmt: skip
            yield "", frozenset(), None, Finding("J536", SKOLE, where, values)


def _values(setting: Innstilling, i_dag: date) -> Iterator[int]:
    """Yield the whole numbers of a setting that hold, or are to come."""
    later = (each.verdi for each in setting.verdier if each.gjelder_fra > i_dag)
    for each in (value_of(setting, i_dag), *later):
        if isinstance(each, int):
            yield each


def check_words(
    plan: Plan, plikter: Sequence[Lovplikt], standard: Plan, i_dag: date
) -> Iterator[Funn]:
    """Yield each sentence about a duty that is not the standard's, and who the law goes past that is with it.

    Whether words undercut the law is for a person to judge, who writes why not under ``avvik``.
    """
    bearing: dict[str, set[str]] = {}
    for kjede, steg, mine in _carrying(plan, plikter, i_dag, ending=True):
        duties = frozenset(each.plikt for each in mine)
        bearing.setdefault(kjede.kjede, set()).update(duties)
        before = standard.kjede(kjede.kjede)
        old = _like(before, kjede, steg) if before else None
        if old is None:
            continue
        changed = _other(steg, old, _LAW_WORDS)
        if changed:
            where: TreePath = ("steg", kjede.steg.index(steg))
            law = next(law for each in mine if (law := law_on(each, i_dag)))
            values = {
                "steg": steg.steg, "felt": ", ".join(changed), "plikt": mine[0].navn,
                "paragraf": law.sted, "setning": law.setning.strip(),
            }  # fmt: skip
            there = (
                where
                if getattr(steg, _attribute(changed[0])) in {None, ()}
                else (*where, changed[0])
            )
            yield kjede.kjede, duties, old.steg, Finding("J534", _file(kjede), there, values)
    for chain, every in bearing.items():
        kjede_, before = plan.kjede(chain), standard.kjede(chain)
        if kjede_ is None or before is None:
            continue
        for key in _other(kjede_, before, _CHAIN_WORDS):
            gone = getattr(kjede_, _attribute(key)) in {None, ()}
            at: TreePath = ("kjede",) if gone else (key,)
            yield chain, frozenset(every), None, Finding("J539", _file(kjede_), at, {"felt": key})


def check_passed_by(plan: Plan, plikter: Sequence[Lovplikt], i_dag: date) -> Iterator[Funn]:
    """Yield each whom the law goes past, and whom a step that carries the duty has with it."""
    for kjede, steg, mine in _carrying(plan, plikter, i_dag):
        for plikt in mine:
            law = law_on(plikt, i_dag)
            for field in ("ansvarlig", "med"):
                named = [each for each in getattr(steg, field) if each in plikt.krav.uten]
                if named and law is not None:
                    where: TreePath = ("steg", kjede.steg.index(steg), field)
                    values = {
                        "steg": steg.steg, "plikt": plikt.navn, "paragraf": law.sted,
                        "rolle": " og ".join(named),
                    }  # fmt: skip
                    finding = Finding("J535", _file(kjede), where, values)
                    yield kjede.kjede, frozenset({plikt.plikt}), None, finding


def _carrying(
    plan: Plan, plikter: Sequence[Lovplikt], i_dag: date, *, ending: bool = False
) -> Iterator[tuple[Handlingskjede, Steg, list[Lovplikt]]]:
    """Yield each step that carries a duty that is law on a day, with those duties.

    With ``ending`` the step that closes a case too: by it every duty of the chain ends.
    """
    for kjede in plan.kjeder:
        asked = [each for each in plikter if each.hjemmel == kjede.hjemmel and law_on(each, i_dag)]
        for steg in kjede.steg:
            mine = [each for each in asked if not kjede.means(steg.steg).isdisjoint(each.betyr)]
            if not mine and ending and steg.steg == kjede.avsluttes_med:
                mine = asked
            if mine:
                yield kjede, steg, mine


def _like(before: Handlingskjede, kjede: Handlingskjede, steg: Steg) -> Steg | None:
    """Return the standard's step of this code, or the one that means the same under another."""
    found = before.find(steg.steg)
    if found is not None:
        return found
    meant = kjede.means(steg.steg)
    return next((each for each in before.steg if before.means(each.steg) == meant), None)


def _other(now: Record, before: Record, names: Collection[str]) -> list[str]:
    """Return the keys of these properties that differ; how a sentence is broken into lines is nothing."""
    keys = zip(before.__struct_fields__, before.__struct_encode_fields__, strict=True)
    return [
        key
        for name, key in keys
        if name in names and _said(getattr(now, name)) != _said(getattr(before, name))
    ]


def _said(value: object) -> object:
    if isinstance(value, tuple):
        return sorted(repr(_said(each)) for each in value)
    return " ".join(value.split()) if isinstance(value, str) else value


def _attribute(key: str) -> str:
    return "spoer_om" if key == "spør_om" else key


def _file(kjede: Handlingskjede) -> str:
    return f"plan/handlingskjeder/{kjede.kjede}.yaml"
