"""Measure a protected folder against the same open one: python benchmarks/vern_fart.py [SAKER [RUNDER]].

Whole processes in turn, round after round, in two folders with the same invented cases (1,000) of which one is
sealed for those whom the rules of need name. Prints the quickest run and the work of each, and their ratio; then
what opening all of them takes in one process, and what it takes to seal all of them for a new colleague. Ends in
1 where one is over its bound.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from klokke import Tid, as_installed, quickest, taken  # noqa: E402
from maal import DAY, fill  # noqa: E402

from brudd import use_invented_home  # noqa: E402
from program import Program  # noqa: E402
from sosialplan.files.aapnet import Aapnet  # noqa: E402
from sosialplan.files.yaml_edit import append_item  # noqa: E402
from sosialplan.files.yaml_reader import parse  # noqa: E402
from sosialplan.git.repository import commit, create  # noqa: E402
from sosialplan.vern.age import NotForMeError, identity_of, new_pair, recipients_in, unseal  # noqa: E402
from sosialplan.vern.laas import Laas  # noqa: E402
from vernet_skole import with_keys  # noqa: E402

COUNT, ROUNDS = 1000, 7
RATIO, OPENED, SEALED = 1.3, 0.5, 3.0
FOLK = (
    "Oppdiktet Rådgiver Rud", "Oppdiktet Rektor Ravn", "Oppdiktet Assisterende Alm", "Oppdiktet Trinnleder Åtte Aas",
    "Oppdiktet Trinnleder Ni Nes", "Oppdiktet Trinnleder Ti Tveit", "Oppdiktet Lærer Bjerk", "Oppdiktet Lærer Foss",
)  # fmt: skip
NY = "Oppdiktet Sosiallærer Sund"
SOSIALPLAN = str(Path(sys.executable).parent / "sosialplan")


def main() -> int:
    """Print a row a command, and the two bounds that are seconds."""
    told = [int(each) for each in sys.argv[1:]]
    count, rounds = [*told, *(COUNT, ROUNDS)[len(told) :]]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        use_invented_home(folder)
        as_installed(folder)
        aapen, vernet, sak = made(folder, count)
        times: dict[tuple[str, Path], list[Tid]] = {}
        for _ in range(rounds + 1):
            for root in (aapen, vernet):
                for name, command in commands(root, sak).items():
                    times.setdefault((name, root), []).append(taken(command))
        over = [
            tell(name, times[name, aapen][1:], times[name, vernet][1:])
            for name in commands(aapen, sak)
        ]
        over += [opened(vernet), sealed_anew(vernet)]
    return 1 if any(over) else 0


def made(folder: Path, count: int) -> tuple[Path, Path, str]:
    """Make the open folder and the sealed one, each with its history; return them and the number of a case."""
    aapen, vernet = folder / "åpen", folder / "vernet"
    sak = fill(aapen, count)
    create(aapen)
    commit(aapen, ["."], "Ny planmappe\n")
    shutil.copytree(aapen, vernet)
    for root in (aapen, vernet):
        Program(root).run("sjekk", "--reparer")
        Program(root).run("lagre")
    skole = with_keys(Program(vernet, now=f"{DAY}T09:00+01:00"), FOLK, folder)
    key = folder / "nøkkel.txt"
    key.write_text(skole.noekler[FOLK[0]].secret, encoding="utf-8")
    os.environ["SOSIALPLAN_NOKKEL"] = str(key)
    return aapen, vernet, sak


def commands(root: Path, sak: str) -> Mapping[str, list[str]]:
    here = [SOSIALPLAN, "-C", str(root), "--i-dag", DAY]
    return {
        "frister": [*here, "frister"],
        "vis": [*here, "vis", sak],
        "registrer": [
            SOSIALPLAN,
            "-C",
            str(root),
            "registrer",
            sak,
            "notat",
            "--notat",
            "Oppdiktet",
        ],
        "regn (starter bare)": [*here, "regn", "2026-11-23", "5", "virkedager"],
    }


def tell(name: str, aapen: list[Tid], vernet: list[Tid]) -> bool:
    best, shut = quickest(aapen), quickest(vernet)
    ratio = shut.klokke / best.klokke
    print(f"{name:<22} åpen {best}   vernet {shut}   {ratio:4.2f} × (mål: under {RATIO})")
    return ratio >= RATIO


def opened(root: Path) -> bool:
    """Tell what opening every case takes: the first time, and the next, when it lies sealed for one key alone."""
    raws = {
        each.relative_to(root).as_posix().removesuffix(".age"): each.read_bytes()
        for each in (root / "saker").rglob("*.age")
    }
    key = identity_of(Path(os.environ["SOSIALPLAN_NOKKEL"]).read_text(encoding="utf-8"))
    readers = sum(map(recipients_in, raws.values())) / len(raws)
    took = []
    for _ in range(2):
        began = time.perf_counter()
        laas = Laas(lambda: [key], Aapnet(root.parent / "åpnet.age"))
        codes = {laas.opened(raw, name).code for name, raw in raws.items()}
        laas.done()
        took.append(time.perf_counter() - began)
    print(
        f"åpne {len(raws)} saker, {readers:.1f} lesere hver: første gang {took[0]:.2f} s, siden {took[1]:.2f} s "
        f"(mål: under {OPENED})"
    )
    return took[1] >= OPENED or codes != {None}


def sealed_anew(root: Path) -> bool:
    """Tell what it takes to let a new colleague read: a key that is confirmed, and every case sealed anew."""
    path, pair = root / "plan" / "tilgang.yaml", new_pair()
    key = {
        "id": "sund0001",
        "person": NY,
        "nøkkel": pair.public,
        "gjelder_fra": DAY,
        "bekreftet": [],
    }
    write(root, path, append_item(path.read_text(encoding="utf-8"), ("lesenøkler",), key), NY)
    for navn in FOLK[:2]:
        text = path.read_text(encoding="utf-8")
        last = len(parse(text).tree["lesenøkler"]) - 1
        said = {"person": navn, "dato": DAY}
        write(root, path, append_item(text, ("lesenøkler", last, "bekreftet"), said), navn)
    took = taken([SOSIALPLAN, "-C", str(root), "tilgang", "kontroller", "--rett"])
    done = [each for each in (root / "saker").rglob("*.age") if reads(each, pair.secret)]
    print(f"verne på nytt for en ny kollega, {len(done)} saker: {took} (mål: under {SEALED})")
    return took.klokke >= SEALED or not done


def write(root: Path, path: Path, text: str, navn: str) -> None:
    path.write_text(text, encoding="utf-8")
    program = Program(root)
    program.git("config", "user.name", navn)
    program.git("commit", "--quiet", "--all", "--message", "Tilgang")


def reads(path: Path, secret: str) -> bool:
    try:
        return bool(unseal(path.read_bytes(), [identity_of(secret)]))
    except NotForMeError:
        return False


if __name__ == "__main__":
    sys.exit(main())
