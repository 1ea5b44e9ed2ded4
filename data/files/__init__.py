"""Files that people bring: read safely into sheets of cells, with nothing read into them."""
