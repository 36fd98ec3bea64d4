"""A tiny language for small Word documents: `doc(p("Text ", ins("new", author="A")))` gives the bytes of a .docx.

A plain string inside p() becomes a run; every other function gives a piece of XML (`Xml`).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
DATE = "2024-05-01T10:00:00Z"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KINDS = {
    "word/styles.xml": "styles",
    "word/numbering.xml": "numbering",
    "word/footnotes.xml": "footnotes",
    "word/endnotes.xml": "endnotes",
    "word/comments.xml": "comments",
    "word/settings.xml": "settings",
}


class Xml(str):
    """A piece of XML, not to be escaped."""

    __slots__ = ()


def _inline(content: tuple[str, ...]) -> str:
    return "".join(c if isinstance(c, Xml) else r(c) for c in content)


def _flags(**flags: object) -> str:
    out = ""
    for name, value in flags.items():
        if value is True:
            out += f"<w:{name}/>"
        elif value is False:
            out += f'<w:{name} w:val="0"/>'
        elif value is not None:
            out += f"<w:{name} w:val={quoteattr(str(value))}/>"
    return out


def r(text: str, *, props: str = "", deleted: bool = False, **flags: object) -> Xml:
    """A run: r("word", b=True, i=True, vertAlign="superscript")."""
    inner = props + _flags(**flags)
    tag = "delText" if deleted else "t"
    properties = f"<w:rPr>{inner}</w:rPr>" if inner else ""
    return Xml(f'<w:r>{properties}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>')


def el(name: str, inner: str = "", **attributes: object) -> Xml:
    """An element with w: attributes: el("tab"), el("br", type="page")."""
    return Xml(f"<w:{name}{''.join(f' w:{k}={quoteattr(str(v))}' for k, v in attributes.items())}>{inner}</w:{name}>")


def run(*pieces: str) -> Xml:
    """A run of raw elements: run(el("tab"), el("t", "x"))."""
    return Xml(f"<w:r>{''.join(pieces)}</w:r>")


_ids = iter(range(1000, 10**9))


def who(author: str = "Aline", date: str = DATE) -> str:
    """The attributes of a revision."""
    return f'w:id="{next(_ids)}" w:author={quoteattr(author)} w:date="{date}"'


def _holder(tag: str, content: tuple[str, ...], author: str, *, deleted: bool) -> Xml:
    inner = "".join(c if isinstance(c, Xml) else r(c, deleted=deleted) for c in content)
    return Xml(f"<w:{tag} {who(author)}>{inner}</w:{tag}>")


def ins(*content: str, author: str = "Aline") -> Xml:
    """Inserted text."""
    return _holder("ins", content, author, deleted=False)


def dele(*content: str, author: str = "Aline") -> Xml:
    """Deleted text."""
    return _holder("del", content, author, deleted=True)


def move_from(*content: str, author: str = "Aline", name: str = "m1") -> Xml:
    """Text moved away, with its range."""
    start = f'<w:moveFromRangeStart w:name="{name}" {who(author)}/>'
    number = start.split('w:id="')[1].split('"')[0]
    return Xml(start + _holder("moveFrom", content, author, deleted=False) + f'<w:moveFromRangeEnd w:id="{number}"/>')


def move_to(*content: str, author: str = "Aline", name: str = "m1") -> Xml:
    """Text moved here, with its range."""
    start = f'<w:moveToRangeStart w:name="{name}" {who(author)}/>'
    number = start.split('w:id="')[1].split('"')[0]
    return Xml(start + _holder("moveTo", content, author, deleted=False) + f'<w:moveToRangeEnd w:id="{number}"/>')


def p(
    *content: str,
    style: str = "",
    num: tuple[int, int] | None = None,
    mark: str = "",
    author: str = "Aline",
    props: str = "",
    sect: str = "",
    old: str | None = None,
) -> Xml:
    """A paragraph. `mark`: "ins", "del", "moveFrom", "moveTo" or several, for its mark; `num`: list and level;
    `old`: the former properties of a tracked property change."""
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        inner += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    inner += props
    if mark:
        inner += "<w:rPr>" + "".join(f"<w:{m} {who(author)}/>" for m in mark.split()) + "</w:rPr>"
    inner += sect
    if old is not None:
        inner += f"<w:pPrChange {who(author)}><w:pPr>{old}</w:pPr></w:pPrChange>"
    return Xml(f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{_inline(content)}</w:p>")


def fn(number: int, custom: str = "") -> Xml:
    """A footnote mark; `custom`: the mark typed behind it."""
    extra = f' w:customMarkFollows="1"/><w:t>{escape(custom)}</w:t>' if custom else "/>"
    return Xml(f'<w:r><w:footnoteReference w:id="{number}"{extra}</w:r>')


def en(number: int) -> Xml:
    """An endnote mark."""
    return Xml(f'<w:r><w:endnoteReference w:id="{number}"/></w:r>')


def field(instruction: str, *result: str) -> Xml:
    """A complex field."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
    return Xml(char.format("begin") + code + char.format("separate") + _inline(result) + char.format("end"))


def box(*paragraphs: str) -> Xml:
    """A text box, with the copy for old programs that Word writes."""
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return Xml(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def tc(*blocks: str, props: str = "") -> Xml:
    """A cell; a string becomes a paragraph."""
    inner = "".join(b if isinstance(b, Xml) else p(b) for b in blocks)
    return Xml(f"<w:tc>{f'<w:tcPr>{props}</w:tcPr>' if props else ''}{inner}</w:tc>")


def tr(*cells: str, mark: str = "", author: str = "Aline") -> Xml:
    """A row; `mark`: "ins" or "del"."""
    properties = f"<w:trPr><w:{mark} {who(author)}/></w:trPr>" if mark else ""
    return Xml(f"<w:tr>{properties}{''.join(c if isinstance(c, Xml) else tc(c) for c in cells)}</w:tr>")


def tbl(*rows: str) -> Xml:
    """A table."""
    return Xml(f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>")


def sdt(*content: str) -> Xml:
    """A content control around blocks or runs."""
    return Xml(f"<w:sdt><w:sdtPr/><w:sdtContent>{''.join(content)}</w:sdtContent></w:sdt>")


def lvl(level: int, fmt: str, text: str, start: int = 1, extra: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{extra}'
        f"<w:lvlText w:val={quoteattr(text)}/></w:lvl>"
    )


def abstract(number: int, *levels: str, extra: str = "") -> str:
    """An abstract list."""
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, *overrides: str) -> str:
    """A list on an abstract one."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def style(key: str, name: str = "", inner: str = "", kind: str = "paragraph", based: str = "") -> str:
    """A style."""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = ' w:default="1"' if key == "Normal" else ""
    return f'<w:style w:type="{kind}"{default} w:styleId="{key}"><w:name w:val="{name or key}"/>{on}{inner}</w:style>'


def notes_part(kind: str, notes: Mapping[int, tuple[str, ...]]) -> str:
    """The footnotes or endnotes part, with the separators every real file has."""
    separators = "".join(
        f'<w:{kind} w:type="{t}" w:id="{i}"><w:p><w:r><w:{t}/></w:r></w:p></w:{kind}>'
        for i, t in ((-1, "separator"), (0, "continuationSeparator"))
    )
    body = "".join(f'<w:{kind} w:id="{i}">{"".join(ps)}</w:{kind}>' for i, ps in notes.items())
    return f"<w:{kind}s {SPACES}>{separators}{body}</w:{kind}s>"


def comment(number: int, text: str, author: str = "Bruno") -> str:
    """A comment of the comments part."""
    return f'<w:comment w:id="{number}" w:author="{author}" w:date="{DATE}">{p(text)}</w:comment>'


def doc(
    *blocks: str,
    styles: str = "",
    numbering: str = "",
    footnotes: Mapping[int, tuple[str, ...]] | None = None,
    endnotes: Mapping[int, tuple[str, ...]] | None = None,
    comments: str = "",
    settings: str = "",
    sect: str = "",
    header: str = "",
    parts: dict[str, bytes] | None = None,
    rels: str = "",
) -> bytes:
    """The bytes of a .docx. Blocks that are plain strings become paragraphs; `parts` adds or replaces whole parts."""
    files: dict[str, str | bytes] = {}
    if styles:
        files["word/styles.xml"] = f"<w:styles {SPACES}>{styles}</w:styles>"
    if numbering:
        files["word/numbering.xml"] = f"<w:numbering {SPACES}>{numbering}</w:numbering>"
    if footnotes:
        files["word/footnotes.xml"] = notes_part("footnote", footnotes)
    if endnotes:
        files["word/endnotes.xml"] = notes_part("endnote", endnotes)
    if comments:
        files["word/comments.xml"] = f"<w:comments {SPACES}>{comments}</w:comments>"
    if settings:
        files["word/settings.xml"] = f"<w:settings {SPACES}>{settings}</w:settings>"
    arrows = [(f"rId{n}", _KINDS[name], name.removeprefix("word/")) for n, name in enumerate(files, 1)]
    if header:
        files["word/header1.xml"] = f"<w:hdr {SPACES}>{header}</w:hdr>"
        arrows.append(("rIdH", "header", "header1.xml"))
        sect = f'<w:headerReference w:type="default" r:id="rIdH"/>{sect}'
    body = "".join(b if isinstance(b, Xml) else p(b) for b in blocks)
    files["word/document.xml"] = f"<w:document {SPACES}><w:body>{body}<w:sectPr>{sect}</w:sectPr></w:body></w:document>"
    inner = "".join(f'<Relationship Id="{i}" Type="{R}/{t}" Target="{g}"/>' for i, t, g in arrows) + rels
    files["word/_rels/document.xml.rels"] = relationships(inner)
    files["_rels/.rels"] = relationships(
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    )
    files["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    )
    return pack({**files, **(parts or {})})


def relationships(inner: str) -> str:
    """A relationships part."""
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def pack(files: dict[str, str | bytes]) -> bytes:
    """A zip of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
