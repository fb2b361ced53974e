"""A curator's desk: what people flag is fixed, and whoever was misled hears of it."""
