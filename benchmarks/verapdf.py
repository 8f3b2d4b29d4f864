"""What veraPDF says of every paper the program makes: PDF/A and PDF/UA-1, by an outside judge.

Needs Java and the jar of org.verapdf.apps:greenfield-apps (Maven Central by that name):
``python benchmarks/verapdf.py PATH/greenfield-apps-1.26.2.jar``. Users and CI do not need it. With ``--til FOLDER`` the
papers stay there, to be looked at. A paper that carries its documents in it is PDF/A-3a, every other PDF/A-2a.
A kind of document or a recipient that no paper could be made for fails too.
"""

import argparse
import contextlib
import io
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sosialplan.cli.main import main
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.views.dokumentliste import DOKUMENTER, Dokumentslag

DAY = "2026-11-23"
CARRIES = ("innsyn", "tilsyn")
"""Papers that have their documents in them."""
SAK = "2026-YHP9E"
SAKER = (SAK, "2026-AWEJ4", "2026-KB3NR", "2026-P3E6W")
"""Cases of the demo that between them give every kind of document."""
_CLI = "org.verapdf.apps.GreenfieldCliWrapper"

_FOERST = (
    (
        f"vedtak {SAK} --slag bortvisning --fra 2026-11-26 --til 2026-11-27 --faktum Oppdiktet"
        " --mildere-tiltak Samtale --elevens-stemme Nei --foresattes-syn Uenige --barnets-beste Ro"
        " --begrunnelse Trygghet --underrettet 2026-11-23"
    ),
    (
        f"innkall {SAK} --møte samarbeidsmøte --dato 2026-11-30 --kl 14:30 --sted Møterommet"
        " --med elev,foresatte --formål Samarbeid --sak-på-listen Friminuttene --forbered Ingenting"
    ),
)
"""What the demo lacks for a paper of each kind."""

_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><circle cx="20" cy="20" r="18" fill="#123c69"/>'
    '<text x="46" y="26" font-size="18">Oppdiktet</text></svg>'
)
"""The school's own picture, so that each letter is judged with one in its head."""
_ANDRE = {
    "handlingsplan": "lag handlingsplan --format pdf",
    "handlingsplan-endret": "lag handlingsplan --sammenlign 2025 --format pdf",
    "aarsrapport": "lag årsrapport --skoleår 2026-2027 --format pdf",
    "moetereferat": "lag referat R-team --format pdf",
    "saksliste": "møte saksliste R-team --dato 2026-11-25 --format pdf --nøkkel {folder}/saksliste-noekkel.pdf",
    "saksliste-anonym": "møte saksliste R-team --dato 2026-11-25 --anonym --format pdf",
    "tavle": "tavle --format pdf",
    "tavle-ledelsen-navn": "tavle --ledelsen --med-navn --format pdf",
    "aarshjul-a4": "årshjul --format pdf",
    "aarshjul-a3": "årshjul --papir a3 --format pdf",
    "aarshjul-a4-alene": "årshjul --bare-hjulet --format pdf",
    "aarshjul-a3-alene": "årshjul --bare-hjulet --papir a3 --format pdf",
    "innsyn-elev": f"innsyn {SAK} --for elev --mottatt 2026-11-20",
    "innsyn-forelder": f"innsyn {SAK} --for forelder",
    "tilsyn": f"tilsyn {SAK}",
    "noedark": "nøkler nødnøkkel",
    "utlevert": f"utlever aktivitetsplan {SAK} --mottaker foresatte --til-hvem foresatte --kanal møte"
    " --likevel Oppdiktet",
}
"""The papers that are no document of a case, by name, and one that was handed out."""


def papers(folder: Path) -> tuple[list[Path], list[str]]:
    """Write every paper of the demo; return the files, and what could not be made."""
    with tempfile.TemporaryDirectory() as place:
        demo = Path(place) / "demo"
        _run("demo", str(demo), at=None)
        (demo / "plan" / "logo.svg").write_text(_LOGO, encoding="utf-8")
        for words in ("skole valg logo logo.svg", *_FOERST):
            _must(words, demo)
        missing = list(_documents(folder, demo))
        for name, words in _ANDRE.items():
            _must(f"{words.format(folder=folder)} --til {folder / name}.pdf", demo)
        _must(f"arkiver --måned januar --til {folder / 'arkiv'}", demo)
    return sorted(folder.rglob("*.pdf")), missing


def _documents(folder: Path, demo: Path) -> Iterator[str]:
    """Make each kind of document for each of its recipients, and yield those that could not be made.

    A copy that the demo's case holds back, since something that the law asks for is missing, is shown with the invented case.
    """
    plan, _ = load_plan(Planmappe(demo))
    if plan is None:
        sys.exit("the demo's plan cannot be read")
    for slag in DOKUMENTER:
        case = next((each for each in SAKER if _made(slag, each, "skole", folder, demo)), None)
        for hvem in slag.til(plan):
            if case is not None and _made(slag, case, hvem.kode, folder, demo):
                continue
            if not _shown(slag, f"{hvem.kode}-prøve", folder, demo, "--mottaker", hvem.kode):
                yield f"{slag.kode} til {hvem.kode}"
        if slag.nynorsk and not _shown(slag, "nynorsk", folder, demo, "--målform", "nynorsk"):
            yield f"{slag.kode} på nynorsk"


def _made(slag: Dokumentslag, case: str, hvem: str, folder: Path, demo: Path) -> bool:
    file = folder / f"{slag.kode}-{hvem}.pdf"
    more = ("--hvorfor", "Oppdiktet grunn") if slag.foelgebrev else ()
    if not file.exists():
        _run("lag", slag.kode, case, "--mottaker", hvem, *more, "--format", "pdf",
             "--til", str(file), at=demo)  # fmt: skip
    return file.exists()


def _shown(slag: Dokumentslag, name: str, folder: Path, demo: Path, *how: str) -> bool:
    """Make the document with the invented case that nothing is missing in; tell whether it came."""
    file = folder / f"{slag.kode}-{name}.pdf"
    words = ("lag", slag.kode, "--forhåndsvis", *how, "--format", "pdf")
    _run(*words, "--til", str(file), at=demo)
    return file.exists()


def _must(words: str, demo: Path) -> None:
    if status := _run(*words.split(), at=demo):
        sys.exit(f"{words}: {status}")


def _run(*args: str, at: Path | None) -> int:
    """Run one command of the program; what it says is not shown."""
    where = ("-C", str(at), "--i-dag", DAY) if at else ()
    with (
        io.TextIOWrapper(io.BytesIO(), encoding="utf-8") as said,
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
    ):
        return main([*where, *args])


def verdicts(jar: Path, files: list[Path], flavour: str) -> dict[Path, str]:
    """Return PASS or FAIL by file."""
    done = subprocess.run(
        ["java", "-cp", str(jar), _CLI, "--flavour", flavour, "--format", "text", *map(str, files)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines() if " " in line]
    return {Path(rest.strip().removesuffix(f" {flavour}").strip()): word for word, rest in lines}


def judge(jar: Path, folder: Path) -> int:
    """Print a row a paper; 1 when one of them does not pass or could not be made."""
    files, missing = papers(folder)
    carrying = [each for each in files if each.stem.startswith(CARRIES)]
    others = [each for each in files if each not in carrying]
    found = {"2a": verdicts(jar, others, "2a"), "3a": verdicts(jar, carrying, "3a")}
    found["ua1"] = verdicts(jar, files, "ua1")
    count: Counter[str] = Counter()
    for file in files:
        of_archive = "3a" if file in carrying else "2a"
        row = {each: found[each].get(file, "not read") for each in (of_archive, "ua1")}
        count.update(f"{each} {verdict}" for each, verdict in row.items())
        said = "  ".join(f"{each} {verdict}" for each, verdict in row.items())
        print(f"{file.relative_to(folder)!s:<56} {said}")
    print(*(f"not made: {each}" for each in missing), sep="\n")
    print(", ".join(f"{words}: {number}" for words, number in sorted(count.items())))
    return int(bool(missing) or any(not each.endswith("PASS") for each in count))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("jar", type=Path)
    parser.add_argument("--til", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    asked = _asked()
    if asked.til:
        asked.til.mkdir(parents=True)
        sys.exit(judge(asked.jar, asked.til.resolve()))
    with tempfile.TemporaryDirectory() as own:
        sys.exit(judge(asked.jar, Path(own).resolve()))
