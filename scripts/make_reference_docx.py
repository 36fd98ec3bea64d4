"""Write the house-style reference documents in templates/documents from the looks in `drafting.word.build.house_styles`.

python scripts/make_reference_docx.py

For maintainers. The documents are the product: ordinary Word files whose fonts and spacing anybody may change in Word.
A document that was changed by hand is overwritten by this script.
"""

# ruff: noqa: E501 - lines of markup read better unbroken
from __future__ import annotations

import sys
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from drafting.ooxml.namespaces import CONTENT_TYPES, MC, RELATIONSHIPS, W14, A, R, W
from drafting.ooxml.package import RT, Package
from drafting.resources import templates
from drafting.word.build.house_styles import HOUSES, House, Look, style_id

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NS = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w14="{W14}" mc:Ignorable="w14"'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_THEME = "theme/theme1.xml"
_COLOURS = {
    "dk2": "3A3A3A", "lt2": "EDEDED", "accent1": "1F4E79", "accent2": "9C5700", "accent3": "5F6B6D",
    "accent4": "7F6000", "accent5": "2E6B4F", "accent6": "6B2E5F", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="{{width}}">{_FILL}<a:prstDash val="solid"/></a:ln>'
_PARTS = {
    "document": "document.main",
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "footnotes": "footnotes",
    "numbering": "numbering",
    "header1": "header",
    "header2": "header",
    "footer1": "footer",
    "footer2": "footer",
}


def reference_document(house: House) -> Package:
    """The reference document of a house as a package: a sample body, styles, headers, footers, theme."""
    content = {
        "document": _document(house),
        "styles": _styles(house),
        "settings": _settings(),
        "fontTable": _fonts(house),
        "footnotes": _footnotes(),
        "numbering": f"<w:numbering {_NS}/>",
        "header1": _header(house),
        "header2": f'<w:hdr {_NS}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>',
        "footer1": _footer(house),
        "footer2": f'<w:ftr {_NS}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>',
    }
    parts = {f"word/{name}.xml": (_XML + text).encode() for name, text in content.items()}
    parts[f"word/{_THEME}"] = (_XML + _theme(house.font)).encode()
    parts["[Content_Types].xml"] = (_XML + _content_types()).encode()
    parts["_rels/.rels"] = (_XML + _relationships("officeDocument word/document.xml")).encode()
    related = [f"{kind.rstrip('12')} {kind}.xml" for kind in _PARTS if kind != "document"]
    parts["word/_rels/document.xml.rels"] = (_XML + _relationships(*related, f"theme {_THEME}")).encode()
    return Package(parts, f"{house.name}.docx")


def _content_types() -> str:
    rows = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}{kind}+xml"/>' for part, kind in _PARTS.items()
    )
    return (
        f'<Types xmlns="{CONTENT_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}<Override PartName="/word/{_THEME}" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>'
    )


def _relationships(*arrows: str) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{RT}{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate((a.split(" ") for a in arrows), 1)
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'


def _document(house: House) -> str:
    """A body that shows every style once, for the person who edits the reference; building replaces it."""
    shown = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(name)}"/></w:pPr><w:r><w:t>{escape("Drafting " + name)}</w:t></w:r></w:p>'
        for name in house.looks
    )
    (width, height), (side, top) = house.paper, house.margins
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId6"/><w:headerReference w:type="first" r:id="rId7"/>'
        '<w:footerReference w:type="default" r:id="rId8"/><w:footerReference w:type="first" r:id="rId9"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{top}" w:right="{side}" w:bottom="{top}" w:left="{side}" '
        'w:header="708" w:footer="708" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    return f"<w:document {_NS}><w:body>{shown}{section}</w:body></w:document>"


def _run_properties(look: Look) -> str:
    out = "".join(
        f"<w:{tag}/>" for tag, wanted in (("b", look.bold), ("i", look.italic), ("caps", look.caps)) if wanted
    )
    if look.size:
        out += f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
    return out + ('<w:u w:val="single"/>' if look.underline else "")


def _indent(look: Look) -> str:
    if look.hanging < 0:
        return f'<w:ind w:left="{look.left}" w:firstLine="{-look.hanging}"/>'
    return f'<w:ind w:left="{look.left}" w:hanging="{look.hanging}"/>' if look.left or look.hanging else ""


def _style(name: str, look: Look) -> str:
    following = name if name in ("Preambular", "Operative", "Text") or name.startswith("Item") else "Text"
    paragraph = ("<w:keepNext/>" if look.keep_next else "") + (
        f'<w:spacing w:before="{look.before}" w:after="{look.after}"/>{_indent(look)}<w:jc w:val="{look.align}"/>'
        + (f'<w:outlineLvl w:val="{look.level - 1}"/>' if look.level else "")
    )
    text = _run_properties(look)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="Drafting {name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{style_id(following)}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        + (f"<w:rPr>{text}</w:rPr>" if text else "")
        + "</w:style>"
    )


def _styles(house: House) -> str:
    size = house.size
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{house.font}" w:hAnsi="{house.font}" '
        f'w:eastAsia="{house.font}" w:cs="{house.font}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{house.english}" w:eastAsia="{house.english}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    return (
        f"<w:styles {_NS}>{defaults}{_BUILT_IN}{''.join(_style(n, look) for n, look in house.looks.items())}</w:styles>"
    )


_BUILT_IN = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
    '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="60"/><w:ind w:left="284" w:hanging="284"/><w:jc w:val="both"/></w:pPr>'
    '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:basedOn w:val="DefaultParagraphFont"/>'
    '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="LineNumber"><w:name w:val="line number"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="DraftingOpening"><w:name w:val="Drafting Opening"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>'
)


def _settings() -> str:
    return (
        f'<w:settings {_NS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
        '</w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="en-US"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _fonts(house: House) -> str:
    return (
        f'<w:fonts {_NS}><w:font w:name="{house.font}"><w:altName w:val="Liberation Serif"/>'
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _footnotes() -> str:
    """The separators that every footnotes part must have."""
    return (
        f"<w:footnotes {_NS}>"
        + "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:{mark}/></w:r></w:p>'
            "</w:footnote>"
            for kind, number, mark in (
                ("separator", -1, "separator"),
                ("continuationSeparator", 0, "continuationSeparator"),
            )
        )
        + "</w:footnotes>"
    )


def _field(code: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _header(house: House) -> str:
    """From page two on: the symbol on the right (filled in when a document is built), OAS also a centred page number."""
    page = (
        f'<w:p><w:pPr><w:pStyle w:val="Header"/><w:spacing w:after="240"/><w:jc w:val="center"/></w:pPr><w:r>'
        f'<w:t xml:space="preserve">- </w:t></w:r>{_field("PAGE")}<w:r><w:t xml:space="preserve"> -</w:t></w:r></w:p>'
    )
    symbol = '<w:p><w:pPr><w:pStyle w:val="Header"/>{}<w:jc w:val="right"/></w:pPr></w:p>'
    after = "" if house.name == "oas" else '<w:spacing w:after="240"/>'
    return f"<w:hdr {_NS}>{symbol.format(after)}{page if house.name == 'oas' else ''}</w:hdr>"


def _footer(house: House) -> str:
    page = f"{_field('PAGE')}<w:r><w:t>/</w:t></w:r>{_field('NUMPAGES')}" if house.name == "un" else ""
    return f'<w:ftr {_NS}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>{page}</w:p></w:ftr>'


def _theme(font: str) -> str:
    """The theme part (DrawingML, ECMA-376 part 1, 14.2.7): the font of the house, sober colours, flat effects.

    Word opens a document without a theme but validators report it missing. The styles name their fonts themselves.
    """
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    fonts = "".join(
        f'<a:{name}><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/></a:{name}>'
        for name in ("majorFont", "minorFont")
    )
    lines = "".join(_LINE.format(width=width) for width in (6350, 12700, 19050))
    return (
        f'<a:theme xmlns:a="{A}" name="Drafting"><a:themeElements><a:clrScheme name="Drafting">'
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        f'<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>{colours}</a:clrScheme>'
        f'<a:fontScheme name="Drafting">{fonts}</a:fontScheme><a:fmtScheme name="Drafting">'
        f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def main() -> None:
    """Write one reference document per house into templates/documents."""
    folder = templates() / "documents"
    folder.mkdir(exist_ok=True)
    for house in HOUSES.values():
        (folder / f"{house.name}.docx").write_bytes(reference_document(house).to_bytes())


if __name__ == "__main__":
    main()
