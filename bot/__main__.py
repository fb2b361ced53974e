"""`python -m bot` is the command `pollen`."""

from bot.cli.main import main

main()
