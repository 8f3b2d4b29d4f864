"""The copies that were handed out, the stamp in their foot, and what is told of one that comes back."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.lekkasje import Funn, Funnslag, Sted
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Location, Problem
from sosialplan.model.record import Value
from sosialplan.model.rettelser import Rettelig, gjeldende, rettede
from sosialplan.model.sak import Sak
from sosialplan.model.sakspapirer import Kanal, Maate, Utlevering
from sosialplan.rules.ansattsak.skjermet_sak import Mottaker, find_mottaker
from sosialplan.rules.facts import code_for
from sosialplan.rules.kalender.datoord import MAANEDER
from sosialplan.tekster.koder.tillit import KOPI
from sosialplan.views.datoer import kort_dato
from sosialplan.views.roller import skrevet_inn

_STAMP = re.compile(
    r"(?:sak\s+([0-9]{4}-[0-9A-Z]{5})\s+·\s+)?(?:versjon\s+([0-9]{1,4})\s+·\s+)?"
    rf"([0-9]{{1,2}})\.\s+({'|'.join(MAANEDER)})\s+([0-9]{{4}})\s+·\s+(?:kopikode|avtrykk)\s+([0-9a-f]{{8}})\b"
)


PLAN = "aktivitetsplan"
"""The document that is the plan."""
MAATE = {Kanal.BREV: Maate.BREV, Kanal.EPOST: Maate.EPOST, Kanal.MOETE: Maate.MOETE}
"""How the plan was sent home, by the way its copy went."""


def sent_home_by(
    chain: Handlingskjede | None, dokument: str, mottaker: Mottaker | None
) -> str | None:
    """Return the chain's step that is done where a copy is the plan sent home, else None."""
    if dokument != PLAN or mottaker is None or not mottaker.hjem:
        return None
    return code_for(chain, Betydning.PLAN_SENDT)


class Stempel(Value, frozen=True):
    """What a stamp says. ``sak`` is None in an anonymous copy."""

    sak: str | None
    versjon: int | None
    dag: date
    avtrykk: str


def stempel_i(text: str) -> Stempel | None:
    """Return the last stamp of a text, or None where there is none.

    >>> stempel_i("Skolen · sak 2026-7KQ2M · versjon 3 · 23. november 2026 · kopikode 3f2a91c0").versjon
    3
    """
    for found in reversed(list(_STAMP.finditer(text))):
        sak, versjon, day, month, year, avtrykk = found.groups()
        try:
            dag = date(int(year), MAANEDER.index(month) + 1, int(day))
        except ValueError:
            continue
        return Stempel(sak, int(versjon) if versjon else None, dag, avtrykk)
    return None


def uten_stempel(text: str) -> str:
    """Return a text without its stamps: what somebody wrote beside one, and the school's name.

    >>> uten_stempel("Skolen · sak 2026-7KQ2M · 23. november 2026 · kopikode 3f2a91c0 Husk!")
    'Skolen · Husk!'
    """
    return " ".join(_STAMP.sub("", text).split())


IKKE_UTLEVERT = "Ført opp ved en feil. Kopien ble ikke utlevert."
"""What is told outside the school of a copy that was written down as handed out, and was not."""
AVTRYKK = 8
"""So many characters of a fingerprint stand in the foot of a copy."""


def kort_avtrykk(fingeravtrykk: str) -> str:
    """Return the part of a fingerprint that is printed."""
    return fingeravtrykk[:AVTRYKK]


def copy_lines(sak: Sak, plan: Plan) -> Iterator[str]:
    """Yield each copy: when, what, to whom and how, what was withheld, and what was lacking.

    What was wrong stands too, and says so.
    """
    for each in sak.utleveringer:
        said = (
            each.dokument,
            f"versjon {each.versjon}" if each.versjon else "",
            f"til {til_mottaker(each.mottaker, plan)} ({each.til_hvem})",
            each.kanal.value,
            f"kopikode {kort_avtrykk(each.fingeravtrykk)}",
            skrevet_inn(plan.skole, each.foert_av) if each.foert_av else "",
        )
        yield f"{kort_dato(each.dato)}  {', '.join(part for part in said if part)} (id {each.id}){_marked(each, sak.utleveringer)}"
        yield from (f"  {line}" for line in _beside(each))


def decision_lines(sak: Sak, plan: Plan) -> Iterator[str]:
    """Yield each decision: when, about what, for whom, and why."""
    for each in sak.avklaringer:
        about = f"{each.gjelder} for {til_mottaker(each.mottaker, plan)}"
        by = f", {skrevet_inn(plan.skole, each.foert_av)}" if each.foert_av else ""
        marked = _marked(each, sak.avklaringer)
        yield f"{kort_dato(each.dato)}  {about}: {each.hvorfor}{by} (id {each.id}){marked}"


def approval_lines(sak: Sak) -> Iterator[str]:
    """Yield each approval, where one of them was put right."""
    for each in sak.godkjenninger if rettede(sak.godkjenninger) else ():
        note = f": {each.notat}" if each.notat else ""
        marked = _marked(each, sak.godkjenninger)
        yield f"{kort_dato(each.dato)}  {each.av}{note} (id {each.id}){marked}"


def _marked(each: Rettelig, among: Sequence[Rettelig]) -> str:
    """Return what is to be known of an entry that was corrected, or that corrects one."""
    if each.id in rettede(among):
        return ", rettet, gjelder ikke"
    if getattr(each, "utgaar", False):
        return f", strøket: var ført opp ved en feil (retter {each.retter})"
    return f", retter {each.retter}" if each.retter else ""


def til_mottaker(code: str, plan: Plan) -> str:
    """Return a recipient as it stands after «til»; the code itself where nobody knows it."""
    found = find_mottaker(code, plan)
    return found.ord if found else code


def _beside(copy: Utlevering) -> Iterator[str]:
    for each in copy.tilbakeholdt:
        yield f"Holdt tilbake: {each.hva} ({each.hvorfor})"
    if copy.likevel:
        yield f"Manglet: {', '.join(copy.likevel.koder)}. Likevel: {copy.likevel.hvorfor}"
    if copy.rettet_fordi:
        yield f"Rettet fordi: {copy.rettet_fordi}"


class Kopisvar(Value, frozen=True):
    """What was found of a copy.

    ``funnet`` tells whether a state of the case gives the fingerprint; ``commit`` and ``lagret`` are
    None for the case as it is now. ``uendret`` is None where no copy could be made to compare with;
    ``endret`` is what besides the words is not as it was made. ``lukket`` tells that nothing was found and the case
    has states that are sealed for others than who asks.
    """

    stempel: Stempel
    sak: str | None = None
    utlevering: Utlevering | None = None
    dokument: str | None = None
    mottaker: str | None = None
    funnet: bool = False
    commit: str | None = None
    lagret: date | None = None
    gjeldende: bool = False
    uendret: bool | None = None
    endret: tuple[str, ...] = ()
    lukket: bool = False


def sentences(svar: Kopisvar, plan: Plan, *, detaljer: bool = False) -> Iterator[str]:
    """Yield what is told, a sentence or two a line; nobody is named. With details what git calls the state too."""
    stamp = svar.stempel
    said = (
        f"kopikode {stamp.avtrykk}",
        f"sak {svar.sak or stamp.sak}" if svar.sak or stamp.sak else "",
        f"versjon {stamp.versjon}" if stamp.versjon else "",
        f"laget {kort_dato(stamp.dag)}",
    )
    yield f"Kopien har {', '.join(part for part in said if part)}."
    if svar.utlevering:
        yield _handed_out(svar.utlevering, plan)
    else:
        yield "Den er ikke ført opp som utlevert i saken."
    yield from _state(svar, detaljer=detaljer)
    if svar.uendret is True:
        yield "Filen er som den ble laget."
    elif svar.endret:
        yield (
            f"Ordene i filen er som de ble laget, men noe annet er endret: {', '.join(svar.endret)}. Noe kan "
            "være lagt over, lagt til eller tatt bort, eller stilen er endret siden. Se på filen."
        )
    elif svar.uendret is False:
        yield (
            "Teksten i filen er ikke den som lages av denne tilstanden. Noen kan ha endret filen, eller "
            "malen er endret siden."
        )


def _handed_out(copy: Utlevering, plan: Plan) -> str:
    to = f"{til_mottaker(copy.mottaker, plan)}"
    if copy.utgaar:
        return (
            f"Den var ført opp som utlevert {kort_dato(copy.dato)}, men det er strøket: den ble ikke utlevert "
            f"(id {copy.id}). Har noen den likevel, så skriv det i saken."
        )
    corrected = f", rettet {copy.registrert[:10]}" if copy.retter and copy.registrert else ""
    return (
        f"Utlevert {kort_dato(copy.dato)}: {copy.dokument} til {to}, {copy.kanal.value} "
        f"(id {copy.id}{corrected})."
    )


def _state(svar: Kopisvar, *, detaljer: bool) -> Iterator[str]:
    if not svar.funnet:
        yield (
            "Fant ikke når saken sa det som står i denne kopien. Planen, malene eller programmet kan være "
            "endret siden, eller filen er ikke laget her."
        )
        if svar.lukket:
            yield (
                "Noen utgaver av saken er vernet for andre enn deg, eller for en nøkkel du hadde før: kopien kan være av en "
                "av dem. La en som har lest saken fra begynnelsen, sjekke den."
            )
        return
    if svar.commit and svar.lagret:
        called = f" ({svar.commit})" if detaljer else ""
        yield f"Den viser saken slik den ble lagret {kort_dato(svar.lagret)}{called}."
    else:
        yield "Den viser saken slik den er lagret nå."
    if svar.gjeldende:
        yield "Den er gjeldende: en kopi laget i dag sier det samme."
        return
    yield "Den er ikke gjeldende: en kopi laget i dag sier noe annet."
    if svar.commit and detaljer:
        yield f"Se hva som er endret: sosialplan sammenlign {svar.sak} {svar.commit} nå"
    elif svar.lagret:
        yield f"Se hva som er endret: sosialplan logg {svar.sak} --siden {svar.lagret}"


def as_values(svar: Kopisvar) -> dict[str, Any]:
    """Return what was found for another program."""
    copy = svar.utlevering
    return {
        "avtrykk": svar.stempel.avtrykk,
        "sak": svar.sak or svar.stempel.sak,
        "versjon": svar.stempel.versjon,
        "laget": svar.stempel.dag.isoformat(),
        "dokument": svar.dokument or (copy.dokument if copy else None),
        "mottaker": svar.mottaker or (copy.mottaker if copy else None),
        "utlevering": {
            "id": copy.id, "dato": copy.dato.isoformat(), "kanal": copy.kanal.value,
            "retter": copy.retter, "utgår": copy.utgaar,
        } if copy else None,
        "funnet": svar.funnet,
        "commit": svar.commit,
        "lagret": svar.lagret.isoformat() if svar.lagret else None,
        "gjeldende": svar.gjeldende,
        "uendret": svar.uendret,
        "endret": list(svar.endret),
    }  # fmt: skip


FLAGG = "L821"
_KODER = {
    Funnslag.NAVN: "L801",
    Funnslag.FOEDSELSNUMMER: "L802",
    Funnslag.TELEFON: "L803",
    Funnslag.EPOST: "L804",
    Funnslag.ADRESSE: "L805",
    Funnslag.DELNAVN: "L811",
    Funnslag.KLASSE: "L812",
}
_PLACES = 5


def unanswered(funn: Sequence[Funn], sak: Sak, mottaker: Mottaker) -> tuple[Funn, ...]:
    """Return what was found and no answer has let pass for this recipient."""
    answered = _decided(sak, mottaker)
    return tuple(each for each in funn if each.stopper or each.kode not in answered)


def leak_problems(
    funn: Sequence[Funn], fil: str, sak: Sak, mottaker: Mottaker
) -> Iterator[Problem]:
    """Yield a problem for each finding; ``fil`` is what the text is called."""
    for each in funn:
        first = each.steder[0]
        yield _problem(
            _KODER[each.slag],
            Location(fil, first.linje),
            hvem=" eller ".join(each.gjelder),
            sted=_places(each.steder),
            sak=sak.sak,
            kode=each.kode,
            mottaker=mottaker.kode,
        )


def flag_problems(sak: Sak, mottaker: Mottaker, fil: str) -> Iterator[Problem]:
    """Yield each flag of the pupil that nobody has decided about for a recipient at home."""
    decided = _decided(sak, mottaker)
    for flagg in sak.elev.flagg if mottaker.hjem else ():
        if flagg.value not in decided:
            yield _problem(
                FLAGG,
                Location(fil),
                hvem=mottaker.ord,
                flagg=flagg.value,
                sak=sak.sak,
                mottaker=mottaker.kode,
            )


def _decided(sak: Sak, mottaker: Mottaker) -> frozenset[str]:
    return frozenset(
        each.gjelder for each in gjeldende(sak.avklaringer) if each.mottaker == mottaker.kode
    )


def _problem(code: str, location: Location, **values: str) -> Problem:
    kind = next(each for each in KOPI if each.code == code)
    message, cure = kind.message.format_map(values), kind.cure.format_map(values)
    return Problem(location=location, level=kind.level, code=code, message=message, cure=cure)


def _places(steder: Sequence[Sted]) -> str:
    """Return where it stands: the heading, the page, and how many places more."""
    first = steder[0]
    said = [f"på side {first.side}"] if first.side > 1 else []
    said += [f"under «{first.overskrift}»"] if first.overskrift else []
    more = [str(each.linje) for each in steder[1 : _PLACES + 1]]
    if more:
        rest = len(steder) - 1 - len(more)
        said.append(f"også på linje {', '.join(more)}" + (f" og {rest} til" if rest else ""))
    return f", {', '.join(said)}" if said else ""
