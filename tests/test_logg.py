"""``logg`` on real git: what a person reads, whatever was done to the files by hand."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from fortelling import STORIES, lived
from gitprogram import ask, tell
from golden import assert_golden
from handskrevet import add, apart, by_hand, merged, without
from program import Program, copied, made_by_start
from sosialplan.commands.historikk.logg import MANGE
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.contents import texts
from sosialplan.git.history import commits


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("logg") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


@pytest.fixture
def sak(program: Program) -> str:
    return program.new_case()


def told(program: Program, *args: str) -> list[str]:
    lines: list[dict[str, str]] = program.fine("logg", *args, "--format", "json").json()["logg"]
    return [each["hva"] for each in lines]


OPENED = ["Åpnet saken i kjeden trygt-og-godt.", "Registrerte oppdaget, 23.11.2026."]


# Whole cases


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_the_log_of_a_whole_case(story: Path, program: Program, oppdater_gull: bool) -> None:
    number = lived(story, program)["SAK"]
    text = program.fine("logg", number).out
    assert_golden(f"logg/{story.stem}.txt", text, oppdater_gull)
    for name in ("Prøve", "Sol", "Oppdiktet Elev"):
        assert name not in text
    rows: list[Any] = program.fine("logg", number, "--format", "json").json()["logg"]
    assert {row["sak"] for row in rows} == {number}
    assert [row["tid"] for row in rows] == sorted((row["tid"] for row in rows), reverse=True)


def test_every_change_of_the_files_is_told_of(program: Program) -> None:
    lived(STORIES[0], program)
    rows: list[Any] = program.fine("logg", "--format", "json").json()["logg"]
    names = program.git("log", "--format=%H").split()
    assert list(dict.fromkeys(row["commit"] for row in rows)) == names


# What is asked for


@pytest.fixture
def two_days(program: Program, sak: str) -> str:
    program.fine("registrer", sak, "drøftet", "--av", "rådgiver")
    program.now = "2026-11-25T08:00+01:00"
    program.git("config", "--local", "user.name", "Oppdiktet Vikar")
    program.fine("registrer", sak, "rektor-varslet", "--av", "kontaktlærer", "--dato", "2026-11-24")
    return sak


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("--siden", "2026-11-24"), ["rektor-varslet"]),
        (("--siden", "2026-11-25", "--siste", "5"), ["rektor-varslet"]),
        (("--siden", "2026-11-26"), []),
        (("--av", "vikar"), ["rektor-varslet"]),
        (("--av", "radgiver"), ["drøftet"]),
        (("--av", "Oppdiktet"), ["rektor-varslet", "drøftet", None, "oppdaget"]),
        (("--steg", "drofta"), []),
        (("--steg", "droftet"), ["drøftet"]),
        (("--siste", "2"), ["rektor-varslet", "drøftet"]),
        (("--siste", "0"), []),
        (("--av", "Oppdiktet Ansatt", "--siste", "1"), ["drøftet"]),
    ],
    ids=lambda each: " ".join(map(str, each)),
)
def test_the_log_is_asked_for_a_part(
    program: Program, two_days: str, args: Sequence[str], expected: list[str | None]
) -> None:
    rows = program.fine("logg", two_days, *args, "--format", "json").json()["logg"]
    assert [row["steg"] for row in rows] == expected
    whole = program.fine("logg", *args, "--format", "json").json()["logg"]
    assert [row["steg"] for row in whole if row["sak"] == two_days] == expected


def test_where_nothing_is_found_it_says_so_and_what_is_near(
    program: Program, two_days: str
) -> None:
    result = program.fine("logg", two_days, "--steg", "drøftes")
    assert (result.out, result.err) == ("", "Ingen slike endringer. Mente du «drøftet»?\n")
    assert program.fine("logg", "--av", "ingen").err == "Ingen slike endringer.\n"


def test_a_row_says_who_when_it_happened_and_when_it_was_written(
    program: Program, two_days: str
) -> None:
    row = program.fine("logg", two_days, "--siste", "1", "--format", "json").json()["logg"][0]
    head = program.git("rev-parse", "HEAD").strip()
    assert row == {
        "commit": head,
        "tid": "2026-11-25T08:00:00+01:00",
        "hvem": "Oppdiktet Vikar",
        "sak": two_days,
        "hva": "Registrerte rektor-varslet, 24.11.2026, ført inn av en ukjent for kontaktlærer.",
        "id": row["id"],
        "steg": "rektor-varslet",
        "dato": "2026-11-24",
        "registrert": "2026-11-25",
        "dager_etter": 1,
    }


def test_late_is_what_the_school_says_is_late(program: Program, sak: str) -> None:
    program.now = "2026-12-01T08:00+01:00"
    program.fine("registrer", sak, "drøftet", "--dato", "2026-11-27")
    late = "Registrerte drøftet, 27.11.2026 (skrevet ned 01.12.2026, 4 dager etter)."
    assert told(program, sak)[0] == late
    school = program.root / "plan" / "skole.yaml"
    settings = school.read_text(encoding="utf-8")
    begins = "  - innstilling: sent-skrevet-dager\n    standard: "
    school.write_text(settings.replace(f"{begins}3", f"{begins}4"), encoding="utf-8")
    assert told(program, sak)[0] == "Registrerte drøftet, 27.11.2026."
    school.write_text("navn: [\n", encoding="utf-8")
    assert told(program, sak)[0] == late, "without the setting every delay is marked"


# Absence and minutes of the case


def test_absence_and_minutes_are_told_where_they_are_of_the_case(program: Program) -> None:
    number = program.new_case("fravaer")
    program.fine(
        "fravær", "registrer", number, "--fra", "2026-11-20", "--type", "ugyldig", "--meldt", "nei"
    )
    program.now = "2026-11-23T10:00+01:00"
    other = ("--elev", "Oppdiktet Elev Annen", "--klasse", "8B")
    program.fine(
        "fravær", "registrer", *other, "--fra", "2026-11-19", "--type", "gyldig", "--meldt", "ja"
    )
    program.fine(
        "møte",
        "registrer",
        "klassemøte",
        "--klasse",
        "8B",
        "--dato",
        "2026-11-20",
        "--til-stede",
        "rektor",
    )
    book = program.file("moter/2026-2027/r-team.yaml")
    minutes = (
        "skoleår: 2026-2027\nholdt:\n"
        f"  - {{id: mmmmmmmm, møte: r-team, dato: 2026-11-23, saker: [{{sak: {number}}}]}}\n"
    )
    by_hand(program, book, lambda _: minutes)
    assert told(program, number) == [
        "Skrev at r-team ble holdt 23.11.2026.",
        "Førte saken som drøftet i r-team 23.11.2026.",
        "Skrev fravær 20.11.2026–20.11.2026 (ugyldig).",
        "Åpnet saken i kjeden fravaer.",
        OPENED[1],
    ]  # fmt: skip
    whole = told(program)
    assert (
        "Skrev fravær 19.11.2026–19.11.2026 (gyldig) (skrevet ned 23.11.2026, 4 dager etter)."
        in whole
    )
    assert "Skrev at klassemøte ble holdt 20.11.2026, ført inn av en ukjent." in whole


def test_absence_without_the_number_is_told_by_name_and_class(program: Program) -> None:
    who = ("--elev", "Oppdiktet Elev Prøve", "--klasse", "8B")
    program.fine(
        "fravær", "registrer", *who, "--fra", "2026-11-20", "--type", "ugyldig", "--meldt", "nei"
    )
    number = program.new_case("fravaer")
    assert "Skrev fravær 20.11.2026–20.11.2026 (ugyldig)." in told(program, number)


def test_the_newest_are_counted_past_commits_that_tell_of_nothing(
    program: Program, sak: str
) -> None:
    program.fine("registrer", sak, "drøftet")
    empty = ("commit", "--quiet", "--allow-empty", "--message", "tom")
    for _ in range(5):
        ask(program.root, *empty, extra_env={"GIT_COMMITTER_DATE": program.now})
    program.fine("registrer", sak, "rektor-varslet")
    assert told(program, "--siste", "2") == [
        "Registrerte rektor-varslet, 23.11.2026.",
        "Registrerte drøftet, 23.11.2026.",
    ]


# What people do to files


def test_what_was_changed_and_taken_away_by_hand_is_told_loudly(program: Program, sak: str) -> None:
    file = program.case(sak)
    by_hand(program, file, add("drøftet"), who="Oppdiktet Hånd")
    by_hand(program, file, lambda text: text.replace("steg: drøftet", "steg: samtale"))
    by_hand(program, file, lambda text: text[: text.index("  - {id: hhhhhhhh")])
    assert told(program, sak) == [
        "FJERNET hendelsen samtale, 23.11.2026.",
        "ENDRET hendelsen samtale, 23.11.2026, som sto fra før: steget.",
        "Registrerte drøftet, 23.11.2026.",
        *OPENED,
    ]
    rows = program.fine("logg", sak, "--format", "json").json()["logg"]
    assert [row["hvem"] for row in rows][:3] == ["Oppdiktet Hånd"] * 3


@pytest.mark.parametrize(
    "broken", ["sak: [\n", "- en\n- liste\n", "tekst\n", "", "\x00", "a: &x 1\nb: *x\n", "[" * 500]
)
def test_a_file_that_could_not_be_read_is_told_of_and_hides_nothing(
    program: Program, sak: str, broken: str
) -> None:
    file = program.case(sak)
    good = file.read_text(encoding="utf-8")
    by_hand(program, file, lambda _: broken)
    by_hand(program, file, lambda _: add("drøftet")(good))
    expected = [
        "Filen kan leses igjen.",
        "Registrerte drøftet, 23.11.2026.",
        "Filen kunne ikke leses slik den ble lagret.",
        *OPENED,
    ]
    assert told(program, sak) == expected
    assert told(program)[:5] == expected


def test_bytes_that_are_no_text_are_told_of(program: Program, sak: str) -> None:
    file = program.case(sak)
    good = file.read_bytes()
    file.write_bytes(b"\xff\xfe" + good)
    program.git("commit", "--all", "--quiet", "--message", "latin")
    assert told(program, sak)[0] == "Filen kunne ikke leses slik den ble lagret."


def test_a_commit_dated_long_ago_is_told_of_and_stays_in_its_place(
    program: Program, sak: str
) -> None:
    by_hand(program, program.case(sak), add("drøftet"), when="2019-05-01T08:00+02:00")
    program.fine("registrer", sak, "rektor-varslet")
    assert told(program, sak) == [
        "Registrerte rektor-varslet, 23.11.2026.",
        "Commiten er datert 01.05.2019, men bygger på en fra 23.11.2026.",
        "Registrerte drøftet, 23.11.2026.",
        *OPENED,
    ]
    assert len(told(program, sak, "--siden", "2026-11-01")) == 5


def test_a_commit_whose_date_no_calendar_has_is_no_crash(program: Program, sak: str) -> None:
    tree = program.git("rev-parse", "HEAD^{tree}").strip()
    by_hand(program, program.case(sak), add("drøftet"))
    tree = program.git("rev-parse", "HEAD^{tree}").strip()
    parent = program.git("rev-parse", "HEAD~1").strip()
    odd = "Oppdiktet <o@skole.invalid> 99999999999999999 +9999"
    made = f"tree {tree}\nparent {parent}\nauthor {odd}\ncommitter {odd}\n\nrart\n"
    name = _object(program, made)
    program.git("reset", "--quiet", "--hard", name)
    assert "Registrerte drøftet, 23.11.2026" in told(program, sak)[-3]


def _object(program: Program, commit_text: str) -> str:
    args = ("hash-object", "-t", "commit", "-w", "--stdin", "--literally")
    return tell(program.root, *args, stdin=commit_text.encode()).decode().strip()


@pytest.mark.parametrize("how", ["git", "lagre"])
def test_a_case_that_got_another_number_keeps_its_history(
    program: Program, sak: str, how: str
) -> None:
    program.fine("registrer", sak, "drøftet")
    new = "2026-7KQ2H"
    text = program.case(sak).read_text(encoding="utf-8").replace(f"sak: {sak}", f"sak: {new}")
    program.case(sak).unlink()
    program.case(new).write_text(text, encoding="utf-8")
    if how == "lagre":
        program.fine("lagre")
        assert program.git("log", "-1", "--format=%B").split() == [
            "Saker", "Sak:", sak, "Sak:", new,
        ]  # fmt: skip
    else:
        program.git("add", "--all")
        program.git("commit", "--quiet", "--message", "nytt nummer")
    renamed = [
        f"Saken har fått nytt nummer. Det gamle er {sak}.",
        f"Endret saksnummeret fra {sak} til {new}.",
    ]
    expected = [*renamed, "Registrerte drøftet, 23.11.2026.", *OPENED]
    assert told(program, new) == expected
    assert told(program)[:2] == renamed
    assert told(program, sak) == ["Saken er tatt bort fra mappen.", *expected[2:]]


def test_a_case_that_is_gone_still_has_a_log(program: Program, sak: str) -> None:
    by_hand(program, program.case(sak), None)
    assert told(program, sak) == ["Saken er tatt bort fra mappen.", *OPENED]
    assert program.run("logg", "2026-7KQ2H").status == 3


def test_a_case_that_was_never_saved_has_no_log(program: Program) -> None:
    number = "2026-7KQ2H"
    text = (
        f"sak: {number}\nkjede: bekymring\nopprettet: 2026-11-23\nelev: {{navn: O, klasse: 8B}}\n"
    )
    program.case(number).parent.mkdir()
    program.case(number).write_text(text, encoding="utf-8")
    assert program.fine("logg", number).err == "Ingenting er lagret ennå.\n"


@pytest.mark.parametrize(
    "name", ["Oppdiktet Elev Hånd.txt", "elev\nmåne.yaml", "Notat om Sol.yaml"]
)
@pytest.mark.parametrize("folder", ["saker/2026", "plan/..", "moter/2026-2027", "Oppdiktet Mappe"])
def test_a_file_named_after_someone_is_told_of_without_its_name(
    program: Program, folder: str, name: str
) -> None:
    file = (program.root / folder).resolve() / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("skoleår: 2026-2027\n", encoding="utf-8")
    program.git("add", "--all")
    program.git("commit", "--quiet", "--message", "en fil")
    (said,) = told(program, "--siste", "1")
    assert said in {
        "La til en fil i saker/.", "La til en fil i moter/.", "La til en fil som ikke er planens.",
    }  # fmt: skip


def test_a_change_of_the_plan_is_told_by_its_area(program: Program) -> None:
    school = program.root / "plan" / "skole.yaml"
    setting = "innstilling: snart-dager\n    standard: "
    by_hand(program, school, lambda text: text.replace(f"{setting}3", f"{setting}5"))
    by_hand(program, school, lambda text: text.replace("kommune: Oslo", "kommune: Bergen"))
    by_hand(program, program.root / "plan" / "ny.yaml", lambda _: "a: 1\n")
    assert told(program, "--siste", "3") == [
        "La til plan/ny.yaml.",
        "Endret plan/skole.yaml.",
        "Skolens egne tall: Endret: «snart-dager» (standard: 3 → 5).",
    ]


def test_many_files_of_one_folder_are_counted(program: Program) -> None:
    first = told(program)
    assert any(re.fullmatch(r"La til [0-9]{2} filer i plan/skjema/\.", each) for each in first)
    assert len(first) < 50


# Lines of work that meet


def test_both_sides_of_a_merge_are_told_and_the_merge_itself_says_nothing(
    program: Program, sak: str
) -> None:
    apart(program, sak, add("samtale", "ssssssss"))
    merged(program, sak, add("samtale", "ssssssss"))
    for lines in (told(program, sak), told(program)[:4]):
        assert lines[:4] == [
            "Registrerte samtale, 23.11.2026.",
            "Registrerte drøftet, 23.11.2026.",
            *OPENED,
        ]
    rows = program.fine("logg", sak, "--format", "json").json()["logg"]
    assert [row["hvem"] for row in rows][:2] == ["Oppdiktet Side", "Oppdiktet Hoved"]


def test_what_a_merge_drops_is_told(program: Program, sak: str) -> None:
    apart(program, sak, add("samtale", "ssssssss"))
    merged(program, sak, lambda text: text)
    lost = "Ikke med etter sammenslåing: hendelsen samtale, 23.11.2026."
    assert told(program, sak)[0] == lost
    assert told(program)[0] == lost


def test_what_was_taken_away_on_a_side_is_told_once(program: Program, sak: str) -> None:
    by_hand(program, program.case(sak), add("samtale", "ssssssss"))
    taken = without("samtale", "ssssssss")
    apart(program, sak, taken)
    merged(program, sak, taken)
    gone = [each for each in told(program, sak) if "samtale" in each and "Registrerte" not in each]
    assert gone == ["FJERNET hendelsen samtale, 23.11.2026."]


# Where there is little to look back on


def test_a_folder_without_git_or_without_commits(program: Program) -> None:
    shutil.rmtree(program.root / ".git")
    assert program.run("logg").status == 3
    program.git("init", "--quiet")
    assert program.fine("logg").err == "Ingenting er lagret ennå.\n"


def test_a_shallow_clone_tells_what_it_has(program: Program, sak: str, tmp_path: Path) -> None:
    program.fine("registrer", sak, "drøftet")
    program.fine("registrer", sak, "rektor-varslet")
    program.git("clone", "--quiet", "--depth=2", program.root.as_uri(), str(tmp_path / "grunn"))
    shallow = Program(tmp_path / "grunn")
    assert told(shallow, sak)[0] == "Registrerte rektor-varslet, 23.11.2026."
    assert "Registrerte oppdaget, 23.11.2026." in told(shallow, sak)


def test_a_detached_head_and_a_name_that_is_odd(program: Program, sak: str) -> None:
    program.git("checkout", "--quiet", "--detach")
    by_hand(program, program.case(sak), add("drøftet"), who="A\x1eB\x1fC")
    rows = program.fine("logg", sak, "--format", "json").json()["logg"]
    assert rows[0]["hvem"] == "A\x1eB\x1fC"


def test_settings_of_the_person_change_nothing(program: Program, sak: str) -> None:
    program.fine("registrer", sak, "drøftet")
    before = program.fine("logg", sak).out
    for name, value in (
        ("log.showRoot", "false"), ("log.follow", "true"), ("log.showSignature", "true"),
        ("diff.renames", "copies"), ("log.diffMerges", "remerge"), ("core.quotePath", "true"),
        ("diff.relative", "true"), ("core.abbrev", "4"), ("i18n.logOutputEncoding", "latin1"),
    ):  # fmt: skip
        program.git("config", "--local", name, value)
    assert program.fine("logg", sak).out == before


def test_the_index_is_there_from_the_start_and_is_kept(program: Program, sak: str) -> None:
    chain = program.root / ".git/objects/info/commit-graphs/commit-graph-chain"
    assert chain.exists()
    assert program.git("config", "--local", "maintenance.commit-graph.enabled") == "true\n"
    program.git("config", "--local", "--unset", "maintenance.commit-graph.enabled")
    program.fine("registrer", sak, "drøftet")
    assert program.git("config", "--local", "maintenance.commit-graph.enabled") == "true\n"


def test_contents_that_are_not_here_are_none(program: Program) -> None:
    missing = "0" * 39 + "1"
    tree = program.git("rev-parse", "HEAD^{tree}").strip()
    assert texts(Planmappe(program.root), [missing, tree]) == {missing: None, tree: None}
    assert texts(Planmappe(program.root), []) == {}
    assert len(commits(program.root, ["plan"])) == 1


def test_a_commit_of_very_many_files_is_one_line_where_the_newest_are_asked_for(
    program: Program,
) -> None:
    folder = program.root / "saker" / "2025"
    folder.mkdir(parents=True)
    for at in range(MANGE + 1):
        (folder / f"oppdiktet-{at}.yaml").write_text("# Oppdiktet\n", encoding="utf-8")
    tell(program.root, "add", "-A")
    tell(program.root, "commit", "-q", "-m", "Oppdiktet")
    newest, *_ = told(program, "--siste", "1")
    assert newest.startswith(f"{MANGE + 1} filer ble lagret på én gang.")
    assert len(told(program, "--siste", "1")) == 1
    assert len(told(program)) > MANGE
