"""`søk`: where words stand in what has been written. All people and cases are invented."""

from program import Program


def _case(skolen: Program) -> str:
    number = skolen.new_case()
    skolen.fine(
        "registrer", number, "notat", "--notat", "Oppdiktet krangel i GARDEROBEN\nom en ball"
    )
    return number


def test_a_text_is_found_by_part_of_a_word_and_whatever_its_case(skolen: Program) -> None:
    number = _case(skolen)
    for words in (["garderoben"], ["Garderobe", "ball"], ["krangel i", "GARDER"]):
        told = skolen.fine("søk", *words).out
        assert number in told
        assert "notat: notatet" in told
        assert "23.11.2026" in told
    assert skolen.fine("søk", "garderoben", "oppdiktetball").out == ""


def test_nothing_found_is_told_and_the_word_is_not_repeated(skolen: Program) -> None:
    told = skolen.fine("søk", "oppdiktethund")
    assert told.out == ""
    said = "Det letes i det som er skrevet, ikke i navn på elever og foresatte."
    assert told.err == f"Ingen tekst har alle ordene.\n{said}\n"
    short = skolen.run("søk", "x")
    assert short.status == 2
    assert "må ha minst 2 tegn" in short.err


def test_a_text_that_was_corrected_is_found_as_it_reads_now(skolen: Program) -> None:
    number = _case(skolen)
    skolen.fine(
        "rett", number, "notat", "--notat", "Oppdiktet krangel i kantinen", "--hvorfor", "Feil sted"
    )
    assert number not in skolen.fine("søk", "garderoben").out
    assert number in skolen.fine("søk", "kantinen").out


def test_too_many_are_cut_and_told(skolen: Program) -> None:
    number = skolen.new_case()
    path = skolen.case(number)
    entries = "".join(
        f"  - id: n{place:03d}7kq2\n    dato: 2026-11-23\n    steg: notat\n    notat: Oppdiktet hund {place}\n"
        for place in range(203)
    )
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{entries}", "utf-8")
    found = skolen.run("søk", "oppdiktet hund")
    assert len(found.out.splitlines()) == 201
    assert "Viser 200 av 203 tekster." in found.err
