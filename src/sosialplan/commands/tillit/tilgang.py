"""``tilgang``: who signs with which key, and who reads with which. Reads only."""

from msgspec.structs import replace

from sosialplan.commands.run import FINE, Run
from sosialplan.commands.skrivebordet.forsegling import sealing
from sosialplan.commands.skrivebordet.signering import last_known, read_access
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.repository import find_depot
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.tilgang import Lesenoekkel, Noekkel, Tilgang
from sosialplan.model.vernet import TILGANG
from sosialplan.output.tables import Column
from sosialplan.rules.tillit.bekreftelse import Hvis, hvis
from sosialplan.rules.tillit.fullmakt import holds, must_sign, read_key
from sosialplan.rules.tillit.signaturkjede import after
from sosialplan.views.datoer import kort_dato

COLUMNS = (
    Column("Nøkkel"),
    Column("Person", wraps=True),
    Column("Slag"),
    Column("Gjelder", wraps=True),
    Column("Fingeravtrykk", wraps=True),
)
_READING = (
    Column("Lesenøkkel"),
    Column("Person", wraps=True),
    Column("Gjelder", wraps=True),
    Column("Bekreftet av", wraps=True),
    Column("Vernes det for den?", wraps=True),
)
_BRIEF = 16
"""So many characters of a fingerprint are shown: enough to hold against another by eye."""


def vis(run: Run, *, format_: str) -> int:
    """List the keys, and whether signing is on."""
    folder = run.planmappe()
    tilgang = _known(run, folder, read_access(folder))
    counted = _counted(run, folder) if tilgang.lesenoekler else None
    if format_ == "json":
        run.answer(_values(run, tilgang, counted))
        return FINE
    if tilgang.noekler:
        run.terminal.table(COLUMNS, [_cells(each) for each in tilgang.noekler])
        run.terminal.line()
    else:
        which = " for signering" if tilgang.lesenoekler else ""
        run.terminal.line(f"Ingen nøkler{which} er lagt inn.")
    for sentence in _signing(run, tilgang):
        run.terminal.line(sentence)
    if tilgang.lesenoekler:
        rows = [_reading_cells(run, each, counted) for each in tilgang.lesenoekler]
        run.terminal.line()
        run.terminal.table(_READING, rows)
    return FINE


def _counted(run: Run, folder: Planmappe) -> frozenset[Hvis] | None:
    """Return the reading keys that count; None in an open folder, and where the plan cannot be read."""
    plan, _ = load_plan(folder)
    if plan is None or not folder.is_protected:
        return None
    how = sealing(folder, find_depot(folder.root, folder.laas), plan.skole, run.i_dag)
    return how.gjelder if how else None


def _reading_cells(
    run: Run, noekkel: Lesenoekkel, counted: frozenset[Hvis] | None
) -> tuple[str, ...]:
    return (
        noekkel.id,
        noekkel.person or "skolens nødnøkkel",
        _when(noekkel),
        ", ".join(each.person for each in noekkel.bekreftet),
        _sealed_for(run, noekkel, counted),
    )


def _sealed_for(run: Run, noekkel: Lesenoekkel, counted: frozenset[Hvis] | None) -> str:
    if not holds(noekkel, run.i_dag):
        return "nei"
    if counted is None:
        return "mappen er ikke vernet"
    return "ja" if hvis(noekkel) in counted else "nei, den venter på å bli bekreftet"


def _known(run: Run, folder: Planmappe, tilgang: Tilgang) -> Tilgang:
    """Return what counts: the file, and what the history says that it no longer does. Tells of that."""
    try:
        known = last_known(find_depot(folder.root, folder.laas))
    except ExpectedFailure:  # no git: then there is no history to ask
        return tilgang
    if not (folder.root / TILGANG).is_file() and known != tilgang:
        run.terminal.note("plan/tilgang.yaml er borte. Det den sa sist, gjelder fortsatt.")
        return known
    counts = replace(tilgang, signering=after(known, tilgang, run.i_dag).signering)
    if len(counts.signering) > len(tilgang.signering):
        run.terminal.note(
            "plan/tilgang.yaml sier ikke lenger når signering ble slått på. Det den sa, gjelder fortsatt."
        )
    return counts


def _signing(run: Run, tilgang: Tilgang) -> list[str]:
    now = "på" if must_sign(tilgang, run.i_dag) else "av"
    later = sorted(
        (each for each in tilgang.signering if each.gjelder_fra > run.i_dag),
        key=lambda each: each.gjelder_fra,
    )
    return [
        f"Signering er {now}.",
        *(f"Fra {kort_dato(each.gjelder_fra)}: {'på' if each.paa else 'av'}." for each in later),
    ]


def _cells(noekkel: Noekkel) -> tuple[str, ...]:
    key = read_key(noekkel.noekkel)
    kind, printed = (key.slag, key.fingeravtrykk) if key else ("ikke lesbar", "")
    return (
        noekkel.id,
        noekkel.person,
        kind.removeprefix("ssh-").partition("@")[0],
        _when(noekkel),
        printed.removeprefix("SHA256:")[:_BRIEF],
    )


def _when(noekkel: Noekkel | Lesenoekkel) -> str:
    since = f"fra {kort_dato(noekkel.gjelder_fra)}"
    ended = noekkel.sperret_fra
    return f"{since}, sperret fra {kort_dato(ended)}" if ended else since


def _values(run: Run, tilgang: Tilgang, counted: frozenset[Hvis] | None) -> dict[str, object]:
    return {
        "signering": must_sign(tilgang, run.i_dag),
        "signering_fra": [
            {"gjelder_fra": each.gjelder_fra.isoformat(), "på": each.paa}
            for each in tilgang.signering
        ],
        "nøkler": [_key_values(run, each) for each in tilgang.noekler],
        "lesenøkler": [
            {
                "id": each.id,
                "person": each.person,
                "nød": each.noed,
                "gjelder_fra": each.gjelder_fra.isoformat(),
                "sperret_fra": each.sperret_fra.isoformat() if each.sperret_fra else None,
                "bekreftet_av": [one.person for one in each.bekreftet],
                "vernes_for": holds(each, run.i_dag) and hvis(each) in (counted or ()),
            }
            for each in tilgang.lesenoekler
        ],
    }


def _key_values(run: Run, noekkel: Noekkel) -> dict[str, object]:
    key = read_key(noekkel.noekkel)
    return {
        "id": noekkel.id,
        "person": noekkel.person,
        "e_post": noekkel.e_post,
        "slag": key.slag if key else None,
        "fingeravtrykk": key.fingeravtrykk if key else None,
        "gjelder_fra": noekkel.gjelder_fra.isoformat(),
        "sperret_fra": noekkel.sperret_fra.isoformat() if noekkel.sperret_fra else None,
        "gjelder": holds(noekkel, run.i_dag),
    }
