"""What is said of a deletion: what goes and what stays, and what every other place must do afterwards."""

from sosialplan.commands.run import Run
from sosialplan.commands.sletting.grunnlaget import Slettegrunnlag
from sosialplan.files.gitmerker import Slettemerke
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.rewriting import Spor
from sosialplan.model.record import Value
from sosialplan.tekster.maalform import talt


class Sletting(Value, frozen=True):
    """A deletion: the case, its earlier numbers, on what ground, what names it, and the reports that go with it."""

    sak: str
    tidligere: tuple[str, ...]
    grunnlag: Slettegrunnlag
    spor: Spor
    nevnt: tuple[str, ...]
    meldinger: tuple[str, ...] = ()


def tell_before(run: Run, asked: Sletting) -> None:
    """Say what goes, what stays, and what speaks against it."""
    terminal, found = run.terminal, asked.spor
    terminal.heading(f"Slette {asked.sak}")
    terminal.wrapped(
        f"- Saken har stått i {_counted(len(found.innhold), 'utgave', 'utgaver')}. Alle går ut, i alle grener og merker."
    )
    terminal.wrapped(
        f"- {len(found.lagringer)} av {_counted(found.alle, 'lagring', 'lagringer')} blir skrevet på nytt og får nye navn. "
        "Var de signert, er de ikke det lenger: linjen i registeret, som blir signert, svarer for dem."
    )
    if found.lukket:
        terminal.wrapped(
            f"- {found.lukket} vernede innhold i historikken er ikke for deg. Ligger en kopi av saken under et annet navn "
            "blant dem, blir den ikke sett."
        )
    for each in asked.meldinger:
        terminal.wrapped(f"- Melding {each} i innboksen ble denne saken, og går ut sammen med den.")
    for each in asked.nevnt:
        terminal.wrapped(f"- {each} nevner saksnummeret. Filen blir stående som den er.")
    terminal.wrapped(
        "- Fravær og referater har sin egen tid, og blir stående. Det samme gjelder arkivets eksemplar, "
        "sikkerhetskopier som er tatt før, utskrifter, og kopier hos andre."
    )
    terminal.wrapped(
        "- Klasselisten blir også stående, med navn, fødselsår og foresatte, og historikken har de gamle. Eleven tas ut av den "
        "med: sosialplan skole elev slutt"
    )
    for each in asked.grunnlag.imot:
        terminal.wrapped(f"- Imot: {each}")


def tell_after(
    run: Run,
    folder: Planmappe,
    merke: Slettemerke,
    shared: tuple[str, str] | None,
    count: int,
) -> None:
    """Say what every other place that holds the old history must do."""
    terminal = run.terminal
    terminal.line()
    terminal.heading("Dette må gjøres før saken er borte alle steder")
    if shared is not None:
        name, seen = shared
        remote, _, branch = name.partition(" ")
        terminal.wrapped("1. Den felles kopien må få den nye historikken. Kjør nå, her:")
        terminal.line(f"   git push --force-with-lease={branch}:{seen} {remote} {branch}")
        if count > 1:
            terminal.wrapped(
                "   Ligger det andre grener eller merker der, må de også sendes på nytt eller slettes.",
                indent=3,
            )
        terminal.wrapped(
            "2. Den som har den felles kopien, må la den glemme det gamle. I den mappen: "
            "git reflog expire --expire=now --all, og så: git gc --prune=now"
        )
    terminal.wrapped(
        "- Alle andre som har mappen: ta vare på det som ikke er delt, slett mappen, og hent den på nytt: git clone ADRESSE. "
        "Synk sier nei til en mappe med den gamle historikken."
    )
    terminal.wrapped(
        "- Sikkerhetskopier fra før har saken ennå. Ta en ny (sosialplan sikkerhetskopi FIL), og slett de gamle."
    )
    papers = sorted(each for each in (folder.root / "ut").rglob(f"*{merke.sak}*"))
    if papers:
        terminal.wrapped(
            f"- I ut/ ligger {talt(len(papers), 'fil eller mappe', 'filer og mapper')} med nummeret i navnet. Se over og slett."
        )
    terminal.wrapped(
        "- Utskrifter, e-post og skjermbilder ser ikke programmet. Arkivet beholder sitt eksemplar."
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
