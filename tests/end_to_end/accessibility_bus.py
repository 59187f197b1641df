"""Talks to programs as a screen reader does: over the bus of AT-SPI, with a screen of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

TIMEOUT = 30.0
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ACTION = "org.a11y.atspi.Action"
_SELECTION = "org.a11y.atspi.Selection"
_PROPERTIES = "org.freedesktop.DBus.Properties"


class Desktop:
    """A screen, a session bus and what they need; a program started here is heard on the bus."""

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="coro-debugger-desktop-")
        self._processes: list[subprocess.Popen[str]] = []
        display = self._first_line(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
        )
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("QT_", "XDG_"))},
            "DISPLAY": f":{display}",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "HOME": self._folder,
            "XDG_RUNTIME_DIR": self._folder,
            "NO_AT_BRIDGE": "0",
        }
        self.address = self._first_line(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"], self.environment
        )
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.address

    def start(self, command: list[str]) -> subprocess.Popen[str]:
        """Run a program on this desktop."""
        process = subprocess.Popen(command, env=self.environment, text=True)
        self._processes.append(process)
        return process

    def close(self) -> None:
        """End everything that was started, the last first."""
        for process in reversed(self._processes):
            process.terminate()
            process.wait(TIMEOUT)
            if process.stdout is not None:
                process.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _first_line(self, command: list[str], environment: dict[str, str] | None = None) -> str:
        process = subprocess.Popen(
            command,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._processes.append(process)
        assert process.stdout is not None
        return process.stdout.readline().strip()


@dataclass(frozen=True)
class Node:
    """One thing that a program shows, as a screen reader sees it."""

    bus: AccessibilityBus
    owner: str
    path: str

    @property
    def name(self) -> str:
        return self.bus.property(self, _ACCESSIBLE, "Name")

    @property
    def description(self) -> str:
        return self.bus.property(self, _ACCESSIBLE, "Description")

    @property
    def role(self) -> str:
        return self.bus.call(self, _ACCESSIBLE, "GetRoleName")[0]

    def children(self) -> list[Node]:
        (found,) = self.bus.call(self, _ACCESSIBLE, "GetChildren")
        return [Node(self.bus, owner, path) for owner, path in found]

    def all(self) -> Iterator[Node]:
        """Go through everything below, from the top."""
        for child in self.children():
            yield child
            yield from child.all()

    def find(self, role: str, name: str) -> Node | None:
        """Return the first thing below with that role and name; ``…`` stands for any end of it."""
        begin = name.removesuffix("…")
        return next(
            (
                node
                for node in self.all()
                if node.role == role
                and (node.name == name or (begin != name and node.name.startswith(begin)))
            ),
            None,
        )

    def act(self) -> None:
        """Do what a person would do first: press a button."""
        assert self.bus.call(self, _ACTION, "DoAction", "i", 0) == (True,)

    def select(self, child: int) -> None:
        """Select one of the things in a list."""
        assert self.bus.call(self, _SELECTION, "SelectChild", "i", child) == (True,)


class AccessibilityBus:
    """A connection of a screen reader that listens to what programs announce."""

    def __init__(self, session_address: str) -> None:
        with open_dbus_connection(session_address) as session:
            launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = session.send_and_get_reply(
                new_method_call(launcher, "GetAddress"), timeout=TIMEOUT
            )
        self._connection: DBusConnection = open_dbus_connection(reply.body[0])
        self.announced: list[str] = []
        self._listen()

    def close(self) -> None:
        self._connection.close()

    @property
    def programs(self) -> list[Node]:
        """Return the programs that can be heard."""
        root = Node(self, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        return root.children()

    def _listen(self) -> None:
        registry = Node(self, "org.a11y.atspi.Registry", "/org/a11y/atspi/registry")
        self.call(registry, "org.a11y.atspi.Registry", "RegisterEvent", "s", "object:announcement")
        rule = MatchRule(
            type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement"
        )
        self._connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=TIMEOUT)

    def call(self, node: Node, interface: str, method: str, kinds: str = "", *values: Any) -> Any:
        address = DBusAddress(node.path, node.owner, interface)
        message = new_method_call(address, method, kinds or None, values)
        serial = next(self._connection.outgoing_serial)
        self._connection.send(message, serial=serial)
        deadline = time.monotonic() + TIMEOUT
        while True:
            reply = self._connection.receive(timeout=deadline - time.monotonic())
            if reply.header.fields.get(HeaderFields.reply_serial) == serial:
                break
            self._hear(reply)
        if reply.header.message_type is MessageType.error:
            raise LookupError(f"{method} of {node.path}: {reply.body}")
        return reply.body

    def property(self, node: Node, interface: str, name: str) -> Any:
        (value,) = self.call(node, _PROPERTIES, "Get", "ss", interface, name)
        return value[1]

    def _hear(self, message: Any) -> None:
        if message.header.fields.get(HeaderFields.member) == "Announcement":
            self.announced.append(str(message.body[3][1]))

    def wait_for(self, look: Callable[[], Any]) -> Any:
        """Look again and again until something is there; what has gone meanwhile is no failure."""
        deadline = time.monotonic() + TIMEOUT
        while True:
            try:
                found = look()
            except LookupError:
                found = None
            if found or time.monotonic() > deadline:
                return found
