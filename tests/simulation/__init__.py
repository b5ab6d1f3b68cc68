"""What is drawn and decided, held to laws and to other simulators."""
