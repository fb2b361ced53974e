"""Where can one try a Slack bot without a Slack: a workspace of one's own, in the browser and in the tests.

It knows Slack and nothing of the bot inside: the bot is given this server's address and cannot tell the difference.
It is as strict as Slack: what is refused there is refused here, with Slack's own error codes.
"""
