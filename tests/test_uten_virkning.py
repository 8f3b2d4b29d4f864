"""An option that would say nothing is refused: nobody believes that it did."""

import re
from importlib import import_module
from inspect import getsource
from pathlib import Path

import pytest

from program import Program
from sosialplan.views.dokumentliste import DOKUMENTER

SAK = "2026-YHP9E"
LOST = (
    (("lag", "handlingsplan", "--målform", "nynorsk"), "--målform har ingen virkning for handlingsplanen"),
    (("lag", "handlingsplan", "--mottaker", "elev"), "--mottaker har ingen virkning for handlingsplanen"),
    (("lag", "handlingsplan", SAK), "SAK har ingen virkning for handlingsplanen"),
    (("lag", "handlingsplan", "--felter"), "--felter har ingen virkning for handlingsplanen"),
    (("lag", "handlingsplan", "--forhåndsvis"), "--forhåndsvis har ingen virkning for handlingsplanen"),
    (("lag", "handlingsplan", "--siden", "i går", "--dato", "i går"), "--siden, --dato har ingen virkning"),
    (("lag", "handlingsplan", "--hvorfor", "Oppdiktet", "--vedlegg", "melding"), "--hvorfor, --vedlegg har ingen"),
    (("lag", "årsrapport", SAK), "SAK har ingen virkning for årsrapporten"),
    (("lag", "aktivitetsplan", SAK, "--skoleår", "2026-2027"), "--skoleår har ingen virkning for dette dokumentet"),
    (("lag", "aktivitetsplan", SAK, "--sammenlign", "2025"), "--sammenlign har ingen virkning for dette dokumentet"),
    (("lag", "aktivitetsplan", SAK, "--siden", "i går"), "--siden har ingen virkning for dette dokumentet"),
    (("lag", "aktivitetsplan", SAK, "--dato", "i går"), "--dato har ingen virkning for dette dokumentet"),
    (("lag", "aktivitetsplan", "--felter", "--format", "pdf"), "--format har ingen virkning når du ser feltene"),
    (("lag", "aktivitetsplan", "--felter", "--til", "felter.md"), "--til har ingen virkning når du ser feltene"),
    (("lag", "aktivitetsplan", SAK, "--felter", "--mottaker", "elev"), "SAK, --mottaker har ingen virkning"),
    (("lag", "aktivitetsplan", SAK, "--forhåndsvis"), "SAK har ingen virkning når du forhåndsviser malen"),
    (("utlever", "aktivitetsplan", SAK, "--mottaker", "elev", "--kanal", "møte", "--dato", "i går"),
     "--dato har ingen virkning for dette dokumentet"),
    (("overfør", SAK, "--til", "rektor", "--utfør"), "--utfør har ingen virkning når en sak tilbys"),
    (("overfør", SAK, "--til", "rektor", "--format", "json"), "--format har ingen virkning når en sak tilbys"),
    (("overfør", SAK, "--svar", "ja", "--utfør"), "--utfør har ingen virkning når det svares"),
    (("overfør", "--fra", "Oppdiktet Lærer Dal", "--av", "rektor"), "--av har ingen virkning"),
    (("overfør", "--fra", "Oppdiktet Lærer Dal", "--til", "Oppdiktet Lærer Eng", "--notat", "x", "--utfør"),
     "--notat har ingen virkning når alt flyttes"),
    (("innboks", "abcdefgh", "--alle"), "--alle har ingen virkning når du ser én melding"),
    (("innboks", "abcdefgh", "--til-sak", SAK, "--format", "json"), "--format har ingen virkning"),
    (("innboks", "abcdefgh", "--ferdig", "--hvorfor", "Oppdiktet", "--alle"), "--alle har ingen virkning"),
    (("tilgang", "--format", "json", "signering", "av"), "Valgene må stå etter underkommandoen."),
    (("årshjul", "--format", "json", "status"), "Valgene må stå etter underkommandoen."),
    (("tilsyn", SAK, "--til", "x.docx"), "Kommandoen lager ikke filer som slutter på .docx."),
    (("tilsyn", SAK, "--til", "x.md", "--format", "md"), "Teksten (md) vises her"),
    (("innsyn", SAK, "--for", "elev", "--til", "x.docx"), "Kommandoen lager ikke filer som slutter på .docx."),
)  # fmt: skip


@pytest.mark.parametrize(
    ("args", "why"), LOST, ids=lambda each: " ".join(each)[:60] if isinstance(each, tuple) else ""
)
def test_what_has_no_effect_is_refused_and_nothing_is_made(
    skolen: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
    why: str,
) -> None:
    there = tmp_path / "her"
    there.mkdir()
    monkeypatch.chdir(there)
    head = skolen.git("rev-parse", "HEAD")
    refused = skolen.run(*args)
    assert (refused.status, refused.out) == (2, "")
    assert why in refused.err
    assert not list(there.iterdir())
    assert (skolen.git("rev-parse", "HEAD"), skolen.git("status", "--porcelain")) == (head, "")


@pytest.mark.parametrize("slag", DOKUMENTER, ids=lambda each: each.kode)
@pytest.mark.parametrize("valg", ["siden", "dato"])
def test_a_document_takes_the_day_that_it_reads_and_no_other(slag: object, valg: str) -> None:
    """Which documents take ``--siden`` and ``--dato`` is what their views ask for."""
    form = getattr(slag, "form")  # noqa: B009 - the kind is a value of the views
    source = getsource(import_module(f"sosialplan.views.dokumenter.{form.partition(':')[0]}"))
    assert bool(re.search(rf"bilde\.valg\.{valg}\b", source)) == getattr(slag, valg)
