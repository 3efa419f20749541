import stat

from chalkreel.base.paths import Paths


def test_a_profile_keeps_everything_below_one_folder(tmp_path):
    paths = Paths.under(tmp_path)
    for folder in (paths.data, paths.cache, paths.log, paths.recordings, paths.studio):
        assert folder.is_relative_to(tmp_path)
    assert paths.settings_file.parent == paths.journal_file.parent == paths.data


def test_without_a_profile_the_platform_decides():
    assert Paths.chosen(None) == Paths.for_user()


def test_private_folders_are_private(tmp_path):
    paths = Paths.under(tmp_path)
    paths.create()
    paths.create()
    assert stat.S_IMODE(paths.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(paths.studio.stat().st_mode) == 0o700
    assert paths.recordings.is_dir()
