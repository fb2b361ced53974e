"""How does the terminal name a passage?"""

from pathlib import Path

from bot.cli.terminal import Folder


def test_a_title_that_is_also_the_first_heading_is_said_once(tmp_path: Path) -> None:
    page = "---\ntitle: Kitchen\n---\n# Kitchen\n\nWash your cup.\n\n## Fridge\n\nThe fridge is cleaned on Fridays.\n"
    (tmp_path / "kitchen.md").write_text(page, encoding="utf-8")
    told = Folder.read(tmp_path).ask("when is the fridge cleaned?").words()
    assert "Kitchen › Fridge" in told
    assert "Kitchen › Kitchen" not in told
