"""One module per verb of the command line that needs the whole house."""
