"""The charts of money, one module per kind."""
