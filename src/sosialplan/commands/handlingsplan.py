"""``lag handlingsplan``: the whole social action plan as one document."""

from functools import partial
from pathlib import Path
from typing import Any

from sosialplan.commands.aarshjul.aaret import (
    PICTURE,
    Aaret,
    plan_and_reference,
    plan_changes,
    year_of,
)
from sosialplan.commands.dokumenter.utskrift import write_document
from sosialplan.commands.run import Run
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.output.bounded import html_of, pdf_of, render
from sosialplan.output.ordlyd import template_in
from sosialplan.output.workshop import get_ready
from sosialplan.rules.kalender.skolekalender import school_year_of
from sosialplan.tekster.maalform import paa, talt
from sosialplan.views.kjeder.kjedebilde import Kjedebilde, deler, kjedebilde
from sosialplan.views.planen.handlingsplan import Handlingsplan, handlingsplan


def lag_handlingsplan(
    run: Run, *, skoleaar: str | None, sammenlign: int | None, format_: str, til: Path | None
) -> int:
    """Render the plan as it is on the day of judging; changes nothing."""
    get_ready()
    if format_ == "pdf" and til is None:
        raise WrongUsage("En PDF må ha en fil.", "Legg til: --til handlingsplan.pdf")
    folder = run.planmappe()
    plan, reference = plan_and_reference(folder, run.i_dag)
    wanted = skoleaar or school_year_of(run.i_dag)
    year = int(wanted[:4]) - 1 if sammenlign is None else sammenlign
    if year > int(wanted[:4]):
        raise WrongUsage(
            "Det kan bare sammenlignes med et skoleår som har begynt.",
            f"Skriv året skoleåret begynte, som --sammenlign {int(wanted[:4]) - 1}",
        )
    si = partial(paa, plan.skole.maalform)
    changes = plan_changes(folder, year, si)
    document = handlingsplan(
        plan, reference, skoleaar=wanted, today=run.i_dag, endringer=changes, si=si
    )
    content = _Document(run, folder, document, _wheel(run, wanted)).rendered(format_)
    write_document(run, content, til, folder.root, om_elever=False)
    if document.ikke_valgt:
        run.terminal.note(
            f"Skolen må velge {talt(len(document.ikke_valgt), 'sted', 'steder')} der planen sier to ting. "
            "Det står merket i dokumentet."
        )
    return 0


def _wheel(run: Run, wanted: str) -> Aaret | None:
    """Return the wheel of the year; None, told of, where its calendar is not known."""
    try:
        return year_of(run, wanted)
    except ExpectedFailure as failure:
        run.terminal.note(str(failure))
        return None


class _Document:
    """The document in each of its formats."""

    def __init__(
        self, run: Run, folder: Planmappe, document: Handlingsplan, wheel: Aaret | None
    ) -> None:
        self._run, self._folder, self._hp, self._wheel = run, folder, document, wheel
        self._form = document.plan.skole.maalform
        self._si = partial(paa, self._form)
        self._drawings = {
            each.bilde: kjedebilde(each.kjede, document.plan, run.i_dag, self._si)
            for each in document.kjeder
        }

    def rendered(self, format_: str) -> str | bytes:
        """Return the document."""
        footer = f"Sosial handlingsplan, {self._hp.skole}, {self._hp.skoleaar}"
        match format_:
            case "pdf":
                return pdf_of(
                    self._markdown(pictures=True),
                    maler=self._folder.maler,
                    title=self._hp.tittel,
                    author=self._hp.skole,
                    day=self._run.i_dag,
                    footer=footer,
                    images=self._images(),
                    spraak=self._form.spraak,
                    innhold=paa(self._form, "Innhold"),
                )
            case "html":
                return html_of(
                    self._markdown(pictures=True),
                    maler=self._folder.maler,
                    title=self._hp.tittel,
                    footer=footer,
                    images=self._images(),
                    spraak=self._form.spraak,
                )
        return self._markdown(pictures=False)

    def _markdown(self, *, pictures: bool) -> str:
        drawn: dict[str, Any] = self._described() if pictures else self._written_out()
        context = {
            "hp": self._hp,
            "bilder": pictures,
            "tegninger": drawn,
            "deler": self._pieces(),
            **self._wheel_parts(),
        }
        name = template_in(self._form, "handlingsplan.md.j2")
        return render(self._folder.maler, name, context)

    def _described(self) -> dict[str, Any]:
        return {each.bilde: self._drawings[each.bilde].beskrivelse for each in self._hp.kjeder}

    def _pieces(self) -> dict[str, tuple[dict[str, str], ...]]:
        """Return the pictures that each chain's drawing is on paper."""
        return {
            bilde: tuple(
                {"navn": navn, "beskrivelse": each.beskrivelse}
                for navn, each in self._drawn(bilde).items()
            )
            for bilde in self._drawings
        }

    def _drawn(self, bilde: str) -> dict[str, Kjedebilde]:
        """Return a drawing by the name of its picture: a tall one is several."""
        pieces = deler(self._drawings[bilde], self._si)
        if len(pieces) == 1:
            return {bilde: pieces[0]}
        stem = bilde.removesuffix(".svg")
        return {f"{stem}-{nr}.svg": each for nr, each in enumerate(pieces, start=1)}

    def _written_out(self) -> dict[str, Any]:
        from sosialplan.output.templates import code_block  # noqa: PLC0415 - slow

        return {each.bilde: code_block("mermaid", each.tegning) for each in self._hp.kjeder}

    def _wheel_parts(self) -> dict[str, object]:
        year = self._wheel
        if year is None:
            return {"hjul": None, "hjul_bilde": None}
        picture = {"navn": PICTURE, "beskrivelse": year.tegning().beskrivelse}
        return {"hjul": year.visning(), "hjul_bilde": picture}

    def _images(self) -> dict[str, bytes]:
        template = template_in(self._form, "kjede.svg.j2")
        drawn = dict(self._drawings)
        for bilde in self._drawings:
            drawn |= self._drawn(bilde)
        images = {
            name: render(self._folder.maler, template, {"bilde": each}).encode("utf-8")
            for name, each in drawn.items()
        }
        if self._wheel is not None:
            images[PICTURE] = self._wheel.svg().encode("utf-8")
        return images
