"""``skolerute ny``: the calendar of a school year, of its first and last day and what is free, or of a file."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.commands.skolen.skolefilen import school_of
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, Whole, carry_out
from sosialplan.commands.svar.dagsvar import read_day
from sosialplan.commands.svar.ordsvar import Spoerring, asked_as
from sosialplan.files.filtolk import read_value
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.failure import WrongUsage
from sosialplan.model.skole import Friperiode, Skolerute
from sosialplan.model.skrivemaate import Dagretning
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of
from sosialplan.rules.kontrolltegn import identity_numbers
from sosialplan.views.datoer import kort_dato

_LINJE = "# yaml-language-server: $schema=../skjema/skolerute.schema.json\n"
_EGEN = "skolens eget"
_DAG = r"(\d{1,2})\. ?(\d{1,2})(?:\.? ?(\d{4})|\.)?"
_FRI = re.compile(rf"(?P<navn>\D.*?):?\s+{_DAG}(?:\s*(?:-|–|til)\s*{_DAG})?")
_HVORDAN = "Skriv navnet og dagene, som: høstferie 28.9-2.10"
_NYTT_AAR = 8
"""The month in which a school year begins."""


def ny(
    run: Run,
    *,
    foerste: date | None,
    siste: date | None,
    fri: Sequence[str],
    kilde: str | None,
    fil: Path | None,
) -> int:
    """Write the calendar of a year that has none. Raises WrongUsage or ProblemsFoundError."""
    if fil is not None and (foerste or siste or fri or kilde):
        raise WrongUsage("Filen sier dagene selv.", "Bruk --fil alene.")
    if any(True for each in (*fri, kilde or "") for _ in identity_numbers(each)):
        raise WrongUsage("Her står et fødselsnummer. Ingenting er endret.", "Skriv det uten.")
    rute = _of_file(fil) if fil else _told(run, foerste, siste, fri, kilde)
    days = len(kalender_of((rute,)).school_days(rute.skoleaar))
    rute = rute if fil else replace(rute, antall_skoledager=days)

    def work(desk: Desk) -> Errand:
        path = desk.folder.root / f"plan/skoleruter/{rute.skoleaar}.yaml"
        if desk.folder.has(path):
            raise WrongUsage(
                f"Skoleruten for {rute.skoleaar} finnes fra før. Ingenting er endret.",
                f"Rett den i plan/skoleruter/{rute.skoleaar}.yaml, og bruk: sosialplan lagre",
            )
        free = ", ".join(_in_words(each) for each in rute.fri)
        said = (
            f"Skoleruten for {rute.skoleaar}: {days} skoledager, fra {kort_dato(rute.foerste_skoledag)} "
            f"til {kort_dato(rute.siste_skoledag)}. Fri: {f'{free}, og ' if free else ''}helligdagene."
        )
        text = _LINJE + dump(to_tree(rute))
        return Errand([Whole(path, text)], f"Skoleruten {rute.skoleaar}\n", said)

    return carry_out(run, work)


def _of_file(fil: Path) -> Skolerute:
    """Return a calendar that another has written, read as the plan's own are."""
    path = fil.resolve()
    read, problems = read_value(Planmappe(path.parent), path, Skolerute)
    if read is None:
        raise ProblemsFoundError(problems)
    return read.value


def _told(
    run: Run, foerste: date | None, siste: date | None, fri: Sequence[str], kilde: str | None
) -> Skolerute:
    """Return the calendar that was typed or answered, with no number of days yet."""
    asked = foerste is None or siste is None
    first = foerste or _asked_day(run, "Første skoledag for elevene:", "--første")
    last = siste or _asked_day(run, "Siste skoledag:", "--siste")
    year = school_year_of(first)
    if last <= first or school_year_of(last) != year:
        raise WrongUsage(
            f"Siste skoledag må komme etter den første, i skoleåret {year}.", "Rett dagene."
        )
    periods = [_free(each, first, last) for each in fri]
    while asked and not fri and (period := _asked_free(run, first, last)):
        periods.append(period)
    return Skolerute(
        skoleaar=year,
        kommune=school_of(run).kommune,
        foerste_skoledag=first,
        siste_skoledag=last,
        antall_skoledager=0,
        fri=tuple(sorted(periods, key=lambda each: each.fra)),
        kilde=kilde or _EGEN,
        kontrollert=run.i_dag,
    )


def _asked_day(run: Run, question: str, option: str) -> date:
    if not run.terminal.interactive:
        raise WrongUsage(f"Mangler {option}.", "Skriv dagen, som 17.8.2026.")
    return asked_as(run, Spoerring(question), lambda said: read_day(run, said, Dagretning.NAERMEST))


def _asked_free(run: Run, first: date, last: date) -> Friperiode | None:
    spurt = Spoerring("Fri (navn og dager; tomt: ferdig):", _HVORDAN, tomt=True)
    return asked_as(run, spurt, lambda said: _free(said, first, last) if said else None)


def _free(typed: str, first: date, last: date) -> Friperiode:
    """Return what is free. Raises WrongUsage for what cannot be read, or lies outside of the year."""
    found = _FRI.fullmatch(typed.strip())
    if found is None:
        raise WrongUsage("Det er ikke et navn og dager som er fri.", _HVORDAN)
    _, *begun, day, month, year = found.groups()
    begins = _day(first, *begun)
    ends = _day(first, day, month, year) if day else begins
    if not first <= begins <= ends <= last:
        raise WrongUsage(
            f"{kort_dato(begins)}–{kort_dato(ends)} ligger ikke mellom første og siste skoledag.",
            "Rett dagene.",
        )
    return Friperiode(navn=found["navn"], fra=begins, til=ends)


def _day(first: date, day: str, month: str, year: str | None) -> date:
    in_year = first.year + (int(month) < _NYTT_AAR)
    try:
        return date(int(year or in_year), int(month), int(day))
    except ValueError:
        raise WrongUsage(f"{day}.{month}. er ingen dag.", _HVORDAN) from None


def _in_words(period: Friperiode) -> str:
    one = kort_dato(period.fra)
    return f"{period.navn} {one}" + (f"–{kort_dato(period.til)}" if period.til > period.fra else "")
