"""The dialog that lets a camera, a stream of the network or an encoder take part in the room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.encoder_address import EncoderAddress, EncoderKind, NewGuest
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import ActionButton, IconButton
from chalkreel.ui.kit.elided_label import divider
from chalkreel.ui.kit.roles import label, set_invalid, set_role
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.streams.guest_row import GuestRow
from chalkreel.ui.theme import SPACING

WIDTH_PX = 540
KIND_WORDS = {
    EncoderKind.RTMP: phrase("RTMP (OBS and most others)"),
    EncoderKind.TS_OVER_TCP: phrase("MPEG-TS over TCP"),
    EncoderKind.TS_OVER_UDP: phrase("MPEG-TS over UDP"),
}
_ADD = ActionSpec("accept-guest", phrase("Add"), phrase("Let it take part in the room"), shortcut="Ctrl+Return")
_CANCEL = ActionSpec("cancel-guest", phrase("Cancel"), phrase("Leave the room as it is"))
_COPY_SERVER = ActionSpec("copy-server", phrase("Copy the server"), phrase("Copy it, to paste it there"), "copy")
_COPY_KEY = ActionSpec("copy-key", phrase("Copy the stream key"), phrase("Copy it, to paste it there"), "copy")
_COPIED = ActionSpec("copied", phrase("Copied"), phrase("It can be pasted now"), "check")


class GuestDialog(QDialog):
    """Asks for an address to fetch, or shows the one an encoder on this computer is to send to.

    Stays open, busy, after Add until it is told the outcome: ``accept()`` or :meth:`show_refusal`. Opened with
    ``open()``, never with ``exec``.

    Signals:
        guest_wished: who is to take part, as ``NewGuest``.
    """

    guest_wished = Signal(object)

    def __init__(self, port: int, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._port = port
        self._is_busy = False
        self._refusal: Phrase | None = None
        self._fetch, self._await = QRadioButton(), QRadioButton()
        self._ways = QButtonGroup(self)
        self._name, self._address = QLineEdit(), QLineEdit()
        self._kind = QComboBox()
        self._server, self._key = QLineEdit(), QLineEdit()
        self._copy_server, self._copy_key = IconButton(_COPY_SERVER), IconButton(_COPY_KEY)
        self._rows = (
            GuestRow(phrase("Name"), self._name),
            GuestRow(phrase("Address"), self._address),
            GuestRow(phrase("The encoder sends"), self._kind),
            GuestRow(phrase("Server"), self._server, self._copy_server),
            GuestRow(phrase("Stream key"), self._key, self._copy_key),
        )
        self._explained = label("muted", wraps=True)
        self._outcome = label("problem", wraps=True)
        self._add, self._cancel = ActionButton(_ADD, "primary"), ActionButton(_CANCEL)
        self._set_up_fields()
        self._assemble()
        self._connect()
        self._retranslate()

    def show_refusal(self, why: Phrase) -> None:
        """Say why nobody came from there; the host can mend it and try again."""
        self._is_busy, self._refusal = False, why
        self._render()
        self._address.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _encoder_address(self) -> EncoderAddress:
        return EncoderAddress.of(self._kind.currentData(), self._port)

    def _on_add_clicked(self) -> None:
        name = self._name.text().strip() or self._name.placeholderText()
        address = self._address.text().strip()
        if self._fetch.isChecked() and not address:
            self.show_refusal(phrase("Type the address that is to be fetched."))
            return
        self._is_busy, self._refusal = True, None
        self._render()
        if self._fetch.isChecked():
            self.guest_wished.emit(NewGuest(name, address))
        else:
            self.guest_wished.emit(NewGuest(name, self._encoder_address.url, is_awaited=True))

    def _on_edited(self) -> None:
        self._refusal = None
        self._render()

    def _on_copy_clicked(self) -> None:
        pressed = self.sender()
        for button, spec, field in (
            (self._copy_server, _COPY_SERVER, self._server),
            (self._copy_key, _COPY_KEY, self._key),
        ):
            button.show_action(_COPIED if button is pressed else spec)
            if button is pressed:
                QApplication.clipboard().setText(field.text())

    def _render(self) -> None:
        is_fetched = self._fetch.isChecked()
        encoder = self._encoder_address
        _name, address, kind, server, key = self._rows
        address.setVisible(is_fetched)
        for row in (kind, server):
            row.setVisible(not is_fetched)
        key.setVisible(not is_fetched and bool(encoder.key))
        if self._server.text() != encoder.server:
            self._copy_server.show_action(_COPY_SERVER)
        self._server.setText(encoder.server)
        self._key.setText(encoder.key)
        self._explained.setText(self._explanation(is_fetched))
        for part in (self._fetch, self._await, self._name, self._address, self._kind):
            part.setEnabled(not self._is_busy)
        self._add.allow(not self._is_busy, phrase("The connection is being tried."))
        set_role(self._outcome, "muted" if self._is_busy else "problem")
        self._outcome.setText(self._outcome_words())
        set_invalid(self._address, is_fetched and self._refusal is not None)
        self._address.setAccessibleDescription(self._outcome.text())

    def _explanation(self, is_fetched: bool) -> str:
        if is_fetched:
            return tr("Streams over RTSP, RTMP and HLS can be fetched, and files from web servers.")
        return tr(
            "Type this into the encoder on this computer, press Add here and then start the encoder. The picture"
            " appears as soon as it sends."
        )

    def _outcome_words(self) -> str:
        if self._refusal is not None:
            return tr_phrase(self._refusal)
        return tr("Connecting…") if self._is_busy else ""

    def _retranslate(self) -> None:
        self.setWindowTitle(tr("Add a participant from an address"))
        self._fetch.setText(tr("Fetch from an address"))
        self._fetch.setToolTip(tr("A network camera, a stream or a file on a web server"))
        self._await.setText(tr("Wait for an encoder"))
        self._await.setToolTip(tr("OBS or another program on this computer sends to the room"))
        self._name.setPlaceholderText(tr("Guest"))
        for place, kind in enumerate(EncoderKind):
            self._kind.setItemText(place, tr_phrase(KIND_WORDS[kind]))
        for row in self._rows:
            row.retranslate()
        for button in (self._add, self._cancel):
            button.retranslate()
        self._render()

    def _set_up_fields(self) -> None:
        self._ways.addButton(self._fetch)
        self._ways.addButton(self._await)
        self._fetch.setChecked(True)
        self._address.setPlaceholderText("rtsp://camera.example.org/live")
        for field in (self._server, self._key):
            field.setReadOnly(True)
        for kind in EncoderKind:
            self._kind.addItem(tr_phrase(KIND_WORDS[kind]), kind)

    def _connect(self) -> None:
        self._address.textEdited.connect(self._on_edited)
        self._kind.currentIndexChanged.connect(self._on_edited)
        self._fetch.toggled.connect(self._on_edited)
        self._copy_server.clicked.connect(self._on_copy_clicked)
        self._copy_key.clicked.connect(self._on_copy_clicked)
        self._add.clicked.connect(self._on_add_clicked)
        self._cancel.clicked.connect(self.reject)
        self._add.setDefault(True)
        self._cancel.setAutoDefault(False)

    def _assemble(self) -> None:
        ways = QHBoxLayout()
        ways.setSpacing(SPACING.wide)
        ways.addWidget(self._fetch)
        ways.addWidget(self._await)
        ways.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACING.small)
        buttons.addWidget(self._outcome, 1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING.wide, SPACING.large, SPACING.wide, SPACING.large)
        column.setSpacing(SPACING.medium)
        column.addLayout(ways)
        column.addWidget(divider())
        for row in self._rows:
            column.addWidget(row)
        column.addWidget(self._explained)
        column.addStretch(1)
        column.addWidget(divider())
        column.addLayout(buttons)
        self.resize(WIDTH_PX, self.sizeHint().height())
        self._address.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
