"""Stories of whole cases, told by commands in ``tests/hele_saker/*.yaml``."""

import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from program import Program, Result
from sosialplan.files.yaml_reader import parse

STORIES = sorted((Path(__file__).parent / "hele_saker").glob("*.yaml"))
NAMES = (
    ("SAK", r"Sak (\S+) er opprettet\."),
    ("NY", r"Ny sak er opprettet: (\S+)\."),
    ("T1", r"Nytt tiltak (\S+) i "),
    ("T2", r"Nytt tiltak (\S+) i "),
)
"""What a line of a story calls a number that the program drew, and where the program tells it."""


def told(story: Path) -> Any:
    return parse(story.read_text(encoding="utf-8")).tree


def learn(names: dict[str, str], result: Result, own: tuple[str, ...]) -> None:
    """Keep the numbers that the program told, by their own names or the first that is free."""
    opened = re.findall("|".join(dict(NAMES)[name] for name in ("SAK", "NY")), result.out)
    names.update(zip(own, ("".join(each) for each in opened), strict=False))
    known = set(names.values())
    for name, pattern in NAMES:
        found = re.search(pattern, result.out)
        if name not in names and found and found[1] not in known:
            names[name] = found[1]
            known.add(found[1])


def typed(line: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    return [names.get(word, word) for word in shlex.split(line["skriv"])]


def lived(story: Path, program: Program) -> Mapping[str, str]:
    """Type all of a story, and return the numbers by what the story calls them."""
    names: dict[str, str] = {}
    for line in told(story)["linjer"]:
        program.now = f"{line['dag']}T12:00+01:00"
        learn(names, program.fine(*typed(line, names)), tuple(line.get("kaller", ())))
    return names
