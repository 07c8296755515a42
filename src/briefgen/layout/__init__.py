"""Where each line of a brief stands: one module a group of sections, laid out once for all products."""
