"""What a paper asks for and says follows what happened: declined, given leave, closed."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from program import Program, made_by_start
from sak_examples import HEL_SAK, bilde_av
from sosialplan.model.sak import Hendelse
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.dokumentdeler.medvirkning import medvirkning
from sosialplan.views.dokumentdeler.sakshode import sakshode
from sosialplan.views.dokumentdeler.tiltakskort import tiltakskort

DAG = date(2026, 11, 29)
SPURT = Hendelse(id="h1", dato=date(2026, 10, 13), steg="elev-hørt", av="rådgiver", takket_nei=True)


def _without_words(
    *entries: Hendelse, maalform: Maalform = Maalform.BOKMAAL
) -> tuple[set[str], list[str]]:
    plan = HEL_SAK.aktivitetsplan
    assert plan is not None
    plan = replace(plan, elevens_stemme=None, elevens_stemme_om_tiltakene=None)
    sak = replace(HEL_SAK, hendelser=entries, aktivitetsplan=plan)
    voices = medvirkning(bilde_av(sak, DAG, maalform=maalform))
    return {each.kode for each in voices.mangler}, [each.om for each in voices.stemmer]


def test_a_pupil_who_was_offered_to_speak_and_declined_is_no_lack() -> None:
    assert _without_words(SPURT) == (set(), ["Eleven fikk tilbud om å bli hørt"])
    assert _without_words(SPURT, maalform=Maalform.NYNORSK)[1] == [
        "Eleven fekk tilbod om å bli høyrd"
    ]
    assert _without_words()[0] == {"U121", "U123"}


def test_one_who_spoke_after_declining_is_asked_of_the_measures_too() -> None:
    spoke = replace(SPURT, id="h2", dato=date(2026, 10, 20), takket_nei=False, elevens_stemme="Ja.")
    assert _without_words(SPURT, spoke)[0] == {"U123"}


def test_leave_that_the_school_gave_is_counted_in_the_paper_as_in_the_view(tmp_path: Path) -> None:
    program = Program(made_by_start(tmp_path / "skolen"))
    sak = program.new_case("fravaer")
    days = ("--fra", "2026-11-16", "--til", "2026-11-18")
    program.fine("fravær", "registrer", sak, *days, "--type", "permisjon")
    program.fine("fravær", "registrer", sak, "--fra", "2026-11-19", "--type", "ugyldig")
    paper = program.fine("lag", "fraværsoversikt", sak, "--format", "md").out
    assert "| Dager i alt | 1 |" in paper
    assert "| Permisjon | 3 |" in paper
    assert "innvilget" in paper


def _closed(day: date) -> Hendelse:
    return Hendelse(id="h9", dato=day, steg="avsluttet", likevel="Oppdiktet grunn", trygt=None)


def test_the_paper_of_a_closed_case_says_so_and_asks_for_nothing_that_was_lifted() -> None:
    plan = HEL_SAK.aktivitetsplan
    assert plan is not None
    (first, *_) = plan.tiltak
    late = replace(first, evalueringer=(), endringer=(), evalueres=date(2026, 11, 6))
    sak = replace(HEL_SAK, aktivitetsplan=replace(plan, tiltak=(late,)))
    opened = bilde_av(sak, DAG)
    assert sakshode(opened).avsluttet is None
    asked = tiltakskort(opened.tiltak[0], opened).evalueres.mangel
    assert asked is not None
    assert asked.kode == "U116"
    closed = bilde_av(replace(sak, hendelser=(*sak.hendelser, _closed(date(2026, 10, 30)))), DAG)
    assert sakshode(closed).avsluttet == "30. oktober 2026"
    told = tiltakskort(closed.tiltak[0], closed).evalueres
    assert (told.tekst, told.mangel) == ("Saken er avsluttet", None)
    after = bilde_av(replace(sak, hendelser=(*sak.hendelser, _closed(date(2026, 11, 20)))), DAG)
    still = tiltakskort(after.tiltak[0], after).evalueres.mangel
    assert still is not None
    assert still.kode == "U116"
