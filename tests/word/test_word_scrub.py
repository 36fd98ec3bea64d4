"""Names go, words stay: nothing else of the file changes."""

from __future__ import annotations

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.word.scrub import NEUTRAL, scrub
from drafting.word.tracked.listing import group_changes
from tests.ooxml.build_docx import SPACES, R, comment, dele, doc, ins, p, relationships
from tests.word.marked_samples import marked
from tests.word.word_views import view

SECRETS = (
    "Aline", "Bruno", "Chloé", "Ministère", "Directeur", "00AB12CD", "//serveur", "Dossier-7", "denis@ministere",
    "Elsa", "C:/contacts", "Fanny",
)  # fmt: skip
_PROPS = "http://schemas.openxmlformats.org/officeDocument/2006"


def revealing() -> bytes:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Titre</dc:title><dc:creator>Chloé</dc:creator>'
        "<cp:lastModifiedBy>Chloé</cp:lastModifiedBy></cp:coreProperties>"
    )
    app = (
        f'<Properties xmlns="{_PROPS}/extended-properties"><Template>//serveur/t.dotx</Template><Pages>3</Pages>'
        "<Company>Ministère</Company><Manager>Directeur</Manager></Properties>"
    )
    custom = f'<Properties xmlns="{_PROPS}/custom-properties">Dossier-7</Properties>'
    people = f'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" {SPACES}>Bruno</w15:people>'
    block = p("Un ", ins("deux "), dele("trois", author="Bruno"), "quatre")
    editable = '<w:permStart w:id="7" w:ed="denis@ministere"/><w:permEnd w:id="7"/>'
    block = type(block)(block.replace("<w:p>", f'<w:p w:rsidR="00AB12CD" w:rsidRPr="00AB12CD">{editable}'))
    return doc(
        block,
        comments=comment(1, "remarque").replace('w:author="Bruno"', 'w:author="Bruno" w:initials="BB"'),
        settings='<w:attachedTemplate r:id="rId1"/><w:mailMerge><w:query w:val="C:/contacts"/></w:mailMerge>'
        '<w:docVars><w:docVar w:name="n" w:val="Elsa"/></w:docVars><w:rsids><w:rsid w:val="00AB12CD"/></w:rsids>',
        rels=f'<Relationship Id="rIdP" Type="{R}/people" Target="people.xml"/>'
        f'<Relationship Id="rIdX" Type="{R}/customXml" Target="../customXml/item1.xml"/>',
        parts={
            "customXml/item1.xml": b"<editor>Fanny</editor>",
            "docProps/core.xml": core.encode(), "docProps/app.xml": app.encode(),
            "docProps/custom.xml": custom.encode(), "word/people.xml": people.encode(),
            "word/_rels/settings.xml.rels": relationships(
                f'<Relationship Id="rId1" Type="{R}/attachedTemplate" Target="//serveur/t.dotx" TargetMode="External"/>'
            ).encode(),
            "_rels/.rels": relationships(
                f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
                '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
                'core-properties" Target="docProps/core.xml"/>'
                f'<Relationship Id="rId3" Type="{R}/extended-properties" Target="docProps/app.xml"/>'
                f'<Relationship Id="rId4" Type="{R}/custom-properties" Target="docProps/custom.xml"/>'
            ).encode(),
        },
    )  # fmt: skip


def test_no_name_is_left_anywhere_in_the_file() -> None:
    package = Package.load(revealing())
    whole = b"".join(package.blob(n) for n in package.names()).decode()
    assert all(secret in whole for secret in SECRETS)
    said = scrub(package)
    left = Package.load(package.to_bytes())
    text = b"".join(left.blob(n) for n in left.names()).decode()
    assert [secret for secret in SECRETS if secret in text] == []
    assert "rsid" not in text and "Titre" in text and "<Pages>3</Pages>" in text and "remarque" in text
    assert {g.first.author for g in group_changes(left)} == {NEUTRAL}
    assert len(said) == 13 and scrub(left) == []


def test_words_and_changes_stay() -> None:
    before, after = Package.load(marked()), Package.load(marked())
    scrub(after)
    for accept in (True, False):
        assert view(after, accept) == view(before, accept)
    assert len(group_changes(after)) == len(group_changes(before))
    for part in before.names():
        if not part.endswith(".rels") and part != "[Content_Types].xml":
            for one, other in zip(before.xml(part).iter(), after.xml(part).iter(), strict=True):
                assert (one.tag, one.text) == (other.tag, other.text)
                differs = {k for k in one.attrib if one.get(k) != other.get(k)}
                assert differs <= {w("author"), w("initials")}, etree.tostring(one)
