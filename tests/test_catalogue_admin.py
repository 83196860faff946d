"""Strategies, wordings and their versions in the Django admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from conversations.catalogue import checks, current, editing, shipped, sync
from conversations.models import ContentVersion, Strategy, Wording
from tests.cast import Cast
from tests.tutor_stage import browser

pytestmark = pytest.mark.django_db
SLUG = "esqueleto_minimo"
STRATEGIES = "/admin/conversations/strategy/"
WORDINGS = "/admin/conversations/wording/"


@pytest.fixture(autouse=True)
def synchronised(db: None) -> Iterator[None]:
    sync.sync()
    yield
    current.forget()


@pytest.fixture
def strategy() -> Strategy:
    return Strategy.objects.get(slug=SLUG, language="es")


@pytest.fixture
def thanks() -> Wording:
    return Wording.objects.get(key="thanks", language="es")


def body_of(strategy: Strategy, **changed: Any) -> dict[str, Any]:
    data = editing.data_of(strategy)
    data["is_active"] = "on"
    return {**data, **changed}


def refused(response: Any) -> dict[str, list[str]]:
    """What the page says beside its fields."""
    assert response.status_code == 200
    form = response.context["adminform"].form
    return {name: [str(error) for error in found] for name, found in form.errors.items()}


# --- strategies ---------------------------------------------------------------------------------
def test_strategies_are_listed_searched_and_filtered(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    client = browser(cast.alicia)
    client.get(STRATEGIES)
    # session, person, two counts, two of Django's permissions, one page of strategies
    with django_assert_num_queries(7):
        html = client.get(STRATEGIES, {"q": "mínimo", "q2": "B"}).content.decode()
    assert "Esqueleto mínimo" in html
    assert "Esqueleto mínimo" not in client.get(STRATEGIES, {"q2": "A"}).content.decode()


def test_the_page_shows_the_steps_as_they_are_read(cast: Cast, strategy: Strategy) -> None:
    html = browser(cast.alicia).get(f"{STRATEGIES}{strategy.pk}/change/").content.decode()
    for size in (10, 15, 25, 45):
        assert f"<h4>{size} min</h4>" in html
    assert "1. Escribe en una sola frase, aunque salga fea, qué quieres defender (3 min)." in html
    assert "Nadie la ha cambiado todavía." in html
    assert "Volver al texto original" not in html


def test_a_strategy_is_changed_and_the_change_is_a_version(cast: Cast, strategy: Strategy) -> None:
    client = browser(cast.alicia)
    address = f"{STRATEGIES}{strategy.pk}/change/"
    body = body_of(strategy, name="Lo mínimo", steps_10="4: uno.\r\n6: dos.", tasks=["any"])
    assert client.post(address, body).status_code == 302
    strategy.refresh_from_db()
    assert (strategy.name, strategy.steps_10) == ("Lo mínimo", "4: uno.\n6: dos.")
    assert (strategy.tasks, strategy.version, strategy.is_edited) == (["any"], 2, True)
    version = ContentVersion.objects.get()
    assert (version.data["name"], version.changed_by) == ("Esqueleto mínimo", cast.alicia)
    html = client.get(address).content.decode()
    assert "Volver a esta versión" in html
    assert "Volver al texto original" in html
    assert client.post(address, body).status_code == 302
    assert ContentVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("steps_10", "4: uno.\n5: dos.", "Los pasos suman 9 minutos y deben sumar 10."),
        ("steps_25", "uno.", "«uno.»: escribe cada paso como «3: qué hacer», con sus minutos"),
        ("steps_15", "15: haz {task}.", "Línea 1: aquí no se puede usar {task}."),
        ("steps_10", "\n".join(["1: a."] * 10), "Son demasiados pasos; lo máximo son 7."),
        ("why", "Sirve.\nSirve para {mood}.", "Línea 2: aquí no se puede usar {mood}."),
        ("why", "Sirve para {task.", "Línea 1: hay una llave mal puesta."),
        ("why", "Sirve para {task!r}.", "Línea 1: hay una llave mal puesta."),
        ("why", "a" * 281, "Línea 1: tiene 281 caracteres; lo máximo son 280."),
        ("why", "  ", "Este campo es requerido."),
        ("tasks", [], "Indica al menos una tarea, o «any» para cualquiera."),
        ("tasks", ["dance"], "Escoja una opción válida. dance no es una"),
        ("q2", "C", "Escoja una opción válida. C no es una"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    cast: Cast, strategy: Strategy, field: str, value: Any, said: str
) -> None:
    address = f"{STRATEGIES}{strategy.pk}/change/"
    found = refused(browser(cast.alicia).post(address, body_of(strategy, **{field: value})))
    assert list(found) == [field]
    assert said in found[field][0]
    strategy.refresh_from_db()
    assert (strategy.version, strategy.is_edited) == (1, False)
    assert not ContentVersion.objects.exists()


def test_values_that_nobody_knows_are_named() -> None:
    data = shipped.strategies("es")[SLUG]
    wrong = {**data, "phases": ["later"], "feelings": "x", "topics": ["nowhere"], "source": ""}
    found = checks.strategy_errors(wrong, "es")
    assert set(found) == {"phases", "feelings", "topics", "source"}
    assert found["phases"][0].startswith("No se conoce: later. Se puede usar: ideacion, plani")


def test_a_strategy_of_ones_own_is_added_once(cast: Cast, strategy: Strategy) -> None:
    client = browser(cast.oriana)
    body = body_of(strategy, slug="la_mia", language="es", name="La mía")
    assert client.post(f"{STRATEGIES}add/", body).status_code == 302
    own = Strategy.objects.get(slug="la_mia")
    assert (own.is_edited, own.steps_45) == (True, strategy.steps_45)
    assert "__all__" in refused(client.post(f"{STRATEGIES}add/", body))
    bad = refused(client.post(f"{STRATEGIES}add/", {**body, "slug": "otra", "steps_10": "9: a."}))
    assert bad == {"steps_10": ["Los pasos suman 9 minutos y deben sumar 10."]}
    sync.sync()
    assert Strategy.objects.filter(slug="la_mia").exists()


# --- wordings -----------------------------------------------------------------------------------
def test_wordings_are_found_by_key_text_and_kind(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    client = browser(cast.alicia)
    client.get(WORDINGS)
    # session, person, two counts, two of Django's permissions, one page of wordings
    with django_assert_num_queries(7):
        html = client.get(WORDINGS, {"q": "care.stay"}).content.decode()
    assert "care.stay" in html
    by_text = client.get(WORDINGS, {"q": "Sigo aquí contigo."}).content.decode()
    assert "care.stay" in by_text
    exercises = client.get(WORDINGS, {"kind": "exercise."}).content.decode()
    assert "exercise.breathing.steps" in exercises
    assert ">thanks</a>" not in exercises
    moves = client.get(WORDINGS, {"kind": "moves", "q": "thanks"}).content.decode()
    assert ">thanks</a>" in moves


@pytest.mark.parametrize(
    ("key", "lines", "said"),
    [
        ("thanks", "", "Este campo es requerido."),
        ("intro.named", "Hola, {nombre}.", "aquí no se puede usar {nombre}. Se puede usar: {name}"),
        ("intro.named", "Hola, {name.", "Línea 1: hay una llave mal puesta."),
        ("intro.named", "Hola, {}.", "Línea 1: hay una llave mal puesta."),
        ("thanks", "Bien.\n" + "a" * 281, "Línea 2: tiene 281 caracteres; lo máximo son 280."),
        ("topic.grief.ideas.0.say", "Uno.\nDos.", "Aquí va una sola frase, en una línea."),
        ("question.minutes", "¿Cuánto?\nDime.", "Línea 2: aquí va una pregunta, y solo una."),
        ("question.minutes", "¿Sí? ¿No?", "Línea 1: aquí va una pregunta, y solo una."),
    ],
)
def test_wrong_lines_are_refused(cast: Cast, key: str, lines: str, said: str) -> None:
    row = Wording.objects.get(key=key, language="es")
    before = row.lines
    found = refused(browser(cast.alicia).post(f"{WORDINGS}{row.pk}/change/", {"lines": lines}))
    assert list(found) == ["lines"]
    assert said in found["lines"][0]
    row.refresh_from_db()
    assert row.lines == before


def test_a_wording_is_changed_and_shows_what_it_was(cast: Cast, thanks: Wording) -> None:
    client = browser(cast.alicia)
    address = f"{WORDINGS}{thanks.pk}/change/"
    first = thanks.lines.split("\n")[0]
    assert f"<li>{first}</li>" not in client.get(address).content.decode()
    assert client.post(address, {"lines": "¡De nada!"}).status_code == 302
    thanks.refresh_from_db()
    assert (thanks.lines, thanks.is_edited) == ("¡De nada!", True)
    assert f"<li>{first}</li>" in client.get(address).content.decode()
    for path in ("add/", f"{thanks.pk}/delete/"):
        assert client.post(f"{WORDINGS}{path}", {"post": "yes"}).status_code == 403


# --- going back ---------------------------------------------------------------------------------
def test_going_back_to_a_version_is_asked_once(cast: Cast, thanks: Wording) -> None:
    old = thanks.lines
    editing.change(entry=thanks, data={"lines": "Mal."}, by=cast.oriana)
    version = ContentVersion.objects.get()
    client = browser(cast.alicia)
    address = reverse("admin:conversations_contentversion_restore", args=[version.pk])
    html = client.get(address).content.decode()
    assert "Mal." in html
    assert old.split("\n")[0] in html
    thanks.refresh_from_db()
    assert thanks.lines == "Mal."
    answer = client.post(address)
    assert answer.headers["Location"] == f"{WORDINGS}{thanks.pk}/change/"
    thanks.refresh_from_db()
    assert (thanks.lines, thanks.is_edited, thanks.version) == (old, False, 3)
    assert "no hay nada que cambiar" in client.get(address).content.decode()
    listed = client.get("/admin/conversations/contentversion/").content.decode()
    assert "Oriana Ruiz" in listed
    assert "Alicia Mora" in listed
    page = client.get(f"/admin/conversations/contentversion/{version.pk}/change/").content.decode()
    assert address in page


def test_a_version_that_is_not_allowed_any_more_is_refused(cast: Cast, thanks: Wording) -> None:
    old = ContentVersion.objects.create(
        kind="wording", key="thanks", language="es", version=7, data={"lines": "Hola, {x}."}
    )
    client = browser(cast.alicia)
    address = reverse("admin:conversations_contentversion_restore", args=[old.pk])
    html = client.post(address, follow=True).content.decode()
    assert "aquí no se puede usar {x}" in html
    assert "Hola, {x}." not in Wording.objects.get(pk=thanks.pk).lines


def test_back_to_the_text_of_the_program(cast: Cast, strategy: Strategy) -> None:
    editing.change(entry=strategy, data={"name": "Lo mínimo"}, by=cast.oriana)
    client = browser(cast.alicia)
    address = reverse("admin:conversations_strategy_reset", args=[strategy.pk])
    assert "Lo mínimo" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    strategy.refresh_from_db()
    assert (strategy.name, strategy.is_edited) == ("Esqueleto mínimo", False)
    own = Strategy(slug="mia", language="es", **shipped.strategies("es")[SLUG])
    editing.add_strategy(entry=own, by=cast.alicia)
    reset = reverse("admin:conversations_strategy_reset", args=[own.pk])
    assert client.get(reset).status_code == 404


# --- who may ------------------------------------------------------------------------------------
def test_only_administrators_change_what_the_assistant_says(
    cast: Cast, strategy: Strategy, thanks: Wording
) -> None:
    editing.change(entry=thanks, data={"lines": "¡De nada!"}, by=cast.alicia)
    version = ContentVersion.objects.get()
    pages = [
        f"{STRATEGIES}{strategy.pk}/change/",
        f"{WORDINGS}{thanks.pk}/change/",
        reverse("admin:conversations_wording_reset", args=[thanks.pk]),
        reverse("admin:conversations_contentversion_restore", args=[version.pk]),
    ]
    tutor = cast.tomas
    tutor.is_staff = True
    tutor.save()
    for page in pages:
        for outsider in (cast.ana, tutor):
            browser(outsider).post(page, {"lines": "¡Chao!"})
            assert browser(outsider).get(page).status_code != 200, page
    thanks.refresh_from_db()
    assert (thanks.lines, thanks.version) == ("¡De nada!", 2)
    assert ContentVersion.objects.count() == 1
    change = f"/admin/conversations/contentversion/{version.pk}/change/"
    assert browser(cast.alicia).post(change, {"version": "9"}).status_code == 403
