"""Background work of accounts: mails, and forgetting what has expired."""

from __future__ import annotations

from smtplib import SMTPException

from celery import Task, shared_task
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from rest_framework_simplejwt.token_blacklist.models import OutstandingToken

from accounts.models import RefreshFamily, User
from accounts.tokens import REFRESH_LIFETIME


@shared_task(bind=True, max_retries=5)
def send_password_link(self: Task, user_id: str, kind: str, base_url: str) -> None:
    """Mail the person a link to choose a password (`kind`: `reset` or `invitation`).

    Does nothing for an empty id or somebody who may no longer sign in. Tried again for half an
    hour when the mail server can't be reached; a second mail does no harm.
    """
    user = User.objects.filter(id=user_id, is_active=True).first() if user_id else None
    if user is None:
        return
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    link = reverse("accounts:password_reset_confirm", args=[uid, token])
    minutes = settings.PASSWORD_RESET_TIMEOUT // 60
    context = {"person": user, "link": base_url + link, "base_url": base_url, "minutes": minutes}
    with translation.override(user.language):
        subject = render_to_string(f"accounts/mail/{kind}_subject.txt", context).strip()
        body = render_to_string(f"accounts/mail/{kind}.txt", context)
    try:
        send_mail(subject, body, None, [user.email])
    except (SMTPException, OSError) as exc:
        raise self.retry(exc=exc, countdown=60 * 2**self.request.retries) from exc


@shared_task
def flush_expired_tokens() -> None:
    """Forget used tokens, devices and browser sessions that have expired. Once a day."""
    now = timezone.now()
    OutstandingToken.objects.filter(expires_at__lt=now).delete()
    RefreshFamily.objects.filter(used_at__lt=now - REFRESH_LIFETIME).delete()
    Session.objects.filter(expire_date__lt=now).delete()
