"""Does Slack take everything the bot can say? `pollen doctor --blocks` asks a real workspace; nothing is posted."""

import json
from collections.abc import Callable, Iterator, Sequence

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.errors import Refusal
from bot.playground.story.walk import Shown
from bot.settings import Settings

METHOD = "blocks.validate"
#: What Slack answers about something it would not take.
REFUSED = frozenset({"invalid_blocks", "invalid_message", "invalid_view"})

#: Told how many are asked about, and of how many.
Progress = Callable[[int, int], object]


def client(settings: Settings) -> WebClient:
    """Return a client that waits when Slack asks it to."""
    patient = RateLimitErrorRetryHandler(max_retry_count=20)
    return WebClient(
        token=settings.slack_bot_token, base_url=settings.slack_api_url, timeout=20, retry_handlers=[patient]
    )


def refusals(slack: WebClient, shown: Sequence[Shown], *, progress: Progress) -> Iterator[str]:
    """Ask about each; yield a sentence for what Slack would not take, and where in it."""
    for number, one in enumerate(shown, 1):
        progress(number, len(shown))
        try:
            slack.api_call(METHOD, json={one.kind: json.dumps(one.content)})
        except SlackApiError as error:
            code = str(error.response.get("error"))
            if code not in REFUSED:
                raise Refusal(f"Slack can't be asked about messages ({code}).") from error
            yield f"Slack doesn't take the {one.kind} “{one.title}”: {_why(error.response.get('errors'))}"
        except (SlackClientError, OSError) as error:
            raise Refusal(f"Slack can't be reached ({type(error).__name__}).") from error


def _why(errors: object) -> str:
    found = [one for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
    told = (f"{one.get('message') or one.get('code')} at {one.get('pointer') or 'the top'}" for one in found)
    return "; ".join(told) or "it doesn't say why"
