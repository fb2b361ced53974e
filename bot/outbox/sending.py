"""How is each kind of promise said to Slack, and was it said before?

The only place that calls chat.postMessage and its sisters. Every call becomes an answer (`outcomes.py`); none raises.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from http.client import HTTPException
from json import JSONDecodeError, loads
from socket import gaierror
from ssl import SSLCertVerificationError
from urllib.error import URLError

from slack_sdk import WebClient, WebhookClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.ids import ChannelId, Ts
from bot.outbox import answers, rules
from bot.outbox.answers import Accepted, Answer, Lost
from bot.outbox.rules import Kind, outcomes

#: How much sooner than our first attempt Slack's clock may have stamped it.
CLOCKS = timedelta(seconds=60)
PAGE = 200
MOST_PAGES = 100

#: No connection was made, so nothing was said.
_UNREACHED = (ConnectionRefusedError, gaierror, SSLCertVerificationError)
#: An address that answers so is used up, whatever it says besides.
_GONE_FOR_GOOD = (404, 410)
#: AttributeError: the SDK's own, when the answer is JSON but not an object.
_LOST = (SlackClientError, URLError, HTTPException, OSError, ValueError, AttributeError)


def send(client: WebClient, lease: rules.Lease) -> Answer:
    """Say it, or change it."""
    promise = lease.promise
    match promise.kind:
        case Kind.POST:
            return _post(client, lease, promise.channel or "")
        case Kind.DIRECT if "file" in lease.message:
            return _upload(client, lease)
        case Kind.DIRECT:
            return _post(client, lease, promise.users[0])
        case Kind.INTRODUCE:
            opened = _open(client, lease)
            return _post(client, lease, opened) if isinstance(opened, str) else opened
        case Kind.WHISPER:
            return _whisper(client, lease)
        case Kind.RESPOND:
            return _respond(client, lease)
        case Kind.EDIT | Kind.WITHDRAW:
            return _change(client, lease)


#: Slack's words for taking no file here; what it says can still be said.
_NO_FILES = frozenset(
    {
        "missing_scope",
        "access_denied",
        "file_type_not_allowed",
        "file_upload_size_restricted",
        "file_uploads_disabled",
        "file_uploads_except_images_disabled",
        "method_not_supported_for_channel_type",
        "posting_to_channel_denied",
        "restricted_action",
        "storage_limit_reached",
        "unknown_method",
    }
)


def _upload(client: WebClient, lease: rules.Lease) -> Answer:
    """Give somebody a file, or say what is said without it."""
    file = lease.message["file"]
    words = {name: value for name, value in lease.message.items() if name != "file"}
    channel = _open(client, lease)
    if not isinstance(channel, str):
        return channel
    give = partial(
        client.files_upload_v2,
        filename=_filename(lease),
        title=_filename(lease),
        content=file["content"],
        channel=channel,
        initial_comment=words["text"],
    )
    response = _call(give, bucket=lease.lane)
    if isinstance(response, answers.Refused) and response.code in _NO_FILES:
        return _post(client, replace(lease, message={"text": file["otherwise"]}), channel)
    return Accepted(channel=ChannelId(channel)) if isinstance(response, SlackResponse) else response


def _filename(lease: rules.Lease) -> str:
    """Name a file so that it is found again: by its promise's mark, as a post is by its metadata."""
    file = lease.message["file"]
    return f"{file['name']}-{rules.mark(lease.promise)['key'][:8]}.{file['ending']}"


def look(client: WebClient, lease: rules.Lease) -> Answer | answers.Absent:
    """Look for a post that an earlier attempt may have made; a refusal means that we cannot."""
    promise = lease.promise
    if promise.kind not in rules.POSTS:
        return answers.Refused(code=outcomes.CANNOT_LOOK)
    channel = promise.channel or _open(client, lease)
    if not isinstance(channel, str):
        return channel
    method: Callable[..., SlackResponse] = client.conversations_history
    if promise.thread is not None:
        method = partial(client.conversations_replies, ts=promise.thread)
    oldest = f"{(lease.first_attempt_at - CLOCKS).timestamp():.6f}"
    ask = partial(method, channel=channel, oldest=oldest, limit=PAGE, include_all_metadata=True)
    return _search(ask, channel, promise, file=_filename(lease) if "file" in lease.message else "")


def _search(
    ask: Callable[..., SlackResponse], channel: str, promise: rules.Promise, *, file: str = ""
) -> Answer | answers.Absent:
    cursor = None
    for _ in range(MOST_PAGES):
        page = _call(partial(ask, cursor=cursor), bucket=None)
        if not isinstance(page, SlackResponse):
            is_gone = page == answers.Refused(code="thread_not_found")
            return answers.Absent() if is_gone else page
        for message in page.get("messages") or ():
            metadata = message.get("metadata") or {}
            if metadata.get("event_type") == rules.METADATA and rules.is_marked(metadata["event_payload"], promise):
                return Accepted(channel=ChannelId(channel), ts=Ts(message["ts"]))
            if file and any(one.get("name") == file for one in message.get("files") or ()):
                return Accepted(channel=ChannelId(channel), ts=Ts(message["ts"]))
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return answers.Absent()
    return Lost(why="history without an end")


def _post(client: WebClient, lease: rules.Lease, channel: str) -> Answer:
    response = _call(
        partial(
            client.chat_postMessage,
            channel=channel,
            thread_ts=lease.promise.thread,
            metadata=_mark(lease.promise),
            unfurl_links=False,
            unfurl_media=False,
            **lease.message,
        ),
        bucket=lease.lane,
    )
    if not isinstance(response, SlackResponse):
        return response
    if not response.get("ts"):
        return Lost(why="no ts")
    return Accepted(channel=ChannelId(response.get("channel") or channel), ts=Ts(response["ts"]))


def _open(client: WebClient, lease: rules.Lease) -> str | Answer:
    """Return the conversation with these people; opening it again returns the same."""
    users = list(lease.promise.users)
    response = _call(partial(client.conversations_open, users=users), bucket=None)
    if not isinstance(response, SlackResponse):
        return answers.Unreached(why=response.why) if isinstance(response, Lost) else response
    channel = (response.get("channel") or {}).get("id")
    return str(channel) if channel else answers.Unreached(why="no channel")


def _whisper(client: WebClient, lease: rules.Lease) -> Answer:
    promise = lease.promise
    whispered = partial(
        client.chat_postEphemeral,
        channel=promise.channel or "",
        user=promise.users[0],
        thread_ts=promise.thread,
        **lease.message,
    )
    response = _call(whispered, bucket=promise.kind)
    return Accepted(channel=promise.channel) if isinstance(response, SlackResponse) else response


def _change(client: WebClient, lease: rules.Lease) -> Answer:
    kind, post = lease.promise.kind, lease.target
    if post is None or post.channel is None or post.ts is None:
        return answers.Refused(code="message_not_found")
    method = partial(client.chat_update, **lease.message) if kind == Kind.EDIT else client.chat_delete
    response = _call(partial(method, channel=post.channel, ts=post.ts), bucket=kind)
    return Accepted(channel=post.channel, ts=post.ts) if isinstance(response, SlackResponse) else response


def _respond(client: WebClient, lease: rules.Lease) -> Answer:
    hook = WebhookClient(
        lease.response_url or "", timeout=client.timeout, ssl=client.ssl, proxy=client.proxy, retry_handlers=[]
    )
    try:
        answer = hook.send_dict({"response_type": "ephemeral", **lease.message})
    except _LOST as error:
        return _failure(error)
    said = answer.body.strip()
    if answer.status_code == 200 and said in ("", "ok"):  # simulators and proxies swallow bodies
        return Accepted()
    try:
        body = loads(said)
    except JSONDecodeError:
        body = {"error": said}
    if not isinstance(body, Mapping):
        body = {}
    if answer.status_code == 200 and body.get("ok"):
        return Accepted()
    if answer.status_code in _GONE_FOR_GOOD:
        return answers.Refused(code=str(body.get("error") or "expired_url")[:64])
    return answers.meaning(
        status=answer.status_code, code=str(body.get("error", "")), headers=dict(answer.headers), bucket=None
    )


def _call(request: Callable[[], SlackResponse], *, bucket: str | None) -> SlackResponse | Answer:
    """Ask Slack. `bucket`: what a rate limit stops besides this promise."""
    try:
        return request()
    except SlackApiError as error:
        response = error.response
        code = str(response.data.get("error", "")) if isinstance(response.data, dict) else ""
        return answers.meaning(status=response.status_code, code=code, headers=response.headers, bucket=bucket)
    except _LOST as error:
        return _failure(error)


def _failure(error: Exception) -> Answer:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, _UNREACHED):
        return answers.Unreached(why=type(cause).__name__)
    return Lost(why=type(cause).__name__)


def _mark(promise: rules.Promise) -> dict[str, object]:
    return {"event_type": rules.METADATA, "event_payload": rules.mark(promise)}
