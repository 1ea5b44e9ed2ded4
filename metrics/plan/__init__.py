"""Following up a plan: how far its activities have come, and what its tree of goals adds up to."""
