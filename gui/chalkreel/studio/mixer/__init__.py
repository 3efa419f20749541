"""One take's mix: the picture and sound of a room at a steady clock, recorded into a file."""
