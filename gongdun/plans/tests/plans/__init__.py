"""Two invented cities' plans with layouts of their own, the script that made them, and what they say, written by hand."""
