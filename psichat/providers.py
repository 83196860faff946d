"""The providers of language models that LangChain's factory knows, and what each of them needs.

Nothing of LangChain is imported here: that takes seconds, and this is read at the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

# Provider: the package that speaks to it, as `langchain.chat_models.init_chat_model` has it.
# `huggingface` is ours: a local model, with an adapter if wanted, which LangChain's can't load.
PACKAGES = {
    "anthropic": "langchain-anthropic",
    "anthropic_bedrock": "langchain-aws",
    "azure_ai": "langchain-azure-ai",
    "azure_openai": "langchain-openai",
    "baseten": "langchain-baseten",
    "bedrock": "langchain-aws",
    "bedrock_converse": "langchain-aws",
    "bedrock_mantle_anthropic": "langchain-aws",
    "bedrock_mantle_openai": "langchain-aws",
    "cohere": "langchain-cohere",
    "deepseek": "langchain-deepseek",
    "fireworks": "langchain-fireworks",
    "google_anthropic_vertex": "langchain-google-vertexai",
    "google_genai": "langchain-google-genai",
    "google_vertexai": "langchain-google-vertexai",
    "groq": "langchain-groq",
    "huggingface": "transformers torch peft accelerate",
    "ibm": "langchain-ibm",
    "langsmith": "langchain-openai",
    "litellm": "langchain-litellm",
    "meta": "langchain-meta",
    "mistralai": "langchain-mistralai",
    "nvidia": "langchain-nvidia-ai-endpoints",
    "ollama": "langchain-ollama",
    "openai": "langchain-openai",
    "openrouter": "langchain-openrouter",
    "perplexity": "langchain-perplexity",
    "together": "langchain-together",
    "upstage": "langchain-upstage",
    "xai": "langchain-xai",
}
EMBEDDED = "embedded"
# The model that is asked when none is named; of the other providers one must be named.
DEFAULT_MODELS = {"google_genai": "gemini-2.5-flash", "ollama": "llama3.1"}
_ALIASES = {"gemini": "google_genai"}
# Provider: any one of these settings says that this server may ask it, and how it is called.
_KEYS = {
    "google_genai": (("GOOGLE_API_KEY",), "Gemini (google_genai)"),
    "openai": (("OPENAI_API_KEY", "OPENAI_BASE_URL"), "openai"),
}


def named(choice: str) -> tuple[str, str]:
    """(provider, model) of `provider` or `provider:model`; a model's name may hold colons itself,
    and is the provider's default one, or empty, where none is given."""
    name, _colon, model = choice.strip().partition(":")
    provider = _ALIASES.get(name, name)
    return provider, model or DEFAULT_MODELS.get(provider, "")


def lacking(provider: str, keys: Mapping[str, str]) -> str:
    """What this server lacks to ask a known provider, as a sentence; empty if nothing.

    `keys` are the settings with addresses and keys, by name.
    """
    packages = PACKAGES[provider].split()
    if not all(find_spec(package.replace("-", "_")) for package in packages):
        wanted = packages[0]
        if provider == "huggingface":
            wanted = "-r requirements-huggingface.txt"
        return f"'{provider}', which is not installed here: pip install {wanted}."
    names, title = _KEYS.get(provider, ((), ""))
    if names and not any(keys.get(name) for name in names):
        return f"{' or '.join(names)} is missing; {title} is not asked without it."
    return ""
