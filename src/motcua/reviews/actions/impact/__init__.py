"""What is done with draft acts: begun, assessed, consulted about, handed over, issued, followed."""
