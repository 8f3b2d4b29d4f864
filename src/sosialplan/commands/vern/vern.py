"""``vern på|av``: seal what is about pupils in a folder that was open, and open it again with a reason."""

from collections.abc import Iterator

from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.den_som_skriver import person_at
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Change, Errand, Followed, Put, carry_out
from sosialplan.commands.skrivebordet.tilgangsfil import access_errand, access_path
from sosialplan.commands.vern.vernet_mappe import files_of
from sosialplan.files.loader import load_access
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.files.yaml_writer import to_tree
from sosialplan.git.state import require_clean
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import path_to
from sosialplan.model.tilgang import Leserett, Tilgang, Vern
from sosialplan.model.vernet import TILGANG, VERNET
from sosialplan.rules.tillit.fullmakt import holds, must_sign

OFF, ON = "Vern av\n", "Vern på\n"


def paa(run: Run) -> int:
    """Seal every file about pupils for those who read it, in one commit."""

    def work(desk: Desk) -> Errand:
        tilgang = load_access(desk.folder)[0] or Tilgang()
        if tilgang.vernet:
            raise ExpectedFailure(
                "Mappen er vernet fra før.", "Se hvem som leser: sosialplan tilgang"
            )
        _require_whole(desk)
        _require_keys(desk, tilgang)
        now = Vern(gjelder_fra=run.i_dag, paa=True)
        changes: list[Change] = [Added(access_path(desk), path_to(Tilgang.vern), now)]
        if not any(_roles(tilgang.leserett)):
            rules = to_tree(_standard())
            changes.append(Put(access_path(desk), path_to(Tilgang.leserett), rules))
        count = len(files_of(desk.mappe))
        files = "1 fil" if count == 1 else f"{count} filer"
        said = f"Mappen er vernet: {files} om elever er nå bare lesbare for dem som trenger dem."

        def then(_: Followed) -> None:
            _tell_what_is_left(run, tilgang, any_file=count > 0)

        return access_errand(desk, changes, said, then, ON)

    return carry_out(run, work, lister=True)


def _tell_what_is_left(run: Run, tilgang: Tilgang, *, any_file: bool) -> None:
    """Say what protection that begins today does not change."""
    if any_file:
        run.terminal.note(
            "Historikken før i dag er fortsatt åpen: den som har mappen, kan lese det som sto da. En ny mappe uten den: "
            "sosialplan vern ny-historikk ../NY-MAPPE"
        )
    if not must_sign(tilgang, run.i_dag):
        run.terminal.note(
            "Skolen signerer ikke det som lagres. Da er en bekreftelse av en ny nøkkel bare et navn som hvem som "
            "helst kan skrive. Slå på: sosialplan tilgang signering på"
        )


def _require_whole(desk: Desk) -> None:
    """Raise ExpectedFailure where a file cannot be read: nothing may be left open by a fault in it."""
    known = {each.file for each in files_of(desk.mappe)}
    left = [
        file
        for part in VERNET
        for path in desk.folder.files(part)
        if (file := desk.folder.relative(path)) not in known
    ]
    left += [desk.folder.relative(each) for each in desk.folder.sides()]
    if left:
        raise ExpectedFailure(
            f"{left[0]} kan ikke leses av deg, og ville blitt liggende som den er. Ingenting er endret.",
            "Se hva som er galt: sosialplan valider",
        )
    require_clean(desk.depot, (*VERNET, TILGANG))


def _require_keys(desk: Desk, tilgang: Tilgang) -> None:
    dag = desk.run.i_dag
    keys = [each for each in tilgang.lesenoekler if holds(each, dag)]
    if not any(each.noed for each in keys):
        raise ExpectedFailure(
            "Skolen har ingen nødnøkkel. Uten den er alt tapt når nøklene er det. Ingenting er endret.",
            "Lag den, og legg arket i safen: sosialplan nøkler nødnøkkel --til nødnøkkel.pdf",
        )
    me = person_at(desk.folder.root, desk.folder, desk.mappe.plan.skole, desk.run.now.date())
    if me is None or not any(each.person == me.navn for each in keys):
        raise ExpectedFailure(
            "Du har ingen lesenøkkel i mappen, så du kunne ikke lest den igjen. Ingenting er endret.",
            "Lag den først: sosialplan nøkler ny",
        )


def _standard() -> Leserett:
    known = load_access(Planmappe(standard_folder()))[0]
    return known.leserett if known else Leserett()


def _roles(rett: Leserett) -> Iterator[str]:
    yield from (*rett.saker, *rett.fravaer, *rett.moeter)


def av(run: Run, *, hvorfor: str) -> int:
    """Open what was sealed, in one commit. The reason stands in the file of access."""

    def work(desk: Desk) -> Errand:
        if desk.how is None:
            raise ExpectedFailure("Mappen er ikke vernet.", "Slå på: sosialplan vern på")
        _require_whole(desk)
        now = Vern(gjelder_fra=run.i_dag, paa=False, hvorfor=hvorfor)
        told = "Det som er åpent i historikken fra nå, blir der, også om vernet settes på igjen."
        return access_errand(
            desk,
            [Added(access_path(desk), path_to(Tilgang.vern), now)],
            "Vernet er tatt av: alle som har mappen, kan lese alt i den.",
            lambda _: run.terminal.note(told),
            OFF,
        )

    return carry_out(run, work, lister=True)
