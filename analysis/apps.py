from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from psichat import leaving


class AnalysisConfig(AppConfig):
    name = "analysis"
    verbose_name = _("Análisis")

    def ready(self) -> None:
        leaving.mask_with(_impersonal)


def _impersonal(text: str) -> str | None:
    from analysis.outgoing import impersonal  # its models come at the first use
    from analysis.pii.masking import MaskingError

    try:
        return impersonal(text)
    except MaskingError:
        return None
