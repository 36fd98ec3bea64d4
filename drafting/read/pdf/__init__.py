"""PDF with a text layer → `Paragraphs`: columns separated, furniture removed, footnotes tied to their marks.

The order: letters and ruled lines of each page (`pages`, within `limits`), `words`, ruled `tables`, `page_furniture`,
`columns`, footnote zones (`footnotes`), paragraphs (`placed_lines`, `paragraph_breaks`, `paragraphs`, `dehyphenate`);
`document` combines them. Needs the extra `pdf`. A scan has no text layer and is refused with advice.
"""

from __future__ import annotations

from drafting.errors import SourceError
from drafting.read.paragraphs import Paragraphs


def read_pdf(data: bytes, name: str) -> Paragraphs:
    """The paragraphs of a PDF. SourceError when it is damaged, encrypted, a scan, too much, or the extra is missing."""
    try:
        import pdfminer  # noqa: F401
    except ImportError as error:
        raise SourceError(
            f"{name}: reading PDF needs an extra part of the toolkit", 'install it: pip install "drafting-toolkit[pdf]"'
        ) from error
    from drafting.read.pdf.document import read_document

    return read_document(data, name)
