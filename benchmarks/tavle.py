"""What axe says of the board in a headless browser, at three widths, light and dark: python benchmarks/tavle.py NODE_MODULES [CHROMIUM] [FOLDER].

Needs node, a Chromium, and a folder of node modules with axe-core and puppeteer-core (npm, by those names). Users and CI
do not need it. Writes pictures of the page, and the page as the browser prints it, into FOLDER where it is given.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from sosialplan.cli.main import main

REPOSITORY = Path(__file__).parent.parent
BOARDS = {"alle": (), "ledelsen": ("--ledelsen",)}
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
    await tab.goto('file://' + page);
    await tab.screenshot({path: `${out}-${scheme}-${width}.png`, fullPage: true});
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
  const tab = await browser.newPage();
  await tab.goto('file://' + page);
  await tab.pdf({path: out + '-papir.pdf', preferCSSPageSize: true, printBackground: true});
  await browser.close();
  process.exit(found ? 1 : 0);
})();
"""


def look(modules: Path, chromium: str, folder: Path) -> int:
    """Print a row a board, scheme and width; 1 where axe has something against one, or it is wider than the window."""
    script = folder / "se.cjs"
    script.write_text(_LOOK.replace("WIDTHS", str(list(WIDTHS))), encoding="utf-8")
    failed = 0
    for name, args in BOARDS.items():
        page = folder / f"tavle-{name}.html"
        here = ["-C", str(REPOSITORY), "--i-dag", "2026-11-23"]
        if main([*here, "tavle", *args, "--til", str(page)]) != 0:
            sys.exit(f"{name}: the board was not made")
        print(name, flush=True)
        out = str(folder / f"tavle-{name}")
        command = ["node", str(script), str(modules), chromium, str(page), out]
        failed |= subprocess.run(command, check=False).returncode
    return failed


if __name__ == "__main__":
    _, *given = sys.argv
    if not given:
        sys.exit(__doc__)
    modules, *more = given
    browser, *kept = more or ["chromium"]
    with tempfile.TemporaryDirectory() as made:
        place = Path(kept[0] if kept else made).resolve()
        sys.exit(look(Path(modules).resolve(), browser, place))
