"""What is asked of the register: each function takes a connection or engine and gives records."""
