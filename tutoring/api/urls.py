from django.urls import path

from tutoring.api import alert_views as alert
from tutoring.api import care_views as care

urlpatterns = [
    path("alerts", alert.Alerts.as_view()),
    path("alerts/<str:alert_id>", alert.OneAlert.as_view()),
    path("alerts/<str:alert_id>/acknowledge", alert.Acknowledge.as_view()),
    path("alerts/<str:alert_id>/assign", alert.Assign.as_view()),
    path("alerts/<str:alert_id>/resolve", alert.Resolve.as_view()),
    path("alerts/<str:alert_id>/dismiss", alert.Dismiss.as_view()),
    path("interventions", care.Interventions.as_view()),
    path("conversations/<str:conversation_id>/takeover", care.TakeOver.as_view()),
    path("conversations/<str:conversation_id>/release", care.Release.as_view()),
    path("students", care.Students.as_view()),
    path("students/<str:student_id>", care.OneStudent.as_view()),
    path("follow-ups", care.FollowUps.as_view()),
]
