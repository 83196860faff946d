from django.apps import AppConfig


class PsiChatConfig(AppConfig):
    name = "psichat"
