"""The law references and deadline rules, each gone through: where its words were read, and on which day."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from frist_sak import the_plan
from sosialplan.model.regel import (
    Enhet,
    Grunnlag,
    Hjemler,
    Hjemmelversjon,
    Kontrollert,
    Regelversjon,
)
from sosialplan.rules.checks.plan_checks import check_law, check_rules
from sosialplan.rules.in_force import in_force, letters, paragraph

TABLE = Path(__file__).parent.parent / "docs" / "utvikling" / "lovkontroll.md"
_HEAD = """# Where the law was read

Each entry of `plan/hjemler.yaml` and `plan/fristregler.yaml`, version by version. `read in` and `on` come from
`kontrollert:` in the data: the words of the text were read there, on that day. `second hand` means that they were not:
the entry stands on what is told of the law, and must be read before it is relied on. A rule whose number is the
school's own has no text to read. `no date` is passed and not in force. «Lovdatas åpne datasett i kopi» is Lovdata's free
data set (NLOD 2.0) as others keep it unchanged, with its change notes; «Norsk Lovtidend» is an act as it was announced,
without what changed it later. Made by `pytest tests/test_lovkontroll.py --oppdater-gull`; the test fails when an entry is not here.

"""


def _checked(kontrollert: Kontrollert | None) -> tuple[str, str]:
    if kontrollert is None:
        return "second hand", ""
    return kontrollert.lest_i, kontrollert.dag.isoformat()


def _reference(code: str, version: Hjemmelversjon) -> str:
    since = version.gjelder_fra.isoformat() if version.gjelder_fra else "no date"
    until = version.gjelder_til.isoformat() if version.gjelder_til else ""
    where = f"{version.lov} {version.paragraf}"
    return _row(code, since, until, where, *_checked(version.kontrollert))


def _rule(code: str, version: Regelversjon) -> str:
    own = version.grunnlag in {Grunnlag.EGEN, Grunnlag.PLAN, Grunnlag.PRAKSIS}
    read = ("no text to read", "") if own else _checked(version.kontrollert)
    return _row(code, version.gjelder_fra.isoformat(), version.grunnlag.value, version.kilde, *read)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _table() -> str:
    plan = the_plan()
    return "\n".join((
        _HEAD + "## Law references\n",
        _row("hjemmel", "from", "to", "where it stands", "read in", "on"),
        _row(*["---"] * 6),
        *(_reference(each.hjemmel, v) for each in plan.hjemler.hjemler for v in each.versjoner),
        "\n## Deadline rules\n",
        _row("regel", "from", "ground", "source", "read in", "on"),
        _row(*["---"] * 6),
        *(_rule(each.regel, v) for each in plan.fristregler.regler for v in each.versjoner),
        "",
    ))  # fmt: skip


def test_every_entry_is_ticked_and_nothing_else(*, oppdater_gull: bool) -> None:
    if oppdater_gull:
        TABLE.write_text(_table(), encoding="utf-8", newline="\n")
    assert TABLE.read_text(encoding="utf-8") == _table(), "run pytest --oppdater-gull"


def test_no_day_of_reading_is_before_the_law_or_after_the_release() -> None:
    plan = the_plan()
    told = [
        *(version.kontrollert for each in plan.hjemler.hjemler for version in each.versjoner),
        *(version.kontrollert for each in plan.fristregler.regler for version in each.versjoner),
    ]
    read = [each.dag for each in told if each]
    assert min(read) >= date(2026, 1, 1)


def test_the_role_that_decides_is_one_of_the_schools() -> None:
    plan = the_plan()
    hjemmel = plan.hjemmel("skolebytte")
    assert hjemmel is not None
    wrong = replace(hjemmel, versjoner=(replace(hjemmel.versjoner[-1], vedtas_av="skoleeierr"),))
    found = list(check_law(replace(plan, hjemler=Hjemler(hjemler=(wrong,)))))
    assert [each.code for each in found] == ["P406"]


# A law that is passed and not in force


def test_the_new_forvaltningslov_stands_ready_and_holds_on_no_day() -> None:
    klage = the_plan().hjemmel("klage")
    assert klage is not None
    assert klage.versjoner[-1].gjelder_fra is None
    assert klage.versjoner[-1].lov == "forvaltningsloven (2025)"
    assert in_force(klage.versjoner, date(2099, 1, 1)) == klage.versjoner[0]


def test_a_version_without_a_date_is_the_last() -> None:
    plan = the_plan()
    klage = plan.hjemmel("klage")
    assert klage is not None
    turned = replace(klage, versjoner=klage.versjoner[::-1])
    found = list(check_law(replace(plan, hjemler=Hjemler(hjemler=(turned,)))))
    assert [each.code for each in found] == ["P412"]
    assert not list(check_law(replace(plan, hjemler=Hjemler(hjemler=(klage,)))))


# The law of its day


def test_the_letters_are_those_of_the_day() -> None:
    plan = the_plan()

    def known(code: str, on: date) -> str:
        return "".join(each.bokstav for each in letters(plan, code, on))

    assert known("fysisk-inngrep", date(2024, 7, 31)) == ""
    assert known("fysisk-inngrep", date(2025, 7, 31)) == "abc"
    assert known("fysisk-inngrep", date(2025, 8, 1)) == "abcd"
    assert known("barnevernet", date(2025, 12, 31)) == "abcd"
    for day in (date(2025, 7, 31), date(2025, 8, 1)):
        told = {each.bokstav: each.hva for each in letters(plan, "fysisk-inngrep", day)}
        assert "seg selv for fysisk fare" in told["a"]
        assert "for seg selv" in told["c"]
    assert known("finnes-ikke", date(2026, 1, 1)) == ""
    before, after = (
        {each.bokstav: each.hva for each in letters(plan, "barnevernet", day)}["c"]
        for day in (date(2025, 12, 31), date(2026, 1, 1))
    )
    assert before != after
    psychological = letters(plan, "fysisk-inngrep", date(2025, 8, 1))[0].hva
    assert "psykisk" in psychological
    assert "psykisk" not in letters(plan, "fysisk-inngrep", date(2025, 7, 31))[0].hva


def test_the_changes_of_2026_begin_on_their_day() -> None:
    plan = the_plan()
    code = "opplysninger-ved-skolebytte"
    assert paragraph(plan, code, date(2026, 7, 31)) is None
    assert paragraph(plan, code, date(2026, 8, 1)) == "opplæringslova (2023) § 25-1 fjerde ledd"
    assert paragraph(plan, "barnevernets-svar", date(2026, 8, 1)) == "barnevernsloven (2021) § 13-3"
    assert (
        paragraph(plan, "skolebytte", date(2019, 7, 31))
        == "opplæringslova (1998) § 8-1 fjerde ledd"
    )
    assert paragraph(plan, "skolebytte", date(2019, 8, 1)) == "opplæringslova (1998) § 9 A-12"
    assert paragraph(plan, "informasjon", date(2024, 7, 31)) == "opplæringslova (1998) § 9 A-9"


def test_a_rule_of_law_counts_school_days_only_where_the_law_does() -> None:
    plan = the_plan()
    rule = plan.regel("klage-enkeltvedtak")
    assert rule is not None
    in_days = replace(rule.versjoner[0], enhet=Enhet.SKOLEDAGER)
    quoted = replace(in_days, skoledager_i_loven="tre dager med opplæring")

    def codes(version: Regelversjon) -> list[str]:
        changed = replace(rule, versjoner=(version,))
        regler = replace(plan.fristregler, regler=(changed,))
        return [each.code for each in check_rules(replace(plan, fristregler=regler))]

    assert codes(in_days) == ["P407"]
    assert codes(quoted) == []
