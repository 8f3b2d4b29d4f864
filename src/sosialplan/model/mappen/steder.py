"""Where the files of a planmappe stand, by their paths alone; ``filslag`` says what each of them is."""

MAPPER = ("saker/", "fravaer/", "moter/", "plan/handlingskjeder/", "plan/skoleruter/")
"""The folders whose files are all of one kind."""
FILER = (
    "plan/skole.yaml", "plan/valg.yaml", "plan/fristregler.yaml", "plan/hjemler.yaml",
    "plan/fravaerstrapp.yaml", "plan/aarshjul.yaml", "plan/moter.yaml", "plan/begreper.yaml",
    "plan/partnere.yaml", "plan/mal.yaml", "plan/import.yaml", "plan/tilgang.yaml",
    "plan/navn.yaml", "plan/vage_ord.yaml",
)  # fmt: skip
"""The files of the plan that there is one of."""

ORDLYD = "maler/ordlyd/nn.txt"
"""The nynorsk of the templates' own text, phrase by phrase."""
