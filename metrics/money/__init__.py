"""The year's money: books, where the year stands, what is remembered, scenarios, and printed tables."""
