"""The machine's door: versioned JSON with an OpenAPI document."""
