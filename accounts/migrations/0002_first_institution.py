"""A fresh install has one institution, so that people can register at once (requirement A2)."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def make_first_institution(apps: Any, schema_editor: Any) -> None:
    institution = apps.get_model("accounts", "Institution")
    if not institution.objects.exists():
        institution.objects.create(
            name="Institución de ejemplo", slug="principal", country="CL"
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(make_first_institution, migrations.RunPython.noop)]
