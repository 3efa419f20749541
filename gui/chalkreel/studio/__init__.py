"""Studio, the local recording engine. Runs alone; no Qt.

Where the contract leaves a choice open, Studio does this:

- A nonce may come again; GET serves the two RTC queries only; a body that is no JSON is 100000012.
- The answer to StartRecord comes once the task's record is on disk; the file starts with the first stream (with
  ``IsAlwaysMix`` at once); a whiteboard alone does not start it.
- ``ClientTaskId`` finds a task that has not ended; other parameters are not compared.
- Pausing a paused task changes nothing and sends nothing; a paused task takes layouts, whiteboards and snapshots.
  Paused time counts towards ``MaxIdleTime`` and ``MaxRecordTime``, not towards the recording.
- UpdateWhiteboard with an id that is not open is accepted: the layout is as with no board open until a board of that
  id opens, which then comes on air by itself. For a task without ``HasWhiteboard`` it is 300000004.
- An open board holds off ``MaxIdleTime`` for 15 minutes after the last stream left; it is not closed then. A stream
  whose source ended or failed counts as left.
- Events after StopRecord are 7, 1, 5; after an end by itself 2, 1. A retried upload tells its result
  with another event 1.
- Idle and maximum time end a task with status 4. A task that a crash interrupted has status 4 and quit reason 6.
- ``ClearInputStreamTimeout`` above 0 lets the file start after that time although nobody has come, with and without
  ``IsAlwaysMix``; with both, the file waits that long for a first stream. 0 and less have no effect.
- Event 6 tells of a stream named in a layout or in ``RecordStreamList`` that is not there for 10 s, once per absence.
- An empty view shows what lies below it, in the end the canvas. One kept for a board shows the canvas and never the
  picture of streams; with FillBlank the place of a board that left stays free.
- A mix shows a board as large as its view allows, also where its shape is not the ratio asked for.
- A stream of which only sound is recorded (``StreamConfigList`` 1) keeps its view, empty. A listed stream with 0 is
  recorded as the task says; the entry without an id is for those that are not listed.
- ``FrameFillMode`` 2 and 3 act whenever a camera is off, also while the stream is muted.
- Pictures by address are fetched beside the recording, which does not wait for them: http and https, 5 MB, 15 s,
  three redirects, loopback included. Backgrounds may be GIFs (their first picture); an SVG cannot be drawn and is
  told by event 3. A watermark without its place, and a place without its watermark, have no effect. The same picture
  is tried again with the next layout that names it.
- The clock of the timestamp watermark is in this computer's time zone; ``--clock-seconds`` adds seconds.
- The file of levels ends in ``.sw`` in place of the media suffix, with one JSON record per line at the end of each
  recorded second. A volume is the root mean square of the last 0.1 s, full scale being 100; of a user with several
  streams it is the loudest. With two files it lies beside the one with the picture.
- The first event 4 comes after 10 s. Without a callback secret the signature is 40 zeros.
- A recording is named by the contract's rule; characters that file systems refuse are written as ``%XX``.
- ``OutputFolder`` names a folder, with and without a slash at its end; empty parts are left out.
- ``EndPoint`` is https where it names no scheme; http is taken as it is given, for servers in the house. The bucket
  stands in the path with ``S3ForcePathStyle`` and where a host can have no names below it.
- Wrong storage parameters show when the first file is stored: it waits in the backup folder (status 4). Only what
  breaks the rules of ``file://``, or holds a key in ``EndPoint``, fails StartRecord.
- A file is lost (status 5) only once it is gone; one that not even the backup folder takes stays where it was
  recorded, with status 4. The three days of a backup count from the end of its task.
- Storage keys are held in memory. After a restart ``PUT …/storage-credentials`` brings them back and
  ``POST …/retry-upload`` goes on; without keys it answers 409.
- When Studio is told to end, uploads go on for 10 s; what is not stored then waits in the backup folder.

Single streams (``RecordMode`` 1):

- The file of a stream starts when the stream does; it is encoded anew at the stream's own size and frame rate, up to
  1920 x 1080 (or as many pixels in another shape), 60 fps and 20 Mbps, so that it can start at any moment and follow
  a muted microphone. It keeps its size: pictures of another one are fitted into it.
- Pause, Resume, UpdateLayout and TakeSnapshot are 300000004; UpdateWhiteboard is taken.
- A publisher without sound or without picture gets files of what there is, named so; where ``StreamType`` asks for
  what the publisher has not, there is no file. Of more than 36 streams those that came first are recorded; the next
  follows when one leaves. A stream that left is closed and stored while the task goes on.
- ``FillBlank`` writes silence and no pictures (players hold the last one). ``ResumeWithoutInterruption`` goes before
  ``FillBlank`` where both are asked for.
- ``RecordMuteAudio`` 2: muted is what lies below -80 dB, whether the publisher is muted or sends nothing. Files split
  by silence are named by the moment they begin, and stored with the end of their stream.
- The whiteboard's file is ``mp4`` whatever the format, with the chapters, and starts with the first board on air. The
  board is fitted into an area of the ratio asked for; its background colour fills the rest, also while no board is
  open. ``UserId`` is empty and ``StreamId`` is "whiteboard". With ``jpg`` no whiteboard is recorded.
- One stream that cannot be recorded is left out and told in the task's events; a full disk ends the task.

Formats, in both modes:

- ``aac``, ``mp3`` and ``ogg`` record sound whatever ``StreamType`` says; with ``StreamType`` 2 they are 300000004.
  ``hls`` with ``StreamType`` 4 gives ``aac`` beside the playlist.
- Sound is AAC (MP3, Opus) at 48 kHz. Keyframes come once a second.
- The FileId of HLS is the playlist's, ``….m3u8``; fragments are named by it, ``…_00001.ts``; ``FileSize`` counts
  them. Playlists name fragments by bare names; with ``RealtimeUploadFragment`` and without ``ShortFragmentPath`` by
  their whole addresses. Event 102 comes once per playlist, when the first fragment is stored.
- Pictures (``jpg``, TakeSnapshot) are named by the rule with type V. A ``jpg`` task takes the first after half a
  second, then one every ``SnapshotInterval``; after its end there is an event 1 only if there was no picture.
"""
