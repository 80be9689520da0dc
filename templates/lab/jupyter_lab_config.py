"""JupyterLab as the workbench opens it: this machine only, no news, no telemetry."""

from pathlib import Path

from workbench import promptly, screens, untouched

here = Path(__file__).resolve().parent

c = get_config()  # noqa: F821
c.ServerApp.ip = "127.0.0.1"
c.ServerApp.root_dir = str(here.parents[1])
# Reports of up to 200 MB come in through the browser (jupyter's own limit is 10 MB).
c.ServerApp.tornado_settings = {"websocket_max_message_size": 300 * 1024 * 1024}
c.ServerApp.kernel_websocket_connection_class = promptly.CONNECTION
# What somebody only looked at is not changed by it.
untouched.begin(c)
c.LabApp.app_settings_dir = str(here / "settings")
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
# Ours: it runs our notebooks when they are opened. Nothing is built, nothing is fetched.
c.LabApp.extra_labextensions_path = [str(here / "extensions")]
# A closed browser must not leave kernels behind for days.
c.MappingKernelManager.cull_idle_timeout = 12 * 3600
c.MappingKernelManager.cull_connected = False
# A notebook is ready at once: its kernel comes from a process that has everything imported.
c.KernelProvisionerFactory.default_provisioner_name = screens.PROVISIONER
screens.begin()
