"""How do digests hear from Slack? A file for each way in: command, sentence, button, form."""
