"""The wheel as it is read and drawn: months, weeks, lanes, colours and a valid drawing."""

import re
from datetime import date
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aarshjul_fixtures import LESNINGER, ROOT, YEARS, choices, the_calendars, the_wheel
from sosialplan.model.skole import Valgliste
from sosialplan.output.markdown import images, parse
from sosialplan.output.templates import render
from sosialplan.rules.aarshjul.aktivitetstider import aarets_tider
from sosialplan.views.aarshjul.aarsvisning import Aarsvisning, aarsvisning
from sosialplan.views.aarshjul.baner import Baneinnslag, Sirkel, Stil, baner, grader, innslag
from sosialplan.views.aarshjul.rader import aktiviteter, fra_til, rader, uker
from sosialplan.views.aarshjul.tegning import MIDTEN, RINGER, Tegning, tegning
from sosialplan.views.planen.lest_plan import wheel_as_read

WHEEL = the_wheel()
CALENDARS = the_calendars()
SVG = "{http://www.w3.org/2000/svg}"
SMALLEST = 7 * 25.4 / 72
"""Seven points in millimetres, the unit of the drawing."""


def page(year: str, valg: Valgliste) -> Aarsvisning:
    wheel = wheel_as_read(WHEEL, valg, date(2026, 8, 1))
    return aarsvisning(
        wheel,
        aarets_tider(wheel, year, CALENDARS, valg),
        skole="Oppdiktet skole",
        skoleaar=year,
        rute=CALENDARS.rute(year),
        valg=valg,
        rollenavn={"elev": "elever"},
    )


def markdown(year: str, valg: Valgliste) -> str:
    return render(ROOT / "maler", "aarshjul.md.j2", {"aar": page(year, valg), "bilde": None})


def wheel(year: str, valg: Valgliste) -> Tegning:
    times = aarets_tider(WHEEL, year, CALENDARS, valg)
    return tegning(
        WHEEL, times, skole="Oppdiktet & skole", skoleaar=year, rute=CALENDARS.rute(year)
    )


def drawn(year: str, valg: Valgliste) -> ET.Element:
    text = render(ROOT / "maler", "aarshjul.svg.j2", {"hjul": wheel(year, valg)})
    return ET.fromstring(text)  # noqa: S314 - our own drawing, no foreign file


def test_the_page_has_twelve_months_from_august() -> None:
    months = [month.navn for month in page("2026-2027", choices()).maaneder]
    assert months[0] == "august 2026"
    assert months[4:6] == ["desember 2026", "januar 2027"]
    assert months[-1] == "juli 2027"


def test_a_fixed_day_stands_in_its_month_and_week() -> None:
    november = page("2026-2027", choices()).maaneder[3]
    week = next(week for week in november.uker if week.uke == "uke 48")
    assert [(row.dato, row.tittel, row.nr) for row in week.rader] == [
        ("mandag 23. november", "MOT til å glede dagen", "(43)")
    ]


def test_weeks_are_in_order_over_the_turn_of_the_year() -> None:
    for month in page("2026-2027", choices()).maaneder:
        starts = [row.fra for week in month.uker for row in week.rader]
        assert starts == sorted(starts)
    assert uker(date(2026, 12, 28), date(2027, 1, 4)) == "uke 53–1"


def test_every_single_time_begins_in_exactly_one_month() -> None:
    shown = page("2026-2027", choices())
    rows = [row for month in shown.maaneder for week in month.uker for row in week.rader]
    assert {row.nummer for row in (*rows, *shown.hele_aaret)} == set(range(1, 50))
    assert len({(row.nummer, row.tittel, row.fra, row.lesning) for row in rows}) == len(rows)


def test_the_markdown_marks_what_is_not_chosen_until_it_is() -> None:
    chosen = {valg.replace("-", "_"): koder[0] for valg, koder in LESNINGER.items()}
    assert "(ikke valgt)" in markdown("2026-2027", choices())
    assert "ikke valgt" not in markdown("2026-2027", choices(**chosen)).lower()


@pytest.mark.parametrize("year", [*YEARS, "2030-2031"])
def test_the_markdown_is_tables_and_headings_that_a_reader_understands(year: str) -> None:
    blocks = parse(markdown(year, choices()))
    headings = [block.plain for block in blocks if block.kind == "heading"]
    assert headings[0] == f"Årshjul {year.replace('-', '–')}"
    assert ("August 2026" in headings) == (year == "2026-2027")
    for table in (block for block in blocks if block.kind == "table"):
        assert len({len(row.children) for row in table.children}) == 1
    text = "".join(block.plain for block in blocks)
    assert all(one.navn in text for one in WHEEL.aktiviteter)
    assert "None" not in text


def test_the_drawing_can_stand_first_on_the_page() -> None:
    picture = {"navn": "aarshjul.svg", "beskrivelse": wheel("2026-2027", choices()).beskrivelse}
    shown = page("2026-2027", choices())
    text = render(ROOT / "maler", "aarshjul.md.j2", {"aar": shown, "bilde": picture})
    assert [image.target for image in images(parse(text))] == ["aarshjul.svg"]


def test_an_unknown_year_says_so_and_shows_no_date() -> None:
    text = markdown("2030-2031", choices())
    assert "Skoleruten for 2030-2031 er ikke kjent" in text
    assert "uke " not in text


def test_json_rows_are_one_an_activity_with_dates_as_text() -> None:
    times = aarets_tider(WHEEL, "2026-2027", CALENDARS, choices())
    rows = aktiviteter(times)
    assert [row["nummer"] for row in rows] == list(range(1, 50))
    day = next(row for row in rows if row["id"] == "mot-til-å-glede-dagen")["tider"][0]
    assert (day["slag"], day["fra"], day["uke_fra"]) == ("dag", "2026-11-23", 48)
    assert len(rader(times, {})) == sum(len(row["tider"]) for row in rows)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), "mandag 23. november"),
        (date(2026, 8, 17), date(2026, 8, 28), "fra 17. til 28. august"),
        (date(2026, 12, 1), date(2027, 1, 15), "fra 1. desember til 15. januar"),
    ],
)
def test_dates_in_words(first: date, last: date, words: str) -> None:
    assert fra_til(first, last) == words


@pytest.mark.parametrize("year", YEARS)
def test_the_drawing_says_what_it_is_and_uses_plain_svg_only(year: str) -> None:
    root = drawn(year, choices())
    assert root.get("lang") == "nb"
    assert (root.get("width"), root.get("height")) == ("297mm", "210mm")
    assert root.findtext(f"{SVG}title") == f"Årshjul {year.replace('-', '–')}"
    assert "49 aktiviteter" in (root.findtext(f"{SVG}desc") or "")
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags == {
        "svg", "title", "desc", "defs", "clipPath", "rect", "g", "path", "circle", "line", "text",
    }  # fmt: skip
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name in {"class", "style"} or "href" in name}


@pytest.mark.parametrize("year", YEARS)
def test_no_text_is_smaller_than_seven_points_and_none_leaves_the_page(year: str) -> None:
    root = drawn(year, choices())
    sizes = [
        float(element.attrib["font-size"])
        for element in root.iter()
        if "font-size" in element.attrib
    ]
    assert min(sizes) >= SMALLEST
    for element in root.iter(f"{SVG}text"):
        place = element.get("transform")
        found = re.match(r"translate\(([0-9.]+) ([0-9.]+)\)", place) if place else None
        x, y = found.groups() if found else (element.attrib["x"], element.attrib["y"])
        assert 0 < float(x) < 297
        assert 0 < float(y) < 210


def test_numbers_have_at_most_two_decimals_and_the_drawing_is_the_same_each_time() -> None:
    text = render(ROOT / "maler", "aarshjul.svg.j2", {"hjul": wheel("2026-2027", choices())})
    assert not re.search(r"\d\.\d{3}", text)
    again = render(ROOT / "maler", "aarshjul.svg.j2", {"hjul": wheel("2026-2027", choices())})
    assert again == text


def test_the_list_names_every_activity_once() -> None:
    groups = wheel("2026-2027", choices()).liste.grupper
    assert [line.nummer for group in groups for line in group.linjer] == [
        str(number) for number in range(1, 50)
    ]
    places = [float(line.y) for group in groups for line in group.linjer]
    assert all(later - earlier > SMALLEST for earlier, later in pairwise(places))


def test_every_activity_is_drawn_or_its_list_line_says_when() -> None:
    drawing = wheel("2026-2027", choices())
    signs = {
        text.tekst.removesuffix("?")
        for ring in drawing.ringer
        for sign in ring.tegn
        for text in sign.tekster
    }
    lines = [line for group in drawing.liste.grupper for line in group.linjer]
    assert all(line.nummer in signs or line.ellers for line in lines)


def test_an_unknown_year_is_drawn_without_signs_and_says_so() -> None:
    drawing = wheel("2030-2031", choices())
    assert [ring.tegn for ring in drawing.ringer] == [()] * 4
    assert "ikke kjent" in drawing.merknad
    assert drawn("2030-2031", choices()).tag == f"{SVG}svg"


def test_an_unchosen_sign_carries_a_question_mark_and_its_own_look() -> None:
    signs = [sign for ring in wheel("2026-2027", choices()).ringer for sign in ring.tegn]
    asked = {sign.stil for sign in signs if any("?" in text.tekst for text in sign.tekster)}
    assert asked == {Stil.UAVKLART}


def test_weeks_stand_once_each_in_both_kinds_of_years() -> None:
    weeks_of = {year: [week.tekst for week in wheel(year, choices()).uker] for year in YEARS}
    assert weeks_of["2026-2027"] == [str(week) for week in (*range(31, 54), *range(1, 31))][1:]
    assert weeks_of["2027-2028"] == [str(week) for week in (*range(31, 53), *range(1, 31))]


@st.composite
def valg(draw: st.DrawFn) -> Valgliste:
    chosen = {
        name.replace("-", "_"): draw(st.sampled_from(koder))
        for name, koder in LESNINGER.items()
        if draw(st.booleans())
    }
    return choices(**chosen)


@given(year=st.sampled_from(YEARS), chosen=valg(), radius=st.floats(MIDTEN, RINGER))
def test_no_signs_in_a_lane_overlap(year: str, chosen: Valgliste, radius: float) -> None:
    times = aarets_tider(WHEEL, year, CALENDARS, chosen)
    first = date(int(year[:4]), 8, 1)

    def angle(day: date) -> float:
        return (day - first).days / 366 * 360

    def head(text: str) -> float:
        return grader(len(text) * 1.6 + 1.5, radius)

    signs = innslag(times, angle)
    lanes = baner(signs, head)
    assert sorted(map(_key, signs)) == sorted(_key(one) for lane in lanes for one in lane)
    for lane in lanes:
        for one, other in combinations(lane, 2):
            assert not any(
                fra < other_til and other_fra < til
                for fra, til in one.plass(head)
                for other_fra, other_til in other.plass(head)
            )


def test_a_sign_whose_numbers_are_longer_than_its_stretch_says_them_where_there_is_room() -> None:
    one = Baneinnslag(Stil.GJENTAS, ("1", "2"), (), ((0, 4), (4, 8), (8, 12)), frist=False)
    assert one.hoder(lambda _: 3.0) == (True, True, True)
    assert one.hoder(lambda _: 5.0) == (True, False, True)


def _key(one: Baneinnslag) -> tuple[str, str, tuple[tuple[float, float], ...]]:
    return one.stil, one.tekst, one.strekk


@given(vinkel=st.floats(0, 360, exclude_max=True), radius=st.floats(1, 100))
def test_a_text_around_the_circle_is_never_upside_down(vinkel: float, radius: float) -> None:
    text = Sirkel(100, 100).tekst(radius, vinkel, "uke")
    assert -90 <= float(text.vinkel) <= 90


@pytest.mark.parametrize(
    ("angle", "x", "y"), [(0, "100", "90"), (90, "110", "100"), (180, "100", "110")]
)
def test_angles_run_clockwise_from_the_top(angle: float, x: str, y: str) -> None:
    point = Sirkel(100, 100).prikk(10, angle)
    assert (point.x, point.y) == (x, y)


def test_colours_differ_in_grey_and_numbers_can_be_read_on_them() -> None:
    template = (ROOT / "maler/aarshjul.svg.j2").read_text(encoding="utf-8")
    strong = re.findall(r'"sterk": "(#[0-9A-F]{6})"', template)[:4]
    written = re.findall(r'"skrift": "(#[0-9A-F]{6})"', template)
    names = re.findall(r'"navn": "(#[0-9A-F]{6})"', template)
    assert len(strong) == len(written) == len(names) == 4
    grounds = re.findall(r'"bunn": "(#[0-9A-F]{6})"', template)[:4]
    assert all(_contrast(*pair) >= 4.5 for pair in zip(strong, written, strict=True))
    assert all(_contrast(*pair) >= 7 for pair in zip(grounds, names, strict=True))
    greys = sorted(map(_lightness, strong))
    assert all(later - earlier >= 10 for earlier, later in pairwise(greys))


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lightness(colour: str) -> float:
    return float(116 * _luminance(colour) ** (1 / 3) - 16)


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
