"""PostgreSQL as the store uses it: the dialect and nothing else."""
