"""The same kernels by whoever starts them: JupyterLab's server, nbval, plain papermill."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from many_notebooks import NOTEBOOKS
from test_same_outputs import outputs, written

from workbench.kernels.forked import ForkedKernel, can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")


def test_jupyterlabs_server_starts_restarts_and_shuts_one_down() -> None:
    from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

    async def life() -> None:
        kernels = AsyncMappingKernelManager()
        kernel_id = await kernels.start_kernel(kernel_name="workbench")
        manager = kernels.get_kernel(kernel_id)
        first = manager.provisioner.process
        assert isinstance(first, ForkedKernel)
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(timeout=30)
        await kernels.interrupt_kernel(kernel_id)
        await kernels.restart_kernel(kernel_id)
        assert manager.provisioner.process.pid != first.pid
        assert first.poll() is not None
        await client.wait_for_ready(timeout=30)
        client.stop_channels()
        last = manager.provisioner.process
        await kernels.shutdown_kernel(kernel_id)
        assert last.poll() is not None
        assert not Path(f"/proc/{last.pid}").exists()
        assert kernel_id not in kernels

    asyncio.run(life())


def test_nbval_runs_on_one(tmp_path: Path) -> None:
    notebook = written(tmp_path / "checked.ipynb", ["import sys; print('pandas' in sys.modules)"])
    read = nbformat.read(notebook, 4)
    read.cells[1].outputs = [nbformat.v4.new_output("stream", text="True\n")]
    read.cells[1].execution_count = 2
    nbformat.write(read, notebook)
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-kernel-name", "workbench"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", tmp_path, notebook],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert "2 passed" in done.stdout, done.stdout


def papermill(notebook: Path, out: Path, kernel: str) -> None:
    command = [sys.executable, "-m", "papermill", notebook, out, "-k", kernel, "--no-progress-bar"]
    subprocess.run([*map(str, command)], check=True, capture_output=True, timeout=90)


def test_plain_papermill_runs_on_one_with_the_outputs_of_a_stock_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    chosen = "printing tables widgets display waiting words".split()
    cells = [cell for name in chosen for cell in NOTEBOOKS[name]]
    notebook = written(tmp_path / "chosen.ipynb", [*cells, *NOTEBOOKS["other processes"]])
    papermill(notebook, tmp_path / "stock.ipynb", "python3")
    papermill(notebook, tmp_path / "forked.ipynb", "workbench")
    assert outputs(tmp_path / "forked.ipynb") == outputs(tmp_path / "stock.ipynb")
