"""Where is mentoring kept? Requests, the mentors, who was asked, and what has to happen when."""
