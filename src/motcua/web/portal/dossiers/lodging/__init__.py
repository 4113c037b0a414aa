"""Lodging from home in four pages: who, what is asked, papers, and a last look before it is sent."""
