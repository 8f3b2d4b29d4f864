"""When those who lead were told, and the way to Statsforvalteren."""

from dataclasses import dataclass
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.sak import Hendelse
from sosialplan.rules.ansattsak.skjerming import REKTOR
from sosialplan.rules.ansvar import reporter
from sosialplan.rules.facts import matches
from sosialplan.tekster.koder.krav import steg
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Opplysning, dagen, som_fylles_med
from sosialplan.views.dokumentdeler.planmangler import med_steg
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.forklaring import fristord

HOS_SKOLEEIER = "Nei. Saken ligger hos skoleeier."
"""What is said in place of when rektor was told, where rektor must not know."""
VARSLER_SKOLEEIER = (Betydning.SKOLEEIER_VARSLET, Betydning.SKOLEEIER_VARSLET_DIREKTE)
_COMMAND = "registrer SAK {steg} --dato ÅÅÅÅ-MM-DD --av rektor"


def rektor_varslet(bilde: Saksbilde) -> Opplysning | None:
    """Return the day rektor was told, or what is missing; None where the chain tells nobody so."""
    if not bilde.har(Betydning.REKTOR_VARSLET):
        return None
    if REKTOR in bilde.skjermet_for:
        return Opplysning(tekst=bilde.si(HOS_SKOLEEIER))
    return dagen(dagen_rektor_visste(bilde), bilde.mangel("rektor_varslet"))


def skolen_visste(bilde: Saksbilde) -> Hendelse | None:
    """Return the first entry by which the school knew: what opens a case, or else sets off that it intervenes."""
    chain = bilde.kjede
    by = (
        [each for steg in chain.meaning(Betydning.GREPET_INN) for each in steg.utloeses_av]
        if chain
        else []
    )
    return next(
        (
            each
            for each in bilde.hendelser
            if bilde.er(each, Betydning.OPPDAGET) or any(matches(each, one) for one in by)
        ),
        None,
    )


def rektor_visste(bilde: Saksbilde) -> Hendelse | None:
    """Return that by which rektor first knew: was told, was asked by the family, or discovered it."""
    by = [Betydning.REKTOR_VARSLET, Betydning.TATT_OPP_MED_REKTOR]
    if bilde.kjede is not None and reporter(bilde.sak, bilde.hendelser, bilde.kjede) == REKTOR:
        by.append(Betydning.OPPDAGET)
    return next(iter(bilde.som(*by)), None)


def dagen_rektor_visste(bilde: Saksbilde) -> date | None:
    """Return the day rektor first knew, or None."""
    known = rektor_visste(bilde)
    return known.dato if known else None


def skoleeier_varslet(bilde: Saksbilde) -> Opplysning | None:
    """Return the day the school owner was told; None for a case or a chain that need not tell of it."""
    told = next(iter(bilde.som(*VARSLER_SKOLEEIER)), None)
    told_by = next((each for each in VARSLER_SKOLEEIER if bilde.har(each)), None)
    if told_by is None or (told is None and not bilde.sak.alvorlig):
        return None
    lacking = som_fylles_med(
        "U104",
        "skoleeier_varslet",
        med_steg(_COMMAND.format(steg=steg(told_by)), bilde.kjede),
        bilde.kommandosak,
        bilde.skjermet_for,
    )
    return dagen(told.dato if told else None, lacking)


REGEL = HJEMMEL = "statsforvalteren"


@dataclass(frozen=True, slots=True)
class Statsforvalteren:
    """The way to Statsforvalteren: open from a day, or None until rektor has been asked.

    ``lenge`` is how long must have gone by, as the rule of the day has it: ``1 uke``. ``tatt_opp`` is the
    day it was taken up with rektor, a fact whatever became of the row. ``flyttet`` is the day the pupil
    left the school: then the report is dismissed but for special reasons (§ 12-6 second ledd).
    """

    fra: str | None
    tatt_opp: str | None
    flyttet: str | None
    lenge: str | None
    hjemmel: str | None


def statsforvalteren(bilde: Saksbilde, on: date) -> Statsforvalteren:
    """Return the way as the law and the rule of the day ``on`` have it."""
    opens = bilde.grunnlag.statsforvalteren_fra
    rule = fristord(bilde.plan, REGEL, on)
    number, _, unit = rule.antall.partition(" ") if rule else ("", "", "")
    asked, moved = bilde.dag(Betydning.TATT_OPP_MED_REKTOR), _moved(bilde)
    return Statsforvalteren(
        fra=lang_dato(opens) if opens and not moved else None,
        tatt_opp=lang_dato(asked) if asked else None,
        flyttet=lang_dato(moved) if moved else None,
        lenge=f"{number} {bilde.si(unit)}" if rule else None,
        hjemmel=bilde.paragraf(HJEMMEL, on),
    )


def _moved(bilde: Saksbilde) -> date | None:
    """Return the day the pupil left, once it has come; None for one who goes to the school."""
    if bilde.lukket is None or bilde.lukket.flyttet is None:
        return None
    day = bilde.lukket.flyttet.dato or bilde.lukket.dato
    return day if day <= bilde.today else None
