"""Which reading keys count: nobody is let in by writing a key into the file, nor by another's name."""

from datetime import date

import pytest
from msgspec.structs import replace

from sosialplan.model.tilgang import Bekreftelse, Lesenoekkel, Tilgang, Vern
from sosialplan.rules.tillit.bekreftelse import Hvis, Tilgangsutgave, counting, hvis

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
