"""A plan as a package: given out by a municipality, laid under a school's own plan. All people are invented."""

import shutil
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitprogram import tell
from program import Program, copied, everything_in
from sosialplan.files.planpakke import began_as, entries_in, forslag, shared_of
from sosialplan.files.yaml_reader import parse
from sosialplan.files.yaml_writer import dump
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.planpakke import Pakkebrev, Pakkeinnslag
from sosialplan.model.skole import Klasse, Skole
from sosialplan.rules.fletting.fletteregler import REGLER
from sosialplan.rules.planpakke import (
    MOST_BYTES,
    MOST_FILES,
    SKOLENS,
    felles,
    fingeravtrykk,
    innhold_av,
    rute_utelatt,
    skolens_i,
    trinnpass,
    ulikheter,
    uten_skolens,
)
from sosialplan.views.pakkeforskjell import planendringer, stedet
from vernet_skole import with_keys

TILFELLER: Any = parse((Path(__file__).parent / "planpakke_tilfeller.yaml").read_text("utf-8")).tree
FELT = {"hva", "fil", "før", "pakken", "skolen", "blir", "begge", "ta pakkens"}
SKOLE, FRISTER = "plan/skole.yaml", "plan/fristregler.yaml"
KJEDE = "plan/handlingskjeder/trygt-og-godt.yaml"


def text_of(tree: Any) -> str:
    return tree if isinstance(tree, str) else dump(tree)


@pytest.mark.parametrize("row", TILFELLER, ids=lambda row: row["hva"])
def test_what_a_school_is_left_with(row: Any) -> None:
    assert row.keys() <= FELT
    fil = row.get("fil", SKOLE)
    stands, base, new = (
        {} if row.get(key) is None else {fil: text_of(row[key])}
        for key in ("skolen", "før", "pakken")
    )
    came = forslag(stands, base, new)
    assert [stedet(each.sted) for each in came.kollisjoner] == row.get("begge", [])
    assert left(stands, came) == row["blir"]
    taken = forslag(stands, base, new, [each.id for each in came.kollisjoner])
    assert left(stands, taken) == row.get("ta pakkens", row["blir"])


def left(stands: Any, came: Any) -> Any:
    after = {**stands, **came.tekster}
    texts = [text for name, text in after.items() if name not in came.bort]
    if not texts:
        return None
    tree = parse(texts[0]).tree
    return tree if isinstance(tree, dict) else texts[0]


WORDS = st.sampled_from(["a", "b", "c", "d"])
PLANS = st.dictionaries(WORDS, st.dictionaries(st.sampled_from(["navn", "gruppe"]), WORDS, max_size=2), max_size=4)  # fmt: skip


def as_plan(roles: dict[str, dict[str, str]]) -> str:
    return dump({"roller": [{"rolle": each, **rest} for each, rest in roles.items()]})


@given(PLANS, PLANS, PLANS)
def test_nothing_of_the_school_s_own_is_undone(
    base: dict[str, dict[str, str]], own: dict[str, dict[str, str]], new: dict[str, dict[str, str]]
) -> None:
    """Whatever the three say: what the school changed stands, and with every choice the package's does."""
    stands, was, comes = ({SKOLE: as_plan(each)} for each in (own, base, new))
    came = forslag(stands, was, comes)
    after = came.tekster.get(SKOLE, stands[SKOLE])
    roles = {each["rolle"]: {k: v for k, v in each.items() if k != "rolle"} for each in parse(after).tree["roller"]}  # fmt: skip
    for role in {*base, *own}:
        if own.get(role) != base.get(role) and role in own:
            was, now = base.get(role, {}), own[role]
            mine = {key: now.get(key) for key in {*was, *now} if was.get(key) != now.get(key)}
            assert {key: roles[role].get(key) for key in mine} == mine
        elif own.get(role) != base.get(role):
            assert role not in roles
    every = forslag(stands, was, comes, [each.id for each in came.kollisjoner])
    assert not every.bort
    again = forslag({SKOLE: after}, comes, comes)
    assert not again.tekster


def test_only_the_lines_of_what_changed_are_touched() -> None:
    own = (
        "# Skolens egen merknad\r\nnavn: Oppdiktet skole   # ved veien\r\nroller:\r\n  - {rolle: los,  navn: 'Los'}\r\n"
        "  # utenfor\r\n  - {rolle: vert, navn: Vert}\r\n"
    )
    base = dump({"roller": [{"rolle": "los", "navn": "Los"}, {"rolle": "vert", "navn": "Vert"}]})
    came = forslag({SKOLE: own}, {SKOLE: base}, {SKOLE: base.replace("Vert", "Verten")})
    assert came.tekster[SKOLE] == own.replace("navn: Vert}", "navn: Verten}")


def test_a_file_with_conflicts_that_are_not_solved_is_left() -> None:
    own = "navn: x\nkonflikter: []\nroller: []\n"
    with pytest.raises(ExpectedFailure, match="konflikter som ikke er løst"):
        forslag({SKOLE: own}, {SKOLE: "roller: []\n"}, {SKOLE: "roller: [{rolle: a, navn: A}]\n"})


def test_two_chains_under_one_name_are_not_put_together() -> None:
    with pytest.raises(ExpectedFailure, match="kan ikke settes sammen"):
        forslag({KJEDE: "kjede: a\n"}, {KJEDE: "kjede: a\n"}, {KJEDE: "kjede: b\nnavn: B\n"})


# What may be in a package


def there(*names: str, vanlig: bool = True, lengde: int = 10) -> list[Pakkeinnslag]:
    return [Pakkeinnslag(each, vanlig, lengde) for each in names]


MALER = frozenset({"maler/stil.typ", "maler/deler/kontakt.md.j2"})


def test_what_is_read_and_what_is_passed_by() -> None:
    read = (
        "maler/deler/kontakt.md.j2", "maler/stil.typ", "pakke.yaml", "plan/fristregler.yaml",
        "plan/handlingskjeder/uro.yaml", "plan/skoleruter/2026-2027.yaml",
    )  # fmt: skip
    beside = (
        ".github/kjør.yml", "README.md", "hooks/pre-commit", "maler/eget.md.j2", "maler/logo.png", "plan/README.md",
        "plan/handlingskjeder/Å b.yaml", "plan/handlingskjeder/dypt/a.yaml", "plan/handlingskjeder/uro.sh", "plan/kjør.sh",
        "plan/skjema/skole.schema.json", "plan/skoleruter/i-fjor.yaml",
    )  # fmt: skip
    inside = innhold_av(there(*read, *beside), MALER)
    assert inside.filer == tuple(sorted(read))
    assert inside.utelatt == tuple(sorted(beside))
    assert inside.avvist == ()


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (there("saker/2026/x.yaml"), "Den har saker (saker/)."),
        (there("elever/8A.yaml"), "Den har klasselister (elever/)."),
        (there("fravaer/8A.yaml"), "Den har fravær (fravaer/)."),
        (there("moter/a.yaml"), "Den har møtebøker (moter/)."),
        (there("innboks/a.yaml"), "Den har meldinger (innboks/)."),
        (there("plan/tilgang.yaml"), "nøklene"),
        (there("plan/navn.yaml"), "navn"),
        (there("plan/slettet.yaml"), "slettet"),
        (there("plan/pakke.yaml"), "det en skole har tatt inn"),
        (there("plan/skole.yaml", vanlig=False), "en lenke"),
        (there("plan", vanlig=False), "en lenke"),
        (there("plan/skole.yaml", lengde=MOST_BYTES + 1), "for stor"),
        (there(*(f"plan/handlingskjeder/k{n}.yaml" for n in range(MOST_FILES + 1))), "for stor"),
    ],
)
def test_what_is_about_people_leads_elsewhere_or_is_too_much_is_refused(
    entries: list[Pakkeinnslag], said: str
) -> None:
    (why,) = innhold_av(entries, MALER).avvist
    assert said in why


def test_a_school_s_own_is_taken_out_of_what_is_given_out_and_counted() -> None:
    skole = {
        "navn": "Oppdiktet skole", "klasser": [{"klasse": "8A"}], "personer": [], "roller": [{"rolle": "los"}],
        "innstillinger": [{"innstilling": "a", "verdier": [{"verdi": 1}]}, {"innstilling": "b"}],
    }  # fmt: skip
    assert uten_skolens(SKOLE, skole) == {
        "roller": [{"rolle": "los"}],
        "innstillinger": [{"innstilling": "a"}, {"innstilling": "b"}],
    }
    assert skolens_i(SKOLE, skole) == {
        "skolens navn": 1,
        "klassene": 1,
        "det skolen har valgt av innstillinger": 1,
    }
    assert skolens_i(FRISTER, {"regler": []}) == {}
    assert uten_skolens(FRISTER, {"regler": []}) == {"regler": []}
    odd: tuple[Any, ...] = ([], None, {"innstillinger": "nei"}, {"innstillinger": ["nei"]})
    for wrong in odd:
        assert uten_skolens(SKOLE, wrong) == wrong
        assert skolens_i(SKOLE, wrong) == {}


def test_what_is_a_school_s_own_stands_in_the_file_that_is_named() -> None:
    """A field that is renamed is found here: else it would be given out."""
    for file, places in SKOLENS.items():
        kind = {"plan/skole.yaml": Skole}.get(file)
        names = {each.encode_name for each in fields_of(kind)} if kind else {"valg", "avvik"}
        assert {sted[0] for sted in places} <= names


def fields_of(kind: Any) -> Any:
    import msgspec  # noqa: PLC0415 - one test asks

    return msgspec.structs.fields(kind)


BREV = Pakkebrev(navn="Plan", kommune="Bergen", versjon=1, dato=date(2026, 11, 30), trinn="1-10")


def skole_med(*klasser: str, trinn: str | None = None) -> Skole:
    return Skole(
        navn="Oppdiktet", kommune="Bergen", verdier=(), roller=(), innstillinger=(), trinn=trinn,
        klasser=tuple(Klasse(klasse=each) for each in klasser),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("klasser", "trinn", "pakken", "ingen", "uten"),
    [
        (("8A", "9A"), None, "1-10", False, ()),
        ((), "1-7", "8-10", True, ("1", "2", "3", "4", "5", "6", "7")),
        ((), "VG1-VG3", "1-10", True, ("VG1", "VG2", "VG3")),
        ((), "1-10", "1-7", False, ("8", "9", "10")),
        ((), "VG1-VG3", None, False, ()),
        ((), None, "1-10", False, ()),
    ],
)
def test_a_package_is_for_the_grades_it_says(
    klasser: tuple[str, ...],
    trinn: str | None,
    pakken: str | None,
    ingen: bool,
    uten: tuple[str, ...],
) -> None:
    from msgspec.structs import replace  # noqa: PLC0415 - one test asks

    found = trinnpass(replace(BREV, trinn=pakken), skole_med(*klasser, trinn=trinn))
    assert (found.ingen, found.uten) == (ingen, uten)


def test_a_calendar_of_another_place_or_of_a_year_that_is_over_is_none_of_the_school_s() -> None:
    skole, i_dag = skole_med(), date(2026, 11, 30)
    own = {"kommune": "BERGEN", "siste_skoledag": "2027-06-18"}
    assert rute_utelatt(own, skole, i_dag, known=False) is None
    assert rute_utelatt({**own, "kommune": "Oslo"}, skole, i_dag, known=True) == "gjelder Oslo, og skolen ligger i Bergen"  # fmt: skip
    over = {**own, "siste_skoledag": "2026-06-18"}
    assert rute_utelatt(over, skole, i_dag, known=True) is None
    assert rute_utelatt(over, skole, i_dag, known=False) == "gjelder et skoleår som er slutt"


def test_what_differs_is_told_place_by_place() -> None:
    before = {"roller": [{"rolle": "a", "navn": "A"}, {"rolle": "b", "navn": "B"}], "navn": "x"}
    after = {"roller": [{"rolle": "a", "navn": "Å"}, {"rolle": "c", "navn": "C"}], "kommune": ["y"]}
    found = [(stedet(each.sted), each.staar, each.ellers) for each in ulikheter(before, after, REGLER[Skole])]  # fmt: skip
    assert found == [
        ("roller › a › navn", "A", "Å"),
        ("roller › c", None, {"rolle": "c", "navn": "C"}),
        ("roller › b", {"rolle": "b", "navn": "B"}, None),
        ("kommune", None, ["y"]),
        ("navn", "x", None),
    ]
    told = [(each.hva, each.sagt) for each in planendringer(SKOLE, before, after)]
    assert told[0] == ("endret", "roller › a › navn: A → Å")
    assert told[1] == ("ny", "roller › c: rolle: c, navn: C")
    assert told[4] == ("bort", "navn: x")
    assert [each.sagt for each in planendringer("maler/stil.typ", "a", "b")] == ["hele filen"]
    (new,) = planendringer(SKOLE, None, after)
    assert (new.hva, new.sagt) == ("ny", "hele filen")
    (long,) = planendringer(SKOLE, {"navn": ""}, {"navn": "å" * 400})
    assert long.sagt.startswith("navn: (tomt) → ååå")
    assert len(long.sagt) < 150


def test_what_the_first_package_does_not_speak_of_is_not_taken_away() -> None:
    before = {"roller": [{"rolle": "a", "navn": "A", "gruppe": True}, {"rolle": "b"}], "navn": "x"}
    new = {"roller": [{"rolle": "a", "navn": "Å"}]}
    assert felles(before, new, REGLER[Skole]) == {"roller": [{"rolle": "a", "navn": "A"}]}
    assert felles({"roller": [1]}, {"roller": "a"}, REGLER[Skole]) == {"roller": [1]}


def test_the_same_content_has_the_same_print_whatever_order_it_lies_in() -> None:
    assert fingeravtrykk({"a": "1", "b": "2"}) == fingeravtrykk({"b": "2", "a": "1"})
    assert fingeravtrykk({"a": "1b"}) != fingeravtrykk({"a": "1", "b": ""})


# A municipality and its schools


@pytest.fixture(scope="module")
def utgitt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A municipality, a school that has taken in its first version, and the package; each test has copies of its own."""
    over = tmp_path_factory.mktemp("kommunen")
    for name, trinn in (("kommunen", "1-10"), ("skolen", "1-7")):
        Program(over).fine(
            "start", str(over / name), "--kommune", "Bergen", "--trinn", trinn, "--åpen",
            "--skole", f"Oppdiktet {name}",
        )  # fmt: skip
    Program(over / "kommunen").fine("plan", "pakke", "ut", str(over / "pakken"))
    Program(over / "skolen").fine("plan", "pakke", "hent", str(over / "pakken"), "--utfør")
    return over


class Kommune:
    """The two, in folders of their own."""

    def __init__(self, place: Path) -> None:
        self.kommunen, self.skolen = Program(place / "kommunen"), Program(place / "skolen")
        self.pakken = place / "pakken"

    def ny_versjon(self, **edits: tuple[str, str]) -> None:
        """Give out a version in which a text of the municipality's plan is another."""
        for file, (old, new) in edits.items():
            edit(self.kommunen, {"skole": SKOLE, "frister": FRISTER}.get(file, file), old, new)
        self.kommunen.fine("lagre")
        self.kommunen.fine("plan", "pakke", "ut", str(self.pakken))

    def hent(self, *more: str, **kinds: Any) -> Any:
        return self.skolen.run("plan", "pakke", "hent", str(self.pakken), *more, **kinds)

    def refused(self, said: str, status: int = 3) -> None:
        """Ask for the package, which is refused: nothing of the school is touched."""
        before = everything_in(self.skolen.root)
        told = self.hent("--utfør")
        assert (told.status, said in told.err + told.out) == (status, True), told
        assert everything_in(self.skolen.root) == before


def edit(program: Program, file: str, old: str, new: str) -> None:
    path = program.root / file
    text = path.read_text("utf-8")
    assert old in text, (file, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


@pytest.fixture
def to(utgitt: Path, tmp_path: Path) -> Kommune:
    return Kommune(copied(utgitt, tmp_path / "to"))


HOERT = "innstilling: frist-elev-hørt\n    standard: "
LOS = ("  - rolle: kontoret\n", "  - rolle: los\n    navn: Los\n  - rolle: kontoret\n")


def test_the_first_package_changes_nothing_of_a_school_that_began_as_it(utgitt: Path) -> None:
    skolen = Program(utgitt / "skolen")
    assert skolen.git("show", "--name-only", "--format=%s").split() == [
        "Planpakken,", "versjon", "1", "plan/pakke.yaml",
    ]  # fmt: skip
    assert "feil[" not in skolen.fine("valider").out
    assert skolen.git("status", "--porcelain") == ""
    assert "versjon 1" in skolen.fine("plan", "pakke", "vis").out


def test_a_package_holds_nobody_and_nothing_of_one_school(utgitt: Path) -> None:
    said = "".join(each.decode() for each in everything_in(utgitt / "pakken").values())
    assert "Oppdiktet kommunen" not in said
    assert "klasser:" not in said
    assert "valgt:" not in said
    assert {each.parts[0] for each in (path.relative_to(utgitt / "pakken") for path in (utgitt / "pakken").rglob("*"))} == {"pakke.yaml", "plan"}  # fmt: skip


def test_a_new_version_without_collision_is_shown_first_and_then_one_commit(to: Kommune) -> None:
    edit(to.skolen, SKOLE, "navn: Sosiallærer", "navn: Sosiallærar")
    to.skolen.fine("lagre")
    to.ny_versjon(skole=LOS)
    before, head = everything_in(to.skolen.root), to.skolen.git("rev-parse", "HEAD")
    shown = to.hent()
    assert shown.status == 0
    assert "ny      roller › los: rolle: los, navn: Los" in shown.out
    assert "Ingenting er endret. Utfør med" in shown.err
    assert everything_in(to.skolen.root) == before
    done = to.hent("--utfør")
    assert (
        "Versjon 2 av «Plan for skolene i Bergen» er tatt inn: 1 fil i planen. Lagret." in done.out
    )
    assert to.skolen.git("rev-parse", "HEAD~1") == head
    changed = to.skolen.git("show", "--name-only", "--format=").split()
    assert changed == ["plan/pakke.yaml", "plan/skole.yaml"]
    lines = to.skolen.git("show", "--unified=0", "--format=", "--", SKOLE).splitlines()
    assert [each for each in lines if each[:1] in "+-" and each[:3] not in {"+++", "---"}] == [
        "+  - rolle: los", "+    navn: Los",
    ]  # fmt: skip
    assert "Skolen har det pakken sier (versjon 2)" in to.hent().out
    shown = to.skolen.fine("plan", "pakke", "vis")
    assert "roller › sosiallærer › navn: Sosiallærer → Sosiallærar" in shown.out
    told = to.skolen.fine("plan", "pakke", "vis", "--format", "json").json()
    assert told["pakke"]["versjon"] == 2
    assert [each["hvor"] for each in told["forskjeller"]] == ["roller › sosiallærer › navn"]
    assert "feil[" not in to.skolen.fine("valider").out


def test_a_role_that_the_school_calls_otherwise_is_known_in_a_new_version(to: Kommune) -> None:
    said = to.skolen.fine("plan", "bytt-rolle", "fau", "foreldrerådet", "--utfør").out
    assert "Rollen fau heter nå foreldrerådet" in said
    assert "ikke endret noe av det pakken sier" in to.skolen.fine("plan", "pakke", "vis").out
    wheel = deepcopy(parse((to.kommunen.root / "plan/aarshjul.yaml").read_text("utf-8")).tree)
    wheel["aktiviteter"][0]["ansvarlig"] = ["fau"]
    (to.kommunen.root / "plan/aarshjul.yaml").write_text(
        dump(wheel), encoding="utf-8", newline="\n"
    )
    to.ny_versjon(skole=("navn: FAU", "navn: Foreldrenes utvalg"))
    done = to.hent("--utfør")
    assert done.status == 0, done
    text = (to.skolen.root / SKOLE).read_text("utf-8")
    assert "rolle: foreldrerådet\n    navn: Foreldrenes utvalg" in text
    assert "rolle: fau" not in text
    assert "ansvarlig: [foreldrerådet]" in (to.skolen.root / "plan/aarshjul.yaml").read_text(
        "utf-8"
    )
    assert "ikke endret noe av det pakken sier" in to.skolen.fine("plan", "pakke", "vis").out
    to.skolen.fine("plan", "bytt-rolle", "foreldrerådet", "fau", "--utfør")
    assert "roller: []" in (to.skolen.root / "plan/pakke.yaml").read_text("utf-8")
    to.skolen.fine("plan", "bytt-rolle", "smu", "utvalget", "--utfør")
    assert "pakkens: smu" in (to.skolen.root / "plan/pakke.yaml").read_text("utf-8")


def test_the_municipality_is_told_what_is_new_in_a_version(to: Kommune) -> None:
    edit(to.kommunen, SKOLE, *LOS)
    to.kommunen.fine("lagre")
    told = to.kommunen.fine("plan", "pakke", "ut", str(to.pakken)).out
    assert "ny      roller › los: rolle: los, navn: Los" in told
    assert told.count("endret") == 0


def test_a_step_that_a_case_stands_in_cannot_be_taken_away(skolen: Program, tmp_path: Path) -> None:
    """The cases are held against the plan as it would be: none is left in a step or a chain that is gone."""
    pakken = tmp_path / "pakken"
    skolen.fine("plan", "pakke", "ut", str(pakken))
    skolen.fine("plan", "pakke", "hent", str(pakken), "--utfør")
    (pakken / "plan/handlingskjeder/bekymring.yaml").unlink()
    letter = pakken / "pakke.yaml"
    letter.write_text(letter.read_text("utf-8").replace("versjon: 1", "versjon: 2"), "utf-8")
    before = everything_in(skolen.root)
    told = skolen.run("plan", "pakke", "hent", str(pakken), "--utfør")
    assert told.status == 1
    assert "saker/2026/" in told.err
    assert everything_in(skolen.root) == before


@pytest.mark.aapen
def test_a_protected_school_takes_a_package_in_with_its_cases_sealed(
    skolen: Program, tmp_path: Path
) -> None:
    skolen.fine("plan", "pakke", "ut", str(tmp_path / "pakken"))
    school = with_keys(skolen, ["Oppdiktet Rektor Ravn", "Oppdiktet Kontor Krog"], tmp_path)
    rektor = school.som("Oppdiktet Rektor Ravn", skolen.root)
    sealed = {
        name: raw for name, raw in everything_in(skolen.root).items() if name.endswith(".age")
    }
    assert sealed
    edit_text = (tmp_path / "pakken" / "plan" / "skole.yaml").read_text("utf-8")
    (tmp_path / "pakken" / "plan" / "skole.yaml").write_text(
        edit_text.replace("navn: Kontoret", "navn: Sekretariatet"), encoding="utf-8", newline="\n"
    )
    done = rektor.fine("plan", "pakke", "hent", str(tmp_path / "pakken"), "--utfør")
    assert "1 fil i planen" in done.out
    after = {name: raw for name, raw in everything_in(skolen.root).items() if name.endswith(".age")}
    assert after == sealed
    assert "Vernet for andre enn deg" not in done.err
    assert "Sekretariatet" in (skolen.root / SKOLE).read_text("utf-8")
    other = school.som("Oppdiktet Kontor Krog", skolen.root)
    edit_text = (tmp_path / "pakken" / "pakke.yaml").read_text("utf-8")
    (tmp_path / "pakken" / "pakke.yaml").write_text(
        edit_text.replace("versjon: 1", "versjon: 2"), "utf-8"
    )
    (tmp_path / "pakken" / "README.md").write_text("x", "utf-8")
    edit_package_at(tmp_path / "pakken", SKOLE, "navn: Sekretariatet", "navn: Skrivestua")
    assert (
        "Vernet for andre enn deg"
        in other.run("plan", "pakke", "hent", str(tmp_path / "pakken")).err
    )


def test_a_version_that_was_taken_in_can_be_taken_back(to: Kommune) -> None:
    before = {name: (to.skolen.root / name).read_bytes() for name in (SKOLE, "plan/pakke.yaml")}
    to.ny_versjon(skole=LOS)
    to.hent("--utfør")
    to.skolen.fine("angre")
    assert {name: (to.skolen.root / name).read_bytes() for name in before} == before
    assert "versjon 1" in to.skolen.fine("plan", "pakke", "vis").out


def collided(to: Kommune) -> None:
    edit(to.skolen, SKOLE, f"{HOERT}1", f"{HOERT}0")
    to.skolen.fine("lagre")
    to.ny_versjon(skole=(f"{HOERT}1", f"{HOERT}2"))


def standard(program: Program) -> int:
    tree = parse((program.root / SKOLE).read_text("utf-8")).tree
    (one,) = (each for each in tree["innstillinger"] if each["innstilling"] == "frist-elev-hørt")
    return int(one["standard"])


def test_what_both_have_changed_stands_as_the_school_has_it(to: Kommune) -> None:
    collided(to)
    shown = to.hent()
    assert "Skolen og pakken har endret det samme: 1" in shown.out
    assert "skolens: 0" in shown.out
    assert "pakkens: 2" in shown.out
    assert "--ta ID" in shown.err
    assert "Skolens eget står der begge har endret det samme: 1." in to.hent("--utfør").err
    assert standard(to.skolen) == 0
    assert "Skolen har det pakken sier" in to.hent().out


def test_the_school_may_take_the_package_s_instead(to: Kommune) -> None:
    collided(to)
    (one,) = [each for each in to.hent().out.split() if len(each) == 8 and each.isalnum() and not each.isalpha()][:1]  # fmt: skip
    assert "Det som står etter --ta, er ikke noe å velge." in to.hent("--ta", "x", "--utfør").err
    assert to.hent("--ta", one, "--utfør").status == 0
    assert standard(to.skolen) == 2


@pytest.mark.parametrize(
    ("answers", "left"), [(["2", "ja"], 2), (["", "ja"], 0), (["3", "1", "j"], 0)]
)
def test_at_a_terminal_each_collision_is_asked_about_and_then_the_whole(
    to: Kommune, answers: list[str], left: int
) -> None:
    collided(to)
    assert to.hent(answers=answers).status == 0
    assert standard(to.skolen) == left
    assert "Skolen har det pakken sier" in to.hent().out


@pytest.mark.parametrize("answers", [["2", "nei"], ["2", ""], ["2"], []])
def test_what_is_broken_off_or_not_wanted_has_written_nothing(
    to: Kommune, answers: list[str]
) -> None:
    collided(to)
    before = everything_in(to.skolen.root)
    to.hent(answers=answers)
    assert everything_in(to.skolen.root) == before


def without_step(text: str, step: str) -> str:
    tree = parse(text).tree
    return dump({**tree, "steg": [each for each in tree["steg"] if each["steg"] != step]})


def packed_again(to: Kommune, file: str, text: str, versjon: int = 2) -> None:
    """Change the package by hand, past what ``ut`` would let out."""
    (to.pakken / file).write_text(text, encoding="utf-8", newline="\n")
    letter = to.pakken / "pakke.yaml"
    letter.write_text(
        letter.read_text("utf-8").replace("versjon: 1", f"versjon: {versjon}"), "utf-8"
    )


def test_a_package_that_takes_away_a_duty_of_law_is_refused_and_it_is_said_which(
    to: Kommune,
) -> None:
    packed_again(to, KJEDE, without_step((to.pakken / KJEDE).read_text("utf-8"), "undersøkelse"))
    to.refused("J501", status=1)
    assert "Lovens kjerne kan ingen pakke ta bort" in to.hent().err


def test_a_package_that_loosens_a_deadline_of_law_is_refused(to: Kommune) -> None:
    tree = deepcopy(parse((to.pakken / KJEDE).read_text("utf-8")).tree)
    for each in tree["steg"]:
        if each["steg"] == "aktivitetsplan":
            each.pop("regel")
    packed_again(to, KJEDE, dump(tree))
    to.refused("J533", status=1)


def test_a_municipality_cannot_give_out_a_plan_that_lacks_a_duty(to: Kommune) -> None:
    path = to.kommunen.root / KJEDE
    path.write_text(without_step(path.read_text("utf-8"), "undersøkelse"), encoding="utf-8", newline="\n")  # fmt: skip
    before = everything_in(to.pakken)
    told = to.kommunen.run("plan", "pakke", "ut", str(to.pakken))
    assert told.status == 1
    assert "J501" in told.out + told.err
    assert everything_in(to.pakken) == before


def test_a_package_that_names_a_role_the_school_lacks_is_refused(to: Kommune) -> None:
    tree = deepcopy(parse((to.pakken / KJEDE).read_text("utf-8")).tree)
    tree["steg"][2]["ansvarlig"] = [*tree["steg"][2]["ansvarlig"], "finnes-ikke"]
    packed_again(to, KJEDE, dump(tree))
    to.refused("finnes-ikke", status=1)


def test_an_older_version_and_one_that_was_changed_under_its_number_are_refused(
    to: Kommune,
) -> None:
    first = everything_in(to.pakken)
    to.ny_versjon(skole=LOS)
    to.hent("--utfør")
    letter = to.pakken / "pakke.yaml"
    second = letter.read_text("utf-8")
    packed_again(to, FRISTER, dump(parse((to.pakken / FRISTER).read_text("utf-8")).tree))
    edit_package(to, SKOLE, "navn: Los", "navn: Losen")
    to.refused("Versjon 2 sier noe annet nå enn da skolen tok den inn.")
    for name, raw in first.items():
        if raw:
            (to.pakken / name).write_bytes(raw)
    to.refused("Der ligger versjon 1, og skolen har versjon 2.")
    letter.write_text(second.replace("Plan for", "Annen plan for"), encoding="utf-8")
    to.refused("Skolen har «Plan for skolene i Bergen» fra Bergen")


def edit_package(to: Kommune, file: str, old: str, new: str) -> None:
    edit_package_at(to.pakken, file, old, new)


def edit_package_at(pakken: Path, file: str, old: str, new: str) -> None:
    path = pakken / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


ET_ANNET_AAR = (
    "skoleår: 2027-2028\nkommune: Bergen\nførste_skoledag: 2027-08-16\nsiste_skoledag: 2028-06-16\n"
    "fri: []\nantall_skoledager: 1\nkilde: x\n"
)


@pytest.mark.parametrize(
    ("file", "text", "said", "status"),
    [
        ("saker/2026/x.yaml", "x", "Den har saker", 3),
        ("plan/tilgang.yaml", "nøkler: []\n", "nøklene deres", 3),
        ("plan/skole.yaml", "personer: [{navn: Oppdiktet Per Li, verv: []}]\n", "de ansatte", 3),
        ("plan/skole.yaml", "klasser: [{klasse: 8A}]\n", "klassene", 3),
        ("plan/valg.yaml", "valg: []\navvik: [{plikt: x}]\n", "valg.yaml", 1),
        ("plan/skole.yaml", "roller: [{rolle: a, navn: [}\n", "pakken/plan/skole.yaml", 1),
        ("plan/fristregler.yaml", "regler: nei\n", "pakken/plan/fristregler.yaml", 1),
        ("plan/skole.yaml", "ukjent: 1\n", "pakken/plan/skole.yaml", 1),
        ("plan/skole.yaml", 'roller: [{rolle: a, navn: "A\\e[2J"}]\n', "tegn som ikke synes", 3),
        ("pakke.yaml", "navn: x\n", "pakken/pakke.yaml", 1),
        ("plan/skoleruter/2026-2027.yaml", ET_ANNET_AAR, "P417", 1),
    ],
)  # fmt: skip
def test_a_package_with_what_it_must_not_have_is_refused_whole(
    to: Kommune, file: str, text: str, said: str, status: int
) -> None:
    (to.pakken / file).parent.mkdir(parents=True, exist_ok=True)
    packed_again(to, file, text)
    to.refused(said, status=status)


def test_a_link_a_script_and_another_s_files_act_on_nothing(to: Kommune) -> None:
    (to.pakken / "hooks").mkdir()
    (to.pakken / "hooks" / "post-checkout").write_text("#!/bin/sh\ntouch acted\n", "utf-8")
    (to.pakken / "plan" / "kjør.sh").write_text("#!/bin/sh\n", "utf-8")
    (to.pakken / "README.md").write_text("Gjør slik: sosialplan slett\n", "utf-8")
    to.ny_versjon(skole=LOS)
    done = to.hent("--utfør")
    assert done.status == 0
    assert "Ikke tatt med: README.md; plan/kjør.sh" in done.err
    assert not (to.skolen.root / "plan" / "kjør.sh").exists()
    (to.pakken / FRISTER).unlink()
    try:
        (to.pakken / FRISTER).symlink_to("/etc/hostname")
    except OSError:
        pytest.skip("Windows lets nobody make links here")
    to.refused("er en lenke")
    shutil.rmtree(to.pakken / "plan")
    (to.pakken / "plan").symlink_to(to.kommunen.root / "plan")
    to.refused("er en lenke")


def test_an_identity_number_is_in_no_package(to: Kommune) -> None:
    edit_package(to, SKOLE, "navn: Los" if "Los" in (to.pakken / SKOLE).read_text("utf-8") else "navn: Kontoret", "navn: 'Kontoret 01010750160'")  # fmt: skip
    packed_again(to, "README.md", "x")
    to.refused("fødselsnummer")
    edit(to.kommunen, SKOLE, "navn: Kontoret", "navn: Kontoret ved Oppdiktet Rektor Ravn")
    to.kommunen.fine("lagre")
    to.kommunen.fine("skole", "person", "ny", "Oppdiktet Rektor Ravn", "rektor")
    told = to.kommunen.run("plan", "pakke", "ut", str(to.pakken.parent / "ny"))
    assert told.status == 3
    assert "har navnet på en ansatt" in told.err
    assert not (to.pakken.parent / "ny").exists()


def test_a_package_for_other_grades_is_refused_and_one_from_elsewhere_is_told_of(
    to: Kommune,
) -> None:
    to.ny_versjon(skole=LOS)
    letter = to.pakken / "pakke.yaml"
    text = letter.read_text("utf-8")
    letter.write_text(text.replace("trinn: 1-10", "trinn: VG1-VG3"), "utf-8")
    to.refused("Pakken er for VG1-VG3, og skolen har 1, 2, 3, 4, 5, 6, 7.")
    letter.write_text(text.replace("trinn: 1-10", "trinn: 5-10"), "utf-8")
    assert "Pakken er for 5-10. Den sier ikke noe om 1, 2, 3, 4." in to.hent().err


def test_a_calendar_of_another_municipality_is_not_taken_in(to: Kommune) -> None:
    to.kommunen.fine("skolerute", "ny", "--første", "2026-08-17", "--siste", "2027-06-18")
    to.ny_versjon()
    edit_package(to, "plan/skoleruter/2026-2027.yaml", "kommune: Bergen", "kommune: Oslo")
    done = to.hent("--utfør")
    assert "Skoleruten 2026-2027 gjelder Oslo, og skolen ligger i Bergen" in done.err
    assert not (to.skolen.root / "plan/skoleruter").exists()
    to.ny_versjon(skole=LOS)
    assert to.hent("--utfør").status == 0
    assert (to.skolen.root / "plan/skoleruter/2026-2027.yaml").exists()


def test_a_template_of_the_package_is_tried_before_it_is_taken_in(to: Kommune) -> None:
    style = to.kommunen.root / "maler" / "stil.typ"
    style.write_text(
        style.read_text("utf-8") + "\n// Oppdiktet brevhode\n", encoding="utf-8", newline="\n"
    )
    to.kommunen.fine("lagre")
    to.ny_versjon()
    assert "Malen stil.typ" in to.hent().out
    assert to.hent("--utfør").status == 0
    assert "Oppdiktet brevhode" in (to.skolen.root / "maler/stil.typ").read_text("utf-8")
    assert "ikke endret noe av det pakken sier" in to.skolen.fine("plan", "pakke", "vis").out
    (to.pakken / "maler/stil.typ").write_text("#let (", "utf-8")
    packed_again_from(to, 2)
    to.refused("maler/stil.typ", status=1)


def packed_again_from(to: Kommune, versjon: int) -> None:
    letter = to.pakken / "pakke.yaml"
    text = letter.read_text("utf-8").replace(f"versjon: {versjon}", f"versjon: {versjon + 1}")
    letter.write_text(text, encoding="utf-8")


def test_what_is_not_saved_and_a_merge_that_is_not_done_stand_in_the_way(to: Kommune) -> None:
    to.ny_versjon(skole=LOS)
    edit(to.skolen, SKOLE, "navn: Sosiallærer", "navn: Sosiallærar")
    to.refused("Filen har endringer som ikke er lagret")
    to.skolen.fine("lagre")
    head = to.skolen.git("rev-parse", "HEAD").strip()
    (to.skolen.root / ".git" / "MERGE_HEAD").write_text(f"{head}\n", "utf-8")
    to.refused("")
    (to.skolen.root / ".git" / "MERGE_HEAD").unlink()
    assert to.hent("--utfør").status == 0


def test_the_same_content_gets_no_new_version_and_another_s_folder_is_left_alone(
    to: Kommune,
) -> None:
    before = everything_in(to.pakken)
    again = to.kommunen.fine("plan", "pakke", "ut", str(to.pakken))
    assert "Ingenting er endret siden versjon 1." in again.out
    assert everything_in(to.pakken) == before
    other = to.pakken.parent / "annet"
    other.mkdir()
    (other / "notat.txt").write_text("x", "utf-8")
    for folder, said in ((other, "noe annet enn en pakke"), (to.kommunen.root / "ut", "kan ikke ligge i planmappen")):  # fmt: skip
        told = to.kommunen.run("plan", "pakke", "ut", str(folder))
        assert told.status != 0
        assert said in told.err
    assert [each.name for each in other.iterdir()] == ["notat.txt"]
    (other / "notat.txt").rename(other / "README.md")
    to.kommunen.fine("plan", "pakke", "ut", str(other))
    assert (other / "README.md").read_text("utf-8") == "x"
    told = to.kommunen.run("plan", "pakke", "ut", str(to.pakken.parent / "ny"), "--trinn", "10-1x")
    assert told.status == 2
    assert not (to.pakken.parent / "ny").exists()


# A package in git


@pytest.fixture
def i_git(to: Kommune) -> Path:
    """The package in a shared repository, with a tag for its first version."""
    tell(to.pakken, "init", "--quiet", "--initial-branch=main")
    saved(to.pakken)
    tell(to.pakken, "tag", "v1")
    felles = to.pakken.parent / "felles.git"
    tell(to.pakken.parent, "clone", "--quiet", "--bare", str(to.pakken), str(felles))
    tell(to.pakken, "remote", "add", "felles", str(felles))
    return felles


def saved(folder: Path) -> None:
    tell(folder, "add", "--all")
    tell(folder, "-c", "user.name=Oppdiktet", "-c", "user.email=o@x.invalid", "commit", "--quiet", "-m", "Ny versjon")  # fmt: skip


def sent(folder: Path) -> None:
    saved(folder)
    tell(folder, "push", "--quiet", "--force", "felles", "main")


def test_a_package_in_git_is_fetched_from_where_it_came_from_the_last_time(
    to: Kommune, i_git: Path
) -> None:
    to.ny_versjon(skole=LOS)
    sent(to.pakken)
    address = i_git.as_uri()
    assert to.skolen.run("plan", "pakke", "hent").status == 2
    to.skolen.fine("plan", "pakke", "hent", address, "--utfør")
    kept = parse((to.skolen.root / "plan/pakke.yaml").read_text("utf-8")).tree
    assert kept["kilde"] == address
    to.ny_versjon(skole=("navn: Los\n", "navn: Losen\n"))
    sent(to.pakken)
    assert "versjon 3" in to.skolen.fine("plan", "pakke", "hent", "--utfør").out
    assert "navn: Losen" in (to.skolen.root / SKOLE).read_text("utf-8")
    assert not list((to.skolen.root / ".git").glob("sosialplan-rom-*"))


def test_a_history_that_was_written_anew_and_a_tag_that_moved_pass_nothing_unseen(
    to: Kommune, i_git: Path
) -> None:
    """What the school took in is what counts: another content under the same number is refused, however it came there."""
    hent = ("plan", "pakke", "hent", i_git.as_uri(), "--gren", "v1")
    assert "Skolen har det pakken sier" in to.skolen.fine(*hent).out
    shutil.rmtree(to.pakken / ".git")
    tell(to.pakken, "init", "--quiet", "--initial-branch=main")
    tell(to.pakken, "remote", "add", "felles", str(i_git))
    edit_package(to, SKOLE, "navn: Kontoret", "navn: Sekretariatet")
    saved(to.pakken)
    tell(to.pakken, "tag", "v1")
    tell(to.pakken, "push", "--quiet", "--force", "felles", "main", "v1")
    before = everything_in(to.skolen.root)
    told = to.skolen.run(*hent, "--utfør")
    assert "Versjon 1 sier noe annet nå" in told.err
    assert everything_in(to.skolen.root) == before


def test_hooks_links_and_modules_of_a_repository_do_nothing(to: Kommune, i_git: Path) -> None:
    acted = to.pakken.parent / "acted"
    for name in ("post-checkout", "post-update", "pre-auto-gc", "reference-transaction"):
        hook = i_git / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch '{acted}'\n", "utf-8")
        hook.chmod(0o755)
    tell(i_git, "config", "uploadpack.packObjectsHook", f"touch '{acted}'")
    tell(i_git, "config", "core.fsmonitor", f"touch '{acted}'")
    to.ny_versjon(skole=LOS)
    (to.pakken / ".gitattributes").write_text("* filter=ond\n", "utf-8")
    sent(to.pakken)
    acted.unlink(missing_ok=True)  # the push ran the hooks of its own repository
    to.skolen.fine("plan", "pakke", "hent", i_git.as_uri(), "--utfør")
    assert not acted.exists()
    empty = tell(to.pakken, "hash-object", "-w", "--stdin", stdin=b"/etc/hostname").decode().strip()
    tell(to.pakken, "update-index", "--add", "--cacheinfo", f"120000,{empty},{FRISTER}")
    tell(
        to.pakken,
        "-c",
        "user.name=O",
        "-c",
        "user.email=o@x.invalid",
        "commit",
        "--quiet",
        "-m",
        "x",
    )
    tell(to.pakken, "push", "--quiet", "--force", "felles", "main")
    told = to.skolen.run("plan", "pakke", "hent")
    assert told.status == 3
    assert "er en lenke" in told.err


@pytest.mark.parametrize(
    ("sted", "said", "status"),
    [
        ("https://hemmelig@eksempel.invalid/plan.git", "passord eller en nøkkel", 2),
        ("https://a:b@eksempel.invalid/plan.git", "passord eller en nøkkel", 2),
        ("ssh://a:b@eksempel.invalid/plan.git", "passord eller en nøkkel", 2),
        ("http://eksempel.invalid/plan.git", "ingen adresse som kan brukes", 2),
        ("ext::sh -c touch%20x", "ingen adresse som kan brukes", 2),
        ("https://127.0.0.1:1/plan.git", "Ingenting er endret, og planen skolen har, gjelder.", 3),
        ("file:///finnes/ikke.git", "Stedet pakken ligger finnes ikke", 3),
        ("finnes-ikke", "Det er ingen mappe med det navnet", 2),
    ],
)
def test_where_a_package_cannot_be_fetched_from_is_said_and_nothing_is_touched(
    to: Kommune, sted: str, said: str, status: int
) -> None:
    before = everything_in(to.skolen.root)
    told = to.skolen.run("plan", "pakke", "hent", sted, "--utfør")
    assert (told.status, said in told.err) == (status, True), told
    assert everything_in(to.skolen.root) == before


def test_a_branch_that_is_not_there_and_a_folder_without_a_package_are_told_of(
    to: Kommune, i_git: Path
) -> None:
    told = to.skolen.run("plan", "pakke", "hent", i_git.as_uri(), "--gren", "v9")
    assert "ingen gren og ikke noe merke som heter «v9»" in told.err
    told = to.skolen.run("plan", "pakke", "hent", str(to.kommunen.root))
    assert told.status == 3
    assert "pakke.yaml mangler" in told.err
    told = to.skolen.run("plan", "pakke", "hent", str(to.skolen.root / "plan"), "--gren", "x")
    assert told.status == 2


def test_a_folder_that_holds_thousands_is_no_package(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    for number in range(5_001):
        (tmp_path / "plan" / f"{number}").touch()
    with pytest.raises(ExpectedFailure, match="for mange filer"):
        entries_in(tmp_path)


def test_a_school_of_another_plan_keeps_what_the_package_does_not_speak_of(
    utgitt: Path, skolen: Program
) -> None:
    """Midtstuen's own activities, roles and partners are no municipality's to take away: the demo is in Oslo."""
    roles = (skolen.root / SKOLE).read_text("utf-8").count("rolle:")
    shown = skolen.run("plan", "pakke", "hent", str(utgitt / "pakken"))
    assert "Pakken er fra Bergen, og skolen ligger i Oslo." in shown.err
    assert not [each for each in shown.out.splitlines() if each.strip().startswith("bort")]
    assert roles > 40


def test_a_school_without_a_package_is_told_how_to_get_one(skolen: Program) -> None:
    assert "Skolen har ikke tatt inn noen pakke." in skolen.fine("plan", "pakke", "vis").out
    told = skolen.fine("plan", "pakke", "vis", "--format", "json").json()
    assert (told["pakke"], told["forskjeller"]) == (None, [])


def test_what_a_starter_gives_is_what_the_first_package_is_held_against() -> None:
    skole = skole_med()
    held = began_as(skole, {SKOLE: "roller: [{rolle: rektor, navn: R}]\n", "maler/stil.typ": "x"})
    assert parse(held[SKOLE]).tree == {"roller": [{"rolle": "rektor", "navn": "Rektor"}]}
    assert "maler/stil.typ" in held
    assert shared_of({"saker/2026/x.yaml": "x", "plan/tilgang.yaml": "x"}) == {}


def test_no_school_gives_out_over_the_package_of_its_municipality(to: Kommune) -> None:
    before = everything_in(to.pakken)
    told = to.skolen.run("plan", "pakke", "ut", str(to.pakken))
    assert (told.status, "skolen her har selv tatt den inn" in told.err) == (3, True)
    to.kommunen.fine("skole", "valg", "kommune", "Oppdiktet Annen")
    told = to.kommunen.run("plan", "pakke", "ut", str(to.pakken))
    assert (told.status, "planen her er for Oppdiktet Annen" in told.err) == (3, True)
    assert everything_in(to.pakken) == before


def test_the_way_to_a_new_version_is_told_so_that_it_can_be_typed(to: Kommune) -> None:
    told = to.skolen.fine("plan", "pakke", "vis")
    assert told.err.endswith("sosialplan plan pakke hent MAPPE\n")


def test_a_number_of_identity_is_no_name_of_a_package(to: Kommune) -> None:
    told = to.kommunen.run(
        "plan", "pakke", "ut", str(to.pakken), "--navn", "Oppdiktet 010100 00110"
    )
    assert (told.status, "010100" in told.err) == (2, False)
