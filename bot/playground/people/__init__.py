"""What can people do and see in a local Slack?"""
