"""What a report consists of, and how it becomes one page: `io.report` is the way in."""
