"""Lead times from a file of date pairs, and the time limits that they are held to."""
