"""Periodic reports at the desk."""
