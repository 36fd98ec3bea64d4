"""The theme part of the house documents: sober colours, the house's font for headings and text, flat effects.

Word opens a document without a theme, but writes none; validators miss it. Our styles name their fonts themselves.
"""

from __future__ import annotations

from drafting.ooxml.namespaces import A

_COLOURS = {
    "dk2": "3A3A3A", "lt2": "EDEDED", "accent1": "1F4E79", "accent2": "9C5700", "accent3": "5F6B6D",
    "accent4": "7F6000", "accent5": "2E6B4F", "accent6": "6B2E5F", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="{{width}}">{_FILL}<a:prstDash val="solid"/></a:ln>'


def theme(font: str) -> str:
    """The theme as XML (DrawingML, ECMA-376 part 1, 14.2.7), without a declaration."""
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
