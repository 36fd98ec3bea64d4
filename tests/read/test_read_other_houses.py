"""Texts of other houses: the EU and its Parliament, the ILO, the Council of Europe, Mercosur, the WHO, civil law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from drafting.compare import compare
from drafting.model.address import places
from drafting.model.resolution import Clause, Heading, Resolution, flatten
from drafting.read import read_bytes


@dataclass(frozen=True)
class House:
    """A text and what must be read in it: recitals, first words of operative paragraphs, their addresses, labels."""

    name: str
    text: str
    recitals: int | None = None
    begins: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


HOUSES = (
    House(
        "eu-reg-fr",
        """RÈGLEMENT SUR LES PHARES

LE CONSEIL DE L’UNION DES PORTS,

vu le traité sur les phares, et notamment son article 12,

vu la proposition de la Commission,

considérant ce qui suit :

(1) Les phares sont anciens.

(2) Les navires arrivent la nuit. Ils ont besoin de feux.

A ADOPTÉ LE PRÉSENT RÈGLEMENT :

Article premier

Objet

Le présent règlement établit un registre.

Article 2

1. Les États membres tiennent le registre.

2. Le registre est public.

Fait à Port-Alma, le 3 mai 2044.

Par le Conseil
Le président
""",
        recitals=4,
        begins=(
            "Le présent règlement",
            "Les États membres tiennent",
            "Le registre est",
        ),
    ),
    House(
        "eu-dec-es",
        """DECISIÓN SOBRE LOS FAROS

EL CONSEJO DE LA UNIÓN DE PUERTOS,

Visto el Tratado sobre los Faros,

Considerando lo siguiente:

(1) Los faros son antiguos.

(2) Los barcos llegan de noche.

HA ADOPTADO LA PRESENTE DECISIÓN:

Artículo 1

Los Estados miembros repararán los faros.

Artículo 2

La presente Decisión entrará en vigor mañana.
""",
        recitals=3,
        begins=(
            "Los Estados miembros",
            "La presente Decisión",
        ),
    ),
    House(
        "eu-rec-pt",
        """RECOMENDAÇÃO SOBRE OS FARÓIS

O CONSELHO DA UNIÃO DOS PORTOS,

Tendo em conta o Tratado sobre os Faróis,

Considerando o seguinte:

(1) Os faróis são antigos.

(2) Os navios chegam de noite.

ADOTOU A PRESENTE RECOMENDAÇÃO:

1. Os Estados-Membros deverão reparar os faróis.

2. Os Estados-Membros deverão pagar aos guardas.
""",
        recitals=3,
        begins=(
            "Os Estados-Membros deverão reparar",
            "Os Estados-Membros deverão pagar",
        ),
    ),
    House(
        "ep-fr",
        """Résolution du Parlement des Ports sur les phares

Le Parlement des Ports,

— vu sa résolution du 3 mai 2019 sur les bouées,

— vu l’article 12 de son règlement intérieur,

A. considérant que les phares sont anciens;

B. considérant que les navires arrivent la nuit;

1. demande au Gardien de réparer les phares;

2. charge son Président de transmettre la présente résolution au Gardien.
""",
        recitals=4,
        begins=(
            "demande au Gardien",
            "charge son Président",
        ),
    ),
    House(
        "ep-es",
        """Resolución del Parlamento de los Puertos sobre los faros

El Parlamento de los Puertos,

– Vista su Resolución de 3 de mayo de 2019,

– Visto el artículo 12 de su Reglamento interno,

A. Considerando que los faros son antiguos;

B. Considerando que los barcos llegan de noche;

1. Pide al Guardián que repare los faros;

2. Encarga a su Presidente que transmita la presente Resolución.
""",
        recitals=4,
        begins=(
            "Pide al",
            "Encarga a",
        ),
    ),
    House(
        "ilo-es",
        """CONVENIO SOBRE LOS GUARDAS, 2044

La Conferencia General de la Organización de los Faros:

Convocada en Puerto Alma por el Consejo de Administración, y congregada el 1 de junio de 2044;

Después de haber decidido adoptar diversas proposiciones relativas a los guardas,

adopta, con fecha dos de junio de 2044, el siguiente Convenio, que se citará como el Convenio sobre los Guardas:

Artículo 1

Todo Miembro llevará un registro de sus guardas.

Artículo 2

1. El registro será público.

2. El registro se conservará diez años.

Artículo 3

El presente Convenio entrará en vigor un año después.
""",
        recitals=2,
        begins=(
            "Todo Miembro",
            "El registro será",
            "El registro se",
            "El presente Convenio",
        ),
    ),
    House(
        "civil-pt",
        """RESOLUÇÃO Nº 7/44

TENDO EM VISTA: O Tratado de Porto Alma e a Decisão Nº 2/43.

CONSIDERANDO:

Que os faróis são antigos;

O GRUPO DOS FARÓIS
RESOLVE:

Art. 1º – Aprovar o plano dos faróis.

Art. 2º – Encomendar à Secretaria que informe.

Parágrafo único. O relatório será anual.
""",
        begins=(
            "Aprovar",
            "Encomendar",
        ),
    ),
    House(
        "civil-fr",
        """LE CONSEIL DES PHARES décide :

Premièrement : D’approuver le plan des phares.

Deuxièmement : De charger le Secrétariat de faire rapport.
""",
        begins=(
            "D’approuver",
            "De charger",
        ),
    ),
    House(
        "pace-fr",
        """L’Assemblée parlementaire

1. L’Assemblée rappelle sa Résolution 1900 (2012) sur les phares.

2. Elle appelle les États membres :

2.1. à réparer les phares, et notamment :

2.1.1. à remplacer les lampes ;

2.1.2. à nettoyer les lentilles ;

2.2. à former les gardiens.

3. L’Assemblée invite le Comité des Ministres à faire rapport.
""",
        addresses=(
            "OP1",
            "OP2",
            "OP3",
        ),
        labels=(
            "2.1.1.",
            "2.2.",
        ),
    ),
    House(
        "coe-en",
        """The Committee of Ministers, under the terms of Article 15.b of the Statute,

Considering that lights are old,

Recommends that governments of member States:

1. repair the lights;

2. train the keepers, in particular:

2.1 in signals;

2.2 in boats;

3. report every year.
""",
        recitals=1,
        addresses=(
            "OP1",
            "OP2",
            "OP3",
        ),
    ),
    House(
        "mercosur-es",
        """MERCOSUR/CMC/DEC. Nº 23/44

FAROS

VISTO: El Tratado de Puerto Alma y la Decisión Nº 2/43 del Consejo.

CONSIDERANDO:

Que los faros son antiguos;

Que es necesario repararlos.

EL CONSEJO DEL MERCADO COMÚN
DECIDE:

Art. 1 - Aprobar el plan de los faros, que consta como Anexo.

Art. 2 - Solicitar a los Estados Partes que informen.

XXXV CMC – Puerto Alma, 28/IX/44
""",
        recitals=3,
        begins=(
            "Aprobar",
            "Solicitar",
        ),
    ),
    House(
        "brazil-pt",
        """RESOLUÇÃO Nº 2, DE 2044

O Congresso Nacional resolve:

Art. 1º É aprovado o plano dos faróis.

Art. 2º O plano compreende:

I – a reparação dos faróis;

II – a formação dos guardas.

Art. 3º Esta Resolução entra em vigor na data de sua publicação.
""",
        begins=(
            "É aprovado",
            "O plano compreende",
            "Esta Resolução",
        ),
    ),
    House(
        "alt-fr",
        """L’ASSEMBLÉE GÉNÉRALE,

RAPPELANT sa résolution 5,

DÉCIDE :

1. De réparer les phares.

1A. De peindre les bouées.

1 bis A. De former les gardiens.

2. De se réunir.
""",
        addresses=(
            "OP1",
            "OP1A",
            "OP1bisA",
            "OP2",
        ),
    ),
    House(
        "who-en",
        """The Sixty-fourth World Health Assembly,

Having considered the report on lighthouses;

Recalling resolution 55.19,

1. URGES Member States:

(1) to repair the lights;

(2) to paint the buoys;

2. REQUESTS the Director-General:

(1) to report;

(2) to publish the results.
""",
        recitals=2,
        addresses=(
            "OP1",
            "OP2",
        ),
    ),
    House(
        "last-unnumbered",
        """THE PERMANENT COUNCIL,

CONSIDERING that lights are old,

RESOLVES:

1. To urge member States to:

a. repair the lights;

b. paint the buoys.

To instruct the Secretary General to report.
""",
        begins=(
            "To urge",
            "To instruct",
        ),
    ),
    House(
        "es-artordinal",
        """LA ASAMBLEA DE LOS FAROS

ACUERDA:

Artículo primero.- Se aprueba el plan.

Artículo segundo.- Se crea un fondo.

Artículo tercero.- El presente acuerdo se publicará.
""",
        addresses=(
            "OP1",
            "OP2",
            "OP3",
        ),
    ),
)


def read_text(text: str) -> Resolution:
    return read_bytes(text.encode(), "draft.txt")


def clauses(found: Resolution) -> Iterator[Clause]:
    return (block for block in flatten(found.blocks) if isinstance(block, Clause))


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.name)
def test_texts_of_other_houses(house: House) -> None:
    found = read_text(house.text)
    assert found.organ
    if house.recitals is not None:
        assert sum(clause.part == "preamble" for clause in clauses(found)) == house.recitals
    operative = [block for block in found.blocks if isinstance(block, Clause) and block.part == "operative"]
    for words in house.begins:
        assert any(clause.text.startswith(words) for clause in operative), words
    if house.addresses:
        assert tuple(str(at) for at, block in places(found) if block in operative) == house.addresses
    assert {*house.labels} <= {clause.label for clause in clauses(found)}


BEFORE = """LA CONFERENCIA,

CONSIDERANDO que los faros son antiguos,

RESUELVE:

{0} Aprobar el plan de los faros.

{1} Encomendar a la Secretaría que informe.
"""
AFTER = BEFORE.replace("{1} Encomendar", "{1} Invitar a los Estados a contribuir.\n\n{2} Encomendar")


@pytest.mark.parametrize(
    "labels",
    [
        ("PRIMERO.-", "SEGUNDO.-", "TERCERO.-"),
        ("Artículo 1.-", "Artículo 2.-", "Artículo 3.-"),
        ("Artículo primero.", "Artículo segundo.", "Artículo tercero."),
        ("1º", "2º", "3º"),
        ("1.", "2.", "3."),
        ("§ 1.", "§ 2.", "§ 3."),
    ],
)
def test_an_insertion_renumbers_and_rewords_nothing(labels: tuple[str, ...]) -> None:
    found = compare(read_text(BEFORE.format(*labels)), read_text(AFTER.format(*labels)))
    assert sorted(change.op for change in found.body.changes if change.op != "equal") == ["insert", "renumber"]
    assert all(not change.substance for change in found.body.changes if change.op == "renumber")


def test_articles_head_their_own_paragraphs() -> None:
    found = read_text(HOUSES[0].text)
    heads = [block.text for block in found.blocks if isinstance(block, Heading)]
    assert heads[0] == "Article premier"
    assert not any(clause.level for clause in clauses(found))
