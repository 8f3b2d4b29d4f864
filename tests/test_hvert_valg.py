"""Every option of every command: it changes what comes of it, or is refused. What is asked of all is derived from what is registered."""

import re
from pathlib import Path
from typing import Any

import pytest

from kommandoene import COMMANDS, example
from program import Program, copied
from sosialplan.cli.values import Dagvalg, Ordvalg

SAK = "2026-YHP9E"
ELEV = ("--elev", "Oppdiktet Elev Ny", "--klasse", "8B")
WORDS = {
    "ny-sak": (*ELEV, "--kjede", "trygt-og-godt", "--oppdaget", "2026-11-20"),
    "meld": (*ELEV, "--hva", "Oppdiktet setning"),
    "lag": ("aktivitetsplan", SAK, "--mottaker", "foresatte"),
}
"""The words of a run, where the first example of the help is not whole."""
VALUES = {
    "ROLLE": "rektor", "ROLLE,ROLLE": "rektor", "KLASSE": "9C", "KJEDE": "fravaer", "STEG": "notat",
    "SAK": "2026-AWEJ4", "HVEM": "elev", "DOKUMENT": "melding", "ANTALL": "1", "14d": "14d", "1|2": "2",
    "2026-2027": "2025-2026", "2025": "2024", "ÅÅÅÅ": "2012", "14:30": "10:15", "FIL": "x.md", "MAPPE": "mappa",
    "TRINN": "8", "ORD": "mobbing", "bokmål|nynorsk": "nynorsk",
}  # fmt: skip
"""A value of each kind, by what the help shows; any other text is a sentence."""
OTHER = {
    ("vedtak", "--av"): "assisterende-rektor",
    ("godkjenn", "--av"): "assisterende-rektor",
    ("tiltak rett", "--gjennomført"): "nei",
    ("logg", "--siste"): "0",
    ("skole person slutt", "--dato"): "2026-12-31",
    ("skole klasse ny", "--trinn"): "ingen",
    ("sak endre", "--arkivsak"): "2026/1234",
}
"""Where the value of the kind is what stands there anyway."""
ELSEWHERE = {
    "start": "makes a folder: test_start", "demo": "makes a folder: test_readme", "synk": "needs a shared copy: test_synk",
    "flett": "is run by git, and has no option", "arkiver": "sets many documents: test_arkiver",
    "sjekk-kopi": "needs a copy: test_kopikontroll", "importer fravær": "needs a list: test_importer",
    "importer elever": "needs a list: test_klasselister", "importer plan": "needs a document: test_importer_plan",
    "les": "needs a document that somebody wrote on: test_les",
    "ta-imot": "needs a package of a pupil: test_skolebytte", "plan pakke hent": "needs a package of a plan: test_planpakke",
    "skole elev ny": "what it adds is tried in test_elevflytting", "skole elev flytt": "needs class lists: test_elevflytting", "skole elev slutt": "needs class lists: test_elevflytting",
    "tilgang legg-til": "needs a key: test_tilgang", "tilgang fjern": "needs a key: test_tilgang",
    "tilgang signering": "needs a key: test_signering", "tilgang kontroller": "needs a protected folder: test_vern",
    "varsle": "what it does is seen by who gets it: test_varsle",
    "rediger": "needs an editor: test_rediger", "møte skriv": "needs an editor: test_moete_skriv",
}  # fmt: skip
"""Commands that do nothing in a school without more: their options are tried where there is more."""
ALIKE = {
    ("frister", "--hver-klasse"): "no classes lack the same in the invented school",
    ("sjekk", "--godta"): "the school brings nothing that git would obey: test_medbrakt",
    ("ny-sak", "--ny-elev"): "no name is like another: test_elevvalg",
    ("ny-sak", "--likevel"): "the pupil has no open case: test_kommandoer_skrive",
    ("fravær registrer", "--ny-elev"): "no name is like another: test_elevvalg",
    ("rydd", "--utfør"): "there is nothing in ut/: test_rydd",
    ("oppgrader", "--linjer"): "the invented school is of today: test_oppgrader",
    (
        "slett",
        "--hvorfor",
    ): "is written with --utfør, and is wanted only where the archive has no receipt",
}
"""Options that change nothing in this run, each with why."""
TRIED = tuple(
    name for name in COMMANDS if name not in ELSEWHERE and not name.startswith(("nøkler", "vern"))
)


def value(command: str, param: Any) -> tuple[str, ...]:
    """Return what is typed after an option so that it says something."""
    read, shown = getattr(param.type, "func", None), str(param.metavar or "")
    option = max(param.opts, key=len)
    if param.is_flag:
        return ()
    if (command, option) in OTHER:
        return (OTHER[command, option],)
    if isinstance(read, Dagvalg):
        return ("2026-11-19",)
    if shown not in VALUES and isinstance(read, Ordvalg):
        return (next(each for each in read.ordene if each != param.default),)
    return (VALUES.get(shown, "Oppdiktet setning"),)


def outcome(school: Path, folder: Path, args: tuple[str, ...], patch: pytest.MonkeyPatch) -> Any:
    """Return all that came of a run in a school of its own: what was said, what was written, and what lies where it stood."""
    folder.mkdir()
    patch.chdir(folder)
    program = Program(copied(school, folder / "skolen"))
    ran = program.run(*args)
    said = re.sub(
        r"(?m)^[^:\n]+: [a-zø]+dag [0-9]+\. .*\n", "", ran.err
    )  # what was understood of a day
    made = sorted((path.name, path.stat().st_size) for path in folder.iterdir() if path.is_file())
    printed = sorted(path.name for path in folder.rglob("skolen/ut/*"))
    tree = program.git("rev-parse", "HEAD^{tree}")
    return ran.status, ran.out, said, tree, program.git("status", "--porcelain"), made, printed


@pytest.mark.parametrize("command", TRIED)
def test_an_option_changes_the_outcome_or_is_refused(
    depotets_skole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    args = (*command.split(), *WORDS[command]) if command in WORDS else example(command)
    without = outcome(depotets_skole, tmp_path / "uten", args, monkeypatch)
    silent = []
    for number, param in enumerate(COMMANDS[command].params):
        option = max(param.opts, key=len)
        if param.param_type_name != "option" or {*param.opts} & {*args} or option == "--help":
            continue
        told = (*args, option, *value(command, param))
        with_it = outcome(depotets_skole, tmp_path / str(number), told, monkeypatch)
        if with_it == without and (command, option) not in ALIKE:
            silent.append(option)
    assert silent == []


def test_what_is_tried_elsewhere_is_known_and_nothing_is_told_twice() -> None:
    assert ELSEWHERE.keys() <= COMMANDS.keys()
    assert {name for name, _ in (*OTHER, *ALIKE)} <= {*TRIED}
    assert len(TRIED) > 40
