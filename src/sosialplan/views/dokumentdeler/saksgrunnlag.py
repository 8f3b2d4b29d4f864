"""What a document is made from beside the case file, and what is asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sosialplan.model.fravaer import Fravaersperiode
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.moter import Holdt
from sosialplan.model.oppslagsverk import INGEN, VageOrd
from sosialplan.rules.avslutning import Aapent
from sosialplan.rules.fravaerstrapp import Fravaersdag
from sosialplan.rules.ved_siden import VedSiden


@dataclass(frozen=True, slots=True)
class Saksgrunnlag:
    """What a document needs beside the case file itself; nothing of it is somebody's text.

    ``rader`` are the case's deadlines, ``moeter`` the meetings that took it up, ``fravaer``
    the pupil's absence as it was written, and ``fravaersdager`` its days, counted.
    ``statsforvalteren_fra`` is the day from which Statsforvalteren may be asked, whatever became of the
    row since; None while nothing has set it off. ``vage_ord`` are the words that say too little.
    ``aapent`` is what was not done when the case was closed, ``lagret`` the day of each entry that came
    into the history later than it says it was written down. ``ved_siden`` is the case of § 12-4 beside one
    about an employee.
    """

    rader: tuple[VurdertFrist, ...] = ()
    statsforvalteren_fra: date | None = None
    moeter: tuple[Holdt, ...] = ()
    fravaer: tuple[Fravaersperiode, ...] = ()
    fravaersdager: tuple[Fravaersdag, ...] = ()
    vage_ord: VageOrd = INGEN
    aapent: tuple[Aapent, ...] = ()
    ved_siden: VedSiden | None = None
    lagret: Mapping[str, date] = field(default_factory=dict)


INGENTING = Saksgrunnlag()


@dataclass(frozen=True, slots=True)
class Dokumentvalg:
    """What is asked of a document when it is made.

    ``siden`` is the day from which changes are told, ``dato`` the day of what it is about, where a
    case has several (an evaluation, a meeting); else the latest. A letter that goes with other papers
    says ``hvorfor``, and ``vedlegg`` are the names of these.
    """

    siden: date | None = None
    dato: date | None = None
    hvorfor: str | None = None
    vedlegg: tuple[str, ...] = ()


INGEN_VALG = Dokumentvalg()
