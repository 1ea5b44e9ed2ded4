"""Documents: what a report or a show says, as values that every kind of file is made of."""
