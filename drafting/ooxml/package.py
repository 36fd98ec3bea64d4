"""The Word package (.docx): opened with checks, saved repeatably.

A package is a zip of parts. Opening checks sizes, names and XML first: nothing is fetched, no entity is expanded, no
part can lie outside the package. Saving writes parts in a fixed order with a fixed date: same content, same bytes.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from drafting.errors import SourceError
from drafting.ooxml.namespaces import CONTENT_TYPES, RELATIONSHIPS, w
from drafting.ooxml.parse import parse_xml, transitional

MAX_PARTS = 10_000
MAX_PART = 256 * 1024 * 1024
MAX_XML = 64 * 1024 * 1024
"""Bytes of a part read as XML, which takes several times as much memory; 5,000 paragraphs are about 5 MB."""
MAX_TOTAL = 512 * 1024 * 1024
MAX_RATIO = 400
"""A part of more than 10 MB that unpacks to more than this many times its packed size is refused (zip bomb)."""
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


class Relationship(NamedTuple):
    """A relationship of a part. `type`: its last word ("footnotes"); `target`: a part name or an external address."""

    id: str
    type: str
    target: str
    external: bool


class Package:
    """A Word file in memory. A part is bytes until it is read as XML; from then on it is saved from its tree."""

    def __init__(self, parts: dict[str, bytes], name: str = "") -> None:
        self.name = name
        self._bytes = parts
        self._trees: dict[str, etree._Element] = {}

    # -- opening -------------------------------------------------------------------------------------------------

    @classmethod
    def open(cls, path: Path) -> Package:
        """Read a file. Raises SourceError when it cannot be read or is no sound Word document."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise SourceError(
                f"cannot read {path}: {error.strerror or error}", "check the name and your rights"
            ) from error
        return cls.load(data, path.name)

    @classmethod
    def load(cls, data: bytes, name: str = "document.docx") -> Package:
        """Read a package from bytes; `name` is used in errors. Raises SourceError when it is no sound Word document."""
        if not data:
            raise SourceError(f"{name} is empty", "save the document again in Word and retry")
        if data.startswith(OLE_MAGIC):
            raise _ole_error(data, name)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = _unpack(archive, name)
        except SourceError:
            raise
        except Exception as error:  # zipfile raises a dozen kinds on damaged archives (zlib, struct, ValueError …)
            raise SourceError(
                f"{name} is not a Word document, or is damaged", "open it in Word and save it again as .docx"
            ) from error
        package = cls({part: transitional(part, content) for part, content in parts.items()}, name)
        package._refuse_other_formats()
        return package

    def _refuse_other_formats(self) -> None:
        """Raise SourceError when the main part is no Word text: a spreadsheet, a presentation or something else."""
        root = self.xml(self.main)
        if root.tag != w("document"):
            raise SourceError(f"{self.name} is not a Word document", "open it in Word and save it again as .docx")

    # -- parts ---------------------------------------------------------------------------------------------------

    def names(self) -> list[str]:
        """All part names, sorted."""
        return sorted(self._bytes.keys() | self._trees.keys())

    def __contains__(self, name: str) -> bool:
        return name in self._trees or name in self._bytes

    def blob(self, name: str) -> bytes:
        """A part as bytes."""
        return _serialise(self._trees[name]) if name in self._trees else self._bytes[name]

    def xml(self, name: str) -> etree._Element:
        """A part as an element tree of this package; changes to the tree are saved."""
        if name not in self._trees:
            if len(self._bytes[name]) > MAX_XML:
                raise SourceError(f"{self.name} holds more text than can be read", "split the document in Word")
            self._trees[name] = parse_xml(self._bytes[name], f"{self.name}: {name}")
        return self._trees[name]

    def put(self, name: str, content: bytes | etree._Element) -> None:
        """Add or replace a part."""
        if isinstance(content, bytes):
            self._trees.pop(name, None)
            self._bytes[name] = content
        else:
            self._bytes.setdefault(name, b"")
            self._trees[name] = content

    def drop(self, name: str) -> None:
        """Remove a part. The caller removes relationships to it (see `removal`)."""
        self._trees.pop(name, None)
        self._bytes.pop(name, None)

    # -- relationships -------------------------------------------------------------------------------------------

    @property
    def macros(self) -> bool:
        """Whether the package holds macros; they are never read."""
        return any(posixpath.basename(part).lower() == "vbaproject.bin" for part in self.names())

    @property
    def main(self) -> str:
        """The name of the main document part."""
        for rel in self.relationships(""):
            if rel.type == "officeDocument" and rel.target in self:
                return rel.target
        raise SourceError(f"{self.name} has no main document", "open it in Word and save it again as .docx")

    def relationships(self, part: str) -> list[Relationship]:
        """The relationships of a part ("" for the package itself)."""
        name = rels_name(part)
        return [_relationship(e, part) for e in self.xml(name) if isinstance(e.tag, str)] if name in self else []

    def related(self, kind: str, part: str | None = None) -> str | None:
        """The first part of a type ("styles", "footnotes" …) that a part (the main one by default) refers to."""
        for rel in self.relationships(self.main if part is None else part):
            if rel.type == kind and not rel.external and rel.target in self:
                return rel.target
        return None

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Add a relationship of a part and return its id; an equal one that exists is used again.

        `kind`: the last word of the type, or the whole type.
        """
        short = kind.rsplit("/", 1)[-1]
        for rel in self.relationships(part):
            if (rel.type, rel.target, rel.external) == (short, target, external):
                return rel.id
        name = rels_name(part)
        if name not in self:
            self.put(name, etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS}))  # type: ignore[dict-item]
        root = self.xml(name)
        taken = {e.get("Id") for e in root}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        element = etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship")
        element.set("Id", f"rId{number}")
        element.set("Type", kind if "/" in kind else RT + kind)
        element.set("Target", target if external else posixpath.relpath(target, posixpath.dirname(part) or "."))
        if external:
            element.set("TargetMode", "External")
        return f"rId{number}"

    def declare(self, part: str, content_type: str) -> None:
        """Set the content type of a part by an override."""
        root = self.xml("[Content_Types].xml")
        for e in root:
            if e.get("PartName") == f"/{part}":
                e.set("ContentType", content_type)
                return
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)

    def content_type(self, part: str) -> str:
        """The content type of a part, "" where it has none."""
        extension = part.rsplit(".", 1)[-1].lower()
        default = ""
        for e in self.xml("[Content_Types].xml"):
            if e.get("PartName") == f"/{part}":
                return e.get("ContentType", "")
            if (e.get("Extension") or "").lower() == extension and e.get("Extension"):
                default = e.get("ContentType", "")
        return default

    # -- saving --------------------------------------------------------------------------------------------------

    def to_bytes(self) -> bytes:
        """The package as a zip: content types first, the other parts by name, all with one date."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name in sorted(self.names(), key=lambda n: (n != "[Content_Types].xml", not n.startswith("_rels/"), n)):
                info = zipfile.ZipInfo(name, ZIP_DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0
                archive.writestr(info, self.blob(name))
        return out.getvalue()

    def copy(self) -> Package:
        """An independent copy with all changes."""
        return Package({name: self.blob(name) for name in self.names()}, self.name)


def rels_name(part: str) -> str:
    """The name of the part that holds the relationships of a part."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _serialise(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relationship(element: etree._Element, part: str) -> Relationship:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = (
            target[1:]
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
        )
    return Relationship(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], target, external)


def _unpack(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    infos = [i for i in archive.infolist() if not i.is_dir()]
    if any(i.filename == "mimetype" for i in infos) and any(i.filename == "content.xml" for i in infos):
        raise SourceError(f"{name} is an OpenDocument file, not a Word document", "save it as .docx, or name it .odt")
    if len(infos) > MAX_PARTS or sum(i.file_size for i in infos) > MAX_TOTAL:
        raise SourceError(f"{name} unpacks to more than a Word document can hold", "do not trust this file")
    parts: dict[str, bytes] = {}
    seen: set[str] = set()
    for info in infos:
        part = _part_name(info, name)
        if part.lower() in seen:
            raise SourceError(f"{name} holds the part {part} twice", "do not trust this file, or save it again in Word")
        seen.add(part.lower())
        parts[part] = b"".join(_read_blocks(archive, info, name))
    if "[Content_Types].xml" not in parts:
        raise SourceError(f"{name} is a zip file but not a Word document", "open it in Word and save it again as .docx")
    return parts


def _part_name(info: zipfile.ZipInfo, name: str) -> str:
    """The name of a part. Raises SourceError for one outside the package, encrypted, or too large when unpacked."""
    part = info.filename.replace("\\", "/")
    if part.startswith("/") or ".." in part.split("/") or ":" in part.split("/")[0]:
        raise SourceError(f"{name} holds a part outside the package ({info.filename})", "do not trust this file")
    if info.flag_bits & 0x1:
        raise SourceError(f"{name} is protected by a password", "open it in Word, remove the password and save it")
    is_bomb = info.file_size > 10_000_000 and info.file_size > MAX_RATIO * max(1, info.compress_size)
    if info.file_size > MAX_PART or is_bomb:
        raise SourceError(f"{name} unpacks to more than a Word document can hold", "do not trust this file")
    return part


def _read_blocks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Yield the data of a part in blocks. Raises SourceError when it is larger than the zip directory says."""
    left = info.file_size
    with archive.open(info) as stream:
        while block := stream.read(1 << 20):
            left -= len(block)
            if left < 0:
                raise SourceError(f"{name} is larger than it says", "do not trust this file")
            yield block


def _ole_error(data: bytes, name: str) -> SourceError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return SourceError(f"{name} is protected by a password", "open it in Word, remove the password and save it")
    return SourceError(f"{name} is an old Word file (.doc)", "open it in Word and save it as .docx")
