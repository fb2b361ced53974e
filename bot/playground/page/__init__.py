"""What is on the page in the browser, and what does a gesture on it do?"""
