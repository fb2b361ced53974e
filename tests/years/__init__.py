"""What does the bot cost after five years in a company of five hundred?"""
