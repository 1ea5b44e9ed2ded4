"""How the statistical forecast is made; asked for through `metrics.forecast`."""
