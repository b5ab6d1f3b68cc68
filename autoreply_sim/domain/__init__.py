"""What the business says: companies, teams, advisors, customers, schedules, settings and what happens to them."""
