"""The national algorithms, from `cryptography` alone: the system's own OpenSSL may lack SM3 or SM4."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

NONCE, TAG = 12, 16  # bytes
EMPTY = hashes.Hash(hashes.SM3())


class Tampered(RuntimeError):
    """A sealed text does not open: it, its row's id or its kind was changed, or the key is another one."""


def sm3(data: bytes) -> bytes:
    digest = EMPTY.copy()
    digest.update(data)
    return digest.finalize()


class Keyed:
    """HMAC-SM3 under one key; copying a prepared state is twice as fast as starting anew."""

    def __init__(self, key: bytes) -> None:
        self.base = hmac.HMAC(key, hashes.SM3())

    def __call__(self, data: bytes) -> bytes:
        state = self.base.copy()
        state.update(data)
        return state.finalize()


def seal(key: bytes, text: bytes, bound: bytes) -> bytes:
    """SM4-GCM: nonce ‖ text ‖ tag. `bound` is not in it but must be the same to open it."""
    nonce = os.urandom(NONCE)
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(bound)
    return nonce + encryptor.update(text) + encryptor.finalize() + encryptor.tag


def unseal(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    nonce, text, tag = sealed[:NONCE], sealed[NONCE:-TAG], sealed[-TAG:]
    decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(bound)
    try:
        return decryptor.update(text) + decryptor.finalize()
    except InvalidTag:
        raise Tampered("A sealed identity number does not open: its row was changed, or it was sealed under another key.") from None


def sm4_block(key: bytes, block: bytes) -> bytes:
    """One bare block, for the standard's test vector only."""
    return Cipher(algorithms.SM4(key), modes.ECB()).encryptor().update(block)  # noqa: S305


def self_test() -> list[str]:
    """What differs from the standards' own examples; empty where all is well.

    SM3: GB/T 32905-2016 annex A, both examples. SM4: GB/T 32907-2016 annex A. SM4-GCM: RFC 8998 appendix A.1. HMAC: RFC 2104 by hand.
    """
    return [f"{name} does not give the standard's result." for name, found, expected in examples() if found != expected]


def examples() -> list[tuple[str, bytes, bytes]]:
    key, nonce = bytes.fromhex("0123456789abcdeffedcba9876543210"), bytes.fromhex("00001234567800000000abcd")
    text = bytes.fromhex("aa" * 8 + "bb" * 8 + "cc" * 8 + "dd" * 8 + "ee" * 8 + "ff" * 8 + "ee" * 8 + "aa" * 8)
    bound = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    sealed = nonce + bytes.fromhex(
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )
    padded = key.ljust(64, b"\0")
    inner = sm3(bytes(byte ^ 0x36 for byte in padded) + b"abc")
    return [
        ("SM3", sm3(b"abc"), bytes.fromhex("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")),
        ("SM3", sm3(b"abcd" * 16), bytes.fromhex("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")),
        ("SM4", sm4_block(key, key), bytes.fromhex("681edf34d206965e86b3e94f536e4246")),
        ("SM4-GCM", unseal(key, sealed, bound), text),
        ("HMAC-SM3", Keyed(key)(b"abc"), sm3(bytes(byte ^ 0x5C for byte in padded) + inner)),
    ]
