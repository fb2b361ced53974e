"""Who belongs to a user group or a channel? Kept fresh by what Slack tells and by asking; the unknown are empty."""
