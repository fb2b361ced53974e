"""Does a digest stay readable, within Slack's limits, and quiet, whatever a week brings?"""

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.rules import composition
from bot.digests.rules.composition import Page
from bot.digests.rules.sections import Audience, Button, Item, Section
from bot.digests.views import post, wording
from bot.ids import ChannelId, UserId
from bot.slack import message
from bot.slack.message import Message

HERE = ChannelId("CHERE")
AUDIENCE = Audience(channel=HERE)
ALL = frozenset(Section)


def item(key: str, section: Section = Section.KUDOS, **facts: object) -> Item:
    return Item(**{"section": section, "key": key, "text": key, **facts})  # type: ignore[arg-type]


def page(items: list[Item], **facts: object) -> Page:
    return composition.compose(items, **{"audience": AUDIENCE, "sections": ALL, **facts})  # type: ignore[arg-type]


def drawn(items: list[Item], **facts: object) -> tuple[Message, ...]:
    return post.edition(page(items, **facts), language="en", owner="Ana", line="")


def fits(one: Message) -> bool:
    blocks = one.blocks
    texts = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    return (
        len(blocks) <= message.MESSAGE_BLOCKS
        and sum(message.size(block) for block in blocks) <= message.MESSAGE_CHARACTERS
        and all(0 < len(text) <= message.SECTION for text in texts)
        and len(one.text) <= message.NOTIFICATION
    )


def test_one_of_each_section_is_a_highlight_before_a_second_of_any() -> None:
    items = [item(f"k{number}") for number in range(9)]
    items += [item("m1", Section.MILESTONES), item("t1", Section.TAUGHT), item("n1", Section.NEWCOMERS)]
    found = page(items)
    assert [one.key for one in found.highlights] == ["m1", "k0", "k1", "t1", "n1"]
    assert len(found.rest) == 7


def test_the_telling_come_first_and_those_not_seen_lately_before_them() -> None:
    ana, ben = UserId("UANA"), UserId("UBEN")
    items = [item("seen", weight=9, people=(ana,)), item("dull", weight=0.1), item("rich", weight=1, people=(ben,))]
    found = page(items, lately={ana: 2})
    assert [one.key for one in found.highlights] == ["rich", "dull", "seen"]


def test_a_persons_second_thing_comes_after_everybodys_first() -> None:
    ana, ben = UserId("UANA"), UserId("UBEN")
    items = [item(f"ana {number}", weight=5, people=(ana,)) for number in range(3)]
    found = page([*items, item("ben", weight=1, people=(ben,))])
    assert [one.key for one in found.highlights] == ["ana 0", "ben", "ana 1", "ana 2"]


def test_three_hundred_kudos_are_within_slacks_limits_with_their_buttons() -> None:
    help = Button(label="I can help", action="mentors.help", value="sql")
    items = [item(f"kudos {number} {'x' * 900}") for number in range(300)]
    items += [item("sql", Section.MENTORS, button=help)]
    root, *thread = drawn(items)
    assert all(map(fits, (root, *thread)))
    assert "I can help" in json.dumps(root.blocks)
    assert len(thread) <= 4
    assert "256 more" in json.dumps(thread[-1].blocks, ensure_ascii=False)
    assert "296 more in the thread" in json.dumps(root.blocks)


def test_a_title_of_3000_characters_does_not_push_the_others_out() -> None:
    items = [item("m" * 3000, Section.MILESTONES), item("k" * 3000), item("third", Section.TAUGHT)]
    (root,) = drawn(items)
    assert fits(root)
    assert "third" in json.dumps(root.blocks)


def test_sixty_people_with_one_milestone_are_one_line() -> None:
    items = [
        item(f"m{number:02}", Section.MILESTONES, text="passed *CKA*", who=f"*P{number:02}*", mark="🎓", group="cka")
        for number in range(60)
    ]
    found = page([*items, item("k1"), item("t1", Section.TAUGHT)])
    assert found.fresh == 62, "sixty people are sixty things to tell"
    (root,) = drawn([*items, item("k1"), item("t1", Section.TAUGHT)])
    assert fits(root)
    lines = [block["text"]["text"] for block in root.blocks if block["type"] == "section"]
    (line,) = [one for one in lines if "CKA" in one]
    names = ", ".join(f"*P{number:02}*" for number in range(8))
    assert line == f"🎓 {names} and 52 others passed *CKA*"


def test_one_of_sixty_who_takes_it_back_leaves_the_line_of_the_others() -> None:
    items = [item(f"m{n}", Section.MILESTONES, text="passed", who=f"*P{n}*", group="cka") for n in range(3)]
    kept = composition.read(composition.kept(page(items)))
    now = composition.repaired(kept, items[1:])
    assert [one.who for one in now.highlights] == ["*P1*", "*P2*"]


def test_what_is_kept_reads_the_same() -> None:
    items = [item(f"k{n}", button=Button(label="a", action="b", value="c"), people=(UserId("U1"),)) for n in range(60)]
    kept = composition.kept(page(items))
    assert composition.kept(composition.read(json.loads(json.dumps(kept)))) == kept


def test_what_only_another_channel_may_see_is_left_out() -> None:
    items = [item("all"), item("here", only_in=HERE), item("there", only_in=ChannelId("COTHER"))]
    assert {one.key for one in page(items).items} == {"all", "here"}
    shared = Audience(channel=HERE, is_shared=True)
    assert {one.key for one in page(items, audience=shared).items} == {"here"}


def test_what_is_still_so_is_said_again_but_is_no_news() -> None:
    items = [item("mentors:sql", Section.MENTORS), item("k1"), item("k2")]
    found = page(items, earlier={"mentors:sql", "k1"})
    assert {one.key for one in found.items} == {"mentors:sql", "k2"}
    assert found.fresh == 1


@pytest.mark.parametrize("text", ["<@U123> did it", "<!channel> look", "<!subteam^S1|@all>", "<!here|here>"])
def test_nobody_is_rung(text: str) -> None:
    shown = json.dumps([block for one in drawn([item("k", text=text)]) for block in one.blocks])
    assert "<@" not in shown
    assert "<!" not in shown


def test_every_language_says_everything() -> None:
    for language, section in product(wording.LANGUAGES, Section):
        assert wording.of(language).sections[section]
    for language in wording.LANGUAGES:
        items = [item(f"k{number}") for number in range(80)]
        for one in post.edition(page(items), language=language, owner="Ana", line="hi"):
            assert fits(one)


TEXTS = st.text(max_size=4000)


@given(st.lists(st.tuples(st.sampled_from(Section), TEXTS, TEXTS), max_size=60))
def test_no_week_is_too_much_for_slack(facts: list[tuple[Section, str, str]]) -> None:
    items = [item(f"i{n}", section, text=text, detail=detail) for n, (section, text, detail) in enumerate(facts)]
    for one in drawn(items):
        assert fits(one)
