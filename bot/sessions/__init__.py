"""People learn a thing together: one suggests it, one hosts it, a time is found."""
