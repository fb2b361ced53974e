"""The week in a channel: what was learned there, once a week, exactly once."""
