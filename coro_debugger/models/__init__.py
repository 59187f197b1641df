"""What is shown, as Qt item models that hold values and ask by signal for what they lack.

QtCore and the protocol's values only; never the session.
"""
