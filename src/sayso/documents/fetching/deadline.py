"""An end to a request that drips: a connection shut down when its time is up, whatever it waits for."""

from __future__ import annotations

import socket
from threading import Lock, Timer
from types import TracebackType
from typing import Self


class Deadline:
    """Shuts the sockets that it watches down after so many seconds.

    Timeouts of sockets bound each wait for bytes only: a server that sends one byte in time, then another, holds a
    request for ever, in the handshake, the headers or the body.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._lock = Lock()
        self._watched: list[socket.socket] = []
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        with self._lock:
            for sock in self._watched:
                sock.close()
            self._watched.clear()

    def watch(self, sock: socket.socket) -> None:
        """Shut this socket down too. A copy is watched: TLS takes the socket itself over."""
        with self._lock:
            self._watched.append(sock.dup())
            if self.passed:
                self._shut_down()

    def _end(self) -> None:
        with self._lock:
            self.passed = True
            self._shut_down()

    def _shut_down(self) -> None:
        for sock in self._watched:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # the other side was quicker
