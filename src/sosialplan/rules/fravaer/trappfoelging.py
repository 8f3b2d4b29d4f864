"""Whether the absence ladder was followed: for every pupil and rung, when, and in time or not.

Counted from the days themselves, for pupils with and without a case. A rung is followed when
every step that it sets off is done; it was in time when each of them was.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.rules.fravaer.elevtrapp import Elevgang, pupils_of
from sosialplan.rules.fravaerstrapp import Naadd
from sosialplan.rules.kalender.skolekalender import school_year_of
from sosialplan.rules.stegfrister import step_deadlines


class Trinnsteg(Value, frozen=True):
    """A step that a rung set off: when it had to be done, and when it was."""

    steg: str
    frist: date | None
    gjort: date | None


class Trappfoelging(Value, frozen=True):
    """A rung that a pupil reached. ``elev`` is a code and no name."""

    elev: str
    klasse: str
    skoleaar: str
    sak: str | None
    trinn: str
    naadd: date
    per: date
    steg: tuple[Trinnsteg, ...]

    @property
    def fulgt(self) -> date | None:
        """The day the last of the steps was done; None while one is left."""
        done = [each.gjort for each in self.steg if each.gjort is not None]
        return max(done) if done and len(done) == len(self.steg) else None

    @property
    def i_tide(self) -> bool | None:
        """Whether every step was done by its day; None while that can still be, or is not known."""
        late = any(
            each.frist is not None and (each.gjort or self.per) > each.frist for each in self.steg
        )
        if late:
            return False
        known = all(each.gjort is not None and each.frist is not None for each in self.steg)
        return True if known and self.steg else None


def followed(
    saker: Sequence[Sak], books: Sequence[Klassefravaer], plan: Plan, per: date
) -> tuple[Trappfoelging, ...]:
    """Return every rung that every pupil has reached up to and including ``per``, by day."""
    found = [rung for elev in pupils_of(saker, books, plan, per) for rung in rungs_of(elev, per)]
    return tuple(sorted(set(found), key=lambda each: (each.naadd, each.elev, each.trinn)))


def rungs_of(elev: Elevgang, per: date) -> Iterator[Trappfoelging]:
    """Yield the rungs that a pupil has reached in the school year."""
    rows = tuple(step_deadlines(elev.gang))
    for naadd in elev.gang.naadd:
        if school_year_of(naadd.dato) == elev.skoleaar:
            steps = _set_off_by(naadd, elev)
            yield Trappfoelging(
                elev=elev.kode,
                klasse=elev.klasse,
                skoleaar=elev.skoleaar,
                sak=elev.sak,
                trinn=naadd.trinn.trinn,
                naadd=naadd.dato,
                per=per,
                steg=tuple(
                    Trinnsteg(row.steg, row.frist, row.gjort)
                    for row in rows
                    if row.steg in steps and row.forklaring.fra_dato == naadd.dato
                ),
            )


def _set_off_by(naadd: Naadd, elev: Elevgang) -> set[str]:
    chain = elev.gang.kjede
    return {each.steg for each in chain.steg if naadd.trinn.trinn in each.utloeses_av_trinn}
