"""The files of templates: which one a name stands for, its text, and the phrases it is put into nynorsk with."""

import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError

from sosialplan.output.ordlyd import ORDLYD, Ordlyd, file_of, ordlyd_of
from sosialplan.output.sandbox_limits import fetched
from sosialplan.reading import NotRead, is_there, read_bytes

NAME = re.compile(r"(?:nn/)?(?:deler/)?[0-9a-zæøå-]+\.(md|svg|html)\.j2")
LARGEST_TEMPLATE = 200_000
"""Bytes of a template: the longest of the program's own has seven thousand."""
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]")
"""What a template may not hold: it acts on a screen, or stands for a mark of ours."""


class UnreadableTemplate(TemplateSyntaxError):
    """A template that is not read; ``code`` is the problem that says why: V708 to V710, or F101."""

    def __init__(self, code: str, line: int, name: str | None, filename: str | None = None) -> None:
        super().__init__(code, line, name, filename)
        self.code = code


def _text_of(folder: Path, path: Path, name: str) -> str:
    """Read a template. Raises UnreadableTemplate with the line where it cannot be."""
    try:
        data = read_bytes(path, most=LARGEST_TEMPLATE, root=folder)
    except NotRead as fault:
        code = "V709" if fault.code == "F102" else fault.code
        raise UnreadableTemplate(code, 1, name, str(path)) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise UnreadableTemplate("F101", line, name, str(path)) from None
    hidden = _HIDDEN.search(text)
    if hidden is not None:
        line = text.count("\n", 0, hidden.start()) + 1
        raise UnreadableTemplate("V708", line, name, str(path))
    return text


class TemplateFiles(BaseLoader):
    """Reads templates of one target from a folder and its ``deler/``; never from beside it.

    What is not there is read from the next folder. ``nn/x`` is ``x`` in nynorsk, unless there is a file of that name.
    """

    def __init__(self, folders: tuple[Path, ...], target: str) -> None:
        self._folders = folders
        self._target = target

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - jinja2's own signature
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        """Read a template. Raises TemplateNotFound, and UnreadableTemplate with its line."""
        fetched()
        folder, path = self._path_of(template)
        source = _text_of(folder, path, template)
        written = self._written(path)
        return source, str(path), lambda: path.is_file() and self._written(path) == written

    def phrases(self, template: str) -> Callable[[str], str | None] | None:
        """Return what looks up the nynorsk of a template's phrases; None where it stands as it is written.

        A template has the phrases of the folder where it lies; one of the program's own has the school's first.
        A drawing has its few words in both forms itself (``if nynorsk``): most of its text is no words.
        """
        if not template or self._target == "svg" or file_of(self._folders, template) == template:
            return None
        folder, _ = self._path_of(template)
        there = [each for each in self._folders if is_there(each / ORDLYD)]
        first = self._folders.index(folder)
        own = [each for each in there if self._folders.index(each) <= first] or there[:1]
        read = [ordlyd_in(each).fraser for each in own]
        return lambda frase: next((each[frase] for each in read if frase in each), None)

    def _written(self, path: Path) -> tuple[int, ...]:
        beside = (each / ORDLYD for each in self._folders)
        return tuple(each.stat().st_mtime_ns if each.is_file() else 0 for each in (path, *beside))

    def _path_of(self, template: str) -> tuple[Path, Path]:
        found = NAME.fullmatch(template)
        if found is not None and found[1] == self._target:
            file = file_of(self._folders, template)
            for folder in self._folders:
                if is_there(folder / file):
                    return folder, folder / file
        raise TemplateNotFound(template)


def ordlyd_in(folder: Path) -> Ordlyd:
    """Read the file of phrases of a folder. Raises UnreadableTemplate where it cannot be read."""
    return ordlyd_of(_text_of(folder, folder / ORDLYD, ORDLYD))
