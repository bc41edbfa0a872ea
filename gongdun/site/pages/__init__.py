"""The site's own pages: sign-in, the start page, preferences, patterns, errors."""
