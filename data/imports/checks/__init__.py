"""What is odd, secret or personal in a file."""
