"""The folder of a sweep: its manifest, its rows in Parquet, and the functions that read them."""
