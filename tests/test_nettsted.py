"""The documentation as a site: every page has its place, every link leads somewhere, and nothing is fetched."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from shutil import copy, copytree
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FRONT = DOCS / "index.md"
DECISIONS = DOCS / "utvikling" / "valg"
PAGES = sorted(DOCS.rglob("*.md"))
BESIDE = [ROOT / each for each in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
PARTS = ["Lær", "Gjør", "Slå opp", "Forstå", "For developers"]
LISTED = re.compile(r"^- \[[^\]]+\]\(([^)]+)\)", re.MULTILINE)


class Side(NamedTuple):
    """What a page of Markdown has: its headings by level, its links, and what it would show from elsewhere."""

    headings: tuple[tuple[int, str], ...]
    links: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def anchors(self) -> frozenset[str]:
        """What a link may point at: the headings as they are written in an address."""
        found: Counter[str] = Counter()
        names = []
        for _, title in self.headings:
            name = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
            names.append(f"{name}-{found[name]}" if found[name] else name)
            found[name] += 1
        return frozenset(names)


@cache
def read(page: Path) -> Side:
    tokens = MarkdownIt().enable("table").parse(page.read_text(encoding="utf-8"))
    headings = tuple(
        (int(opened.tag[1]), "".join(each.content for each in said.children or ()))
        for opened, said in pairwise(tokens)
        if opened.type == "heading_open"
    )
    inline = [each for token in tokens for each in token.children or ()]
    links = tuple(str(each.attrs["href"]) for each in inline if each.type == "link_open")
    images = [str(each.attrs["src"]) for each in inline if each.type == "image"]
    raw = [
        each.content for each in (*tokens, *inline) if each.type in {"html_block", "html_inline"}
    ]
    tags = [each for each in raw if not each.startswith("<!--")]
    return Side(headings, links, (*images, *tags))


# Each page has its place


def test_every_page_stands_once_in_one_part_of_the_front_page() -> None:
    text = FRONT.read_text(encoding="utf-8")
    listed = [FRONT.parent / each for each in LISTED.findall(text)]
    own = [each for each in PAGES if each != FRONT and not re.match(r"\d{4}-", each.name)]
    assert Counter(listed) == Counter(own)
    parts = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert [each.splitlines()[0] for each in parts] == PARTS
    assert all(LISTED.search(each) for each in parts)


def test_what_is_in_english_is_the_last_part() -> None:
    *norwegian, english = FRONT.read_text(encoding="utf-8").split("\n## ")
    assert all(each.startswith("utvikling/") for each in LISTED.findall(english))
    assert not any("utvikling/" in each for part in norwegian for each in LISTED.findall(part))


# Links


@pytest.mark.parametrize("page", [*PAGES, *BESIDE], ids=lambda each: str(each.relative_to(ROOT)))
def test_every_link_leads_somewhere_and_every_heading_follows(page: Path) -> None:
    side = read(page)
    assert list(_lost(page)) == []
    levels = [level for level, _ in side.headings]
    assert levels[:1] == [1]
    assert levels.count(1) == 1
    assert [now for before, now in pairwise(levels) if now > before + 1] == []


def _lost(page: Path) -> Iterator[str]:
    for link in read(page).links:
        name, _, anchor = unquote(link).partition("#")
        to = (page.parent / name).resolve() if name else page
        within = DOCS if page.is_relative_to(DOCS) else page.parent
        if (
            not to.is_relative_to(within)
            or not to.exists()
            or (anchor and anchor not in read(to).anchors)
        ):
            yield link


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "side.md"
    (tmp_path.parent / "ute.md").write_text("# Ute\n", encoding="utf-8")
    links = "[a](#på-den) [b](#på-den-1) [c](#på-den-2) [d](borte.md) [e](../ute.md) [f](//nettet/)"
    page.write_text(f"# På den\n\n## På `den`!\n\n{links}\n", encoding="utf-8")
    assert [unquote(each) for each in _lost(page)] == [
        "#på-den-2",
        "borte.md",
        "../ute.md",
        "//nettet/",
    ]


def test_nothing_that_is_shown_lies_elsewhere() -> None:
    shown = [(page, each) for page in PAGES for each in read(page).shown]
    assert all((page.parent / each).is_file() for page, each in shown)


# The site


class Adresser(HTMLParser):
    """Gathers what a page leads to or takes in, and what says its language."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.spoken: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.addresses += [
            each for key in ("href", "src", "srcset", "data") if (each := given.get(key))
        ]
        if spoken := given.get("lang"):
            self.spoken.append((tag, spoken))


SMALL = {
    "index.md": "# Prøve\n\n## Lær\n\n- [Bordet](bruk/bordet.md)\n\n## For developers\n\n- [W](utvikling/windows.md)\n",
    "bruk/bordet.md": "# Bordet\n\n## Nå\n\nDet forfalte [står](#nå).\n\n```sh\nsosialplan\n```\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n",
    "utvikling/windows.md": "# Windows\n\n## Paths\n\nSee [the desk](../bruk/bordet.md).\n",
}


@pytest.fixture(scope="module")
def nettsted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of three pages, made as the whole is: .ci/run makes the whole, and stops at a warning."""
    docs = tmp_path_factory.mktemp("nettsted") / "docs"
    copytree(DOCS / "nettsted", docs / "nettsted")
    copy(DOCS / "conf.py", docs)
    for page, text in SMALL.items():
        (docs / page).parent.mkdir(exist_ok=True)
        (docs / page).write_text(text, encoding="utf-8")
    made = docs.parent / "ut"
    subprocess.run([sys.executable, "-m", "sphinx", "-W", "-q", docs, made], check=True)  # noqa: S603 - our own
    return made


def _page(nettsted: Path, name: str) -> tuple[str, Adresser]:
    text = (nettsted / name).read_text(encoding="utf-8")
    found = Adresser()
    found.feed(text)
    return text, found


def test_no_page_of_the_site_fetches_anything(nettsted: Path) -> None:
    pages = sorted(nettsted.rglob("*.html"))
    assert len(pages) == len(["index", "bordet", "windows", "search"])
    for page in pages:
        _, found = _page(nettsted, str(page.relative_to(nettsted)))
        paths = [each.partition("#")[0].partition("?")[0] for each in found.addresses]
        assert len(paths) > 10
        assert [each for each in paths if each and not (page.parent / each).is_file()] == []
    for style in nettsted.rglob("*.css"):
        assert not re.search(
            r"url\(['\"]?(?:https?:)?//|@import", style.read_text(encoding="utf-8")
        ), style
    for script in nettsted.rglob("*.js"):
        assert not re.search(
            r"(?:fetch\(|import\s*\(?|src\s*=)\s*['\"`](?:https?:)?//",
            script.read_text(encoding="utf-8"),
        ), script


def test_each_page_says_its_language_and_the_menu_the_other(nettsted: Path) -> None:
    text, norwegian = _page(nettsted, "bruk/bordet.html")
    assert norwegian.spoken[0] == ("html", "nb")
    assert ("a", "en") in norwegian.spoken
    assert "Gå til innholdet" in text
    assert "Skip to content" not in text
    assert not re.search(r'aria-label="Toggle', text)
    text, english = _page(nettsted, "utvikling/windows.html")
    assert english.spoken[0] == ("html", "en")
    assert ("a", "nb") in english.spoken
    assert "Skip to content" in text
    assert "På denne siden" not in text


def test_what_is_scrolled_is_reached_with_the_keyboard(nettsted: Path) -> None:
    text, _ = _page(nettsted, "bruk/bordet.html")
    assert text.count("<pre") == text.count('<pre tabindex="0"') > 0
    assert 'role="heading"' not in text


def test_the_search_needs_no_server(nettsted: Path) -> None:
    text, _ = _page(nettsted, "search.html")
    assert "<h1>Søk</h1>" in text
    assert 'src="searchindex.js"' in text
    assert "forfalt" in (nettsted / "searchindex.js").read_text(encoding="utf-8")
    assert "SHOW_SEARCH_SUMMARY: false" in (
        nettsted / "_static/documentation_options.js"
    ).read_text("utf-8")


def test_what_the_search_says_is_said_in_bokmaal(nettsted: Path) -> None:
    told = (nettsted / "_static/nettsted.js").read_text(encoding="utf-8")
    asked = (nettsted / "_static/searchtools.js").read_text(encoding="utf-8")
    sentences = re.findall(r'^    "(.+?)":', told, re.MULTILINE)
    assert len(sentences) == len(set(sentences)) == 5
    assert [each for each in sentences if f'"{each}"' not in asked] == []


def test_each_drawer_is_opened_by_a_button_that_says_what_it_does(nettsted: Path) -> None:
    text, _ = _page(nettsted, "bruk/bordet.html")
    buttons = re.findall(r'<button type="button" class="(nav|toc)-[^>]*aria-label="([^"]+)"', text)
    assert set(buttons) == {
        ("nav", "Vis eller skjul menyen"),
        ("toc", "Vis eller skjul det som står på siden"),
    }
    assert "overlay-icon" not in "".join(re.findall(r"<label[^>]*>", text))
