"""How Slack reaches the bot, with a toy in the bot's place."""
