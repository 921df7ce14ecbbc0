"""What analysts bring: any table in any usual dress, read into one long table and checked as a whole."""
