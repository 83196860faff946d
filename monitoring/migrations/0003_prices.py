"""Load the prices of outside models; what staff have entered since is not touched."""

import tomllib
from pathlib import Path

from django.db import migrations

PRICES = Path(__file__).resolve().parent.parent / "prices.toml"


def load(apps, schema_editor):
    price = apps.get_model("monitoring", "ModelPrice")
    for entry in tomllib.loads(PRICES.read_text(encoding="utf-8"))["price"]:
        price.objects.get_or_create(
            provider=entry["provider"],
            model=entry["model"],
            starts_on=entry["starts_on"],
            defaults={
                key: entry[key] for key in ("tokens_in", "tokens_cached", "tokens_out", "source")
            },
        )


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_model_calls_and_budgets")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
