"""How does a network in the ONNX format read sentences? The one place that knows the packages of `pollen[meaning]`.

Nobody imports this before a model is asked for.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from bot.meaning.models import Floats, Shape, Unusable

_INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids"})
#: The name that exports give to a sentence's own numbers, where the network has them.
_SENTENCE = "sentence_embedding"
_PADS = ("[PAD]", "<pad>")


def opened(shape: Shape, tokenizer: Path) -> Callable[[Sequence[str]], Floats]:
    """Open a network and its tokenizer; raise `Unusable` when they cannot be used."""
    try:
        reader = Tokenizer.from_file(str(tokenizer))
    except Exception as error:  # the package raises that very class for a file it cannot read
        raise Unusable(f"has a tokenizer.json that can't be read ({_first_line(error)})") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # the other core is for people's requests
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # as quick, and what a long text took is freed
    options.log_severity_level = 3
    try:
        network = onnxruntime.InferenceSession(str(shape.network), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # one class for each kind of fault, without a common one
        raise Unusable(f"has a {shape.network.name} that can't be read ({_first_line(error)})") from error
    return _Encoder(shape, reader, network)


class _Encoder:
    def __init__(self, shape: Shape, tokenizer: Tokenizer, network: onnxruntime.InferenceSession) -> None:
        padding = tokenizer.padding or {}
        found = [tokenizer.token_to_id(name) for name in _PADS]
        self._pad: int = padding.get("pad_id", next((id for id in found if id is not None), 0))
        tokenizer.no_padding()
        tokenizer.enable_truncation(shape.tokens)
        self._tokenizer, self._network, self._is_first = tokenizer, network, shape.is_first
        self._inputs = [one.name for one in network.get_inputs()]
        strange = set(self._inputs) - _INPUTS
        if strange:
            raise Unusable(f"wants to know what I can't tell it ({', '.join(sorted(strange))})")
        names = [one.name for one in network.get_outputs()]
        self._output = _SENTENCE if _SENTENCE in names else names[0]

    def __call__(self, texts: Sequence[str]) -> Floats:
        """The vectors of texts, a row each, all of length 1."""
        try:
            read = self._tokenizer.encode_batch(list(texts))
        except Exception as error:  # that very class again, for a vocabulary that lacks what it needs
            raise Unusable(f"has a tokenizer.json that can't read a text ({_first_line(error)})") from error
        longest = max(1, *(len(one.ids) for one in read))
        ids = np.full((len(read), longest), self._pad, np.int64)
        mask = np.zeros((len(read), longest), np.int64)
        for row, one in enumerate(read):
            ids[row, : len(one.ids)] = one.ids
            mask[row, : len(one.ids)] = 1
        told = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        try:
            (out,) = self._network.run([self._output], {name: told[name] for name in self._inputs})
        except Exception as error:  # as above
            raise Unusable(f"doesn't run ({_first_line(error)})") from error
        return _unit(self._pooled(out, mask))

    def _pooled(self, out: Floats, mask: np.typing.NDArray[np.int64]) -> Floats:
        if out.ndim == 2 and len(out) == len(mask):
            return out
        if out.ndim != 3 or out.shape[:2] != mask.shape:
            raise Unusable(f"gives numbers of a form that I don't know ({' × '.join(map(str, out.shape))})")
        if self._is_first:
            return out[:, 0]
        weights = mask[:, :, None].astype(np.float32)
        mean: Floats = (out * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1.0)
        return mean


def _unit(vectors: Floats) -> Floats:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Floats = (vectors / np.maximum(length, 1e-12)).astype(np.float32)
    return unit


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
