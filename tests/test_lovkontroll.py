"""The law references and deadline rules, each gone through: where its words were read, and on which day."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from sosialplan.commands import stegspoersmaal
from sosialplan.commands.svarene import svarene_av
from sosialplan.model.betydning import Betydning
from sosialplan.model.regel import (
    Enhet,
    Grunnlag,
    Hjemler,
    Hjemmelversjon,
    Kontrollert,
    Regelversjon,
)
from sosialplan.model.sak import Grunn, Hendelse, Svar
from sosialplan.rules.checks.entry_checks import check_letter
from sosialplan.rules.checks.plan_checks import check_law, check_rules
from sosialplan.rules.explanation import answers, in_force, letters, paragraph

if TYPE_CHECKING:
    from sosialplan.commands.run import Run

TABLE = Path(__file__).parent.parent / "docs" / "utvikling" / "lovkontroll.md"
_HEAD = """# Where the law was read

Each entry of `plan/hjemler.yaml` and `plan/fristregler.yaml`, version by version. `read in` and `on` come from
`kontrollert:` in the data: the words of the text were read there, on that day. `second hand` means that they were not:
the entry stands on what is told of the law, and must be read before it is relied on. A rule whose number is the
school's own has no text to read. `no date` is passed and not in force. «Lovdatas åpne datasett i kopi» is Lovdata's free
data set (NLOD 2.0) as others keep it unchanged, with its change notes; «Norsk Lovtidend» is an act as it was announced,
without what changed it later. Made by `pytest tests/test_lovkontroll.py --oppdater-gull`; the test fails when an entry is not here.

"""

_NOT_FOUND = """
## Not found, and what was tried

Tried on 2026-11-29: Norsk Lovtidend and Lovdatas åpne datasett as others keep them, and stored public pages.

- Opplæringslova (1998) § 8-1 fjerde ledd: only its first sentence, quoted by others. That it was repealed on 1 August
  2019 is read (act of 21 June 2019 no. 60).
- Forskrift (2006) § 20-3: the two changes of August 2009 in Norsk Lovtidend are of other paragraphs; told of in the
  preparatory works.
- Opplæringslova (1998) § 15-3 before 1 July 2018: told of in Udir-10-2012. It had no letters then.
- Opplæringslova (2023) § 24-3 before 2026: letter c as it was. That only the act of 20 June 2025 no. 39 has changed the
  paragraph is read.
- Personopplysningsloven (2000) §§ 16, 18 and 23: headings, and that the act was repealed on 20 July 2018.
- Barnevernloven (1992) § 6-7 a: its words are read; the day it came into force is not.
- Arkivlova (1992) § 9: told of in Prop. 52 L (2024-2025). Its heir, arkivlova (2025) §§ 5, 12 and 13, and its forskrift of
  17 December 2025 no. 2647 §§ 1 to 3 were read on 2026-11-30 in their own words.
- Riksarkivarens forskrift (2017) chapter 7, which says what of a pupil's cases municipalities preserve: told of by
  archives, never in its own words. That cases of a pupil's school environment are preserved stands on that.
- Personvernforordningen article 17: no. 1 in its Norwegian words; no. 3, and article 5 no. 1 e, told of by others.
"""
_CITED = """
## What else cites the law

Held against the texts above on 2026-11-29: every § with a ledd, letter or number in `maler/` (nynorsk too), the codes
of problems, the help texts, `plan/` and `docs/bruk/`. Opplæringslova (2023) §§ 10-1–10-8, 11-6, 11-7, 12-1–12-10,
13-1–13-5, 24-1–24-5, 25-1 and 29-1; forvaltningsloven (1967) §§ 11 a, 20, 21 and 23–36; the new forvaltningslov; and
personvernforordningen art. 4–7, 12, 15, 33 and 34. Opplæringslova (2023) chapters 12, 13 and 25 and
§§ 24-1–24-5 were read again on 2026-11-30, as they stood after the act of 19 June 2026 no. 59 (in force 1 August 2026):
what the program says of them held. Read on 2026-11-28 and not again: offentleglova §§ 31 and 32,
personopplysningsloven § 16, the forskrift of 2024 §§ 11-1 and 20-5, and barnevernsloven §§ 13-2–13-4.

The access marking («offl. § 13 jf. fvl. § 13», `Skole.tilgangskode`): offentleglova § 13 was read on 2026-11-28;
forvaltningsloven (1967) § 13 on 2026-11-30, in a copy of Lovdata's free data set where the latest change in force is of
1 January 2026. Its words of the duty (nobody's personal affairs may become known) are those of the act of 27 May 1977
no. 40, last changed in 1982. The same copy says that the act is repealed by that of 20 June 2025 no. 81, in force «fra den
tiden Kongen bestemmer»: no day was set there. The new act was read on 2026-11-30 in the same set, where «Kongen bestemmer»
still stands: § 30 gives the duty and § 31 what it covers (nobody's personal affairs), so «fvl. § 13» becomes «fvl. §§ 30 and
31» the day it is in force. Offentleglova § 13, which names no paragraph of the other act, was read again that day. The
marking must be looked at when the act comes into force, and a school can write its own until then.

What the program asks beyond § 13-5, which has two ledd, is the school's own: the law says that an intervention is told
of and written down, not that it is evaluated.
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
        _NOT_FOUND + _CITED,
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
    for code in ("klage", "klagebehandling", "foreløpig-svar"):
        known = the_plan().hjemmel(code)
        assert known is not None
        ready = known.versjoner[-1]
        assert (ready.gjelder_fra, ready.lov) == (None, "forvaltningsloven (2025)")
        assert ready.paragraf.startswith("§"), code
        assert in_force(known.versjoner, date(2099, 1, 1)) == known.versjoner[0]


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
    assert known("barnevernet", date(2018, 6, 30)) == ""
    assert known("barnevernet", date(2018, 7, 1)) == "abcd"
    assert known("barnevernet", date(2022, 12, 31)) == "abcd"
    assert known("barnevernet", date(2023, 1, 1)) == "abcde"
    assert known("barnevernet", date(2024, 7, 31)) == "abcde"
    assert known("barnevernet", date(2024, 8, 1)) == "abcd"
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


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2018-06-30", ""),
        ("2018-07-01", "abcd"),
        ("2022-12-31", "abcd"),
        ("2023-01-01", "abcde"),
        ("2024-08-01", "abcd"),
        ("2026-11-29", "abcd"),
    ],
)
def test_what_sends_a_report_to_barnevernet_is_told_with_the_letters_of_the_day(
    on: str, said: str
) -> None:
    plan = the_plan()
    kjede = plan.kjede("fravaer")
    assert kjede is not None
    (step,) = kjede.meaning(Betydning.BARNEVERN_MELDT)
    (by,) = step.utloeses_av
    assert "".join(answers(plan, kjede, by, date.fromisoformat(on))) == said
    unbound = replace(by, steg="elev-hørt", grunn=(), svar=(Svar.JA,))
    assert answers(plan, kjede, unbound) == ("ja",)


@pytest.mark.parametrize(
    ("on", "grunn", "told"),
    [
        ("2018-06-30", None, []),
        ("2018-06-30", Grunn.INGEN, []),
        ("2018-06-30", Grunn.C, [("K362", "ingen")]),
        ("2018-07-01", None, [("K361", "a, b, c, d")]),
        ("2018-07-01", Grunn.E, [("K362", "a, b, c, d")]),
        ("2023-01-01", Grunn.E, []),
        ("2024-08-01", Grunn.E, [("K362", "a, b, c, d")]),
    ],
)
def test_a_letter_is_asked_for_and_held_against_the_law_of_its_day(
    on: str, grunn: Grunn | None, told: list[tuple[str, str]]
) -> None:
    plan = the_plan()
    kjede = plan.kjede("fravaer")
    assert kjede is not None
    hendelse = Hendelse(
        id="aaaaaaaa",
        dato=date.fromisoformat(on),
        steg="barnevern-vurdert",
        svar=Svar.JA,
        grunn=grunn,
    )
    found = check_letter(hendelse, ("hendelser", 0), "saker/s.yaml", kjede, plan)
    assert [(each.code, each.values["bokstaver"]) for each in found] == told


def test_no_letter_is_asked_for_where_the_law_had_none() -> None:
    run = cast("Run", SimpleNamespace(i_dag=date(2018, 6, 30)))
    told = svarene_av({"svar": Svar.JA})
    assert stegspoersmaal.letter_asked(run, the_plan(), "barnevernet", told) is told


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


def test_the_law_of_1998_is_held_to_the_days_its_changes_began() -> None:
    plan = the_plan()
    assert paragraph(plan, "personopplysninger", date(2021, 7, 31)) is None
    assert (
        paragraph(plan, "personopplysninger", date(2021, 8, 1)) == "opplæringslova (1998) § 15-10"
    )
    assert paragraph(plan, "barnevernet", date(2018, 6, 30)) == "opplæringslova (1998) § 15-3"


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
