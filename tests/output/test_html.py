"""The report and the page: self-contained, nothing lost, nothing executed that a draft brought along."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from drafting.compare import Comparison, compare
from drafting.diff.changes import new_side, old_side
from drafting.model.resolution import Clause, Footnote, Resolution, Span
from drafting.output.change_rows import rows
from drafting.output.html import page, report
from drafting.output.templates import page_words
from drafting.output.terminal import comparison_table
from drafting.read import read
from drafting.resources import templates

SAMPLES = templates() / "samples"


class Page(HTMLParser):
    """Ids, links, and the words of each marked unit by side."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [name for name in (found.get("id"),) if name]
        self.links += [found["href"] or ""] if tag == "a" and "href" in found else []
        self.loads += [v or "" for k, v in attrs if k in ("src", "srcset", "data", "action")] + (
            ["link"] if tag == "link" else []
        )


@pytest.fixture(scope="module", params=["fr", "en"])
def comparison(request: pytest.FixtureRequest) -> Comparison:
    old, new = (read(SAMPLES / f"{request.param}-rev{n}.md") for n in (1, 2))
    return compare(old, new)


def test_the_report_needs_nothing_else(comparison: Comparison) -> None:
    source = report(comparison)
    found = Page(source)
    assert not found.loads and "url(" not in source and "@import" not in source
    assert len(set(found.ids)) == len(found.ids)
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)


def test_every_word_of_both_sides_is_there(comparison: Comparison) -> None:
    source = report(comparison)
    marked = "\n".join(re.findall(r"<p[^>]*>(.*?)</p>", source.partition('id="text"')[2], re.S))
    old, new = (_plain(re.sub(rf"<{tag}>.*?</{tag}>", "", marked, flags=re.S)) for tag in ("ins", "del"))
    for row in (*rows(comparison.body), *rows(comparison.footnotes)):
        assert old_side(row.segments).replace("\n", "¶\n") in old
        assert new_side(row.segments).replace("\n", "¶\n") in new


REWRITTEN = (
    "1. Prie la Ligue d’ouvrir chaque année des écoles publiques de navigation et de pêche.",
    "1. Prie la Ligue de soutenir sans délai les écoles rurales qui enseignent la voile et la pêche.",
)


def rewritten() -> Comparison:
    old, new = (Resolution(blocks=(Clause(t[3:], "1."),), language="fr", source="port.md") for t in REWRITTEN)
    return compare(old, new)


def test_the_report_holds_both_views_and_opens_in_the_one_asked_for() -> None:
    exact, read = (report(rewritten(), view=view) for view in ("exact", "reading"))
    for source in (exact, read):
        found = [re.findall(rf'<p class="{name}">(.*?)</p>', source, re.S) for name in ("exact", "reading")]
        assert [len(f) for f in found] == [1, 1]
        assert found[0][0].count("<del>") > found[1][0].count("<del>") == 1
        for (marked,) in found:
            sides = [_plain(re.sub(rf"<{tag}>.*?</{tag}>", "", marked)) for tag in ("ins", "del")]
            assert sides == list(REWRITTEN)
    assert '<body class="no-ghosts">' in exact and '<body class="no-ghosts read">' in read


def test_the_reading_view_means_the_same() -> None:
    exact = rewritten()
    read = exact.reading()
    assert read.to_dict()["view"] == "reading" and exact.to_dict()["view"] == "exact"
    assert [c.substance for c in exact.body.changes] == [c.substance for c in read.body.changes]
    assert exact.body.changes[0].segments != read.body.changes[0].segments


def _plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def test_moves_are_linked_both_ways(comparison: Comparison) -> None:
    source = report(comparison)
    (move,) = [n for n, c in enumerate(comparison.body.changes, 1) if c.op == "move"]
    assert f'href="#c{move}-old"' in source and f'id="c{move}-old"' in source
    assert source.count(f'href="#c{move}"') >= 3  # overview, its own anchor, its old place


def test_a_report_of_no_change(comparison: Comparison) -> None:
    same = compare(comparison.old, comparison.old)
    assert page_words(comparison.old.language)["none"] in report(same)


def test_a_draft_cannot_bring_code_along() -> None:
    bad = "<script>alert(1)</script> \"'><img src=x onerror=y>"
    link = Span(0, 4, "link", "javascript:alert(1)")
    draft = Resolution(blocks=(Clause(bad, "1.", spans=(link,)),), title=bad, source=bad, language="en")
    for source in (page(draft), report(compare(draft, replace(draft, blocks=())))):
        assert "<script>alert" not in source and "<img" not in source and "javascript:" not in source


HOSTILE = [
    "</style><style>p{display:none}", "</script><script>alert(1)</script>", "{{ 7 * 7 }}{% raw %}{# x #}", "<!-- ",
    "]]>", "&lt;b&gt;&#x3c;i&#x3e;", "\u202ereversed\u202c", "zero\u200bwidth\ufeff", "' onclick='x", "${1+1}",
    "`", "\\",
    "javascript:alert(1)", "<a href=x>", "\u2066isolated",
]  # fmt: skip


def test_hostile_words_come_out_as_words() -> None:
    old = Resolution(
        tuple(Clause(f"Prie la Ligue {h} de payer", f"{n}. {h}") for n, h in enumerate(HOSTILE, 1)),
        (Footnote("1", HOSTILE[0]), Footnote("2", HOSTILE[1])),
        title=HOSTILE[0], source=HOSTILE[1], symbol=HOSTILE[2], language=HOSTILE[8],
    )  # fmt: skip
    clauses = (b for b in old.blocks if isinstance(b, Clause))
    new = replace(old, blocks=tuple(replace(b, text=f"{b.text} {b.text}") for b in clauses))
    source = report(compare(old, new))
    for tag in ("script", "style", "img", "iframe", "object", "base", "form"):
        assert len(re.findall(rf"<{tag}\b", source)) == (1 if tag in ("script", "style") else 0)
    found = Page(source)
    assert not found.loads and all(link.startswith("#") for link in found.links)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", source) and "[U+202E]reversed[U+202C]" in source
    marked = "\n".join(re.findall(r"<p[^>]*>(.*?)</p>", source.partition('id="text"')[2], re.S))
    for h in HOSTILE[:6] + HOSTILE[8:14]:
        assert h in _plain(marked)
    assert "49" not in _plain(marked)


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("mot", "mot\u200b", "[U+200B]"),
        ("mot du port", "mot\u2060 du port", "[U+2060]"),
        ("a b", "a \u202eb", "[U+202E]"),
    ],
)
def test_a_change_of_unseen_signs_is_seen(old: str, new: str, seen: str) -> None:
    drafts = [Resolution((Clause(f"Prie la Ligue de payer le {t}", "1."),), language="fr") for t in (old, new)]
    found = compare(*drafts)
    source = report(found)
    assert re.search(rf"<ins>[^<]*{re.escape(seen)}[^<]*</ins>", source)
    assert seen in comparison_table(found)


def test_words_of_all_languages() -> None:
    keys = set(page_words("en"))
    tables = [page_words(language) for language in ("fr", "es", "pt")]
    assert all(set(t) == keys for t in tables)
    assert len({t["report"] for t in tables}) == 3


def test_a_clean_page() -> None:
    source = page(read(SAMPLES / "fr-rev1.md"))
    found = Page(source)
    assert not found.loads and {"OP6", "OP6(a)", "fn-2", "PP1"} <= set(found.ids)
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
