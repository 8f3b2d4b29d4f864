"""The page for IT and privacy promises nothing that is not so, and the bill of materials is of what is installed."""

import json
import re
import sys
from collections import defaultdict
from importlib.metadata import requires
from pathlib import Path

import stykkliste

from kommandoene import COMMANDS
from sosialplan import __version__
from sosialplan.tekster.koder.alle import find_code
from sosialplan.tekster.koder.sjekk import PERSONVERN
from test_arkitektur import imports, trees

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "personvern.md"
CHECKED = ROOT / "docs" / "utvikling" / "sikkerhetssjekk.md"
_BETWEEN = r"<!-- {} -->\n(.*?)<!-- slutt -->"


def page() -> str:
    return PAGE.read_text("utf-8")


def between(mark: str) -> str:
    found = re.search(_BETWEEN.format(mark), page(), re.DOTALL)
    assert found
    return found[1]


# The page


def test_every_command_that_the_page_names_is_there() -> None:
    rest = page().replace(between("ikke ennå"), "")
    named = set(re.findall(r"`sosialplan ([a-zæøå-]+(?: [a-zæøå]+)?)", rest))
    assert len(named) > 5
    assert {each for each in named if not {each, each.split()[0]} & COMMANDS.keys()} == set()


def test_what_is_told_as_not_here_yet_is_not_here() -> None:
    """Once one of them comes, the page must say so: what is defended has changed."""
    named = set(re.findall(r"`([a-zæøå]+(?: [a-zæøå]+)?)`", between("ikke ennå")))
    assert named & COMMANDS.keys() == set(), "say in docs/personvern.md what it defends now"
    open_cases = next(each for each in PERSONVERN if each.code == "D850")
    assert "klartekst" in open_cases.message


def test_every_code_that_the_page_names_is_there_and_all_of_privacy_is_told() -> None:
    told = set[str]()
    for first, last in re.findall(r"\bD(\d{3})(?:-D(\d{3}))?", page()):
        told |= {f"D{number}" for number in range(int(first), int(last or first) + 1)}
    assert {each for each in told if find_code(each) is None} == set()
    assert {each.code for each in PERSONVERN} <= told


def test_the_program_itself_opens_no_connection_but_to_the_mail_server_it_is_told() -> None:
    net = {"socket", "ssl", "http", "urllib.request", "smtplib", "ftplib", "asyncio", "requests"}
    assert len(trees()) > 300
    for name, tree in trees().items():
        taken = {
            each
            for each in imports(tree)
            if each in net or each.split(".")[0] in net - {"urllib.request"}
        }
        mail = {"smtplib", "ssl"} if name == "output/epost.py" else set()
        assert taken == mail, name
    assert "output/epost.py" in trees()
    assert "sosialplan varsle --tjener" in page()


def test_the_table_is_made_of_what_is_installed(*, oppdater_gull: bool) -> None:
    made = stykkliste.table()
    if oppdater_gull:
        mark = "<!-- stykkliste -->\n"
        PAGE.write_text(
            page().replace(f"{mark}{between('stykkliste')}", f"{mark}{made}\n"), "utf-8"
        )
    rows = set(between("stykkliste").splitlines())
    missing = set(made.splitlines()) - rows
    if sys.platform != "linux":  # a key store brings other libraries along on each system
        missing = {row for row in missing if "(følger med)" not in row}
    assert missing == set(), "pytest --oppdater-gull"
    direct = {
        stykkliste.normal(re.split(r"[<>=!~ ;\[]", each)[0])
        for each in requires("sosialplan") or ()
        if "extra" not in each
    }
    listed = {
        re.sub(r" \(.*", "", row.split("|")[1].strip()) for row in rows if row.startswith("| ")
    }
    assert direct <= listed


# The bill of materials


def test_the_bill_holds_what_such_a_bill_must(tmp_path: Path) -> None:
    stykkliste.main([str(tmp_path / "bom.json")])
    bill = json.loads((tmp_path / "bom.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.5", 1)
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        bill["serialNumber"],
    )
    own = bill["metadata"]["component"]
    assert (own["type"], own["name"], own["version"]) == ("application", "sosialplan", __version__)
    refs = [each["bom-ref"] for each in (own, *bill["components"])]
    assert len(refs) == len(set(refs)) > 10
    for each in bill["components"]:
        assert each["type"] == "library"
        assert re.fullmatch(
            rf"pkg:pypi/{re.escape(each['name'])}@{re.escape(each['version'])}", each["purl"]
        )
        (licence,) = each["licenses"]
        said = licence.get("expression") or licence["license"]["name"]
        assert said not in {"", "ikke oppgitt", "UNKNOWN"}, each["name"]
    assert {each["ref"] for each in bill["dependencies"]} == set(refs)
    assert {one for each in bill["dependencies"] for one in each["dependsOn"]} <= set(refs)
    assert stykkliste.bill() == bill, "the same environment gives the same bill"


# What a checker would name


def test_each_place_that_a_checker_names_is_answered() -> None:
    table = CHECKED.read_text("utf-8")
    answered = defaultdict[str, set[str]](set)
    for line in table.splitlines():
        if line.startswith("| B"):
            codes, modules = line.split("|")[1:3]
            for code in codes.replace(" ", "").split(","):
                answered[code] |= set(re.findall(r"`([a-z_/]+\.py)`", modules))
    for code, libraries in (("B404", {"subprocess"}), ("B403", {"pickle"}), ("B405", {"xml"})):
        found = {
            name
            for name, tree in trees().items()
            if {each.split(".")[0] for each in imports(tree)} & libraries
        }
        assert found == answered[code], code
    assert "shell=True" not in "".join(
        path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")
    )
