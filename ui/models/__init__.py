"""Item models: long lists as Qt views want them."""
