"""From the text of a meeting to what is written: days, roles and answers as the planmappe has them; each fault by its line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import partial
from typing import Any

from sosialplan.commands.run import Run, known_role, known_word
from sosialplan.commands.saksleting import LEAST_OF_NAME, cases_meant
from sosialplan.commands.svar.dagsvar import is_school_day
from sosialplan.commands.svarene import Svarene, missing, option_of
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import retning, slag_av, ukedel
from sosialplan.model.felter.hendelsesfelt import HENDELSE
from sosialplan.model.handlingskjede import Spoersmaal, Steg
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Problem
from sosialplan.model.sak import Hendelse, Nivaa
from sosialplan.model.skrivemaate import Dagretning, Ukedel, fold
from sosialplan.rules.kalender.dagord import IkkeEnDag, lest_dag
from sosialplan.rules.kalender.skolekalender import years_on
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.rules.moeter.beslutninger import OF_THE_MEETING, Moetevedtak
from sosialplan.rules.moeter.referattekst import (
    Kryss,
    Referatpunkt,
    Referattekst,
    Svart,
    Ulestlinje,
)

ANSWERS: Mapping[str, Spoersmaal] = {
    fold(option_of(each).removeprefix("--")): each for each in Spoersmaal
}
"""What can be answered under a box, by its name there."""
_OF_DECISION, _OF_MEASURE = frozenset({"ansvarlig", "frist"}), frozenset({"ansvarlig", "evalueres", "fra", "nivå"})  # fmt: skip


def answer_name(asked: Spoersmaal) -> str:
    """Return what a question is called under a box."""
    return option_of(asked).removeprefix("--")


def counted(many: int, one: str, several: str) -> Sequence[str]:
    """Return how many there are of something, in words; nothing where there is none."""
    return [f"{many} {one if many == 1 else several}"] if many else []


class Tolk:
    """Reads what a text says by the words of a plan, and gathers what cannot be read."""

    def __init__(self, run: Run, plan: Plan, said: Referattekst) -> None:
        self._run, self._plan, self.said = run, plan, said
        self._faults = [*said.uleste]

    def fault(self, line: int, why: str) -> None:
        """Note a line that cannot be read."""
        self._faults.append(Ulestlinje(line, why))

    def require_read(self) -> None:
        """Raise WrongUsage with every line that could not be read, in their order."""
        if self._faults:
            lines = dict.fromkeys(
                f"Linje {each.linje}: {each.hvorfor}" for each in sorted(self._faults)
            )
            raise WrongUsage(
                "\n".join(lines), "Ingenting er skrevet. Rett linjene, og lagre igjen."
            )

    def day(self, told: Svart | None, way: Dagretning, part: Ukedel | None = None) -> date | None:
        """Return the day that is said; None where none is, or it cannot be read."""
        if told is None:
            return None
        try:
            school = partial(is_school_day, self._run)
            read = lest_dag(told.tekst, self._run.i_dag, way, part, school)
            found = read.require_sure() if way is Dagretning.BAKOVER else read.dag
        except IkkeEnDag as error:
            self.fault(told.linje, f"Dagen: {error}")
            return None
        if years_on(found, self._run.i_dag):
            self.fault(told.linje, "Dagen er flere skoleår fram. Er året skrevet feil?")
        return found

    def meeting_day(self) -> date:
        """Return the day of the meeting: it has been."""
        told = self.said.hode.get("dato")
        found = self.day(told, Dagretning.BAKOVER) or self._run.i_dag
        if told is not None and found > self._run.i_dag:
            self.fault(told.linje, "Møtet har ikke vært ennå. Er dagen skrevet feil?")
        return found

    def roles(self, told: Svart | None) -> tuple[str, ...]:
        """Return the roles that are said, with commas between them."""
        parts = [each.strip() for each in (told.tekst if told else "").split(",")]
        found = (self.role(Svart(told.linje, each)) for each in parts if told and each)
        return tuple(dict.fromkeys(each for each in found if each))

    def role(self, told: Svart | None) -> str | None:
        """Return the role that is said."""
        if told is None:
            return None
        try:
            return known_role(self._plan.skole, told.tekst)
        except WrongUsage as wrong:
            self.fault(told.linje, wrong.sentence)
            return None

    def word(self, told: Svart, kind: type[Enum], what: str) -> Any:
        """Return the word of a fixed list that is said."""
        try:
            return kind(known_word(told.tekst, [str(each.value) for each in kind], what))
        except WrongUsage as wrong:
            self.fault(
                told.linje, f"{wrong.sentence} Velg en av: {', '.join(str(e.value) for e in kind)}."
            )
            return None

    def present(self) -> tuple[str, ...]:
        """Return who was there: without it there was no meeting."""
        told = self.said.hode.get("til stede")
        found = self.roles(told)
        if told is None:
            self.fault(
                _line_of(self.said),
                "Det står ikke hvem som var til stede. Skriv rollene etter «Til stede:».",
            )
        return found

    def decisions(
        self, day: date, cases: Sequence[str], *, only: str | None
    ) -> tuple[Moetevedtak, ...]:
        """Return the decisions, each with owner and day; ``only`` is the case that they can be about."""
        return tuple(self._decisions(day, cases, only))

    def _decisions(
        self, day: date, cases: Sequence[str], only: str | None
    ) -> Iterator[Moetevedtak]:
        for each in self.said.beslutninger:
            before, colon, after = each.tekst.partition(":")
            of_meeting = bool(colon) and before.strip().lower() == OF_THE_MEETING
            number = self._case(each.linje, before.strip()) if colon and not of_meeting else None
            text = after.strip() if number or of_meeting else each.tekst
            if only is not None and (of_meeting or number not in {None, only}):
                self.fault(each.linje, "Dette referatet gjelder én sak, og beslutningen en annen.")
            about = only or (
                None if of_meeting else number or (cases[0] if len(cases) == 1 else None)
            )
            owner, due = self._told_of(each, text, "frist", _OF_DECISION, "beslutning")
            if due is not None and due < day:
                self.fault(each.linje, "Fristen er før møtet. Er dagen skrevet feil?")
            yield Moetevedtak(text, owner, due, about)

    def _case(self, line: int, before: str) -> str | None:
        """Return the case that stands before a colon, by its number or its pupil; None where it is neither."""
        number = normalise(before)
        if number is not None or len(before) < LEAST_OF_NAME:
            return number
        unread = list[Problem]()
        found = cases_meant(self._run, before, whole=True, unread=unread)
        if found and unread:
            self.fault(line, "Noen av sakene kan ikke leses, og eleven kan ha en av dem. Skriv saksnummeret foran kolon.")  # fmt: skip
        if len(found) > 1:
            self.fault(line, "Flere saker passer til det som står foran kolon. Skriv saksnummeret.")
        return next(iter(found), None)

    def measures(
        self, day: date
    ) -> Iterator[tuple[Referatpunkt, str | None, date | None, date | None, Nivaa]]:
        """Yield the new measures: the line, who, evaluated when, from when, and whom it is aimed at."""
        for each in self.said.tiltak:
            owner, due = self._told_of(each, each.tekst, "evalueres", _OF_MEASURE, "tiltak")
            first = self.day(each.felt.get("fra"), Dagretning.NAERMEST, Ukedel.FOERSTE)
            if due is not None and due < (first or day):
                self.fault(
                    each.linje, "Evalueringen er før tiltaket begynner. Er dagen skrevet feil?"
                )
            level = each.felt.get("nivå")
            aimed = self.word(level, Nivaa, "nivået") if level else Nivaa.ELEV
            yield each, owner, due, first, aimed or Nivaa.ELEV

    def _told_of(
        self, each: Referatpunkt, text: str, due: str, known: frozenset[str], what: str
    ) -> tuple[str | None, date | None]:
        """Return who and by when; what is missing, or does not belong to such a line, is noted."""
        if not text:
            self.fault(each.linje, f"Det står ikke hva som er bestemt ({what}).")
        left = [f"«{name}:»" for name in ("ansvarlig", due) if name not in each.felt]
        if left:
            self.fault(each.linje, f"Mangler {' og '.join(left)}.")
        for name in each.felt.keys() - known:
            self.fault(each.felt[name].linje, f"«{name}:» hører ikke til her ({what}).")
        day = self.day(each.felt.get(due), Dagretning.FRAMOVER, Ukedel.SISTE)
        return self.role(each.felt.get("ansvarlig")), day

    def answers(self, box: Kryss, step: Steg | None, day: date) -> Svarene:
        """Return what is told of a step whose box is ticked, with what it lacks noted."""
        asked = step.spoer_om if step else ()
        found: dict[str, Any] = {"notat": box.tekst or None}
        for name, told in box.felt.items():
            question = ANSWERS[name]
            if question not in asked and question is not Spoersmaal.MED:
                self.fault(told.linje, f"Steget spør ikke om {answer_name(question)}.")
            else:
                found[question.value] = self._answer(question, told)
        if Spoersmaal.ELEVENS_STEMME in asked and not found.get(Spoersmaal.ELEVENS_STEMME.value):
            found[Spoersmaal.ELEVENS_STEMME.value] = self.said.stemme or None
        told_of = {name: value for name, value in found.items() if value}
        svarene = Svarene(Hendelse(id="", dato=day, steg="", **told_of), day)
        left = [answer_name(each) for each in missing(svarene, step) if each.value not in box.felt]
        if left:
            where = (
                " (under «Elevens egne ord»)"
                if answer_name(Spoersmaal.ELEVENS_STEMME) in left
                else ""
            )
            self.fault(box.linje, f"Steget «{box.hva}» må ha {' og '.join(left)}{where}.")
        return svarene

    def _answer(self, question: Spoersmaal, told: Svart) -> Any:
        if question is Spoersmaal.MED:
            return self.roles(told)
        slag, linje = slag_av(Hendelse, question.value), HENDELSE[question.value]
        if slag.type is date:
            return self.day(told, retning(linje, slag), ukedel(question.value, slag))
        return told.tekst if slag.type is str else self.word(told, slag.type, "svaret")


def _line_of(said: Referattekst) -> int:
    """Return where the head of the text is."""
    return min((each.linje for each in said.hode.values()), default=1)
