"""A handling chain as a Mermaid flow chart and as rows, and its steps gathered by what sets them off."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sosialplan.model.handlingskjede import Handlingskjede, Slag, Steg, Utloeser
from sosialplan.model.plan import Plan
from sosialplan.model.visible import markdown_line, visible
from sosialplan.rules.explanation import answers
from sosialplan.rules.lesninger import TEGN, may_hold, sign
from sosialplan.views.forklaring import linjeord
from sosialplan.views.tabellcelle import tabellrad


@dataclass(frozen=True, slots=True)
class Ledd:
    """Steps that are set off together, what sets them off, and ways into other chains."""

    hode: str
    steg: tuple[Steg, ...]
    noter: tuple[str, ...]


def ledd_av(kjede: Handlingskjede, plan: Plan, si: Callable[[str], str] = str) -> tuple[Ledd, ...]:
    """Return the steps in the order of the chain, those with the same triggers together.

    ``si`` puts our words into the reader's form of Norwegian.
    """
    groups: dict[str, list[Steg]] = {}
    for steg in kjede.steg:
        groups.setdefault(_head(steg, kjede, plan, si), []).append(steg)
    return tuple(
        Ledd(head, tuple(steps), tuple(_notes(kjede, steps, plan, si)))
        for head, steps in groups.items()
    )


def hopp(kjede: Handlingskjede, ledd: Sequence[Ledd]) -> tuple[tuple[int, int], ...]:
    """Return the jumps between gatherings, from and to: down, and back for another round."""
    place = {steg.steg: n for n, each in enumerate(ledd) for steg in each.steg}
    found = [
        (place[utloeser.steg], place[steg.steg])
        for steg in kjede.steg
        for utloeser in steg.utloeses_av
        if utloeser.steg in place
    ]
    found += [
        (place[gren.fra], place[gren.til])
        for gren in kjede.grener
        if gren.ny_runde and gren.fra in place and gren.til in place
    ]
    return tuple(dict.fromkeys((i, j) for i, j in found if i != j))


def _head(steg: Steg, kjede: Handlingskjede, plan: Plan, si: Callable[[str], str]) -> str:
    if steg.steg == kjede.aapnes_med:
        return si("Slik begynner det")
    numbers = {each.steg: n for n, each in enumerate(kjede.steg, start=1)}
    holds = [each for each in steg.utloeses_av if may_hold(plan, each)]
    if steg.utloeses_av and not holds:
        return si("Ikke i bruk: skolen har valgt en annen lesning")
    parts = [
        f"{numbers[each.steg]} {_name(kjede, each, plan)}{si(sign(plan.valg, each))}"
        for each in holds
        if each.steg in numbers and each.steg != steg.steg
    ]
    rungs = [plan.trapp.find(code) for code in steg.utloeses_av_trinn]
    parts += [each.navn[:1].lower() + each.navn[1:] for each in rungs if each]
    if not parts:
        return si("Når som helst")
    rounds = f", {si('når det er gått flere runder')}" if steg.etter_runder else ""
    return f"Etter {' eller '.join(parts)}{rounds}"


def _name(kjede: Handlingskjede, utloeser: Utloeser, plan: Plan) -> str:
    step = kjede.find(utloeser.steg)
    name = (step.gjort or step.navn) if step else utloeser.steg
    said = ", ".join(answers(plan, kjede, utloeser))
    return f"{name} ({said})" if said else name


def _notes(
    kjede: Handlingskjede, steps: Sequence[Steg], plan: Plan, si: Callable[[str], str]
) -> Iterator[str]:
    codes = {steg.steg for steg in steps}
    for gren in kjede.grener:
        if gren.til_kjede is not None and gren.fra in codes:
            other = plan.kjede(gren.til_kjede)
            yield f"→ {gren.tekst}: {si('ny sak i kjeden')} «{other.navn if other else gren.til_kjede}»"


def as_markdown(kjede: Handlingskjede, plan: Plan) -> str:
    """Return the chain drawn as a flow chart, with its steps listed below."""
    ladder = " → ".join(kjede.eskalering)
    lines = [
        f"# {markdown_line(kjede.navn)}",
        "",
        *(markdown_line(each) for each in kjede.beskrivelse.strip().splitlines()),
        "",
        "```mermaid",
        *(visible(each) for each in tegnet(kjede, plan)),
        "```",
        "",
        "| Steg | Hva | Hvem | Kilde |",
        "| --- | --- | --- | --- |",
        *(_listed(steg) for steg in kjede.steg),
        "",
        f"Et steg som ikke gjøres i tide, går videre: {markdown_line(ladder)}.",
        "",
        *(f"- {markdown_line(always)}" for always in kjede.alltid),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _listed(steg: Steg) -> str:
    source = linjeord(steg.linjer) if steg.linjer else steg.kilde or ""
    mark = f" {TEGN}" if steg.navn.endswith(TEGN) else ""
    return tabellrad((steg.steg, f"{steg.hva.strip()}{mark}", ", ".join(steg.ansvarlig), source))


def tegnet(kjede: Handlingskjede, plan: Plan, si: Callable[[str], str] = str) -> Iterator[str]:
    """Yield the chart's lines: nodes, what sets each step off, and the loop back."""
    names = {steg.steg: f"s{number}" for number, steg in enumerate(kjede.steg, start=1)}
    yield "flowchart TD"
    for steg in kjede.steg:
        opening, closing = ("([", "])") if steg.slag is Slag.AAPNING else ("[", "]")
        yield f'  {names[steg.steg]}{opening}"{_quoted(steg.navn)}"{closing}'
    yield from _rungs(kjede, plan, names)
    for steg in kjede.steg:
        for utloeser in steg.utloeses_av:
            if utloeser.steg != steg.steg:
                yield f"  {names[utloeser.steg]} -->{_label(utloeser, steg, kjede, plan, si)} {names[steg.steg]}"
    others = dict.fromkeys(gren.til_kjede for gren in kjede.grener if gren.til_kjede)
    for gren in kjede.grener:
        if gren.ny_runde and gren.til is not None:
            yield f'  {names[gren.fra]} -. "{_quoted(gren.tekst)}{si(sign(plan.valg, gren))}" .-> {names[gren.til]}'
        if gren.til_kjede is not None:
            number = list(others).index(gren.til_kjede) + 1
            yield f'  {names[gren.fra]} --> k{number}["{_quoted(gren.til_kjede)}"]'


def _rungs(kjede: Handlingskjede, plan: Plan, names: dict[str, str]) -> Iterator[str]:
    rungs = dict.fromkeys(rung for steg in kjede.steg for rung in steg.utloeses_av_trinn)
    for number, rung in enumerate(rungs, start=1):
        trinn = plan.trapp.find(rung)
        yield f'  t{number}{{{{"{_quoted(trinn.navn if trinn else rung)}"}}}}'
        for steg in kjede.steg:
            if rung in steg.utloeses_av_trinn:
                yield f"  t{number} --> {names[steg.steg]}"


def _label(
    utloeser: Utloeser, steg: Steg, kjede: Handlingskjede, plan: Plan, si: Callable[[str], str]
) -> str:
    said = list(answers(plan, kjede, utloeser))
    said += [si("etter flere runder")] if steg.etter_runder else []
    words = f"{', '.join(said)}{si(sign(plan.valg, utloeser))}".strip()
    return f'|"{words}"|' if words else ""


def _quoted(text: str) -> str:
    """Return a text that cannot end the quotes it stands in (Mermaid's entity codes)."""
    flat = text.replace("\n", " ").replace("`", "'").replace("#", "#35;")
    return flat.replace('"', "#quot;").replace("[", "#91;")


def as_values(kjede: Handlingskjede) -> dict[str, object]:
    """Return a chain as plain values."""
    return {
        "kjede": kjede.kjede,
        "navn": kjede.navn,
        "beskrivelse": kjede.beskrivelse.strip(),
        "eskalering": list(kjede.eskalering),
        "steg": [
            {
                "steg": steg.steg,
                "navn": steg.navn,
                "ansvarlig": list(steg.ansvarlig),
                "regel": steg.regel,
                "gjelder": steg.gjelder.value,
                "linjer": steg.linjer,
            }
            for steg in kjede.steg
        ],
    }
