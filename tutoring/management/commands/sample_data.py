"""`manage.py sample_data`: a tutor's queue to look at and to try things with."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from asgiref.sync import async_to_sync
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model, Q, QuerySet
from django.test.utils import override_settings
from django.utils import timezone
from tqdm import tqdm

from accounts.models import Consent, Course, Enrolment, Role, User
from analysis import corrections
from analysis.models import Correction, MessageAnalysis
from conversations import runner
from conversations.models import Conversation, Message
from conversations.services import start_conversation
from conversations.turn import Turn
from tutoring import alerts, interventions
from tutoring.models import Alert, AlertChange, CannedReply, FollowUp, Intervention
from tutoring.sample_cases import CANNED, CASES, COURSES, Case, Step

TUTOR = "tutora@example.com"
ADDRESS = "muestra-{number}@example.com"


class Command(BaseCommand):
    help = (
        "Fill the demo tutor's queue with invented students: alerts in every state, interventions "
        "and follow-ups, made by the real turn. Needs `manage.py demo`; run again, it adds only "
        "what is missing. Not for production."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Invented students have no place in production.")
        tutor = User.objects.filter(email=TUTOR, role=Role.TUTOR).first()
        if tutor is None:
            raise CommandError(f"There is no tutor {TUTOR}: run `manage.py demo` first.")
        courses = _courses(tutor)
        _canned(tutor)
        made = 0
        with override_settings(ANSWER_PACE_SECONDS=0):
            for number, case in enumerate(tqdm(CASES, unit="case", disable=None), start=1):
                student = _student(tutor, courses[case.course], case.name, number)
                if not student.conversations.exists():
                    _play(case, student, tutor)
                    made += 1
        self.stdout.write(
            f"{made} conversations made, {len(CASES) - made} were there. "
            f"Sign in as {TUTOR} and open /tutor/."
        )


def _courses(tutor: User) -> dict[str, Course]:
    found = {}
    for code, name in COURSES:
        course, _made = Course.objects.get_or_create(
            institution=tutor.institution, code=code, defaults={"name": name}
        )
        Enrolment.objects.get_or_create(course=course, user=tutor)
        found[code] = course
    return found


def _student(tutor: User, course: Course, name: str, number: int) -> User:
    """An invented student, who can't sign in."""
    student, made = User.objects.get_or_create(
        email=ADDRESS.format(number=number),
        defaults={"name": name, "institution": tutor.institution, "role": Role.STUDENT},
    )
    if made:
        student.set_unusable_password()
        student.save()
        Consent.objects.create(user=student, version=settings.CONSENT_VERSION)
    Enrolment.objects.get_or_create(course=course, user=student)
    return student


def _canned(tutor: User) -> None:
    for position, (title, text) in enumerate(CANNED):
        words = {"text": text, "position": position}
        CannedReply.objects.get_or_create(
            institution=tutor.institution, title=title, defaults=words
        )


def _play(case: Case, student: User, tutor: User) -> None:
    """Go through the steps, and date what each has made back to when it is said to have been."""
    began = timezone.now()
    conversation = start_conversation(student=student)
    for step in case.steps:
        _do(step, conversation, tutor)
        _date_back(conversation, began, began - timedelta(minutes=step.minutes))


def _do(step: Step, conversation: Conversation, tutor: User) -> None:
    conversation.refresh_from_db()
    alert = alerts.live_alert_of(conversation.id)
    if step.what == "says":
        turn = Turn(
            conversation_id=conversation.id,
            student_id=conversation.student_id,
            text=step.text,
            client_id=uuid.uuid4(),
            transport="sample",
            language=conversation.student.language,
        )
        async_to_sync(runner.collect)(turn)
    elif step.what == "corrects":
        of_conversation = MessageAnalysis.objects.filter(message__conversation=conversation)
        last = of_conversation.latest("message__seq")
        corrections.correct(analysis=last, by=tutor, right=step.text, **step.more)
    elif step.what == "release":
        interventions.release(conversation=conversation, tutor=tutor)
    elif step.what in {"take_over", "writes", "call", "meeting", "referral"}:
        kind = {"take_over": "takeover", "writes": "message"}.get(step.what, step.what)
        made = interventions.intervene(
            conversation=conversation,
            tutor=tutor,
            kind=kind,
            text=step.text,
            follow_up_at=timezone.now() + timedelta(days=1) if step.more else None,
        )
        if step.more:
            due = timezone.now() + timedelta(hours=step.more["follow_up_hours"])
            FollowUp.objects.filter(intervention=made).update(due_at=due)
    elif alert is None:
        raise CommandError(f"{conversation.student.name} raised no alert to {step.what}.")
    elif step.what == "take":
        alerts.acknowledge(alert=alert, by=tutor)
    elif step.what == "snooze":
        alerts.snooze(alert=alert, by=tutor, until=timezone.now() + timedelta(minutes=40))
    elif step.what == "resolve":
        alerts.resolve(alert=alert, by=tutor, reason=step.text, note=step.more["note"])
    else:
        alerts.dismiss(alert=alert, by=tutor, reason=step.text)


def _date_back(conversation: Conversation, began: datetime, at: datetime) -> None:
    """Give `at` to every time of the conversation's rows that is of this run."""
    mine = Q(conversation=conversation)
    messages = Message.objects.filter(mine, created_at__gte=began).order_by("seq")
    for seconds, message in enumerate(messages):
        later = at + timedelta(seconds=3 * seconds)
        Message.objects.filter(id=message.id).update(created_at=later)
    of_messages = MessageAnalysis.objects.filter(message__conversation=conversation)
    _set(of_messages, began, at, "created_at")
    of_analyses = Correction.objects.filter(analysis__in=of_messages)
    _set(of_analyses, began, at, "created_at")
    _set(AlertChange.objects.filter(alert__conversation=conversation), began, at, "created_at")
    _set(Intervention.objects.filter(mine), began, at, "created_at")
    _set(FollowUp.objects.filter(intervention__conversation=conversation), began, at, "created_at")
    alert_times = ("created_at", "changed_at", "acknowledged_at", "resolved_at")
    _set(Alert.objects.filter(mine), began, at, *alert_times)
    here = Conversation.objects.filter(id=conversation.id)
    _set(here, began, at, "created_at", "updated_at", "taken_over_at")


def _set(rows: QuerySet[Model], began: datetime, at: datetime, *fields: str) -> None:
    for name in fields:
        rows.filter(**{f"{name}__gte": began}).update(**{name: at})
