"""A plan that undercuts the law is told of where it is chosen, saved and printed, and no duty falls away by a choice."""

from program import Program
from sosialplan.files.yaml_reader import parse

T = "plan/handlingskjeder/trygt-og-godt.yaml"
Q = "    spørsmål: Skal det alltid lages en aktivitetsplan?\n"
BEHOV = ("plan/valg.yaml", Q, Q + "    valgt: ved-behov\n")
LONG = (
    "plan/skole.yaml",
    "  - innstilling: frist-undersøkelse\n    standard: 5\n",
    "  - innstilling: frist-undersøkelse\n    standard: 90\n",
)
PROVED = (T, "Mistanke er nok.", "Det må være bevist.")
_REASON = """\
avvik:
  - {kjede: trygt-og-godt, plikt: skriftlig-plan, hvorfor: Oppdiktet grunn., besluttet: 2026-09-01, av: rektor}
"""
_FIRST = "valg:\n  - valg: foreldremøter\n"
AVVIK = ("plan/valg.yaml", _FIRST, _REASON + _FIRST)


def changed(skolen: Program, *changes: tuple[str, str, str]) -> None:
    for name, old, new in changes:
        path = skolen.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def new_case(skolen: Program) -> str:
    before = {each.stem for each in (skolen.root / "saker").rglob("*.yaml")}
    skolen.fine(
        "ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Elev A", "--klasse", "8A",
        "--oppdaget", "2026-11-09", "--meldt-av", "kontaktlærer",
    )  # fmt: skip
    (made,) = {each.stem for each in (skolen.root / "saker").rglob("*.yaml")} - before
    return made


def plan_rows(skolen: Program, sak: str) -> list[str]:
    told = skolen.fine("tilsyn", sak, "--format", "md").out
    return [each for each in told.splitlines() if each.startswith("| Lage skriftlig plan")]


def test_a_plan_of_law_is_not_lifted_by_a_choice_and_what_was_done_is_shown_once(
    skolen: Program,
) -> None:
    changed(skolen, BEHOV)
    skolen.git("commit", "--quiet", "-am", "Valg")
    sak = new_case(skolen)
    (before,) = plan_rows(skolen, sak)
    assert "bortfalt" not in before
    assert "ikke registrert" in before
    skolen.fine("registrer", sak, "aktivitetsplan", "--av", "kontaktlærer", "--dato", "2026-11-20")
    (after,) = plan_rows(skolen, sak)
    assert "20.11.2026" in after
    assert "gjort" in after
    assert "bortfalt" not in after


def test_a_reading_below_the_law_is_a_fault_until_a_dated_reason_stands(skolen: Program) -> None:
    changed(skolen, BEHOV)
    told = skolen.run("valider", "--lov")
    assert told.status == 1
    assert "feil[J531]" in told.out
    changed(skolen, AVVIK)
    again = skolen.run("valider", "--lov")
    assert (again.status, "J531" in again.out) == (0, False)
    assert "Oppdiktet grunn." in again.out


def test_every_reading_that_the_law_goes_against_is_told(skolen: Program) -> None:
    text = (skolen.root / "plan/valg.yaml").read_text(encoding="utf-8")
    by_choice = {each["valg"]: each for each in parse(text).tree["valg"]}
    below = {
        "aktivitetsplan-når": "ved-behov", "rektor-får-beskjed": "når-planen-er-laget",
        "vedtak": "vedtak", "fravær-femten-dager": "melding-sendes",
    }  # fmt: skip
    for valg, lesning in below.items():
        asked = f"    spørsmål: {by_choice[valg]['spørsmål']}\n"
        changed(skolen, ("plan/valg.yaml", asked, f"{asked}    valgt: {lesning}\n"))
    told = skolen.run("valider", "--lov").out
    for valg, lesning in below.items():
        assert f"Lesningen «{lesning}» av «{valg}»" in " ".join(told.split()), valg


def test_words_that_may_undercut_a_duty_are_told_when_they_are_saved(skolen: Program) -> None:
    changed(skolen, PROVED)
    saved = skolen.fine("lagre")
    assert "advarsel[J534]" in saved.err


def test_what_undercuts_the_law_in_another_file_than_the_saved_one_is_told(skolen: Program) -> None:
    changed(skolen, LONG)
    saved = skolen.run("lagre")
    assert (saved.status, "er lagret." in saved.out) == (1, True)
    assert "feil[J533]" in saved.err


def test_a_chain_below_the_law_is_not_saved(skolen: Program) -> None:
    changed(skolen, LONG, PROVED)
    saved = skolen.run("lagre")
    assert (saved.status, "Ingenting er endret." in saved.err) == (1, True)


def test_saving_a_case_says_nothing_of_the_plan(skolen: Program) -> None:
    changed(skolen, BEHOV)
    skolen.git("commit", "--quiet", "-am", "Valg")
    sak = next((skolen.root / "saker").rglob("*.yaml"))
    with sak.open("a", encoding="utf-8", newline="\n") as file:
        file.write("# Oppdiktet\n")
    assert "J531" not in skolen.fine("lagre").err


def test_the_floor_of_law_is_asked_of_the_paper_too(skolen: Program) -> None:
    path = skolen.root / "maler/deler/tiltak.md.j2"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(each for each in lines if "| Ansvarlig |" not in each), encoding="utf-8"
    )
    told = skolen.run("valider", "--lov")
    assert told.status == 1
    assert "V714" in told.out
    assert "V714" in skolen.run("valider", "--lov", "--format", "json").out
