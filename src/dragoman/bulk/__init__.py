"""Many reports at once: shards in, shards out."""
