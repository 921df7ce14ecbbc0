"""Who should work with whom: actors of the register, what speaks for a pair, and how good that guess is."""
