"""What can be done at the desk? Flags are raised and settled, passages fixed, and whoever was misled hears of it."""
