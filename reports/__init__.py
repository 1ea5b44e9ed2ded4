"""Exports: values and sentences in, bytes of a file out."""
