"""The documentation as a site that is read offline: python -m sphinx -W docs ut/nettsted.

Which pages there are, and their order, stands in index.md alone: its lists become the menu. What is under utvikling/ is in
English, and says so; everything else is in bokmål.
"""

import re
from typing import Any

from docutils import nodes
from jinja2.utils import pass_context
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.locale import get_translation

project = "sosialplan"
language = "nb_NO"
html_search_language = "no"
extensions = ["myst_parser"]
exclude_patterns = ["bruk/svar"]
root_doc = "index"
needs_sphinx = "8.1"
myst_heading_anchors = 4
html_theme = "furo"
html_title = "sosialplan"
html_static_path = ["nettsted/stil"]
html_css_files = ["nettsted.css"]
html_js_files = ["nettsted.js"]
templates_path = ["nettsted/maler"]
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
html_copy_source = False
html_show_sphinx = False
html_show_search_summary = False
"""A summary would be fetched, which a page that is opened from a folder may not."""
html_permalinks = False
html_use_index = False
smartquotes = False

ENGLISH = "utvikling/"
"""Where the pages in English lie."""
NORWEGIAN = "nb"
"""What a page in bokmål says that it is in: the code that readers of a screen know."""
DECISIONS = "utvikling/valg/README"
MANY = 60
"""How many headings the contents beside a page may have."""
_PART = re.compile(r"^## (.+)$")
_PAGE = re.compile(r"^- \[[^\]]+\]\(([^)]+)\.md\)")
WORDS = {
    "Skip to content": "Gå til innholdet",
    "Toggle site navigation sidebar": "Vis eller skjul menyen",
    "Toggle table of contents sidebar": "Vis eller skjul det som står på siden",
    "Toggle Light / Dark / Auto color theme": "Bytt mellom lyst, mørkt og som maskinen",
    "Back to top": "Til toppen",
    "On this page": "På denne siden",
    "Home": "Forsiden",
    "Next": "Neste",
    "Previous": "Forrige",
}
"""What the theme says in English only."""
_DRAWER = re.compile(
    r'<label class="((nav|toc)-overlay-icon[^"]*)" for="(\w+)">(.*?)</label>', re.DOTALL
)
_OPENS = {"nav": "Toggle site navigation sidebar", "toc": "Toggle table of contents sidebar"}
"""What opens the theme's two drawers: it has labels, which no keyboard reaches."""
REACHED = {
    "<pre>": '<pre tabindex="0">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    ' role="heading"': "",
    '<aside class="sidebar-drawer"': '<aside aria-label="sosialplan" class="sidebar-drawer"',
}
"""What the theme writes, and what a keyboard and a screen reader need."""


def menu(text: str) -> str:
    """Return the menus of the front page's lists: a part a heading, in the order of the lists."""
    parts: list[str] = []
    for line in text.splitlines():
        if heading := _PART.match(line):
            parts.append(f"```{{toctree}}\n:hidden:\n:caption: {heading[1]}\n")
        elif page := _PAGE.match(line):
            parts[-1] += f"\n{page[1]}"
    return "".join(f"\n\n{part}\n```" for part in parts)


def _with_menu(_app: Sphinx, page: str, source: list[str]) -> None:
    if page == root_doc:
        source[0] += menu(source[0])
    elif page == DECISIONS:
        source[0] += "\n```{toctree}\n:glob:\n:maxdepth: 1\n\n0*\n```\n"


def _short_contents(app: Sphinx, tree: nodes.document) -> None:
    """Leave the third level out of the contents beside a page that has hundreds of them."""
    within = [
        each for each in tree.findall(nodes.section) if isinstance(each.parent, nodes.section)
    ]
    if len(within) > MANY:
        app.env.metadata[app.env.docname]["tocdepth"] = 2


def _spoken(page: str) -> str:
    return "en" if page.startswith(ENGLISH) else NORWEGIAN


def _in_its_language(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Say which language a page is in, and which the menu's own entries are in where they are in the other."""
    context["language"] = _spoken(page)
    english = {context["pathto"](each) for each in _app.env.found_docs if _spoken(each) == "en"}

    def marked(link: re.Match[str]) -> str:
        at = link[1].partition("#")[0]
        spoken = _spoken(page) if not at else "en" if at in english else NORWEGIAN
        return link[0] if spoken == _spoken(page) else f'{link[0]} lang="{spoken}"'

    if "furo_navigation_tree" in context:
        tree = context["furo_navigation_tree"]
        context["furo_navigation_tree"] = re.sub(r'href="([^"]+)"', marked, tree)


@pass_context
def _told(context: Any, text: str) -> str:
    """Return a word of the theme in the language of the page it stands on."""
    if context.get("language") == "en":
        return text
    return WORDS.get(text) or get_translation("sphinx")(text)


def _button(label: re.Match[str]) -> str:
    named, which, opens, drawn = label.groups()
    told = f'aria-expanded="false" aria-label="{_OPENS[which]}"'
    return f'<button type="button" class="{named}" data-opens="{opens}" {told}>{drawn}</button>'


@pass_context
def _reachable(context: Any, page: str) -> Markup:
    """Return a page with the theme's labels in its language, and what is scrolled within reach of the keyboard."""
    page = _DRAWER.sub(_button, page)
    for theirs, ours in REACHED.items():
        page = page.replace(theirs, ours)
    for word in WORDS:
        page = page.replace(f'aria-label="{word}"', f'aria-label="{_told(context, word)}"')
    return Markup(page)  # noqa: S704 - the theme's own page, as it was


def _speak(app: Sphinx) -> None:
    env = app.builder.templates.environment
    env.install_gettext_callables(
        _told, lambda one, more, n: one if n == 1 else more, newstyle=True
    )
    env.filters["reachable"] = _reachable


def setup(app: Sphinx) -> None:
    """Hang what is ours on what Sphinx does."""
    app.connect("source-read", _with_menu)
    app.connect("doctree-read", _short_contents)
    app.connect("builder-inited", _speak)
    app.connect("html-page-context", _in_its_language, priority=900)
