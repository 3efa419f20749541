"""The contract's numbered choices, named. The numbers are those on the wire."""

from enum import IntEnum, StrEnum


class RecordMode(IntEnum):
    """Whether each stream gets a file of its own or all go into one picture."""

    SINGLE = 1
    MIXED = 2


class StreamType(IntEnum):
    """What of the streams is recorded (CONTRACT section 5)."""

    AUDIO = 1
    VIDEO = 2
    AUDIO_VIDEO = 3
    SEPARATE = 4

    @property
    def records_sound(self) -> bool:
        return self is not StreamType.VIDEO


class PerStreamType(IntEnum):
    """What of one listed stream is recorded (mixed mode)."""

    DEFAULT = 0
    AUDIO = 1
    VIDEO = 2
    AUDIO_VIDEO = 3


class MixMode(IntEnum):
    """How the mixed picture is arranged (CONTRACT section 7)."""

    CUSTOM = 1
    GRID = 2
    HORIZONTAL = 3
    VERTICAL = 4
    FLOATING = 5


class FillMode(IntEnum):
    """How a picture goes into a region of another shape."""

    CROP = 1
    FIT = 2


class ViewType(IntEnum):
    """What a region is meant for."""

    AUDIO_VIDEO = 1
    WHITEBOARD = 2


class FrameFillMode(IntEnum):
    """What a view shows while a camera is off but its sound goes on (mixed mode)."""

    LAST_FRAME = 1
    COLOR = 2
    NONE = 3


class RecordMuteAudio(IntEnum):
    """Whether muted frames are recorded."""

    RECORD = 1
    SKIP = 2


class SoundWaveType(IntEnum):
    """By what the sound-wave file names a level."""

    STREAM_ID = 0
    USER_ID = 1


class Vendor(IntEnum):
    """Where recordings are stored."""

    AMAZON_S3 = 1
    ALIBABA_OSS = 2
    TENCENT_COS = 3
    QINIU_KODO = 4
    ALIBABA_VOD = 5
    TENCENT_VOD = 6
    HUAWEI_OBS = 7
    GOOGLE_CLOUD = 8
    CHINA_MOBILE_EOS = 9
    S3_COMPATIBLE = 10


class OutputFileFormat(StrEnum):
    """The container of a recording."""

    MP4 = "mp4"
    FLV = "flv"
    HLS = "hls"
    JPG = "jpg"
    AAC = "aac"
    MP3 = "mp3"
    OGG = "ogg"

    @property
    def holds_sound_only(self) -> bool:
        return self in (OutputFileFormat.AAC, OutputFileFormat.MP3, OutputFileFormat.OGG)


class TaskStatus(IntEnum):
    """A recording task's state at the wire (CONTRACT section 4)."""

    INITIALISING = 1
    RECORDING = 2
    ENDED = 3
    ENDED_ABNORMALLY = 4
    PAUSED = 5


class TaskStatusFilter(IntEnum):
    """What DescribeTasks can be asked for."""

    RECORDING = 2
    ENDED = 3


class FileStatus(IntEnum):
    """A recorded file's state at the wire (CONTRACT section 4)."""

    RECORDING = 1
    UPLOADING = 2
    UPLOADED = 3
    IN_BACKUP = 4
    LOST = 5


class MediaTrackType(IntEnum):
    """Which tracks a recorded file holds."""

    AUDIO = 1
    VIDEO = 2
    AUDIO_VIDEO = 3


class UploadStatus(IntEnum):
    """Whether every file of a task reached the customer's storage."""

    ALL_UPLOADED = 1
    SOME_NOT_UPLOADED = 2


class EventType(IntEnum):
    """What a callback tells (CONTRACT section 9)."""

    UPLOAD_RESULT = 1
    ABNORMAL_END = 2
    IMAGE_FAILED = 3
    NO_STREAM = 4
    NORMAL_EXIT = 5
    STREAM_MISSING = 6
    STOPPED_UPLOADING = 7
    REALTIME_M3U8 = 102
    PAUSED = 201
    RESUMED = 202


class QuitReason(IntEnum):
    """Why a task ended by itself (CONTRACT section 4)."""

    SERVICE_START_FAILED = 1
    ROOM_LOGIN_FAILED = 2
    MAX_IDLE_TIME = 3
    MAX_RECORD_TIME = 4
    ENGINE_START_FAILED = 5
    SERVICE_DISCONNECTED = 6
    UNKNOWN = 1001
    FILE_NAME_TOO_LONG = 1002
    FILE_OPEN_FAILED = 1003
    DISK_FULL = 1004
    ENGINE_INIT_FAILED = 1005
    HEADER_WRITE_FAILED = 1006
    WRITE_EBADF = 1007
    WRITE_EIO = 1008
    INTERNAL_CHANNEL = 1009
    UNSUPPORTED_FORMAT = 1010
    ILLEGAL_STATE = 1011


class ImageType(IntEnum):
    """Which picture could not be downloaded (callback event 3)."""

    MIX_OUTPUT_BACKGROUND = 1
    MIX_OUTPUT_WATERMARK = 2
    DEFAULT_MIX_STREAM_BACKGROUND = 3
    REGION_BACKGROUND = 4
