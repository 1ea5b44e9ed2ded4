"""APT: a show for a workplace meeting, made ready in minutes and shown over the whole screen."""

import streamlit as st

from metrics.vocabulary import Lens
from pages.parts import frame
from pages.parts.address import write
from pages.parts.show import chooser, slides
from pages.parts.show.choice import SLIDE, asked

frame.require_store(outward=True, least=Lens.BOARD)
wanted = asked(frame.today())
if wanted.slide is not None:
    slides.show(wanted, wanted.slide)
elif SLIDE in st.query_params:
    write(SLIDE, "")  # nothing can be shown: what can be chosen is, with its menus
    st.rerun()
else:
    chooser.show(wanted)
