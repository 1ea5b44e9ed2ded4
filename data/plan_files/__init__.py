"""Plan files: what they hold, how they are read and loaded, and how a plan of the store becomes one."""
