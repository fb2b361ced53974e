"""Which sentence model is there, and does it work? A folder in the ordinary export, opened and put to the proof."""

import hashlib
import importlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Kind = TypeVar("Kind", list[dict[str, object]], dict[str, object])

#: Where an export has its network; the first that is there counts.
NETWORKS = ("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx")
#: What else decides which numbers come out.
_DECIDING = (
    "tokenizer.json",
    "modules.json",
    "sentence_bert_config.json",
    "config_sentence_transformers.json",
    "1_Pooling/config.json",
)
_KNOWN_MODULES = frozenset({"Transformer", "Pooling", "Normalize"})
#: Tokens that are read of one text, unless the folder says less.
TOKENS = 256
#: Characters that are read of a question.
QUESTION = 2_000
#: Between the likeness of what is alike and of what is unlike there must be so much, or the model tells nothing.
TELLING = 0.05

#: Questions and answers on six matters: how near each is to its own and to the others' is the scale of a model.
SAMPLES = (
    ("How do I reset my password?", "To reset your password, open the settings and choose Reset password."),
    ("How many days of holiday do we have?", "Every employee has 28 days of holiday a year."),
    ("Where is the coffee machine?", "The coffee machine is in the kitchen on the second floor."),
    ("Who pays for a flight to a conference?", "The company pays for your flight when you speak at a conference."),
    ("When is the invoice sent to the customer?", "The invoice is sent to the customer on the last day of the month."),
    ("Which server runs the nightly backup?", "The nightly backup runs on the database server in Frankfurt."),
)


class Unusable(Exception):
    """A model cannot be used; the text says why, after the name of its folder."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How the numbers of a text's tokens become those of the text."""

    network: Path
    tokens: int
    #: The first token's numbers stand for the text, instead of the mean of all.
    is_first: bool
    #: What the model wants to read before a question, and before a passage.
    question: str
    passage: str


@dataclass(frozen=True, kw_only=True)
class Model:
    """A model that works."""

    name: str
    #: Changes with everything that decides its numbers.
    mark: str
    #: Numbers of a vector.
    size: int
    #: How like two texts are that have nothing to do with each other, and a question and its answer.
    unlike: float
    alike: float
    shape: Shape
    encode: Callable[[Sequence[str]], Floats]

    def question(self, text: str) -> Floats:
        """The vector of a question."""
        vector: Floats = self.encode([self.shape.question + text[:QUESTION]])[0]
        return vector

    def passages(self, texts: Sequence[str]) -> Floats:
        """The vectors of passages, a row each."""
        return self.encode([self.shape.passage + text for text in texts])


def opened(folder: Path) -> Model:
    """Open the model in a folder; raise `Unusable` for one that cannot be used or tells nothing."""
    shape = _shape(folder)
    try:
        runner = importlib.import_module("bot.meaning.onnx_model")
    except ImportError as missing:
        raise Unusable(f"needs {missing.name}, which is not installed: pip install onnxruntime tokenizers") from missing
    encode = runner.opened(shape, folder / "tokenizer.json")
    unlike, alike, size = _scale(shape, encode)
    return Model(
        name=folder.name,
        mark=_mark(folder, shape),
        size=size,
        unlike=unlike,
        alike=alike,
        shape=shape,
        encode=encode,
    )


def _shape(folder: Path) -> Shape:
    network = next((folder / name for name in NETWORKS if (folder / name).is_file()), None)
    if not folder.is_dir():
        raise Unusable("is not there")
    if network is None:
        raise Unusable(f"has no {NETWORKS[0]} or {NETWORKS[1]}")
    if not (folder / "tokenizer.json").is_file():
        raise Unusable("has no tokenizer.json")
    modules = _json(folder / "modules.json", list[dict[str, object]])
    if not all(isinstance(one, dict) for one in modules):
        raise Unusable("has a modules.json of another form")
    strange = {str(one.get("type")).rpartition(".")[2] for one in modules} - _KNOWN_MODULES
    if strange:
        raise Unusable(f"has a step that I don't know ({', '.join(sorted(strange))})")
    pooling = _json(folder / "1_Pooling/config.json", dict[str, object])
    modes = {name.removeprefix("pooling_mode_") for name, value in pooling.items() if value is True and "mode" in name}
    if not modes <= {"mean_tokens"} and modes != {"cls_token"}:
        raise Unusable(f"joins its tokens in a way that I don't know ({', '.join(sorted(modes))})")
    most = _json(folder / "sentence_bert_config.json", dict[str, object]).get("max_seq_length")
    prompts = _json(folder / "config_sentence_transformers.json", dict[str, object]).get("prompts")
    told = prompts if isinstance(prompts, dict) else {}
    return Shape(
        network=network,
        tokens=min(TOKENS, most) if isinstance(most, int) and most > 0 else TOKENS,
        is_first=modes == {"cls_token"},
        question=str(told.get("query") or ""),
        passage=str(told.get("document") or told.get("passage") or ""),
    )


def _json(path: Path, kind: type[Kind]) -> Kind:
    """What a file of the folder says; nothing when it is not there."""
    if not path.is_file():
        return kind()
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unusable(f"has a {path.name} that can't be read ({error})") from error
    if not isinstance(found, type(kind())):
        raise Unusable(f"has a {path.name} of another form")
    return kind(found)


def _scale(shape: Shape, encode: Callable[[Sequence[str]], Floats]) -> tuple[float, float, int]:
    questions = encode([shape.question + question for question, _ in SAMPLES])
    answers = encode([shape.passage + answer for _, answer in SAMPLES])
    likeness = questions @ answers.T
    own = np.eye(len(SAMPLES), dtype=bool)
    unlike, alike = float(likeness[~own].mean()), float(likeness[own].mean())
    if not alike - unlike >= TELLING:  # not a number is not enough either
        raise Unusable("doesn't tell an answer from other sentences: are model and tokenizer of one export?")
    return unlike, alike, questions.shape[1]


def _mark(folder: Path, shape: Shape) -> str:
    mark = hashlib.sha256()
    beside = sorted(shape.network.parent.glob(f"{shape.network.name}*"))  # large networks have their numbers beside
    for path in (*beside, *(folder / name for name in _DECIDING)):
        if path.is_file():
            mark.update(path.name.encode())
            with path.open("rb") as file:
                mark.update(hashlib.file_digest(file, "sha256").digest())
    return mark.hexdigest()
