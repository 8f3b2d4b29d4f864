"""A field is told once: the table of fields holds every field of a case, of absence and of minutes.

What is asked of the table is asked of the types, so a field that is new and has no line fails here.
"""

import ast
from typing import Annotated, Any, get_args, get_origin

import pytest
from hus import spellings, tells

from sosialplan.files.merge_texts import merge_texts
from sosialplan.model.felter.delte_felt import I_FRAVAERET, I_MOETEBOKEN
from sosialplan.model.felter.feltlinje import Steder, felt_ved, samlet
from sosialplan.model.felter.listefelt import I_KLASSELISTEN
from sosialplan.model.felter.meldingsfelt import I_INNBOKSEN
from sosialplan.model.felter.planfelt import TILTAK
from sosialplan.model.felter.saksfelt import I_SAKEN
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok
from sosialplan.model.record import Konflikt, Record, key_of_member
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.sakspapirer import Felt
from sosialplan.rules.fletting.fletteregler import REGLER
from sosialplan.rules.tillit.fastlagt import FASTLAGT
from sosialplan.tekster.konfliktord import hva_det_gjelder
from sosialplan.tekster.loggord import FRAVAER, INNBOKS, KLASSELISTE, MOETER, SAK, Filord

KINDS: dict[type[Record], tuple[Steder, Filord, str]] = {
    Sak: (I_SAKEN, SAK, "saker"),
    Klassefravaer: (I_FRAVAERET, FRAVAER, "fravaer"),
    Moetebok: (I_MOETEBOKEN, MOETER, "moter"),
    Innboksmelding: (I_INNBOKSEN, INNBOKS, "innboks"),
    Klasseliste: (I_KLASSELISTEN, KLASSELISTE, "elever"),
}
KONFLIKTER = "konflikter"


def held_in(annotation: Any) -> type[Record] | None:
    """Return the kind of entry that a field holds, if it holds one."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation if issubclass(annotation, Record) else None
    inner = annotation.__origin__ if get_origin(annotation) is Annotated else None
    args = (inner,) if inner is not None else get_args(annotation)
    return next((found for each in args if (found := held_in(each))), None)


def places(kind: type[Record], sted: str = "") -> dict[str, type[Record]]:
    """Return every kind of entry of a file by where it stands."""
    found = {sted: kind}
    for key, field in zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True):
        inner = held_in(kind.__annotations__.get(field))
        if inner is not None and key != KONFLIKTER:
            found |= places(inner, f"{sted}.{key}" if sted else key)
    return found


PLACES = [(kind, sted, entry) for kind in KINDS for sted, entry in places(kind).items()]


@pytest.mark.parametrize(("kind", "sted", "entry"), PLACES, ids=str)
def test_every_field_of_an_entry_has_a_line_and_every_line_a_field(
    kind: type[Record], sted: str, entry: type[Record]
) -> None:
    steder, ord_, _ = KINDS[kind]
    fields = set(entry.__struct_encode_fields__) - {KONFLIKTER}
    assert set(steder[sted]) == fields
    for field in fields:
        whole = f"{sted}.{field}" if sted else field
        assert ord_.felt[whole] == steder[sted][field].ord_, "the log has its word of the table"


def test_every_place_was_looked_at() -> None:
    assert len(PLACES) == sum(len(steder) for steder, _, _ in KINDS.values()) > 30


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_what_stands_is_merged_and_frozen_as_the_table_says(kind: type[Sak]) -> None:
    steder, ord_, folder = KINDS[kind]
    lines, regel = dict(samlet(steder)), REGLER[kind]
    for sted, linje in lines.items():
        assert (regel.felt(sted) or "") == linje.skilles_paa, sted
        assert (sted in regel.hele) == linje.hel, sted
    frozen = {".".join(each.sted): each for each in FASTLAGT.get(folder, ())}
    assert set(frozen) == {sted for sted, linje in lines.items() if linje.fast}
    assert all(ord_.ting[sted].fast for sted in frozen), "the log tells loudly where it is changed"
    assert all("{id}" in each.rett for each in frozen.values())


def test_what_of_a_measure_may_change_with_a_note_is_in_its_table() -> None:
    assert {each.value for each in Felt} <= set(TILTAK)


@pytest.mark.parametrize(
    ("sted", "said"),
    [
        (("hendelser", "aaaaaaaa", "flyttet", "til"), "To ulike nye skoler for hendelse aaaaaaaa."),
        (
            ("aktivitetsplan", "tiltak", "bbbbbbbb", "til"),
            "To ulike sluttdatoer for tiltak bbbbbbbb.",
        ),
        (
            ("aktivitetsplan", "tiltak", "bbbbbbbb", "endringer", "cccccccc", "til"),
            "To ulike verdier for det som ble satt for endring cccccccc.",
        ),
        (("klasser", "8B", "trinn"), "To ulike trinn."),
        (
            ("hendelser", "aaaaaaaa", "ukjent"),
            "To ulike verdier i samme felt for hendelse aaaaaaaa.",
        ),
    ],
    ids=str,
)
def test_a_conflict_is_called_by_the_field_where_it_stands(
    sted: tuple[str, ...], said: str
) -> None:
    assert hva_det_gjelder(Konflikt(id="kkkkkkkk", sted=sted, staar="a", ellers="b")) == said


FOLLOW_UP = """\
klasse: 8B
skoleår: 2026-2027
elever:
  - elev: Oppdiktet Elev Sol
    oppfølging:
      - id: aaaaaaaa
        dato: 2026-11-02
        steg: innkalt
        innkalling:
          møte: samarbeidsmøte
          møtedag: {day}
          klokkeslett: "{at}"
          sted: Møterom 2
          formål: Bli enige
"""


def test_a_call_in_the_follow_up_of_absence_is_never_put_together_of_two() -> None:
    base, ours, theirs = (
        FOLLOW_UP.format(day=day, at=at)
        for day, at in (
            ("2026-11-20", "14:30"),
            ("2026-11-23", "14:30"),
            ("2026-11-20", "08:15"),
        )
    )
    merged = merge_texts(base, ours, theirs, REGLER[Klassefravaer])
    assert [hva_det_gjelder(each) for each in merged.konflikter] == [
        "To ulike innkallinger for oppfølging aaaaaaaa."
    ]


def test_a_list_item_is_no_field() -> None:
    assert felt_ved(I_SAKEN, ("hendelser",)) is I_SAKEN[""]["hendelser"]
    assert felt_ved(I_SAKEN, ("hendelser", "aaaaaaaa")) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("class Hendelse:\n    maate: str", True),
        ("class Annet:\n    maate: str", False),
        ('yield Finding("K346", file, (*where, "måte"))', True),
        ('typer.Option("--måte")', True),
        ("def f(maate: Annotated[str, typer.Option()]): ...", True),
        ("def f(maate: str): ...", False),
        ("Nedtegnelse(maate=each.maate.value)", True),
        ("Kopi(maate=MAATE.get(copy.kanal))", False),
        ("Hendelse(maate=told.maate)", False),
        ("replace(entry, maate=told.maate)", False),
        ("path_to(*where, Hendelse.maate)", False),
        ("return each.maate", False),
    ],
)
def test_what_tells_a_field_and_what_uses_it(text: str, told: bool) -> None:
    assert tells(ast.parse(text), spellings("måte")) is told


@pytest.mark.parametrize("wrong", ["måte", Hendelse, Hendelse.__init__], ids=str)
def test_only_a_field_of_a_record_is_pointed_at(wrong: object) -> None:
    with pytest.raises(TypeError, match="no field of a record"):
        key_of_member(wrong)
