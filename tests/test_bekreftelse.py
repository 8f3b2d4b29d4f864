"""Which reading keys count: nobody is let in by writing a key into the file, nor by another's name."""

from datetime import date

import pytest
from msgspec.structs import replace

from sosialplan.model.tilgang import Bekreftelse, Lesenoekkel, Tilgang, Vern
from sosialplan.rules.tillit.bekreftelse import (
    Hvis,
    Tilgangsutgave,
    confirmations,
    counting,
    hvis,
)

DAG = date(2026, 10, 12)
RUD, SUND, ASK = "Oppdiktet Rud", "Oppdiktet Sund", "Oppdiktet Ask"


def key(person: str | None, *bekreftet: str, noekkel: str | None = None) -> Lesenoekkel:
    name = (person or "nød").split()[-1].lower()
    return Lesenoekkel(
        id=f"{name:0<8}"[:8],
        person=person,
        noekkel=noekkel or f"age1{name}",
        noed=person is None,
        gjelder_fra=DAG,
        bekreftet=tuple(Bekreftelse(person=each, dato=DAG) for each in bekreftet),
    )


ON, OFF = (Vern(gjelder_fra=DAG, paa=True),), (Vern(gjelder_fra=DAG, paa=False),)
OPEN = Tilgang(lesenoekler=(key(RUD),))
BEGUN = Tilgang(lesenoekler=(key(RUD), key(SUND), key(None)), vern=ON)
FIRST = (Tilgangsutgave(OPEN, (), RUD), Tilgangsutgave(BEGUN, (OPEN,), RUD))
FOUNDERS = frozenset(map(hvis, BEGUN.lesenoekler))


def after(*versions: tuple[Tilgang, str | None]) -> frozenset[Hvis]:
    told, last = list(FIRST), BEGUN
    for tilgang, av in versions:
        told.append(Tilgangsutgave(tilgang, (last,), av))
        last = tilgang
    return counting(told)


def test_those_that_protection_began_with_count() -> None:
    assert counting(()) == frozenset()
    assert counting(FIRST[:1]) == frozenset()
    assert counting(FIRST) == FOUNDERS


def with_key(*bekreftet: str, person: str = ASK, noekkel: str | None = None) -> Tilgang:
    return replace(
        BEGUN, lesenoekler=(*BEGUN.lesenoekler, key(person, *bekreftet, noekkel=noekkel))
    )


@pytest.mark.parametrize(
    ("versions", "counts"),
    [
        ([(with_key(), ASK)], False),
        ([(with_key(), ASK), (with_key(RUD), RUD)], False),
        ([(with_key(), ASK), (with_key(RUD), RUD), (with_key(RUD, SUND), SUND)], True),
        ([(with_key(RUD), RUD), (with_key(RUD, SUND), SUND)], True),
        # Two names in one commit are one person's word.
        ([(with_key(RUD, SUND), RUD)], False),
        # Another's name is nobody's word, and neither is that of one whom nobody knows.
        ([(with_key(RUD), ASK), (with_key(RUD, SUND), ASK)], False),
        ([(with_key(RUD), None), (with_key(RUD, SUND), None)], False),
        # One does not confirm oneself, and one who does not read confirms nobody.
        ([(with_key(ASK), ASK), (with_key(ASK, RUD), RUD)], False),
        ([(with_key("Oppdiktet Dal"), "Oppdiktet Dal"), (with_key("Oppdiktet Dal", RUD), RUD)], False),
        # The same said twice is said once.
        ([(with_key(RUD), RUD), (with_key(), RUD), (with_key(RUD), RUD)], False),
        # What was confirmed is a key, and not its id: another under the same id is a new one.
        ([(with_key(RUD), RUD), (with_key(RUD, SUND, noekkel="age1annen"), SUND)], False),
        ([(with_key(RUD), RUD), (with_key(RUD, SUND), SUND), (with_key(RUD, SUND, noekkel="age1b"), ASK)], False),
        # A bar that is lowered holds from the next change on.
        ([(replace(with_key(RUD), bekreftes_av=1), RUD)], False),
        ([(replace(BEGUN, bekreftes_av=1), RUD), (replace(with_key(RUD), bekreftes_av=1), RUD)], True),
    ],
)  # fmt: skip
def test_a_new_key_counts_once_two_who_read_have_said_so(
    versions: list[tuple[Tilgang, str | None]], counts: bool
) -> None:
    assert after(*versions) == (FOUNDERS | {hvis(key(ASK))} if counts else FOUNDERS)


def test_one_whose_key_is_ended_confirms_nobody() -> None:
    ended = tuple(
        replace(each, sperret_fra=DAG) if each.person == SUND else each
        for each in BEGUN.lesenoekler
    )
    gone = replace(BEGUN, lesenoekler=ended)
    with_ask = replace(gone, lesenoekler=(*ended, key(ASK, RUD)))
    both = replace(gone, lesenoekler=(*ended, key(ASK, RUD, SUND)))
    assert after((gone, RUD), (with_ask, RUD), (both, SUND)) == FOUNDERS


def test_a_key_that_is_gone_from_the_file_does_not_count() -> None:
    fewer = replace(BEGUN, lesenoekler=(key(RUD),))
    assert after((fewer, RUD)) == {hvis(key(RUD))}


def test_a_key_that_counts_is_nobody_else_s() -> None:
    """A known key under another's name would let its owner read what that one reads."""
    taken = replace(BEGUN, lesenoekler=(*BEGUN.lesenoekler, key(RUD, noekkel="age1sund")))
    assert after((taken, SUND)) == FOUNDERS


def test_turning_protection_off_and_on_again_lets_nobody_in() -> None:
    off = replace(with_key(), vern=OFF)
    assert after((off, ASK), (replace(off, vern=ON), ASK)) == FOUNDERS


@pytest.mark.parametrize(
    ("versions", "counts"),
    [
        # The first person's key, and the recovery key that lay there before or that the first one vouches for.
        ([((), None), ((key(RUD),), RUD)], [key(RUD)]),
        ([((key(None),), RUD)], []),
        ([((key(None),), RUD), ((key(None), key(RUD)), RUD)], [key(None), key(RUD)]),
        ([((key(RUD),), RUD), ((key(RUD), key(None, RUD)), RUD)], [key(RUD), key(None)]),
        ([((key(RUD),), RUD), ((key(RUD), key(None)), RUD)], [key(RUD)]),
        # The second needs the first one's word; the third needs both.
        ([((key(RUD),), RUD), ((key(RUD), key(SUND)), SUND)], [key(RUD)]),
        ([((key(RUD),), RUD), ((key(RUD), key(SUND, RUD)), RUD)], [key(RUD), key(SUND)]),
        (
            [((key(RUD),), RUD), ((key(RUD), key(SUND, RUD)), RUD),
             ((key(RUD), key(SUND, RUD), key(ASK, RUD)), RUD)],
            [key(RUD), key(SUND)],
        ),
        (
            [((key(RUD),), RUD), ((key(RUD), key(SUND, RUD)), RUD),
             ((key(RUD), key(SUND, RUD), key(ASK, RUD)), RUD),
             ((key(RUD), key(SUND, RUD), key(ASK, RUD, SUND)), SUND)],
            [key(RUD), key(SUND), key(ASK)],
        ),
        # Taking the keys out of the file is no new beginning.
        ([((key(RUD),), RUD), ((), ASK), ((key(ASK),), ASK)], []),
    ],
)  # fmt: skip
def test_a_school_that_is_protected_from_its_first_day_begins_with_its_first_person(
    versions: list[tuple[tuple[Lesenoekkel, ...], str | None]], counts: list[Lesenoekkel]
) -> None:
    told, foer = [Tilgangsutgave(Tilgang(vern=ON), (), RUD)], Tilgang(vern=ON)
    for keys, av in versions:
        after_it = Tilgang(vern=ON, lesenoekler=keys)
        told.append(Tilgangsutgave(after_it, (foer,), av))
        foer = after_it
    assert counting(told) == frozenset(map(hvis, counts))


def test_when_nobody_who_read_is_left_protection_begins_anew_by_turning_it_off_and_on() -> None:
    ended = tuple(replace(each, sperret_fra=DAG) for each in BEGUN.lesenoekler)
    lost = replace(BEGUN, lesenoekler=(*ended, key(ASK)))
    off = replace(lost, vern=OFF)
    assert hvis(key(ASK)) not in after((lost, ASK))
    assert hvis(key(ASK)) in after((lost, ASK), (off, ASK), (replace(off, vern=ON), ASK))


def test_so_many_must_confirm_as_have_read_and_never_more_than_the_school_says() -> None:
    assert confirmations(Tilgang(), frozenset()) == 1
    assert confirmations(Tilgang(), {hvis(key(RUD)), hvis(key(None))}) == 1
    assert confirmations(Tilgang(), FOUNDERS | {hvis(key(ASK))}) == 2
    assert confirmations(Tilgang(bekreftes_av=1), FOUNDERS) == 1


ENDED_SUND = replace(
    BEGUN,
    lesenoekler=tuple(
        replace(each, sperret_fra=DAG) if each.person == SUND else each
        for each in BEGUN.lesenoekler
    ),
)


def test_a_file_taken_away_and_put_back_with_one_key_more_is_no_beginning() -> None:
    """Two commits of an outsider, whom nobody signed for, or who took a colleague's name."""
    for av in (None, RUD):
        assert after((Tilgang(), av), (with_key(), av)) == FOUNDERS


def test_a_key_that_was_ended_is_not_one_again() -> None:
    assert after((ENDED_SUND, RUD), (BEGUN, SUND)) == FOUNDERS - {hvis(key(SUND))}
    later = tuple(
        replace(each, sperret_fra=date(2030, 1, 1)) if each.sperret_fra else each
        for each in ENDED_SUND.lesenoekler
    )
    extended = replace(ENDED_SUND, lesenoekler=later)
    assert after((ENDED_SUND, RUD), (extended, SUND)) == FOUNDERS - {hvis(key(SUND))}


def test_what_nobody_known_wrote_ends_no_key_for_good() -> None:
    assert after((ENDED_SUND, None), (BEGUN, RUD)) == FOUNDERS


def test_two_who_change_the_file_at_once_take_no_key_from_each_other() -> None:
    """One confirms a key; another, who has not got it yet, lays one in; the two are merged."""
    confirmed = with_key(RUD, SUND)
    beside = replace(BEGUN, lesenoekler=(*BEGUN.lesenoekler, key("Oppdiktet Dal")))
    both = replace(confirmed, lesenoekler=(*confirmed.lesenoekler, key("Oppdiktet Dal")))
    told = [
        *FIRST,
        Tilgangsutgave(with_key(RUD), (BEGUN,), RUD),
        Tilgangsutgave(confirmed, (with_key(RUD),), SUND),
        Tilgangsutgave(beside, (BEGUN,), "Oppdiktet Dal"),
        Tilgangsutgave(both, (confirmed, beside), RUD),
    ]
    assert counting(told) == FOUNDERS | {hvis(key(ASK))}


def test_nobody_takes_protection_over_by_turning_it_off_and_on_without_a_name() -> None:
    ended = tuple(replace(each, sperret_fra=DAG) for each in BEGUN.lesenoekler)
    lost = replace(BEGUN, lesenoekler=(*ended, key(ASK)))
    off = replace(lost, vern=OFF)
    on = replace(off, vern=ON)
    assert hvis(key(ASK)) not in after((lost, None), (off, None), (on, None))
