"""The compiled twin of the loop: the same kernels, made into machine code by numba.

Every function of this package that `loop.run` reaches is a kernel: written in the subset of Python that numba compiles.
Each is cloned with the kernels it calls replaced by their compiled twins, so that the plain ones stay plain Python in
the same process. numba's disk cache looks at one file at a time and would miss a change in a kernel of
another file: the cache therefore lives in a folder named after the content of all of them, and after what numba itself
looks at, the place and the time of the loop's file.
"""

from __future__ import annotations

import dis
import hashlib
import os
import types
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeGuard

from autoreply_sim.engine import loop
from autoreply_sim.engine.columns import Machine

Kernel = Callable[..., Any]
"""A plain function, or its compiled twin, which is called alike."""

_KERNELS = "autoreply_sim.engine."
_SOURCES = ("codes.py", "units.py", "rules/moments.py", "engine")


def run_compiled(machine: Machine) -> None:
    """Run a timeline to its end in machine code; the same bytes as `loop.run`. The first call compiles or loads it.

    Where numba is missing, or told not to compile (NUMBA_DISABLE_JIT), it is `loop.run`.
    """
    _compiled_run()(machine)


@cache
def _compiled_run() -> Callable[[Machine], None]:
    # numba costs half a second to import, and a story of a few events never needs it.
    try:
        import numba  # noqa: PLC0415
    except ImportError:
        return loop.run

    library: Any = numba  # its types know neither the setting nor the option
    library.config.CACHE_DIR = str(cache_folder())
    # Kernels allocate nothing: without reference counts on the machine's arrays they run eight times as fast. Inlined,
    # they need not hand the forty arrays on at every call, which makes them six times as fast again.
    options = {"_nrt": False, "error_model": "numpy", "forceinline": True}
    # Only the loop is called from Python and kept; doors for Python to every kernel would triple the time to compile.
    inner = library.njit(no_cpython_wrapper=True, no_cfunc_wrapper=True, **options)
    outer = library.njit(cache=True, no_cfunc_wrapper=True, **options)
    return _twin(loop.run, {}, inner, outer)


def is_kept() -> bool:
    """Say whether the loop was compiled before and only has to be loaded: in a second rather than in twenty."""
    return any(cache_folder().rglob("*.nbc"))


def is_awaited() -> bool:
    """Say whether the loop could be compiled here and has not been yet: whoever needs it would wait for that."""
    if is_kept() or os.environ.get("NUMBA_DISABLE_JIT", "0") not in {"", "0"}:
        return False
    return find_spec("numba") is not None


def cache_folder() -> Path:
    """Return the folder of compiled kernels: the user's cache, and in it one per place and content of the sources."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return root / "autoreply_sim" / f"kernels-{_digest()}"


def _digest() -> str:
    package = Path(__file__).parent.parent
    files = sorted(path for name in _SOURCES for path in _files(package / name))
    place = os.fsencode(package), str((package / "engine" / "loop.py").stat().st_mtime_ns).encode()
    return hashlib.sha256(b"\0".join([*place, *(path.read_bytes() for path in files)])).hexdigest()[:16]


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.py")) if path.is_dir() else [path]


def _twin(
    function: Kernel,
    twins: dict[Kernel, Kernel],
    inner: Callable[[Kernel], Kernel],
    outer: Callable[[Kernel], Kernel] | None = None,
) -> Kernel:
    """Return the compiled twin of a kernel, after those of all kernels it calls."""
    if function not in twins:
        names = dict(function.__globals__)
        for name in _global_names(function):
            if _is_kernel(names.get(name)):
                names[name] = _twin(names[name], twins, inner)
        clone = types.FunctionType(function.__code__, names, function.__name__)
        clone.__qualname__ = function.__qualname__
        clone.__module__ = function.__module__
        twins[function] = (outer or inner)(clone)
    return twins[function]


def _is_kernel(value: object) -> TypeGuard[types.FunctionType]:
    return isinstance(value, types.FunctionType) and value.__module__.startswith(_KERNELS)


def _global_names(function: Kernel) -> set[str]:
    return {step.argval for step in dis.get_instructions(function) if step.opname == "LOAD_GLOBAL"}
