"""The books: loads `data/` once and checks it key by key."""
