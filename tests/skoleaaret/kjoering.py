"""Live an invented school year through the program, and hold every day against the oracle."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from program import Program
from skoleaaret import orakel
from skoleaaret.kalender import SKOLEDAGER
from skoleaaret.manus import CLASSES, Handling, Manus
from sosialplan.files.yaml_edit import append_item
from sosialplan.files.yaml_reader import parse

YEAR = "2026-2027"


@dataclass(slots=True)
class Regnskap:
    """What was compared, and where the program and the oracle did not agree."""

    dager: int = 0
    rader: int = 0
    eskalert: int = 0
    handlinger: Counter[str] = field(default_factory=Counter)
    avvik: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Skoleaar:
    """The year as it is lived: the program in its folder, and the oracle's view of each case."""

    program: Program
    manus: Manus
    saker: dict[int, orakel.Sak] = field(default_factory=dict)
    tiltak: dict[int, str] = field(default_factory=dict)
    borte: dict[int, set[date]] = field(default_factory=dict)

    def live(self) -> Regnskap:
        """Do what is done on each school day, and compare in the evening."""
        regnskap = Regnskap()
        for day in SKOLEDAGER:
            self.program.now = f"{day}T15:00+02:00"
            today = sorted(self.manus.dager.get(day, ()), key=lambda each: each.hva != "åpne")
            for handling in today:
                regnskap.handlinger[handling.hva] += 1
                self._do(handling, day)
            self._write_absence(day, [each for each in today if each.hva == "borte-uten-sak"])
            self._compare(day, regnskap)
        return regnskap

    def _do(self, handling: Handling, day: date) -> None:
        match handling.hva:
            case "åpne":
                self._open(handling.sak)
            case "borte-uten-sak":
                pass
            case "borte":
                self._absent(handling.sak, day)
            case _ if handling.sak in self.saker and not self._closed(handling.sak):
                self._step(handling, day)
            case "etterkontroll":
                self._step(handling, day)

    def _closed(self, sak: int) -> bool:
        return any(step == "avsluttet" for _, step, _ in self.saker[sak].hendelser)

    def _open(self, number: int) -> None:
        kjede, klasse, elev = self.manus.saker[number]
        made = self.program.fine(
            "ny-sak",
            "--kjede",
            kjede,
            "--klasse",
            klasse,
            "--elev",
            elev,
            "--oppdaget",
            self.program.now[:10],
            "--format",
            "json",
        ).json()
        sak = orakel.Sak(str(made["sak"]), kjede)
        sak.hendelser.append((date.fromisoformat(self.program.now[:10]), "oppdaget", None))
        self.saker[number] = sak

    def _absent(self, number: int, day: date) -> None:
        sak = self.saker[number]
        if day not in sak.fravaer:
            self.program.fine("fravær", "registrer", sak.nummer, "--fra", str(day), "--meldt", "ja")
            sak.fravaer.append(day)

    def _step(self, handling: Handling, day: date) -> None:
        sak, args = self.saker[handling.sak], handling.args
        match handling.hva:
            case "tiltak":
                self.program.fine(
                    "tiltak", "ny", sak.nummer, "--tiltak", "Oppdiktet tiltak.", "--nivå", "elev",
                    "--ansvarlig", "kontaktlærer", "--fra", str(day), "--evalueres", args[0],
                )  # fmt: skip
                self.tiltak[handling.sak] = self._measure_of(sak.nummer)
                sak.tiltak[self.tiltak[handling.sak]] = [(day, date.fromisoformat(args[0]), None)]
            case "evaluer-tiltak":
                measure = self.tiltak[handling.sak]
                self.program.fine(
                    "tiltak", "evaluer", sak.nummer, measure, "--gjennomført", "ja",
                    "--utfall", "delvis", "--neste", args[0],
                    "--elev", "Oppdiktet: Litt.", "--foresatte", "Oppdiktet: Litt.",
                )  # fmt: skip
                since, due, _ = sak.tiltak[measure][-1]
                sak.tiltak[measure][-1] = (since, due, day)
                sak.tiltak[measure].append((day, date.fromisoformat(args[0]), None))
            case "avsluttet":
                sak.etterkontroll = date.fromisoformat(args[0])
                said = (
                    "--trygt", "ja", "--elevens-stemme", "Oppdiktet: Det er bra.",
                    "--etterkontroll", args[0], "--likevel", "Oppdiktet: Det er ikke aktuelt mer.",
                )  # fmt: skip
                self.program.fine("registrer", sak.nummer, "avsluttet", *said)
                sak.hendelser.append((day, "avsluttet", None))
            case step:
                outcome = ("--utfall", handling.utfall) if handling.utfall else ()
                self.program.fine("registrer", sak.nummer, step, *args, *outcome)
                sak.hendelser.append((day, step, handling.utfall))

    def _measure_of(self, number: str) -> str:
        shown: Any = self.program.fine("vis", number, "--format", "json").json()
        return str(shown["sak"]["aktivitetsplan"]["tiltak"][0]["id"])

    def _write_absence(self, day: date, away: list[Handling]) -> None:
        """Write the day's absence of pupils without a case by hand, as an office would, and save."""
        for each in away:
            days = self.borte.setdefault(each.sak, set())
            if day not in days:
                days.add(day)
                self._away(each, day)
        if away:
            self.program.fine("lagre")

    def _away(self, handling: Handling, day: date) -> None:
        klasse, elev = CLASSES[handling.sak % len(CLASSES)], f"Oppdiktet Annen {handling.sak:03}"
        path = self.program.root / "fravaer" / YEAR / f"{klasse}.yaml"
        text = f"klasse: {klasse}\nskoleår: {YEAR}\nelever: []\n"
        if path.exists():
            text = path.read_text(encoding="utf-8")
        tree: Any = parse(text).tree
        names = [each["elev"] for each in tree["elever"]]
        stretch = {
            "id": handling.args[0], "fra": str(day), "til": str(day), "type": "gyldig", "meldt": "ja",
        }  # fmt: skip
        if elev in names:
            text = append_item(text, ("elever", names.index(elev), "perioder"), stretch)
        else:
            text = append_item(text, ("elever",), {"elev": elev, "perioder": [stretch]})
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _compare(self, day: date, regnskap: Regnskap) -> None:
        found = asked_for(self.program.fine("frister", "--format", "json").json())
        expected = {row for sak in self.saker.values() for row in orakel.rows(sak, day)}
        regnskap.dager += 1
        regnskap.rader += len(expected)
        regnskap.eskalert += sum(bool(row[5]) for row in expected)
        regnskap.avvik += [f"{day} mangler {row}" for row in sorted(expected - found, key=str)]
        regnskap.avvik += [f"{day} for mye {row}" for row in sorted(found - expected, key=str)]


def asked_for(shown: Any) -> set[orakel.Rad]:
    """Return the rows that are compared, of what ``frister --format json`` shows."""
    return {
        (
            row["sak"],
            row["steg"],
            row["tiltak"],
            row["frist"],
            row["status"],
            tuple(row["eskalert_til"]),
        )
        for row in shown["frister"]
        if row["slag"] == "frist" and row["sak"] and row["steg"] in orakel.WATCHED and row["frist"]
    }


def planmappe(root: Path) -> Path:
    """Make the invented school without cases, on the day before its year."""
    program = Program(root.parent, "2026-08-14T09:00+02:00")
    program.fine("start", str(root), "--skole", "Oppdiktet skole", "--åpen", "--fra", "midtstuen")
    return root
