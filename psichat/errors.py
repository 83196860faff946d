"""The tree of errors that a person may meet; every transport turns them into one shape."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _


class PsiChatError(Exception):
    """What went wrong, as a code for programs and a sentence for people.

    `errors` names the fields of an invalid input; `retry_after` is in seconds.
    """

    status = 500
    code = "error"
    default_detail = _("Algo falló de nuestro lado. Inténtalo de nuevo en un momento.")
    retryable = False

    def __init__(
        self,
        detail: object = None,
        *,
        code: str | None = None,
        errors: dict[str, list[str]] | None = None,
        retry_after: int | None = None,
    ) -> None:
        self.detail = str(detail if detail is not None else self.default_detail)
        self.code = code or self.code
        self.errors = errors
        self.retry_after = retry_after
        super().__init__(self.code)

    def body(self) -> dict[str, object]:
        """The error as it goes over the wire."""
        body: dict[str, object] = {"code": self.code, "detail": self.detail}
        if self.errors:
            body["errors"] = self.errors
        return body


class InvalidInput(PsiChatError):
    status = 400
    code = "invalid"
    default_detail = _("Hay algo que corregir en lo que enviaste.")


class NotSignedIn(PsiChatError):
    status = 401
    code = "not_signed_in"
    default_detail = _("Inicia sesión para continuar.")


class NotAllowed(PsiChatError):
    status = 403
    code = "not_allowed"
    default_detail = _("Tu cuenta no tiene permiso para hacer esto.")


class NotFound(PsiChatError):
    status = 404
    code = "not_found"
    default_detail = _("No encontramos lo que buscas, o no es tuyo.")


class Conflict(PsiChatError):
    status = 409
    code = "conflict"
    default_detail = _("Esto cambió mientras tanto. Actualiza y mira cómo quedó.")


class TooLarge(PsiChatError):
    status = 413
    code = "too_large"
    default_detail = _("Lo que enviaste es demasiado grande.")


class RateLimited(PsiChatError):
    status = 429
    code = "rate_limited"
    retryable = True
    default_detail = _("Vas muy rápido. Espera un momento y vuelve a intentarlo.")


class Unavailable(PsiChatError):
    status = 503
    code = "unavailable"
    retryable = True
    default_detail = _("Ahora mismo no podemos atender esto. Inténtalo de nuevo en un momento.")
