"""Many workbooks become one summary: every number of it, whatever the editions, and whatever people typed."""
