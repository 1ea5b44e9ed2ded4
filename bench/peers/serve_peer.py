"""A peer's page, served as the product is: the same settings, middleware and bundles.

The page is the one that LAGESBILD_BENCH_PAGE names.
"""

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from serve import bundles, prepare
from server.front import Front
from server.headers import SecurityHeaders, content_security_policy

app = st.App(
    str(Path(__file__).with_name(os.environ["LAGESBILD_BENCH_PAGE"])),
    lifespan=prepare,
    middleware=[
        Middleware(SecurityHeaders, policy=content_security_policy(bundles.shell)),
        Middleware(Front, bundles=bundles),
    ],
)
