"""Where finished files go: the place asked for, or the backup folder."""
