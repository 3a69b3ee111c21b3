"""Connections: who is asking from where, how fast, and the streams that tell them."""
