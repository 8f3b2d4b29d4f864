"""What ``arkiver`` tells: the packages, and what each case lacks with the command that mends it."""

from collections.abc import Sequence

from sosialplan.commands.pakker.arkivpakking import NyPakke
from sosialplan.commands.run import Run
from sosialplan.model.record import Value
from sosialplan.output.tables import Column
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.kopier.arkivpakke import dokumentord

_COLUMNS = (
    Column("Sak"),
    Column("Pakke", right=True),
    Column("Dokumenter", wraps=True),
    Column("Mangler", right=True),
)


class Levering(Value, frozen=True):
    """Where packages were laid, and the commit that says so."""

    mappe: str
    commit: str


def tell_plan(run: Run, new: Sequence[NyPakke], *, format_: str) -> None:
    """Show what would be packed; nothing is written."""
    if format_ == "json":
        tell_values(run, new)
    elif new:
        tell_packages(run, new)
        run.terminal.note("Ingenting er levert. Kjør kommandoen uten --tørr for å lage pakkene.")
    else:
        run.terminal.note("Ingenting nytt å levere til elevmappene.")


def tell_packages(run: Run, new: Sequence[NyPakke]) -> None:
    """Show each package, and below it all what is missing, by case and cure."""
    rows = [
        (
            each.sak,
            str(each.pakke),
            ", ".join(dokumentord(one.arkivert) for one in each.dokumenter),
            str(len(lacks(each)) or ""),
        )
        for each in new
    ]
    run.terminal.table(_COLUMNS, rows)
    lacking = [each for each in new if lacks(each)]
    if not lacking:
        return
    run.terminal.line()
    run.terminal.heading("Mangler")
    for each in lacking:
        run.terminal.line(each.sak)
        for lack in lacks(each):
            run.terminal.wrapped(f"  {lack.kode} {lack.sentence}")
            run.terminal.wrapped(f"    {lack.command}")


def lacks(each: NyPakke) -> tuple[Mangel, ...]:
    """Return what the documents of a case lack, each once."""
    found = (lack for one in each.dokumenter for lack in one.mangler)
    return tuple(dict.fromkeys(found))


def tell_values(run: Run, new: Sequence[NyPakke], levering: Levering | None = None) -> None:
    """Tell the packages as JSON."""
    run.answer(
        {
            "mappe": levering.mappe if levering else None,
            "commit": levering.commit if levering else None,
            "pakker": [_values(each) for each in new],
        }
    )


def _values(each: NyPakke) -> dict[str, object]:
    return {
        "sak": each.sak,
        "pakke": each.pakke,
        "mappe": each.mappe,
        "dokumenter": [
            {
                "dokument": one.arkivert.dokument,
                "dato": one.arkivert.dato.isoformat() if one.arkivert.dato else None,
                "versjon": one.arkivert.versjon,
                "fil": one.fil(number),
                "fingeravtrykk": one.arkivert.fingeravtrykk,
                "mangler": list(one.arkivert.mangler),
            }
            for number, one in enumerate(each.dokumenter, start=1)
        ],
        "mangler": [
            {"kode": lack.kode, "melding": lack.sentence, "kommando": lack.command}
            for lack in lacks(each)
        ],
    }
