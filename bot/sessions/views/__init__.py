"""What do sessions look like in Slack?"""
