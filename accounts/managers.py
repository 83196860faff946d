"""Making people."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import BaseUserManager


class UserManager(BaseUserManager[Any]):
    """Makes people; e-mail addresses are stored in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Any:
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Any:
        """An administrator of everything; of the oldest institution unless one is named."""
        fields.setdefault("role", "admin")
        fields.setdefault("name", email.split("@", maxsplit=1)[0])
        if "institution" not in fields and "institution_id" not in fields:
            institutions: Any = self.model._meta.get_field("institution").related_model
            fields["institution"] = institutions.objects.order_by("created_at").first()
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> Any:
        return self.get(email=(username or "").strip().lower())
