"""What rules do with a case whose chain the plan does not have, or that carries the law's own step."""

from datetime import date

from msgspec.structs import replace

from frist_sak import sak_of, the_plan
from frist_tilfelle import Tilfelle
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.sak import Sak
from sosialplan.rules.checks.closing_checks import check_closing
from sosialplan.rules.checks.merged_checks import check_meaning
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.lovfrister import LOVFRISTER, law_deadlines
from sosialplan.rules.saksgang import course_of
from sosialplan.schema.decode import decode

DAY = date(2026, 11, 23)


def a_case() -> Sak:
    return sak_of(Tilfelle(navn="oppdiktet", hvorfor="", kjede="trygt-og-godt", i_dag=DAY))


def test_a_case_of_an_unknown_chain_is_left_to_the_check_that_names_the_chain() -> None:
    read = Read("saker/2026/2026-7KQ2H.yaml", replace(a_case(), kjede="finnes-ikke"))
    mappe = Mappe(the_plan(), (read,))
    assert list(check_closing(read, mappe, DAY)) == []
    assert list(check_meaning(read, mappe, DAY)) == []


def test_a_chain_that_has_the_laws_own_step_asks_by_its_own_rule() -> None:
    law = LOVFRISTER[0].steg
    plan = the_plan()
    kjede = next(each for each in plan.kjeder if each.kjede == "trygt-og-godt")
    own = replace(kjede.steg[1], steg=law, betyr=())
    chains = (replace(kjede, steg=(*kjede.steg, own)),)
    changed = replace(plan, kjeder=chains)
    gang = course_of(a_case(), (), changed, kalender_of(changed.ruter), DAY)
    assert gang is not None
    assert law not in {row.steg for row in law_deadlines(gang)}


def test_letters_in_pieces_are_the_same_key() -> None:
    value, findings = decode({"na\u030avn": "Oppdiktet"}, Sak, "saker/2026/2026-7KQ2H.yaml")
    assert value is None
    assert findings


def test_one_who_takes_over_after_the_other_has_answered_is_no_second_answer() -> None:
    sak, findings = decode(
        {
            "sak": "2026-7KQ2H", "kjede": "bekymring", "opprettet": "2026-10-12",
            "elev": {"navn": "Oppdiktet Elev", "klasse": "8B"},
            "hendelser": [
                {"id": "aaaaaaaa", "dato": "2026-10-12", "steg": "oppdaget"},
                {"id": "bbbbbbbb", "dato": "2026-10-13", "steg": "overføring", "ansvarlig": "rådgiver"},
                {"id": "cccccccc", "dato": "2026-10-14", "steg": "overføring-svar", "gjelder": "bbbbbbbb", "svar": "ja"},
                {"id": "dddddddd", "dato": "2026-10-20", "steg": "overføring", "ansvarlig": "sosiallærer"},
                {"id": "eeeeeeee", "dato": "2026-10-21", "steg": "overføring-svar", "gjelder": "dddddddd", "svar": "ja"},
            ],
        },
        Sak, "saker/2026/2026-7KQ2H.yaml",
    )  # fmt: skip
    assert sak is not None, findings
    read = Read("saker/2026/2026-7KQ2H.yaml", sak)
    assert list(check_meaning(read, Mappe(the_plan(), (read,)), DAY)) == []


def test_a_closed_case_of_the_same_pupil_is_not_opened_twice() -> None:
    def case(number: str, *steps: str) -> Read[Sak]:
        sak, findings = decode(
            {
                "sak": number, "kjede": "bekymring", "opprettet": "2026-10-12",
                "elev": {"navn": "Oppdiktet Elev", "klasse": "8B"},
                "hendelser": [
                    {"id": f"{number[-5:].lower()}{at:03}", "dato": "2026-10-12", "steg": steg}
                    for at, steg in enumerate(steps)
                ],
            },
            Sak, f"saker/2026/{number}.yaml",
        )  # fmt: skip
        assert sak is not None, findings
        return Read(f"saker/2026/{number}.yaml", sak)

    own, other = case("2026-7KQ2H", "oppdaget"), case("2026-7KQ3F", "oppdaget", "avsluttet")
    found = [each.code for each in check_meaning(own, Mappe(the_plan(), (own, other)), DAY)]
    assert "K392" not in found
