"""The same document for those who must edit in Word: every text as text, nothing of the clock."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from golden import assert_golden
from program import Program, of_the_repository
from sak_examples import HEL_SAK, bilde_av
from sosialplan.output.templates import render
from sosialplan.output.word import docx_of
from sosialplan.views.dokumenter.aktivitetsplan import aktivitetsplan

REPOSITORY = Path(__file__).parent.parent
DAY = date(2026, 11, 23)
EVERYTHING = """# Tittel

Et avsnitt med **fet** og *kursiv*,<br>ny linje.

- punkt
    1. under

> **Mangler:** noe

---

| Sak | Svar |
| --- | --- |
| a | b |

|  |  |
| --- | --- |
| c | d |

```
kode
```
"""


def _word(markdown: str, **more: Any) -> bytes:
    return docx_of(
        markdown,
        maler=REPOSITORY / "maler",
        title="Plan, sak 2026-7KQ2M",
        author="Skolen",
        day=DAY,
        **more,
    )


def _shown(content: bytes) -> str:
    made = docx.Document(BytesIO(content))
    lines = [
        f"[{each.style.name if each.style else ''}] {each.text.replace(chr(10), ' ⏎ ')}"
        for each in made.paragraphs
    ]
    for table in made.tables:
        lines += [" | ".join(cell.text for cell in row.cells) for row in table.rows]
    return "\n".join(lines) + "\n"


def test_every_kind_of_block_becomes_one_of_words_own() -> None:
    assert _shown(_word(EVERYTHING)).splitlines() == [
        "[Heading 1] Tittel",
        "[Normal] Et avsnitt med fet og kursiv, ⏎ ny linje.",
        "[List Bullet] punkt",
        "[List Number 2] under",
        "[Quote] Mangler: noe",
        "[Normal] ",
        "[Normal] ",
        "[Normal] ",
        "[Normal] kode",
        "Sak | Svar",
        "a | b",
        "c | d",
    ]


def test_a_whole_plan_in_word(*, oppdater_gull: bool) -> None:
    plan = aktivitetsplan(bilde_av(HEL_SAK, DAY))
    markdown = render(REPOSITORY / "maler", "aktivitetsplan.md.j2", {"plan": plan})
    assert_golden("aktivitetsplan/word.txt", _shown(_word(markdown)), oppdater_gull)


def test_the_same_words_give_the_same_bytes_and_say_who_by_the_school_only() -> None:
    made = _word(EVERYTHING, footer="sak 2026-7KQ2M", spraak="nn")
    assert made == _word(EVERYTHING, footer="sak 2026-7KQ2M", spraak="nn")
    told = docx.Document(BytesIO(made))
    assert told.sections[0].footer.paragraphs[0].text == "sak 2026-7KQ2M"
    assert (told.core_properties.author, told.core_properties.language) == ("Skolen", "nn-NO")
    assert told.core_properties.created is not None
    assert told.core_properties.created.date() == DAY


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_what_is_no_text_asks_for_a_file(tmp_path: Path, format_: str) -> None:
    skolen = Program(of_the_repository(REPOSITORY, tmp_path / "skolen"))
    done = skolen.run("lag", "aktivitetsplan", "2026-YHP9E", "--format", format_)
    assert (done.status, f"--til aktivitetsplan.{format_}" in done.err) == (2, True)
    file = tmp_path / f"plan.{format_}"
    done = skolen.run(
        "lag", "aktivitetsplan", "2026-YHP9E", "--format", format_, "--til", str(file)
    )
    assert done.status == 0
    assert file.stat().st_size > 10_000
