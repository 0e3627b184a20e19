"""From LLVM IR to machine code: optimised, cached on disk, loaded into this process."""

from __future__ import annotations

import hashlib
import weakref
from dataclasses import dataclass
from functools import cache
from typing import Any

import llvmlite
import llvmlite.binding as llvm

from negosim.compile.cache import load_object, store_object
from negosim.compile.locks import lock_across_forks

OPTIMISATION = 3
# For every use of LLVM, also for unloading, which the garbage collector may do at any time.
_lock = lock_across_forks()


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Native:
    """Machine code in this process; it is unloaded with this object.

    Parameters
    ----------
    address : int
        Address of its entry point.
    """

    address: int


def compiled(text: str) -> Native:
    """Return a program as machine code; it is cached on disk by its text and this processor."""
    with _lock:
        machine = target_machine()
        key = key_of(text)
        code = load_object(key)
        if code is not None:
            try:
                return _load(code, key)
            except RuntimeError:  # damaged: compile it again
                pass
        code = machine.emit_object(_optimised(text, machine))
        native = _load(code, key)
        store_object(key, code)
        return native


def key_of(text: str) -> str:
    """Return the key of a program in the cache: a hash of its text, the compiler's version and the processor."""
    digest = hashlib.sha256()
    for part in (llvmlite.__version__, str(OPTIMISATION), *_processor(), text):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:40]


@cache
def _processor() -> tuple[str, str, str]:
    return llvm.get_process_triple(), llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()


@cache
def target_machine() -> Any:
    """Return LLVM's description of this machine."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    triple, name, features = _processor()
    return llvm.Target.from_triple(triple).create_target_machine(
        cpu=name, features=features, opt=OPTIMISATION, jit=True, reloc="pic", codemodel="default"
    )


def _optimised(text: str, machine: Any) -> Any:
    module = llvm.parse_assembly(text)
    module.verify()
    module.triple = machine.triple
    module.data_layout = str(machine.target_data)
    tuning = llvm.create_pipeline_tuning_options(speed_level=OPTIMISATION)
    tuning.loop_vectorization = tuning.slp_vectorization = False
    tuning.loop_unrolling = True
    builder = llvm.create_pass_builder(machine, tuning)
    builder.getModulePassManager().run(module, builder)
    return module


_load_count = 0


def _load(code: bytes, key: str) -> Native:
    global _load_count
    _load_count += 1
    library = llvm.JITLibraryBuilder().add_object_img(code).export_symbol("run")
    linked = library.link(_jit(), f"{key}.{_load_count}")
    native = Native(linked["run"])
    weakref.finalize(native, _unload, linked).atexit = False
    return native


def _unload(linked: Any) -> None:
    with _lock:
        linked.close()


@cache
def _jit() -> Any:
    return llvm.create_lljit_compiler(target_machine())
