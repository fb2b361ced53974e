"""Where are sessions kept? One is changed through one locked door, `meetings.change`."""
