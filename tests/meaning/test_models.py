"""Is a model that works opened, and is any other refused in words?"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest

from bot.home import checkup
from bot.meaning import models
from bot.meaning.models import Model, Unusable
from tests.meaning import tiny

ROOT = Path(__file__).parent.parent.parent


def test_a_text_is_as_long_as_another_whatever_stands_beside_it(model: Model) -> None:
    """Texts of one batch are padded to one length; that must not be read."""
    alone = model.passages(["the rules for a vacation"])[0]
    beside = model.passages(["the rules for a vacation", "the rules of the garden " * 20])[0]
    assert np.allclose(alone, beside, atol=1e-6)
    assert np.linalg.norm(alone) == pytest.approx(1, abs=1e-5)


def test_what_means_the_same_is_as_near_as_the_same_words(model: Model) -> None:
    question = model.question("jaunt")
    assert float(question @ model.passages(["vacation"])[0]) == pytest.approx(1, abs=1e-5)
    assert float(question @ model.passages(["garden"])[0]) < 0.5


def test_the_scale_lies_between_the_unlike_and_the_alike(model: Model) -> None:
    assert model.unlike + models.TELLING < model.alike <= 1


def test_an_export_may_have_its_network_in_a_folder(folder: Path, model: Model, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "model"))
    (copy / "onnx").mkdir()
    (copy / "model.onnx").rename(copy / "onnx/model.onnx")
    assert models.opened(copy).mark == model.mark


def test_another_network_or_tokenizer_is_another_model(model: Model, tmp_path: Path) -> None:
    assert models.opened(tiny.made(tmp_path / "a", ["rules"], salt="other")).mark != model.mark


def test_what_a_model_wants_to_read_before_a_question_is_read(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "model"))
    (copy / "config_sentence_transformers.json").write_text(json.dumps({"prompts": {"query": "garden "}}))
    prompted = models.opened(copy)
    assert np.allclose(prompted.question("jaunt"), prompted.passages(["garden jaunt"])[0], atol=1e-6)


def test_the_first_token_may_stand_for_the_text(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "model"))
    (copy / "1_Pooling").mkdir()
    (copy / "1_Pooling/config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    found = models.opened(copy)
    assert np.allclose(found.question("garden vacation"), found.question("garden rules"), atol=1e-6)


def _no_network(folder: Path) -> None:
    (folder / "model.onnx").unlink()


def _no_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()


def _damaged_network(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"no network")


def _damaged_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{")


def _strange_input(folder: Path) -> None:
    onnx.save(tiny.network(np.ones((9, 4), np.float32), inputs=("input_ids", "pixels")), folder / "model.onnx")


def _other_tokenizer(folder: Path) -> None:
    """Numbers of more words than the network has rows for."""
    onnx.save(tiny.network(np.ones((2, 4), np.float32)), folder / "model.onnx")


def _all_alike(folder: Path) -> None:
    onnx.save(tiny.network(np.ones((999, 4), np.float32)), folder / "model.onnx")


def _strange_step(folder: Path) -> None:
    (folder / "modules.json").write_text(json.dumps([{"type": "sentence_transformers.models.Dense"}]))


def _strange_pooling(folder: Path) -> None:
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling/config.json").write_text(json.dumps({"pooling_mode_max_tokens": True}))


def _bad_settings(folder: Path) -> None:
    (folder / "modules.json").write_text("[")


def _gone(folder: Path) -> None:
    shutil.rmtree(folder)


def _other_settings(folder: Path) -> None:
    (folder / "modules.json").write_text("[1, 2]")


def _no_unknown(folder: Path) -> None:
    """A vocabulary without a name for what it does not know."""
    file = folder / "tokenizer.json"
    told = json.loads(file.read_text())
    told["model"]["vocab"].pop("[UNK]")
    told["model"]["vocab"].pop("password", None)
    file.write_text(json.dumps(told))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_gone, "is not there"),
        (_no_network, "has no model.onnx"),
        (_no_tokenizer, "has no tokenizer.json"),
        (_damaged_network, "has a model.onnx that can't be read"),
        (_damaged_tokenizer, "has a tokenizer.json that can't be read"),
        (_strange_input, "wants to know what I can't tell it (pixels)"),
        (_other_tokenizer, "doesn't run"),
        (_all_alike, "doesn't tell an answer from other sentences"),
        (_strange_step, "has a step that I don't know (Dense)"),
        (_strange_pooling, "joins its tokens in a way that I don't know (max_tokens)"),
        (_bad_settings, "has a modules.json that can't be read"),
        (_other_settings, "has a modules.json of another form"),
        (_no_unknown, "has a tokenizer.json that can't read a text"),
    ],
)
def test_a_model_that_cannot_be_used_is_refused_in_words(
    folder: Path, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "model"))
    spoil(copy)
    with pytest.raises(Unusable) as refused:
        models.opened(copy)
    assert said in str(refused.value)
    (finding,) = checkup.meaning(copy)
    assert not finding.is_well
    assert said in finding.sentence


def test_the_check_up_names_the_model_that_works_and_says_when_there_is_none(folder: Path) -> None:
    (finding,) = checkup.meaning(folder)
    assert finding.is_well
    assert folder.name in finding.sentence
    (finding,) = checkup.meaning(None)
    assert finding.sentence.startswith("I search by words.")


def test_nothing_of_it_is_loaded_before_it_is_asked_for() -> None:
    look = "import sys, bot.cli.main; print(sorted({'onnxruntime', 'tokenizers', 'onnx'} & set(sys.modules)))"
    assert _ran(look) == "[]"


def test_packages_that_are_not_installed_are_named(folder: Path) -> None:
    look = (
        "import sys; sys.modules['tokenizers'] = None\n"
        "from pathlib import Path; from bot.meaning import models\n"
        "try: models.opened(Path(sys.argv[1]))\n"
        "except models.Unusable as reason: print(reason)"
    )
    assert _ran(look, str(folder)) == "needs tokenizers, which is not installed: pip install onnxruntime tokenizers"


def _ran(look: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", look, *arguments], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()
