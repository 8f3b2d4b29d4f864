"""Every problem code: its level, its sentence, its cure and why it matters.

The sentences are part of the program's face. ``{…}`` is filled with codes, numbers and our own
vocabulary, never with a value of a case. F is the file, Y the YAML, S the shape, K the case, P the plan, M meetings and roles,
A lists that are read in, O the plan's reference, T who signs, V the
templates, J the law.
"""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problem_codes.dokument import DOKUMENT
from sosialplan.model.problem_codes.fil import FIL, YAML
from sosialplan.model.problem_codes.fletting import FLETTING
from sosialplan.model.problem_codes.historikk import HISTORY
from sosialplan.model.problem_codes.importer import IMPORT
from sosialplan.model.problem_codes.kontroll import KONTROLL
from sosialplan.model.problem_codes.kopi import KOPI
from sosialplan.model.problem_codes.lov import LOV
from sosialplan.model.problem_codes.maler import MALER
from sosialplan.model.problem_codes.mappe import MAPPE
from sosialplan.model.problem_codes.moter import MEETINGS
from sosialplan.model.problem_codes.oppslag import OPPSLAG
from sosialplan.model.problem_codes.saksforhold import CASE_RELATIONS
from sosialplan.model.problem_codes.samtykke import SAMTYKKE
from sosialplan.model.problem_codes.sjekk import SJEKK
from sosialplan.model.problem_codes.tilgang import TILGANG
from sosialplan.model.problems import Finding, Level, Location, Problem

_FEIL, _ADVARSEL, _MERKNAD = Level.FEIL, Level.ADVARSEL, Level.MERKNAD

_SHAPE = (
    ProblemCode("S201", _FEIL, "Ukjent nøkkel.{forslag}",
        "Rett skrivemåten, eller fjern nøkkelen. Lovlige her: {lovlige}.",
        "En nøkkel som programmet ikke kjenner, ville ellers blitt oversett."),
    ProblemCode("S202", _FEIL, "Nøkkelen «{nøkkel}» mangler.",
        "Legg til «{nøkkel}:» her, med det som skal stå der.",
        "Uten dette kan saken eller planen ikke brukes."),
    ProblemCode("S203", _FEIL, "Her skal det stå {ventet}.",
        "Rett verdien. Skal tall eller ja/nei leses som tekst, så sett anførselstegn rundt.",
        "Verdien har feil slag."),
    ProblemCode("S204", _FEIL, "Verdien er ikke en av de lovlige.{forslag}",
        "Velg en av: {lovlige}.",
        "Faste ord gjør at saker kan telles og frister regnes."),
    ProblemCode("S205", _FEIL, "Datoen finnes ikke, eller er ikke skrevet som ÅÅÅÅ-MM-DD.",
        "Skriv datoen som år, måned og dag, for eksempel 2026-10-12.",
        "Frister kan ikke regnes fra en dato som ikke finnes."),
    ProblemCode("S206", _FEIL, "Verdien har ikke riktig form. {ventet}",
        "Rett skrivemåten.",
        "Formen gjør at verdien kan kjennes igjen og vises riktig."),
    ProblemCode("S207", _FEIL, "Teksten eller listen er for kort eller for lang ({ventet}).",
        "Skriv noe her, kort det ned, eller fjern nøkkelen.",
        "En tom tekst ser ut som et svar uten å være det."),
    ProblemCode("S209", _FEIL, "Filen har flere feil enn de {antall} som er nevnt.",
        "Rett dem først, og sjekk på nytt.",
        "Så mange feil kommer ofte av ett uhell, som et innrykk eller tekst som er limt inn feil."),
    ProblemCode("S208", _FEIL, "Tallet er utenfor det som er mulig ({ventet}).",
        "Rett tallet.",
        "Et tall utenfor grensene gir en frist som ikke gir mening."),
)  # fmt: skip

_CASE = (
    ProblemCode("K301", _FEIL, "Saksnummeret i filen er et annet enn filnavnet.",
        "Én fil er én sak. Rett nummeret så det er likt filnavnet, eller flytt innholdet til riktig fil.",
        "Ellers kan opplysninger om to elever bli blandet."),
    ProblemCode("K302", _FEIL, "Kontrolltegnet i saksnummeret stemmer ikke.",
        "Se etter et tegn som er skrevet feil eller byttet om.",
        "Kontrolltegnet fanger skrivefeil, så en sak ikke føres på feil elev."),
    ProblemCode("K303", _FEIL, "Kjeden har ikke et slikt steg.{forslag}",
        "Velg et steg fra kjeden: sosialplan kjeder {kjede}.",
        "Et steg som kjeden ikke kjenner, teller ikke mot noen frist.", needs=("plan/handlingskjeder/:steg",)),
    ProblemCode("K304", _FEIL, "Datoen har ikke vært ennå.",
        "Rett datoen. Det som ikke har hendt ennå, skal ikke stå som hendt.",
        "En hendelse i framtiden ville lukket en frist som fortsatt gjelder."),
    ProblemCode("K305", _FEIL, "Skolen har ingen slik rolle.{forslag}",
        "Bruk en rolle fra plan/skole.yaml, eller legg rollen til der.",
        "Uten en kjent rolle er det ingen som får fristen.", needs=("plan/skole.yaml:rolle",)),
    ProblemCode("K306", _FEIL, "Det finnes ingen slik handlingskjede.{forslag}",
        "Velg en av: {lovlige}.",
        "Kjeden bestemmer hvilke steg og frister saken har.", needs=("plan/handlingskjeder/:kjede",)),
    ProblemCode("K307", _ADVARSEL, "Klassen finnes ikke på skolen.",
        "Rett klassen, eller legg den til i plan/skole.yaml.",
        "Da vet ingen hvem som er kontaktlærer.", needs=("plan/skole.yaml:klasse",)),
    ProblemCode("K308", _FEIL, "To oppføringer har samme id.",
        "Gi den siste av dem en ny id på åtte tegn.",
        "Id-en skiller oppføringer når to personers filer slås sammen."),
    ProblemCode("K309", _FEIL, "Rettelsen viser til noe som ikke finnes her, eller til seg selv.",
        "Bruk id-en til det som skal rettes.",
        "En rettelse skal alltid kunne leses sammen med det den retter.", needs=(":id",)),
    ProblemCode("K310", _FEIL, "Til-datoen er før fra-datoen.",
        "Rett den av datoene som er feil.",
        "Perioden er baklengs.", needs=("her:fra",)),
    ProblemCode("K311", _FEIL, "Steget «{steg}» må ha «{felt}».",
        "Legg til «{felt}:» på hendelsen.",
        "Svaret avgjør hva som skal skje videre i saken.", needs=("plan/handlingskjeder/:steg",)),
    ProblemCode("K312", _FEIL, "Saken viser til en sak som ikke finnes i mappen.",
        "Rett saksnummeret.",
        "Saker som hører sammen, skal kunne følges begge veier.", needs=("saker/:sak",)),
    ProblemCode("K313", _ADVARSEL, "Hendelsen «{steg}» mangler, så ingen frister kan regnes.",
        "Registrer når det skjedde: sosialplan registrer {sak} {steg} --dato ÅÅÅÅ-MM-DD.",
        "Alle frister regnes fra den første hendelsen.", needs=("plan/handlingskjeder/:steg", "plan/handlingskjeder/:kjede", ":steg", ":retter")),
    ProblemCode("K314", _MERKNAD, "Kategorien er ikke blant skolens kategorier.{forslag}",
        "Bruk en kategori fra plan/skole.yaml, eller legg den til der.",
        "Like ord gjør det mulig å telle.", needs=("plan/skole.yaml:kategori",)),
    ProblemCode("K315", _FEIL, "Filen ligger i mappen for et annet år enn saksnummeret.",
        "Flytt filen til saker/{år}/.",
        "Programmet finner saken ut fra nummeret."),
    ProblemCode("K316", _ADVARSEL, "Hendelsen er datert før saken ble oppdaget.",
        "Stemmer datoen, trenger du ikke gjøre noe. Ellers: rett den.",
        "Hendelser før oppdagelsen er bakgrunn og teller ikke mot frister.", needs=(":dato",)),
    ProblemCode("K317", _FEIL, "Fraværet overlapper en annen periode for samme elev.",
        "Rett datoene, eller ta den ene bort: sosialplan fravær rett {id} --utgår.",
        "Ellers telles de samme dagene to ganger.", needs=(":fra", ":til")),
    ProblemCode("K318", _MERKNAD, "Perioden har ingen skoledager.",
        "Rett datoene. Bare skoledager teller som fravær.",
        "Helger og ferier er ikke fravær.", needs=("plan/skoleruter/", "her:fra", "her:til")),
    ProblemCode("K319", _ADVARSEL, "Tiltaket har ingen dag det skal evalueres.",
        "Sett en dag: sosialplan tiltak endre {sak} {tiltak} --evalueres ÅÅÅÅ-MM-DD --hvorfor «…».",
        "Planen skal si når tiltakene skal evalueres (§ 12-4).", needs=("her:evalueres", "her:neste", "her:avsluttet")),
    ProblemCode("K321", _FEIL, "Fraværsfilen hører ikke hjemme der den ligger.",
        "Filen skal ligge som fravaer/SKOLEÅR/KLASSE.yaml, med samme skoleår og klasse inni.",
        "Programmet finner fraværet ut fra mappen og filnavnet.", needs=(":klasse", ":skoleår")),
    ProblemCode("K322", _FEIL, "Fraværet er ikke i skoleåret som filen gjelder.",
        "Flytt perioden til filen for riktig skoleår.",
        "Fravær telles for ett skoleår om gangen.", needs=("her:fra", "her:til", ":skoleår")),
    ProblemCode("K323", _ADVARSEL, "Skoleruten for {skoleår} mangler, så skoledager kan ikke regnes.",
        "Legg inn plan/skoleruter/{skoleår}.yaml.",
        "Programmet gjetter aldri forbi den siste kjente skoleruten.", needs=("plan/skoleruter/", ":skoleår")),
    ProblemCode("K324", _FEIL, "Det er ikke ført fravær på eleven i klassen som står under «fra_klasse:».",
        "Rett klassen, eller ta linjen bort. Navnet må være det samme i begge klassene, og skoleåret likeså.",
        "Ellers begynner tellingen på nytt uten at noen ser det.", needs=("fravaer/",)),
    ProblemCode("K325", _FEIL, "Fraværet i klassen før telles med to steder, eller i ring.",
        "La bare klassen eleven går i nå, ha «fra_klasse:» til klassen før.",
        "Ellers telles de samme dagene to ganger, eller ingen.", needs=("fravaer/",)),
    ProblemCode("K341", _FEIL, "Overføringen sier ikke hvem som skal ta over.",
        "Skriv rollen som skal ta over saken: «ansvarlig:» på hendelsen.",
        "En sak skal alltid ha én som har ansvaret.", needs=("her:ansvarlig",)),
    ProblemCode("K342", _FEIL, "Svaret sier ikke hvilken overføring det gjelder, eller ikke ja eller nei.",
        "Skriv «gjelder:» med id-en til overføringen og «svar:» ja eller nei. Se id-en: sosialplan vis {sak}.",
        "Saken skifter ikke ansvarlig før den som skal ta over, har sagt ja.", needs=(":id", ":steg")),
    ProblemCode("K343", _ADVARSEL, "Planen er endret etter at den ble godkjent.",
        "Les planen, og godkjenn den på nytt: sosialplan godkjenn {sak}.",
        "En godkjenning gjelder bare det som sto i planen da den ble gitt.", needs=(":hendelser", ":aktivitetsplan")),
    ProblemCode("K344", _FEIL, "Det finnes ingen slik mottaker.{forslag}",
        "Bruk en mottaker som finnes: sosialplan utlever --help.",
        "Hvem et dokument er laget for, avgjør hva som står i det."),
)  # fmt: skip

_PLAN = (
    ProblemCode("P401", _FEIL, "Filen «{fil}» mangler i planen.",
        "Hent den fra historikken, eller kopier den fra en ny mappe: sosialplan start MAPPE.",
        "Uten den kan programmet ikke regne."),
    ProblemCode("P402", _FEIL, "Skoleruten har {antall} skoledager, men skal ha {ventet}.",
        "Sjekk første og siste dag, ferier og fridager mot kommunens liste, og rett det som er feil.",
        "En fridag for mye eller for lite flytter alle frister som telles i skoledager.", needs=(":fri", ":første_skoledag", ":siste_skoledag", ":antall_skoledager")),
    ProblemCode("P403", _ADVARSEL, "Skoleruten er ikke kontrollert.{detalj}",
        "Kontroller den mot kommunens egen liste, og fyll inn «kontrollert: ÅÅÅÅ-MM-DD».",
        "Frister i skoledager er ikke sikrere enn skoleruten.", needs=(":kontrollert",)),
    ProblemCode("P404", _FEIL, "Steget «{steg}» kan aldri nås.",
        "Gi steget «utløses_av» et steg som kan nås, eller sett «når_som_helst: true».",
        "Et steg som ikke kan nås, gir aldri en frist.", needs=(":steg",)),
    ProblemCode("P405", _FEIL, "Det finnes ingen fristregel med dette navnet.{forslag}",
        "Bruk en regel fra plan/fristregler.yaml, eller legg den til der.",
        "Uten regel kan fristen ikke regnes.", needs=("plan/fristregler.yaml:regel",)),
    ProblemCode("P406", _FEIL, "Skolen har ingen slik rolle.{forslag}",
        "Bruk en rolle fra plan/skole.yaml, eller legg rollen til der.",
        "En frist uten eier er det ingen som holder.", needs=("plan/skole.yaml:rolle",)),
    ProblemCode("P407", _FEIL, "En regel som hviler på lov, kan ikke telle skoledager.",
        "Bruk virkedager eller kalenderdager, eller et annet grunnlag.",
        "Loven tar ikke fri når skolen har ferie."),
    ProblemCode("P408", _FEIL, "Det finnes ingen innstilling med dette navnet.{forslag}",
        "Rett navnet, eller legg innstillingen til i plan/skole.yaml, med «standard:» og «hvorfor:».",
        "Uten tallet kan fristen ikke regnes.", needs=("plan/skole.yaml:innstilling",)),
    ProblemCode("P409", _MERKNAD, "Skolens plan sier {antall} ting om «{valg}». Skolen må velge: {spørsmål} {lesninger}.",
        "Sett «valgt:» til en av dem i plan/valg.yaml. Inntil da: {inntil_valgt}",
        "Programmet velger aldri i det stille mellom to lesninger av planen."),
    ProblemCode("P410", _FEIL, "Valget har ingen slik lesning.{forslag}",
        "Bruk navnet på en av lesningene: {lovlige}.",
        "Valget, og det som viser til det, må nevne en lesning som finnes.", needs=("plan/valg.yaml:lesning",)),
    ProblemCode("P411", _FEIL, "Det finnes ingen hjemmel med dette navnet.{forslag}",
        "Bruk en hjemmel fra plan/hjemler.yaml, eller legg den til der.",
        "En henvisning til loven skal kunne følges.", needs=("plan/hjemler.yaml:hjemmel",)),
    ProblemCode("P412", _FEIL, "Versjonene står ikke i rekkefølge etter «gjelder_fra», eller overlapper.",
        "Sett dem i rekkefølge, eldste først, og la hver slutte dagen før den neste.",
        "Det skal aldri være tvil om hvilken versjon som gjelder en dag.", needs=(":gjelder_fra", ":gjelder_til")),
    ProblemCode("P413", _FEIL, "Regelen må ha én av «antall», «innstilling» og «siste_i».",
        "Skriv én av dem, og bare den.",
        "Det skal ikke være tvil om hvilket tall som gjelder.", needs=("her:antall", "her:innstilling", "her:siste_i")),
    ProblemCode("P414", _FEIL, "Det finnes ikke noe slikt trinn i fraværstrappen.{forslag}",
        "Bruk et trinn fra plan/fravaerstrapp.yaml.",
        "Steget ville aldri blitt utløst.", needs=("plan/fravaerstrapp.yaml:trinn",)),
    ProblemCode("P415", _FEIL, "Kjeden har ikke steget det vises til.{forslag}",
        "Rett skrivemåten, eller legg til steget.",
        "En gren eller utløser som peker på ingenting, virker aldri.", needs=("plan/handlingskjeder/:steg",)),
    ProblemCode("P416", _FEIL, "Fridagen ligger utenfor skoleåret, eller slutter før den begynner.",
        "Rett datoene.",
        "Ellers stemmer ikke antallet skoledager.", needs=("her:fra", "her:til", ":første_skoledag", ":siste_skoledag")),
    ProblemCode("P417", _FEIL, "Filnavnet og innholdet gjelder ikke det samme.",
        "Gi filen navn etter det den handler om: {ventet}.yaml.",
        "Programmet og menneskene skal finne den igjen.", needs=(":kjede", ":skoleår")),
    ProblemCode("P418", _FEIL, "To oppføringer har samme navn: «{navn}».",
        "Gi dem ulike navn.",
        "Andre filer viser til navnet og må treffe én."),
    ProblemCode("P419", _FEIL, "Det finnes ikke noe slikt valg.{forslag}",
        "Bruk et valg fra plan/valg.yaml, eller legg det til der.",
        "To lesninger må ha ett sted å velge.", needs=("plan/valg.yaml:valg",)),
    ProblemCode("P420", _FEIL, "Innstillingen skal være {ventet}.",
        "Rett verdien i plan/skole.yaml.",
        "Fristen regnes med dette tallet."),
    ProblemCode("P421", _FEIL, "Perioden er ikke forklart i årshjulet.{forslag}",
        "Bruk en periode fra «perioder:» i plan/aarshjul.yaml, eller legg den til der.",
        "Ord som høst og medio må bety noe bestemt for å bli til datoer.", needs=("plan/aarshjul.yaml:periode",)),
    ProblemCode("P422", _MERKNAD, "Aktiviteten mangler {mangler} i kilden.",
        "Avtal hvem det gjelder, og fyll det inn i plan/aarshjul.yaml.",
        "En aktivitet uten ansvarlig er det ingen som gjør.", needs=("her:ansvarlig", "her:med", "her:når")),
    ProblemCode("P423", _FEIL, "Årshjulet har ingen slik seksjon.{forslag}",
        "Bruk en av: {lovlige}.",
        "Hver aktivitet hører til én ring i hjulet.", needs=("plan/aarshjul.yaml:seksjon",)),
)  # fmt: skip

CODES: tuple[ProblemCode, ...] = (
    *FIL,
    *MAPPE,
    *YAML,
    *_SHAPE,
    *_CASE,
    *CASE_RELATIONS,
    *SAMTYKKE,
    *HISTORY,
    *_PLAN,
    *MEETINGS,
    *IMPORT,
    *OPPSLAG,
    *FLETTING,
    *TILGANG,
    *MALER,
    *LOV,
)


def find_code(code: str) -> ProblemCode | None:
    """Return what a code means, of the doctor's, of documents and of the check too, or None."""
    known = (*CODES, *SJEKK, *DOKUMENT, *KONTROLL, *KOPI)
    return next((each for each in known if each.code == code.upper()), None)


def to_problem(finding: Finding, location: Location) -> Problem:
    """Give a finding its sentence and its cure. Raises KeyError for a missing value: our fault."""
    kind = next(each for each in CODES if each.code == finding.code)
    return Problem(
        location=location,
        level=kind.level,
        code=kind.code,
        message=kind.message.format_map(finding.values),
        cure=kind.cure.format_map(finding.values),
    )
