"""The papers about a plan, from plain facts to what stands in them; how they look is a matter of the documents room."""
