"""Pictures made of marks: charts and codes."""
