import threading

import keyring.backends.fail
import keyring.backends.null
import pytest
import pytest_asyncio
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from chalkreel.services.connection import Credentials
from chalkreel.services.secrets import KEYRING_SERVICE, SecretStore

SECRETS = Credentials("server-secret", "key-id-1", "key-secret-1", "callback-secret")


class KeyringInMemory(KeyringBackend):
    """A working keyring that lasts as long as the object."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}
        self.threads = set()
        self.is_locked = False

    def get_password(self, service, username):
        self._use()
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self._use()
        self.kept[service, username] = password

    def delete_password(self, service, username):
        self._use()
        if (service, username) not in self.kept:
            raise PasswordDeleteError(username)
        del self.kept[service, username]

    def _use(self):
        self.threads.add(threading.current_thread().name)
        if self.is_locked:
            raise KeyringLocked("locked, and it was asked for server-secret")


@pytest.fixture
def ring():
    return KeyringInMemory()


@pytest.fixture
def registered():
    return set()


@pytest_asyncio.fixture
async def store(ring, registered):
    opened = SecretStore(registered.add, load_backend=lambda: ring)
    await opened.open()
    yield opened
    opened.close()


@pytest.mark.asyncio
async def test_a_working_keyring_keeps_secrets_across_sessions(store, ring, registered):
    assert store.is_durable
    assert store.notice is None
    await store.put("school", SECRETS)
    again = SecretStore(registered.add, load_backend=lambda: ring)
    await again.open()
    assert await again.get("school") == SECRETS
    again.close()


@pytest.mark.asyncio
async def test_every_secret_is_announced_for_masking(store, ring, registered):
    await store.put("school", SECRETS)
    assert registered == set(SECRETS.values)
    registered.clear()
    await store.get("school")
    assert registered == set(SECRETS.values)


@pytest.mark.asyncio
async def test_the_keyring_is_used_on_its_own_thread_only(store, ring):
    await store.put("school", SECRETS)
    await store.forget("school")
    assert ring.threads == {"keyring"}


@pytest.mark.asyncio
async def test_forgotten_secrets_are_gone_and_forgetting_twice_is_fine(store, ring):
    await store.put("school", SECRETS)
    await store.forget("school")
    await store.forget("school")
    assert ring.kept == {}
    assert await store.get("school") == Credentials()


@pytest.mark.asyncio
@pytest.mark.parametrize("backend", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring])
async def test_without_a_keyring_secrets_last_for_the_session_and_the_host_is_told(backend, registered):
    store = SecretStore(registered.add, load_backend=backend)
    await store.open()
    await store.put("school", SECRETS)
    assert not store.is_durable
    assert "until you close" in str(store.notice)
    assert await store.get("school") == SECRETS
    await store.forget("school")
    assert await store.get("school") == Credentials()
    store.close()


@pytest.mark.asyncio
async def test_this_computers_own_keyring_is_probed_without_failing(registered):
    store = SecretStore(registered.add)
    await store.open()
    assert store.is_durable or store.notice is not None
    store.close()


@pytest.mark.asyncio
async def test_a_keyring_that_locks_later_costs_durability_not_the_session(store, ring):
    ring.is_locked = True
    await store.put("school", SECRETS)
    assert await store.get("school") == SECRETS
    assert "refused" in str(store.notice)


@pytest.mark.asyncio
async def test_a_keyring_that_waits_for_a_person_is_not_waited_for(registered, ring):
    answered = threading.Event()

    def asks_the_user():
        answered.wait(20)
        return ring

    store = SecretStore(registered.add, load_backend=asks_the_user, wait_s=0.05)
    await store.open()
    assert store.notice is not None
    answered.set()
    store.close()


@pytest.mark.asyncio
@pytest.mark.parametrize("stored", ["", "no json", "[1]", '{"server_secret": 7}'])
async def test_strange_content_in_the_keyring_reads_as_nothing(store, ring, stored):
    ring.kept[KEYRING_SERVICE, "school"] = stored
    assert await store.get("school") == Credentials()


def test_credentials_never_show_themselves():
    shown = f"{SECRETS} {SECRETS!r} {[SECRETS]}"
    assert not any(secret in shown for secret in SECRETS.values)
