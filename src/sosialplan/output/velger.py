"""Lists to pick from, drawn in the terminal: arrows, a number, or the beginning of a word. The one door to prompt_toolkit."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from textwrap import wrap

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import HSplit, Layout, VSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.styles import Style

from sosialplan.model.visible import visible
from sosialplan.output.svarbok import BACK, EXPLAIN, Svarvalg, cut, laid_out

_STYLE = Style.from_dict({"valgt": "reverse", "hjelp": "italic", "svak": "fg:ansibrightblack"})
_KEEPS = 6
"""So many lines of the screen are for what stands around a list."""
_LEAST = 3
_UNMARKED = -1
_KEYS = "piltaster eller nummer, Enter {}, < går tilbake"
_CHOOSES = "velger"
_SEVERAL = "mellomrom krysser av, Enter er ferdig, < går tilbake"


@dataclass(slots=True)
class Velgerliste:
    """One list on the screen: which line the mark is at, what is crossed off, and what has been typed.

    ``nothing`` says what Enter does where nothing is an answer too: no line is marked then before a key has moved the
    mark or found a line. What is not crossed off in a list of several is not taken either.
    """

    question: str
    choices: tuple[Svarvalg, ...]
    several: bool
    explain: str
    nothing: str | None = None
    at: int = 0
    crossed: set[str] = field(default_factory=set)
    told: str = ""
    typed: Buffer = field(default_factory=lambda: Buffer(multiline=False))

    def asked(self) -> str:
        """Draw the list until something is chosen."""
        self._first()
        self.typed.on_text_changed += lambda _: self._first()
        app: Application[str] = Application(
            layout=Layout(
                HSplit(
                    [
                        Window(FormattedTextControl(self._lines), dont_extend_height=True),
                        VSplit(
                            [
                                Window(
                                    FormattedTextControl(self._prompt),
                                    dont_extend_width=True,
                                    height=1,
                                ),
                                Window(BufferControl(self.typed), height=Dimension.exact(1)),
                            ]
                        ),
                    ]
                )
            ),
            key_bindings=self._keys(),
            style=_STYLE,
            erase_when_done=True,
        )
        answer = app.run()
        print(f"{visible(self.question)} {visible(answer)}")  # noqa: T201 - what was chosen stays on the screen
        return answer

    def _shown(self) -> list[Svarvalg]:
        """Return the choices that fit what was typed: by number, by the word or its beginning, or by how a word in them begins."""
        wanted = self.typed.text.strip().casefold()
        if not wanted or wanted.isdecimal() or wanted in {BACK, EXPLAIN}:
            return list(self.choices)
        begins = [each for each in self.choices if each.ord.casefold().startswith(wanted)]
        return sorted(begins, key=lambda each: each.ord.casefold() != wanted) or [
            each
            for each in self.choices
            if any(
                word.startswith(wanted) for word in f"{each.ord} {each.tekst}".casefold().split()
            )
        ]

    def _first(self) -> None:
        wanted = self.typed.text.strip()
        number = int(wanted) - 1 if wanted.isascii() and wanted.isdecimal() else 0
        said = wanted and wanted not in {BACK, EXPLAIN}
        skips = not said and self.nothing is not None and not self.several
        self.at = number if 0 <= number < len(self._shown()) and not skips else _UNMARKED

    def _prompt(self) -> StyleAndTextTuples:
        return [("", f"{visible(self.question)} ")]

    def _lines(self) -> StyleAndTextTuples:
        """Return as many of the choices as the screen has room for, around the one that is marked."""
        columns, rows = shutil.get_terminal_size()
        shown = self._shown()
        room = max(rows - _KEEPS - len(self._told(columns)), _LEAST)
        start = max(0, min(self.at - room // 2, len(shown) - room))
        keys = _SEVERAL if self.several else _KEYS.format(self._enter())
        lines: StyleAndTextTuples = []
        laid = [*laid_out(shown, columns - (9 if self.several else 5))]
        for place, each in enumerate(shown[start : start + room], start):
            cross = ("[x] " if each.ord in self.crossed else "[ ] ") if self.several else ""
            number = self.choices.index(each) + 1
            text = visible(f" {number:>2} {cross}{laid[place]}").replace("\n", " ")
            lines.append(("class:valgt" if place == self.at else "", f"{text}\n"))
        if len(shown) > room:
            lines.append(("class:svak", f"    {len(shown)} i alt, pil ned viser flere\n"))
        if not shown:
            lines.append(("class:svak", "    ingen passer; Enter tar det du har skrevet\n"))
        for line in self._told(columns):
            lines.append(("class:hjelp", f"{line}\n"))
        lines.append(("class:svak", cut(f"    {keys}", columns - 1) + "\n"))
        return lines

    def _told(self, columns: int) -> list[str]:
        """Return what «?» told as lines that are no wider than the screen."""
        return [
            f"    {each}"
            for line in self.told.splitlines()
            for each in wrap(visible(line), max(columns - 5, 10))
        ]

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        moves: dict[str, Callable[[], None]] = {
            "up": partial(self._move, -1),
            "down": partial(self._move, 1),
            **({" ": self._cross} if self.several else {}),
        }
        for key, does in moves.items():
            keys.add(key)(partial(_done, does))
        keys.add("enter")(self._entered)
        keys.add("escape", eager=True)(lambda event: event.app.exit(result=BACK))
        keys.add("c-c")(lambda event: event.app.exit(exception=KeyboardInterrupt()))
        keys.add("c-d")(lambda event: event.app.exit(exception=EOFError()))
        return keys

    def _move(self, by: int) -> None:
        self.at = min(max(self.at + by, 0), max(len(self._shown()) - 1, 0))

    def _entered(self, event: KeyPressEvent) -> None:
        """Take the answer; «?» tells what is asked, and the list stands."""
        if self.typed.text.strip() == EXPLAIN:
            self.told = self.explain or "Velg det som passer."
            self.typed.reset()
            self._first()
        else:
            event.app.exit(result=self._answer())

    def _cross(self) -> None:
        if self._shown() and self.at != _UNMARKED:
            self.crossed ^= {self._shown()[self.at].ord}
            self.typed.reset()

    def _answer(self) -> str:
        """Return what Enter means: what is crossed off, the line that is marked, or what was typed."""
        if self.several and (self.crossed or not self.typed.text.strip()):
            return ", ".join(each.ord for each in self.choices if each.ord in self.crossed)
        shown = self._shown()
        if self.typed.text.strip() == BACK:
            return BACK
        if self.at == _UNMARKED:  # nothing, a number that no line has, or what no line fits
            return self.typed.text.strip()
        return shown[self.at].ord if shown else self.typed.text.strip()

    def _enter(self) -> str:
        return self.nothing or _CHOOSES if self.at == _UNMARKED else _CHOOSES


def _done(does: Callable[[], None], _: KeyPressEvent) -> None:
    does()
