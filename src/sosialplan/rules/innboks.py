"""Reports that nobody has handled: each is asked for, by the rule that says how soon rektor shall know.

Opplæringslova § 12-4 second paragraph has everybody who works at the school tell rektor, and names no time;
§ 12-5 says at once where an employee may have harmed a pupil. How many days that is, is the school's own rule
of the step that means it, and it counts from the day of the report.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.frist import Forklaring, Frist
from sosialplan.model.handlingskjede import Aapningsspoersmaal, Slag
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.plan import Plan
from sosialplan.rules.ansattsak.skjerming import shielded_for
from sosialplan.rules.explanation import apply_rule
from sosialplan.rules.kalender.skolekalender import Skolekalender
from sosialplan.rules.ved_siden import AKTIVITETSPLIKT

INNBOKS = "innboks"


def report_deadlines(
    innboks: Sequence[Innboksmelding],
    mottakere: Sequence[str],
    plan: Plan,
    kalender: Skolekalender,
    per: date,
) -> Iterator[Frist]:
    """Yield the row of each report that was told by a day. It holds the number and the class, and no name."""
    for each in innboks:
        told, kept_from = each.melding, shielded_for(each, plan)
        if told.dato > per:
            continue
        why = handled_by(each, plan, kalender)
        done = [one.dato for one in each.behandlet if one.dato <= per]
        yield Frist(
            id=f"{INNBOKS}/{told.id}",
            slag=Slag.FRIST,
            sak=None,
            kjede=None,
            klasse=told.elev.klasse,
            steg=INNBOKS,
            tiltak=None,
            runde=1,
            tittel=f"Behandle melding {told.id} (sosialplan innboks {told.id})",
            frist=why.telling.dato,
            gjort=min(done, default=None),
            ansvarlig=tuple(rolle for rolle in mottakere if rolle not in kept_from),
            eskalerer=False,
            forklaring=why,
            skjermet_for=tuple(sorted(kept_from)),
        )


def handled_by(innboks: Innboksmelding, plan: Plan, kalender: Skolekalender) -> Forklaring:
    """Count the last day on which a report is handled: the first of what the plan says of telling rektor.

    Of the chains about an employee where the report is about one, of the others else.
    """
    about = innboks.gjelder_ansatt is not None
    rules = [
        (steg.regel, kjede.hjemmel != AKTIVITETSPLIKT)
        for kjede in plan.kjeder
        if (Aapningsspoersmaal.GJELDER_ANSATT in kjede.spoer_om) is about
        for steg in kjede.meaning(Betydning.REKTOR_VARSLET)
        if steg.regel
    ]
    day = innboks.melding.dato
    counted = [
        (apply_rule(plan, kalender, regel, day, "meldingen"), beside) for regel, beside in rules
    ]
    none = apply_rule(plan, kalender, "", day, "meldingen")
    return min(counted, key=_first, default=(none, True))[0]


def _first(counted: tuple[Forklaring, bool]) -> tuple[date, bool]:
    """Put the first day first; of two the same, the one that rests on the duty of § 12-4."""
    why, beside = counted
    return why.telling.dato or date.max, beside
