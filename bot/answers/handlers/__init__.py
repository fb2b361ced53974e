"""How do answers hear from Slack? A file for each way in: command, sentence, button, form."""
