"""Twenty notebooks that use a kernel in twenty ways; all they say is invented."""

from __future__ import annotations

FRAME = (
    "import pandas as pd\n"
    "frame = pd.DataFrame({'month': [1, 1, 2, 3], 'agency': list('ABAC'), "
    "'days': [3.5, 10.25, 7.0, 31.5]})"
)

# Name -> cells. A cell that begins with `# may fail` is tagged as one that may.
NOTEBOOKS: dict[str, list[str]] = {
    "printing": [
        "print('one'); print('two', end=''); print(' three', flush=True)",
        "import sys; print('to stderr', file=sys.stderr); print('then here')",
        "for number in range(300): print(number, 'line', number ** 2)",
        "sys.stdout.write('written\\n'); sys.stdout.isatty(), sys.stdout.encoding",
    ],
    "tables": [
        FRAME,
        "frame",
        "frame.describe()",
        "print(frame.T)",
        "pd.DataFrame({c: range(70) for c in 'abcdefghijklmnopqrstuvwxyz'})",
        "pd.options.display.max_columns, pd.options.display.width, pd.options.display.max_rows",
    ],
    "grouping": [
        FRAME,
        "frame.groupby('agency')['days'].agg(['count', 'mean', 'max'])",
        "frame.pivot_table(index='agency', columns='month', values='days')",
        "frame['days'].value_counts(bins=2)",
        "frame.merge(frame, on='agency').dtypes",
    ],
    "styled": [
        FRAME,
        "frame.style.format({'days': '{:.1f}'}).set_uuid('x').hide(axis='index')",
        "frame.style.set_uuid('y').highlight_max(subset=['days'])",
    ],
    "bokeh parts": [
        "from bokeh.plotting import figure\nfrom bokeh.embed import components, json_item\n"
        "from IPython.display import HTML",
        "p = figure(title='days'); _ = p.line([1, 2], [3, 4]); HTML(''.join(components(p)))",
        "q = figure(); _ = q.vbar(x=[1, 2], top=[3, 4], width=0.8)\nsorted(json_item(q)['doc'])",
        "q.id, p.title.id, len(list(p.references()))",
    ],
    "bokeh shown": [
        "from bokeh.plotting import figure, show\nfrom bokeh.io import output_notebook\n"
        "from bokeh.resources import Resources\n"
        "output_notebook(Resources(mode='cdn'), hide_banner=True)",
        "p = figure(height=200); _ = p.scatter([1, 2, 3], [3, 1, 2]); show(p)",
    ],
    "widgets": [
        "import ipywidgets as w",
        "slider = w.IntSlider(value=3, description='Days'); slider",
        # Nothing is printed inside: nbclient then sends on the channel it waits on, and now and
        # then waits for ever, whatever kernel runs (jupyter/nbclient, issue 312).
        "out = w.Output(); out",
        "slider.value = 5; w.HBox([slider, w.Button(description='Go')])",
    ],
    "display": [
        "from IPython.display import HTML, JSON, SVG, Image, Latex, Markdown, display",
        "display(HTML('<b>x</b>'), Markdown('*y*')); 'last value'",
        "display(Latex('$x$')); JSON({'a': [1]})",
        'SVG(\'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\')',
        "import base64\n"
        "dot = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'\n"
        "Image(base64.b64decode(dot), format='gif')",
        "display({'text/plain': 'raw', 'text/html': '<i>raw</i>'}, raw=True)",
    ],
    "updating": [
        "handle = display('first', display_id='d1')",
        "handle.update('second')",
        "from IPython.display import clear_output\nprint('gone'); clear_output(); print('kept')",
        "for i in range(3):\n    clear_output(wait=True)\n    print('step', i)",
    ],
    "history": [
        "1 + 1",
        "_ + 1",
        "_, __, _4, _i3",
        "len(Out), In[1], sorted(k for k in globals() if k.startswith('_i'))[:3]",
        "%who",
    ],
    "magics": [
        "%time sum(range(10))",
        "%%capture held\nprint('hidden')",
        "held.stdout",
        "%%writefile -a said.txt\nsaid",
        "%pwd\n!rm said.txt && echo gone",
        "here = !echo listed\nhere",
        "len?",
    ],
    "failing": [
        "def inner(n):\n    return 1 / n\n\n\ndef outer(n):\n    return inner(n)",
        "# may fail\nouter(0)",
        "# may fail\nraise ValueError('a message\\nof two lines')",
        "# may fail\nthis is no python",
        "# may fail\nassert 1 == 2, 'unequal'",
        "# may fail\ninput('who? ')",
        "'after'",
    ],
    "stopping": ["print('before')", "import math; math.sqrt(-1)", "print('never')"],
    "warning": [
        "import warnings; warnings.warn('careful')",
        "warnings.warn('again', DeprecationWarning)",
        "import logging; logging.warning('logged'); logging.info('not shown')",
        FRAME + "\nframe['late'] = frame['days'] > 28\nframe.late.sum()",
    ],
    "classes": [
        "from dataclasses import dataclass\n\n\n@dataclass\nclass Point:\n    x: int\n    y: int",
        "Point(1, 2)",
        "class Shown:\n    def _repr_html_(self): return '<u>shown</u>'\n\n\nShown()",
        "Point.__module__, __name__, '__file__' in globals()",
        "import pickle; pickle.loads(pickle.dumps(Point(3, 4)))",
    ],
    "waiting": [
        "import asyncio\nasync def later(x):\n    await asyncio.sleep(0)\n    return x * 2",
        "await later(21)",
        "task = asyncio.create_task(later(4)); await task",
        "async def several():\n    yield 1\n    yield 2\n\n\n[x async for x in several()]",
        "await asyncio.gather(later(1), later(2))",
    ],
    "other processes": [
        # A stock kernel hears of these by a thread of its own: it needs a moment.
        "import subprocess, time\n_ = subprocess.run(['echo', 'from a program']); time.sleep(0.5)",
        "import os\n_ = os.write(2, b'to the descriptor\\n'); time.sleep(0.5)",
        "subprocess.run(['sh', '-c', 'echo taken'], capture_output=True, text=True).stdout",
        "from concurrent.futures import ThreadPoolExecutor\n"
        "list(ThreadPoolExecutor(2).map(len, ['a', 'bb']))",
        "import threading\nt = threading.Thread(target=print, args=('in a thread',))\n"
        "t.start(); t.join()",
        "from concurrent.futures import ProcessPoolExecutor\n"
        "import multiprocessing\nwith ProcessPoolExecutor(2, multiprocessing.get_context('fork')) "
        "as pool: print(list(pool.map(abs, [-1, -2])))",
    ],
    "numbers": [
        "import numpy as np\nnp.random.seed(3); np.random.rand(3).round(4)",
        "np.random.default_rng(5).integers(0, 100, 5)",
        "np.arange(24).reshape(4, 6) / 7",
        "import random; random.seed(9); random.random()",
        "{'nested': [1.0, (2, 3)], 'long': list(range(60))}",
    ],
    "the house": [
        "from workbench.style import tokens; sorted(tokens())",
        "from workbench.records import Review; Review.__name__, sorted(Review.__slots__)[:3]",
        "import sys; sys.path[0], 'rfc3987_syntax' in sys.modules, sys.argv[0].endswith('.py')",
        "import gc, threading; gc.isenabled(), gc.get_threshold(), threading.current_thread().name",
        "import signal; signal.getsignal(signal.SIGINT) is signal.default_int_handler",
        "import locale, os; locale.getlocale(), os.environ.get('PYDEVD_USE_CYTHON')",
    ],
    "words": [
        "'Siân said “no” – £5 for 3 km²'",
        "print('日本語 \\u00e9 \\x1b[1mbold\\x1b[0m'); print('carriage\\rreturn')",
        "'x' * 3000",
        "print('y' * 100_000)",
        "from datetime import date; date(2016, 5, 22), pd.Timestamp('2016-05-22') if 'pd' in "
        "globals() else None",
    ],
}
