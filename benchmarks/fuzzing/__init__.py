"""What the fuzzer feeds, and what must hold of what comes out."""
