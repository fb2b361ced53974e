"""What does one see of mentoring: who asks, who is asked, and two who have found each other?"""
