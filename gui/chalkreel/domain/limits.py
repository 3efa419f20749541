"""The contract's limits, once for the whole house (CONTRACT sections 2, 3, 10 and 11)."""

MAX_CANVAS_SIDE_PX = 1920
MAX_CANVAS_AREA_PX = 2_073_600
MIN_FPS = 5
MAX_FPS = 30
DEFAULT_FPS = 15
MAX_VIEWS = 25
MAX_SINGLE_STREAMS = 36
DEFAULT_AUDIO_BITRATE_BPS = 48_000
MIN_WATERMARK_FONT_PX = 12
MAX_WATERMARK_FONT_PX = 100

DEFAULT_BOARD_WIDTH_PX = 1280
DEFAULT_BOARD_HEIGHT_PX = 720
MIN_BOARD_FPS = 1
MAX_BOARD_FPS = 30
DEFAULT_BOARD_FPS = 15
"""Frames per second of an animated presentation on a board."""

MIN_IDLE_S = 5
MAX_IDLE_S = 86_400
DEFAULT_IDLE_S = 30
MIN_RECORD_S = 300
MAX_RECORD_S = 86_400
DEFAULT_RECORD_S = 86_400

MIN_SNAPSHOT_S = 5
MAX_SNAPSHOT_S = 3600
DEFAULT_SNAPSHOT_S = 10
MIN_FRAGMENT_S = 2
MAX_FRAGMENT_S = 60
DEFAULT_FRAGMENT_S = 15

MAX_PAGE_SIZE = 50
"""Tasks on one page of DescribeTasks."""
MAX_USERS_PAGE = 200
"""Users on one page of DescribeUserList."""
QUERY_WINDOW_S = 3 * 86_400
BACKUP_S = 3 * 86_400
BOARD_LINGER_S = 15 * 60
"""How long a whiteboard lives after the last user left its room."""

IMAGE_MAX_BYTES = 5 * 1024 * 1024
IMAGE_FETCH_S = 15.0
"""For the whole of one picture by address, redirects included."""
IMAGE_MAX_REDIRECTS = 3
IMAGE_SCHEMES = frozenset({"http", "https"})
MAX_PICTURE_PX = 50_000_000
"""More pixels than this are not decoded, whatever the picture is for."""
SIGNATURE_SKEW_S = 600
CONCURRENT_TASKS = 200
CALLS_PER_S = 10
START_STOP_CALLS_PER_S = 50

CALLBACK_RETRIES = 2
CALLBACK_RETRY_S = 5
NO_STREAM_EVENT_S = 30
"""Callback event 4 comes within this time of an empty room and then repeats at this interval."""
