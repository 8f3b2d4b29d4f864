"""A choice that was made holds in every output, and shows its sign where it was not made.

What belongs to a reading is derived from the plan's own files; what no file says of itself (a time,
a person, a number of times) stands in a table here, one way to tell it in a line. Every choice is
made in each of its ways, and not at all, and every output is read.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from program import Program, of_the_repository
from sosialplan.files.yaml_reader import parse
from sosialplan.views.dokumentliste import DOKUMENTER

ROOT = Path(__file__).parent.parent
TEGN = re.compile(
    r"\(\?\)|\(ikke valgt\)|, ikke valgt|Skolen må velge|Skolens plan sier to ting|\"uavklart\": true"
)
"""What marks a line that waits for a choice."""
PLAN = sorted(
    each for each in (ROOT / "plan").rglob("*.yaml") if each.name not in {"valg.yaml", "skole.yaml"}
)
VALG = parse((ROOT / "plan/valg.yaml").read_text(encoding="utf-8")).tree["valg"]
SAID = {
    ("foreldremøter", "høst-og-vår"): r"fra 1\. mars .*Foreldremøter \(1\)",
    ("foreldremøter", "høst-og-vinter"): r"fra 1\. desember .*Foreldremøter \(1\)",
    ("midtstuenukene", "skolestart-og-semesterskifte"): r"28\. august .*Midtstuenukene: første uke",
    ("midtstuenukene", "før-uke-40-og-semesterskifte"): r"25\. september .*Midtstuenukene: første",
    ("evaluering-ledelsen", "januar-og-august"): r"31\. august .*ledelsens vurdering",
    ("evaluering-ledelsen", "medio-januar-og-juni"): r"20\. januar .*ledelsens vurdering",
    ("r-team-hyppighet", "en-til-tre-i-måneden"): r"1–3 hver måned|én til tre ganger",
    ("r-team-hyppighet", "annenhver-uke"): r"[Aa]nnenhver uke",
    ("r-team-hyppighet", "hver-uke"): r"R-team hver uke",
    ("klassemøte-hyppighet", "hver-åttende-uke"): r"hver 8\. uke",
    ("klassemøte-hyppighet", "hver-uke"): r"hver uke \| Klassemøter",
    ("klassens-plan", "medio-januar"): r"Evalueringer: klassens plan",
    ("klassens-plan", "midtstuenuka"): r"Midtstuenukene: klassens plan",
    ("klassens-plan", "vinter-og-vår"): r"Elevundersøkelsen: klassens plan",
    ("vgs-møte", "høst-med-ledelsen"): r"30\. november .*Informasjonsmøte VGS",
    ("vgs-møte", "høstsemester-med-rådgiver"): r"15\. januar .*Informasjonsmøte VGS",
    ("mot-løpet-ansvar", "ledelsen-og-kontaktlærer"): r"MOT-løpet \(.*Ledelsen",
    ("mot-løpet-ansvar", "mot-ansvarlig-og-elevråd"): r"MOT-løpet \(.*MOT-ansvarlig",
    ("aktivitetsdager-ansvar", "elevrådskontakt-og-kroppsøving"): r"aktivitetsdag.*Kroppsøving",
    ("aktivitetsdager-ansvar", "ledelsen-og-kontaktlærer"): r"aktivitetsdag.*Ledelsen",
    (
        "aktivitetsdager-ansvar",
        "elevrådet",
    ): r"aktivitetsdag.*\| Elevrådet|aktivitetsdag.*, Elevrådet",
    ("tverrfaglig-møte-deltakere", "kontaktlærer"): r"Med \| rådgiver; kontaktlærer",
    ("tverrfaglig-møte-deltakere", "trinnleder"): r"Med \| rådgiver;.* trinnleder",
    ("tverrfaglig-møte-foresatte", "foresatte-er-med"): r"PPT-rådgiver; foresatte",
    ("tverrfaglig-møte-foresatte", "bare-skolen-og-ppt"): r"Foresatte er ikke med",
    ("r-team-samtykke", "informert"): r"Foresatte er informert",
    ("r-team-samtykke", "samtykke"): r"[Uu]ten samtykke meldes|Spør foresatte om samtykke",
    ("innkaller-ved-fravær", "kontaktlærer"): r"Kontaktlærer kaller inn",
    ("innkaller-ved-fravær", "trinnleder"): r"Trinnleder kaller inn(?! kontaktlærer)",
    ("fravær-drøftes-i", "r-team"): r"Høyt fravær meldes til R-team|melder til R-team på eget",
    ("fravær-drøftes-i", "sosialt-r-team"): r"[Vv]urdere?r?e?s? .*i sosialt R-team",
    ("fravær-ti-dager", "møte-ved-ti"): r"(?<!enn )10 fraværsdager i alt",
    ("fravær-ti-dager", "møte-over-ti"): r"10 fraværsdager i alt \(møte\)",
    ("fravær-femten-dager", "melding-sendes"): r"\(melding sendes\)",
    ("fravær-femten-dager", "melding-vurderes"): r"\(melding vurderes\)",
    ("plan-arkivering", "onenote-og-kontoret"): r"Lever planen til elevmappen",
    ("plan-arkivering", "arkivsystemet"): r"fra arkivsystemet",
    ("rektor-får-beskjed", "når-planen-er-laget"): r"Gi rektor beskjed om planen",
    ("vedtak", "vedtak"): r"Fatt skriftlig vedtak",
}
"""A way to tell that a line of an output goes by a reading."""
SILENT = {
    ("meldes-til-r-team", "alle-bekymringer"): "the day, in test_the_choice_of_what_is_reported",
    ("meldes-til-r-team", "når-tiltak-ikke-virker"): "the day, in the same test",
    ("aktivitetsplan-når", "alltid"): "the day, in frist_cases/trygt-og-godt.yaml",
    ("aktivitetsplan-når", "ved-behov"): "the day, in frist_cases/trygt-og-godt.yaml",
    ("rektor-får-beskjed", "straks"): "it takes the sentence of the other reading away",
    ("vedtak", "plan"): "it takes the step of the other reading away",
    ("mobbing-definisjon", "gjentatt"): "its definition is derived",
    ("mobbing-definisjon", "tilhørighet"): "its definition is derived",
}
"""Readings that no line of their own tells of, and where they are seen instead."""
_LEFT = re.compile('valgt bort|Steget brukes ikke|"valgt": false')
"""What says that a reading was chosen away, where somebody asks for that very thing."""
CASES = ("2026-8G2R1", "2026-AWEJ4", "2026-EWZS9", "2026-R7TDY", "2026-YHP9E")


def test_every_reading_of_every_choice_is_looked_for() -> None:
    readings = {(each["valg"], one["lesning"]) for each in VALG for one in each["lesninger"]}
    assert readings == set(SAID) | set(SILENT)
    assert not set(SAID) & set(SILENT)


def test_every_choice_is_followed_by_something() -> None:
    named = {valg for valg, _, _ in _told_in_the_plan()}
    named |= {each["valg"] for path in PLAN for each in _nodes(_tree(path)) if each.get("valg")}
    assert {each["valg"] for each in VALG} <= named


def _tree(path: Path) -> Any:
    return parse(path.read_text(encoding="utf-8")).tree


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping of a tree."""
    if isinstance(tree, dict):
        yield tree
    for each in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _nodes(each)


def _told_in_the_plan() -> Iterator[tuple[str, str, str]]:
    """Yield each sentence that the plan says by one reading: the choice, the reading, the words."""
    for path in PLAN:
        for node in _nodes(_tree(path)):
            text = node.get("tekst") or (node.get("hva") if "slag" not in node else None)
            if node.get("lesning") and text and not {"steg", "trinn", "fra", "regel"} & set(node):
                valg = node.get("valg") or "mobbing-definisjon"
                yield valg, node["lesning"], " ".join(text.split()).rstrip(".")


def _tells() -> dict[tuple[str, str], re.Pattern[str]]:
    found: dict[tuple[str, str], list[str]] = {key: [words] for key, words in SAID.items()}
    for valg, lesning, words in _told_in_the_plan():
        found.setdefault((valg, lesning), []).append(re.escape(words))
    return {key: re.compile("|".join(each)) for key, each in found.items()}


def chosen(root: Path, target: Path, number: int | None) -> Program:
    """Return a school that has made every choice the same way: the first, the second, or none."""
    program = Program(of_the_repository(root, target))
    path = program.root / "plan/valg.yaml"
    text = path.read_text(encoding="utf-8")
    for each in VALG if number is not None else ():
        reading = each["lesninger"][min(number or 0, len(each["lesninger"]) - 1)]["lesning"]
        head = f"  - valg: {each['valg']}\n"
        text = text.replace(head, f"{head}    valgt: {reading}\n")
    path.write_text(text, encoding="utf-8", newline="\n")
    program.git("commit", "--quiet", "--allow-empty", "-am", "Valg")
    return program


def outputs(program: Program) -> Iterator[tuple[str, str]]:
    """Yield the text of every output: as it is drawn for a wide terminal, and unfolded."""
    commands: list[tuple[str, ...]] = [
        ("frister", "--alle"),
        *(("frister", "--alle", "--format", each) for each in ("json", "md", "csv", "ics")),
        *(("vis", each) for each in CASES),
        *(("forklar", "2026-AWEJ4", each) for each in ("fraværsmøte", "r-team-meldt")),
        ("kjeder", "--format", "md"),
        ("kjeder", "--format", "json"),
        ("slå-opp", "--format", "json"),
        *(("slå-opp", each) for each in ("r-team", "tverrfaglig-møte", "klassemøte", "mobbing")),
        *(("årshjul", "--format", each) for each in ("md", "ics", "svg")),
        ("årshjul", "status", "--ledelsen"),
        ("møte", "plan", "--format", "json"),
        *(("møte", "saksliste", each) for each in ("r-team", "sosialt-r-team", "klassemøte")),
        ("statistikk", "mål", "--ledelsen"),
        ("lag", "handlingsplan"),
        ("lag", "årsrapport"),
        *(("lag", slag.kode, sak) for slag in DOKUMENTER for sak in CASES[:2]),
    ]
    for command in commands:
        result = program.run(*command, width=2000)
        assert result.status in {0, 1, 2, 3}, (command, result.err)
        yield " ".join(command), result.out.replace("\r\n ", "").replace("\n ", "\n ")
    yield from _packages(program)


def _packages(program: Program) -> Iterator[tuple[str, str]]:
    """Yield the text of every file of the archive packages, of every case that has a plan: of a PDF, page by page on one line."""
    made = program.run("arkiver", "--måned", "januar", "--til", str(program.root.parent / "arkiv"))
    assert made.status == 0, made.err
    files = sorted(each for each in (program.root.parent / "arkiv").rglob("*") if each.is_file())
    assert [each for each in files if each.suffix == ".pdf"]
    for file in files:
        if file.suffix == ".pdf":
            pages = (" ".join(page.extract_text().split()) for page in PdfReader(file).pages)
            yield f"arkiver {file.name}", "\n".join(pages)
        else:
            yield f"arkiver {file.name}", file.read_text(encoding="utf-8")


def _lines(text: str) -> Iterator[str]:
    """Yield the lines that may tell of a reading; where the choices stand, all of them do."""
    for heading in ("## Ikke valgt ennå", "## Valgt av skolen"):
        before, found, after = text.partition(heading)
        if found:
            text = before + after[max(0, after.find("\n## ")) :]
    yield from text.splitlines()


def _near(text: str, line: str) -> str:
    """Return a line; of a definition, with the line above that names its reading, and its marks."""
    if not re.search("Én eller flere elever|Det voksne eller barn", line):
        return line
    before, _, after = text.partition(line)
    return "\n".join((*before.splitlines()[-2:], line, *after.splitlines()[:5]))


@pytest.mark.parametrize("number", [0, 1, 2])
def test_no_output_goes_by_a_reading_that_was_chosen_away(
    root: Path, tmp_path: Path, number: int
) -> None:
    program, tells = chosen(root, tmp_path / "skolen", number), _tells()
    made = {
        each["valg"]: each["lesninger"][min(number, len(each["lesninger"]) - 1)]["lesning"]
        for each in VALG
    }
    seen, wrong = set(), []
    for command, text in outputs(program):
        for line in _lines(text):
            for (valg, lesning), words in tells.items():
                if words.search(line):
                    seen.add((valg, lesning))
                    told = _near(text, line) + (text if command.startswith("forklar") else "")
                    if made[valg] != lesning and not _LEFT.search(told):
                        wrong.append((command, valg, lesning, line))
            if TEGN.search(line):
                wrong.append((command, "", "", line))
    assert not wrong, "\n".join(map(str, wrong))
    wanted = {key for key in tells if made[key[0]] == key[1]}
    assert wanted - seen == set()


def test_until_then_every_output_shows_the_sign(root: Path, tmp_path: Path) -> None:
    program, tells = chosen(root, tmp_path / "skolen", None), _tells()
    seen, wrong = set(), []
    for command, text in outputs(program):
        for line in _lines(text):
            for (valg, lesning), words in tells.items():
                if words.search(line):
                    seen.add(valg)
                    near = text if command.startswith("forklar") else _near(text, line)
                    if not TEGN.search(near):
                        wrong.append((command, valg, lesning, line))
    assert not wrong, "\n".join(map(str, wrong))
    assert seen >= {valg for valg, _ in SAID}
