"""Where is it kept what people flag and would change, and who is to hear of a correction?"""
