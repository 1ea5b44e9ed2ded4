"""Answers to questions: given now, or remembered from a file of the same shape."""
