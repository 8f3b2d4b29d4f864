"""The board of a leadership meeting, put together of what the lists of the program show: nothing is counted again.

Numbers of pupils and of cases leave the leadership in fives, and not at all where they are small, as in the goals.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from sosialplan.model.frist import Status, VurdertFrist
from sosialplan.model.handlingskjede import Handlingskjede, Slag
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.rules.dekning import Dekning
from sosialplan.rules.vurdering import is_open, is_overdue
from sosialplan.views.fristrader import UTEN_NAVN
from sosialplan.views.maaltall import SMALLEST, UNDER_FEM, five_in_words
from sosialplan.views.roller import rolle
from sosialplan.views.saksliste import Saksrad
from sosialplan.views.tavle.tavlefelt import (
    FOR_OTHERS,
    SHORTEST,
    Kolonne,
    Soylemerke,
    Soyler,
    Soylerad,
    Tavlefelt,
    ramset,
    sums_for_all,
)

Si = Callable[[str], str]
"""Puts our own words into the school's form of Norwegian."""
_SOON = 7
"""What comes within so many days is near on the board: until the next weekly meeting."""
_MOST_ROLES = 12
"""So many roles at most have a bar of their own; the table has all of them."""
_SHORT_NAME = 4
"""A class of so many characters has room in the narrowest column."""
_SIDE_BY_SIDE = 14
"""Classes that are more than this stand in two columns, and in three where they are more than twice as many."""


class Frister(Value, frozen=True):
    """Rows of deadlines by how soon they are due."""

    forfalt: tuple[VurdertFrist, ...]
    snart: tuple[VurdertFrist, ...]
    senere: tuple[VurdertFrist, ...]


def by_time(rows: Iterable[VurdertFrist]) -> Frister:
    """Part what still asks something of someone by how soon; a way that stands open asks nothing."""
    late, soon, later = [], [], []
    for row in rows:
        if not is_open(row) or row.status is Status.AAPEN or row.frist.slag is Slag.AAPNING:
            continue
        if is_overdue(row):
            late.append(row)
        elif row.dager is not None and row.dager <= _SOON:
            soon.append(row)
        else:
            later.append(row)
    return Frister(tuple(late), tuple(soon), tuple(later))


def fristfelt(frister: Frister, plan: Plan, si: Si, *, ledelsen: bool) -> Tavlefelt:
    """Return the deadlines by who answers for them; one with several stands with each.

    One case has many deadlines, and would be told by them: for others than the leadership it is the cases that are
    counted, in fives.
    """
    groups = (frister.forfalt, frister.snart, frister.senere)
    counting = _deadlines if ledelsen else _cases
    counted = [counting((each, each.frist.ansvarlig) for each in rows) for rows in groups]
    raised = counting((each, each.eskalert_til) for each in frister.forfalt)
    roles = sorted(
        {role for each in (*counted, raised) for role in each},
        key=lambda role: (*(-each[role] for each in counted), role),
    )
    numbers = {role: (*(each[role] for each in counted), raised[role]) for role in roles}
    listed = [(_role(role, plan, si), numbers[role]) for role in roles]
    if not ledelsen:
        sums = [_cases((each, ("",)) for each in rows)[""] for rows in groups]
        return _deadlines_for_all(listed, sums, si)
    shown, rest = listed[:_MOST_ROLES], listed[_MOST_ROLES:]
    if rest:
        together = [sum(each) for each in zip(*(values for _, values in rest), strict=True)]
        name = si("{antall} roller til").format(antall=len(rest))
        shown.append((name, (together[0], together[1], together[2], together[3])))
    kolonner = (
        Kolonne(si("Forfalt"), Soylemerke.FORFALT),
        Kolonne(si("Innen 7 dager"), Soylemerke.SNART),
        Kolonne(si("Senere"), Soylemerke.SENERE),
        Kolonne(si("Gått opp hit")),
    )
    marks = (Soylemerke.FORFALT, Soylemerke.SNART, Soylemerke.SENERE)
    rader = tuple(
        Soylerad(name, tuple(zip(marks, values, strict=False)), tuple(map(str, values)))
        for name, values in shown
    )
    said = si("{forfalt} forfalt, {snart} innen 7 dager, {senere} senere.")
    counts = {"forfalt": len(groups[0]), "snart": len(groups[1]), "senere": len(groups[2])}
    return Tavlefelt(
        kode="frister",
        tittel=si("Frister etter rolle"),
        innledning=said.format_map(counts) if roles else si("Ingen frister venter."),
        beskrivelse=ramset(rader, kolonner),
        tegning=Soyler(rader, max(SHORTEST, *(sum(v[:3]) for _, v in shown))) if rader else None,
        hode=si("Rolle"),
        kolonner=kolonner,
        tabell=tuple((name, *map(str, values)) for name, values in listed),
        merknad=si("En frist som flere har ansvaret for, står hos hver av dem.") if rader else "",
    )


def _deadlines(rows: Iterable[tuple[VurdertFrist, Sequence[str]]]) -> Counter[str]:
    """Return how many deadlines each role has."""
    return Counter(role for _, roles in rows for role in roles)


def _cases(rows: Iterable[tuple[VurdertFrist, Sequence[str]]]) -> Counter[str]:
    """Return of how many cases each role has deadlines; one of no case counts by itself."""
    told = {(role, row.frist.sak or row.frist.id) for row, roles in rows for role in roles}
    return Counter(role for role, _ in told)


def _deadlines_for_all(
    listed: Iterable[tuple[str, Sequence[int]]], sums: Sequence[int], si: Si
) -> Tavlefelt:
    """Return the cases with deadlines as they leave the leadership: a role of whom nothing can be told has no row."""
    names = tuple(map(si, ("Forfalt", "Innen 7 dager", "Senere", "Gått opp hit")))
    told = sorted(
        (
            (name, [count - count % SMALLEST for count in counts])
            for name, counts in listed
            if max(counts) >= SMALLEST
        ),
        key=lambda each: (*(-count for count in each[1]), each[0]),
    )
    rader = [
        Soylerad(
            name,
            under=", ".join(
                f"{five_in_words(count)} {what.lower()}"
                for what, count in zip(names, counts, strict=True)
                if count
            ),
        )
        for name, counts in told
    ]
    few, rest = si("under 5"), si("Hver av de andre rollene") if rader else si("Hver rolle")
    words = [five_in_words(count) if count >= SMALLEST else few for count in sums]
    said = si("Saker med noe forfalt: {forfalt}. Innen 7 dager: {snart}. Senere: {senere}.")
    rows = [
        (name, *(five_in_words(each) if each else few for each in counts)) for name, counts in told
    ]
    rader.append(Soylerad(rest, under=si(UNDER_FEM)))
    return Tavlefelt(
        kode="frister",
        tittel=si("Saker med frister, etter rolle"),
        innledning=said.format(forfalt=words[0], snart=words[1], senere=words[2]),
        beskrivelse=ramset(rader, ()),
        tegning=Soyler(tuple(rader), SHORTEST),
        hode=si("Rolle"),
        kolonner=tuple(Kolonne(each) for each in names),
        tabell=(*rows, (rest, *[few] * len(names))),
        merknad=si(FOR_OTHERS),
    )


def _role(code: str, plan: Plan, si: Si) -> str:
    name = si(UTEN_NAVN.get(code) or rolle(plan.skole, code))
    return name[:1].upper() + name[1:]


def saksfelt(saker: Sequence[Saksrad], plan: Plan, si: Si, *, ledelsen: bool) -> Tavlefelt:
    """Return the open cases by the step that comes next in their chain; for others than the leadership each chain's sum."""
    by_chain = defaultdict[str, list[Saksrad]](list)
    for each in saker:
        by_chain[each.kjede].append(each)
    kolonner = (
        Kolonne(si("Noe er forfalt"), Soylemerke.FORFALT),
        Kolonne(si("I rute"), Soylemerke.GJORT),
    )
    chains = [each for each in plan.kjeder if each.kjede in by_chain] if ledelsen else []
    sums = [(each.navn, len(by_chain[each.kjede])) for each in plan.kjeder] if not ledelsen else []
    rader = list(
        sums_for_all(sums, "åpne saker", (si("Hver kjede"), si("Hver av de andre kjedene")), si)
    )
    most = SHORTEST
    for kjede in chains:
        own = by_chain[kjede.kjede]
        rader.append(Soylerad(kjede.navn, tittel=True))
        for title, late, well in _steps(kjede, own, si):
            pieces = ((Soylemerke.FORFALT, late), (Soylemerke.GJORT, well))
            rader.append(Soylerad(title, pieces, (str(late), str(well))))
            most = max(most, late + well)
    return Tavlefelt(
        kode="saker",
        tittel=si("Saker etter neste steg"),
        innledning=_cases_in_words(len(saker), si) if ledelsen else si(FOR_OTHERS),
        beskrivelse=ramset(rader, kolonner),
        tegning=Soyler(tuple(rader), most) if rader else None,
        hode=si("Kjede og steg"),
        kolonner=kolonner,
        tabell=tuple((each.navn, *(each.tall or (each.under, ""))) for each in rader),
    )


def _cases_in_words(count: int, si: Si) -> str:
    if not count:
        return si("Ingen åpne saker.")
    said = si("{antall} åpne saker.") if count != 1 else si("1 åpen sak.")
    return said.format(antall=count)


def _steps(
    kjede: Handlingskjede, saker: Sequence[Saksrad], si: Si
) -> tuple[tuple[str, int, int], ...]:
    """Return each step that cases stand at, in the chain's order: its name, cases with something overdue, and the others."""
    order = {steg.steg: place for place, steg in enumerate(kjede.steg)}
    names = {steg.steg: steg.navn for steg in kjede.steg}
    found = defaultdict[tuple[int, str], list[Saksrad]](list)
    for each in saker:
        step = each.neste.frist.steg if each.neste else ""
        title = names.get(step) or (
            each.neste.frist.tittel if each.neste else si("Ingen frist venter")
        )
        found[order.get(step, len(order)), title].append(each)
    return tuple(
        (title, sum(each.forfalt > 0 for each in own), sum(each.forfalt == 0 for each in own))
        for (_, title), own in sorted(found.items(), key=lambda item: item[0])
    )  # fmt: skip


def klassefelt(dekning: Sequence[Dekning], si: Si, uavklart: str = "") -> Tavlefelt:
    """Return the class meetings by class: held, of those that should have been by now. They are no numbers of pupils.

    ``uavklart`` is the sign of a reading that the school has not chosen.
    """
    by_class: dict[str, tuple[int, int]] = {}
    for each in dekning:
        held, asked = by_class.get(each.for_hva or "", (0, 0))
        by_class[each.for_hva or ""] = held + each.holdt, asked + each.ventet
    kolonner = (Kolonne(si("Holdt"), Soylemerke.GJORT), Kolonne(si("Mangler"), Soylemerke.FORFALT))
    rader = tuple(
        Soylerad(
            klasse,
            ((Soylemerke.GJORT, held), (Soylemerke.FORFALT, asked - held)),
            (str(held), str(asked - held)),
        )
        for klasse, (held, asked) in by_class.items()
    )
    held, asked = (sum(each) for each in zip(*by_class.values(), strict=True)) if rader else (0, 0)
    said = si("{holdt} av {ventet} er holdt.").format(holdt=held, ventet=asked)
    return Tavlefelt(
        kode="klassemoeter",
        tittel=" ".join(filter(None, (si("Klassemøter"), uavklart))),
        innledning=said if rader else si("Ingen klasser har klassemøter å holde."),
        beskrivelse=ramset(rader, kolonner),
        tegning=Soyler(
            rader,
            max(asked for _, asked in by_class.values()),
            spalter=_columns([each.navn for each in rader]),
        )
        if rader
        else None,
        hode=si("Klasse"),
        kolonner=kolonner,
        tabell=tuple((each.navn, *each.tall) for each in rader),
    )


def _columns(names: Sequence[str]) -> int:
    """Return how many rows stand side by side: of long names no more than two."""
    wanted = 1 + (len(names) > _SIDE_BY_SIDE) + (len(names) > 2 * _SIDE_BY_SIDE)
    return min(wanted, 2) if max(map(len, names)) > _SHORT_NAME else wanted
