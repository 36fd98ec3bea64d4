"""Packages from strangers: bounded, nothing fetched, one clear error. And what is saved is repeatable."""

from __future__ import annotations

import io
import struct
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import SourceError
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import OLE_MAGIC, Package
from drafting.ooxml.story import paragraphs
from drafting.ooxml.text import plain
from tests.ooxml.build_docx import SPACES, box, doc, p, pack, relationships

BODY = f"<w:document {SPACES}><w:body><w:p/></w:body></w:document>"


def refused(data: bytes, words: str) -> None:
    """Loading says no in one line, with advice."""
    with pytest.raises(SourceError) as caught:
        package = Package.load(data, "draft.docx")
        package.xml(package.main)
    assert words in caught.value.message, caught.value.message
    assert "\n" not in caught.value.message and caught.value.hint


def with_main(xml: str | bytes) -> bytes:
    return doc(p("x"), parts={"word/document.xml": xml if isinstance(xml, bytes) else xml.encode()})


def rewritten(data: bytes, name: str) -> bytes:
    """The same zip with one more entry of that name."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


def test_empty_and_foreign_files() -> None:
    refused(b"", "empty")
    refused(b"plain text", "not a Word document")
    refused(pack({"a.txt": "x"}), "not a Word document")
    refused(pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "OpenDocument")
    refused(with_main("<html><body/></html>"), "not a Word document")


def test_old_and_protected_files_are_named() -> None:
    refused(OLE_MAGIC + b"\0" * 600, "old Word file")
    refused(OLE_MAGIC + "EncryptedPackage".encode("utf-16-le"), "password")


def test_a_password_on_the_zip_is_named() -> None:
    data = bytearray(doc(p("x")))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        data[start + at] |= 1
    refused(bytes(data), "password")


@given(st.integers(1, 600))
def test_a_truncated_file_is_damaged(cut: int) -> None:
    refused(doc(p("word " * 50))[:-cut], "damaged")


@given(st.integers(0, 2000), st.integers(0, 255))
def test_a_changed_byte_gives_a_document_or_a_clear_error(at: int, value: int) -> None:
    data = bytearray(doc(p("some words")))
    data[at % len(data)] = value
    try:
        package = Package.load(bytes(data))
        paragraphs(package.xml(package.main))
    except SourceError as error:
        assert error.hint


def test_zip_bombs() -> None:
    refused(with_main(b"<w:document>" + b" " * 60_000_000), "more than")
    with_lie = bytearray(with_main(b"x" * 100_000))
    at = with_lie.find(b"PK\x01\x02")
    while b"word/document.xml" not in with_lie[at : at + 80]:
        at = with_lie.find(b"PK\x01\x02", at + 1)
    with_lie[at + 24 : at + 28] = struct.pack("<I", 10)
    refused(bytes(with_lie), "")


def test_too_many_parts() -> None:
    refused(pack({f"p{n}.xml": "" for n in range(10_001)}), "more than")


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/x.xml", "word/../../x", "C:/x.xml", "word\\..\\..\\x"])
def test_parts_outside_the_package(name: str) -> None:
    refused(rewritten(doc(p("x")), name), "outside the package")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml"])
def test_a_part_that_is_there_twice(name: str) -> None:
    refused(rewritten(doc(p("x")), name), "twice")


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "latin-1"])
def test_entities_and_document_types(encoding: str) -> None:
    named = {"utf-16-be": "utf-16", "latin-1": "iso-8859-1"}.get(encoding, encoding)
    xml = f'<?xml version="1.0" encoding="{named}"?>{ENTITIES}{BODY.replace("<w:p/>", "<w:p>&b;&e;</w:p>")}'
    refused(with_main(xml.encode(encoding)), "document type")


@pytest.mark.parametrize("encoding", ["utf-7", "utf-32", "ebcdic-cp-us"])
def test_rare_encodings_cannot_hide_anything(encoding: str) -> None:
    refused(with_main(f'<?xml version="1.0" encoding="{encoding}"?>{BODY}'.encode()), "encoding")


@pytest.mark.parametrize("depth", [300, 3_000, 200_000])
def test_deep_nesting(depth: int) -> None:
    inner = "<w:sdt>" * depth + "</w:sdt>" * depth
    refused(with_main(BODY.replace("<w:p/>", inner)), "deeper")


def test_nested_tables_as_deep_as_word_allows_are_read() -> None:
    deep = "<w:p/>"
    for _ in range(30):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    package = Package.load(with_main(BODY.replace("<w:p/>", deep)))
    assert len(paragraphs(package.xml(package.main))) == 1


def test_damaged_xml() -> None:
    refused(with_main(BODY[:-20]), "damaged")
    refused(with_main(b"\xff\xfe\x00"), "")


def test_external_relationships_are_kept_and_never_followed() -> None:
    arrow = (
        '<Relationship Id="rId9" Type="http://x/attachedTemplate" TargetMode="External" '
        'Target="http://192.0.2.1/t.dotm"/>'
    )
    start = time.process_time()
    package = Package.load(doc(p("x"), rels=arrow))
    found = [rel for rel in package.relationships(package.main) if rel.external]
    assert [(rel.type, rel.target) for rel in found] == [("attachedTemplate", "http://192.0.2.1/t.dotm")]
    assert package.related("attachedTemplate") is None
    assert time.process_time() - start < 1


def test_a_relationship_to_a_part_that_lies_outside_finds_nothing() -> None:
    arrow = '<Relationship Id="rId9" Type="http://x/styles" Target="../../../../etc/passwd"/>'
    assert Package.load(doc(p("x"), rels=arrow)).related("styles") is None


def test_no_main_part() -> None:
    refused(doc(p("x"), parts={"_rels/.rels": relationships("").encode()}), "no main document")


def test_macros_are_noted_and_left_alone() -> None:
    package = Package.load(doc(p("x"), parts={"word/vbaProject.bin": b"\0macro"}))
    assert package.macros
    assert not Package.load(doc(p("x"))).macros


def test_strict_packages_are_read_as_transitional() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    words = f"<w:body><w:p><w:r><w:t>{strict}</w:t></w:r></w:p></w:body>"
    main = f'<w:document xmlns:w="{strict}" w:conformance="strict">{words}</w:document>'
    rels = relationships(
        '<Relationship Id="a" Target="word/document.xml" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/>'
    )
    package = Package.load(doc(p("x"), parts={"word/document.xml": main.encode(), "_rels/.rels": rels.encode()}))
    root = package.xml(package.main)
    assert root.tag == w("document") and not root.attrib
    assert [plain(one) for one in paragraphs(root)] == [strict], "words are never touched"
    assert b"purl.oclc.org" not in package.blob("_rels/.rels")


def test_saving_is_repeatable_and_complete() -> None:
    data = doc(p("été"), header=p("head"))
    one, two = Package.load(data), Package.load(data)
    one.xml(one.main)
    saved = one.to_bytes()
    two.xml(two.main)
    assert saved == two.to_bytes()
    again = Package.load(saved)
    assert again.names() == one.names()
    assert again.to_bytes() == saved


def test_copies_for_old_programs_are_no_paragraphs() -> None:
    package = Package.load(doc(p("host", box(p("one"), p("two"))), p("end")))
    found = paragraphs(package.xml(package.main))
    assert [plain(one) for one in found] == ["host", "one", "two", "end"]
