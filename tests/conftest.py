"""Every test gets its own home, git identity and empty environment; forgetting one fails loudly."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from program import PROEVENOEKKEL, VERNET, Program, copied, made_by_start, of_the_repository
from sosialplan.randomness import entry_id

_BUSY = [HealthCheck.too_slow]
settings.register_profile("uten-klokke", deadline=None, suppress_health_check=_BUSY)
settings.register_profile(
    "likt-hver-gang", deadline=None, suppress_health_check=_BUSY, derandomize=True
)
settings.load_profile("likt-hver-gang" if "CI" in os.environ else "uten-klokke")
"""A property holds or does not; how busy the machine is has nothing to do with it. Whoever builds
meets new examples each time; the check of a change meets the same twice, so that what it finds is of
that change."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--alt",
        action="store_true",
        help="run all of the long rows of cases too; without it a few of each are run",
    )
    parser.addoption(
        "--vernet",
        action="store_true",
        help="let every school of the tests be a protected one: the same must hold there",
    )
    parser.addoption(
        "--oppdater-gull",
        action="store_true",
        help="write the golden documents anew from what the program makes",
    )


UNTRACED = {
    "test_avgrenset",
    "test_brudd",
    "test_dager_utenfor",
    "test_foedselsnummer_skrevet",
    "test_forfalskninger",
    "test_fuzz",
    "test_git_kall",
    "test_git_skader",
    "test_git_tilstand",
    "test_hele_saker",
    "test_innsyn",
    "test_kjent",
    "test_kloner",
    "test_kurer_mappen",
    "test_kvitteringer",
    "test_lesematrise",
    "test_logg",
    "test_loggsetninger",
    "test_medbrakt",
    "test_papiret",
    "test_readme",
    "test_skoleaar",
    "test_store_filer",
    "test_stroemmer",
    "test_synk",
    "test_tilsyn",
    "test_trygg_skriving",
    "test_utlevering",
    "test_vernet_soek",
    "test_vernet_utvalg",
}
"""Tests of the whole program that say nothing new of the core's branches; tracing makes a test
take half as long again."""

LENGTHY = {
    "test_dokumenter_pdf",
    "test_flett_felt",
    "test_fortidsmappe",
    "test_kopikontroll",
    "test_lekkasje",
    "test_loggsetninger",
    "test_lovgulv",
    "test_malsjekk",
    "test_navnemengde",
    "test_papiret",
    "test_planlagte_dager",
    "test_raad_i_dokumentene",
    "test_saa_langt_det_gaar",
    "test_schema",
    "test_skjermede_kopier",
    "test_uvanlige_saker",
    "test_ved_siden_av",
    "test_word",
}
"""Tests that need no folder and yet take long: they turn everything there is, or make whole documents.
Seven eighths of what the rest took, measured in time of work."""


WHOLE = {
    "test_avslutning",
    "test_flett",
    "test_flett_git",
    "test_flett_mening",
    "test_fullmakt",
    "test_historikk",
    "test_klasselister",
    "test_kopikontroll",
    "test_kurer",
    "test_lekkasje",
    "test_lovgulv",
    "test_moete_skriv",
    "test_plan_mot_lov",
    "test_planlagte_dager",
    "test_problemer",
    "test_tilgang",
    "test_tiltak_rett",
    "test_vage_ord",
    "test_vokt",
}
"""Rows that are run to the end each time: each problem has its smallest example and its cure, and the rest take a branch
of the core that nothing else takes."""
FEW = 3
"""So many of another row that works with whole folders; the others differ in the words they try."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    rows: dict[str, list[pytest.Item]] = {}
    for item in items:
        if config.getoption("--vernet") and item.get_closest_marker("aapen"):
            item.add_marker(pytest.mark.skip(reason="of an open folder alone"))
        folder = {"tmp_path", "tmp_path_factory"} & set(getattr(item, "fixturenames", ()))
        tried = is_hypothesis_test(getattr(item, "obj", None))
        if folder or tried or item.path.stem in LENGTHY:
            item.add_marker(pytest.mark.treg)
        if folder and item.path.stem in UNTRACED:
            item.add_marker(pytest.mark.no_cover)
        if (folder or item.path.stem in LENGTHY) and item.path.stem not in WHOLE:
            rows.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for row in rows.values():
        shown = set(row[:: -(-len(row) // FEW)])
        for item in row:
            if item not in shown:
                item.add_marker(pytest.mark.lang)
    left = [item for item in items if item.get_closest_marker("lang")]
    named = any("::" in each for each in config.args)  # who names a test means it
    if left and not config.getoption("--alt") and not named:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not item.get_closest_marker("lang")]


@pytest.fixture
def oppdater_gull(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--oppdater-gull"))


@pytest.fixture(scope="session", autouse=True)
def _own_home(request: pytest.FixtureRequest) -> None:
    """No test reads the developer's git settings or repository."""
    folders: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
    home = folders.mktemp("home")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    (home / ".gitconfig").write_text(
        "[user]\n\tname = Oppdiktet Ansatt\n\temail = oppdiktet@skole.invalid\n"
        "[init]\n\tdefaultBranch = main\n[commit]\n\tgpgsign = false\n",
        encoding="utf-8",
    )
    os.environ.pop("VISUAL", None)
    os.environ["EDITOR"] = "true"  # no test opens an editor in which somebody must type
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):  # then at least not once for each program
        os.environ["PYTHONPYCACHEPREFIX"] = str(home / "kode")
    if request.config.getoption("--vernet"):
        (home / "nøkkel.txt").write_text(PROEVENOEKKEL, encoding="utf-8")
        os.environ.update({VERNET: "ja", "SOSIALPLAN_NOKKEL": str(home / "nøkkel.txt")})
    os.environ.update(
        HOME=str(home),
        USERPROFILE=str(home),
        XDG_CONFIG_HOME=str(home),
        XDG_STATE_HOME=str(home / "state"),
        XDG_CACHE_HOME=str(home / "cache"),
        LOCALAPPDATA=str(home / "state"),
        GIT_CONFIG_NOSYSTEM="1",
        LC_ALL="C.UTF-8",
    )


@pytest.fixture
def root() -> Path:
    """The repository itself: it is a planmappe with invented cases."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def depotets_skole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented school of the repository as a planmappe with one commit; to be copied."""
    repository = Path(__file__).parent.parent
    return of_the_repository(repository, tmp_path_factory.mktemp("depotet") / "skolen")


@pytest.fixture
def skolen(depotets_skole: Path, tmp_path: Path) -> Program:
    """The program in a copy of the invented school."""
    return Program(copied(depotets_skole, tmp_path / "skolen"))


@pytest.fixture(scope="session")
def skole_med_sak(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A school that ``start`` made, and its only case with a note; to be copied."""
    root = made_by_start(tmp_path_factory.mktemp("skole") / "skolen")
    program = Program(root, new_id=entry_id)
    sak = program.new_case()
    program.fine("registrer", sak, "notat", "--notat", "Oppdiktet, slik det var")
    return root, sak


@pytest.fixture
def program(skole_med_sak: tuple[Path, str], tmp_path: Path) -> Program:
    """The program in a copy of that school, where a module has none of its own."""
    return Program(copied(skole_med_sak[0], tmp_path / "mappe"), new_id=entry_id)


@pytest.fixture
def sak(skole_med_sak: tuple[Path, str]) -> str:
    """The number of its case."""
    return skole_med_sak[1]
