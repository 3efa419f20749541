"""How long nobody has used Studio."""

from chalkreel.studio.idle import IdleWatch


def test_idleness_counts_from_the_end_of_the_last_use() -> None:
    now = [0.0]
    watch = IdleWatch(lambda: now[0])
    now[0] = 5
    assert watch.idle_s == 5
    with watch.in_use():
        now[0] = 9
        with watch.in_use():
            now[0] = 12
        assert watch.idle_s == 0
    now[0] = 15
    assert watch.idle_s == 3
    watch.touch()
    assert watch.idle_s == 0
