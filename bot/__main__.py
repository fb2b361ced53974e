"""`python -m bot` is the command `pollen`."""

from bot.cli import main

main()
