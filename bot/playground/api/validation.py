"""Would Slack take these blocks, this message, this view? blocks.validate in the Web API."""

import re

from bot.playground.api import blocks as block_kit
from bot.playground.api import posting
from bot.playground.errors import ApiError
from bot.playground.state import Json
from bot.playground.workspace import Workspace

_POINTER = re.compile(r"\[json-pointer:([^\]]*)\]")


def validate(_workspace: Workspace, args: Json) -> Json:
    given = [name for name in ("blocks", "message", "view") if args.get(name)]
    if len(given) != 1:
        raise ApiError("invalid_arguments", response_metadata={"messages": ["[ERROR] give blocks, message or view"]})
    (name,) = given
    content = posting.decoded(args[name], otherwise="invalid_arguments")
    if name == "view":
        found = block_kit.view_problems(content, kind=str(content.get("type")) if isinstance(content, dict) else "")
    elif name == "message":
        found = _refused(content)
    else:
        found = block_kit.problems(content, in_message=True)
    if found:
        raise ApiError(f"invalid_{name}", errors=[_error(one) for one in found])
    return {}


def _refused(content: Json) -> list[str]:
    """What posting this message would be refused for."""
    try:
        posting.checked(content)
    except ApiError as refusal:
        return [str(one) for one in refusal.extra.get("response_metadata", {}).get("messages", [refusal.code])]
    return []


def _error(problem: str) -> Json:
    pointer = _POINTER.search(problem)
    words = _POINTER.sub("", problem).removeprefix("[ERROR]").strip()
    return {"pointer": pointer[1] if pointer else "", "code": "failed_constraint", "message": words}
