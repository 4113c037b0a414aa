"""Papers in and out: files judged and kept, forms and results printed, signatures and the codes that check them."""
