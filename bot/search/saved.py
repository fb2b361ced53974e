"""Can a restart skip reading every article again? The index as bytes, checksummed and versioned; in doubt it is stale."""


class Stale(Exception):
    """The bytes are not an index of this version; build a new one."""
