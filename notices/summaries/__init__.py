"""What is known of readers and of what they were told."""
