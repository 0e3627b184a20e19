"""The folder of a sweep: its manifest, its rows in Parquet, and what reads them again."""
