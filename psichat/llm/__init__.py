"""Language models: messages in, a text or a structure out. Knows no user and no conversation.

Nothing personal may come in here: who calls has put placeholders in its place. The libraries that
speak to the providers are imported at the first call, and never while none is configured.
"""

from __future__ import annotations

from psichat.llm.breaker import ProviderState as ProviderState
from psichat.llm.breaker import reset as reset
from psichat.llm.breaker import states as states
from psichat.llm.budget import EXEMPT_PURPOSES as EXEMPT_PURPOSES
from psichat.llm.completion import complete_json as complete_json
from psichat.llm.completion import complete_text as complete_text
from psichat.llm.completion import is_configured as is_configured
from psichat.llm.completion import warm_up as warm_up
from psichat.llm.errors import ModelBlocked as ModelBlocked
from psichat.llm.errors import ModelEmpty as ModelEmpty
from psichat.llm.errors import ModelError as ModelError
from psichat.llm.errors import ModelOverBudget as ModelOverBudget
from psichat.llm.events import ModelCall as ModelCall
from psichat.llm.events import model_called as model_called
from psichat.llm.refs import ModelRef as ModelRef
from psichat.llm.refs import chain as chain
from psichat.llm.streaming import stream as stream
