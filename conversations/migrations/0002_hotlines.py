"""Load the directory of lines to call; what staff have changed since is not touched."""

import tomllib
from pathlib import Path

from django.db import migrations

DIRECTORY = Path(__file__).resolve().parent.parent / "hotlines.toml"


def load(apps, schema_editor):
    hotline = apps.get_model("conversations", "Hotline")
    directory = tomllib.loads(DIRECTORY.read_text(encoding="utf-8"))
    for country, lines in directory.items():
        for position, line in enumerate(lines):
            hotline.objects.get_or_create(
                country=country,
                name=line["name"],
                defaults={
                    "use": line["use"],
                    "phone": line["phone"],
                    "hours": line["hours"],
                    "url": line.get("url", ""),
                    "language": "es",
                    "position": position,
                    "checked_on": line.get("checked_on"),
                },
            )


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
