"""``forklar``: why a date is what it is, or what a problem code means."""

from collections.abc import Iterator

from sosialplan.commands.run import Run, all_rows, course, read_case
from sosialplan.model.failure import WrongUsage
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.handlingskjede import Steg
from sosialplan.model.nearest import advice, find_word
from sosialplan.model.problem_codes import CODES, find_code
from sosialplan.rules.saksgang import Saksgang
from sosialplan.views.datoer import kort_dato
from sosialplan.views.forklaring import counted, ground, passed_over, with_weekday
from sosialplan.views.fristrader import as_values, standing, who


def forklar_kode(run: Run, typed: str, *, format_: str) -> int:
    """Tell what a problem code means, why it matters and how it is mended."""
    kind = find_code(typed)
    if kind is None:
        near = advice(typed.upper(), [each.code for each in CODES])
        raise WrongUsage(
            f"Det finnes ingen slik kode.{near}",
            "Bruk «forklar KODE» med en kode fra valider, eller «forklar SAK STEG».",
        )
    message, cure = _without_fields(kind.message), _without_fields(kind.cure)
    if format_ == "json":
        run.terminal.json({
            "versjon": 1, "i_dag": run.i_dag.isoformat(), "kode": kind.code,
            "nivå": kind.level.value, "melding": message, "hvorfor": kind.why, "råd": cure,
        })  # fmt: skip
        return 0
    run.terminal.heading(f"{kind.code} ({kind.level.value})")
    run.terminal.wrapped(message)
    run.terminal.wrapped(f"Hvorfor: {kind.why}")
    run.terminal.wrapped(f"Slik retter du: {cure}")
    return 0


def _without_fields(text: str) -> str:
    """Return a sentence with dots where a value is filled in."""
    for start in ("{forslag}", "{detalj}"):
        text = text.replace(start, "")
    while "{" in text:
        before, _, rest = text.partition("{")
        text = before + "…" + rest.partition("}")[2]
    return text


def forklar_steg(run: Run, typed: str, steg: str, *, format_: str) -> int:
    """Explain every date of a step in a case."""
    _, mappe, sak = read_case(run, typed)
    gang = course(mappe, sak, run.i_dag)
    rows = [row for row in all_rows(mappe, run.i_dag) if row.frist.sak == sak.sak]
    codes = list(dict.fromkeys([*(s.steg for s in gang.kjede.steg), *(r.frist.steg for r in rows)]))
    code = find_word(steg, codes)
    if code is None:
        raise WrongUsage(
            f"Kjeden har ikke et slikt steg.{advice(steg, codes)}",
            f"Se stegene: sosialplan kjeder {gang.kjede.kjede}",
        )
    chosen = [row for row in rows if row.frist.steg == code]
    if format_ == "json":
        values = [as_values(row) for row in chosen]
        run.terminal.json({"versjon": 1, "i_dag": run.i_dag.isoformat(), "frister": values})
        return 0
    step = gang.kjede.find(code)
    for number, row in enumerate(chosen):
        if number:
            run.terminal.line()
        run.terminal.heading(f"{row.frist.tittel}: {with_weekday(row.frist.frist)}")
        for line in _lines(row, step):
            run.terminal.wrapped(line)
    if not chosen and step is not None:
        run.terminal.heading(step.navn)
        run.terminal.wrapped(step.hva.strip())
        run.terminal.wrapped(_without_date(gang, step))
    return 0


def _lines(row: VurdertFrist, step: Steg | None) -> Iterator[str]:
    frist, why = row.frist, row.frist.forklaring
    yield f"Status: {standing(row)}"
    if frist.gjort is not None:
        yield f"Gjort: {kort_dato(frist.gjort)}"
    yield f"Ansvarlig: {who(row)}"
    yield f"Regnet slik: {counted(why)}"
    for line in passed_over(why.telling):
        yield f"  ikke telt: {line}"
    yield from why.telling.merknader
    yield f"Grunnlag: {ground(why)}"
    if why.hjemmel:
        yield f"Plikten står i: {why.hjemmel}"
    if why.merknad:
        yield why.merknad
    if why.regel and why.versjon_fra:
        yield f"Regel: {why.regel}, i kraft fra {kort_dato(why.versjon_fra)}"
    if step is not None and step.linjer:
        yield f"Kilde: skolens plan, linje {step.linjer}"


def _without_date(gang: Saksgang, step: Steg) -> str:
    """Say why there is no date: done, asked for no more, free, or still waiting for something."""
    done = gang.fakta.last(step.steg)
    if done is not None:
        return f"Gjort: {kort_dato(done.dato)}. Steget har ingen frist."
    if gang.closed_on is not None:
        return f"Saken ble avsluttet {kort_dato(gang.closed_on)}, så steget skal ikke gjøres."
    if step.naar_som_helst:
        return "Steget har ingen frist. Det kan registreres når som helst."
    waits = [each.steg for each in step.utloeses_av]
    rungs = [gang.plan.trapp.find(each) for each in step.utloeses_av_trinn]
    waits += [each.navn for each in rungs if each is not None]
    after = ", ".join(waits) or "at saken åpnes"
    if step.regel is None:
        return f"Steget har ingen frist. Det gjøres etter: {after}."
    return f"Ikke utløst ennå. Utløses av: {after}."
