"""What the website shows and offers, made from the framework."""
