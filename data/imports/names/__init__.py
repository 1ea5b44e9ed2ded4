"""Names in files held against those that the organisation knows."""
