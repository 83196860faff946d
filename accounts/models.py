"""Who: institutions, people, courses, consent, audit."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.answering import AnswerChoice
from accounts.conduct import ToxicityRules
from accounts.countries import Country
from accounts.managers import UserManager


class Institution(ToxicityRules, AnswerChoice):
    """A university or school; nothing crosses between two."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("nombre"), max_length=200)
    slug = models.SlugField(_("identificador"), unique=True)
    country = models.CharField(_("país"), max_length=2, choices=Country, default=Country.CHILE)
    time_zone = models.CharField(_("zona horaria"), max_length=64, default="America/Santiago")
    contact_name = models.CharField(_("servicio de apoyo"), max_length=200, blank=True)
    contact_phone = models.CharField(_("teléfono del servicio"), max_length=40, blank=True)
    contact_email = models.EmailField(_("correo del servicio"), blank=True)
    contact_hours = models.CharField(_("horario del servicio"), max_length=200, blank=True)
    answer_minutes = models.PositiveSmallIntegerField(
        _("minutos en que suele responder una persona"), default=30
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("institución")
        verbose_name_plural = _("instituciones")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    STUDENT = "student", _("Estudiante")
    TUTOR = "tutor", _("Tutor o tutora")
    ADMIN = "admin", _("Administración")


class User(AbstractBaseUser, PermissionsMixin):
    """A student, a tutor or an administrator, who signs in by e-mail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="users",
        verbose_name=_("institución"),
    )
    email = models.EmailField(_("correo"), unique=True)
    name = models.CharField(_("nombre"), max_length=150)
    role = models.CharField(_("rol"), max_length=10, choices=Role.choices, default=Role.STUDENT)
    country = models.CharField(_("país"), max_length=2, choices=Country.choices, blank=True)
    language = models.CharField(
        _("idioma"), max_length=5, choices=[("es", "Español"), ("en", "English")], default="es"
    )
    otp_secret = models.CharField(max_length=64, blank=True, editable=False)
    # The time step of the last one-time code taken: no code of that step or before counts again.
    otp_last_step = models.PositiveBigIntegerField(default=0, editable=False)
    is_active = models.BooleanField(_("puede entrar"), default=True)
    is_staff = models.BooleanField(_("puede usar la administración"), default=False)
    date_joined = models.DateTimeField(_("desde"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("persona")
        verbose_name_plural = _("personas")
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="user_role_is_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["institution", "role", "name"])]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_student(self) -> bool:
        return self.role == Role.STUDENT

    @property
    def is_tutor(self) -> bool:
        return self.role == Role.TUTOR

    @property
    def is_admin(self) -> bool:
        return self.role == Role.ADMIN

    @property
    def cares(self) -> bool:
        """Whether this person looks after students (tutor or administrator)."""
        return self.role in {Role.TUTOR, Role.ADMIN}

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]


class Course(models.Model):
    """A course of an institution; tutors look after the students enrolled in theirs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="courses", verbose_name=_("institución")
    )
    code = models.CharField(_("código"), max_length=40)
    name = models.CharField(_("nombre"), max_length=200)
    members: models.ManyToManyField[User, Enrolment] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Enrolment", related_name="courses"
    )

    class Meta:
        verbose_name = _("curso")
        verbose_name_plural = _("cursos")
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "code"], name="course_code_unique")
        ]

    def __str__(self) -> str:
        return self.name


class Enrolment(models.Model):
    """A person in a course; the person's role says whether they learn or look after."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, verbose_name=_("curso"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name=_("persona")
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("inscripción")
        verbose_name_plural = _("inscripciones")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "user"], name="enrolment_unique")
        ]
        indexes: ClassVar = [models.Index(fields=["user", "course"])]

    def __str__(self) -> str:
        return f"{self.user} · {self.course}"

    def clean(self) -> None:
        """A course and its people are of one institution (for the forms of the admin)."""
        both = self.course_id is not None and self.user_id is not None
        if both and self.course.institution_id != self.user.institution_id:
            raise ValidationError(_("El curso y la persona son de instituciones distintas."))


class Consent(models.Model):
    """That a person accepted one version of the notice on who reads what."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"
    )
    version = models.CharField(_("versión"), max_length=20)
    accepted_at = models.DateTimeField(_("aceptado el"), default=timezone.now)

    class Meta:
        verbose_name = _("consentimiento")
        verbose_name_plural = _("consentimientos")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "version"], name="consent_once_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.version}"


class AuditEntry(models.Model):
    """Who looked at or changed what of whom. Written once, never changed."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("quién"),
    )
    action = models.CharField(_("qué"), max_length=60)
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("estudiante"),
    )
    object_type = models.CharField(_("tipo"), max_length=40, blank=True)
    object_id = models.CharField(_("identificador"), max_length=64, blank=True)
    detail = models.JSONField(_("detalle"), default=dict, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(_("cuándo"), default=timezone.now)

    class Meta:
        verbose_name = _("registro de auditoría")
        verbose_name_plural = _("registro de auditoría")
        ordering = ("-created_at",)
        indexes: ClassVar = [
            models.Index(fields=["institution", "-created_at"]),
            models.Index(fields=["student", "-created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M} {self.action}"


class RefreshFamily(models.Model):
    """The chain of refresh tokens that began with one sign-in; reuse of an old one revokes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="refresh_families"
    )
    current_jti = models.CharField(max_length=64)
    label = models.CharField(_("dispositivo"), max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("sesión de aplicación")
        verbose_name_plural = _("sesiones de aplicación")

    def __str__(self) -> str:
        return f"{self.user} · {self.created_at:%Y-%m-%d}"
