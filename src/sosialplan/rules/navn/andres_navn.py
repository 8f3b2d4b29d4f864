"""Names of other pupils, and of their homes, in the free text of a file."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.lekkasje import Funnslag, Hvem, Kjent, Kjente
from sosialplan.model.mappe import Mappe
from sosialplan.model.oppslagsverk import Navnebok
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.navn.aliaser import called_alike, everyone, home_of, listed, staff_of
from sosialplan.rules.navn.kontaktspor import Kontaktspor, eposter
from sosialplan.rules.navn.lekkasje import Leting, is_shared, names_found, whose
from sosialplan.rules.navn.navneleting import NOBODY, Navneregister, Nummer, navneregister, vanlige
from sosialplan.rules.navn.tekstord import (
    Ordrekke,
    any_of,
    lesninger,
    one_letter,
    ordrekke,
    som_lest,
    words_of,
)

_NOWHERE = Kontaktspor({}, eposter(()))


class Folk(Value, frozen=True):
    """All pupils and guardians whom a planmappe knows, made ready once for all its texts.

    ``i_sak`` are those whom each case involves. An employee may stand in any text, but for one who is called as a pupil
    is; ``delte`` are their names.
    """

    andre: tuple[Kjent, ...]
    ansatte: tuple[Kjent, ...]
    delte: frozenset[str]
    register: Navneregister
    i_sak: Mapping[str, Nummer]
    vanlige: frozenset[str]
    ikke_navn: frozenset[str]
    bok: Navnebok
    hjem: Mapping[str, tuple[Kjent, ...]]


def folk_i(mappe: Mappe, bok: Navnebok, lister: Sequence[Klasseliste] = ()) -> Folk:
    """Make ready to look for all whom a planmappe knows, and those on the class lists that are given."""
    everybody = (*everyone(mappe), *listed(lister))
    people = tuple(dict.fromkeys(each for each in everybody if each.hvem is not Hvem.ANSATT))
    involved = defaultdict[str, set[int]](set)
    for number, each in enumerate(people):
        if each.sak is not None and each.hvem is Hvem.INVOLVERT:
            involved[each.sak].add(number)
    roles = [word for each in mappe.plan.skole.roller for word in words_of(each.navn)]
    staff = tuple(staff_of(mappe.plan.skole))
    delte = called_alike(staff, people)
    return Folk(
        andre=people,
        ansatte=tuple(each for each in staff if folded(each.navn) not in delte),
        delte=delte,
        register=navneregister([each.navn for each in people], bok),
        i_sak={sak: frozenset(numbers) for sak, numbers in involved.items()},
        vanlige=vanlige(bok.vanlige_ord),
        ikke_navn=vanlige((*bok.ikke_navn, *roles)),
        bok=bok,
        hjem={each.hode.sak: tuple(home_of(each.hode)) for each in mappe.saker},
    )


def others_than(folk: Folk, sak: str, own: Sequence[Kjent]) -> Leting:
    """Return what the texts about ``own`` are held against, in a case or (``""``) beside any."""
    allowed = (*own, *folk.ansatte)
    return Leting(
        kjente=Kjente(sak=sak, klasse=None, egne=tuple(own), andre=folk.andre, delte=folk.delte),
        andre=folk.register,
        egne=navneregister([each.navn for each in own], folk.bok),
        tillatte=navneregister([each.navn for each in allowed], folk.bok),
        involverte=folk.i_sak.get(sak, NOBODY),
        vanlige=folk.vanlige,
        ikke_navn=folk.ikke_navn,
        fraser=(),
        kontakt=_NOWHERE,
    )


def may_name(text: str, folk: Folk) -> bool:
    """Tell whether any word of a text, and not a number alone, is part of a name; quicker than to look for names."""
    return not all(each.isdecimal() for each in folk.register.among(ordrekke(text).ulike))


def names_in(text: str, leting: Leting) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Yield whom a text names, in words that name nobody: those it surely names, and whom it may name.

    A lone name is surely one whom the case involves, or it may be any pupil's; not an employee's.
    """
    sure, maybe = set[Kjent](), set[Kjent]()
    own = {folded(each.navn) for each in leting.kjente.egne}
    for slag, key, hvem, _ in names_found(lesninger(som_lest(text)), leting, None):
        people = {leting.kjente.andre[number] for number in hvem}
        involved = {leting.kjente.andre[number] for number in hvem & leting.involverte}
        if slag is Funnslag.NAVN or involved:
            sure |= involved or people
        elif not leting.tillatte.named(key):
            maybe |= {each for each in people if each.hvem is not Hvem.FORESATT}
    for certain, found in ((True, sure), (False, maybe - sure)):
        others = {each for each in found if folded(each.navn) not in own}
        if others:
            yield certain, whose(others, leting.kjente.sak)


def pupils_named(name: str, leting: Leting) -> bool:
    """Tell whether a name is that of another pupil, and of no guardian or employee alone."""
    own = {folded(each.navn) for each in leting.kjente.egne}
    people = (
        leting.kjente.andre[number]
        for slag, _, hvem, _ in names_found(lesninger(som_lest(name)), leting, None)
        if slag is Funnslag.NAVN or is_shared(hvem, leting.kjente)
        for number in hvem
    )
    return any(each.hvem is not Hvem.FORESATT and folded(each.navn) not in own for each in people)


_SHORTENED = 4
"""Letters: so many capitals are PPT or BUP, and more are a word."""


class Navnlike(Value, frozen=True):
    """What a word is held against that may be the name of somebody whom nobody has listed.

    ``tillatte`` may stand there; ``fornavn`` are given names that are no ordinary word, ``kallenavn`` what those who bear them
    are called, and ``vanlige`` names that are ordinary words too.
    """

    tillatte: Navneregister
    fornavn: frozenset[str]
    kallenavn: frozenset[str]
    vanlige: frozenset[str]
    ikke_navn: frozenset[str]
    fraser: re.Pattern[str]


def navnlike(names: Sequence[str], phrases: Iterable[str], bok: Navnebok) -> Navnlike:
    """Make ready to look for names that nobody has listed; ``names`` and ``phrases`` may stand in the texts."""
    ordinary = vanlige(bok.vanlige_ord)
    given = vanlige(tuple(form for one in bok.navneformer for form in (one.navn, *one.skrives)))
    nick = vanlige(tuple(form for one in bok.navneformer for form in one.kallenavn))
    found = sorted(filter(None, phrases), key=len, reverse=True)
    return Navnlike(
        tillatte=navneregister(names, bok),
        fornavn=given - ordinary,
        kallenavn=nick - ordinary,
        vanlige=ordinary,
        ikke_navn=vanlige(bok.ikke_navn),
        fraser=re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, found)) or '(?!)'})(?!\w)", re.IGNORECASE
        ),
    )


def like_names(text: str, like: Navnlike) -> tuple[str, ...]:
    """Return what looks like names of somebody whom nobody has listed, as it is written.

    A word with a capital within a sentence, and a given name of the name book wherever it stands. Another name that stands
    alone first in a sentence, or in small letters, is as any word: only a person can tell.
    """
    read = like.fraser.sub(lambda found: "x" * len(found[0]), som_lest(text))
    rekke = ordrekke(read)
    marked = [(_is_like(rekke, place, like), place) for place in range(len(rekke.forms))]
    runs = (list(each) for found, each in groupby(marked, lambda one: one[0]) if found)
    return tuple(read[rekke.start(run[0][1]) : rekke.spans[run[-1][1]][1]] for run in runs)


def _is_like(rekke: Ordrekke, place: int, like: Navnlike) -> bool:
    form = rekke.forms[place]
    if not _is_stranger(rekke, place, like):
        return False
    if not rekke.capital(place):
        return any_of(form, like.fornavn)
    if not rekke.first(place) or any_of(form, like.fornavn | like.kallenavn):
        return True
    after = place + 1
    return (
        after < len(rekke.forms)
        and not rekke.apart(after)
        and rekke.capital(after)
        and (
            _is_stranger(rekke, after, like)
            or bool(
                like.tillatte.family(rekke.forms[after])
                and not like.tillatte.given(rekke.forms[after])
            )
        )
    )


def _is_stranger(rekke: Ordrekke, place: int, like: Navnlike) -> bool:
    """Tell whether a word may be a name at all, and of nobody who may stand there."""
    form, (start, stop) = rekke.forms[place], rekke.spans[place]
    written = rekke.text[start:stop]
    if one_letter(form) or not form.isalpha() or any_of(form, like.ikke_navn):
        return False
    shortened = len(written) <= _SHORTENED and written.isupper()
    if shortened and not any_of(form, like.fornavn | like.kallenavn | like.vanlige):
        return False
    return not like.tillatte.named(form)
