"""What is written down of a copy, a decision, an approval or an entry, and was wrong: put right, or struck."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from program import Program, of_the_repository
from sosialplan.files.yaml_reader import parse
from sosialplan.model.rettelser import stands_for, struck
from sosialplan.model.sak import Sak
from sosialplan.model.sakspapirer import Avklaring
from sosialplan.rules.facts import facts_of, sak_paa_dag

SAK = "2026-YHP9E"
"""An invented case with a whole plan."""
HJEM = ("--mottaker", "foresatte", "--til-hvem", "mor og far", "--kanal", "brev")
HVORFOR = ("--hvorfor", "Oppdiktet grunn")
FLAGG = "sperret-adresse"


def case_of(program: Program, number: str = SAK) -> Sak:
    return msgspec.convert(parse(program.case(number).read_text("utf-8")).tree, Sak)


def handed_out(program: Program) -> Path:
    told = program.fine("utlever", "aktivitetsplan", SAK, *HJEM, "--format", "md")
    (line,) = [each for each in told.out.splitlines() if each.startswith("Filen: ")]
    return Path(line.removeprefix("Filen: "))


def one_line(text: str) -> str:
    return " ".join(text.split())


# A copy that was handed out


def test_the_one_who_got_it_is_put_right_with_the_step_that_was_written_beside_it(
    skolen: Program,
) -> None:
    copy = handed_out(skolen)
    before, commits = case_of(skolen), len(skolen.git("log", "--format=%h").split())
    told = skolen.fine(
        "rett", SAK, "utlevering", "--til-hvem", "far", "--kanal", "møte", "--dato", "2026-11-22",
        *HVORFOR,
    )  # fmt: skip
    old, new = case_of(skolen).utleveringer
    assert old == before.utleveringer[0]
    assert (new.til_hvem, new.kanal.value, new.dato, new.retter, new.rettet_fordi, new.utgaar) == (
        "far", "møte", date(2026, 11, 22), old.id, "Oppdiktet grunn", False,
    )  # fmt: skip
    assert (new.fingeravtrykk, new.tilbakeholdt) == (old.fingeravtrykk, old.tilbakeholdt)
    sent = case_of(skolen).hendelser[-1]
    assert (sent.steg, sent.mottakere, sent.dato, sent.maate and sent.maate.value) == (
        "plan-sendt", ("far",), date(2026, 11, 22), "møte",
    )  # fmt: skip
    assert sent.retter == before.hendelser[-1].id
    assert f"Rettet i {SAK}: utlevering, 22.11.2026." in told.out
    assert "Også rettet: plan-sendt, 22.11.2026" in told.out
    assert len(skolen.git("log", "--format=%h").split()) == commits + 1
    page = one_line(skolen.fine("vis", SAK).out)
    assert f"(id {old.id}), rettet, gjelder ikke" in page
    assert f"(id {new.id}), retter {old.id}" in page
    assert "Rettet fordi: Oppdiktet grunn" in page
    plan = skolen.fine("lag", "aktivitetsplan", SAK).out
    assert "- **22. november 2026:** far" in plan
    assert "mor og far" not in plan
    log = skolen.fine("logg", SAK, "--siste", "1").out
    assert f"Rettet {old.id}: utleverte aktivitetsplan til foresatte, 22.11.2026" in one_line(log)
    told = skolen.run("sjekk-kopi", str(copy))
    assert f"møte (id {new.id}, rettet 2026-11-23)" in one_line(told.out)
    assert "K40" not in skolen.fine("valider").out


def test_what_was_corrected_is_made_again_as_it_was_first_written(skolen: Program) -> None:
    handed_out(skolen)
    skolen.now = "2026-11-24T09:30+01:00"
    skolen.fine("tiltak", "plan", SAK, "--problem", "Noe annet nå.")
    skolen.fine("rett", SAK, "utlevering", "--til-hvem", "far", *HVORFOR)
    skolen.fine("rett", SAK, "utlevering", "--til-hvem", "mor", *HVORFOR)
    review = one_line(skolen.fine("tilsyn", SAK, "--format", "md").out)
    assert review.count("de foresatte (mor)") == 1
    assert "(far)" not in review
    assert "Kunne ikke lages på nytt" not in review
    assert "Det som først ble skrevet om utleveringen, er rettet." in review


def test_a_copy_that_was_never_sent_is_struck_everywhere(skolen: Program) -> None:
    copy = handed_out(skolen)
    told = skolen.fine("rett", SAK, "utlevering", "--utgår", *HVORFOR)
    assert "utlevering, 23.11.2026, utgår" in told.out
    assert "Også rettet: plan-sendt, 23.11.2026, utgår" in told.out
    assert "Nytt som må gjøres" in told.out
    page = one_line(skolen.fine("vis", SAK).out)
    assert "strøket: var ført opp ved en feil" in page
    assert "strøket, sto som: 23.11.2026 plan-sendt" in page
    assert "Strøk utleveringen 23.11.2026 av aktivitetsplan" in one_line(
        skolen.fine("logg", SAK, "--siste", "1").out
    )
    remark = "Ført opp ved en feil. Kopien ble ikke utlevert."
    assert remark in one_line(skolen.fine("tilsyn", SAK, "--format", "md").out)
    asked = ("innsyn", SAK, "--for", "forelder", "--format", "md")
    assert remark in one_line(skolen.fine(*asked).out)
    answer = skolen.run("sjekk-kopi", str(copy))
    assert answer.status == 1
    assert "det er strøket: den ble ikke utlevert" in one_line(answer.out)
    assert skolen.run("sjekk-kopi", str(copy), "--format", "json").json()["kopi"]["utlevering"][
        "utgår"
    ]
    assert (
        "- **23. november 2026:** mor og far" not in skolen.fine("lag", "aktivitetsplan", SAK).out
    )
    assert "K40" not in skolen.fine("valider").out


def test_to_strike_one_does_not_say_that_a_copy_was_handed_out(skolen: Program) -> None:
    handed_out(skolen)
    skolen.fine("rett", SAK, "utlevering", "--utgår", *HVORFOR)
    assert "var en utlevering" not in skolen.fine("angre").err
    skolen.fine("registrer", SAK, "notat", "--notat", "Oppdiktet")
    handed_out(skolen)
    assert "var en utlevering" in skolen.fine("angre").err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--til-hvem", "far"), "Si hvorfor det som sto, er feil."),
        (("--til-hvem", "far", "--hvorfor", " "), "sier ikke noe"),
        (("--mottaker", "elev", *HVORFOR), "Dette har ikke oppføringen: --mottaker."),
        (("--steg", "notat", *HVORFOR), "Dette har ikke oppføringen: --steg."),
        (HVORFOR, "Rettelsen sier det samme som sto fra før."),
    ],
)
def test_what_cannot_be_told_of_a_copy_is_said(
    skolen: Program, args: tuple[str, ...], said: str
) -> None:
    handed_out(skolen)
    head = skolen.git("rev-parse", "HEAD")
    told = skolen.run("rett", SAK, "utlevering", *args)
    assert told.status == 2
    assert said in one_line(told.err)
    assert skolen.git("rev-parse", "HEAD") == head


def test_a_name_in_who_got_it_is_not_written(skolen: Program) -> None:
    handed_out(skolen)
    head = skolen.git("rev-parse", "HEAD")
    told = skolen.run("rett", SAK, "utlevering", "--til-hvem", "Oppdiktet Elev Falk", *HVORFOR)
    assert told.status == 1
    assert told.err.startswith("--til-hvem:1:1: feil[L801]")
    assert skolen.git("rev-parse", "HEAD") == head


def test_one_of_several_is_meant_by_its_id_and_what_is_struck_is_not_put_right(
    skolen: Program,
) -> None:
    handed_out(skolen)
    handed_out(skolen)
    told = skolen.run("rett", SAK, "utlevering", "--utgår", *HVORFOR)
    one, other = case_of(skolen).utleveringer
    assert told.status == 2
    assert one.id in told.err
    assert other.id in told.err
    skolen.fine("rett", SAK, one.id, "--utgår", *HVORFOR)
    skolen.fine("rett", SAK, "utlevering", "--til-hvem", "mor", *HVORFOR)
    last = case_of(skolen).utleveringer[-2]
    assert "Oppføringen er strøket" in skolen.run("rett", SAK, last.id, "--utgår", *HVORFOR).err


# A decision before a copy, and an approval


def test_a_wrong_decision_before_a_copy_is_struck_and_asked_for_again(skolen: Program) -> None:
    text = skolen.case(SAK).read_text("utf-8")
    assert "  klasse:" in text
    line = next(each for each in text.splitlines() if each.startswith("  klasse:"))
    flagged = text.replace(line, f"{line}\n  flagg: [{FLAGG}]", 1)
    skolen.case(SAK).write_text(flagged, "utf-8")
    skolen.fine("lagre")
    told = ("avklar", SAK, FLAGG, "--for", "foresatte", "--hvorfor", "Oppdiktet")
    skolen.fine(*told)
    assert skolen.run(*told).status == 3
    wrong = skolen.run("rett", SAK, "avklaring", "--til-hvem", "mor", *HVORFOR)
    assert "Dette har ikke en avklaring: --til-hvem." in wrong.err
    skolen.fine("rett", SAK, "avklaring", "--hvorfor", "En annen grunn")
    assert case_of(skolen).avklaringer[-1].hvorfor == "En annen grunn"
    skolen.fine("rett", SAK, "avklaring", "--utgår", *HVORFOR)
    stopped = skolen.run("utlever", "aktivitetsplan", SAK, *HJEM)
    assert stopped.status == 1
    assert FLAGG in stopped.err
    assert "strøket" in one_line(skolen.fine("vis", SAK).out.split("Avklart\n")[1])
    skolen.fine(*told)
    assert len(case_of(skolen).avklaringer) == 4


def test_an_approval_by_mistake_is_struck_by_the_one_who_may_give_it(
    root: Path, tmp_path: Path
) -> None:
    skolen = Program(of_the_repository(root, tmp_path / "skolen"))
    skolen.git("config", "user.name", "Oppdiktet Rektor Ravn")
    skolen.fine("godkjenn", SAK)
    skolen.git("config", "user.name", "Oppdiktet Lærer Bjerk")
    refused = skolen.run("rett", SAK, "godkjenning", "--utgår", *HVORFOR)
    assert refused.status == 3
    assert "Du er ikke rektor" in refused.err
    skolen.git("config", "user.name", "Oppdiktet Rektor Ravn")
    skolen.fine("rett", SAK, "godkjenning", "--utgår", *HVORFOR)
    assert "| Godkjent | ikke ennå |" in skolen.fine("lag", "aktivitetsplan", SAK).out
    page = one_line(skolen.fine("vis", SAK).out)
    assert "Godkjent:" not in page
    assert "rektor: Oppdiktet grunn" in page
    assert "K343" not in skolen.fine("valider").out
    skolen.fine("godkjenn", SAK)
    assert (
        "| Godkjent | rektor 23. november 2026 |" in skolen.fine("lag", "aktivitetsplan", SAK).out
    )


# An entry of the case


def test_an_entry_that_never_was_counts_nowhere_and_stands(skolen: Program) -> None:
    number = skolen.new_case()
    skolen.fine("registrer", number, "drøftet", "--av", "kontaktlærer")
    was = case_of(skolen, number).hendelser[-1].id
    told = skolen.fine("rett", number, "drøftet", "--utgår", "--hvorfor", "Ført i feil sak")
    assert ", utgår. Det som sto" in told.out
    assert "Nytt som må gjøres" in told.out
    last = case_of(skolen, number).hendelser[-1]
    assert (last.steg, last.notat, last.retter, last.utgaar) == (
        "drøftet", "Ført i feil sak", was, True,
    )  # fmt: skip
    assert "strøket, sto som: 23.11.2026 drøftet" in one_line(skolen.fine("vis", number).out)
    assert "Strøk hendelsen drøftet, 23.11.2026" in one_line(
        skolen.fine("logg", number, "--siste", "1").out
    )
    skolen.fine("registrer", number, "drøftet", "--av", "kontaktlærer")
    wrong = skolen.run("rett", number, "drøftet", "--kanal", "brev")
    assert "En hendelse har verken --til-hvem eller --kanal." in one_line(wrong.err)


def test_a_decision_and_a_consent_that_were_struck_hold_no_more(skolen: Program) -> None:
    number = skolen.new_case()
    skolen.fine(
        "vedtak", number, "--slag", "bortvisning", "--fra", "2026-11-24", "--til", "2026-11-25",
        "--faktum", "Oppdiktet", "--mildere-tiltak", "Oppdiktet", "--begrunnelse", "Oppdiktet",
    )  # fmt: skip
    decided = case_of(skolen, number).hendelser[-1]
    assert decided.vedtak is not None
    skolen.fine("rett", number, decided.id, "--utgår", *HVORFOR)
    assert (
        "ikke noe vedtak å rette"
        in skolen.run("vedtak", number, "--rett", "--til", "2026-11-26").err
    )
    skolen.fine(
        "registrer", number, "notat", "--notat", "x", "--samtykke", "ja", "--samtykke-til", "ppt",
        "--samtykke-av", "foresatte",
    )  # fmt: skip
    agreed = case_of(skolen, number).hendelser[-1]
    skolen.fine("rett", number, agreed.id, "--utgår", *HVORFOR)
    counted = facts_of(case_of(skolen, number), (), date(2026, 11, 23)).hendelser
    assert not [each for each in counted if each.samtykke or each.vedtak]


def test_the_opening_of_a_case_is_not_struck(skolen: Program) -> None:
    number = skolen.new_case()
    opening = case_of(skolen, number).hendelser[0]
    told = skolen.run("rett", number, opening.id, "--utgår")
    assert told.status == 2
    assert "Saken er åpnet med denne hendelsen" in told.err
    skolen.fine("rett", number, opening.id, "--dato", "2026-11-20")


def test_an_evaluation_is_led_to_its_own_command(skolen: Program) -> None:
    plan = case_of(skolen).aktivitetsplan
    assert plan is not None
    evaluated = next(one for each in plan.tiltak for one in each.evalueringer)
    told = skolen.run("rett", SAK, evaluated.id, "--utgår")
    assert f"sosialplan tiltak rett {SAK} {evaluated.id}" in one_line(told.err)


# Two who do not know of each other


def test_one_copy_put_right_by_two_is_told_of(skolen: Program) -> None:
    handed_out(skolen)
    skolen.fine("rett", SAK, "utlevering", "--til-hvem", "far", *HVORFOR)
    entry = skolen.case(SAK).read_text("utf-8").split("utleveringer:")[1].split("  - id: ")[2]
    entry = f"  - id: {entry}"
    again = entry.replace(case_of(skolen).utleveringer[1].id, "zzzzzzzz")
    path = skolen.case(SAK)
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + again, "utf-8")
    assert "advarsel[K406]" in skolen.fine("valider").out


# The entries as values


def decided(name: str, retter: str | None = None, *, utgaar: bool = False) -> Avklaring:
    return Avklaring(
        id=name, dato=date(2026, 11, 23), gjelder="navn-1a2b3c4d", mottaker="foresatte",
        hvorfor="Oppdiktet", retter=retter, utgaar=utgaar,
    )  # fmt: skip


def test_what_was_written_first_is_found_through_every_correction() -> None:
    first, second = decided("aaaaaaaa"), decided("bbbbbbbb", "aaaaaaaa")
    third = decided("cccccccc", "bbbbbbbb", utgaar=True)
    known = (third, first, second)
    assert [stands_for(each, known)[-1] for each in known] == [first, first, first]
    assert struck(known) == (third,)
    assert struck((*known, decided("dddddddd", "cccccccc"))) == ()
    one, other = decided("eeeeeeee", "ffffffff"), decided("ffffffff", "eeeeeeee")
    assert stands_for(one, (one, other))[-1] == other
    assert stands_for(one, (one,)) == (one,)


def test_what_was_put_right_to_a_later_day_was_not_on_the_earlier(skolen: Program) -> None:
    handed_out(skolen)
    skolen.now = "2026-11-25T09:30+01:00"
    skolen.fine("rett", SAK, "utlevering", "--dato", "2026-11-25", *HVORFOR)
    on_the_day = sak_paa_dag(case_of(skolen), date(2026, 11, 24))
    assert on_the_day.utleveringer == ()
    assert not [each for each in on_the_day.hendelser if each.mottakere == ("mor og far",)]
    assert len(sak_paa_dag(case_of(skolen), date(2026, 11, 25)).utleveringer) == 2
