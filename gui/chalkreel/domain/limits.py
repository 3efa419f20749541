"""The contract's limits, once for the whole house (CONTRACT sections 2, 3, 10 and 11)."""

MAX_CANVAS_SIDE_PX = 1920
MAX_CANVAS_AREA_PX = 2_073_600
MIN_FPS = 5
MAX_FPS = 30
DEFAULT_FPS = 15
MAX_VIEWS = 25
MAX_SINGLE_STREAMS = 36
DEFAULT_AUDIO_BITRATE_BPS = 48_000

MIN_IDLE_S = 5
MAX_IDLE_S = 86_400
DEFAULT_IDLE_S = 30
MIN_RECORD_S = 300
MAX_RECORD_S = 86_400
DEFAULT_RECORD_S = 86_400

QUERY_WINDOW_S = 3 * 86_400
BACKUP_S = 3 * 86_400
BOARD_LINGER_S = 15 * 60
"""How long a whiteboard lives after the last user left its room."""

IMAGE_MAX_BYTES = 5 * 1024 * 1024
SIGNATURE_SKEW_S = 600
CONCURRENT_TASKS = 200
CALLS_PER_S = 10
START_STOP_CALLS_PER_S = 50

CALLBACK_RETRIES = 2
CALLBACK_RETRY_S = 5
NO_STREAM_EVENT_S = 30
"""Callback event 4 comes within this time of an empty room and then repeats at this interval."""
