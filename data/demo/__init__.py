"""Exempelstad: the invented municipality, its plan file and its simulated figures."""
