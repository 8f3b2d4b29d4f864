"""Two clones of one shared copy that work apart, and then share: what must then be true.

Everything that either wrote stands on both, what both wrote in one place and not alike is named, and
nothing else is. The expected conflicts are found by ``uenige_steder``, which shares no code with the merge.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from forseglet import files_in, text_in
from gitprogram import tell
from kloneliv import Kloneliv, prepare
from program import Program, made_by_start
from sosialplan.files.yaml_reader import parse

BEGUN = "2026-11-02T07:00+01:00"
Trees = Mapping[str, Any]
"""What each file of a planmappe holds, by its path."""
Sted = tuple[str, ...]
_POINTERS = frozenset({"id", "gjelder", "retter"})
_APPENDED = frozenset({"hendelser", "evalueringer", "endringer", "godkjenninger", "perioder",
                       "holdt", "utført", "oppfølging"})  # fmt: skip
"""The lists whose entries stand as they were written."""
_TOLD_APART = {"involverte": "alias", "elever": "elev", "personer": "navn", "klasser": "klasse",
               "roller": "rolle", "innstillinger": "innstilling", "verdier": "verdi",
               "kategorier": "kategori", "saker": "sak"}  # fmt: skip
"""The field that tells the items of a list apart, where that is not the id."""
_WHOLE = frozenset({"avsluttet"})
"""Maps that are written at once, and are one value."""


@dataclass(slots=True)
class Regnskap:
    """What was done and seen; ``avvik`` is every way in which something was not as it must be."""

    kommandoer: Counter[str] = field(default_factory=Counter)
    avvist: Counter[str] = field(default_factory=Counter)
    konflikter: int = 0
    samme_id: int = 0
    moeter: int = 0
    saker: int = 0
    oppfoeringer: int = 0
    avvik: list[str] = field(default_factory=list)


class Kloner:
    """A shared copy and the two who share it."""

    def __init__(self, folder: Path, lots: random.Random) -> None:
        self.regnskap = Regnskap()
        self._lots = lots
        first = Program(made_by_start(folder / "ene"), now=BEGUN)
        prepare(first)
        tell(folder, "init", "--quiet", "--bare", "--initial-branch=main", "felles.git")
        first.git("remote", "add", "origin", "../felles.git")
        first.fine("synk")
        tell(folder, "clone", "--quiet", "felles.git", "andre")
        second = Program(folder / "andre", now=BEGUN)
        second.git("remote", "set-url", "origin", "../felles.git")
        second.fine("sjekk", "--reparer")
        self._pair = (
            Kloneliv(Program(first.root, now=BEGUN, _numbers=count(1000)), "a", lots),
            Kloneliv(Program(second.root, now=BEGUN, _numbers=count(5000)), "b", lots),
        )

    def live(self, each: int) -> None:
        """Let each of the two give so many commands that are not refused, apart, and then share.

        The last command of both is to set one and the same field, each to a text of its own.
        """
        base = trees_of(self._pair[0].program.root)
        for liv in self._pair:
            done = 0
            while done < each:
                name, status = liv.one()
                (self.regnskap.avvist if status else self.regnskap.kommandoer)[name] += 1
                done += status == 0
            liv.set_goal()
            self._solve(liv.program)  # a choice from the last time may have been taken back
        for liv in self._pair:  # they meet at one time
            liv.move_on(max(each.given for each in self._pair))
        before = [trees_of(liv.program.root) for liv in self._pair]
        commits = [_commits(liv.program) for liv in self._pair]
        both = _entry_ids(before[0]) & _entry_ids(before[1])
        self.regnskap.samme_id += len(both - _entry_ids(base))
        first, second = self._lots.sample([0, 1], 2)
        self._share(self._pair[first].program)
        expected = uenige_steder(base, before[first], before[second])
        self._judge_conflicts(self._meet(self._pair[second].program), expected)
        self._share(self._pair[first].program)
        self.regnskap.moeter += 1
        self._judge(base, before, commits)

    def _share(self, program: Program) -> None:
        done = program.run("synk")
        self._require(done.status == 0, f"synk: {done.err}{done.out}")

    def _meet(self, program: Program) -> Mapping[tuple[str, Sted], list[Any]]:
        """Share, and choose where both wrote; return the conflicts that were named, and the values."""
        told = program.run("synk", "--format", "json")
        listed = self._solve(program)
        report = told.json() if told.out else {}
        named = {(each["fil"], each["id"]) for each in report.get("konflikter", ())}
        self._require(
            named == {(each["fil"], each["id"]) for each in listed},
            f"synk nevner {len(named)} av {len(listed)} konflikter: {told.err}",
        )
        self._require(bool(listed) == (told.status == 1), f"synk ga {told.status}: {told.err}")
        if listed:
            self._share(program)
        return {
            (each["fil"], tuple(each["sted"])): [each["står"], each["ellers"]] for each in listed
        }

    def _solve(self, program: Program) -> list[Any]:
        """Choose by lot in every conflict, and return them as they were listed."""
        listed: list[Any] = program.fine("løs", "--format", "json").json()["konflikter"]
        for each in listed:
            choice = str(self._lots.choice((1, 2)))
            solved = program.run("løs", each["fil"], "--konflikt", each["id"], "--velg", choice)
            self._require(solved.status == 0, f"løs: {each['sted']}: {solved.err}")
        return listed

    def _judge_conflicts(
        self,
        named: Mapping[tuple[str, Sted], list[Any]],
        expected: Mapping[tuple[str, Sted], list[Any]],
    ) -> None:
        self.regnskap.konflikter += len(named)
        for place in expected.keys() - named.keys():
            self.regnskap.avvik.append(f"konflikten er ikke nevnt: {place} {expected[place]}")
        for place in named.keys() - expected.keys():
            self.regnskap.avvik.append(f"ingen skrev ulikt her: {place} {named[place]}")
        for place in named.keys() & expected.keys():
            alike = all(each in named[place] for each in expected[place])
            self._require(alike, f"en verdi mangler: {place} {expected[place]}")

    def _judge(self, base: Trees, before: list[Trees], commits: list[frozenset[str]]) -> None:
        """Hold both against what each had before they met, but for what one of them took back."""
        ene, andre = (liv.program for liv in self._pair)
        same = [program.git("rev-parse", "HEAD", "HEAD^{tree}") for program in (ene, andre)]
        self._require(same[0] == same[1], "de to er ikke like")
        kept = _commits(ene)
        self._require(all(each <= kept for each in commits), "en lagring er borte")
        after = trees_of(ene.root)
        facts = Counter(_facts(after))
        for side, other in (before, reversed(before)):
            for file in side.keys() - after.keys() - (base.keys() - other.keys()):
                self.regnskap.avvik.append(f"filen er borte: {file}")
            undone = Counter(_facts(base)) - Counter(_facts(other))
            for fact, times in (Counter(_facts(side)) - undone).items():
                self._require(facts[fact] >= times, f"borte: {fact}")
        self.regnskap.saker = len([each for each in after if each.startswith("saker/")])
        self.regnskap.oppfoeringer = sum(facts.values())
        for program in (ene, andre):
            checked = program.run("valider")
            self._require(checked.status == 0, f"valider: {checked.out}")
            self._require(program.git("status", "--porcelain") == "", "noe er ikke lagret")
            found = program.run("sjekk", "--format", "json").json()["funn"]
            self._require(not found, f"sjekk fant {found}")

    def _require(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.regnskap.avvik.append(otherwise)


def _commits(program: Program) -> frozenset[str]:
    return frozenset(program.git("log", "--format=%H").split())


def trees_of(root: Path) -> Trees:
    """Return what each file holds in which people write."""
    found = {}
    for folder in ("plan", "saker", "fravaer", "moter"):
        for file in files_in(root, folder):
            found[file] = parse(text_in(root, file)).tree
    return found


def _entry_ids(trees: Trees) -> frozenset[tuple[str, str]]:
    """Return the ids of all that has happened, with the case each is in."""
    return frozenset(
        (file, each["id"]) for file, tree in trees.items() for each in tree.get("hendelser", ())
    )


def _facts(trees: Trees) -> Iterator[str]:
    """Yield every entry that stands as it was written, by what it says apart from ids."""
    for file, tree in trees.items():
        if not file.startswith("plan/"):
            yield from (f"{file}: {fact}" for fact in _facts_in(tree, ""))


def _facts_in(tree: Any, name: str) -> Iterator[str]:
    if isinstance(tree, dict):
        for key, node in tree.items():
            yield from _facts_in(node, key)
    elif isinstance(tree, list):
        for item in tree:
            if name in _APPENDED and isinstance(item, dict):
                said = {key: node for key, node in item.items() if key not in _POINTERS}
                yield f"{name} {sorted(said.items(), key=str)}"
            elif name == "tiltak" and isinstance(item, dict):
                yield f"tiltak {item['id']}"
            yield from _facts_in(item, "")


def uenige_steder(base: Trees, ours: Trees, theirs: Trees) -> dict[tuple[str, Sted], list[Any]]:
    """Return every place that both have changed, and not alike, with what each of them wrote."""
    found = {}
    for file in ours.keys() & theirs.keys():
        for sted, values in _uenige(base.get(file), ours[file], theirs[file], (), ""):
            found[file, sted] = values
    return found


def _uenige(
    base: Any, ours: Any, theirs: Any, sted: Sted, name: str
) -> Iterator[tuple[Sted, list[Any]]]:
    if ours == theirs or (base is not None and base in (ours, theirs)):
        return
    if isinstance(ours, dict) and isinstance(theirs, dict) and name not in _WHOLE:
        was = base if isinstance(base, dict) else {}
        for key in ours.keys() | theirs.keys():
            yield from _uenige(was.get(key), ours.get(key), theirs.get(key), (*sted, key), key)
    elif any(isinstance(each, list) for each in (ours, theirs)):
        was, mine, other = (_by_name(each or [], name) for each in (base, ours, theirs))
        both = mine.keys() & other.keys() if name in _TOLD_APART else frozenset[str]()
        for key in was.keys() | both:  # a new id on both is two entries
            yield from _uenige(was.get(key), mine.get(key), other.get(key), (*sted, key), "")
    elif base is not None or (ours is not None and theirs is not None):
        yield sted, [ours, theirs]


def _by_name(items: list[Any], name: str) -> dict[str, Any]:
    """Return the maps of a list by what tells them apart."""
    key = _TOLD_APART.get(name, "id")
    return {
        str(each[key if key in each else "id"]): each
        for each in items
        if isinstance(each, dict) and (key in each or "id" in each)
    }
