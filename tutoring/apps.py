from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TutoringConfig(AppConfig):
    name = "tutoring"
    verbose_name = _("Tutoría")

    def ready(self) -> None:
        from tutoring import receivers

        receivers.connect()
