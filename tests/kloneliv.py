"""One of two who share a school: gives one random writing command after the other, in a clone.

What is drawn reaches the same few cases, measures, pupils, meetings and fields on both sides.
"""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from forseglet import files_in, text_in, write_in
from program import PROEVENOEKKEL, Program
from sosialplan.files.yaml_reader import parse

ELEVER = ("Oppdiktet Elev Sol", "Oppdiktet Elev Hav", "Oppdiktet Elev Fjell")
KJEDER = ("trygt-og-godt", "bekymring", "fravaer")
STEG = ("drøftet", "rektor-varslet", "roller-avklart", "foresatte-kontaktet", "undersøkelse",
        "aktivitetsplan", "tiltak-i-gang", "r-team-meldt", "samarbeidsmøte")  # fmt: skip
ROLLER = ("rektor", "kontaktlærer", "sosiallærer", "rådgiver", "trinnleder")
TEKSTER = ("problem", "mål", "barnets-beste")
AKTIVITETER = ("ordensregler", "elevråd", "smu", "ppt", "rådgiver")
KOMMUNER = ("Oslo", "Bergen", "Asker", "Hamar")
UTFALL = ("god", "delvis", "ingen")
FIRST = date(2026, 11, 2)
"""The day when both begin."""
_A_DAY = 20
"""So many commands are given in a day."""
_SHARED = 0.3
"""So often a note gets an id that the other side gives too."""
Command = tuple[str, ...]


class Kloneliv:
    """A clone and who works in it: ``name`` begins each id and text, so that all are told apart."""

    def __init__(self, program: Program, name: str, lots: random.Random) -> None:
        self.program = program
        self._name, self._lots = name, lots
        self.secret = PROEVENOEKKEL
        self.given = 0
        self._ids, self._alike = 0, 0
        days = [date(2026, 8, 24) + timedelta(each) for each in range(60)]
        school = [each for each in days if each.weekday() < 5]
        self._away = school[name == "b" :: 2]
        program.new_id = self._new_id

    def one(self) -> tuple[str, int]:
        """Give one command; return which, and how it ended. One that is refused has changed nothing."""
        drawn = self._lots.choice([
            self._note, self._note, self._step, self._corrected, self._measure, self._changed,
            self._changed, self._evaluated, self._ended, self._plan, self._plan, self._approved,
            self._offered, self._answered, self._absent, self._held, self._minutes, self._activity,
            self._opened, self._branched, self._by_hand, self._by_hand, self._school, self._undone,
        ])  # fmt: skip
        self.move_on(self.given + 1)
        command = drawn()
        status = self.program.run(*command).status
        if status and command == ("lagre",):
            self.program.git("checkout", "--quiet", "--", ".")
        return " ".join(command[:2] if command[0] in {"tiltak", "møte"} else command[:1]), status

    def move_on(self, given: int) -> None:
        """Let it be the moment after so many commands."""
        minute = 8 * 60 + given % _A_DAY * 20
        today = FIRST + timedelta(given // _A_DAY)
        self.program.now = f"{today}T{minute // 60:02}:{minute % 60:02}+01:00"
        self.given = given

    def set_goal(self) -> None:
        """Set the goal of the first case's plan."""
        self.move_on(self.given + 1)
        self.program.fine("tiltak", "plan", self._first_cases()[0], "--mål", self._text())

    def _new_id(self) -> str:
        self._ids += 1
        return f"{self._name}{self._ids:07}"

    def _shared_id(self) -> str:
        """Return an id that the other side may give to something else."""
        self._alike += 1
        self.program.new_id = self._new_id
        return f"s{self._alike:07}"

    def _text(self) -> str:
        return f"Oppdiktet {self._name}{self.given}"

    def _case(self) -> str:
        """Draw a case: most often one of those that both began with."""
        first, every = self._first_cases(), self._cases()
        return self._lots.choice(self._lots.choice((first, first, every)))

    def _cases(self) -> list[str]:
        return sorted(Path(each).stem for each in files_in(self.program.root, "saker"))

    def _first_cases(self) -> list[str]:
        """Return the cases that both began with."""
        return self._cases()[: len(KJEDER)]

    def _tree(self, sak: str) -> Any:
        return parse(text_in(self.program.root, self.program.case(sak), self.secret)).tree

    def _some_measure(self) -> tuple[str, str, list[str]]:
        """Draw a measure: its case, its id, and the ids of its evaluations."""
        sak = self._case()
        tiltak = self._tree(sak).get("aktivitetsplan", {}).get("tiltak") or [{"id": "t0000000"}]
        drawn = self._lots.choice(tiltak)
        return sak, drawn["id"], [each["id"] for each in drawn.get("evalueringer", ())]

    def _soon(self) -> str:
        return str(date(2026, 12, 1) + timedelta(self._lots.randrange(10)))

    def _note(self) -> Command:
        sak, kind = self._case(), self._lots.choice(("notat", "samtale", "kontakt"))
        if self._lots.random() < _SHARED:
            sak, self.program.new_id = self._first_cases()[0], self._shared_id
        return ("registrer", sak, kind, "--notat", self._text())

    def _step(self) -> Command:
        return ("registrer", self._case(), self._lots.choice(STEG), "--notat", self._text())

    def _corrected(self) -> Command:
        sak = self._case()
        entry = self._lots.choice(self._tree(sak)["hendelser"])["id"]
        return ("rett", sak, entry, "--notat", self._text())

    def _measure(self) -> Command:
        owner = self._lots.choice(ROLLER)
        return ("tiltak", "ny", self._case(), "--tiltak", self._text(), "--ansvarlig", owner)

    def _changed(self) -> Command:
        sak, tiltak, _ = self._some_measure()
        change = self._lots.choice((
            ("--evalueres", self._soon()),
            ("--tiltak", self._text()),
            ("--ansvarlig", self._lots.choice(ROLLER)),
            ("--nivå", self._lots.choice(("elev", "gruppe", "klasse"))),
        ))  # fmt: skip
        return ("tiltak", "endre", sak, tiltak, *change, "--hvorfor", self._text())

    def _evaluated(self) -> Command:
        sak, tiltak, before = self._some_measure()
        outcome = ("--utfall", self._lots.choice(UTFALL), "--skolen", self._text())
        if before and self._lots.random() < 0.4:
            return ("tiltak", "rett", sak, self._lots.choice(before), *outcome)
        done = ("--gjennomført", "ja", "--neste", self._soon())
        return ("tiltak", "evaluer", sak, tiltak, *done, *outcome)

    def _ended(self) -> Command:
        sak, tiltak, _ = self._some_measure()
        if self._lots.random() < 0.7:
            return (
                "tiltak",
                "endre",
                sak,
                tiltak,
                "--til",
                self._soon(),
                "--hvorfor",
                self._text(),
            )
        return ("tiltak", "avslutt", sak, tiltak, "--hvorfor", self._text())

    def _plan(self) -> Command:
        return ("tiltak", "plan", self._case(), f"--{self._lots.choice(TEKSTER)}", self._text())

    def _approved(self) -> Command:
        return ("godkjenn", self._case(), "--av", "rektor", "--notat", self._text())

    def _offered(self) -> Command:
        to = self._lots.choice(ROLLER)
        return ("overfør", self._case(), "--til", to, "--notat", self._text())

    def _answered(self) -> Command:
        answer = self._lots.choice(("ja", "nei"))
        return ("overfør", self._case(), "--svar", answer, "--notat", self._text())

    def _absent(self) -> Command:
        if not self._away:
            return self._note()
        day = str(self._away.pop(self._lots.randrange(len(self._away))))
        if self._lots.random() < 0.5:
            return ("fravær", "registrer", self._case(), "--fra", day)
        pupil = f"Oppdiktet Elev {self._lots.choice(('Nord', 'Sør'))}"
        return ("fravær", "registrer", "--elev", pupil, "--klasse", "9A", "--fra", day)

    def _held(self) -> Command:
        day = str(FIRST - timedelta(self._lots.randrange(1, 60)))
        return ("møte", "registrer", "r-team", "--dato", day, "--til-stede", "rektor")

    def _minutes(self) -> Command:
        cases = {self._case() for _ in range(self._lots.randint(1, 2))}
        args = ["møte", "referat", "r-team", "--dato", "2026-10-30", "--til-stede", "rektor"]
        for sak in sorted(cases):
            args += ["--sak", sak, "--beslutning", f"{sak}: {self._text()}"]
            args += ["--ansvarlig", self._lots.choice(ROLLER), "--frist", self._soon()]
        return tuple(args)

    def _activity(self) -> Command:
        which = self._lots.choice(AKTIVITETER)
        return ("årshjul", "utført", which, "--notat", self._text())

    def _opened(self) -> Command:
        kjede = self._lots.choice(KJEDER)
        return ("ny-sak", "--kjede", kjede, "--elev", self._text(), "--klasse", "8B",
                "--oppdaget", "2026-10-30", "--beskrivelse", self._text())  # fmt: skip

    def _branched(self) -> Command:
        """Answer yes to whether a concern is more: that opens a case that the first leads to."""
        return ("registrer", self._case(), "vurdert-12-4", "--svar", "ja", "--notat", self._text())

    def _by_hand(self) -> Command:
        """Change the text of a case in an editor: a comment, the description, or a category."""
        path = self.program.case(self._case())
        lines = text_in(self.program.root, path, self.secret).splitlines(keepends=True)
        what = self._lots.choice(("merknad", "beskrivelse", "alvorlig"))
        added = {
            "merknad": f"# {self._text()}\n",
            "beskrivelse": f"beskrivelse: {self._text()}\n",
            "alvorlig": f"alvorlig: {self._lots.choice(('true', 'false'))}\n",
        }[what]
        kept = lines if what == "merknad" else [e for e in lines if not e.startswith(f"{what}:")]
        at = next(i for i, line in enumerate(kept) if line.startswith("hendelser:"))
        text = "".join((*kept[:at], added, *kept[at:]))
        write_in(self.program.root, path, text, self.secret)
        return ("lagre",)

    def _school(self) -> Command:
        path = self.program.root / "plan" / "skole.yaml"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        at = next(i for i, line in enumerate(lines) if line.startswith("kommune:"))
        lines[at] = f"kommune: {self._lots.choice(KOMMUNER)}\n"
        path.write_text("".join(lines), encoding="utf-8", newline="\n")
        return ("lagre",)

    def _undone(self) -> Command:
        return ("angre",)


def prepare(program: Program) -> None:
    """Write what both begin with: a case of each chain, with two measures."""
    for kjede, elev in zip(KJEDER, ELEVER, strict=True):
        sak = program.new_case(kjede, elev)
        program.fine("tiltak", "plan", sak, "--problem", "Alene")
        for tekst in ("Makker", "Lek"):
            program.fine(
                "tiltak", "ny", sak, "--tiltak", tekst, "--ansvarlig", "kontaktlærer",
                "--evalueres", "2026-12-07",
            )  # fmt: skip
