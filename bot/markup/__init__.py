"""What does a text say, as people keep it? Files in, blocks out: pure, knows no database and no Slack."""
