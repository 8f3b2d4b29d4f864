"""The bill of materials: python benchmarks/stykkliste.py [FIL]   CycloneDX 1.5 in JSON, of what is installed.

Made of the metadata of the environment that runs it: the program's dependencies, those of its extras, and what they
need in turn. The table of docs/personvern.md is made of the same (``table``). What each is given to read is said here, since no
metadata says it; one that is missing here is a fault.
A library that another brings along reads what that one gives it.
"""

import argparse
import json
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

PROGRAM = "sosialplan"
EXTRAS = frozenset({"docx", "parquet"})
PURPOSE: Mapping[str, str] = {
    "icalendar": "titler og datoer til en kalenderfil (ics); aldri navn",
    "jinja2": "skolens maler, og det de skal fylles med: alt som skal stå i et dokument",
    "jsonschema-rs": "filer med feil i formen: hele innholdet, for å si hvor feilen er",
    "lxml": "dokumentet, når det lages som Word-fil",
    "markdown-it-py": "teksten i et dokument",
    "markupsafe": "teksten i et dokument",
    "mdurl": "lenker i teksten i et dokument",
    "msgspec": "alle filer i planmappen, etter at de er lest som YAML",
    "pypdfium2": "ferdige PDF-er, for kontrollen av at de ikke forteller om andre",
    "python-dateutil": "datoer",
    "python-docx": "dokumentet, når det lages som Word-fil",
    "pyyaml": "alle filer i planmappen",
    "rich": "det som vises på skjermen",
    "ruamel-yaml": "det som skrives nytt i en fil",
    "duckdb": "radene i en liste av saker, frister, mål eller steg, når den lages som Parquet; aldri navn. Det får ikke hente noe fra nettet",
    "typer": "kommandolinjen: det som skrives etter «sosialplan»",
    "typing-extensions": "ingenting: typer i koden",
    "typst": "teksten i et dokument, når det settes som PDF; og skolens stil og bilder",
    "tzdata": "ingenting: tidssoner",
    "colorama": "det som vises på skjermen i Windows",
    "click": "kommandolinjen: det som skrives etter «sosialplan»",
    "git-filter-repo": "historikken, når en sak slettes ut av den",
    "python-calamine": "et regneark (.xlsx) med elever, fravær eller ansatte, når en liste leses inn",
    "xlsxwriter": "det samme som i en tabell av saker, frister, mål eller steg, når den lages som regneark (xlsx); aldri navn",
    "pyrage": "det som krypteres og låses opp: alt om elever, og nøklene",
    "keyring": "nøkkelen, når maskinens nøkkelring har den",
    "segno": "nødnøkkelen, når den skrives ut",
    "prompt-toolkit": "lister å velge fra med piltastene, ved dagens bord",
    "shellingham": "hvilket skall du er i, når fullføringen legges inn",
}  # fmt: skip
"""What each library is given to read. None of them is given the net, and none starts a program by itself."""
STATED: Mapping[str, str] = {"pyrage": "MIT"}
"""What a library states in its own LICENSE and not in its metadata."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_OTHER_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)")


def normal(name: str) -> str:
    """Return a name as the registry compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needs(of: Distribution, extras: Collection[str] = ()) -> Iterator[str]:
    """Yield what a distribution needs and is installed here, by the names of the registry."""
    for each in of.requires or ():
        asked = _OTHER_EXTRA.search(each)
        found = _NAME.match(each)
        if found and (asked is None or asked[1] in extras) and _installed(found[0]):
            yield normal(found[0])


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def parts() -> Mapping[str, Distribution]:
    """Return each library that the program runs with here, the direct and what they need, by name."""
    left = [*needs(distribution(PROGRAM), EXTRAS)]
    found: dict[str, Distribution] = {}
    while left:
        name = left.pop()
        if name not in found:
            found[name] = distribution(name)
            left += needs(found[name])
    return dict(sorted(found.items()))


def licence(of: Distribution) -> tuple[str, bool]:
    """Return the licence that a distribution states, and whether it is said as an SPDX expression."""
    said: Any = of.metadata
    expression = said.get("License-Expression")
    if expression:
        return str(expression), True
    named = [each.rpartition(" :: ")[2] for each in said.get_all("Classifier") or () if each.startswith("License")]  # fmt: skip
    short = (said.get("License") or "").strip().splitlines()
    first = short[0] if short and len(short[0]) <= 80 and short[0] != "Dual License" else ""  # noqa: PLR2004
    known = STATED.get(normal(str(said.get("Name"))))
    return first or " / ".join(named) or known or "ikke oppgitt", False


def table() -> str:
    """Return the rows of the page: name, licence, what it reads. No versions: they stand in the bill of materials."""
    direct = {*needs(distribution(PROGRAM), EXTRAS)}
    rows = ["| bibliotek | lisens | får lese |", "| --- | --- | --- |"]
    for name, each in parts().items():
        own = name if name in direct else f"{name} (følger med)"
        reads = (
            PURPOSE[name] if name in direct else PURPOSE.get(name) or f"det {_brings(name)} gir den"
        )
        rows.append(f"| {own} | {licence(each)[0]} | {reads} |")
    return "\n".join(rows)


def _brings(name: str) -> str:
    """Return the library that brings another along."""
    return next(one for one, each in parts().items() if name in needs(each))


def bill() -> dict[str, Any]:
    """Return the bill of materials: the same for the same environment, whenever it is made."""
    program, found = distribution(PROGRAM), parts()
    tree = {
        PROGRAM: sorted({*needs(program, EXTRAS)}),
        **{n: sorted({*needs(d)}) for n, d in found.items()},
    }
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {**_component(PROGRAM, program), "type": "application"}},
        "components": [_component(name, each) for name, each in found.items()],
        "dependencies": [
            {"ref": _ref(name), "dependsOn": [_ref(one) for one in needed]}
            for name, needed in tree.items()
        ],
    }
    print_ = uuid5(NAMESPACE_URL, json.dumps(content, sort_keys=True))
    return {**content, "serialNumber": f"urn:uuid:{print_}"}


def _ref(name: str) -> str:
    return f"pkg:pypi/{name}@{distribution(name).version}"


def _component(name: str, of: Distribution) -> dict[str, Any]:
    said, expression = licence(of)
    return {
        "type": "library",
        "bom-ref": _ref(name),
        "name": name,
        "version": of.version,
        "purl": _ref(name),
        "licenses": [{"expression": said} if expression else {"license": {"name": said}}],
    }


def main(args: Sequence[str]) -> None:
    """Write the bill to the file that is named, or to the screen."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("file", nargs="?", type=Path)
    into: Path | None = told.parse_args(args).file
    text = json.dumps(bill(), indent=2, ensure_ascii=False) + "\n"
    if into:
        into.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
