"""Fronts, groups, closings and papers of many houses, in four languages: small texts and what is read of them."""

from __future__ import annotations

import pytest

from drafting.model.address import places
from drafting.model.resolution import Clause, Heading, Line, Resolution
from drafting.read import read_bytes


def _read(text: str) -> Resolution:
    return read_bytes(text.strip("\n").encode(), "draft.txt")


def _clauses(resolution: Resolution, part: str) -> list[tuple[str | None, str]]:
    found = (block for block in resolution.blocks if isinstance(block, Clause) and block.part == part)
    return [(clause.label, clause.text) for clause in found]


def _part(resolution: Resolution, part: str) -> list[str]:
    return [b.text for b in resolution.blocks if isinstance(b, Clause | Line | Heading) and b.part == part]


GROUPS = {
    "en": """
RESOLUTION 44 (REV. LOWPORT, 2041)

Maintenance of canals

The World Canal Conference (Lowport, 2041),

recognizing

a) that canals silt up;

b) that dredgers are scarce,

noting

the report of the Director,

resolves to instruct the Director

1 to survey every canal;

2 to publish the survey,

instructs the Council

to provide funds.
""",
    "fr": """
RÉSOLUTION 12 (Monteclair, 2043)

Réparation des digues

La Conférence de plénipotentiaires de l'Union des digues (Monteclair, 2043),

rappelant

a) la Résolution 4 relative aux sables;

b) la Décision 9,

considérant en outre

que les digues s'affaissent,

décide de charger le Directeur du Bureau

1 de dresser un inventaire;

2 de créer un fonds,

invite les États Membres

à participer activement aux travaux.
""",
    "es": """
RESOLUCIÓN 31 (REV. VALDORIA, 2042)

Protección de los cables

La Conferencia Mundial de Cables (Valdoria, 2042),

considerando

a) que los cables son largos;

b) que se rompen con frecuencia,

observando

que faltan buques de reparación,

resuelve

1 que se reparen los cables antes de junio;

2 que se publique la lista de averías,

invita a los Estados Miembros

a prestar buques.
""",
    "pt": """
RESOLUÇÃO 8 (Serra Azul, 2040)

Conservação das pontes

A Conferência de Plenipotenciários da União das Pontes (Serra Azul, 2040),

considerando

a) que as pontes envelhecem;

b) que faltam engenheiros,

reconhecendo

que os custos sobem,

resolve

1 que se inspecionem as pontes;

2 que se crie um registo,

encarrega o Secretário-Geral

de apresentar um relatório.
""",
}


@pytest.mark.parametrize("blank", ["\n\n", "\n"])
@pytest.mark.parametrize("language", GROUPS)
def test_groups_in_lower_case_are_read(language: str, blank: str) -> None:
    resolution = _read(GROUPS[language].replace("\n\n", blank))
    assert resolution.organ
    assert [label for label, _ in _clauses(resolution, "preamble")] == ["a)", "b)", None]
    assert [label for label, _ in _clauses(resolution, "operative")] == ["1", "2", None]


def test_a_broken_line_inside_a_group_is_joined_and_a_group_never_is() -> None:
    text = """
The World Sounding Assembly (Port Vell, 2043),
bearing in mind
a) that balloons drift over long distances and may cross the airspace of
several States before they fall;
b) the results of the survey that was conducted by the Bureau among all
Member States,
resolves
1 that a register of balloons shall be kept by the Bureau and made public
on its website;
2 to review the register every two years.
"""
    resolution = _read(text)
    recitals = [text for _, text in _clauses(resolution, "preamble")]
    assert recitals[0].endswith("airspace of several States before they fall;")
    assert recitals[1].endswith("among all Member States,")
    assert [label for label, _ in _clauses(resolution, "operative")] == ["1", "2"]


LOWER = [
    "The General Conference,|recalling its resolution 4,|concerned at the bridges,|requests a report;|decides to meet.",
    "La Conférence générale,|rappelant sa résolution 4,|préoccupée par les ponts,|prie le Gardien de faire rapport;"
    "|décide de se réunir.",
    "La Conferencia General,|recordando su resolución 4,|preocupada por los puentes,|pide un informe al Director;"
    "|decide volver a reunirse.",
    "A Conferência Geral,|recordando a sua resolução 4,|preocupada com as pontes,|solicita um relatório ao Diretor;"
    "|decide reunir-se de novo.",
]


@pytest.mark.parametrize("text", LOWER)
def test_paragraphs_in_lower_case_are_paragraphs(text: str) -> None:
    resolution = _read(text.replace("|", "\n\n"))
    assert len(_clauses(resolution, "preamble")) == 2
    assert len(_clauses(resolution, "operative")) == 2


UNKNOWN_VERBS = [
    "The Regional Committee,|Sitting at the Bureau;|Treasuring its records,|1. EXPRESSES thanks;|2. REQUESTS a report.",
    "Le Comité régional,|Siégeant à Valombre;|S’appuyant sur ses archives,|1. EXPRIME sa joie;|2. PRIE le Bureau.",
    "El Comité Regional,|Sesionando en Villaclara;|Comprobando los registros,|1. EXPRESA su gozo;|2. PIDE algo.",
    "O Comité Regional,|Reunido em Vila Clara;|Evocando os registos,|1. EXPRIME alegria;|2. SOLICITA algo.",
]


@pytest.mark.parametrize("text", UNKNOWN_VERBS)
def test_a_body_above_a_participle_is_the_organ(text: str) -> None:
    resolution = _read("WELLS\n\n" + text.replace("|", "\n\n"))
    assert resolution.organ == text.split(",")[0]
    assert resolution.title == "WELLS"
    assert len(_clauses(resolution, "preamble")) == 2


CLOSINGS = [
    ("es", "Villaclara, 4 de diciembre de 2044.\n\nEl Presidente del Consejo\n\nMengano de Cual"),
    ("en", "Done at Lowport, 3 May 2044.\n\nFor the Council\nThe President\nJ. DOE"),
    ("pt", "Porto Vivo, 12 de junho de 2044\n\nA Secretária-Geral"),
    ("fr", "Bellerive, le 12 juin 2044"),
    ("es", "XXXV GMC – Montevista, 28/IX/99"),
    ("en", "September 1967, 17, 5"),
    ("es", "Dada en la ciudad de Puerto Viejo, a los doce días del mes de junio del año en curso."),
    ("en", "Twelfth plenary meeting, 25 May 2044"),
    ("es", "(Séptima reunión, 3 de octubre de 2043)"),
    ("en", "On behalf of the Assembly\n\nJane Doe"),
]


BODIES = {
    "en": "THE COUNCIL,|NOTING the report of the wardens,|DECIDES:|1. To agree.|2. To meet.",
    "fr": "LE CONSEIL,|NOTANT le rapport des gardiens,|DÉCIDE :|1. D’agir.|2. De se réunir.",
    "es": "EL CONSEJO,|TOMANDO NOTA del informe de los guardianes,|RESUELVE:|1. Aprobar el plan.|2. Reunirse.",
    "pt": "O CONSELHO,|TOMANDO NOTA do relatório dos guardiões,|RESOLVE:|1. Aprovar o relatório.|2. Reunir-se.",
}


@pytest.mark.parametrize(("language", "closing"), CLOSINGS)
def test_place_date_and_signatures_close_a_text(language: str, closing: str) -> None:
    resolution = _read(BODIES[language].replace("|", "\n\n") + "\n\n" + closing)
    assert len(_clauses(resolution, "operative")) == 2
    assert not any(block.children for _, block in places(resolution) if isinstance(block, Clause))
    assert " ".join(_part(resolution, "back")).split() == closing.split()


APPENDICES = [
    ("en", "Appendix to Resolution 7 (2044)"),
    ("fr", "Annexe à la Recommandation CM/Rec(2044)5"),
    ("es", "Apéndice de la Resolución 7"),
    ("es", "Anejo a la Decisión 7"),
    ("pt", "Apêndice à Resolução 7"),
    ("en", "Schedule"),
    ("en", "Attachment 1 to Decision 7"),
]


@pytest.mark.parametrize(("language", "line"), APPENDICES)
def test_an_appendix_opens_an_annex(language: str, line: str) -> None:
    resolution = _read(BODIES[language].replace("|", "\n\n") + f"\n\n{line}\n\n1. First.\n\n2. Second.")
    assert len(_clauses(resolution, "operative")) == 2
    assert [text for _, text in _clauses(resolution, "annex")] == ["First.", "Second."]
    assert resolution.language == language


PAPERS = {
    "corrigendum": [
        "Corrigendum\n\nParagraph 4\n\nFor seven wells read seventeen wells",
        "RECTIFICATIF\n\nParagraphe 4\n\nAu lieu de « sept puits », lire « dix-sept puits ».",
        "Fe de erratas\n\nPárrafo 4\n\nDonde dice: siete\n\nDebe decir: diecisiete",
        "ERRATA\n\nParágrafo 4\n\nOnde se lê “sete poços”, leia-se “dezessete poços”.",
    ],
    "amendment": [
        "Kenya: amendment to draft resolution A/C.3/99/L.12\n\n1. In operative paragraph 5, delete “where possible”.",
        "Au paragraphe 5 du dispositif, remplacer « peut » par « doit ».\n\nSupprimer le paragraphe 7.",
        "En el párrafo 5 de la parte dispositiva, sustitúyase “puede” por “debe”.\n\nSuprímase el párrafo 7.",
        "No parágrafo 5 da parte operativa, substituir “pode” por “deve”.\n\nSuprimir o parágrafo 7.",
    ],
    "resolution": [
        "THE COUNCIL,\n\nNOTING the corrigendum,\n\nDECIDES:\n\n1. To amend article 5 as follows:\n\n"
        "Delete the words “every year” in paragraph 2.\n\n2. To meet.",
        "LA ASAMBLEA,\n\nVISTO el corrigendum del informe,\n\nRESUELVE:\n\n"
        "1. Corregir el párrafo 5 donde dice siete y debe decir diecisiete.\n\n2. Reunirse.",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in PAPERS.items() for text in texts])
def test_papers_that_change_another_document_are_named(kind: str, text: str) -> None:
    resolution = _read(text)
    assert resolution.kind == kind
    assert any(note.code == "paper-kind" for note in resolution.notes) == (kind != "resolution")


FOREIGN = [
    "ENTSCHLIESSUNG ÜBER BRUNNEN\n\nDer Rat,\n\nin Kenntnis der Berichte über das Wasser und die Brunnen,"
    "\n\nBESCHLIESST:\n\n1. die Brunnen zu reinigen;",
    "RISOLUZIONE SUI POZZI\n\nIl Consiglio,\n\nconsiderando che i pozzi sono profondi e che l'acqua è limpida,"
    "\n\nDECIDE:\n\n1. di pulire i pozzi;",
    "RESOLUCIÓ SOBRE ELS POUS\n\nEl Consell,\n\nRecordant la seva resolució sobre l'aigua i les fonts del país,"
    "\n\nRESOL:\n\n1. Netejar els pous amb els mitjans disponibles.",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_a_language_without_a_lexicon_is_not_called_by_the_name_of_another(text: str) -> None:
    resolution = _read(text)
    assert resolution.language == ""
    assert [note.severity for note in resolution.notes if note.code == "language-unknown"] == ["warning"]


@pytest.mark.parametrize(
    ("head", "symbol"),
    [
        ("United Nations A/C.3/99/L.12/Rev.1", "A/C.3/99/L.12/Rev.1"),
        ("OEA/Ser.G CP/RES. 936 (1650/08)", "CP/RES. 936 (1650/08)"),
        ("SIXTY-FOURTH WORLD HEALTH ASSEMBLY WHA64.31", "WHA64.31"),
        ("MERCOSUR/CMC/DEC. Nº 23/05", "MERCOSUR/CMC/DEC. Nº 23/05"),
    ],
)
def test_the_symbol_of_a_head_line(head: str, symbol: str) -> None:
    resolution = _read(f"{head}\n\nWELLS\n\nTHE COUNCIL,\n\nNOTING the report,\n\nDECIDES:\n\n1. To meet.")
    assert (resolution.symbol, resolution.title) == (symbol, "WELLS")


def test_the_front_page_of_a_council_pasted_line_by_line() -> None:
    resolution = _read(
        """
Conseil économique et social
Résolution adoptée par le Conseil économique et social le 22 juillet 2040
2040/12. Réseaux de puits des petits
États insulaires
Le Conseil économique et social,
Rappelant sa résolution 2039/4 du 20 juillet 2039,
1. Prend note du rapport;
2. Prie le Secrétaire général de faire rapport.
"""
    )
    assert resolution.symbol == "E/RES/2040/12"
    assert resolution.title == "Réseaux de puits des petits États insulaires"
    assert resolution.adopted == "2040-07-22"


def test_the_front_page_of_the_general_assembly_pasted_with_broken_lines() -> None:
    resolution = _read(
        """
United Nations
A/RES/99/17
General Assembly
Resolution adopted by the General Assembly on 26 March 2044
[on the report of the Second Committee (A/99/443/Add.1, para. 8)]
99/17. Safe use of weather balloons in the landlocked and transit developing
countries and overseas
The General Assembly,
Recalling its resolution 98/10 of 26 October 2043, in which it asked all States
to register the balloons that they launch and to report every launch without
delay,
1. Takes note of the report;
2. Decides to consider the question again at its one hundredth session.
"""
    )
    assert resolution.title == (
        "Safe use of weather balloons in the landlocked and transit developing countries and overseas"
    )
    assert resolution.adopted == "2044-03-26"
    assert len(_clauses(resolution, "preamble")) == 1
