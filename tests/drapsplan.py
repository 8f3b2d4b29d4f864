"""What is killed: every command that the program registers and that writes, each with what it needs first.

A command that is registered and neither here nor among those that only read is found by ``test_brudd``:
a new one cannot be forgotten.
"""

import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer.main

from forseglet import text_in, write_in
from noekler import SSH_KEYGEN, key_pair
from program import PROEVENOEKKEL, Program
from sosialplan.cli.app import COMMANDS, app_for
from sosialplan.files.yaml_edit import append_item, set_value
from sosialplan.files.yaml_reader import parse
from sosialplan.vern.age import identity_of, new_pair, public_of

SAK, UFERDIG, FRAVAER = "2026-YHP9E", "2026-8G2R1", "2026-AWEJ4"
"""Invented cases: one with a whole plan, one with a plan that lacks something, one of absence."""
REKTOR, RUD, ASK = "Oppdiktet Rektor Ravn", "Oppdiktet Rådgiver Rud", "Oppdiktet Lærer Ask"
NY, NOED = new_pair(), new_pair()
HVORFOR = ("--hvorfor", "Oppdiktet grunn")
LISTE = """\
Elev;Klasse;Fra;Til;Kode
Oppdiktet Elev Sol;8B;16.11.2026;19.11.2026;U
Oppdiktet Elev Hauge;9D;14.11.2026;;G
"""
Words = tuple[str, ...]


def leaves(command: Any, words: Words) -> Iterator[Words]:
    """Yield every command that can be given, by its words."""
    under = getattr(command, "commands", {})
    if not under or command.invoke_without_command:
        yield words
    for name, each in under.items():
        yield from leaves(each, (*words, name))


def registered() -> tuple[Words, ...]:
    """Return every command of the program, as it is registered."""
    return tuple(
        each
        for name in COMMANDS
        for each in leaves(typer.main.get_command(app_for([name])).commands[name], (name,))  # type: ignore[attr-defined]  # the program is a group
    )


@dataclass(frozen=True, slots=True)
class Sted:
    """Where a command is about to be killed: the folder, and one beside it that is not the school's."""

    program: Program
    ved: Path

    def tree(self, sak: str = SAK) -> Any:
        return parse(text_in(self.program.root, self.program.case(sak))).tree

    def measure(self) -> Any:
        """Return a measure that stands."""
        return next(
            each for each in self.tree()["aktivitetsplan"]["tiltak"] if "avsluttet" not in each
        )

    def key(self) -> str:
        assert SSH_KEYGEN is not None
        return str(key_pair(self.ved / "nøkler", "oppdiktet"))


def _corrected(sted: Sted) -> Words:
    sted.program.fine("registrer", SAK, "notat", "--notat", "Oppdiktet")
    return ("rett", SAK, "notat", "--utgår", *HVORFOR)


def _paper(sted: Sted) -> Words:
    sted.program.fine(*_handed(sted)[:-2])
    return ("rett", SAK, "utlevering", "--til-hvem", "far", *HVORFOR)


def _handed(sted: Sted) -> Words:
    return (
        "utlever", "aktivitetsplan", SAK, "--mottaker", "foresatte", "--til-hvem", "mor",
        "--kanal", "brev", "--format", "md", "--til", str(sted.ved / "kopi.md"),
    )  # fmt: skip


def _evaluated(sted: Sted) -> Words:
    return (
        "tiltak", "evaluer", SAK, sted.measure()["id"], "--gjennomført", "ja", "--utfall", "delvis",
        "--neste", "2026-12-14",
    )  # fmt: skip


def _evaluation_corrected(sted: Sted) -> Words:
    sted.program.fine(*_evaluated(sted))
    return ("tiltak", "rett", SAK, sted.measure()["evalueringer"][-1]["id"], "--utfall", "god")


def _decided(_: Sted) -> Words:
    return (
        "vedtak", SAK, "--slag", "bortvisning", "--fra", "2026-11-24", "--til", "2026-11-25",
        "--faktum", "Oppdiktet", "--mildere-tiltak", "Oppdiktet", "--begrunnelse", "Oppdiktet",
    )  # fmt: skip


def _minutes(_: Sted) -> Words:
    return (
        "møte", "referat", "r-team", "--dato", "2026-11-20", "--til-stede", "rektor", "--sak", SAK,
        "--beslutning", f"{SAK}: Oppdiktet", "--ansvarlig", "rektor", "--frist", "2026-12-01",
    )  # fmt: skip


def _carried_out(sted: Sted) -> Words:
    sted.program.fine(
        "møte", "referat", "r-team", "--dato", "2026-11-20", "--til-stede", "rektor",
        "--beslutning", "Oppdiktet", "--ansvarlig", "rektor", "--frist", "2026-12-01",
    )  # fmt: skip
    book = parse(text_in(sted.program.root, "moter/2026-2027/r-team.yaml")).tree
    return ("møte", "utført", next(
        one["id"] for each in reversed(book["holdt"]) for one in each.get("beslutninger", ())
    ))  # fmt: skip


def _new_class(_: Sted) -> Words:
    return (
        "fravær", "bytt-klasse", "--elev", "Oppdiktet Elev Hauge", "--fra-klasse", "9D",
        "--til-klasse", "9C",
    )  # fmt: skip


def _flagged(sted: Sted) -> Words:
    path = sted.program.case(SAK)
    text = text_in(sted.program.root, path)
    line = next(each for each in text.splitlines() if each.startswith("  klasse:"))
    write_in(sted.program.root, path, text.replace(line, f"{line}\n  flagg: [sperret-adresse]", 1))
    sted.program.fine("lagre")
    return ("avklar", SAK, "sperret-adresse", "--for", "foresatte", *HVORFOR)


def _imported(sted: Sted) -> Words:
    path = sted.ved / "fravær.csv"
    path.write_text(LISTE, "utf-8")
    return ("importer", "fravær", str(path), "--utfør")


def _class_list(sted: Sted) -> Words:
    path = sted.ved / "elever.csv"
    path.write_text("Navn;Klasse\nOppdiktet Elev Sol;8B\nOppdiktet Elev Gran;9D\n", "utf-8")
    return ("importer", "elever", str(path), "--utfør")


def _plan_taken_in(sted: Sted) -> Words:
    path = sted.ved / "plan.md"
    head = "Elev: Oppdiktet Elev Ny\n\nKlasse: 8B\n\nOppdaget: 16.11.2026\n\n"
    path.write_text(f"{head}## Mål\nOppdiktet mål\n## Historikk\nOppdiktet\n", "utf-8")
    return ("importer", "plan", str(path), "--kjede", "bekymring", "--utfør")


def _read_back(sted: Sted) -> Words:
    path = sted.ved / "referat.md"
    rows: Any = parse((Path(__file__).parent / "kvitteringer.yaml").read_text("utf-8")).tree
    row = next(each for each in rows if each["kommando"] == "les")
    path.write_text(row["ved siden av"]["referat.md"], encoding="utf-8", newline="\n")
    return ("les", str(path), "--utfør")


def _moved(sted: Sted) -> Words:
    sted.program.fine(*_class_list(sted))
    return (
        "skole",
        "elev",
        "flytt",
        "--elev",
        "Oppdiktet Elev Sol",
        "--klasse",
        "8B",
        "--til",
        "8C",
    )


def _left(sted: Sted) -> Words:
    sted.program.fine(*_class_list(sted))
    return ("skole", "elev", "slutt", "--elev", "Oppdiktet Elev Sol", "--klasse", "8B")


def _parted(sted: Sted) -> Words:
    path = sted.ved / "elever.csv"
    path.write_text("Navn;Klasse\nOppdiktet Elev Sol;8B\nOppdiktet Elev Vik;8B\n", "utf-8")
    sted.program.fine("importer", "elever", str(path), "--utfør")
    name = "Oppdiktet Elev Sol"
    return ("skole", "klasse", "del", "8B", "8E", "--elev", name, "--går-til", f"{SAK}=8E")


def _undone(sted: Sted) -> Words:
    sted.program.fine("registrer", SAK, "notat", "--notat", "Oppdiktet")
    return ("angre",)


def _by_hand(sted: Sted) -> Words:
    path = sted.program.case(SAK)
    write_in(sted.program.root, path, text_in(sted.program.root, path) + "# Oppdiktet, for hånd\n")
    return ("lagre",)


def _taken_in(sted: Sted) -> Words:
    fil, receipt = (
        str(sted.program.root.parent / name) for name in ("pakke.yaml", "kvittering.yaml")
    )
    rows: Any = parse((Path(__file__).parent / "kvitteringer.yaml").read_text("utf-8")).tree
    row = next(each for each in rows if each["kommando"] == "ta-imot")
    Path(fil).write_text(row["ved siden av"]["pakke.yaml"], encoding="utf-8", newline="\n")
    return ("ta-imot", fil, "--klasse", "8B", "--kvittering", receipt)


def _conflict(sted: Sted) -> Words:
    path = sted.program.root / "plan" / "skole.yaml"
    text = path.read_text("utf-8").rstrip("\n")
    held = "konflikter:\n  - {id: kfffffff, sted: [kommune], står: Oslo, ellers: Bergen}\n"
    path.write_text(f"{text}\n{held}", "utf-8")
    sted.program.git("commit", "--quiet", "--all", "--message", "Flettet")
    return ("løs", "plan/skole.yaml", "--konflikt", "kfff", "--velg", "1")


def _new_number(sted: Sted) -> Words:
    sted.program.git("clone", "--quiet", "--bare", ".", str(sted.ved / "felles.git"))
    sted.program.git("remote", "add", "origin", str(sted.ved / "felles.git"))
    sted.program.git("fetch", "--quiet", "origin")
    return ("løs", sted.program.new_case("bekymring", "Oppdiktet Elev Ny"), "--nytt-nummer")


def _key_ended(sted: Sted) -> Words:
    sted.program.fine("tilgang", "legg-til", "Oppdiktet Rektor Ravn", sted.key())
    return ("tilgang", "fjern", "Oppdiktet Rektor Ravn")


def _signing(sted: Sted) -> Words:
    public = sted.key()
    sted.program.git("config", "user.name", "Oppdiktet Rektor Ravn")
    sted.program.git("config", "user.signingkey", public)
    sted.program.fine("tilgang", "legg-til", "Oppdiktet Rektor Ravn", public)
    return ("tilgang", "signering", "på")


def _approved(sted: Sted) -> Words:
    sted.program.git("config", "user.name", "Oppdiktet Rektor Ravn")
    return ("godkjenn", SAK)


def _repaired(sted: Sted) -> Words:
    """Let a note of a change lie there, as a kill leaves it."""
    from svikt import Killed, dying  # noqa: PLC0415 - only here

    whole, sted.program.disk = sted.program.disk, dying(5)
    try:
        sted.program.run("registrer", SAK, "notat", "--notat", "Oppdiktet")
    except Killed:
        pass
    finally:
        sted.program.disk = whole
    return ("sjekk", "--reparer")


def _merged_by_git(sted: Sted) -> Words:
    text = text_in(sted.program.root, sted.program.case(SAK))
    for name in ("felles", "vår", "deres"):
        (sted.ved / f"{name}.yaml").write_text(text, "utf-8")
    files = (str(sted.ved / f"{name}.yaml") for name in ("felles", "vår", "deres"))
    return ("flett", *files, f"saker/2026/{SAK}.yaml")


def _received(sted: Sted) -> None:
    """Let there be one who takes reports: in a protected school, with a key."""
    if sted.program.run("vern", "av", *HVORFOR).status == 0:
        _protected()(sted)


def _report(sted: Sted) -> Words:
    _received(sted)
    return ("meld", "--elev", "Oppdiktet Elev Ny", "--klasse", "8B", "--hva", "Oppdiktet")


def _reported(sted: Sted) -> str:
    _received(sted)
    made = sted.program.fine(
        "meld", "--elev", sted.tree()["elev"]["navn"], "--klasse", "8B", "--hva", "Oppdiktet", "--format", "json",
    )  # fmt: skip
    return str(made.json()["melding"])


def _ended(sted: Sted) -> Words:
    return ("innboks", _reported(sted), "--ferdig", *HVORFOR)


def _told_in_case(sted: Sted) -> Words:
    return ("innboks", _reported(sted), "--til-sak", SAK)


def _keyed(sted: Sted) -> None:
    """Let rektor sit there in an open folder, with a reading key that is open, and let the school have a recovery key."""
    program = sted.program
    program.git("config", "user.name", REKTOR)
    program.run("vern", "av", *HVORFOR)
    path = program.root / "plan" / "tilgang.yaml"
    text = path.read_text("utf-8")
    for id_, public, who in (
        ("rektor01", str(public_of(identity_of(PROEVENOEKKEL))), {"person": REKTOR}),
        ("noed0002", NOED.public, {"nød": True}),
    ):
        key = {"id": id_, "nøkkel": public, "gjelder_fra": "2026-08-01", **who}
        text = append_item(text, ("lesenøkler",), key)
    path.write_text(text, "utf-8")
    program.git("commit", "--quiet", "--all", "--message", "Nøkler")


def _protected(*words: str) -> Callable[[Sted], Words]:
    """Return a command that is given in a folder that rektor protected."""

    def make(sted: Sted) -> Words:
        _keyed(sted)
        sted.program.fine("vern", "på")
        return words

    return make


def _vern_paa(sted: Sted) -> Words:
    _keyed(sted)
    return ("vern", "på")


def _taken_back(sted: Sted) -> Words:
    words = ("tilgang", "gi", SAK, ASK, *HVORFOR, "--til", "2026-12-18")
    sted.program.fine(*_protected(*words)(sted))
    return ("tilgang", "ta", SAK, ASK)


def _confirmed(sted: Sted) -> Words:
    sted.program.fine(*_protected("nøkler", "legg-inn", NY.public, "--person", RUD)(sted))
    return ("tilgang", "bekreft", RUD)


def _sealed_anew(sted: Sted) -> Words:
    _protected()(sted)
    path = sted.program.root / "plan" / "tilgang.yaml"
    text = set_value(path.read_text("utf-8"), ("leserett", "saker"), ["rektor", "rådgiver"])
    path.write_text(text, "utf-8")
    sted.program.git("commit", "--quiet", "--all", "--message", "Leserett")
    return ("tilgang", "kontroller", "--rett")


def _new_key(sted: Sted) -> Words:
    return (*_protected("nøkler", "ny", "--til")(sted), str(sted.ved / "ny.txt"))


def _recovery_key(sted: Sted) -> Words:
    _keyed(sted)
    return ("nøkler", "nødnøkkel", "--til", str(sted.ved / "ark.pdf"))


def _tidied(sted: Sted) -> Words:
    sted.program.fine("lag", "aktivitetsplan", SAK, "--format", "md", "--til", "ut/plan.md")
    return ("rydd", "--alle", "--utfør")


def _backed_up(sted: Sted) -> Words:
    return ("sikkerhetskopi", str(sted.ved / "kopi.bundle"))


def _given_out(sted: Sted) -> Words:
    return ("plan", "pakke", "ut", str(sted.ved / "pakken"))


def _package(sted: Sted) -> Words:
    """Give out the plan, and change a word of the package, so that there is something to take in."""
    sted.program.fine(*_given_out(sted))
    path = sted.ved / "pakken" / "plan" / "partnere.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("navn: ", "navn: Oppdiktet ", 1), encoding="utf-8", newline="\n")
    return ("plan", "pakke", "hent", str(sted.ved / "pakken"), "--utfør")


def _restored(sted: Sted) -> Words:
    sted.program.fine(*_backed_up(sted))
    return ("gjenopprett", str(sted.ved / "kopi.bundle"), str(sted.ved / "gjenopprettet"))


def _fresh(sted: Sted) -> Words:
    return (*_protected("vern", "ny-historikk")(sted), str(sted.ved / "ny-historikk"))


def _edited(sted: Sted) -> Words:
    """Let an editor write a line, take a while, and write another: it may be killed with half of it there."""
    path = sted.ved / "skriv.py"
    path.write_text(
        "import sys, time\nfrom pathlib import Path\nfile = Path(sys.argv[1])\n"
        "for line in ('# Oppdiktet\\n', '# Oppdiktet etter\\n'):\n"
        "    file.write_text(file.read_text('utf-8') + line, 'utf-8')\n"
        "    time.sleep(0.2)\n",
        "utf-8",
    )
    return ("rediger", SAK, "--med", shlex.join([sys.executable, str(path)]))


def _as_a_text(sted: Sted) -> Words:
    """Let an editor write who was there and a note, with a while between them."""
    path = sted.ved / "skriv.py"
    path.write_text(
        "import sys, time\nfrom pathlib import Path\nfile = Path(sys.argv[1])\n"
        "for put in (('Til stede:\\n', 'Til stede: rektor\\n'), ('== Notat ==\\n', '== Notat ==\\nOppdiktet\\n')):\n"
        "    file.write_text(file.read_text('utf-8').replace(*put), 'utf-8')\n"
        "    time.sleep(0.2)\n",
        "utf-8",
    )
    return ("møte", "skriv", SAK, "--med", shlex.join([sys.executable, str(path)]))


LEGGER_VED: frozenset[str] = frozenset(
    {"nøkler ny", "nøkler nødnøkkel", "sikkerhetskopi", "gjenopprett", "vern ny-historikk"}
)
"""Those that lay something outside of the folder, named last, and never over what is there: given again, another
name is chosen."""


def said(*words: str) -> Callable[[Sted], Words]:
    """Return a command that needs nothing first."""
    return lambda _: words


I_HISTORIKKEN: Mapping[Words, tuple[Callable[[Sted], Words], ...]] = {
    ("ny-sak",): (said(
        "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev Ny", "--klasse", "8B",
        "--oppdaget", "2026-11-23", "--beskrivelse", "Oppdiktet",
    ),),
    ("meld",): (_report,),
    ("innboks",): (_ended, _told_in_case),
    ("registrer",): (
        said("registrer", SAK, "notat", "--notat", "Oppdiktet"),
        said("registrer", "2026-EWZS9", "vurdert-12-4", "--svar", "ja"),
    ),
    ("sak", "endre"): (said("sak", "endre", SAK, "--kategori", "konflikt"),),
    ("sak", "involver"): (said("sak", "involver", SAK, "--navn", "Oppdiktet Ola Ny"),),
    ("rett",): (_corrected, _paper),
    ("tiltak", "ny"): (said(
        "tiltak", "ny", SAK, "--tiltak", "Oppdiktet", "--nivå", "klasse", "--ansvarlig",
        "kontaktlærer", "--evalueres", "2026-12-07",
    ),),
    ("tiltak", "endre"): (lambda sted: (
        "tiltak", "endre", SAK, sted.measure()["id"], "--evalueres", "2026-12-08", *HVORFOR,
    ),),
    ("tiltak", "evaluer"): (_evaluated,),
    ("tiltak", "rett"): (_evaluation_corrected,),
    ("tiltak", "avslutt"): (
        lambda sted: ("tiltak", "avslutt", SAK, sted.measure()["id"], *HVORFOR),
    ),
    ("tiltak", "plan"): (said("tiltak", "plan", SAK, "--problem", "Oppdiktet"),),
    ("møte", "referat"): (_minutes,),
    ("møte", "registrer"): (
        said("møte", "registrer", "r-team", "--dato", "2026-10-13", "--til-stede", "rektor"),
    ),
    ("møte", "utført"): (_carried_out,),
    ("møte", "rett"): (said("møte", "rett", "gp1xf3a7", "--til-stede", "rektor,rådgiver"),),
    ("vedtak",): (_decided,),
    ("innkall",): (said(
        "innkall", SAK, "--møte", "samarbeidsmøte", "--dato", "2026-11-30", "--kl", "14:30",
        "--sted", "Oppdiktet rom", "--formål", "Oppdiktet", "--med", "rektor",
    ),),
    ("fravær", "registrer"): (said(
        "fravær", "registrer", "--elev", "Oppdiktet Elev Ny", "--klasse", "8B", "--fra",
        "2026-11-16",
    ),),
    ("fravær", "følg-opp"): (said(
        "fravær", "følg-opp", "foresatte-kontaktet", "--elev", "Oppdiktet Elev Hauge", "--klasse",
        "9D",
    ),),
    ("fravær", "bytt-klasse"): (_new_class,),
    ("fravær", "rett"): (said("fravær", "rett", "xb3vk1zr", "--utgår"),),
    ("godkjenn",): (_approved,),
    ("oppfølging",): (said("oppfølging", SAK, "--notat", "Oppdiktet"),),
    ("overfør",): (said("overfør", SAK, "--til", "sosiallærer", "--notat", "Oppdiktet"),),
    ("importer", "fravær"): (_imported,),
    ("importer", "elever"): (_class_list,),
    ("importer", "plan"): (_plan_taken_in,),
    ("les",): (_read_back,),
    ("arkiver",): (said("arkiver", "2026-S54XP"),),
    ("utlever",): (_handed,),
    ("avklar",): (_flagged,),
    ("årshjul", "utført"): (said("årshjul", "utført", "ordensregler", "--dato", "2026-08-20"),),
    ("angre",): (_undone,),
    ("lagre",): (_by_hand,),
    ("rediger",): (_edited,),
    ("møte", "skriv"): (_as_a_text,),
    ("løs",): (_conflict, _new_number),
    ("skole", "person", "ny"): (
        said("skole", "person", "ny", "Oppdiktet Kari Fjell", "kontaktlærer", "8B"),
    ),
    ("skole", "person", "endre"): (
        said("skole", "person", "endre", "Oppdiktet Lærer Dal", "kontaktlærer", "8D"),
    ),
    ("skole", "elev", "ny"): (
        said("skole", "elev", "ny", "--elev", "Oppdiktet Kim Ås", "--klasse", "8B"),
    ),
    ("skole", "elev", "flytt"): (_moved,),
    ("skole", "elev", "slutt"): (_left,),
    ("skole", "person", "slutt"): (said("skole", "person", "slutt", "Oppdiktet Lærer Dal"),),
    ("skole", "klasse", "ny"): (said("skole", "klasse", "ny", "8E"),),
    ("skole", "klasse", "endre"): (said("skole", "klasse", "endre", "8B", "--navn", "8F"),),
    ("skole", "klasse", "del"): (_parted,),
    ("skole", "klasse", "slå-sammen"): (said("skole", "klasse", "slå-sammen", "10D", "10C"),),
    ("skole", "klasse", "slutt"): (said("skole", "klasse", "slutt", "10D"),),
    ("skolerute", "ny"): (said("skolerute", "ny", "--første", "2028-08-14", "--siste", "2029-06-20"),),
    ("plan", "pakke", "hent"): (_package,),
    ("plan", "bytt-rolle"): (said("plan", "bytt-rolle", "trivselsleder", "lekeleder", "--utfør"),),
    ("skole", "valg"): (said("skole", "valg", "frist-elev-hørt", "0"),),
    ("skole", "visning"): (said("skole", "visning", "snart", "--hvor", "frist<7d"),),
    ("overlever",): (
        lambda sted: (
            "overlever", SAK, "--til-skole", "Oppdiktet Fjord skole", "--grunnlag", "forebygge", "--hvorfor", "Oppdiktet",
            "--ta-med", "plan", "--til", str(sted.program.root.parent / "pakke.yaml"),
        ),
    ),
    ("ta-imot",): (_taken_in,),
    ("oppgrader",): (said("oppgrader", "--utfør"),),
    ("nytt-skoleår",): (said("nytt-skoleår", "2027-2028", "--utfør", "--i-dag", "2027-06-21"),),
    ("tilgang", "legg-til"): (
        lambda sted: ("tilgang", "legg-til", "Oppdiktet Rektor Ravn", sted.key()),
    ),
    ("tilgang", "fjern"): (_key_ended,),
    ("tilgang", "signering"): (_signing,),
    ("vern", "på"): (_vern_paa,),
    ("vern", "av"): (_protected("vern", "av", *HVORFOR),),
    ("tilgang", "gi"): (_protected("tilgang", "gi", SAK, ASK, *HVORFOR, "--til", "2026-12-18"),),
    ("tilgang", "ta"): (_taken_back,),
    ("tilgang", "bekreft"): (_confirmed,),
    ("tilgang", "kontroller"): (_sealed_anew,),
    ("nøkler", "legg-inn"): (_protected("nøkler", "legg-inn", NY.public, "--person", RUD),),
    ("nøkler", "ny"): (_new_key,),
    ("nøkler", "nødnøkkel"): (_recovery_key,),
}  # fmt: skip
"""Those whose work is a commit: all of it or nothing stands afterwards."""
UTEN_HISTORIKK: Mapping[Words, tuple[Callable[[Sted], Words], ...]] = {
    ("sjekk",): (_repaired,),
    ("flett",): (_merged_by_git,),
    ("lag",): (
        said("lag", "aktivitetsplan", SAK, "--format", "pdf", "--til", "ut/plan.pdf"),
    ),
    ("tavle",): (said("tavle", "--til", "ut/tavle.pdf"),),
    ("tilsyn",): (said("tilsyn", SAK),),
    ("innsyn",): (said("innsyn", SAK, "--for", "forelder"),),
    ("nøkler", "lås"): (said("nøkler", "lås"),),
    ("rydd",): (_tidied,),
    ("sikkerhetskopi",): (_backed_up,),
    ("plan", "pakke", "ut"): (_given_out,),
    ("gjenopprett",): (_restored,),
    ("fullføring",): (said("fullføring", "bash"),),
    ("vern", "ny-historikk"): (_fresh,),
}  # fmt: skip
"""Those that write no commit, or finish another's: nothing of theirs lies left."""
FOR_SEG: frozenset[Words] = frozenset(
    {("start",), ("demo",), ("synk",), ("slett",), ("nøkler", "åpne")}
)
"""Those that need a folder of their own, two clones, or a person's passphrase; and one that leaves another history."""
IKKE_ENNAA: frozenset[Words] = frozenset()
"""Those that are not killed here."""
LESER: frozenset[Words] = frozenset(
    {
        ("frister",), ("saker",), ("varsle",), ("vis",), ("forklar",), ("møte", "plan"), ("møte", "saksliste"),
        ("fravær", "vis"), ("sjekk-kopi",), ("årshjul",), ("årshjul", "status"), ("slå-opp",),
        ("kjeder",), ("regn",), ("valider",), ("tilgang",), ("logg",), ("sammenlign",),
        ("statistikk", "mål"), ("statistikk", "steg"), ("nøkler",), ("nøkler", "prøv"), ("tilgang", "vis"), ("oppbevaring",), ("vokt",),
        ("innsynslogg",), ("dagen",), ("skole",), ("skole", "person"),
        ("plan", "pakke", "vis"), ("søk",),
    }
)  # fmt: skip
"""Those that write nothing: that they do not is tried elsewhere, byte by byte."""
