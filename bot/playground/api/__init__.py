"""What does Slack's Web API answer, and what does it accept?"""
