"""How does an assistant speak with Pollen? By the Model Context Protocol, over HTTP and over standard input and output.

Only `protocol.py` imports the SDK, and it is imported when somebody comes in by a door that is open.
"""
