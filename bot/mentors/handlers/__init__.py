"""How do mentors hear from Slack? A file for each way in: command, sentence, button, form."""
