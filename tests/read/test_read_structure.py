"""The houses of style: what is front, preamble, operative, annex; numbers, items, headings; four languages."""

from __future__ import annotations

import pytest

from drafting.model.address import places
from drafting.model.resolution import Clause, Heading, Line, Resolution, Table
from drafting.read import read_bytes
from drafting.read.paragraphs import Paragraph, Paragraphs
from drafting.read.structure import structure


def of(text: str) -> Resolution:
    return read_bytes(text.encode(), "a.txt")


def outline(resolution: Resolution) -> list[str]:
    """One line a block: address, role or opening words, label, first words."""
    lines = []
    for at, block in places(resolution):
        match block:
            case Clause():
                lines.append(f"{at} {block.opening or '–'} | {block.label or ''} {block.text.split()[-1]}")
            case Heading():
                lines.append(f"{at} ={block.level} {block.label or ''} {block.text}")
            case Line():
                lines.append(f"{at} {block.role}: {block.text}")
            case Table():
                lines.append(f"{at} {len(block.rows)} rows")
    return lines


FRENCH = """Point 7 de l’ordre du jour

PROJET DE RÉSOLUTION

PHARES ET BALISES

(Convenu par le Conseil permanent à sa séance du 4 mai 2031)

L’ASSEMBLÉE GÉNÉRALE,

AYANT VU le rapport sur les phares (AG/doc.1/31),

RAPPELANT la tempête de 2030,

DÉCIDE :

I.\tENTRETIEN DES PHARES
ET DES BALISES

1. De demander aux États de réparer les phares.

1. Les lampes

1. Lampes à huile

2.\tDe demander au Secrétariat :

a. de fournir les lampes ;
b. d’inviter les gardiens.

1. Lampes électriques

3.\tDans le cadre du plan, d’éteindre les autres.

Convention sur les feux de côte

4.\tQue le Secrétariat fasse rapport.
"""


def test_an_oas_draft_in_french_with_flattened_headings() -> None:
    read = of(FRENCH)
    assert outline(read) == [
        "L1 agenda: Point 7 de l’ordre du jour",
        "L2 type: PROJET DE RÉSOLUTION",
        "title title: PHARES ET BALISES",
        "text status: (Convenu par le Conseil permanent à sa séance du 4 mai 2031)",
        "L3 chapeau: L’ASSEMBLÉE GÉNÉRALE,",
        "PP1 AYANT VU |  (AG/doc.1/31),",
        "PP2 RAPPELANT |  2030,",
        "L4 enacting: DÉCIDE :",
        "H1 =1 I. ENTRETIEN DES PHARES ET DES BALISES",
        "OP1 De demander | 1. phares.",
        "H2 =2 1. Les lampes",
        "H3 =3 1. Lampes à huile",
        "OP2 De demander | 2. :",
        "OP2(a) de fournir | a. ;",
        "OP2(b) d’inviter | b. gardiens.",
        "H4 =3 1. Lampes électriques",
        "OP3 – | 3. autres.",
        "H5 =4  Convention sur les feux de côte",
        "OP4 Que | 4. rapport.",
    ]
    facts = (read.language, read.kind, read.status, read.agenda_item, read.organ, read.decision, read.adopted)
    assert facts == ("fr", "resolution", "draft", "7", "L’ASSEMBLÉE GÉNÉRALE", "DÉCIDE", None)


SPANISH = """AG/RES. 9001 (LX-O/30)

FAROS Y NAVEGACIÓN

(Aprobada en la cuarta sesión plenaria, celebrada el 5 de junio de 2030)

LA ASAMBLEA GENERAL,

CONSIDERANDO:

Que los faros necesitan reparación; y

TENIENDO EN CUENTA la resolución AG/RES. 8990 (LIX-O/29),

RESUELVE:

1. Instar a los Estados Miembros a que:
a) reparen los faros apagados;
b) publiquen un mapa, con:
i. la potencia de cada uno;
ii. la fecha de su revisión.

2. Encomendar a la Secretaría General que presente un informe.
"""


def test_the_older_oas_style_in_spanish() -> None:
    read = of(SPANISH)
    assert outline(read)[3:] == [
        "L2 chapeau: LA ASAMBLEA GENERAL,",
        "L3 caption: CONSIDERANDO:",
        "PP1 – |  y",
        "PP2 TENIENDO EN CUENTA |  (LIX-O/29),",
        "L4 enacting: RESUELVE:",
        "OP1 Instar | 1. que:",
        "OP1(a) – | a) apagados;",
        "OP1(b) – | b) con:",
        "OP1(b)(i) – | i. uno;",
        "OP1(b)(ii) – | ii. revisión.",
        "OP2 Encomendar | 2. informe.",
    ]
    assert (read.language, read.symbol, read.adopted) == ("es", "AG/RES. 9001 (LX-O/30)", "2030-06-05")
    assert (read.status, read.title) == ("adopted", "FAROS Y NAVEGACIÓN")


PORTUGUESE = """CP/RES. 1300 (2400/31)

FARÓIS E NAVEGAÇÃO

(Aprovada na sessão realizada em 7 de maio de 2031)

O CONSELHO PERMANENTE DA ORGANIZAÇÃO DOS ESTADOS AMERICANOS,

TENDO VISTO o relatório da Comissão; e

CONSCIENTE da necessidade de reparos,

RESOLVE:

I. MANUTENÇÃO

1. Instar os Estados membros a reparar os faróis.

II. ACOMPANHAMENTO

1. Solicitar ao Secretário-Geral que informe o Conselho.

ANEXO

LISTA DE FARÓIS

Farol\tEstado
Ponta Clara\tBrasil

1. A lista é provisória.
"""


def test_numbering_that_restarts_and_an_annex_in_portuguese() -> None:
    read = of(PORTUGUESE)
    assert outline(read)[4:] == [
        "PP1 TENDO VISTO |  e",
        "PP2 CONSCIENTE |  reparos,",
        "L3 enacting: RESOLVE:",
        "H1 =1 I. MANUTENÇÃO",
        "OP1 Instar | 1. faróis.",
        "H2 =1 II. ACOMPANHAMENTO",
        "S2.OP1 Solicitar | 1. Conselho.",
        "H3 =1  ANEXO",
        "H4 =2  LISTA DE FARÓIS",
        "T1 2 rows",
        "A1.P1 – | 1. provisória.",
    ]
    assert (read.language, read.adopted) == ("pt", "2031-05-07")


UN = """General Assembly
Eighty-first session
Agenda item 17

Brazil, Canada and Kenya: draft resolution

81/40. Lighthouses and safe passage at night

The General Assembly,

Recalling its resolution 79/12 of 4 December 2024,

Deeply concerned that many lights have gone out,

1. Calls upon coastal States to keep their lights in order, and:

(a) To inspect them twice a year;

(b) To publish the results;

Oil and wicks

2. Requests the Secretary-General to report;

3. Decides to remain seized of the matter.

71st plenary meeting
5 December 2026

[Adopted without a vote.]
"""


def test_the_style_of_the_united_nations() -> None:
    read = of(UN)
    assert outline(read) == [
        "L1 organ: General Assembly",
        "L2 session: Eighty-first session",
        "L3 agenda: Agenda item 17",
        "L4 sponsors: Brazil, Canada and Kenya: draft resolution",
        "L5 symbol: 81/40.",
        "title title: Lighthouses and safe passage at night",
        "L6 chapeau: The General Assembly,",
        "PP1 Recalling |  2024,",
        "PP2 Deeply concerned that |  out,",
        "OP1 Calls upon | 1. and:",
        "OP1(a) – | (a) year;",
        "OP1(b) To publish | (b) results;",
        "H1 =1  Oil and wicks",
        "OP2 Requests | 2. report;",
        "OP3 Decides to remain seized | 3. matter.",
        "L7 signature: 71st plenary meeting",
        "L8 signature: 5 December 2026",
        "L9 signature: [Adopted without a vote.]",
    ]
    assert (read.sponsors, read.agenda_item, read.decision) == (("BRA", "CAN", "KEN"), "17", None)


def test_one_operative_paragraph_bears_no_number() -> None:
    read = of("The General Assembly,\n\nRecalling the storm,\n\nDecides to mend the lights.\n")
    assert outline(read)[1:] == ["PP1 Recalling |  storm,", "OP1 Decides |  lights."]


def test_a_security_council_resolution_has_a_number_and_no_title() -> None:
    read = of(
        "Resolution 9999 (2031)\n\nAdopted by the Security Council at its 9321st meeting, on\n3 March 2031\n\n"
        "The Security Council,\n\nDetermining that the port is closed,\n\nActing under Chapter VII of the Charter,\n\n"
        "1. Decides that all States shall open it;\n\n2. Decides to remain actively seized of the matter.\n"
    )
    assert (read.symbol, read.title, read.status, read.adopted) == ("9999 (2031)", None, "adopted", "2031-03-03")
    assert (len(read.clauses("preamble")), len(read.clauses("operative"))) == (2, 2)


def test_a_treaty_in_an_annex_is_not_operative() -> None:
    read = of(
        "The General Assembly,\n\nRecalling the storm,\n\n1. Commends the Convention in the annex;\n\n"
        "2. Hopes for wide adherence.\n\nANNEX\n\nThe States Parties,\n\nRecognizing their common interest,\n\n"
        "Have agreed on the following:\n\n1. A keeper keeps the light.\n"
    )
    assert len(read.clauses("operative")) == 2
    assert len(read.clauses("preamble")) == 1
    assert {str(at)[:4] for at, b in places(read) if b.part == "annex" and isinstance(b, Clause)} == {"A1.P"}


def test_recommendations_of_a_conference_with_glued_and_misread_numbers() -> None:
    read = of(
        "La Conférence, Considérant que les phares s’éteignent ;\n\nQue les marins se perdent ;\n\n"
        "Soumet aux ministères les recommandations suivantes :\n\nI. Les phares doivent être réparés ;\n\n"
        "2. Les lampes doivent être remplies.\n\nCHOIX DES LAMPES 3. L’huile convient aux petits phares ;\n\n"
        "4. Le gaz convient aux grands.\n"
    )
    assert outline(read) == [
        "L1 chapeau: La Conférence,",
        "PP1 Considérant que |  ;",
        "PP2 – |  ;",
        "L2 enacting: Soumet aux ministères les recommandations suivantes :",
        "OPI – | I. ;",
        "OP2 – | 2. remplies.",
        "H1 =1  CHOIX DES LAMPES",
        "OP3 – | 3. ;",
        "OP4 – | 4. grands.",
    ]
    assert {"label-doubtful", "glued"} <= {n.code for n in read.notes}


def test_a_list_inside_a_paragraph_is_no_new_run_of_numbers() -> None:
    read = of("1. Decides to buy:\n\n1. oil;\n\n2. wicks;\n\n2. Requests a report.\n\n3. Invites all to come.\n")
    assert [str(at) for at, _ in places(read)] == ["OP1", "OP1(1)", "OP1(2)", "OP2", "OP3"]


def test_a_number_that_was_lost_is_told() -> None:
    read = of("1. Urges all States to act;\n\nRequests the Secretary-General to report;\n\n3. Decides to meet again.\n")
    assert [str(at) for at, _ in places(read)] == ["OP1", "OP2", "OP3"]
    assert [n.code for n in read.notes] == ["number-lost"]


def test_negotiating_text_keeps_its_provisional_numbers() -> None:
    read = of(
        "Working text\n\nPP1. Recalling the storm,\n\nOP1. [Urges] [Invites] all States to act;\n\n"
        "OP1 bis. [BRA: Decides to meet;]\n\nOP1 Alt. [CAN: Decides to wait;]\n\n2 ter. Requests [a report].\n"
        "[Option B: Requests nothing.]\n"
    )
    assert [str(at) for at, _ in places(read)][1:] == ["PP1", "OP1", "OP1bis", "OP1alt", "OP2ter"]
    assert read.clauses()[-1].text == "Requests [a report].\n[Option B: Requests nothing.]"


@pytest.mark.parametrize("text", ["Dear colleague", "…", "1.", "(a)", "[1]", "A", "Annex", "DÉCIDE :", "¶ ¶ ¶"])
def test_any_scrap_is_read_and_kept(text: str) -> None:
    read = of(text)
    assert " ".join(str(getattr(b, "label", None) or getattr(b, "text", "")) for b in read.blocks).strip() == text


def test_hints_are_believed() -> None:
    items = (
        Paragraph("An odd title.", hint="title"),
        Paragraph("We meet", hint="chapeau"),
        Paragraph("and so", hint="preambular"),
        Paragraph("therefore", hint="enacting"),
        Paragraph("Section", hint="heading", outline=2),
        Paragraph("we go.", label="7.", hint="operative"),
        Paragraph("all of us", label="x.", hint="item", depth=1),
    )
    read = structure(Paragraphs(items, native=True, language="en"))
    assert [type(b).__name__ for b in read.blocks] == ["Line", "Line", "Clause", "Line", "Heading", "Clause"]
    assert (read.title, read.decision) == ("An odd title.", "therefore")
    assert [str(at) for at, _ in places(read)] == ["title", "L1", "PP1", "L2", "H1", "OP7", "OP7(x)"]
