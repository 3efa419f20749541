"""What is painted where no picture is: the contract's default colours (CONTRACT section 2), as red, green, blue."""

CANVAS_RGB = (0, 0, 0)
BARS_RGB = (0, 0, 0)
BOARD_RGB = (255, 255, 255)
