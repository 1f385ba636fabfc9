"""Which reports are copies, which mentions tell one act, which names one actor, and why."""
