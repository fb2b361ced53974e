"""Who can read a channel? Asked of Slack once, kept, and one rule for everybody."""
