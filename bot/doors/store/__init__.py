"""Where are keys, drafts and counts of calls kept?"""
