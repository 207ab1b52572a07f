"""The wheel, built, installed elsewhere and run there, answers with the curated record in it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True, text=True)
    wheel = next(folder.glob("*.whl"))
    target = folder / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(target), str(wheel)], check=True, capture_output=True)
    return target


def test_the_wheel_serves_the_record_from_another_folder(elsewhere: Path, tmp_path: Path) -> None:
    port = free_port()
    outside = {k: v for k, v in os.environ.items() if not k.startswith("OBSERVATORY_")}
    environment = outside | {
        "PYTHONPATH": str(elsewhere),
        "OBSERVATORY_DATA": str(tmp_path / "var"),
    }
    where = [sys.executable, "-c", "import observatory, scrapers; print(observatory.__file__)"]
    found = subprocess.run(
        where, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert Path(found.stdout.strip()).is_relative_to(elsewhere)
    command = [sys.executable, "-m", "observatory", "run", "--no-live", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            home = answer(f"http://127.0.0.1:{port}/", process)
            assert home.status_code == 200
            assert home.url.endswith("/fr/")
            profile = requests.get(f"http://127.0.0.1:{port}/fr/clusters/ce3m", timeout=10)
            assert "CE3M" in profile.text
            style = requests.get(f"http://127.0.0.1:{port}/static/site.css", timeout=10)
            assert style.headers["Content-Type"].startswith("text/css")
        finally:
            process.terminate()
            process.communicate(timeout=20)
    assert process.returncode == 0


def answer(url: str, process: subprocess.Popen[str]) -> requests.Response:
    """Wait until the site answers."""
    for _ in range(200):
        if process.poll() is not None:
            pytest.fail(f"it stopped: {process.stderr.read() if process.stderr else ''}")
        try:
            return requests.get(url, timeout=10)
        except requests.ConnectionError:
            time.sleep(0.2)
    pytest.fail("the site did not come up")


def free_port() -> int:
    """Give a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
