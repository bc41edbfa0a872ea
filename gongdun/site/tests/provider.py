"""A throw-away identity provider on this machine: real HTTP, its own key, one person who is signed in there. For tests alone."""

from __future__ import annotations

import base64
import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT, SECRET, KEY_ID = "gongdun-test", "a-secret-of-this-test", "one"


def packed(value: bytes | dict) -> str:
    raw = json.dumps(value).encode() if isinstance(value, dict) else value
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Provider:
    """`username` is who is signed in there. `forge` signs tokens with a key it does not publish; `nonce` replaces the one it was given."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.username, self.forge, self.nonce, self.codes, self.asked = "chenjing", False, "", {}, []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> Provider:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def authorize(self, asked: dict[str, list[str]]) -> str:
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked["nonce"][0]
        return f"{asked['redirect_uri'][0]}?{urlencode({'code': code, 'state': asked['state'][0]})}"

    def token(self, form: dict[str, list[str]]) -> dict | None:
        """One token for one code, to the client that knows the secret."""
        if (form["client_id"][0], form["client_secret"][0]) != (CLIENT, SECRET):
            return None
        nonce = self.codes.pop(form["code"][0], None)
        return nonce and {"access_token": "opaque", "token_type": "Bearer", "id_token": self.signed(self.nonce or nonce)}

    def signed(self, nonce: str) -> str:
        now = int(time())
        claims = {"iss": self.url, "sub": self.username, "aud": CLIENT, "nonce": nonce, "iat": now, "exp": now + 300}
        head = f"{packed({'alg': 'RS256', 'kid': KEY_ID, 'typ': 'JWT'})}.{packed(claims)}"
        key = self.other if self.forge else self.key
        return f"{head}.{packed(key.sign(head.encode(), padding.PKCS1v15(), hashes.SHA256()))}"

    def keys(self) -> dict:
        public = self.key.public_key().public_numbers()
        modulus = public.n.to_bytes((public.n.bit_length() + 7) // 8, "big")
        return {"keys": [{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": KEY_ID, "n": packed(modulus), "e": packed(b"\x01\x00\x01")}]}


def handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path)
            provider.asked.append(path.path)
            if path.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(parse_qs(path.query)))
                self.end_headers()
            else:
                self.say(provider.keys() if path.path == "/keys" else {"sub": provider.username, "preferred_username": provider.username})

        def do_POST(self) -> None:
            provider.asked.append(urlsplit(self.path).path)
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.say(provider.token(form))

        def say(self, answer: dict | None) -> None:
            self.send_response(200 if answer else 400)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answer or {"error": "invalid_grant"}).encode())

        def log_message(self, *_: object) -> None:
            """The tests' output stays theirs."""

    return Handler
