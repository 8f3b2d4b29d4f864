"""The rules of the signatures: what a commit's parents knew decides, and no commit vouches for itself."""

from datetime import date

import pytest

from sosialplan.model.tilgang import Noekkel, Signering, Tilgang
from sosialplan.rules.tillit.offentlig_noekkel import read_key
from sosialplan.rules.tillit.signaturkjede import (
    Dom,
    Lenke,
    Signatur,
    Slag,
    after,
    combined,
    faults,
    first_signed_day,
    judged,
)
from sosialplan.rules.tillit.tilgang import Forfatter
from test_tilgang import ALM, KEY, RAVN

OTHER = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)
NOBODY = Tilgang()
UNSIGNED = Signatur(Slag.INGEN)


def key(id_: str = "kravn", text: str = KEY, person: str = RAVN, **days: date) -> Noekkel:
    return Noekkel(
        id=id_, person=person, noekkel=text, gjelder_fra=days.get("fra", MONDAY),
        sperret_fra=days.get("til"),
    )  # fmt: skip


def access(*keys: Noekkel, on: date | None = MONDAY, off: date | None = None) -> Tilgang:
    said = [(on, True), (off, False)]
    return Tilgang(
        noekler=keys,
        signering=tuple(Signering(gjelder_fra=day, paa=paa) for day, paa in said if day),
    )


def by(text: str = KEY) -> Signatur:
    made = read_key(text)
    assert made is not None
    return Signatur(Slag.HEL, made.fingeravtrykk)


def link(
    name: str,
    parents: str = "",
    signature: Signatur | None = UNSIGNED,
    *,
    day: date = TUESDAY,
    who: str = RAVN,
    tilgang: Tilgang | None = None,
) -> Lenke:
    return Lenke(name, tuple(parents), day, Forfatter(who, ""), signature, tilgang)


START = link("a", day=MONDAY, tilgang=access(key()))


def told(*links: Lenke, accepted: str = "") -> dict[str, str]:
    return dict(faults(tuple(judged(links, [RAVN, ALM], frozenset(accepted)))))


def test_nothing_is_asked_for_where_nobody_wants_it() -> None:
    quiet = (link("a", tilgang=access(on=None)), link("b", "a"))
    assert first_signed_day(quiet) is None
    assert list(judged(quiet, [], [])) == [Dom("a"), Dom("b")]
    assert first_signed_day((*quiet, START)) == MONDAY


def test_the_one_that_turns_it_on_need_not_be_signed_and_the_next_must() -> None:
    doms = list(judged([START, link("b", "a", by()), link("c", "b")], [], []))
    assert doms == [Dom("a"), Dom("b", maa=True, noekkel="kravn"), Dom("c", maa=True, feil="T721")]


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (link("b", "a"), "T721"),
        (link("b", "a", Signatur(Slag.BRUTT)), "T722"),
        (link("b", "a", by(OTHER)), "T723"),
        (link("b", "a", Signatur(Slag.UKJENT)), "T726"),
        (link("b", "a", by(), who=ALM), "T725"),
        (link("b", "a", by(), day=date(2026, 11, 22)), None),
        (link("b", "a", None), None),
        (link("b", "a", by()), None),
    ],
)
def test_a_commit_is_signed_by_its_author_with_a_key_that_was_known(
    bad: Lenke, fault: str | None
) -> None:
    assert told(START, bad).get("b") == fault


def test_a_key_does_not_count_before_its_day_or_once_it_is_ended() -> None:
    late = link("a", day=MONDAY, tilgang=access(key(fra=FRIDAY)))
    assert told(late, link("b", "a", by())) == {"b": "T724"}
    ended = link("b", "a", by(), tilgang=access(key(til=TUESDAY)))
    assert told(START, ended, link("c", "b", by())) == {"c": "T724"}


def test_a_key_that_came_with_the_commit_itself_or_with_an_unsigned_one_does_not_count() -> None:
    both = access(key(), key("kny", OTHER, ALM))
    own = link("b", "a", by(OTHER), who=ALM, tilgang=both)
    assert told(START, own, link("c", "b", by(OTHER), who=ALM)) == {"b": "T723", "c": "T723"}
    let_in = link("b", "a", by(), tilgang=both)
    assert told(START, let_in, link("c", "b", by(OTHER), who=ALM)) == {}
    again = link("d", "c", by(), tilgang=both)
    after_all = told(START, own, link("c", "b", by()), again, link("e", "d", by(OTHER), who=ALM))
    assert after_all == {"b": "T723"}


def test_signing_is_not_turned_off_by_one_who_did_not_sign() -> None:
    off = access(key(), off=TUESDAY)
    assert told(START, link("b", "a", tilgang=off), link("c", "b")) == {"b": "T721", "c": "T721"}
    assert told(START, link("b", "a", by(), tilgang=off), link("c", "b")) == {}


def test_what_the_person_accepts_counts_as_signed() -> None:
    lost = link("b", "a", by(OTHER), who=ALM, tilgang=access(key("kny", OTHER, ALM)))
    assert told(START, lost, link("c", "b", by(OTHER), who=ALM), accepted="b") == {}
    assert told(START, lost, link("c", "b", by()), accepted="b") == {"c": "T724"}


def test_a_key_that_goes_from_the_file_is_ended_that_day_and_not_forgotten() -> None:
    left = after(access(key(), key("kny", OTHER, ALM)), access(key()), TUESDAY)
    assert left.noekler == (key(), key("kny", OTHER, ALM, til=TUESDAY))
    assert after(left, NOBODY, FRIDAY).noekler == (
        key(til=FRIDAY), key("kny", OTHER, ALM, til=TUESDAY),
    )  # fmt: skip


# Where lines of work meet


def test_a_merge_must_be_signed_where_either_side_wants_it() -> None:
    base = link("a", day=MONDAY, tilgang=access(on=None))
    on = link("b", "a", day=MONDAY, tilgang=access(key()))
    aside = link("c", "a")
    assert told(base, on, aside, link("d", "bc")) == {"d": "T721"}
    assert told(base, on, aside, link("d", "bc", by())) == {}


def test_one_who_did_not_know_is_told_of_and_not_blamed() -> None:
    base = link("a", day=MONDAY, tilgang=access(on=None))
    on = link("b", "a", day=MONDAY, tilgang=access(key()))
    doms = {each.navn: each for each in judged([base, on, link("c", "a"), link("d", "bc")], [], [])}
    assert {name for name, each in doms.items() if each.uvitende} == {"c"}
    assert doms["c"].feil is None


def test_a_key_is_ended_as_early_as_either_side_says() -> None:
    one, other = access(key(til=FRIDAY)), access(key(fra=TUESDAY))
    for sides in ([one, other], [other, one]):
        assert combined(sides).noekler == (key(fra=TUESDAY, til=FRIDAY),)
    assert combined([one, access(key(til=TUESDAY))]).noekler == (key(til=TUESDAY),)
    assert combined([one, one]) == one
    assert combined([]) == NOBODY


def test_signing_that_either_side_wants_for_a_day_is_wanted() -> None:
    on, off = access(on=TUESDAY), access(on=None, off=TUESDAY)
    for sides in ([on, off], [off, on]):
        assert combined(sides).signering == on.signering


def test_a_stolen_key_is_of_no_use_in_a_merge_from_an_old_copy() -> None:
    ended = link("b", "a", by(), tilgang=access(key(til=TUESDAY), key("kny", OTHER, ALM)))
    aside = link("c", "a", by())
    assert told(START, ended, aside, link("d", "bc", by())) == {"d": "T724"}
    assert told(START, ended, aside, link("d", "bc", by(OTHER), who=ALM)) == {}
