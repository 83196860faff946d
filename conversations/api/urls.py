from django.urls import path

from conversations.api import conversation_views as conversation
from conversations.api import turn_views as turn

urlpatterns = [
    path("conversations", conversation.Conversations.as_view()),
    path("conversations/<str:conversation_id>", conversation.OneConversation.as_view()),
    path("conversations/<str:conversation_id>/complete", conversation.Complete.as_view()),
    path("conversations/<str:conversation_id>/reset-state", conversation.ResetState.as_view()),
    path("history", conversation.History.as_view()),
    path("satisfaction", conversation.Satisfaction.as_view()),
    path("send", turn.Send.as_view()),
    path("send-stream", turn.SendStream.as_view()),
]
