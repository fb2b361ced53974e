"""A sentence model made on the spot: a word's numbers follow from its meaning, a text's are the mean of its words'."""

import re
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from bot.meaning.models import SAMPLES

SIZE = 48


def made(folder: Path, texts: Iterable[str], *, same: Mapping[str, str] | None = None, salt: str = "") -> Path:
    """Make a model that knows the words of these texts; `same`: a word that means what another means."""
    folder.mkdir(parents=True, exist_ok=True)
    known = " ".join((*texts, *(part for sample in SAMPLES for part in sample))).lower()
    words = sorted({*re.findall(r"\w+", known), *(same or {})})
    vocabulary = {name: number for number, name in enumerate(("[PAD]", "[UNK]", *words))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    rows = [np.zeros(SIZE)] * 2 + [_numbers((same or {}).get(word, word) + salt) for word in words]
    onnx.save(network(np.array(rows, np.float32)), folder / "model.onnx")
    return folder


def network(
    table: np.typing.NDArray[np.float32], *, inputs: Iterable[str] = ("input_ids", "attention_mask")
) -> onnx.ModelProto:
    """A network that gives each token its row of a table."""
    told = [helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"]) for name in inputs]
    out = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["texts", "tokens", table.shape[1]])
    node = helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])
    graph = helper.make_graph([node], "tiny", told, [out], [numpy_helper.from_array(table, "table")])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


def _numbers(word: str) -> np.typing.NDArray[np.float64]:
    return np.random.default_rng(zlib.crc32(word.encode())).normal(size=SIZE)
