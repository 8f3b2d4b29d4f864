"""A case as one recipient may see it on a day, what it is made from, ready to be shaped into a document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Protocol

from sosialplan.model.betydning import Betydning
from sosialplan.model.elev import Formaal, is_voice
from sosialplan.model.fravaer import Fravaersperiode
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.klassetrinn import trinnord
from sosialplan.model.mappe import Ulest
from sosialplan.model.moeter import Holdt
from sosialplan.model.oppslagsverk import INGEN, UTEN_NAVN, Navnebok, VageOrd
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Aktivitetsplan, Hendelse, Sak
from sosialplan.model.sakspapirer import Tilbakeholdt
from sosialplan.model.skole import Skole
from sosialplan.rules.ansattsak.skjermet_sak import SKOLE, Mottaker, skjerm, uten_navn
from sosialplan.rules.ansattsak.skjerming import as_shielded, concerns_leadership, shielded_for
from sosialplan.rules.avslutning import Aapent
from sosialplan.rules.explanation import paragraph
from sosialplan.rules.facts import means, read_by, rounds, valid_entries
from sosialplan.rules.fravaerstrapp import Fravaersdag
from sosialplan.rules.lesninger import TEGN
from sosialplan.rules.medvirkning import Samtykkestilling, Spurt, consent
from sosialplan.rules.moeter.saksliste import asked_of, recipients
from sosialplan.rules.navn.aliaser import UtenNavn
from sosialplan.rules.saksgang import closing_of
from sosialplan.rules.tiltak import TiltakPaaDag, tiltak_paa_dag
from sosialplan.rules.ved_siden import VedSiden
from sosialplan.tekster.maalform import Maalform, paa
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumentdeler.planmangler import plan_mangel
from sosialplan.views.roller import den_som_foerte, holder, rolle, rolle_med_navn
from sosialplan.views.sakspapirord import approval_words


@dataclass(frozen=True, slots=True)
class Saksgrunnlag:
    """What a document needs beside the case file itself; nothing of it is somebody's text.

    ``rader`` are the case's deadlines, ``moeter`` the meetings that took it up, ``fravaer``
    the pupil's absence as it was written, and ``fravaersdager`` its days, counted.
    ``statsforvalteren_fra`` is the day from which Statsforvalteren may be asked, whatever became of the
    row since; None while nothing has set it off. ``vage_ord`` are the words that say too little.
    ``aapent`` is what was not done when the case was closed, ``lagret`` the day of each entry that came
    into the history later than it says it was written down, ``ulest`` what of the history the one who makes the
    document cannot open. ``ved_siden`` is the case of § 12-4 beside one about an employee.
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
    ulest: Ulest | None = None

    def is_unseen(self, id_: str) -> bool:
        """Tell whether only the entry itself says when it was written down: that history is sealed for others."""
        return self.ulest is not None and id_ in self.ulest.poster


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


class Foert(Protocol):
    """Something that a role is said to have done, and who entered it where that was another."""

    @property
    def av(self) -> str | None:
        """The role."""

    @property
    def foert_av(self) -> str | None:
        """The role of who entered it."""


@dataclass(frozen=True, slots=True)
class Saksbilde:
    """What was known of a case on ``today``; later facts are not in it, nor what is shielded.

    ``skjermet_for`` are the roles from which the case is kept; ``gjelder_ledelsen`` tells whether an
    employee that it is about belongs to the leadership. Both are judged by the whole case, and so is
    how consent stands, by recipient and purpose (``samtykker``). ``datoform`` says a day: in words, but for a paper whose columns are narrow.
    """

    sak: Sak
    plan: Plan
    today: date
    mottaker: Mottaker
    maalform: Maalform
    hendelser: tuple[Hendelse, ...]
    tiltak: tuple[TiltakPaaDag, ...]
    godkjent: str
    skjermet_for: frozenset[str] = frozenset()
    gjelder_ledelsen: bool = False
    tilbakeholdt: tuple[Tilbakeholdt, ...] = ()
    samtykker: Mapping[Spurt, Samtykkestilling] = field(default_factory=dict)
    grunnlag: Saksgrunnlag = INGENTING
    valg: Dokumentvalg = INGEN_VALG
    datoform: Callable[[date], str] = lang_dato

    @property
    def skole(self) -> Skole:
        """The school of the case."""
        return self.plan.skole

    @property
    def skrevet(self) -> Aktivitetsplan:
        """The plan's own texts; an empty plan where none is written."""
        return self.sak.aktivitetsplan or Aktivitetsplan()

    @property
    def kjede(self) -> Handlingskjede | None:
        """The chain of the case, as it is told in it; None where the plan does not have it."""
        found = self.plan.kjede(self.sak.kjede)
        return as_shielded(found, self.plan, self.skjermet_for) if found else None

    @property
    def saksnummer(self) -> str | None:
        """The case's number; None in an anonymous copy."""
        return None if self.mottaker.anonym else self.sak.sak

    @property
    def kommandosak(self) -> str:
        """What a command that fills a lack calls the case: no number in an anonymous copy."""
        return self.saksnummer or "SAK"

    @property
    def klasse(self) -> str | None:
        """The pupil's class; None in an anonymous copy."""
        return None if self.mottaker.anonym else self.sak.elev.klasse

    @property
    def trinn(self) -> int | None:
        """The pupil's grade as a number; None for videregående, and where the class has none or several."""
        found = self.skole.trinn_i(self.sak.elev.klasse)
        return found[0] if len(found) == 1 and isinstance(found[0], int) else None

    @property
    def trinn_og_klasse(self) -> str:
        """The grades of the class in words, and the class where it may be told."""
        grades = " og ".join(map(trinnord, self.skole.trinn_i(self.sak.elev.klasse)))
        return ", ".join(filter(None, (grades, self.klasse))) or "–"

    @property
    def kontaktlaerer(self) -> str:
        """Who is kontaktlærer for the pupil's class, or the role where nobody is named."""
        return holder(self.skole, "kontaktlærer", self.sak.elev.klasse) or self.si(
            "Kontaktlærer for klassen"
        )

    def mangel(self, felt: str) -> Mangel:
        """Return that something is not written, and the command that writes it."""
        return plan_mangel(self.kommandosak, felt, self.skjermet_for, self.kjede)

    def dag(self, *betydning: Betydning) -> date | None:
        """Return the day something was first done, or None."""
        return next((each.dato for each in self.som(*betydning)), None)

    def siste(self, *betydning: Betydning) -> Hendelse | None:
        """Return the latest entry that means one of these, or None."""
        return next(reversed(self.som(*betydning)), None)

    def som(self, *betydning: Betydning) -> tuple[Hendelse, ...]:
        """Return every entry that means one of these, in order of date."""
        return tuple(each for each in self.hendelser if self.er(each, *betydning))

    def er(self, hendelse: Hendelse, *betydning: Betydning) -> bool:
        """Tell whether an entry means one of these."""
        chain = read_by(self.plan, self.kjede, hendelse.steg)
        return means(chain, hendelse.steg, *betydning)

    def av_steg(self, *code: str) -> tuple[Hendelse, ...]:
        """Return every entry with one of these codes, in order of date."""
        return tuple(each for each in self.hendelser if each.steg in code)

    def tekst(self, text: str | None) -> str | None:
        """Return a text of the case; None where it says nothing."""
        return text if text and text.strip() else None

    def stemme(self, text: str | None) -> str | None:
        """Return what the pupil said; None where nothing is, or «?» and the like stand in its place."""
        return text if is_voice(text) else None

    @property
    def lukket(self) -> Hendelse | None:
        """The entry that closed the case; None while it is open, or open again."""
        if self.kjede is None:
            return None
        return closing_of(self.hendelser, self.kjede, rounds(self.hendelser, self.kjede))

    def samtykke(self, til: str, formaal: Formaal = Formaal.DROEFTING) -> Samtykkestilling:
        """Return how consent to a purpose stands with a recipient; one who is not known has none."""
        return self.samtykker.get(asked_of(self.plan, til, formaal), Samtykkestilling())

    def bare_i_utkast(self, mangler: tuple[Mangel, ...]) -> tuple[Mangel, ...]:
        """Return what is missing where the reader is the school itself, and nothing elsewhere."""
        return () if self.mottaker.ute else mangler

    def si(self, phrase: str) -> str:
        """Return one of our own phrases in the form of Norwegian that the reader uses."""
        return paa(self.maalform, phrase)

    def har(self, *betydning: Betydning) -> bool:
        """Tell whether the chain of the case has a step that means one of these."""
        return self.kjede is not None and bool(self.kjede.meaning(*betydning))

    def har_steg(self, code: str) -> bool:
        """Tell whether the chain of the case has a step with this code."""
        return self.kjede is not None and self.kjede.find(code) is not None

    def stegnavn(self, code: str) -> str:
        """Return what a step is called once it is done."""
        steg = self.kjede.find(code) if self.kjede else None
        name = (steg.gjort or steg.navn) if steg else code[:1].upper() + code[1:]
        # what the school has not chosen is a sign for those who work by the plan, and nothing to a family
        return self.si(name.removesuffix(f" {TEGN}") if self.mottaker.ute else name)

    def hendelsesnavn(self, hendelse: Hendelse) -> str:
        """Return what an entry is called: a decision by what was decided, whatever the chain's step is for."""
        if hendelse.vedtak is None:
            return self.stegnavn(hendelse.steg)
        return self.si(f"Vedtak om {hendelse.vedtak.slag.value}")

    def paragraf(self, hjemmel: str, on: date) -> str | None:
        """Return where something stands in the law of a day."""
        return paragraph(self.plan, hjemmel, on)

    def rolle(self, code: str | None) -> str | None:
        """Return a role in words, for the middle of a sentence."""
        return self.si(rolle(self.skole, code)) if code else None

    def utfoert_av(self, entry: Foert | None, *, med_navn: bool = False) -> str | None:
        """Return who did what is written, and who entered it where that was another."""
        if entry is None or entry.av is None:
            return None
        who = self.ansvarlig(entry.av) if med_navn else self.rolle(entry.av)
        if entry.foert_av is None:
            return who
        by = den_som_foerte(self.skole, entry.av, entry.foert_av)
        return f"{who}, {self.si('ført inn av')} {self.si(by)}"

    def skrevet_av(self, foert_av: str | None) -> str:
        """Return who entered what says nothing of who did it, as it follows what was done; none is no word."""
        if foert_av is None:
            return ""
        return f", {self.si('ført inn av')} {self.si(den_som_foerte(self.skole, None, foert_av))}"

    def ansvarlig(self, code: str | None) -> str | None:
        """Return who holds a role for the pupil's class, or the role itself."""
        return rolle_med_navn(self.skole, code, self.sak.elev.klasse, si=self.si) if code else None


def saksbilde(
    sak: Sak,
    plan: Plan,
    today: date,
    *,
    mottaker: Mottaker = SKOLE,
    maalform: Maalform = Maalform.BOKMAAL,
    grunnlag: Saksgrunnlag = INGENTING,
    valg: Dokumentvalg = INGEN_VALG,
    bok: Navnebok = UTEN_NAVN,
) -> Saksbilde:
    """Return the case as ``mottaker`` may see it, as of a day; an approval is told by the whole case."""
    shown = skjerm(sak, plan, mottaker, bok)
    measures = shown.sak.aktivitetsplan.tiltak if shown.sak.aktivitetsplan else ()
    return Saksbilde(
        sak=shown.sak,
        plan=shown.plan,
        today=today,
        mottaker=mottaker,
        maalform=maalform,
        hendelser=valid_entries(shown.sak, today),
        tiltak=tiltak_paa_dag(measures, today),
        godkjent=approval_words(
            sak,
            shown.plan.skole,
            today,
            si=partial(paa, maalform),
            dag=lang_dato,
            grunn=not mottaker.ute,
        ),
        skjermet_for=shielded_for(sak, plan),
        gjelder_ledelsen=concerns_leadership(sak, plan),
        tilbakeholdt=shown.tilbakeholdt,
        samtykker=_consents(sak, plan, today),
        grunnlag=grunnlag,
        valg=_shielded(valg, uten_navn(sak, plan, mottaker, bok)),
    )


def _consents(sak: Sak, plan: Plan, today: date) -> Mapping[Spurt, Samtykkestilling]:
    known, chain = valid_entries(sak, today), plan.kjede(sak.kjede)
    asked = (asked_of(plan, each, what) for each in recipients(plan) for what in Formaal)
    return {each: consent(sak.elev, known, chain, each, today) for each in asked}


def _shielded(valg: Dokumentvalg, without: UtenNavn) -> Dokumentvalg:
    """Take out of what was typed what the recipient must not have."""
    return replace(valg, hvorfor=without(valg.hvorfor)) if valg.hvorfor else valg
