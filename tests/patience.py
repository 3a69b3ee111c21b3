"""How long tests wait for what has to come about: longer than any busy computer needs for it.

Who waits for the thing itself waits no longer than it takes, so that patience costs a test that
passes nothing. Half a minute has been too short: a machine that is shared stands still at times.
"""

PATIENCE = 120
"""Seconds."""
PATIENCE_MS = 1000 * PATIENCE
