"""Draw a timeline from traffic: who calls and writes when, and what they and the advisors would do."""
