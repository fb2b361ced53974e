"""What people have reached: claimed by themselves, confirmed if they like, celebrated where they are known."""
