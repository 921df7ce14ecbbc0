"""What a driver says becomes one sentence of ours, and a full disk is called by its name."""

from __future__ import annotations

import errno

import duckdb
import pytest

from danube.store.errors import StoreError, spoken


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "The place has no room left on its disk: make room",
        ),
        (OSError(errno.EFBIG, "File too large"), "no room left"),
        (
            duckdb.TransactionException("Failed to commit: Could not write file: No space left on device"),
            "no room",
        ),
        (duckdb.IOException("Could not write file: File too large"), "no room left"),
        (PermissionError(errno.EACCES, "Permission denied"), "cannot be read or written: check"),
        (duckdb.OutOfMemoryException("failed to allocate"), "The memory of this machine does not suffice"),
        (duckdb.BinderException("password=secret"), r"refused the request \(BinderException\)\.$"),
        (
            duckdb.TransactionException("conflict with secret"),
            r"failed \(TransactionException\); try again\.$",
        ),
    ],
)
def test_a_driver_s_error_is_a_sentence_of_ours(error: Exception, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence) as told, spoken("The place"):
        raise error
    assert "secret" not in str(told.value)
