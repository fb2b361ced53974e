"""Does `pollen doctor --blocks` ask Slack about everything the bot can show, and say what Slack would not take?"""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.cli import blocks
from bot.cli.knowledge import KNOWLEDGE
from bot.errors import Refusal
from bot.playground import gallery
from bot.playground.slack import LocalSlack
from bot.playground.story.walk import Shown
from bot.settings import Settings


def quiet(_done: int, _of: int) -> None:
    pass


def settings(slack: LocalSlack) -> Settings:
    return Settings(
        slack_bot_token=slack.bot_token,
        slack_app_token=slack.app_token,
        slack_signing_secret=None,
        slack_api_url=slack.api_url,
        database_url=make_url("sqlite://"),
        port=3000,
        cache_folder=Path("cache"),
        log_level="INFO",
        log_format="text",
    )


def test_a_walk_finds_messages_and_forms_of_every_domain_and_slack_takes_them_all() -> None:
    """A short walk: one person, a few presses. The command takes the long one."""
    shown, done = gallery.everything(KNOWLEDGE, walkers=("ida",), most=12)
    titles = " ".join(one.title for one in shown)
    said = ("thanks", "mentor", "passed", "What we learned this week", "Here's what I can do", "What I keep about")
    for words in said:
        assert words in titles
    forms = {str(one.content["callback_id"]).split(".")[0] for one in shown if one.content.get("callback_id")}
    assert {"answers", "home", "kudos"} <= forms
    assert {one.kind for one in shown} == {"message", "view"}
    assert len(shown) > 40
    assert len(done) > 15
    slack = LocalSlack(is_empty=True)
    with slack.serving():
        assert list(blocks.refusals(blocks.client(settings(slack)), shown, progress=quiet)) == []
        assert len(slack.traffic.calls(blocks.METHOD)) == len(shown)


def test_what_slack_would_not_take_is_named_with_the_place_in_it() -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    modal = {"type": "modal", "title": {"type": "plain_text", "text": "A title that is far too long"}, "blocks": []}
    shown = (
        Shown(kind="message", title="Too long", content={"text": "Too long", "blocks": [section]}),
        Shown(kind="message", title="Right", content={"text": "Right"}),
        Shown(kind="view", title="Too long a title", content=modal),
    )
    slack = LocalSlack(is_empty=True)
    with slack.serving():
        ask = blocks.client(settings(slack))
        long, title = blocks.refusals(ask, shown, progress=quiet)
        assert long.startswith("Slack doesn't take the message “Too long”: ")
        assert long.endswith("at /blocks/0/text/text")
        assert title.startswith("Slack doesn't take the view “Too long a title”")
        stranger = blocks.client(replace(settings(slack), slack_bot_token="xoxb-wrong"))
        with pytest.raises(Refusal, match="invalid_auth"):
            list(blocks.refusals(stranger, shown, progress=quiet))
