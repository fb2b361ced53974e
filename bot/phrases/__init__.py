"""What do people say, in which language, and what do they mean? The one table that every domain reads.

A language is a file: what looks for a mentor in it, what tells of a milestone, what thanks, what is only a kind word.
A domain asks `languages.LANGUAGES`, and has no list of its own.
"""
