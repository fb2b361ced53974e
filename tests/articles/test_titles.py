"""What an article is called: its front matter says, or its first heading, or its file's name, or its first words."""

import pytest

from bot.articles.rules.wording import words
from bot.articles.service.reading import read

ID = "1a2b3c4d5e6f47a8b9c0d1e2f3a4b5c6"
UUID = "8f14e45f-ceea-467f-a0e6-1234567890ab"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("01-travel_and-leave", "travel and leave"),
        ("0012-use-kafka", "use kafka"),
        ("1.2 Setup", "Setup"),
        ("2024-03-05-ferry-times", "ferry times"),
        ("2024-03-05 Retro", "2024-03-05 Retro"),
        ("2024-03-05", "2024-03-05"),
        ("phase_2_plan", "phase 2 plan"),
        ("v2-api", "v2 api"),
        ("release 2 notes", "release 2 notes"),
        ("2024 budget", "2024 budget"),
        ("3d-printing", "3d printing"),
        (f"Leave policy {ID}", "Leave policy"),
    ],
)
def test_a_files_name_is_read_as_words_with_its_numbers(name: str, told: str) -> None:
    assert words(name) == told


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        (f"{ID}.md", "###### Cold rooms\n\nText.", "Cold rooms"),
        (f"{UUID}.md", "The gate is *locked* at six.\n\nMore.", "The gate is locked at six."),
        (f"{ID}.md", f"---\ntitle: {ID}\n---\n\n# {ID}\n\n- Ask Ada.", "• Ask Ada."),
        (f"gate/{ID}.md", "", ID),
        (f"Gate {ID}.md", f"---\ntitle: {UUID}\n---\n\nText.", "Gate"),
    ],
)
def test_an_id_is_no_title_where_there_is_anything_else(path: str, text: str, title: str) -> None:
    draft, _ = read(path, text.encode())
    assert draft.facts.title == title
