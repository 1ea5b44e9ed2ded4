"""Indicators that are made of others."""
