"""The register in a browser."""
