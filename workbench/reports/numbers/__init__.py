"""Numbers in reports: amounts, periods, tables, and what is counted in prose."""
