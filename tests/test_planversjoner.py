"""What was changed after the plan was made or sent: within a day, what was written last came last."""

from datetime import date

import pytest
from msgspec.structs import replace

from sak_examples import HEL_SAK, bilde_av
from sosialplan.model.sak import Aktivitetsplan, Hendelse, Nivaa, Tiltak
from sosialplan.model.sakspapirer import Avslutning, Endring, Felt
from sosialplan.rules.godkjenning import Planpunkt, came_after, versions
from sosialplan.views.dokumentdeler.planendringer import endret_etter, planendringer, versjonsdager
from sosialplan.views.dokumenter.endringsbrev import endringsbrev, ikke_endret

DAG, FOER = date(2026, 11, 29), date(2026, 11, 28)
MORGEN, KVELD = "2026-11-29T08:00+01:00", "2026-11-29T18:00+01:00"


@pytest.mark.parametrize(
    ("one", "other", "after"),
    [
        (Planpunkt(DAG), Planpunkt(FOER), True),
        (Planpunkt(FOER), Planpunkt(DAG), False),
        (Planpunkt(DAG, KVELD), Planpunkt(DAG, MORGEN), True),
        (Planpunkt(DAG, MORGEN), Planpunkt(DAG, KVELD), False),
        (Planpunkt(DAG, MORGEN), Planpunkt(DAG, MORGEN), True),  # rather told twice than by nobody
        (Planpunkt(DAG, "2026-11-29T08:30+02:00"), Planpunkt(DAG, MORGEN), False),  # the clock, not its digits
        (Planpunkt(DAG), Planpunkt(DAG, MORGEN), False),  # nobody knows when: by the day alone
        (Planpunkt(DAG, KVELD), Planpunkt(DAG), False),
        (Planpunkt(FOER, KVELD), Planpunkt(DAG, MORGEN), True),  # dated back, after the paper had gone
        (Planpunkt(FOER, KVELD), Planpunkt(FOER, "2026-11-28T08:00+01:00"), True),
        (Planpunkt(date(2026, 11, 20), KVELD), Planpunkt(FOER, MORGEN), False),  # both written in later
    ],
)  # fmt: skip
def test_what_came_after(one: Planpunkt, other: Planpunkt, after: bool) -> None:
    assert came_after(one, other) is after


def _tiltak(number: int, written: str | None, day: date = DAG) -> Tiltak:
    return Tiltak(
        id=f"t000000{number}", tiltak="Fast voksen ved benkene", nivaa=Nivaa.ELEV, fra=day,
        ansvarlig="kontaktlærer", besluttet=day, registrert=written, hvorfor="Trengs",
    )  # fmt: skip


def test_a_change_after_the_plan_was_sent_the_same_day_is_a_version_of_its_own() -> None:
    sent = (Planpunkt(DAG, "2026-11-29T10:00+01:00"), Planpunkt(DAG, "2026-11-29T14:00+01:00"))
    first, second, third = (
        _tiltak(1, MORGEN),
        _tiltak(2, "2026-11-29T12:00+01:00"),
        _tiltak(3, KVELD),
    )
    assert versions((first,), DAG, sent, DAG) == ()
    assert versions((first, second), DAG, sent, DAG) == (DAG,)
    assert versions((first, second, third), DAG, sent, DAG) == (DAG, DAG)
    assert versions((first, second, third), DAG, (), DAG) == ()
    assert versions((), None, (), DAG) == ()
    assert versions((_tiltak(1, None, FOER), second), None, (), DAG) == (DAG,)
    assert versions((second,), FOER, (), FOER) == ()


def test_ended_and_changed_measures_are_changes() -> None:
    change = Endring(
        id="d1", dato=DAG, felt=Felt.TIL, til="2026-12-18", hvorfor="x", registrert=KVELD
    )
    ended = Avslutning(dato=DAG, hvorfor="x", registrert=KVELD)
    for each in (
        replace(_tiltak(1, None, FOER), endringer=(change,)),
        replace(_tiltak(1, None, FOER), besluttet=None, avsluttet=ended),
    ):
        assert versions((each,), FOER, (), DAG) == (DAG,)


def test_the_letter_tells_of_a_measure_that_came_after_the_plan_was_sent_that_day() -> None:
    made = Hendelse(id="h1", dato=DAG, registrert=MORGEN, steg="aktivitetsplan")
    sent = Hendelse(
        id="h2",
        dato=DAG,
        registrert="2026-11-29T10:00+01:00",
        steg="plan-sendt",
        mottakere=("mor",),
    )
    before, after = _tiltak(1, MORGEN), _tiltak(2, KVELD)
    plan = Aktivitetsplan(tiltak=(before,))
    bilde = bilde_av(replace(HEL_SAK, hendelser=(made, sent), aktivitetsplan=plan), DAG)
    told = ikke_endret(bilde)
    assert told is not None
    assert not endret_etter(bilde, sent)
    assert versjonsdager(bilde) == ()
    assert planendringer(bilde, DAG) == ()
    plan = Aktivitetsplan(tiltak=(before, after))
    bilde = bilde_av(replace(HEL_SAK, hendelser=(made, sent), aktivitetsplan=plan), DAG)
    assert ikke_endret(bilde) is None
    assert endret_etter(bilde, sent)
    letter = endringsbrev(bilde)
    assert [each.kort.nummer for each in letter.tiltak] == [2]
    assert letter.versjon == 2
