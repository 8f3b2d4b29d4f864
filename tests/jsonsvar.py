"""What each command answers in JSON: asked of the program itself, and drawn for the page of formats.

The keys are those that came out. A list or a group that no answer here fills says in ``WORDS`` what it holds, so
that none stands on the page unexplained.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gitprogram import tell
from kommandoene import COMMANDS, FORMATS, example, of
from program import Program
from sosialplan.commands.run import ANSWER_VERSION
from sosialplan.rules.aarshjul_status import Tilstand
from sosialplan.views.tabellcelle import Celleslag, Felter, Listefelt
from test_importer import LISTE
from test_kommandoer_lese import FRAVAERSSAK, SAK

Words = tuple[str, ...]
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
ENVELOPE = ("versjon", "i_dag")
_WORTH_POINTING_AT = 3
"""So many keys at least are pointed at where they come again."""
_CHOSEN: Mapping[str, tuple[Words, ...]] = {
    "frister": (("frister", "--status", "alle"),),
    "saker": (("saker", "--alle"),),
    "vis SAK": (("vis", SAK),),
    "forklar SAK STEG": (("forklar", SAK, "evaluering"),),
    "forklar KODE": (("forklar", "K304"),),
    "valider": (("valider",),),
    "regn": (("regn", "2026-10-12", "5", "virkedager"),),
    "ny-sak": (("ny-sak", "--kjede", "ansatt-krenker", "--elev", "Oppdiktet Elev Ny", "--klasse", "8B",
                "--oppdaget", "2026-11-23", "--gjelder-ansatt", "kontaktlærer", "--meldt-av", "lærer"),),
    "meld": (("meld", "--elev", "Oppdiktet Elev Ny", "--klasse", "8B", "--hva", "Oppdiktet, alene i friminuttene",
              "--hvor", "skolegården", "--gjort", "Snakket med eleven"),),
    "overfør --fra": (("overfør", "--fra", "Oppdiktet Lærer Bjerk"),),
    "fravær vis SAK": (("fravær", "vis", FRAVAERSSAK),),
    "fravær vis --klasse": (("fravær", "vis", "--klasse", "9D"),),
    "importer fravær": (("importer", "fravær", "fravær.csv"),),
    "importer elever": (("importer", "elever", "elever.csv"),),
    "møte plan": (("møte", "plan"),),
    "møte saksliste": (("møte", "saksliste", "R-team"),),
    "årshjul": (("årshjul",),),
    "årshjul status": (("årshjul", "status", "--ledelsen"),),
    "sjekk-kopi": (("sjekk-kopi", "kopi.md"),),
    "arkiver": (("arkiver", SAK, "--tørr"),),
    "kjeder": (("kjeder",),),
    "slå-opp": (("slå-opp",),),
    "valider --lov": (("valider", "--lov"),),
    "statistikk mål": (("statistikk", "mål", "--ledelsen"),),
    "statistikk steg": (("statistikk", "steg"),),
    "nytt-skoleår": (("nytt-skoleår", "2027-2028"),),
    "synk": (("synk", "--tørr"), ("synk",)),
    "logg": (("logg",),),
    "logg --kontroller": (("logg", "--kontroller"), ("logg", "--kontroller")),
    "sammenlign": (("sammenlign", SAK, "2026-11-22"),),
    "skole valg": (("skole", "valg"),),
    "tilgang": (("tilgang",),),
    "sjekk": (("sjekk",),),
    "rydd": (("rydd",),),
    "løs": (("løs",),),
}  # fmt: skip
"""Each kind of answer, as it stands on the page, and the runs that give it; the last writes a conflict first."""
_NAMED = {of(args) for runs in _CHOSEN.values() for args in runs}
ASKED: Mapping[str, tuple[Words, ...]] = {
    **_CHOSEN,
    **{
        name: (example(name),)
        for name, words in FORMATS.items()
        if "json" in words and name not in _NAMED
    },
}
"""These, and every other command that answers in JSON by the example of its help."""
CONFLICT = "konflikter:\n  - {id: kaaaaaaa, sted: [beskrivelse], står: Oppdiktet, ellers: Oppdiktet også}\n"
WORDS: Mapping[str, str] = {
    "innsynslogg.åpninger": "når, hvem, nøkkel, kommando",
    "oppbevaring.saker": "sak, kjede, avsluttet, tiden_ute, levert, nytt_siden, kan_slettes",
    "sjekk.sikkerhetskopi": "dag og dager for den siste herfra; eller null",
    "oppgrader.steg": "steg, hvorfor og deler (fil, sted, hva) av det som blir som i dag",
    "oppgrader.skolens": "fil og sted for det skolen selv har skrevet, og som står",
    "oppgrader.frister": "id, sak, før, etter og hvorfor for hver frist som blir en annen",
    "nytt-skoleår.uavklart": "sak, klasse: der klassen ikke sier hvor eleven går",
    "nytt-skoleår.klasser_som_står": "klassene som ikke går opp av seg selv",
    "frister.frister": "radene, se tabellen under",
    "vis SAK.sak": "hele saken med navn, med nøklene i filen",
    "vis SAK.frister": "som i `frister`",
    "forklar SAK STEG.frister": "som i `frister`",
    "fravær vis SAK.mønster.ukedag": "et tall for hver ukedag",
    "fravær vis SAK.mønster.fag": "et tall for hvert fag",
    "fravær vis --klasse.elever.mønster": "som `mønster` i `fravær vis SAK`",
    "vis SAK.lagret_senere": "id og dag for oppføringer som historikken kjenner fra en senere dag enn den de selv sier",
    "importer fravær.avsluttet": "som `trinn`: elever med en avsluttet sak",
    "møte plan.kan_ikke_nås": "møte, lesning, hos, for, fra, til, mangler",
    "årshjul.aktiviteter.ukjent": "det som mangler for å regne tiden ut",
    "sjekk-kopi.kopi.endret": "hva mer enn ordene som er endret",
    "valider --lov.problemer": "som i `valider`",
    "synk.begge": "saker og filer som er endret begge steder",
    "synk.fjernet": "det de andre tok bort",
    "synk.beholdt": "det den ene tok bort og den andre endret",
    "synk.samme_nummer": "to saker med ett nummer; ingenting er flettet",
    "synk.ikke_flettet": "filer som ikke lar seg flette; ingenting er flettet",
    "synk.side_om_side": "filer du ikke leser, der begge utgavene står til en som leser dem, fletter",
    "synk.samlet": "filer der to slike utgaver er flettet nå",
    "innboks.meldinger.saker": "saksnumre den er blitt",
    "synk.hentet.saker": "saksnumre",
    "synk.hentet.andre": "andre filer",
    "importer elever.uberørt": "klasser med en liste fra før, som ikke er i denne",
    "synk.konflikter": "fil, id, hva",
    "synk.problemer": "som i `valider`",
    "logg --kontroller.problemer": "som i `valider`",
    "logg --kontroller.funn.lagring": "commit, tid, hvem, hva; eller null",
    "tilgang.signering_fra": "gjelder_fra, på",
    "tilgang.lesenøkler": "id, person, nød, gjelder_fra, sperret_fra, bekreftet_av[], vernes_for",
    "sjekk.rettet": "setninger: det som ble gjort",
    "rydd.dokumenter": "fil, dager, slettet",
    "plan pakke vis.pakke": "navn, kommune, versjon, dato, trinn; null når skolen ikke har tatt inn noen",
    "plan pakke vis.forskjeller": "fil, hvor, hva (ny, endret, bort), pakkens, skolens",
    "rydd.blir_liggende": "fil, dager, hvorfor",
}
"""What stands in place of the keys: where the file itself has them, or no answer here fills the list."""
NOTES: Mapping[str, str] = {
    "saker": "Uten navn.",
    "ny-sak": "`lenket`: saker som ble åpnet ved siden av.",
    "fravær vis --klasse": "`elev` er en kode. Uten navn.",
    "importer fravær": "Elever er linjen i listen, aldri navn.",
    "importer elever": "Hvor mange, aldri hvem.",
    "møte saksliste": "`merke` er saksnummeret, eller «anonym 1».",
    "årshjul status": f"`status` er en av: {', '.join(Tilstand)}. Det som er skjermet, er null uten `--ledelsen`, og tall om elever er rundet ned til nærmeste fem (`avrundet`).",
    "statistikk steg": "Tallene er femmere, fra det minste til det meste de kan være. Under 5 er alt null, også når det er ingen.",
    "statistikk mål": "Tall under 5 er null uten `--ledelsen`, også når det er ingen, og de andre er rundet ned til nærmeste fem (`avrundet`). `prosent` er null der det ikke følger av dem.",
    "arkiver": "`mappe` og `commit` er null med `--tørr`, og når ingenting er nytt. Uten navn.",
    "sjekk-kopi": "`commit` og `lagret` er null når kopien viser saken slik den er nå; `uendret` når teksten ikke kan "
    "sammenlignes; `utlevering` når den ikke står i saken.",
    "logg": "`tid` er da det kom i historikken, `dato` da det skjedde. `tid` og `hvem` er null når det ikke er kjent: tidligere "
    "utgaver er vernet for andre. De fire siste er null når det ikke er en oppføring.",
    "tilgang": "`fingeravtrykk` som ssh skriver det.",
    "løs": "Verdiene er fra saken, så svaret kan ha navn.",
    "valider --lov": "`kontrollert` er null der ordlyden ikke er lest.",
}


@dataclass(slots=True)
class Form:
    """What came out at one place: the keys of a group, or of each in a list; neither where it is one value."""

    liste: bool = False
    gruppe: bool = False
    verdi: bool = False
    felt: dict[str, "Form"] = field(default_factory=dict)

    def meet(self, value: Any) -> None:
        """Take in one more answer."""
        if isinstance(value, dict):
            self.gruppe = True
            for key, each in value.items():
                self.felt.setdefault(key, Form()).meet(each)
        elif isinstance(value, list):
            self.liste = True
            for each in value:
                self.meet(each)
        elif value is not None:
            self.verdi = True

    @property
    def tom(self) -> bool:
        """Whether it is a list or a group, and nothing was ever in it."""
        return (self.liste or self.gruppe) and not (self.felt or self.verdi)


def answers(skolen: Program, beside: Path) -> Mapping[str, Form]:
    """Ask for each answer in a school that may be changed, and return its form."""
    copy = _prepared(skolen, beside)
    found: dict[str, Form] = {}
    for name, runs in ASKED.items():
        if name == "løs":
            case = skolen.case(FRAVAERSSAK)
            case.write_text(case.read_text("utf-8") + CONFLICT, "utf-8")
        for args in runs:
            told = skolen.run(
                *(str(copy) if each == "kopi.md" else each for each in args), "--format", "json"
            )
            value = told.json()
            assert tuple(value)[:2] == ENVELOPE, args
            found.setdefault(name, Form()).meet(
                {key: each for key, each in value.items() if key not in ENVELOPE}
            )
    return found


def _prepared(skolen: Program, beside: Path) -> Path:
    """Do what there must be something to answer about; return a copy that was handed out."""
    (beside / "fravær.csv").write_text(LISTE, encoding="utf-8")
    (beside / "elever.csv").write_text("Navn;Klasse;Adresse\nOppdiktet Elev Sol;8B;-\n", "utf-8")
    (beside / "rektor.pub").write_text(f"{KEY} oppdiktet\n", encoding="utf-8")
    tell(beside, "init", "--quiet", "--bare", "felles.git")
    skolen.git("remote", "add", "origin", str(beside / "felles.git"))
    copy = beside / "kopi.md"
    for args in (
        ("tilgang", "legg-til", "Oppdiktet Rektor Ravn", str(beside / "rektor.pub")),
        ("tilgang", "fjern", "Oppdiktet Rektor Ravn", "--fra", "2026-12-31"),
        (
            "utlever",
            "aktivitetsplan",
            SAK,
            "--mottaker",
            "elev",
            "--kanal",
            "møte",
            "--til",
            str(copy),
        ),
        (
            "registrer",
            FRAVAERSSAK,
            "barnevern-vurdert",
            "--grunn",
            "ingen",
            "--samtykke",
            "ikke-spurt",
        ),
        (
            "fravær",
            "registrer",
            FRAVAERSSAK,
            "--fra",
            "2026-11-20",
            "--fag",
            "matematikk",
            "--timer",
            "1",
        ),
    ):
        skolen.fine(*args)
    return copy


def unexplained(found: Mapping[str, Form]) -> Iterator[str]:
    """Yield the place of each list and group that nothing was ever in, and that no words explain."""
    for name, form in found.items():
        yield from _unexplained(name, form)


def _unexplained(path: str, form: Form) -> Iterator[str]:
    if form.tom:
        yield path
    for key, each in form.felt.items():
        if f"{path}.{key}" not in WORDS:
            yield from _unexplained(f"{path}.{key}", each)


def drawn(found: Mapping[str, Form]) -> str:
    """Return the table of the page: each kind of answer, its keys, and what must be said of it."""
    seen: dict[Words, str] = {}
    rows = ["| svar på | nøkler | merk |", "| --- | --- | --- |"]
    for name, form in found.items():
        told = ", ".join(_key(name, key, each, seen) for key, each in form.felt.items())
        rows.append(f"| `{name}` | {told} | {NOTES.get(name, '')} |")
    return "\n".join(rows)


def _key(path: str, key: str, form: Form, seen: dict[Words, str], *, top: bool = True) -> str:
    """Return a key with what is in it; keys that were drawn before are pointed at."""
    place = f"{path}.{key}"
    shown = key + ("[]" if form.liste else "")
    shown = f"`{shown}`" if top else shown
    if place in WORDS:
        return f"{shown} ({WORDS[place]})"
    names = tuple(form.felt)
    if len(names) >= _WORTH_POINTING_AT and names in seen:
        return f"{shown} (som {seen[names]})"
    inside = ", ".join(
        _key(place, each, under, seen, top=False) for each, under in form.felt.items()
    )
    if names:
        seen[names] = f"`{key}` i `{path.partition('.')[0]}`"
    return f"{shown} ({inside})" if inside else shown


def formats() -> str:
    """Return the table of which formats each command has; the first is what it is without --format."""
    rows = ["| kommando | formater |", "| --- | --- |"]
    rows += [
        f"| `{name}` | {', '.join(words)} |"
        for name, words in sorted(FORMATS.items(), key=lambda each: tuple(COMMANDS).index(each[0]))
    ]
    return "\n".join(rows)


def with_part(page: str, name: str, text: str) -> str:
    """Return a page with a part of it written anew: what stands between two marks of that name."""
    begin, end = f"<!-- fra koden: {name} -->", f"<!-- slutt: {name} -->"
    before, found, rest = page.partition(begin)
    _, ended, after = rest.partition(end)
    assert found, f"{name} has no place in the page"
    assert ended, f"{name} has no end in the page"
    return f"{before}{begin}\n{text}\n{end}{after}"


_TYPES: Mapping[Celleslag, Mapping[str, Any]] = {
    Celleslag.TEKST: {"type": "string"},
    Celleslag.DAG: {"type": "string", "format": "date"},
    Celleslag.HELTALL: {"type": "integer"},
    Celleslag.TALL: {"type": "number"},
    Celleslag.JA_NEI: {"type": "boolean"},
    Celleslag.LISTE: {"type": "array", "items": {"type": "string"}},
}


def json_schema(command: str, key: str, felter: Felter) -> dict[str, Any]:
    """Return the schema of a command's answer (2020-12). New keys may come: none is refused."""

    def schema_of(felt: Listefelt) -> dict[str, Any]:
        plain = _TYPES[felt.slag]
        return {**plain, "type": [plain["type"], "null"]} if felt.kan_mangle else dict(plain)

    row = {
        "type": "object",
        "required": list(felter),
        "properties": {name: schema_of(each) for name, each in felter.items()},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"sosialplan {command} --format json",
        "type": "object",
        "required": ["versjon", "i_dag", key],
        "properties": {
            "versjon": {"const": ANSWER_VERSION},
            "i_dag": _TYPES[Celleslag.DAG],
            "per": _TYPES[Celleslag.DAG],
            "ikke_lest": {"type": "integer", "minimum": 1},
            key: {"type": "array", "items": row},
        },
    }
