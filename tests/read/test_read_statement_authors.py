"""Who makes a footnote's statement: co-authors, unknown and unnamed delegations, States that are only mentioned."""

from __future__ import annotations

import pytest

from drafting.lexicon.delegation_names import find_delegation, nearest_delegations
from drafting.read import read_bytes
from drafting.read.statements import read_statement

CASES = (
    ("en", "reservation", "CHL PER", "", "Peru, supported by Chile, reserves its position on this paragraph."),
    (
        "en",
        "reservation",
        "BRA",
        "",
        "In reply to the statement of Chile, Brazil reserves its position on the last sentence.",
    ),
    ("en", "dissociation", "HUN POL", "", "Hungary, along with Poland, dissociates itself from operative paragraph 5."),
    ("en", "reservation", "BRA CHL", "", "The Brazilian and Chilean delegations reserve their positions."),
    ("en", "dissociation", "", "EU", "The EU and its Member States dissociate themselves from this paragraph."),
    ("en", "reservation", "", "G77", "The Group of 77 and China reserve their position on paragraph 4."),
    ("en", "reservation", "BOL NIC VEN", "", "Bolivia/Nicaragua/Venezuela: reservation on this paragraph."),
    ("en", "reservation", "MEX URY", "", "Mexico & Uruguay reserve their position on paragraph 9."),
    ("en", "reservation", "ARG PRY", "", "Reserved by ARG; PRY."),
    ("en", "reservation", "VAT", "", "The Holy See enters its reservation on the term “family planning”."),
    ("en", "reservation", "", "", "The Sovereign Order of Malta reserves its position."),
    ("en", "dissociation", "", "", "Kosovo dissociates itself from this paragraph."),
    ("en", "reservation", "", "", "Several delegations reserved their position on this paragraph."),
    ("en", "dissociation", "", "", "A number of delegations dissociated themselves from the consensus."),
    ("en", "reservation", "", "", "Certain delegations maintain their reservations on paragraph 3."),
    ("en", "conditional reservation", "JPN", "", "Japan accepts this paragraph ad referendum."),
    ("en", "conditional reservation", "CRI", "", "Costa Rica: agreed, pending instructions from capital."),
    ("en", "conditional reservation", "DNK", "", "Accepted by Denmark subject to confirmation by its capital."),
    ("en", "reservation", "FIN", "", "Finland maintains a general scrutiny reserve on the text."),
    ("en", "reservation", "SWE", "", "Sweden: study reserve."),
    ("en", "information", "", "", "The text was sponsored by Peru and Chile."),
    ("en", "information", "", "", "Adopted by 12 votes in favour, 3 against (Chile, Peru, Bolivia) and 2 abstentions."),
    (
        "en",
        "information",
        "",
        "",
        "Editorial note: the numbering was corrected by the Secretariat at the request of Chile.",
    ),
    ("en", "information", "", "", "Paragraph proposed by Ecuador."),
    (
        "en",
        "dissociation",
        "USA",
        "",
        "While joining consensus on the resolution, the United States disassociates from OP5.",
    ),
    ("en", "not a party", "TUR", "", "Türkiye is not a party to the Convention on the Law of the Sea."),
    (
        "en",
        "reservation",
        "NIC",
        "",
        "Nicaragua does not recognize the jurisdiction of the Court referred to in this paragraph.",
    ),
    ("en", "dissociation", "HUN", "", "Hungary cannot join consensus on this paragraph."),
    ("en", "footnote announced", "PAN", "", "Panama will submit a footnote."),
    ("en", "reservation", "GBR", "", "The U.K. reserves its position on this paragraph."),
    ("en", "reservation", "BRA", "", "Brasil reserves its position on this paragraph."),
    ("fr", "reservation", "CHL PER", "", "Le Pérou, rejoint par le Chili, réserve sa position."),
    (
        "fr",
        "reservation",
        "CHL ECU PER",
        "",
        "Le Pérou, au nom également du Chili et de l’Équateur, réserve sa position.",
    ),
    ("fr", "dissociation", "ITA HUN", "", "La Hongrie, à laquelle se joint l’Italie, se dissocie de ce paragraphe."),
    ("fr", "reservation", "CZE", "", "La République tchèque maintient une réserve d’examen parlementaire."),
    ("fr", "reservation", "USA", "", "Les É.-U. réservent leur position."),
    ("fr", "conditional reservation", "HTI", "", "Haïti accepte ce paragraphe ad referendum."),
    ("fr", "conditional reservation", "CAN", "", "Accord du Canada sous réserve de confirmation par la capitale."),
    ("fr", "reservation", "", "", "Une délégation réserve sa position sur ce paragraphe."),
    ("fr", "dissociation", "", "", "Plusieurs délégations se sont dissociées de ce paragraphe."),
    ("fr", "reservation", "CHL BRA", "", "Les délégations brésilienne et chilienne réservent leur position."),
    ("fr", "reservation", "CIV", "", "La Côte d'Ivoire réserve sa position."),
    ("fr", "reservation", "", "", "L’Ordre souverain de Malte formule une réserve sur ce paragraphe."),
    ("fr", "information", "", "", "Texte parrainé par le Pérou, appuyé par le Chili."),
    ("fr", "reservation", "ATG", "CARICOM", "Antigua-et-Barbuda, au nom des États de la CARICOM, émet une réserve."),
    ("fr", "dissociation", "", "EU", "L’Union européenne et ses États membres se dissocient du paragraphe 7."),
    ("es", "reservation", "CHL PER", "", "El Perú, con el apoyo de Chile, se reserva su posición."),
    ("es", "reservation", "CHL ECU PER", "", "El Perú, también en nombre de Chile y del Ecuador, reserva su posición."),
    ("es", "dissociation", "ARG PRY", "", "Argentina, a la que se suma el Paraguay, se disocia del consenso."),
    ("es", "reservation", "", "", "Una delegación se reserva su posición sobre el párrafo 3."),
    ("es", "reservation", "", "", "Varias delegaciones expresaron su reserva respecto de este párrafo."),
    ("es", "conditional reservation", "PER", "", "Aceptado ad referendum por el Perú."),
    ("es", "conditional reservation", "HND", "", "Honduras: aceptado, a la espera de instrucciones de su capital."),
    ("es", "reservation", "ESP", "", "España mantiene una reserva de estudio."),
    ("es", "reservation", "BRA CHL", "", "Las delegaciones brasileña y chilena reservan su posición."),
    ("es", "reservation", "KNA", "", "St. Kitts & Nevis se reserva su posición."),
    ("es", "information", "", "", "Texto propuesto por México con el apoyo de Chile."),
    ("es", "reservation", "GTM", "", "Guatemala, en respuesta a la declaración de Belice, reserva su posición."),
    ("es", "reservation", "MEX", "", "México reserva su posición respecto del territorio de Belice."),
    ("es", "reservation", "", "GRULAC", "El GRULAC reserva su posición."),
    ("es", "dissociation", "", "ALBA", "Los países miembros de la ALBA se desvinculan de este párrafo."),
    ("pt", "reservation", "CHL PER", "", "O Peru, com o apoio do Chile, reserva a sua posição."),
    ("pt", "reservation", "CHL ECU PER", "", "O Peru, também em nome do Chile e do Equador, reserva sua posição."),
    ("pt", "dissociation", "ARG PRY", "", "A Argentina, à qual se une o Paraguai, dissocia-se do consenso."),
    ("pt", "reservation", "", "", "Uma delegação reserva sua posição."),
    ("pt", "dissociation", "", "", "Algumas delegações dissociaram-se deste parágrafo."),
    ("pt", "conditional reservation", "PER", "", "Aceito ad referendum pelo Peru."),
    ("pt", "reservation", "PRT", "", "Portugal mantém uma reserva de exame parlamentar."),
    ("pt", "reservation", "BRA", "", "O Brasil mantém reserva de estudo."),
    ("pt", "conditional reservation", "AGO", "", "Angola concorda, aguardando instruções da capital."),
    ("pt", "reservation", "URY BRA", "", "As delegações brasileira e uruguaia reservam sua posição."),
    ("pt", "information", "", "", "Texto apresentado pelo México, com o apoio do Chile."),
    ("pt", "reservation", "", "", "A Ordem Soberana de Malta reserva sua posição."),
    ("en", "reservation", "PER CHL", "", "Peru (also on behalf of Chile) reserves its position."),
    ("es", "reservation", "PER CHL", "", "Perú (también en nombre de Chile) reserva su posición."),
    ("fr", "reservation", "PER CHL", "", "Le Pérou (s’exprimant également au nom du Chili) réserve sa position."),
    ("pt", "reservation", "PER CHL", "", "Peru (também em nome do Chile) reserva sua posição."),
    ("en", "reservation", "PER CHL", "", "Peru, with the support of Chile, enters a reservation."),
    ("en", "reservation", "PER CHL", "", "Peru, speaking also for Chile, enters a reservation."),
    (
        "en",
        "interpretative declaration",
        "COL",
        "",
        "Colombia understands that nothing in this paragraph creates new obligations.",
    ),
    (
        "en",
        "explanation of position",
        "CAN",
        "",
        "Canada joined the consensus but wishes to state that its national position remains unchanged.",
    ),
    ("en", "reservation", "PER CHL", "", "The delegation of Peru, and that of Chile, reserve their positions."),
    ("en", "explanation of position", "SGP", "", "Singapore would have preferred the wording of last year."),
    ("en", "information", "", "", "Source: Ministry of Health of Guyana."),
    ("es", "information", "", "", "La República Dominicana facilitó las cifras de este cuadro."),
    ("en", "reservation", "VEN CUB", "", "Cuba enters a reservation; Venezuela associates itself with this statement."),
    ("es", "reservation", "CUB VEN", "", "Cuba formula una reserva. Venezuela se adhiere a esta declaración."),
    ("en", "information", "", "", "Chile withdrew its candidature."),
    (
        "en",
        "reservation",
        "JAM GUY",
        "",
        "Jamaica, seconded by Guyana, reserves its right to revert to this paragraph.",
    ),
    (
        "en",
        "dissociation",
        "HUN POL ITA",
        "",
        "Hungary (joined by Poland and Italy) dissociates itself from this subparagraph.",
    ),
    ("en", "reservation", "ECU", "CELAC", "Ecuador, speaking on behalf of CELAC, entered a reservation."),
    (
        "en",
        "reservation",
        "PER COL ECU",
        "",
        "Peru – along with Colombia and Ecuador – reserves its position on the term “rural women”.",
    ),
    (
        "en",
        "reservation",
        "TTO BRB",
        "",
        "The Trinidadian and Barbadian delegations place a reservation on operative paragraph 3.",
    ),
    ("en", "dissociation", "", "", "Maristan and Valdoria dissociate themselves from the consensus on this paragraph."),
    ("en", "reservation", "PER", "", "Peru and Valdoria reserve their position."),
    ("en", "reservation", "CHL", "", "However, Chile reserves its position."),
    ("en", "information", "", "", "The Secretariat reserved the room until Friday."),
    ("en", "information", "", "", "The Chair noted that the paragraph was agreed."),
    ("en", "information", "", "", "Figures supplied by the Ministry of Health of Chile."),
    ("en", "information", "", "", "Text as submitted by the Working Group; not yet considered."),
    ("en", "conditional reservation", "NOR", "", "Norway joins consensus ad ref."),
    ("en", "conditional reservation", "CAN AUS", "", "Canada and Australia: ad referendum."),
    ("en", "reservation", "NLD", "", "General reserve by the Netherlands."),
    ("en", "reservation", "IRL", "", "Ireland has a parliamentary reservation on Article 4."),
    (
        "en",
        "dissociation",
        "ISR",
        "",
        "Israel does not consider itself bound by this paragraph and disassociates itself from it.",
    ),
    (
        "en",
        "explanation of position",
        "USA",
        "",
        "The United States, which joined the consensus, wishes to clarify why it did so.",
    ),
    (
        "en",
        "not a party",
        "USA",
        "",
        "The United States is not a State party to the Convention and has not signed its Protocol.",
    ),
    ("en", "interpretative declaration", "HND", "", "Honduras interprets “gender” as referring to men and women only."),
    ("en", "information", "", "", "In 2043 Chile and Peru hosted the meeting at which this text was first discussed."),
    ("en", "reservation", "CYP", "", "Cyprus reserves its position on the reference to the territory of Greece."),
    ("en", "footnote announced", "BLZ", "", "Belize will provide the text of its footnote in due course."),
    ("en", "reservation", "SUR", "", "Suriname has lifted its reservation on this paragraph."),
    ("en", "reservation", "", "", "Two delegations reserved their positions."),
    ("en", "reservation", "", "", "Another delegation entered a reservation on the last sentence."),
    ("en", "explanation of position", "", "", "Some delegations regretted that the text does not mention youth."),
    ("en", "information", "", "", "Adopted without a vote. Sponsored by 14 Member States."),
    ("en", "information", "", "", "Recorded vote: 31 in favour, 2 against (Cuba, Syria), 5 abstentions."),
    ("en", "reservation", "KNA VCT", "", "St. Kitts & Nevis and St. Vincent & the Grenadines enter a reservation."),
    ("en", "reservation", "CIV", "", "Cote d'Ivoire reserves its position."),
    ("en", "reservation", "USA GBR", "", "The US and the UK reserve their positions."),
    ("en", "reservation", "PSE", "", "The State of Palestine reserves its position."),
    ("en", "reservation", "", "", "Taiwan reserves its position."),
    ("en", "reservation", "BRA", "", "THE DELEGATION OF BRAZIL RESERVES ITS POSITION ON THIS PARAGRAPH."),
    ("en", "reservation", "VEN", "", "The Bolivarian Republic of Venezuela reserves its position."),
    ("en", "dissociation", "NIC", "", "Nicaragua cannot associate itself with this paragraph."),
    ("en", "reservation", "ARG", "", "Argentina rejects the reference to the “South Atlantic territories”."),
    ("fr", "reservation", "HTI CAN", "", "Haïti, de même que le Canada, émet une réserve sur cet alinéa."),
    ("fr", "reservation", "HTI CAN", "", "Haïti (soutenu par le Canada) réserve sa position."),
    ("fr", "dissociation", "MLI NER", "", "Le Mali, auquel se rallie le Niger, se désolidarise du paragraphe 4."),
    ("fr", "reservation", "", "", "La délégation du Maristan formule une réserve."),
    ("fr", "dissociation", "", "", "Quelques délégations se dissocient du consensus."),
    ("fr", "conditional reservation", "BEL", "", "La Belgique : accepté ad référendum."),
    (
        "fr",
        "conditional reservation",
        "CHE",
        "",
        "La Suisse donne son accord dans l’attente d’instructions de sa capitale.",
    ),
    ("fr", "reservation", "DNK", "", "Danemark : réserve d’examen parlementaire."),
    ("fr", "reservation", "EST", "", "L’Estonie maintient une réserve d'étude générale."),
    ("fr", "information", "", "", "Le secrétariat a corrigé la numérotation."),
    ("fr", "information", "", "", "Adopté par 12 voix contre 3 (Chili, Pérou, Bolivie)."),
    ("fr", "information", "", "", "Projet parrainé par le Canada et la France."),
    (
        "fr",
        "reservation",
        "BRA CHL",
        "",
        "En réponse à la déclaration de la Bolivie, le Brésil et le Chili réservent leur position.",
    ),
    ("fr", "reservation", "COD", "", "La RDC réserve sa position."),
    ("fr", "reservation", "GBR", "", "Le R.-U. réserve sa position."),
    ("fr", "not a party", "USA", "", "Les États-Unis ne sont pas parties à la Convention."),
    (
        "fr",
        "explanation of position",
        "SEN",
        "",
        "Le Sénégal s’est joint au consensus mais regrette l’absence de financement.",
    ),
    ("fr", "interpretative declaration", "VAT", "", "Le Saint-Siège entend par « genre » le sexe masculin ou féminin."),
    ("fr", "footnote announced", "TGO", "", "Le Togo présentera une note de bas de page."),
    ("es", "reservation", "PRY BOL", "", "Paraguay, secundado por Bolivia, deja constancia de su reserva."),
    ("es", "reservation", "PRY BOL", "", "Paraguay (acompañado por Bolivia) reserva su posición."),
    ("es", "dissociation", "CRI PAN", "", "Costa Rica, a la que se adhiere Panamá, se disocia del párrafo 5."),
    (
        "es",
        "reservation",
        "SLV",
        "SICA",
        "El Salvador, en representación de los Estados miembros del SICA, formula una reserva.",
    ),
    ("es", "reservation", "", "", "La delegación de Maristán se reserva su posición."),
    ("es", "reservation", "", "", "Maristán reserva su posición sobre este párrafo."),
    ("es", "reservation", "", "", "Otra delegación expresó reservas sobre este inciso."),
    ("es", "conditional reservation", "DOM", "", "República Dominicana acepta ad referéndum."),
    (
        "es",
        "conditional reservation",
        "URY",
        "",
        "El Uruguay se suma al consenso, sujeto a la confirmación de su capital.",
    ),
    ("es", "reservation", "FRA", "", "Francia: reserva de examen parlamentario."),
    ("es", "information", "", "", "Aprobado por 20 votos a favor y 3 en contra (Cuba, Nicaragua y Venezuela)."),
    ("es", "information", "", "", "La Presidencia tomó nota de la propuesta."),
    ("es", "information", "", "", "El proyecto fue copatrocinado por Chile, con el apoyo de México."),
    ("es", "reservation", "USA", "", "EE.UU. reserva su posición."),
    ("es", "reservation", "BRA", "", "Brazil reserva su posición."),
    ("es", "dissociation", "USA", "", "Los Estados Unidos no pueden sumarse al consenso sobre este párrafo."),
    ("es", "not a party", "USA", "", "Los Estados Unidos no son parte de la Convención Americana."),
    (
        "es",
        "explanation of position",
        "MEX",
        "",
        "México se suma al consenso y desea dejar constancia de su posición nacional.",
    ),
    (
        "es",
        "interpretative declaration",
        "PRY",
        "",
        "El Paraguay entiende que la expresión “género” se refiere a ambos sexos.",
    ),
    ("es", "reservation", "ARG CHL", "", "Las delegaciones argentina y chilena se reservan su posición."),
    ("es", "reservation", "NIC", "", "Nicaragua no reconoce la jurisdicción de la Corte."),
    ("es", "footnote announced", "COL", "", "Colombia presentará una nota al pie."),
    ("pt", "reservation", "CPV AGO", "", "Cabo Verde, secundado por Angola, reserva a sua posição."),
    ("pt", "reservation", "CPV AGO", "", "Cabo Verde (apoiado por Angola) reserva a sua posição."),
    ("pt", "dissociation", "ARG URY", "", "A Argentina, bem como o Uruguai, desassocia-se do parágrafo 2."),
    ("pt", "reservation", "", "CPLP", "A CPLP reserva a sua posição."),
    ("pt", "reservation", "", "", "A delegação de Maristão reserva a sua posição."),
    ("pt", "dissociation", "", "", "Várias delegações dissociaram-se do consenso."),
    ("pt", "conditional reservation", "MOZ", "", "Moçambique aceita ad referendum."),
    (
        "pt",
        "conditional reservation",
        "TLS",
        "",
        "Timor-Leste associa-se ao consenso, sujeito à confirmação da capital.",
    ),
    ("pt", "reservation", "FIN", "", "Finlândia: reserva de exame parlamentar."),
    ("pt", "information", "", "", "Aprovado por 20 votos a favor e 3 contra (Cuba, Nicarágua e Venezuela)."),
    ("pt", "information", "", "", "Texto proposto pelo Brasil, apoiado pelo Chile."),
    ("pt", "reservation", "USA", "", "Os EUA reservam a sua posição."),
    ("pt", "reservation", "CHL", "", "Em resposta à declaração da Bolívia, o Chile reserva a sua posição."),
    (
        "pt",
        "explanation of position",
        "PRY",
        "",
        "O Paraguai junta-se ao consenso, mas lamenta a redação do parágrafo.",
    ),
    ("pt", "not a party", "USA", "", "Os Estados Unidos não são parte da Convenção."),
    ("pt", "footnote announced", "BRA", "", "O Brasil apresentará uma nota de rodapé."),
    ("en", "reservation", "PER CHL BRA", "", "Peru, Brasil and Chile reserve their positions."),
    ("en", "reservation", "GUY SUR", "", "GUY/SUR reserve their position."),
    (
        "en",
        "dissociation",
        "EGY",
        "Arab Group",
        "Egypt, on behalf of the Arab Group, dissociates itself from the paragraph.",
    ),
    ("en", "dissociation", "EGY", "OIC", "Egypt dissociates itself from OP5, also on behalf of the OIC."),
    ("en", "reservation", "PER CHL", "", "Peru reserves its position. Chile supports this reservation."),
)


@pytest.mark.parametrize(("language", "kind", "states", "group", "text"), CASES)
def test_authors(language: str, kind: str, states: str, group: str, text: str) -> None:
    said = read_statement(text, language)
    assert said.kind == kind
    assert sorted(said.states) == sorted(states.split())
    assert said.groups == ((group,) if group else ())


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The delegation of Maristan reserves its position.", ("Maristan",)),
        ("en", "Maristan and Valdoria dissociate themselves from the consensus.", ("Maristan", "Valdoria")),
        ("en", "Peru and Valdoria reserve their position.", ("Valdoria",)),
        ("fr", "L’Ordre souverain de Malte formule une réserve sur ce paragraphe.", ("Ordre souverain de Malte",)),
        ("es", "Maristán reserva su posición sobre este párrafo.", ("Maristán",)),
        ("pt", "A delegação de Maristão reserva a sua posição.", ("Maristão",)),
    ],
)
def test_unknown_names_are_kept_as_printed(language: str, text: str, names: tuple[str, ...]) -> None:
    assert read_statement(text, language).names == names


def test_a_name_of_another_language_has_its_code() -> None:
    assert read_statement("Peru, Brasil and Chile reserve their positions.", "en").states == ("PER", "BRA", "CHL")


def test_a_misspelt_state_is_not_assumed_but_named_in_the_warning() -> None:
    draft = "THE COUNCIL,\n\nRESOLVES:\n\n1. To meet again.[1]\n\n[1] Venezuala reserves its position.\n"
    found = read_bytes(draft.encode(), "draft.txt")
    (note,) = found.footnotes
    assert (note.kind, note.states, note.names) == ("reservation", (), ("Venezuala",))
    assert any(n.code == "unknown-delegation" and "VEN" in n.message for n in found.notes)


def test_the_quoted_expression_is_the_scope() -> None:
    draft = (
        'THE COUNCIL,\n\nRESOLVES:\n\n1. To help rural women.[1]\n\n[1] Peru reserves its position on the term "{}".\n'
    )
    kept, gone = (read_bytes(draft.format(words).encode(), "draft.txt") for words in ("rural women", "urban women"))
    assert (kept.footnotes[0].scope, kept.footnotes[0].words) == ("word", "rural women")
    assert gone.footnotes[0].scope == "paragraph"
    assert "reserved-words-missing" in [n.code for n in gone.notes]
    assert "reserved-words-missing" not in [n.code for n in kept.notes]


@pytest.mark.parametrize(
    "written", ["brazil", "BRASIL", "Brésil", "Le Brésil", "bra", "the Federative Republic of Brazil"]
)
def test_names_are_found_in_any_language_and_case(written: str) -> None:
    assert find_delegation(written) == "BRA"


@pytest.mark.parametrize(
    ("written", "code"), [("Venezuala", "VEN"), ("Columbia", "COL"), ("Guatamala", "GTM"), ("Untied States", "USA")]
)
def test_misspelt_names_have_a_likely_state(written: str, code: str) -> None:
    assert find_delegation(written) == ""
    assert nearest_delegations(written)[0] == code
