"""Who asks for a person, and who only speaks of people."""

from __future__ import annotations

import pytest

from conversations.answers.embedded import wants_human

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "text",
    [
        "Prefiero hablar con una persona",
        "quiero hablar con un humano",
        "puedo hablar con alguien?",
        "necesito hablar con una tutora por favor",
        "me gustaría conversar con un psicólogo",
        "pásame con una persona",
        "hay alguien real ahí?",
        "necesito que me atienda una persona",
        "quiero hablar con alguien de verdad",
        "cómo puedo hablar con mi tutor?",
        "una persona por favor",
    ],
)
def test_asking_for_a_person(text: str) -> None:
    assert wants_human(text)


@pytest.mark.parametrize(
    "text",
    [
        "mañana tengo que hablar con mi tutor sobre el informe",
        "no quiero hablar con nadie",
        "no quiero hablar con una persona",
        "hablé con mi tutora ayer",
        "me cuesta hablar con personas",
        "quiero hablar con alguien que me gusta",
        "no tengo con quién hablar",
        "eres una persona?",
        "soy una persona tímida",
        "mi tutor no me responde los correos",
        "quiero hablar con mi mamá",
        "tengo que entrevistar a una persona para el trabajo",
        "quiero hablar con una persona de mi curso pero no me atrevo",
        "hola",
    ],
)
def test_talk_about_people_is_no_request(text: str) -> None:
    assert not wants_human(text)
