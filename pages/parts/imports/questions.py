"""What the file doesn't say: asked one by one, each with its likeliest answers first.

Every question stays on the page once it has been asked, so that an answer can be changed.
"""

from datetime import date

import pandas as pd
import streamlit as st

from data.imports.draft import Draft
from data.imports.facts import SKIP, Asked, Choice, Question
from metrics.words import told_apart
from pages.parts import forms, reads_imports
from pages.parts.address import as_text
from pages.parts.imports import last_time
from pages.parts.imports.brought import KEY, Brought
from pages.parts.reads_imports import Answers

MOST_AT_ONCE = 30
REMEMBERED = "Svaren sparas: nästa fil med samma rubriker och samma slags namn behöver inga svar."


def answered(brought: Brought, organisation: str, today: date) -> tuple[Draft, Answers]:
    """Return the file as read with the answers on the page, and the answers; asks what is still open."""
    answers: dict[str, str] = {}
    asked: set[str] = set()
    first = reads_imports.draft(brought, organisation, Answers(), today)
    remembered = not (first.remembered and last_time.anew(first, brought))
    box = st.container(gap="small")
    while True:
        given = Answers(tuple(answers.items()), remembered)
        draft = reads_imports.draft(brought, organisation, given, today)
        new = [question for question in draft.questions if question.id not in asked]
        if not new or len(asked) >= MOST_AT_ONCE:
            return draft, given
        with box:
            if not asked:
                st.subheader("Frågor om filen", anchor=False)
                st.caption(REMEMBERED)
            for question in new[:MOST_AT_ONCE]:
                answer = _ask(question, draft, brought)
                if answer:
                    answers[question.id] = answer
        asked |= {question.id for question in new[:MOST_AT_ONCE]}


def _ask(question: Question, draft: Draft, brought: Brought) -> str | None:
    choices = choices_of(question, draft)
    answer: str | None = st.selectbox(
        as_text(question.text),
        list(choices),
        index=None,
        format_func=lambda each: choices[each],
        placeholder="Välj ett svar",
        help=as_text(f"Första gången i {question.where}") if question.where else None,
        key=f"{KEY}-{brought.content_hash[:12]}-{question.id}",
        width=forms.FORM_WIDTH,
    )
    return answer


def choices_of(question: Question, draft: Draft) -> dict[str, str]:
    """Return the answers to choose among, the suggested first, then every name there is."""
    known = draft.office.known
    nouns = {Asked.INDICATOR: known.indicators, Asked.ACCOUNT: known.accounts, Asked.UNIT: known.units}
    every = nouns.get(question.about, pd.DataFrame({"code": [], "name": []}))
    suggested = [each for each in question.choices if each.answer != SKIP]
    skip = [each for each in question.choices if each.answer == SKIP]
    rest = [Choice(*each) for each in zip(every["code"], every["name"], strict=True)]
    choices: dict[str, str] = {}
    for each in (*suggested, *skip, *rest):
        choices.setdefault(each.answer, each.text)
    return told_apart(choices, {answer: answer for answer in choices})
