"""What goes home is written in nynorsk too: our own words, and never what people wrote."""

import ast
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from jinja2 import Environment
from msgspec.structs import replace as replace_struct
from ruamel.yaml import YAML

from aarshjul_fixtures import choices, the_calendars, the_wheel
from golden import assert_golden
from krav_tilfelle import Kravtabell, Tilfelle, bilde_of, slag_of, tables
from program import Program, of_the_repository
from sosialplan.model.elev import Flytting
from sosialplan.model.sak import Hendelse, Samtykke
from sosialplan.model.skrivemaate import fold
from sosialplan.output.ordlyd import ORDLYD, ordlyd_of
from sosialplan.output.ordsetting import Ordsetting
from sosialplan.output.templates import render
from sosialplan.rules import avslutning
from sosialplan.rules.aarshjul.aktivitetstider import aarets_tider
from sosialplan.rules.avslutning import Aapent
from sosialplan.tekster.koder.dokument import DOKUMENT
from sosialplan.tekster.maalform import Maalform, paa
from sosialplan.tekster.nynorsk import NYNORSK as NYNORSK_ORD
from sosialplan.views.dokumentliste import DOKUMENTER
from sosialplan.views.sakspapirord import aapent_words, moved_words

T = TypeVar("T")
MALER = Path(__file__).parent.parent / "maler"
BOKMAAL = frozenset(
    [
        "alene",
        "annen",
        "annet",
        "ansatt",
        "ansatte",
        "ansattes",
        "avsluttet",
        "bare",
        "ble",
        "brukes",
        "dager",
        "dagene",
        "dem",
        "dere",
        "deres",
        "egen",
        "egne",
        "eget",
        "elever",
        "elevene",
        "elevenes",
        "en",
        "endringer",
        "endringene",
        "ennå",
        "et",
        "",
        "evalueres",
        "foresatte",
        "foresattes",
        "fordi",
        "fra",
        "fulgt",
        "følge",
        "følger",
        "gjelder",
        "gjennomføres",
        "gjør",
        "gjøre",
        "gruppen",
        "hele",
        "hjem",
        "hjemme",
        "hjemmet",
        "hva",
        "hvem",
        "hver",
        "hvert",
        "hvilke",
        "hvilken",
        "hvis",
        "hvor",
        "hvordan",
        "hvorfor",
        "hørt",
        "høres",
        "ikke",
        "ingenting",
        "jeg",
        "kontaktlærer",
        "ledelsen",
        "ledelse",
        "leder",
        "lærer",
        "lærere",
        "mangler",
        "mener",
        "mye",
        "møtene",
        "noe",
        "noen",
        "nå",
        "også",
        "rådgiver",
        "saken",
        "selv",
        "sendes",
        "sendt",
        "siden",
        "sier",
        "skole",
        "skolen",
        "skolens",
        "skoleeier",
        "skriver",
        "skrevet",
        "slutte",
        "spørre",
        "stemmen",
        "syk",
        "tatt",
        "tilbakemelding",
        "tiltakene",
        "trenger",
        "uka",
        "uke",
        "uken",
        "ukene",
        "uker",
        "vedtatt",
        "veien",
        "virker",
        "virkning",
        "voksen",
        "voksne",
        "være",
        "vært",
        "åpen",
        "åpnet",
        "aktiviteter",
        "begreper",
        "begynner",
        "begynte",
        "endres",
        "finnes",
        "flere",
        "fristene",
        "ganger",
        "gjøres",
        "helligdager",
        "hjemler",
        "kilde",
        "lesning",
        "lesningen",
        "måneder",
        "mandag",
        "oppgaver",
        "regnes",
        "regnet",
        "skoleruten",
        "skoleåret",
        "statsforvalteren",
        "steder",
        "telles",
        "trappen",
        "trengs",
        "valgt",
        "velge",
        "velger",
        "virkedag",
        "virkedager",
    ]
)
"""Words that are bokmål and no nynorsk."""
WORD = re.compile(r"[a-zæøåé]+")
NYNORSK = [each for each in tables() if slag_of(each).nynorsk]
MADE = [
    pytest.param(each, one, id=f"{each.dokument}: {one.navn}")
    for each in NYNORSK
    for one in each.tilfeller
    if one.avslag is None
]


def _bokmaal(text: str) -> list[str]:
    without = re.sub(
        r"(?i)\(\d{4}\)|det er ikkje sendt|forvaltningsloven|opplæringslova|Midtstuen skole|Oppdiktet[A-ZÆØÅa-zæøå ]*",
        " ",
        text,
    )
    return [word for word in WORD.findall(without.lower()) if word in BOKMAAL]


def _with_own_words_only(tree: Any, key: str = "") -> Any:
    """Return a tree with nothing of what a person wrote: a text is more than one word."""
    if isinstance(tree, dict):
        return {name: _with_own_words_only(value, name) for name, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [_with_own_words_only(each, key) for each in tree]
    is_text = isinstance(tree, str) and " " in tree and key not in {"navn", "alias"}
    return "Xxx." if is_text else tree


def _bare(each: T) -> T:
    kept = {"hvorfor", "hel_sak", "sak", "plan", "hendelser", "tiltak", "møter"}
    tree = {
        key: _with_own_words_only(value) if key in kept else value
        for key, value in msgspec.to_builtins(each).items()
    }
    return msgspec.convert(tree, type(each))


def _in_nynorsk(tabell: Kravtabell, tilfelle: Tilfelle) -> str:
    slag = slag_of(tabell)
    bilde = bilde_of(_bare(tabell), _bare(tilfelle), Maalform.NYNORSK)
    return render(MALER, slag.malfil(Maalform.NYNORSK), {slag.variabel: slag.lag(bilde)})


def test_what_goes_home_exists_in_nynorsk() -> None:
    home = [each for each in DOKUMENTER if "foresatte" in each.mottakere]
    assert [each.kode for each in home if not each.nynorsk] == []
    assert {each.dokument for each in NYNORSK} >= {each.kode for each in home} - {"aktivitetsplan"}


@pytest.mark.parametrize(("tabell", "tilfelle"), MADE)
def test_no_word_of_our_own_is_bokmaal(tabell: Kravtabell, tilfelle: Tilfelle) -> None:
    made = _in_nynorsk(tabell, tilfelle)
    assert [line for line in made.splitlines() if _bokmaal(line)] == []


def test_no_phrase_of_the_templates_is_bokmaal() -> None:
    fraser = ordlyd_of((MALER / ORDLYD).read_text(encoding="utf-8")).fraser
    assert len(fraser) > 200
    assert {bokmaal: each for bokmaal, each in fraser.items() if _bokmaal(each)} == {}


@pytest.mark.parametrize("tabell", NYNORSK, ids=lambda each: each.dokument)
def test_a_document_reads_as_approved(tabell: Kravtabell, *, oppdater_gull: bool) -> None:
    slag = slag_of(tabell)
    whole = Tilfelle(navn="hel", mottaker="foresatte")
    bilde = bilde_of(tabell, whole, Maalform.NYNORSK)
    made = render(MALER, slag.malfil(Maalform.NYNORSK), {slag.variabel: slag.lag(bilde)})
    assert_golden(f"dokumenter/{fold(slag.kode)}/nynorsk.md", made, oppdater_gull)


def test_every_phrase_is_of_a_template_and_none_stands_twice() -> None:
    ordlyd = ordlyd_of((MALER / ORDLYD).read_text(encoding="utf-8"))
    assert ordlyd.feil == ()
    used: set[str] = set()
    for path in (*MALER.glob("*.md.j2"), *MALER.glob("deler/*.md.j2")):
        tree = Environment(trim_blocks=True).parse(path.read_text(encoding="utf-8"))  # noqa: S701 - read only
        form = Ordsetting(lambda _: None, nynorsk=True)
        form.visit(tree)
        used |= {each.frase for each in form.savnet}
    assert set(ordlyd.fraser) - used == set()


def test_a_demand_is_said_as_it_is_in_bokmaal() -> None:
    said = [each for each in DOKUMENT if each.nynorsk]
    assert said
    for each in said:
        places = re.findall(r"\{\w+\}", each.message)
        assert re.findall(r"\{\w+\}", each.nynorsk) == places
        assert _bokmaal(re.sub(r"\{\w+\}", "", each.nynorsk)) == []


def test_a_phrase_without_a_form_of_its_own_is_the_same_in_both() -> None:
    assert paa(Maalform.NYNORSK, "rektor") == "rektor"
    assert paa(Maalform.BOKMAAL, "skoleeier") == "skoleeier"
    assert paa(Maalform.NYNORSK, "skoleeier") == "skuleeigar"


@pytest.fixture(scope="module")
def paa_nynorsk(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A school in nynorsk that has made nothing of its own yet, with a calendar. Its name is invented."""
    root = tmp_path_factory.mktemp("nynorsk") / "skulen"
    outside = Program(root.parent, now="2026-11-23T09:00+01:00")
    outside.fine(
        "start", str(root), "--skole", "Oppdiktet Fjord skule", "--fra", "barneskole", "--trinn", "1-7",
        "--kommune", "Oppdal", "--målform", "nynorsk", "--åpen",
    )  # fmt: skip
    school = replace(outside, root=root)
    school.fine(
        "skolerute", "ny", "--første", "17.8.2026", "--siste", "18.6.2027", "--fri", "høstferie 5.10-9.10"
    )  # fmt: skip
    return school


@pytest.fixture(scope="module")
def med_valg(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program's own plan, with its choices, at a school in nynorsk."""
    school = Program(of_the_repository(MALER.parent, tmp_path_factory.mktemp("valg") / "skulen"))
    path = school.root / "plan/skole.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "målform: nynorsk\n", encoding="utf-8")
    return school


@pytest.fixture(params=["paa_nynorsk", "med_valg"])
def skulen(request: pytest.FixtureRequest) -> Program:
    found: Program = request.getfixturevalue(request.param)
    return found


NAVN = {"navn", "kort", "tema", "gjort", "verdi", "ferie", "hos", "lesning", "punkter"}


def _written(tree: Any, key: str = "") -> Iterator[str]:
    """Yield what the school wrote in its plan: every text of several words, its names and its codes."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            yield from _written(value, str(name))
    elif isinstance(tree, list):
        for each in tree:
            yield from _written(each, key)
    elif isinstance(tree, str) and (" " in tree.strip() or "-" in tree or key in NAVN):
        yield " ".join(tree.split())
        yield tree.replace("-", " ")


def _own_words(school: Program, made: str) -> list[str]:
    """Return the lines of a document without what the school wrote in its files."""
    texts = {
        each
        for path in (school.root / "plan").rglob("*.yaml")
        for each in _written(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    }
    parts = {one for each in texts for one in re.split(r"(?<=[.!?]) ", each)} | texts
    known = sorted(
        {one.rstrip(".") for each in parts for one in (each, each[:1].lower() + each[1:])}, key=len
    )
    made = re.sub(r"base64,[^\"]+", "", made)
    flat = html.unescape(re.sub(r"\\([^\w\s])", r"\1", made))
    for each in reversed(known):
        flat = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", " ", flat)
    return flat.splitlines()


@pytest.mark.parametrize(
    ("args", "part"),
    [
        ("lag handlingsplan", "## Handlingskjedene"),
        ("lag handlingsplan --format html", "Flytskjema for kjeda"),
        ("lag årsrapport", "## Kva som er endra"),
        ("årshjul --format md", "## Heile året"),
        ("årshjul --format svg", 'lang="nn"'),
    ],
)
def test_no_word_of_our_own_in_the_plan_and_the_wheel_is_bokmaal(
    skulen: Program, args: str, part: str
) -> None:
    made = skulen.fine(*args.split()).out
    assert part in made
    assert len(made.splitlines()) > 70
    told = [line for line in _own_words(skulen, made) if _bokmaal(line)]
    assert told == []


def test_what_the_school_wrote_is_never_put_into_another_form(skulen: Program) -> None:
    made = skulen.fine("lag", "handlingsplan").out
    steps = [
        str(step["navn"])
        for path in (skulen.root / "plan/handlingskjeder").glob("*.yaml")
        for step in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["steg"]
    ]
    assert len(steps) > 20
    assert [each for each in steps if each not in made] == []


def test_the_plan_and_the_wheel_read_as_approved(
    paa_nynorsk: Program, *, oppdater_gull: bool
) -> None:
    plan = paa_nynorsk.fine("lag", "handlingsplan").out
    assert_golden("nynorsk/handlingsplan.md", plan, oppdater_gull)
    wheel = paa_nynorsk.fine("årshjul", "--format", "md").out
    assert_golden("nynorsk/aarshjul.md", wheel, oppdater_gull)


def _asked() -> Iterator[str]:
    """Yield each phrase that the program asks the nynorsk of where it stands, and each reason why there is no time."""
    for path in (MALER.parent / "src").rglob("*.py"):
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(each, ast.Call):
                name = getattr(each.func, "id", "") or getattr(each.func, "attr", "")
                if name in {"si", "IngenTid"}:
                    first = [one for arg in each.args[:1] for one in ast.walk(arg)]
                    texts = [one.value for one in first if isinstance(one, ast.Constant)]
                    yield from (one for one in texts if isinstance(one, str))


def test_every_phrase_that_is_asked_for_has_its_nynorsk() -> None:
    phrases = {*_asked()}
    assert len(phrases) > 100
    put = {each: re.sub(r"\{\w+\}", "", paa(Maalform.NYNORSK, each)) for each in phrases}
    told = {each for each, nynorsk in put.items() if _bokmaal(nynorsk)}
    assert told == set()


def test_a_phrase_keeps_its_places_in_nynorsk() -> None:
    for bokmaal, nynorsk in NYNORSK_ORD.items():
        assert sorted(re.findall(r"\{\w+\}", bokmaal)) == sorted(re.findall(r"\{\w+\}", nynorsk))


def test_why_there_is_no_time_is_said_in_nynorsk() -> None:
    wheel, calendars = the_wheel(), the_calendars()
    told = aarets_tider(wheel, "2099-2100", calendars, choices(), partial(paa, Maalform.NYNORSK))
    said = "Skuleruta for 2099-2100 er ikkje kjend, så tidene er ikkje rekna ut. "
    said += "Legg ho inn som plan/skoleruter/2099-2100.yaml."
    assert {each for one in told for each in one.ukjent} == {said}
    gone = replace_struct(wheel, perioder=())
    told = aarets_tider(gone, "2026-2027", calendars, choices(), partial(paa, Maalform.NYNORSK))
    assert "Ordet «medio» er ikkje forklart under perioder i aarshjul.yaml." in {
        each for one in told for each in one.ukjent
    }


def test_what_was_left_at_the_closing_is_told_in_nynorsk() -> None:
    tree = ast.parse(Path(avslutning.__file__).read_text(encoding="utf-8"))
    calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    left = [
        each.args[0]
        for each in calls
        if isinstance(each.func, ast.Name) and each.func.id == "Aapent"
    ]
    phrases = [each.value for each in left if isinstance(each, ast.Constant)]
    assert len(phrases) >= 10
    for number in (None, 1):
        found = [Aapent(str(each), tiltak=number) for each in phrases]
        told = aapent_words(found, partial(paa, Maalform.NYNORSK))
        assert [each for each in told if _bokmaal(each)] == []


@pytest.mark.parametrize(
    ("flyttet", "samtykke"),
    [
        (Flytting(), None),
        (Flytting(til="Xxx", dato=date(2026, 11, 20)), None),
        (Flytting(til="Xxx", overlevert="Xxx"), None),
        (Flytting(til="Xxx", overlevert="Xxx"), Samtykke.JA),
    ],
)
def test_a_pupil_who_moved_is_told_of_in_nynorsk(
    flyttet: Flytting, samtykke: Samtykke | None
) -> None:
    ended = Hendelse(id="s0000001", dato=date(2026, 11, 20), steg="avsluttet", samtykke=samtykke)
    told = [*moved_words(ended, flyttet, partial(paa, Maalform.NYNORSK))]
    assert len(told) == 2
    assert [each for each in told if _bokmaal(each)] == []
