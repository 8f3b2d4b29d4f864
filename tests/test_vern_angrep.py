"""What one can do who writes in the folder and has no key that counts: each must be told, and nothing be read or written for it.

Every person is invented.
"""

import errno
import re
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pyrage
import pytest

from gitprogram import tell
from program import Program, everything_in
from sosialplan.files.noekkelring import Noekkelplass
from sosialplan.files.yaml_edit import append_item, set_value
from sosialplan.files.yaml_reader import parse
from sosialplan.vern.age import (
    ARMOUR,
    MOST_RECIPIENTS,
    DamagedError,
    NotForMeError,
    identity_of,
    is_sealed,
    new_pair,
    recipient_of,
    recipients_in,
    unseal,
    unwrap,
    wrap,
)
from sosialplan.vern.laas import Laas, sealed
from svikt import failing
from test_vern import ASK, BJERK, RAVN, RUD, Skole, files, leaks, rud, skole
from vernet_skole import signed_in

__all__ = ["rud", "skole"]
Noekler = Mapping[str, str]


def case(program: Program, skole: Skole) -> Path:
    return program.root / "saker" / "2026" / f"{skole.sak}.yaml.age"


def told(program: Program) -> str:
    done = program.run("valider")
    assert done.status in {0, 1}, done
    return done.out


def to(skole: Skole, *navn: str) -> Noekler:
    """Return the public keys of some by the ids that they have in the school."""
    tilgang = parse((skole.root / "plan" / "tilgang.yaml").read_text("utf-8")).tree
    return {
        each["id"]: each["nøkkel"]
        for each in tilgang["lesenøkler"]
        if each.get("person") in navn or (each.get("nød") and "nød" in navn)
    }


FORGED = "# vernet: {name}\n# kan leses av: {ids}\nsak: {sak}\nkjede: bekymring\nopprettet: 2026-11-23\nelev: {{navn: Oppdiktet Falsk, klasse: 8B}}\nhendelser: []\n"


@dataclass(frozen=True)
class Her:
    """A sealed file that is about to be attacked: its bytes, its school and where it lies."""

    raw: bytes
    skole: Skole
    path: Path


def with_more_readers(her: Her) -> None:
    """Written by one who knows everybody's public keys, and says nothing of the thief's."""
    name = f"saker/2026/{her.skole.sak}.yaml"
    keys = to(her.skole, RUD, RAVN, BJERK, "nød")
    text = FORGED.format(name=name, ids=" ".join(keys), sak=her.skole.sak)
    recipients = [recipient_of(each) for each in (*keys.values(), new_pair().public)]
    her.path.write_bytes(pyrage.encrypt(text.encode("utf-8"), recipients))


def without_a_name(her: Her) -> None:
    her.path.write_bytes(pyrage.encrypt(b"sak: x\n", [recipient_of(her.skole.noekler[RUD].public)]))


def anothers(her: Her) -> None:
    other = next(each for each in sorted(her.path.parent.glob("*.age")) if each != her.path)
    her.path.write_bytes(other.read_bytes())


def of_another_folder(her: Her) -> None:
    her.path.write_bytes(next((her.path.parents[2] / "moter").rglob("*.age")).read_bytes())


def cut(her: Her) -> None:
    her.path.write_bytes(her.raw[:-40])


def cut_in_the_header(her: Her) -> None:
    her.path.write_bytes(her.raw[:150])


def one_bit(her: Her) -> None:
    her.path.write_bytes(her.raw[:-1] + bytes([her.raw[-1] ^ 1]))


def two_in_one(her: Her) -> None:
    her.path.write_bytes(her.raw + her.raw)


def doubled(her: Her) -> None:
    her.path.with_suffix("").write_text("elev: {navn: Oppdiktet Falsk}\n", encoding="utf-8")


def empty(her: Her) -> None:
    her.path.write_bytes(b"")


def plain_under_the_name(her: Her) -> None:
    her.path.write_text("elev: {navn: Oppdiktet Falsk}\n", encoding="utf-8")


def a_thousand_readers(her: Her) -> None:
    first, _, rest = her.raw.partition(b"\n-> ")
    stanza = b"\n-> " + rest.partition(b"\n-> ")[0]
    her.path.write_bytes(first + stanza * 1000 + her.raw[her.raw.index(b"\n---") :])


def endless_header(her: Her) -> None:
    her.path.write_bytes(b"age-encryption.org/v1\n" + b"-> X25519 " + b"A" * 900_000)


def enormous_work(her: Her) -> None:
    """A passphrase that would take the machine until tomorrow: it is nobody's key, and is not tried."""
    her.path.write_bytes(scrypt(40))


def scrypt(work: int) -> bytes:
    salt, body, mac = (b64encode(bytes(n)).rstrip(b"=") for n in (16, 32, 32))
    return b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n--- %s\n" % (
        salt,
        work,
        body,
        mac,
    ) + bytes(40)


def bomb(her: Her) -> None:
    """A small text that would grow without end when it is read."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    her.path.write_bytes(
        sealed(
            f"saker/2026/{her.skole.sak}.yaml", "\n".join(lines).encode(), to(her.skole, RUD, "nød")
        )
    )


def armoured(her: Her) -> None:
    """The same file as letters: the program writes none, and counts no readers in it."""
    her.path.write_bytes(
        ARMOUR
        + b"\n"
        + b"\n".join(
            b64encode(her.raw)[at : at + 64] for at in range(0, len(b64encode(her.raw)), 64)
        )
        + b"\n-----END AGE ENCRYPTED FILE-----\n"
    )


def enormous(her: Her) -> None:
    her.path.write_bytes(her.raw + bytes(30_000_000))


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        (with_more_readers, "F155"), (without_a_name, "F153"), (anothers, "F154"), (of_another_folder, "F154"), (cut, "F152"),
        (cut_in_the_header, "F152"), (one_bit, "F152"), (two_in_one, "F152"), (doubled, "F157"), (empty, "F156"),
        (plain_under_the_name, "F156"), (a_thousand_readers, "F152"), (endless_header, "F152"), (enormous_work, "F15[12]"),
        (bomb, "Y1"), (armoured, "F15[25]"), (enormous, "F102"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)  # fmt: skip
def test_what_was_put_in_place_of_a_file_is_told_at_once_and_never_shown(
    attack: Callable[[Her], None], code: str, skole: Skole, rud: Program
) -> None:
    path = case(rud, skole)
    attack(Her(path.read_bytes(), skole, path))
    began = time.monotonic()
    said = told(rud)
    shown = rud.run("vis", skole.sak)
    assert time.monotonic() - began < 30, "on a machine that does other things too"
    assert re.search(rf"saker/2026/{skole.sak}\.yaml:\d+:\d+: (feil|merknad)\[{code}", said), said
    assert "Oppdiktet Falsk" not in shown.out + shown.err
    assert (shown.status == 0) == (attack is doubled)
    before = path.read_bytes()
    written = rud.run("registrer", skole.sak, "notat", "--notat", "Oppdiktet")
    assert written.status != 4, written
    if attack is not doubled:
        assert written.status != 0
        assert path.read_bytes() == before


def test_a_header_with_too_many_readers_is_not_tried(skole: Skole) -> None:
    key = identity_of(skole.noekler[RUD].secret)
    some = pyrage.encrypt(b"x", [recipient_of(new_pair().public) for _ in range(3)])
    first, _, rest = some.partition(b"\n-> ")
    stanza = b"\n-> " + rest.partition(b"\n-> ")[0]
    many = first + stanza * 1000 + some[some.index(b"\n---") :]
    assert recipients_in(many) > MOST_RECIPIENTS
    began = time.process_time()
    with pytest.raises(DamagedError):
        unseal(many, [key])
    assert time.process_time() - began < 0.1


def test_a_key_file_that_asks_for_endless_work_is_broken_and_no_wrong_passphrase() -> None:
    began = time.monotonic()
    with pytest.raises(DamagedError):
        unwrap(scrypt(40), "fire helt vanlige ord")
    assert time.monotonic() - began < 10
    ours = wrap("AGE-SECRET-KEY-1", "fire helt vanlige ord")
    with pytest.raises(NotForMeError):
        unwrap(ours, "feil")


def access(
    program: Program, change: Callable[[str], str], navn: str = "Oppdiktet Lærer Dal"
) -> None:
    """Change who has access, and commit it in another's name, as what comes with a synk."""
    path = program.root / "plan" / "tilgang.yaml"
    path.write_text(change(path.read_text("utf-8")), encoding="utf-8")
    mine = program.git("config", "user.name").strip()
    program.git("config", "user.name", navn)
    program.git("commit", "--quiet", "--all", "--message", "Tilgang")
    program.git("config", "user.name", mine)


def key(id_: str, public: str, person: str = RAVN, **more: object) -> dict[str, object]:
    return {"id": id_, "person": person, "nøkkel": public, "gjelder_fra": "2026-11-01", **more}


def first_id(skole: Skole) -> str:
    return next(iter(to(skole, RUD)))


@pytest.mark.parametrize("what", ["samme id", "plugin", "ssh-rsa", "tull"])
def test_a_key_that_is_put_in_by_hand_opens_nothing_and_is_told(
    what: str, skole: Skole, rud: Program
) -> None:
    thief = new_pair()
    keys = {
        "samme id": key(first_id(skole), thief.public), "plugin": key("ny000001", "age1yubikey1qwertyuiopasdfghjkl"),
        "ssh-rsa": key("ny000001", "ssh-rsa AAAAB3NzaC1yc2E= x"), "tull": key("ny000001", "tull"),
    }  # fmt: skip
    access(rud, lambda text: append_item(text, ("lesenøkler",), keys[what]))
    rud.fine("registrer", skole.sak, "notat", "--notat", "Oppdiktet")
    raw = case(rud, skole).read_bytes()
    assert unseal(raw, [identity_of(skole.noekler[RUD].secret)])
    with pytest.raises(NotForMeError):
        unseal(raw, [identity_of(thief.secret)])
    assert ("feil[T708]" if what == "samme id" else "feil[T709]") in told(rud)


def test_a_key_that_came_with_a_synk_is_told_and_waits(
    skole: Skole, rud: Program, tmp_path: Path
) -> None:
    tell(tmp_path, "clone", "--quiet", "--bare", str(rud.root), "felles.git")
    rud.git("remote", "add", "origin", str(tmp_path / "felles.git"))
    tell(tmp_path, "clone", "--quiet", "felles.git", "annen")
    other, thief = Program(tmp_path / "annen"), new_pair()
    access(other, lambda text: append_item(text, ("lesenøkler",), key("tyven001", thief.public)))
    other.git("push", "--quiet", "origin", "HEAD:main")
    rud.fine("synk")
    rud.run("tilgang", "kontroller", "--rett")
    rud.fine("registrer", skole.sak, "notat", "--notat", "Oppdiktet")
    for each in files(rud.root):
        with pytest.raises(NotForMeError):
            unseal(each.read_bytes(), [identity_of(thief.secret)])
    assert (
        "Ikke bekreftet, så ingenting vernes for dem: tyven001."
        in rud.run("tilgang", "kontroller").out
    )


def test_a_key_that_counts_and_is_none_stops_the_write_and_not_the_program(
    skole: Skole, rud: Program
) -> None:
    """It may have been there since protection began, where nobody looked at what it was."""
    root = rud.root
    access(
        rud,
        lambda text: set_value(
            text, ("lesenøkler", 0, "nøkkel"), "age1yubikey1qwertyuiopasdfghjkl"
        ),
    )
    before = {k: v for k, v in everything_in(root).items() if not k.startswith(".git/")}
    done = rud.run("registrer", skole.sak, "notat", "--notat", "Oppdiktet")
    assert done.status in {0, 3}, done
    if done.status == 3:
        assert {k: v for k, v in everything_in(root).items() if not k.startswith(".git/")} == before
    assert leaks(root) == []


@pytest.mark.parametrize("year", ["2025", "2036"])
def test_a_clock_that_is_wrong_opens_nothing_for_anybody_and_writes_nothing_plain(
    year: str, skole: Skole, rud: Program
) -> None:
    rud.fine("tilgang", "gi", skole.sak, ASK, "--hvorfor", "Vikar", "--til", "2026-12-18")
    before = case(rud, skole).read_bytes()
    wrong = replace(
        signed_in(rud, skole.noekler[RUD], rud.root.parent / "galt"),
        now=f"{year}-11-23T09:00+01:00",
    )
    done = wrong.run("registrer", skole.sak, "notat", "--notat", "Oppdiktet")
    after = case(rud, skole).read_bytes()
    assert is_sealed(after)
    assert leaks(rud.root) == []
    if done.status == 0:
        assert recipients_in(after) <= recipients_in(before)
    else:
        assert after == before
    if year == "2036" and done.status == 0:
        with pytest.raises(NotForMeError):
            unseal(after, [identity_of(skole.noekler[ASK].secret)])


def test_a_disk_that_is_full_in_the_middle_of_sealing_anew_leaves_all_as_it_was(
    rud: Program,
) -> None:
    access(rud, lambda text: set_value(text, ("leserett", "møter"), ["rektor"]), RUD)
    before = {k: v for k, v in everything_in(rud.root).items() if not k.startswith(".git/")}
    assert rud.run("tilgang", "kontroller").status == 1
    for step in (1, 2, 3, 5, 8, 13):
        full = replace(rud, disk=failing(step, errno.ENOSPC))
        done = full.run("tilgang", "kontroller", "--rett")
        if done.status == 0:
            break
        assert (done.status, "Disken er full" in done.err) == (3, True), done
        assert {
            k: v for k, v in everything_in(rud.root).items() if not k.startswith(".git/")
        } == before
        assert leaks(rud.root) == []
    rud.run("sjekk", "--reparer")
    rud.run("tilgang", "kontroller", "--rett")
    assert rud.run("tilgang", "kontroller").status == 0


def test_a_lock_without_a_place_in_memory_opens_as_before(skole: Skole) -> None:
    plass = Noekkelplass(skole.root.parent / "data", None)
    assert plass.aapen is None
    assert (
        Laas(lambda: [identity_of(skole.noekler[RUD].secret)])
        .opened(next(files(skole.root)).read_bytes(), None)
        .code
        is None
    )
