"""``frister --eskalert``: what went up because nobody did it, and nothing else."""

from typing import Any

from program import Program


def rows(program: Program, *args: str) -> list[Any]:
    found: list[Any] = program.fine("frister", "--format", "json", *args).json()["frister"]
    return found


def test_only_what_went_up_is_shown_and_of_a_role_what_went_up_to_it(skolen: Program) -> None:
    every = rows(skolen)
    went_up = [each for each in every if each["eskalert_til"]]
    assert went_up
    assert len(went_up) < len(every)
    assert rows(skolen, "--eskalert") == went_up
    roles = {rolle for each in went_up for rolle in each["eskalert_til"]}
    for rolle in roles:
        groups = rows(skolen, "--eskalert", "--rolle", rolle)
        assert groups
        assert all(each["eskalert_til"] for each in groups)
    assert rows(skolen, "--eskalert", "--rolle", "elev") == []
    told = skolen.fine("frister", "--eskalert", "--rolle", "elev")
    assert "Ingen frister." in told.err
