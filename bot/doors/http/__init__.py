"""How does a script of one's own speak with Pollen? Three addresses under `/api`, with the same keys and rights."""
