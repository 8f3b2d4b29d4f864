"""What reads and sets the texts of others, in a process that can be ended: the one way to it.

Templates, ``stil.typ`` and finished files may be written by anybody, so that each call is a job of
``workshop``: it has so many seconds and so much memory, and what is stopped is told with its place.
To the type checker the names below are the functions themselves.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, ParamSpec, TypeVar

from sosialplan.model.failure import ExpectedFailure
from sosialplan.output.malverdier import snapshot
from sosialplan.output.ordlyd import NYNORSK, file_of
from sosialplan.output.template_fault import TemplateFault
from sosialplan.output.worker import Job
from sosialplan.output.workshop import Stopped, do

SECONDS = 6.0
"""What a job may take: a page takes a tenth of a second, the whole plan with its drawings two."""
_TO_FIND_THE_PLACE = 1.0
_ENDLESS = "malen blir aldri ferdig, eller dokumentet blir for stort"
_FRAME = re.compile(r'File "(.+?\.j2)", line (\d+)')

P = ParamSpec("P")
R = TypeVar("R")
Sent = Callable[[Any], Any]
Told = Callable[[Stopped, tuple[Any, ...], Mapping[str, Any]], NoReturn]


class _Bounded:
    """A function of ``output`` that is called in a worker."""

    def __init__(
        self, module: str, function: str, told: Told, sent: Sent, seconds: float = SECONDS
    ) -> None:
        self._module, self._function = module, function
        self._told, self._sent, self._seconds = told, sent, seconds

    def within(self, seconds: float) -> "_Bounded":
        return _Bounded(self._module, self._function, self._told, self._sent, seconds)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function. Raises what it raises, and an ExpectedFailure where it was stopped."""
        given = tuple(self._sent(each) for each in args)
        named = {name: self._sent(each) for name, each in kwargs.items()}
        try:
            module = f"sosialplan.output.{self._module}"
            return do(Job(module, self._function, given, named, self._seconds))
        except Stopped as stopped:
            self._told(stopped, given, named)


def within(seconds: float, function: Callable[P, R]) -> Callable[P, R]:
    """Return one of the functions below with another bound than that of a whole document."""
    assert isinstance(function, _Bounded)  # noqa: S101 - what the type checker is not told
    return function.within(seconds)


def _as_it_is(value: Any) -> Any:
    """Return a path as it is from anywhere: a worker stands in a room of its own."""
    return value.absolute() if isinstance(value, Path) else value


def _as_values(value: Any) -> Any:
    """Return what a template reads as plain groups."""
    return snapshot(value) if isinstance(value, Mapping) else _as_it_is(value)


def _template(stopped: Stopped, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> NoReturn:
    folder, name = args[:2]
    ellers = args[3] if len(args) > 3 else kwargs.get("ellers")  # noqa: PLR2004 - render's fourth
    for path, written in _FRAME.findall(stopped.trace):
        file = _inside(folder, path)
        if file is not None:
            form = NYNORSK if name.startswith(NYNORSK) and not file.startswith(NYNORSK) else ""
            line = _line(folder, form + file, int(written), ellers)
            raise TemplateFault(folder, file, line, _ENDLESS, code="V711")
    raise TemplateFault(folder, file_of((folder,), name), 0, _ENDLESS, code="V711")


def _inside(folder: Path, path: str) -> str | None:
    """Return the template of the folder that a trace names; its path is told in ASCII."""
    for each in folder.rglob("*.j2"):
        if str(each).encode("ascii", "backslashreplace").decode() == path:
            return each.relative_to(folder).as_posix()
    return None


def _line(folder: Path, file: str, written: int, ellers: Path | None) -> int:
    job = Job(
        "sosialplan.output.templates",
        "line_of",
        (folder, file, written, ellers),
        {},
        _TO_FIND_THE_PLACE,
    )
    try:
        found = do(job)
    except Stopped:
        return 0
    return found if isinstance(found, int) else 0


def _style(_stopped: Stopped, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> NoReturn:
    from sosialplan.output.style_files import place_in_style  # noqa: PLC0415 - only where it stopped

    maler: Path = kwargs["maler"] if "maler" in kwargs else args[0]
    raise place_in_style(maler, _TO_FIND_THE_PLACE)


def _document(_stopped: Stopped, _args: tuple[Any, ...], _kwargs: Mapping[str, Any]) -> NoReturn:
    raise ExpectedFailure(
        "Dokumentet er for stort til å settes, eller blir aldri ferdig.",
        "Se etter en mal eller en tekst i saken som er svært lang.",
    )


def _file(_stopped: Stopped, _args: tuple[Any, ...], _kwargs: Mapping[str, Any]) -> NoReturn:
    raise ExpectedFailure(
        "Filen tar for lang tid eller for mye minne å lese, så den er ikke lest.",
        "Gi en fil som er laget med lag eller utlever.",
    )


def _foreign(_stopped: Stopped, _args: tuple[Any, ...], _kwargs: Mapping[str, Any]) -> NoReturn:
    raise ExpectedFailure(
        "Dokumentet tar for lang tid eller for mye minne å lese, så det er ikke lest.",
        "Kopier teksten over i et nytt dokument, og prøv igjen.",
    )


if TYPE_CHECKING:
    from sosialplan.output.dokumentlesing import dokument
    from sosialplan.output.filtekst import differences, filtekst
    from sosialplan.output.html import html_of
    from sosialplan.output.logobilde import logofeil
    from sosialplan.output.noedark import noedark
    from sosialplan.output.parquet import as_parquet
    from sosialplan.output.pdf import pdf_of, style_fault
    from sosialplan.output.tavleside import tavle_pdf
    from sosialplan.output.template_check import faults_in
    from sosialplan.output.templates import render
    from sosialplan.output.typeset import not_printable
    from sosialplan.output.word import docx_of
else:
    dokument = _Bounded("dokumentlesing", "dokument", _foreign, _as_it_is)
    differences = _Bounded("filtekst", "differences", _file, _as_it_is)
    filtekst = _Bounded("filtekst", "filtekst", _file, _as_it_is)
    html_of = _Bounded("html", "html_of", _document, _as_it_is)
    logofeil = _Bounded("logobilde", "logofeil", _document, _as_it_is)
    noedark = _Bounded("noedark", "noedark", _document, _as_it_is)
    as_parquet = _Bounded("parquet", "as_parquet", _document, _as_it_is)
    pdf_of = _Bounded("pdf", "pdf_of", _style, _as_it_is)
    style_fault = _Bounded("pdf", "style_fault", _style, _as_it_is)
    tavle_pdf = _Bounded("tavleside", "tavle_pdf", _document, _as_it_is)
    faults_in = _Bounded("template_check", "faults_in", _template, _as_it_is)
    render = _Bounded("templates", "render", _template, _as_values)
    not_printable = _Bounded("typeset", "not_printable", _document, _as_it_is)
    docx_of = _Bounded("word", "docx_of", _document, _as_it_is)

__all__ = [
    "as_parquet",
    "differences",
    "docx_of",
    "dokument",
    "faults_in",
    "filtekst",
    "html_of",
    "logofeil",
    "noedark",
    "not_printable",
    "pdf_of",
    "render",
    "style_fault",
    "tavle_pdf",
    "within",
]
