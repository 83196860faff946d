"""Registering, signing in and out by the API (contract «Sign-in»)."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, make_password
from django.test import Client

from accounts.models import AuditEntry, Institution, User
from tests.factories import PASSWORD, People, bearer, make_people

pytestmark = pytest.mark.django_db
AUTH = "/api/v1/auth"
NEW = {"name": "Elena Paz", "email": "Elena.Paz@Example.edu", "password": "lluvia-de-abril-9"}
WRONG = {
    "code": "invalid_credentials",
    "detail": "El correo o la contraseña no coinciden. Revísalos e inténtalo de nuevo.",
}


@pytest.fixture
def people() -> People:
    return make_people()


def post(client: Client, call: str, body: Any, **extra: Any) -> Any:
    return client.post(f"{AUTH}/{call}", body, content_type="application/json", **extra)


def login(client: Client, user: User, password: str = PASSWORD, **more: str) -> Any:
    return post(client, "login", {"email": user.email, "password": password, **more})


# --- register -----------------------------------------------------------------------------------
def test_register_makes_a_student_of_the_first_institution(client: Client) -> None:
    answer = post(client, "register", {**NEW, "role": "admin", "is_staff": True})
    user = User.objects.get(email="elena.paz@example.edu")
    assert answer.status_code == 201
    assert answer.json() == {
        "id": str(user.id),
        "name": "Elena Paz",
        "email": "elena.paz@example.edu",
        "role": "student",
    }
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert user.institution == Institution.objects.get(slug="principal")
    assert user.check_password(NEW["password"])


def test_register_takes_an_address_once_in_any_case(client: Client) -> None:
    assert post(client, "register", NEW).status_code == 201
    answer = post(client, "register", {**NEW, "email": "ELENA.PAZ@example.EDU"})
    assert answer.status_code == 400
    assert answer.json() == {
        "code": "invalid",
        "detail": "Hay algo que corregir en lo que enviaste.",
        "errors": {
            "email": ["Ya hay una cuenta con este correo. Inicia sesión o recupera tu contraseña."]
        },
    }
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"email": "elena"}, "email", "Escribe un correo válido, como nombre@universidad.edu."),
        ({"email": "a@b@c.cl"}, "email", "Escribe un correo válido, como nombre@universidad.edu."),
        ({"email": ""}, "email", "Este campo no puede estar en blanco."),
        ({"email": None}, "email", "Este campo no puede ser nulo."),
        ({"email": {"a": 1}}, "email", "No es una cadena válida."),
        ({"name": "   "}, "name", "Este campo no puede estar en blanco."),
        ({"name": "\u202e"}, "name", "Escribe tu nombre, de hasta 150 caracteres."),
        (
            {"name": "a" * 151},
            "name",
            "Asegúrese de que este campo no tenga más de 150 caracteres.",
        ),
        ({"name": "a\x00b"}, "name", "Los caracteres nulos no están permitidos."),
        (
            {"password": "corta"},
            "password",
            "La contraseña es demasiado corta. Debe contener por lo menos 10 caracteres.",
        ),
        ({"password": "1234509876"}, "password", "Esta contraseña es completamente numérica."),
        (
            {"password": "elena.paz@example"},
            "password",
            "La contraseña es demasiado similar a la de correo.",
        ),
    ],
)
def test_register_says_what_is_wrong(
    client: Client, change: dict[str, Any], field: str, sentence: str
) -> None:
    answer = post(client, "register", {**NEW, **change})
    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid"
    assert sentence in answer.json()["errors"][field]
    assert not User.objects.exists()


def test_register_names_every_missing_field_in_the_language_asked_for(client: Client) -> None:
    answer = post(client, "register", {}, headers={"Accept-Language": "en"})
    assert answer.headers["Content-Language"] == "en"
    required = ["This field is required."]
    assert answer.json()["errors"] == {"name": required, "email": required, "password": required}


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"name": "\\ud800", "email": "a@b.cl"}'],
)
def test_a_malformed_body_is_refused(client: Client, body: bytes) -> None:
    answer = client.generic("POST", f"{AUTH}/register", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid"
    assert not User.objects.exists()


def test_of_two_registrations_at_once_one_is_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both found the address free; the database lets one in."""
    monkeypatch.setattr("accounts.registration._problems", lambda *_: {})
    assert post(client, "register", NEW).status_code == 201
    second = post(client, "register", {**NEW, "name": "Otra"})
    assert (second.status_code, list(second.json()["errors"])) == (400, ["email"])
    assert User.objects.get().name == "Elena Paz"
    assert AuditEntry.objects.count() == 1


def test_register_cleans_the_name(client: Client) -> None:
    post(client, "register", {**NEW, "name": " Elena \t\u202e Paz\x07 "})
    assert User.objects.get().name == "Elena Paz"


# --- login --------------------------------------------------------------------------------------
def test_login_gives_a_pair_of_tokens(client: Client, people: People) -> None:
    answer = login(client, people.ana)
    body = answer.json()
    assert answer.status_code == 200
    assert set(body) == {"access_token", "refresh_token", "token_type", "expires_in"}
    assert (body["token_type"], body["expires_in"]) == ("bearer", 900)
    me = client.get(f"{AUTH}/me", headers={"Authorization": f"Bearer {body['access_token']}"})
    assert me.json()["email"] == "ana@example.edu"


def test_login_takes_the_address_in_any_case(client: Client, people: People) -> None:
    body = {"email": "  ANA@Example.EDU ", "password": PASSWORD}
    assert post(client, "login", body).status_code == 200


def test_unknown_address_wrong_password_and_closed_account_answer_alike(
    client: Client, people: People
) -> None:
    people.bruno.is_active = False
    people.bruno.save()
    answers = [
        post(client, "login", {"email": "nadie@example.edu", "password": PASSWORD}),
        login(client, people.ana, "otra-cosa-cualquiera"),
        login(client, people.bruno),
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 401]
    assert [answer.json() for answer in answers] == [WRONG, WRONG, WRONG]


def test_an_unknown_address_costs_a_hash_too(
    client: Client, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes time in a sign-in is the hash: one for everybody, so that none stands out."""
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    for email in (people.ana.email, "nadie@example.edu"):
        hashed.clear()
        answer = post(client, "login", {"email": email, "password": "no-es-la-clave"})
        assert answer.status_code == 401
        assert hashed == ["no-es-la-clave"]


def test_a_bcrypt_hash_is_taken_and_upgraded(client: Client, people: People, settings: Any) -> None:
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.BCryptSHA256PasswordHasher",
    ]
    people.ana.password = make_password(PASSWORD, hasher="bcrypt_sha256")
    people.ana.save()
    assert people.ana.password.split("$")[3] == "12"
    assert login(client, people.ana).status_code == 200
    people.ana.refresh_from_db()
    assert people.ana.password.startswith("argon2$")
    assert login(client, people.ana).status_code == 200


# --- me -----------------------------------------------------------------------------------------
def test_me_says_who_is_signed_in(
    client: Client, people: People, django_assert_num_queries: Any
) -> None:
    signed = bearer(people.ana)
    with django_assert_num_queries(3):  # the person, their institution, their courses
        answer = client.get(f"{AUTH}/me", **signed)
    assert answer.json() == {
        "id": str(people.ana.id),
        "name": "Ana Rojas",
        "email": "ana@example.edu",
        "role": "student",
        "institution": {"id": str(people.south.id), "name": "Universidad del Sur"},
        "courses": [
            {
                "id": str(people.philosophy.id),
                "code": "FIL-101",
                "name": "Introducción a la Filosofía",
            }
        ],
    }


def test_me_by_browser_session(client: Client, people: People) -> None:
    client.force_login(people.tomas)
    assert client.get(f"{AUTH}/me").json()["role"] == "tutor"


def test_me_needs_a_sign_in(client: Client) -> None:
    answer = client.get(f"{AUTH}/me")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json() == {
        "code": "not_signed_in",
        "detail": "Inicia sesión para continuar.",
    }


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Bearer a b", "bearer ñ.ñ.ñ"]
)
def test_a_garbage_access_token_is_refused_even_beside_a_session(
    client: Client, people: People, header: str
) -> None:
    client.force_login(people.ana)
    answer = client.get(f"{AUTH}/me", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_signed_in"


def test_a_refresh_token_is_no_access_token(client: Client, people: People) -> None:
    refresh = login(client, people.ana).json()["refresh_token"]
    answer = client.get(f"{AUTH}/me", headers={"Authorization": f"Bearer {refresh}"})
    assert answer.status_code == 401


def test_a_closed_account_is_refused_at_once(client: Client, people: People) -> None:
    signed = bearer(people.ana)
    people.ana.is_active = False
    people.ana.save()
    assert client.get(f"{AUTH}/me", **signed).status_code == 401


def test_registering_is_in_the_audit_log(client: Client) -> None:
    user_id = post(client, "register", NEW).json()["id"]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id) == ("registered", user_id)
