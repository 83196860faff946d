"""Background work of monitoring."""

from __future__ import annotations

from smtplib import SMTPException

from celery import Task, shared_task
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User


@shared_task(bind=True, max_retries=5)
def tell_of_budget(self: Task, user_id: str, percent: int) -> None:
    """Mail an administrator that the month's budget of their institution has reached `percent`."""
    person = User.objects.select_related("institution__budget").filter(id=user_id).first()
    if person is None or not hasattr(person.institution, "budget"):
        return
    with translation.override(person.language):
        subject = _("PsiChat: el presupuesto del mes va en %(percent)d %%") % {"percent": percent}
        what = (
            _(
                "Se gastó todo. Hasta fin de mes responde el modelo incorporado, que no cuesta "
                "nada; las crisis se siguen atendiendo igual."
            )
            if percent >= 100
            else _("Cuando se gaste todo, responderá el modelo incorporado hasta fin de mes.")
        )
        body = _(
            "Presupuesto de %(name)s para modelos externos: US$ %(monthly)s al mes.\n\n"
            "%(what)s\n\nEl detalle está en Monitoreo, Costos."
        ) % {
            "name": person.institution.name,
            "monthly": person.institution.budget.monthly,
            "what": what,
        }
    try:
        send_mail(subject, body, None, [person.email])
    except (SMTPException, OSError) as exc:
        raise self.retry(exc=exc, countdown=60 * 2**self.request.retries) from exc
