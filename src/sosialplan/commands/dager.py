"""Days that a person asks for or sets: ``regn``, and the notice that a set day gets."""

from datetime import date

from sosialplan.commands.run import PROBLEMS, Run
from sosialplan.commands.svar.dagsvar import school_calendar
from sosialplan.model.regel import Enhet
from sosialplan.rules.kalender.day_counting import amount, count
from sosialplan.views.datoer import kort_dato
from sosialplan.views.forklaring import passed_over, with_weekday


def regn(run: Run, fra: date, antall: int, enhet: Enhet, *, format_: str) -> int:
    """Count from a day and say why; end in 1 where the calendar is not known."""
    telling = count(fra, antall, enhet, school_calendar(run.planmappe()))
    why = f"{amount(antall, enhet)} etter {kort_dato(fra)}. Dag 0 er {kort_dato(fra)}."
    why = " ".join([why, *telling.merknader])
    if format_ == "json":
        run.answer({
            "dato": telling.dato.isoformat() if telling.dato else None,
            "forklaring": why,
            "passert": [
                {"dato": each.dato.isoformat(), "hvorfor": each.hvorfor} for each in telling.passert
            ],
        })  # fmt: skip
    else:
        run.terminal.line(with_weekday(telling.dato).capitalize())
        run.terminal.line(why)
        for line in passed_over(telling):
            run.terminal.line(f"  ikke telt: {line}")
    return 0 if telling.dato else PROBLEMS
