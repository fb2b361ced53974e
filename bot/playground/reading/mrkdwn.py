"""How does Slack read a text: what is bold, what is a link, whom does it call?

`<@U1>`, `<!channel>`, `<#C1>` and `<address|label>` are active; `&lt;`, `&gt;`, `&amp;` are the only escapes
(https://docs.slack.dev/messaging/formatting-message-text). The page and the tests read through this one reader.
"""

import re
from dataclasses import replace

from bot.playground.reading.lines import Line, LineKind, Reader, Span, date_text

_FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_ATOM = re.compile(r"`(?P<code>[^`\n]+)`|<(?P<entity>[^<>\n]+)>|(?P<bare>https?://[^\s<>|\ue000\ue001]+)")
_MARK = {"*": "bold", "_": "italic", "~": "strike"}
_EMPHASIS = re.compile(
    "|".join(
        rf"(?<![\w{re.escape(m)}]){re.escape(m)}(?=\S)(?P<{style}>[^{re.escape(m)}\n]*?\S){re.escape(m)}(?![\w{re.escape(m)}])"
        for m, style in _MARK.items()
    )
)


def unescape(text: str) -> str:
    """Turn Slack's three escapes into the characters they stand for."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def entity(body: str, reader: Reader) -> Span:
    """Read what stands between < and >."""
    target, _, label = body.partition("|")
    label = unescape(label)
    if re.fullmatch(r"[@#][A-Z0-9]+", target):
        return Span(text=reader.names(target), mention=target)
    if target in ("!channel", "!here", "!everyone"):
        return Span(text="@" + target[1:], mention=target)
    if target.startswith("!subteam^"):
        return Span(text=reader.names(target), mention=target)
    if target.startswith("!date^"):
        seconds, form, *address = target.removeprefix("!date^").split("^", 2)
        shown = date_text(seconds, form, reader) if seconds.isdigit() else label
        return Span(text=unescape(shown), link=address[0] if address else "")
    if re.match(r"(https?://|mailto:|tel:|slack:)", target):
        return Span(text=label or unescape(target), link=unescape(target))
    return Span(text=f"<{unescape(body)}>")


def _emphasised(span: Span, style: str) -> Span:
    return replace(
        span,
        bold=span.bold or style == "bold",
        italic=span.italic or style == "italic",
        strike=span.strike or style == "strike",
    )


def inline(text: str, reader: Reader, *, verbatim: bool = False) -> tuple[Span, ...]:
    """Read one line of mrkdwn."""
    atoms: list[Span] = []

    def keep(match: re.Match[str]) -> str:
        if match["code"]:
            atoms.append(Span(text=unescape(match["code"]), code=True))
        elif match["entity"]:
            atoms.append(entity(match["entity"], reader))
        elif verbatim:
            return match[0]
        else:
            atoms.append(Span(text=unescape(match["bare"]), link=unescape(match["bare"]), bare=True))
        return f"\ue000{len(atoms) - 1}\ue001"

    text = _ATOM.sub(keep, text.replace("\ue000", "").replace("\ue001", ""))

    def styled(piece: str, base: Span) -> list[Span]:
        spans: list[Span] = []
        position = 0
        for match in _EMPHASIS.finditer(piece):
            spans += plain(piece[position : match.start()], base)
            style = next(name for name in _MARK.values() if match[name])
            spans += styled(match[style], _emphasised(base, style))
            position = match.end()
        return spans + plain(piece[position:], base)

    def plain(piece: str, base: Span) -> list[Span]:
        spans = []
        for i, part in enumerate(re.split(r"\ue000(\d+)\ue001", piece)):
            if i % 2:
                spans.append(replace(atoms[int(part)], bold=base.bold, italic=base.italic, strike=base.strike))
            elif part:
                spans.append(replace(base, text=unescape(part)))
        return spans

    return tuple(styled(text, Span(text="")))


def read(text: str, reader: Reader, *, verbatim: bool = False) -> tuple[Line, ...]:
    """Read mrkdwn into lines."""
    lines: list[Line] = []
    pieces = _FENCE.split(text)
    for i, piece in enumerate(pieces):
        if i % 2:
            lines += [Line(kind=LineKind.PRE, spans=(Span(text=unescape(row)),)) for row in piece.split("\n")]
            continue
        if len(pieces) > 1 and piece in ("", "\n"):
            continue
        for row in piece.strip("\n").split("\n") if i else piece.split("\n"):
            quote = re.match(r"(?:>|&gt;) ?", row)
            lines.append(
                Line(
                    kind=LineKind.QUOTE if quote else LineKind.PARAGRAPH,
                    spans=inline(row[quote.end() :] if quote else row, reader, verbatim=verbatim),
                )
            )
    return tuple(lines)
