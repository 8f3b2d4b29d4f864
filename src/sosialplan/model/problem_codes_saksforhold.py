"""The problem codes of cases that belong together, of whom a case is kept from, and of calls: K33x, K34x."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

_FEIL, _ADVARSEL, _MERKNAD = Level.FEIL, Level.ADVARSEL, Level.MERKNAD

CASE_RELATIONS = (
    ProblemCode("K331", _FEIL, "En sak i kjeden «{kjede}» må ha «{felt}».",
        "Legg til «{felt}:» øverst i saken.",
        "Kjeden bygger på dette fra første dag."),
    ProblemCode("K332", _FEIL, "Saken viser til seg selv.",
        "Skriv nummeret til saken den følger av, eller fjern «fra_sak:».",
        "En sak kan ikke være en følge av seg selv."),
    ProblemCode("K333", _ADVARSEL, "Saken følger av en sak om en annen elev.",
        "Sjekk saksnummeret i «fra_sak:». Er det samme elev, så skriv navnet likt i begge sakene.",
        "Et feil nummer blander to elevers saker."),
    ProblemCode("K334", _FEIL, "Saken og saken den følger av, er ikke skjermet for de samme.",
        "Skriv de samme rollene under «gjelder_ansatt:» i begge sakene.",
        "Den som saken gjelder, skal ikke få vite om den gjennom en annen sak (§ 12-5)."),
    ProblemCode("K335", _FEIL, "Saken er skjermet for den som skal ha ansvaret her.",
        "Gi ansvaret til en annen rolle. Gjelder saken ledelsen, er det skoleeier.",
        "Den som saken gjelder, skal ikke få vite om den (§ 12-5)."),
    ProblemCode("K336", _MERKNAD, "Hendelsen nevner en rolle som saken er skjermet for.",
        "Var det før saken gjaldt en ansatt, trenger du ikke gjøre noe. Ellers: sjekk hvem som vet om saken.",
        "Den som saken gjelder, skal ikke få vite om den (§ 12-5)."),
    ProblemCode("K337", _FEIL, "Rollen er ikke en ansatt ved skolen.",
        "Bruk rollen den ansatte har, eller «ledelsen» når det gjelder skolens ledelse.",
        "Saken skjermes for den ansatte, og det går bare når rollen er riktig."),
    ProblemCode("K338", _ADVARSEL, "Den ansatte er ikke blant personene i plan/skole.yaml.",
        "Skriv navnet likt begge steder. Inntil da er saken bare skjermet for rollen som står i saken.",
        "Har den ansatte flere roller, skal saken være skjermet for alle."),
    ProblemCode("K339", _FEIL, "Saken er skjermet for alle i stigen, så ingen kan ha ansvaret.",
        "Sett en rolle utenfor skolen øverst i «eskalering:» i kjeden, for eksempel skoleeier.",
        "En frist uten eier er det ingen som holder."),
    ProblemCode("K347", _FEIL, "Steget «innkalt» og «innkalling:» hører sammen.",
        "Kall inn med kommandoen, så blir begge skrevet: sosialplan innkall.",
        "Uten dag, klokkeslett og sted er det ingen som kan komme."),
    ProblemCode("K348", _FEIL, "Møtet er før dagen det ble kalt inn.",
        "Rett «møtedag:» i innkallingen, eller «dato:» på hendelsen.",
        "En innkalling til en dag som er over, er nesten alltid en skrivefeil."),
    ProblemCode("K346", _FEIL, "Den som er hørt, står ikke blant de involverte.",
        "Skriv aliaset slik det står under «involverte:», eller legg eleven til der. Aldri et navn.",
        "Andre elever står bare med alias, så navnet ikke kommer med i et dokument."),
)  # fmt: skip
"""What can be wrong with how a case follows from another, with its shield, and with its entries."""
