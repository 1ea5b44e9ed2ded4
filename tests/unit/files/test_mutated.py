"""Damaged files: nothing but a message comes out of the reader, however they are damaged."""

from bench.mutated import mutations, read_all, seeds
from data.files.reading import read_sheets

COUNT, SEED = 900, 1


def test_the_whole_files_are_read():
    for name, content in seeds().items():
        (sheet, *_) = read_sheets(content, name)
        assert sheet.cells.shape[0] > 5, name


def test_damaged_files_are_read_or_refused_and_nothing_else_happens():
    found, _ = read_all(mutations(SEED, COUNT))
    assert sum(found.values()) == COUNT
    for ending in (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"):
        assert found[f"{ending} lästa"] > 10, found
        assert found[f"{ending} avvisade"] > 10, found


def test_the_same_seed_gives_the_same_damage():
    texts = [content for name, content in mutations(SEED, 60) if name.endswith(".csv")]
    again = [content for name, content in mutations(SEED, 60) if name.endswith(".csv")]
    assert texts == again
    assert len(set(texts)) > len(texts) // 2
