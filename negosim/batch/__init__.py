"""The rules, compiled: millions of replicates, a column per result."""
