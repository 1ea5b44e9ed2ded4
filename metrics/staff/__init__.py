"""Staff: sick leave in its named measures, engagement, turnover, consultants and the number of employees."""
