"""Invented revisions with a known answer: paragraphs in four languages, edited, moved, split, merged and so on."""

from __future__ import annotations

import random
from dataclasses import dataclass

WORDS = {
    "fr": (
        ["Encourage", "Prie", "Exhorte", "Réaffirme", "Prend note de", "Souligne", "Invite", "Charge", "Rappelle"],
        """l'atelier régional|le comité des rivières|la charte des archipels|les gouvernements riverains|
        le fonds commun|
        les jeunes agriculteurs|la bibliothèque des traités|le registre des navires|l'école d'hydrologie|
        les parlements|
        la commission des glaciers|les villes jumelées|le réseau des phares|l'inventaire des semences|
        les coopératives|
        la caisse de secours|le relevé des marées|les enseignants itinérants|la conférence des maires|
        l'observatoire""",
        """à publier un rapport annuel|à réunir les données manquantes|
        à ouvrir un guichet pour les familles déplacées|
        à partager ses méthodes avec les îles voisines|à rendre compte de ses dépenses|à former des interprètes|
        à protéger les sources d'eau potable|à réviser le barème des contributions|à traduire les guides pratiques|
        à soutenir la reconstruction des ponts|à prévenir les incendies de forêt|à restaurer les mangroves""",
        """avant la fin du semestre|sous réserve des crédits disponibles|en consultation avec les communes|
        conformément au règlement intérieur|dans un esprit de solidarité|avec l'appui des universités|
        en tenant compte des langues locales|d'ici au {n} mars {y}|au titre du chapitre {n}|
        pour un montant de {m} dollars""",
        ", ", " ; ",
    ),
    "en": (
        ["Encourages", "Requests", "Urges", "Reaffirms", "Takes note of", "Stresses", "Invites", "Instructs",
         "Recalls"],
        """the regional workshop|the rivers committee|the charter of the archipelagos|the riparian governments|
        the pool|
        young farmers|the treaty library|the register of vessels|the school of hydrology|the parliaments|the mayors|
        the glacier commission|the twinned cities|the lighthouse network|the seed inventory|the cooperatives|
        the relief chest|the tidal survey|the travelling teachers|the observatory of wetlands""",
        """to publish a yearly report|to gather the missing data|to open a desk for displaced families|
        to share its methods with neighbouring islands|to account for its spending|to train interpreters|
        to protect sources of drinking water|to revise the scale of contributions|to translate the handbooks|
        to support the rebuilding of bridges|to prevent forest fires|to restore the mangroves""",
        """before the end of the semester|subject to available credits|in consultation with the townships|
        in keeping with the rules of procedure|in a spirit of solidarity|with the help of universities|
        taking local languages into account|no later than {n} March {y}|under chapter {n}|up to {m} dollars""",
        ", ", "; ",
    ),
    "es": (
        ["Alienta a", "Solicita a", "Insta a", "Reafirma", "Toma nota de", "Subraya", "Invita a",
         "Encarga a", "Recuerda"],
        """el taller regional|el comité de los ríos|la carta de los archipiélagos|los gobiernos ribereños|
        el fondo común|
        los jóvenes agricultores|la biblioteca de tratados|el registro de buques|la escuela de hidrología|
        los alcaldes|
        la comisión de glaciares|las ciudades hermanadas|la red de faros|el inventario de semillas|las cooperativas|
        la caja de socorro|el registro de mareas|los maestros itinerantes|el observatorio de humedales|
        los parlamentos""",
        """a publicar un informe anual|a reunir los datos que faltan|a abrir una oficina para familias desplazadas|
        a compartir sus métodos con las islas vecinas|a rendir cuentas de sus gastos|a formar intérpretes|
        a proteger las fuentes de agua potable|a revisar la escala de cuotas|a traducir las guías prácticas|
        a apoyar la reconstrucción de puentes|a prevenir los incendios forestales|a restaurar los manglares""",
        """antes del fin del semestre|con sujeción a los créditos disponibles|en consulta con los municipios|
        de conformidad con el reglamento|con espíritu solidario|con el apoyo de las universidades|
        teniendo en cuenta las lenguas locales|a más tardar el {n} de marzo de {y}|en el capítulo {n}|
        por {m} dólares""",
        ", ", "; ",
    ),
    "pt": (
        ["Incentiva", "Solicita", "Insta", "Reafirma", "Toma nota de", "Sublinha", "Convida", "Encarrega", "Recorda"],
        """a oficina regional|o comitê dos rios|a carta dos arquipélagos|os governos ribeirinhos|o fundo comum|
        os jovens agricultores|a biblioteca de tratados|o registro de navios|a escola de hidrologia|os prefeitos|
        a comissão das geleiras|as cidades-irmãs|a rede de faróis|o inventário de sementes|as cooperativas|
        a caixa de socorro|o registro das marés|os professores itinerantes|o observatório|os parlamentos""",
        """a publicar um relatório anual|a reunir os dados que faltam|a abrir um balcão para famílias deslocadas|
        a partilhar seus métodos com as ilhas vizinhas|a prestar contas de seus gastos|a formar intérpretes|
        a proteger as fontes de água potável|a rever a escala de cotas|a traduzir os guias práticos|
        a apoiar a reconstrução de pontes|a prevenir os incêndios florestais|a restaurar os manguezais""",
        """antes do fim do semestre|sujeito aos recursos disponíveis|em consulta com os municípios|
        em conformidade com o regulamento|com espírito de solidariedade|com o apoio das universidades|
        levando em conta as línguas locais|até {n} de março de {y}|no capítulo {n}|no valor de {m} dólares""",
        ", ", "; ",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Revision:
    """Two sides as typed, and the operations between them as (op, old indexes, new indexes); equal ones left out."""

    before: list[str]
    after: list[str]
    truth: set[tuple[str, tuple[int, ...], tuple[int, ...]]]


def paragraph(r: random.Random, language: str, clauses: int = 0) -> str:
    """One invented paragraph of several clauses."""
    openings, nouns, acts, tails, comma, _ = WORDS[language]

    def one(options: str) -> str:
        text = r.choice([o.strip() for o in options.split("|")])
        return text.format(n=r.randint(2, 29), y=r.randint(2016, 2035), m=f"{r.randint(2, 99)}0 000")

    parts = [f"{r.choice(openings)} {one(nouns)} {one(acts)}"]
    parts += [
        r.choice([f"{one(tails)}", f"{one(nouns)} {one(acts)}", f"{one(acts)} {one(tails)}"])
        for _ in range(clauses or r.randint(2, 5))
    ]
    return comma.join(parts) + "."


def reword(r: random.Random, text: str, language: str, share: float) -> str:
    """The text with about a `share` of its words replaced, struck or joined by others, in phrases."""
    words = text.split(" ")
    other = paragraph(r, language, 4).strip(".").split(" ")
    changed = 0
    while changed < max(1, share * len(text.split(" "))):
        size = r.randint(1, 4)
        at = r.randrange(max(1, len(words) - size))
        start = r.randrange(max(1, len(other) - size))
        kind = r.random()
        put = other[start : start + size] if kind < 0.8 else []
        words[at : at + (size if kind < 0.55 or kind >= 0.8 else 0)] = put
        changed += size
    return " ".join(words) if words and " ".join(words) != text else f"{text} {other[0]}"


def revise(
    seed: int, size: int, languages: tuple[str, ...] = ("fr", "en", "es", "pt"), rate: float = 0.3, hard: bool = False
) -> Revision:
    """A draft of `size` numbered paragraphs and its revision, in which about a `rate` of the paragraphs changed.

    `hard`: edits go further, and half of what is put in is a reworded sibling of the paragraph before it.
    """
    r = random.Random(seed)
    pool: dict[str, str] = {}
    while len(pool) < size:
        language = r.choice(languages)
        pool.setdefault(paragraph(r, language), language)
    return _revised(r, list(pool.items()), rate, hard)


def _revised(r: random.Random, old: list[tuple[str, str]], rate: float, hard: bool = False) -> Revision:
    size = len(old)
    new: list[tuple[str, str, tuple[int, ...]]] = []  # text, op, old indexes
    far: list[tuple[str, str, tuple[int, ...]]] = []
    i = 0
    while i < size:
        text, language = old[i]
        if r.random() >= rate:
            new.append((text, "equal", (i,)))
            i += 1
            continue
        op = r.choices(["edit", "move", "move_edit", "split", "merge", "insert", "delete"], [8, 1, 1, 1, 1, 3, 3])[0]
        cuts = [k for k, c in enumerate(text) if c == "," and len(text) / 4 < k < len(text) * 3 / 4]
        if op == "edit":
            new.append((reword(r, text, language, r.uniform(0.02, 0.55 if hard else 0.4)), "edit", (i,)))
        elif op == "move":
            far.append((text, "move", (i,)))
        elif op == "move_edit":
            far.append((reword(r, text, language, r.uniform(0.02, 0.25 if hard else 0.15)), "move_edit", (i,)))
        elif op == "split" and cuts:
            at = r.choice(cuts)
            new += [(text[:at] + ".", "split", (i,)), (text[at + 2 :], "split", (i,))]
        elif op == "merge" and i + 1 < size and old[i + 1][1] == language:
            new.append((text.rstrip(".") + ", " + old[i + 1][0], "merge", (i, i + 1)))
            i += 1
        elif op == "insert":
            sibling = hard and r.random() < 0.5
            put_in = reword(r, text, language, 0.35) if sibling else paragraph(r, language)
            new += [(text, "equal", (i,)), (put_in, "insert", ())]
        elif op == "delete":
            pass
        else:
            new.append((text, "equal", (i,)))
        i += 1
    for item in far:
        home = next((k for k, n in enumerate(new) if n[2] and n[2][0] > item[2][0]), len(new))
        spots = [k for k in range(len(new) + 1) if abs(k - home) > 6 and not _inside_split(new, k)]
        if spots:
            new.insert(r.choice(spots), item)
        else:
            new.insert(home, (item[0], "equal" if item[1] == "move" else "edit", item[2]))
    return _labelled(old, new)


def _inside_split(new: list[tuple[str, str, tuple[int, ...]]], at: int) -> bool:
    return 0 < at < len(new) and new[at - 1][1] == "split" and new[at - 1][2] == new[at][2]


def _labelled(old: list[tuple[str, str]], new: list[tuple[str, str, tuple[int, ...]]]) -> Revision:
    truth: dict[tuple[str, tuple[int, ...]], list[int]] = {}
    for j, (_, op, origin) in enumerate(new):
        truth.setdefault((op, origin) if origin else (op, (-1 - j,)), []).append(j)
    named = {(op, tuple(k for k in origin if k >= 0), tuple(js)) for (op, origin), js in truth.items() if op != "equal"}
    kept = {k for _, _, origin in new for k in origin}
    named |= {("delete", (k,), ()) for k in range(len(old)) if k not in kept}
    return Revision(
        [f"{k}. {text}" for k, (text, _) in enumerate(old, 1)], [f"{k}. {n[0]}" for k, n in enumerate(new, 1)], named
    )
