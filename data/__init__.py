"""The store: what comes in, how it is kept, and every question put to it."""
