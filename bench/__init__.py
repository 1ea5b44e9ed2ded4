"""How fast the product is, told as ratios against floors and peers: `make bench`."""
