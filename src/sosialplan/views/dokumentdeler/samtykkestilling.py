"""Whether it is agreed that another service is told whom the case is about, and the words for it."""

from collections.abc import Iterator, Mapping, Sequence

from sosialplan.model.betydning import Betydning
from sosialplan.model.elev import Formaal
from sosialplan.model.sak import Grunn, Hendelse, Samtykke
from sosialplan.rules.ansattsak.skjermet_sak import TEAM, find_mottaker, mottakere
from sosialplan.rules.facts import code_for
from sosialplan.rules.medvirkning import (
    BARNEVERN,
    EGET,
    ELEV,
    FORESATTE,
    NY_SKOLE,
    Alder,
    Samtykkestilling,
    alder,
)
from sosialplan.rules.moeter.saksliste import informed_is_enough, recipient
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel, mangel, som_fylles_med
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakskrav import savn
from sosialplan.views.roller import teamet

ALDRI = frozenset({"U142", "U144"})
"""What no reason lifts."""
_HVEM: Mapping[str, str] = {ELEV: "eleven", FORESATTE: "de foresatte"}
_FORMAAL: Mapping[Formaal, str] = {
    Formaal.DROEFTING: "drøfting med navn",
    Formaal.PAPIRER: "å få papirer i saken",
    Formaal.HENVISNING: "henvisning",
    Formaal.INNHENTING: "å gi opplysninger til skolen",
    Formaal.OVERFOERING: "overføring til ny skole",
}
_TIL: Mapping[str, str] = {NY_SKOLE: "den nye skolen", BARNEVERN: "barneverntjenesten"}


def gitt_samtykke(bilde: Saksbilde) -> str | None:
    """Say who agreed, on which days and to what; None where the recipient has no consent."""
    stands = bilde.samtykke(bilde.mottaker.kode, Formaal.PAPIRER)
    if not stands.is_given:
        return None
    return " ".join(f"{_who(bilde, each)} {_agreed(bilde, each)}." for each in stands.gitt)


def til_ord(bilde: Saksbilde, code: str) -> str:
    """Return a recipient in the middle of a sentence."""
    if code in {bilde.plan.moeter.raad, *EGET}:
        return teamet(bilde.plan)
    known = find_mottaker(code, bilde.plan)
    meeting = bilde.plan.moeter.moete(code)
    name = known.ord if known else meeting.navn if meeting else code
    return bilde.si(_TIL.get(code, name))


def av_ord(bilde: Saksbilde, givers: Sequence[str]) -> str:
    """Return who gives consent, in the middle of a sentence; nobody by name where nobody is to be known."""
    shown = (FORESATTE if bilde.mottaker.anonym and each != ELEV else each for each in givers)
    words = tuple(dict.fromkeys(bilde.si(_HVEM[each]) if each in _HVEM else each for each in shown))
    return f" {bilde.si('og')} ".join(words)


def venter_paa(bilde: Saksbilde, stands: Samtykkestilling) -> str | None:
    """Return whose yes is lacking where others have said yes, or None."""
    return av_ord(bilde, stands.venter_paa) if stands.venter_paa else None


def mottakermangler(bilde: Saksbilde) -> tuple[Mangel, ...]:
    """Return what the recipient needs before any document at all is for them.

    Those of ``ALDRI`` are lifted by no reason: a no is a no, and one who is accused is not told.
    """
    return (*_shielded(bilde), *_not_agreed(bilde))


def _shielded(bilde: Saksbilde) -> Iterator[Mangel]:
    """Yield that the recipient is one from whom the case is kept, or a team in which one sits."""
    code = bilde.mottaker.kode.removesuffix("-anonym")
    service = bilde.skole.tjeneste(code)
    roles = (code, *(service.roller if service else ()))
    if not bilde.skjermet_for.isdisjoint(roles):
        hvem = til_ord(bilde, code)
        yield mangel("U144", "mottaker", f"sosialplan vis {bilde.kommandosak}", hvem=hvem)


def _not_agreed(bilde: Saksbilde) -> Iterator[Mangel]:
    """Yield that the recipient may not know whom it is about: a no, or no yes."""
    mottaker = bilde.mottaker
    named = mottaker.slag == TEAM
    if not named and not mottaker.samtykke:
        yield from _refused_barnevern(bilde)
        return
    formaal = Formaal.DROEFTING if named else Formaal.PAPIRER
    stands = bilde.samtykke(_team(bilde) if named else mottaker.kode, formaal)
    if stands.svar is Samtykke.NEI:
        asked = samtykkemangel(bilde, "U141", mottaker.kode, formaal).command
        command = (
            f"sosialplan lag melding {bilde.kommandosak} --mottaker {team_for(bilde)}-anonym"
            if named
            else asked
        )
        yield mangel(
            "U142", "samtykke", command, ("hendelser",), hvem=til_ord(bilde, mottaker.kode)
        )
    elif named and not aapen_for_teamet(bilde):
        yield savn(bilde, "samtykke_til_teamet", team=team_for(bilde))
    elif not named and not stands.is_given:
        yield samtykkemangel(bilde, "U141", mottaker.kode, formaal)


def _refused_barnevern(bilde: Saksbilde) -> Iterator[Mangel]:
    """Yield a no to barnevernet where nothing says that there is ground to notify all the same."""
    if bilde.mottaker.kode != BARNEVERN:
        return
    told = bool(bilde.som(Betydning.BARNEVERN_MELDT)) or any(
        each.grunn not in {None, Grunn.INGEN} for each in bilde.som(Betydning.BARNEVERN_VURDERT)
    )
    if not told and bilde.samtykke(BARNEVERN, Formaal.PAPIRER).svar is Samtykke.NEI:
        step = code_for(bilde.kjede, Betydning.BARNEVERN_VURDERT)
        command = f'registrer SAK {step} --dato ÅÅÅÅ-MM-DD --grunn c --samtykke nei --notat "…"'
        yield som_fylles_med("U143", "samtykke", command, bilde.kommandosak, bilde.skjermet_for)


def aapen_for_teamet(bilde: Saksbilde) -> bool:
    """Tell whether a team may be told whom it is about, by an answer or by the school's reading."""
    stands = bilde.samtykke(_team(bilde))
    answered = stands.svar is not None or bool(stands.gitt)
    own = _team(bilde) == bilde.plan.moeter.raad
    return stands.is_given if answered else own and informed_is_enough(bilde.plan, bilde.today)


def _team(bilde: Saksbilde) -> str:
    """Return to whom consent is asked: of the team that the copy is for, else the school's own."""
    meeting = bilde.plan.moeter.moete(bilde.mottaker.kode)
    return recipient(bilde.plan, meeting) if meeting else bilde.plan.moeter.raad


def team_for(bilde: Saksbilde) -> str:
    """Return the team that a copy is for, by the plan's word; the school's own where it is for another."""
    teams = {each.kode for each in mottakere(bilde.plan) if each.slag == TEAM}
    return bilde.mottaker.kode if bilde.mottaker.kode in teams else bilde.plan.moeter.raad


def samtykkemangel(
    bilde: Saksbilde, kode: str, til: str, formaal: Formaal = Formaal.DROEFTING
) -> Mangel:
    """Return that consent is not written, with the command that writes the answer of who decides."""
    own = alder(bilde.sak.elev, bilde.today) is Alder.OVER
    stands = bilde.samtykke(til, formaal)
    asked = ELEV if own or ELEV in stands.venter_paa else FORESATTE
    step = (
        code_for(bilde.kjede, Betydning.SAMTYKKE_SPURT) if til == bilde.plan.moeter.raad else None
    )
    command = (
        f"registrer SAK {step or f'kontakt --med {asked}'} --dato ÅÅÅÅ-MM-DD --samtykke ja"
        f" --samtykke-til {til} --samtykke-av {asked}"
    )
    return som_fylles_med(kode, "samtykke", command, bilde.kommandosak, bilde.skjermet_for)


def hvem_svarte(bilde: Saksbilde, entry: Hendelse) -> str:
    """Return who gave an answer: those it names, and else the guardians."""
    return av_ord(bilde, entry.samtykke_av or (FORESATTE,))


def samtykkesetning(bilde: Saksbilde, entry: Hendelse) -> str | None:
    """Say what an entry tells of consent, to whom and for what; None where it tells nothing."""
    if entry.samtykke is None:
        return None
    if entry.samtykke is Samtykke.IKKE_SPURT:
        return bilde.si("De foresatte ble ikke spurt om samtykke.")
    verb = "samtykket" if entry.samtykke is Samtykke.JA else "samtykket ikke"
    said = f"{_who(bilde, entry)} {bilde.si(verb)}"
    if entry.samtykke_til:
        said += f" {bilde.si('til at dette deles med')} "
        said += f" {bilde.si('og')} ".join(til_ord(bilde, each) for each in entry.samtykke_til)
    return f"{said}{_purpose(bilde, entry)}."


def formaal_ord(bilde: Saksbilde, formaal: Formaal) -> str:
    """Return a purpose in the middle of a sentence."""
    return bilde.si(_FORMAAL[formaal])


def _who(bilde: Saksbilde, entry: Hendelse) -> str:
    who = hvem_svarte(bilde, entry)
    return who[:1].upper() + who[1:]


def _agreed(bilde: Saksbilde, entry: Hendelse) -> str:
    day = lang_dato(entry.dato)
    return f"{bilde.si('samtykket')} {day}{_purpose(bilde, entry)}"


def _purpose(bilde: Saksbilde, entry: Hendelse) -> str:
    """Return for what: the purposes, and the words beside them as the recipient may see them."""
    named = f" {bilde.si('og')} ".join(formaal_ord(bilde, each) for each in entry.samtykke_formaal)
    what = f", {bilde.si('til')} {named}" if named else ""
    shown = next((each.samtykke_om for each in bilde.hendelser if each.id == entry.id), None)
    text = bilde.tekst(shown)
    return what + (f" ({text.strip().rstrip('.')})" if text else "")
