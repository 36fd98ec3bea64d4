"""Changes of formatting in words: the property that changed, its old and its new value as people know them."""

from __future__ import annotations

import pytest
from lxml import etree

from drafting.model.resolution import Clause, Resolution
from drafting.ooxml.namespaces import W, w
from drafting.ooxml.parse import parse_xml
from drafting.word.build import build_package
from drafting.word.build.house_styles import style_id
from drafting.word.tracked.formatting import property_changes, style_names
from tests.word.test_word_redline import document, of_packages, p

TEXT = style_id("Text")


def changed(kind: str, now: str, former: str) -> list[str]:
    """The phrases for properties `now` that were `former`."""
    record = f'<w:{kind}Change w:id="1"><w:{kind}>{former}</w:{kind}></w:{kind}Change>'
    xml = f'<w:{kind} xmlns:w="{W}">{now}{record}</w:{kind}>'
    root = parse_xml(xml.encode(), "x")
    found = root.find(w(f"{kind}Change"))
    assert isinstance(found, etree._Element)
    return property_changes(found, style_names(build_package(Resolution()).package))


@pytest.mark.parametrize(
    ("kind", "now", "former", "said"),
    [
        ("rPr", "<w:b/>", "", ["bold on"]),
        ("rPr", "", "<w:b/><w:bCs/>", ["bold off"]),
        ("rPr", '<w:b w:val="0"/>', "", []),
        ("rPr", '<w:sz w:val="24"/>', '<w:sz w:val="22"/>', ["size 11 pt → 12 pt"]),
        ("rPr", '<w:u w:val="single"/><w:i/>', "", ["underline single", "italic on"]),
        ("rPr", '<w:rFonts w:ascii="Arial"/>', '<w:rFonts w:ascii="Times"/>', ["font Times → Arial"]),
        ("pPr", f'<w:pStyle w:val="{TEXT}"/>', "", ["style Normal → Drafting Text"]),
        ("pPr", '<w:ind w:left="567"/>', "", ["left indent 1 cm"]),
        ("pPr", '<w:jc w:val="center"/>', '<w:jc w:val="both"/>', ["alignment both → center"]),
        ("pPr", '<w:spacing w:after="120" w:line="360"/>', "", ["space after 6 pt", "line spacing 1.5 lines"]),
        ("pPr", '<w:numPr><w:numId w:val="2"/></w:numPr>', "", ["list on"]),
        ("sectPr", '<w:pgMar w:left="1134"/>', '<w:pgMar w:left="1417"/>', ["left margin 2.5 cm → 2 cm"]),
        ("trPr", "<w:tblHeader/>", "", ["header row on"]),
        ("tcPr", "<w:unheardOf/>", "", ["unheardOf on"]),
    ],
)
def test_the_property_is_named(kind: str, now: str, former: str, said: list[str]) -> None:
    assert changed(kind, now, former) == said


def test_a_redline_of_formatting_says_what_changed() -> None:
    from drafting.word.tracked.addresses import index_addresses
    from drafting.word.tracked.listing import tracked_changes

    old = document(p("Le comité publie.") + p("Fin."))
    new = document(
        f'<w:p><w:pPr><w:pStyle w:val="{TEXT}"/></w:pPr>'
        "<w:r><w:rPr><w:b/></w:rPr><w:t>Le comité publie.</w:t></w:r></w:p>" + p("Fin.")
    )
    package = of_packages(old, new).package
    found = tracked_changes(package, index_addresses(package, package.to_bytes(), "x.docx"))
    assert [c.properties for c in found] == ["style Normal → Drafting Text; bold on"]


def test_other_changes_say_nothing_of_properties() -> None:
    from drafting.word.tracked.addresses import index_addresses
    from drafting.word.tracked.listing import tracked_changes
    from tests.word.test_word_redline import marked

    package = marked(
        Resolution((Clause("Prie les États.", "1."),)), Resolution((Clause("Prie les membres.", "1."),))
    ).package
    found = tracked_changes(package, index_addresses(package, package.to_bytes(), "x.docx"))
    assert found and {c.properties for c in found} == {""}
