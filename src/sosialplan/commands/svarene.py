"""What is told of a step that was carried out: its answers, what is missing, what it leads to and may need."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import asdict, replace

from sosialplan.commands.lesing import read_case
from sosialplan.commands.run import Run
from sosialplan.commands.svar.dagsvar import asked_deadline, asked_start
from sosialplan.commands.svar.ordsvar import TEXT, Spoerring, asked_role, asked_text, words
from sosialplan.files.loader import load_reference
from sosialplan.model.elev import is_voice
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import attribute, option
from sosialplan.model.felter.hendelsesfelt import HENDELSE, I_HENDELSEN
from sosialplan.model.handlingskjede import Aapningsspoersmaal, Handlingskjede, Spoersmaal, Steg
from sosialplan.model.plan import Plan
from sosialplan.model.record import Record, Value
from sosialplan.model.sak import GjelderAnsatt, Hendelse, Sak, Utfall
from sosialplan.rules.checks.case_checks import NOTATSTEG
from sosialplan.rules.medvirkning import ELEV, FORESATTE, absent_from
from sosialplan.views.planen.lest_plan import kort_om_partnere, tiltaksforslag


def ask_for_measure(run: Run, typed: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told of a measure; a person is asked for what is missing, and for the day of evaluation.

    The plan's examples may be chosen by number, and own words are as good. Raises WrongUsage.
    """
    if not run.terminal.interactive:
        missing = [f"«--{name}»" for name in ("tiltak", "ansvarlig") if name not in told]
        if not missing:
            return dict(told)
        what = "Valget" if len(missing) == 1 else "Valgene"
        raise WrongUsage(
            f"{what} {' og '.join(missing)} mangler.", "Se hvordan: sosialplan tiltak ny --help"
        )
    folder, mappe, sak = read_case(run, typed)
    found = dict(told)
    if "tiltak" not in told:
        reference, _ = load_reference(folder)
        examples = tiltaksforslag(sak.kjede, mappe.plan, reference) if reference else ()
        question = "Hvilket tiltak? (egne ord, eller et nummer fra listen)"
        found["tiltak"] = asked_text(run, Spoerring(question, _MEASURE, words(examples), mest=TEXT))
    if "ansvarlig" not in told:
        spurt = Spoerring("Hvem gjør det? (en rolle)", _OWNER)
        found["ansvarlig"] = asked_role(run, mappe.plan.skole, spurt)
    if "fra" not in told and found != told:
        found["fra"] = asked_start(run, "Fra hvilken dag? (tomt svar er i dag)")
    if "evalueres" not in told:
        question = "Når evalueres det? (som 14.12.2026 eller om to uker)"
        found["evalueres"] = asked_deadline(run, question, _EVALUATED)
    return found


_OWNER = "Den som har ansvaret for at det blir gjort, ikke alle som er med på det."
_EVALUATED = (
    "Planen skal si når tiltaket evalueres (§ 12-4). Da ser dere om det virker, med eleven."
)
_MEASURE = "Hva noen skal gjøre, så konkret at det kan ses om det er gjort."


def show_choices(run: Run, choices: Sequence[str]) -> None:
    """Show choices with the numbers they are chosen by."""
    for number, each in enumerate(choices, start=1):
        run.terminal.note(f"  {number:>2} {each}")


def show_help(run: Run, step: Steg | None) -> None:
    """Show a person what helps to answer: the step's examples, and the partners it concerns."""
    if step is None:
        return
    if step.eksempler:
        run.terminal.note(f"Eksempler: {'; '.join(step.eksempler)}.")
    reference, _ = load_reference(run.planmappe())
    for line in kort_om_partnere(step, reference) if reference else ():
        run.terminal.note(line)


class Svarene(Value, frozen=True):
    """What is told of a step that was carried out: the entry before it has an id, a step and a day."""

    utkast: Hendelse
    dato: date | None = None
    gjelder_ansatt: GjelderAnsatt | None = None

    def ogsaa(self, **fields: Any) -> "Svarene":
        """Return the answers with something more told of the step."""
        return replace(self, utkast=replace(self.utkast, **fields))

    @property
    def fortalt(self) -> dict[str, Any]:
        """What was told besides the day, by the field that it goes to."""
        fields = asdict(self.utkast).items()
        return {
            name: value
            for name, value in fields
            if name not in _IKKE_FORTALT and value not in (None, (), False)
        }


_IKKE_FORTALT = frozenset({"id", "dato", "steg"})


def svarene_av(told: Mapping[str, Any], about: GjelderAnsatt | None = None) -> Svarene:
    """Return what was told, by the fields of an entry, and the employee that it leads to a case about."""
    fields = {name: value for name, value in told.items() if name not in _IKKE_FORTALT}
    return Svarene(Hendelse(id="", dato=date.min, steg="", **fields), told.get("dato"), about)


def option_of(asked: Spoersmaal) -> str:
    """Return the option that answers a question."""
    return option(asked.value, HENDELSE[asked.value])


def options_of(svarene: Svarene) -> list[str]:
    """Return the options by which it was told, besides the day."""
    found, told = list[str](), svarene.fortalt
    for key, linje in HENDELSE.items():
        value = told.get(attribute(Hendelse, key))
        if isinstance(value, Record):
            inside = I_HENDELSEN[key].items()
            parts = ((part, each, attribute(type(value), part)) for part, each in inside)
            found += [option(part, each) for part, each, name in parts if getattr(value, name)]
        elif value is not None:
            found.append(option(key, linje))
    return found


def missing(svarene: Svarene, step: Steg | None, code: str = "") -> list[Spoersmaal]:
    """Return the answers that the step wants and that were not given. A note that no chain knows must say something."""
    if step is None:
        silent = code == NOTATSTEG and not svarene.fortalt.keys() - _WHO
        return [Spoersmaal.NOTAT] if silent else []
    return [each for each in step.spoer_om if not _answered(svarene, each)]


_WHO = frozenset({"av", "ansvarlig", "foert_av", "med"})


def _answered(svarene: Svarene, asked: Spoersmaal) -> bool:
    """Tell whether a question is answered. «?» is nobody's voice, and one who moved is not asked."""
    told = svarene.utkast
    moved, declined = told.flyttet is not None, told.takket_nei
    match asked:
        case Spoersmaal.ELEVENS_STEMME:
            return is_voice(told.elevens_stemme) or declined or moved
        case Spoersmaal.TRYGT:
            return told.trygt is not None or declined or moved
        case Spoersmaal.ETTERKONTROLL:
            return told.etterkontroll is not None or moved
        case _:
            return bool(getattr(told, asked.value))


def tell_of_absent(run: Run, sak: Sak, hendelse: Hendelse, chain: Handlingskjede | None) -> None:
    """Say so where an evaluation was made without the pupil or the guardians, or nobody was heard."""
    absent = absent_from(hendelse, sak, chain) if chain else ()
    if absent:
        word = " og ".join({ELEV: "eleven", FORESATTE: "foresatte"}[each] for each in absent)
        run.terminal.note(
            f"Det er skrevet ned, men uten {word}. Plikten er ikke holdt før {word} har vært med. "
            f"Var de med, så rett det: sosialplan rett {sak.sak} {hendelse.id} "
            f"--med {','.join(dict.fromkeys((*hendelse.med, *absent)))}"
        )


def offer_closing(run: Run, hendelse: Hendelse, chain: Handlingskjede | None, number: str) -> None:
    """After a good outcome, tell how the case is closed; once it is, what goes to the pupil's folder."""
    closing = chain.find(chain.avsluttes_med) if chain else None
    if closing is not None and hendelse.steg == closing.steg:
        run.terminal.line()
        run.terminal.wrapped(f"Lever det siste til elevmappen: sosialplan arkiver {number}")
    if closing is not None and hendelse.utfall is Utfall.GOD:
        run.terminal.line()
        run.terminal.wrapped(
            "Saken kan avsluttes når eleven selv sier at det er trygt og godt: "
            f'sosialplan registrer {number} {closing.steg} --trygt ja --elevens-stemme "…" '
            "--etterkontroll ÅÅÅÅ-MM-DD"
        )


def offer_continuation(run: Run, hendelse: Hendelse, plan: Plan, sak: Sak) -> None:
    """After measures without effect, tell of the chain that carries such a case on."""
    if hendelse.utfall is not Utfall.INGEN or Aapningsspoersmaal.FRA_SAK in _asked_by(plan, sak):
        return
    for each in plan.kjeder:
        if Aapningsspoersmaal.FRA_SAK in each.spoer_om:
            run.terminal.line()
            run.terminal.wrapped(
                "Virker ikke tiltakene? Saken kan føres videre: "
                f"sosialplan ny-sak --kjede {each.kjede} --fra-sak {sak.sak} "
                f"--oppdaget {hendelse.dato.isoformat()}"
            )


def _asked_by(plan: Plan, sak: Sak) -> tuple[Aapningsspoersmaal, ...]:
    chain = plan.kjede(sak.kjede)
    return chain.spoer_om if chain else ()
