"""What was opened is kept until next time, sealed for the person's own key alone, and never in the place of what lies there."""

from pathlib import Path

import pytest

from sosialplan.files.aapnet import NAME, Aapnet
from sosialplan.files.noekkelring import Noekkelplass, let_go
from sosialplan.vern.age import (
    NotForMeError,
    identity_of,
    is_sealed,
    new_pair,
    recipients_in,
    unseal,
)
from sosialplan.vern.laas import Laas, sealed

MINE, OTHER = new_pair(), new_pair()
NAMES = tuple(f"saker/2026/2026-{at:05}.yaml" for at in range(60))


def shut(text: str = "En oppdiktet setning") -> dict[str, bytes]:
    to = {"min00001": MINE.public, "annen001": OTHER.public}
    return {name: sealed(name, f"{text} i {name}".encode(), to) for name in NAMES}


FILES = shut()


def lock(folder: Path, secret: str = MINE.secret) -> Laas:
    key = identity_of(secret)
    return Laas(lambda: [key], Aapnet(folder / NAME))


def opened(laas: Laas, files: dict[str, bytes] = FILES) -> dict[str, bytes]:
    return {name: laas.opened(raw, name).data for name, raw in files.items()}


def test_the_next_run_has_what_the_last_one_opened(tmp_path: Path) -> None:
    first = lock(tmp_path)
    texts = opened(first)
    first.done()
    kept = (tmp_path / NAME).read_bytes()
    assert is_sealed(kept)
    assert recipients_in(kept) == 1
    assert b"oppdiktet" not in kept
    with pytest.raises(NotForMeError):
        unseal(kept, [identity_of(OTHER.secret)])
    recalled = Aapnet(tmp_path / NAME).recalled([identity_of(MINE.secret)])
    assert len(recalled) == len(FILES)
    again = lock(tmp_path)
    assert opened(again) == texts
    assert again.opened(FILES[NAMES[-1]], NAMES[-1]).readers == ("min00001", "annen001")
    assert again.names == set(NAMES), "who looked is told of these too"
    stands = (tmp_path / NAME).stat().st_mtime_ns
    again.done()
    assert (tmp_path / NAME).stat().st_mtime_ns == stands, "nothing new, nothing written"


def test_a_file_that_was_changed_or_swapped_is_never_taken_from_there(tmp_path: Path) -> None:
    first = lock(tmp_path)
    opened(first)
    first.done()
    new = shut("Noe annet")
    assert all(text.startswith(b"Noe annet") for text in opened(lock(tmp_path), new).values())
    swapped = dict(zip(NAMES, reversed(list(FILES.values())), strict=True))
    again = lock(tmp_path)
    assert {again.opened(raw, name).code for name, raw in swapped.items()} == {"F154"}
    again.done()
    assert opened(lock(tmp_path))[NAMES[0]].startswith(b"En oppdiktet")


@pytest.mark.parametrize(
    "broken", [b"", b"tull", b"age-encryption.org/v1\n-> X25519 aaaa\nbbbb\n--- cccc\n"]
)
def test_what_is_broken_there_or_anothers_is_passed_by(broken: bytes, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(broken)
    assert opened(lock(tmp_path))[NAMES[0]].startswith(b"En oppdiktet")
    other = lock(tmp_path, OTHER.secret)
    opened(other)
    other.done()
    assert opened(lock(tmp_path))[NAMES[0]].startswith(b"En oppdiktet")


def test_few_files_are_not_worth_keeping_and_a_place_that_is_gone_is_no_fault(
    tmp_path: Path,
) -> None:
    few = lock(tmp_path)
    opened(few, dict(list(FILES.items())[:20]))
    few.done()
    assert not (tmp_path / NAME).exists()
    gone = lock(tmp_path / "borte" / "helt")
    opened(gone)
    (tmp_path / "borte").write_bytes(b"")
    gone.done()
    Laas(list).done()


def test_it_goes_when_the_key_is_locked(tmp_path: Path) -> None:
    plass = Noekkelplass(tmp_path / "data", tmp_path)
    first = lock(tmp_path)
    opened(first)
    first.done()
    assert plass.forraad is not None
    assert plass.forraad.place.exists()
    let_go(plass)
    assert not plass.forraad.place.exists()
    assert Noekkelplass(tmp_path, None).forraad is None
