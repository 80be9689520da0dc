"""Preloaded Jupyter kernels: each is forked from one process that has imported everything.

``nursery`` is that process; ``forked`` asks it for kernels; ``provisioner`` is what
``jupyter_client`` finds by entry point. Nothing here knows about reviews.
"""
