"""Names of other pupils, and of their homes, in the free text of a file."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.lekkasje import Funnslag, Hvem, Kjent, Kjente
from sosialplan.model.mappe import Mappe
from sosialplan.model.oppslagsverk import Navnebok
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.navn.aliaser import everyone, home_of, listed, staff_of
from sosialplan.rules.navn.kontaktspor import Kontaktspor, eposter
from sosialplan.rules.navn.lekkasje import Leting, names_found, whose
from sosialplan.rules.navn.navneleting import NOBODY, Navneregister, Nummer, navneregister, vanlige
from sosialplan.rules.navn.tekstord import lesninger, ordrekke, som_lest, words_of

_NOWHERE = Kontaktspor({}, eposter(()))


class Folk(Value, frozen=True):
    """All pupils and guardians whom a planmappe knows, made ready once for all its texts.

    ``i_sak`` are those whom each case involves. An employee may stand in any text.
    """

    andre: tuple[Kjent, ...]
    ansatte: tuple[Kjent, ...]
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
    return Folk(
        andre=people,
        ansatte=tuple(staff_of(mappe.plan.skole)),
        register=navneregister([each.navn for each in people], bok),
        i_sak={sak: frozenset(numbers) for sak, numbers in involved.items()},
        vanlige=vanlige(bok.vanlige_ord),
        ikke_navn=vanlige((*bok.ikke_navn, *roles)),
        bok=bok,
        hjem={each.value.sak: tuple(home_of(each.value)) for each in mappe.saker},
    )


def others_than(folk: Folk, sak: str, own: Sequence[Kjent]) -> Leting:
    """Return what the texts about ``own`` are held against, in a case or (``""``) beside any."""
    allowed = (*own, *folk.ansatte)
    return Leting(
        kjente=Kjente(sak=sak, klasse=None, egne=tuple(own), andre=folk.andre),
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
