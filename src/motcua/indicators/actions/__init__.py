"""What changes what this room keeps."""
