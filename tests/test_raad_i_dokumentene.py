"""Each command that a document advises is run as it stands, in a planmappe that holds the case.

Only what a command says must be filled in is filled in: «…», a day, and a word in capitals. The
documents are those that are kept as approved, each in its own chain, and besides every document of a
case of every chain that was just opened and of one in which every step was carried out.
"""

import shlex
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from krav_tilfelle import SAKSNUMMER, bilde_of, case_of, meetings_of, slag_of, tables
from planmutasjon import PER, cases_of
from program import Program, copied, of_the_repository
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.handlingskjede import Aapningsspoersmaal
from sosialplan.model.moeter import Holdt, Moetebok
from sosialplan.model.sak import GjelderAnsatt, Sak
from sosialplan.randomness import entry_id
from sosialplan.rules.checks.case_checks import FELLES_STEG
from sosialplan.rules.frister import rows_on
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde, Saksgrunnlag, saksbilde
from sosialplan.views.dokumentdeler.tiltakskort import vage_tiltak
from sosialplan.views.dokumentliste import DOKUMENTER, Dokumentslag

REPOSITORY = Path(__file__).parent.parent
KJEDER = {each.kjede: each for each in the_plan().kjeder}
FILLED = {
    "ROLLE": "rådgiver", "DOKUMENT": "aktivitetsplan", "SAK": SAKSNUMMER, "HVEM": "skoleeier",
    "SVAR": "ja", "UTFALL": "delvis", "BOKSTAV": "c",
}  # fmt: skip
"""What a person writes for a word in capitals."""
BEFORE = replace(
    cases_of(KJEDER["bekymring"])[0], sak="2026-7KQ2B", opprettet=date(2026, 9, 1), hendelser=()
)
"""The case that others carry on."""
EMPLOYEE = GjelderAnsatt(roller=("kroppsøvingslærer",))


def _advised(bilde: Saksbilde, slag: Dokumentslag) -> Iterator[str]:
    if slag.avslag(bilde) is None:
        lacks = slag.lag(bilde).mangler
        yield from (each.command for each in (*lacks, *vage_tiltak(bilde)))


def _of_the_tables() -> Iterator[tuple[str, Sak, date, tuple[Holdt, ...], str]]:
    for tabell in tables():
        for one in tabell.tilfeller:
            if one.avslag is None:
                bilde, slag = bilde_of(tabell, one), slag_of(tabell)
                held, sak = meetings_of(tabell, one), case_of(tabell, one)
                for command in _advised(bilde, slag):
                    yield tabell.dokument, sak, bilde.today, held, command


def _of_the_chain(kjede: str) -> Iterator[tuple[str, Sak, date, tuple[Holdt, ...], str]]:
    plan = the_plan()
    for sak in cases_of(KJEDER[kjede]):
        known = replace(sak, sak=SAKSNUMMER)
        rows = rows_on((known,), (), (), plan, PER)
        bilde = saksbilde(known, plan, PER, grunnlag=Saksgrunnlag(rader=rows))
        for slag in DOKUMENTER:
            for command in _advised(bilde, slag):
                yield slag.kode, known, PER, (), command


def _unique(kjede: str) -> list[tuple[str, Sak, date, tuple[Holdt, ...], str]]:
    """Return each command of a chain once, with the first document that advises it."""
    own = (each for each in _of_the_tables() if each[1].kjede == kjede and _fits(each[1]))
    found = {each[4]: each for each in (*_of_the_chain(kjede), *own)}
    return list(found.values())


def _filled(command: str, day: date) -> list[str]:
    program, *words = shlex.split(command)
    assert program == "sosialplan", command
    told = [FILLED.get(each, each) for each in words]
    return [each.replace("…", "Oppdiktet").replace("ÅÅÅÅ-MM-DD", f"{day}") for each in told]


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = of_the_repository(REPOSITORY, tmp_path_factory.mktemp("skole") / "skolen")
    for place in ("saker", "moter", "fravaer"):
        shutil.rmtree(root / place)
    Program(root).git("commit", "--quiet", "--all", "-m", "Uten de oppdiktede sakene")
    return root


@pytest.mark.parametrize("kjede", KJEDER)
def test_each_advised_command_does_what_it_says(kjede: str, skolen: Path, tmp_path: Path) -> None:
    program = Program(copied(skolen, tmp_path / "mappe"), new_id=entry_id)
    clean = program.git("rev-parse", "HEAD").strip()
    failed = []
    for dokument, sak, day, held, command in _unique(kjede):
        program.git("reset", "--quiet", "--hard", clean)
        program.git("clean", "--quiet", "--force", "-d")
        for each in (_whole(sak), BEFORE):
            file = program.case(each.sak)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(dump(to_tree(each)), encoding="utf-8", newline="\n")
        if held:
            _write_meetings(program, held)
        program.git("add", "--all")
        program.git("commit", "--quiet", "-m", "En oppdiktet sak")
        program.now = f"{day}T12:00+01:00"
        words = _filled(command, day)
        result = program.run(*words)
        if result.status and not (words[0] == "lag" and result.status == 3):
            failed.append(f"{dokument}: {command}\n{result.err[:600]}")
    assert not failed, "\n".join(failed)


def _whole(sak: Sak) -> Sak:
    """Return the case with what its chain asks for when it is opened, and nothing that points elsewhere."""
    asked = KJEDER[sak.kjede].spoer_om
    return replace(
        sak,
        meldt_av=sak.meldt_av or "kontaktlærer",
        fra_sak=BEFORE.sak if Aapningsspoersmaal.FRA_SAK in asked else None,
        gjelder_ansatt=sak.gjelder_ansatt
        or (EMPLOYEE if Aapningsspoersmaal.GJELDER_ANSATT in asked else None),
        hendelser=tuple(each for each in sak.hendelser if each.gjelder is None),
    )


def _fits(sak: Sak) -> bool:
    """Tell whether the chain has every step of the case: some tables try what another chain's entries do."""
    known = {*FELLES_STEG, *(each.steg for each in KJEDER[sak.kjede].steg)}
    return known.issuperset(each.steg for each in sak.hendelser)


def _write_meetings(program: Program, held: tuple[Holdt, ...]) -> None:
    folder = program.root / "moter" / "2026-2027"
    folder.mkdir(parents=True, exist_ok=True)
    for code in dict.fromkeys(each.moete for each in held):
        own = tuple(
            replace(
                each,
                saker=tuple(one for one in each.saker if one.sak == SAKSNUMMER),
                beslutninger=(),
            )
            for each in held
            if each.moete == code
        )
        book = Moetebok(skoleaar="2026-2027", holdt=own)
        (folder / f"{code}.yaml").write_text(dump(to_tree(book)), encoding="utf-8", newline="\n")


def test_there_is_advice_for_every_chain_and_almost_every_document() -> None:
    """A guard that sees nothing guards nothing."""
    found = {kjede: _unique(kjede) for kjede in KJEDER}
    assert all(len(each) > 8 for each in found.values())
    shown = {each[0] for one in found.values() for each in one}
    assert {each.kode for each in DOKUMENTER} - shown <= {"samtykke"}
