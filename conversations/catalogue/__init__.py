"""What the assistant says and proposes, as data that staff edit."""
