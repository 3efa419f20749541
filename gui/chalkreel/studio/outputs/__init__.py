"""What a take writes: encoders, containers, pictures, and what is measured and mended in them."""
