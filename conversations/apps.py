from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    name = "conversations"
    verbose_name = _("Conversaciones")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from conversations import receivers
        from conversations.catalogue.sync import after_migrate

        receivers.connect()
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="conversations.catalogue")
