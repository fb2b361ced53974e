"""Where are kudos kept? The ledger, how it is read, drafts, and whether all of it adds up."""
