"""A fault of a school's template or style, in words and with its place."""

from pathlib import Path

from sosialplan.model.failure import ExpectedFailure
from sosialplan.reading import read_bytes

COMPARE = "Rett linjen, eller sammenlign med samme mal i en ny planmappe (sosialplan start)."


class TemplateFault(ExpectedFailure):
    """A template or ``stil.typ`` cannot be used.

    ``file`` is its name inside the folder, ``line`` counts from 1 and is 0 where it is not known,
    ``what`` is what is wrong, ``code`` the problem that ``valider`` tells.
    """

    def __init__(
        self,
        folder: Path,
        file: str,
        line: int,
        what: str,
        *,
        code: str = "V701",
        cure: str = COMPARE,
    ) -> None:
        place = f"{folder.name}/{file}" + (f":{line}" if line else "")
        written = _line(folder / file, line)
        super().__init__(f"{place}: {what}" + (f": «{written}»." if written else "."), cure)
        self.file, self.line, self.what, self.code = file, line, what, code

    def __reduce__(self) -> tuple[object, ...]:
        """Let the fault travel between processes as it is; its sentence is not made anew."""
        return _travelled, (self.sentence, self.cure, self.file, self.line, self.what, self.code)


def _travelled(
    sentence: str, cure: str, file: str, line: int, what: str, code: str
) -> TemplateFault:
    fault = TemplateFault.__new__(TemplateFault)
    ExpectedFailure.__init__(fault, sentence, cure)
    fault.file, fault.line, fault.what, fault.code = file, line, what, code
    return fault


def _line(path: Path, number: int) -> str:
    """Return a line of the template: the school's own text, never a value of a case."""
    try:
        lines = read_bytes(path).decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    shown = "".join(each if each.isprintable() else "\ufffd" for each in line)
    return shown if len(shown) <= _WIDEST else f"{shown[:_WIDEST]} …"


_WIDEST = 120
