"""A papermill engine that runs a notebook in the process it is called in.

It is meant for a process made for that one notebook (a fork of the nursery): then nothing is
shared with any other notebook, and no kernel need be started, connected to, waited for and shut
down. The shell is ipykernel's own in-process kernel and the outputs are gathered by nbclient's
own code, so that they are those of a stock kernel; tests/kernels holds them to it. What is
different is said in docs/decisions.md.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from ipykernel.displayhook import ZMQShellDisplayHook
from ipykernel.inprocess.ipkernel import InProcessInteractiveShell, InProcessKernel
from ipykernel.inprocess.manager import InProcessKernelManager
from ipykernel.iostream import IOPubThread
from jupyter_core.utils import run_sync
from nbclient.exceptions import CellExecutionComplete, CellExecutionError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from traitlets import Type, default
from traitlets.config import Config

NAME = "workbench-here"


class _Kernel(InProcessKernel):
    """ipykernel's in-process kernel, with what a stock one has besides.

    Messages are sent at once and by no thread, and what other programs write to this process's
    descriptors is part of the cell's output.
    """

    written: _Written

    @default("shell_class")
    def _our_shell(self) -> type[InProcessInteractiveShell]:
        return _Shell

    @default("iopub_thread")
    def _unstarted_iopub_thread(self) -> IOPubThread:
        # A thread that was never started sends in the caller's: in order, and done when it returns.
        return IOPubThread(self._underlying_iopub_socket, session=self.session)

    async def execute_request(self, stream: Any, ident: Any, parent: Any) -> None:
        """Run a cell; await in it needs to know which thread it is in."""
        # Elsewhere this name tells whether there is such a thread, which there is not.
        self.shell_channel_thread = SimpleNamespace(parent_thread=threading.current_thread())
        try:
            await super().execute_request(stream, ident, parent)
        finally:
            self.shell_channel_thread = None
        self.show_written()

    def show_written(self) -> None:
        """Show what came to the descriptors as this cell's output."""
        for name, text in self.written.taken():
            getattr(self, name).write(text)
            getattr(self, name).flush()


class _DisplayHook(ZMQShellDisplayHook):
    """Shows the value of a cell, after what was written to the descriptors before."""

    def start_displayhook(self) -> None:
        _Kernel.instance().show_written()
        super().start_displayhook()


class _Shell(InProcessInteractiveShell):
    displayhook_class = Type(_DisplayHook)


class _Manager(InProcessKernelManager):
    def start_kernel(self, **_: Any) -> None:
        # No history file: a batch writes nothing into a person's IPython profile.
        quiet = Config({"HistoryManager": {"enabled": False}})
        # By `instance`, since widgets ask for the one there is.
        self.kernel = _Kernel.instance(parent=self, session=self.session, config=quiet)


class _Written:
    """What is written to descriptors 1 and 2, by programs a cell starts and by C libraries."""

    def __init__(self) -> None:
        self._before = {number: os.dup(number) for number in (1, 2)}
        self._held = {}
        for name, number in (("stdout", 1), ("stderr", 2)):
            # Appended to, so that it can be emptied while others hold it open.
            held = os.open(f"/proc/self/fd/{os.memfd_create(name)}", os.O_RDWR | os.O_APPEND)
            os.dup2(held, number)
            self._held[name] = held

    def taken(self) -> Iterator[tuple[str, str]]:
        """What came since the last time: ``stdout`` or ``stderr``, and the text."""
        for name, held in self._held.items():
            if size := os.fstat(held).st_size:
                yield name, os.pread(held, size, 0).decode(errors="replace")
                os.ftruncate(held, 0)

    def end(self) -> None:
        """Give the descriptors back."""
        for number, before in self._before.items():
            os.dup2(before, number)


@contextmanager
def _kernel() -> Iterator[tuple[_Kernel, Any]]:
    """A kernel in this process, and its client."""
    manager = _Manager()
    manager.start_kernel()
    kernel: Any = manager.kernel
    client = manager.client()
    client.start_channels()
    # Nobody is there to answer a question.
    client.allow_stdin = False
    client.shell_channel.send = lambda message: _pass_on(kernel, client, message)
    kernel.written = _Written()
    before = sys.stdout, sys.stderr
    # For good, as in a stock kernel: each cell says anew to whom its prints belong.
    sys.stdout, sys.stderr = kernel.stdout, kernel.stderr
    try:
        yield kernel, client
    finally:
        sys.stdout, sys.stderr = before
        kernel.written.end()


def _pass_on(kernel: _Kernel, client: Any, message: dict[str, Any]) -> None:
    """Hand the kernel a message that has no answer: a widget's state."""
    client.session.send(kernel.shell_stream, message)
    run_sync(kernel.dispatch_shell)(kernel.shell_stream.recv_multipart())


class HereEngine(Engine):
    """Runs the notebook here, and saves once at the end (``notebook_complete`` does)."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **_: Any) -> None:
        """Run every cell, stopping at the first that fails, as papermill does."""
        nb_man.autosave_cell_every = 0
        save, nb_man.save = nb_man.save, lambda **_: None
        try:
            with _kernel() as (kernel, client):
                cls._run(nb_man, kernel, client)
        finally:
            nb_man.save = save

    @classmethod
    def _run(cls, nb_man: Any, kernel: _Kernel, client: Any) -> None:
        gatherer = PapermillNotebookClient(nb_man)
        gatherer.reset_execution_trackers()
        gatherer.kc = client
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            try:
                _run_cell(gatherer, client, cell, index)
            except CellExecutionError as error:
                nb_man.cell_exception(cell, cell_index=index, exception=error)
                break
            finally:
                nb_man.cell_complete(cell, cell_index=index)
        nb_man.nb.metadata["language_info"] = kernel.language_info
        gatherer.set_widgets_metadata()


def _run_cell(gatherer: Any, client: Any, cell: Any, index: int) -> None:
    tags = cell.metadata.get("tags", [])
    if cell.cell_type != "code" or not cell.source.strip() or gatherer.skip_cells_with_tag in tags:
        return
    may_fail = "raises-exception" in tags
    cell.metadata["execution"] = {}
    cell.outputs = []
    gatherer.clear_before_next_output = False
    request = client.execute(cell.source, stop_on_error=not may_fail)
    reply = client.get_shell_msg()
    try:
        while True:
            message = client.get_iopub_msg(timeout=0)
            # A widget's answers to nbclient come between, under a number of their own.
            if message["parent_header"].get("msg_id") == request:
                gatherer.process_message(message, cell, index)
    except CellExecutionComplete:
        pass
    if reply["content"]["status"] == "error" and not may_fail:
        raise CellExecutionError.from_cell_and_msg(cell, reply["content"])


papermill_engines.register(NAME, HereEngine)
