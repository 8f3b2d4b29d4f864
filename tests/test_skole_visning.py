"""``skole visning``: a sentence about the list of cases is kept under a name, and the file's remarks stay."""

from pathlib import Path

import pytest

from program import Program

FIL = Path("plan") / "visninger.yaml"


def lists(program: Program) -> str:
    return (program.root / FIL).read_text("utf-8")


def test_a_list_is_kept_shown_changed_and_taken_away(skolen: Program) -> None:
    before = lists(skolen)
    made = skolen.fine("skole", "visning", "åttende", "--hvor", "trinn=8 og status=åpen", "--hva", "Sakene på 8. trinn")  # fmt: skip
    assert made.out == "Listen åttende er ny. Lagret.\n"
    assert "Se den: sosialplan saker --visning åttende" in made.err
    added = "  - navn: åttende\n    hva: Sakene på 8. trinn\n    hvor: trinn=8 og status=åpen\n"
    assert lists(skolen) == before + added
    by_name = skolen.fine("saker", "--visning", "åttende")
    assert "Sakene på 8. trinn: trinn=8 og status=åpen" in by_name.err
    assert by_name.out == skolen.fine("saker", "--hvor", "trinn=8 og status=åpen").out
    changed = skolen.fine("skole", "visning", "åttende", "--hvor", "trinn=8")
    assert "Listen åttende er endret." in changed.out
    assert lists(skolen) == before + added.replace(" og status=åpen", "")
    assert "tatt bort" in skolen.fine("skole", "visning", "åttende", "--slett").out
    assert lists(skolen) == before
    assert skolen.git("status", "--porcelain") == ""
    assert "feil" not in skolen.run("valider", str(skolen.root / FIL)).out


def test_a_remark_beside_a_list_that_is_changed_stays(skolen: Program) -> None:
    path = skolen.root / FIL
    path.write_text(lists(skolen).replace("    hvor: frist<=14d\n", "    # Bestemt av R-teamet.\n    hvor: frist<=14d  # to uker\n"), "utf-8")  # fmt: skip
    skolen.fine("lagre")
    before = lists(skolen)
    skolen.fine("skole", "visning", "snart", "--hvor", "frist<=7d")
    assert lists(skolen) == before.replace("frist<=14d  #", "frist<=7d  #")


def test_the_last_one_taken_away_leaves_none(skolen: Program) -> None:
    for each in ("forfalte", "snart", "uten-frist"):
        skolen.fine("skole", "visning", each, "--slett")
    assert "Skolen har ingen lister med navn" in skolen.run("saker", "--visning", "snart").err
    skolen.fine("skole", "visning", "snart", "--hvor", "frist<7d")
    assert lists(skolen).startswith("# yaml-language-server:")
    skolen.fine("saker", "--visning", "snart")


def test_a_school_without_the_file_gets_it(skolen: Program) -> None:
    (skolen.root / FIL).unlink()
    skolen.fine("lagre")
    skolen.fine("skole", "visning", "snart", "--hvor", "frist<7d")
    skolen.fine("saker", "--visning", "snart")
    assert lists(skolen).startswith(
        "# yaml-language-server: $schema=skjema/visninger.schema.json\n"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("snart", "--hvor", "elev=Oppdiktet"), "Valget «--hvor», tegn 1"),
        (("snart", "--hvor", "klasse=8X"), "tegn 8"),
        (("snart", "--hvor", "frist<"), "tegn"),
        (("snart", "--hvor", " "), "tegn"),
        (("Åttende trinn", "--hvor", "trinn=8"), "ikke et navn en liste kan ha"),
        (("../snart", "--hvor", "trinn=8"), "ikke et navn en liste kan ha"),
        (("snart",), "mangler hvilke saker"),
        (("snart", "--slett", "--hvor", "trinn=8"), "La --hvor og --hva være"),
        (("snar", "--slett"), "Mente du «snart»?"),
        (("snart", "--hvor", "trinn=8", "--hva", "Om 01010000110"), "fødselsnummer"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_with_a_cure_and_nothing_written(
    skolen: Program, words: tuple[str, ...], told: str
) -> None:
    before = lists(skolen)
    refused = skolen.run("skole", "visning", *words)
    assert refused.status == 2
    assert told in " ".join(refused.err.split())
    assert lists(skolen) == before
    assert skolen.git("status", "--porcelain") == ""
    assert "01010000110" not in refused.out + refused.err


def test_a_file_that_is_faulty_is_told_of_and_not_written(skolen: Program) -> None:
    path = skolen.root / FIL
    path.write_text("visninger: 1\n", "utf-8")
    assert "visninger.yaml:1:" in skolen.run("skole", "visning", "ny", "--hvor", "trinn=8").err
    assert path.read_text("utf-8") == "visninger: 1\n"


def test_a_search_says_that_names_are_not_searched(skolen: Program) -> None:
    for word in ("garderoben", "finnesikke"):
        told = skolen.fine("søk", word)
        assert "ikke i navn på elever og foresatte" in told.err


OF_A_PUPIL = {
    "what a list is for": ("skole", "visning", "alm", "--hvor", "klasse=8B", "--hva", "Sakene til Oppdiktet Elev Alm"),
    "a list's own name": ("skole", "visning", "oppdiktet-elev-alm", "--hvor", "klasse=8B"),
    "why a reading was chosen": ("skole", "valg", "klassemøte-hyppighet", "hver-uke", "--hvorfor", "Etter det med Oppdiktet Elev Alm"),
    "a guardian": ("skole", "visning", "alm", "--hvor", "klasse=8B", "--hva", "Ring Oppdiktet Forelder Alm"),
}  # fmt: skip


@pytest.mark.parametrize("what", OF_A_PUPIL)
def test_a_pupils_name_goes_into_no_open_file_of_the_plan(what: str, skolen: Program) -> None:
    """The plan lies open also in a protected folder, and its history cannot be called back."""
    before = skolen.git("rev-parse", "HEAD")
    told = skolen.run(*OF_A_PUPIL[what])
    assert told.status == 3, told
    assert "navnet til en elev eller foresatt" in told.err
    assert "Alm" not in told.err
    assert (skolen.git("rev-parse", "HEAD"), skolen.git("status", "--porcelain")) == (before, "")


def test_the_same_list_once_more_says_so_and_nothing_of_git(skolen: Program) -> None:
    same = ("skole", "visning", "åttende", "--hvor", "trinn=8")
    skolen.fine(*same)
    again = skolen.fine(*same)
    assert "Slik er det fra før. Ingenting er endret." in again.err
    assert "Git" not in again.err


def test_what_may_be_a_name_is_told_of(skolen: Program) -> None:
    told = skolen.fine("skole", "visning", "mine", "--hvor", "trinn=8", "--hva", "Dahl mangler")
    assert "Teksten har et ord som kan være et navn" in " ".join(told.err.split())
    plain = skolen.fine("skole", "visning", "andre", "--hvor", "trinn=8", "--hva", "Sakene våre")
    assert "kan være et navn" not in plain.err
