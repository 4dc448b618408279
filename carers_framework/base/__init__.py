"""What every other folder may use and nothing else in the package is needed for: text, dates, files, errors."""
