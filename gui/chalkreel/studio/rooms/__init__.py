"""Classrooms as Studio keeps them: published streams and open whiteboards."""
