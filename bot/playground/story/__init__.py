"""What has happened in the company before one opens the page, and what is there to try?"""
