"""Deadlines of law that any case can meet: complaint, access, barnevernet's answer, Statsforvalteren.

Each is fed by an entry that every case takes, whatever its chain: a school that edits a chain cannot
lose one. They run on after the case is closed.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.frist import Bortfall, Forklaring, Frist, Fristtelling
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.record import Value
from sosialplan.model.regel import Grunnlag
from sosialplan.model.sak import Hendelse
from sosialplan.rules.explanation import apply_rule, paragraph
from sosialplan.rules.facts import codes
from sosialplan.rules.kalender.datoord import ukedag_og_dato
from sosialplan.rules.kalender.day_counting import day_notices
from sosialplan.rules.saksgang import Saksgang
from sosialplan.rules.saksplikter import KLAGE, VEDTAK, decided_by
from sosialplan.rules.saksplikter import SVAR as BARNEVERN_SVAR

KLAGEFRIST, KLAGE_MOTTATT = "klagefrist", "klage-mottatt"
KLAGE_SENDT, KLAGE_AVGJORT = "klage-sendt-videre", "klage-avgjort"
FORELOEPIG = "foreløpig-svar"
INNSYN_MOTTATT, INNSYN_BESVART = "innsyn-mottatt", "innsyn-besvart"
INNSYN_AVSLAATT, INNSYN_KLAGE = "innsyn-avslått", "innsyn-klagefrist"
INNSYN_UTEN_SVAR = "innsyn-uten-svar"
SPURT, SVART = "statsforvalteren-spør", "statsforvalteren-besvart"
PAALAGT, FULGT = "statsforvalteren-vedtak", "statsforvalteren-vedtak-fulgt"
PAALAGT_KLAGEFRIST, PAALAGT_KLAGET = "statsforvalteren-klagefrist", "statsforvalteren-vedtak-klaget"
STATSFORVALTEREN, REKTOR = "statsforvalteren", "rektor"


class Lovfrist(Value, frozen=True):
    """A row that an entry sets off: what it is called, what ends it, who answers, and by which rule.

    Without a rule the day is the entry's own ``frist``. ``ansvarlig`` None is whoever made the entry;
    with ``av_den_som_avgjorde`` it is whoever decided what is complained of (forvaltningsloven § 33).
    ``naar_ute``: the rule's days must have gone by, so it opens the day after. ``bindende``: the day that
    Statsforvalteren sets stands in a decision. What is in ``bortfaller_med`` takes an undone row away.
    """

    steg: str
    av: str
    tittel: str
    regel: str | None = None
    slutt: tuple[str, ...] = ()
    ansvarlig: str | None = REKTOR
    slag: Slag = Slag.FRIST
    eskalerer: bool = True
    av_den_som_avgjorde: bool = False
    naar_ute: bool = False
    bindende: bool = False
    bortfaller_med: tuple[str, ...] = ()


LOVFRISTER = (
    Lovfrist(KLAGEFRIST, VEDTAK, "Siste dag for å klage på vedtaket", KLAGE, (KLAGE_MOTTATT,),
        slag=Slag.SISTE_DAG, eskalerer=False),
    Lovfrist(FORELOEPIG, KLAGE_MOTTATT, "Gi foreløpig svar på klagen", FORELOEPIG,
        (FORELOEPIG, KLAGE_AVGJORT), av_den_som_avgjorde=True, bortfaller_med=(KLAGE_SENDT,)),
    Lovfrist(KLAGE_SENDT, KLAGE_MOTTATT, "Se på klagen på nytt, og send den videre", KLAGE_SENDT,
        (KLAGE_SENDT, KLAGE_AVGJORT), av_den_som_avgjorde=True),
    Lovfrist(INNSYN_BESVART, INNSYN_MOTTATT, "Svar på spørsmålet om innsyn", "innsyn-svar",
        (INNSYN_BESVART, INNSYN_AVSLAATT)),
    Lovfrist(INNSYN_UTEN_SVAR, INNSYN_MOTTATT, "Det kan klages på at innsyn ikke er besvart",
        INNSYN_UTEN_SVAR, (INNSYN_BESVART, INNSYN_AVSLAATT), slag=Slag.AAPNING, eskalerer=False,
        naar_ute=True),
    Lovfrist(INNSYN_KLAGE, INNSYN_AVSLAATT, "Siste dag for å klage på avslaget om innsyn",
        "klage-på-innsyn", (KLAGE_MOTTATT,), slag=Slag.SISTE_DAG, eskalerer=False),
    Lovfrist(BARNEVERN_SVAR, "barnevern-meldt", "Barnevernet skal ha svart den som meldte",
        "barnevernets-svar", (BARNEVERN_SVAR,), ansvarlig=None, eskalerer=False),
    Lovfrist(SVART, SPURT, "Svar Statsforvalteren", None, (SVART,)),
    Lovfrist(FULGT, PAALAGT, "Gjør det Statsforvalteren har bestemt", None, (FULGT,), bindende=True),
    Lovfrist(PAALAGT_KLAGEFRIST, PAALAGT, "Siste dag for å klage på Statsforvalterens vedtak", KLAGE,
        (PAALAGT_KLAGET,), slag=Slag.SISTE_DAG, eskalerer=False),
)  # fmt: skip
SENDT_VIDERE = "Klagen er sendt videre, og svaret kommer fra klageinstansen."
BINDENDE = (
    "Dagen er satt av Statsforvalteren i et enkeltvedtak, og er bindende. Loven nevner skoleeier "
    "(kommunen). Ved skolen er det rektor som følger opp."
)
"""Opplæringslova § 12-6 fifth ledd: a deadline is set for carrying the decision out."""
IKKE_BINDENDE = (
    "Dagen er satt av Statsforvalteren. Loven setter ingen dag; den sier at skoleeier (kommunen) skal "
    "legge fram opplysningene. Ved skolen er det rektor som følger opp."
)
"""Opplæringslova § 12-6 third ledd."""
DAGEN_MANGLER = (
    "Dagen vedtaket kom fram, er ikke skrevet ned. Fristen regnes da, så den kan gå ut senere."
)
EGNE_DAGER = (SPURT, PAALAGT)
"""The entries that say by which day: Statsforvalteren sets it."""
LOVSTEG = (
    KLAGE_MOTTATT, FORELOEPIG, KLAGE_SENDT, KLAGE_AVGJORT, INNSYN_MOTTATT, INNSYN_BESVART,
    INNSYN_AVSLAATT, BARNEVERN_SVAR, SPURT, SVART, PAALAGT, FULGT, PAALAGT_KLAGET,
)  # fmt: skip
"""The entries that feed these rows, in any case."""
_ROWS = frozenset(each.steg for each in LOVFRISTER)


KALT = {
    "klage": KLAGE_MOTTATT, "klage-levert": KLAGE_MOTTATT, "klaget": KLAGE_MOTTATT,
    "klage-videresendt": KLAGE_SENDT, "klage-besvart": KLAGE_AVGJORT,
    "innsyn": INNSYN_MOTTATT, "innsyn-bedt": INNSYN_MOTTATT, "innsyn-bedt-om": INNSYN_MOTTATT,
    "bedt-om-innsyn": INNSYN_MOTTATT, "innsynskrav": INNSYN_MOTTATT, "innsyn-krav": INNSYN_MOTTATT,
    "innsyn-gitt": INNSYN_BESVART, "innsyn-nektet": INNSYN_AVSLAATT, "innsyn-avvist": INNSYN_AVSLAATT,
    "statsforvalteren-svar": SVART, "statsforvalteren-spurte": SPURT,
}  # fmt: skip
"""What people call these entries, and the entry that is meant: the word that looks most alike may be another."""


def of_law(steg: str) -> bool:
    """Tell whether a row is one of these: it runs on when the case is closed."""
    return steg in _ROWS


def law_deadlines(gang: Saksgang) -> Iterator[Frist]:
    """Yield the rows that the entries of a case set off, kind by kind."""
    for kind in LOVFRISTER:
        if gang.kjede.find(kind.steg) is not None:
            continue
        started = [each for each in gang.fakta.hendelser if _sets_off(gang, kind, each)]
        for place, entry in enumerate(started, start=1):
            later = started[place] if place < len(started) else None
            yield _row(gang, kind, entry, later, place)


def _sets_off(gang: Saksgang, kind: Lovfrist, entry: Hendelse) -> bool:
    if kind.av == VEDTAK:
        return entry.vedtak is not None
    if kind.steg == BARNEVERN_SVAR:
        return entry.steg in codes(gang.kjede, Betydning.BARNEVERN_MELDT)
    if kind.av == KLAGE_MOTTATT and complained_of(gang.fakta.hendelser, entry) is None:
        return False
    return entry.steg == kind.av and (kind.regel is not None or entry.frist is not None)


def _row(
    gang: Saksgang, kind: Lovfrist, entry: Hendelse, later: Hendelse | None, place: int
) -> Frist:
    sak = gang.fakta.sak
    why = _explained(gang, kind, entry)
    done = _ended(gang.fakta.hendelser, kind.slutt, entry, later)
    gone = None if done else _ended(gang.fakta.hendelser, kind.bortfaller_med, entry, later)
    return Frist(
        id=f"{sak.sak}/{kind.steg}/{place}",
        slag=kind.slag,
        sak=sak.sak,
        kjede=gang.kjede.kjede,
        klasse=sak.elev.klasse,
        steg=kind.steg,
        tiltak=None,
        runde=gang.round.nummer,
        tittel=kind.tittel,
        frist=why.telling.dato,
        gjort=done,
        ansvarlig=(_owner(gang, kind, entry),),
        eskalerer=kind.eskalerer,
        forklaring=why,
        bortfall=Bortfall(gone, SENDT_VIDERE) if gone else None,
    )


def _owner(gang: Saksgang, kind: Lovfrist, entry: Hendelse) -> str:
    """Return who answers: for a complaint whoever decided what was decided last before it came."""
    if not kind.av_den_som_avgjorde:
        return kind.ansvarlig or entry.av or REKTOR
    last = complained_of(gang.fakta.hendelser, entry)
    if last is None or last.vedtak is None:
        return REKTOR
    return last.av or decided_by(gang.plan, last.vedtak.slag, last.dato) or REKTOR


def complained_of(entries: Sequence[Hendelse], klage: Hendelse) -> Hendelse | None:
    """Return the decision, or the refusal of access, that was made last before a complaint, or None.

    Without one it is no complaint that forvaltningsloven sets a day for: a plan is no enkeltvedtak, and
    the way from it is opplæringslova § 12-6.
    """
    before = [each for each in entries if each.dato <= klage.dato and each.id != klage.id]
    decided = [each for each in before if each.vedtak or each.steg == INNSYN_AVSLAATT]
    return decided[-1] if decided else None


def _ended(
    entries: Sequence[Hendelse], ending: tuple[str, ...], entry: Hendelse, later: Hendelse | None
) -> date | None:
    """Return the day of the first entry with one of these codes, before the next that sets it off."""
    for each in entries[entries.index(entry) + 1 :]:
        if later is not None and each.id == later.id:
            return None
        if each.steg in ending:
            return each.dato
    return None


def _explained(gang: Saksgang, kind: Lovfrist, entry: Hendelse) -> Forklaring:
    if kind.regel is None:
        due = entry.frist or entry.dato
        return Forklaring(
            kind.av, entry.dato, None, None, None, None,
            Grunnlag.LOV if kind.bindende else Grunnlag.PRAKSIS,
            paragraph(gang.plan, STATSFORVALTEREN, entry.dato), "Statsforvalteren",
            Fristtelling(due, merknader=day_notices(due, gang.kalender)),
            BINDENDE if kind.bindende else IKKE_BINDENDE,
        )  # fmt: skip
    told = entry.vedtak.underrettet if kind.av == VEDTAK and entry.vedtak else None
    told = told if told is not None and told <= gang.fakta.per else None
    counted = apply_rule(gang.plan, gang.kalender, kind.regel, told or entry.dato, kind.av)
    if kind.naar_ute:
        return _day_after(counted)
    if kind.av != VEDTAK or told is not None:
        return counted
    telling = replace(counted.telling, merknader=(*counted.telling.merknader, DAGEN_MANGLER))
    return replace(counted, telling=telling)


def _day_after(counted: Forklaring) -> Forklaring:
    """Return what opens when the days have gone by unanswered: the last of them is still one of them."""
    last = counted.telling.dato
    if last is None:
        return counted
    note = f"Siste av de dagene er {ukedag_og_dato(last)}. Er det ikke svart da, åpnes det dagen etter."
    telling = replace(
        counted.telling, dato=last + timedelta(days=1), merknader=(*counted.telling.merknader, note)
    )
    return replace(counted, telling=telling)
