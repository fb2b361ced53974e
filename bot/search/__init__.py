"""How does a question find its passage? Text in, ranked passages out: pure, knows no database and no Slack."""
