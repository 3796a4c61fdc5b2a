"""What recall finds, beside what others find, on sets with labelled evidence."""
