"""A local model's weights, with a PEFT adapter if wanted, loaded on first use and kept (D1).

`torch` and its relatives are optional (`requirements-huggingface.txt`) and slow to import: by name,
at first use. One thread loads and generates, one call after the other; the memory and the cores
would not be shared well.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import structlog

from psichat.llm.errors import ModelRefused

log = structlog.get_logger(__name__)

WORKER = ThreadPoolExecutor(1, thread_name_prefix="local-model")
# Where the caller doesn't say how long an answer may be.
MOST_TOKENS = 700


@dataclass(frozen=True)
class Weights:
    """Names in the hub or folders; `adapter` may be empty."""

    model: str
    adapter: str
    in_4_bits: bool


@dataclass(frozen=True)
class Loaded:
    tokenizer: Any
    model: Any


@dataclass(frozen=True)
class Wish:
    """What is to be written: temperature 0 always chooses the likeliest token."""

    messages: Sequence[dict[str, str]]
    temperature: float
    most_tokens: int


@dataclass(frozen=True)
class Piece:
    """Some text, and the tokens that it adds to the count."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


_loaded: dict[Weights, Loaded] = {}
_lock = threading.Lock()


def loaded(weights: Weights) -> Loaded:
    """The model, ready to write. The first time that may take minutes. Raises what the libraries
    raise, and `ModelRefused` for a model that is not made for conversations."""
    with _lock:
        if weights not in _loaded:
            _loaded[weights] = _load(weights)
        return _loaded[weights]


def write(
    found: Loaded, wish: Wish, give: Callable[[Piece], None], unwanted: threading.Event
) -> None:
    """Write an answer; `give` takes each piece, the first of them with the prompt's tokens.

    Ends early, after the token at hand, once it is `unwanted`.
    """
    transformers: Any
    torch, transformers = (importlib.import_module(name) for name in ("torch", "transformers"))
    inputs = found.tokenizer.apply_chat_template(
        list(wish.messages),
        add_generation_prompt=True,
        # A student who writes the model's own control signs has written just signs.
        sanitize_control_tokens=True,
        return_tensors="pt",
        return_dict=True,
    ).to(found.model.device)

    give(Piece("", tokens_in=int(inputs["input_ids"].shape[-1])))

    class Pieces(transformers.TextStreamer):
        tokens = 0

        def put(self, value: Any) -> None:
            if not self.next_tokens_are_prompt:
                self.tokens += value.numel()
            super().put(value)

        def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
            if text or stream_end:
                tokens, self.tokens = self.tokens, 0
                give(Piece(text, tokens_out=tokens))

    def is_over(input_ids: Any, _scores: Any, **_: Any) -> Any:
        size = (input_ids.shape[0],)
        return torch.full(size, unwanted.is_set(), device=input_ids.device, dtype=torch.bool)

    chance = {"do_sample": True, "temperature": wish.temperature} if wish.temperature else {}
    with torch.inference_mode():
        found.model.generate(
            **inputs,
            max_new_tokens=wish.most_tokens,
            streamer=Pieces(found.tokenizer, skip_prompt=True, skip_special_tokens=True),
            stopping_criteria=[is_over],
            pad_token_id=found.tokenizer.pad_token_id or found.tokenizer.eos_token_id,
            **({"do_sample": False} | chance),
        )


def _load(weights: Weights) -> Loaded:
    torch, transformers = (importlib.import_module(name) for name in ("torch", "transformers"))
    transformers.utils.logging.disable_progress_bar()
    options: dict[str, Any] = {"dtype": "auto"}
    if torch.cuda.is_available():
        options["device_map"] = "auto"
    if weights.in_4_bits:
        options |= _in_4_bits(torch, transformers)
    tokenizer = transformers.AutoTokenizer.from_pretrained(weights.model)
    model = transformers.AutoModelForCausalLM.from_pretrained(weights.model, **options)
    if weights.adapter:
        peft = importlib.import_module("peft")
        model = peft.PeftModel.from_pretrained(model, weights.adapter)
    if not tokenizer.chat_template:
        log.error("local_model_has_no_chat_template", model=weights.model)
        raise ModelRefused
    log.info("local_model_loaded", model=weights.model, adapter=weights.adapter)
    return Loaded(tokenizer, model.eval())


def _in_4_bits(torch: Any, transformers: Any) -> dict[str, Any]:
    """The options for 4 bits; none, and a word in the log, where that can't be done."""
    why = "" if find_spec("bitsandbytes") else "no_bitsandbytes"
    if not torch.cuda.is_available():
        why = "no_gpu"
    if why:
        log.warning("local_model_not_in_4_bits", why=why)
        return {}
    config = transformers.BitsAndBytesConfig(
        load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=torch.bfloat16
    )
    return {"quantization_config": config}
