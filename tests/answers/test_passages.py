"""Does a person read the passage that answers, wherever it is drawn: its parts, its tables, and the same later?"""

from bot.playground.people.sight import Seen
from tests.office import Office

FILLER = "Nobody needs to read this sentence, which stands here so that the section becomes a long one. " * 4
ZOO = f"""---
url: https://wiki.example/zoo
---
# The zoo

Our zoo is open all year.

## Elephants

Elephants are fed twice a day, at nine and at four.

### Elephant walks

{FILLER}
Walks with an elephant start at the north gate. Wear boots on every walk.
{FILLER}

## Tickets

{FILLER}
Elephant walks start with the large ticket.
"""
PRICES = """# Prices

What a visit costs:

| Ticket | Price | Includes |
| --- | --- | --- |
| Small | 9 euros | A map and a plan of the feeding times, which are on every door as well |
| Large | 19 euros | The elephant walk |
"""


def reads(office: Office, question: str) -> Seen:
    ana = office.slack.person("ana")
    ana.types("#general", f"/learn {question}")
    return ana.sees("#general")[-1]


def test_what_encloses_a_section_and_the_next_best_one_stand_under_their_own_headings(office: Office) -> None:
    office.knows({"zoo.md": ZOO, "prices.md": PRICES})
    answer = reads(office, "where do elephant walks start?")
    places = [
        answer.text.index(words)
        for words in (
            "The zoo › Elephants › Elephant walks",
            "Walks with an elephant start at the north gate.",
            "Elephants are fed twice a day",
            "Elephant walks start with the large ticket.",
        )
    ]
    assert places == sorted(places), "the best section, what encloses it, the next best"
    assert {f"https://wiki.example/zoo#{name}" for name in ("elephant-walks", "elephants", "tickets")} <= set(
        answer.links
    )
    assert answer.notification == "Walks with an elephant start at the north gate."


def test_a_passage_is_made_of_whole_sentences(office: Office) -> None:
    office.knows({"zoo.md": ZOO.replace(FILLER, FILLER * 5)})
    answer = reads(office, "where do elephant walks start?")
    assert "start at the north gate. Wear boots on every walk." in answer.text
    assert len(answer.text) < 1700
    ana = office.slack.person("ana")
    ana.clicks("Show more", on=answer)
    more = ana.sees("#general")[-1]
    assert "start at the north gate" in more.text
    assert len(more.text) > len(answer.text) + 800


def test_an_answer_reads_the_same_when_it_is_drawn_again(office: Office) -> None:
    office.knows({"zoo.md": ZOO.replace(FILLER, FILLER * 5), "prices.md": PRICES})
    ana = office.slack.person("ana")
    answer = reads(office, "where do elephant walks start?")
    ana.clicks("Read again", on=ana.opens_home())
    again = ana.modal.text
    passage = answer.text[answer.text.index("The zoo › Elephants") : answer.text.index("From “test”")]
    assert passage in again
    ana.clicks("Share", on=answer)
    assert passage in office.slack.person("ben").sees("#general")[-1].text


def test_a_table_is_a_table_in_a_message_and_lines_in_a_window(office: Office) -> None:
    office.knows({"prices.md": PRICES, "vacation.md": "# Vacation\n\nAsk two weeks ahead.\n"})
    ana = office.slack.person("ana")
    answer = reads(office, "what is the price of a large ticket?")
    (table,) = [block for block in answer.raw["blocks"] if block["type"] == "table"]
    cells = [[cell["text"] for cell in row] for row in table["rows"]]
    assert cells[0] == ["Ticket", "Price", "Includes"]
    assert ["Large", "19 euros", "The elephant walk"] in cells
    assert "A map and a plan of the feeding times, which are on every door as well" in answer.text, "never cut"
    assert answer.notification == "Ticket: Large; Price: 19 euros; Includes: The elephant walk"
    ana.clicks("Read again", on=ana.opens_home())
    assert "Ticket: Large; Price: 19 euros; Includes: The elephant walk" in ana.modal.text


def test_a_second_table_in_one_message_is_lines(office: Office) -> None:
    more = PRICES + "\nWhat a large ticket costs for groups:\n\n| Group | Price |\n| --- | --- |\n| Ten | 100 euros |\n"
    office.knows({"prices.md": more})
    answer = reads(office, "price of a large ticket for groups")
    assert [block["type"] for block in answer.raw["blocks"]].count("table") == 1
    assert "Group: Ten; Price: 100 euros" in answer.text
