"""The files that PostgreSQL keeps tables in, as somebody changes them who has the disk."""

from __future__ import annotations

from struct import Struct, unpack
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

PAGE: Final = 8_192
_CHECKSUM = Struct("<H")
_CHECKSUM_AT: Final = 8

# src/include/storage/checksum_impl.h of PostgreSQL
_PRIME: Final = 16_777_619
_LANES: Final = 32
_OFFSETS: Final = (
    0x5B1F36E9, 0xB8525960, 0x02AB50AA, 0x1DE66D2A, 0x79FF467A, 0x9BB9F8A3, 0x217E7CD2, 0x83E13D2C,
    0xF8D4474F, 0xE39EB970, 0x42C6AE16, 0x993216FA, 0x7B093B5D, 0x98DAFF3C, 0xF718902A, 0x0B1C9CDB,
    0xE58F764B, 0x187636BC, 0x5D7B3BB1, 0xE73DE7DE, 0x92BEC979, 0xCCA6C0B2, 0x304A0979, 0x85AA43D4,
    0x783125BB, 0x6CA8EAA2, 0xE407EAC6, 0x4B5CFC3E, 0x9FBF8C76, 0x15CA20BE, 0xF2CA9FD3, 0x959BD756,
)  # fmt: skip


def checksum(page: bytes, number: int) -> int:
    """What PostgreSQL writes into a page as its checksum."""
    blank = page[:_CHECKSUM_AT] + b"\0\0" + page[_CHECKSUM_AT + 2 :]
    words = unpack(f"<{PAGE // 4}I", blank)
    sums = list(_OFFSETS)
    for start in (*range(0, len(words), _LANES), None, None):
        for lane in range(_LANES):
            mixed = sums[lane] ^ (0 if start is None else words[start + lane])
            sums[lane] = (mixed * _PRIME & 0xFFFFFFFF) ^ (mixed >> 17)
    total = number
    for sum_ in sums:
        total ^= sum_
    return total % 65_535 + 1


def checksum_of(page: bytes) -> int:
    """The checksum that stands in a page."""
    found: int = _CHECKSUM.unpack_from(page, _CHECKSUM_AT)[0]
    return found


def replace(file: Path, old: bytes, new: bytes, *, repair: bool) -> None:
    """Change bytes that stand once in the first page of a table's file."""
    content = bytearray(file.read_bytes())
    assert content[:PAGE].count(old) == 1
    at = content.index(old)
    content[at : at + len(old)] = new
    if repair:
        page = bytes(content[:PAGE])
        _CHECKSUM.pack_into(content, _CHECKSUM_AT, checksum(page, 0))
    file.write_bytes(content)
