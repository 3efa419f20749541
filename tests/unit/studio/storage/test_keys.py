"""Keys are held in memory and shown to nobody."""

from chalkreel.contract.storage import StorageParams
from chalkreel.studio.storage.keys import KeyRing, StorageKeys


def test_the_keys_of_a_task_are_held_until_it_lets_go_of_them() -> None:
    ring = KeyRing()
    ring.take("t", StorageParams(vendor=8, bucket="b", access_key_id="id", access_key_secret="secret"))
    assert ring.of("t") == StorageKeys("id", "secret")
    assert ring.of("other") is None

    ring.hand_over("t", StorageKeys("new", "newer"))
    assert ring.of("t") == StorageKeys("new", "newer")

    ring.forget("t")
    assert ring.of("t") is None


def test_keys_have_no_repr() -> None:
    assert "secret" not in repr(StorageKeys("the-id", "the-secret"))
    assert "the-id" not in repr(StorageKeys("the-id", "the-secret"))
