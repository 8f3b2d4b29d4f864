"""What a sealed file is called, which files are sealed, and under which names git is asked for them."""

import pytest

from sosialplan.model.vernet import (
    any_sealed,
    both_names,
    is_about_pupils,
    is_plain_case,
    is_sealed_name,
    may_be_sealed,
    plain_name,
)


@pytest.mark.parametrize(
    ("name", "plain", "sealed"),
    [
        ("saker/2026/2026-YHP9E.yaml.age", "saker/2026/2026-YHP9E.yaml", True),
        ("saker/2026/2026-YHP9E.yaml", "saker/2026/2026-YHP9E.yaml", False),
        ("nøkkel.age", "nøkkel.age", False),
        ("saker/2026/2026-YHP9E.yaml.age.age", "saker/2026/2026-YHP9E.yaml.age.age", False),
    ],
)
def test_a_sealed_file_is_known_by_its_plain_name(name: str, plain: str, *, sealed: bool) -> None:
    assert (plain_name(name), is_sealed_name(name)) == (plain, sealed)


@pytest.mark.parametrize(
    ("file", "may"),
    [
        ("saker/2026/2026-YHP9E.yaml", True),
        ("skolen/saker/2026/2026-YHP9E.yaml", True),
        ("fravaer/2026-2027/8B.yaml", True),
        ("moter/2026-2027/r-team.yaml", True),
        ("plan/skole.yaml", False),
        ("maler/saker/brev.md.j2", False),
        ("saker/.gitkeep", False),
        ("saker.yaml", False),
    ],
)
def test_what_is_about_pupils_is_sealed_and_the_plan_is_not(file: str, *, may: bool) -> None:
    assert may_be_sealed(file) is may
    assert tuple(both_names([file])) == ((file, f"{file}.age") if may else (file,))


@pytest.mark.parametrize(
    ("file", "pupils", "plain"),
    [
        ("saker/2026/2026-YHP9E.yaml", True, True),
        ("saker/2026/2026-YHP9E.yaml.age", True, False),
        ("innboks/abc.age", True, False),
        ("saker/.gitkeep", True, False),
        ("plan/skole.yaml", False, False),
    ],
)
def test_a_plain_case_is_told_from_a_sealed_one(file: str, *, pupils: bool, plain: bool) -> None:
    assert (is_about_pupils(file), is_plain_case(file)) == (pupils, plain)
    assert any_sealed([file, "plan/skole.yaml"]) is (pupils and file.endswith(".age"))
