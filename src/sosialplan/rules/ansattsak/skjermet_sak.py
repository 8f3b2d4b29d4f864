"""For whom a copy is made, and the case as that recipient may see it: others only by alias."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from sosialplan.model.moeter import FOER, TEAMET
from sosialplan.model.oppslagsverk import UTEN_NAVN, Navnebok
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value, text_fields
from sosialplan.model.sak import Elev, GjelderAnsatt, Sak
from sosialplan.model.sakspapirer import Tilbakeholdt
from sosialplan.model.skole import Person, Skole
from sosialplan.rules.facts import without_entries
from sosialplan.rules.navn.aliaser import UtenNavn, aliaser, anonymt
from sosialplan.rules.saksplikter import of_barnevern


class Mottaker(Value, frozen=True):
    """A recipient.

    ``ord`` stands in a sentence after «til». ``ute`` is outside the school: nothing may be missing
    that the law demands, and the copy is written down. ``hjem`` is read at home: plain language, in
    the family's own form of Norwegian. ``anonym`` names nobody and no case. ``samtykke`` asks for
    the guardians' consent, since it is another service (forvaltningsloven § 13). ``barnevern`` may
    see what was assessed under opplæringslova § 24-3. ``slag`` is which kind it is, of those that the
    plan names: a team, or a service; of one that the law names it is empty.
    """

    kode: str
    ord: str
    ute: bool = True
    hjem: bool = False
    anonym: bool = False
    samtykke: bool = False
    barnevern: bool = False
    slag: str = ""

    @property
    def hva(self) -> str:
        """What documents say of who may have them: the kind, or the one whom the law names."""
        return self.slag or self.kode


SKOLE = Mottaker("skole", "skolen selv", ute=False, barnevern=True)
"""A working copy: what is missing is marked in it, and it does not leave the house."""

ELEV = Mottaker("elev", "eleven", hjem=True)
FORESATTE = Mottaker("foresatte", "de foresatte", hjem=True)
STATSFORVALTER = Mottaker("statsforvalter", "Statsforvalteren", barnevern=True)
ARKIV = Mottaker("arkiv", "elevmappen", barnevern=True)

TEAM, TEAM_UTEN_NAVN, TJENESTE = "team", "team-uten-navn", "tjeneste"
"""The kinds of recipients that a plan names."""
HJEM = (ELEV, FORESATTE)
LOVENS = (
    SKOLE,
    *HJEM,
    Mottaker("barnevern", "barneverntjenesten", barnevern=True),
    STATSFORVALTER,
    Mottaker("skoleeier", "skoleeier", barnevern=True),
    ARKIV,
)
"""Those whom the law itself names, in any school."""
_ANONYM = "-anonym"


def mottakere(plan: Plan) -> tuple[Mottaker, ...]:
    """Return everybody whom a copy can be made for: whom the law names, the plan's teams and its other services."""
    before = LOVENS.index(FORESATTE) + 1
    services = (
        Mottaker(each.tjeneste, each.navn, samtykke=True, slag=TJENESTE)
        for each in plan.skole.tjenester
    )
    return (*LOVENS[:before], *_teams(plan), *services, *LOVENS[before:])


def _teams(plan: Plan) -> Iterator[Mottaker]:
    """Yield each team that reports go to, with names and without; one that stands alone is «teamet»."""
    found = plan.moeter.raadsteamene
    named = [(each.moete, each.navn) for each in found] if len(found) > 1 else []
    for code, name in named or [(plan.moeter.raad, "teamet")]:
        yield Mottaker(code, name, ute=False, slag=TEAM)
        yield Mottaker(
            f"{code}{_ANONYM}", f"{name}, uten navn", ute=False, anonym=True, slag=TEAM_UTEN_NAVN
        )


def find_mottaker(code: str, plan: Plan) -> Mottaker | None:
    """Return the recipient with this code, or None. What was written before the team had the plan's word is its own."""
    known = mottakere(plan)
    found = next((each for each in known if each.kode == code), None)
    if found is not None or code.removesuffix(_ANONYM) not in {FOER, TEAMET}:
        return found
    slag = TEAM_UTEN_NAVN if code.endswith(_ANONYM) else TEAM
    return replace(next(each for each in known if each.slag == slag), kode=code)


TAUSHET = "taushetsplikt, forvaltningsloven § 13"
BARE_ALIAS = "Navn og klasse til andre elever"
ALLE_NAVN = "Navn, klasse og saksnummer"
KONTAKT = "Foresattes kontaktopplysninger"
ANSATT = "Navn på ansatte saken gjelder"
BARNEVERN = "Vurderingen av melding til barnevernet"
VURDERES_FOR_SEG = "gis ikke ut uten at det er vurdert for seg, personopplysningsloven § 16"
KJENNER_DEN_ANSATTE = frozenset({"skole", "skoleeier", "statsforvalter", "arkiv"})
"""Recipients who may know by name which employee a case is about."""
_FAAR_KONTAKT = frozenset({"skole", "barnevern", "statsforvalter", "skoleeier", "arkiv"})


class SkjermetSak(Value, frozen=True):
    """A case and the plan it is shown with, as ``mottaker`` may see them."""

    sak: Sak
    plan: Plan
    mottaker: Mottaker
    tilbakeholdt: tuple[Tilbakeholdt, ...]


def skjerm(sak: Sak, plan: Plan, mottaker: Mottaker, bok: Navnebok = UTEN_NAVN) -> SkjermetSak:
    """Take out of a case what a recipient must not have."""
    knows_employee = mottaker.kode in KJENNER_DEN_ANSATTE
    apart = frozenset() if mottaker.barnevern else of_barnevern(sak, plan.kjede(sak.kjede))
    told = tuple(_withheld(sak, mottaker, apart))
    kept = replace(without_entries(sak, apart), konflikter=())
    shown = _with_texts(kept, uten_navn(sak, plan, mottaker, bok))
    shown = replace(
        shown,
        elev=_pupil(sak.elev, shown.elev, mottaker),
        involverte=tuple(
            replace(each, navn=None, klasse=None, alias=old.alias)
            for each, old in zip(shown.involverte, sak.involverte, strict=True)
        ),
        gjelder_ansatt=_employee(sak.gjelder_ansatt, named=knows_employee),
    )
    if mottaker.anonym:
        plan = replace(plan, skole=replace(plan.skole, personer=()))
    elif not knows_employee and sak.gjelder_ansatt is not None:
        plan = replace(plan, skole=without_accused(plan.skole, sak.gjelder_ansatt, sak.elev.klasse))
    return SkjermetSak(shown, plan, mottaker, told)


def without_accused(skole: Skole, about: GjelderAnsatt, klasse: str) -> Skole:
    """Return the school without those a case is about: those it names, else who has the role for the class.

    Then no head, list or signature can name whom the text of the same paper does not.
    """

    def accused(person: Person) -> bool:
        if about.navn:
            return person.navn in about.navn
        return any(
            verv.rolle in about.roller and skole.covers(verv, klasse) for verv in person.verv
        )

    return replace(skole, personer=tuple(each for each in skole.personer if not accused(each)))


def uten_navn(sak: Sak, plan: Plan, mottaker: Mottaker, bok: Navnebok = UTEN_NAVN) -> UtenNavn:
    """Return what takes out of a text whom a recipient must not have."""
    if mottaker.anonym:
        return anonymt(sak, plan.skole, bok)
    hidden = mottaker.kode not in KJENNER_DEN_ANSATTE
    return aliaser(sak, plan.skole, skjul_ansatte=hidden, bok=bok)


def _withheld(sak: Sak, mottaker: Mottaker, apart: frozenset[str]) -> Iterator[Tilbakeholdt]:
    if apart:
        yield Tilbakeholdt(hva=BARNEVERN, hvorfor=VURDERES_FOR_SEG)
    if mottaker.anonym:
        yield Tilbakeholdt(
            hva=ALLE_NAVN, hvorfor="drøftes anonymt, siden det ikke er samtykket til noe annet"
        )
        return
    if any(each.navn or each.klasse for each in sak.involverte):
        yield Tilbakeholdt(hva=BARE_ALIAS, hvorfor=TAUSHET)
    if mottaker.kode not in _FAAR_KONTAKT and any(each.kontakt for each in sak.elev.foresatte):
        yield Tilbakeholdt(hva=KONTAKT, hvorfor=TAUSHET)
    if mottaker.kode not in KJENNER_DEN_ANSATTE and sak.gjelder_ansatt and sak.gjelder_ansatt.navn:
        yield Tilbakeholdt(hva=ANSATT, hvorfor=TAUSHET)


def _pupil(elev: Elev, shown: Elev, mottaker: Mottaker) -> Elev:
    """Return the pupil; an anonymous one has a grade only, which ``klasse`` still tells the rules."""
    if mottaker.anonym:
        return Elev(navn="Eleven", klasse=elev.klasse)
    if mottaker.kode in _FAAR_KONTAKT:
        return elev
    return replace(
        shown,
        navn=elev.navn,
        foresatte=tuple(replace(each, kontakt=None) for each in elev.foresatte),
    )


def _employee(about: GjelderAnsatt | None, *, named: bool) -> GjelderAnsatt | None:
    return about if about is None or named else replace(about, navn=())


def _with_texts(value: Any, changed: Callable[[str], str]) -> Any:
    """Return a value with every ``Text`` and ``Line`` in it changed; codes and dates stay."""
    if isinstance(value, tuple):
        return tuple(_with_texts(each, changed) for each in value)
    if not isinstance(value, msgspec.Struct):
        return value
    texts = text_fields(type(value))
    new = {
        name: _changed(getattr(value, name), changed)
        if name in texts
        else _with_texts(getattr(value, name), changed)
        for name in value.__struct_fields__
    }
    return replace(value, **new)


def _changed(value: Any, changed: Callable[[str], str]) -> Any:
    if isinstance(value, tuple):
        return tuple(changed(each) for each in value)
    return changed(value) if isinstance(value, str) else value
