"""Full-text search over the stems of snippets, where the database is PostgreSQL.

The column is the database's own: it computes it, and no model names it.
"""

from django.db import migrations


def make(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(
        "ALTER TABLE scraping_snippet ADD COLUMN stems_vector tsvector "
        "GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, stems)) STORED"
    )
    schema_editor.execute(
        "CREATE INDEX snippet_by_stems ON scraping_snippet USING gin (stems_vector)"
    )


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("ALTER TABLE scraping_snippet DROP COLUMN stems_vector")


class Migration(migrations.Migration):
    dependencies = [
        ("scraping", "0003_index_lease_until_index_retired_at_index_worker_and_more"),
    ]

    operations = [migrations.RunPython(make, unmake)]
