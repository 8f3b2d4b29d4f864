"""What an upgrade of a planmappe does, and how it is shown: why, which lines, and the days that move."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from itertools import groupby

from sosialplan.commands.run import Run
from sosialplan.files.utgaver import (
    Delbytte,
    Oppgradering,
    Oppgraderingssteg,
    Plandel,
    Planutgave,
    stegene,
)
from sosialplan.model.record import Value
from sosialplan.output.tables import Column
from sosialplan.tekster.maalform import talt

_COLUMNS = (Column("Sak"), Column("Delbytte", wraps=True), Column("Før"), Column("Nå"))
_UNKNOWN = Oppgraderingssteg("annet", "Programmet gir noe annet her nå.", ("",))
_NAMED = 6
"""So many names are told of each kind; the rest are counted."""
_NOTHING = "Det mappen har fra programmet, er som det gir i dag. Ingenting å gjøre."


class Datobytte(Value, frozen=True):
    """A row whose day is another after the upgrade, or that comes or goes by it."""

    id: str
    sak: str | None
    tittel: str
    foer: str | None
    etter: str | None
    hvorfor: str | None


class Oppgang(Value, frozen=True):
    """All that an upgrade does: the edition that the folder is of, the files, git's own and the schemas, and the days that move."""

    fra: Planutgave | None
    filer: Oppgradering
    hjelpefiler: Mapping[str, str]
    datoer: tuple[Datobytte, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.filer.tekster or self.filer.borte or self.hjelpefiler)


def _of_steps(deler: Sequence[Plandel]) -> Iterator[tuple[Oppgraderingssteg, list[Plandel]]]:
    """Yield each step that the folder needs, with what it changes."""
    changed = [each for each in deler if each.hva is not Delbytte.SKOLENS]
    steps = (*stegene(), _UNKNOWN)
    by_step = [
        (next(i for i, step in enumerate(steps) if step.covers(each)), each) for each in changed
    ]
    for number, parts in groupby(sorted(by_step, key=lambda pair: pair[0]), lambda pair: pair[0]):
        yield steps[number], [each for _, each in parts]


def show(
    run: Run,
    oppgang: Oppgang,
    before: Mapping[str, str],
    *,
    format_: str,
    preview: bool = False,
    linjer: bool = False,
) -> None:
    """Tell what becomes otherwise, and why."""
    if format_ == "json":
        run.answer(_values(oppgang))
        return
    terminal = run.terminal
    if oppgang.is_empty:
        _show_own(run, oppgang.filer)
        terminal.note(_NOTHING)
        return
    if oppgang.fra:
        terminal.line(f"Mappen er fra utgave {oppgang.fra.navn}.")
    for steg, parts in _of_steps(oppgang.filer.deler):
        terminal.line()
        terminal.heading(steg.steg)
        terminal.wrapped(steg.hvorfor)
        for each in _counted(parts):
            terminal.wrapped(each, indent=2)
    if oppgang.hjelpefiler:
        terminal.line()
        terminal.heading("Hjelpefiler")
        terminal.wrapped("Redigeringshjelpen og linjene til git er som i en ny mappe.")
        terminal.wrapped(talt(len(oppgang.hjelpefiler), "fil", "filer"), indent=2)
    _show_own(run, oppgang.filer)
    for file, text in oppgang.filer.tekster.items() if preview else ():
        if linjer or file not in oppgang.filer.hele:
            _show_lines(run, file, before.get(file, ""), text)
    _show_days(run, oppgang.datoer)
    if preview:
        terminal.note(
            "Sakene er ikke rørt. Ingenting er endret. Utfør med: sosialplan oppgrader --utfør"
        )


def _show_own(run: Run, filer: Oppgradering) -> None:
    own = [each for each in filer.deler if each.hva is Delbytte.SKOLENS]
    if own:
        run.terminal.line()
        run.terminal.heading("Skolens eget, som står")
        run.terminal.wrapped(
            "Programmet gir noe annet her nå. Det skolen har skrevet, er ikke rørt."
        )
    for each in own:
        run.terminal.wrapped(_named(each), indent=2)


def _show_days(run: Run, datoer: Sequence[Datobytte]) -> None:
    if datoer:
        rows = [(each.sak or "", each.tittel, each.foer or "", each.etter or "") for each in datoer]
        run.terminal.line()
        run.terminal.heading("Frister som blir andre")
        run.terminal.table(_COLUMNS, rows)
    for why in dict.fromkeys(each.hvorfor for each in datoer if each.hvorfor):
        run.terminal.wrapped(why)


def _show_lines(run: Run, file: str, before: str, after: str) -> None:
    run.terminal.line()
    run.terminal.heading(file)
    for each in list(unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]:
        if not each.startswith("@@"):
            run.terminal.line(each)


def _counted(parts: Sequence[Plandel]) -> Iterator[str]:
    """Yield what is done, a line each: to whole files, and to which items of a file."""
    for hva in (Delbytte.BYTTES, Delbytte.LEGGES_TIL, Delbytte.TAS_BORT):
        mine = [each for each in parts if each.hva is hva]
        if whole := [each.fil for each in mine if not each.sted]:
            yield f"{hva.value}: {_some(whole)}"
        for fil in dict.fromkeys(each.fil for each in mine if each.sted):
            names = [each.sted.rpartition("/")[2] for each in mine if each.fil == fil]
            yield f"{hva.value} i {fil}: {_some([each for each in names if each])}"


def _some(names: Sequence[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" og {rest} til" if rest > 0 else "")


def _named(part: Plandel) -> str:
    return f"{part.fil} ({part.sted.rpartition('/')[2]})" if part.sted else part.fil


def _values(oppgang: Oppgang) -> dict[str, object]:
    return {
        "fra": oppgang.fra.navn if oppgang.fra else None,
        "steg": [
            {
                "steg": steg.steg,
                "hvorfor": steg.hvorfor,
                "deler": [
                    {"fil": each.fil, "sted": each.sted, "hva": each.hva.value} for each in parts
                ],
            }
            for steg, parts in _of_steps(oppgang.filer.deler)
        ],
        "skolens": [
            {"fil": each.fil, "sted": each.sted}
            for each in oppgang.filer.deler
            if each.hva is Delbytte.SKOLENS
        ],
        "hjelpefiler": sorted(oppgang.hjelpefiler),
        "frister": [
            {
                "id": each.id,
                "sak": each.sak,
                "før": each.foer,
                "etter": each.etter,
                "hvorfor": each.hvorfor,
            }
            for each in oppgang.datoer
        ],
    }
