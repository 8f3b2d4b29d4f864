"""Several steps that are written at once: which they are, and what was told of which of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.stegord import known_step
from sosialplan.commands.svarene import Svarene, missing, option_of, options_of
from sosialplan.model.failure import WrongUsage
from sosialplan.model.frist import BESLUTNING
from sosialplan.model.handlingskjede import Aapningsspoersmaal, Handlingskjede, Spoersmaal
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Hendelse
from sosialplan.rules.moeter.beslutninger import BESLUTNING_UTFOERT

Fortalt = Mapping[str, Svarene]
"""What is told of each step, by its code, in the order they are written."""
_HELD_FOR_ALL = frozenset({"av"})
"""Beside the day, what is the same of all steps that are written at once."""
_VOICE = frozenset({Spoersmaal.ELEVENS_STEMME, Spoersmaal.TRYGT})
_WITH: Mapping[str, frozenset[Spoersmaal]] = {
    "takket_nei": _VOICE,
    "tilbys_igjen": _VOICE,
    "flyttet": frozenset({Spoersmaal.ETTERKONTROLL}),
    "samtykke_til": frozenset({Spoersmaal.SAMTYKKE}),
    "samtykke_av": frozenset({Spoersmaal.SAMTYKKE}),
    "samtykke_formaal": frozenset({Spoersmaal.SAMTYKKE}),
    "samtykke_om": frozenset({Spoersmaal.SAMTYKKE}),
}
"""What is told beside an answer, by the questions that it goes with."""
_OF = {
    "gjelder": BESLUTNING_UTFOERT,
    **dict.fromkeys(("moete", "ansvarlig", "frist"), BESLUTNING),
}
"""What is told of one step alone, that every case takes."""


_UNNAMED = "Fant ikke steget."


def known_steps(
    typed: Sequence[str], chain: Handlingskjede | None, sak: str = "SAK"
) -> tuple[str, ...]:
    """Return the steps that were typed, with commas or as words; what closes the case is written last.

    Raises WrongUsage with all that are not known, or for one that stands twice.
    """
    found, faults = list[str](), list[WrongUsage]()
    for each in typed:
        for part in _parts(each, chain):
            try:
                found.append(known_step(part, chain))
            except WrongUsage as wrong:
                faults.append(wrong)
    if faults:
        sentences = dict.fromkeys(each.sentence for each in faults)
        if (
            len(sentences) > 1 and _UNNAMED in sentences
        ):  # a word that is not repeated: it may be a name
            del sentences[_UNNAMED]
            sentences["Et annet av ordene er heller ikke et steg."] = None
        told = " ".join(sentences)
        left = " Ingenting er skrevet." if len(found) + len(faults) > 1 else ""
        raise WrongUsage(told + left, faults[0].cure)
    twice = [each for each in dict.fromkeys(found) if found.count(each) > 1]
    if twice:
        raise WrongUsage(
            f"Steget «{twice[0]}» står flere ganger. Ingenting er skrevet.",
            "Skriv det én gang. Skjedde det flere ganger, så skriv hver gang for seg: "
            f"sosialplan registrer {sak} {twice[0]} --dato …",
        )
    last = chain.avsluttes_med if chain else None
    return tuple(sorted(found, key=lambda each: each == last))


def _parts(typed: str, chain: Handlingskjede | None) -> Sequence[str]:
    """Return the steps of a word: one, also where what it is called has a comma in it."""
    parts = [each.strip() for each in typed.split(",") if each.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - one and no more
        return parts or [typed]
    try:
        return [known_step(typed, chain)]
    except WrongUsage:
        return parts


def shared_out(plan: Plan, codes: Sequence[str], kjede: str, svarene: Svarene) -> Fortalt:
    """Return what was told of each step: the day and who did it of all, an answer of the one that takes it.

    Raises WrongUsage for what none of them takes, or several do: it would be lost, or said of what it was not meant of.
    """
    if len(codes) == 1:
        return {codes[0]: svarene}
    chain, told = plan.kjede(kjede), svarene.fortalt
    bare = Svarene(Hendelse(id="", dato=svarene.utkast.dato, steg=""), svarene.dato)
    found = dict.fromkeys(
        codes, bare.ogsaa(**{name: told[name] for name in _HELD_FOR_ALL & told.keys()})
    )
    loose = dict[str, Any]()
    for name, value in told.items():
        takers = [each for each in codes if _takes(chain, each, name)]
        if len(takers) == 1:
            found[takers[0]] = found[takers[0]].ogsaa(**{name: value})
        elif name not in _HELD_FOR_ALL:
            loose[name] = value
    names = options_of(bare.ogsaa(**loose))
    if svarene.gjelder_ansatt is not None:
        opens = [each for each in codes if _opens_about_employee(plan, chain, each)]
        if len(opens) == 1:
            found[opens[0]] = replace(found[opens[0]], gjelder_ansatt=svarene.gjelder_ansatt)
        else:
            names.append("--gjelder-ansatt")
    if names:
        raise WrongUsage(
            f"Hvilket av stegene gjelder {' og '.join(names)}? Ingenting er skrevet.",
            "Skriv det steget for seg selv. Bare dagen (--dato) og hvem (--av) gjelder alle.",
        )
    return found


def _takes(chain: Handlingskjede | None, code: str, name: str) -> bool:
    """Tell whether a field is told of this step."""
    step = chain.find(code) if chain else None
    asked = frozenset(step.spoer_om if step else ())
    match name:
        case "likevel":
            return chain is not None and code == chain.avsluttes_med
        case "grunn" if step is not None and step.bokstav_fra:
            return True
        case _:
            goes_with = _WITH.get(name, frozenset())
            return name in asked or bool(goes_with & asked) or _OF.get(name) == code


def _opens_about_employee(plan: Plan, chain: Handlingskjede | None, code: str) -> bool:
    """Tell whether an answer to a step can open a case about an employee."""
    opened = (plan.kjede(each.til_kjede or "") for each in (chain.grener if chain else ()) if each.fra == code)  # fmt: skip
    return any(each and Aapningsspoersmaal.GJELDER_ANSATT in each.spoer_om for each in opened)


def require_answers(told: Fortalt, chain: Handlingskjede | None) -> None:
    """Name what is missing of all steps, where nobody was asked. Raises WrongUsage."""
    left = {
        code: found
        for code, svarene in told.items()
        if (found := missing(svarene, chain.find(code) if chain else None, code))
    }
    if not left:
        return
    said = [f"Steget «{code}» må ha {_options(asked)}." for code, asked in left.items()]
    every = [each for asked in left.values() for each in asked]
    voiced = any(told[code].utkast.elevens_stemme for code, asked in left.items() if Spoersmaal.ELEVENS_STEMME in asked)  # fmt: skip
    wrong = " Et spørsmålstegn eller en strek er ikke elevens ord." if voiced else ""
    raise WrongUsage(
        f"{' '.join(said)}{wrong}", f"Legg det til og prøv igjen.{''.join(_ways(every))}"
    )


def _options(asked: Sequence[Spoersmaal]) -> str:
    return " og ".join(option_of(each) for each in asked)


def _ways(asked: Sequence[Spoersmaal]) -> Iterator[str]:
    """Yield what may be said in place of an answer, and what is done where several steps want the same one."""
    if _VOICE & frozenset(asked):
        yield " Ville eleven ikke si noe, så legg til --takket-nei."
    if Spoersmaal.ETTERKONTROLL in asked:
        yield " Har eleven byttet skole, så legg til --flyttet-til SKOLE og --flyttet-dato ÅÅÅÅ-MM-DD."
    same = [each for each in dict.fromkeys(asked) if asked.count(each) > 1]
    if same:
        yield f" Flere av stegene spør om {_options(same)}: skriv dem hver for seg."
