"""Pages on paper: all the text, ink on white whatever the screen's colours, changes told by their lines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pages.page_samples import KINDS, drafting, long_drafts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SHOWN = """() => {
  document.querySelectorAll("#only").forEach(box => { if (box.checked) box.click(); });
  const text = [...document.querySelectorAll("h1, main :is(h2, h3, p, th, td, li, dt, dd), header :is(p, dt, dd, li)")]
    .filter(e => e.offsetParent !== null && !e.closest(".bar, .unseen, .calm, .columns"));
  return text.map(e => e.innerText).join("\\n");
}"""


def printed(page: Page) -> str:
    """The text of the page's PDF, without blanks. None of it may lie beyond the edge of a sheet."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer

    text = []
    for sheet in extract_pages(BytesIO(page.pdf(format="A4", prefer_css_page_size=True))):
        for box in sheet:
            if isinstance(box, LTTextContainer):
                assert box.x0 >= 0 and box.x1 <= sheet.width, f"cut at the edge: {box.get_text()}"
                text.append(box.get_text())
    return re.sub(r"\s+", "", _plain("".join(text)))


def _plain(text: str) -> str:
    """Ligatures and the like as letters."""
    return unicodedata.normalize("NFKC", text)


def opened(browser: Browser, path: Path) -> Page:
    page = browser.new_page(color_scheme="dark", viewport={"width": 1000, "height": 900})
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_is_printed(browser: Browser, pages: dict[str, Path], kind: str) -> None:
    missing = {}
    for name in (n for n in pages if n.startswith(f"{kind}-") and not n.endswith("-hostile")):
        page = opened(browser, pages[name])
        paper = printed(page)
        words = Counter(re.findall(r"\w+", _plain(page.evaluate(SHOWN))))
        page.close()
        assert len(words) > 5
        missing[name] = [word for word, n in words.items() if paper.count(word) < n]
    assert {name: words for name, words in missing.items() if words} == {}


def test_a_long_page_is_printed_to_its_end(browser: Browser, tmp_path: Path) -> None:
    old, new = long_drafts(tmp_path, 120)
    for n, draft in enumerate((old, new)):
        lines = draft.read_text(encoding="utf-8").split("\n\n")
        marked = [f"{line} side{n}word{at:03}end" if line[:1].isdigit() else line for at, line in enumerate(lines)]
        draft.write_text("\n\n".join(marked), encoding="utf-8")
    drafting("compare", old, new, "-o", tmp_path / "long.html")
    page = opened(browser, tmp_path / "long.html")
    paper = printed(page)
    page.close()
    signs = {sign for side in (old, new) for sign in re.findall(r"side\dword\d+end", side.read_text(encoding="utf-8"))}
    assert len(signs) > 200 and {sign for sign in signs if sign not in paper} == set()


def test_paper_is_white_and_changes_need_no_colour(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages["report-full"])
    page.emulate_media(media="print", color_scheme="dark")
    style = (
        "(selector, name) => [...new Set([...document.querySelectorAll(selector)].map(e => getComputedStyle(e)[name]))]"
    )
    style = f"([selector, name]) => ({style})(selector, name)"

    def values(selector: str, name: str) -> list[str]:
        return list(page.evaluate(style, [selector, name]))

    assert values("body, .unit, ins, del", "backgroundColor") == ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"]
    assert values("body", "color") == ["rgb(0, 0, 0)"]
    assert values("#marked ins", "textDecorationLine") == ["underline"]
    assert values("#marked del", "textDecorationLine") == ["line-through"]
    assert values("a", "textDecorationLine") == ["none"], "a line below is that of an insertion alone"
    assert values(".bar", "display") == ["none"]
    assert values(".unit", "contentVisibility") == ["visible"]
    page.close()
