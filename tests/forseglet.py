"""What a person does by hand to a file that may be sealed: read it, and write it, by its plain name.

In an open folder this is a text file as any other. In one that ``--vernet`` made it is sealed, and the one who
runs the tests has its key.
"""

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from program import PROEVENOEKKEL
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_reader import parse
from sosialplan.vern.age import identity_of
from sosialplan.vern.laas import Laas, sealed


def folder_of(root: Path, secret: str = PROEVENOEKKEL) -> Planmappe:
    """Return a folder as one reads it who has the key of the tests, or another's."""
    return Planmappe(root, Laas(lambda: [identity_of(secret)]))


def text_in(root: Path, file: str | Path, secret: str = PROEVENOEKKEL) -> str:
    """Return what a file says, sealed or not; told by its plain name from the folder."""
    found = folder_of(root, secret).text(_plain(root, file))
    assert found.text is not None, (file, found.codes)
    return found.bom + found.text


def write_in(root: Path, file: str | Path, text: str, secret: str = PROEVENOEKKEL) -> None:
    """Write a file: sealed for those who read it, where it is sealed."""
    folder, path = folder_of(root, secret), _plain(root, file)
    lies = folder.lies(path)
    if lies == path:
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    name = folder.relative(path)
    readers = folder.laas.opened(lies.read_bytes(), name).readers
    lies.write_bytes(sealed(name, text.encode("utf-8"), _keys(root, readers)))


def _plain(root: Path, file: str | Path) -> Path:
    return root / str(file).removesuffix(".age")


def _keys(root: Path, readers: Container[str] | None = None) -> dict[str, str]:
    known = parse((root / "plan" / "tilgang.yaml").read_text("utf-8")).tree["lesenøkler"]
    return {
        each["id"]: each["nøkkel"] for each in known if readers is None or each["id"] in readers
    }


class Vernetfil(type(Path())):  # type: ignore[misc]
    """A sealed file as one has it who has the key of the tests: where it lies, and the text that is in it."""

    def _school(self) -> Path:
        return next(Path(each) for each in self.parents if (each / "plan").is_dir())

    def _plain(self) -> str:
        return Path(self).relative_to(self._school()).as_posix().removesuffix(".age")

    def read_bytes(self) -> bytes:
        held = Path(self).read_bytes()
        return folder_of(self._school()).laas.opened(held, self._plain()).data

    def read_text(self, encoding: str = "utf-8", **_: Any) -> str:
        return self.read_bytes().decode(encoding)

    def write_bytes(self, data: bytes) -> int:
        return Path(self).write_bytes(sealed(self._plain(), data, _keys(self._school())))

    def write_text(self, data: str, encoding: str = "utf-8", **_: Any) -> int:
        return self.write_bytes(data.encode(encoding))


def files_in(root: Path, *parts: str) -> Iterator[str]:
    """Yield the files under some folders by their plain names, in order."""
    folder = folder_of(root)
    for part in parts:
        yield from map(folder.relative, folder.files(part))
