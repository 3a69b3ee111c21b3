"""The first look round, on the sample."""
