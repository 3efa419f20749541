"""What is painted where no picture is: the contract's default colours (CONTRACT section 2), as red, green, blue."""

Rgb = tuple[int, int, int]

CANVAS_RGB: Rgb = (0, 0, 0)
BARS_RGB: Rgb = (0, 0, 0)
BOARD_RGB: Rgb = (255, 255, 255)
