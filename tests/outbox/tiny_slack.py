"""What would Slack do? As much of it as the outbox speaks to, over real HTTP, with faults to order."""

import json
import socket
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What goes wrong with one call. `has_effect`: it went wrong only after Slack did it."""

    status: int = 200
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    has_effect: bool = False
    is_cut: bool = False


def error(code: str) -> Fault:
    return Fault(body=json.dumps({"ok": False, "error": code}))


def limited(seconds: int) -> Fault:
    body = json.dumps({"ok": False, "error": "ratelimited"})
    return Fault(status=429, body=body, headers=(("Retry-After", str(seconds)),))


def unavailable() -> Fault:
    return Fault(status=503, body="<html>upstream connect error</html>")


def half_an_answer() -> Fault:
    return Fault(body='{"ok": tr', has_effect=True)


def cut(*, after: bool) -> Fault:
    return Fault(is_cut=True, has_effect=after)


@dataclass
class TinySlack:
    now: Callable[[], datetime]
    messages: list[Json] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    #: what goes wrong with the next calls of a method, in order
    faults: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    #: done once, while the next call of a method is at work: after its effect, before its answer
    meanwhile: dict[str, Callable[[], object]] = field(default_factory=dict)
    #: how long every answer to a post takes, so that a process can die before it
    dawdle: float = 0
    changed: threading.Condition = field(default_factory=threading.Condition)
    page: int = 200
    last: int = 0

    def start(self) -> None:
        slack = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                slack.serve(self)

            def do_POST(self) -> None:
                slack.serve(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    # --- what a test asks ---

    def order(self, method: str, *faults: Fault) -> None:
        self.faults[method].extend(faults)

    def texts(self, channel: str) -> list[str]:
        return [message["text"] for message in self.messages if message["channel"] == channel]

    def asked(self, method: str) -> list[Json]:
        return [args for name, args in self.calls if name == method]

    def wait_for(self, truth: Callable[[], bool], *, within: float) -> bool:
        with self.changed:
            return self.changed.wait_for(truth, within)

    # --- the wire ---

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        path = urlsplit(request.path)
        raw = request.rfile.read(int(request.headers.get("Content-Length") or 0)).decode()
        if "json" in request.headers.get("Content-Type", ""):
            args = json.loads(raw)
        else:
            args = {name: values[0] for name, values in parse_qs(path.query or raw).items()}
        method = path.path.removeprefix("/api/")
        with self.changed:
            self.calls.append((method, args))
            fault = self.faults[method].popleft() if self.faults[method] else None
            answer = self.answer(method, args) if fault is None or fault.has_effect else {}
            meanwhile = self.meanwhile.pop(method, None)
            self.changed.notify_all()
        if meanwhile is not None:
            meanwhile()
        if self.dawdle and method == "chat.postMessage":
            threading.Event().wait(self.dawdle)
        if fault is not None and fault.is_cut:
            request.close_connection = True
            request.connection.shutdown(socket.SHUT_RDWR)
            return
        body = (json.dumps(answer) if fault is None else fault.body).encode()
        try:
            request.send_response(200 if fault is None else fault.status)
            for name, text in () if fault is None else fault.headers:
                request.send_header(name, text)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)
        except OSError:  # the caller is dead
            request.close_connection = True

    def answer(self, method: str, args: Json) -> Json:
        match method:
            case "chat.postMessage":
                channel = args["channel"]
                return self.said(args | {"channel": f"D{channel}" if channel.startswith("U") else channel})
            case "chat.postEphemeral":
                self.said(args)
                return {"ok": True, "message_ts": "1.0"}
            case "chat.update" | "chat.delete":
                return self.change(method, args)
            case "conversations.open":
                users = sorted(args["users"].split(","))
                return {"ok": True, "channel": {"id": ("D" if len(users) == 1 else "G") + "".join(users)}}
            case "conversations.history" | "conversations.replies":
                return self.found(args)
            case "views.open" | "views.update":
                return {"ok": True, "view": {"id": "V1"}}
        if method.startswith("/respond"):
            return self.said(args | {"channel": method})
        return {"ok": False, "error": "unknown_method"}

    def said(self, args: Json) -> Json:
        self.last = max(int(self.now().timestamp() * 1_000_000), self.last + 1)
        message = args | {"ts": f"{self.last // 1_000_000}.{self.last % 1_000_000:06d}"}
        self.messages.append(message)
        return {"ok": True, "channel": args["channel"], "ts": message["ts"]}

    def change(self, method: str, args: Json) -> Json:
        for message in self.messages:
            if (message["channel"], message["ts"]) == (args["channel"], args["ts"]):
                if method == "chat.delete":
                    self.messages.remove(message)
                else:
                    message |= args
                return {"ok": True}
        return {"ok": False, "error": "message_not_found"}

    def found(self, args: Json) -> Json:
        """Newest first, a page at a time; metadata only for those who ask."""
        here = [
            message
            for message in self.messages
            if message["channel"] == args["channel"]
            and message.get("thread_ts") == args.get("ts")
            and float(message["ts"]) > float(args["oldest"])
            and "user" not in message
        ][::-1]
        start = int(args.get("cursor") or 0)
        end = start + self.page
        shown = here[start:end]
        if args.get("include_all_metadata") != "1":
            shown = [{name: value for name, value in message.items() if name != "metadata"} for message in shown]
        cursor = str(end) if end < len(here) else ""
        return {"ok": True, "messages": shown, "response_metadata": {"next_cursor": cursor}}
