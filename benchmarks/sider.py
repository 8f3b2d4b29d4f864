"""What axe says of the board and the site in a headless browser, at three widths, light and dark: python benchmarks/sider.py NODE_MODULES [CHROMIUM] [FOLDER].

Needs node, a Chromium, and a folder of node modules with axe-core and puppeteer-core (npm, by those names). Users and CI
do not need it. Writes pictures of each page, and a board as the browser prints it, into FOLDER where it is given.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sosialplan.cli.main import main

REPOSITORY = Path(__file__).parent.parent
BOARDS = {"alle": (), "ledelsen": ("--ledelsen",)}
PAGES = (
    "index.html", "bruk/foerste-sak.html", "bruk/filer.html", "bruk/koder.html", "bruk/tavle.html",
    "utvikling/arkitektur.html", "search.html?q=fravær", "search.html?q=qqq",
)  # fmt: skip
"""What stands for the site: a page of each form, and the search with and without an answer."""
WIDTHS = (360, 800, 1400)
_LOOK = """
const [modules, chromium, page, out] = process.argv.slice(2);
const puppeteer = require(modules + '/puppeteer-core'), fs = require('fs');
const axe = fs.readFileSync(modules + '/axe-core/axe.min.js', 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
(async () => {
  const browser = await puppeteer.launch({executablePath: chromium, args: ['--no-sandbox'], headless: true});
  let found = 0;
  for (const scheme of ['light', 'dark']) for (const width of WIDTHS) {
    const tab = await browser.newPage();
    await tab.setBypassCSP(true);
    await tab.setViewport({width, height: 900});
    await tab.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
    tab.on('request', each => { if (!/^(file|data):/.test(each.url())) { found += 1; console.log('fetches', each.url()); } });
    await tab.goto('file://' + page);
    if (page.includes('?q=')) await tab.waitForFunction(() => document.querySelector('.search-summary')?.innerText);
    await tab.screenshot({path: `${out}-${scheme}-${width}.png`, fullPage: page.includes('tavle-')});
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
    await tab.evaluate(() => document.querySelectorAll('details').forEach(each => each.open = true));
    await tab.evaluate(axe);
    const told = await tab.evaluate(tags => axe.run(document, {runOnly: tags}), tags);
    found += told.violations.length + (wide > width);
    console.log(scheme, width, wide > width ? 'too wide' : '', 'violations', told.violations.length,
      told.violations.map(each => each.id).join(' '), 'passes', told.passes.length,
      'to be looked at', told.incomplete.map(each => `${each.id} ${each.nodes.length}`).join(' '));
    await tab.close();
  }
  if (page.includes('tavle-')) {
    const tab = await browser.newPage();
    await tab.goto('file://' + page);
    await tab.pdf({path: out + '-papir.pdf', preferCSSPageSize: true, printBackground: true});
  }
  await browser.close();
  process.exit(found ? 1 : 0);
})();
"""


def look(modules: Path, chromium: str, folder: Path) -> int:
    """Print a row a page, scheme and width; 1 where axe has something against one, it fetches anything, or is wider than the window."""
    script = folder / "se.cjs"
    script.write_text(_LOOK.replace("WIDTHS", str(list(WIDTHS))), encoding="utf-8")
    failed = 0
    for name, page in (*boards(folder), *site(folder)):
        print(name, flush=True)
        out = str(folder / re.sub(r"\W", "-", name))
        command = ["node", str(script), str(modules), chromium, page, out]
        failed |= subprocess.run(command, check=False).returncode
    return failed


def boards(folder: Path) -> Iterator[tuple[str, str]]:
    """Make each board of the invented school, and yield its name and its place."""
    for name, args in BOARDS.items():
        page = folder / f"tavle-{name}.html"
        here = ["-C", str(REPOSITORY), "--i-dag", "2026-11-23"]
        if main([*here, "tavle", *args, "--til", str(page)]) != 0:
            sys.exit(f"{name}: the board was not made")
        yield f"tavle-{name}", str(page)


def site(folder: Path) -> Iterator[tuple[str, str]]:
    """Make the site of the documentation, and yield the pages that stand for it."""
    made = folder / "nettsted"
    command = [sys.executable, "-m", "sphinx", "-W", "-q", str(REPOSITORY / "docs"), str(made)]
    subprocess.run(command, check=True)
    yield from ((page, str(made / page)) for page in PAGES)


if __name__ == "__main__":
    _, *given = sys.argv
    if not given:
        sys.exit(__doc__)
    modules, *more = given
    browser, *kept = more or ["chromium"]
    with tempfile.TemporaryDirectory() as made:
        place = Path(kept[0] if kept else made).resolve()
        sys.exit(look(Path(modules).resolve(), browser, place))
