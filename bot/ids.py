"""Which id is it? Strings and numbers the type checker will not let us swap."""

from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)  #: Slack's team id, `T…`
UserId = NewType("UserId", str)  #: a person in Slack, `U…` or `W…`
ChannelId = NewType("ChannelId", str)  #: a conversation: `C…`, `G…` or `D…`
Ts = NewType("Ts", str)  #: a message within its channel, e.g. `1732392000.000100`

ArticleId = NewType("ArticleId", int)
AnswerId = NewType("AnswerId", int)
PromiseId = NewType("PromiseId", int)  #: a row of the outbox
