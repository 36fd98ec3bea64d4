"""Spanish and Portuguese drafts of every house, quoted texts, two languages in one file: made-up words, real shapes."""

from __future__ import annotations

import pytest

from drafting.model.address import places
from drafting.model.resolution import Clause, Line, Resolution
from drafting.read import read_bytes


def of(text: str) -> Resolution:
    return read_bytes(text.encode(), "a.txt")


def shape(resolution: Resolution) -> list[str]:
    """Address and opening words of paragraphs, address and role of lines, address alone of headings."""
    found = []
    for at, block in places(resolution):
        match block:
            case Clause():
                found.append(f"{at} {block.opening}".strip())
            case Line():
                found.append(f"{at} {block.role}")
            case _:
                found.append(str(at))
    return found


UN_SPANISH = """Asamblea General
A/C.2/95/L.7

Nonagésimo quinto período de sesiones
Tema 18 del programa

Los faros y el desarrollo sostenible

La Asamblea General,

Recordando su resolución 94/210, de 20 de diciembre de 2039,

Reconociendo con aprecio la labor de los fareros,

Poniendo de relieve que la luz no tiene fronteras,

1. Toma nota con reconocimiento del informe del Secretario General;

2. Exhorta a los Estados ribereños a que:
a) Reparen los faros apagados;
b) Publiquen una lista de luces;

3. Decide seguir examinando la cuestión en su nonagésimo sexto período de sesiones.
"""

UN_PORTUGUESE = """A Assembleia Geral,

Recordando a sua resolução 94/210, de 20 de dezembro de 2039,

Reconhecendo o trabalho dos faroleiros,

Profundamente preocupada com o estado das lanternas,

1. Toma nota do relatório do Secretário-Geral;

2. Insta os Estados costeiros a repararem os faróis apagados;

3. Solicita ao Secretário-Geral que apresente um relatório.
"""

COUNCIL_SPANISH = """El Consejo de Seguridad,

Recordando sus resoluciones 9001 (2039) y 9002 (2040),

Reafirmando su adhesión a la seguridad de la navegación,

Actuando en virtud del Capítulo VII de la Carta de las Naciones Unidas,

1. Condena el apagado de los faros;

2. Exige que se enciendan de inmediato;

3. Decide seguir ocupándose activamente de la cuestión.
"""

OAS_PORTUGUESE = """AG/RES. 9100 (LXI-O/31)

FARÓIS DAS AMÉRICAS

(Aprovada na segunda sessão plenária, realizada em 6 de junho de 2031)

A ASSEMBLEIA GERAL,

TENDO VISTO o relatório anual do Conselho Permanente;

CONSIDERANDO que os faróis precisam de reparos; e

RECORDANDO a resolução AG/RES. 9001 (LX-O/30),

RESOLVE:

I. MANUTENÇÃO

1. Instar os Estados membros a que:
a. reparem os faróis apagados;
b. publiquem um mapa.

II. RELATÓRIOS

2. Solicitar à Secretaria-Geral que informe o Conselho Permanente.
"""

DECLARATION_SPANISH = """DECLARACIÓN SOBRE LOS FAROS

Los Estados Miembros del Comité Interamericano de Faros (CIF) de la Organización, reunidos en Lima
el 4 de marzo de 2031 con motivo de su quinta sesión,

REAFIRMANDO los principios de la navegación,

CONSCIENTES de que la luz salva vidas,

DECLARAN:

1. Su compromiso de mantener encendidos los faros.

2. La importancia de formar a los fareros.

3. Que apoyarán a los Estados que lo soliciten.
"""

AGREEMENT_SPANISH = """EL CONSEJO PERMANENTE,

VISTO el pedido de la Misión Permanente,

CONSIDERANDO:

Que el faro de la isla está apagado; y

Que los buques lo necesitan,

ACUERDA:

1. Solicitar a la Secretaría General que lo repare.

2. Encargar al Presidente que informe.
"""


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            UN_SPANISH, "es",
            ["PP1 Recordando", "PP2 Reconociendo con aprecio", "PP3 Poniendo de relieve",
             "OP1 Toma nota con reconocimiento", "OP2 Exhorta", "OP2(a)", "OP2(b)", "OP3 Decide seguir examinando"],
        ),
        (
            UN_PORTUGUESE, "pt",
            ["PP1 Recordando", "PP2 Reconhecendo", "PP3 Profundamente preocupada", "OP1 Toma nota", "OP2 Insta",
             "OP3 Solicita"],
        ),
        (
            COUNCIL_SPANISH, "es",
            ["PP1 Recordando", "PP2 Reafirmando", "PP3 Actuando", "OP1 Condena", "OP2 Exige",
             "OP3 Decide seguir ocupándose activamente"],
        ),
        (
            OAS_PORTUGUESE, "pt",
            ["PP1 TENDO VISTO", "PP2 CONSIDERANDO", "PP3 RECORDANDO", "H1", "OP1 Instar", "OP1(a)", "OP1(b)", "H2",
             "OP2 Solicitar"],
        ),
        (
            DECLARATION_SPANISH, "es",
            ["PP1 REAFIRMANDO", "PP2 CONSCIENTES", "OP1", "OP2", "OP3 Que"],
        ),
        (
            AGREEMENT_SPANISH, "es",
            ["PP1 VISTO", "PP2", "PP3", "OP1 Solicitar", "OP2 Encargar"],
        ),
    ],
    ids=["un-es", "un-pt", "council-es", "oas-pt", "declaration-es", "agreement-es"],
)  # fmt: skip
def test_paragraphs_of_every_house(text: str, language: str, expected: list[str]) -> None:
    read = of(text)
    assert read.language == language
    assert [line for line in shape(read) if line[0] in "POH"] == expected


def test_the_facts_they_print() -> None:
    un = of(UN_SPANISH)
    assert (un.symbol, un.title, un.status) == ("A/C.2/95/L.7", "Los faros y el desarrollo sostenible", "draft")
    assert (un.organ, un.agenda_item, un.decision) == ("La Asamblea General", "18", None)
    oas = of(OAS_PORTUGUESE)
    assert (oas.symbol, oas.adopted) == ("AG/RES. 9100 (LXI-O/31)", "2031-06-06")
    assert (oas.organ, oas.decision) == ("A ASSEMBLEIA GERAL", "RESOLVE")
    assert of(AGREEMENT_SPANISH).decision == "ACUERDA"


def test_an_organ_is_its_name_not_where_it_met() -> None:
    read = of(DECLARATION_SPANISH)
    assert read.organ == "Los Estados Miembros del Comité Interamericano de Faros (CIF) de la Organización"
    assert read.decision == "DECLARAN" and read.kind == "declaration"


def test_a_chapeau_over_three_lines_with_empty_lines_between() -> None:
    read = of("""DÉCLARATION

LES PHARES DE LA CÔTE

LES ÉTATS MEMBRES DU COMITÉ DES PHARES

(CPH) de l’Organisation des côtes, réunis à Brest le 7 mars 2031 à

l’occasion de leur douzième session,

RÉAFFIRMANT les principes du Comité,

DÉCLARENT :

1. Leur attachement à la lumière.

2. Qu’ils répareront les phares.
""")
    (chapeau,) = (b for b in read.blocks if isinstance(b, Line) and b.role == "chapeau")
    assert chapeau.text.startswith("LES ÉTATS MEMBRES DU COMITÉ DES PHARES (CPH) de l’Organisation")
    assert chapeau.text.endswith("à l’occasion de leur douzième session,")
    assert read.organ == "LES ÉTATS MEMBRES DU COMITÉ DES PHARES (CPH) de l’Organisation des côtes"
    assert len(read.clauses("preamble")) == 1 and len(read.clauses("operative")) == 2


BILINGUAL = """L’ASSEMBLÉE GÉNÉRALE,

RAPPELANT que les phares des îles du nord ont besoin de réparations depuis la tempête de 2030, qui a duré une semaine,

AYANT VU le rapport du Conseil sur les feux de la côte et les recommandations qui y figurent,

DÉCIDE :

1. De demander aux États membres de réparer les phares avant la fin de l’année et d’en faire rapport.

2. D’inviter le Secrétariat à publier une carte des feux de côte dans les quatre langues officielles.

Words of the keepers

THE GENERAL ASSEMBLY,

RECALLING that the lights of the northern islands have been in need of repair since the storm of 2030,

RESOLVES:

1. To request the States that have a coast to repair their lights before the end of the year.
"""


def test_a_text_in_another_language_is_an_annex_read_with_its_own_words() -> None:
    read = of(BILINGUAL)
    assert read.language == "fr"
    assert shape(read)[-5:] == ["H1", "L3 chapeau", "P1", "L4 enacting", "P1#2"]
    assert [len(read.clauses(part)) for part in ("preamble", "operative", "annex")] == [2, 2, 2]
    (note,) = (n for n in read.notes if n.code == "other-language")
    assert (note.after, note.where) == ("en", "line 15") and "English" in note.message


def test_a_foreign_paragraph_between_others() -> None:
    read = of("""The Council,

Recalling the storm of 2030 and the ships that were lost in it,

Convinced that the lights must burn,

1. Requests the keepers to mend the lamps with what they have in store;

2. Agradece a los fareros de las islas del norte que hayan mantenido las luces encendidas durante la tempestad;

3. Decides to meet again.
""")
    assert [c.opening for c in read.clauses("operative")] == ["Requests", "Agradece", "Decides"]
    assert [n.after for n in read.notes if n.code == "other-language"] == ["es"]


def test_names_and_titles_are_no_other_language() -> None:
    read = of("""The Council,

Welcoming the book “Los faros de las islas del norte y de la costa” and its authors,

1. Thanks the association “Les gardiens de la lumière et des phares de la côte” for what it does for the sailors.
""")
    assert not [n for n in read.notes if n.code == "other-language"]


MARKED = """The Council,

Recalling its work on lamps 1 , and on stairs 2 , of the last year,

Noting the report of the keepers 3 ,

See L/50/7.

1 First note of the Council.

2 Second note of the Council.

Convinced that lamps must burn,

1. Requests the keepers to go on;

2. Decides to return to article 4 , if need be.
"""


def test_marks_set_on_the_line_and_their_notes() -> None:
    read = of(MARKED)
    assert [c.text for c in read.clauses("preamble")] == [
        "Recalling its work on lamps, and on stairs, of the last year,",
        "Noting the report of the keepers,",
        "Convinced that lamps must burn,",
    ]
    assert [[(r.offset, r.mark) for r in c.refs] for c in read.clauses("preamble")] == [
        [(27, "1"), (42, "2")], [(32, "3")], [],
    ]  # fmt: skip
    assert [(n.mark, n.text) for n in read.footnotes] == [
        ("1", "First note of the Council."), ("2", "Second note of the Council."),
    ]  # fmt: skip
    assert [n.where for n in read.notes if n.code == "mark-without-note"] == ["fn3", "fn4"]


def test_lone_numbers_are_no_marks() -> None:
    text = MARKED.replace("lamps 1 ,", "lamps 5 ,")
    assert "lamps 5 ," in of(text).clauses("preamble")[0].text


def test_french_keeps_the_space_before_a_semicolon() -> None:
    read = of("""Le Conseil,

Rappelant les lampes 1 , les escaliers 2 , et la tempête,

1. Prie les gardiens de veiller 3 ;

2. Décide de se réunir.
""")
    assert next(c.text for c in read.clauses("operative")) == "Prie les gardiens de veiller ;"


def test_page_numbers_inside_a_sentence() -> None:
    text = """The Council,

Recalling the keepers — 14 — of the lights, the years – 12 – of the storm and the sailors,

Noting the lamps,

- 15 -

1. Requests the keepers to go on.
"""
    first = of(text).clauses("preamble")[0]
    assert first.text == "Recalling the keepers of the lights, the years – 12 – of the storm and the sailors,"
    assert "— 14 —" in of(text.replace("- 15 -", "- 40 -")).clauses("preamble")[0].text


def test_a_reference_at_the_foot_of_a_page_is_no_paragraph() -> None:
    read = of("""The Council,

Recalling the storm,

Noting the lamps,

A/50/7, annex II.

Distr.: General

and the stairs that lead to them,

Convinced that lamps must burn,

1. Requests the keepers to go on.
""")
    texts = [c.text for c in read.clauses("preamble")]
    assert texts == [
        "Recalling the storm,",
        "Noting the lamps, and the stairs that lead to them,",
        "Convinced that lamps must burn,",
    ]
    assert any(isinstance(b, Line) and b.text == "A/50/7, annex II." for b in read.blocks)


def test_a_number_with_another_sign_is_a_label() -> None:
    read = of("""The Council,

Recalling the storm,

1. Requests the keepers to go on;

2. Requests lamps;

3: It is well to have stairs;

4. Decides to meet.
""")
    assert [(c.label, c.text.split()[0]) for c in read.clauses("operative")][2] == ("3:", "It")


def test_the_ministers_of_a_portuguese_speaking_community() -> None:
    found = read_bytes(
        """RESOLUÇÃO SOBRE OS FARÓIS

O Conselho de Ministros da Comunidade dos Portos, reunido em Porto Farol, no dia 3 de maio de 2025;

Atendendo à importância dos faróis para a navegação;

Cônscios dos desafios que os portos enfrentam;

DECIDE:

1. Registar os progressos alcançados pelos Estados Membros;

2. Mandatar o Secretariado Executivo para:

i. elaborar um inventário dos faróis;

ii. apresentar o inventário ao Conselho;

Feita e assinada em Porto Farol, a 3 de maio de 2025.
""".encode(),
        "cplp.txt",
    )
    assert [c.opening for c in found.clauses("preamble")] == ["Atendendo", "Cônscios"]
    assert [(c.label, c.opening, len(c.children)) for c in found.clauses("operative")] == [
        ("1.", "Registar", 0),
        ("2.", "Mandatar", 2),
    ]
    assert found.blocks[-1].part == "back"


def test_spanish_enacting_words_in_between() -> None:
    found = read_bytes(
        """DECLARACIÓN SOBRE LOS FAROS

NOSOTROS, las Ministras y los Ministros de los Estados Miembros, reunidos en Puerto Faro el 3 de mayo de 2025,

ANIMADOS por el espíritu de los puertos;

DECLARAMOS:

1. Nuestro compromiso de mantener encendidos los faros.

Y ACORDAMOS:

2. Crear un grupo de trabajo sobre los faros.
""".encode(),
        "decl.txt",
    )
    assert found.kind == "declaration"
    assert [(c.label, len(c.children)) for c in found.clauses("operative")] == [("1.", 0), ("2.", 0)]
    assert [b.text for b in found.blocks if isinstance(b, Line) and b.role == "enacting"] == [
        "DECLARAMOS:",
        "Y ACORDAMOS:",
    ]


def test_an_organ_nobody_knows_speaks_without_a_preamble() -> None:
    found = read_bytes(
        b"LIGHTS\n\nThe Harbour Guild,\n\n1. Requests the ports to burn lights;\n\n2. Ends here.\n", "d.txt"
    )
    assert (found.organ, found.title, found.kind) == ("The Harbour Guild", "LIGHTS", "resolution")
    assert len(found.clauses("operative")) == 2


def test_a_statement_of_a_president() -> None:
    found = read_bytes(
        """Statement by the President of the Harbour Council

At the 9th meeting of the Council, held on 3 May 2025, the President made the following statement on its behalf:

“The Council reaffirms its duty to keep the lights burning.

“The Council expresses its concern at the lights that went out, and calls upon all ports to light them again.

“The Council requests the Secretariat to report within ninety days.”
""".encode(),
        "statement.txt",
    )
    assert found.title == "Statement by the President of the Harbour Council"
    assert [c.text[:30] for c in found.clauses("operative")] == [
        "“The Council reaffirms its dut",
        "“The Council expresses its con",
        "“The Council requests the Secr",
    ]


def test_a_group_at_the_end_of_an_extract() -> None:
    text = "THE GENERAL ASSEMBLY,\n\nRECALLING its list;\n\nNOTING WITH SATISFACTION:\n\nThat the lights burn; and\n\n"
    found = read_bytes(f"{text}That the keepers are awake,\n".encode(), "extract.txt")
    assert not found.clauses("operative")
    assert [c.text for c in found.clauses("preamble")] == [
        "RECALLING its list;",
        "That the lights burn; and",
        "That the keepers are awake,",
    ]
