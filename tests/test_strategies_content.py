"""The catalogue of strategies and the exercises, as the files of both languages write them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from analysis.slots_schema import VALUES
from conversations.answers.embedded import strategy as rules
from conversations.answers.embedded.content import FOLDER, load
from conversations.answers.embedded.picker import sentences

pytestmark = pytest.mark.pure

LANGUAGES = ("es", "en")
SIZES = (10, 15, 25, 45)
STEPS = {10: (2, 3), 15: (2, 4), 25: (3, 4), 45: (3, 5)}
MOST_WORDS_OF_A_STEP, MOST_WORDS_OF_A_SIZE, MOST_WORDS_OF_A_REASON = 22, 75, 25
MOST_SHARED = 0.6  # of the words of the shorter size
LONGEST_NAME, LONGEST_LABEL, LONGEST_SOURCE = 80, 28, 300
# The student's own nouns for tasks that have no value in `tipo_tarea`.
NOUNS = frozenset({"examen", "oral", "traduccion"})
# Earlier conversations name these.
KEPT = frozenset(
    """
    esqueleto_minimo parrafo_por_razon parrafo_feo pregunta_guia mapa_rapido preguntas_sin_mirar
    semaforo alternativas_con_razon explicar_en_voz_alta ejemplo_resuelto un_dato_a_la_vez
    lectura_en_capas tres_lineas resultados_primero caso_minimo pseudocodigo una_lamina_una_idea
    pasadas_de_revision tres_casillas cinco_minutos papel_de_distracciones para_que_me_sirve
    contra_reloj paso_atras version_pequena plan_si_entonces volcar_preocupaciones
    """.split()
)
# Which exercise is taught first for a feeling (requirement D4).
FIRST_EXERCISE = {
    "ansiedad_error": "breathing",
    "frustracion": "grounding",
    "aburrimiento": "relevance",
    "dispersion_rumiacion": "cognitive_defusion",
    "baja_autoeficacia": "self_compassion",
}
# The levels that the rules ask for, also after the change of level in a recalibration.
ASKED_FOR = tuple(product("AB", ("up", "down")))
OWN_TASKS = (*(task for task in VALUES["tipo_tarea"] if task != "otro"), "examen")

_STEP = re.compile(r"(\d{1,2}): (\S.*)\Z")
_SOURCE = re.compile(r"[A-Z][^()]* \((?:19|20)\d\d\), \S.*[^.]\Z")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”")
_PAUSE = {
    "es": re.compile(r"\b(?:pausa|descans\w+|recreo)\b"),
    "en": re.compile(r"\b(?:pause|break|rest)\b"),
}
_USTED = re.compile(
    r"\b(?:usted(?:es)?|vosotr\w+|os)\b|^(?:escriba|anote|elija|haga|lea|busque|ponga|tome|"
    r"revise|respire|deje|vuelva|cuente|marque|prepare|trabaje|dibuje)n?\b",
    re.IGNORECASE,
)
_BOTH_GENDERS = re.compile(r"\w/(?:a|o|as|os|e|es)\b|\w\((?:a|o|as|os)\)|\w@s?\b|\b\w+xs\b")
_ONE_GENDER = re.compile(
    r"\b(?:est[aá]s|estés|eres|seas|quédate|quedas|siéntete|sientes|mantente)\s+"
    r"(?!\w*ndo\b|dentro\b|ahora\b)\w+[oa]s?\b|\bt[uú] mism[oa]\b|\bsol[oa] contigo\b",
    re.IGNORECASE,
)
_REGIONAL = re.compile(
    r"\b(?:ordenador|computadora?|m[oó]vil|celular|guay|ch[eé]vere|bacán|vos|tenés|podés|"
    r"pauta|láminas?|apuro|puntaje|chuleta|torpedo|recién)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|you|your|and|with|what|how|this|that|are|is|not|to)\b", re.IGNORECASE
)
_SPANISH = re.compile(r"[áéíóúñ¿¡«»]|\b(?:el|los|las|una|que|para|con|por)\b", re.IGNORECASE)

Tables = dict[str, dict[str, Any]]


def tables(language: str, name: str) -> Tables:
    return tomllib.loads(Path(FOLDER, language, f"{name}.toml").read_text(encoding="utf-8"))


STRATEGIES = {language: tables(language, "strategies") for language in LANGUAGES}
EXERCISES = {language: tables(language, "exercises") for language in LANGUAGES}
each_language = pytest.mark.parametrize("language", LANGUAGES)


def steps_of(entry: dict[str, Any], size: int) -> list[tuple[int, str]]:
    found = []
    for line in entry[f"steps_{size}"]:
        match = _STEP.match(line)
        assert match, line
        found.append((int(match[1]), match[2]))
    return found


def words(text: str) -> int:
    return len(text.split())


def said_of_strategies(language: str) -> list[str]:
    """Everything in the catalogue that a student may read, but the names and sources."""
    return [
        sentence
        for entry in STRATEGIES[language].values()
        for sentence in [
            *entry["why"],
            *(text for size in SIZES for _, text in steps_of(entry, size)),
        ]
    ]


def said_of_exercises(language: str) -> list[str]:
    return [
        sentence
        for entry in EXERCISES[language].values()
        for part in ("lead", "steps", "close")
        for sentence in entry[part]
    ]


@each_language
def test_the_catalogue_is_large_and_keeps_its_keys(language: str) -> None:
    catalogue = STRATEGIES[language]
    assert len(catalogue) >= 44
    assert set(catalogue) >= KEPT
    names = [entry["name"] for entry in catalogue.values()]
    assert len(set(names)) == len(names)
    assert all(0 < len(name) <= LONGEST_NAME for name in names)
    assert all(re.fullmatch(r"[a-z_]{3,60}", slug) for slug in catalogue)


@each_language
def test_every_label_is_one_that_the_rules_know(language: str) -> None:
    topics = {
        id_
        for file in Path(FOLDER, "es").glob("topics_*.toml")
        for id_ in tomllib.loads(file.read_text(encoding="utf-8"))
    }
    keys = {"name", "q2", "q3", "tasks", "why", "source", *(f"steps_{size}" for size in SIZES)}
    for slug, entry in STRATEGIES[language].items():
        assert keys <= set(entry) <= keys | {"phases", "feelings", "topics"}, slug
        assert entry["q2"] in {"A", "B"}, slug
        assert entry["q3"] in {"up", "down", "mixed"}, slug
        assert entry["tasks"], slug
        assert set(entry["tasks"]) <= {*VALUES["tipo_tarea"], *NOUNS, "any"}, slug
        assert set(entry.get("phases", ())) <= set(VALUES["fase"]), slug
        assert set(entry.get("feelings", ())) <= set(VALUES["sentimiento"]), slug
        assert set(entry.get("topics", ())) <= topics, slug


def test_a_topic_never_brings_a_strategy_for_another_task() -> None:
    # The rules may take a strategy for its topic alone, whatever the task is.
    for slug, entry in STRATEGIES["es"].items():
        topics, tasks = set(entry.get("topics", ())), set(entry["tasks"])
        if "any" in tasks:
            continue
        of_exams = {"exam", "failed_exam", "nerves"} if "examen" in tasks else set()
        of_groups = {"group"} if slug == "reparto_del_grupo" else set()
        assert topics <= of_exams | of_groups, slug


@each_language
@pytest.mark.parametrize("size", SIZES)
def test_the_steps_of_a_size_add_up_and_can_be_read_at_once(language: str, size: int) -> None:
    fewest, most = STEPS[size]
    for slug, entry in STRATEGIES[language].items():
        steps = steps_of(entry, size)
        assert sum(minutes for minutes, _ in steps) == size, slug
        assert all(minutes > 0 for minutes, _ in steps), slug
        assert fewest <= len(steps) <= most, slug
        assert max(words(text) for _, text in steps) <= MOST_WORDS_OF_A_STEP, slug
        assert sum(words(text) for _, text in steps) <= MOST_WORDS_OF_A_SIZE, slug
        for _, text in steps:
            assert text[0].islower() or text.startswith(("“I", "I ")), text
            assert text.endswith("."), text
            assert not re.search(r"[.!] ", text), text


@each_language
def test_three_quarters_of_an_hour_have_a_pause(language: str) -> None:
    for slug, entry in STRATEGIES[language].items():
        pauses = [
            minutes
            for minutes, text in steps_of(entry, 45)
            if _PAUSE[language].search(text) and 4 <= minutes <= 6
        ]
        assert pauses, slug


@each_language
def test_the_sizes_of_a_strategy_differ_in_more_than_numbers(language: str) -> None:
    for slug, entry in STRATEGIES[language].items():
        said = {
            size: {
                word
                for _, text in steps_of(entry, size)
                for word in re.findall(r"\w{5,}", text.lower())
            }
            for size in SIZES
        }
        for one, other in combinations(SIZES, 2):
            shared = len(said[one] & said[other]) / min(len(said[one]), len(said[other]))
            assert shared <= MOST_SHARED, (slug, one, other, said[one] & said[other])


@each_language
def test_reasons_are_short_and_sources_name_authors_and_year(language: str) -> None:
    for slug, entry in STRATEGIES[language].items():
        assert 2 <= len(entry["why"]) <= 3, slug
        for reason in entry["why"]:
            assert words(reason) <= MOST_WORDS_OF_A_REASON, slug
            assert reason.endswith("."), slug
        assert _SOURCE.match(entry["source"]), entry["source"]
        assert len(entry["source"]) <= LONGEST_SOURCE, slug
    for slug, entry in EXERCISES[language].items():
        assert _SOURCE.match(entry["source"]), slug


@each_language
def test_no_sentence_is_said_twice(language: str) -> None:
    # A conversation never repeats a sentence, and for it one ends at a colon too.
    said = [*said_of_strategies(language), *said_of_exercises(language)]
    counted = Counter(
        " ".join(re.findall(r"\w+", part)) for text in said for part in set(sentences(text))
    )
    assert [sentence for sentence, times in counted.items() if times > 1] == []


@each_language
def test_a_strategy_asks_nothing_outside_quotation_marks(language: str) -> None:
    # An answer has one question at most, and the cycle asks that one.
    for sentence in [*said_of_strategies(language), *said_of_exercises(language)]:
        assert not re.search(r"[¿?{}]", _QUOTED.sub("", sentence)), sentence


def test_spanish_says_tu_to_everyone_everywhere() -> None:
    names = [entry["name"] for entry in STRATEGIES["es"].values()]
    for sentence in [*names, *said_of_strategies("es"), *said_of_exercises("es")]:
        for pattern in (_USTED, _BOTH_GENDERS, _ONE_GENDER, _REGIONAL, _ENGLISH):
            assert not pattern.search(sentence), (pattern.search(sentence), sentence)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (_USTED, "Escriba una frase."),
        (_USTED, "lo que usted quiera"),
        (_BOTH_GENDERS, "si estás cansado/a"),
        (_BOTH_GENDERS, "bienvenid@s"),
        (_BOTH_GENDERS, "cansado(a)"),
        (_ONE_GENDER, "cuando estés listo"),
        (_REGIONAL, "apaga el celular"),
    ],
)
def test_what_the_language_rules_refuse(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_english_has_no_spanish_left() -> None:
    names = [entry["name"] for entry in STRATEGIES["en"].values()]
    sources = [entry["source"] for entry in STRATEGIES["en"].values()]
    labels = [entry["label"] for entry in EXERCISES["en"].values()]
    said = [*said_of_strategies("en"), *said_of_exercises("en")]
    for sentence in [*names, *labels, *sources, *said]:
        assert not _SPANISH.search(sentence), sentence
    spanish = {*said_of_strategies("es"), *said_of_exercises("es")}
    assert not spanish & set(said)


def test_both_languages_say_the_same_strategies() -> None:
    spanish, english = STRATEGIES["es"], STRATEGIES["en"]
    assert list(spanish) == list(english)
    for slug, entry in spanish.items():
        for key in ("q2", "q3", "tasks", "phases", "feelings", "topics"):
            assert entry.get(key) == english[slug].get(key), (slug, key)
        assert len(entry["why"]) == len(english[slug]["why"]), slug
        for size in SIZES:
            assert [minutes for minutes, _ in steps_of(entry, size)] == [
                minutes for minutes, _ in steps_of(english[slug], size)
            ], (slug, size)
        assert re.findall(r"\d{4}", entry["source"]) == re.findall(
            r"\d{4}", english[slug]["source"]
        ), slug


@pytest.mark.parametrize("task", OWN_TASKS)
@pytest.mark.parametrize(("q2", "q3"), ASKED_FOR)
def test_each_task_has_strategies_of_its_own_for_each_demand_and_level(
    task: str, q2: str, q3: str
) -> None:
    fits = [e for e in STRATEGIES["es"].values() if (e["q2"], e["q3"]) == (q2, q3)]
    own = [entry for entry in fits if task in entry["tasks"]]
    assert own
    assert len(own) + sum("any" in entry["tasks"] for entry in fits) >= 3


def test_an_essay_has_a_strategy_that_joins_why_and_how_in_both_demands() -> None:
    demands = {
        entry["q2"]
        for entry in STRATEGIES["es"].values()
        if "ensayo" in entry["tasks"] and entry["q3"] == "mixed"
    }
    assert demands == {"A", "B"}


def test_each_feeling_and_phase_has_strategies() -> None:
    catalogue = STRATEGIES["es"].values()
    feelings = Counter(item for entry in catalogue for item in entry.get("feelings", ()))
    phases = Counter(item for entry in catalogue for item in entry.get("phases", ()))
    assert {name for name in VALUES["sentimiento"] if feelings[name] < 5} == set()
    assert {name for name in VALUES["fase"] if phases[name] < 3} == set()


@pytest.mark.parametrize("task", VALUES["tipo_tarea"])
def test_the_rules_find_three_different_strategies_in_every_situation(task: str) -> None:
    content = load("es")
    for phase, due, changed in product(
        (None, *VALUES["fase"]), (None, *VALUES["plazo"]), (False, True)
    ):
        slots: dict[str, Any] = {"tipo_tarea": task, "fase": phase, "plazo": due}
        q2, q3, _ = rules.fit(slots)
        level = rules.flipped(q3) if changed else q3
        fitting = [
            entry
            for entry in STRATEGIES["es"].values()
            if {task, "any"} & set(entry["tasks"])
            and entry["q2"] == q2
            and (entry["q3"] == level or "mixed" in {entry["q3"], level})
            and (not entry.get("phases") or phase in entry["phases"])
        ]
        assert len(fitting) >= (2 if task == "otro" else 3), (slots, level)
        chosen = rules.choose(content, slots, q2=q2, q3=level, topic=None, noun="", tried=())
        assert chosen is not None, (slots, level)
        assert chosen.strategy.q2 == q2, (slots, level)


@each_language
def test_exercises_have_few_steps_and_the_keys_that_are_read(language: str) -> None:
    keys = {"label", "feelings", "lead", "steps", "close", "source"}
    for slug, entry in EXERCISES[language].items():
        assert keys <= set(entry) <= keys | {"pace", "rounds"}, slug
        assert 4 <= len(entry["steps"]) <= 5, slug
        assert len(entry["lead"]) == len(entry["close"]) == 2, slug
        assert all(words(step) <= MOST_WORDS_OF_A_STEP for step in entry["steps"]), slug
        assert 0 < len(entry["label"]) <= LONGEST_LABEL, slug
        assert set(entry["feelings"]) <= set(VALUES["sentimiento"]), slug
    assert list(EXERCISES[language]) == list(EXERCISES["es"])
    assert {id_: e["feelings"] for id_, e in EXERCISES[language].items()} == {
        id_: e["feelings"] for id_, e in EXERCISES["es"].items()
    }


@each_language
def test_only_breathing_has_a_pace_and_it_takes_a_minute(language: str) -> None:
    paced = {id_: entry for id_, entry in EXERCISES[language].items() if "pace" in entry}
    assert list(paced) == ["breathing"]
    assert (paced["breathing"]["pace"], paced["breathing"]["rounds"]) == ([4, 6], 6)


@each_language
@pytest.mark.parametrize(("feeling", "expected"), FIRST_EXERCISE.items())
def test_the_first_exercise_for_a_feeling(language: str, feeling: str, expected: str) -> None:
    listed = [id_ for id_, e in EXERCISES[language].items() if feeling in e["feelings"]]
    assert listed[0] == expected
