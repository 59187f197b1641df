"""Imported by nobody: holds a breakpoint that is never reached."""
