"""Who signs with which key: what is written in ``plan/tilgang.yaml``, and what is refused."""

from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noekler import key_pair, needs_ssh_keygen
from program import Program, copied, everything_in, of_the_repository
from sosialplan.files.yaml_reader import parse
from sosialplan.model.tilgang import Noekkel, Signering, Tilgang
from sosialplan.rules.tillit.fullmakt import (
    Forfatter,
    belongs_to,
    fingerprint,
    holds,
    is_private,
    must_sign,
    read_key,
)

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIE39cwkz0faz4Lj/jskgcDG9A6JrludLosCdycYpu2n"
RAVN, ALM = "Oppdiktet Rektor Ravn", "Oppdiktet Assisterende Alm"


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    folder = tmp_path_factory.mktemp("tilgang") / "skolen"
    return of_the_repository(Path(request.config.rootpath), folder)


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


@pytest.fixture
def pub(tmp_path: Path) -> Path:
    path = tmp_path / "ravn.pub"
    path.write_text(f"{KEY} ravn@maskin\n", encoding="utf-8")
    return path


def written(program: Program) -> dict[str, object]:
    tree: dict[str, object] = parse((program.root / "plan/tilgang.yaml").read_text("utf-8")).tree
    return tree


# What is written


def test_a_key_is_added_by_name_and_without_its_remark(program: Program, pub: Path) -> None:
    said = program.fine("tilgang", "legg-til", "oppdiktet  rektor ravn", str(pub))
    assert said.out.startswith("Nøkkel n0000001 gjelder fra 23.11.2026. Lagret.")
    assert said.err.startswith("Nøkkelen er for Oppdiktet Rektor Ravn. Fingeravtrykk: SHA256:")
    assert written(program)["nøkler"] == [
        {"id": "n0000001", "person": RAVN, "nøkkel": KEY, "gjelder_fra": "2026-11-23"}
    ]
    assert RAVN not in program.git("log", "-1", "--format=%B")
    assert (
        program.fine("logg", "--siste", "1")
        .out.splitlines()[1]
        .endswith("La inn nøkkel n0000001, som gjelder fra 23.11.2026.")
    )


def test_where_there_is_no_file_it_is_made(program: Program, pub: Path) -> None:
    program.git("rm", "--quiet", "plan/tilgang.yaml")
    program.git("commit", "--quiet", "-m", "For hånd")
    assert program.fine("tilgang").out == "Ingen nøkler er lagt inn.\nSignering er av.\n"
    program.fine("tilgang", "legg-til", RAVN, str(pub), "--e-post", "r@skole.invalid")
    text = (program.root / "plan/tilgang.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=skjema/tilgang.schema.json\n")
    assert "e_post: r@skole.invalid" in text


def test_the_keys_are_listed_and_nothing_is_written(program: Program, pub: Path) -> None:
    program.fine("tilgang", "legg-til", RAVN, str(pub), "--fra", "2026-11-20")
    before = everything_in(program.root)
    shown = program.fine("tilgang").out.splitlines()
    assert shown[0].split() == ["Nøkkel", "Person", "Slag", "Gjelder", "Fingeravtrykk"]
    assert shown[1].split()[0] == "n0000001"
    assert "ed25519  fra 20.11.2026  " in shown[1]
    assert shown[-1] == "Signering er av."
    told = program.fine("tilgang", "--format", "json").json()
    assert everything_in(program.root) == before
    key = read_key(KEY)
    assert key is not None
    assert told == {
        "versjon": 1,
        "i_dag": "2026-11-23",
        "signering": False,
        "signering_fra": [],
        "lesenøkler": [],
        "nøkler": [
            {
                "id": "n0000001",
                "person": RAVN,
                "e_post": None,
                "slag": "ssh-ed25519",
                "fingeravtrykk": key.fingeravtrykk,
                "gjelder_fra": "2026-11-20",
                "sperret_fra": None,
                "gjelder": True,
            }
        ],
    }


def test_a_key_is_ended_and_never_taken_out(program: Program, pub: Path) -> None:
    program.fine("tilgang", "legg-til", RAVN, str(pub))
    said = program.fine("tilgang", "fjern", "n000", "--fra", "2026-12-31").out
    assert said.startswith("Sperret fra 31.12.2026: n0000001.")
    (key,) = program.fine("tilgang", "--format", "json").json()["nøkler"]
    assert (key["sperret_fra"], key["gjelder"]) == ("2026-12-31", True)
    assert "sperret fra 31.12.2026" in program.fine("tilgang").out
    program.now = "2026-12-31T09:00+01:00"
    assert not program.fine("tilgang", "--format", "json").json()["nøkler"][0]["gjelder"]
    again = program.run("tilgang", "fjern", RAVN)
    assert (again.status, again.err.splitlines()[0]) == (3, "Nøkkelen er sperret fra før.")
    program.fine("tilgang", "legg-til", RAVN, str(pub))


# What is refused


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nzzmerke\n", "Dette er en PRIVAT nøkkel."),
        ("PuTTY-User-Key-File-3: ssh-ed25519\nzzmerke\n", "Dette er en PRIVAT nøkkel."),
        (f"{KEY[:-10]} zzmerke", "Filen har ikke en offentlig ssh-nøkkel, eller den er ikke hel."),
        (f"{KEY}\n{KEY} zzmerke\n", "Filen har ikke en offentlig ssh-nøkkel"),
        (f"ssh-dss {KEY.split()[1]} zzmerke", "Filen har ikke en offentlig ssh-nøkkel"),
        ("zzmerke", "Filen har ikke en offentlig ssh-nøkkel"),
        ("", "Filen med nøkkelen kan ikke leses."),
    ],
)
def test_what_is_no_public_key_is_refused_and_never_repeated(
    program: Program, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "nøkkel").write_text(text, encoding="utf-8")
    before = everything_in(program.root)
    result = program.run("tilgang", "legg-til", RAVN, str(tmp_path / "nøkkel"))
    assert result.status == 3
    assert result.err.startswith(said)
    assert "zzmerke" not in result.err + result.out
    assert everything_in(program.root) == before


def test_a_weak_key_is_refused(program: Program, tmp_path: Path) -> None:
    parts = [b"ssh-rsa", b"\x01\x00\x01", b"\x00" + b"\xff" * 128]
    raw = b"".join(len(each).to_bytes(4, "big") + each for each in parts)
    (tmp_path / "kort.pub").write_text(f"ssh-rsa {b64encode(raw).decode()}", encoding="utf-8")
    result = program.run("tilgang", "legg-til", RAVN, str(tmp_path / "kort.pub"))
    assert result.err.startswith("Nøkkelen er av et slag som er for lett å forfalske.")


def test_a_private_key_that_is_pasted_into_the_file_is_not_saved(program: Program) -> None:
    path = program.root / "plan/tilgang.yaml"
    path.write_text(
        "nøkler:\n  - id: kkkkkkkk\n    person: Oppdiktet Rektor Ravn\n    nøkkel: |\n"
        "      -----BEGIN OPENSSH PRIVATE KEY-----\n      zzmerke\n    gjelder_fra: 2026-11-23\n",
        encoding="utf-8",
    )
    result = program.run("lagre")
    assert result.status == 1
    assert "T703" in result.err
    assert "zzmerke" not in result.err + result.out


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (("legg-til", "Oppdiktet Ukjent", "{pub}"), 2, "Ingen ved skolen har dette navnet"),
        (("legg-til", ALM, "{pub}"), 3, "Nøkkelen er lagt inn før."),
        (("fjern", "zzzz"), 2, "Ingen slik nøkkel, og ingen slik person."),
        (("fjern", ""), 2, "NØKKEL|PERSON mangler."),
        (("fjern", "n0000001", "--fra", "2026-11-22"), 1, "plan/tilgang.yaml"),
        (("signering", "på", "--fra", "2026-11-22"), 3, "Ingen har en nøkkel som gjelder"),
        (("signering", "kanskje"), 2, "på|av: velg en av på, av."),
    ],
)
def test_what_cannot_be_is_refused(
    program: Program, pub: Path, args: tuple[str, ...], status: int, said: str
) -> None:
    program.fine("tilgang", "legg-til", RAVN, str(pub))
    before = program.git("rev-parse", "HEAD")
    result = program.run("tilgang", *(each.format(pub=pub) for each in args))
    assert result.status == status, result
    assert said in result.err
    assert program.git("rev-parse", "HEAD") == before


def test_signing_that_is_off_cannot_be_turned_off(program: Program) -> None:
    assert program.fine("tilgang", "signering", "av").err == "Signering er av fra før.\n"


def test_a_faulty_file_is_told_of(program: Program) -> None:
    (program.root / "plan/tilgang.yaml").write_text("nøkler: 3\n", encoding="utf-8")
    result = program.run("tilgang")
    assert result.status == 1
    assert "S203" in result.err


# The rules beneath it


@needs_ssh_keygen
@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_a_key_is_read_as_ssh_reads_it(tmp_path: Path, kind: str) -> None:
    pub = key_pair(tmp_path, "k", kind)
    key = read_key(pub.read_text("utf-8"))
    assert key is not None
    assert key.trygg
    assert not is_private(pub.read_text("utf-8"))
    assert is_private(pub.with_suffix("").read_text("utf-8"))


def test_a_fingerprint_is_as_ssh_writes_it() -> None:
    key = read_key(KEY)
    assert key is not None
    assert key.fingeravtrykk == "SHA256:UmYiK1k2Wk8P2YP4pVLV1bp4CHMlpmWo7aqnVO6DEeY"


@given(st.text() | st.binary(max_size=60).map(lambda raw: f"ssh-rsa {b64encode(raw).decode()}"))
def test_any_text_is_a_key_or_none(text: str) -> None:
    key = read_key(text)
    assert key is None or (key.tekst.split() == text.split()[:2] and not key.trygg)


def _key(**changes: object) -> Noekkel:
    told: dict[str, object] = {
        "id": "kkkkkkkk", "person": RAVN, "noekkel": KEY, "gjelder_fra": date(2026, 10, 12), **changes,
    }  # fmt: skip
    return Noekkel(**told)  # type: ignore[arg-type]  # a test's own fields


def test_a_key_holds_from_its_first_day_until_it_is_ended() -> None:
    key = _key(sperret_fra=date(2026, 10, 14))
    assert [holds(key, date(2026, 10, day)) for day in (11, 12, 13, 14)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert holds(_key(), date(2036, 1, 1))
    assert fingerprint(_key(noekkel="uleselig")) == ""


def test_signing_is_on_from_a_day_until_it_is_off() -> None:
    said = (
        Signering(gjelder_fra=date(2026, 10, 14), paa=False),
        Signering(gjelder_fra=date(2026, 10, 12), paa=True),
    )
    days = [must_sign(Tilgang(signering=said), date(2026, 10, day)) for day in (11, 12, 13, 14)]
    assert days == [False, True, True, False]
    assert not must_sign(Tilgang(), date(2026, 10, 12))


@pytest.mark.parametrize(
    ("name", "address", "own"),
    [
        ("oppdiktet rektor  RAVN", "", True),
        ("Oppdiktet R.", "R@skole.invalid", True),
        ("Oppdiktet R.", "annen@skole.invalid", False),
        (ALM, "r@skole.invalid", False),
    ],
)
def test_an_author_is_known_by_name_or_address_and_never_takes_another_s_name(
    name: str, address: str, own: bool
) -> None:
    key = _key(e_post="r@skole.invalid")
    assert belongs_to(key, Forfatter(name, address), [RAVN, ALM]) is own
    assert (belongs_to(key, Forfatter(name, address), [RAVN, ALM])) is own
    assert not belongs_to(_key(), Forfatter("Oppdiktet R.", "r@skole.invalid"), [])


def test_a_key_is_found_by_its_id() -> None:
    tilgang = Tilgang(noekler=(_key(),))
    assert tilgang.noekkel("kkkkkkkk") == _key()
    assert tilgang.noekkel("mmmmmmmm") is None
