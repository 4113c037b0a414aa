"""Plans of public bodies: read from their document, checked, approved, followed, inspected, told of."""
