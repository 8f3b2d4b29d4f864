"""A copy for someone is looked through before it leaves: text, PDF, metadata, file name, flags."""

from datetime import date
from pathlib import Path

import pytest

from program import Program, of_the_repository
from sosialplan.model.failure import ExpectedFailure
from sosialplan.output.filtekst import filtekst
from sosialplan.output.pdf import pdf_of
from sosialplan.tekster.koder.alle import CODES, find_code
from sosialplan.tekster.koder.tillit import KOPI

SAK = "2026-YHP9E"
"""An invented case with a plan: the pupil is Oppdiktet Elev Alm, Elev B and Elev C are involved."""


@pytest.fixture
def skolen(root: Path, tmp_path: Path) -> Program:
    return Program(of_the_repository(root, tmp_path / "skolen"))


def planted(program: Program, text: str) -> None:
    """Write a text where the plan shows it."""
    program.fine("tiltak", "plan", SAK, "--problem", text)


def refused(program: Program, *args: str) -> list[str]:
    told = program.run("lag", "aktivitetsplan", SAK, *args)
    assert told.status == 1
    assert told.out == ""
    return told.err.splitlines()


def test_a_copy_without_others_is_made(skolen: Program) -> None:
    for mottaker in ("elev", "foresatte", "statsforvalter", "arkiv", "r-team"):
        made = skolen.fine("lag", "aktivitetsplan", SAK, "--mottaker", mottaker)
        assert made.out.startswith("# Aktivitetsplan\n")


def test_a_whole_name_stops_the_document_with_its_place(skolen: Program) -> None:
    planted(skolen, "Falk, Oppdiktet E. lo av eleven.")
    assert refused(skolen, "--mottaker", "foresatte") == [
        (
            "aktivitetsplan.md:23:1: feil[L801] Dokumentet har hele navnet til elev i sak 2026-P3E6W eller foresatt i sak 2026-P3E6W, "
            "under «Hva planen skal løse»."
        ),
        f"    {find_code('L801').cure}",  # type: ignore[union-attr]  # the code is there
        "Ikke laget: 1 ting må rettes eller avklares først.",
    ]
    assert skolen.run("lag", "aktivitetsplan", SAK).status == 0


@pytest.mark.parametrize("format_", ["md", "html", "docx", "pdf"])
def test_the_schools_own_draft_says_so_first_and_another_pupils_name_is_told(
    skolen: Program, format_: str
) -> None:
    planted(skolen, "Falk, Oppdiktet E. lo av eleven.")
    file = skolen.root.parent / f"plan.{format_}"
    told = skolen.fine("lag", "aktivitetsplan", SAK, "--til", str(file))
    text = (
        filtekst(file.read_bytes(), format_).tekst if format_ != "md" else file.read_text("utf-8")
    )
    mark = "Utkast for skolen, ikke til å dele."
    assert -1 < text.find(mark) < text.find("Hva planen skal løse")
    assert "advarsel[L801] Dokumentet har hele navnet til elev i sak 2026-P3E6W" in told.err
    assert "Falk" not in told.err
    assert mark not in skolen.fine("lag", "rettigheter", SAK, "--mottaker", "foresatte").out


def test_a_plan_that_nobody_has_approved_is_told_when_it_goes_home(skolen: Program) -> None:
    planted(skolen, "Eleven er alene.")
    told = skolen.fine("lag", "aktivitetsplan", SAK, "--mottaker", "foresatte")
    assert "| Godkjent | ikke ennå |" in told.out
    assert (
        f"Planen er ikke godkjent, og det står i den. Godkjenn den først: sosialplan godkjenn {SAK}"
        in told.err
    )
    assert (
        "ikke godkjent" not in skolen.fine("lag", "rettigheter", SAK, "--mottaker", "foresatte").err
    )


def test_no_answer_lets_a_whole_name_pass(skolen: Program) -> None:
    planted(skolen, "Oppdiktet Falk lo. Det gjorde Falk også, sa falk.")
    (code,) = {
        word for line in refused(skolen, "--mottaker", "elev") for word in line.split()
        if word.startswith("navn-")
    }  # fmt: skip
    skolen.fine("avklar", SAK, code, "--for", "elev", "--hvorfor", "Det er et etternavn til")
    assert [each for each in refused(skolen, "--mottaker", "elev") if "[" in each] == [
        (
            "aktivitetsplan.md:23:1: feil[L801] Dokumentet har hele navnet til elev i sak 2026-P3E6W eller foresatt i sak 2026-P3E6W, "
            "under «Hva planen skal løse»."
        )
    ]


def test_a_question_is_answered_for_one_recipient_and_stays_answered(skolen: Program) -> None:
    planted(skolen, "Det hendte ved Falk kiosk, sa Falk.")
    asked = refused(skolen, "--mottaker", "foresatte")
    assert asked[0] == (
        "aktivitetsplan.md:23:1: feil[L811] Et ord i dokumentet kan være navnet til elev i sak "
        "2026-P3E6W eller foresatt i sak 2026-P3E6W, under «Hva planen skal løse»."
    )
    command = asked[1].split("sosialplan ")[1].removesuffix(" …").split()
    assert command[:2] == ["avklar", SAK]
    told = skolen.fine(*command, "Det er et sted")
    assert told.out.startswith(f"Avklart i {SAK} for de foresatte: navn-")
    skolen.fine("lag", "aktivitetsplan", SAK, "--mottaker", "foresatte")
    assert "[L811]" in refused(skolen, "--mottaker", "elev")[0]
    page = skolen.fine("vis", SAK).out
    assert (
        "for de foresatte: Det er et sted, ført inn av en ukjent (id n0000001)\n"
        in page.split("Avklart\n")[1]
    )
    assert "Falk" not in skolen.fine("logg", SAK).out
    again = skolen.run(*command, "Det er et sted")
    assert again.status == 3
    assert again.err.startswith(f"Det er allerede avklart i {SAK} for de foresatte.")
    assert "K40" not in skolen.fine("valider").out


def test_a_name_that_a_sign_split_which_is_not_seen_is_found(skolen: Program) -> None:
    planted(skolen, "Så kom Oppdiktet \n Fa\u00ad\nlk bort.")
    assert "feil[L801]" in refused(skolen, "--mottaker", "elev")[0]


def test_the_template_s_own_words_are_no_names(skolen: Program) -> None:
    path = skolen.case(SAK)
    text = path.read_text("utf-8").replace(
        "navn: Oppdiktet Elev Bakke", "navn: Saksnummer Oppdiktet Tilgang"
    )
    path.write_text(text, "utf-8")
    skolen.fine("lagre")
    skolen.fine("lag", "aktivitetsplan", SAK, "--mottaker", "foresatte")
    planted(skolen, "Så kom Når.")
    assert (
        "kan være navnet til Elev B"
        not in skolen.fine("lag", "aktivitetsplan", SAK, "--mottaker", "foresatte").err
    )


def test_a_heading_that_people_wrote_is_not_repeated(skolen: Program) -> None:
    skolen.fine("tiltak", "ny", SAK, "--tiltak", "Snakk om Oppdiktet Elev Falk", "--nivå", "elev",
        "--ansvarlig", "rådgiver", "--fra", "2026-11-23", "--evalueres", "2026-12-10")  # fmt: skip
    told = skolen.run("lag", "endringsbrev", SAK, "--mottaker", "foresatte")
    assert "[L801]" in told.err
    assert "Falk" not in told.err
    assert "Snakk om" not in told.err


def test_a_flag_stops_what_goes_home_until_someone_has_decided(skolen: Program) -> None:
    path = skolen.case(SAK)
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("  klasse: 8B\n", "  klasse: 8B\n  flagg: [delt-omsorg]\n", 1), "utf-8"
    )
    skolen.fine("lagre")
    assert refused(skolen, "--mottaker", "foresatte")[:2] == [
        (
            "aktivitetsplan.md:1:1: feil[L821] Eleven har flagget «delt-omsorg», og ingen har avgjort om "
            "dokumentet kan gå til de foresatte."
        ),
        (
            "    Avgjør det, og skriv grunnen: "
            f"sosialplan avklar {SAK} delt-omsorg --for foresatte --hvorfor …"
        ),
    ]
    skolen.fine("lag", "aktivitetsplan", SAK, "--mottaker", "statsforvalter")
    skolen.fine(
        "avklar", SAK, "delt-omsorg", "--for", "foresatte", "--hvorfor", "Begge skal ha den"
    )
    skolen.fine("lag", "aktivitetsplan", SAK, "--mottaker", "foresatte")


def test_what_is_decided_must_be_something_that_was_asked(skolen: Program) -> None:
    why = ("--hvorfor", "Fordi")
    told = skolen.run("avklar", SAK, "kontaktforbud", "--for", "elev", *why)
    assert (told.status, told.err.splitlines()[0]) == (
        3, f"Eleven i {SAK} har ikke flagget «kontaktforbud». Ingenting er endret.",
    )  # fmt: skip
    told = skolen.run("avklar", SAK, "kontaktforbod", "--for", "elev", *why)
    assert (told.status, told.err.splitlines()[0]) == (
        2, "Dette er verken et flagg eller en kode fra kontrollen. Mente du «kontaktforbud»?",
    )  # fmt: skip
    told = skolen.run("avklar", SAK, "navn-1a2b3c4d", "--for", "eleven", *why)
    assert told.status == 2
    assert told.err.startswith("Fant ikke mottakeren «")


def test_the_file_s_own_name_is_looked_through_too(skolen: Program, tmp_path: Path) -> None:
    told = skolen.run(
        "lag", "aktivitetsplan", SAK, "--mottaker", "arkiv", "--til", str(tmp_path / "iversen.md")
    )
    assert told.status == 3
    assert told.err.startswith("Filnavnet som er valgt, kan ha navnet til ")
    assert f"--til ut/{SAK}.pdf" in told.err
    assert (told.err.count("navnet"), "Iversen" in told.err) == (2, False)
    assert not (tmp_path / "iversen.md").exists()


FOR_ALL = (
    "tavle",
    "frister",
    "møte saksliste r-team --format md",
    f"lag aktivitetsplan {SAK} --format md",
)


@pytest.mark.parametrize("command", FOR_ALL)
def test_a_file_with_the_name_of_a_pupil_is_told_of(
    skolen: Program, tmp_path: Path, command: str
) -> None:
    ending = "md" if "md" in command else "html" if command == "tavle" else "csv"
    for name, told in (("Oppdiktet_Elev_Alm", True), ("skolens liste", False)):
        made = skolen.fine(*command.split(), "--til", str(tmp_path / f"{name}.{ending}"))
        assert ("Filnavnet kan ha navnet til en elev" in made.err) is told
        assert made.err.count("Filnavnet") == told


def test_what_only_the_pdf_tells_is_found(skolen: Program, tmp_path: Path) -> None:
    """A school's own look may print what no text of the document holds."""
    style = skolen.root / "maler/stil.typ"
    text = style.read_text("utf-8")
    style.write_text(
        text.replace("  innhold\n", "  innhold\n  [Oppdiktet Elev Falk]\n", 1), "utf-8"
    )
    assert style.read_text("utf-8") != text
    target = tmp_path / "plan.pdf"
    args = ("--mottaker", "foresatte", "--format", "pdf", "--til", str(target))
    told = refused(skolen, *args)
    assert told[0].startswith("aktivitetsplan.pdf:")
    assert "feil[L801] Dokumentet har hele navnet til elev i sak 2026-P3E6W, på side" in told[0]
    assert not target.exists()


def test_a_case_that_cannot_be_read_stops_every_copy(skolen: Program) -> None:
    (skolen.root / "saker/2026/2026-0BAD0.yaml").write_text("sak: [\n", "utf-8")
    assert refused(skolen, "--mottaker", "ppt")[0].startswith("saker/2026/2026-0BAD0.yaml:")
    assert skolen.run("lag", "aktivitetsplan", SAK).status == 0


def test_what_the_law_demands_and_what_leaks_are_told_together(skolen: Program) -> None:
    skolen.fine("registrer", "2026-8G2R1", "samtale", "--elevens-stemme", "Oppdiktet Falk lo.")
    told = skolen.run("lag", "aktivitetsplan", "2026-8G2R1", "--mottaker", "foresatte")
    assert "[U112]" in told.err
    assert "[L801]" in told.err
    assert told.err.splitlines()[-1].startswith(
        "Ikke laget: 4 opplysninger som loven krever, mangler, og 1 ting"
    )


def test_each_code_of_the_check_is_explained(skolen: Program) -> None:
    assert {each.code for each in KOPI}.isdisjoint(each.code for each in CODES)
    for each in KOPI:
        assert each.why in skolen.fine("forklar", each.code).out.replace("\n", " ").replace(
            "  ", " "
        )


# What a finished file says


def test_a_pdf_says_its_words_with_hyphens_and_pages(root: Path) -> None:
    long = "Oppdiktetsamarbeidspartnerutviklingsansvarlig "
    content = pdf_of(
        f"# Tittel\n\n{long * 400}", maler=root / "maler", title="Tittelen", author="Skolen",
        day=date(2026, 11, 23),
    )  # fmt: skip
    read = filtekst(content, "pdf")
    assert read.tekst.count("\f") >= 1
    assert "\u00ad\n" in read.tekst
    assert {"Tittelen", "Skolen"} <= set(read.opplysninger.split("\n"))


@pytest.mark.parametrize("format_", ["pdf", "docx", "md"])
def test_what_is_no_such_file_is_refused(format_: str) -> None:
    with pytest.raises(ExpectedFailure):
        filtekst(b"\xff\xfe\x00", format_)


def test_html_says_its_text_and_what_its_attributes_tell() -> None:
    read = filtekst('<p>Emma <b>Eide</b></p><img alt="Kart" src="x"><p>&amp;</p>', "html")
    assert read.tekst == "\nEmma Eide\n Kart \n&"


def test_an_employee_who_is_called_as_a_pupil_does_not_let_the_pupils_name_pass(
    skolen: Program,
) -> None:
    """Whom the text means, only a person can say; so a person is asked."""
    told = skolen.fine("skole", "person", "ny", "Oppdiktet Elev Falk", "lærer")
    assert "En elev har det samme navnet." in told.err
    planted(skolen, "Trygg i timene sammen med Oppdiktet Elev Falk.")
    lines = [each for each in refused(skolen, "--mottaker", "foresatte") if "feil[" in each]
    assert len(lines) == 1
    assert "hele navnet" not in lines[0]
    shown = skolen.fine(
        "skole", "visning", "falk", "--hvor", "status=åpen", "--hva", "For Oppdiktet Elev Falk"
    )
    assert "Se over: Teksten har et ord som kan være et navn" in shown.err


def test_the_pupil_of_the_case_may_be_called_as_an_employee(skolen: Program) -> None:
    skolen.fine("skole", "person", "ny", "Oppdiktet Elev Alm", "lærer")
    assert skolen.run("lag", "aktivitetsplan", SAK, "--mottaker", "foresatte").status == 0


def test_a_guardian_who_works_at_the_school_is_one_person(skolen: Program) -> None:
    told = skolen.fine("skole", "person", "ny", "Oppdiktet Forelder Falk", "lærer")
    assert "samme navnet" not in told.err
    planted(skolen, "Oppdiktet Forelder Falk følger med i timene.")
    assert skolen.run("lag", "aktivitetsplan", SAK, "--mottaker", "foresatte").status == 0
