"""Under /tutor/."""

from django.urls import path

from tutoring.pages import (
    alert_actions,
    care,
    conversation,
    corrections,
    crisis,
    follow_ups,
    queue,
    review,
    students,
)

app_name = "tutor"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("alerts/<uuid:alert_id>/acknowledge/", alert_actions.acknowledge, name="acknowledge"),
    path("alerts/<uuid:alert_id>/snooze/", alert_actions.snooze, name="snooze"),
    path("alerts/<uuid:alert_id>/reopen/", alert_actions.reopen, name="reopen"),
    path("alerts/<uuid:alert_id>/assign/", alert_actions.assign, name="assign"),
    path("alerts/<uuid:alert_id>/resolve/", alert_actions.resolve, name="resolve"),
    path("alerts/<uuid:alert_id>/dismiss/", alert_actions.dismiss, name="dismiss"),
    path("conversations/<uuid:conversation_id>/", conversation.conversation, name="conversation"),
    path("conversations/<uuid:conversation_id>/message/", care.message, name="message"),
    path("conversations/<uuid:conversation_id>/takeover/", care.take_over, name="takeover"),
    path("conversations/<uuid:conversation_id>/release/", care.release, name="release"),
    path("conversations/<uuid:conversation_id>/note/", care.note, name="note"),
    path("conversations/<uuid:conversation_id>/intervene/", care.intervene, name="intervene"),
    path("messages/<uuid:message_id>/correct/", corrections.correct, name="correct"),
    path(
        "messages/<uuid:message_id>/corrections/<uuid:correction_id>/undo/",
        corrections.undo,
        name="correction_undo",
    ),
    path("review/", review.review, name="review"),
    path("review/<uuid:message_id>/", review.label, name="review_label"),
    path("review/<uuid:message_id>/undo/<uuid:correction_id>/", review.undo, name="review_undo"),
    path("students/", students.students, name="students"),
    path("students/<uuid:student_id>/", students.student, name="student"),
    path("students/<uuid:student_id>/crisis/", crisis.crisis, name="crisis"),
    path(
        "students/<uuid:student_id>/crisis/<int:state_id>/reopen/",
        crisis.reopen,
        name="crisis_reopen",
    ),
    path("follow-ups/", follow_ups.follow_ups, name="follow_ups"),
    path("follow-ups/<uuid:follow_up_id>/done/", follow_ups.done, name="follow_up_done"),
]
