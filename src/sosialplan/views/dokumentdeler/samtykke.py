"""Whether it is agreed that another service is told whom the case is about, and the words for it."""

from collections.abc import Mapping, Sequence

from sosialplan.model.betydning import Betydning
from sosialplan.model.elev import Formaal
from sosialplan.model.sak import Hendelse, Samtykke
from sosialplan.rules.betydning import code_for
from sosialplan.rules.mottakere import find_mottaker
from sosialplan.rules.samtykke import (
    BARNEVERN,
    ELEV,
    FORESATTE,
    NY_SKOLE,
    R_TEAM,
    Alder,
    Samtykkestilling,
    alder,
)
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel, som_fylles_med
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde

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
    known = find_mottaker(code)
    meeting = bilde.plan.moter.moete(code)
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
    """Return what the recipient needs before any document at all is for them."""
    mottaker = bilde.mottaker
    if not mottaker.samtykke or bilde.samtykke(mottaker.kode, Formaal.PAPIRER).is_given:
        return ()
    return (samtykkemangel(bilde, "U141", mottaker.kode, Formaal.PAPIRER),)


def samtykkemangel(
    bilde: Saksbilde, kode: str, til: str, formaal: Formaal = Formaal.DROEFTING
) -> Mangel:
    """Return that consent is not written, with the command that writes the answer of who decides."""
    own = alder(bilde.sak.elev, bilde.today) is Alder.OVER
    stands = bilde.samtykke(til, formaal)
    asked = ELEV if own or ELEV in stands.venter_paa else FORESATTE
    step = code_for(bilde.kjede, Betydning.SAMTYKKE_SPURT) if til == R_TEAM else None
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
