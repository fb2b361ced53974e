"""Does a large base answer as a small one does?"""

from tests.office import Office

ARTICLES, SECTIONS = 1_000, 20
WORDS = (
    *("amber", "birch", "cedar", "delta", "ember", "flint", "grove", "hazel", "iris"),
    *("jade", "kelp", "lotus", "maple", "nectar", "olive", "pearl", "quartz"),
)


def page(number: int) -> str:
    """Twenty sections, each with words of its own among words that all have."""
    name = f"{WORDS[number % 17]} {WORDS[number // 17 % 17]} {WORDS[number // 289 % 17]}"
    parts = [f"# Handbook of {name} number{number}\n"]
    for section in range(1, SECTIONS):
        about = f"topic{number}x{section}"
        parts.append(
            f"## Rules for {about}\n\nWhoever works on {about} asks the {name} team first, writes down what was "
            f"agreed, and keeps the {WORDS[section % 17]} file up to date so that the next person finds it.\n"
        )
    return "\n".join(parts)


def test_twenty_thousand_sections_are_searched_like_twenty(office: Office) -> None:
    office.knows({f"{number // 100}/{number}.md": page(number) for number in range(ARTICLES)})
    ana = office.slack.person("ana")
    ana.types("#general", "/learn what are the rules for topic777x13?")
    assert "Rules for topic777x13" in ana.sees("#general")[-1].text
    ana.types("#general", "/learn handbook number999")
    assert "number999" in ana.sees("#general")[-1].text
    ana.types("#general", "/learn zymurgy")
    assert "No article answers" in ana.sees("#general")[-1].text
