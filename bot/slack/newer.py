"""Which of Slack's newer blocks does a workspace take? Some have them sooner than others; Slack tells when asked."""

import json
import logging
from collections.abc import Mapping, Sequence

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack import text as words
from bot.slack.message import Block, Element

DATA_TABLE, CHART = "data_table", "data_visualization"
_TITLE, _LABEL, _POINTS = 50, 20, 20  #: characters, and points of a line
#: https://docs.slack.dev/reference/methods/blocks.validate
_METHOD = "blocks.validate"
_REFUSED = frozenset({"invalid_blocks", "unknown_method"})

log = logging.getLogger(__name__)


def data_table(caption: str, rows: Sequence[Sequence[str | int]]) -> Block:
    """A table that can be sorted, its heads in the first row.

    https://docs.slack.dev/reference/block-kit/blocks/data-table-block
    """
    return {"type": "data_table", "caption": words.clean(caption), "rows": [list(map(_cell, row)) for row in rows]}


def _cell(value: str | int) -> Element:
    if isinstance(value, int):
        return {"type": "raw_number", "value": value, "text": f"{value:,}"}
    return {"type": "raw_text", "text": words.clean(value).strip() or " "}


def line_chart(title: str, points: Mapping[str, float], *, name: str) -> Block:
    """A line over what it is told of, by its label.

    https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
    """
    labels = [words.clip(label, _LABEL) for label in list(points)[:_POINTS]]
    data = [{"label": label, "value": value} for label, value in zip(labels, points.values(), strict=False)]
    return {
        "type": "data_visualization",
        "title": words.clip(title, _TITLE),
        "chart": {
            "type": "line",
            "series": [{"name": words.clip(name, _LABEL), "data": data}],
            "axis_config": {"categories": labels},
        },
    }


#: One of each, to ask about.
SAMPLES: Mapping[str, Block] = {
    DATA_TABLE: data_table("Hours", [["Day", "Hours"], ["Monday", 8]]),
    CHART: line_chart("Hours", {"Monday": 8, "Tuesday": 7}, name="Hours"),
}


def taken(client: WebClient) -> frozenset[str] | None:
    """Ask Slack which of them it takes; None when it does not say."""
    found = set()
    for kind, sample in SAMPLES.items():
        try:
            client.api_call(_METHOD, json={"blocks": json.dumps([sample])})
            found.add(kind)
        except SlackApiError as error:
            if error.response.get("error") not in _REFUSED:
                return None
        except (SlackClientError, OSError) as error:
            log.info("Slack did not say which blocks it takes", extra={"error": type(error).__name__})
            return None
    return frozenset(found)
