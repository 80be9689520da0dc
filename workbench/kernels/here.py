"""A papermill engine that runs a notebook in the process it is called in.

It is meant for a process made for that one notebook (a fork of the nursery): then nothing is
shared with any other notebook, and no kernel need be started, connected to, waited for and shut
down. The shell is ipykernel's own in-process kernel and the outputs are gathered by nbclient's
own code, so that they are those of a stock kernel; tests/kernels holds them to it.
"""

from __future__ import annotations

from typing import Any

from ipykernel.inprocess.ipkernel import InProcessKernel
from ipykernel.inprocess.manager import InProcessKernelManager
from ipykernel.iostream import IOPubThread
from nbclient.exceptions import CellExecutionComplete, CellExecutionError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from traitlets import default
from traitlets.config import Config

NAME = "workbench-here"


class _Kernel(InProcessKernel):
    """ipykernel's in-process kernel, whose messages are sent at once and by no thread."""

    @default("iopub_thread")
    def _unstarted_iopub_thread(self) -> IOPubThread:
        # A thread that was never started sends in the caller's: in order, and done when it returns.
        return IOPubThread(self._underlying_iopub_socket, session=self.session)


class _Manager(InProcessKernelManager):
    def start_kernel(self, **_: Any) -> None:
        # No history file: a batch writes nothing into a person's IPython profile.
        quiet = Config({"HistoryManager": {"enabled": False}})
        self.kernel = _Kernel(parent=self, session=self.session, config=quiet)


class HereEngine(Engine):
    """Runs the notebook here, and saves once at the end (``notebook_complete`` does)."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **_: Any) -> None:
        """Run every cell, stopping at the first that fails, as papermill does."""
        nb_man.autosave_cell_every = 0
        save, nb_man.save = nb_man.save, lambda **_: None
        try:
            cls._run(nb_man)
        finally:
            nb_man.save = save

    @classmethod
    def _run(cls, nb_man: Any) -> None:
        manager = _Manager()
        manager.start_kernel()
        kernel_client = manager.client()
        kernel_client.start_channels()
        gatherer = PapermillNotebookClient(nb_man, km=manager)
        gatherer.reset_execution_trackers()
        gatherer.kc = kernel_client
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            try:
                _run_cell(gatherer, kernel_client, cell, index)
            except CellExecutionError as error:
                nb_man.cell_exception(cell, cell_index=index, exception=error)
                break
            finally:
                nb_man.cell_complete(cell, cell_index=index)
        nb_man.nb.metadata["language_info"] = manager.kernel.language_info
        gatherer.set_widgets_metadata()


def _run_cell(gatherer: Any, kernel_client: Any, cell: Any, index: int) -> None:
    tags = cell.metadata.get("tags", [])
    if cell.cell_type != "code" or not cell.source.strip() or gatherer.skip_cells_with_tag in tags:
        return
    may_fail = "raises-exception" in tags
    cell.metadata["execution"] = {}
    cell.outputs = []
    gatherer.clear_before_next_output = False
    kernel_client.execute(cell.source, stop_on_error=not may_fail)
    reply = kernel_client.get_shell_msg()
    try:
        while True:
            gatherer.process_message(kernel_client.get_iopub_msg(timeout=0), cell, index)
    except CellExecutionComplete:
        pass
    if reply["content"]["status"] == "error" and not may_fail:
        raise CellExecutionError.from_cell_and_msg(cell, reply["content"])


papermill_engines.register(NAME, HereEngine)
