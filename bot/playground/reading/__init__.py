"""How is what Slack shows read by a person?"""
