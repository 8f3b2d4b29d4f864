"""One template serves both written forms: its own text is looked up, and what lacks nynorsk stops the paper."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from program import Program
from sosialplan.model import mappeinnhold as steder
from sosialplan.output import bounded
from sosialplan.output.ordlyd import ORDLYD, Ordfeil, fraser_i, ordlyd_of
from sosialplan.output.template_check import faults_in
from sosialplan.output.template_fault import TemplateFault
from sosialplan.output.templates import render

MALER = Path(__file__).parent.parent / "maler"
SAK = "2026-YHP9E"
ORD = """\
# Skolens egne
Hva skjer?
  Kva skjer?
= Dato
Ikke ennå
  Ikkje enno
fra
  frå
"""


def _folder(tmp_path: Path, text: str, ordlyd: str | None = ORD, **parts: str) -> Path:
    folder = tmp_path / "maler"
    (folder / "deler").mkdir(parents=True)
    (folder / "nn").mkdir()
    (folder / "brev.md.j2").write_text(text, encoding="utf-8")
    for name, part in parts.items():
        (folder / f"{name.replace('__', '/')}.md.j2").write_text(part, encoding="utf-8")
    if ordlyd is not None:
        (folder / "ordlyd").mkdir()
        (folder / ORDLYD).write_text(ordlyd, encoding="utf-8")
    return folder


def _both(folder: Path, values: Mapping[str, object] | None = None) -> tuple[str, str]:
    given = values or {}
    return render(folder, "brev.md.j2", given), render(folder, "nn/brev.md.j2", given)


def _stopped(folder: Path, ellers: Path | None = None) -> TemplateFault:
    with pytest.raises(TemplateFault) as fault:
        render(folder, "nn/brev.md.j2", {}, ellers)
    return fault.value


@pytest.mark.parametrize(
    ("text", "bokmaal", "nynorsk"),
    [
        ("## Hva skjer?\n", "## Hva skjer?\n", "## Kva skjer?\n"),
        ("| Dato | **Hva skjer?** |\n", "| Dato | **Hva skjer?** |\n", "| Dato | **Kva skjer?** |\n"),
        ("x{{ 1 }}, fra {{ 2 }}.\n", None, None),
        ("{{ 1 }}, fra {{ 2 }}<br>fra {{ 3 }}.\n", "1, fra 2<br>fra 3.\n", "1, frå 2<br>frå 3.\n"),
        ("{{ tom | default('Ikke ennå', true) }}\n", "Ikke ennå\n", "Ikkje enno\n"),
        ("{{ 'Hva skjer?' if tom else 'Ikke ennå' }}\n", "Ikke ennå\n", "Ikkje enno\n"),
        ("{{ ja if slag == 'annet' else 'Ikke ennå' }}\n", "ja\n", "ja\n"),
        ("{{ liste | selectattr('navn') | list | length }}\n", "1\n", "1\n"),
        ("{{ kart['annet'] }}\n", "ja\n", "ja\n"),
        ("{% if nynorsk %}Korleis?{% else %}Hvordan?{% endif %}\n\n", "Hvordan?\n", "Korleis?\n"),
        ("{% if not nynorsk %}Hvordan?{% endif %} fra\n", "Hvordan? fra\n", " frå\n"),
        ("{% if nynorsk %}Korleis?{% elif tom %}a{% else %}Hvordan?{% endif %}\n\n", "Hvordan?\n", "Korleis?\n"),
        ("{% if nynorsk and tom %}Dato{% else %}fra{% endif %}\n\n", "fra\n", "frå\n"),
        ("{{ 'Korleis?' if nynorsk else 'Hvordan?' }}\n", "Hvordan?\n", "Korleis?\n"),
        ("{% set ord = 'fra' %}{{ ord }}\n", "fra\n", "frå\n"),
        ("{% macro m() %}fra{% endmacro %}{{ m() }}\n", "fra\n", "frå\n"),
        ("{# Hva det er #}2026 – 2027\n", "2026 – 2027\n", "2026 – 2027\n"),
    ],
)  # fmt: skip
def test_one_template_gives_both_forms(
    tmp_path: Path, text: str, bokmaal: str | None, nynorsk: str | None
) -> None:
    values = {
        "tom": "",
        "ja": "ja",
        "slag": "annet",
        "kart": {"annet": "ja"},
        "liste": [{"navn": 1}],
    }
    folder = _folder(tmp_path, text)
    if nynorsk is None:
        assert "«x» står ikke i ordlyd/nn.txt" in _stopped(folder).sentence
    else:
        assert _both(folder, values) == (bokmaal, nynorsk)


def test_what_a_case_says_is_never_looked_up_and_never_acts(tmp_path: Path) -> None:
    said = {"sagt": "Hva skjer? {{ 7 * 7 }} {% if nynorsk %} | Dato"}
    bokmaal, nynorsk = _both(_folder(tmp_path, "{{ sagt }}\n"), said)
    assert bokmaal == nynorsk
    assert "Hva skjer?" in nynorsk
    assert "49" not in nynorsk


def test_a_part_is_taken_in_the_same_form_however_it_is_named(tmp_path: Path) -> None:
    text = "{% include 'deler/hode.md.j2' %}\n{% set n = 'deler/hode.md.j2' %}{% include n %}\n"
    folder = _folder(tmp_path, text, deler__hode="Hva skjer?\n")
    with pytest.raises(TemplateFault, match=r"står ikke i ordlyd/nn\.txt"):
        render(folder, "nn/brev.md.j2", {})
    named = "{% from 'deler/m.md.j2' import m %}{{ m() }}{% include 'deler/hode.md.j2' %}\n"
    (folder / "brev.md.j2").write_text(named, encoding="utf-8")
    (folder / "deler/m.md.j2").write_text("{% macro m() %}fra {% endmacro %}", encoding="utf-8")
    assert _both(folder) == ("fra Hva skjer?\n", "frå Kva skjer?\n")
    worked_out = "{% include ['deler/hode.md.j2'][0] %}\n"
    (folder / "brev.md.j2").write_text(worked_out, encoding="utf-8")
    assert _both(folder) == ("Hva skjer?\n", "Kva skjer?\n")


def test_a_phrase_without_nynorsk_stops_the_paper_at_its_place(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "fra\n\n| Dato | Hvem? |\n{% if x %}Nei{% endif %}\n")
    fault = _stopped(folder)
    assert (fault.code, fault.file, fault.line) == ("V716", "brev.md.j2", 3)
    assert fault.sentence == (
        "maler/brev.md.j2:3: «Hvem?» står ikke i ordlyd/nn.txt: «| Dato | Hvem? |»."
    )
    assert fault.cure.startswith("Skriv i maler/ordlyd/nn.txt")
    found = faults_in(folder, "nn/brev.md.j2", {"x": bool})
    assert [(each.file, each.line, dict(each.values)["frase"]) for each in found] == [
        ("brev.md.j2", 3, "Hvem?"),
        ("brev.md.j2", 4, "Nei"),
    ], "all of them, and also in a branch that no case has met"
    assert faults_in(folder, "brev.md.j2", {"x": bool}) == ()


def test_a_school_that_has_a_file_of_phrases_has_the_whole(tmp_path: Path) -> None:
    """What is taken out of it is missed, though the program knows it: nothing goes back unseen."""
    ellers = _folder(tmp_path / "standard", "Hva skjer?\n", ORD, nytt="Dato og fra\n")
    (ellers / ORDLYD).write_text(ORD + "= Dato og fra\n", encoding="utf-8")
    own = _folder(tmp_path / "skolen", "Hva skjer?\n", "Hva skjer?\n  Kva hender?\n")
    assert render(own, "nn/brev.md.j2", {}, ellers) == "Kva hender?\n"
    assert render(own, "nn/nytt.md.j2", {}, ellers) == "Dato og fra\n", "the program brings its own"
    (own / ORDLYD).write_text("= Dato\n", encoding="utf-8")
    assert _stopped(own, ellers).code == "V716"
    (own / ORDLYD).unlink()
    assert render(own, "nn/brev.md.j2", {}, ellers) == "Kva skjer?\n"


def test_a_template_of_its_own_in_nynorsk_still_holds(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path, "Hva skjer?\n", nn__brev="Kva no?\n{% include 'deler/hode.md.j2' %}\n",
        deler__hode="Hva skjer?\n",
    )  # fmt: skip
    assert _both(folder) == ("Hva skjer?\n", "Kva no?\nKva skjer?\n")
    text = "Kva no?\n{% include 'nn/deler/hode.md.j2' %}\n{{ borte.felt }}\n"
    (folder / "nn/brev.md.j2").write_text(text, encoding="utf-8")
    fault = _stopped(folder)
    assert (fault.code, fault.file, fault.line) == ("V702", "nn/brev.md.j2", 3)


def test_other_faults_are_told_in_the_file_that_was_read(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "fra\n{{ borte.felt }}\n")
    fault = _stopped(folder)
    assert (fault.code, fault.file, fault.line) == ("V702", "brev.md.j2", 2)
    (folder / "brev.md.j2").write_text("fra\n{% if %}\n", encoding="utf-8")
    assert (_stopped(folder).file, _stopped(folder).line) == ("brev.md.j2", 2)
    endless = "fra\n\n{% if nynorsk %}{% endif %}\n{% for a in range %}{% for b in range %}{% endfor %}{% endfor %}"
    (folder / "brev.md.j2").write_text(endless, encoding="utf-8")
    with pytest.raises(TemplateFault) as stopped:
        bounded.render(folder, "nn/brev.md.j2", {"range": list(range(3000))})
    assert (stopped.value.code, stopped.value.file, stopped.value.line) == ("V711", "brev.md.j2", 4)


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [(b"= Dato\nfra\n  fr\xe5\n", "F101", 3), ("= Da\u202eto\n".encode(), "V708", 1)],
)
def test_phrases_that_cannot_be_read_are_told_at_their_line(
    tmp_path: Path, data: bytes, code: str, line: int
) -> None:
    folder = _folder(tmp_path, "Dato\n")
    (folder / ORDLYD).write_bytes(data)
    fault = _stopped(folder)
    assert (fault.code, fault.file, fault.line) == (code, ORDLYD, line)
    (found,) = faults_in(folder, "nn/brev.md.j2", {})
    assert (found.code, found.file, found.line) == (code, ORDLYD, line)


def test_a_change_of_the_phrases_is_seen_at_once(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "fra\n")
    assert render(folder, "nn/brev.md.j2", {}) == "frå\n"
    (folder / ORDLYD).write_text("fra\n  ifrå\n# lengre\n", encoding="utf-8")
    os.utime(folder / ORDLYD, (1, 1))
    assert render(folder, "nn/brev.md.j2", {}) == "ifrå\n"


@pytest.mark.parametrize(
    ("text", "feil"),
    [
        ("a\n  b\n= c\n\n# d\n", []),
        ("a\n", [Ordfeil(1, "«a» har ingen linje med innrykk under.")]),
        ("a\n= b\n", [Ordfeil(1, "«a» har ingen linje med innrykk under.")]),
        ("  b\n", [Ordfeil(1, "Linjen over er ingen frase på bokmål.")]),
        ("a\n  b\n  c\n", [Ordfeil(3, "Linjen over er ingen frase på bokmål.")]),
        ("a\n  b\na\n  c\n", [Ordfeil(3, "«a» står også på linje 1.")]),
        ("a\n  {{ b }}\n", [Ordfeil(2, "En frase er bare tekst, uten {{ }} og {% %}.")]),
    ],
)  # fmt: skip
def test_a_line_of_phrases_that_is_none_is_told(text: str, feil: list[Ordfeil]) -> None:
    assert list(ordlyd_of(text).feil) == feil


def test_a_phrase_is_a_line_or_a_cell_without_its_marks() -> None:
    text = "## Hva er § 12?\n| Når | **Hvem:** | – |\n, hørt: "
    assert [(line, text[a:b], words) for line, a, b, words in fraser_i(text)] == [
        (0, "Hva er § 12?", "Hva er § 12?"),
        (1, "Når", "Når"),
        (1, "Hvem", "Hvem"),
        (2, "hørt", "hørt"),
    ]


def test_valider_tells_of_a_changed_text_and_the_school_heals_it(skolen: Program) -> None:
    path = skolen.root / "maler/aktivitetsplan.md.j2"
    old = path.read_text(encoding="utf-8")
    path.write_text(old.replace("Hva planen skal løse", "Hva vi løser"), encoding="utf-8")
    told = skolen.run("valider")
    assert (told.status, told.out.count("V716")) == (1, 1)
    asked = ("lag", "aktivitetsplan", SAK)
    stopped = skolen.run(*asked, "--målform", "nynorsk")
    assert stopped.status != 0
    assert "«Hva vi løser» står ikke i ordlyd/nn.txt" in " ".join(stopped.err.split())
    assert skolen.run(*asked, "--målform", "bokmål").status == 0
    with (skolen.root / steder.ORDLYD).open("a", encoding="utf-8") as file:
        file.write("Hva vi løser\n  Kva vi løyser\n")
    assert "V7" not in skolen.run("valider").out
    made = skolen.run(*asked, "--målform", "nynorsk")
    assert "## Kva vi løyser" in made.out


@pytest.mark.lang
def test_a_period_among_the_phrases_is_told_at_its_line(skolen: Program) -> None:
    path = skolen.root / steder.ORDLYD
    old = path.read_text(encoding="utf-8")
    path.write_text(
        old.replace("frå de fekk vedtaket.", "eller 6 veker frå de fekk vedtaket."),
        encoding="utf-8",
    )
    line = old[: old.index("frå de fekk vedtaket.")].count("\n") + 1
    said = " ".join(skolen.run("valider").out.split())
    assert f"maler/ordlyd/nn.txt:{line}:" in said
    assert "feil[V715] Malen skriver «6 veker» som fast tekst." in said
    reason = "# {# tid: 6 veker, fordi skolen alltid gir så lenge #}\n"
    path.write_text(reason + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert "V715" not in skolen.run("valider").out


def test_what_only_nynorsk_lets_fall_is_told(skolen: Program) -> None:
    path = skolen.root / "maler/aktivitetsplan.md.j2"
    old = path.read_text(encoding="utf-8")
    field = "{{ avsnitt(plan.problem) }}"
    path.write_text(
        old.replace(field, f"{{% if not nynorsk %}}{field}{{% endif %}}"), encoding="utf-8"
    )
    said = " ".join(skolen.run("valider").out.split())
    assert "maler/aktivitetsplan.md.j2:7:1: feil[V714] Malen viser ikke «plan.problem»" in said
    assert said.count("V714") == 1


def test_a_planmappe_with_the_old_nynorsk_templates_goes_on_and_is_told(skolen: Program) -> None:
    own = skolen.root / "maler/nn/rettigheter.md.j2"
    own.parent.mkdir()
    common = (MALER / "rettigheter.md.j2").read_text(encoding="utf-8")
    old = common.replace('"deler/', '"nn/deler/')
    own.write_text(f"{old}\nVår eiga line.\n", encoding="utf-8")
    told = skolen.run("valider")
    assert told.status == 0
    assert "maler/nn/rettigheter.md.j2:1:1: merknad[V718]" in " ".join(told.out.split())
    made = skolen.run("lag", "rettigheter", SAK, "--målform", "nynorsk")
    assert "Vår eiga line." in made.out
    assert "## Kven de kan snakke med" in made.out, "its parts are the common ones, in nynorsk"
    for name in ("a", "b", "c", "d"):
        (own.parent / f"{name}.md.j2").write_text("x\n", encoding="utf-8")
    said = " ".join(skolen.run("valider").out.split())
    assert "nn/a.md.j2, nn/b.md.j2, nn/c.md.j2 og 2 til." in said
