"""What do people see of keys and drafts in Slack, and what do other programs read?"""
