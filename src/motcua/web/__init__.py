"""The doors: portal for the public, desk for staff, api for machines."""
