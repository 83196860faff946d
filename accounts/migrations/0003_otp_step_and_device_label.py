"""A one-time code counts once; a refresh family knows its device."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_first_institution")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="otp_last_step",
            field=models.PositiveBigIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="refreshfamily",
            name="label",
            field=models.CharField(blank=True, max_length=80, verbose_name="dispositivo"),
        ),
    ]
