"""Nothing leaves the list undone: over random histories of a case, every row that was ever due ends somewhere."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from frist_sak import SAKSNUMMER, plan_of, sak_of, the_plan
from frist_tilfelle import EndringI, EvalueringI, HendelseI, Tilfelle, TiltakI
from sosialplan.model.elev import Flytting, Trygt
from sosialplan.model.frist import Status, VurdertFrist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.sak import Sak, Svar, Utfall
from sosialplan.model.sakspapirer import Felt
from sosialplan.rules.frister import rows_on

FIRST = date(2026, 9, 1)
ENDED = {
    Status.OVERHOLDT, Status.FOR_SENT, Status.UFULLSTENDIG, Status.IKKE_GJORT, Status.BORTFALT,
    Status.FORFALT,
}  # fmt: skip
CHAINS = [each.kjede for each in the_plan().kjeder if each.kjede != "ansatt-krenker"]
VALG = [{}, {"aktivitetsplan-når": "ved-behov"}, {"plan-arkivering": "arkivsystemet"}]


def day(offset: int) -> date:
    return FIRST + timedelta(days=offset)


OFFSETS = st.integers(0, 220)


@st.composite
def entries(draw: st.DrawFn, kjede: str) -> HendelseI:
    chain = the_plan().kjede(kjede)
    assert chain is not None
    steps = [*(each.steg for each in chain.steg), "notat", "ført-videre", "til-overlevering"]
    steps += [chain.avsluttes_med, *chain.etterkontroller, "evaluering"] * 3
    return HendelseI(
        dato=day(draw(OFFSETS)),
        steg=draw(st.sampled_from(steps)),
        utfall=draw(st.none() | st.sampled_from(Utfall)),
        svar=draw(st.none() | st.sampled_from(Svar)),
        trygt=draw(st.none() | st.sampled_from(Trygt)),
        takket_nei=draw(st.booleans()),
        elevens_stemme=draw(st.sampled_from(["Oppdiktet.", "?", ""])),
        flyttet=draw(st.none() | st.just(Flytting(til="Oppdiktet skole"))),
        med=draw(st.sampled_from([(), ("elev",), ("elev", "foresatte")])),
    )


@st.composite
def measures(draw: st.DrawFn) -> TiltakI:
    begun = draw(OFFSETS)
    planned = day(begun + draw(st.integers(1, 60)))
    moved = draw(st.lists(st.integers(1, 60), max_size=2))
    changes = tuple(
        EndringI(dato=day(begun + place * 20 + 3), felt=Felt.EVALUERES, fra=str(planned), til=str(day(begun + to)))
        for place, to in enumerate(moved)
    )  # fmt: skip
    judged = tuple(
        EvalueringI(
            dato=day(begun + place * 25 + 10),
            utfall=draw(st.sampled_from(Utfall)),
            neste=draw(st.none() | st.just(day(begun + place * 25 + 40))),
            elev=draw(st.none() | st.just("Oppdiktet.")),
        )
        for place in range(draw(st.integers(0, 2)))
    )
    return TiltakI(
        besluttet=day(begun), fra=day(begun), evalueres=planned, endringer=changes, evalueringer=judged,
        avsluttet=draw(st.none() | st.just(day(begun + 45))),
    )  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> Tilfelle:
    kjede = draw(st.sampled_from(CHAINS))
    told = draw(st.lists(entries(kjede), max_size=14))
    opened = HendelseI(dato=FIRST, steg="oppdaget")
    return Tilfelle(
        navn="tilfeldig", hvorfor="", kjede=kjede, i_dag=day(220),
        hendelser=(opened, *sorted(told, key=lambda each: each.dato)),
        tiltak=tuple(draw(st.lists(measures(), max_size=2))),
        valg=draw(st.sampled_from(VALG)),
    )  # fmt: skip


def rows_at(
    case: Tilfelle, sak: Sak, today: date, *, undone: bool = False
) -> Sequence[VurdertFrist]:
    return rows_on([sak], (), (), plan_of(case), today, undone=undone)


def due_rows(rows: Sequence[VurdertFrist], today: date) -> dict[str, VurdertFrist]:
    return {
        row.frist.id: row
        for row in rows
        if row.frist.sak == SAKSNUMMER
        and row.frist.slag is Slag.FRIST
        and row.frist.frist is not None
        and row.frist.frist < today
        and row.frist.gjort is None
        and row.frist.bortfall is None
    }


@given(case=histories(), first=st.integers(5, 200), later=st.integers(0, 60))
@settings(max_examples=150, deadline=None)
def test_every_row_that_was_ever_due_ends_somewhere(case: Tilfelle, first: int, later: int) -> None:
    sak = sak_of(case)
    seen = due_rows(rows_at(case, sak, day(first)), day(first))
    after = {row.frist.id: row for row in rows_at(case, sak, day(first + later))}
    for row_id, row in seen.items():
        assert row_id in after, (row_id, row.frist.frist)
        ended = after[row_id]
        assert ended.status in ENDED, (row_id, ended.status)
        assert ended.status is not Status.BORTFALT or ended.frist.frist != row.frist.frist, row_id
        if ended.frist.bortfall is not None:
            assert ended.frist.bortfall.hvorfor.endswith(".")


@given(case=histories(), offset=st.integers(5, 220))
@settings(max_examples=100, deadline=None)
def test_what_is_asked_for_is_all_that_is_neither_done_nor_lifted(
    case: Tilfelle, offset: int
) -> None:
    sak = sak_of(case)
    whole = rows_at(case, sak, day(offset))
    asked = {
        row.frist.id for row in whole if row.frist.gjort is None and row.frist.bortfall is None
    }
    assert {row.frist.id for row in rows_at(case, sak, day(offset), undone=True)} == asked
