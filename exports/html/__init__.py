"""Documents as one web page each: no script, nothing loaded from elsewhere."""
