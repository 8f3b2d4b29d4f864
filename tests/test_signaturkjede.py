"""The rules of the signatures: what a commit's parents knew decides, and no commit vouches for itself."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from sosialplan.model.tilgang import Navngitt, Noekkel, Signering, Tilgang
from sosialplan.rules.tillit.fullmakt import Forfatter, Stab, read_key, staff_in
from sosialplan.rules.tillit.signaturkjede import (
    Dom,
    Lenke,
    Signatur,
    Signaturslag,
    after,
    combined,
    faults,
    first_signed_day,
    judged,
)
from test_tilgang import ALM, KEY, RAVN

OTHER = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
THIRD = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
BJERK = "Oppdiktet Lærer Bjerk"
MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)
NOBODY = Tilgang()
UNSIGNED = Signatur(Signaturslag.INGEN)


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
    return Signatur(Signaturslag.HEL, made.fingeravtrykk)


def staff(*ledere: str, andre: tuple[str, ...] = (BJERK,)) -> Stab:
    return Stab(frozenset((*ledere, *andre)), frozenset(ledere))


def link(
    name: str,
    parents: str = "",
    signature: Signatur | None = UNSIGNED,
    *,
    day: date = TUESDAY,
    who: str = RAVN,
    address: str = "",
    tilgang: Tilgang | None = None,
    stab: Stab | None = None,
    borte: bool = False,
) -> Lenke:
    author = Forfatter(who, address)
    return Lenke(name, tuple(parents), day, author, signature, tilgang, stab, borte)


START = link("a", day=MONDAY, tilgang=access(key()))


def told(*links: Lenke, accepted: str = "") -> dict[str, str]:
    return dict(faults(tuple(judged(links, frozenset(accepted)))))


def test_nothing_is_asked_for_where_nobody_wants_it() -> None:
    quiet = (link("a", tilgang=access(on=None)), link("b", "a"))
    assert first_signed_day(quiet) is None
    assert list(judged(quiet, [])) == [Dom("a"), Dom("b")]
    assert first_signed_day((*quiet, START)) == MONDAY


def test_the_one_that_turns_it_on_need_not_be_signed_and_the_next_must() -> None:
    doms = list(judged([START, link("b", "a", by()), link("c", "b")], []))
    assert doms == [
        Dom("a"),
        Dom("b", maa=True, noekkel="kravn", person=RAVN),
        Dom("c", maa=True, feil="T721"),
    ]


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (link("b", "a"), "T721"),
        (link("b", "a", Signatur(Signaturslag.BRUTT)), "T722"),
        (link("b", "a", by(OTHER)), "T723"),
        (link("b", "a", Signatur(Signaturslag.UKJENT)), "T726"),
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
    doms = {each.navn: each for each in judged([base, on, link("c", "a"), link("d", "bc")], [])}
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


# Who vouches for whom

LED = link("a", day=MONDAY, tilgang=access(key(), key("kbje", OTHER, BJERK)), stab=staff(RAVN))
"""A school where rektor and a teacher sign."""
BOTH = (key(), key("kbje", OTHER, BJERK))


def teacher(name: str, parents: str, **changes: Any) -> Lenke:
    return link(name, parents, by(OTHER), who=BJERK, **changes)


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ((*BOTH, key("kfal", THIRD, RAVN)), "T728"),
        ((*BOTH, key("kfal", THIRD, f"{RAVN}\u200b")), "T728"),
        ((*BOTH, key("kfal", THIRD, ALM)), "T728"),
        ((key(til=TUESDAY), BOTH[1]), "T728"),
        ((BOTH[1],), "T728"),
        ((key(text=THIRD), BOTH[1]), "T728"),
        ((key(person=BJERK), BOTH[1]), "T728"),
        ((key(fra=FRIDAY), BOTH[1]), "T728"),
        ((replace(key(), e_post="b@skole.invalid"), BOTH[1]), "T728"),
        ((*BOTH, key("kmin", KEY, BJERK)), "T728"),
        ((*BOTH, key("kmin", f"{KEY} merknad", f"{BJERK}\u200b")), "T728"),
        ((*BOTH, key("kny", THIRD, BJERK)), None),
        ((key(), replace(BOTH[1], sperret_fra=TUESDAY)), None),
        ((key(),), None),
        ((key(text=f"{KEY} merknad"), BOTH[1]), None),
    ],
)
def test_a_signer_speaks_for_nobody_but_himself(
    keys: tuple[Noekkel, ...], fault: str | None
) -> None:
    assert told(LED, teacher("b", "a", tilgang=access(*keys))).get("b") == fault
    assert told(LED, link("b", "a", by(), tilgang=access(*keys))) == {}


def test_a_key_in_the_name_of_another_does_not_count_however_it_is_carried_on() -> None:
    forged = access(*BOTH, key("kfal", THIRD, RAVN))
    own = access(*forged.noekler, key("kny", THIRD, BJERK))
    links = (
        LED, teacher("b", "a", tilgang=forged), teacher("c", "b", tilgang=own),
        link("d", "c", by(THIRD)),
    )  # fmt: skip
    assert told(*links) == {"b": "T728", "d": "T725"}
    again = access(*forged.noekler, key("kalm", KEY, ALM))
    vouched = link("c", "b", by(), tilgang=again)
    assert told(*links[:2], vouched, link("d", "c", by(THIRD))) == {"b": "T728"}


def test_the_key_of_another_claimed_as_one_s_own_leaves_the_other_s_signatures_good() -> None:
    """It was let in, and every commit of the other's was told of as signed by somebody else."""
    claimed = (*BOTH, key("kmin", KEY, BJERK))
    carried_on = access(*claimed, key("kny", THIRD, BJERK))
    links = (
        LED, teacher("b", "a", tilgang=access(*claimed)), link("c", "b", by()),
        teacher("d", "c", tilgang=carried_on), link("e", "d", by()),
        link("f", "e", by(THIRD), who=BJERK),
    )  # fmt: skip
    assert told(*links) == {"b": "T728"}


def test_only_the_leadership_turns_signing_off_or_says_who_leads() -> None:
    off = access(*BOTH, off=TUESDAY)
    assert told(LED, teacher("b", "a", tilgang=off), link("c", "b")) == {"b": "T729", "c": "T721"}
    crowned = teacher("b", "a", stab=staff(RAVN, BJERK))
    forged = teacher("c", "b", tilgang=access(*BOTH, key("kfal", THIRD, RAVN)))
    assert told(LED, crowned, forged) == {"b": "T729", "c": "T728"}
    later = teacher("c", "b", stab=staff(RAVN, BJERK, andre=(ALM,)))
    assert told(LED, crowned, later, replace(forged, navn="d", foreldre=("c",))) == {
        "b": "T729", "d": "T728",
    }  # fmt: skip
    assert told(LED, link("b", "a", by(), stab=staff(RAVN, BJERK)), forged) == {}
    assert told(LED, teacher("b", "a", stab=staff(RAVN, andre=(BJERK, ALM)))) == {}


def named(person: str, til: date, sak: str = "2026-YHP9E") -> Navngitt:
    return Navngitt(id="nnnnnnnn", sak=sak, person=person, hvorfor="Oppdiktet", til=til)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ([], [named(ALM, FRIDAY)], None),
        ([], [named(BJERK, FRIDAY)], "T729"),
        ([], [named(f"{BJERK}\u200b", FRIDAY)], "T729"),
        ([named(BJERK, TUESDAY)], [named(BJERK, FRIDAY)], "T729"),
        ([named(BJERK, FRIDAY)], [named(BJERK, FRIDAY, "2026-8G2R1")], "T729"),
        ([named(ALM, FRIDAY)], [named(BJERK, FRIDAY)], "T729"),
        ([named(BJERK, FRIDAY)], [named(BJERK, TUESDAY)], None),
        ([named(BJERK, FRIDAY)], [named(BJERK, FRIDAY), named(ALM, FRIDAY)], None),
        ([named(BJERK, FRIDAY)], [], None),
    ],
)
def test_one_names_another_for_a_case_and_never_oneself(
    before: list[Navngitt], after: list[Navngitt], fault: str | None
) -> None:
    stood = replace(LED, tilgang=replace(access(*BOTH), navngitt=tuple(before)))
    changed = replace(access(*BOTH), navngitt=tuple(after))
    assert told(stood, teacher("b", "a", tilgang=changed)).get("b") == fault
    assert told(stood, link("b", "a", by(), tilgang=changed)) == {}, "rektor names whom she will"


def test_where_nobody_of_the_leadership_signs_any_signer_vouches() -> None:
    start = link("a", day=MONDAY, tilgang=access(BOTH[1]), stab=staff(RAVN))
    assert told(start, teacher("b", "a", tilgang=access(*BOTH))) == {}


def test_a_merge_vouches_for_nothing_that_a_side_said() -> None:
    new = access(*BOTH, key("kalm", THIRD, ALM))
    one, other = link("b", "a", by(), tilgang=new), teacher("c", "a")
    merged = teacher("d", "bc", tilgang=new)
    assert told(LED, one, other, merged, link("e", "d", by(THIRD), who=ALM)) == {}
    more = access(*new.noekler, key("kfal", THIRD, RAVN))
    assert told(LED, one, other, replace(merged, tilgang=more)) == {"d": "T728"}
    led = link("b", "a", by(), stab=staff(RAVN, ALM))
    assert told(LED, led, other, teacher("d", "bc", stab=staff(RAVN, ALM))) == {}


def test_a_file_that_is_gone_or_says_less_turns_nothing_off() -> None:
    assert told(LED, link("b", "a", by(), borte=True), link("c", "b")) == {
        "b": "T735", "c": "T721",
    }  # fmt: skip
    silent = link("b", "a", by(), tilgang=access(*BOTH, on=None))
    assert told(LED, silent, link("c", "b")) == {"c": "T721"}
    assert told(LED, link("b", "a", by(), borte=True), link("c", "b"), accepted="b") == {
        "c": "T721"
    }


# Names as they are shown, and as they were

ADDRESS = "b@skole.invalid"
POSTED = link(
    "a", day=MONDAY, stab=staff(RAVN),
    tilgang=access(key(), replace(BOTH[1], e_post=ADDRESS)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("b", None),
        ("B. Bjerk", None),
        (f"{BJERK}\u00ad", None),
        (f"{RAVN}\u200b", "T725"),
        ("Oppdiktet  Rektor Ravn", "T725"),
        ("Oppdiktet Rektor R\u0430vn", "T725"),
        ("Oppdiktet Rektor Ravn.", "T725"),
        ("Rektor Ravn", "T725"),
        ("R. Ravn", "T725"),
        ("Ravn, Oppdiktet Rektor", "T725"),
        ("OppdiktetRektorRavn", "T725"),
        ("Oppdiktet Rektor Ra\u034fvn", "T725"),
    ],
)
def test_an_address_never_covers_the_name_of_another(name: str, fault: str | None) -> None:
    signed = link("b", "a", by(OTHER), who=name, address=ADDRESS)
    assert told(POSTED, signed).get("b") == fault


def test_a_name_that_somebody_had_is_not_free_when_it_is_taken_out() -> None:
    gone = link("b", "a", by(), stab=staff(ALM), tilgang=access(replace(BOTH[1], e_post=ADDRESS)))
    signed = link("c", "b", by(OTHER), who=RAVN, address=ADDRESS)
    assert told(POSTED, gone, signed) == {"c": "T725"}


def test_one_who_comes_later_does_not_make_what_was_saved_before_wrong() -> None:
    signed = link("b", "a", by(OTHER), who="Kari Oppdiktet", address=ADDRESS)
    came = link("c", "b", by(), stab=staff(RAVN, andre=(BJERK, "Kari Oppdiktet")))
    after_it = link("d", "c", by(OTHER), who="Kari Oppdiktet", address=ADDRESS)
    assert told(POSTED, signed, came, after_it) == {"d": "T725"}


# What came beside the signing


@pytest.mark.parametrize(
    ("aside", "fault", "unknowing"),
    [
        (link("c", "0", who="Oppdiktet Vikar"), None, True),
        (link("c", "0", who="Oppdiktet Vikar", day=date(2026, 11, 20)), None, False),
        (link("c", "0", by(), who="Oppdiktet Vikar"), None, False),
        (link("c", "0", None, who="Oppdiktet Vikar"), None, False),
        (link("c", "0", who=f"{RAVN}\u200b"), "T765", False),
    ],
)
def test_the_reason_is_given_only_where_it_is_true(
    aside: Lenke, fault: str | None, unknowing: bool
) -> None:
    base = link("0", day=date(2026, 11, 20), who="Oppdiktet Alle")
    start = replace(LED, foreldre=("0",))
    links = [base, start, link("b", "a", by()), aside]
    (dom,) = [each for each in judged(links, []) if each.navn == "c"]
    assert (dom.feil, dom.uvitende) == (fault, unknowing)
    (dom,) = [each for each in judged(links, ["c"]) if each.navn == "c"]
    assert (dom.feil, dom.uvitende) == (None, False)


# The people of the school, from a file of any shape


@pytest.mark.parametrize(
    ("tree", "staff_"),
    [
        (None, None),
        ({}, Stab()),
        ({"personer": 3, "roller": [1]}, Stab()),
        ({"roller": [{"rolle": "ledelsen", "omfatter": 3}]}, Stab()),
        (
            {"personer": [{"navn": RAVN, "verv": [{"rolle": "rektor"}]}, {"verv": []}]},
            Stab(frozenset({RAVN}), frozenset({RAVN}), frozenset({(RAVN, "rektor")})),
        ),
        (
            {
                "roller": [
                    {"rolle": "ledelsen", "omfatter": ["inspektør", 3]},
                    {"rolle": "skoleeier", "ved_skolen": False},
                ],
                "personer": [
                    {"navn": ALM, "verv": [{"rolle": "inspektør"}]},
                    {"navn": BJERK, "verv": [{"rolle": "kontaktlærer", "klasse": "8B"}]},
                ],
            },
            Stab(
                frozenset({ALM, BJERK}),
                frozenset({ALM}),
                frozenset({(ALM, "inspektør"), (ALM, "ledelsen"), (BJERK, "kontaktlærer")}),
                frozenset({"skoleeier"}),
            ),
        ),
    ],
)
def test_the_staff_is_read_from_any_shape_of_the_file(tree: Any, staff_: Stab | None) -> None:
    assert staff_in(tree) == staff_
    if staff_ is not None:
        assert staff_.had(f"{ALM}\u200b", "ledelsen") is ((ALM, "ledelsen") in staff_.verv)
