"""Conversations, what the assistant says in them, and what keeps a student safe."""

from __future__ import annotations

from conversations.models.care import CrisisState as CrisisState
from conversations.models.care import Hotline as Hotline
from conversations.models.care import SafetyPlan as SafetyPlan
from conversations.models.content import ContentLanguage as ContentLanguage
from conversations.models.content import ContentVersion as ContentVersion
from conversations.models.content import Strategy as Strategy
from conversations.models.content import StrategyTrial as StrategyTrial
from conversations.models.content import Wording as Wording
from conversations.models.talk import Conversation as Conversation
from conversations.models.talk import Message as Message
from conversations.models.talk import Rating as Rating
from conversations.models.talk import SessionState as SessionState
