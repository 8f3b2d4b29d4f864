"""A drawn chain: every step once, what sets it off, the loops, and all of it within the page."""

import re
from datetime import date
from itertools import pairwise

import pytest
from msgspec.structs import replace

from aarshjul_fixtures import ROOT
from frist_sak import the_plan
from golden import assert_text_of
from sosialplan.files.standard import standard_folder
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.plan import Plan
from sosialplan.output.templates import render
from sosialplan.views.kjeder.kjedebilde import BREDDE, HOEYEST, Kjedebilde, deler, kjedebilde
from sosialplan.views.kjeder.kjedetegning import hopp, ledd_av

I_DAG = date(2026, 11, 23)
CHAINS = [each.kjede for each in the_plan().kjeder]

_FIRST = (
    "Etter 1 Oppdaget eller meldt{0} eller 20 Tatt opp med rektor av elev eller foresatte{0} "
    "eller 3 Varsle rektor{0}"
)


def the_chain(code: str) -> Handlingskjede:
    found = the_plan().kjede(code)
    assert found is not None
    return found


def drawn(code: str) -> Kjedebilde:
    return kjedebilde(the_chain(code), the_plan(), I_DAG)


@pytest.mark.parametrize("code", CHAINS)
def test_every_step_is_drawn_once_with_its_number(code: str) -> None:
    boxes = [box for band in drawn(code).baand for box in band.bokser]
    assert sorted(box.nummer for box in boxes) == list(range(1, len(the_chain(code).steg) + 1))
    assert all(box.navn for box in boxes)


@pytest.mark.parametrize("code", CHAINS)
def test_nothing_leaves_its_band_or_the_page(code: str) -> None:
    picture = drawn(code)
    assert picture.hoeyde * BREDDE / picture.bredde <= HOEYEST + 0.01
    for before, after in zip(picture.baand, picture.baand[1:], strict=False):
        assert before.y + before.hoeyde < after.y
    for band in picture.baand:
        assert band.x > 0
        assert band.x + band.bredde < BREDDE
        for box in band.bokser:
            assert band.x < box.x
            assert box.x + box.bredde < band.x + band.bredde
            assert band.y < box.y
            assert box.y + box.hoeyde < band.y + band.hoeyde
            for line in (*box.navn, *box.under):
                assert box.x < line.x < box.x + box.bredde
                assert box.y < line.y < box.y + box.hoeyde


@pytest.mark.parametrize("code", CHAINS)
def test_boxes_of_a_band_do_not_overlap(code: str) -> None:
    for band in drawn(code).baand:
        for number, one in enumerate(band.bokser):
            for other in band.bokser[number + 1 :]:
                apart = one.x + one.bredde <= other.x or one.y + one.hoeyde <= other.y
                assert apart, (one.nummer, other.nummer)


def test_a_new_round_goes_back_and_the_rest_down() -> None:
    chain = the_chain("bekymring")
    ledd = ledd_av(chain, the_plan())
    heads = [each.hode for each in ledd]
    assert heads[0] == "Slik begynner det"
    assert heads[1] == "Etter 1 Endret atferd oppdaget"
    back = [(i, j) for i, j in hopp(chain, ledd) if j < i]
    codes = [[steg.steg for steg in each.steg] for each in ledd]
    assert [(codes[i], codes[j]) for i, j in back] == [
        (["nye-tiltak-evaluert", "r-team-ny-vurdering"], ["nye-tiltak"]),
        (["etterkontroll"], ["nye-tiltak"]),
    ]
    assert [pil.tilbake for pil in drawn("bekymring").piler].count(True) == 2


def test_a_way_into_another_chain_is_noted() -> None:
    (noted,) = [each for each in ledd_av(the_chain("bekymring"), the_plan()) if each.noter]
    assert noted.noter == (
        "→ saken hører under § 12-4: ny sak i kjeden «En elev har det ikke trygt og godt på skolen»",
    )


def _chosen(valg: str, lesning: str) -> Plan:
    plan = the_plan()
    choices = tuple(
        replace(each, valgt=lesning if each.valg == valg else None) for each in plan.valg.valg
    )
    return replace(plan, valg=replace(plan.valg, valg=choices))


@pytest.mark.parametrize(
    ("lesning", "head"),
    [
        (
            None,
            _FIRST.format(" (ikke valgt)")
            + " eller 11 Avklar behov (ikke valgt) eller 9 Sett i gang strakstiltak (ikke valgt)",
        ),
        ("alltid", _FIRST.format("")),
        ("ved-behov", "Etter 11 Avklar behov eller 9 Sett i gang strakstiltak"),
    ],
)
def test_readings_are_marked_until_one_is_chosen(lesning: str | None, head: str) -> None:
    plan = _chosen("aktivitetsplan-når", lesning) if lesning else the_plan()
    ledd = ledd_av(the_chain("trygt-og-godt"), plan)
    of_the_plan = next(e for e in ledd if "aktivitetsplan" in [s.steg for s in e.steg])
    assert of_the_plan.hode == head


def test_a_step_of_a_reading_that_was_not_chosen_is_not_in_use() -> None:
    ledd = ledd_av(the_chain("trygt-og-godt"), _chosen("vedtak", "plan"))
    unused = next(each for each in ledd if each.hode.startswith("Ikke i bruk"))
    assert [steg.steg for steg in unused.steg] == ["vedtak"]


def test_the_drawing_says_itself_in_words() -> None:
    words = drawn("bekymring").beskrivelse
    assert words.startswith("Flytskjema for kjeden «Bekymring for en enkeltelev». ")
    assert all(steg.navn in words for steg in the_chain("bekymring").steg)


@pytest.mark.parametrize("code", CHAINS)
def test_on_paper_no_word_is_under_eight_points(code: str) -> None:
    """A piece is as wide as the text of the page, so that a millimetre of the drawing is one of the paper."""
    for piece in deler(drawn(code)):
        assert piece.bredde == BREDDE
        assert piece.hoeyde <= HOEYEST
    template = (standard_folder() / "maler" / "kjede.svg.j2").read_text("utf-8")
    sizes = [float(each) * 72 / 25.4 for each in re.findall(r'font-size="([0-9.]+)"', template)]
    assert sizes
    assert min(sizes) >= 8


@pytest.mark.parametrize("code", CHAINS)
def test_the_pieces_of_a_tall_drawing_are_the_whole_of_it(code: str) -> None:
    whole, pieces = drawn(code), deler(drawn(code))
    assert tuple(band for piece in pieces for band in piece.baand) == whole.baand
    assert pieces[0].topp == 0
    for before, after in pairwise(pieces):
        assert before.topp + before.hoeyde == after.topp
        assert all(band.y + band.hoeyde < after.topp for band in before.baand)
    assert pieces[-1].topp + pieces[-1].hoeyde == whole.hoeyde
    said = [each.beskrivelse.removeprefix(whole.beskrivelse) for each in pieces]
    many = len(pieces)
    assert said == ([""] if many == 1 else [f" Del {nr} av {many}." for nr in range(1, many + 1)])


def test_the_picture_of_the_documentation_is_what_is_drawn(*, oppdater_gull: bool) -> None:
    text = render(ROOT / "maler", "kjede.svg.j2", {"bilde": drawn("bekymring")})
    assert_text_of(ROOT / "docs" / "bilder" / "kjede.svg", text, oppdater_gull)


def test_a_tall_chain_is_more_than_one_piece() -> None:
    assert len(deler(drawn("trygt-og-godt"))) == 2
