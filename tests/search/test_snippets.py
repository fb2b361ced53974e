"""Does a person read the part they need? Whole sentences, the asked-for words marked, lists, tables and code kept."""

from bot.markup import notation
from bot.markup.document import Block, BlockKind, words_of
from bot.markup.markdown import blocks
from bot.markup.sections import Section, sections
from bot.search.index import Article, Index
from bot.search.snippets import Place, Snippet, excerpt, likely, passage, plain, snippet

FILLER = [f"Sentence number {number} says nothing about anything that anybody ever asked for." for number in range(40)]
LIMIT = 600


def shown(text: str, question: str) -> Snippet:
    """What somebody reads who asks this of a base that holds only the text."""
    found = Index.build([Article(id="a", title="", text=text)]).search(question)
    (section,) = sections(text)
    return snippet(section, found.words)


def told(found: Snippet) -> str:
    return "\n".join(words_of(block) for block in found.blocks)


def marked(blocks: tuple[Block, ...]) -> list[str]:
    return [span.text for block in blocks for span in block.spans if span.marked]


def test_a_long_paragraph_is_cut_to_whole_sentences_around_the_words() -> None:
    needle = "The zeppelin leaves at nine from platform two."
    found = shown(" ".join([*FILLER[:20], needle, *FILLER[20:]]), "when does the zeppelin leave?")
    text = told(found)
    assert needle in text
    assert found.is_cut
    assert LIMIT / 2 < len(text) <= LIMIT
    assert all(part in FILLER or part == needle for part in text.replace(". ", ".\n").splitlines())


def test_abbreviations_do_not_end_a_sentence() -> None:
    needle = "Bring a document, e.g. a passport, i.e. one with a picture, to J. Doe by 9.30 with the zeppelin form."
    assert needle in told(shown(" ".join([*FILLER[:15], needle, *FILLER[15:]]), "zeppelin"))


def test_every_form_of_an_asked_for_word_is_marked_and_no_other() -> None:
    found = shown(
        "Claim **expenses** early. An expense claimed late is not paid; *Unclaimed* trips wait.", "claiming expenses"
    )
    assert marked(found.blocks) == ["Claim", "expenses", "expense", "claimed"]
    assert [span.text for span in found.blocks[0].spans if span.bold] == ["expenses"]


def test_what_fits_is_shown_whole() -> None:
    found = shown("One line about zeppelins.\n\nAnother line.", "zeppelin")
    assert told(found) == "One line about zeppelins.\nAnother line."
    assert not found.is_cut


def test_a_list_keeps_its_items_its_numbers_and_the_line_that_announces_it() -> None:
    steps = "\n".join(
        f"{number}. Step {word} of the zeppelin" for number, word in enumerate(("one", "two", "three"), 1)
    )
    found = shown(f"{' '.join(FILLER[:8])}\n\nTo board:\n\n{steps}\n\n{' '.join(FILLER[8:20])}", "zeppelin steps")
    assert told(found).startswith("To board:\n1. Step one of the zeppelin\n2. Step two")
    assert [block.kind for block in found.blocks[1:4]] == [BlockKind.ITEM] * 3


def test_a_long_list_is_cut_between_items() -> None:
    items = [f"- Item {number} is for something else altogether, as everybody will agree" for number in range(40)]
    items[30] = "- Item 30 is for the zeppelin"
    found = shown("\n".join(items), "zeppelin")
    *shown_items, more = found.blocks
    assert "Item 30 is for the zeppelin" in told(found)
    assert all(block.kind is BlockKind.ITEM for block in shown_items)
    assert len(told(found)) <= LIMIT + 40
    assert {f"- {words_of(block)[2:]}" for block in shown_items} <= set(items)
    assert words_of(more) == f"… and {40 - len(shown_items)} more items"


def test_a_long_table_keeps_its_header_and_the_row_that_was_asked_for() -> None:
    rows = [f"| place {number} | {number} euros a night, breakfast not included |" for number in range(60)]
    rows[44] = "| zeppelin | 99 euros a night |"
    found = shown("\n".join(["| Place | Limit |", "| --- | --- |", *rows]), "limit for a zeppelin")
    table, more = found.blocks
    assert table.rows[0] == ("Place", "Limit")
    assert ("zeppelin", "99 euros a night") in table.rows
    assert len(words_of(table)) <= LIMIT
    assert words_of(more) == f"… and {61 - len(table.rows)} more rows"


def test_code_keeps_its_lines_and_indentation() -> None:
    code = "\n".join([*(f"step_{number} = prepare({number})" for number in range(60)), "if zeppelin:", "    board()"])
    (block,) = shown(f"```python\n{code}\n```", "board the zeppelin").blocks
    assert block.kind is BlockKind.CODE
    assert "if zeppelin:\n    board()" in words_of(block)
    first, *lines = words_of(block).splitlines()
    assert first == "…"
    assert set(lines) <= set(code.splitlines())


def test_the_row_that_was_asked_for_wins_over_a_line_that_only_announces_the_table() -> None:
    rows = "\n".join(f"| Berth {number} | {number} knots |" for number in range(1, 61))
    text = f"How fast each berth is:\n\n| Berth | Speed |\n| --- | --- |\n{rows}"
    (section,) = sections(text)
    words = {"fast": 3.0, "berth": 1.0, "47": 1.0}
    table = next(block for block in snippet(section, words).blocks if block.rows)
    assert ("Berth 47", "47 knots") in table.rows


def test_an_item_is_read_with_the_line_that_announces_it() -> None:
    items = "\n".join(f"- On platform {number}: {'wait for the guard, ' * 5}then board." for number in range(1, 30))
    text = f"Where the zeppelin stops on Sundays:\n\n{items}"
    (section,) = sections(text)
    assert "On platform 23:" in told(snippet(section, {"zeppelin": 4.0, "sunday": 4.0, "platform": 1.0, "23": 1.5}))


def test_a_heading_does_not_stand_at_the_end_without_its_text() -> None:
    text = f"{' '.join(FILLER[:6])}\n\nA zeppelin.\n\n#### Next\n\n{' '.join(FILLER[:9])}"
    section = Section(ordinal=0, path=(), anchor="", said=notation.written(blocks(text)))
    last = snippet(section, {"zeppelin": 1.0}).blocks[-1]
    assert last.kind is not BlockKind.HEADING


def test_plain_text_is_not_read_as_markdown() -> None:
    text = "# not a heading\n* not an item with a zeppelin"
    (section,) = sections(text, markdown=False)
    assert told(snippet(section, {"zeppelin": 1.0})) == text


def test_a_sentence_without_end_is_cut_between_words() -> None:
    text = told(shown("word " * 2_000 + "zeppelin " + "word " * 2_000, "zeppelin"))
    assert len(text) <= 2 * LIMIT
    assert not text.endswith("wor")


def test_the_notification_is_the_first_sentence_without_marks() -> None:
    assert shown("#### Tip\n\n**Book** the [zeppelin](https://x.example). Then wait.", "zeppelin").first_sentence == (
        "Book the zeppelin."
    )
    assert len(shown("zeppelin " * 500, "zeppelin").first_sentence) <= 160


def test_the_notification_has_what_a_line_announces() -> None:
    listed = "When the zeppelin is late, do this:\n\n1. Ring the mast.\n2. Wait."
    assert shown(listed, "zeppelin late").first_sentence == "When the zeppelin is late, do this: Ring the mast."
    table = "What the zeppelin costs:\n\n| To | Fare |\n| --- | --- |\n| Lindau | 90 |\n| Bregenz | 80 |"
    assert shown(table, "what the zeppelin costs").first_sentence == "What the zeppelin costs: To: Lindau; Fare: 90"
    assert shown("Zeppelin:", "zeppelin").first_sentence == "Zeppelin:"


def test_scripts_without_spaces_are_cut_at_their_full_stop() -> None:
    text = (
        "休暇の申請は二週間前までに提出してください。" * 60 + "飛行船は九時に出発します。" + "旅費は精算します。" * 60
    )
    found = told(shown(text, "飛行船"))
    assert "飛行船は九時に出発します。" in found
    assert found.endswith("。")
    assert len(found) <= LIMIT


def test_what_a_site_generator_would_have_filled_in_is_not_shown() -> None:
    source = (
        'Read the [travel guide]({% page "/travel/guide/#meals" %}) first. {% include note.html %}\n\n'
        "Then ask in [the channel]({{ site.chat }}/travel), and {{ site.team }} answers."
    )
    text = told(shown(source, "where do I read about travel?"))
    assert "Read the travel guide first." in text
    assert "Then ask in the channel, and answers." in " ".join(text.split())


def test_a_template_that_the_text_is_about_stays() -> None:
    source = "Write `{{ user.name }}` for the name:\n\n```\n{% if user %}Hello{% endif %}\n```\n"
    text = told(shown(source, "how do I write the name of a user?"))
    assert "{{ user.name }}" in text
    assert "{% if user %}Hello{% endif %}" in text


def test_a_question_does_not_stand_at_the_end_without_its_answer() -> None:
    answer = " ".join(FILLER[:10])
    text = f"The zeppelin leaves at nine. {' '.join(FILLER[10:17])}\n\n**Must I be early?**\n\n{answer}"
    assert "Must I be early?" in told(snippet(sections(text)[0], {"zeppelin": 1.0}, limit=900))
    cut = snippet(sections(text)[0], {"zeppelin": 1.0}, limit=len(text) - len(answer))
    assert "zeppelin leaves" in told(cut)
    assert "Must I" not in told(cut)


def test_the_line_that_made_it_a_candidate_says_what_it_announces() -> None:
    (section,) = sections("Zeppelins may be used for:\n\n- mail\n- cargo\n\nNobody flies at night.")
    assert excerpt(Place(section=section), {"zeppelin": 1.0}) == (
        "Zeppelins may be used for: mail cargo Nobody flies at night."
    )
    assert excerpt(Place(section=section), {"zeppelin": 1.0}, limit=36) == "Zeppelins may be used for: mail"


def test_what_is_no_more_than_likely_is_plainly_shorter_and_spends_as_much_on_the_next_section() -> None:
    one, two = " ".join(FILLER), " ".join(reversed(FILLER))
    page = sections(f"# Flights\n\nThe zeppelin. {one}\n\n# Mail\n\nBy zeppelin. {two}")
    places = [Place(section=section) for section in page]
    sure, unsure = (draw(page, places, {"zeppelin": 1.0}) for draw in (passage, likely))
    assert len(plain(unsure)) < 0.8 * len(plain(sure))
    first, second = (part.size for part in unsure.parts)
    assert 0.8 < first / second < 1.25
