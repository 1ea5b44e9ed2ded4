"""Files opened by another program than the one that made them: LibreOffice."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def converted(data: bytes, suffix: str, to: str, tmp_path: Path, read_as: str = "") -> bytes:
    """Return a file as LibreOffice reads it and writes it again, for instance `.xlsx` as `pdf`.

    `to` may carry a filter after a colon, as soffice takes it, and `read_as` is one to read the file by.
    Without soffice the test is passed over, but not where everything is to be tested (CI): there it fails.
    """
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "LibreOffice (soffice) is missing: install it where all is tested"
        pytest.skip("LibreOffice (soffice) is not on this machine")
    source, made = tmp_path / f"opened{suffix}", tmp_path / "converted"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    by = [f"--infilter={read_as}"] if read_as else []
    command = [office, profile, "--headless", *by, "--convert-to", to, "--outdir", str(made), str(source)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    target = made / f"opened.{to.partition(':')[0]}"
    assert target.exists(), f"LibreOffice wrote no {to} of a {suffix}: {told.stdout} {told.stderr}"
    return target.read_bytes()
