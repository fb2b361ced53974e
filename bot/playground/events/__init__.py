"""What does Slack send to the bot, and how does it get there?"""
